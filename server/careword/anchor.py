"""A pattern in, words of which one stands in everything that it matches out.

A sentence that holds none of a list's words need not be searched for the list. Words are runs of letters and digits, as
a note's sentences give them; an apostrophe parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from careword.pattern import WORD, Part, Raw, Vocabulary, parse
from careword.words import Anchors

_RUN = re.compile(r"\w+")
_TAIL = re.compile(r"\w*\Z")
_MOST = 600  # words for one part of a pattern; beyond that another part has to serve


def anchors(source: str, vocabulary: Vocabulary) -> Anchors | None:
    """Give the anchors of a pattern; none where it has no word of its own."""
    parts = parse(source.strip(), vocabulary, rich=True)
    whole = needs(parts, vocabulary)
    if whole:
        return Anchors(whole[0], (), whole[1:])
    inside = _pieces(parts, vocabulary)
    return None if inside is None else Anchors(frozenset(), tuple(sorted(inside)))


def needs(parts: Sequence[Part], vocabulary: Vocabulary) -> tuple[frozenset[str], ...]:
    """Give for each part of a pattern that is always there the words of which one then stands, the best part first."""
    mirrored = [part if not isinstance(part, tuple) else tuple(text[::-1] for text in part) for part in reversed(parts)]
    left, right = _Before(parts), _Before(mirrored)
    found = []
    for index, part in enumerate(parts):
        words: set[str] | None = None
        if isinstance(part, Raw):
            words = _of_choices(parts, index, part, vocabulary)
        elif isinstance(part, tuple):
            words = _of_part(left, right, (index, len(parts) - 1 - index), part)
        if words:
            found.append(frozenset(words))
    return tuple(sorted(found, key=_worth, reverse=True))


def _worth(words: Iterable[str]) -> float:
    known = list(words)
    return min(*map(len, known), 9) / (1 + len(known) / 40)


def _of_choices(parts: Sequence[Part], index: int, part: Raw, vocabulary: Vocabulary) -> set[str] | None:
    """Give the words of a bracket that was kept as an expression; what touches its neighbours does not count."""
    before = _apart(parts, index - 1) or _spaced(parts[index - 1], -1)
    after = _apart(parts, index + 1) or _spaced(parts[index + 1], 0)
    out: set[str] = set()
    for choice in part.choices:
        opens = [] if before or choice.startswith(" ") else [Raw("", ())]
        closes = [] if after or choice.endswith(" ") else [Raw("", ())]
        inner = needs([*opens, *parse(choice.strip(), vocabulary, rich=True), *closes], vocabulary)
        if not inner:
            return None
        out |= inner[0]
    return out if len(out) <= _MOST else None


def _apart(parts: Sequence[Part], index: int) -> bool:
    """Say whether a part ends and begins with a space: the edge of the pattern, or a gap."""
    if not 0 <= index < len(parts):
        return True
    part = parts[index]
    return isinstance(part, int) and part != WORD


def _spaced(part: Part, edge: int) -> bool:
    """Say whether every text of a part has a space at an edge: words do not run on over it, even if it falls away."""
    return isinstance(part, tuple) and all(text[edge:][:1] == " " for text in part)


def _of_part(left: _Before, right: _Before, place: tuple[int, int], part: tuple[str, ...]) -> set[str] | None:
    out: set[str] = set()
    for text in part:
        for spelling in _spellings(text):
            words = _of_text(left, right, place, spelling)
            if words is None:
                return None
            out |= words
            if len(out) > _MOST:
                return None
    return out


def _spellings(text: str) -> set[str]:
    return {text, text.replace("n't", "nt")}  # an expression takes both


def _spelt(text: str) -> set[str]:
    return {*_spellings(text), text.replace("t'n", "tn")}  # the text may be mirrored


def _of_text(left: _Before, right: _Before, place: tuple[int, int], text: str) -> set[str] | None:
    """Give the forms of the longest word of a text whose two ends are known; `place` counts from either end."""
    bare = text.strip(" ")
    for run in sorted(_RUN.finditer(bare), key=lambda run: run.start() - run.end()):
        before = left.of(place[0], text) if run.start() == 0 else {""}
        after = right.of(place[1], text[::-1]) if run.end() == len(bare) else {""}
        if before is not None and after is not None and len(before) * len(after) <= _MOST:
            return {head + run[0] + tail[::-1] for head in before for tail in after}
    return None


class _Before:
    """Tells for each part of a pattern which ends of words may stand right before it, without a space."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._known: dict[tuple[int, bool], set[str] | None] = {}

    def of(self, index: int, text: str) -> set[str] | None:
        """Give the ends of words that may stand before a text of a part; none if anything may."""
        key = (index, text.startswith(" "))
        if key not in self._known:
            self._known[key] = self._found(*key)
        return self._known[key]

    def _found(self, index: int, spaced: bool) -> set[str] | None:  # noqa: FBT001 - the key above
        parts = self._parts
        if index == 0 or _apart(parts, index - 1):
            return {""}
        before = parts[index - 1]
        if spaced:
            return {""}
        if not isinstance(before, tuple):
            return None
        out = {""}
        for other in {spelling for text in before for spelling in _spelt(text)}:
            bare = other.rstrip(" ")
            if bare != other:
                continue
            tail = _TAIL.search(bare)
            run = tail[0] if tail else ""
            further = self.of(index - 1, other) if run == bare.lstrip(" ") else {""}
            if further is None or len(out) > _MOST:
                return None
            out |= {more + run for more in further}
        return out


def _pieces(parts: Sequence[Part], vocabulary: Vocabulary) -> set[str] | None:
    """Give pieces of words of which one stands in every match, wherever the words around them begin and end."""
    found: list[set[str]] = []
    for part in parts:
        options: list[set[str] | None] = []
        if isinstance(part, Raw):
            options = [_pieces(parse(choice.strip(), vocabulary, rich=True), vocabulary) for choice in part.choices]
        elif isinstance(part, tuple):
            options = [
                {max(_RUN.findall(spelling), key=len)} if _RUN.search(spelling) else None
                for text in part
                for spelling in _spellings(text)
            ]
        if options and all(options):
            found.append({piece for option in options if option for piece in option})
    return max(found, key=_worth, default=None)
