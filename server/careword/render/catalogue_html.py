"""A catalogue in, one HTML page out: self-contained, without scripts, made to be read on a screen and to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from careword.catalogue import Catalogue, Chapter, Entry, Example
from careword.rule import Source

_STYLE = """
:root { color-scheme: light; --line: #c9ccd1; --quiet: #4a4f57; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; color: #1b1d20; background: #fff;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { line-height: 1.2; } h2 { border-bottom: 2px solid; margin-top: 3rem; } h3 { margin: 2rem 0 0.3rem; }
h4 { margin: 0.8rem 0 0.1rem; font-size: 1rem; }
a { color: #0b4a8f; } code { font-size: 0.9em; }
ul { margin: 0; padding-left: 1.2rem; } li { margin: 0.15rem 0; }
mark { background: #ffe9a8; color: inherit; padding: 0 0.1em; }
blockquote { border-left: 4px solid var(--line); margin: 0.5rem 0; padding-left: 0.8rem; }
.facts, .because, .supports { color: var(--quiet); } .facts { margin: 0; font-size: 0.9rem; }
.level { border: 1px solid; border-radius: 0.25rem; font-weight: 600; padding: 0 0.35em; }
.error { color: #8c1d18; } .warning { color: #7a4100; } .information { color: #0b4a8f; } .hint { color: #5b2a86; }
.off { color: var(--quiet); }
.skip { left: -999px; position: absolute; } .skip:focus { left: 1rem; }
@media print {
  @page { size: A4; margin: 18mm; }
  body { font-size: 10pt; max-width: none; padding: 0; }
  h2 { break-before: page; } h2, h3, h4 { break-after: avoid; } li, blockquote { break-inside: avoid; }
  a { color: inherit; text-decoration: none; } .sources a::after { content: " <" attr(href) ">"; }
  mark { background: none; text-decoration: underline; } .skip, .index { display: none; }
}
"""


def render(catalogue: Catalogue) -> str:
    """Write the page."""
    return "\n".join(_page(catalogue)) + "\n"


def _page(catalogue: Catalogue) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield "<title>The rules of careword</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#rules">To the rules</a>'
    yield "<header>"
    yield "<h1>The rules of careword</h1>"
    yield (
        f"<p>Edition {escape(catalogue.edition)}, {escape(catalogue.jurisdiction)}. {catalogue.total} rules. "
        "Every example on this page is a test.</p>"
    )
    yield "</header>"
    yield '<nav aria-label="Packs">'
    yield "<ul>"
    for chapter in catalogue.chapters:
        link = f'<a href="#{escape(chapter.id)}">{escape(chapter.id)}</a>'
        yield f"<li>{link}: {escape(chapter.about)} ({len(chapter.entries)})</li>"
    yield "</ul>"
    yield "</nav>"
    yield '<main id="rules">'
    for chapter in catalogue.chapters:
        yield from _chapter(chapter)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<section aria-labelledby="{escape(chapter.id)}">'
    yield f'<h2 id="{escape(chapter.id)}">{escape(chapter.id)}</h2>'
    yield f"<p>{escape(chapter.about)}</p>"
    if chapter.on_request:
        yield f"<p>Off until somebody asks for it: <code>--packs +{escape(chapter.id)}</code>.</p>"
    yield '<ul class="index">'
    yield from (f'<li><a href="#rule-{escape(item.id)}">{escape(item.title)}</a></li>' for item in chapter.entries)
    yield "</ul>"
    for entry in chapter.entries:
        yield from _entry(entry)
    yield "</section>"


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<article aria-labelledby="rule-{escape(entry.id)}">'
    yield f'<h3 id="rule-{escape(entry.id)}">{escape(entry.title)}</h3>'
    yield f'<p class="facts">{_facts(entry)}</p>'
    yield f"<blockquote>{escape(entry.message)}</blockquote>"
    yield from (f"<p>{escape(part)}</p>" for part in entry.why)
    yield from _list("careword speaks", [_flag(item) for item in entry.flags])
    yield from _list("careword keeps quiet", [_quiet(item.text, item.because) for item in entry.quiet])
    yield from _list("Well recorded", [escape(item.better) for item in entry.flags if item.better])
    yield from _list("Can be put in its place", [f"“{escape(new)}” for: {escape(old)}" for new, old in entry.writes])
    yield from _list("A sentence to complete", [escape(text) for text in entry.frames])
    yield from _list("To ask oneself", [escape(text) for text in entry.asks])
    yield from _list("Sources", [_source(source) for source in entry.sources], css="sources")
    yield "</article>"


def _facts(entry: Entry) -> str:
    level = f'<span class="level {escape(entry.severity)}">{escape(entry.severity)}</span>'
    status = "" if entry.status == "settled" else f" ({escape(entry.status)})"
    ages = "".join(f", {escape(band)}: {escape(age)}" for band, age in entry.ages)
    old = f" · formerly {escape(', '.join(entry.formerly))}" if entry.formerly else ""
    return f"<code>{escape(entry.id)}</code> · {level}{status}{ages} · about: {escape(', '.join(entry.about))}{old}"


def _list(title: str, items: list[str], *, css: str = "") -> Iterator[str]:
    if items:
        yield f"<h4>{title}</h4>"
        yield f'<ul class="{css}">' if css else "<ul>"
        yield from (f"<li>{item}</li>" for item in items)
        yield "</ul>"


def _flag(item: Example) -> str:
    return f"{_lines(item.before)}<mark>{_lines(item.words)}</mark>{_lines(item.after)}"


def _quiet(text: str, because: str | None) -> str:
    return _lines(text) + (f' <span class="because">({escape(because.rstrip("."))})</span>' if because else "")


def _source(source: Source) -> str:
    cite = escape(source.cite)
    shown = f'<a href="{escape(source.url)}">{cite}</a>' if source.url else cite
    return shown + (f'<span class="supports">: {escape(source.supports)}</span>' if source.supports else "")


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
