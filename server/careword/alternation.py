"""Texts in, one expression that matches any of them out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_ATOM = re.compile(r"(?:\\.|[^\\])[?*]?")


@cache  # word classes and the forms of verbs stand in hundreds of patterns
def alternation(texts: frozenset[str], *, left: bool, right: bool) -> str:
    """Give one expression for some texts, the longest first; where an edge is loose, a space there may fall away."""
    escaped = [_escape(text, left=left, right=right) for text in sorted(texts, key=lambda text: (-len(text), text))]
    return _shared([tuple(_ATOM.findall(text)) for text in escaped])


def _shared(items: Sequence[tuple[str, ...]]) -> str:
    """Give alternatives as one expression that reads what they share at their start once.

    Python's expressions try the alternatives one by one at every place of a text, and a word list may hold hundreds.
    What is tried first stays first: only alternatives between which the next letter decides are brought together.
    """
    if len(items) == 1:
        return "".join(items[0])
    branches: list[str] = []
    run: dict[str, list[tuple[str, ...]]] = {}

    def close() -> None:
        branches.extend(first + _shared(list(dict.fromkeys(rests))) for first, rests in run.items())
        run.clear()

    for item in items:
        if item and item[0][-1:] not in "?*":
            run.setdefault(item[0], []).append(item[1:])
        else:
            close()
            branches.append("".join(item))
    close()
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _escape(text: str, *, left: bool, right: bool) -> str:
    """Escape a text; a space at an edge that touches a bracket which may be empty may fall away."""
    inner = re.escape(text.strip(" ")).replace(r"\ ", " ").replace("n't", "n'?t")
    head = "" if not text.startswith(" ") else " *" if left else " "
    tail = "" if not text.endswith(" ") else " *" if right else " "
    return f"{head}{inner}{tail}" if inner else (" *" if " *" in (head, tail) else head)
