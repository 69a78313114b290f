"""`careword baseline`: write down what is found today, so that `check --baseline` speaks of what is new."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from careword.cli import known, options
from careword.cli.desk import Desk
from careword.cli.say import tell
from careword.cli.session import Session
from careword.findings import Finding
from careword.render.summary import count


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = (
        "Write a baseline of today's findings: rules and fingerprints, no words of a note. Reasons that were added "
        "to an earlier baseline are kept. Exit 0: written; 2: something could not be read, and nothing was written."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files or folders")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path(known.NAME), metavar="FILE", help=f"default: {known.NAME}"
    )
    options.add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Check everything and write the baseline whole, or not at all."""
    reasons: dict[str, str] = {}
    if args.output.exists():
        reasons = {entry.fingerprint: entry.reason for entry in known.load(args.output) if entry.reason is not None}
    desk = Desk(args.config, options.given(args), silences=False)
    found: list[tuple[str, Finding]] = []
    with Session(desk, args.paths) as session:
        for checked in session:
            found += [(checked.note.path, finding) for finding in checked.findings]
    if session.errors:
        tell(f"{args.output}: not written, because {count(len(session.errors), 'input')} could not be read")
        return 2
    made = known.entries(found, reasons)
    _write(args.output, known.dump(made))
    print(f"{args.output}: {count(sum(entry.count for entry in made), 'finding')} in the baseline.")
    return 0


def _write(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=".careword-", suffix=".json")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    Path(name).replace(file)
