"""`careword lsp`: an editor in, the language server out, for as long as the editor stays."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from careword.cli.say import tell


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = "Serve an editor. Without an argument it talks on standard input and output."
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--stdio", action="store_true", help="talk on standard input and output (the default)")
    ways.add_argument("--tcp", metavar="PORT", type=int, help="listen on this port of 127.0.0.1; 0 takes a free one")
    ways.add_argument("--ws", metavar="PORT", type=int, help="the same for WebSockets; the address has a token")
    parser.add_argument("--origin", action="append", default=[], help="with --ws: a web page's origin that may connect")
    parser.add_argument("--clientProcessId", dest="client", type=int, help=argparse.SUPPRESS)  # some editors give it


def run(args: argparse.Namespace) -> int:
    """Serve."""
    try:
        from careword.lsp import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "websockets"):
            raise
        tell("the editor server needs two more libraries: pip install 'careword[lsp]'")
        return 2

    def make_desk(given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a Desk, made when an editor first needs it
        from careword.cli.desk import Desk

        return Desk(given=given)

    if args.tcp is not None:
        return serve.tcp(make_desk, args.tcp)
    if args.ws is not None:
        return serve.websocket(make_desk, args.ws, args.origin)
    return serve.stdio(make_desk)
