"""A piece of a note in, who was at work in it out: in a meeting, in supervision, on a shift."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.book import Book
from careword.fold import plain
from careword.roles import Roles

_WORDS = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b(?!['\u2019])")
# in the minutes of a meeting everybody is named as a speaker, the writer too
_PRESENT = re.compile(
    r"(?:^\W{0,3}|\. )(?i:present|attendees|attended by|in attendance|attending|those present)\s*:(.+)$", re.MULTILINE
)
_SUPERVISED = re.compile(
    r"\b(?i:supervision|case discussion)\b[^.\n]{0,40}? (?:with|of) ([A-Z][a-z]+|[A-Z]{2})\b"
)  # whose work it is about
_BARE = re.compile(r"\s*[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:(?:,| and| &) [A-Z][a-z]+(?: [A-Z][a-z]+)?)+\s*\.?\s*")
_SEATED = re.compile(r"((?:[A-Z][\w'-]+ ){1,3})\((?!\d)([^)]{1,30})\)")
_SEAT = re.compile(r"(?:\b([A-Z][\w'-]+) )?\(([^)]{1,30})\)|\b([A-Z]{2,4})\b")
_LISTED = re.compile(r"[,;.&]|\band\b")
_POST = 4  # words of a post, and one of the name
_MARKS = (":", "-", "\u2013")  # one of which stands before those who are listed


class Seats:
    """Finds who was at work by the rulebook's words for people."""

    def __init__(self, book: Book, roles: Roles) -> None:
        self._roles = roles
        self._writer = book.cue("people", "writer")
        self._on_shift = re.compile(rf"\b(?i:{book.part('label', 'on-shift')})\s*[:\u2013-]\s*([A-Z][^\n.:]*)")

    def present(self, text: str, end: int) -> Iterator[str]:
        """Give the workers who sat in a meeting and may be its writer."""
        for words in self._lists(text, end):
            for seat in _SEAT.finditer(words):
                if self._writer.are(plain(seat[2] or seat[3])):
                    yield from (plain(name) for name in (seat[1], seat[2] or seat[3]) if name)
            yield from self._posted(words)
        yield from (plain(name) for name in self._had_supervision(text, end) if name.isupper())

    def supervised(self, text: str, end: int) -> Iterator[str]:
        """Give who had supervision by a name that may be a child's; initials are a worker's."""
        yield from (plain(name) for name in self._had_supervision(text, end) if not name.isupper())

    def _had_supervision(self, text: str, end: int) -> Iterator[str]:
        for match in _SUPERVISED.finditer(text):
            if match.start() < end and self._roles.may_name(match[1]):
                yield match[1]

    def seated(self, text: str, end: int) -> Iterator[str]:
        """Give who else sat in a meeting, parents left out, and who was on a shift."""
        for words in self._lists(text, end):
            if _BARE.fullmatch(words):  # a family is named by what it is to the child
                yield from (plain(name) for name in self._names(words) if not self._roles.of(plain(name)))
            for seat in _SEATED.finditer(words):
                if self._roles.works(plain(seat[2])):
                    yield from (plain(name) for name in seat[1].split() if self._roles.may_name(name))
        if any(mark in text for mark in _MARKS):
            for match in self._on_shift.finditer(text, 0, end):
                yield from (plain(name) for name in self._names(match[1]))

    @staticmethod
    def _lists(text: str, end: int) -> list[str]:
        """Give what stands after "Present:"."""
        return [match[1] for match in _PRESENT.finditer(text) if match.start() < end] if ":" in text else []

    def _names(self, words: str) -> Iterator[str]:
        return (name for name in _WORDS.findall(words) if self._roles.may_name(name))

    def _posted(self, words: str) -> Iterator[str]:
        """Give who sat in a meeting with a post before their name: "SW Tomas Ode", "school nurse Jo"."""
        for seat in _LISTED.split(words):
            parts = seat.split()
            for number in range(1, min(_POST, len(parts))):
                post, names = plain(" ".join(parts[:number])), parts[number:]
                works = self._writer.are(post) or (self._roles.of(post) and self._roles.works(post))
                if works and all(_WORDS.fullmatch(name) for name in names):
                    yield from (plain(name) for name in names if self._roles.may_name(name))
