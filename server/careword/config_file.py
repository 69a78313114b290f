"""A `careword.toml` in, its settings out; every fault as `path:line: message`. Imported only where there is one."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from careword.config import ConfigError, Settings
from careword.rule import Level, Severity


class _Records(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: str | Annotated[list[str], Field(min_length=1)] | None = None
    id: str | None = None
    child_age: str | None = None
    date_of_birth: str | None = None
    note_date: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    rules: dict[str, Level] = {}
    packs: list[str] | None = None
    select: list[str] | None = None
    ignore: list[str] = []
    min_severity: Severity = Field(default="information", alias="min-severity")
    fail_on: Severity = Field(default="warning", alias="fail-on")
    extend: list[str] = []
    records: _Records = _Records()


def read(path: Path) -> Settings:
    """Read and check a configuration."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        value = tomllib.loads(text)
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {(fault.strerror or type(fault).__name__).lower()}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}:1: not UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        last = text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(fault)).lower()
        raise ConfigError(f"{path}:{line[1] if line else last}: not TOML: {what}") from None
    try:
        file = _File.model_validate(value)
    except ValidationError as fault:
        problems = sorted(_plain(text, error) for error in fault.errors())
        raise ConfigError(*(f"{path}:{line}: {message}" for line, message in problems)) from None
    return _settings(path, text, file)


def _settings(path: Path, text: str, file: _File) -> Settings:
    folder = path.absolute().parent
    extend = tuple(folder / name for name in file.extend)
    missing = [
        f"{path}:{line_of(text, 'extend')}: extend: no such folder: {name}"
        for name, found in zip(file.extend, extend, strict=True)
        if not found.is_dir()
    ]
    if missing:
        raise ConfigError(*missing)
    set_here = {name.replace("-", "_"): name for name in _keys() if name.replace("-", "_") in file.model_fields_set}
    return Settings(
        rules=dict(file.rules),
        packs=tuple(file.packs) if file.packs is not None else None,
        select=tuple(file.select) if file.select is not None else None,
        ignore=tuple(file.ignore),
        min_severity=file.min_severity,
        fail_on=file.fail_on,
        extend=extend,
        records={
            key: tuple(value) if isinstance(value, list) else value
            for key, value in file.records.model_dump(exclude_none=True).items()
        },
        file=path,
        origins={name: f"{path}:{line_of(text, key)}" for name, key in set_here.items()},
    )


def _keys() -> list[str]:
    return [field.alias or name for name, field in _File.model_fields.items()]


def line_of(text: str, *keys: str) -> int:
    """Find the line of a key, the later ones below the earlier; the TOML reader keeps no places."""
    at = 0
    for key in keys:
        found = re.compile(rf"(?m)(?<![\w-])[\"']?{re.escape(key)}[\"']?(?=\s*[\]=.])").search(text, at)
        at = found.start() if found else at
    return text.count("\n", 0, at) + 1


def _plain(text: str, error: ErrorDetails) -> tuple[int, str]:
    """Say at which line what was expected."""
    keys = [str(part) for part in error["loc"] if not isinstance(part, int)]
    shown, kind = ".".join(keys), error["type"]
    if kind == "extra_forbidden":
        message = _unknown(keys)
    elif kind == "literal_error":
        message = f"expected {error['ctx']['expected']}"
    elif kind.endswith("_type"):
        kinds = {"dict": "a table", "model": "a table", "list": "a list", "string": "a text"}
        message = f"expected {kinds.get(kind.removesuffix('_type'), kind.removesuffix('_type'))}"
    else:
        message = str(error["msg"])
    return line_of(text, *keys), f"{shown}: {message}"


def _unknown(keys: list[str]) -> str:
    if keys == ["baseline"]:
        return "not in this version"
    known = list(_Records.model_fields) if len(keys) > 1 else _keys()
    typed = keys[-1].replace("_", "-") if len(keys) == 1 else keys[-1].replace("-", "_")
    near = difflib.get_close_matches(typed, known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; expected one of: {', '.join(known)}"
