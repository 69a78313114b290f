"""Pieces of a note in, the pieces round them out: what verdicts may look at, and from where they may look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from careword.analysis import WORDS
from careword.live.piece import Piece

AHEAD = 4  # sentences that a verdict may look ahead, or so many as hold the words of the window of analysis
BEHIND = 7  # sentences that a verdict may look back
_BATCH = 24  # pieces that are judged before something else may have its turn


def around(
    pieces: Sequence[Piece], low: int, high: int, *, behind: int = BEHIND, ahead: int = AHEAD, words: int = WORDS
) -> tuple[int, int]:
    """Take so many sentences and words more on either side, in whole pieces."""
    seen = counted = 0
    while low > 0 and seen < behind:
        low -= 1
        seen += pieces[low].sentences
    seen = 0
    while high < len(pieces) and (seen < ahead or counted < words):
        seen, counted = seen + pieces[high].sentences, counted + pieces[high].words
        high += 1
    return low, high


def onlookers(pieces: Sequence[Piece], low: int, high: int) -> Iterator[Piece]:
    """Give the pieces whose verdicts may look at those from `low` to `high`."""
    for at, step, sentences, words in ((low - 1, -1, AHEAD, WORDS), (high, 1, BEHIND, 0)):
        index, seen, counted = at, 0, 0
        while 0 <= index < len(pieces) and (seen < sentences or counted < words):
            yield pieces[index]
            seen, counted, index = seen + pieces[index].sentences, counted + pieces[index].words, index + step


def beside(pieces: Sequence[Piece], low: int, high: int) -> Iterator[Piece]:
    """Give the pieces beside those from `low` to `high` whose candidates hang on the neighbouring sentences."""
    for at, step in ((low - 1, -1), (high, 1)):
        index, seen = at, 0
        while 0 <= index < len(pieces) and not seen:
            if pieces[index].near:
                yield pieces[index]
            seen, index = pieces[index].sentences, index + step


def runs(some: Iterable[Piece]) -> list[tuple[int, int]]:
    """Give the stretches in which pieces stand near one another, none much longer than a batch."""
    found: list[tuple[int, int]] = []
    for index in sorted(piece.index for piece in some if piece.index >= 0):
        if found and index - found[-1][1] < 3 and index - found[-1][0] < _BATCH:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found
