"""`careword explain`: a rule's id in, what it is about, why, on whose authority and when it keeps quiet out."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from careword.book import Book, RuleData
from careword.cli import options
from careword.cli.desk import Desk, nearest
from careword.cli.say import say, tell
from careword.render.page import Page

_AGES = {
    "under-13": "under 13",
    "13-15": "13 to 15",
    "16-17": "16 or 17",
    "adult": "18 or over",
    "unknown": "age not known",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, or one that it had before")
    parser.add_argument("--examples", action="store_true", help="also show the examples that prove the rule")
    options.add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Print the page of one rule."""
    desk = Desk(args.config)
    settings = desk.settings(Path())
    book = desk.book(settings)
    rule = book.by_id.get(args.rule)
    if rule is None:
        tell(f"no such rule: {args.rule}{nearest(args.rule, book.by_id)}")
        return 2
    page = Page.of(sys.stdout)
    say(*explained(rule, book, page))
    if args.examples:
        from careword.proof import examples

        say("\n" + page.style("strong", "Examples"))
        for kind, text, unless in examples(rule, settings.extend):
            note = f" ({unless})" if unless else ""
            say(*page.wrap(f"{text}{note}", first=f"  {kind}: ", indent="    "))
    return 0


def explained(rule: RuleData, book: Book, page: Page) -> list[str]:
    """Write what the rulebook knows of a rule, in the order a reader asks."""
    out = [f"{page.style('strong', rule.id)}: {rule.title}"]
    facts = f"pack {rule.pack}; {rule.status}; about {', '.join(rule.about)}"
    if rule.formerly:
        facts += f"; formerly {', '.join(rule.formerly)}"
    out += page.wrap(facts)
    ages = [f"{_AGES[band]} {level}" for band, level in rule.age.items()]
    out += page.wrap(f"severity in the writer's own voice: {rule.severity}" + (f" ({', '.join(ages)})" if ages else ""))
    out += _part("Message", [rule.message.replace("{found}", "…")], page)
    out += _part("Why", [" ".join(rule.why.split())], page)
    out += _part("Sources", [_source(*source) for source in rule.sources], page)
    out += _part("Silent when", [f"{item.name}: {item.because}" for item in rule.unless], page)
    out += _part("Questions", [_blanks(item.text) for item in rule.asks], page)
    out += _part("Frames", [_blanks(item.text) for item in rule.frames], page)
    out += _part("Drop-ins", list(dict.fromkeys(_plain(item.write) for item in rule.writes)), page)
    laws = [f"{' or '.join(_AGES[age] for age in book.law[key][0])}: {book.law[key][1]}" for key in rule.law]
    return out + _part("Law", laws, page)


def _part(title: str, texts: list[str], page: Page) -> list[str]:
    if not texts:
        return []
    body = [line for text in texts for line in page.wrap(text, first="  ", indent="    " if len(texts) > 1 else "  ")]
    return ["", page.style("strong", title), *body]


def _source(cite: str, url: str | None, supports: str | None) -> str:
    return cite + (f": {supports}" if supports else "") + (f" <{url}>" if url else "")


def _blanks(text: str) -> str:
    """Show the blanks that a note fills in the way a reader would say them."""
    names = {"child": "the child", "found": "…", "speaker": "the person who said it"}
    return re.sub(r"\{(\w+)\}", lambda blank: names.get(blank[1], "___"), text)


def _plain(write: str) -> str:
    return re.sub(r"[~<>]", "", write)
