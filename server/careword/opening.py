"""A sentence in, the speaker that opens it out, or who is named after a quotation: "Nan - …", "YP: …"."""

from __future__ import annotations

import re

from careword.book import Book
from careword.findings import Cue
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.reading import ends
from careword.text import Span

_BRACKETED = re.compile(r"[.,]?[\"'\u201d\u2019\u00bb] ?[(\[](?=\w)([^()\[\]\n]{1,40})[)\]]")
_TURN = re.compile(r"([^:;.!?]{1,40}?)(?:\s*:\s| - )")


class Openings:
    """Finds who opens a sentence as its speaker, by the rulebook's cues."""

    def __init__(self, book: Book, people: People) -> None:
        self._people = people
        cue = {name: book.cue("attribution", name) for name in book.cues["attribution"]}
        self._first_person, self._childs_own = cue["first-person"], cue["childs-own"]
        self._own_words, self._record_of, self._of_age = cue["own-words"], cue["record-of"], cue["of-age"]
        self._mine = book.ending("grammar", "my")

    def of(self, layout: Layout, sentence: Sentence) -> tuple[str, Cue] | None:
        """Find a speaker that opens the sentence: "Nan - …", "YP: …"."""
        opening = _TURN.match(sentence.spoken)
        if opening is None:
            return None
        for mention in self._people.mentions(layout, sentence):
            rest = sentence.spoken[mention.end : opening.end(1)].removeprefix("'s").strip(" '")
            rest = "" if self._is_name(layout, sentence, mention, opening.end(1)) else rest
            aged = self._of_age.fullmatch(rest) is not None
            rest = "" if aged else rest
            dated = mention.group == "document" and self._record_of.fullmatch(rest)
            opens = mention.start <= 4 or (mention.owner and " " not in sentence.spoken[: mention.start].rstrip())
            if opens and mention.speaker and (len(rest) <= 1 or dated or self._own_words.fullmatch(rest)):
                named = ":" in opening[0] and mention.group == "child"
                said = self._childs_own if aged else self._first_person
                own = named or said.search(sentence.spoken, opening.end())
                if mention.group == "document" and ends(self._mine, sentence.spoken[: mention.start].rstrip()):
                    return None  # "My note for the file: …"
                young = mention.speaker == "child" or (mention.group == "name" and mention.subject == "child")
                if young and not own:
                    return None
                return mention.speaker, Cue("speaker", layout.inside(sentence, mention.start, mention.end))
        return None

    def cited(self, layout: Layout, sentence: Sentence, quote: Span) -> tuple[str, Cue] | None:
        """Find a speaker in brackets right after a quotation: '"promiscuous" (mum)'."""
        found = _BRACKETED.match(layout.document.text, quote.end)
        if found is None:
            return None
        low, high = (layout.folded.forward(place) - sentence.start for place in found.span(1))
        for mention in self._people.mentions(layout, sentence):
            rest = sentence.spoken[mention.end : high].removeprefix("'s").strip(" ,")
            if mention.start == low and mention.speaker and (not rest or self._own_words.fullmatch(rest)):
                return mention.speaker, Cue("speaker", layout.inside(sentence, low, mention.end))
        return None

    def _is_name(self, layout: Layout, sentence: Sentence, role: Mention, end: int) -> bool:
        """Say whether no more than a name follows a role: "Nurse Ode: …"."""
        people = self._people.mentions(layout, sentence)
        return role.group not in ("name", "pronoun") and any(
            item.group == "name" and item.start == role.end + 1 and item.end == end for item in people
        )
