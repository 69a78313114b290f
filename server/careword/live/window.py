"""Some pieces of a note in a row in, a Layout over them out that answers as the layout of the whole note would."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from careword.age_read import Ages
from careword.book import Book
from careword.findings import Segment
from careword.fold import Folded
from careword.layout import Layout, Sentence
from careword.live.facts import Facts
from careword.live.far import Asked, FarReading
from careword.live.piece import Piece
from careword.segment import Segmenter
from careword.stretch import Stretch, Whole
from careword.text import Document, Span

# what the context engine keeps of a sentence that speaks of places in the sentence only, and so goes where it goes
_OF_A_SENTENCE = frozenset(["people", "frames", "analysis", "found"])


class Window(Layout):
    """The layout of some pieces. `near` and `asked` tell afterwards what was looked at from which piece."""

    def __init__(
        self, pieces: Sequence[Piece], book: Book, segmenter: Segmenter, facts: Facts, far: FarReading
    ) -> None:
        super().__init__(Document("".join([piece.text for piece in pieces])), book, segmenter)
        self.pieces = pieces
        self._far = far
        memo = _Memo(far)
        memo["setting", None] = facts.in_services
        self.memo = memo
        self.asked = memo.asked
        self.near: set[Piece] = set()
        self.wide = False  # something was asked about the whole note that any edit may change
        self._begins: list[int] = []  # where each piece begins
        self._firsts = [0]  # the number of the first sentence of each piece, and one more
        vars(self).update(segments=[], sentences=[], quotes=[], children=facts.children, adults=facts.adults)
        vars(self)["young_adult"] = facts.young_adult
        self._join()

    def know(self, ages: Ages) -> None:
        """Take what the note says of ages."""
        self.memo["ages", None] = ages

    def _join(self) -> None:
        """Put the layouts of the pieces one after the other."""
        folded: list[str] = []
        starts, shifts = [0], [0]
        at = length = paragraphs = 0  # code points, code points folded, and paragraphs so far
        for piece in self.pieces:
            layout = piece.layout
            if layout is None:
                raise RuntimeError("a piece is cut before it is laid out")
            first = len(self.sentences)
            self._begins.append(at)
            for start, shift in zip(layout.folded.starts, layout.folded.shifts, strict=True):
                if start + length == starts[-1]:
                    shifts[-1] = shift + at - length
                else:
                    starts.append(start + length)
                    shifts.append(shift + at - length)
            folded.append(layout.folded.text)
            moved = {id(item): _moved(item, at, paragraphs) for item in layout.segments}
            self.segments += moved.values()
            self.quotes += [Span(quote.start + at, quote.end + at) for quote in layout.quotes]
            self.sentences += [
                Sentence(
                    first + item.number,
                    Span(item.span.start + at, item.span.end + at),
                    item.start + length,
                    item.end + length,
                    moved[id(item.segment)],
                    item.text,
                    item.spoken,
                )
                for item in layout.sentences
            ]
            self._firsts.append(len(self.sentences))
            self.memo.update(
                ((name, _numbered(key, first)), value)
                for (name, key), value in piece.memo.items()
                if name in _OF_A_SENTENCE
            )
            at += len(piece.text)
            length += len(layout.folded.text)
            paragraphs = self.segments[-1].paragraph + 1 if self.segments else 0
        vars(self)["folded"] = Folded("".join(folded), starts, shifts)

    def keep(self) -> None:
        """Give what was found out about sentences back to their pieces."""
        for (name, key), value in self.memo.items():
            if name in _OF_A_SENTENCE:
                number: object = key if isinstance(key, int) else key[0]
                if isinstance(number, int):
                    at = bisect_right(self._firsts, number) - 1
                    self.pieces[at].memo[name, _numbered(key, -self._firsts[at])] = value

    def place(self, sentence: Sentence) -> tuple[Piece, int]:
        """Give the piece of a sentence, and its number in it."""
        at = bisect_right(self._firsts, sentence.number) - 1
        return self.pieces[at], sentence.number - self._firsts[at]

    def around(self, sentence: Sentence, within: str) -> list[Sentence]:
        """Give the sentences that `within` speaks of, and remember who looked at neighbours."""
        if within == "near":
            self.near.add(self.place(sentence)[0])
        return super().around(sentence, within)

    def after(self, index: int) -> list[Segment]:
        """Give the segments after one, and remember who looked at neighbours."""
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


def _numbered(key: Any, by: int) -> Any:  # noqa: ANN401 - a key of the memo may be anything
    return key + by if isinstance(key, int) else (key[0] + by, *key[1:]) if isinstance(key[0], int) else key
