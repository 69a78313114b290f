"""What a person decided to keep, beside the workspace: rule, hash of the sentence, perhaps a reason; never words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = "careword-decisions/1"
NAME = Path(".careword") / "decisions.json"


class Decisions:
    """The decisions of one workspace folder; without a folder they last as long as the editor is open."""

    def __init__(self, folder: Path | None) -> None:
        self.file = folder / NAME if folder else None
        self._kept: dict[tuple[str, str], dict[str, str]] = {}
        self._stamp: float | None = None
        self.changes = 0  # how often they changed
        self.reload()

    def reload(self) -> bool:
        """Read the file if it changed; a file that cannot be read keeps nothing and breaks nothing."""
        if self.file is None:
            return False
        try:
            stamp = self.file.stat().st_mtime
            if stamp == self._stamp:
                return False
            rows = json.loads(self.file.read_text(encoding="utf-8"))["decisions"]
            self._kept = {(row["rule"], row["sentence"]): row for row in rows}
            self._stamp = stamp
            self.changes += 1
        except FileNotFoundError:
            changed = bool(self._kept) and self._stamp is not None
            self.changes += changed
            self._kept, self._stamp = ({}, None) if changed else (self._kept, None)
            return changed
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return True

    def kept(self, rule: str, sentence: str) -> dict[str, str] | None:
        """Give the decision to keep a finding, or none."""
        return self._kept.get((rule, sentence))

    def keep(self, rule: str, sentence: str, reason: str | None) -> None:
        """Keep a finding."""
        row = {"rule": rule, "sentence": sentence, "on": datetime.now(UTC).date().isoformat()}
        if reason:
            row["reason"] = reason
        self._kept[rule, sentence] = row
        self.changes += 1
        self._write()

    def drop(self, rule: str, sentence: str) -> None:
        """Take a decision back."""
        if self._kept.pop((rule, sentence), None) is not None:
            self.changes += 1
            self._write()

    def _write(self) -> None:
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        rows = sorted(self._kept.values(), key=lambda row: (row["rule"], row["sentence"]))
        part.write_text(json.dumps({"schema": SCHEMA, "decisions": rows}, indent=2) + "\n", encoding="utf-8")
        part.replace(self.file)
        self._stamp = self.file.stat().st_mtime
