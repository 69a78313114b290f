"""How quick the review's pages are with 100,000 findings in the store, in SQLite and in PostgreSQL.

    python tests/bench/review_pages.py [FINDINGS]

A store is filled from one export, the program is started as a team would start it, and one browser asks for each kind
of page many times. Wall time is what a person waits; CPU time is the program's own, apart from what else the machine
does. PostgreSQL is the one of `.ci/postgres`, writing to disk as in earnest.
"""

# ruff: noqa: T201 - it prints
from __future__ import annotations

import csv
import http.client
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from careword.cli.desk import Desk
from careword.findings import Finding
from careword.lint import Linter
from careword.review.database import open_store
from careword.review.intake import Incoming, Keeper, Spot, bring_in
from careword.review.tables import Team
from careword.text import Document

ROOT = Path(__file__).parents[2]
TIMES, LIMIT = 60, 150
FLAGGED = (
    "She is putting herself at risk.",
    "She is promiscuous.",
    "Mum said that she is promiscuous.",
    "He said: “She consented to sex with him.” I think this is abuse.",
    "It was reported that she is sexually active.",
)
PLAIN = "We sat in the kitchen and talked about school, and the dog came in twice. I will ring again on Friday. "


def main(wanted: int) -> None:
    """Measure both databases."""
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export.csv"
        items = list(notes(export, wanted))
        print(f"{len(items):,} notes in one export of {export.stat().st_size / 1e6:.0f} MB")
        measure("SQLite", f"sqlite:///{folder / 'review.sqlite3'}", items, folder)
        folder.chmod(0o711)
        (folder / "postgres").mkdir()
        environment = {**os.environ, "CAREWORD_POSTGRES_FSYNC": "on"}
        start: list[str | Path] = [ROOT / ".ci" / "postgres", "start", folder / "postgres"]
        done = subprocess.run(start, env=environment, capture_output=True, text=True, check=True)
        try:
            measure("PostgreSQL", done.stdout.strip(), items, folder)
        finally:
            subprocess.run([ROOT / ".ci" / "postgres", "stop", folder / "postgres"], check=True)


def notes(export: Path, wanted: int) -> Iterator[Incoming]:
    """Write an export of notes, and give what its check would find. A sentence is checked once and then repeated."""
    dice = random.Random(1)  # noqa: S311 - the same notes each time
    linter = Linter(Desk().of(Path()).book)
    found = 0
    with export.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "date", "text"))
        number = 0
        while found < wanted:
            number += 1
            day = (date(2023, 1, 1) + timedelta(days=dice.randrange(1000))).isoformat()
            middle = [dice.choice(FLAGGED) for _ in range(dice.randrange(6))]
            text = "Visit. Ella is 14. " + (PLAIN * 3).join(f"{words} " for words in middle) + PLAIN * dice.randrange(8)
            spots = tuple(_spots(linter, text) if number <= 400 else _repeated(dice, number))
            found += len(spots)
            writer.writerow((f"N{number}", day, text))
            yield Incoming(str(export), f"N{number}", len(text.split()), text, day, spots)


_SEEN: list[tuple[Spot, ...]] = []


def _spots(linter: Linter, text: str) -> list[Spot]:
    document = Document(text)
    spots = []
    for verdict in linter.verdicts(document):
        if isinstance(verdict, Finding) and verdict.severity != "hint":
            context, span = verdict.context, verdict.candidate.span
            line, column = document.line_column(span.start)
            spots.append(
                Spot(
                    verdict.candidate.rule, verdict.severity, context.voice, context.speaker, context.subject,
                    context.age_band, context.analysis, span.start, span.end, line, column, verdict.fingerprint,
                )
            )  # fmt: skip
    _SEEN.append(tuple(spots))
    return spots


def _repeated(dice: random.Random, number: int) -> tuple[Spot, ...]:
    del number
    return dice.choice(_SEEN)


def measure(kind: str, address: str, items: list[Incoming], folder: Path) -> None:
    """Fill a store, start the program and ask."""
    store = open_store(address)
    with store.session() as db:
        db.add(Team(name="North"))
    began = time.perf_counter()
    tally = bring_in(store, items, Keeper("0 bench", 1))
    print(f"\n{kind}: {tally.findings:,} findings brought in, {time.perf_counter() - began:.0f} s")
    store.close()
    careword = [sys.executable, "-m", "careword", "review"]
    add = [*careword, "people", "--add", "sue", "--role", "supervisor", "--team", "North", "--database", address]
    link = subprocess.run(add, capture_output=True, text=True, check=True).stdout.strip()
    serve = [*careword, "serve", "--port", "0", "--database", address]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=folder) as program:
        try:
            assert program.stdout is not None
            host = program.stdout.readline().strip().removeprefix("http://")
            ask(http.client.HTTPConnection(host), "/sign-in/" + link.rpartition("/")[2], program.pid, tally.findings)
        finally:
            program.terminate()


def ask(browser: http.client.HTTPConnection, link: str, process: int, findings: int) -> None:
    """Ask for each kind of page, another one each time."""
    browser.request("GET", link)
    answer = browser.getresponse()
    answer.read()
    headers = {"Cookie": (answer.headers["Set-Cookie"] or "").partition(";")[0]}
    dice = random.Random(2)  # noqa: S311
    pages = findings // 25

    def get(path: str) -> str:
        browser.request("GET", path, headers=headers)
        answer = browser.getresponse()
        body = answer.read().decode()
        assert answer.status == 200, (answer.status, path)
        return body

    token = re.findall(r'name="form_token" value="([^"]+)"', get("/queue"))[0]

    def post(path: str, form: str) -> None:
        kind = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        browser.request("POST", path, f"form_token={token}&{form}", kind)
        answer = browser.getresponse()
        answer.read()
        assert answer.status in (303, 409), (answer.status, path)

    post("/samples", "wanted=10")
    get("/notes/1")  # the export's places are found once
    kinds: dict[str, Callable[[], object]] = {
        "queue, first page": lambda: get("/queue"),
        "queue, any page": lambda: get(f"/queue?page={dice.randrange(1, pages)}"),
        "queue, narrowed": lambda: get(f"/queue?severity=warning&voice=own&page={dice.randrange(1, 500)}"),
        "queue, by date": lambda: get(f"/queue?state=all&since=2024-0{dice.randrange(1, 10)}-01"),
        "note": lambda: get(f"/notes/{dice.randrange(1, findings // 4)}"),
        "decision": lambda: post(f"/findings/{dice.randrange(1, findings)}", "seen=0&verdict=kept"),
        "trends": lambda: get("/trends"),
        "rules": lambda: get("/rules"),
        "rule": lambda: get("/rules/promiscuous"),
        "dip samples": lambda: get("/samples"),
        "dip sample of 10": lambda: get("/samples/1"),
        "supervision": lambda: get("/supervision"),
    }
    print(f"{'page':<20}{'median':>10}{'p95':>10}{'CPU':>10}   (ms; p95 is to be at most {LIMIT})")
    for name, once in kinds.items():
        once()
        before, waits = cpu(process), []
        for _ in range(TIMES):
            began = time.perf_counter()
            once()
            waits.append((time.perf_counter() - began) * 1000)
        spent = (cpu(process) - before) / TIMES * 1000
        last = statistics.quantiles(waits, n=20)[-1]
        print(f"{name:<20}{statistics.median(waits):>10.0f}{last:>10.0f}{spent:>10.0f}")


def cpu(process: int) -> float:
    """Give the CPU time of a process in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
