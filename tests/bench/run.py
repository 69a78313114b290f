"""Run careword, the yardsticks and the peers on the same texts, in turn, and write RESULTS.md."""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from inputs import FORMS, SEED, count, write
from peers import Tool, installed

import careword
from careword.rulebook import load

HOME = Path(__file__).parent
LIMIT = 60.0  # seconds for one run; what takes longer is written down as that
Run = tuple[float, float, int]  # CPU seconds, wall seconds, peak MiB


# A small process starts the program, so that the memory it is charged with is not that of this one.
STARTER = """
import os, subprocess, sys, time
begin = time.perf_counter()
with open(os.devnull, "w") as away:
    process = subprocess.Popen(sys.argv[2:], stdout=away, stderr=away)
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - begin
        if done or wall > float(sys.argv[1]):
            break
        time.sleep(0.002)
if not done:
    process.kill()
process.returncode = 0
print(done, used.ru_utime + used.ru_stime, wall, used.ru_maxrss // 1024, status >> 8)
"""


def once(command: list[str]) -> Run | None:
    """Run a command; none where it takes too long."""
    starter = [sys.executable, "-I", "-S", "-c", STARTER, str(LIMIT), *command]
    said = subprocess.run(starter, capture_output=True, text=True, check=True).stdout.split()
    return (float(said[1]), float(said[2]), int(said[3])) if said[0] != "0" else None


def measured(jobs: dict[tuple[str, str], list[str]], rounds: int) -> dict[tuple[str, str], list[Run]]:
    """Run every job in every round, one after another, so that a busy moment falls on all of them alike."""
    out: dict[tuple[str, str], list[Run]] = {job: [] for job in jobs}
    slow: set[tuple[str, str]] = set()
    for number in range(rounds):
        for job, command in jobs.items():
            if job not in slow:
                sys.stderr.write(f"round {number + 1}: {' on '.join(job)}\n")
                run = once(command)
                if run is None:
                    slow.add(job)
                else:
                    out[job].append(run)
    return out


def cell(runs: list[Run]) -> str:
    """Give the median of the CPU time with its range, the wall time and the memory."""
    if not runs:
        return f"not done in {LIMIT:.0f} s"
    cpu = [run[0] for run in runs]
    wall = statistics.median(run[1] for run in runs)
    spread = f"{min(cpu):.3f} to {max(cpu):.3f}"
    return f"{statistics.median(cpu):.3f} ({spread}) | {wall:.2f} | {max(run[2] for run in runs)}"


def table(
    runs: dict[tuple[str, str], list[Run]], tools: list[Tool], text: str, words: int, cold: str | None
) -> list[str]:
    """Give the lines of the table for one text; `cold` names the text that tells what start-up costs."""
    lines = ["| program | CPU s, median (range) | wall s | MiB | words a CPU second | against `re` |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]

    def steady(name: str) -> float | None:
        here = [run[0] for run in runs.get((name, text), [])]
        begin = [run[0] for run in runs.get((name, cold), [])] if cold else [0.0]
        return statistics.median(here) - min(begin) if here and begin else None

    yard = steady("yardstick re") or 0.0
    for tool in tools:
        if (tool.name, text) not in runs:
            continue
        taken, found = steady(tool.name), cell(runs[tool.name, text])
        if taken is None or taken <= 0:
            lines.append(
                f"| {tool.name} | {found} | | | | |" if " | " not in found else f"| {tool.name} | {found} | | |"
            )
        elif cold is None:
            lines.append(f"| {tool.name} | {found} | | {taken / yard:.2f}x the time |")
        else:
            lines.append(f"| {tool.name} | {found} | {words / taken:,.0f} | {yard / taken:.2f}x the speed |")
    return lines


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--peers", type=Path, default=Path(".bench/peers"))
    args = parser.parse_args()
    peers, missing = installed(args.peers.absolute())
    with tempfile.TemporaryDirectory() as kept:
        texts = write(Path(kept) / "texts", args.notes)
        yardstick = Path(kept, "yardstick.py")
        yardstick.write_text((HOME / "yardstick.py").read_text(encoding="utf-8"), encoding="utf-8")
        yardstick.with_name("forms.txt").write_text("\n".join(FORMS), encoding="utf-8")
        python = sys.executable
        check = [python, "-m", "careword", "check", "--format", "json"]
        own = [
            Tool("yardstick re", lambda path: [python, str(yardstick), "re", str(path)], "60 concepts"),
            Tool("yardstick automaton", lambda path: [python, str(yardstick), "automaton", str(path)], "60 concepts"),
            Tool("careword", lambda path: [*check, str(path)], "its rulebook"),
        ]
        tools = [*own, *peers]
        jobs = {(tool.name, text): tool.command(place) for text, place in texts.items() for tool in tools}
        for tool in own:
            once(tool.command(texts["one"]))  # the first start writes caches
        runs = measured(jobs, args.rounds)
        counts = {text: count(place) for text, place in texts.items()}
    page = _page(runs, tools, counts, missing, args.rounds)
    (HOME / "RESULTS.md").write_text("\n".join(page) + "\n", encoding="utf-8")


TITLES = {
    "one-clean": "One clean note, the whole process",
    "one": "One note with findings, the whole process",
    "notes": "Many notes with findings, one process",
    "clean-notes": "Many clean notes, one process",
    "long-document": "A document of 50,000 words",
    "long-note": "One note of 2 MB",
}


def _page(
    runs: dict[tuple[str, str], list[Run]], tools: list[Tool], counts: dict[str, int], missing: list[str], rounds: int
) -> list[str]:
    book = load()
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    own = f"careword {careword.__version__} with {len(book.rules)} rules, {book.edition}+{book.digest}"
    how = f"{rounds} round{'s' if rounds > 1 else ''}, every program in turn; texts made from seed {SEED}"
    out = [
        "# What careword costs beside its peers",
        "",
        f"Measured on {datetime.now(tz=UTC):%Y-%m-%d}: {machine}; {own}; {how}.",
        "",
        "`make bench` does it again. The yardsticks are Python programs that only look for 60 concepts: one regular",
        "expression, and one automaton. Peers that take rules of their own look for the same 60. Times are CPU",
        "seconds; words a second, and what follows from them, leave the start-up out.",
    ]
    for text, title in TITLES.items():
        cold = None if text.startswith("one") else "one"
        out += ["", f"## {title} ({counts[text]:,} words)", "", *table(runs, tools, text, counts[text], cold)]
    out += ["", "## What they look for", "", *(f"- {tool.name}: {tool.looks_for}" for tool in tools)]
    out += ["", "## What could not be measured", "", *(f"- {line}" for line in missing)]
    return out


if __name__ == "__main__":
    main()
