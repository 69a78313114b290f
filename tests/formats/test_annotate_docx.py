"""A Word file in, its copy out: real comments at exactly the words, and nothing else that differs."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from annotating import DATE, made, notes, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_word import put, with_footnote
from writers import saved

from careword.annotate.copies import annotated

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {_W + name for name in ("commentRangeStart", "commentRangeEnd")}
_TRACKED = "w:id='91' w:author='A' w:date='2026-01-01T00:00:00Z'"
_BOX = (
    "<w:r xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent><mc:Choice "
    "Requires='wps'><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "</mc:AlternateContent></w:r>"
)


def body(data: bytes) -> Any:  # noqa: ANN401 - lxml brings no types
    """Give the document of a file."""
    return etree.fromstring(parts(data)["word/document.xml"])


def anchored(data: bytes) -> list[tuple[str, str]]:
    """Give the words inside the range of each comment of careword's, with the last line of the comment."""
    root = body(data)
    out = []
    for comment in docx.Document(io.BytesIO(data)).comments:
        if comment.author == "careword":
            inside, words = False, ""
            for element in root.iter():
                number = element.get(_W + "id")
                if element.tag == _W + "commentRangeStart" and number == str(comment.comment_id):
                    inside = True
                elif element.tag == _W + "commentRangeEnd" and number == str(comment.comment_id):
                    inside = False
                elif inside and element.tag == _W + "t":
                    words += element.text or ""
                elif inside and element.tag == _W + "br":
                    words += "\n"
            out.append((words, comment.text.split("\n")[-1]))
    return out


def bare(root: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - as above
    """Give what a document holds beside comments: every character with its look and what is round it."""
    out: list[tuple[Any, ...]] = []
    for element in root.iter():
        if element.tag in _MARKS or element.find(f"{_W}commentReference") is not None:
            continue
        if any(above.find(f"{_W}commentReference") is not None for above in element.iterancestors(_W + "r")):
            continue
        if element.tag == _W + "t":
            run = element.getparent()
            look = run.find(_W + "rPr")
            round_it = tuple(above.tag for above in run.iterancestors())
            seen = (None if look is None else etree.tostring(look), tuple(run.attrib.items()), round_it)
            out += [(char, *seen) for char in element.text or ""]
        elif element.tag != _W + "r" and _W + "rPr" not in [above.tag for above in (element, *element.iterancestors())]:
            out.append((element.tag, tuple(element.attrib.items())))
    return out


def everything() -> bytes:
    """Make a file with words in every kind of place."""
    document = docx.Document()
    document.add_heading("Home visit", 1)
    first = document.add_paragraph("Ella ")
    first.add_run("ma").bold = True
    first.add_run("de warm t").italic = True
    first.add_run("ea today")
    put(first, f"<w:ins {_TRACKED}><w:r><w:t>inserted words here</w:t></w:r></w:ins>")
    put(first, f"<w:del {_TRACKED}><w:r><w:delText>cold gin</w:delText></w:r></w:del>")
    put(first, "<w:hyperlink w:anchor='x'><w:r><w:t>, linked words</w:t></w:r></w:hyperlink>")
    put(
        first,
        "<w:sdt><w:sdtContent><w:r><w:t>, chosen</w:t><w:br/><w:t>below</w:t><w:tab/></w:r></w:sdtContent></w:sdt>",
    )
    put(first, _BOX)
    form = document.add_table(2, 2)
    form.cell(0, 0).text, form.cell(0, 1).text = "Child's view", "I like nan's.\nAnd the dog."
    form.cell(1, 0).text, form.cell(1, 1).text = "Analysis", "She feels safe there."
    last = document.add_paragraph("The end.")
    document.add_comment(last.runs, text="Is this so?", author="A person", initials="A")
    mark = document.add_paragraph("Told")
    put(mark, "<w:r><w:footnoteReference w:id='2'/></w:r>")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    return with_footnote(saved(document.save), "As told by phone.")


@pytest.fixture(scope="module")
def full() -> bytes:
    """Give the file with everything in it."""
    return everything()


@pytest.mark.parametrize(
    "words",
    ["Home visit", "Ella", "lla", "made", "ade warm te", "made warm tea today", "inserted words here", "words", "dog",
     "today…inserted", "linked words", "chosen\nbelow", "below", "nan's.", "Analysis", "safe", "The end", "Ella…safe"],
)  # fmt: skip
def test_the_comment_stands_at_exactly_the_words(full: bytes, words: str) -> None:
    copy = made(".docx", full, words)
    text = notes(".docx", full)[0].document.text
    start, _, last = words.partition("…")
    wanted = text[text.index(start) : text.index(last, text.index(start)) + len(last)] if last else words
    found = anchored(copy.data)
    assert len(found) == text.count(start)
    for seen, said in found:
        assert re.sub(r"\s", "", seen) == re.sub(r"\s|: ", "", wanted)
        assert said == f"On {' '.join(words.split())}: “x” & <y>"
    assert bare(body(copy.data)) == bare(body(full))


def test_only_the_document_and_the_comments_change(full: bytes) -> None:
    assert made(".docx", full, "made", "safe", "words").changed == {"word/document.xml", "word/comments.xml"}
    without = docx.Document()
    without.add_paragraph("Ella made tea.")
    copy = made(".docx", saved(without.save), "made")
    new = {"word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert copy.changed == {"word/document.xml"} | new
    old, now = parts(copy.before), parts(copy.data)
    for name in new - {"word/comments.xml"}:
        before, after = list(etree.fromstring(old[name])), list(etree.fromstring(now[name]))
        assert [dict(item.attrib) for item in after[:-1]] == [dict(item.attrib) for item in before]
        assert "comments" in str(dict(after[-1].attrib))


def test_a_comment_says_who_and_when_and_the_question_first(full: bytes) -> None:
    (comment,) = (
        item for item in docx.Document(io.BytesIO(made(".docx", full, "made").data)).comments if item.initials == "cw"
    )
    assert comment.author == "careword"
    assert comment.timestamp == DATE
    assert comment.text.split("\n") == ["Is it so?", "On made: “x” & <y>"]


def test_what_others_said_stays(full: bytes) -> None:
    said = [(item.author, item.text) for item in docx.Document(io.BytesIO(made(".docx", full, "made").data)).comments]
    assert said[0] == ("A person", "Is this so?")
    assert len(said) == 2


@pytest.mark.parametrize(
    ("words", "where", "mark"),
    [
        ("told by phone", "footnote 1: “told by phone”", "footnoteReference"),
        ("Is this so", "comment 1: “Is this so”", "commentReference"),
        ("a box", "text box at paragraph 2: “a box”", "txbxContent"),
    ],
)
def test_words_where_no_comment_can_be_have_theirs_at_the_mark(full: bytes, words: str, where: str, mark: str) -> None:
    copy = made(".docx", full, words)
    assert copy.copy.left == ()
    (comment,) = (item for item in docx.Document(io.BytesIO(copy.data)).comments if item.author == "careword")
    assert comment.text.split("\n") == [where, "Is it so?", f"On {words}: “x” & <y>"]
    (start,) = body(copy.data).iterfind(f".//{_W}commentRangeStart[@{_W}id='{comment.comment_id}']")
    run = start.getnext()
    assert run.tag == _W + "r"
    assert run.find(f".//{_W}{mark}") is not None
    assert bare(body(copy.data)) == bare(body(full))


def test_words_in_a_header_are_named(full: bytes) -> None:
    copy = made(".docx", full, "Confidential")
    assert copy.copy.left == ("header",)
    assert copy.data == full


def test_comments_may_touch_overlap_and_contain_each_other(full: bytes) -> None:
    copy = made(".docx", full, "made warm", "warm tea", "ade warm te", "made warm tea", "today")
    assert [words for words, _ in anchored(copy.data)] == [
        "made warm",
        "warm tea",
        "ade warm te",
        "made warm tea",
        "today",
    ]
    assert bare(body(copy.data)) == bare(body(full))


def test_the_sign_of_a_comment_is_no_tracked_insertion_and_no_link(full: bytes) -> None:
    for element in body(made(".docx", full, "inserted words", "linked words").data).iter(_W + "commentReference"):
        assert element.getparent().getparent().tag == _W + "p"


def test_the_same_file_gives_the_same_copy(full: bytes) -> None:
    assert made(".docx", full, "made", "safe").data == made(".docx", full, "made", "safe").data


def test_a_copy_without_remarks_is_the_file(full: bytes) -> None:
    assert annotated(full, ".docx", [], DATE).data == full


CHARACTERS = st.text(
    st.one_of(st.sampled_from("ab c.é😀“”"), st.characters(exclude_categories=["Cs", "Cc"])), max_size=6
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(CHARACTERS, min_size=1, max_size=5), min_size=1, max_size=4),
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 12)), min_size=1, max_size=5),
)
def test_any_words_in_any_runs(paragraphs: list[list[str]], picked: list[tuple[float, int]]) -> None:
    document = docx.Document()
    for runs in [*paragraphs, ["The end."]]:
        paragraph = document.add_paragraph()
        for text in runs:
            paragraph.add_run(text)
    data = saved(document.save)
    text = notes(".docx", data)[0].document.text
    solid = [at for at, char in enumerate(text) if not char.isspace() and char != "#"]
    wanted = []
    for share, length in picked:
        at = solid[int(share * (len(solid) - 1))]
        wanted.append(text[at : at + length].split("\n", maxsplit=1)[0])
    copy = made(".docx", data, *wanted)
    assert notes(".docx", copy.data)[0].document.text == text
    assert {words for words, _ in anchored(copy.data)} == set(wanted)
    assert bare(body(copy.data)) == bare(body(data))
