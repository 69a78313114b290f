"""A verb of speaking in, the one in its sentence to whom it belongs out."""

from __future__ import annotations

import re

from careword.book import Book
from careword.people import Mention
from careword.reading import Reading, after_comma, bracketed, ends

_GAP = 7  # words that may stand between a speaker and the verb of speaking
_ASIDE = 12  # the same, where a comma ends what is said of the speaker in passing
_COLON = re.compile(r":(?!\d)")  # no part of a time


class Doers:
    """Finds the subjects of verbs of speaking."""

    def __init__(self, book: Book) -> None:
        self._me, self._mine = book.cue("grammar", "me"), book.cue("attribution", "mine")
        self._relative, self._which = (book.ending("attribution", name) for name in ("relative-before", "which"))
        self._kept, self._noun_or_verb = book.cue("attribution", "kept-record"), book.cue("attribution", "noun-or-verb")
        self._clause_before = book.ending("attribution", "clause-before")
        self._relays, self._who = book.cue("attribution", "relays"), book.cue("attribution", "who")
        self._sent_by, self._goes_on = book.ending("attribution", "sent-by"), book.ending("attribution", "goes-on")
        self._joins, self._of = book.cue("grammar", "joins"), book.ending("attribution", "of-somebody")

    def of(self, reading: Reading, found: re.Match[str]) -> Mention | None:
        """Find the person that a verb of speaking belongs to, to its left."""
        text, mentions, verb = reading.text, reading.mentions, found.start()
        which = ends(self._which, text[:verb].rstrip())
        if which is not None:
            for item in reversed(mentions):
                if item.group == "document" and item.end <= which.start():
                    return item  # "I read a record from June which describes her as …"
        gap = _ASIDE if after_comma(reading.layout, reading.sentence, verb) else _GAP
        left = [
            item
            for item in mentions
            if item.end <= verb
            and len(text[item.end : verb].split()) <= gap
            and not self.in_passing(reading, item, verb)
        ]
        for item in reversed(left):
            between = text[item.end : verb].strip()
            if ";" in between or (_COLON.search(between) and item.group != "document"):
                break
            if item.group == "writer" and self._me.fullmatch(item.words):
                continue  # "he showed me his room and said …"
            if item.group == "writer" and item.owner:
                if not between and not self._noun_or_verb.fullmatch(found[0]):
                    return item  # "my view is that"; but "my note" says nothing
                continue
            owner = next((other for other in mentions if other.owner and 0 <= item.start - other.end <= 3), None)
            if item.group == "document" and owner is not None and self._mine.fullmatch(owner.words):
                return owner  # my report says
            if item.group == "document" and owner is not None and owner.speaker not in (None, "professional"):
                if self._kept.search(item.words):
                    return item  # the carer's log is a record
                return owner  # the father's statement says
            if item.group == "name" and owner is not None and owner.speaker == "professional":
                return owner  # "the previous worker's AssetPlus says"
            if item.owner and self._of_whom(reading, item):
                continue  # "a friend of Kai's told …"
            if item.owner:
                alone = not any(item.end <= other.start and other.end <= verb for other in mentions)
                if text.startswith("'s", verb) or (
                    alone and between.startswith("'s") and len(between.removeprefix("'s").split()) <= 2
                ):
                    return item  # nan's words were, mum's text, the father's statement
                continue
            if item is left[-1] and self._who.fullmatch(between.rpartition(" ")[2]):
                return item  # "rang his tutor at ten, who said"
            if (not between or self._relays.fullmatch(between)) and (
                not item.object
                or self._who.match(between)
                or (ends(self._sent_by, text[: item.start].rstrip()) and not _aside(reading, verb))
            ):
                return item
        if reading.spoke is not None and ends(self._goes_on, text[:verb].rstrip()):
            return None  # "I asked who they were and explained": the one who asked goes on
        for item in reversed(left):
            between = text[item.end : verb]
            if item.group == "writer" and (
                self._me.fullmatch(item.words) or ends(self._relative, text[: item.start].rstrip())
            ):
                continue  # "the letter, which I read today, refers to …"
            if item.group == "name" and self._joins.fullmatch(between.strip()) and _opened(mentions, item):
                continue  # "she gave one name, Tariq, and says …"
            if not item.object and not item.owner and ";" not in between and not _COLON.search(between):
                return item
        return None

    def _of_whom(self, reading: Reading, owner: Mention) -> bool:
        """Say whether somebody is named as the one whose friend another one is: "a friend of Kai's"."""
        left = reading.text[: owner.start].rstrip()
        found = ends(self._of, left)
        return found is not None and any(item.end == found.start() - 1 for item in reading.mentions)

    def in_passing(self, reading: Reading, item: Mention, verb: int) -> bool:
        """Say whether somebody acts beside whoever a verb is of: "Ruby came down as officers left and said".

        What stands in brackets after a record does not speak either: "the assessment (Leeds, 2022) says".
        """
        if not (
            ends(self._goes_on, reading.text[:verb].rstrip()) or after_comma(reading.layout, reading.sentence, verb)
        ):
            return bracketed(reading, item.start) and any(
                other.group == "document" and other.end <= item.start for other in reading.mentions
            )
        within = ends(self._clause_before, reading.text[: item.start].rstrip())
        return within is not None and any(
            other.end <= within.start() and not (other.object or other.owner) for other in reading.mentions
        )


def _opened(mentions: list[Mention], item: Mention) -> bool:
    """Say whether a "she" opens the clause in which somebody is named."""
    return any(other.group == "pronoun" and not other.object and other.end <= item.start for other in mentions)


def _aside(reading: Reading, at: int) -> bool:
    """Say whether a comma parts a verb from what stands before it: "Mia, a friend from school, has told …"."""
    start = reading.text.rfind(" ", 0, at - 1) + 1
    return after_comma(reading.layout, reading.sentence, at) or after_comma(reading.layout, reading.sentence, start)
