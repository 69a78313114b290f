"""Lines in; they go to a person's terminal, the result on standard output and everything about it on standard error."""

from __future__ import annotations

import sys


def say(*lines: object) -> None:
    """Write lines of the result."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def tell(*lines: object) -> None:
    """Write lines that are not the result: what could not be read, and why."""
    sys.stderr.write("".join(f"{line}\n" for line in lines))
