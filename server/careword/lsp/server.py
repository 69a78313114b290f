"""The language server of one client: what it can do, and when diagnostics are sent."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from careword import __version__
from careword.lsp.note import Can, OpenNote
from careword.lsp.session import MakeDesk, Session
from careword.lsp.settings import read
from careword.lsp.wire import Inbox, Wire, log_fault, quieten

_AT_ONCE = 0.05  # seconds of judging after which other messages have their turn


class Server(LanguageServer):
    """careword for one editor."""

    protocol: Wire

    def __init__(self, make_desk: MakeDesk) -> None:
        quieten()
        super().__init__("careword", __version__, protocol_cls=Wire, max_workers=1)
        self.session = Session(make_desk, self.tell)
        self.pulls = self.configures = self.registers = self.refreshes = self.lenses = self.tints = False
        self.traced = t.TraceValue.Off
        self.stopped: asyncio.Event | None = None
        self._due: dict[str, None] = {}  # notes that wait to be judged and shown
        self._worker: asyncio.Task[None] | None = None

    # ------------------------------------------------------------------ what pygls asks for

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ANN401 - as in pygls
        """Log a fault without what it says, and tell the person once that there was one."""
        log_fault("a handler", error)
        if source is FeatureRequestError:
            return  # who asked has been answered
        self.tell("careword could not do something just now; the note is unchanged. Its log says where.")

    def shutdown(self) -> None:
        """End, with whatever is still going on."""
        if self.stopped is not None:
            self.stopped.set()
        super().shutdown()  # type: ignore[no-untyped-call]

    # ------------------------------------------------------------------ saying things

    def tell(self, message: str) -> None:
        """Show a message to the person."""
        self.window_show_message(t.ShowMessageParams(t.MessageType.Warning, message))

    def trace(self, message: str) -> None:
        """Log a message for whoever looks for a fault; it holds no words of a note."""
        if self.traced is not t.TraceValue.Off:
            self.window_log_message(t.LogMessageParams(t.MessageType.Log, message))

    # ------------------------------------------------------------------ beginning

    def begin(self, params: t.InitializeParams) -> None:
        """Learn what the client can do."""
        document = params.capabilities.text_document or t.TextDocumentClientCapabilities()
        workspace = params.capabilities.workspace or t.WorkspaceClientCapabilities()
        pull = document.diagnostic
        # a client that only says that it knows of pulling may never pull; one that speaks of registration does
        self.pulls = pull is not None and pull.dynamic_registration is not None
        self.configures = bool(workspace.configuration)
        watched = workspace.did_change_watched_files
        self.registers = bool(watched and watched.dynamic_registration)
        self.refreshes = bool(workspace.diagnostics and workspace.diagnostics.refresh_support)
        self.lenses = bool(workspace.code_lens and workspace.code_lens.refresh_support)
        self.tints = bool(workspace.semantic_tokens and workspace.semantic_tokens.refresh_support)
        told, action, edit = document.publish_diagnostics, document.code_action, workspace.workspace_edit
        asked = told if not self.pulls else (pull if pull and pull.related_information is not None else told)
        complete = document.completion.completion_item if document.completion else None
        resolves = action.resolve_support.properties if action and action.resolve_support else []
        self.session.can = Can(
            related=bool(asked and asked.related_information),
            described=bool(told and told.code_description_support) or bool(pull and pull.code_description_support),
            snippets=bool(edit and edit.snippet_edit_support),
            literal=bool(complete and complete.snippet_support),
            lazy="edit" in resolves,
            creates=t.ResourceOperationKind.Create in ((edit and edit.resource_operations) or ()),
        )
        roots = [folder.uri for folder in params.workspace_folders or []] or [params.root_uri or ""]
        self.session.folders = [Path(path) for uri in roots if (path := to_fs_path(uri))]
        offered = params.capabilities.general.position_encodings if params.capabilities.general else None
        names = [getattr(item, "value", item) for item in offered or []]
        self.session.encoding = next((name for name in names if name in ("utf-8", "utf-16", "utf-32")), "utf-16")
        self.traced = params.trace or t.TraceValue.Off

    # ------------------------------------------------------------------ judging and showing

    def changed(self, note: OpenNote) -> None:
        """Judge and show a note: at once when nothing else waits, else when it has been dealt with."""
        self._due[note.uri] = None
        inbox: Inbox | None = getattr(self.protocol, "inbox", None)
        if (inbox is None or inbox.waiting == 0) and self._worker is None and self._try(note):
            return
        if self._worker is None:
            self._start()

    def _start(self) -> None:
        self._worker = asyncio.ensure_future(self._work())
        self._worker.add_done_callback(self._worked)

    def _try(self, note: OpenNote) -> bool:
        """Judge a note for as long as nobody notices; say whether that was enough."""
        end = time.perf_counter() + _AT_ONCE
        for _ in note.settle():
            if time.perf_counter() > end:
                return False
        self._due.pop(note.uri, None)
        self.show(note)
        return True

    async def _work(self) -> None:
        while self._due:
            await asyncio.sleep(0)
            note = self.session.notes.get(next(iter(self._due)))
            if note is None:
                self._due.pop(next(iter(self._due)))
                continue
            at = note.version, note.number
            for _ in note.settle():
                await asyncio.sleep(0)  # what has come meanwhile goes first, and may make this superfluous
                if (note.version, note.number) != at:
                    break
            else:
                self._due.pop(note.uri, None)
                self.show(note)

    def _worked(self, worker: asyncio.Task[None]) -> None:
        self._worker = None
        if not worker.cancelled() and (fault := worker.exception()) is not None:
            self._due.clear()
            self.report_server_error(fault if isinstance(fault, Exception) else RuntimeError(), None)
        elif self._due:  # a change came between the last look at what is due and now
            self._start()

    async def settled(self, note: OpenNote) -> None:
        """Wait until every finding of a note is that of its text; what comes meanwhile goes first."""
        while True:
            at = note.version, note.number
            for _ in note.settle():
                await asyncio.sleep(0)
            if (note.version, note.number) == at:
                return

    def show(self, note: OpenNote) -> None:
        """Send what is found in a note, unless the client asks for it itself."""
        rows, summary = note.diagnostics(self.session.editor, self.session.can)
        uri, version = json.dumps(note.uri), json.dumps(note.version)
        if not self.pulls:
            where = f'"uri":{uri},"version":{version}' if note.version is not None else f'"uri":{uri}'
            self.protocol.write(
                f'{{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{{{where},"diagnostics":{rows}}}}}'
            )
        told = json.dumps(summary)
        if told != note.sent:
            note.sent = told
            params = f'{{"uri":{uri},"version":{version},"summary":{json.dumps(said(summary))},"counts":{told}}}'
            self.protocol.write(f'{{"jsonrpc":"2.0","method":"careword/status","params":{params}}}')
            if self.lenses and self.session.editor.lens:
                self._ask(self.workspace_code_lens_refresh_async)

    def _ask(self, request: Callable[[None], Any]) -> None:
        """Ask the client for something whose answer does not matter."""
        task = asyncio.ensure_future(request(None))
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    def again(self) -> None:
        """Show every note anew, since something that they all hang on has changed."""
        for note in self.session.notes.values():
            note.number += 1
            self.changed(note)
        if self.pulls and self.refreshes:
            self._ask(self.workspace_diagnostic_refresh_async)

    async def configure(self) -> None:
        """Ask for the editor's settings, and check everything by them; no answer is fine."""
        if not self.configures:
            return
        params = t.ConfigurationParams([t.ConfigurationItem(section="careword")])
        try:
            values = await self.workspace_configuration_async(params)
        except Exception as fault:  # noqa: BLE001 - a client that cannot answer has no settings
            log_fault("workspace/configuration", fault)
            return
        self.take(values[0] if values else None)

    def take(self, value: object) -> None:
        """Take the editor's settings in."""
        editor, problems = read(plain(value))
        for problem in problems:
            self.tell(problem)
        if editor != self.session.editor:
            before = self.session.editor
            given = editor.given != before.given
            self.session.editor = editor
            if given:
                self.session.reload()
            for note in self.session.notes.values():
                for piece in note.live.pieces if note.live else ():
                    piece.shown = None
            if self.tints and editor.voices != before.voices:
                self._ask(self.workspace_semantic_tokens_refresh_async)
            if self.lenses and editor.lens != before.lens:
                self._ask(self.workspace_code_lens_refresh_async)
            self.again()


def plain(value: object) -> object:
    """Give what pygls made an object of as the plain values that it was."""
    if hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def said(summary: dict[str, Any]) -> str:
    """Say what there is to say of a note as a whole, in one line."""
    count, alone = summary["findings"], summary["quotationsWithoutAnalysis"]
    if not count:
        return "Nothing to look at"
    text = f"{count} place{'s' * (count != 1)} to look at"
    if summary["shown"] < count:
        text += f", the {summary['shown']} most serious are shown"
    if alone:
        text += f"; {alone} quotation{'s' * (alone != 1)} without analysis near {'them' if alone != 1 else 'it'}"
    return text
