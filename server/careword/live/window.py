"""Some pieces of a note in a row in, a Layout over them out that answers as the layout of the whole note would."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeVar

from careword.age_read import Ages
from careword.book import Book
from careword.findings import Segment
from careword.fold import Folded
from careword.layout import Layout, Sentence
from careword.live.facts import Facts
from careword.live.far import Asked, FarReading
from careword.live.memo import OF_A_SENTENCE, numbered
from careword.live.piece import Piece
from careword.live.watched import Watched
from careword.segment import Segmenter
from careword.stretch import Stretch, Whole
from careword.text import Document, Span

_T = TypeVar("_T")


class Window(Layout):
    """The layout of some pieces. `near` and `asked` tell afterwards what was looked at from which piece."""

    def __init__(
        self, pieces: Sequence[Piece], book: Book, segmenter: Segmenter, facts: Facts, far: FarReading
    ) -> None:
        super().__init__(Document("".join([piece.text for piece in pieces])), book, segmenter)
        self.pieces = pieces
        self._far = far
        memo = _Memo(far)
        memo["setting", None], memo["girl", None] = facts.in_services, facts.girl
        self.memo = memo
        self.asked = memo.asked
        self.near: set[Piece] = set()
        self.wide = False  # something was asked about the whole note that any edit may change
        self._begins: list[int] = []  # where each piece begins
        self._firsts = [0]  # the number of the first sentence of each piece, and one more
        self._seen = Watched()
        self._given = 0  # how much was known of the sentences before
        vars(self).update(children=facts.children, adults=facts.adults, young_adult=facts.young_adult)
        self._join()

    def know(self, ages: Ages) -> None:
        """Take what the note says of ages."""
        self.memo["ages", None] = ages

    def _join(self) -> None:
        """Put the layouts of the pieces one after the other; the first one's stay where they stand."""
        folded: list[str] = []
        starts, shifts = [0], [0]
        segments: list[Segment] = []
        sentences: list[Sentence] = []
        quotes: list[Span] = []
        at = length = paragraphs = 0  # code points, code points folded, and paragraphs so far
        for piece in self.pieces:
            layout = piece.layout
            if layout is None:
                raise RuntimeError("a piece is cut before it is laid out")
            first = len(sentences)
            self._begins.append(at)
            folded.append(layout.folded.text)
            if at:
                for start, shift in zip(layout.folded.starts, layout.folded.shifts, strict=True):
                    if start + length == starts[-1]:
                        shifts[-1] = shift + at - length
                    else:
                        starts.append(start + length)
                        shifts.append(shift + at - length)
                moved = {id(item): _moved(item, at, paragraphs) for item in layout.segments}
                segments += moved.values()
                quotes += [Span(quote.start + at, quote.end + at) for quote in layout.quotes]
                sentences += [
                    item.moved(first + item.number, at, length, moved[id(item.segment)]) for item in layout.sentences
                ]
                for (name, key), value in piece.memo.items():
                    if name in OF_A_SENTENCE:
                        self.memo[name, numbered(key, first)] = value
            else:
                starts, shifts = [*layout.folded.starts], [*layout.folded.shifts]
                segments += layout.segments
                quotes += layout.quotes
                sentences += layout.sentences
                self.memo.update(piece.memo)
            self._firsts.append(len(sentences))
            at += len(piece.text)
            length += len(layout.folded.text)
            paragraphs = segments[-1].paragraph + 1 if segments else 0
        self._given = len(self.memo)
        vars(self).update(
            folded=Folded("".join(folded), starts, shifts),
            segments=segments,
            sentences=sentences,
            quotes=quotes,
            _sentence_starts=[item.span.start for item in sentences],
        )

    def keep(self) -> None:
        """Give what was found out about sentences back to their pieces."""
        for (name, key), value in islice(self.memo.items(), self._given, None):
            if name in OF_A_SENTENCE:
                number: object = key if isinstance(key, int) else key[0]
                if isinstance(number, int):
                    at = bisect_right(self._firsts, number) - 1
                    self.pieces[at].memo[name, numbered(key, -self._firsts[at])] = value

    def watch(self) -> None:
        """Remember from now on which sentences are read."""
        self._seen = vars(self)["sentences"] = Watched(self.sentences)

    def looked(self, piece: Piece) -> tuple[int, int]:
        """Tell how many sentences before a piece and after it were read since this was asked last."""
        here, seen, self._seen.looked = piece.index - self.pieces[0].index, self._seen.looked, None
        low, high = seen or (len(self._seen), 0)
        return max(self._firsts[here] - low, 0), max(high - self._firsts[here + 1], 0)

    def glimpse(self, ask: Callable[..., _T], *about: Any) -> _T:  # noqa: ANN401 - whatever it is asked about
        """Ask something that looks at no more of another piece than its face."""
        before = self._seen.looked
        found = ask(*about)
        self._seen.looked = before
        return found

    def previous(self, sentence: Sentence) -> Sentence | None:
        """Give the sentence before in the same paragraph, which is in the same piece."""
        return self.glimpse(super().previous, sentence)

    def paragraph(self, sentence: Sentence) -> list[Sentence]:
        """Give the sentences of the same paragraph, which are in the same piece."""
        return self.glimpse(super().paragraph, sentence)

    def place(self, sentence: Sentence) -> tuple[Piece, int]:
        """Give the piece of a sentence, and its number in it."""
        at = bisect_right(self._firsts, sentence.number) - 1
        return self.pieces[at], sentence.number - self._firsts[at]

    def around(self, sentence: Sentence, within: str) -> list[Sentence]:
        """Give the sentences that `within` speaks of, and remember who looked at neighbours."""
        if within == "near":
            self.near.add(self.place(sentence)[0])
        return super().around(sentence, within)

    def before_segment(self, sentence: Sentence) -> Sentence | None:
        """Give the last sentence before a segment; what is known of it hangs on its paragraph, so that is read too."""
        found = super().before_segment(sentence)
        if found is not None:
            super().paragraph(found)
        return found

    def after(self, index: int) -> list[Segment]:
        """Give the segments after one, and remember who looked at neighbours."""
        list(self.sentences)
        self.near.add(self.pieces[max(bisect_right(self._begins, self.segments[index].span.start) - 1, 0)])
        return super().after(index)

    def whole(self) -> Whole:
        """Tell of the whole note, and remember that any edit may change it."""
        self.wide = True
        return self._far.whole(self.pieces[0])

    def stretch(self, sentence: Sentence, within: str) -> Stretch:
        """Give the section of a sentence or the whole note, not only what is in the window."""
        return self._far.stretch(within, *self.place(sentence), sentence)


class _Memo(dict[tuple[str, Any], Any]):
    """A memo that can find out where words stand far away, and remembers what it was asked."""

    def __init__(self, far: FarReading) -> None:
        super().__init__()
        self._far = far
        self.asked: set[Asked] = set()

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        if isinstance(key, tuple) and key[0] == "found" and isinstance(key[1][0], str):
            self.asked.add(key[1])
            self[key] = self._far.stand(key[1])
            return True
        return False


def _moved(item: Segment, by: int, paragraphs: int) -> Segment:
    span = Span(item.span.start + by, item.span.end + by)
    return Segment(item.kind, span, item.section, item.role, item.speaker, item.paragraph + paragraphs)
