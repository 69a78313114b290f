"""The pieces of a note, in order, and where each of them begins: in code points, and in lines."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, takewhile

from careword.live.piece import Piece


class Places:
    """Pieces and their places. Both rows hold one more, where the note ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.starts, self.lines = [0], [0]

    def at(self, offset: int) -> int:
        """Give the index of the piece at an offset."""
        return bisect_right(self.starts, offset) - 1

    def put(self, low: int, high: int, fresh: list[Piece]) -> list[Piece]:
        """Put fresh pieces in the place of others, and give those back; only what moves is touched."""
        gone = self.pieces[low:high]
        self.pieces[low:high] = fresh
        _put(self.starts, low, high, [len(piece.text) for piece in fresh])
        _put(self.lines, low, high, [piece.lines for piece in fresh])
        for piece in gone:
            piece.index = -1
        end = low + len(fresh) if len(gone) == len(fresh) else len(self.pieces)
        for index in range(low, end):
            self.pieces[index].index = index
        return gone


def _put(row: list[int], low: int, high: int, sizes: list[int]) -> None:
    ends = list(accumulate(sizes, initial=row[low]))
    by = ends[-1] - row[high]
    row[low : high + 1] = ends
    if by:
        rest = low + len(ends)
        row[rest:] = [at + by for at in row[rest:]]


def alike(texts: list[str], some: list[Piece]) -> int:
    """Count how many texts from the first on are those of the pieces."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].text, zip(texts, some, strict=False)))
