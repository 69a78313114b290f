"""A baseline file in, what of a note's findings it already knows out. It holds fingerprints and reasons, no words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careword.config import ConfigError
from careword.findings import Finding

SCHEMA = "careword-baseline/1"
NAME = "careword-baseline.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """So many findings of one rule in the same sentence; `reason` is for a person to fill in."""

    path: str
    rule: str
    fingerprint: str
    count: int = 1
    reason: str | None = None


class Known:
    """Findings that somebody has looked at. Each entry stands for as many findings as it counts, wherever they move."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._left: Counter[str] = Counter()
        for entry in self._entries:
            self._left[entry.fingerprint] += entry.count
        self._seen: set[str] = set()

    def new(self, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Give the findings of a note that are not in the baseline."""
        self._seen.add(_posix(path))
        out = []
        for finding in findings:
            if self._left[finding.fingerprint] > 0:
                self._left[finding.fingerprint] -= 1
            else:
                out.append(finding)
        return tuple(out)

    def unused(self) -> list[Entry]:
        """Give the entries that nothing answered, of the files that were checked."""
        left = self._left.copy()
        out = []
        for entry in reversed(self._entries):
            if left[entry.fingerprint] > 0 and entry.path in self._seen:
                left[entry.fingerprint] -= entry.count
                out.append(entry)
        return out[::-1]


def entries(found: Iterable[tuple[str, Finding]], reasons: dict[str, str]) -> list[Entry]:
    """Give the entries for findings, each with its path, and with the reasons that were given before."""
    counted = Counter((_posix(path), item.candidate.rule, item.fingerprint) for path, item in found)
    return [Entry(*key, count, reasons.get(key[2])) for key, count in sorted(counted.items())]


def load(file: Path) -> list[Entry]:
    """Read a baseline, or raise ConfigError with the place of every fault."""
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(f"{file}: cannot be read: {(fault.strerror or 'unknown fault').lower()}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: not UTF-8; expected a baseline that `careword baseline` wrote") from None
    except json.JSONDecodeError as fault:
        raise ConfigError(f"{file}:{fault.lineno}: not JSON: {fault.msg.lower()}") from None
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not isinstance(value.get("findings"), list):
        raise ConfigError(f'{file}: expected "schema": "{SCHEMA}" and a list of findings')
    problems: list[str] = []
    out = [_entry(file, number, item, problems) for number, item in enumerate(value["findings"], 1)]
    if problems:
        raise ConfigError(*problems)
    return [entry for entry in out if entry is not None]


def _entry(file: Path, number: int, item: Any, problems: list[str]) -> Entry | None:  # noqa: ANN401
    known = {"path": str, "rule": str, "fingerprint": str, "count": int, "reason": str}
    if not isinstance(item, dict):
        problems.append(f"{file}: finding {number}: expected an object")
        return None
    for name in ("path", "rule", "fingerprint"):
        if name not in item:
            problems.append(f"{file}: finding {number}: {name} is missing")
            return None
    for name, value in item.items():
        if name not in known:
            problems.append(f"{file}: finding {number}: no such key: {name}; expected one of: {', '.join(known)}")
            return None
        small = isinstance(value, int) and value < 1
        if not isinstance(value, known[name]) or isinstance(value, bool) or small:
            wanted = "a number from 1 up" if name == "count" else "a text"
            problems.append(f"{file}: finding {number}: {name}: expected {wanted}")
            return None
    return Entry(**item)


def dump(found: list[Entry]) -> str:
    """Write a baseline: one finding a line, in a steady order, so that two versions can be compared."""
    lines = [
        json.dumps(
            {"path": entry.path, "rule": entry.rule, "fingerprint": entry.fingerprint, "count": entry.count}
            | ({"reason": entry.reason} if entry.reason is not None else {})
        )
        for entry in found
    ]
    body = ",\n".join(f"  {line}" for line in lines)
    return (
        f'{{\n"schema": "{SCHEMA}",\n"findings": [\n{body}\n]\n}}\n'
        if lines
        else (f'{{\n"schema": "{SCHEMA}",\n"findings": []\n}}\n')
    )


def _posix(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./")
