"""Arguments in, an exit code out. Only the command that was asked for is imported: a hook pays for every start."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from careword import __version__

COMMANDS = {
    "check": "check notes",
    "try": "see what careword makes of a sentence",
    "explain": "say what a rule is about, and why",
    "rules": "list the rules, or test their examples",
    "new": "write the skeleton of a rule",
    "survey": "see where one rule would speak in real notes",
    "config": "show every setting and where it came from",
    "evaluate": "measure the rulebook on annotated notes",
    "annotate": "write copies with remarks beside the words",
    "baseline": "write down today's findings, to be told only of new ones",
    "review": "review notes with a supervisor's eye, on a web page",
    "lsp": "serve an editor",
}


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """Build the parser, with the arguments of the chosen command."""
    top = argparse.ArgumentParser(
        prog="careword",
        description="Check the language of children's case notes: words in context, and why.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"careword {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.", allow_abbrev=False)
        if name == chosen:
            module = importlib.import_module(f"careword.cli.{'try_' if name == 'try' else name}")
            module.add(command)
            command.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command: 0 all read and nothing to look at, 1 findings, 2 something could not be read."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows ? and goes on
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = next((argument for argument in arguments if not argument.startswith("-")), None)
    try:
        args = parser(chosen).parse_args(arguments)
    except SystemExit as done:  # 0 after --help, 2 after arguments that cannot be read
        return done.code if isinstance(done.code, int) else 2
    from careword.cli.guard import guarded

    return guarded(args.run, args)
