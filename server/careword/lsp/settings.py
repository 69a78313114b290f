"""What an editor sets in, checked settings out; what careword does not know is told once and left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_LEVELS = ("error", "warning", "information", "hint")


@dataclass(frozen=True, slots=True)
class EditorSettings:
    """The editor's settings. `given` goes over `careword.toml`."""

    given: Mapping[str, Any] = field(default_factory=dict)
    full_strength: int = 5  # findings of a note at full strength; the rest are hints below them
    most: int = 100  # findings of a note that are shown at all
    lens: bool = True
    voices: bool = False


def read(value: object) -> tuple[EditorSettings, list[str]]:
    """Read the section `careword` of an editor's configuration; nothing at all is fine."""
    if not isinstance(value, Mapping):
        return EditorSettings(), []
    problems: list[str] = []

    def take(name: str, fits: Callable[[Any], bool], expected: str) -> Any:  # noqa: ANN401 - a setting may be anything
        found = value.get(name)
        if found is None or fits(found):
            return found
        problems.append(f"careword.{name}: expected {expected}")
        return None

    rules = take("rules", _levels, "rule ids, each with error, warning, information, hint or off")
    packs = take("packs", _names, "a list of packs")
    ignore = take("ignore", _names, "a list of rule ids")
    least = take("minSeverity", lambda item: item in _LEVELS, " or ".join(_LEVELS))
    full = take("fullStrength", _count, "a number")
    most = take("maxFindings", _count, "a number")
    lens = take("lens", lambda item: isinstance(item, bool), "true or false")
    voices = take("voices", lambda item: isinstance(item, bool), "true or false")
    given = {
        "rules": dict(rules) if rules else None,
        "packs": tuple(packs) if packs else None,
        "ignore": tuple(ignore) if ignore else None,
        "min_severity": least,
    }
    return EditorSettings(
        {name: item for name, item in given.items() if item is not None},
        5 if full is None else full,
        100 if most is None else most,
        lens is not False,
        voices is True,
    ), problems


def _levels(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str) and level in (*_LEVELS, "off") for name, level in value.items()
    )


def _names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
