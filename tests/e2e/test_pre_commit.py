"""The real pre-commit on a real git repository: it fails on a finding, passes with a baseline, fails on a new one."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HEAD = ["id", "child_age", "note"]
OLD = ["17", "14", "She is putting herself at risk."]
NEW = ["18", "13", "She is promiscuous."]
FINE = ["16", "12", "Ella made tea for her nan."]


class Repository:
    """A git repository with a hook made from this project's wheel."""

    def __init__(self, folder: Path, wheel: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self._environment = {
            **os.environ,
            "PRE_COMMIT_HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "NO_COLOR": "1",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            self._environment.pop(name, None)
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        for hook in hooks:
            # csv and text need no library beside careword's own
            hook["additional_dependencies"] = [str(wheel)]
            hook["args"] = ["--baseline", "careword-baseline.json"] if hook["id"] == "careword-exports" else []
        config = {"repos": [{"repo": "local", "hooks": hooks}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        (folder / "careword-baseline.json").write_text(
            '{"schema": "careword-baseline/1", "findings": []}\n', encoding="utf-8"
        )
        self.run("git", "init", "-q")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(
            command, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )

    def export(self, *rows: list[str]) -> None:
        """Write the export and stage it."""
        with (self.folder / "export.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEAD, *rows])
        self.run("git", "add", "--all")

    def hook(self, name: str = "careword-exports") -> subprocess.CompletedProcess[str]:
        """Run a hook as pre-commit does at a commit."""
        return self.run(sys.executable, "-m", "pre_commit", "run", name, "--all-files")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Build the wheel and set the repository up."""
    work = tmp_path_factory.mktemp("hook")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(work / "dist"), str(ROOT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-2000:]
    (wheel,) = (work / "dist").glob("*.whl")
    return Repository(work / "notes", wheel, work / "home")


def test_a_hook_tells_of_what_is_new_and_of_nothing_else(repository: Repository) -> None:
    repository.export(FINE, OLD)
    failed = repository.hook()
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "export.csv" in failed.stdout
    assert "17" in failed.stdout
    assert "at risk" in failed.stdout

    python = next((repository.folder.parent / "home").glob("repo*/py_env-*/bin/python"))
    assert repository.run(str(python), "-m", "careword", "baseline", "export.csv").returncode == 0
    repository.run("git", "add", "--all")
    passed = repository.hook()
    assert passed.returncode == 0, passed.stdout + passed.stderr

    repository.export(FINE, FINE, FINE, OLD)
    moved = repository.hook()
    assert moved.returncode == 0, moved.stdout + moved.stderr

    repository.export(OLD, NEW)
    new = repository.hook()
    assert new.returncode == 1
    assert "18" in new.stdout
    assert "17" not in new.stdout.split("18")[0].split("export.csv")[-1]


def test_a_hook_reads_changed_notes(repository: Repository) -> None:
    (repository.folder / "note.md").write_text("Ella made tea.\n", encoding="utf-8")
    repository.run("git", "add", "--all")
    assert repository.hook("careword-check").returncode == 0
    (repository.folder / "note.md").write_text("She is promiscuous.\n", encoding="utf-8")
    repository.run("git", "add", "--all")
    assert repository.hook("careword-check").returncode == 1
