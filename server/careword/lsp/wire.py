"""A connection: bytes in, messages handled, answers out. No word of a note is in an error or a log line."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
from collections.abc import Callable, Generator
from typing import Any, BinaryIO

from lsprotocol import types as t
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

LOG = logging.getLogger("careword.lsp")
_BIGGEST = 1 << 28  # bytes of a message; what says that it is longer is no message
_PARSE, _INVALID, _PARAMS = -32700, -32600, -32602


def quieten() -> None:
    """Keep pygls from logging: its log lines hold the messages, and so the notes."""
    logger = logging.getLogger("pygls")
    logger.setLevel(logging.CRITICAL + 1)
    logger.addHandler(logging.NullHandler())
    logger.propagate = False


class Raw(str):
    """An answer that is JSON already."""

    __slots__ = ()


class Wire(LanguageServerProtocol):
    """The protocol of one connection."""

    def receive(self, body: bytes) -> None:
        """Handle one message; what cannot be read is answered with an error and changes nothing."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            self._refuse(None, _PARSE, "not JSON")
            return
        if not isinstance(data, dict) or data.get("jsonrpc") != "2.0":
            self._refuse(None, _INVALID, "not a message of JSON-RPC 2.0")
            return
        asked = data.get("id") if "method" in data else None
        try:
            message = self.structure_message(data)
        except JsonRpcException:
            if asked is not None:
                self._refuse(asked, _PARAMS, "the parameters are not those of this method")
            return
        if self._workspace is None and data.get("method") not in ("initialize", "exit", None):
            if asked is not None:
                self._refuse(asked, -32002, "initialize comes first")
            return
        try:
            self.handle_message(message)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the next message must be answered
            log_fault("a message", fault)

    @lsp_method(t.SHUTDOWN)
    def lsp_shutdown(self, *_params: object) -> Generator[Any, Any, None]:
        """Cancel what is still going on, over a copy: what is cancelled takes itself off the list."""
        for number, future in list(self._request_futures.items()):
            if number != self.msg_id and not future.done():
                future.cancel()
        self._shutdown = True
        yield from ()

    @lsp_method(t.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: t.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand a change to who keeps the notes; pygls would keep a second copy of each that nobody reads."""
        handler = self.fm.features.get(t.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None

    def _execute_handler(
        self,
        msg_id: Any,  # noqa: ANN401 - as in pygls
        handler: Any,  # noqa: ANN401
        callback: Any,  # noqa: ANN401
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Run a handler; one that runs for another is stopped with it, which pygls forgets, and does not keep."""
        super()._execute_handler(msg_id, handler, callback, args, kwargs)
        whole = getattr(callback, "keywords", {}).get("result_future")
        if whole is not None and (part := self._request_futures.pop(msg_id, None)) is not None:
            whole.add_done_callback(lambda done: part.cancel() if done.cancelled() else None)

    def _refuse(self, asked: object, code: int, message: str) -> None:
        self.send({"jsonrpc": "2.0", "id": asked, "error": {"code": code, "message": message}})

    def send(self, message: dict[str, Any]) -> None:
        """Send a message that is plain values."""
        self.write(json.dumps(message, separators=(",", ":")))

    def write(self, body: str) -> None:
        """Send a message that is JSON already."""
        data = body.encode("utf-8")
        if self.writer is None:
            return
        if self._include_headers:
            data = b"Content-Length: %d\r\n\r\n%s" % (len(data), data)
        try:
            done = self.writer.write(data)
        except (OSError, ValueError):  # the client has gone
            self._server.shutdown()  # type: ignore[no-untyped-call]
            return
        if asyncio.iscoroutine(done):
            task = asyncio.ensure_future(done)
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())

    def _send_data(self, data: Any) -> None:  # noqa: ANN401 - as in pygls
        """Send what pygls made, without logging it."""
        try:
            self.write(json.dumps(data, default=self._serialize_message, separators=(",", ":")))
        except (TypeError, ValueError) as fault:
            log_fault("an answer", fault)

    def _send_response(self, msg_id: Any, result: Any = None, error: Any = None) -> None:  # noqa: ANN401 - as in pygls
        if error is None and isinstance(result, Raw):
            self._result_types.pop(msg_id, None)
            self.write(f'{{"jsonrpc":"2.0","id":{json.dumps(msg_id)},"result":{result}}}')
            return
        if error is not None:
            error.data = None  # pygls puts the stack there, and stacks may quote
            if error.code == JsonRpcInternalError.CODE:
                error.message = "careword could not answer this; its log says where"
        super()._send_response(msg_id, result, error)


def log_fault(what: str, fault: BaseException) -> None:
    """Log where a fault came from, never what it says: that may be a note's words."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "nowhere"
    LOG.error("%s failed: %s at %s", what, type(fault).__name__, where)


class Inbox:
    """Messages that were read and not handled yet."""

    def __init__(self, loop: asyncio.AbstractEventLoop, handle: Callable[[bytes], None]) -> None:
        self._loop, self._handle = loop, handle
        self.waiting = 0
        self.ended = asyncio.Event()

    def put(self, body: bytes) -> None:
        """Hand over a message, from any thread."""
        self.waiting += 1
        self._loop.call_soon_threadsafe(self._take, body)

    def _take(self, body: bytes) -> None:
        self.waiting -= 1
        self._handle(body)

    def end(self) -> None:
        """Say that no more will come, from any thread."""
        self._loop.call_soon_threadsafe(self.ended.set)


def read_all(stream: BinaryIO, inbox: Inbox) -> None:
    """Read messages until the stream ends, in a thread of its own."""
    try:
        while True:
            length = _header(stream)
            if length is None:
                break
            body = stream.read(length) if length else b""
            if len(body) < length:
                break
            if length:
                inbox.put(body)
    except (OSError, ValueError):
        pass  # the stream was closed
    inbox.end()


def _header(stream: BinaryIO) -> int | None:
    """Read the lines before a message, and give its length; nonsense between messages is skipped."""
    length = 0
    while True:
        line = stream.readline(1 << 16)
        if not line:
            return None
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value) if int(value) < _BIGGEST else 0
        if length and not line.strip():
            return length


class _Stdout:
    """Writes to the client."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()


async def talk_on_stdio(protocol: Wire, stop: asyncio.Event) -> None:
    """Serve the client on standard input and output until it goes."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever prints must not break the connection
    protocol.set_writer(_Stdout(output))
    inbox = Inbox(asyncio.get_running_loop(), protocol.receive)
    protocol.inbox = inbox  # type: ignore[attr-defined]
    # a stream of our own: Python would wait for sys.stdin at exit, which the thread is reading
    stream = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115, ASYNC230 - it stays open to the end
    threading.Thread(target=read_all, args=(stream, inbox), daemon=True).start()
    await _first(inbox.ended, stop)


async def _first(*events: asyncio.Event) -> None:
    tasks = [asyncio.ensure_future(event.wait()) for event in events]
    _, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


async def talk_on_stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, protocol: Wire) -> None:
    """Serve a client on a socket until it goes."""
    protocol.set_writer(_Socket(writer))
    length = 0
    try:
        while line := await reader.readline():
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value) if int(value) < _BIGGEST else 0
            if length and not line.strip():
                protocol.receive(await reader.readexactly(length))
                length = 0
    except (OSError, ValueError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


class _Socket:
    """Writes to a client on a socket."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        self._writer.write(data)

    def close(self) -> None:
        self._writer.close()
