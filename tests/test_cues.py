"""Every example in rules/cues: the marked words are found by the group they name, and a `pass` is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from careword.book import Book
from careword.fold import fold
from careword.rule import MARK, CueExample, Cues
from careword.rulebook import bundled


def lexicons() -> Iterator[tuple[Path, Cues]]:
    for path in sorted((bundled() / "cues").glob("*.yaml")):
        yield path, Cues.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


EXAMPLES = [
    pytest.param(path.stem, example, id=f"{path.stem}-{number}-{example.group}")
    for path, lexicon in lexicons()
    for number, example in enumerate(lexicon.examples)
]


@pytest.mark.parametrize(("lexicon", "example"), EXAMPLES)
def test_an_example_of_a_group_shows_it_at_work(book: Book, lexicon: str, example: CueExample) -> None:
    words = book.cue(lexicon, example.group)
    if example.cue is None:
        assert example.pass_
        assert words.search(fold(example.pass_).text) is None
        return
    found = MARK.search(example.cue)
    assert found
    folded = fold(MARK.sub(r"\1", example.cue))
    start = folded.forward(found.start())
    end = folded.forward(found.end() - 2)
    assert any(match.start() < end and start < match.end() for match in words.finditer(folded.text))


def test_every_group_is_shown_by_an_example() -> None:
    bare = {
        f"{path.stem}: {group}"
        for path, lexicon in lexicons()
        for group in lexicon.groups
        if not any(example.cue and example.group == group for example in lexicon.examples)
    }
    assert not bare
