"""A rule file in, every text out that careword itself would say or offer because of it, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.rule import Ask, Frame, Rule, Write

_FILLED = {"child": "the child", "found": "", "speaker": "the person who said it"}
_PRONOUNS = {"her": "her", "she": "she", "him": "her"}


def advice(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """List what a rule says and offers, with the blanks filled as a note about a child would fill them."""
    yield ("message",), filled(rule.message)
    for index, item in enumerate(rule.instead):
        at = ("instead", index)
        match item:
            case Write():
                yield (
                    (*at, "write"),
                    re.sub(r"<(\w+)>", lambda word: _PRONOUNS.get(word[1], ""), item.write).replace("~", ""),
                )
            case Frame():
                yield (*at, "frame"), filled(item.frame)
            case Ask():
                yield (*at, "ask"), filled(item.ask)


def filled(text: str) -> str:
    """Fill the blanks of a message, a frame or a question; those that only a writer can fill stay blank."""
    return re.sub(r"\{(\w+)\}", lambda blank: _FILLED.get(blank[1], "___"), text)
