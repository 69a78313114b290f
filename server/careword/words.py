"""A word list and a text in, the places of its words out, by the patterns of the list that can be there at all.

A list may hold hundreds of patterns, and Python's expressions try each of them at each place of a text. So a list knows
words of which each pattern needs one, and a sentence is searched only for the patterns whose words it holds.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

# what stands round the words of every list: they begin and end where words do
_RUN = re.compile(r"\w+")
OPENS, CLOSES = r"(?<![\w'])", r"(?!\w)"


def vocabulary_of(text: str) -> frozenset[str]:
    """Give the words of a text, each once, as runs of letters and digits."""
    return frozenset(_RUN.findall(text))


class Anchors(NamedTuple):
    """What a match cannot do without: one of the whole words, or one of the pieces, which may stand inside a word.

    `also` are further sets of words; one of each has to be there too.
    """

    words: frozenset[str]
    pieces: tuple[str, ...]
    also: tuple[frozenset[str], ...] = ()


_METHODS = ("findall", "finditer", "fullmatch", "match", "search")


class Words:
    """A word list. Its expressions are compiled when they are first needed."""

    __slots__ = ("_kept", "_parts", "findall", "finditer", "fullmatch", "match", "search", "source")

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]

    def __init__(self, source: str, kept: bytes | None = None) -> None:
        self.source = source
        self._kept = kept
        self._parts: _Parts | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - one of the methods above
        """Compile, at the first use of a method; from then on they are the expression's own."""
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = re.compile(self.source)
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(self, name)

    def within(self, text: str, vocabulary: frozenset[str]) -> list[re.Match[str]]:
        """Give what `finditer` gives for a text whose words, or more, are in the vocabulary."""
        if self._kept is None:
            return list(self.finditer(text))
        parts = self._parts or self._unpack()
        if parts.known is not None and parts.known.isdisjoint(vocabulary):
            return []
        there = parts.of(text, vocabulary)
        if not there:
            return []
        if len(there) == 1:
            return list(parts.pattern(there.pop()).finditer(text))
        return list(_merged([parts.pattern(number) for number in sorted(there)], text))

    def foreign(self, vocabulary: frozenset[str]) -> bool:
        """Say whether no text of these words can hold the list's; asked first, since most have no word in common."""
        if self._kept is None:
            return False
        known = (self._parts or self._unpack()).known
        return known is not None and known.isdisjoint(vocabulary)

    def stand(self, text: str, vocabulary: frozenset[str]) -> bool:
        """Say whether the words stand in a text."""
        return not self.foreign(vocabulary) and any(pattern.search(text) for pattern in self._there(text, vocabulary))

    def count(self, text: str, vocabulary: frozenset[str]) -> int:
        """Count the patterns of the list that stand in a text."""
        return sum(pattern.search(text) is not None for pattern in self._there(text, vocabulary))

    def are(self, text: str, vocabulary: frozenset[str] | None = None) -> bool:
        """Say whether the words are the whole of a text."""
        known = vocabulary_of(text) if vocabulary is None else vocabulary
        return not self.foreign(known) and any(pattern.fullmatch(text) for pattern in self._there(text, known))

    def follow(self, text: str, at: int, vocabulary: frozenset[str]) -> bool:
        """Say whether the words stand at an offset of a text."""
        return not self.foreign(vocabulary) and any(
            pattern.match(text, at) for pattern in self._there(text, vocabulary)
        )

    def opening(self, text: str, vocabulary: frozenset[str] | None = None) -> re.Match[str] | None:
        """Give what `match` gives for the beginning of a text."""
        known = vocabulary_of(text) if vocabulary is None else vocabulary
        if self.foreign(known):
            return None
        return next(filter(None, (pattern.match(text) for pattern in self._there(text, known))), None)

    def end(self, text: str, vocabulary: frozenset[str]) -> bool:
        """Say whether a text ends with the words."""
        if self.foreign(vocabulary):
            return False
        return any(compiled(rf"(?:{pattern.pattern})\Z").search(text) for pattern in self._there(text, vocabulary))

    def may(self, text: str, vocabulary: frozenset[str]) -> bool:
        """Say whether a text holds what the list cannot do without."""
        return self._kept is None or bool((self._parts or self._unpack()).of(text, vocabulary))

    def _there(self, text: str, vocabulary: frozenset[str]) -> Iterator[re.Pattern[str]]:
        """Give the patterns that can be in a text."""
        if self._kept is None:
            yield re.compile(self.source)
            return
        parts = self._parts or self._unpack()
        for number in sorted(parts.of(text, vocabulary)):
            yield parts.pattern(number)

    def _unpack(self) -> _Parts:
        self._parts = _Parts(*marshal.loads(self._kept or b""))  # noqa: S302 - a piece of our own book
        return self._parts


class _Parts:
    """The patterns of a list, each by the words that it needs."""

    __slots__ = ("_also", "_always", "_bodies", "_compiled", "_pieces", "_words", "known")

    def __init__(
        self,
        bodies: tuple[str, ...],
        words: dict[str, tuple[int, ...]],
        pieces: tuple[tuple[str, int], ...],
        always: tuple[int, ...],
        also: tuple[tuple[frozenset[str], ...], ...],
    ) -> None:
        self._bodies, self._words, self._pieces, self._always, self._also = bodies, words, pieces, always, also
        # the words of which every pattern needs one, where they all need a whole word
        self.known = None if always or pieces else frozenset(words)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def of(self, text: str, vocabulary: frozenset[str]) -> set[int]:
        """Give the numbers of the patterns that can be there, each once."""
        found = set(self._always)
        for word in self._words.keys() & vocabulary:
            for number in self._words[word]:
                for also in self._also[number]:
                    if also.isdisjoint(vocabulary):
                        break
                else:
                    found.add(number)
        for piece, number in self._pieces:
            if piece in text:
                found.add(number)
        return found

    def pattern(self, number: int) -> re.Pattern[str]:
        """Give one pattern, compiled."""
        made = self._compiled.get(number)
        if made is None:
            made = self._compiled[number] = re.compile(f"{OPENS}(?:{self._bodies[number]}){CLOSES}")
        return made


def _merged(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """Give what one expression of them all finds: the leftmost, and of two at one place the earlier pattern's."""
    ahead = [pattern.search(text) for pattern in patterns]
    while True:
        best: re.Match[str] | None = None
        for found in ahead:
            if found is not None and (best is None or found.start() < best.start()):
                best = found
        if best is None:
            return
        yield best
        at = best.end()
        for index, found in enumerate(ahead):
            if found is not None and found.start() < at:
                ahead[index] = patterns[index].search(text, at)


def packed(bodies: Sequence[str], needed: Sequence[Anchors | None]) -> bytes:
    """Give the patterns of a list with the words that each needs, as `Words` keeps them."""
    words: dict[str, list[int]] = {}
    pieces: list[tuple[str, int]] = []
    always: list[int] = []
    for number, anchors in enumerate(needed):
        if anchors is None:
            always.append(number)
            continue
        for word in sorted(anchors.words):
            words.setdefault(word, []).append(number)
        pieces += [(piece, number) for piece in anchors.pieces]
    found = {word: tuple(numbers) for word, numbers in words.items()}
    also = tuple(anchors.also if anchors else () for anchors in needed)
    return marshal.dumps((tuple(bodies), found, tuple(pieces), tuple(always), also))


@cache  # as many as the rulebook has word lists, whatever the notes hold
def compiled(words: str) -> Words:
    """Give a word list that is searched as it is, the same one whoever asks."""
    return Words(words)
