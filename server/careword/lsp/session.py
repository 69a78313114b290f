"""What one editor has open, and which rules are in force for each note; broken rules are told once, good ones kept."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from pygls.uris import to_fs_path

from careword.lsp.decisions import Decisions
from careword.lsp.note import Can, OpenNote, Setup
from careword.lsp.settings import EditorSettings


class Desk(Protocol):
    """Gives what checks the notes of a folder."""

    def of(self, folder: Path) -> Setup:
        """Give it, or raise an error with `problems`."""


MakeDesk = Callable[[Mapping[str, Any]], Desk]


class Session:
    """One editor."""

    def __init__(self, make_desk: MakeDesk, tell: Callable[[str], None]) -> None:
        self._make_desk, self._tell = make_desk, tell
        self.encoding = "utf-16"
        self.can = Can()
        self.editor = EditorSettings()
        self.folders: list[Path] = []
        self.notes: dict[str, OpenNote] = {}
        self._desk: Desk | None = None
        self._good: dict[Path | None, Setup] = {}  # the last that could be used, for each folder
        self._told: set[str] = set()
        self._decisions: dict[Path | None, Decisions] = {}

    def open(self, uri: str, version: int | None, text: str) -> OpenNote:
        """Open a note."""
        note = OpenNote(uri, version, text, self.encoding)
        self.notes[uri] = note
        self.prepare(note)
        return note

    def prepare(self, note: OpenNote) -> None:
        """Have a note checked by the rules in force for it."""
        setup = self.setup(self.folder(note.uri))
        if setup is not None:
            note.use(setup, self.decisions(note.uri))

    def reload(self) -> None:
        """Read configuration and rules anew."""
        self._desk = None
        for note in self.notes.values():
            self.prepare(note)

    def setup(self, folder: Path | None) -> Setup | None:
        """Give what checks a folder's notes; where that is broken say so once and give the last that was good."""
        try:
            self._desk = self._desk or self._make_desk(self.editor.given)
            setup = self._desk.of(folder or Path())
        except Exception as fault:
            problems = getattr(fault, "problems", None)
            if problems is None:
                raise
            said = "\n".join(problems)
            if said not in self._told:
                self._told.add(said)
                self._tell(f"careword goes on with the rules it had: {said}" if self._good else f"careword: {said}")
            if self.editor.given and folder not in self._good:
                return self._without_editor(folder)
            return self._good.get(folder) or next(iter(self._good.values()), None)
        if not self._good:
            gc.freeze()  # the rulebook and the libraries stay: nobody need look through them for what is left over
        self._good[folder] = setup
        return setup

    def _without_editor(self, folder: Path | None) -> Setup | None:
        """Give what the files say alone, where what the editor sets cannot be used."""
        try:
            return self._make_desk({}).of(folder or Path())
        except Exception as fault:
            if getattr(fault, "problems", None) is None:
                raise
            return next(iter(self._good.values()), None)

    def folder(self, uri: str) -> Path | None:
        """Give the folder that a note is in; one that was never saved is in the workspace."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path is not None:
            return Path(path).parent
        return self.folders[0] if self.folders else None

    def root(self, uri: str) -> Path | None:
        """Give the workspace folder of a note: the innermost that holds it, or the first for one never saved."""
        here = self.folder(uri)
        holding = [folder for folder in self.folders if here is not None and (folder == here or folder in here.parents)]
        return max(holding, key=lambda folder: len(folder.parts), default=None)

    def toml(self, note: OpenNote) -> Path | None:
        """Give the configuration in which a rule of the note is turned off: the one in force, or one to be made."""
        file = note.setup.settings.file if note.setup else None
        root = self.root(note.uri)
        return file or (root / "careword.toml" if root else None)

    def decisions(self, uri: str) -> Decisions:
        """Give the decisions of the workspace folder that a note is in."""
        root = self.root(uri)
        if root not in self._decisions:
            self._decisions[root] = Decisions(root)
        return self._decisions[root]

    def decided(self) -> bool:
        """Read decisions that were changed from outside."""
        changed = [item.reload() for item in self._decisions.values()]
        return any(changed)
