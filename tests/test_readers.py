"""Bytes and paths in, notes out: encodings, folders, standard input and records, and what is said of failures."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careword.note import Note, Remark, Unread
from careword.readers.decode import UnreadableError, decode
from careword.readers.read import read
from careword.readers.sources import READABLE, Source, find

TEXT = "Mum said “I’m worried” about Zoë.\r\nShe’s 12.\u2028No\vplan 😀 שלום"


@pytest.mark.parametrize(
    ("data", "read_as"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-16-be"), "UTF-16 without a byte order mark"),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "UTF-32"),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), "UTF-32"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, read_as: str | None) -> None:
    assert decode(data) == (TEXT, read_as)


def test_windows_1252_is_read_and_said() -> None:
    text = "She said “no” – it’s €5 for Zoë…"
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


def test_a_file_with_both_keeps_its_utf_8() -> None:
    data = "Zoë said ".encode() + "“no”".encode("cp1252")
    assert decode(data) == ("Zoë said “no”", "UTF-8 with 2 bytes of Windows-1252")


@pytest.mark.parametrize("data", [b"", b"a", b"ab", b"\r\n", b"\xef\xbb\xbf"])
def test_short_files_are_text(data: bytes) -> None:
    assert decode(data) == (data.removeprefix(b"\xef\xbb\xbf").decode(), None)


def test_only_one_byte_order_mark_is_taken_away() -> None:
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa")[0] == "\ufeffa"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a\0b", "NUL byte at byte 1"),
        (b"\xef\xbb\xbfa\0b", "NUL byte at byte 4"),
        (b"She went home." * 20 + b"\0" + b"She stayed." * 20, "NUL byte at byte 280"),
        (b"\xff\xfea\0\0\0b\0", "NUL character at character 1"),
        (b"\xff\xfea\0b", "not readable as UTF-16: broken at byte 2"),
        (b"caf\xe9 \x01", "byte 0x01 at byte 5"),
        (b"a\x81b", "neither UTF-8 nor Windows-1252: byte 0x81 at byte 1"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 0x1a at byte 6"),
    ],
)
def test_what_is_not_text_is_named_by_its_place(data: bytes, place: str) -> None:
    with pytest.raises(UnreadableError, match=place):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes) -> None:
    with suppress(UnreadableError):
        text, _ = decode(data)
        assert "\0" not in text


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
def test_utf_8_is_never_changed(text: str) -> None:
    decoded, read_as = decode(text.encode())
    assert decoded == text.removeprefix("\ufeff")
    assert read_as is None


def sources(*paths: object, stdin_name: str | None = None) -> list[str]:
    """Give the paths that were found, and the messages about those that were not."""
    return [
        item.path if isinstance(item, Source) else str(item)
        for item in find([str(path) for path in paths], stdin_name=stdin_name)
    ]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of notes, and make it the current one."""
    for name in ("b.txt", "a.md", "c.TXT", "x.png", ".hidden.txt", "sub/d.jsonl", ".git/e.txt", "sub/deeper/f.txt"):
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if name.endswith("jsonl") else "Seen.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("notes")
def test_folders_are_walked_in_order_and_hidden_names_passed_over() -> None:
    found = [Path(path).as_posix() for path in sources("notes")]
    assert found == ["notes/a.md", "notes/b.txt", "notes/c.TXT", "notes/sub/d.jsonl", "notes/sub/deeper/f.txt"]


@pytest.mark.usefixtures("notes")
def test_a_file_named_twice_is_read_once() -> None:
    assert sources("notes/b.txt", "notes/sub/../b.txt", "-", "-") == ["notes/b.txt", "-"]


@pytest.mark.usefixtures("notes")
def test_a_hidden_file_that_is_named_is_read() -> None:
    assert sources("notes/.hidden.txt") == ["notes/.hidden.txt"]


@pytest.mark.usefixtures("notes")
def test_what_cannot_be_found_or_read_is_said() -> None:
    Path("void").mkdir()
    found = sources("notes/x.png", "gone.txt", "void", "a\0b.txt")
    assert found == [
        f"notes/x.png: cannot be read: expected a file that ends in one of {READABLE}",
        "gone.txt: cannot be read: no such file or directory",
        f"void: no notes in this folder: expected files that end in one of {READABLE}",
        "a\0b.txt: cannot be read: not a file name",
    ]


def test_standard_input_goes_by_its_name() -> None:
    assert sources("-", stdin_name="case/12.jsonl") == ["case/12.jsonl"]
    assert sources("-", stdin_name="a.png") == [
        f"a.png: cannot be read: expected a name that ends in one of {READABLE}"
    ]


def test_a_ring_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Seen.", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert sources(tmp_path) == [str(tmp_path / "a.txt")]


def outcome(path: Path, names: dict[str, str] | None = None) -> list[Any]:
    """Read a file and give what came of it, short."""
    out: list[Any] = []
    for item in read(Source(path.name, path, path.suffix), names or {}):
        match item:
            case Note():
                out.append((item.record, item.document.text))
            case Unread() | Remark():
                out.append(str(item) if isinstance(item, Unread) else f"{item.path}: {item.message}")
    return out


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\r\nTwo\rThree\n\x0bFour")
    assert outcome(path) == [(None, "One\r\nTwo\rThree\n\x0bFour")]


def test_the_encoding_of_a_note_is_remarked_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Mum said “no”".encode("utf-16"))
    assert outcome(path) == ["a.txt: read as UTF-16", (None, "Mum said “no”")]


def test_a_file_that_went_away_is_no_crash(tmp_path: Path) -> None:
    assert outcome(tmp_path / "gone.txt") == ["gone.txt: cannot be read: no such file or directory"]
    assert outcome(tmp_path / "gone.jsonl") == ["gone.jsonl: cannot be read: no such file or directory"]


def export(tmp_path: Path, *lines: object, encoding: str = "utf-8") -> Path:
    """Write a JSONL export; what is not a text is written as JSON."""
    path = tmp_path / "x.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_bytes(text.encode(encoding))
    return path


def test_records_are_named_by_id_or_row(tmp_path: Path) -> None:
    path = export(tmp_path, {"id": "A1", "text": "One."}, "", {"text": "Two."}, {"id": 7, "text": "Three."})
    assert outcome(path) == [("A1", "One."), ("row 3", "Two."), ("7", "Three.")]


def test_a_bad_record_hides_no_other(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        {"text": "One."},
        '{"text": "She said',
        ["text"],
        {"id": 4},
        {"text": None},
        {"text": "a\0b"},
        '{"text": "\\ud83d"}',
        {"text": "x", "child_age": [12]},
        "[" * 100_000,
        '{"text": "x", "child_age": ' + "9" * 5000 + "}",
        {"text": "Last."},
    )
    assert outcome(path) == [
        ("row 1", "One."),
        "x.jsonl:2: not JSON: invalid control character at column 19",
        "x.jsonl:3: expected a JSON object with a text",
        "x.jsonl:4: no text in this record",
        "x.jsonl:5: text: expected a text, found null",
        "x.jsonl:6: text: a NUL character at character 1",
        "x.jsonl:7: text: half a character (a lone surrogate) at character 0",
        "x.jsonl:8: child_age: expected a text or a number, found a list",
        "x.jsonl:9: not JSON that can be read: too deep, or a number too long",
        "x.jsonl:10: not JSON that can be read: too deep, or a number too long",
        ("row 11", "Last."),
    ]


def test_no_message_about_a_record_holds_its_words(tmp_path: Path) -> None:
    path = export(tmp_path, '{"text": "Keira told', '{"Keira": "told"}', '{"text": ["Keira"]}', '"Keira')
    assert len(outcome(path)) == 4
    assert "Keira" not in str(outcome(path))


@pytest.mark.parametrize(
    ("age", "kept"), [(12, "12"), ("12", "12"), (12.0, "12"), (" 12 ", "12"), (None, None), ("", None)]
)
def test_ages_come_as_numbers_or_texts(tmp_path: Path, age: object, kept: str | None) -> None:
    path = export(tmp_path, {"text": "x", "child_age": age, "note_date": "2024-05-01", "dob": "2011-01-02", "other": 1})
    (note,) = read(Source("x.jsonl", path, ".jsonl"), {})
    assert isinstance(note, Note)
    fields = note.document.fields
    assert (fields.child_age, fields.note_date, fields.date_of_birth) == (kept, "2024-05-01", "2011-01-02")


def test_well_known_and_configured_names_are_found(tmp_path: Path) -> None:
    path = export(tmp_path, {"CaseNoteContent": "One."}, {"What happened?": "Two."}, {"Note_Text": "Three."})
    assert [text for _, text in outcome(path)] == ["One.", "Two.", "Three."]
    path = export(tmp_path, {"narrative": "One.", "text": "not this", "ref": "R9"}, {"text": "Two."})
    assert outcome(path, {"text": "narrative", "id": "ref"}) == [("R9", "One."), "x.jsonl:2: no field narrative"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_exports_come_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = export(tmp_path, {"id": "1", "text": "Zoë 😀"}, {"id": "2", "text": "Two\u2028lines"}, encoding=encoding)
    assert [item for item in outcome(path) if isinstance(item, tuple)] == [("1", "Zoë 😀"), ("2", "Two\u2028lines")]
    assert any("read as UTF-16" in item for item in outcome(path)) == encoding.startswith("utf-16")


def test_an_old_export_is_remarked_on_once(tmp_path: Path) -> None:
    path = export(tmp_path, {"text": "“no”"}, {"text": "“yes”"}, encoding="cp1252")
    assert outcome(path) == ["x.jsonl: read as Windows-1252", ("row 1", "“no”"), ("row 2", "“yes”")]


def test_a_nul_byte_in_an_export_spoils_its_own_line_only(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "One, and some more words."}\n{"text": "T\0wo"}\n{"text": "Three"}')
    assert outcome(path) == [
        ("row 1", "One, and some more words."),
        "x.jsonl:2: not plain text: a NUL byte at byte 11",
        ("row 3", "Three"),
    ]


def test_records_are_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b'{"text": "One."}\r\n{"text": "Two."}')))
    monkeypatch.setattr("sys.stdin", stdin)
    items = list(read(Source("-", None, ".jsonl"), {}))
    assert [item.record for item in items if isinstance(item, Note)] == ["row 1", "row 2"]


def test_a_long_line_is_read_quickly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 10_000_000)
    ((_, text),) = outcome(path)
    assert len(text) == 10_000_000


LONG = " ".join(["word"] * 30)


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "tool", "version": 2, "description": "A tool that does something useful for other tools."}',
        '["a", "b"]', "[1, 2, [3]]", "{}", "[]", "null", "3", '{"records": [{"a": 1}, {"b": "two words"}]}',
        f'{{"nested": {{"far": "{LONG}"}}}}',
    ],
)  # fmt: skip
def test_a_json_file_in_a_folder_that_holds_no_notes_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text("Seen.", encoding="utf-8")
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    items = [item for source in find([str(tmp_path)]) if isinstance(source, Source) for item in read(source, {})]
    assert isinstance(items[0], Note)
    assert items[1:] == [Remark(str(path), "passed over: as far as can be told it holds no notes")]
    (named,) = find([str(path)])
    assert isinstance(named, Source)
    assert all(isinstance(item, Unread) for item in read(named, {}))
    packed = tmp_path / "c.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.json", text)
    assert [type(item) for item in read(Source("c.zip", packed, ".zip"), {})] == [Remark]


@pytest.mark.parametrize(
    "text",
    [
        f'{{"what she said": "{LONG}"}}', f'[{{"id": 1}}, {{"id": 2, "told": "{LONG}"}}]', f'["{LONG}"]', "[{", "{",
        '[{"note": null}, {"id": 1}]',
    ],
)  # fmt: skip
def test_a_json_file_that_may_hold_notes_is_never_passed_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    (source,) = find([str(tmp_path)])
    assert isinstance(source, Source)
    items = list(read(source, {}))
    assert items
    assert all(isinstance(item, Unread) for item in items)


def test_one_record_makes_it_an_export(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('[{"id": 1}, {"note": "Seen."}, {"id": 3}]', encoding="utf-8")
    (source,) = find([str(tmp_path)])
    assert isinstance(source, Source)
    assert [str(item) if isinstance(item, Unread) else type(item) for item in read(source, {})] == [
        f"{path}: record 1: no text in this record", Note, f"{path}: record 3: no text in this record"
    ]  # fmt: skip
