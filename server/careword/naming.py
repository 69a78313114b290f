"""A piece of a note in, what it says about names out: "Julia, 12", "Name: Kai", "Karen Holt (DSL)", "his mum Donna".

Only what a note itself says is used, and nothing is kept after the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from careword.book import Book
from careword.fold import plain
from careword.roles import Roles
from careword.seats import Seats

_NAME = (
    r"(?!(?:Mother|Mum|Father|Dad|Baby|Mr|Mrs|Ms|Miss|Dr|Applicant|Victim|Subject|Student|Pupil|Patient|Client|Resident|"
    r"Tenant|Complainant|Witness|Caller|Referrer|Brother|Sister|Sibling|Sib|Male|Female|Attendance|Officer)\b)"
    r"([A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z][a-z]*\.?(?:-[A-Z][a-z]+)?| [A-Z]{3,}(?=,| \())?"
)
_AGE = (
    r"(?:aged? ?)?(\d{1,2})(?! ?[/.:]\d|\d| ?(?:mins?|hrs?|am|pm|weeks?|days?|times|rd|th|st|nd|%|per cent|percent|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
NAME_AGE = re.compile(
    rf"\b{_NAME}(?=[ ,(])(?:,? ?)(?:[-\u2013] )?\(?(?:,? ?){_AGE}"
    r"(?: ?(?:yo|y/o|y|yrs?|years?)\b[^,.;)]{0,12})?[),;:.\- \n]"
)
_DIGIT = re.compile(r"\d")
_AGE_NAME = re.compile(rf"\b(\d{{1,2}})[- ]?(?:yo|y/o|yr|year)s?[- ]?(?:old)? (?:called |named )?{_NAME}")
# "Mother Chloe is 15", "Marcus, who is 20", "Bronagh, who turned 19"
NAME_IS_AGE = re.compile(
    rf"\b{_NAME},? (?:who )?(?:is|was|turned|has turned|has just turned|just turned|is now|now)"
    rf" (?:only |just |now |nearly |almost )?{_AGE}(?: ?(?:yo|y/o|yrs?|years?)(?: old)?)?(?=[),;:.\- \n]|$)"
)
_NAME_YEAR = re.compile(
    rf"\b{_NAME},? ?\(?(?:(?:Year|Yr|Y) ?(?:[1-9]|1[0-3])|Reception|Nursery)\b"
)  # "Amelia (Year 8)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr) )?"
_BORN = re.compile(rf"\b{_NAME},? ?\(?,? ?(?:d\.?o\.?b\.?:?|DOB:?|D\.O\.B\.?:?|born)\b")
_FIELD = re.compile(
    rf"^\s*(?:\W{{0,3}})(?i:child(?:'s|\u2019s)?(?: name)?|name(?: of child)?|yp|young person|re|pupil|student|patient|"
    rf"subject|client|resident|young person(?:'s|\u2019s) name|first name)\s*[:\-\u2013]\s*{_NAME}",
    re.MULTILINE,
)
_APPOSED = re.compile(
    rf"\b{_TITLE}{_NAME},? ?[(,] ?(?:(?:the|her|his|their|a|birth|allocated|duty|[A-Z][a-z]+(?:'s|\u2019s)) )?"
    r"([A-Za-z&' ]{2,30}?)(?: (?:of|to|for|from|at) [A-Za-z' ]{2,30}?)?[),.:(]"
)
_ROLE_NAME = re.compile(r"\b([A-Za-z][A-Za-z&']*(?: [a-z]+)?),? \(?([A-Z][a-z]{2,})\b(?! ?\((?!(?:1[89]|[2-9]\d)\)))")
# "her gran, Mrs Ode", "father Mr Ode", "FC Mrs Ode"
_ROLE_TITLED = re.compile(r"\b([A-Za-z][A-Za-z']*(?: [a-z]+)?),? \(?((?:Mr|Mrs|Ms|Miss) [A-Z][a-z]+)\b")
_BOTH = re.compile(r"\b([a-z]+)s,? ([A-Z][a-z]+) (?:and|&) ([A-Z][a-z]+)\b")  # "their mothers, Sue and Kath"
_OF_AN_ELDER = re.compile(r"[a-z]+(?:'s|\u2019s) (?:friend|mate)\b")  # "her uncle's friend Pete"
_LOOK = 30  # code points beside a name that are looked at
_KIN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss) ([A-Z][a-z]*)\b\.?(?:[^.\n]|\.(?= ?\d)){0,70}?\b(?:her|his|their) (?:own |grown )?"
    r"(?:daughter|son|granddaughter|grandson|niece|nephew|child|children|stepson|stepdaughter|foster child)\b"
)
# who is visited at home: "H/V to Mrs Ode and Kai"
_VISITED = re.compile(
    r"\b(?:[Vv]isit(?:ed)?|H/V|A/V|U/V)\b(?: [A-Za-z]+){0,4}? (?:Mr and Mrs|Mr & Mrs|Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b"
    r"|\bat the ([A-Z][a-z]+)s['\u2019](?!\w)|\b(?:with|to|by|from|at) the ([A-Z][a-z]{3,}?)s\b(?! [A-Z])"
    r"|\b[Ss]een ?: (?:Mr and Mrs|Mr & Mrs|Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b"
)
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss) ([A-Z][a-z]*)\b")
_CALLED = re.compile(
    r"\b(?:man|male|woman|adult|lad)\b[^.\n]{0,40}?"
    r"\b(?:called|named|known as|first name|name (?:only )?as|goes by|calling (?:him|her)self) ([A-Z][a-z]+)\b"
)
_SURNAME = re.compile(r"[A-Z][\w'-]* ([A-Z](?:[a-z]{2,}\b|(?=[,( ])))")  # "Ella Ode", "Ella W, 14"
_SECOND = re.compile(r" ([A-Z][a-z]+(?:-[A-Z][a-z]+)?)")
_CAPITALS = re.compile(r"[A-Z][\w'-]* ([A-Z]{3,})\b")  # "Kai HOLT, 15"
_WORDS = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b(?!['\u2019])")
# what a text holds in which an expression finds something: one of these, which are looked for faster
_NEEDS = {
    NAME_AGE: ("",),
    _AGE_NAME: ("",),
    NAME_IS_AGE: ("",),
    _ROLE_NAME: ("",),
    _ROLE_TITLED: ("Mr", "Ms", "Miss"),
    _BOTH: (" and ", " & "),
    _TITLED: ("M",),
    _NAME_YEAR: ("Y", "Reception", "Nursery"),
    _BORN: ("born", "ob", "o.b", "OB", "O.B"),
    _FIELD: (":", "-", "\u2013"),
    _KIN: ("Mr", "Ms", "Miss"),
    _VISITED: ("isit", "/V", "the ", "een"),
    _CALLED: ("call", "name", "known as", "goes by"),
    _APPOSED: (",", "("),
}


@dataclass(frozen=True, slots=True)
class Naming:
    """What one piece of a note says about names, before the pieces are put together."""

    aged: tuple[
        tuple[str, int], ...
    ] = ()  # a name and the age beside it; who is of an age; an age and the name after it
    is_aged: tuple[tuple[str, int], ...] = ()
    aged_before: tuple[tuple[str, int], ...] = ()
    called: tuple[tuple[str, ...], ...] = (
        (),
        (),
        (),
    )  # with a date of birth, in a child's field, with a year at school
    kin: tuple[str, ...] = ()
    elders: tuple[str, ...] = ()  # who goes by a first name and has children with them, or shares the role of parent
    apposed: tuple[tuple[str, str], ...] = ()  # a name and the type of speaker that the role beside it makes
    roles: tuple[tuple[str, str], ...] = ()
    titled: tuple[tuple[str, str], ...] = ()
    strangers: tuple[str, ...] = ()  # what men and women go by who are not known
    families: tuple[str, ...] = ()  # surnames of children
    capitals: tuple[str, ...] = ()  # the same, where a note writes them in capitals
    seated: tuple[str, ...] = ()  # the others there, parents left out
    present: tuple[str, ...] = ()  # workers who sat in a meeting and may be its writer
    supervised: tuple[str, ...] = ()  # who had supervision: a worker, or a child whom youth justice supervises


NOTHING_NAMED = Naming()


class NameReader:
    """Reads pieces of notes by the rulebook's words for people."""

    def __init__(self, book: Book) -> None:
        self._roles = Roles(book)
        self._seats = Seats(book, self._roles)
        self._post = book.cue("label", "post")  # "Miss Ode, Y8 lead"
        self._at = book.ending("grammar", "place-before")
        self._told = book.shaped("attribution", "told", after=r"(?: \w+)?\s*\Z")
        self._acts = book.cue("grammar", "verb-like")
        self._verb = book.shaped("grammar", "verb-like", before=r"\s+")
        self._acted = book.cue("label", "before-name")
        along, young = book.part("label", "has-with"), book.part("label", "offspring")
        self._at_home = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss) ([A-Z][a-z]+) (?:{book.part('label', 'at-home')})\b")
        self._household = re.compile(rf"\b[Tt]he ([A-Z][a-z]+) (?:{book.part('label', 'household')})\b")
        elder = "|".join(book.part("people", name) for name in ("mother", "father"))
        titled, whose = (
            r"\b(?:Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b(?:(?!\bM(?:r|rs|s|iss) )[^\n])",
            r"(?:[A-Z][\w-]*['\u2019]s )?",
        )
        self._is_kin = re.compile(rf"{titled}{{0,60}}?\. (?i:{book.part('label', 'is-the')}) {whose}(?:{elder})\b")
        self._couple = re.compile(rf"{titled}{{0,250}}? (?:{book.part('label', 'couple')}) {whose}(?:{elder})\b")
        self._elders_titled = (self._at_home, self._household, self._is_kin, self._couple)
        self._with_children = re.compile(rf"\b([A-Z][a-z]+)(?: [A-Z]\.?)?,? (?:{along}) (?:{young})\b")

    def read(self, text: str, end: int | None = None) -> Naming:
        """Read what a piece says about names; what begins at `end` or later belongs to the next piece."""
        end = len(text) if end is None else end
        digit = _DIGIT.search(text) is not None
        aged, is_aged, aged_before = (
            self._children(pattern, text, end, group) if digit else []
            for pattern, group in ((NAME_AGE, 1), (NAME_IS_AGE, 1), (_AGE_NAME, 2))
        )
        born, field, year = (self._children(pattern, text, end) for pattern in (_BORN, _FIELD, _NAME_YEAR))
        year = [named for named in year if not self._post.match(plain(text[named[2].end() :][:_LOOK]).lstrip())]
        children = (*aged, *is_aged, *aged_before, *born, *field)
        said = Naming(
            aged=tuple((name, int(match[2])) for name, _, match in aged),
            is_aged=tuple((name, int(match[2])) for name, _, match in is_aged),
            aged_before=tuple((name, int(match[1])) for name, _, match in aged_before),
            called=tuple(tuple(name for name, _, _ in found) for found in (born, field, year)),
            kin=tuple(
                match[match.lastindex or 1] for pattern in (_KIN, _VISITED) for match in _found(pattern, text, end)
            )
            + tuple(match[1] for pattern in self._elders_titled for match in pattern.finditer(text, 0, end)),
            elders=tuple(self._elders(text, end)),
            titled=tuple((match[2], match[1]) for match in _found(_TITLED, text, end)),
            strangers=tuple(match[1] for match in _found(_CALLED, text, end) if self._roles.may_name(match[1])),
            families=_surnames(_SURNAME, text, children),
            capitals=_surnames(_CAPITALS, text, children),
            seated=tuple(self._seats.seated(text, end)),
            apposed=tuple(pair for match in _found(_APPOSED, text, end) for pair in self._apposed(match)),
            roles=tuple(
                pair
                for pattern in (_ROLE_NAME, _ROLE_TITLED)
                for match in _found(pattern, text, end)
                for pair in self._with_role(match)
            ),
            present=tuple(self._seats.present(text, end)),
            supervised=tuple(self._seats.supervised(text, end)),
        )
        return said if said != NOTHING_NAMED else NOTHING_NAMED

    def _children(
        self, pattern: re.Pattern[str], text: str, end: int, group: int = 1
    ) -> list[tuple[str, int, re.Match[str]]]:
        """Give the names that an expression finds, and where they begin: of "Saw Kai (12)" the name is Kai."""
        found: list[tuple[str, int, re.Match[str]]] = []
        for match in _found(pattern, text, end):
            name, start = match[group], match.start(group)
            if self._acted.are(name.lower()):
                second = _SECOND.match(text, match.end(group))
                if second is None or second.end() > match.end():
                    continue
                name, start = second[1], second.start(1)
            if self._roles.may_name(name):
                found.append((name, start, match))
        return found

    def _elders(self, text: str, end: int) -> Iterator[str]:
        """Give the first names in "Shona, with her daughters Mia and Kai" and in "their mothers, Sue and Kath"."""
        for match in self._with_children.finditer(text, 0, end):
            if self._roles.may_name(match[1]) and not self._acted.are(match[1].lower()):
                yield match[1]
        for match in _found(_BOTH, text, end):
            if any(speaker == "parent" for _, speaker in self._roles.of(match[1])):
                yield from (match[2], match[3])

    def _apposed(self, match: re.Match[str]) -> list[tuple[str, str]]:
        """Give the name and the speaker in "Donna (mother)"; of "Saw Donna" the name is Donna."""
        speakers = self._roles.of(plain(match[2]).strip())
        if not speakers:
            return []
        words = _WORDS.findall(match.string[match.start(1) : match.start(2)])
        first = [word for word in words if not self._acts.fullmatch(word.lower())][:1]
        return [(name, speaker) for name in first if self._roles.may_name(name) for _, speaker in speakers]

    def _with_role(self, match: re.Match[str]) -> list[tuple[str, str]]:
        """Give the name and the speaker in "his mum Donna"."""
        role, name = plain(match[1]), plain(match[2])
        left = plain(match.string[max(0, match.start() - _LOOK) : match.end(1)]).rpartition(" ")[0]
        if self._at.search(left):
            return []  # "at triage Reuben was …" says where
        either = self._roles.of(role)
        if " " in role and not _OF_AN_ELDER.match(match[1]):
            either += self._roles.of(role.split()[-1])
        if not either:
            return []
        speakers = [item for item in self._roles.every if item in either]
        found = [(match[2], speaker) for words, speaker in speakers if not words.are(name)]
        return found if found and self._roles.may_name(match[2]) and not self._is_told(match) else []

    def _is_told(self, match: re.Match[str]) -> bool:
        """Say whether a name is in what was told: "told the officer Naomi is …" does not name the officer."""
        left = match.string[max(0, match.start() - _LOOK) : match.start()]
        return bool(self._told.search(left) and self._verb.match(plain(match.string[match.end() :][:_LOOK])))


@lru_cache(maxsize=4)  # a rulebook, and the ones that came before it while somebody edits rules
def reader(book: Book) -> NameReader:
    """Give the reader of a rulebook."""
    return NameReader(book)


def _surnames(
    pattern: re.Pattern[str], text: str, children: Iterable[tuple[str, int, re.Match[str]]]
) -> tuple[str, ...]:
    """Give the surnames that stand after children's names."""
    found = (pattern.match(text, start) for _, start, _ in children)
    return tuple(named[1] for named in found if named)


def _found(pattern: re.Pattern[str], text: str, end: int) -> list[re.Match[str]]:
    """Give the matches that begin before an offset."""
    for piece in _NEEDS[pattern]:
        if piece in text:
            return [match for match in pattern.finditer(text) if match.start() < end]
    return []
