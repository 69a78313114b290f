"""What Word and OpenDocument files hold beside paragraphs: tables, notes, remarks, headers, and what was deleted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from reading import Came, came
from writers import odf, saved

from careword.readers.docx import Walk

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def put(paragraph: Paragraph, xml: str) -> None:
    """Put XML at the end of a paragraph."""
    element = parse_xml(xml if "xmlns:w" in xml else xml.replace(">", f" {_W}>", 1))
    paragraph._p.append(element)  # noqa: SLF001 - no public way


def with_footnote(data: bytes, text: str) -> bytes:
    """Add a footnote, which python-docx cannot."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = (
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "[Content_Types].xml":
                held = held.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
                )
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
                held = held.replace(b"</Relationships>", link.encode())
            new.writestr(name, held)
        new.writestr("word/footnotes.xml", notes)
    return out.getvalue()


@pytest.fixture
def word(tmp_path: Path) -> Came:
    """Give a file with everything in it, read."""
    document = docx.Document()
    document.add_heading("Home visit", 1)
    document.add_paragraph("")
    first = document.add_paragraph("Ella ")
    first.add_run("made").bold = True
    put(first, "<w:ins><w:r><w:t xml:space='preserve'> warm tea</w:t></w:r></w:ins>")
    put(first, "<w:del><w:r><w:delText>cold gin</w:delText></w:r></w:del>")
    put(first, "<w:moveFrom><w:r><w:t>moved words</w:t></w:r></w:moveFrom>")
    put(first, "<w:hyperlink><w:r><w:t>, linked</w:t></w:r></w:hyperlink>")
    put(first, "<w:sdt><w:sdtContent><w:r><w:t>, chosen</w:t><w:br/><w:t>below</w:t></w:r></w:sdtContent></w:sdt>")
    put(first, "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HIDDEN CODE</w:instrText></w:r>")
    box = (
        f"<w:r {_W} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
        "<mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    put(first, box)
    form = document.add_table(2, 2)
    form.cell(0, 0).text, form.cell(0, 1).text = "Child's view", "I like nan's.\nAnd the dog."
    form.cell(1, 0).text, form.cell(1, 1).text = "Analysis", "She feels safe there."
    log = document.add_table(1, 3)
    for cell, text in zip(log.rows[0].cells, ("11/05", "Police", "Called | twice"), strict=True):
        cell.text = text
    log.rows[0].cells[2].add_table(1, 1).cell(0, 0).text = "nested"
    last = document.add_paragraph("The end.")
    document.add_comment(last.runs, text="Is this so?", author="A", initials="A")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page one"
    data = with_footnote(saved(document.save), "As told by phone.")
    return came(tmp_path / "a.docx", data)


def test_the_text_is_what_a_reader_of_the_file_sees(word: Came) -> None:
    assert word.text == (
        "# Home visit\n\nElla made warm tea, linked, chosen\nbelow\nIn a box\n"
        "Child's view: I like nan's.\nAnd the dog.\nAnalysis: She feels safe there.\n"
        "| 11/05 | Police | Called / twice nested |\nThe end.\n"
        "\n\n# Footnotes\nAs told by phone.\n\n\n# Comments\nIs this so?\n"
        "\n\n# Header\nConfidential\n\n\n# Footer\nPage one\n"
    )


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Home visit", "paragraph 1"),
        ("warm tea", "paragraph 2"),
        ("In a box", "text box at paragraph 2"),
        ("Child's view", "table 1, row 1, cell 1"),
        ("And the dog", "table 1, row 1, cell 2"),
        ("twice", "table 2, row 1, cell 3"),
        ("The end", "paragraph 3"),
        ("by phone", "footnote 1"),
        ("Is this so", "comment 1"),
        ("Confidential", "header"),
        ("Page one", "footer"),
    ],
)
def test_every_part_is_found(word: Came, words: str, label: str) -> None:
    assert word.place(words) == label


def test_blocks_lead_to_the_runs_that_hold_the_words(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("One ")
    paragraph.add_run("two ").italic = True
    paragraph.add_run("three")
    blocks = list(Walk(document).blocks())
    assert [block.text for block in blocks] == ["One two three"]
    assert [(start, run.text) for start, run in blocks[0].runs] == [(0, "One "), (4, "two "), (8, "three")]
    (note,) = came(tmp_path / "a.docx", saved(document.save)).notes
    place = note.place_of(note.document.text.index("three"))
    assert (place.block, place.offset) == (0, 8)


ODT = odf(
    "text",
    "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>cold gin</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes><text:h>Home visit</text:h><text:p/>"
    "<text:p>Ella <text:span>made<text:s text:c='2'/>tea</text:span><text:note text:note-class='footnote'>"
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>As told.</text:p></text:note-body></text:note>"
    "<office:annotation><text:p>Is this so?</text:p></office:annotation> today<text:line-break/>below</text:p>"
    "<text:list><text:list-item><text:p>In a list</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Analysis</text:p></table:table-cell>"
    "<table:table-cell><text:p>Safe.</text:p></table:table-cell></table:table-row></table:table></office:text>",
    "<office:master-styles><style:master-page><style:header><text:p>Confidential</text:p></style:header>"
    "</style:master-page></office:master-styles>",
)


def test_open_document(tmp_path: Path) -> None:
    read = came(tmp_path / "a.odt", ODT)
    assert read.text == (
        "# Home visit\n\nElla made  tea today\nbelow\nIn a list\nAnalysis: Safe.\n"
        "\n\n# Notes\nAs told.\n\n\n# Comments\nIs this so?\n\n\n# Header\nConfidential\n"
    )
    labels = {
        "Home visit": "paragraph 1",
        "tea": "paragraph 2",
        "below": "paragraph 2",
        "In a list": "paragraph 3",
        "Safe": "table 1, row 1, cell 2",
        "As told": "footnote 1",
        "Is this so": "comment 1",
        "Confidential": "header",
    }
    assert {words: read.place(words) for words in labels} == labels


def test_open_document_cells_are_read_once(tmp_path: Path) -> None:
    def cell(inner: str) -> str:
        return f"<table:table-cell>{inner}</table:table-cell>"

    remark = "<office:annotation><text:p>Is this so?</text:p></office:annotation>"
    nested = f"<table:table><table:table-row>{cell('<text:p>nested</text:p>')}</table:table-row></table:table>"
    row = (
        cell(f"<text:p>Tea{remark} time</text:p>")
        + cell("<text:p>two</text:p>")
        + cell(f"<text:p>three</text:p>{nested}")
    )
    rows = f"<table:table-rows><table:table-row>{row}</table:table-row></table:table-rows>"
    last = f"<table:table-row>{cell('<text:p>last</text:p>')}</table:table-row>"
    body = f"<office:text><table:table>{rows}{last}</table:table></office:text>"
    read = came(tmp_path / "a.odt", odf("text", body))
    assert read.text == "| Tea time | two | three nested |\nlast\n\n\n# Comments\nIs this so?\n"
    assert read.place("last") == "table 1, row 2, cell 1"


def test_what_careword_remarked_is_no_part_of_the_note(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The end.")
    for author in ("careword", "A person", "careword"):
        document.add_comment(paragraph.runs, text=f"Said by {author}", author=author, initials="")
    read = came(tmp_path / "a.docx", saved(document.save))
    assert read.text == "The end.\n\n\n# Comments\nSaid by A person\n"
    assert read.place("Said by") == "comment 1"
    said = (
        f"<office:annotation><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{author}</dc:creator>"
        f"<text:p>Said by {author}</text:p></office:annotation>"
        for author in ("careword", "A person")
    )
    read = came(tmp_path / "a.odt", odf("text", f"<office:text><text:p>The {''.join(said)}end.</text:p></office:text>"))
    assert read.text == "The end.\n\n\n# Comments\nSaid by A person\n"
