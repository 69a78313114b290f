"""`careword check`: notes in, findings out, and the exit code that a script or a hook can rely on."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import tell
from careword.cli.session import Session
from careword.note import Checked
from careword.render.summary import End

if TYPE_CHECKING:
    from careword.cli.cache import Cache
    from careword.cli.known import Known
    from careword.render.machine import Shown

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github", "markdown", "html")


class Renderer(Protocol):
    """What every output format does."""

    def note(self, checked: Checked) -> None:
        """Write a note."""

    def finish(self, end: End) -> None:
        """Write what is known at the end."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = (
        "Check notes. Exit 0: all read, nothing at or above --fail-on; 1: findings; 2: something could not be read or "
        "checked. Only findings that are shown (--min-severity) count."
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files, folders or exports of any kind that is read, or - for standard input",
    )
    parser.add_argument("--format", type=_format, default="text", metavar="|".join(FORMATS), help="default: text")
    options.add_settings(parser)
    parser.add_argument(
        "--jobs", type=_jobs, default=1, metavar="N", help="check in N processes; 0 for one each processor"
    )
    parser.add_argument(
        "--cache", action="store_true", help="keep the verdicts (no words) for notes that are checked again unchanged"
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="leave out what this baseline holds (see careword baseline)"
    )
    parser.add_argument("--stdin-name", metavar="NAME", help="the name that standard input goes by")
    parser.add_argument("--show-text", action="store_true", help="put words of the note into machine formats")
    parser.add_argument("--silences", action="store_true", help="also list where a rule kept quiet, and why")


def run(args: argparse.Namespace) -> int:
    """Check everything and report it."""
    desk = Desk(args.config, options.given(args), silences=args.silences)
    known = _baseline(args.baseline)
    renderer = _renderer(args)
    failed = False
    with Session(
        desk, args.paths, stdin_name=args.stdin_name, jobs=args.jobs, cache=_cache(args), known=known
    ) as session:
        for checked in session:
            renderer.note(checked)
            failed = failed or checked.fails
        renderer.finish(End(session.summary, session.errors, desk.books))
    if known is not None:
        _tell_unused(args.baseline, known)
    return 2 if session.errors else int(failed)


def _cache(args: argparse.Namespace) -> Cache | None:
    if not args.cache:
        return None
    from careword.cli.cache import Cache, folder  # imported only when it is asked for

    return Cache(folder(), args.silences)


def _baseline(file: Path | None) -> Known | None:
    if file is None:
        return None
    from careword.cli.known import Known, load  # imported only when it is asked for

    return Known(load(file))


def _tell_unused(file: Path, known: Known) -> None:
    unused = known.unused()
    for entry in unused:
        tell(f"{file}: {entry.path}: {entry.rule} {entry.fingerprint}: not needed any more, nothing answers it")


def _renderer(args: argparse.Namespace) -> Renderer:
    if args.format == "text":
        from careword.render.page import Page
        from careword.render.text import TextRenderer

        return TextRenderer(Page.of(sys.stdout), silences=args.silences)
    from careword.render.machine import Shown

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    module = importlib.import_module(f"careword.render.{args.format}")
    kind: Callable[[Shown], Renderer] = getattr(module, f"{args.format.capitalize()}Renderer")
    return kind(Shown(text=args.show_text, silences=args.silences))


def _format(name: str) -> str:
    if name not in FORMATS:
        raise argparse.ArgumentTypeError(f"expected one of: {', '.join(FORMATS)}")
    return name


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError("expected a number of processes")
    return int(text) or os.cpu_count() or 1
