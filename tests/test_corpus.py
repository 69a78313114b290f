"""The corpus: every note can be read, there are enough, and careword stays above the floors on the tuning notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from careword import evaluate
from careword.book import Book
from careword.corpus import CorpusError, notes, read
from careword.lint import Linter
from careword.listed import beside

CORPUS = Path(__file__).parents[1] / "corpus"

# Floors, not aims: they are what a change may not fall below. The aims are 0.95 for rules and voice, 0.90 for analysis.
RECALL, PRECISION = 0.88, 0.94
VOICE = 0.94
ANALYSIS = 0.90


def test_there_are_enough_notes_of_each_kind() -> None:
    assert len(notes([CORPUS / "annotated"])) >= 60
    assert len(notes([CORPUS / "quiet"])) >= 40
    assert notes([CORPUS / "measuring" / "annotated"])
    assert notes([CORPUS / "measuring" / "quiet"])


def test_annotated_notes_are_marked_and_quiet_ones_are_not() -> None:
    for folder in (CORPUS, CORPUS / "measuring"):
        assert all(note.marks for note in notes([folder / "annotated"]))
        assert not any(note.marks for note in notes([folder / "quiet"]))


def test_marks_lie_inside_the_text_and_name_rules_and_contexts(book: Book) -> None:
    for note in notes([CORPUS]):
        for mark in note.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(note.document.text)
            assert set(mark.rules) <= set(book.by_id), f"{note.path.name}: {mark.rules}"
            assert set(mark.expected) <= {"voice", "speaker", "subject", "age_band", "analysis", "severity", "because"}


def test_no_note_stands_in_two_sets() -> None:
    texts = [" ".join(note.document.text.split()) for note in notes([CORPUS])]
    assert len(texts) == len(set(texts))


def share(right: int, total: int) -> float:
    return right / total if total else 1.0


def test_the_tuning_notes_stay_above_the_floors(linter: Linter) -> None:
    tally = evaluate.score(linter, notes([CORPUS / "annotated", CORPUS / "quiet"]))
    found, missed, false = (sum(counter.values()) for counter in (tally.found, tally.missed, tally.false))
    shown = "\n".join(sorted(tally.lines))
    assert share(found, found + missed) >= RECALL, shown
    assert share(found, found + false) >= PRECISION, shown
    for counter, floor in ((tally.voice, VOICE), (tally.analysis, ANALYSIS)):
        right = sum(count for (wanted, got), count in counter.items() if wanted == got)
        assert share(right, sum(counter.values())) >= floor, shown


def test_quiet_notes_stay_quiet(linter: Linter) -> None:
    tally = evaluate.score(linter, notes([CORPUS / "quiet"]))
    assert not tally.lines


def test_a_note_that_is_set_aside_can_be_scored(linter: Linter) -> None:
    tally = evaluate.score(linter, notes([CORPUS / "measuring"]), show=False)
    assert sum(tally.found.values()) > 0
    assert not any("\u201c" in line for line in tally.lines)


def test_an_interval_holds_its_share() -> None:
    for right, total in ((0, 10), (5, 10), (10, 10), (97, 100)):
        low, high = evaluate.interval(right, total)
        assert 0 <= low <= right / total <= high + 1e-9 <= 1 + 1e-9
    assert evaluate.interval(0, 0) == (0.0, 1.0)
    low, high = evaluate.interval(95, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)


def test_fields_and_marks_are_taken_out_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("---\nchild_age: 12\n---\nShe is [[easy]]{flag promiscuous voice=own}.\n", encoding="utf-8")
    note = read(path)
    assert note.document.text == "She is easy.\n"
    assert note.document.fields.child_age == "12"
    assert [(note.document.text[slice(*mark.span)], mark.expected) for mark in note.marks] == [
        ("easy", {"voice": "own"})
    ]


def test_a_marker_that_cannot_be_read_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("One.\nShe is [[easy]]{flagged}.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"n\.txt:2: .*expected"):
        read(path)


def test_the_report_gives_figures_for_rules_voices_and_states(book: Book, linter: Linter) -> None:
    text = evaluate.report(evaluate.score(linter, notes([CORPUS / "annotated", CORPUS / "quiet"])), book)
    for words in ("recall", "precision", "voice:", "speaker:", "analysis:", "95 %", "quiet notes:"):
        assert words in text


def test_marks_of_rules_that_are_off_are_left_out_and_hints_counted_apart(tmp_path: Path, book: Book) -> None:
    note = "She is [[promiscuous]]{flag promiscuous voice=own}. He is [[LAC]]{flag lac-acronym voice=own}.\n"
    (tmp_path / "n.txt").write_text(note + "A [[sexting]]{flag sexting voice=own} incident.\n", encoding="utf-8")
    tally = evaluate.score(Linter(book), notes([tmp_path]))
    assert tally.out_of_scope == 1
    assert not tally.missed["lac-acronym"]
    text = evaluate.report(tally, book)
    assert "left out: 1" in text
    core = next(line for line in text.splitlines() if line.startswith("the core"))
    assert core.split()[2:5] == ["1", "0", "0"]
    assert any(line.startswith("hints") for line in text.splitlines())


def test_what_is_expected_beyond_the_listed_words_is_counted_apart(linter: Linter, book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Mum says she is [[promiscuous]]{flag promiscuous}.\n\n"
        "Nan says she is [[up for it with anybody]]{flag promiscuous} and [[zigzags]]{flag promiscuous}.\n",
        encoding="utf-8",
    )
    assert beside([folder], book) is None
    (tmp_path / "listed.csv").write_text("concept,words\npromiscuous,promiscuous|gets around\n", encoding="utf-8")
    tally = evaluate.score(linter, notes([folder]), listed=beside([folder], book))
    assert tally.unlisted == {"found": 1, "missed": 1}
    assert "no list of variants holds: 1 of 2 found" in evaluate.report(tally, book)
