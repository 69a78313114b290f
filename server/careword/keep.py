"""A text in, its inline decisions out: `<!-- careword: keep RULE: reason -->` keeps what a rule would remark on.

The decision holds for the paragraph that it stands in, or for the next one where it stands alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from careword.text import Span

SUFFIXES = (".md", ".html", ".htm")  # the formats that have such comments
_COMMENT = re.compile(r"<!--\s*careword:(?P<says>.*?)-->", re.DOTALL | re.IGNORECASE)
_KEEP = re.compile(r"\s*keep\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::\s*(?P<reason>.*?))?\s*", re.DOTALL)
_APART = re.compile(r"\n[ \t]*\r?\n")
_NOT_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Keep:
    """A decision: the rules it names, the reason, its own place and the stretch that it holds for."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    scope: Span


def keeps(text: str) -> list[Keep]:
    """Find the decisions of a text; one that cannot be read names no rule."""
    out = []
    for comment in _COMMENT.finditer(text):
        said = _KEEP.fullmatch(comment["says"])
        rules = tuple(re.split(r"\s*,\s*", said["rules"])) if said else ()
        reason = ((said["reason"] if said else None) or "").strip()
        out.append(Keep(rules, reason, Span(*comment.span()), _scope(text, *comment.span())))
    return out


def blanked(text: str, found: list[Keep]) -> str:
    """Give the text with spaces for the decisions, so that a reason is not read as part of the note."""
    for keep in found:
        space = _NOT_LINE_END.sub(" ", text[keep.span.start : keep.span.end])
        text = text[: keep.span.start] + space + text[keep.span.end :]
    return text


def _scope(text: str, start: int, end: int) -> Span:
    before = max((gap.end() for gap in _APART.finditer(text, 0, start)), default=0)
    gap = _APART.search(text, end)
    after = gap.start() if gap else len(text)
    if _COMMENT.sub("", text[before:after]).strip():
        return Span(before, after)
    begin = len(text) - len(text[after:].lstrip())  # the decision stands alone: the next paragraph
    gap = _APART.search(text, begin)
    return Span(begin, gap.start() if gap else len(text))
