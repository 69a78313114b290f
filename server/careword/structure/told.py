"""What a child is reported to have said, without marks of quotation: a dictated note has none."""

from __future__ import annotations

from careword.findings import Candidate, Context
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.reading import Frame

_YOUNG = ("child", "sibling", "peer")


class Told:
    """Asked about words of harm."""

    def __init__(self, people: People, frames: Frames) -> None:
        self._people, self._frames = people, frames

    def holds(self, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether a child tells them, by a verb of speaking in the same sentence or in a turn of its own."""
        sentence = layout.sentence_at(candidate.span.start)
        if sentence is None or context.voice not in ("reported", "source"):
            return False
        low = layout.folded.forward(candidate.span.start) - sentence.start
        within = [frame for frame in self._frames.of(layout, sentence) if frame.begin <= low < frame.end]
        if any(frame.speaker == "own" for frame in within):
            return False  # "I think she tells each of us a part because …": what the writer makes of it
        if context.voice == "source" and sentence.segment.kind == "row":
            return False  # a chronology says what was reported when
        innermost = max(within, key=lambda frame: frame.begin, default=None)
        if context.voice == "source" or (innermost is not None and context.speaker == "unknown"):
            # somebody else tells what a child told: "Ms Quill: Idris told …"; nobody says yet whose name it is
            return innermost is not None and self._young(layout, sentence, innermost)
        if context.speaker not in _YOUNG:
            return False
        turn = self._frames.turn(layout, sentence)
        if turn is not None and turn[0] in _YOUNG:
            return True  # "YP - they had me …"
        return layout.speaker(sentence) in _YOUNG or bool(within)

    def _young(self, layout: Layout, sentence: Sentence, frame: Frame) -> bool:
        """Say whether a child speaks, or somebody of whom no more than a name or "he" is known."""
        if frame.speaker in _YOUNG:
            return True
        start, end = frame.cue
        people = [item for item in self._people.mentions(layout, sentence) if start <= item.start < end]
        return frame.speaker == "unknown" and any(
            item.group == "pronoun" or (item.group == "name" and item.subject == "child") for item in people
        )
