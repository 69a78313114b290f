"""A piece that changed in, those out who see a difference: verdicts elsewhere read some sentences, or glimpse them.

Most of what looks at a sentence from afar asks only whether analysis stands in it, whether somebody else speaks in it,
how long it is, and what child it names. While those answers stay, what hangs on them stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careword.lint import Linter, flagged
from careword.live.facts import Facts
from careword.live.piece import Piece
from careword.live.reach import onlookers
from careword.text import Span


class Shown(NamedTuple):
    """One sentence, as others see it."""

    names: list[str]  # all that whoever stands below asks of it, unless they stand right below
    glimpse: tuple[object, ...]  # all that others ask of it
    words: tuple[object, ...]  # for those who read it
    place: Span  # counted from the beginning of the piece, and its end from the end: for those who point at something


Face = list[Shown]


class Faces:
    """The pieces of a note that stand in the place of others, until those who looked at the others are found."""

    def __init__(self, linter: Linter, facts: Facts, pieces: Sequence[Piece]) -> None:
        self._linter, self._facts, self._pieces = linter, facts, pieces
        self.changed: set[Piece] = set()

    def put(self, gone: Piece, fresh: Piece) -> None:
        """Remember what others saw of a piece that another one comes in the place of."""
        fresh.showed = gone.showed if gone in self.changed else self._face(gone)
        self.changed.discard(gone)
        self.changed.add(fresh)

    def differing(self) -> Iterator[Piece]:
        """Give whoever sees a difference, or may see one."""
        for piece in self.changed:
            if piece.index >= 0:
                old, new = piece.showed, self._face(piece) if piece.showed else None
                for other in onlookers(self._pieces, piece.index, piece.index + 1):
                    if other.speaking and not (old and new and not self._sees(other, piece, old, new)):
                        yield other
            piece.showed = None
        self.changed.clear()

    def _face(self, piece: Piece) -> Face | None:
        """Give what others see of a piece, if there is anybody to see it."""
        layout, onlooking = piece.layout, onlookers(self._pieces, piece.index, piece.index + 1)
        if layout is None or not any(other.speaking for other in onlooking):
            return None
        known, facts = vars(layout), self._facts
        told = (list(facts.children.items()), facts.adults, facts.girl, flagged(piece.candidates, self._linter.book))
        if piece.face is not None and piece.face[0] == told:
            return piece.face[1]  # as it was seen after the edit before this one
        known.update(memo=piece.memo, children=facts.children, adults=facts.adults, flagged=told[-1])
        known.pop("_flagged_by_sentence", None)
        layout.memo["girl", None] = facts.girl
        text = piece.text
        face = [
            Shown(
                layout.names_in(item),
                self._linter.glimpse(layout, item),
                (text[item.span.start : item.span.end], item.spoken, item.segment.speaker),
                Span(item.span.start, item.span.end - len(text)),
            )
            for item in layout.sentences
        ]
        piece.face = told, face
        return face

    def _sees(self, other: Piece, piece: Piece, old: Face, new: Face) -> bool:
        """Say whether the verdicts of another piece see a difference in a piece that changed."""
        if len(old) != len(new):
            return True
        above = other.index < piece.index
        low, high = sorted((other.index, piece.index))
        between = self._pieces[low + 1 : high]
        if [item.place for item in old] != [item.place for item in new] and _points(other, between, above=above):
            return True
        apart = sum([item.sentences for item in between])
        read, glimpsed = other.looks[above] - apart, len(old) if above else 1 - apart
        rows = list(zip(old, new, strict=True))
        return any(
            one.names != two.names
            or (number < read and one.words != two.words)
            or (number < glimpsed and one.glimpse != two.glimpse)
            for number, (one, two) in enumerate(rows if above else rows[::-1])
        )


def _points(piece: Piece, between: Sequence[Piece], *, above: bool) -> bool:
    """Say whether verdicts point at something past those between. Where an age stands is looked up when it is shown."""
    gap = sum([len(item.text) for item in between])
    spans = [cue.span for item in piece.verdicts if item.context for cue in item.context.cues if cue.name != "age"]
    return any(span.end > len(piece.text) + gap if above else span.start < -gap for span in spans)
