"""How work and memory grow with a note: counted in calls and bytes, never in seconds."""

from __future__ import annotations

import gc
import random
import sys
import tracemalloc
from types import FrameType

import pytest

from careword.lint import Linter
from careword.text import Document

DENSE = (
    "Mum said she consented to sex with him and is promiscuous, putting herself at risk by her lifestyle choice and "
    "he said 'she is streetwise' "
)
HOSTILE = {
    "one line of sentences": DENSE.strip() + ". ",
    "one line without a full stop": DENSE,
    "a list with commas": "she consented to sex, ",
    "a list with semicolons": "she consented to sex; ",
    "quotations in a row": '"she consented to sex" ',
    "quotations that never close": '"she consented to sex ',
    "apostrophes": "'she consented to sex ",
    "names with ages": "Kai Smith, 14, consented to sex with Ali Khan, 23. ",
    "verbs of saying in a row": "said that she said that he consented to sex ",
    "rows of a table": "Mon | she consented to sex | promiscuous | mum\n",
    "paragraphs": DENSE.strip() + ".\n\n",
    "ages in a row": "14 15 16 17 consented to sex ",
    "titles in a row": "Mrs Smith Dr Jones Mr Khan her daughter consented to sex ",
    "headings": "Analysis:\nI think she consented to sex because he is older.\n",
    "one word": "consented",
    "full stops": "she consented to sex" + "." * 40 + " ",
    "brackets": "([{she consented to sex",
    "nothing but spaces between": "consented" + " " * 60 + "to sex. ",
}


def calls(linter: Linter, document: Document) -> int:
    """Count the calls, Python's own and those of the libraries in C, that it takes to judge a note."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:  # noqa: ARG001 - as the interpreter calls it
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        linter.verdicts(document)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_no_faster_than_the_note(linter: Linter, piece: str) -> None:
    short, long = 3_000 // len(piece), 9_000 // len(piece)
    linter.verdicts(Document(piece * short))  # what is compiled once is not counted
    once, three_times = (calls(linter, Document(piece * times)) for times in (short, long))
    assert three_times <= 3 * once * 1.3 + 2_000


def test_words_of_notes_do_not_stay_in_memory(linter: Linter) -> None:
    chance = random.Random(5)  # noqa: S311 - names for notes, not secrets

    def note() -> Document:
        names = ["".join(chance.choices("abcdefghijklmnop", k=9)).title() for _ in range(20)]
        said = (f'{name} said "she consented to sex with {name[::-1].title()}", 14. ' for name in names)
        return Document("".join(said))

    for _ in range(4):
        linter.verdicts(note())
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(2):
            linter.verdicts(note())
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(8):
            linter.verdicts(note())
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 20_000
