"""Messages as they go over the wire, for tests that speak to the server without a client of their own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

import careword

HOME = Path(careword.__file__).parent
COMMAND = [sys.executable, "-m", "careword", "lsp", "--stdio"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HOME.parent)}


def frame(message: object) -> bytes:
    """Give a message as it goes over the wire."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def call(number: int | str, method: str, params: object) -> dict[str, Any]:
    """Give a request."""
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def tell(method: str, params: object) -> dict[str, Any]:
    """Give a notification."""
    return {"jsonrpc": "2.0", "method": method, "params": params}


BEGIN = call(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})


def until(stream: IO[bytes], number: int | str) -> tuple[dict[str, Any], bytes]:
    """Read until the answer to a request, and give it with everything that came."""
    seen = b""
    while True:
        length = 0
        while line := stream.readline().strip():
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else length
        assert length, "the server has gone"
        body = stream.read(length)
        seen += body
        message = json.loads(body)
        if message.get("id") == number and "method" not in message:
            return message, seen
