"""A PDF in, its copy out: highlights over exactly the words, and the file itself byte for byte before them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from annotating import DATE, Made, made, notes, remarks
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas
from writers import pdf

from careword.annotate.copies import annotated
from careword.readers.decode import UnreadableError

LINES = [
    "Ella made warm tea, and the Dog slept.",
    "She said that she was promis-",
    "cuous, and left (Quickly) by 4pm.",
    "(x) “y”",
]
Corners = tuple[float, float, float, float]


def written(*pages: list[str]) -> bytes:
    """Write a PDF whose lines stand at known places."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(400, 300))
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.setFont("Helvetica", 12)
            sheet.drawString(50, 250 - 20 * number, line)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Change the pages of a file."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        change(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def highlights(data: bytes) -> list[tuple[int, Any]]:
    """Give the highlights with the number of their page."""
    return [
        (number, mark.get_object())
        for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages)
        for mark in page.get("/Annots", ())
        if mark.get_object()["/Subtype"] == "/Highlight"
    ]


def corners(mark: Any) -> list[Corners]:  # noqa: ANN401 - pypdf's own
    """Give the rectangles of a highlight: left, bottom, right, top."""
    numbers = [float(number) for number in mark["/QuadPoints"]]
    out = []
    for at in range(0, len(numbers), 8):
        left, top, right, top2, left2, bottom, right2, bottom2 = numbers[at : at + 8]
        assert (left, right, top, bottom) == (left2, right2, top2, bottom2)
        out.append((left, bottom, right, top))
    return out


def over(line: str, number: int, words: str) -> Corners:
    """Say where words were drawn, by the widths of the letters and not by any reader."""
    start = line.index(words)
    left = 50 + stringWidth(line[:start], "Helvetica", 12)
    base = 250 - 20 * number
    return left, base, left + stringWidth(words, "Helvetica", 12), base + 8.6


def covers(found: Corners, wanted: Corners) -> bool:
    """Say whether a rectangle lies over words: its sides within two points, its height within the line."""
    left, bottom, right, top = found
    return (
        abs(left - wanted[0]) < 2 and abs(right - wanted[2]) < 2
        and wanted[1] - 4 <= bottom <= wanted[1] + 6 and wanted[1] + 4 <= top <= wanted[3] + 2
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "Ella"), (0, "made warm tea"), (0, "arm"), (0, "Dog slept."), (1, "She said"), (2, "left (Quickly)")],
)
def test_a_highlight_lies_over_the_words(number: int, words: str) -> None:
    copy = made(".pdf", written(LINES), words)
    ((page, mark),) = highlights(copy.data)
    (found,) = corners(mark)
    assert page == 0
    assert covers(found, over(LINES[number], number, words)), (found, over(LINES[number], number, words))
    assert not covers(found, over(LINES[number], number + 1, words))


def test_words_over_two_lines_have_two_rectangles() -> None:
    copy = made(".pdf", written(LINES), "warm tea…She said")
    ((_, mark),) = highlights(copy.data)
    first, second = corners(mark)
    assert covers(first, over(LINES[0], 0, "warm tea, and the Dog slept."))
    assert covers(second, over(LINES[1], 1, "She said"))
    rect = [float(number) for number in mark["/Rect"]]
    assert rect == [min(first[0], second[0]), second[1], max(first[2], second[2]), first[3]]


def test_words_over_two_pages_have_a_highlight_on_each() -> None:
    copy = made(".pdf", written(LINES, ["Then she slept."]), "left…Then she")
    assert [page for page, _ in highlights(copy.data)] == [0, 1]
    assert covers(corners(highlights(copy.data)[1][1])[0], over("Then she slept.", 0, "Then she"))


def test_a_highlight_says_who_and_when_and_the_question_first() -> None:
    copy = made(".pdf", written(LINES), "Ella")
    ((_, mark),) = highlights(copy.data)
    assert mark["/T"] == "careword"
    assert mark["/M"] == "D:20261122093000Z"
    assert mark["/Contents"].split("\n") == ["Is it so?", "On Ella: “x” & <y>"]
    popup = mark["/Popup"].get_object()
    assert popup["/Subtype"] == "/Popup"
    assert popup["/Parent"].get_object()["/NM"] == mark["/NM"]


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.rotate(90),
        lambda page: setattr(page, "cropbox", RectangleObject((30, 40, 390, 290))),
        lambda page: setattr(page, "mediabox", RectangleObject((-20, -30, 420, 320))),
        lambda page: page.__setitem__(NameObject("/UserUnit"), pypdf.generic.FloatObject(2)),
    ],
    ids=["turned", "cropped", "shifted", "enlarged"],
)
def test_a_page_that_is_turned_cropped_or_shifted(change: Callable[[Any], None]) -> None:
    data = changed(written(LINES), change)
    ((_, mark),) = highlights(made(".pdf", data, "warm tea").data)
    (found,) = corners(mark)
    assert covers(found, over(LINES[0], 0, "warm tea")), found


def same(copy: Made) -> None:
    """See that the copy is the file with something after it, and that it says the same."""
    assert copy.data.startswith(copy.before)
    old, new = (pypdf.PdfReader(io.BytesIO(data)) for data in (copy.before, copy.data))
    assert [page.extract_text() for page in new.pages] == [page.extract_text() for page in old.pages]
    assert [page.get_contents() for page in new.pages] == [page.get_contents() for page in old.pages]
    assert new.metadata == old.metadata
    for one, other in zip(old.pages, new.pages, strict=True):
        assert set(other) - set(one) <= {"/Annots"}


def test_nothing_else_changes() -> None:
    same(made(".pdf", written(LINES, LINES), "Ella", "left"))
    same(made(".pdf", pdf("She is promiscuous.\n" * 200), "promiscuous"))


def test_what_others_marked_stays() -> None:
    def link(page: Any) -> None:  # noqa: ANN401 - pypdf's own
        mark = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Link"), NameObject("/Rect"): RectangleObject((0, 0, 9, 9))}
        )
        page[NameObject("/Annots")] = ArrayObject([mark])

    copy = made(".pdf", changed(written(LINES), link), "Ella")
    same(copy)
    page = pypdf.PdfReader(io.BytesIO(copy.data)).pages[0]
    assert [mark.get_object()["/Subtype"] for mark in page["/Annots"]] == ["/Link", "/Highlight", "/Popup"]  # type: ignore[attr-defined]  # an array


def test_the_same_file_gives_the_same_copy() -> None:
    data = written(LINES)
    assert made(".pdf", data, "Ella").data == made(".pdf", data, "Ella").data


def test_an_encrypted_file_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(written(LINES)))
    writer.encrypt("", "owner")
    out = io.BytesIO()
    writer.write(out)
    data = out.getvalue()
    assert notes(".pdf", data)  # it may be read without a password
    with pytest.raises(UnreadableError, match="protected against changes"):
        annotated(data, ".pdf", remarks(".pdf", data, ["Ella"]), DATE)
