"""`careword rules`: the rulebook in, a list of its rules out, or the proof of their examples, or their schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from careword.book import Book
from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import say, tell
from careword.render.page import Page, cells, clean


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--packs", action="store_true", help="list the packs and what they are about")
    parser.add_argument(
        "--test",
        nargs="?",
        const="",
        metavar="FOLDER|RULE",
        help="test every example of every rule, of the rules in a folder, or of one rule",
    )
    parser.add_argument(
        "--catalogue",
        choices=("md", "html"),
        help="print the rules with their reasons and examples, for people to read",
    )
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a rule file, for an editor")
    options.add_config(parser)


def run(args: argparse.Namespace) -> int:
    """List, test or describe."""
    if args.schema:
        from careword.rule_schema import written

        sys.stdout.write(written())
        return 0
    if args.test is not None:
        return _test(args)
    if args.catalogue:
        return _catalogue(args)
    desk = Desk(args.config)
    book = desk.book(desk.settings(Path()))
    if args.format == "json":
        say(_json(book))
    elif args.packs:
        say(*_packs(book))
    else:
        say(*_listed(book, Page.of(sys.stdout)))
    return 0


def _test(args: argparse.Namespace) -> int:
    from careword.proof import prove

    desk = Desk(args.config)
    extend = desk.settings(Path()).extend
    folder = Path(args.test) if args.test else None
    if folder is None or not folder.is_dir():
        problems, proved = prove(extend=extend, only=args.test or None)
    elif (folder / "rulebook.yaml").is_file():
        problems, proved = prove(folder)
    else:
        problems, proved = prove(
            extend=[*(path for path in extend if path.resolve() != folder.resolve()), folder], within=folder
        )
    tell(*problems)
    say(f"{proved} examples, {len(problems)} to look at." if problems else f"{proved} examples, all as they should be.")
    return 1 if problems else 0


def _catalogue(args: argparse.Namespace) -> int:
    from careword.catalogue import catalogue
    from careword.render import catalogue_html, catalogue_md

    page = catalogue(extend=Desk(args.config).settings(Path()).extend)
    sys.stdout.write((catalogue_html if args.catalogue == "html" else catalogue_md).render(page))
    return 0


def _listed(book: Book, page: Page) -> list[str]:
    rules = sorted(
        book.rules, key=lambda rule: (list(book.packs).index(rule.pack) if rule.pack in book.packs else 99, rule.id)
    )
    wide = max(len(rule.id) for rule in rules)
    packs = max(len(rule.pack) for rule in rules)
    out = []
    for rule in rules:
        state = "" if rule.status == "settled" else f" [{rule.status}]"
        state += " [structure]" if any(find.structure for find in rule.find) else ""
        state += f" [pack off by default: --packs +{rule.pack}]" if rule.pack in book.on_request else ""
        old = f" (formerly {', '.join(rule.formerly)})" if rule.formerly else ""
        head = f"{rule.id:<{wide}}  {rule.severity:<11}  {rule.pack:<{packs}}  "
        out += page.wrap(f"{rule.title}{state}{old}", first=head, indent=" " * cells(head))
    return out


def _packs(book: Book) -> list[str]:
    counts = {
        name: sum(rule.pack == name for rule in book.rules) for name in (*book.packs, *(r.pack for r in book.rules))
    }
    wide = max(map(len, counts))
    return [
        f"{name:<{wide}}  {number:>3}  {clean(book.packs.get(name, ''))}"
        + (f" [off by default: --packs +{name}]" if name in book.on_request else "")
        for name, number in counts.items()
    ]


def _json(book: Book) -> str:
    import json

    rules = [
        {
            "id": rule.id,
            "pack": rule.pack,
            "title": rule.title,
            "status": rule.status,
            "severity": rule.severity,
            "age": rule.age,
            "structure": any(find.structure for find in rule.find),
            "formerly": list(rule.formerly),
        }
        for rule in book.rules
    ]
    value = {
        "schema": "careword-rules/1",
        "rulebook": f"{book.edition}+{book.digest}",
        "jurisdiction": book.jurisdiction,
        "packs": book.packs,
        "off_by_default": list(book.on_request),
        "rules": rules,
    }
    return json.dumps(value, ensure_ascii=False, indent=2)
