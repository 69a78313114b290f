"""Exports in; rate, time to the first finding and peak memory out: `python measure.py FILE… [-- OPTION…]`."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path


def measure(path: str, options: list[str]) -> str:
    """Check one export in a process of its own."""
    command = [sys.executable, "-m", "careword", "check", path, "--format", "jsonl", *options]
    started = time.monotonic()
    first = 0.0
    notes = findings = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(b'{"path"'):
                notes += 1
                found = line.count(b'"fingerprint"')
                findings += found
                if found and not first:
                    first = time.monotonic() - started
        code = process.wait()
    wall = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime
    peak = used.ru_maxrss / 1024
    shown = " ".join(options) or "-"
    return (
        f"| {Path(path).name} | {shown} | {notes:,} | {findings:,} | {notes / wall:,.0f} | {notes / cpu:,.0f} "
        f"| {first:.1f} s | {peak:,.0f} MiB | {code} |"
    )


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        sys.stdout.write(measure(sys.argv[2], sys.argv[3:]) + "\n")
    else:
        arguments = sys.argv[1:]
        at = arguments.index("--") if "--" in arguments else len(arguments)
        for name in arguments[:at]:  # a process each, so that one's peak is not another's
            subprocess.run([sys.executable, __file__, "--one", name, *arguments[at + 1 :]], check=True)
