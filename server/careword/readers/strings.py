"""Many strings in, the same out by their number, kept packed: the texts of a large workbook are larger than memory."""

from __future__ import annotations

import zlib
from functools import lru_cache

_PAGE = 256  # strings that are packed together


class Packed:
    """A list that only grows. Reading in order unpacks each page once."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self._open: list[str] = []
        self._length = 0
        self._page = lru_cache(maxsize=16)(self._unpack)

    def append(self, text: str) -> None:
        """Add a string."""
        self._open.append(text)
        self._length += 1
        if len(self._open) == _PAGE:
            data = "\0".join(item.replace("\0", "\ufffd") for item in self._open)
            self._pages.append(zlib.compress(data.encode("utf-8", "surrogatepass"), 1))
            self._open = []

    def __len__(self) -> int:
        """Count the strings."""
        return self._length

    def __getitem__(self, number: int) -> str:
        """Give a string."""
        if not 0 <= number < self._length:
            raise IndexError(number)
        page, at = divmod(number, _PAGE)
        return self._open[at] if page == len(self._pages) else self._page(page)[at]

    def _unpack(self, page: int) -> list[str]:
        return zlib.decompress(self._pages[page]).decode("utf-8", "surrogatepass").split("\0")
