"""Requests in, guarded answers out: strict headers, a limit on what is sent, and faults that tell nobody a word."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("careword.review")
MOST = 64 * 1024  # bytes: a comment fits many times over
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Stands round the whole application."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        keep = scope["path"].startswith("/static/")

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers["Cache-Control"] = "public, max-age=3600" if keep else "no-store"
            await send(message)

        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > MOST:
            await PlainTextResponse("That is more than a form here can hold.", 413)(scope, receive, guarded)
            return
        try:
            await self._app(scope, _limited(receive), guarded)
        except Exception as fault:  # noqa: BLE001 - its message may hold words; only its kind and place are told
            place = traceback.extract_tb(fault.__traceback__)[-1]
            _LOG.error("%s at %s:%s", type(fault).__name__, Path(place.filename).name, place.lineno)
            if not begun:
                answer = PlainTextResponse("Something went wrong here. Nothing that you decided before is lost.", 500)
                await answer(scope, receive, guarded)


def _limited(receive: Receive) -> Receive:
    """Stop reading where more comes than was announced."""
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > MOST:
            return {"type": "http.disconnect"}
        return message

    return counted
