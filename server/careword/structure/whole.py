"""What several detectors ask about a whole note: how much of it there is, and whether found words are its first."""

from __future__ import annotations

from careword.findings import Candidate
from careword.layout import Layout
from careword.words import Words

ENTRY = 60  # a note of fewer words is an entry: a call, a booking, a line in a log


def entry(layout: Layout) -> bool:
    """Say whether a note is too short to hold more than the entry that it makes."""
    return layout.whole().words < ENTRY


def first(layout: Layout, candidate: Candidate, words: Words) -> bool:
    """Say whether a candidate stands where these words stand first in the note, so that a note is told once."""
    places = layout.everywhere(words)
    return bool(places) and places[0][0] == place(layout, candidate)


def place(layout: Layout, candidate: Candidate) -> int:
    """Give where a candidate begins in the folded text of the note."""
    return layout.whole().origin + layout.folded.forward(candidate.span.start)
