"""`careword config`: a folder's settings in, every value and where it came from out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.say import say
from careword.config import NAMES


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="default: the current folder"
    )
    options.add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Check the settings and print them."""
    desk = Desk(args.config, options.given(args))
    setup = desk.of(args.folder)
    settings = setup.settings
    say(f"configuration: {settings.file or 'none found'}")
    for name in NAMES:
        value = _written(getattr(settings, name))
        if name == "packs" and settings.packs is None and setup.book.on_request:
            value = f"all but {' and '.join(setup.book.on_request)}"
        say(f"{name.replace('_', '-'):<13}= {value}  # {settings.origins.get(name, 'default')}")
    return 0


def _written(value: object) -> str:
    """Write a value as the configuration would hold it."""
    if value is None:
        return "all"
    if isinstance(value, Mapping):
        return "{" + ",".join(f" {key} = {json.dumps(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, tuple):
        return json.dumps([str(item) for item in value], ensure_ascii=False)
    return json.dumps(value)
