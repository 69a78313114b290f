"""What the tests of the review share: a store in each kind of database, notes, and people who are signed in."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import create_engine, make_url, text
from starlette.testclient import TestClient

from careword.cli.desk import Desk
from careword.cli.review_engine import DeskEngine
from careword.cli.session import Session as Run
from careword.review import accounts
from careword.review.access import COOKIE
from careword.review.app import create_app
from careword.review.database import Store, open_store
from careword.review.intake import Keeper, Tally, bring_in, of_checked
from careword.review.site import Place
from careword.review.viewer import Viewer

CI = Path(__file__).parents[1] / ".ci"
BASE = "http://127.0.0.1:8321"
NOTES = {
    "ella.txt": "Home visit. Ella is 14. She is promiscuous and is putting herself at risk.\n",
    "tom.txt": "Tom, 12. Tom said: “I consented to sex with him.” I think this is sexual abuse, and he was afraid.\n",
    "quiet.txt": "Home visit. The kitchen was warm, and Ella made tea for her nan.\n",
}
PASSWORD = "seven blue kettles sing"  # noqa: S105


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a real PostgreSQL: one that is named, or one started here."""
    named = os.environ.get("CAREWORD_TEST_POSTGRES")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:  # a socket's path has to be short
        done = subprocess.run([CI / "postgres", "start", folder], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield done.stdout.strip()
        subprocess.run([CI / "postgres", "stop", folder], check=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store' / 'review.sqlite3'}"
        return
    server = make_url(request.getfixturevalue("postgres_server")).set(drivername="postgresql+psycopg")
    name = f"careword_{secrets.token_hex(8)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # the other template may be in use by somebody for a moment, and is then refused
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """Give an empty store."""
    opened = open_store(address)
    yield opened
    opened.close()


@dataclass
class House:
    """A store with notes in a folder, three teams' worth of people, and browsers for them."""

    store: Store
    folder: Path
    engine: DeskEngine

    def write(self, notes: dict[str, str]) -> None:
        """Write notes into the folder."""
        for name, words in notes.items():
            (self.folder / name).write_text(words, encoding="utf-8")

    def take(self, *paths: str | Path, team: str = "North", owner: str | None = None) -> Tally:
        """Check notes and bring them into the store."""
        with self.store.session() as db:
            team_id = accounts.team(db, team).id
            found = accounts.person(db, owner) if owner else None
        keeper = Keeper("0 test", team_id, found.id if found else None)
        with Run(Desk(), [str(path) for path in paths or (self.folder,)]) as run:
            return bring_in(
                self.store, (of_checked(item, str(Path(item.note.path).absolute())) for item in run), keeper
            )

    def person(self, name: str, role: str, team: str | None = "North") -> Viewer:
        """Add somebody."""
        with self.store.session() as db:
            team_id = accounts.team(db, team).id if team else None
            found = accounts.person(db, name) or accounts.add_person(
                db, "0 test", name=name, shown=name.title(), role=role, team_id=team_id, password=None
            )
            assert found is not None
            return Viewer.of(found)

    def app(self, *, local: bool = False, https: bool = False) -> TestClient:
        """Give a browser that is not signed in."""
        return TestClient(self.application(local=local, https=https), base_url=BASE, follow_redirects=False)

    def application(self, *, local: bool = False, https: bool = False) -> FastAPI:
        """Give the application itself."""
        return create_app(self.store, self.engine, Place(BASE, local=local, https=https))

    def browser(self, name: str, role: str, team: str | None = "North") -> Browser:
        """Give a browser in which somebody is signed in."""
        viewer = self.person(name, role, team)
        with self.store.session() as db:
            found = accounts.person(db, name)
            assert found is not None
            secret = accounts.begin(db, found)
        client = self.app()
        client.cookies.set(COOKIE, secret)
        with self.store.session(reads=True) as db:
            visitor, _ = accounts.visitor(db, secret, accounts.IDLE)
        assert visitor is not None
        return Browser(client, viewer, visitor.form_token)


@dataclass(frozen=True)
class Browser:
    """Somebody at work."""

    client: TestClient
    viewer: Viewer
    form_token: str

    def get(self, path: str) -> str:
        """Open a page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (answer.status_code, path)
        return answer.text

    def status(self, path: str) -> int:
        """Give only the status of a page."""
        return self.client.get(path).status_code

    def post(self, path: str, **values: object) -> tuple[int, str]:
        """Send a form of this visit."""
        answer = self.client.post(path, data={"form_token": self.form_token, **values})
        return answer.status_code, answer.text if answer.status_code != 303 else answer.headers["location"]


def without_tokens(page: str) -> str:
    """Leave out what is drawn at random for each visit: by chance it spells any short word."""
    return re.sub(r'name="form_token" value="[^"]*"', "", page)


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    """Give a store and an empty folder for notes."""
    folder = tmp_path / "notes"
    folder.mkdir()
    return House(store, folder, DeskEngine(Desk()))


@pytest.fixture
def full(house: House) -> House:
    """Give a store with the sample notes in it."""
    house.write(NOTES)
    house.take()
    return house


@dataclass
class Started:
    """A review that runs in a process of its own, and a browser without scripts that is signed in."""

    process: subprocess.Popen[str]
    base: str
    link: str
    opener: urllib.request.OpenerDirector
    form_token: str = ""
    cookie: str = ""

    def get(self, path: str) -> str:
        """Open a page."""
        with self.opener.open(self.base + path, timeout=120) as answer:
            body: bytes = answer.read()
        return body.decode("utf-8", "replace")

    def post(self, path: str, **values: object) -> int:
        """Send a form."""
        data = urllib.parse.urlencode({"form_token": self.form_token, **values}).encode()
        try:
            with self.opener.open(self.base + path, data, timeout=120) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as fault:
            return fault.code


@contextlib.contextmanager
def started(folder: Path, *arguments: str, sign_in: bool = True) -> Iterator[Started]:
    """Start `careword review` and sign in by the first line that it prints."""
    inside = {
        "TMPDIR": str(folder / "tmp"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    (folder / "tmp").mkdir(exist_ok=True)
    with (folder / "errors.log").open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "careword", "review", *arguments, "--no-browser"],
            cwd=folder, env={**os.environ, **inside}, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    try:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/sign-in/[\w-]{43}", link), (folder / "errors.log").read_text()
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        found = Started(process, link.partition("/sign-in")[0], link, opener)
        if not sign_in:
            yield found
            return
        with opener.open(link, timeout=120) as answer:
            token = re.search(r'name="form_token" value="([^"]+)"', answer.read().decode())
        assert token
        found.form_token = token[1]
        found.cookie = next(cookie.value or "" for cookie in jar if cookie.name == COOKIE)
        yield found
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=120)
        if process.stdout is not None:
            process.stdout.close()
