"""`careword annotate`: which copies are made, where, and what is refused; the files themselves are never touched."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest

from careword.cli.main import main

sys.path.insert(0, str(Path(__file__).parent / "formats"))
from writers import DOCUMENTS, xlsx

FOUND = "Home visit.\nShe is promiscuous.\n"
CLEAN = "Ella made tea for her nan.\n"


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Annotate:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *arguments: object) -> Done:
        """Run it."""
        code = main(["annotate", *map(str, arguments)])
        said = self._capsys.readouterr()
        return Done(code, said.out, said.err)

    def put(self, name: str, text: str = FOUND) -> bytes:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write = DOCUMENTS.get(path.suffix)
        data = write(text) if write else xlsx([{"id": "1", "note": text}])
        path.write_bytes(data)
        return data


@pytest.fixture
def annotate(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Annotate:
    """Give a way to run the command."""
    monkeypatch.chdir(tmp_path)
    return Annotate(tmp_path, capsys)


def comments(path: Path) -> list[str]:
    """Give the comments of a Word file."""
    return [comment.text for comment in docx.Document(str(path)).comments]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf", ".xlsx"])
def test_a_copy_is_made_and_the_file_stays(annotate: Annotate, suffix: str) -> None:
    data = annotate.put(f"a{suffix}")
    done = annotate(f"a{suffix}", "-o", f"b{suffix}")
    assert (done.code, done.out, done.err) == (1, f"b{suffix}: 1 remark\n", "")
    assert Path(f"a{suffix}").read_bytes() == data
    assert Path(f"b{suffix}").read_bytes() != data


def test_the_question_comes_first_then_what_could_be_written_then_why(annotate: Annotate) -> None:
    annotate.put("a.docx", "She did not attend her dental appointment; Mum did not bring her.\nShe is promiscuous.\n")
    annotate("a.docx", "-o", "b.docx")
    (comment,) = (text for text in comments(Path("b.docx")) if "promiscuous" in text)
    lines = comment.split("\n")
    assert lines[0].endswith("?")
    kinds = [
        "ask" if line.endswith("?") else line.split(":", maxsplit=1)[0] if ":" in line[:20] else "why" for line in lines
    ]
    assert list(dict.fromkeys(kinds)) == ["ask", "You could write", "why", "Source", "careword"]
    assert lines[-1] == "careword: error, promiscuous"


def test_what_is_not_among_the_strongest_is_said_in_short(annotate: Annotate) -> None:
    said = ("promiscuous", "attention seeking", "streetwise", "manipulative", "devious", "sly", "conniving", "sly")
    annotate.put("a.docx", "".join(f"She is {word}.\n" for word in said))
    annotate("a.docx", "-o", "b.docx")
    lengths = [len(text.split("\n")) for text in comments(Path("b.docx"))]
    assert len(lengths) == 8
    assert all(length > 3 for length in lengths[:5])
    assert lengths[5:] == [2, 2, 2]


def test_a_file_without_findings_is_copied_as_it_is(annotate: Annotate) -> None:
    data = annotate.put("a.docx", CLEAN)
    assert annotate("a.docx", "-o", "b.docx") == Done(0, "b.docx: 0 remarks\n", "")
    assert Path("b.docx").read_bytes() == data


def test_settings_are_those_of_check(annotate: Annotate) -> None:
    annotate.put("a.docx")
    assert annotate("a.docx", "-o", "b.docx", "--ignore", "promiscuous") == Done(0, "b.docx: 0 remarks\n", "")
    assert annotate("a.docx", "-o", "c.docx", "--packs", "no-such").code == 2
    assert not Path("c.docx").exists()
    Path("own.toml").write_text('rules = { promiscuous = "hint" }\nmin-severity = "hint"\n', encoding="utf-8")
    assert annotate("a.docx", "-o", "d.docx", "--config", "own.toml") == Done(0, "d.docx: 1 remark\n", "")


def test_the_input_is_never_written_over(annotate: Annotate) -> None:
    data = annotate.put("a.docx")
    os.link("a.docx", "linked.docx")
    Path("soft.docx").symlink_to("a.docx")
    for target in ("a.docx", "./a.docx", "linked.docx", "soft.docx"):
        done = annotate("a.docx", "-o", target, "--force")
        assert (done.code, done.out) == (2, "")
        assert "never written over" in done.err
        assert Path("a.docx").read_bytes() == data
    annotate.put("x/b.docx")
    assert "never written over" in annotate("a.docx", "x/b.docx", "--out-dir", "x").err or Path("x/a.docx").exists()
    assert annotate("x/b.docx", "--out-dir", "x", "--force").code == 2


def test_an_earlier_copy_is_written_over_only_when_asked(annotate: Annotate) -> None:
    annotate.put("a.docx")
    Path("b.docx").write_bytes(b"mine")
    done = annotate("a.docx", "-o", "b.docx")
    assert (done.code, done.err) == (2, "a.docx: b.docx: is there already; --force writes over it\n")
    assert Path("b.docx").read_bytes() == b"mine"
    assert annotate("a.docx", "-o", "b.docx", "--force").code == 1
    assert len(comments(Path("b.docx"))) == 1


def test_several_files_and_folders(annotate: Annotate) -> None:
    annotate.put("in/a.docx")
    annotate.put("in/deep/b.odt")
    annotate.put("c.docx", CLEAN)
    Path("in/plain.txt").write_text(FOUND, encoding="utf-8")
    done = annotate("in", "c.docx", "--out-dir", "out")
    assert done.code == 1
    assert (
        done.err
        == "in/plain.txt: passed over: only files that end in one of .docx, .odt, .pdf, .xlsx can be annotated\n"
    )
    assert sorted(str(path) for path in Path("out").rglob("*.*")) == ["out/a.docx", "out/c.docx", "out/deep/b.odt"]


def test_one_that_cannot_be_annotated_hides_no_other(annotate: Annotate) -> None:
    annotate.put("a.docx")
    Path("b.docx").write_bytes(b"PK broken")
    Path("c.txt").write_text(FOUND, encoding="utf-8")
    done = annotate("b.docx", "c.txt", "gone.docx", "-", "a.docx", "--out-dir", "out")
    assert done.code == 2
    assert done.out == "out/a.docx: 1 remark\n"
    assert sorted(line.split(": ")[0] for line in done.err.splitlines()) == ["-", "b.docx", "c.txt", "gone.docx"]
    assert "c.txt: cannot be annotated: expected a file that ends in one of .docx, .odt, .pdf, .xlsx" in done.err
    assert [path.name for path in Path("out").iterdir()] == ["a.docx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.docx"], "expected -o FILE"),
        (["a.docx", "-o", "b.docx", "--out-dir", "out"], "expected -o FILE"),
        (["a.docx", "x/a.docx", "-o", "b.docx"], "use --out-dir"),
        (["a.docx", "x/a.docx", "--out-dir", "out"], "two copies"),
        (["a.docx", "-o", "b.pdf"], "ends in .docx"),
        (["a.docx", "-o", "b.docx", "--date", "soon"], "expected a date"),
    ],
)
def test_what_cannot_be_meant_is_refused(annotate: Annotate, arguments: list[str], said: str) -> None:
    annotate.put("a.docx")
    annotate.put("x/a.docx")
    done = annotate(*arguments)
    assert done.code == 2
    assert said in done.err


def test_the_date_is_the_files_own_or_the_one_given(annotate: Annotate) -> None:
    annotate.put("a.docx")
    os.utime("a.docx", (1_700_000_000, 1_700_000_000))
    for number in (1, 2):
        annotate("a.docx", "-o", f"b{number}.docx")
    assert Path("b1.docx").read_bytes() == Path("b2.docx").read_bytes()
    (comment,) = docx.Document("b1.docx").comments
    assert comment.timestamp is not None
    assert comment.timestamp.timestamp() == 1_700_000_000
    annotate("a.docx", "-o", "c.docx", "--date", "2026-11-22T10:30+01:00")
    (comment,) = docx.Document("c.docx").comments
    assert str(comment.timestamp) == "2026-11-22 09:30:00+00:00"


def test_checking_a_copy_again_finds_what_was_there_before(annotate: Annotate) -> None:
    for suffix in (".docx", ".odt", ".pdf", ".xlsx"):
        annotate.put(f"a{suffix}")
        annotate(f"a{suffix}", "-o", f"b{suffix}")
        assert annotate(f"b{suffix}", "-o", f"c{suffix}").out == f"c{suffix}: 1 remark\n"


def test_no_words_of_a_note_are_told(annotate: Annotate) -> None:
    document = docx.Document()
    document.add_paragraph("Ella made tea.")
    document.sections[0].header.paragraphs[0].text = "She is promiscuous."
    document.save("a.docx")
    done = annotate("a.docx", "-o", "b.docx")
    assert done.err == "a.docx: header: no remark can stand there; careword check tells what was found\n"
    assert (done.code, done.out) == (1, "b.docx: 0 remarks\n")


def test_a_row_of_a_workbook_has_its_own_remarks(annotate: Annotate) -> None:
    rows = [{"id": str(number), "note": FOUND if number % 2 else CLEAN} for number in range(6)]
    Path("a.xlsx").write_bytes(xlsx(rows))
    assert annotate("a.xlsx", "-o", "b.xlsx").out == "b.xlsx: 3 remarks\n"
    sheet = openpyxl.load_workbook(io.BytesIO(Path("b.xlsx").read_bytes())).worksheets[0]
    noted = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert noted == ["B3", "B5", "B7"]
