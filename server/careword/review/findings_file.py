"""The output of `careword check --format jsonl` in, notes for the store out, and what is wrong with a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from careword.note import Unread
from careword.review.intake import Incoming, Spot

_MOST = 2**31 - 1


class _Finding(BaseModel):
    model_config = ConfigDict(strict=True)
    rule: str = Field(max_length=100)
    severity: Literal["error", "warning", "information", "hint"]
    voice: str = Field(max_length=20)
    speaker: str | None = Field(max_length=20)
    subject: str = Field(max_length=20)
    age_band: str = Field(max_length=10)
    analysis: str = Field(max_length=12)
    start: int = Field(ge=0, le=_MOST)
    end: int = Field(ge=0, le=_MOST)
    line: int = Field(ge=1, le=_MOST)
    column: int = Field(ge=1, le=_MOST)
    fingerprint: str = Field(min_length=8, max_length=64)


class _Note(BaseModel):
    model_config = ConfigDict(strict=True)
    path: str
    record: str | None
    words: int = Field(ge=0, le=_MOST)
    findings: list[_Finding]


def looks_like_findings(path: Path) -> bool:
    """Tell a file of findings from an export of notes by its first line."""
    try:
        with path.open(encoding="utf-8") as stream:
            first = json.loads(stream.readline(1_000_000))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and ({"path", "findings"} <= first.keys() or "schema" in first)


def read_findings(path: Path) -> Iterator[Incoming | Unread]:
    """Read a file of findings. A path in it is taken from the folder that this program was started in."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                value = json.loads(line)
                if isinstance(value, dict) and "schema" in value and "findings" not in value:
                    continue  # the last line: errors and summary
                note = _Note.model_validate(value)
            except ValidationError as fault:
                what = fault.errors(include_input=False, include_url=False)[0]
                place = ".".join(str(part) for part in what["loc"])
                yield Unread(str(path), f"{place or 'line'}: {what['msg'].lower()}", number)
            except (ValueError, RecursionError):
                yield Unread(str(path), "expected a line of `careword check --format jsonl`", number)
            else:
                yield Incoming(
                    str(Path(note.path).absolute()), note.record, note.words, None, None,
                    tuple(Spot(**item.model_dump()) for item in note.findings),
                )  # fmt: skip
