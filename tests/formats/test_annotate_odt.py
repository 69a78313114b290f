"""An OpenDocument text in, its copy out: comments at exactly the words, and nothing else that differs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from annotating import made, notes, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_word import ODT
from writers import odf, odt

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
RICH = odf(
    "text",
    "<office:text><text:p>On <text:date>1 May</text:date> she "
    "<text:span>kept <text:span>very</text:span> calm</text:span>"
    "<text:s text:c='3'/>and <text:a>linked</text:a><!-- a remark --> words<text:tab/>then<text:line-break/>left."
    "</text:p>"
    "<text:p>It<draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><draw:text-box>"
    "<text:p>In a box</text:p></draw:text-box></draw:frame> ended.</text:p>"
    "<draw:frame xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'><draw:text-box>"
    "<text:p>On the page</text:p></draw:text-box></draw:frame></office:text>",
)


def content(data: bytes) -> Any:  # noqa: ANN401 - lxml brings no types
    """Give the content of a file."""
    return etree.fromstring(parts(data)["content.xml"])


def own(root: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Give the annotations of careword's."""
    return [item for item in root.iter(_OFFICE + "annotation") if item.findtext(_DC + "creator") == "careword"]


def said(annotation: Any) -> list[str]:  # noqa: ANN401 - as above
    """Give the paragraphs of an annotation."""
    return [item.text for item in annotation.iter(_TEXT + "p")]


def anchored(data: bytes) -> list[str]:
    """Give the words between the two ends of each annotation, as they stand in the XML."""
    root = content(data)
    xml = etree.tostring(root, encoding="unicode")
    out = []
    for annotation in own(root):
        name = annotation.get(_OFFICE + "name")
        if name is not None:
            found = re.search(
                f'<office:annotation[^>]* office:name="{name}".*?</office:annotation>(.*?)'
                f'<office:annotation-end office:name="{name}"/>', xml, re.DOTALL,
            )  # fmt: skip
            assert found is not None
            aside = r"<(office:annotation|text:note)\b.*?</\1>"
            inner = re.sub(aside, "", found[1], flags=re.DOTALL)
            inner = re.sub(r"<text:s text:c=.3./>", "   ", inner).replace("<text:tab/>", "\t")
            out.append(re.sub(r"<!--.*?-->|<[^>]*>", "", inner.replace("<text:line-break/>", "\n")))
    return out


def bare(root: Any) -> bytes:  # noqa: ANN401 - as above
    """Give the content without what careword put in."""
    taken = own(root)
    names = {item.get(_OFFICE + "name") for item in taken}
    taken += [item for item in root.iter(_OFFICE + "annotation-end") if item.get(_OFFICE + "name") in names]
    for item in taken:
        before, above = item.getprevious(), item.getparent()
        if before is not None:
            before.tail = (before.tail or "") + (item.tail or "") or None
        else:
            above.text = (above.text or "") + (item.tail or "") or None
        above.remove(item)
    out: bytes = etree.tostring(root, method="c14n")
    return out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ODT, "Home visit"), (ODT, "Ella"), (ODT, "lla m"), (ODT, "made  tea"), (ODT, "tea today"), (ODT, "tod"),
        (ODT, "today\nbelow"), (ODT, "In a list"), (ODT, "Safe"), (RICH, "she kept very calm"), (RICH, "ver"),
        (RICH, "very calm   and"), (RICH, "calm   and linked words"), (RICH, "ked wor"),
        (RICH, "words\tthen\nleft."), (RICH, "On"), (RICH, "she"), (RICH, "ended"),
    ],
)  # fmt: skip
def test_the_comment_stands_at_exactly_the_words(data: bytes, words: str) -> None:
    copy = made(".odt", data, words)
    assert anchored(copy.data) == [words.replace("made  tea", "madetea")]  # two spaces are an element
    assert said(own(content(copy.data))[0])[0] == "Is it so?"
    assert bare(content(copy.data)) == bare(content(data))
    assert copy.changed == {"content.xml"}


def test_words_inside_a_field_have_theirs_round_the_field() -> None:
    copy = made(".odt", RICH, "May", "n 1")
    assert sorted(anchored(copy.data)) == ["1 May", "n 1 May"]
    assert bare(content(copy.data)) == bare(content(RICH))


@pytest.mark.parametrize(
    ("data", "words", "first", "after"),
    [
        (ODT, "As told", "footnote 1: “As told”", "note"),
        (ODT, "Is this so", "comment 1: “Is this so”", "annotation"),
        (RICH, "In a box", "text box 1: “In a box”", "frame"),
    ],
)
def test_words_where_no_comment_can_be_have_theirs_at_the_mark(data: bytes, words: str, first: str, after: str) -> None:
    copy = made(".odt", data, words)
    assert copy.copy.left == ()
    (annotation,) = own(content(copy.data))
    assert said(annotation) == [first, "Is it so?", f"On {words}: “x” & <y>"]
    assert annotation.getprevious().tag.endswith("}" + after)
    assert bare(content(copy.data)) == bare(content(data))


@pytest.mark.parametrize(("data", "words"), [(ODT, "Confidential"), (RICH, "On the page")])
def test_words_that_nothing_in_the_text_holds_are_named(data: bytes, words: str) -> None:
    copy = made(".odt", data, words)
    assert len(copy.copy.left) == 1
    assert copy.data == data


def test_comments_may_touch_overlap_and_contain_each_other() -> None:
    words = ["kept very", "very calm", "she kept very calm", "and", "linked words", "ended"]
    copy = made(".odt", RICH, *words)
    assert sorted(anchored(copy.data)) == sorted(words)
    assert bare(content(copy.data)) == bare(content(RICH))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(st.sampled_from("ab  c.é😀“”"), min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=4
    ),
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 12)), min_size=1, max_size=5),
)
def test_any_words(lines: list[str], picked: list[tuple[float, int]]) -> None:
    data = odt("\n".join(lines))
    text = notes(".odt", data)[0].document.text
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    starts = [(solid[int(share * (len(solid) - 1))], length) for share, length in picked]
    wanted = [text[at : at + length].split("\n", maxsplit=1)[0] for at, length in starts]
    copy = made(".odt", data, *wanted)
    assert notes(".odt", copy.data)[0].document.text == text
    assert bare(content(copy.data)) == bare(content(data))
