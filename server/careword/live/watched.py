"""Sentences in a row in; the same, and from where to where they were read, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import SupportsIndex, overload

from careword.layout import Sentence


class Watched(list[Sentence]):
    """A list that remembers from where to where it was read since `looked` was emptied."""

    looked: tuple[int, int] | None = None

    @overload
    def __getitem__(self, at: SupportsIndex) -> Sentence: ...
    @overload
    def __getitem__(self, at: slice) -> list[Sentence]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Sentence | list[Sentence]:
        """Give a sentence or some."""
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self))
            self._look(low, high)
        else:
            index = at.__index__()
            self._look(index % len(self), index % len(self) + 1)
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Sentence]:
        """Give all of them."""
        self._look(0, len(self))
        return super().__iter__()

    def __reversed__(self) -> Iterator[Sentence]:
        """Give all of them, the last first."""
        self._look(0, len(self))
        return super().__reversed__()

    def _look(self, low: int, high: int) -> None:
        if low < high:
            seen = self.looked
            self.looked = (min(low, seen[0]), max(high, seen[1])) if seen else (low, high)
