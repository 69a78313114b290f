"""`careword new`: a pack and an id in, the skeleton of a rule out, ready to be filled in."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from careword.book import Book
from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import say, tell
from careword.rulebook import bundled, load, rule_files

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SKELETON = """\
{schema}# A new rule. Replace every text that speaks of a skeleton; rules/README.md explains the keys.
title: Skeleton of a rule, say here in a few words what it is about
status: trial
severity: information
message: “{{found}}” can read as … (one kind sentence that says what the words do, never what the writer is).
why: |
  Skeleton. Two or three sentences in your own words: what these words hide, and from whom.
sources:
  - cite: Skeleton, name the guidance or review with its paragraph
    supports: what it says about these words, in one line
about: [child]
find:
  - phrase:
      - {words}
unless:
  skeleton-exception:
    near: [catalogue, shelf]
    because: Say here why the words are harmless in this sense.
instead:
  - ask: What question would help the writer?
  - frame: "{{child}} ___ because ___."
examples:
  - flag: Skeleton sentence in which the <{words}> are found.
  - flag: Another sentence, in which the <{words}> stand elsewhere.
  - pass: A sentence with {words} from a catalogue, which is the harmless sense.
    unless: skeleton-exception
  - pass: A sentence near the rule's words that holds none of them.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("rule", metavar="PACK/ID", help="for instance blame/my-rule")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="the rule folder to write to (default: ./rules)")
    options.add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file, unless something stands in the way."""
    pack, _, rule = args.rule.partition("/")
    folder = args.into or _folder()
    fault = _fault(args, pack, rule, folder)
    if fault or folder is None:
        tell(fault)
        return 2
    path = folder / pack / f"{rule}.yaml"
    known = (folder / "rule.schema.json").is_file()
    schema = "# yaml-language-server: $schema=../rule.schema.json\n" if known else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as out:
        out.write(_SKELETON.format(words=f"{rule.replace('-', ' ')} skeleton words", schema=schema))
    say(f"{path}: written. Fill it in, then:", *_next(args, folder, rule))
    return 0


def _next(args: argparse.Namespace, folder: Path, rule: str) -> list[str]:
    """List what to do next; a folder that nobody reads yet has to be named in a configuration first."""
    read = {path.resolve() for path in (bundled(), *Desk(args.config).settings(Path()).extend)}
    steps = [
        (f"careword rules --test {rule if folder.resolve() in read else folder}", "tries its examples"),
        ('careword try "a sentence"', "shows what careword makes of it"),
        (f"careword survey {rule} FOLDER", "shows where it would speak in real notes"),
    ]
    wide = max(len(command) for command, _ in steps)
    out = [f"  {command:<{wide}}  {what}" for command, what in steps]
    if folder.resolve() not in read:
        out.insert(1, f'  extend = ["{folder.as_posix()}"] in careword.toml puts its rules in force')
    return out


def _folder() -> Path | None:
    """Find where rules are written: ./rules, or the checkout's; never inside an installed package."""
    here = Path("rules")
    if (here / "rulebook.yaml").is_file():
        return here
    shipped = bundled()
    return shipped if (shipped.parent / "pyproject.toml").is_file() else None


def _book(args: argparse.Namespace, folder: Path) -> Book:
    """Load what the id must be unique in. A folder that has no rules yet is no fault: this is to be its first."""
    own = (folder / "rulebook.yaml").is_file()
    others = Desk(args.config).settings(Path()).extend
    extend = {path.resolve(): path for path in (*others, *([] if own else [folder])) if rule_files(path)}
    return load(folder if own else None, extend=list(extend.values()))


def _fault(args: argparse.Namespace, pack: str, rule: str, folder: Path | None) -> str | None:
    if not _ID.fullmatch(pack) or not _ID.fullmatch(rule):
        return f"{args.rule}: expected PACK/ID in small letters, digits and hyphens, for instance blame/my-rule"
    if folder is None:
        return "no rules folder here to write to: go to a checkout of careword, or name your own folder with --into"
    if not folder.is_dir() and (folder.exists() or not folder.parent.is_dir()):
        return f"{folder}: expected a folder, or a new one in a folder that is there"
    if (folder / pack / f"{rule}.yaml").exists():
        return f"{folder / pack / rule}.yaml: is there already"
    book = _book(args, folder)
    if rule in book.by_id:
        return f"{rule}: there is a rule of this id already: {book.by_id[rule].path}"
    if (folder / "rulebook.yaml").is_file() and pack not in book.packs:
        return f"{pack}: no such pack; expected one of: {', '.join(book.packs)}"
    return None
