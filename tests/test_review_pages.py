"""Pages as a supervisor meets them: the queue, a note in place, decisions, dip samples, trends, what is taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from docx import Document as Docx
from pypdf import PdfReader
from sqlalchemy import select, update

from careword.cli.desk import Desk
from careword.cli.review_engine import DeskEngine
from careword.review.shelf import Missing, Shelf
from careword.review.tables import Sample, StoredFinding, StoredNote
from careword.text import Document
from review_kit import NOTES, Browser, House, without_tokens


@pytest.fixture
def sue(full: House) -> Browser:
    """Give a supervisor at work."""
    return full.browser("sue", "supervisor")


def at(house: House, rule: str) -> StoredFinding:
    with house.store.session(reads=True) as db:
        return db.scalars(select(StoredFinding).where(StoredFinding.rule == rule)).one()


def rows(page: str) -> list[str]:
    return re.findall(r"data-row href=\"([^\"]+)\"", page)


def plain(page: str) -> str:
    """Read a page as its text, without what only a screen reader is told."""
    page = re.sub(r"<span class=\"govuk-visually-hidden\">.*?</span>", "", page)
    return " ".join(re.sub(r"<[^>]+>", "", page).replace("&#39;", "'").split())


def test_the_queue_has_the_most_serious_first_and_can_be_narrowed(sue: Browser, full: House) -> None:
    page = sue.get("/queue")
    assert f"finding={at(full, 'promiscuous').id}" in rows(page)[0]
    for query, fits in (
        ("severity=error", True),
        ("severity=hint", False),
        ("rule=promiscuous", True),
        ("rule=consent", False),
        ("voice=own", True),
        ("voice=scare", False),
        ("analysis=none", True),
        ("analysis=challenged", False),
        ("age=13-15", True),
        ("age=adult", False),
        ("record=ella.txt", True),
        ("record=tom.txt", False),
        ("since=2000-01-01&until=2999-01-01", True),
        ("until=2000-01-01", False),
        ("state=supervision", False),
        ("state=all", True),
    ):
        found = f"finding={at(full, 'promiscuous').id}" in " ".join(rows(sue.get(f"/queue?{query}")))
        assert found is fits, query


def test_pages_of_the_queue_hold_every_finding_once(full: House, sue: Browser) -> None:
    full.write({f"n{number}.txt": f"Sam is 15. She is promiscuous. Note {number}.\n" for number in range(40)})
    full.take()
    seen = [row for page in (1, 2, 3, 99) for row in rows(sue.get(f"/queue?rule=promiscuous&page={page}"))]
    assert len(set(seen)) == 41
    assert "Page 2 of 2" in sue.get("/queue?rule=promiscuous&page=99")


def test_next_and_previous_walk_the_whole_queue(sue: Browser, full: House) -> None:
    first = rows(sue.get("/queue"))
    seen, address = [], first[0].replace("&amp;", "&")
    while True:
        seen.append(address)
        page = sue.get(address)
        following = re.search(r"rel=\"next\" href=\"([^\"]+)\"", page)
        if following is None:
            break
        address = following[1].replace("&amp;", "&")
    assert seen == [row.replace("&amp;", "&") for row in first]
    assert f'rel="prev" href="{first[-2]}"' in page
    del full


def test_a_note_shows_its_words_in_place_with_whose_they_are(sue: Browser, full: House) -> None:
    finding = at(full, "promiscuous")
    page = sue.get(f"/notes/{finding.note_id}?finding={finding.id}")
    assert re.search(r"cw-found--own cw-found--chosen\"[^>]*>promiscuous</span>", page)
    assert "the writer's own words" in plain(page)
    assert "no analysis found near these words" in plain(page)
    shown = re.search(r"<div class=\"cw-note\"[^>]*>(.*?)</div>", page, re.DOTALL)
    assert shown
    without = re.sub(r"<span class=\"(govuk-visually-hidden|cw-tag)\">.*?</span>", "", shown[1])
    assert re.sub(r"<[^>]+>", "", without).replace("&#39;", "'") == NOTES["ella.txt"]


def test_the_analysis_that_was_found_is_shown(sue: Browser, full: House) -> None:
    full.write({"kim.txt": "Kim, 15. Nan said she is promiscuous. I think this is abuse and Kim is afraid of him.\n"})
    full.take()
    with full.store.session(reads=True) as db:
        finding = db.scalars(
            select(StoredFinding).join(StoredNote).where(StoredFinding.analysis != "none", StoredNote.words > 15)
        ).first()
    assert finding is not None
    page = sue.get(f"/notes/{finding.note_id}?finding={finding.id}")
    assert "cw-analysis" in page
    assert "analysis found near these words" in page


def test_markup_in_a_note_stays_text(full: House, sue: Browser) -> None:
    full.write({"x.txt": 'She is promiscuous <script>alert(1)</script> & "so on".\n'})
    full.take()
    with full.store.session(reads=True) as db:
        newest = db.scalars(select(StoredFinding).order_by(StoredFinding.id.desc())).first()
    assert newest is not None
    page = sue.get(f"/notes/{newest.note_id}")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_source_that_has_changed_or_gone_is_said_plainly(sue: Browser, full: House) -> None:
    finding = at(full, "promiscuous")
    address = f"/notes/{finding.note_id}?finding={finding.id}"
    note = full.folder / "ella.txt"
    note.write_text("New at the top.\n" + NOTES["ella.txt"], encoding="utf-8")
    page = sue.get(address)
    assert "has changed since it was imported" in page
    assert re.search(r"cw-found--chosen\"[^>]*>promiscuous</span>", page)
    note.write_text("Ella is 14 and safe.\n", encoding="utf-8")
    page = sue.get(address)
    assert "can no longer be placed" in page
    assert "cw-found--" not in page
    note.unlink()
    page = sue.get(address)
    assert "no longer there" in page
    assert "What do you decide?" in page


def test_a_decision_is_kept_shown_and_taken_out_of_the_queue(sue: Browser, full: House) -> None:
    finding = at(full, "promiscuous")
    path = f"/findings/{finding.id}"
    assert sue.post(path, seen=0)[0] == 422
    status, page = sue.post(path, seen=0, verdict="not-here", comment="  ")
    assert (status, "Say in a few words why" in page) == (422, True)
    status, where = sue.post(path, seen=0, verdict="not-here", comment="a training example")
    assert (status, where) == (303, f"/notes/{finding.note_id}?finding={finding.id}#decision")
    page = sue.get(where.partition("#")[0])
    assert "a training example" in page
    assert "Decide again" in page
    assert str(finding.id) not in " ".join(re.findall(r"finding=(\d+)", " ".join(rows(sue.get("/queue")))))
    assert len(rows(sue.get("/queue?state=not-here"))) == 1


def test_the_second_is_told_on_the_page_and_may_decide_again(sue: Browser, full: House) -> None:
    sam = full.browser("sam", "supervisor")
    path = f"/findings/{at(full, 'promiscuous').id}"
    assert sue.post(path, seen=0, verdict="kept")[0] == 303
    status, page = sam.post(path, seen=0, verdict="rewording", comment="mine")
    assert status == 409
    for words in ("Somebody else decided while you were looking", "Sue chose", "has not been saved", "mine"):
        assert words in page
    assert 'name="seen" value="1"' in page
    assert sam.post(path, seen=1, verdict="rewording", comment="mine")[0] == 303


def test_with_htmx_only_the_panel_comes_back(sue: Browser, full: House) -> None:
    path = f"/findings/{at(full, 'promiscuous').id}"
    form = {"form_token": sue.form_token, "seen": "0", "verdict": "supervision"}
    answer = sue.client.post(path, data=form, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="decision">')
    assert "Go to the next finding" in answer.text


def test_the_same_seed_draws_the_same_sample(full: House, sue: Browser) -> None:
    full.write({f"n{number}.txt": f"Note {number}. She is promiscuous.\n" for number in range(30)})
    full.take()
    for seed in ("7", "7", "8", ""):
        assert sue.post("/samples", wanted=5, seed=seed)[0] == 303
    with full.store.session(reads=True) as db:
        drawn = list(db.scalars(select(Sample).order_by(Sample.id)))
    texts = [re.findall(r"id=\"note-(\d+)\"", sue.get(f"/samples/{sample.id}")) for sample in drawn]
    assert texts[0] == texts[1] != texts[2]
    assert len(texts[0]) == 5
    assert drawn[0].population == 33
    assert sue.post("/samples", wanted=51)[0] == 422
    sue.post("/samples", wanted=50, rule="promiscuous")
    assert len(re.findall(r"id=\"note-\d+\"", sue.get("/samples/5"))) == 31
    assert sue.post("/samples", wanted=1, rule="no-such-rule")[0] == 422


def test_a_sheet_asks_the_questions_and_goes_out_in_every_format(full: House, sue: Browser) -> None:
    full.write({"welsh.txt": "Siân Ŵyn, 15. Mam said that Siân is promiscuous.\n"})
    full.take()
    sue.post("/samples", wanted=10, seed="1")
    page = sue.get("/samples/1")
    for words in ("Who said it?", "Are these the exact words?", "Was harm to the child considered?", "Outstanding",
                  "Requires improvement", "drawn with the seed 1", "Question by question"):  # fmt: skip
        assert words in page
    with_words = sue.client.get("/samples/1/sheet.docx?words=true").content
    document = Docx(io.BytesIO(with_words))
    text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "“promiscuous”" in text
    assert "Your judgement" in text
    assert "☐ Good" in "\n".join(paragraph.text for paragraph in document.paragraphs)
    pdf = PdfReader(io.BytesIO(sue.client.get("/samples/1/sheet.pdf?words=true").content))
    text = "".join(item.extract_text() for item in pdf.pages)
    assert "promiscuous" in text
    assert "Who said it?" in text
    table = list(csv.reader(io.StringIO(sue.client.get("/samples/1/sheet.csv").content.decode("utf-8-sig"))))
    questions = [row[0] for row in table[1:]]
    assert questions == sorted(questions, key=questions.index), "rows of one question stand together"
    assert {len(row) for row in table} == {9}
    for kind in ("docx", "pdf", "csv"):
        bare = sue.client.get(f"/samples/1/sheet.{kind}").content
        assert b"putting herself" not in bare
    bare_text = "\n".join(
        cell.text
        for item in Docx(io.BytesIO(sue.client.get("/samples/1/sheet.docx").content)).tables
        for row in item.rows
        for cell in row.cells
    )
    assert "promiscuous" not in bare_text


def test_a_judgement_is_kept_and_the_second_is_told(full: House, sue: Browser) -> None:
    sue.post("/samples", wanted=10, seed="1")
    note = re.findall(r"id=\"note-(\d+)\"", sue.get("/samples/1"))[0]
    path = f"/samples/1/notes/{note}"
    assert sue.post(path, grade="excellent")[0] == 422
    assert sue.post(path, grade="good", comment="clear", seen=0)[0] == 303
    status, page = full.browser("sam", "supervisor").post(path, grade="inadequate", seen=0)
    assert status == 409
    assert "Yours has not been saved" in page
    page = sue.get("/samples/1")
    assert "<strong>Good</strong>" in page
    assert "clear" in page


def test_trends_count_by_month_and_know_no_worker(full: House, sue: Browser) -> None:
    records = [
        {"id": str(number), "text": "She is promiscuous.", "date": f"2024-0{1 + number % 3}-10"} for number in range(9)
    ]
    (full.folder / "e.jsonl").write_text("".join(json.dumps(item) + "\n" for item in records), encoding="utf-8")
    full.person("pat", "practitioner")
    full.take(owner="pat")
    page = without_tokens(sue.get("/trends"))
    for month in ("2024-01", "2024-02", "2024-03"):
        assert month in page
    row = re.search(r"<tr[^>]*><th[^>]*><a[^>]*href=\"/rules/promiscuous\".*?</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r"numeric\">([\d,]+)<", row[0])[:3] == ["3", "3", "3"]
    assert "<svg" in page
    assert "Pat" not in page
    assert "owner" not in page


def test_a_rule_shows_its_false_alarms_and_gives_them_to_its_author_without_the_note(full: House, sue: Browser) -> None:
    sue.post(f"/findings/{at(full, 'promiscuous').id}", seen=0, verdict="not-here", comment="=1+1 a book title")
    assert "a book title" in sue.get("/rules/promiscuous")
    assert "/rules/promiscuous" in rows(sue.get("/rules"))[0]
    answer = sue.client.get("/rules/promiscuous/decisions.csv")
    assert "attachment" in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert table[0]["reason"] == "'=1+1 a book title"
    assert table[0]["decision"] == "not-here"
    found = json.loads(sue.client.get("/rules/promiscuous/decisions.json").content)
    assert found["rows"][0]["voice"] == "own"
    assert "ella" not in json.dumps(found).lower()


def test_every_decision_goes_out_with_its_place(full: House, sue: Browser) -> None:
    path = f"/findings/{at(full, 'promiscuous').id}"
    sue.post(path, seen=0, verdict="kept")
    sue.post(path, seen=1, verdict="supervision", comment="talk it over")
    found = json.loads(sue.client.get("/decisions.json").content)["rows"]
    assert [(row["decision"], row["latest"]) for row in found] == [("kept", False), ("supervision", True)]
    assert found[0]["file"].endswith("ella.txt")
    table = list(csv.DictReader(io.StringIO(sue.client.get("/decisions.csv").content.decode("utf-8-sig"))))
    assert table[1]["comment"] == "talk it over"


def test_the_note_for_supervision_holds_words_only_when_asked(full: House, sue: Browser) -> None:
    sue.post(f"/findings/{at(full, 'promiscuous').id}", seen=0, verdict="supervision", comment="talk *it* over")
    assert "ella.txt" in sue.get("/supervision")
    bare = sue.client.get("/supervision.md").text
    assert "talk \\*it\\* over" in bare
    assert "promiscuous" not in bare
    assert "Ella" not in bare
    assert "promiscuous" in sue.client.get("/supervision.md?words=true").text
    document = Docx(io.BytesIO(sue.client.get("/supervision.docx?words=true").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "“promiscuous”" in text
    assert "What we agreed" in text
    bare_document = Docx(io.BytesIO(sue.client.get("/supervision.docx").content))
    assert "promiscuous" not in "\n".join(paragraph.text for paragraph in bare_document.paragraphs)


def test_a_practitioner_sees_their_own_notes_and_what_was_decided_but_decides_nothing(full: House) -> None:
    pat = full.browser("pat", "practitioner")
    finding = at(full, "promiscuous")
    with full.store.session() as db:
        for table in (StoredNote, StoredFinding):
            key = table.id == finding.note_id if table is StoredNote else StoredFinding.note_id == finding.note_id
            db.execute(update(table).where(key).values(owner_id=pat.viewer.id))
    full.browser("sue", "supervisor").post(f"/findings/{finding.id}", seen=0, verdict="rewording", comment="see below")
    page = pat.get(f"/notes/{finding.note_id}")
    assert "Needs rewording" in page
    assert "see below" in page
    assert "What do you decide?" not in page
    assert {re.sub(r"\?.*", "", row) for row in rows(pat.get("/queue?state=all"))} == {f"/notes/{finding.note_id}"}


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_record_of_a_large_export_is_read_by_its_place(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"export.{kind}"
    texts = {f"R{number}": f'Note {number}:\nshe said “no”, "twice".\n' + "x" * 150 for number in range(2000)}
    with file.open("w", encoding="utf-8", newline="") as stream:
        if kind == "csv":
            writer = csv.writer(stream)
            writer.writerow(("id", "text"))
            writer.writerows(texts.items())
        else:
            stream.writelines(json.dumps({"id": key, "text": text}) + "\n" for key, text in texts.items())
    shelf = Shelf(DeskEngine(Desk()))
    for key in ("R0", "R1234", "R1999"):
        found = shelf.text(str(file), key)
        assert isinstance(found, Document)
        assert found.text == texts[key]
    assert isinstance(shelf.text(str(file), "R2000"), Missing)
    file.write_text("", encoding="utf-8")
    assert isinstance(shelf.text(str(file), "R1"), Missing)
