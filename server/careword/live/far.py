"""The pieces of a note in; what a rule asks about the whole note or a whole section out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from careword.layout import Sentence
from careword.live.piece import Piece
from careword.stretch import Stretch, Whole
from careword.words import Words

Asked = tuple[str, Words, str | None]  # how far to look, for what, and in which section
_JOINT = " ; "  # as Layout joins the sentences of a section


class _Reading(NamedTuple):
    """The text of the note or a section, where its sentences begin, and which is the first one of a piece."""

    text: str
    starts: list[int]
    sentences: list[Sentence]
    firsts: dict[Piece, int]


class FarReading:
    """Reads the note as it is now; what it made is forgotten with it when the note changes."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._made: dict[tuple[str, str | None], _Reading] = {}

    def stand(self, asked: Asked) -> list[tuple[int, int]]:
        """Give where words stand in the note or a section."""
        within, words, section = asked
        if within != "note":
            return [found.span() for found in words.finditer(self._read(within, section).text)]
        out: list[tuple[int, int]] = []
        at = 0
        for piece in self._pieces:
            out += [(low + at, high + at) for low, high in piece.stand(words)]
            at += len(piece.folded)
        return out

    def whole(self, piece: Piece) -> Whole:
        """Tell of the whole note, as a window that begins with a piece asks."""
        return Whole(
            sum(len(other.folded) for other in self._pieces[: piece.index]),
            sum(other.words for other in self._pieces),
            any(other.layout is not None and other.layout.quoting for other in self._pieces),
        )

    def stretch(self, within: str, piece: Piece, number: int, sentence: Sentence) -> Stretch:
        """Give the note or the section of a sentence, which stands in a piece by a number of its own."""
        made = self._read(within, sentence.segment.section if within == "section" else None)
        first = made.firsts[piece]
        numbers = [item.number for item in made.sentences[first : first + number + 1]]
        return _FarStretch(made, sentence, made.starts[first + numbers.index(number)])

    def _read(self, within: str, section: str | None) -> _Reading:
        key = (within, section)
        if key not in self._made:
            self._made[key] = self._note() if within == "note" else self._section(section)
        return self._made[key]

    def _note(self) -> _Reading:
        starts: list[int] = []
        sentences: list[Sentence] = []
        firsts: dict[Piece, int] = {}
        at = 0
        for piece in self._pieces:
            firsts[piece] = len(sentences)
            if piece.layout:
                starts += [item.start + at for item in piece.layout.sentences]
                sentences += piece.layout.sentences
            at += len(piece.folded)
        return _Reading("".join([piece.folded for piece in self._pieces]), starts, sentences, firsts)

    def _section(self, section: str | None) -> _Reading:
        sentences: list[Sentence] = []
        firsts: dict[Piece, int] = {}
        for piece in self._pieces:
            firsts[piece] = len(sentences)
            if piece.layout:
                sentences += [item for item in piece.layout.sentences if item.segment.section == section]
        starts = list(accumulate((len(item.text) + len(_JOINT) for item in sentences[:-1]), initial=0))
        return _Reading(_JOINT.join(item.text for item in sentences), starts, sentences, firsts)


class _FarStretch(Stretch):
    """A stretch that one sentence of a window asked for; the others in it are numbered in their own pieces."""

    def __init__(self, made: _Reading, asker: Sentence, start: int) -> None:
        super().__init__(made.text, made.starts, made.sentences)
        vars(self).update(asker=asker, start=start)

    def place(self, sentence: Sentence) -> int:
        """Give where the sentence begins that asked."""
        asker: Sentence = vars(self)["asker"]
        start: int = vars(self)["start"]
        if sentence.number != asker.number:
            raise LookupError("a far stretch is made for one sentence")
        return start
