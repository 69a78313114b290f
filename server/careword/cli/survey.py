"""`careword survey`: a rule and notes in, where it would speak and where it would keep quiet out; no words unless asked."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from careword.book import Book, RuleData
from careword.cli import options
from careword.cli.checking import Check
from careword.cli.desk import Desk, nearest
from careword.cli.progress import Bar
from careword.findings import Finding, Verdict
from careword.note import Checked, Note, Remark
from careword.readers.sources import Source, find
from careword.render.page import Page, clean
from careword.render.summary import count
from careword.render.text import marked_line


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("survey", help="see where one rule would speak in real notes", allow_abbrev=False)
    parser.add_argument("rule", metavar="RULE", help="the id of a rule")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    parser.add_argument("--show-text", action="store_true", help="also show the lines")
    options.add_config(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check the notes with the whole rulebook, and count what this rule does."""
    desk = Desk(args.config, {"min_severity": "hint"})
    book = desk.book(desk.settings(Path()))
    rule = book.by_id.get(args.rule)
    if rule is None:
        print(f"no such rule: {args.rule}{nearest(args.rule, book.by_id)}", file=sys.stderr)
        return 2
    survey = Survey(rule, Page.of(sys.stdout), show_text=args.show_text)
    check = Check(desk, list(find(args.paths)))
    unread = 0
    with Bar(None) as bar:
        for outcome in check.run(1):
            if isinstance(outcome, Checked):
                bar.advance(outcome.note.size)
                survey.add(outcome)
            elif isinstance(outcome, Remark):
                print(f"{outcome.path}: {outcome.message}", file=sys.stderr)
            else:
                unread += 1
                print(outcome, file=sys.stderr)
    print(*survey.lines(), sep="\n")
    return 2 if unread else 0
