"""A long word that no rule knows in, the word of the rules that it misses by one letter out.

Short words have neighbours that are words themselves; long ones hardly do. The first and the last letter have to be
right, and the slip has to be one that fingers make: a letter left out, one too many, two that changed places, or one
vowel for another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

LONG = 9  # letters from which on a word is looked at
_WORD = re.compile(r"(?<!\w)[a-z]{8,}(?!\w)")
_VOWELS = frozenset("aeiou")


class Spelling:
    """The long words of a rulebook: those that its patterns look for, and all that it holds, right or wrong."""

    def __init__(self, sought: Iterable[str], known: frozenset[str]) -> None:
        self._known = known
        self._by_shape: Mapping[tuple[str, str, int], list[str]] = defaultdict(list)
        for word in sorted(sought):
            self._by_shape[word[0], word[-1], len(word)].append(word)

    def meant(self, text: str) -> dict[str, str]:
        """Give for each misspelt word of a folded text the word that is meant."""
        out = {}
        for word in set(_WORD.findall(text)) - self._known:
            near = [
                other
                for length in (len(word) - 1, len(word), len(word) + 1)
                for other in self._by_shape.get((word[0], word[-1], length), ())
                if _slip(word, other)
            ]
            if near:  # a letter is left out more often than one is put in
                out[word] = max(near, key=len)
        return out


def _slip(word: str, other: str) -> bool:
    """Say whether two words are one slip apart."""
    at = next((index for index, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), None)
    if at is None:
        return False
    if len(word) < len(other):
        return word[at:] == other[at + 1 :]
    if len(word) > len(other):
        return word[at + 1 :] == other[at:]
    if word[at + 1 :] == other[at + 1 :]:
        return word[at] in _VOWELS and other[at] in _VOWELS
    return word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
