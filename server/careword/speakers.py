"""A verb of speaking in, whose words it gives out: its subject, who goes on from before, or who is named after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from careword.antecedent import Antecedents
from careword.book import Book
from careword.calls import Calls, above
from careword.doers import Doers
from careword.layout import Layout, Sentence
from careword.people import Mention, People
from careword.reading import Frame, Reading, ends, named_after

EARLIER, LAST = "earlier ", "last "  # somebody whom a paragraph before names; the same, who spoke last
_BACK = 3  # sentences before one in which it is looked for who was called, and who spoke last
_ADULTS = ("parent", "professional")
_CLOCK = re.compile(r"\d[\d:.]*(?: ?(?:hrs|am|pm))?")
_AGENT_GAP = 8  # words that may stand between a verb and the "by" of the one who spoke


class Speakers:
    """Finds whom verbs of speaking belong to; `frames` gives the frames of an earlier sentence."""

    def __init__(
        self,
        book: Book,
        people: People,
        antecedents: Antecedents,
        frames: Callable[[Layout, Sentence], list[Frame]],
    ) -> None:
        self._people, self._antecedents, self._frames = people, antecedents, frames
        self._calls, self._doers = Calls(book, people), Doers(book)
        self._too = book.cue("attribution", "goes-on-too")
        self._caller_is = book.cue("attribution", "caller")
        self._by_them = book.cue("attribution", "by-them")
        self._by, self._in_record = book.ending("attribution", "by"), book.ending("attribution", "in-record")
        self._goes_on = book.ending("attribution", "goes-on")
        self._next_verb = book.ending("attribution", "next-verb")
        self._her, self._him = book.cue("grammar", "she-or-her"), book.cue("grammar", "he-or-him")

    def of(self, reading: Reading, mention: Mention) -> str | None:
        """Give the type of speaker that somebody is."""
        if mention.group == "writer":
            return "own"
        if mention.owner and mention.group in ("mother", "father", "parent", "child"):
            return mention.speaker
        if mention.group == "public" and self._caller_is.fullmatch(mention.words):
            return self._calls.who(reading.layout, self._back(reading)) or "unknown"
        if mention.group != "pronoun":
            return mention.speaker or "unknown"
        if (same := self._same(reading, mention)) is not None:
            return same
        person = self._antecedents.of(reading.layout, reading.sentence, mention, reading.mentions)
        if person is not None and named_after(reading, person, mention):
            called = self._calls.called(reading.layout, self._back(reading), sure=False)
            return called.speaker if called and called.speaker in _ADULTS else f"{EARLIER}{mention.gender}"
        if person is None or person.gender in (None, "any"):
            others = self._of_others(reading, mention)
            called = self._calls.called(reading.layout, self._back(reading), sure=not others)
            if called is not None and (
                called.gender == mention.gender or (others and called.gender in (None, "any") and _young(person))
            ):
                return called.speaker  # "T/C from Kai's nan. Kai is out. She said …"; "TC DC Ode re Mia. He says she …"
        return person.speaker if person and person.speaker else f"{EARLIER}{mention.gender}"

    def _same(self, reading: Reading, pronoun: Mention) -> str | None:
        """Give who spoke in the sentence before, where "he also thinks …" goes on with it."""
        if pronoun.start > 0 or not self._too.match(reading.text, pronoun.end + 1):
            return None
        previous = reading.layout.previous(reading.sentence)
        said = [frame for frame in self._frames(reading.layout, previous) if frame.speaker] if previous else []
        if not said or previous is None or said[-1].speaker not in _ADULTS:
            return None
        cue = said[-1].cue
        who = [item for item in self._people.mentions(reading.layout, previous) if cue[0] <= item.start < cue[1]]
        return said[-1].speaker if who and who[0].gender in (None, "any", pronoun.gender) else None

    def aside(self, reading: Reading, mention: Mention, speaker: str | None) -> str | None:
        """Give who is meant by "…, she added", which goes on with what was said last; `speaker` is who "she" is."""
        if mention.group != "pronoun" or reading.spoke is not None:
            return speaker
        back = list(self._back(reading))
        for earlier in back:
            said = [frame.speaker for frame in self._frames(reading.layout, earlier) if frame.speaker]
            if said and said[-1] != "own":
                return said[-1]
        called = self._calls.called(reading.layout, back)
        if called is not None:
            return called.speaker
        for earlier in back:
            people = self._people.mentions(reading.layout, earlier)
            if adults := _adults(people, mention.gender):
                return adults[-1]
        if speaker in _ADULTS:
            return speaker
        return f"{EARLIER if speaker == 'child' else LAST}{mention.gender}"

    def _of_others(self, reading: Reading, pronoun: Mention) -> bool:
        """Say whether a sentence goes on about a "he" or "him" after a "she", or the other way round, and not alike."""
        rest = reading.text[pronoun.end :]
        she, he = bool(self._her.search(rest)), bool(self._him.search(rest))
        return (he and not she) if pronoun.gender == "f" else (she and not he) if pronoun.gender == "m" else False

    @staticmethod
    def _back(reading: Reading) -> Iterator[Sentence]:
        """Give the few sentences before this one in its paragraph, the nearest first."""
        earlier: Sentence | None = reading.sentence
        for _ in range(_BACK):
            earlier = reading.layout.previous(earlier) if earlier else None
            if earlier is not None:
                yield earlier

    def known(self, layout: Layout, sentence: Sentence, speaker: str | None) -> str | None:
        """Give who it is that a "she" of this paragraph stands for who is named in one before it."""
        if speaker is None or not speaker.startswith((EARLIER, LAST)):
            return speaker
        gender = speaker.removeprefix(EARLIER).removeprefix(LAST)
        before = above(layout, sentence)
        called = self._calls.called(layout, before)
        if called is not None and called.gender in (None, "any", gender):
            return called.speaker
        for earlier in before if speaker.startswith(LAST) else ():
            if adults := _adults(self._people.mentions(layout, earlier), gender):
                return adults[-1]
        return "parent" if layout.children and self._names_all(layout, sentence, speaker) else "child"

    def _names_all(self, layout: Layout, sentence: Sentence, speaker: str) -> bool:
        """Say whether somebody not known names every child of the note, here or right before: "he told me Mia …"."""
        before = layout.previous(sentence)
        goes_on = before is not None and any(frame.speaker == speaker for frame in self._frames(layout, before))
        said = (sentence, before) if before is not None and goes_on else (sentence,)
        return any(len(layout.names_in(item)) == len(layout.children) for item in said)

    def subject_of(self, reading: Reading, found: re.Match[str]) -> Mention | None:
        """Find the person that a verb of speaking belongs to, to its left."""
        return self._doers.of(reading, found)

    def record_before(self, reading: Reading) -> str | None:
        """Say that a record spoke in the sentence before, where nobody is named: "It lists … She is described …"."""
        previous = reading.layout.previous(reading.sentence)
        said = self._frames(reading.layout, previous)[-1:] if previous else []
        if not said or previous is None or said[0].speaker != "professional":
            return None
        low, high = said[0].cue
        people = self._people.mentions(reading.layout, previous)
        return "professional" if any(item.group == "document" and low <= item.start < high for item in people) else None

    def carried(self, reading: Reading, left: str) -> str | None:
        """Give the speaker of a verb with no subject of its own: the sentence opens with it, or it follows "and"."""
        layout, sentence = reading.layout, reading.sentence
        if left and _CLOCK.fullmatch(left):
            return layout.speaker(sentence) or "child"  # "00:20 Told Bo …": a new entry of a log
        if reading.spoke is not None and ends(self._goes_on, left):
            return reading.spoke
        if len(left.split()) > 2 and not left.endswith(("-", ":", ",", ";")) and not ends(self._next_verb, left):
            return None
        first = next((item for item in reading.mentions if item.end <= len(left)), None)
        if first is not None and first.group == "pronoun" and not first.object:
            return self.of(reading, first)  # "she had been with friends of her sister and says …"
        people = [item for item in reading.mentions if item.end <= len(left) and item.speaker]
        people = [item for item in people if not self._doers.in_passing(reading, item, len(left))] or people
        if people:
            return next((item for item in reversed(people) if not item.object), people[-1]).speaker
        if not left and (caller := self._calls.opened(layout, sentence)) is not None:
            return caller
        previous = layout.previous(sentence)
        if previous is None or (sentence.segment.kind == "turn" and previous.segment != sentence.segment):
            previous = None  # "Gaz: says …": who spoke in the line before is somebody else
        if previous is not None:
            spoke = [frame for frame in self._frames(layout, previous) if frame.speaker]
            if spoke:
                return spoke[-1].speaker
            people = [item for item in self._people.mentions(layout, previous) if item.speaker and not item.owner]
            everybody = self._people.mentions(layout, previous)
            opens = everybody and everybody[0].group == "pronoun"
            subjects = [item for item in people if not item.object] or ([] if opens else people)
            if subjects:
                return subjects[0].speaker
            if everybody and everybody[0].group == "pronoun":  # "She brought a bag. Says …"
                person = self._antecedents.of(layout, previous, everybody[0], everybody)
                if person is not None and person.speaker:
                    return person.speaker
        return layout.speaker(sentence) or ("child" if not left else None)

    def before(self, reading: Reading) -> str | None:
        """Give whom the sentence before tells of last, the child and the writer left out."""
        previous = reading.layout.previous(reading.sentence)
        spoke = [frame.speaker for frame in self._frames(reading.layout, previous) if frame.speaker] if previous else []
        if spoke and spoke[-1] != "own":
            return spoke[-1]
        people = self._people.mentions(reading.layout, previous) if previous else []
        others = [item.speaker for item in people if item.speaker not in (None, "child") and not item.owner]
        return others[-1] if others else None

    def agent(self, reading: Reading, at: int) -> str | None:
        """Find "by mum", "from school" after a passive verb."""
        for item in reading.mentions:
            if item.start >= at and item.speaker:
                between = reading.text[at : item.start].strip()
                if len(between.split()) <= _AGENT_GAP and ends(self._by, between):
                    return item.speaker
        return self.before(reading) if self._by_them.match(reading.text, at + 1) else None

    def in_document(self, reading: Reading) -> str | None:
        """Find "in the referral", "on the police log", which makes a passive sentence a source."""
        for item in reading.mentions:
            record = item.group in ("document", "professional")
            if record and ends(self._in_record, reading.text[: item.start].removesuffix(" ")):
                return "professional"
        return None


def _young(person: Mention | None) -> bool:
    return person is None or person.subject == "child"


def _adults(people: Iterable[Mention], gender: str | None) -> list[str | None]:
    """Give the adults for whom a pronoun may stand, as speakers."""
    fit = [item for item in people if not item.owner and item.gender in (None, "any", gender)]
    return [item.speaker for item in fit if item.speaker in _ADULTS and item.group != "document"]
