"""A rule in, where a person can read about it out, and what there is to read."""

from __future__ import annotations

import re
from pathlib import Path

from careword.book import Book
from careword.rulebook import bundled

_NAMES = {"child": "the child", "found": "…", "speaker": "the person who said it"}  # no note says who it is


def rule_link(book: Book, rule: str) -> str:
    """Give the address of a rule: its first source on the web, else its file."""
    data = book.by_id[rule]
    web = next((url for _, url, _ in data.sources if url), None)
    return web or rule_file(data.path).as_uri()


def rule_file(path: str) -> Path:
    """Give the file of a rule; the compiled book names it as seen from beside the rules."""
    given = Path(path)
    return given if given.is_absolute() else bundled().absolute().parent / given


def explained(book: Book, name: str) -> str:
    """Explain a rule, as Markdown."""
    rule = book.by_id[name]
    lines = [f"### {rule.title}", f"`{rule.id}` · {rule.severity} · {rule.status}", rule.why.strip()]
    if rule.asks:
        lines.append("**Ask yourself**\n\n" + "\n".join(f"- {_blanks(item.text)}" for item in rule.asks))
    if rule.unless:
        lines.append("**It keeps quiet**\n\n" + "\n".join(f"- {item.because}" for item in rule.unless))
    lines.append("**Sources**\n\n" + "\n".join(f"- {_source(cite, url)}" for cite, url, _ in rule.sources))
    return "\n\n".join(lines)


def _blanks(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda blank: _NAMES.get(blank[1], "___"), text)


def _source(cite: str, url: str | None) -> str:
    return f"[{cite}]({url})" if url else cite
