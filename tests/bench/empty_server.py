"""A pygls server that finds nothing: what an editor waits for any server of this kind."""

from __future__ import annotations

from lsprotocol import types as t
from pygls.lsp.server import LanguageServer

SERVER = LanguageServer("empty", "0")


@SERVER.feature(t.TEXT_DOCUMENT_DID_OPEN)
def opened(params: t.DidOpenTextDocumentParams) -> None:
    """Answer a note that was opened."""
    told = t.PublishDiagnosticsParams(params.text_document.uri, [], params.text_document.version)
    SERVER.text_document_publish_diagnostics(told)


@SERVER.feature(t.TEXT_DOCUMENT_DID_CHANGE)
def changed(params: t.DidChangeTextDocumentParams) -> None:
    """Answer an edit."""
    told = t.PublishDiagnosticsParams(params.text_document.uri, [], params.text_document.version)
    SERVER.text_document_publish_diagnostics(told)


SERVER.start_io()
