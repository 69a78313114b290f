"""A sentence in, who goes on speaking in it out: where the writer takes over again, and where a parent goes on."""

from __future__ import annotations

from careword.book import Book
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.reading import Frame
from careword.text import Span

_HEAD = 2  # code points before the words asked about, where a sentence opens with them


class Entries:
    """Tells where somebody's talk goes on, and where it is over."""

    def __init__(self, book: Book, people: People, frames: Frames) -> None:
        self._people, self._frames = people, frames
        self._with, self._own_act, self._i_did = (
            book.cue("attribution", name) for name in ("call-with", "own-act", "i-did")
        )
        self._subject = book.cue("attribution", "clause-opener")

    def over(self, layout: Layout, sentence: Sentence) -> bool:
        """Say whether the writer has taken over in a turn.

        A call opened it and the writer did something since ("T/C from nan: … I drove over. …"), the child spoke since,
        or it was a quotation that is over.
        """
        if sentence.segment.kind != "turn":
            return False
        if self._quoted(layout, sentence):
            return True
        turns = [turn for item in self._same(layout, sentence) if (turn := self._frames.turn(layout, item))]
        if turns and turns[-1][0] == "child":
            return True
        if not self._with.search(_head(layout, sentence)):
            return False
        return any(self._i_did.search(item.spoken) for item in [*self._same(layout, sentence), sentence])

    @staticmethod
    def _quoted(layout: Layout, sentence: Sentence) -> bool:
        """Say whether a turn opens with a quotation that ends before a sentence: 'Log: "…". She was …'."""
        start = sentence.segment.span.start
        opening = layout.quotes_in(Span(start, start + _HEAD)) if layout.quoting else []
        return bool(opening) and opening[0].end < sentence.span.start

    def theirs(self, layout: Layout, sentence: Sentence) -> bool:
        """Say whether "we" is who speaks in a turn of a meeting: "PS Ode: we have him down as …"."""
        turn = sentence.segment.kind == "turn" and layout.speaker(sentence) == "professional"
        return turn and not self._with.search(_head(layout, sentence))

    def goes_on(self, layout: Layout, sentence: Sentence, low: int) -> tuple[str, Sentence] | None:
        """Give who spoke right before, where a sentence opens without a subject: "Mum says no. Out of control. …"."""
        mentions = self._people.mentions(layout, sentence)
        if low > _HEAD or self._subject.match(sentence.spoken) or any(item.start <= low for item in mentions):
            return None
        previous = layout.previous(sentence)
        if previous is None or previous.segment != sentence.segment or self._taken_back(layout, sentence):
            return None
        last = next(iter(self._frames.of(layout, previous)[-1:]), None)
        if last is None or last.speaker != "parent" or last.end < len(previous.spoken) - 1:
            return None
        return last.speaker, previous

    def led(self, layout: Layout, sentence: Sentence) -> tuple[Frame, Sentence] | None:
        """Give who is said to say what a line opens that ends in a colon: "Ella wrote in her letter:", and a list."""
        before = [item for item in layout.paragraph(sentence) if item.segment.span.start < sentence.segment.span.start]
        while before and sentence.segment.kind == before[-1].segment.kind == "item":
            before.pop()
        if not before:
            return None
        earlier = before[-1]
        end = len(earlier.spoken.rstrip())
        if not earlier.spoken.endswith(":", 0, end) or sentence.segment.role == "analysis-section":
            return None
        last = next(iter(self._frames.heard(layout, earlier)[-1:]), None)
        return (last, earlier) if last and last.speaker not in (None, "own") and last.end >= end - 1 else None

    def _same(self, layout: Layout, sentence: Sentence) -> list[Sentence]:
        """Give the sentences before one in its segment."""
        every = layout.paragraph(sentence)
        return [item for item in every if item.number < sentence.number and item.segment == sentence.segment]

    def _taken_back(self, layout: Layout, item: Sentence) -> bool:
        """Say whether the writer does or thinks something in a sentence."""
        if self._own_act.match(item.spoken) or self._i_did.search(item.spoken):
            return True
        return any(frame.speaker == "own" for frame in self._frames.of(layout, item))


def _head(layout: Layout, sentence: Sentence) -> str:
    """Give what stands before a turn on its line: who speaks, and by what call."""
    start = sentence.segment.span.start
    return layout.plain_text[layout.document.text.rfind("\n", 0, start) + 1 : start]
