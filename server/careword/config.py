"""A folder in, the settings in force there out: built-in values, over them the nearest `careword.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from careword.findings import Severity

NAME = "careword.toml"


class ConfigError(Exception):
    """A configuration that cannot be used; one `path:line: message` for every fault."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Every value that a configuration may set. `origins` says where each that is no default came from."""

    rules: Mapping[str, str] = field(default_factory=dict)
    packs: tuple[str, ...] | None = None  # none: all of them
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    min_severity: Severity = "information"
    fail_on: Severity = "warning"
    extend: tuple[Path, ...] = ()
    records: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    def over(self, values: Mapping[str, Any], origin: str) -> Settings:
        """Give these settings with the values that the command line or an editor sets over them."""
        given = {name: value for name, value in values.items() if value is not None}
        return replace(self, **given, origins={**self.origins, **dict.fromkeys(given, origin)})


NAMES = ("rules", "packs", "select", "ignore", "min_severity", "fail_on", "extend", "records")


class Configs:
    """Finds the configuration of each folder: the nearest above it, looked for once. `file` stands in for all."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._nearest: dict[Path, Path | None] = {}
        self._read: dict[Path, Settings | ConfigError] = {}

    def of(self, folder: Path) -> Settings:
        """Give the settings for a folder, or raise ConfigError."""
        file = self._file or self.nearest(folder.absolute())
        if file is None:
            return Settings()
        if file not in self._read:
            # pydantic is imported only where there is a file to validate
            from careword.config_file import read

            try:
                self._read[file] = read(file)
            except ConfigError as fault:
                self._read[file] = fault
        found = self._read[file]
        if isinstance(found, ConfigError):
            raise found
        return found

    def nearest(self, folder: Path) -> Path | None:
        """Find the nearest `careword.toml`, in the folder or above it; the first found is the one."""
        if folder not in self._nearest:
            here = folder / NAME
            above = folder.parent
            self._nearest[folder] = here if here.is_file() else self.nearest(above) if above != folder else None
        return self._nearest[folder]
