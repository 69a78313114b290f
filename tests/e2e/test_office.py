"""Annotated copies in LibreOffice: they open, and the comments stand at the words, in what it saves of them."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from careword.cli.main import main

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "formats"))
from test_annotate_odt import anchored, own, said  # noqa: E402 - what looks into files stands beside the formats
from test_word import put, with_footnote  # noqa: E402 - as above
from writers import saved, xlsx  # noqa: E402 - as above

_TRACKED = "w:id='91' w:author='A' w:date='2026-01-01T00:00:00Z'"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Office:
    """Starts LibreOffice with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]

    def saves(self, file: Path, kind: str) -> Path:
        """Open a file and save it as another kind; give the new file."""
        folder = file.parent / f"{file.stem}-as-{kind}"
        done = subprocess.run(
            [*self._command, "--convert-to", kind, "--outdir", folder, file],
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        new = folder / f"{file.stem}.{kind}"
        assert new.exists(), done.stdout + done.stderr
        return new


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Find LibreOffice."""
    found = subprocess.run([ROOT / ".ci" / "office"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return Office(found.stdout.strip(), tmp_path_factory.mktemp("office"))


def word() -> bytes:
    """Make a Word file with the same word in every kind of place."""
    document = docx.Document()
    cut = document.add_paragraph("She is pro")
    cut.add_run("misc").bold = True
    cut.add_run("uous. Then she slept.").italic = True
    document.add_table(1, 1).cell(0, 0).text = "He says she is promiscuous."
    tracked = document.add_paragraph("Then ")
    put(tracked, f"<w:ins {_TRACKED}><w:r><w:t>she was promiscuous again</w:t></w:r></w:ins>")
    put(tracked, "<w:r><w:t>, they say.</w:t></w:r>")
    kept = document.add_paragraph("The end.")
    document.add_comment(kept.runs, text="Is this so?", author="A person", initials="A")
    mark = document.add_paragraph("Told")
    put(mark, "<w:r><w:footnoteReference w:id='2'/></w:r>")
    return with_footnote(saved(document.save), "By phone: she is promiscuous.")


def content(file: Path) -> Any:  # noqa: ANN401 - lxml brings no types
    """Give the content of an OpenDocument file."""
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read("content.xml"))


def text(annotation: Any) -> str:  # noqa: ANN401 - as above
    """Give what an annotation says, whatever its words look like."""
    return "\n".join("".join(item.itertext()) for item in annotation.iter(_TEXT + "p"))


def annotate(file: Path) -> Path:
    """Annotate a file as a person would."""
    new = file.with_stem(f"{file.stem}-marked")
    assert main(["annotate", str(file), "-o", str(new)]) == 1
    return new


def check_marks(file: Path) -> None:
    """See that LibreOffice holds each comment at its words, and the other person's too."""
    root = content(file)
    # the footnote's comment stands at its mark, and so round no words
    words = [re.sub(r"\s+", " ", found).strip() for found in anchored(file.read_bytes())]
    assert [found for found in words if found] == ["promiscuous"] * 3
    lines = [said(item) for item in own(root)]
    assert len(lines) == 4
    assert sum(first[0].endswith("?") for first in lines) == 3
    assert sum(first[0] == "footnote 1: “promiscuous”" for first in lines) == 1
    assert all(re.fullmatch(r"careword: \w+, promiscuous", last[-1]) for last in lines)
    others = [item for item in root.iter(_OFFICE + "annotation") if item not in own(root)]
    assert [text(item) for item in others] == ["Is this so?"]


def test_a_word_file_opens_with_the_comments_in_place(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word())
    check_marks(office.saves(annotate(file), "odt"))


def test_a_text_of_libreoffice_opens_with_the_comments_in_place(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word())
    check_marks(office.saves(annotate(office.saves(file, "odt")), "odt"))


def test_a_word_file_of_libreoffice_too(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word())
    again = office.saves(office.saves(file, "odt"), "docx")
    check_marks(office.saves(annotate(again), "odt"))


def test_a_workbook_opens_with_the_notes_on_their_cells(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    texts = ["Ella made tea.", "She is promiscuous.", "The dog slept.", "He says she is promiscuous."]
    file.write_bytes(xlsx([{"id": str(number), "note": text} for number, text in enumerate(texts)]))
    for made in (file, office.saves(office.saves(file, "ods"), "xlsx")):
        root = content(office.saves(annotate(made), "ods"))
        noted = {
            "".join("".join(item.itertext()) for item in cell if item.tag == _TEXT + "p"): text(
                next(cell.iter(_OFFICE + "annotation"))
            )
            for cell in root.iter(_TABLE + "table-cell")
            if cell.find(_OFFICE + "annotation") is not None
        }
        assert list(noted) == [texts[1], texts[3]]
        assert all(re.match(r"“promiscuous”.*careword: \w+, promiscuous$", seen, re.DOTALL) for seen in noted.values())
