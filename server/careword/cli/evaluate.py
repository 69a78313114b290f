"""`careword evaluate`: folders of annotated notes in, recall, precision and every miss and false alarm out."""

from __future__ import annotations

import argparse
from pathlib import Path

from careword.cli.say import say, tell


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="folders in the format of corpus/README.md"
    )


def run(args: argparse.Namespace) -> int:
    """Evaluate the folders."""
    from careword.corpus import CorpusError
    from careword.evaluate import run as evaluate

    for folder in args.folders:
        if not folder.is_dir():
            tell(f"{folder}: no such folder")
            return 2
        if not any(folder.rglob("*.txt")):
            tell(f"{folder}: no notes in this folder: expected files that end in .txt")
            return 2
    try:
        say(evaluate(args.folders))
    except CorpusError as fault:
        tell(fault)
        return 2
    return 0
