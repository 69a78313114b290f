"""A few words in, the roles that they are out: "school nurse" is a worker, "nan" a parent."""

from __future__ import annotations

from careword.book import Book
from careword.words import Words, vocabulary_of

_GROUPS = ("mother", "father", "parent", "professional", "exploiter", "sibling", "peer")


class Roles:
    """Tells roles from names by the rulebook's words for people."""

    def __init__(self, book: Book) -> None:
        self.every = [(book.cue("people", group), book.cues["people"][group].speaker or "unknown") for group in _GROUPS]
        self._never = book.cue("label", "not-a-name")

    def of(self, words: str) -> list[tuple[Words, str]]:
        """Give the roles that words are, each with the type of speaker that it makes."""
        known = vocabulary_of(words)
        return [(role, speaker) for role, speaker in self.every if role.are(words, known)]

    def works(self, words: str) -> bool:
        """Say whether words are nothing but a worker, or no role at all."""
        return all(speaker == "professional" for _, speaker in self.of(words))

    def may_name(self, word: str) -> bool:
        """Say whether a word with a capital letter may be a name, and is no day, month or role."""
        return not self._never.are(word.lower())
