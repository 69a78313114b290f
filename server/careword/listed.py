"""The words that concepts are listed with in, whether an annotated passage holds one of them out.

A rule that finds only what a list holds is a word list. What it finds beyond the list shows how far it carries.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from careword.book import Book
from careword.corpus import Annotated, Mark
from careword.fold import fold

NAME = "listed.csv"


class Listed:
    """The listed words of every rule, folded as notes are."""

    def __init__(self, rows: Iterable[tuple[str, str]], book: Book) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        for concept, words in rows:
            rule = book.by_id.get(concept)
            if rule is not None:
                self._words[rule.id] |= {f" {fold(item).text} " for item in words.split("|")}

    def hold(self, note: Annotated, mark: Mark) -> bool:
        """Say whether listed words of one of the rules stand in the marked words."""
        text = f" {fold(note.document.text[mark.span.start : mark.span.end]).text} "
        return any(words in text for rule in mark.rules for words in self._words[rule])


def beside(folders: Iterable[Path], book: Book) -> Listed | None:
    """Read the list that stands in one of the folders or above it, if there is one."""
    for folder in folders:
        for place in (folder.resolve(), *folder.resolve().parents):
            path = place / NAME
            if path.is_file():
                with path.open(encoding="utf-8", newline="") as file:
                    return Listed([(row["concept"], row["words"]) for row in csv.DictReader(file)], book)
    return None
