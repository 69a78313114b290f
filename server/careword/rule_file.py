"""A YAML file in, a checked model out, and every fault in it as `path:line: message`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast, where it was built


class File:
    """A YAML file with the line of every key in it, so that a fault can be shown where it is."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown, self.problems, self.lines = shown, list[str](), dict[tuple[Any, ...], int]()
        self.value: Any = None
        try:
            loader = Loader(path.read_text(encoding="utf-8"))
            try:
                node = loader.get_single_node()
                if node is None:
                    self.problem((), "the file is empty")
                else:
                    self._walk(node, ())
                    self.value = loader.construct_document(node)
            finally:
                loader.dispose()
        except OSError as fault:
            self.problems.append(f"{shown}: could not be read: {fault.strerror}")
        except (yaml.YAMLError, UnicodeDecodeError) as fault:
            mark = getattr(fault, "problem_mark", None)
            what = getattr(fault, "problem", None) or (
                "not UTF-8" if isinstance(fault, UnicodeDecodeError) else type(fault).__name__
            )
            self.problems.append(f"{shown}:{mark.line + 1 if mark else 1}: not YAML: {what}")

    def _walk(self, node: yaml.Node, at: tuple[Any, ...]) -> None:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                here = (*at, key.value)
                self.lines[here] = key.start_mark.line + 1
                if key.value in seen:
                    self.problem(here, f"{key.value}: stands here twice")
                seen.add(key.value)
                self._walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._walk(value, (*at, index))

    def problem(self, at: tuple[Any, ...], message: str) -> None:
        """Note a fault at the nearest place that the file has."""
        place: tuple[Any, ...] = ()
        for part in at:  # a validator's path also holds names of its own, such as the kind of an example
            if (*place, part) in self.lines:
                place = (*place, part)
        self.problems.append(f"{self.shown}:{self.lines.get(place, 1)}: {message}")

    def read(self, model: type[M]) -> M | None:
        """Read the file as a model; every fault is noted."""
        if self.problems or self.value is None:
            return None
        try:
            return model.model_validate(self.value)
        except ValidationError as fault:
            for error in fault.errors():
                key = ".".join(str(part) for part in error["loc"] if part in _flat(self.lines))
                self.problem(error["loc"], f"{key}: {_plain(error)}" if key else _plain(error))
            return None


def _flat(lines: Iterable[tuple[Any, ...]]) -> set[Any]:
    return {part for place in lines for part in place}


def _plain(error: ErrorDetails) -> str:
    """Say what was expected in an author's words."""
    match error["type"]:
        case "extra_forbidden":
            return "unknown key"
        case "missing":
            return f"missing: {error['loc'][-1]}"
        case "value_error":
            return str(error["ctx"]["error"])
        case "string_type":
            return "expected words; put quotation marks round yes, no, on, off and numbers"
        case _:
            return str(error["msg"])
