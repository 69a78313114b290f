"""Notes that were checked before: the same verdicts, from a file without words that nothing can spoil."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from careword import corpus
from careword.cli.cache import Cache
from careword.cli.desk import Desk, Setup
from careword.text import Document, Fields

TUNING = Path(__file__).parents[1] / "corpus" / "annotated"
NOTES = [note.document for note in corpus.notes([TUNING])][:60]


@pytest.fixture(scope="module")
def setup() -> Setup:
    """Give the rulebook as it is shipped."""
    return Desk().of(Path(__file__).parent)


@pytest.fixture
def filled(tmp_path: Path, setup: Setup) -> Path:
    """Give a folder in which the verdicts on the notes are kept."""
    with Cache(tmp_path) as cache:
        for note in NOTES:
            cache.put(setup, note, setup.linter.verdicts(note))
    return tmp_path


def test_the_verdicts_are_the_same_to_the_letter(filled: Path, setup: Setup) -> None:
    with Cache(filled) as cache:
        assert [cache.get(setup, note) for note in NOTES] == [setup.linter.verdicts(note) for note in NOTES]


def test_a_changed_note_or_field_is_unknown(filled: Path, setup: Setup) -> None:
    note = NOTES[0]
    with Cache(filled) as cache:
        assert cache.get(setup, Document(note.text + " ", note.fields)) is None
        assert cache.get(setup, Document(note.text, Fields(child_age="3"))) is None


def test_another_configuration_is_unknown(filled: Path, setup: Setup) -> None:
    other = Desk(None, {"ignore": ("consent",)}).of(Path(__file__).parent)
    with Cache(filled) as cache, Cache(filled, "silences") as with_silences:
        assert cache.get(other, NOTES[0]) is None
        assert with_silences.get(setup, NOTES[0]) is None


def test_the_file_holds_no_words(filled: Path) -> None:
    (path,) = filled.iterdir()
    data = path.read_bytes()
    words = {word.encode() for note in NOTES for word in note.text.split() if len(word) > 5}
    assert len(words) > 500
    assert not [word for word in words if word in data]
    assert path.stat().st_mode & 0o077 == 0, "nobody else may read it"


@pytest.mark.parametrize("seed", range(12))
def test_a_spoilt_file_gives_the_right_verdict_or_none(filled: Path, setup: Setup, seed: int) -> None:
    (path,) = filled.iterdir()
    data = bytearray(path.read_bytes())
    dice = random.Random(seed)  # noqa: S311 - the same damage every time
    for _ in range(200):
        at = dice.randrange(0 if seed % 3 == 0 else 100, len(data))
        data[at : at + dice.randrange(3)] = dice.randbytes(dice.randrange(3))
    path.write_bytes(data[: dice.randrange(len(data))] if seed % 2 else data)
    with Cache(filled) as cache:
        for note in NOTES:
            assert cache.get(setup, note) in (None, setup.linter.verdicts(note))
        cache.put(setup, NOTES[0], setup.linter.verdicts(NOTES[0]))
    with Cache(filled) as cache:
        assert cache.get(setup, NOTES[0]) == setup.linter.verdicts(NOTES[0])


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path: Path, setup: Setup) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Cache(tmp_path / "file") as cache:
        cache.put(setup, NOTES[0], [])
        assert cache.get(setup, NOTES[0]) is None
