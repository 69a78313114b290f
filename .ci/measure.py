"""Print how right careword is on the notes set aside, and how fast on this machine, with its name and the date.

The misses on those notes are not shown: who has read them tunes by them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from careword import evaluate
from careword.corpus import notes
from careword.lint import Linter
from careword.listed import beside
from careword.rulebook import load
from careword.text import Document

CORPUS = Path(__file__).parents[1] / "corpus"
CLEAN = "Home visit. The kitchen was warm, and Ella made tea for her nan and talked about the school play. " * 13


def child(*arguments: str) -> tuple[float, int]:
    """Give the least CPU seconds of five runs of careword, and its memory in MiB."""
    seconds, memory = [], 0
    for _ in range(5):
        process = subprocess.Popen([sys.executable, "-m", "careword", *arguments], stdout=subprocess.DEVNULL)  # noqa: S603 our own
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        seconds.append(usage.ru_utime + usage.ru_stime)
        memory = usage.ru_maxrss // 1024
    return min(seconds), memory


def rate(linter: Linter, documents: list[Document]) -> float:
    """Give the words that are checked in a CPU second."""
    start = time.process_time()
    for document in documents:
        linter.verdicts(document)
    return sum(document.words for document in documents) / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    book = load()
    linter = Linter(book)
    tuning = [note.document for note in notes([CORPUS / "annotated", CORPUS / "quiet"])]
    listed = beside([CORPUS], book)
    tally = evaluate.score(linter, notes([CORPUS / "measuring"]), show=False, listed=listed)
    print(evaluate.report(tally, book, lines=False), end="\n\n")
    linter.verdicts(tuning[0])
    small = rate(linter, tuning * 5)
    long = "\n\n".join(document.text for document in tuning)
    large = rate(linter, [Document(long)])
    with tempfile.TemporaryDirectory() as folder:
        clean, found = Path(folder, "clean.txt"), Path(folder, "found.txt")
        clean.write_text(CLEAN, encoding="utf-8")
        found.write_text(CLEAN + "She consented to sex with him.\n", encoding="utf-8")
        version, _ = child("--version")
        quiet, quiet_memory = child("check", str(clean))
        loud, loud_memory = child("check", str(found))
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    print(f"measured {datetime.now(tz=UTC):%Y-%m-%d} on {machine}, careword rulebook {book.edition}+{book.digest}")
    print(f"careword --version                        {version:8.3f} s of CPU, the whole process")
    print(f"careword check, one clean 250-word note   {quiet:8.3f} s, {quiet_memory} MiB")
    print(f"careword check, the same with a finding   {loud:8.3f} s, {loud_memory} MiB")
    print(f"the tuning notes, one after another       {small:8.0f} words in a CPU second")
    print(f"the same words as one note of {len(long) // 1000:>4} kB     {large:8.0f} words in a CPU second")


if __name__ == "__main__":
    main()
