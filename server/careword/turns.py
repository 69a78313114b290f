"""A label or a line in, who speaks after it out: "Nan - …", "Housing (P. Lowe): …", a name in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careword.book import Book
from careword.fold import plain
from careword.words import vocabulary_of

NAMED = "named"  # who speaks goes by a name, and the note may tell elsewhere who that is
NAMED_I = "named i"  # the same, and says "I" or "my"
_TIME = re.compile(r"^\s*\d[\d:.]*\s*(?:hrs|am|pm)?\s+")
_OWNER = re.compile(r"(?:\w+ )?\w+'s (\w+)")
_HEAD = 4  # words of a person's name before where or how they spoke
_CONTRIBUTION = 3  # words after a name that make it a turn and no field with its value
_DATED = 4  # words of "of 3 May 2021"
_MORE = 2  # words that may follow a person in a label
_NAME = r"[A-Z][a-z]+(?:['\u2019-][A-Z]?[a-z]+)?"
_INITIALS = r"[A-Z]\.? ?(?:[A-Z]\.? ?)?"
_FULL = re.compile(rf"(?:{_NAME}|[A-Z]{{2,4}}|{_INITIALS})\.? {_NAME}(?: {_NAME})?")
_FIRST = re.compile(rf"{_NAME}|[A-Z]{{2}}")
_CHILD = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]*\.?)?|[A-Z]\.?[A-Z]?\.?")
_AGED = re.compile(rf"\W*{_NAME}(?: {_NAME}| {_INITIALS})?,? ?\(?(?:[a-z]{4} )?\d")
_DUTY = re.compile(r"[a-z][a-z &-]{2,30}")  # what stands in brackets after a name, and is no age
_YEARS = re.compile(r"\D*\d{1,2}\D*")  # no date
_LATE = re.compile(r"\s+\d[\d:.]*\s*(?:hrs|am|pm)?\s*$")
_STOP = re.compile(r"\. ")
_LINE = re.compile(r"^\W*(?:\d+[.)]\s+)?([^:\n]{1,60}?)\s*:\s+(?=\S)(.*)")
_SAID = re.compile(rf"^\s*(?:\d+[.)]\s+)?((?:{_NAME}|[A-Z]{{2,4}})(?: {_NAME}){{0,2}}) ([a-z].*)")


class Turns:
    """Tells who speaks by the rulebook's words for people."""

    def __init__(self, book: Book) -> None:
        self._from = book.cue("attribution", "from")
        self._first_person = book.cue("attribution", "first-person")
        self._says = book.cue("attribution", "says")
        self._people = [
            # more words may follow a person ("DC Ode, custody") than a record ("File tidied: …")
            (book.cue("people", name), data.speaker or "unknown", name == "document")
            for name, data in book.cues["people"].items()
            if data.speaker
        ]
        self._record, self._professional = book.cue("people", "document"), book.cue("people", "professional")
        self._own_words, self._placed = book.cue("attribution", "own-words"), book.cue("grammar", "object-before")
        self._record_of = book.cue("attribution", "record-of")
        self._titled = [book.cue("people", name) for name in ("titled-woman", "titled-man")]
        self._writer = book.cue("people", "writer")
        self._doer = book.shaped("attribution", "doer", before=" ", after=r"\Z")
        self._own_office = book.cue("label", "own-office")
        self._topics, self._call_of = book.cue("label", "field-topic"), book.cue("attribution", "call-of")
        self._call_to = book.shaped("label", "call-to", after=" ")
        self._of_age = book.ending("attribution", "of-age")
        self._childs_own = book.cue("attribution", "childs-own")
        self._entry = book.cue("label", "entry-start")
        self._aside = book.cue("attribution", "aside-start")
        self._not_names = [book.cue("label", name) for name in ("opening-word", "not-a-name", "no-speaker")]

    def person(self, words: str) -> str | None:
        """Give the type of speaker that a short label names, or none."""
        folded = re.sub(r"[^\w' /&]+", " ", plain(words)).strip()
        if not folded or len(folded.split()) > 5:
            return None
        known = vocabulary_of(folded)
        if self._record.are(folded, known):
            return "professional"
        starts = [
            (found, speaker, record)
            for pattern, speaker, record in self._people
            if (found := pattern.opening(folded, known))
        ]
        starts.sort(key=lambda start: -start[0].end())  # "Family support" is no family
        for found, speaker, record in starts:
            rest = folded[found.end() :].strip()
            owned = rest.removeprefix("'s ").removeprefix("' ")
            if owned != rest:
                if self._is_record(owned) or self._own_words.match(owned):
                    return speaker  # "Mum's email of 3 May: …"
                continue  # "Parents' relationship: …"
            if record and rest:
                if self._record_of.fullmatch(rest):
                    return speaker  # "Assessment by the last team of 3 May: …"
                continue
            if len(rest.replace("/", " ").split()) <= _MORE and not any(map(str.isdigit, rest)):
                return speaker
        own = _OWNER.fullmatch(folded)
        return (self.person(own[1]) if own else None) or self._worker(folded.split())  # "Kai's mum: …"

    def works(self, label: str) -> bool:
        """Say whether a label is a worker or a service and nothing more."""
        return self._professional.are(plain(label).strip())

    def _worker(self, words: list[str]) -> str | None:
        """Give a worker whose role ends a label: "Children's home link nurse: …"."""
        for number in range(1, len(words)):
            tail = " ".join(words[number:])
            if (found := self._professional.opening(tail)) and self._of_theirs(tail[found.end() :]):
                return "professional"  # "Attending officer's comment: …"
            if self._professional.are(tail):
                section = self._not_names[-1].are(tail)  # "Emotional health: …"
                head = " ".join(words[:number])
                done = self._doer.search(head)  # "File read by the DI: …"
                return None if section or (self._placed.search(head) and not done) else "professional"
        return None

    def _of_theirs(self, rest: str) -> bool:
        """Say whether somebody's words or record follow the one who has them: "'s comment"."""
        owned = rest.removeprefix("'s ").removeprefix("' ")
        return owned != rest and (self._is_record(owned) or self._own_words.fullmatch(owned) is not None)

    def _is_record(self, words: str) -> bool:
        """Say whether words name a record, with a date at most."""
        found = self._record.opening(words)
        rest = words[found.end() :].strip() if found else ""
        return found is not None and (not rest or (bool(self._record_of.match(rest)) and len(rest.split()) <= _DATED))

    def of(self, label: str, rest: str, *, colon: bool) -> str | None:
        """Give the speaker that a label or the words before a dash stand for, or none."""
        label = self._ageless(label)
        folded, whole = plain(label), label
        if self._topics.fullmatch(folded.strip()):
            return None  # "Sexual health: …" is a part of an assessment
        came = self._from.search(folded) or self._call_of.match(folded) or self._entry.match(folded)
        if came:
            label = _TIME.sub("", _LATE.sub("", label[came.end() :])).strip()
            to = self._call_to.match(plain(label))
            label = label[to.end() :] if to else label
            parts = label.split(",")
            if len(parts) > 1 and (person := next(filter(None, map(self.person, parts)), None)):
                return person  # "Email from Dee Ode, housing officer, 3/5: …"
        role = re.search(r"\(([^)]*)\)", label)
        if role is not None and self._writer.fullmatch(plain(role[1]).strip()):
            return None  # "SW (writer): …"
        if role is not None and (person := self._role(role[1])) is not None:
            return person  # "Ms Pike (mother): …"
        label = re.sub(r"\s*\([^)]*\)\s*$", "", label) or label
        bare = re.sub(r"^[\s(\[*_-]+|[\s)\]*_]+$", "", label)
        person = self.person(bare) or self._where(bare, rest) or (self.person(whole) if came else None)
        if person == "professional" and any(words.fullmatch(plain(bare)) for words in self._titled):
            return NAMED  # "Mr Ode: …": a teacher, or somebody's father
        if person is None and role is not None and self._writer.fullmatch(plain(bare)):
            return "professional"  # "SW (Dee Ode): …": who writes does not name themselves
        if person is None and role is not None and colon and _DUTY.fullmatch(role[1]) and self._speaks(bare, rest):
            return NAMED  # "Rob Ode (placements): …"
        if person is None:
            own = colon or self._childs_own.match(plain(rest))
            if not _CHILD.fullmatch(bare) or not own or self._no_name(bare):
                return None
            person = "child"
            if not self._first_person.search(plain(_STOP.split(rest, maxsplit=1)[0])):
                return None
        if person == "child" and _AGED.match(rest):
            return None  # "Patient: Ella, 15." says who it is
        if person == "child" and not colon and not self._first_person.search(plain(rest)):
            return None  # "Kai - 14 - out again" describes the child; "Kai - he's my mate" is the child speaking
        return person

    def _ageless(self, label: str) -> str:
        """Give a label without the age that its person has in it: "Ella, 15: …"."""
        age = self._of_age.search(plain(label).rstrip(" ,"))
        if age is None or not _YEARS.fullmatch(age[0]):
            return label
        head, _, tail = label.rstrip(" ,").rpartition(" ") if " " not in age[0] else label.partition(age[0])
        whole = (tail == age[0] or " " in age[0]) and 0 < len(head.split()) <= _HEAD
        return head.rstrip(" ,") if whole else label

    def _speaks(self, label: str, rest: str) -> bool:
        """Say whether a label is a whole name with something said after it."""
        return bool(_FULL.fullmatch(label)) and len(rest.split()) >= _CONTRIBUTION and self.is_name(label)

    def _where(self, label: str, rest: str) -> str | None:
        """Give who speaks by a label that says where or how, too: "Nan, in tears at the door: …"."""
        if len(rest.split()) < _CONTRIBUTION:
            return None
        words = re.sub(r"[^\w' ]+", " ", plain(label)).split()
        splits = (number for number in range(1, min(_HEAD, len(words))) if self._aside.match(" ".join(words[number:])))
        number = next(splits, None)
        return None if number is None else self.person(" ".join(words[:number]))

    def _role(self, words: str) -> str | None:
        """Give the type of speaker that a role in brackets names; "(Ms Ode)" is none."""
        return None if any(titled.fullmatch(plain(words).strip()) for titled in self._titled) else self.person(words)

    def source(self, cell: str) -> str | None:
        """Give the speaker that the cell of a row names as its source, or none where that is who writes."""
        words = plain(cell).strip()
        if self._own_office.fullmatch(words):
            return None
        record = bool(words) and self._record.are(words.split()[-1])  # "After-school club log"
        return self.of(cell.strip(), "", colon=False) or ("professional" if record else None)

    def in_minutes(self, label: str, rest: str) -> str | None:
        """Give the speaker that a name before a colon stands for among people who speak in turn."""
        if self.person(label) is not None or not self.is_name(label) or len(rest.split()) < _CONTRIBUTION:
            return None
        return NAMED_I if self._first_person.search(plain(rest)) else NAMED

    def minuted(self, lines: Iterable[str]) -> bool:
        """Say whether a block of lines is of people who speak in turn, one of them by a role."""
        turns, roles = 0, False
        for line in lines:
            found = _LINE.match(line)
            if found is None or len(found[2].split()) < _CONTRIBUTION:
                continue
            person = self.of(found[1], "", colon=True)
            role = person is not None and not self._not_names[-1].fullmatch(plain(found[1]).strip())
            turns += person is not None or self.is_name(found[1])
            roles = roles or role
        return roles and turns > 1

    def is_name(self, label: str) -> bool:
        """Say whether a label may be somebody's name."""
        bare = label.strip(" *_")
        if not (_FULL.fullmatch(bare) or _FIRST.fullmatch(bare)):
            return False
        return not self._no_name(bare)

    def _no_name(self, label: str) -> bool:
        """Say whether a word of a label is no name: "Engagement"."""
        return any(words.fullmatch(word) for word in plain(label).split() for words in self._not_names)

    def says(self, line: str) -> str | None:
        """Give who opens a line of minutes by a verb of speaking: "Sue Ode said that …"."""
        found = _SAID.match(line)
        if found is None or not self._says.match(plain(found[2])):
            return None
        person = self.person(found[1])
        if person == "professional" or (person is None and self.is_name(found[1])):
            return NAMED
        return None
