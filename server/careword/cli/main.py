"""Arguments in, an exit code out: 0 all read and nothing to look at, 1 findings, 2 something could not be read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from careword import __version__
from careword.cli import check, config, evaluate, explain, new, rules, survey, try_
from careword.cli.desk import SetupError
from careword.cli.say import tell
from careword.config import ConfigError
from careword.readers.decode import UnreadableError
from careword.rulebook import RulebookError

COMMANDS = (check, try_, explain, rules, new, survey, config, evaluate)
INTERRUPTED, PIPE_CLOSED = 130, 141


def parser() -> argparse.ArgumentParser:
    """Build the parser; each command adds its own part."""
    top = argparse.ArgumentParser(
        prog="careword",
        description="Check the language of children's case notes: words in context, and why.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"careword {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows ? and goes on
    try:
        args = parser().parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
    except SystemExit as done:  # argparse: 0 after --help, 2 after arguments it cannot read
        return done.code if isinstance(done.code, int) else 2
    except (RulebookError, ConfigError, SetupError) as fault:
        tell(*fault.problems)
        return 2
    except UnreadableError as fault:
        tell(f"-: {fault}")
        return 2
    except KeyboardInterrupt as fault:
        tell(fault.args[0] if fault.args else "interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the output has left; keep Python's own flush at exit from saying so
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code
