"""What an editor asks in, answers out: one short handler a method."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcContentModified
from pygls.uris import to_fs_path

from careword.lsp import actions, hover, outline
from careword.lsp.folder import workspace_report
from careword.lsp.note import OpenNote
from careword.lsp.server import Server, plain, said
from careword.lsp.wire import Raw

_CONFIGURATION = ("careword.toml", "rulebook.yaml", "decisions.json")
_WATCHED = ["**/careword.toml", "**/*.yaml", "**/.careword/decisions.json"]


def register(server: Server) -> None:
    """Give a server its features."""
    _beginning(server)
    _documents(server)
    _reading(server)
    _choosing(server)
    _workspace(server)
    from careword.lsp.commands import register as register_commands

    register_commands(server)


def _beginning(server: Server) -> None:
    @server.feature(t.INITIALIZE)
    def initialize(params: t.InitializeParams) -> None:
        server.begin(params)
        if server.pulls:
            _pulling(server)

    @server.feature(t.INITIALIZED)
    async def initialized(_params: t.InitializedParams) -> None:
        if server.registers:
            watchers = [t.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = t.DidChangeWatchedFilesRegistrationOptions(watchers)
            kinds = [
                t.Registration("watch", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, options),
                t.Registration("settings", t.WORKSPACE_DID_CHANGE_CONFIGURATION, {"section": "careword"}),
            ]
            server._ask(lambda _: server.client_register_capability_async(t.RegistrationParams(kinds)))  # noqa: SLF001
        await server.configure()

    @server.feature(t.SET_TRACE)
    def trace(params: t.SetTraceParams) -> None:
        server.traced = params.value


def _documents(server: Server) -> None:
    session = server.session

    @server.feature(t.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: t.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.changed(session.open(document.uri, document.version, document.text))

    @server.feature(t.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: t.DidChangeTextDocumentParams) -> None:
        note = session.notes.get(params.text_document.uri)
        if note is None:
            server.trace("a change to a note that is not open was left out")
            return
        for change in params.content_changes:
            if isinstance(change, t.TextDocumentContentChangePartial):
                lines, place = note.lines, change.range
                start = lines.offset(place.start.line, place.start.character)
                end = lines.offset(place.end.line, place.end.character)
                note.edit(min(start, end), max(start, end), change.text)
            else:
                note.edit(0, len(note.lines.text), change.text)
        note.version = params.text_document.version
        server.changed(note)

    @server.feature(t.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: t.DidSaveTextDocumentParams) -> None:
        note = session.notes.get(params.text_document.uri)
        if note is not None:
            server.changed(note)
        if params.text_document.uri.endswith(_CONFIGURATION):
            session.reload()
            server.again()

    @server.feature(t.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: t.DidCloseTextDocumentParams) -> None:
        if session.notes.pop(params.text_document.uri, None) is not None and not server.pulls:
            server.text_document_publish_diagnostics(t.PublishDiagnosticsParams(params.text_document.uri, []))


async def _note(server: Server, uri: str) -> OpenNote | None:
    note = server.session.notes.get(uri)
    if note is not None:
        await server.settled(note)
    return note


def _pulling(server: Server) -> None:
    options = t.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=True, identifier="careword", work_done_progress=True
    )

    @server.feature(t.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def pull(params: t.DocumentDiagnosticParams) -> Any:  # noqa: ANN401 - a report, as JSON
        note = await _note(server, params.text_document.uri)
        if note is None:
            return t.RelatedFullDocumentDiagnosticReport(items=[])
        result = f"{note.version}.{note.number}"
        if result == params.previous_result_id:
            return t.RelatedUnchangedDocumentDiagnosticReport(result)
        rows, _ = note.diagnostics(server.session.editor, server.session.can)
        return Raw(f'{{"kind":"full","resultId":"{result}","items":{rows}}}')

    @server.feature(t.WORKSPACE_DIAGNOSTIC)
    async def pull_all(params: t.WorkspaceDiagnosticParams) -> Any:  # noqa: ANN401 - a report, as JSON
        return await workspace_report(server, params)


def _reading(server: Server) -> None:
    session = server.session

    @server.feature(t.TEXT_DOCUMENT_HOVER)
    async def hovered(params: t.HoverParams) -> t.Hover | None:
        note = await _note(server, params.text_document.uri)
        if note is None:
            return None
        at = note.lines.offset(params.position.line, params.position.character)
        found = note.within(at, at)
        if not found:
            return None
        speaking = [pair for pair in found if hasattr(pair[1], "severity")] or found
        text = "\n\n---\n\n".join(hover.text_of(note, piece, item) for piece, item in speaking)
        span = note.span(speaking[0][0], speaking[0][1].candidate.span)
        start, end = note.lines.place(span.start), note.lines.place(span.end)
        return t.Hover(t.MarkupContent(t.MarkupKind.Markdown, text), t.Range(t.Position(*start), t.Position(*end)))

    @server.feature(t.TEXT_DOCUMENT_CODE_LENS, t.CodeLensOptions())
    async def lenses(params: t.CodeLensParams) -> list[t.CodeLens]:
        note = await _note(server, params.text_document.uri)
        if note is None or not session.editor.lens:
            return []
        _, summary = note.diagnostics(session.editor, session.can)
        top = t.Range(t.Position(0, 0), t.Position(0, 0))
        return [t.CodeLens(top, t.Command(said(summary), "careword.checkNote", arguments=[note.uri]))]

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: t.DocumentSymbolParams) -> list[t.DocumentSymbol]:
        note = await _note(server, params.text_document.uri)
        return outline.symbols(note) if note else []

    @server.feature(t.TEXT_DOCUMENT_FOLDING_RANGE)
    async def folds(params: t.FoldingRangeParams) -> list[t.FoldingRange]:
        note = await _note(server, params.text_document.uri)
        return outline.folds(note) if note else []

    @server.feature(t.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, t.SemanticTokensLegend(outline.VOICES, []))
    async def tokens(params: t.SemanticTokensParams) -> t.SemanticTokens:
        note = await _note(server, params.text_document.uri)
        return t.SemanticTokens(outline.tokens(note) if note and session.editor.voices else [])

    @server.feature(t.TEXT_DOCUMENT_COMPLETION, t.CompletionOptions(trigger_characters=["”", '"', "’"]))
    async def complete(params: t.CompletionParams) -> list[t.CompletionItem]:
        note = await _note(server, params.text_document.uri)
        return outline.completions(note, params.position, session.can) if note else []


def _choosing(server: Server) -> None:
    session = server.session
    options = t.CodeActionOptions([t.CodeActionKind.QuickFix], resolve_provider=True)

    @server.feature(t.TEXT_DOCUMENT_CODE_ACTION, options)
    async def choose(params: t.CodeActionParams) -> list[t.CodeAction]:
        note = await _note(server, params.text_document.uri)
        return actions.actions(note, params, session.can, session.toml(note)) if note else []

    @server.feature(t.CODE_ACTION_RESOLVE)
    async def resolve(action: t.CodeAction) -> t.CodeAction:
        data = plain(action.data)
        action.data = data
        note = await _note(server, str(data.get("uri"))) if isinstance(data, dict) else None
        if note is None or not actions.resolve(action, note, session.can, session.toml(note)):
            raise JsonRpcContentModified("the note has changed since")
        return action


def _workspace(server: Server) -> None:
    session = server.session

    @server.feature(t.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: t.DidChangeConfigurationParams) -> None:
        if server.configures:
            await server.configure()
            return
        settings = plain(params.settings)
        if isinstance(settings, dict):
            server.take(settings.get("careword", settings))

    @server.feature(t.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: t.DidChangeWatchedFilesParams) -> None:
        names = [change.uri for change in params.changes]
        if any(name.endswith(".careword/decisions.json") for name in names) and session.decided():
            server.again()
        if any(name.endswith(("careword.toml", ".yaml")) for name in names):
            session.reload()
            server.again()

    @server.feature(t.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: t.DidChangeWorkspaceFoldersParams) -> None:
        gone = {to_fs_path(folder.uri) for folder in params.event.removed}
        session.folders = [folder for folder in session.folders if str(folder) not in gone]
        session.folders += [Path(path) for folder in params.event.added if (path := to_fs_path(folder.uri))]
        session.reload()
        server.again()
