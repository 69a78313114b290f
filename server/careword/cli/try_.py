"""`careword try`: a sentence in, everything careword makes of it out. For writing rules, and for asking why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from careword.book import Book
from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import say, tell
from careword.findings import Context, Finding, Verdict
from careword.readers.decode import UnreadableError, decode
from careword.readers.sources import plain, standard_input
from careword.render.page import Page, clean
from careword.render.text import INDENT, advice, marked_line
from careword.text import Document, Fields

_AGES = {"under-13": "under 13", "adult": "18 or over", "unknown": "age not known"}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = "Show every verdict on a text, and why."
    parser.add_argument("text", metavar="TEXT", help="the text, or - for standard input")
    parser.add_argument("--child-age", metavar="N", help="the child's age, as a record field would give it")
    options.add_packs(parser)
    options.add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Show the verdicts; findings are no failure here."""
    setup = Desk(args.config, options.given(args)).of(Path())
    text = _from_stdin() if args.text == "-" else args.text
    document = Document(text, Fields(child_age=args.child_age))
    verdicts = setup.linter.verdicts(document)
    page = Page.of(sys.stdout)
    if not verdicts:
        say("Nothing here that a rule looks for.")
        return 0
    say("\n\n".join("\n".join(lines(verdict, document, setup.book, page)) for verdict in verdicts))
    return 0


def _from_stdin() -> str:
    try:
        text, read_as = decode(standard_input().read())
    except OSError as fault:
        raise UnreadableError(plain(fault)) from None
    if read_as:
        tell(f"-: read as {read_as}")
    return text


def lines(verdict: Verdict, document: Document, book: Book, page: Page) -> list[str]:
    """Write one verdict."""
    rule = book.by_id[verdict.candidate.rule]
    if isinstance(verdict, Finding):
        head = page.style(verdict.severity, verdict.severity)
        said = advice(verdict, rule, page)
    else:
        head = "silent"
        said = page.wrap(f"{verdict.reason}: {verdict.because}", first=INDENT, indent=INDENT)
    return [
        f"{head} {rule.id}: {rule.title}",
        marked_line(document, verdict.candidate.span, page),
        *_context(verdict.context, document, page),
        *said,
    ]


def _context(context: Context | None, document: Document, page: Page) -> list[str]:
    if context is None:
        return []
    speaker = f", {context.speaker}" if context.speaker else ""
    age = _AGES.get(context.age_band, context.age_band)
    facts = f"voice: {context.voice}{speaker}; about: {context.subject}; age: {age}; analysis: {context.analysis}"
    out = page.wrap(facts, first=INDENT, indent=f"{INDENT}  ")
    if context.cues:
        told = "; ".join(f"{cue.name} “{' '.join(document.text[slice(*cue.span)].split())}”" for cue in context.cues)
        out += page.wrap(clean(told), first=f"{INDENT}told by: ", indent=f"{INDENT}  ")
    return out
