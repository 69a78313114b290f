"""`careword review`: notes or findings in, a web page for a supervisor out; and the tools of a team's store."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import re
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from careword.cli import options
from careword.cli.desk import Desk
from careword.cli.review_engine import DeskEngine
from careword.cli.say import say, tell
from careword.cli.session import Session
from careword.note import Unread
from careword.render.summary import count

if TYPE_CHECKING:
    from careword.review.database import Store
    from careword.review.intake import Incoming

TOOLS = ("serve", "import", "people", "verify-log", "purge")
ROLES = ("practitioner", "supervisor", "auditor", "administrator")
# which option belongs to which tool; "" is the page on one's own machine
BELONGS = {
    "port": ("", "serve"),
    "no_browser": ("",),
    "host": ("serve",),
    "base_url": ("serve", "people"),
    "database": TOOLS,
    "team": ("import", "people"),
    "owner": ("import",),
    "add": ("people",),
    "role": ("people",),
    "before": ("purge",),
    "head": ("verify-log",),
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = (
        "Open a page on this machine to review notes: a folder, an export, or the output of `careword check --format "
        "jsonl`. The store keeps places and decisions, never words."
    )
    parser.epilog = (
        "For a team: `careword review serve --database postgresql://…`, filled by `careword review import PATH "
        "--database … --team NAME`, with people from `careword review people --add NAME --role administrator`. "
        "`verify-log` checks the log, `purge --before DATE` takes older notes out of the store."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help=f"what to review, or one of: {', '.join(TOOLS)}")
    parser.add_argument(
        "--store", type=Path, metavar="FILE", help="the store (default: one for each PATH, in your data)"
    )
    parser.add_argument("--database", metavar="URL", help="a team's store: postgresql://USER@HOST/NAME")
    parser.add_argument("--port", type=_port, metavar="N", help="listen here (default: any free port; serve: 8321)")
    parser.add_argument("--no-browser", action="store_true", default=None, help="only print the link")
    options.add_config(parser)
    team = parser.add_argument_group("for a team")
    team.add_argument("--host", metavar="ADDRESS", help="serve: listen on this address (default: 127.0.0.1)")
    team.add_argument("--base-url", metavar="URL", help="serve, people: how browsers reach it, https://HOST")
    team.add_argument("--team", metavar="NAME", help="import, people: the team")
    team.add_argument("--owner", metavar="NAME", help="import: the practitioner whose notes these are")
    team.add_argument("--add", metavar="NAME", help="people: add somebody, or give them a new link")
    team.add_argument("--role", choices=ROLES, help="people: what they may see")
    team.add_argument("--before", type=_date, metavar="DATE", help="purge: notes dated before this day, as 2020-01-31")
    team.add_argument("--head", metavar="HASH", help="verify-log: a last hash that was noted down earlier")


def run(args: argparse.Namespace) -> int:
    """Do what the first word says, or open the page."""
    tool = args.paths[0] if args.paths[0] in TOOLS else ""
    misplaced = [name for name, tools in BELONGS.items() if getattr(args, name) is not None and tool not in tools]
    if misplaced:
        tell(f"--{misplaced[0].replace('_', '-')} goes with: {', '.join(t or 'PATH' for t in BELONGS[misplaced[0]])}")
        return 2
    try:
        from careword.review.database import StoreError
        from careword.review.serving import AddressError
    except ModuleNotFoundError as fault:
        tell(f"{fault.name} is not installed; try: pip install 'careword[review]'")
        return 2
    try:
        return _tool(tool, args) if tool else _page(args)
    except (StoreError, AddressError, FaultError) as fault:
        tell(fault)
        return 2


class FaultError(Exception):
    """Something that was asked for and cannot be done."""


def _page(args: argparse.Namespace) -> int:
    """Open the page on this machine."""
    from careword.review import serving
    from careword.review.database import open_store
    from careword.review.serving import Address

    desk = Desk(args.config, silences=False)
    store = open_store(args.store or _own(args.paths))
    read, unread = _bring_in(store, desk, args, "0 careword", serving.TEAM, None)
    if unread and not read:
        return 2
    address = Address(port=args.port or 0)
    with serving.listen(address) as taken:
        at = serving.place(address, taken, local=True)
        link = serving.local_link(store, at)
        say(link)
        _flush()
        if not args.no_browser:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(link)
        serving.serve(store, DeskEngine(desk), at, taken)
    store.close()
    return 0


def _tool(tool: str, args: argparse.Namespace) -> int:
    from careword.review.database import open_store

    if tool == "import" and len(args.paths) == 1:
        raise FaultError("import: expected what to import: files, folders, or findings")
    if tool in ("serve", "people") and len(args.paths) > 1:
        raise FaultError(f"{tool}: expected no PATH; notes come in with `careword review import`")
    if not (args.database or args.store or (tool in ("verify-log", "purge") and len(args.paths) > 1)):
        raise FaultError(f"{tool}: expected --database URL or --store FILE")
    store = open_store(args.database or args.store or _own(args.paths[1:]))
    try:
        return {"serve": _serve, "import": _import, "people": _people, "verify-log": _verify, "purge": _purge}[tool](
            store, args
        )
    finally:
        store.close()


def _serve(store: Store, args: argparse.Namespace) -> int:
    from careword.review import serving
    from careword.review.serving import Address

    address = Address(args.host or "127.0.0.1", args.port if args.port is not None else 8321, args.base_url)
    with serving.listen(address) as taken:
        at = serving.place(address, taken, local=False)
        say(at.base)
        _flush()
        serving.serve(store, DeskEngine(Desk(args.config, silences=False)), at, taken)
    return 0


def _import(store: Store, args: argparse.Namespace) -> int:
    from careword.review import accounts

    if not args.team:
        raise FaultError("import: expected --team NAME, whose notes these are")
    with store.session(reads=True) as db:
        owner = accounts.person(db, args.owner) if args.owner else None
        if args.owner and (owner is None or owner.role != "practitioner"):
            raise FaultError(f"import: no practitioner signs in as {args.owner}")
    args.paths = args.paths[1:]
    _, unread = _bring_in(
        store, Desk(args.config, silences=False), args, "0 command line", args.team, owner.id if owner else None
    )
    return 2 if unread else 0


def _people(store: Store, args: argparse.Namespace) -> int:
    from careword.review import accounts

    if not args.add or not args.role:
        raise FaultError("people: expected --add NAME --role ROLE")
    with store.session() as db:
        team = accounts.team(db, args.team).id if args.team else None
        who = accounts.add_person(
            db, "0 command line", name=args.add, shown=args.add, role=args.role, team_id=team, password=None
        )
        if who is None:
            raise FaultError(f"people: somebody signs in as {args.add} already")
        say(accounts.make_link(db, who, (args.base_url or "http://127.0.0.1:8321").rstrip("/")))
    return 0


def _verify(store: Store, args: argparse.Namespace) -> int:
    from careword.review import log

    with store.session(reads=True) as db:
        found = log.verify(db, head=args.head)
    for fault in found.faults:
        say(fault)
    say(f"{count(found.entries, 'line')}, last hash {found.head}")
    say("The log is not as it was written." if found.faults else "The log is whole.")
    return 1 if found.faults else 0


def _purge(store: Store, args: argparse.Namespace) -> int:
    from careword.review.retention import purge

    if not args.before:
        raise FaultError("purge: expected --before DATE")
    with store.session() as db:
        gone = purge(db, "0 command line", args.before)
    say(f"taken out: {count(gone.notes, 'note')} and {count(gone.findings, 'finding')}")
    say(f"with {count(gone.decisions, 'decision')}")
    return 0


def _bring_in(
    store: Store, desk: Desk, args: argparse.Namespace, actor: str, team: str, owner: int | None
) -> tuple[int, int]:
    """Check what was named, or read its findings, into the store. Give how many notes were read, and how many not."""
    from careword.review import accounts
    from careword.review.findings_file import looks_like_findings, read_findings
    from careword.review.intake import Keeper, bring_in, of_checked

    unread: list[Unread] = []
    listed = [path for path in args.paths if path.endswith(".jsonl") and looks_like_findings(Path(path))]
    others = [path for path in args.paths if path not in listed]

    def incoming() -> Iterator[Incoming]:
        for path in listed:
            for item in read_findings(Path(path)):
                if isinstance(item, Unread):
                    tell(item)
                    unread.append(item)
                else:
                    yield item
        if others:
            with Session(desk, others) as session:
                for checked in session:
                    yield of_checked(checked, str(Path(checked.note.path).absolute()))
                unread.extend(session.errors)

    with store.session() as db:
        team_id = accounts.team(db, team).id
    tally = bring_in(store, incoming(), Keeper(actor, team_id, owner))
    tell(
        f"{count(tally.notes, 'note')} read, {count(tally.findings, 'finding')}: "
        f"{tally.new:,} new, {tally.gone:,} no longer there"
    )
    return tally.notes, len(unread)


def _own(paths: list[str]) -> Path:
    """Give the place of the store for what is reviewed, in this person's own data."""
    from platformdirs import user_data_path

    name = hashlib.sha256("\n".join(sorted(str(Path(path).absolute()) for path in paths)).encode()).hexdigest()[:16]
    return user_data_path("careword") / "review" / f"{name}.sqlite3"


def _flush() -> None:
    import sys

    sys.stdout.flush()


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError("expected a port, 0 to 65535")
    return int(text)


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else "").isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("expected a day as 2020-01-31") from None
