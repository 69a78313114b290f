"""A store, a check and an address in, pages served out. What is logged is a kind of fault, never a word or a name."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvicorn

from careword.review import accounts
from careword.review.app import create_app
from careword.review.database import Store
from careword.review.engine import Engine
from careword.review.site import Place
from careword.review.tables import Person

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TEAM = "This machine"


class AddressError(Exception):
    """An address that cannot be served at; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, and how browsers reach it when something stands in front."""

    host: str = "127.0.0.1"
    port: int = 0
    base: str | None = None


def listen(address: Address) -> socket.socket:
    """Take a port; 0 takes any that is free."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # else the end of every page waits 40 ms for the browser to acknowledge its beginning
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        taken.bind((address.host, address.port))
        taken.listen(64)
    except OSError as fault:
        taken.close()
        what = (fault.strerror or "cannot be used").lower()
        raise AddressError(f"{address.host}:{address.port}: {what}") from None
    return taken


def place(address: Address, taken: socket.socket, *, local: bool) -> Place:
    """Say how browsers reach the pages. Beyond this machine passwords must not travel in the open."""
    port = taken.getsockname()[1]
    host = f"[{address.host}]" if ":" in address.host else address.host
    base = (address.base or f"http://{host}:{port}").rstrip("/")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise AddressError(f"--base-url {base}: expected https://HOST")
    if parts.scheme == "http" and (address.host not in LOOPBACK or parts.hostname not in LOOPBACK):
        raise AddressError("beyond this machine, expected --base-url https://HOST, with a proxy that speaks https")
    return Place(base, https=parts.scheme == "https", local=local, hosts=(parts.hostname, *LOOPBACK))


def local_link(store: Store, at: Place) -> str:
    """Make the one-time link of a store on one's own machine."""
    with store.session() as db:
        team = accounts.team(db, TEAM)
        who = accounts.person(db, accounts.LOCAL) or accounts.add_person(
            db, "0 careword", name=accounts.LOCAL, shown="Reviewer", role="supervisor", team_id=team.id, password=None
        )
        if not isinstance(who, Person):  # pragma: no cover - the name was looked up a line above
            raise AddressError("the store has no reviewer")
        return accounts.make_link(db, who, at.base)


def serve(store: Store, engine: Engine, at: Place, taken: socket.socket) -> None:
    """Serve until somebody stops it."""
    app = create_app(store, engine, at)
    # no access log: an address may hold the name of a record
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=3)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[taken])
