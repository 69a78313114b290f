"""`careword review` as a program: its first line, what it leaves behind, and what survives when it is killed."""

from __future__ import annotations

import hashlib
import http.client
import re
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select, text

from careword.cli.main import main
from careword.review import log
from careword.review.database import open_store
from careword.review.serving import Address, listen
from careword.review.tables import Decision, StoredFinding
from review_kit import started


def test_one_command_opens_the_page_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("She is promiscuous.\n", encoding="utf-8")
    with started(tmp_path, "notes") as running:
        assert "1 finding" in running.get("/queue")
    assert running.process.returncode == 0
    (store,) = (tmp_path / "data").rglob("*.sqlite3")
    assert store.stat().st_mode & 0o77 == 0
    assert (tmp_path / "errors.log").read_text() == "1 note read, 1 finding: 1 new, 0 no longer there\n"


def test_a_page_does_not_wait_for_its_beginning_to_be_acknowledged() -> None:
    with listen(Address()) as taken, socket.create_connection(taken.getsockname()):
        accepted, _ = taken.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def canary(number: int) -> str:
    """Give a word that stands nowhere else."""
    return f"canary{hashlib.sha256(b'%d' % number).hexdigest()[:12]}"


def test_no_word_of_a_note_is_left_behind(tmp_path: Path) -> None:
    """Fifty sentences go in, are flagged, shown, decided, drawn and taken away; then everything on disk is searched."""
    canaries = [f"She is promiscuous, said {canary(n)} by the {n}th gate." for n in range(50)]
    notes = tmp_path / "notes"
    notes.mkdir()
    for number, words in enumerate(canaries[:25]):
        (notes / f"n{number}.txt").write_text(f"Ella is 14. {words}\n", encoding="utf-8")
    export = "".join(f'{{"id": "R{n}", "text": "{words}"}}\n' for n, words in enumerate(canaries[25:]))
    (notes / "export.jsonl").write_text(export, encoding="utf-8")
    with started(tmp_path, "notes", "--store", "review.sqlite3") as running:
        shown = ""
        for row in re.findall(r"data-row href=\"([^\"]+)\"", "".join(running.get(f"/queue?page={n}") for n in (1, 2))):
            shown += running.get(row.replace("&amp;", "&"))
        assert [words for words in canaries if words[len("She is promiscuous") :] not in shown] == []
        for number in range(1, 11):
            assert running.post(f"/findings/{number}", seen=0, verdict="supervision", comment="to talk about") == 200
        assert running.post("/samples", wanted=50) == 200
        for path in ("/samples/1/sheet.docx", "/samples/1/sheet.pdf", "/samples/1/sheet.csv", "/supervision.docx",
                     "/supervision.md", "/decisions.csv", "/trends", "/rules/promiscuous/decisions.json"):  # fmt: skip
            running.get(f"{path}?words=true")
        assert running.post("/findings/1", seen=0, verdict="kept") == 409
        assert running.post("/findings/abc") == 422
        before = found_in(tmp_path, notes, canaries)
    assert before == []
    assert found_in(tmp_path, notes, canaries) == []
    assert main(["review", "verify-log", "--store", str(tmp_path / "review.sqlite3")]) == 0


def found_in(folder: Path, notes: Path, canaries: list[str]) -> list[str]:
    """Search every file but the notes themselves, as bytes, for any of the canaries' own words."""
    names = [re.search(r"canary\w+", words)[0].encode() for words in canaries]  # type: ignore[index]
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and notes not in path.parents
        for data in held_by(path)
        if any(name in data or name.decode().encode("utf-16-le") in data for name in names)
        or b"promiscuous, said" in data
    ]


def held_by(path: Path) -> Iterator[bytes]:
    """Give what a file holds; one that the database takes away in this moment holds nothing."""
    with suppress(FileNotFoundError):
        yield path.read_bytes()


def test_a_database_of_a_team_holds_no_words(address: str, tmp_path: Path) -> None:
    name = canary(50)
    note = tmp_path / "a.txt"
    note.write_text(f"She is promiscuous, said {name}.\n", encoding="utf-8")
    assert main(["review", "import", str(note), "--team", "North", "--database", address]) == 0
    url = make_url(address)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with engine.connect() as connection:
        tables = ["finding", "note", "source", "entry", "fact", "decision", "person", "team"]
        held = "".join(str(list(connection.execute(text(f'SELECT * FROM "{table}"')))) for table in tables)  # noqa: S608
    engine.dispose()
    assert "promiscuous" in held, "the rule's name"
    assert name not in held
    assert "She is" not in held


@pytest.mark.parametrize("after", [60, 170])
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path, after: int) -> None:
    """Two people decide as fast as they can, a thousand in all; in the middle of it the program is killed."""
    (tmp_path / "notes").mkdir()
    for number in range(500):
        (tmp_path / "notes" / f"n{number}.txt").write_text(f"Note {number}. She is promiscuous.\n", encoding="utf-8")
    acknowledged: list[tuple[int, int]] = []
    with started(tmp_path, "notes", "--store", "review.sqlite3") as running:
        enough = threading.Event()

        def decide(numbers: range) -> None:
            for seen in (0, 1):
                for number in numbers:
                    try:
                        status = running.post(f"/findings/{number}", seen=seen, verdict="kept", comment=f"c{seen}")
                    except (OSError, http.client.HTTPException):
                        return
                    assert status == 200
                    acknowledged.append((number, seen))
                    if len(acknowledged) >= after:
                        enough.set()

        threads = [threading.Thread(target=decide, args=(range(start, 501, 2),)) for start in (1, 2)]
        for thread in threads:
            thread.start()
        assert enough.wait(timeout=240)
        running.process.kill()
        for thread in threads:
            thread.join()
    assert running.process.returncode == -signal.SIGKILL
    assert after <= len(acknowledged) < 1000
    store = open_store(tmp_path / "review.sqlite3")
    with store.session(reads=True) as db:
        kept = {(made.finding_id, made.number - 1) for made in db.scalars(select(Decision))}
        assert set(acknowledged) <= kept
        assert not log.verify(db).faults
        for finding in db.scalars(select(StoredFinding).where(StoredFinding.decisions > 0)):
            assert (finding.id, finding.decisions - 1) in kept
    store.close()
    with started(tmp_path, "notes", "--store", "review.sqlite3") as again:
        assert "Queue" in again.get("/queue")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve"], "expected --database URL or --store FILE"),
        (["import", "--database", "sqlite://"], "expected what to import"),
        (["import", "x", "--store", "s.sqlite3"], "expected --team NAME"),
        (["import", "x", "--store", "s.sqlite3", "--team", "T", "--owner", "nobody"], "no practitioner signs in as"),
        (["purge", "--store", "s.sqlite3"], "expected --before DATE"),
        (["people", "--store", "s.sqlite3"], "expected --add NAME --role ROLE"),
        (["notes", "--team", "T"], "--team goes with: import, people"),
        (["serve", "--store", "s.sqlite3", "--host", "0.0.0.0", "--port", "0"], "expected --base-url https://"),  # noqa: S104
        (["verify-log", "--database", "mysql://x"], "expected sqlite:///FILE or postgresql://"),
        (["nothing-there"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_was_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert main(["review", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_tools_of_a_team(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "a.txt"
    note.write_text("She is promiscuous.\n", encoding="utf-8")
    at = ["--database", address]
    assert main(["review", "people", "--add", "pat", "--role", "practitioner", "--team", "North", *at]) == 0
    assert re.match(r"http://127\.0\.0\.1:8321/sign-in/[\w-]{43}\n", capsys.readouterr().out)
    assert main(["review", "people", "--add", "pat", "--role", "supervisor", *at]) == 2
    assert main(["review", "import", str(note), "--team", "North", "--owner", "pat", *at]) == 0
    assert "1 new" in capsys.readouterr().err
    assert main(["review", "verify-log", *at]) == 0
    out = capsys.readouterr().out
    head = re.search(r"last hash (\w{64})", out)
    assert head
    assert "The log is whole." in out
    assert main(["review", "purge", "--before", "2999-01-01", *at]) == 0
    assert "1 note and 1 finding" in capsys.readouterr().out
    assert main(["review", "verify-log", "--head", head[1], *at]) == 0
    assert main(["review", "verify-log", "--head", "0" * 64, *at]) == 1
