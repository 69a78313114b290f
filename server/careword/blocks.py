"""The lines of a note in, what each one's block of lines without a blank is like out; where a program wrapped them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from careword.text import Span

TERMINAL = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*\s*$")
_WRAPPED, _WIDEST = 50, 130  # the widths, in code points, to which programs wrap lines


@dataclass(frozen=True, slots=True)
class Block:
    """What a block of lines without a blank one is like."""

    longest: int  # line of it, in code points
    minuted: bool  # people speak in turn


def blocks_of(text: str, lines: Sequence[Span], minuted: Callable[[Iterable[str]], bool]) -> list[Block]:
    """Give for every line what its block is like."""
    out: list[Block] = []
    begin = 0
    for index, span in enumerate([*lines, None]):
        if span is not None and text[span.start : span.end].strip():
            continue
        block = [text[line.start : line.end] for line in lines[begin:index]]
        told = Block(max(map(len, block), default=0), len(block) > 1 and minuted(block))
        out += [told] * (index + 1 - begin)
        begin = index + 1
    return out


def wraps(line: str, following: str, longest: int) -> bool:
    """Say whether a line goes on in the next one; `longest` is the longest line of its block."""
    first = following.split(maxsplit=1)[0]
    length = len(line.rstrip())
    if not TERMINAL.search(line) and following.lstrip()[:1].islower():
        return True
    # a program wraps where the next word no longer fits; a person ends a line anywhere, or never
    return _WRAPPED <= longest <= _WIDEST and length + len(first) + 1 > longest
