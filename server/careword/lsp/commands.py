"""Commands of an editor in, answers out. They are described in this folder's README; none of them changes a note."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path

from careword.book import Book
from careword.lsp import hover
from careword.lsp.catalogue import explained, rule_file
from careword.lsp.folder import check_folder
from careword.lsp.server import Server, said
from careword.rulebook import bundled


def register(server: Server) -> None:
    """Give a server its commands."""
    for name, run in _commands(server).items():
        server.command(f"careword.{name}")(run)


def _commands(server: Server) -> dict[str, Callable[..., Any]]:
    session = server.session

    def book() -> Book:
        setup = session.setup(session.folders[0] if session.folders else None)
        if setup is None:
            raise JsonRpcInvalidParams("there is no rulebook that can be used")
        return setup.book

    async def check_note(*given: Any) -> dict[str, Any] | None:  # noqa: ANN401 - what a client sends
        note = session.notes.get(_text(given, 0))
        if note is None:
            return None
        await server.settled(note)
        server.show(note)
        _, summary = note.diagnostics(session.editor, session.can)
        return {"summary": said(summary), "counts": summary}

    async def folder(*given: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what a client sends
        asked = _text(given, 0)
        path = to_fs_path(asked) if ":" in asked[:8] else asked
        folders = [Path(path)] if path else session.folders
        token = str(uuid.uuid4())
        window = server.client_capabilities.window
        if window and window.work_done_progress:
            await server.work_done_progress.create_async(token)
        else:
            token = ""
        return [row for each in folders for row in await check_folder(server, each, token or None)]

    def explain(*given: Any) -> dict[str, str]:  # noqa: ANN401 - what a client sends
        rules = book()
        if _text(given, 0) not in rules.by_id:
            raise JsonRpcInvalidParams("no such rule")
        rule = rules.by_id[_text(given, 0)]
        return {"rule": rule.id, "markdown": explained(rules, rule.id), "file": rule_file(rule.path).as_uri()}

    async def why_quiet(*given: Any) -> list[str]:  # noqa: ANN401 - what a client sends
        note = session.notes.get(_text(given, 0))
        if note is None:
            return []
        await server.settled(note)
        line, character = _number(given, 1), _number(given, 2)
        if line is None or character is None:
            start, end = 0, len(note.lines.text)
        else:
            start = end = note.lines.offset(line, character)
        return hover.quiet(note, note.within(start, end))

    def catalogue(*_given: Any) -> dict[str, Any]:  # noqa: ANN401 - what a client sends
        rules = book()
        listed = [
            {"id": rule.id, "pack": rule.pack, "title": rule.title, "severity": rule.severity} for rule in rules.rules
        ]
        page = bundled().absolute() / "catalogue.html"
        return {
            "page": page.as_uri() if page.is_file() else None,
            "folder": bundled().absolute().as_uri(),
            "edition": rules.edition,
            "rules": listed,
        }

    async def keep(*given: Any) -> bool:  # noqa: ANN401 - what a client sends
        uri, rule, sentence = _text(given, 0), _text(given, 1), _text(given, 2)
        if not (uri and rule and sentence):
            raise JsonRpcInvalidParams("expected a note, a rule and the hash of a sentence")
        try:
            session.decisions(uri).keep(rule, sentence, _text(given, 3) or None)
        except OSError:
            server.tell("careword could not write .careword/decisions.json; this is kept until the editor closes.")
        server.again()
        return True

    async def unkeep(*given: Any) -> bool:  # noqa: ANN401 - what a client sends
        session.decisions(_text(given, 0)).drop(_text(given, 1), _text(given, 2))
        server.again()
        return True

    return {
        "checkNote": check_note,
        "checkFolder": folder,
        "explain": explain,
        "whyQuiet": why_quiet,
        "catalogue": catalogue,
        "keep": keep,
        "unkeep": unkeep,
    }


def _text(given: tuple[Any, ...], at: int) -> str:
    return given[at] if len(given) > at and isinstance(given[at], str) else ""


def _number(given: tuple[Any, ...], at: int) -> int | None:
    return given[at] if len(given) > at and isinstance(given[at], int) else None
