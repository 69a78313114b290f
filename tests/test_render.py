"""Checked notes in, output out: what each format shows, what fits a page, and what no machine format may hold."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import careword
from careword.book import Book
from careword.findings import Finding, Silence
from careword.lint import Linter
from careword.note import Checked, Note, Unread
from careword.render import machine
from careword.render.json import JsonRenderer, dump
from careword.render.jsonl import JsonlRenderer
from careword.render.page import Page, cells, clean
from careword.render.summary import End, Summary
from careword.render.text import TextRenderer
from careword.text import Document, Fields

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(careword.__file__).parent / "schema").glob("*.json")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()]
)
NOTE = (
    "Home visit, 3 May 2024.\r\n\r\nKeeley, 12, told me she consented to sex with Jordan Smith.\r\n"
    "She is promiscuous and is putting herself at risk.\r\nMother consented to the CAMHS referral."
)
Checker = Callable[..., Checked]


@pytest.fixture
def check(book: Book, linter: Linter) -> Checker:
    """Give a way to check a text."""

    def checked(text: str, *, path: str = "a.txt", record: str | None = None, **fields: str) -> Checked:
        verdicts = linter.verdicts(Document(text, Fields(**fields)))
        note = Note(path, record, Document(text, Fields(**fields)))
        findings = tuple(item for item in verdicts if isinstance(item, Finding))
        return Checked(note, book, findings, tuple(item for item in verdicts if isinstance(item, Silence)))

    return checked


def end(*notes: Checked, errors: list[Unread] | None = None) -> End:
    """Sum up."""
    summary = Summary()
    for note in notes:
        summary.add(note)
    summary.unread = len(errors or [])
    return End(summary, errors or [], [notes[0].book] if notes else [])


def as_json(
    capsys: pytest.CaptureFixture[str],
    *notes: Checked,
    shown: machine.Shown | None = None,
    errors: list[Unread] | None = None,
) -> Any:  # noqa: ANN401 it is JSON
    """Write notes as JSON, check the result against the schema, and give it."""
    renderer = JsonRenderer(shown or machine.Shown())
    for note in notes:
        renderer.note(note)
    renderer.finish(end(*notes, errors=errors))
    value = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMAS["findings-1.json"], registry=REGISTRY).validate(value)
    return value


def test_the_schemas_are_schemas_and_strict() -> None:
    assert set(SCHEMAS) == {"findings-1.json", "findings-1.jsonl.json"}
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)

    def objects(value: object) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for item in value for found in objects(item)]
        if not isinstance(value, dict):
            return []
        here = [value] if value.get("type") == "object" else []
        return here + [found for item in value.values() for found in objects(item)]

    for item in objects(list(SCHEMAS.values())):
        assert item["additionalProperties"] is False
        assert item["required"] == list(item["properties"])


def test_json_says_where_and_why(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    checked = check(NOTE, record="row 12")
    value = as_json(capsys, checked)
    (note,) = value["notes"]
    assert (note["path"], note["record"], note["words"]) == ("a.txt", "row 12", len(NOTE.split()))
    assert note["silences"] == []
    by_rule = {found["rule"]: found for found in note["findings"]}
    found = by_rule["promiscuous"]
    assert NOTE[found["start"] : found["end"]] == "promiscuous"
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (4, 8, 4, 19)
    assert (found["voice"], found["speaker"], found["severity"]) == ("own", None, "error")
    assert found["sources"][0]["cite"]
    assert value["tool"]["name"] == "careword"
    assert value["tool"]["rulebook"] == f"{checked.book.edition}+{checked.book.digest}"
    assert value["summary"]["words"] == note["words"]
    assert sum(value["summary"][name] for name in ("error", "warning", "information", "hint")) == len(note["findings"])


def test_no_machine_format_holds_words_of_the_note(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    note = as_json(capsys, check(NOTE), shown=machine.Shown(silences=True))["notes"][0]
    assert {found["text"] for found in note["findings"]} == {None}
    assert note["silences"]
    written = json.dumps(note)
    for words in ("Keeley", "Jordan", "Smith", "consented to sex", "told me", "12,"):
        assert words not in written


def test_words_are_there_when_asked_for(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    note = as_json(capsys, check(NOTE), shown=machine.Shown(text=True))["notes"][0]
    for found in note["findings"]:
        assert found["text"] == NOTE[found["start"] : found["end"]]
    written = json.dumps(note, ensure_ascii=False)
    assert "“promiscuous”" in written


def test_silences_are_there_when_asked_for(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    note = as_json(capsys, check(NOTE), shown=machine.Shown(silences=True))["notes"][0]
    silence = next(item for item in note["silences"] if item["reason"] == "care-consent")
    assert silence["rule"] == "consent"
    assert silence["line"] == 5
    assert silence["because"].endswith(".")


def test_json_without_notes_is_still_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    value = as_json(capsys, errors=[Unread("b.docx", "cannot be read"), Unread("x.jsonl", "not JSON", 3)])
    assert value["errors"] == [
        {"path": "b.docx", "message": "cannot be read"},
        {"path": "x.jsonl", "message": "line 3: not JSON"},
    ]
    assert value["tool"]["rulebook"] == "none"


def test_jsonl_has_a_line_a_note_and_a_last_line(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    notes = [check(NOTE), check("Nothing.\u2028Here", path="b.txt")]
    renderer = JsonlRenderer(machine.Shown(silences=True))
    for note in notes:
        renderer.note(note)
    renderer.finish(end(*notes, errors=[Unread("c", "gone")]))
    lines = capsys.readouterr().out.removesuffix("\n").split("\n")
    validator = Draft202012Validator(SCHEMAS["findings-1.jsonl.json"], registry=REGISTRY)
    for line in lines:
        validator.validate(json.loads(line))
    first, second, last = map(json.loads, lines)
    assert (first["path"], second["path"]) == ("a.txt", "b.txt")
    assert last["schema"] == "careword-findings/1"
    assert last["summary"]["notes"] == 2


def test_a_path_that_is_not_utf_8_can_be_written() -> None:
    assert json.loads(dump({"path": "caf\udce9"})) == {"path": "caf\udce9"}
    dump({"path": "caf\udce9"}).encode()
    assert "é" in dump("é")


def as_text(
    capsys: pytest.CaptureFixture[str], *notes: Checked, page: Page | None = None, silences: bool = False
) -> str:
    """Write notes for a person."""
    renderer = TextRenderer(page or Page(), silences=silences)
    for note in notes:
        renderer.note(note)
    renderer.finish(end(*notes))
    return capsys.readouterr().out


def test_text_shows_the_line_the_question_and_the_source_in_order(
    capsys: pytest.CaptureFixture[str], check: Checker
) -> None:
    lines = [line.strip() for line in as_text(capsys, check("She is promiscuous.", path="b.txt")).splitlines()]
    assert lines[0] == "b.txt"
    assert lines[1] == "line 1, column 8: error promiscuous"
    assert lines[2] == "She is ›promiscuous‹."
    order = [next(at for at, line in enumerate(lines) if line.startswith(start)) for start in ("“prom", "?", "Source:")]
    assert order == sorted(order)
    assert lines[-1] == "1 finding in 1 note (3 words): 1 error."


def test_text_tells_a_person_that_all_is_well(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    notes = [check("Ella made tea."), check("Seen."), check("")]
    assert as_text(capsys, *notes) == "Nothing to look at in 3 notes (4 words).\n"
    assert as_text(capsys, check("Seen.")) == "Nothing to look at in 1 note (1 word).\n"


def test_a_terminal_sees_the_words_underlined(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    out = as_text(capsys, check("She is promiscuous."), page=Page(styled=True))
    assert "She is \x1b[1;4mpromiscuous\x1b[0m." in out
    assert "›" not in out


SIX = [
    "She is putting herself at risk.",
    "She is attention seeking.",
    "She is streetwise.",
    "She is manipulative.",
    "It was a lifestyle choice of hers.",
    "She is promiscuous.",
    "She makes poor choices.",
]


def test_five_at_full_strength_and_the_rest_folded(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    out = as_text(capsys, check("\n".join(SIX)))
    shown = [line.split(",")[0] for line in out.splitlines() if line.startswith("  line ")]
    assert shown == [f"  line {number}" for number in (1, 2, 3, 5, 6)]  # the two errors, and three warnings
    folded = [line for line in out.splitlines() if line.startswith("  also: ")]
    assert folded == ["  also: line 4 warning manipulative", "  also: line 7 warning poor-choices"]


def test_a_repeated_word_is_one_message_with_its_places(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    out = as_text(capsys, check("She is promiscuous.\nA walk.\nShe is promiscuous.\nPromiscuous, as said, is she.\n"))
    assert [line for line in out.splitlines() if line.startswith("  line ")] == [
        "  line 1, column 8: error promiscuous"
    ]
    assert "    The same: lines 3, 4" in out.splitlines()
    assert "also:" not in out


def test_findings_in_one_quotation_are_one_message(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    text = "Mum said, “She is promiscuous. She is attention seeking,\nand manipulative.” She is streetwise."
    out = as_text(capsys, check(text))
    assert [line.split(": ")[1] for line in out.splitlines() if line.startswith("  line ")][:1] == [
        "warning promiscuous"
    ]
    assert "    in the same words: line 1 warning attention-seeking" in out.splitlines()
    assert "    in the same words: line 2 warning manipulative" in out.splitlines()


def test_text_lists_silences_when_asked(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    checked = check("Mother consented to the CAMHS referral.")
    assert as_text(capsys, checked).startswith("Nothing to look at")
    out = as_text(capsys, checked, silences=True)
    assert "silent: line 1, column 8: consent (care-consent): Consent to a service" in " ".join(out.split())


def test_words_across_a_line_end_are_shown_on_one_line(capsys: pytest.CaptureFixture[str], check: Checker) -> None:
    out = as_text(capsys, check("She is putting\r\nherself at risk today."))
    assert "    She is ›putting  herself at risk‹ today." in out


@pytest.mark.parametrize("width", [30, 44, 80, 100])
def test_every_line_fits(capsys: pytest.CaptureFixture[str], check: Checker, width: int) -> None:
    long = "We went to the park and " * 40
    text = (
        f"{long}she is promiscuous and {long}\n她说 "
        + "日本語のノート" * 30
        + " She is promiscuous 😀😀😀" * 9
        + "\n"
        + "x" * 500
    )
    out = as_text(capsys, check(text, path="a/very/long/path.txt"), page=Page(width), silences=True)
    head = ("  line ", "  silent: ", "  also: ")
    assert max(cells(line) for line in out.splitlines() if not line.startswith(head)) <= width


def test_an_excerpt_keeps_the_words_and_whole_neighbours() -> None:
    line = "one two three four five six seven eight nine ten"
    at = line.index("five")
    assert Page(26).excerpt(line, at, at + 4) == "…four ›five‹ six…"
    assert Page(30).excerpt(line, 0, 3) == "›one‹ two three four five…"
    assert Page(30).excerpt(line, len(line) - 3, len(line)) == "…six seven eight nine ›ten‹"
    assert Page(80).excerpt("  short line  ", 2, 7) == "›short‹ line"


def test_an_excerpt_of_a_huge_line_is_quick_and_short() -> None:
    line = "a" * 5_000_000 + " She is promiscuous " + "b" * 5_000_000
    at = line.index("promiscuous")
    assert cells(Page(40).excerpt(line, at, at + 11)) <= 40
    assert cells(Page(40).excerpt(line, 0, len(line))) <= 40


def test_an_accent_is_not_taken_from_its_letter() -> None:
    line = "She is cafe\u0301 and"
    assert Page(80).excerpt(line, 7, 11) == "She is ›cafe\u0301‹ and"


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("😀", 2), ("שלום", 4), ("a\u200db", 2), ("", 0)]
)
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert cells(text) == columns


def test_nothing_in_a_note_can_steer_the_terminal() -> None:
    dangerous = "a\x1b[2Jb\x07c\u202ed\u2066e\x9bf\tg\u2028h\x0bi"
    assert clean(dangerous) == "a\ufffd[2Jb\ufffdc\ufffdd\ufffde\ufffdf g h i"
    assert len(clean(dangerous)) == len(dangerous)


@given(st.text(max_size=300), st.integers(30, 100), st.data())
def test_excerpts_and_paragraphs_always_fit(text: str, width: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    assert cells(Page(width).excerpt(text, low, high, indent="    ")) <= width + 1
    assert all(cells(line) <= width for line in Page(width).wrap(text, first="  - ", indent="    "))


@pytest.mark.parametrize(
    ("variables", "width", "styled"),
    [
        ({"COLUMNS": "60"}, 60, True),
        ({"COLUMNS": "500"}, 100, True),
        ({"COLUMNS": "5"}, 30, True),
        ({"COLUMNS": "60", "NO_COLOR": "1"}, 60, False),
        ({"COLUMNS": "60", "NO_COLOR": ""}, 60, True),
        ({"COLUMNS": "60", "TERM": "dumb"}, 60, False),
    ],
)
def test_the_page_respects_its_surroundings(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], width: int, styled: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Page.of(Terminal()) == Page(width, styled)
    assert not Page.of(io.StringIO()).styled


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        (Summary(), "Nothing was checked."),
        (Summary(unread=2), "Nothing was checked. 2 inputs could not be read."),
        (Summary(notes=3, words=1812), "Nothing to look at in 3 notes (1,812 words)."),
        (
            Summary(5, 9, 2, {"error": 1, "warning": 0, "information": 1, "hint": 1}, 1),
            "3 findings in 2 of 5 notes (9 words): 1 error, 1 information, 1 hint. 1 input could not be read.",
        ),
    ],
)
def test_the_last_line_is_a_sentence(summary: Summary, sentence: str) -> None:
    assert summary.sentence() == sentence
