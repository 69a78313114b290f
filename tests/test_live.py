"""A note that is being edited has the verdicts that a fresh check of it gives, after any edits."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careword.book import Book
from careword.findings import Candidate, Finding
from careword.layout import Layout
from careword.lint import Linter
from careword.live import LiveNote
from careword.rule import Flag, Rule
from careword.rulebook import bundled
from careword.text import Document, pieces

CORPUS = Path(__file__).parents[1] / "corpus"
NOTES = [
    path.read_text(encoding="utf-8")
    for folder in ("annotated", "quiet", "samples")
    for path in sorted((CORPUS / folder).glob("*.txt"))
]
PARAGRAPHS = [part for note in NOTES for part in note.split("\n\n")]
# what changes facts about a whole note: names, ages, sections, and analysis in them
TURNS = [
    "\n\n",
    "\r\n\r\n",
    "\n## Analysis\n\n",
    "\n\nAnalysis\n\nIn my view Julia could not consent: he is an adult and groomed her, and he had the power.\n\n",
    "Child's voice:\n",
    " Kai, 14, ",
    " mum Donna ",
    "DOB: 3/2/2010\n\nDate: 14/05/2023\n\n",
    "“She is promiscuous,” he said. ",
    "The police said the allegation was retracted. ",
    "> she is attention seeking\n",
    "He is manipulatve and prommiscuous. ",
]
ODD = "😀e\u0301\r\n\r\v\f\u0085\u2028\u00a0“”'.:-(x "

typed = st.one_of(
    st.text(ODD, min_size=1, max_size=3),
    st.sampled_from(TURNS),
    st.sampled_from(PARAGRAPHS).map(lambda part: f"\n\n{part}\n\n"),
    st.sampled_from(PARAGRAPHS).map(lambda part: part[:80]),
    st.just(""),
)
edits = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(st.integers(0, 6), st.integers(0, 400)), typed), min_size=1, max_size=8
)


def settled(note: LiveNote) -> LiveNote:
    for _ in note.settle():
        pass
    return note


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(NOTES), changes=edits)
def test_any_edits_give_what_a_fresh_check_gives(
    linter: Linter, start: str, changes: list[tuple[float, int, str]]
) -> None:
    note = settled(LiveNote(linter, start))
    text = start
    for at, length, new in changes:
        low = int(at * len(text))
        high = min(low + length, len(text))
        text = text[:low] + new + text[high:]
        note.edit(low, high, new)
        settled(note)
    assert note.text == text
    assert note.verdicts() == linter.verdicts(Document(text))


WIDE = ["no-impact-statement", "child-voice-absent", "responsibility-grammar", "empty-analysis", "sexual-health-only"]
WIDE_NOTES = [
    example.flag.replace("<", "").replace(">", "")
    for path in bundled().glob("*/*.yaml")
    if path.stem in WIDE
    for example in Rule.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).examples
    if isinstance(example, Flag)
]
WIDE_TURNS = [
    "Analysis:\n",
    "\n\nAnalysis\n\n",
    "n/a\n\n",
    "Next steps: ring nan.\n\n",
    "Home visit\n\n",
    "“So.” ",
    "She smiled. ",
    "I think this means he is afraid. ",
    "A man did this. ",
    "I asked whether she felt pressured. ",
]
wide_edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.one_of(st.integers(0, 6), st.integers(0, 400)),
        st.one_of(st.sampled_from(WIDE_TURNS), st.sampled_from(WIDE_NOTES).map(lambda note: f"{note}\n\n")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.lists(st.sampled_from(WIDE_NOTES), min_size=1, max_size=3), changes=wide_edits)
def test_rules_about_whole_notes_follow_any_edit(
    book: Book, start: list[str], changes: list[tuple[float, int, str]]
) -> None:
    linter = Linter(book, levels=dict.fromkeys(WIDE, "information"), only=WIDE)
    text = "\n\n".join(start)
    note = settled(LiveNote(linter, text))
    for at, length, new in changes:
        low = int(at * len(text))
        high = min(low + length, len(text))
        text = text[:low] + new + text[high:]
        note.edit(low, high, new)
        settled(note)
        assert note.verdicts() == linter.verdicts(Document(text))


def test_edits_before_the_last_were_judged_give_the_same(linter: Linter) -> None:
    note = LiveNote(linter, NOTES[0])
    for number, part in enumerate(PARAGRAPHS[:30]):
        note.edit(number, number, f"{part}\n\n")
        next(note.settle(), None)  # one step, and then the next edit comes
    assert not note.settled
    assert settled(note).verdicts() == linter.verdicts(Document(note.text))


@pytest.mark.parametrize("text", ["", "\n", "\n\n", "a", "\r\n\r\na\r\n \r\nb", "a\n\v\n\u2028\nb\r\rc"])
def test_the_pieces_of_a_note_are_the_whole_of_it(text: str) -> None:
    assert "".join(text[slice(*span)] for span in pieces(text)) == text


def test_an_edit_judges_its_neighbourhood_only(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "\n\n".join(["The kitchen was warm, and Ella made tea for her nan. " * 4] * 200)
    middle = len(long) // 2
    note = settled(LiveNote(linter, f"{long[:middle]}\n\nElla is promiscuous.\n\n{long[middle:]}"))
    at = note.text.index("promiscuous") + len("promiscuous")
    read: list[int] = []
    candidates = linter.candidates

    def counted(layout: Layout) -> list[Candidate]:
        read.append(len(layout.document.text))
        return candidates(layout)

    monkeypatch.setattr(linter, "candidates", counted)
    note.edit(at, at, "!")
    settled(note)
    assert [verdict for verdict in note.verdicts() if isinstance(verdict, Finding)]
    assert 0 < sum(read) < len(note.text) / 20


def test_a_girl_far_away_says_who_a_male_is(linter: Linter) -> None:
    note = settled(LiveNote(linter, "Male is promiscuous.\n\n" + "The kitchen was warm.\n\n" * 40))
    for new in ("She was late.", ""):
        note.edit(note.text.rindex("The"), len(note.text), new)
        assert settled(note).verdicts() == linter.verdicts(Document(note.text))
        note.edit(len(note.text), len(note.text), "\n\nThe end.")


def test_letters_typed_beside_words_leave_their_verdicts_alone(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = "The kitchen was warm. Her nan made tea. They sat down. It rained outside. "
    note = settled(LiveNote(linter, f"Ella, 14, is promiscuous.\n\n{plain * 2}\n\nShe is a slut.\n\n{plain}"))
    fresh = Linter(linter.book)
    judged: list[Candidate] = []

    def counted(_layout: Layout, candidates: list[Candidate]) -> list[Finding]:
        judged.extend(candidates)
        return []

    monkeypatch.setattr(linter, "judged", counted)
    for word, letter in (("made", "s"), ("tea", "m"), ("sat", "t")):
        at = note.text.index(word)
        for end, new in ((at, letter), (at + 1, "")):
            note.edit(at, end, new)
            assert settled(note).verdicts() == fresh.verdicts(Document(note.text))
    assert not judged


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(NOTES),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1), st.sampled_from('astI .\n?"')), max_size=12),
)
def test_typing_gives_what_a_fresh_check_gives(
    linter: Linter, start: str, changes: list[tuple[float, int, str]]
) -> None:
    note = settled(LiveNote(linter, start))
    for at, length, new in changes:
        low = int(at * len(note.text))
        note.edit(low, min(low + length, len(note.text)), new)
        assert settled(note).verdicts() == linter.verdicts(Document(note.text))
