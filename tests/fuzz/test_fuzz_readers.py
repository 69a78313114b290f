"""A short search with the coverage-guided fuzzer for every format; README.md says how to search longer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from careword.annotate.copies import SUFFIXES
from careword.readers.formats import FORMATS

pytest.importorskip("atheris", reason="made for Linux")
HERE = Path(__file__).parent


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_file_takes_a_reader_out(tmp_path: Path, suffix: str) -> None:
    searched(tmp_path, "fuzz_readers.py", suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_file_loses_by_being_annotated(tmp_path: Path, suffix: str) -> None:
    searched(tmp_path, "fuzz_annotate.py", suffix)


def searched(tmp_path: Path, script: str, suffix: str) -> None:
    """Search for a short time, from the same beginning every time."""
    command = [
        sys.executable,
        str(HERE / script),
        suffix,
        str(tmp_path / "found"),
        "-runs=200",
        "-seed=7",
        "-max_total_time=10",
        "-timeout=120",  # of one file: a busy machine is no fault of the reader's
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert not [path for path in (tmp_path / "found").iterdir() if path.name.startswith(("crash-", "timeout-", "oom-"))]
