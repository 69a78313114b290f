"""A command in, its exit code out, whatever stopped it: a fault in the rulebook, Ctrl-C, or a reader who left."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from careword.cli.desk import SetupError
from careword.cli.say import tell
from careword.config import ConfigError
from careword.readers.decode import UnreadableError
from careword.rulebook import RulebookError

INTERRUPTED, PIPE_CLOSED = 130, 141


def guarded(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run a command."""
    try:
        code = run(args)
        sys.stdout.flush()
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
