"""Large exports: the cache, Ctrl-C, and memory that does not grow with the number of rows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import careword

HOME = Path(careword.__file__).parent
FLAGGED = "She said he hit her. She is promiscuous and puts herself at risk. "
SCHEMA = json.loads((HOME / "schema" / "findings-1.json").read_text(encoding="utf-8"))


def started(folder: Path, *arguments: object, before: Callable[[], object] | None = None) -> subprocess.Popen[bytes]:
    """Start careword with a cache of its own."""
    cache = str(folder / "cache")
    environment = {**os.environ, "PYTHONPATH": str(HOME.parent), "XDG_CACHE_HOME": cache, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "careword", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=before,  # noqa: PLW1509 - the test has no other thread
    )  # fmt: skip


def ran(folder: Path, *arguments: object) -> tuple[int, str, str]:
    """Run careword to its end."""
    with started(folder, *arguments) as process:
        out, err = process.communicate(timeout=300)
        return process.returncode, out.decode(), err.decode()


def export(path: Path, rows: int) -> Path:
    """Write an export in JSON lines."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            stream.write(json.dumps({"id": str(number), "text": f"Visit {number}. {FLAGGED * 5}"}) + "\n")
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_kept_gives_the_same_output(tmp_path: Path, jobs: int) -> None:
    export(tmp_path / "a.jsonl", 40)
    (tmp_path / "b.txt").write_text("Home visit. " + FLAGGED, encoding="utf-8")
    plain = ran(tmp_path, "check", "a.jsonl", "b.txt", "--format", "json", "--show-text", "--silences")
    first, again = (
        ran(
            tmp_path,
            "check",
            "a.jsonl",
            "b.txt",
            "--format",
            "json",
            "--show-text",
            "--silences",
            "--cache",
            "--jobs",
            jobs,
        )
        for _ in range(2)
    )
    assert plain == first == again
    assert plain[0] == 1
    kept = list((tmp_path / "cache").rglob("*.verdicts"))
    assert kept
    assert not [path for path in kept if b"promiscuous" in path.read_bytes()]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_ctrl_c_leaves_whole_output_and_says_what_was_left(tmp_path: Path, form: str, jobs: int) -> None:
    export(tmp_path / "a.jsonl", 4000)
    (tmp_path / "b.txt").write_text("Seen.", encoding="utf-8")
    with started(
        tmp_path, "check", "a.jsonl", "b.txt", "--format", form, "--jobs", jobs,
        # a suite that a shell runs in the background inherits an ignored Ctrl-C
        before=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        seen = b"".join(process.stdout.readline() for _ in range(5))
        process.send_signal(signal.SIGINT)
        seen += process.stdout.read()
        said = process.stderr.read().decode()
        assert process.wait(120) == 130
    text = seen.decode()
    if form == "json":
        document = json.loads(text)
        jsonschema.validate(document, SCHEMA)
        notes, errors = len(document["notes"]), document["errors"]
    else:
        lines = [json.loads(line) for line in text.splitlines()]
        notes, errors = len(lines) - 1, lines[-1]["errors"]
    assert 0 < notes < 4000
    assert errors == [
        {"path": "a.jsonl", "message": f"interrupted after {notes} notes: not read to its end"},
        {"path": "b.txt", "message": "interrupted: not read to its end"},
    ]
    assert said.endswith("interrupted: 2 inputs not read to the end\n")


def peak(folder: Path, path: Path) -> int:
    """Give the most memory that a check of a file takes, in MiB."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, '-m', 'careword', 'check', sys.argv[1], '--format', 'jsonl'], "
        "stdout=subprocess.DEVNULL, check=False); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOME.parent), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code, path], env=environment, capture_output=True, text=True, check=True
    )  # fmt: skip
    return int(done.stdout) // 1024


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, suffix: str) -> None:
    sys.path.insert(0, str(Path(__file__).parent / "bench"))
    import exports

    write = exports.write_csv if suffix == ".csv" else exports.write_xlsx
    few, many = tmp_path / f"few{suffix}", tmp_path / f"many{suffix}"
    write(few, 200)
    write(many, 6000)
    ran(tmp_path, "rules")  # the compiled rulebook is kept
    assert peak(tmp_path, many) < peak(tmp_path, few) + 16, (
        "MiB; the notes of the larger one take 25 where all are kept"
    )
