"""Checked notes in, what the store keeps out: places, decisions and a log, in both kinds of database."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError

from careword.cli.main import main
from careword.review import log
from careword.review.database import Store, StoreError, open_store
from careword.review.deciding import Choice, Overtaken, decide
from careword.review.findings_file import looks_like_findings, read_findings
from careword.review.intake import Incoming, Keeper, bring_in
from careword.review.retention import purge
from careword.review.tables import Decision, Entry, Fact, StoredFinding, StoredNote, Table
from review_kit import NOTES, House


def findings(store: Store, *, gone: bool = False) -> list[StoredFinding]:
    with store.session(reads=True) as db:
        where = StoredFinding.gone.is_(gone)
        return list(db.scalars(select(StoredFinding).where(where).order_by(StoredFinding.id)))


def decided(house: House, finding: StoredFinding, verdict: str = "kept", comment: str = "") -> None:
    viewer = house.person("sue", "supervisor")
    with house.store.session() as db:
        made = decide(db, viewer, finding.id, Choice(verdict, comment, finding.decisions))
    assert isinstance(made, Decision)


def test_an_import_keeps_every_note_and_its_findings(full: House) -> None:
    with full.store.session(reads=True) as db:
        assert db.scalar(select(func.count(StoredNote.id))) == len(NOTES)
    rules = {finding.rule for finding in findings(full.store)}
    assert "promiscuous" in rules
    first = next(item for item in findings(full.store) if item.rule == "promiscuous")
    assert NOTES["ella.txt"][first.start : first.end] == "promiscuous"
    assert (first.line, first.voice, first.severity, first.verdict) == (1, "own", "error", "")


def test_a_decision_survives_when_lines_move(full: House) -> None:
    finding = next(item for item in findings(full.store) if item.rule == "promiscuous")
    decided(full, finding, "not-here", "an example for training")
    full.write({"ella.txt": "A new first line.\n\n" + NOTES["ella.txt"]})
    tally = full.take()
    after = next(item for item in findings(full.store) if item.rule == "promiscuous")
    assert (after.id, after.verdict, after.decisions, after.line) == (finding.id, "not-here", 1, 3)
    assert after.start == finding.start + len("A new first line.\n\n")
    assert (tally.new, tally.gone) == (0, 0)


def test_words_that_were_changed_are_set_aside_with_their_decision_and_come_back_with_it(full: House) -> None:
    finding = next(item for item in findings(full.store) if item.rule == "promiscuous")
    decided(full, finding, "rewording")
    full.write({"ella.txt": "Home visit. Ella is 14, and she is safe.\n"})
    assert full.take().gone >= 1
    assert finding.id in {item.id for item in findings(full.store, gone=True)}
    full.write(NOTES)
    full.take()
    again = next(item for item in findings(full.store) if item.id == finding.id)
    assert (again.gone, again.verdict) == (False, "rewording")


def test_a_record_that_moves_to_another_row_takes_its_decisions_with_it(house: House) -> None:
    rows = [{"text": NOTES["ella.txt"]}, {"text": NOTES["tom.txt"]}]
    export = house.folder / "export.jsonl"

    def written(*records: dict[str, str]) -> None:
        export.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")

    written(*rows)
    house.take()
    finding = next(item for item in findings(house.store) if item.rule == "promiscuous")
    decided(house, finding)
    written({"text": "A quiet row that is new."}, {"text": "Another."}, rows[1], rows[0])
    house.take()
    with house.store.session(reads=True) as db:
        note = db.get_one(StoredNote, finding.note_id)
        assert note.record == "row 4"
        assert db.get_one(StoredFinding, finding.id).verdict == "kept"
        assert db.scalar(select(func.count(StoredNote.id))) == 4


def test_a_record_with_an_id_is_the_same_wherever_it_stands(house: House) -> None:
    export = house.folder / "export.jsonl"
    one = {"id": "A-1", "text": NOTES["ella.txt"], "date": "14/03/2024"}
    export.write_text(json.dumps(one) + "\n", encoding="utf-8")
    house.take()
    finding = next(item for item in findings(house.store) if item.rule == "promiscuous")
    assert (finding.noted_on, finding.month) == ("2024-03-14", "2024-03")
    decided(house, finding)
    one["text"] = "First. " + one["text"]
    export.write_text(json.dumps({"id": "B-2", "text": "x"}) + "\n" + json.dumps(one) + "\n", encoding="utf-8")
    house.take()
    assert next(item for item in findings(house.store) if item.id == finding.id).verdict == "kept"


def test_findings_of_check_come_in_as_those_of_an_export_do(
    full: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--format", "jsonl", str(full.folder)])
    out = tmp_path / "findings.jsonl"
    out.write_text(capsys.readouterr().out, encoding="utf-8")
    assert looks_like_findings(out)
    items = list(read_findings(out))
    assert all(isinstance(item, Incoming) for item in items)
    before = [(item.id, item.mark) for item in findings(full.store)]
    tally = bring_in(full.store, (item for item in items if isinstance(item, Incoming)), Keeper("0 test", 1))
    assert (tally.new, tally.gone) == (0, 0)
    assert [(item.id, item.mark) for item in findings(full.store)] == before


def test_a_line_that_is_no_finding_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    good: dict[str, object] = {"path": "a.txt", "record": None, "words": 3, "findings": []}
    out.write_text(f"{json.dumps(good)}\n{{}}\nnot json\n" + json.dumps({**good, "words": "secret"}), encoding="utf-8")
    items = list(read_findings(out))
    assert [type(item).__name__ for item in items] == ["Incoming", "Unread", "Unread", "Unread"]
    assert [item.line for item in items[1:] if not isinstance(item, Incoming)] == [2, 3, 4]
    assert "secret" not in str(items[3])


def test_the_second_supervisor_is_told(full: House) -> None:
    first, second = full.person("sue", "supervisor"), full.person("sam", "supervisor")
    finding = findings(full.store)[0]
    with full.store.session() as db:
        assert isinstance(decide(db, first, finding.id, Choice("kept", "", 0)), Decision)
    with full.store.session() as db:
        told = decide(db, second, finding.id, Choice("rewording", "", 0))
    assert isinstance(told, Overtaken)
    assert (told.by, told.latest.verdict) == ("Sue", "kept")
    with full.store.session() as db:
        assert isinstance(decide(db, second, finding.id, Choice("rewording", "", 1)), Decision)


def test_of_many_who_decide_in_the_same_moment_one_is_first_and_nobody_is_lost(full: House) -> None:
    finding = findings(full.store)[0]
    people = [full.person(f"s{number}", "supervisor") for number in range(6)]
    results: list[object] = []
    ready = threading.Barrier(len(people))

    def go(number: int) -> None:
        ready.wait()
        with full.store.session() as db:
            results.append(decide(db, people[number], finding.id, Choice("kept", "", 0)))

    threads = [threading.Thread(target=go, args=(number,)) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(item, Decision) for item in results) == 1
    assert sum(isinstance(item, Overtaken) for item in results) == len(people) - 1
    with full.store.session(reads=True) as db:
        assert not log.verify(db).faults


TAMPERING = {
    "an entry rewritten": "UPDATE entry SET actor = 'nobody' WHERE number = 2",
    "an entry taken out": "DELETE FROM entry WHERE number = 2",
    "the end cut off": "DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)",
    "a decision rewritten": "UPDATE decision SET verdict = 'not-here'",
    "a comment rewritten": "UPDATE decision SET comment = 'never said'",
    "a decision taken out": "DELETE FROM decision",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_shows(full: House, address: str, how: str) -> None:
    decided(full, findings(full.store)[0], comment="as it was")
    with full.store.session(reads=True) as db:
        assert not log.verify(db).faults
    url = make_url(address)
    engine = create_engine(url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url)
    with engine.begin() as connection:
        # whoever owns the database can take the guards away; the chain is what then tells
        if url.drivername == "postgresql":
            connection.execute(text("ALTER TABLE entry DISABLE TRIGGER USER"))
            connection.execute(text("ALTER TABLE decision DISABLE TRIGGER USER"))
        else:
            for name in ("entry_no_update", "entry_no_delete", "decision_no_update"):
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(TAMPERING[how]))
    engine.dispose()
    with full.store.session(reads=True) as db:
        assert log.verify(db).faults


def test_a_log_written_anew_from_its_start_does_not_hold_the_hash_noted_down(full: House) -> None:
    with full.store.session(reads=True) as db:
        head = log.verify(db).head
        assert not log.verify(db, head=head).faults
        assert log.verify(db, head="f" * 64).faults


@pytest.mark.parametrize(
    "change", ["UPDATE entry SET actor = 'x'", "DELETE FROM entry", "UPDATE decision SET at = 'x'"]
)
def test_the_database_itself_refuses_to_change_what_was_written(full: House, change: str) -> None:
    decided(full, findings(full.store)[0])
    with pytest.raises(DBAPIError, match="append-only"), full.store.session() as db:
        db.execute(text(change))


def test_a_purge_takes_out_what_is_older_and_the_log_still_verifies(house: House) -> None:
    house.write({"old.jsonl": "", "new.txt": NOTES["tom.txt"]})
    record = {"id": "A-1", "text": NOTES["ella.txt"], "date": "2015-03-14"}
    (house.folder / "old.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    house.take()
    old = next(item for item in findings(house.store) if item.rule == "promiscuous")
    decided(house, old)
    with house.store.session() as db:
        gone = purge(db, "0 test", "2020-01-01")
    assert (gone.notes, gone.decisions) == (1, 1)
    assert gone.findings >= 1
    with house.store.session(reads=True) as db:
        assert not log.verify(db).faults
        assert db.get(StoredFinding, old.id) is None
        assert db.scalar(select(func.count(StoredNote.id))) == 1
        assert db.scalar(select(func.count(Decision.id))) == 0


def test_the_tables_are_those_that_the_migrations_make(store: Store) -> None:
    with store.session() as db:
        context = MigrationContext.configure(db.connection())
        assert compare_metadata(context, Table.metadata) == []


def test_no_column_is_there_for_words(store: Store) -> None:
    del store
    texts = {f"{table.name}.{column.name}" for table in Table.metadata.tables.values() for column in table.columns}
    assert not {name for name in texts if name.endswith((".text", ".words_found", ".sentence", ".quote"))}
    assert "note.text_hash" in texts


def test_hashes_are_keyed_to_the_store(full: House, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.sqlite3")
    assert other.salt != full.store.salt
    other.close()
    with full.store.session(reads=True) as db:
        assert len(db.get_one(Fact, "salt").value) == 64
        assert db.scalar(select(func.count(Entry.number)))


@pytest.mark.parametrize("address", ["mysql://x", "nonsense", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_store_that_cannot_be_opened_says_so(address: str) -> None:
    with pytest.raises(StoreError, match=r"expected|cannot be opened"):
        open_store(address)
