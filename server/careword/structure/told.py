"""What a child is reported to have said, without marks of quotation: a dictated note has none."""

from __future__ import annotations

from careword.findings import Candidate, Context
from careword.frames import Frames
from careword.layout import Layout

_YOUNG = ("child", "sibling", "peer")


class Told:
    """Asked about words of harm."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames

    def holds(self, layout: Layout, candidate: Candidate, context: Context) -> bool:
        """Say whether a child tells them, by a verb of speaking in the same sentence or in a turn of its own."""
        sentence = layout.sentence_at(candidate.span.start)
        if sentence is None or context.voice not in ("reported", "source"):
            return False
        low = layout.folded.forward(candidate.span.start) - sentence.start
        within = [frame for frame in self._frames.of(layout, sentence) if frame.begin <= low < frame.end]
        if context.voice == "source" and sentence.segment.kind == "row":
            return False  # a chronology says what was reported when
        if context.voice == "source" and within:
            # somebody else tells what a child told: "Ms Quill: Idris told …"
            return max(within, key=lambda frame: frame.begin).speaker in _YOUNG
        if context.voice != "reported" or context.speaker not in _YOUNG:
            return False
        turn = self._frames.turn(layout, sentence)
        if turn is not None and turn[0] in _YOUNG:
            return True  # "YP - they had me …"
        return layout.speaker(sentence) in _YOUNG or bool(within)
