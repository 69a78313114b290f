"""`careword survey`: a rule and notes in, where it would speak or keep quiet out; no words unless asked."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from careword.cli import options
from careword.cli.desk import Desk, nearest
from careword.cli.say import say, tell
from careword.cli.session import Session
from careword.findings import Finding, Verdict
from careword.note import Checked
from careword.render.page import Page, clean
from careword.render.summary import count
from careword.render.text import marked_line


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("rule", metavar="RULE", help="the id of a rule")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    parser.add_argument("--show-text", action="store_true", help="also show the lines")
    options.add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Check the notes with the whole rulebook, and count what this rule does."""
    here = Desk(args.config)
    book = here.book(here.settings(Path()))
    if args.rule not in book.by_id:
        tell(f"no such rule: {args.rule}{nearest(args.rule, book.by_id)}")
        return 2
    rule = book.by_id[args.rule].id
    page = Page.of(sys.stdout)
    speaks, silent = Counter[str](), Counter[str]()
    voices, states = Counter[str](), Counter[str]()
    with Session(Desk(args.config, {"min_severity": "hint"}, always=rule), args.paths) as session:
        for checked in session:
            for verdict in _of(rule, checked):
                finding = isinstance(verdict, Finding)
                (speaks if finding else silent)[
                    verdict.severity if isinstance(verdict, Finding) else verdict.reason
                ] += 1
                if verdict.context is not None:
                    voices[verdict.context.voice] += 1
                    states[verdict.context.analysis] += 1
                say(*_lines(verdict, checked, page, show_text=args.show_text))
    summary = session.summary
    say(f"\n{rule} in {count(summary.notes, 'note')} ({count(summary.words, 'word')})")
    for name, counter in (("speaks", speaks), ("silent", silent), ("voice", voices), ("analysis", states)):
        counts = ", ".join(f"{key} {number:,}" for key, number in counter.most_common())
        total = f"{counter.total():,}" + (f": {counts}" if counts else "")
        say(*page.wrap(total, first=f"  {name:<9}", indent=" " * 11))
    return 2 if session.errors else 0


def _of(rule: str, checked: Checked) -> Iterator[Verdict]:
    verdicts: tuple[Verdict, ...] = (*checked.findings, *checked.silences)
    yield from sorted((item for item in verdicts if item.candidate.rule == rule), key=lambda item: item.candidate.span)


def _lines(verdict: Verdict, checked: Checked, page: Page, *, show_text: bool) -> list[str]:
    """Write the place, then the severity or the reason."""
    note = checked.note
    line, column = note.document.line_column(verdict.candidate.span.start)
    record = f" {note.record}" if note.record is not None else ""
    said = verdict.severity if isinstance(verdict, Finding) else f"silent ({verdict.reason})"
    voice = f", {verdict.context.voice}" if verdict.context is not None else ""
    place = clean(f"{note.path}:{line}:{column}{record}: {said}{voice}")
    return [place, marked_line(note.document, verdict.candidate.span, page)] if show_text else [place]
