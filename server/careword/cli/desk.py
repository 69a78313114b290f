"""A folder in, what checks its notes out: its settings, the rulebook they extend, and a linter that keeps to both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careword.book import Book
from careword.config import ConfigError, Configs, Settings
from careword.rulebook import RulebookError, load

if TYPE_CHECKING:
    from careword.lint import Linter


@dataclass(frozen=True, slots=True)
class Setup:
    """Settings that were checked against the rulebook they are for."""

    settings: Settings
    book: Book
    linter: Linter


class SetupError(Exception):
    """Settings or a rulebook that cannot be used; one line for every fault."""

    def __init__(self, source: str, problems: Iterable[str]) -> None:
        self.source, self.problems = source, tuple(problems)
        super().__init__("\n".join(self.problems))


class Desk:
    """Prepares each configuration once, however many folders it is in force for."""

    def __init__(
        self,
        config: Path | None = None,
        given: Mapping[str, Any] | None = None,
        *,
        always: str | None = None,
        silences: bool = True,
    ) -> None:
        self.silences = silences  # whether anybody asks where rules kept quiet; else that is not worked out
        self.config, self.given = config, dict(given or {})
        self._always = always  # a rule to check with whatever a configuration says of it
        self._configs = Configs(config)
        self._books: dict[tuple[Path, ...], Book] = {}
        self._setups: dict[Path | None, Setup | SetupError] = {}

    def settings(self, folder: Path) -> Settings:
        """Give a folder's settings, not yet checked against a rulebook."""
        return self._configs.of(folder).over(self.given, "command line")

    def of(self, folder: Path) -> Setup:
        """Give what checks the notes of a folder, or raise SetupError."""
        key = self._configs_key(folder)
        if key not in self._setups:
            try:
                self._setups[key] = self._prepare(self.settings(folder))
            except (ConfigError, RulebookError) as fault:
                self._setups[key] = SetupError(str(key or "the rulebook"), fault.problems)
            except SetupError as fault:
                self._setups[key] = fault
        found = self._setups[key]
        if isinstance(found, SetupError):
            raise found
        return found

    @property
    def books(self) -> list[Book]:
        """The rulebooks that were loaded."""
        return list(self._books.values())

    def drop(self, folder: Path) -> None:
        """Forget a folder's linter, after a fault may have left a note's words in it."""
        self._setups.pop(self._configs_key(folder), None)

    def _configs_key(self, folder: Path) -> Path | None:
        return self.config or self._configs.nearest(folder.absolute())

    def book(self, settings: Settings) -> Book:
        """Load the rulebook with the folders that the settings add to it."""
        if settings.extend not in self._books:
            self._books[settings.extend] = load(extend=settings.extend)
        return self._books[settings.extend]

    def _prepare(self, settings: Settings) -> Setup:
        book = self.book(settings)
        problems = _unknown(settings, book)
        if self._always is not None and self._always not in book.by_id:
            problems.append(f"no such rule: {self._always}{nearest(self._always, book.by_id)}")
        if problems:
            raise SetupError(str(settings.file or "the command line"), problems)
        levels = {book.by_id[name].id: level for name, level in settings.rules.items()}
        settings = _shown(settings, book)
        only = _chosen(settings, book)
        if self._always is not None:
            rule = book.by_id[self._always]
            only.add(rule.id)
            if levels.get(rule.id, rule.severity) == "off":
                levels[rule.id] = "information"
        if not any(
            rule.id in only and rule.status != "retired" and levels.get(rule.id, rule.severity) != "off"
            for rule in book.rules
        ):
            where = settings.file or "the command line"
            raise SetupError(str(where), [f"{where}: no rule is left to check with"])
        from careword.lint import Linter

        return Setup(settings, book, Linter(book, levels=levels, only=only))


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the end of a message about an unknown name: the names that come nearest to it."""
    import difflib  # only for a message about a mistake

    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _chosen(settings: Settings, book: Book) -> set[str]:
    chosen = book.chosen(settings.packs)
    if all(name.startswith("+") for name in settings.packs or ()):  # a rule named by itself needs no pack
        chosen |= {book.by_id[name].id for name in (*settings.rules, *(settings.select or ()))}
    if settings.select is not None:
        chosen &= {book.by_id[name].id for name in settings.select}
    return chosen - {book.by_id[name].id for name in settings.ignore}


def _shown(settings: Settings, book: Book) -> Settings:
    """Show hints to those who ask for a pack of hints, unless they said what to show."""
    asked = [name for name in settings.packs or () if name.removeprefix("+") in book.on_request]
    if not asked or "min_severity" in settings.origins:
        return settings
    return settings.over({"min_severity": "hint"}, f"because packs names {asked[0].removeprefix('+')}")


def _unknown(settings: Settings, book: Book) -> list[str]:
    """List the rule ids and packs in the settings that the rulebook does not have, each at its place."""
    packs = {rule.pack for rule in book.rules} | set(book.packs)
    rules = (("rules", settings.rules), ("select", settings.select), ("ignore", settings.ignore))
    return [
        f"{_place(settings, key, name)}: no such rule: {name}{nearest(name, book.by_id)}"
        for key, names in rules
        for name in names or ()
        if name not in book.by_id
    ] + [
        f"{_place(settings, 'packs', name)}: no such pack: {name}; expected one of: {', '.join(sorted(packs))}"
        for name in settings.packs or ()
        if name.removeprefix("+") not in packs
    ]


def _place(settings: Settings, key: str, name: str) -> str:
    """Say where a value was set: on the command line, or at its own line of the file."""
    origin = settings.origins.get(key, "default")
    if settings.file is None or origin == "command line":
        return f"--{key}"
    line = int(origin.rpartition(":")[2])
    lines = settings.file.read_text(encoding="utf-8-sig").split("\n")
    for number in range(line, len(lines) + 1):
        if name in lines[number - 1]:
            return f"{settings.file}:{number}: {key}"
    return f"{origin}: {key}"
