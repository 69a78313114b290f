"""`changes.yaml` of a folder that extends a rulebook in; rules with another severity, or retired, out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from careword.book import RuleData
from careword.rule import Level, Model, Pack, Text, described
from careword.rule_file import File

FILE = "changes.yaml"


class Change(Model):
    """What is changed in one rule, and why."""

    severity: Level | None = Field(default=None, description="In the practitioner's own voice, at every age.")
    retired: bool = False
    because: Text

    @model_validator(mode="after")
    def _one_change(self) -> Self:
        if (self.severity is None) is not self.retired:
            raise ValueError("expected either severity or retired: true")
        return self


class Changes(Model):
    """The file: packs of the organisation's own, and what it changes in rules that stand elsewhere."""

    packs: dict[str, Annotated[Pack, BeforeValidator(described)]] = Field(default_factory=dict)
    rules: dict[str, Change] = Field(default_factory=dict)


def read(folder: Path, shown: str, rules: dict[str, RuleData]) -> tuple[Mapping[str, Pack], list[str]]:
    """Change the rules in place as a folder asks; give the packs that it names, and every fault."""
    if not (folder / FILE).is_file():
        return {}, []
    file = File(folder / FILE, f"{shown}/{FILE}")
    changes = file.read(Changes)
    if changes is None:
        return {}, file.problems
    known = {old: rule.id for rule in rules.values() for old in rule.formerly} | {name: name for name in rules}
    for name, change in changes.rules.items():
        if name not in known:
            near = difflib.get_close_matches(name, list(known), n=1)
            file.problem(("rules", name), f"no such rule: {name}" + (f"; did you mean {near[0]}?" if near else ""))
        else:
            rules[known[name]] = _changed(rules[known[name]], change)
    return changes.packs, file.problems


def _changed(rule: RuleData, change: Change) -> RuleData:
    if change.retired:
        return rule._replace(status="retired")
    # where a rule is off at an age, the law or good practice says so: that stays
    return rule._replace(
        severity=str(change.severity), age={band: level for band, level in rule.age.items() if level == "off"}
    )
