"""A note in, whether it is about a child in services out: by how often the words of that work stand in it."""

from __future__ import annotations

from collections.abc import Iterable

from careword.findings import Silence, Verdict
from careword.layout import Layout

# One word of the work is asked for in so many words of text; a shorter text is taken at its word. Half of the notes in
# the corpus hold seven or more in a hundred words, none fewer than two; a novel holds less than a half.
_PER = 100
CHILD = 5  # what a name counts for that stands with a child's age, date of birth or year at school


def in_services(layout: Layout) -> bool:
    """Say whether a note is about a child in services, as far as its words tell; found out once a note."""
    key = ("setting", None)
    if key not in layout.memo:
        fields = layout.document.fields
        layout.memo[key] = bool(fields.child_age or fields.date_of_birth) or _by_words(layout)
    told: bool = layout.memo[key]
    return told


def placed(layout: Layout, verdict: Verdict) -> Verdict:
    """Give a verdict, or silence instead of a finding in a text that is about something else."""
    if isinstance(verdict, Silence) or in_services(layout):
        return verdict
    because = "Next to nothing in this text says that it is about a child in services."
    return Silence(verdict.candidate, verdict.context, "setting", because)


def lacking(words: int, told: Iterable[int]) -> int:
    """Give how many words of the work a text of so many words lacks, given how many stand in each part of it."""
    missing = words // _PER
    for count in told if missing else ():
        missing -= count
        if missing <= 0:
            return 0
    return missing


def words_of_work(layout: Layout) -> Iterable[int]:
    """Give for each sentence how many words of the work stand in it."""
    words = layout.book.cue("setting", "field")
    return (words.count(item.text, item.vocabulary) for item in layout.sentences)


def _by_words(layout: Layout) -> bool:
    missing = lacking(sum(item.words for item in layout.sentences), words_of_work(layout))
    return missing == 0 or missing <= CHILD * len(layout.children)
