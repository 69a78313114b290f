"""What helps the writer out: the message, drop-ins that fit, frames and questions (domain.md 4.5)."""

from __future__ import annotations

import re

import pytest

from careword.book import Book, WriteData
from careword.findings import Finding
from careword.lint import Linter
from careword.text import Document
from conftest import Asked


def only(findings: list[Finding], rule: str) -> Finding:
    return next(item for item in findings if item.candidate.rule == rule)


def with_write(book: Book, write: WriteData) -> Linter:
    """Give a linter for the rule on allegations with one drop-in of this test's own."""
    rule = book.by_id["allegation"]._replace(writes=(write,))
    rules = tuple(rule if item.id == rule.id else item for item in book.rules)
    changed = Book(
        edition="t", jurisdiction="t", digest="t", packs=book.packs, rules=rules, cues=book.cues,
        law=book.law, notes=book.notes, irregular=book.irregular, lists={}, index=book.index,
    )  # fmt: skip
    return Linter(changed, only=["allegation"])


DROP_INS = [
    ("Kai alleged that he was hit.", ("said",)),
    ("Kai alleges that he was hit.", ("says",)),
    ("Kai is alleging that he was hit.", ("saying",)),
    ("Alleging that he was hit, Kai left.", ("Saying",)),
]


@pytest.mark.parametrize(("text", "expected"), DROP_INS)
def test_a_drop_in_takes_the_form_and_the_capital_of_the_words_it_stands_for(
    book: Book, text: str, expected: tuple[str, ...]
) -> None:
    linter = with_write(book, WriteData("~say", "alleged|alleges|alleging", "", ""))
    found = [item for item in linter.verdicts(Document(text)) if isinstance(item, Finding)]
    assert [item.replacements for item in found] == [expected]


def test_shorthand_in_capitals_lends_a_drop_in_no_capital(book: Book) -> None:
    found = Linter(book, only=["did-not-attend"]).verdicts(Document("Kai, 14, DNA'd his review."))
    offered = [text for item in found if isinstance(item, Finding) for text in item.replacements]
    assert offered
    assert not any(text[0].isupper() for text in offered)


QUOTED = [
    'Dad said "Kai alleged that he was hit".',
    "Dad said 'Kai alleged that he was hit'.",
    "Dad said \u2018Kai alleged that he was hit\u2019.",
    "Dad wrote:\n\n> Kai alleged that he was hit.\n",
]


@pytest.mark.parametrize("text", QUOTED)
def test_nothing_inside_a_quotation_is_ever_replaced(book: Book, text: str) -> None:
    linter = with_write(book, WriteData("~say", "alleged|alleges|alleging", "", ""))
    found = [item for item in linter.verdicts(Document(text)) if isinstance(item, Finding)]
    assert all(item.replacements == () for item in found)


def test_frames_are_filled_from_the_note(ask: Asked) -> None:
    named = only(ask.findings("Julia, 14, consented to sex with him."), "consent")
    assert any("Julia" in frame and "14" in frame for frame in named.frames)
    bare = only(ask.findings("She consented to sex with him."), "consent")
    assert all("{" not in frame for frame in bare.frames)
    assert any("the child" in frame.lower() for frame in bare.frames)


def test_law_is_stated_only_where_the_age_is_known(ask: Asked, book: Book) -> None:
    facts = [fact for _, fact, _ in book.law.values()]
    known = only(ask.findings("Julia, 12, consented to sex with him."), "consent")
    unknown = only(ask.findings("She consented to sex with him."), "consent")
    assert any(fact in known.message for fact in facts)
    assert not any(fact in unknown.message for fact in facts)
    assert any("old" in question for question in unknown.questions)


def test_a_childs_words_ask_for_help_to_understand_and_never_for_challenge(ask: Asked) -> None:
    finding = only(ask.findings("Julia, 12, told me she consented to sex with him."), "consent")
    asked = " ".join((finding.message, *finding.questions, *finding.frames)).lower()
    assert "help julia understand" in asked
    assert "challenge" not in asked


def test_an_adults_words_ask_what_was_said_back(ask: Asked) -> None:
    finding = only(ask.findings("Mum says Julia, 14, consented to sex with him."), "consent")
    assert any("say to the person" in question or "say back" in question for question in finding.questions)


def test_a_report_without_a_source_asks_for_one(ask: Asked) -> None:
    finding = only(ask.findings("It was reported that she consented to sex with him."), "consent")
    assert any(question.startswith("Who said this") for question in finding.questions)


def test_messages_say_what_words_do_and_not_what_the_writer_is(book: Book) -> None:
    for rule in book.rules:
        said = " ".join((rule.message, *(ask.text for ask in rule.asks), *(frame.text for frame in rule.frames)))
        assert not re.search(r"\byou(?:r note)? (?:are|is) (?:blam|judg|minimi)", said, re.IGNORECASE), rule.id


def test_no_advice_says_no_analysis(ask: Asked) -> None:
    finding = only(ask.findings("Julia, 12, told me she consented to sex with him."), "consent")
    assert "not found near" in finding.message
    assert "no analysis" not in finding.message.lower()


def test_allegation_never_becomes_disclosure(book: Book) -> None:
    rule = book.by_id["allegation"]
    assert not any("disclos" in write.write for write in rule.writes)


LIMITED = [
    ("They alleged that he was hit.", WriteData("said", "alleged", "", "", not_before="they"), ()),
    ("Kai alleged that he was hit.", WriteData("said", "alleged", "", "", not_before="they"), ("said",)),
    ("Mum says that Kai alleged that he was hit.", WriteData("said", "alleged", "", "", voice=("own",)), ()),
    ("Kai alleged that he was hit.", WriteData("said", "alleged", "", "", voice=("own",)), ("said",)),
    ("Kai, 17, alleged that he was hit.", WriteData("said", "alleged", "", "", age=("13-15",)), ()),
    ("Kai, 14, alleged that he was hit.", WriteData("said", "alleged", "", "", age=("13-15",)), ("said",)),
    ("An alleged assault on Kai.", WriteData("reported", "alleged", "", ""), ()),
]


@pytest.mark.parametrize(("text", "write", "expected"), LIMITED)
def test_a_drop_in_is_offered_only_where_it_fits(
    book: Book, text: str, write: WriteData, expected: tuple[str, ...]
) -> None:
    found = [item for item in with_write(book, write).verdicts(Document(text)) if isinstance(item, Finding)]
    assert [item.replacements for item in found] == [expected]


AS_SAID = [
    "Child's voice\nI got pregnant.",
    "Ella's text read: I absconded, I got pregnant.",
    "Dad (text message): she absconded and is putting herself at risk",
    "Ella, 15: I absconded.",
    "Ella wrote in her letter:\nI absconded and got pregnant.",
    "Mum's email said: she absconded on Monday.",
    "Nan: she absconded again.",
]


@pytest.mark.parametrize("text", AS_SAID)
def test_no_drop_in_is_offered_in_words_that_are_kept_as_said(ask: Asked, text: str) -> None:
    found = ask.findings(text)
    assert found
    assert not any(item.replacements for item in found)


def test_a_drop_in_is_offered_where_the_writer_tells_what_was_said(ask: Asked) -> None:
    assert only(ask.findings("Ella said she absconded on Monday."), "absconded").replacements
    assert only(ask.findings("Mum told me that she absconded on Monday."), "absconded").replacements
