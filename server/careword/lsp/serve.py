"""A way to connect in, a server for each client on it out; every way stays on this machine."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import sys
from collections.abc import Awaitable
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as serve_websocket
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from careword.lsp.features import register
from careword.lsp.server import Server
from careword.lsp.session import MakeDesk
from careword.lsp.wire import talk_on_stdio, talk_on_stream

LOCAL = "127.0.0.1"


def make(make_desk: MakeDesk) -> Server:
    """Make a server for one client."""
    server = Server(make_desk)
    register(server)
    return server


def stdio(make_desk: MakeDesk) -> int:
    """Serve the client that started this process, and end with it."""
    server = make(make_desk)

    async def run() -> None:
        server.stopped = asyncio.Event()
        await talk_on_stdio(server.protocol, server.stopped)

    asyncio.run(run())
    return 0


def tcp(make_desk: MakeDesk, port: int) -> int:
    """Serve clients on a port of this machine, each with a server of its own."""

    async def run() -> None:
        async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await talk_on_stream(reader, writer, make(make_desk).protocol)

        listening = await asyncio.start_server(client, LOCAL, port)
        sys.stderr.write(f"careword listens on {LOCAL}:{listening.sockets[0].getsockname()[1]}\n")
        sys.stderr.flush()
        async with listening:
            await listening.serve_forever()

    asyncio.run(run())
    return 0


def websocket(make_desk: MakeDesk, port: int, origins: list[str]) -> int:
    """Serve pages of this machine that know the token, each with a server of its own; no other page may connect."""
    token = secrets.token_urlsafe(18)

    def admit(_connection: ServerConnection, request: Request) -> Response | None:
        given = parse_qs(urlsplit(request.path).query).get("token", [""])[0]
        origin = request.headers.get("Origin")
        if hmac.compare_digest(given, token) and (origin is None or origin in origins):
            return None
        return Response(HTTPStatus.FORBIDDEN, "Forbidden", Headers())

    async def client(connection: ServerConnection) -> None:
        server = make(make_desk)
        server.protocol.set_writer(_Frames(connection), include_headers=False)
        try:
            async for message in connection:
                server.protocol.receive(message.encode() if isinstance(message, str) else message)
        except ConnectionClosed:
            pass

    async def run() -> None:
        async with serve_websocket(client, LOCAL, port, process_request=admit, max_size=1 << 26) as listening:
            where = next(iter(listening.sockets)).getsockname()[1]
            sys.stderr.write(f"careword listens on ws://{LOCAL}:{where}/?token={token}\n")
            sys.stderr.flush()
            await listening.serve_forever()

    asyncio.run(run())
    return 0


class _Frames:
    """Writes text frames, which is what a browser can read."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection

    def write(self, data: bytes) -> Awaitable[None]:
        return self._connection.send(data.decode("utf-8"))

    def close(self) -> Awaitable[None]:
        return self._connection.close()
