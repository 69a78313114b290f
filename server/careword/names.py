"""A note in, the names it explains out: "Julia, 12", "Name: Kai", "Karen Holt (DSL)", "his mum Donna".

Only what a note itself says is used, and nothing is kept after the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from careword.book import Book
from careword.fold import plain
from careword.text import pieces

_NAME = (
    r"(?!(?:Mother|Mum|Father|Dad|Baby|Mr|Mrs|Ms|Miss|Dr|Applicant|Victim|Subject|Student|Pupil|Patient|Client|Resident|"
    r"Tenant|Complainant|Witness|Caller|Referrer|Brother|Sister|Sibling|Sib|Male|Female|Attendance|Officer)\b)"
    r"([A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z][a-z]*\.?(?:-[A-Z][a-z]+)?)?"
)
_AGE = (
    r"(?:aged? ?)?(\d{1,2})(?! ?[/.:]\d|\d| ?(?:mins?|hrs?|am|pm|weeks?|days?|times|rd|th|st|nd|%|per cent|percent|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
_NAME_AGE = re.compile(
    rf"\b{_NAME}(?=[ ,(])(?:,? ?)(?:[-\u2013] )?\(?(?:,? ?){_AGE}"
    r"(?: ?(?:yo|y/o|yrs?|years?)\b[^,.;)]{0,12})?[),;:.\- \n]"
)
_DIGIT = re.compile(r"\d")
_AGE_NAME = re.compile(rf"\b(\d{{1,2}})[- ]?(?:yo|y/o|yr|year)s?[- ]?(?:old)? (?:called |named )?{_NAME}")
# "Mother Chloe is 15", "Marcus, who is 20", "Bronagh, who turned 19"
_NAME_IS_AGE = re.compile(
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
_ROLE_NAME = re.compile(r"\b([A-Za-z][A-Za-z&']*(?: [a-z]+)?),? ([A-Z][a-z]{2,})\b(?! ?\()")
_OF_AN_ELDER = re.compile(r"[a-z]+(?:'s|\u2019s) (?:friend|mate)\b")  # "her uncle's friend Pete"
HEAD = 200  # code points at the head of a note
_LOOK = 30  # code points beside a name that are looked at
_KIN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss) ([A-Z][a-z]*)\b\.?(?:[^.\n]|\.(?= ?\d)){0,70}?\b(?:her|his|their) (?:own |grown )?"
    r"(?:daughter|son|granddaughter|grandson|niece|nephew|child|children|stepson|stepdaughter|foster child)\b"
)
# who is visited at home: "H/V to Mrs Ode and Kai"
_VISITED = re.compile(
    r"\b(?:[Vv]isit(?:ed)?|H/V|A/V|U/V)\b(?: [A-Za-z]+){0,4}? (?:Mr and Mrs|Mr & Mrs|Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b"
    r"|\bat the ([A-Z][a-z]+)s['\u2019](?!\w)"
)
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b")
_CALLED = re.compile(
    r"\b(?:man|male|woman|adult|lad)\b[^.\n]{0,40}?"
    r"\b(?:called|named|known as|name (?:only )?as|goes by) ([A-Z][a-z]+)\b"
)
_SURNAME = re.compile(r"[A-Z][\w'-]* ([A-Z][a-z]{2,})\b")
_WORDS = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b(?!['\u2019])")
_TITLES = ("mr", "mrs", "ms", "miss")
# who sat in a meeting: in its minutes everybody is named as a speaker, the writer too
_PRESENT = re.compile(
    r"^\W{0,3}(?i:present|attendees|attended by|in attendance|attending|those present)\s*:(.+)$", re.MULTILINE
)
_SEATED = re.compile(r"((?:[A-Z][\w'-]+ ){1,3})\((?!\d)([^)]{1,30})\)")
_SEAT = re.compile(r"(?:\b([A-Z][\w'-]+) )?\(([^)]{1,30})\)|\b([A-Z]{2,4})\b")
# what a text holds in which an expression finds something: one of these, which are looked for faster
_NEEDS = {
    _NAME_YEAR: ("Y", "Reception", "Nursery"),
    _BORN: ("born", "ob", "o.b", "OB", "O.B"),
    _FIELD: (":", "-", "\u2013"),
    _KIN: ("Mr", "Ms", "Miss"),
    _VISITED: ("isit", "/V", "at the "),
    _CALLED: ("called", "name", "known as", "goes by"),
    _APPOSED: (",", "("),
    _PRESENT: (":",),
}
_LOOKAHEAD = 80  # code points of the next piece of a note in which a field's value may stand


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
    apposed: tuple[tuple[str, str], ...] = ()  # a name and the type of speaker that the role beside it makes
    roles: tuple[tuple[str, str], ...] = ()
    titled: tuple[tuple[str, str], ...] = ()
    strangers: tuple[str, ...] = ()  # what men and women go by who are not known
    families: tuple[str, ...] = ()  # surnames of children
    seated: tuple[str, ...] = ()  # the others there, parents left out
    present: tuple[str, ...] = ()  # workers who sat in a meeting and may be its writer


NOTHING_NAMED = Naming()


def read(text: str, book: Book, end: int | None = None) -> Naming:
    """Read what a piece of a note says about names; what begins at `end` or later belongs to the next piece."""
    end = len(text) if end is None else end
    digit = _DIGIT.search(text) is not None
    roles = [
        (book.cue("people", group), book.cues["people"][group].speaker or "unknown")
        for group in ("mother", "father", "parent", "professional", "exploiter", "sibling", "peer")
    ]
    told = book.shaped("attribution", "told", after=r"(?: \w+)?\s*\Z")
    acts, never = book.cue("grammar", "verb-like"), book.cue("label", "not-a-name")
    verb = book.shaped("grammar", "verb-like", before=r"\s+")

    def may_name(word: str) -> bool:
        """Say whether a word with a capital letter may be a name, and is no day, month or role."""
        return not never.are(word.lower())

    def first_name(words: str) -> list[str]:
        """Give the first name in some words: "Donna" in "Saw Donna,"."""
        return [word for word in _WORDS.findall(words) if not acts.fullmatch(word.lower())][:1]

    def found_in(pattern: re.Pattern[str], *, needed: bool = True) -> Iterator[re.Match[str]]:
        there = needed and any(piece in text for piece in _NEEDS.get(pattern, ("",)))
        return (match for match in (pattern.finditer(text) if there else ()) if match.start() < end)

    def is_told(match: re.Match[str]) -> bool:
        """Say whether a name is in what was told: "told the officer Naomi is …" does not name the officer."""
        left = text[max(0, match.start() - _LOOK) : match.start()]
        return bool(told.search(left) and verb.match(plain(text[match.end() :][:_LOOK])))

    found = Naming(
        aged=tuple((match[1], int(match[2])) for match in found_in(_NAME_AGE, needed=digit) if may_name(match[1])),
        is_aged=tuple(
            (match[1], int(match[2])) for match in found_in(_NAME_IS_AGE, needed=digit) if may_name(match[1])
        ),
        aged_before=tuple(
            (match[2], int(match[1])) for match in found_in(_AGE_NAME, needed=digit) if may_name(match[2])
        ),
        called=tuple(
            tuple(match[1] for match in found_in(pattern) if may_name(match[1]))
            for pattern in (_BORN, _FIELD, _NAME_YEAR)
        ),
        kin=tuple(match[match.lastindex or 1] for pattern in (_KIN, _VISITED) for match in found_in(pattern)),
        titled=tuple((match[2], match[1]) for match in found_in(_TITLED, needed="M" in text)),
        strangers=tuple(match[1] for match in found_in(_CALLED) if may_name(match[1])),
        families=tuple(
            named[1]
            for pattern, group in ((_NAME_AGE, 1), (_NAME_IS_AGE, 1), (_AGE_NAME, 2), (_BORN, 1), (_FIELD, 1))
            for match in found_in(pattern, needed=digit or pattern in (_BORN, _FIELD))
            if (named := _SURNAME.match(match.string, match.start(group))) and may_name(match[group])
        ),
        seated=tuple(
            plain(name)
            for match in found_in(_PRESENT)
            for seat in _SEATED.finditer(match[1])
            if not any(speaker != "professional" and words.are(plain(seat[2])) for words, speaker in roles)
            for name in seat[1].split()
            if may_name(name)
        ),
        apposed=tuple(
            (name, speaker)
            for match in found_in(_APPOSED)
            for name in first_name(match.string[match.start(1) : match.start(2)])
            if may_name(name)
            for words, speaker in roles
            if words.are(plain(match[2]).strip())
        ),
        roles=tuple(
            (match[2], speaker)
            for match in found_in(_ROLE_NAME)
            if may_name(match[2]) and not is_told(match)
            for role in (plain(match[1]),)
            for words, speaker in roles
            if (words.are(role) or (words.are(role.split()[-1]) and not _OF_AN_ELDER.match(match[1])))
            and not words.are(plain(match[2]))
        ),
        present=tuple(
            plain(name)
            for match in found_in(_PRESENT)
            for seat in _SEAT.finditer(match[1])
            if book.cue("people", "writer").are(plain(seat[2] or seat[3]))
            for name in (seat[1] or "", seat[2] or seat[3])
            if name
        ),
    )
    return found if found != NOTHING_NAMED else NOTHING_NAMED


def read_all(text: str, book: Book) -> list[Naming]:
    """Read every piece of a note."""
    return [read(text[span.start : span.end + _LOOKAHEAD], book, span.end - span.start) for span in pieces(text)]


def named_children(text: str, book: Book, adults: Mapping[str, str] | None = None) -> dict[str, int | None]:
    """Give the first names of children, in lower case, with the age in years that stands beside the name.

    `adults` are the names that are not a child's, where they have been read already.
    """
    said = read_all(text, book)
    return children_of(said, adults_of(said) if adults is None else adults)


def named_adults(text: str, book: Book) -> dict[str, str]:
    """Give the names of adults, in lower case, with the type of speaker that their role makes them."""
    return adults_of(read_all(text, book))


def named(text: str, book: Book) -> tuple[dict[str, str], dict[str, int | None]]:
    """Give both, adults first; the note is read once."""
    said = read_all(text, book)
    adults = adults_of(said)
    return adults, children_of(said, adults)


def children_of(said: Iterable[Naming], adults: Mapping[str, str]) -> dict[str, int | None]:
    """Put together what the pieces say of children."""
    said = [item for item in said if item is not NOTHING_NAMED]
    found: dict[str, int | None] = {}
    for name, age in (
        *(pair for item in said for pair in item.aged),
        *(pair for item in said for pair in item.is_aged),
        *(pair for item in said for pair in item.aged_before),
    ):
        _add(found, name, age, adults)
    for order in range(3):
        for item in said:
            for name in item.called[order]:
                _add(found, name, None, adults)
    return found


def _add(found: dict[str, int | None], name: str, age: int | None, adults: Mapping[str, str]) -> None:
    if name.lower() in adults or (age is not None and not 0 < age < 18):
        return
    if found.get(name.lower()) is None:
        found[name.lower()] = age


def young_adult(text: str, book: Book) -> int | None:
    """Give the age of a care leaver: the first name with an age beside it, at the head of a note, is 18 to 25."""
    opening, never = book.cue("label", "opening-word"), book.cue("label", "not-a-name")
    found = [
        match
        for pattern in (_NAME_AGE, _NAME_IS_AGE)
        for match in pattern.finditer(text, 0, HEAD)
        if not never.are(match[1].lower()) and not opening.fullmatch(plain(match[1]))
    ]
    age = int(min(found, key=lambda match: match.start())[2]) if found else 0
    return age if 18 <= age <= 25 else None


def adults_of(said: Iterable[Naming]) -> dict[str, str]:
    """Put together what the pieces say of adults."""
    said = [item for item in said if item is not NOTHING_NAMED]
    found: dict[str, str] = {}
    # a name with a child's age, a date of birth or a child's field beside it is a child, whoever is named before it
    aged = [*(pair for item in said for pair in item.aged), *(pair for item in said for pair in item.is_aged)]
    children = {name for name, age in aged if age < 18}
    children |= {name for item in said for names in item.called for name in names}
    for item in said:
        for name in item.kin:
            found.setdefault(name.lower(), "parent")
        for name in item.present:
            found.setdefault(name, "professional")
    for name, speaker in (
        *(pair for item in said for pair in item.apposed),
        *(pair for item in said for pair in item.roles),
    ):
        if name not in children:
            found.setdefault(name.lower(), speaker)
    for name in (name for item in said for name in item.seated):
        if name not in {child.lower() for child in children}:
            found.setdefault(name, "professional")
    for name in (name for item in said for name in item.strangers if name not in children):
        found.setdefault(name.lower(), "exploiter")
    couples = {(name, title == "Mr") for item in said for name, title in item.titled}
    married = [name for name, man in couples if man and (name, False) in couples]  # Mr Ode and Mrs Ode
    for surname in sorted(name.lower() for name in {*married, *(name for item in said for name in item.families)}):
        for title in _TITLES:
            found.setdefault(f"{title} {surname}", "parent")
    for name, age in aged:
        if 18 <= age < 100:
            found.setdefault(name.lower(), "unknown")
    return found
