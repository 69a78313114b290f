"""Named detectors for rules that are not words: what a rule's `structure` key may ask for, one file each.

A seeking detector gives the places of candidates by itself, by the words that stand in the rule (`near`). A checking
one is asked about words that the scan has found (`checks.py`). Some do both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from careword.book import FindData
from careword.layout import Layout, Sentence
from careword.structure.empty_box import empty_box
from careword.structure.quotation import SCARE_WORDS, quotation, scare
from careword.text import Span

__all__ = ["DETECTORS", "SCARE_WORDS", "needs_quotation"]

DETECTORS: dict[str, Callable[[Layout, FindData], Iterator[tuple[Sentence | None, Span]]]] = {
    "quotation": quotation,
    "scare": scare,
    "empty-box": empty_box,
}


def needs_quotation(structure: str) -> bool:
    """Say whether a detector has nothing to look for in a note without any mark of quotation."""
    return structure in ("quotation", "scare")
