"""A client for the tests of the language server: pytest-lsp's, over a server that is started as an editor starts it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pytest_lsp import LanguageClient, make_test_lsp_client

import careword

HOME = Path(careword.__file__).parent


def capabilities(*, pull: bool = False, encoding: str = "utf-16", rich: bool = True) -> t.ClientCapabilities:
    """Give what a client says it can do: VS Code's kind with `rich`, else the least there is."""
    document = t.TextDocumentClientCapabilities(
        publish_diagnostics=t.PublishDiagnosticsClientCapabilities(
            related_information=rich, code_description_support=rich, version_support=True, data_support=rich
        ),
        code_action=t.CodeActionClientCapabilities(
            resolve_support=t.ClientCodeActionResolveOptions(["edit"]) if rich else None
        ),
        completion=t.CompletionClientCapabilities(completion_item=t.ClientCompletionItemOptions(snippet_support=rich)),
        diagnostic=t.DiagnosticClientCapabilities(dynamic_registration=False) if pull else None,
    )
    workspace = t.WorkspaceClientCapabilities(
        configuration=rich,
        workspace_edit=t.WorkspaceEditClientCapabilities(
            snippet_edit_support=rich, resource_operations=[t.ResourceOperationKind.Create] if rich else None
        ),
    )
    general = t.GeneralClientCapabilities(position_encodings=[t.PositionEncodingKind(encoding)])
    return t.ClientCapabilities(text_document=document, workspace=workspace, general=general)


class Client:
    """An editor for one test. `lsp` asks, the rest remembers what was told."""

    def __init__(self, lsp: LanguageClient) -> None:
        self.lsp = lsp
        self.answer: t.InitializeResult | None = None
        self.told: dict[str, list[t.PublishDiagnosticsParams]] = {}
        self.news = asyncio.Event()

    def open(self, uri: str, text: str) -> None:
        """Open a note."""
        self.lsp.text_document_did_open(t.DidOpenTextDocumentParams(t.TextDocumentItem(uri, "plaintext", 1, text)))

    def change(self, uri: str, version: int, *changes: t.TextDocumentContentChangeEvent) -> None:
        """Change a note."""
        where = t.VersionedTextDocumentIdentifier(version, uri)
        self.lsp.text_document_did_change(t.DidChangeTextDocumentParams(where, list(changes)))

    async def pushed(self, uri: str, version: int = 1, *, after: int = 0) -> list[t.Diagnostic]:
        """Wait for the diagnostics of a version, and for so many to have come before."""
        async with asyncio.timeout(120):
            while True:
                for params in self.told.get(uri, [])[after:]:
                    if params.version == version:
                        return list(self.told[uri][-1].diagnostics)
                self.news.clear()
                await self.news.wait()

    async def pulled(self, uri: str, before: str | None = None) -> Any:  # noqa: ANN401 - one of several reports
        """Ask for diagnostics."""
        params = t.DocumentDiagnosticParams(t.TextDocumentIdentifier(uri), previous_result_id=before)
        return await self.lsp.text_document_diagnostic_async(params)

    async def actions(self, uri: str, place: t.Range) -> list[tuple[t.CodeAction, dict[str, Any]]]:
        """Ask what can be done at a place, by a client that forgets what diagnostics held."""
        params = t.CodeActionParams(t.TextDocumentIdentifier(uri), place, t.CodeActionContext([]))
        found = await self.lsp.text_document_code_action_async(params)
        # lsprotocol's client reads an action that has a command as if it were the command
        return [
            (item, dict(item.data or {}))
            if isinstance(item, t.CodeAction)
            else (t.CodeAction(item.title), {"kind": "keep"})
            for item in found or []
        ]

    async def hover(self, uri: str, place: t.Position) -> str:
        """Read what is said at a place."""
        found = await self.lsp.text_document_hover_async(t.HoverParams(t.TextDocumentIdentifier(uri), place))
        if found is None:
            return ""
        assert isinstance(found.contents, t.MarkupContent)
        return found.contents.value

    async def command(self, name: str, *arguments: Any) -> Any:  # noqa: ANN401 - whatever the command gives
        """Have the server do something."""
        params = t.ExecuteCommandParams(f"careword.{name}", arguments=list(arguments))
        return await self.lsp.workspace_execute_command_async(params)


@asynccontextmanager
async def editing(
    folder: Path,
    can: t.ClientCapabilities,
    settings: Any = None,  # noqa: ANN401 - a person may set anything
) -> AsyncIterator[Client]:
    """Start a server for a folder, and end it."""
    lsp = make_test_lsp_client()
    lsp.set_configuration({"careword": settings})
    client = Client(lsp)

    lsp.protocol.fm.features.pop(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # it keeps the last of each note only

    @lsp.feature(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def published(params: t.PublishDiagnosticsParams) -> None:
        client.told.setdefault(params.uri, []).append(params)
        client.news.set()

    environment = {**os.environ, "PYTHONPATH": str(HOME.parent)}
    await lsp.start_io(sys.executable, "-m", "careword", "lsp", env=environment, cwd=str(folder))
    try:
        params = t.InitializeParams(
            capabilities=can, root_uri=folder.as_uri(), workspace_folders=[t.WorkspaceFolder(folder.as_uri(), "notes")]
        )
        client.answer = await lsp.initialize_session(params)
        yield client
        await lsp.shutdown_session()
    except BaseException:
        server = lsp._server  # noqa: SLF001 - pygls would wait for it for ever
        if server is not None and server.returncode is None:
            server.kill()
        raise
    finally:
        await lsp.stop()  # type: ignore[no-untyped-call]


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run one test's coroutine."""
    asyncio.run(test)
