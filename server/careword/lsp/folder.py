"""A folder in, the notes in it and what is found in them out: in parts, with progress, and with a way to stop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as t

from careword.lsp.note import OpenNote
from careword.lsp.wire import Raw
from careword.readers.decode import UnreadableError, decode

if TYPE_CHECKING:
    from careword.lsp.server import Server

_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_BIGGEST = 8 * 1024 * 1024  # bytes: a larger file is no note
_MOST = 5000  # files


def notes_in(folder: Path) -> Iterator[Path]:
    """Give the notes in a folder and the ones below it, hidden ones and dependencies left out."""
    found = 0
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        apart = any(part.startswith(".") or part == "node_modules" for part in inside)
        if path.suffix.lower() in _SUFFIXES and not apart:
            found += 1
            if found > _MOST:
                return
            yield path


async def checked(server: Server, folder: Path, token: Any) -> AsyncIterator[OpenNote]:  # noqa: ANN401 - a token of the client's
    """Give the notes of a folder when they have been checked: as they are in the editor, else as they are on disk."""
    paths = [path for path in notes_in(folder) if path.stat().st_size <= _BIGGEST]
    progress = server.work_done_progress if token is not None else None
    if progress:
        progress.begin(token, t.WorkDoneProgressBegin("careword: checking notes", cancellable=True, percentage=0))
    try:
        for number, path in enumerate(paths, 1):
            if progress and progress.tokens[token].cancelled():
                return
            uri = path.as_uri()
            note = server.session.notes.get(uri)
            if note is None:
                try:
                    text, _ = decode(path.read_bytes())
                except (OSError, UnreadableError):
                    continue
                note = OpenNote(uri, None, text, server.session.encoding)
                server.session.prepare(note)
            await server.settled(note)
            await asyncio.sleep(0)
            yield note
            if progress:
                share = 100 * number // len(paths)
                progress.report(token, t.WorkDoneProgressReport(message=f"{number} of {len(paths)}", percentage=share))
    finally:
        if progress:
            progress.end(token, t.WorkDoneProgressEnd())
            progress.tokens.pop(token, None)


async def workspace_report(server: Server, params: t.WorkspaceDiagnosticParams) -> Raw:
    """Report on every note of the workspace; what the client knows already is told to be unchanged."""
    known = {item.uri: item.value for item in params.previous_result_ids}
    parts: list[str] = []
    for folder in server.session.folders:
        async for note in checked(server, folder, params.work_done_token):
            rows, _ = note.diagnostics(server.session.editor, server.session.can)
            result = f"{note.version}.{note.number}" if note.version is not None else f"d{hash(rows) & 0xFFFFFFFF:x}"
            where = f'"uri":{json.dumps(note.uri)},"version":{json.dumps(note.version)},"resultId":"{result}"'
            if known.get(note.uri) == result:
                part = f'{{"kind":"unchanged",{where}}}'
            else:
                part = f'{{"kind":"full",{where},"items":{rows}}}'
            if params.partial_result_token is None:
                parts.append(part)
            else:
                token = json.dumps(params.partial_result_token)
                value = f'{{"items":[{part}]}}'
                server.protocol.write(
                    f'{{"jsonrpc":"2.0","method":"$/progress","params":{{"token":{token},"value":{value}}}}}'
                )
    return Raw(f'{{"items":[{",".join(parts)}]}}')


async def check_folder(server: Server, folder: Path, token: Any = None) -> list[dict[str, Any]]:  # noqa: ANN401 - a token
    """Give for each note of a folder how many findings it has; where a client takes diagnostics, send them too."""
    out = []
    async for note in checked(server, folder, token):
        rows, summary = note.diagnostics(server.session.editor, server.session.can)
        out.append({"uri": note.uri, **summary})
        if not server.pulls and note.uri not in server.session.notes:
            uri = json.dumps(note.uri)
            params = f'{{"uri":{uri},"diagnostics":{rows}}}'
            server.protocol.write(f'{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{params}}}')
    return out
