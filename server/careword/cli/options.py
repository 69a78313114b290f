"""Options that several commands share, and the settings that they give."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from careword.findings import SEVERITIES


def names(text: str) -> tuple[str, ...]:
    """Split a list of names at its commas."""
    found = tuple(name.strip() for name in text.split(",") if name.strip())
    if not found:
        raise argparse.ArgumentTypeError("expected at least one name")
    return found


def add_config(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a configuration."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this careword.toml instead of the nearest one")


def add_packs(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses packs."""
    parser.add_argument(
        "--packs",
        type=names,
        metavar="PACK,…",
        help="check with the rules of these packs only; +PACK adds one that is off by default to the others",
    )


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the options that stand over a configuration."""
    add_config(parser)
    parser.add_argument("--select", type=names, metavar="RULE,…", help="check with these rules only")
    parser.add_argument("--ignore", type=names, metavar="RULE,…", help="leave these rules out")
    add_packs(parser)
    parser.add_argument(
        "--min-severity", choices=SEVERITIES, help="show findings from this severity up (default: information)"
    )
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        help="exit 1 when a finding that is shown has this severity or a higher one (default: warning)",
    )


def given(args: argparse.Namespace) -> dict[str, Any]:
    """Give the settings that were typed on the command line."""
    keys = ("select", "ignore", "packs", "min_severity", "fail_on")
    return {key: getattr(args, key) for key in keys if getattr(args, key, None) is not None}
