"""A catalogue in, one Markdown page out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.catalogue import Catalogue, Chapter, Entry

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def render(catalogue: Catalogue) -> str:
    """Write the page."""
    return "\n".join(_page(catalogue)) + "\n"


def _page(catalogue: Catalogue) -> Iterator[str]:
    yield "# The rules of careword"
    yield ""
    yield f"Edition {catalogue.edition}, {catalogue.jurisdiction}. {catalogue.total} rules. Every example is a test."
    yield "This page is written from the rule files; change those, and write it anew with `make catalogue`."
    yield ""
    for chapter in catalogue.chapters:
        yield f"- [{chapter.id}](#{chapter.id}): {_plain(chapter.about)} {_count(chapter)}"
    for chapter in catalogue.chapters:
        yield from ("", f"## {chapter.id}", "", _plain(chapter.about))
        if chapter.on_request:
            yield f"Off until somebody asks for it: `--packs +{chapter.id}`."
        for entry in chapter.entries:
            yield ""
            yield from _entry(entry)


def _count(chapter: Chapter) -> str:
    return f"({len(chapter.entries)})"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"### {_plain(entry.title)}"
    yield ""
    yield f"`{entry.id}` · {_level(entry)} · about: {', '.join(entry.about)}{_formerly(entry)}"
    yield ""
    yield f"> {_plain(entry.message)}"
    for part in entry.why:
        yield from ("", _plain(part))
    yield from _list("careword speaks", [_flag(item.before, item.words, item.after) for item in entry.flags])
    yield from _list("careword keeps quiet", [_quiet(item.text, item.because) for item in entry.quiet])
    yield from _list(
        "Well recorded",
        [_plain(item.better) for item in entry.flags if item.better],
    )
    yield from _list("Can be put in its place", [f"“{_plain(new)}” for: {_plain(old)}" for new, old in entry.writes])
    yield from _list("A sentence to complete", [_plain(text) for text in entry.frames])
    yield from _list("To ask oneself", [_plain(text) for text in entry.asks])
    yield from _list(
        "Sources",
        [
            (f"[{_plain(source.cite)}]({source.url})" if source.url else _plain(source.cite))
            + (f": {_plain(source.supports)}" if source.supports else "")
            for source in entry.sources
        ],
    )


def _level(entry: Entry) -> str:
    ages = "".join(f", {band}: {level}" for band, level in entry.ages)
    status = "" if entry.status == "settled" else f" ({entry.status})"
    return f"**{entry.severity}**{status}{ages}"


def _formerly(entry: Entry) -> str:
    return f" · formerly {', '.join(entry.formerly)}" if entry.formerly else ""


def _list(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from ("", f"**{title}**", "", *(f"- {item}" for item in items))


def _flag(before: str, words: str, after: str) -> str:
    return f"{_plain(before)}**{_plain(words)}**{_plain(after)}"


def _quiet(text: str, because: str | None) -> str:
    return f"{_plain(text)} *({_plain(because.rstrip('.'))})*" if because else _plain(text)


def _plain(text: str) -> str:
    """Keep a text on one line, and its letters from being read as Markdown."""
    return _MARKS.sub(r"\\\1", re.sub(r"\s*\n\s*", " / ", text))
