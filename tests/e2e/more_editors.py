"""Emacs with eglot and Vim with ALE, by `make e2e-all`: they come from the system, so not at every change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EDITORS = Path(__file__).parent / "editors"
NOTE = "😀 Julia, 12, was seen at home.\n\nShe absconded from her placement on Friday.\n"


def test_emacs_with_eglot(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    folders = [
        str(path)
        for name in ("eglot", "project", "xref", "eldoc", "flymake", "jsonrpc", "external-completion", "seq")
        for path in sorted(Path("/usr/share/emacs/site-lisp/elpa").glob(f"{name}-[0-9]*"))
    ]
    loads = [part for folder in folders for part in ("-L", folder)]
    done = subprocess.run(
        ["emacs", "--batch", *loads, "-l", str(EDITORS / "eglot.el")],  # noqa: S607 - the machine's own
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=600, check=True,
        env={**os.environ, "NOTE": str(note), "COMMAND": f"{sys.executable} -m careword lsp", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert "found: absconded" in done.stdout
    assert "action: Write “went missing”" in done.stdout
    assert "Source" in done.stdout
    assert "She went missing from" in done.stdout


def test_vim_with_ale(tmp_path: Path) -> None:
    note, out = tmp_path / "note.txt", tmp_path / "out"
    note.write_text(NOTE, encoding="utf-8")
    ale = next(iter(Path("/usr/share").glob("vim*/**/plugin/ale.vim")))
    subprocess.run(
        ["vim", "-Nu", str(EDITORS / "ale.vim"), "-i", "NONE", "-es"],  # noqa: S607 - the machine's own
        cwd=tmp_path, timeout=600, check=False, input="1\n", encoding="utf-8",
        env={
            **os.environ, "NOTE": str(note), "OUT": str(out), "SERVER": sys.executable, "LC_ALL": "C.UTF-8",
            "ARGUMENTS": "-m careword lsp", "ALE": str(ale.parent.parent),
        },
    )  # fmt: skip
    happened = out.read_text(encoding="utf-8")
    assert "found: 3:5-13 absconded" in happened
    assert "Read as the writer's own words" in happened
    assert "She went missing from" in happened
