"""A verb in, its forms out: the regular English ones, and the irregular ones that the rulebook lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Forms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    present: str  # the -ing form


_VOWELS = "aeiou"


def _doubles(verb: str) -> bool:
    """Say whether a short verb doubles its last letter: drop, dropped; but not wait, or play."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return sum(char in _VOWELS for char in verb) == 1


def forms(verb: str, irregular: Mapping[str, str]) -> Forms:
    """Give a verb's forms; `irregular` maps a verb to 'past participle' or 'third past participle present'."""
    stem, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    third = f"{stem}es" if stem.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{stem}s"
    past, present = f"{stem}ed", f"{stem}ing"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        third, past = f"{stem[:-1]}ies", f"{stem[:-1]}ied"
    elif stem.endswith("e"):
        past = f"{stem}d"
        present = f"{stem[:-2]}ying" if stem.endswith("ie") else f"{stem if stem.endswith('ee') else stem[:-1]}ing"
    elif _doubles(stem):
        past, present = f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing"
    participle = past
    listed = irregular.get(stem, "").split()
    if len(listed) == 2:
        past, participle = listed
    elif len(listed) == 4:
        third, past, participle, present = listed
    return Forms(stem + tail, third + tail, past + tail, participle + tail, present + tail)
