"""A note in, the names it explains out: "Julia, 12", "Name: Kai", "Karen Holt (DSL)", "his mum Donna".

Only what a note itself says is used, and nothing is kept after the note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from careword.book import Book
from careword.fold import plain

_NAME = (
    r"(?!(?:Mother|Mum|Father|Dad|Baby|Mr|Mrs|Ms|Miss|Dr)\b)"
    r"([A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z][a-z]*\.?(?:-[A-Z][a-z]+)?)?"
)
_AGE = r"(?:aged? ?)?(\d{1,2})(?! ?[/.:]\d|\d| ?(?:mins?|hrs?|am|pm|weeks?|days?|times|rd|th|st|nd|%))"
_NAME_AGE = re.compile(
    rf"\b{_NAME}(?=[ ,(])(?:,? ?)(?:[-\u2013] )?\(?(?:,? ?){_AGE}"
    r"(?: ?(?:yo|y/o|yrs?|years?)\b[^,.;)]{0,12})?[),;:.\- ]"
)
_DIGIT = re.compile(r"\d")
_AGE_NAME = re.compile(rf"\b(\d{{1,2}})[- ]?(?:yo|y/o|yr|year)s?[- ]?(?:old)? (?:called |named )?{_NAME}")
# "Mother Chloe is 15", "Marcus, who is 20", "Bronagh, who turned 19"
_NAME_IS_AGE = re.compile(
    rf"\b{_NAME},? (?:who )?(?:is|was|turned|has turned|has just turned|just turned|is now|now)"
    rf" (?:only |just |now |nearly |almost )?{_AGE}(?: ?(?:yo|y/o|yrs?|years?)(?: old)?)?(?=[),;:.\- \n]|$)"
)
_NAME_YEAR = re.compile(rf"\b{_NAME},? ?\(?(?:Year|Yr|Y) ?(?:[1-9]|1[0-3])\b")  # a year at school: "Amelia (Year 8)"
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
_HEAD = 200  # code points at the head of a note
_LOOK = 30  # code points beside a name that are looked at
_NEVER = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Year",
        "Age",
        "Aged",
        "Section",
        "Page",
        "Room",
        "Flat",
        "Unit",
        "Day",
        "Week",
        "Stage",
        "Level",
        "Note",
        "Ward",
        "Group",
        "Set",
        "Term",
        "The",
        "On",
        "In",
        "At",
        "He",
        "She",
        "They",
        "It",
        "A",
        "An",
        "And",
        "But",
        "When",
        "Then",
        "After",
        "Before",
        "Since",
        "From",
        "To",
        "For",
        "With",
        "By",
        "Child",
        "Mum",
        "Dad",
        "Mother",
        "Father",
        "Seen",
        "Visit",
        "Date",
        "Time",
        "Case",
        "Tel",
        "Ref",
        "Form",
        "Act",
        "Bus",
        "Route",
        "Grade",
        "Key",
        "About",
        "Over",
        "Under",
        "Only",
        "Around",
        "Just",
        "Nearly",
        "Almost",
        "Until",
    ]
)


def named_children(text: str, book: Book, adults: Mapping[str, str] | None = None) -> dict[str, int | None]:
    """Give the first names of children, in lower case, with the age in years that stands beside the name.

    `adults` are the names that are not a child's, where they have been read already.
    """
    found: dict[str, int | None] = {}
    adults = named_adults(text, book) if adults is None else adults
    for name, years in _aged(text):
        _add(found, name, years, adults)
    for match in _AGE_NAME.finditer(text):
        _add(found, match[2], int(match[1]), adults)
    for pattern in (_BORN, _FIELD, _NAME_YEAR):
        for match in pattern.finditer(text):
            _add(found, match[1], None, adults)
    return found


def _add(found: dict[str, int | None], name: str, age: int | None, adults: Mapping[str, str]) -> None:
    if name in _NEVER or name.lower() in adults or (age is not None and not 0 < age < 18):
        return
    if found.get(name.lower()) is None:
        found[name.lower()] = age


_KIN = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss) ([A-Z][a-z]+)\b(?:[^.\n]|\.(?= ?\d)){0,70}?\b(?:her|his|their) (?:own |grown )?"
    r"(?:daughter|son|granddaughter|grandson|niece|nephew|child|children|stepson|stepdaughter|foster child)\b"
)


def young_adult(text: str, book: Book) -> int | None:
    """Give the age of a care leaver: the first name with an age beside it, at the head of a note, is 18 to 25."""
    opening = book.cue("label", "opening-word")
    found = [
        match
        for pattern in (_NAME_AGE, _NAME_IS_AGE)
        for match in pattern.finditer(text, 0, _HEAD)
        if match[1] not in _NEVER and not opening.fullmatch(plain(match[1]))
    ]
    age = int(min(found, key=lambda match: match.start())[2]) if found else 0
    return age if 18 <= age <= 25 else None


def named_adults(text: str, book: Book) -> dict[str, str]:
    """Give the names of adults, in lower case, with the type of speaker that their role makes them."""
    found: dict[str, str] = {}
    # a name with a child's age, a date of birth or a child's field beside it is a child, whoever is named before it
    aged = _aged(text)
    children = {name for name, years in aged if years < 18}
    children |= {match[1] for pattern in (_BORN, _FIELD, _NAME_YEAR) for match in pattern.finditer(text)}
    told = book.shaped("attribution", "told", after=r"(?: \w+)?\s*\Z")
    verb = book.shaped("grammar", "verb-like", before=r"\s+")
    roles = [
        (book.cue("people", group), book.cues["people"][group].speaker or "unknown")
        for group in ("mother", "father", "parent", "professional", "exploiter")
    ]
    for match in _KIN.finditer(text) if "M" in text else ():
        found.setdefault(match[1].lower(), "parent")
    for match in _APPOSED.finditer(text):
        if match[1] in _NEVER or match[1] in children:
            continue
        role = plain(match[2]).strip()
        for words, speaker in roles:
            if words.are(role):
                found.setdefault(match[1].lower(), speaker)
    for match in _ROLE_NAME.finditer(text):
        if match[2] in _NEVER or match[2] in children:
            continue
        role, name = plain(match[1]), plain(match[2])
        if told.search(text[max(0, match.start() - _LOOK) : match.start()]) and verb.match(
            plain(text[match.end() :][:_LOOK])
        ):
            continue  # "told the attendance officer Naomi is …": what was told, and not the officer's name
        for words, speaker in roles:
            if (words.are(role) or words.are(role.split()[-1])) and not words.are(name):
                found.setdefault(match[2].lower(), speaker)
    for name, years in aged:
        if name not in _NEVER and 18 <= years < 100:
            found.setdefault(name.lower(), "unknown")
    return found


def _aged(text: str) -> list[tuple[str, int]]:
    """Give the names that have an age beside them, with the age."""
    if _DIGIT.search(text) is None:
        return []
    return [(match[1], int(match[2])) for pattern in (_NAME_AGE, _NAME_IS_AGE) for match in pattern.finditer(text)]
