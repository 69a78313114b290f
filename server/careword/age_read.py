"""A text in, the ages it says of the child out: of a sentence, of a piece of a note, or of all its pieces together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from careword.text import Span

_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
        ],
        1,
    )
}
_ANY_NUMBER = re.compile(r"\d|\b(?:" + "|".join(_NUMBERS) + r")\b")  # without one there is no age to read
_N = r"(?P<n>\d{1,2}|" + "|".join(reversed(_NUMBERS)) + r")(?!\d|[.:/]\d|%)"
_NOT_AGE = r"(?! ?(?:am|pm|hrs?|hours?|mins?|minutes|weeks?|days?|months?|/52|/7|/12|times|people|partners|men|boys|o'clock|th|st|nd|rd|st|miles|pounds|other|and a half hours))"
# the age at the event: it goes before every other age in its sentence
_EVENT = [
    re.compile(
        rf"\b(?:when|while|since|before|until|after|as) (?:she|he|they|[a-z]+|[a-z]+ [a-z]+) (?:was|were|is|turned|had just turned) (?:only |just |about |around |aged |still )?{_N}\b{_NOT_AGE}"
    ),
    re.compile(
        rf"\b(?:since|from|at|by|before) (?:about |around |just |only )?(?:the |an )?age (?:of )?(?:about |just |only )?{_N}\b"
    ),
    re.compile(
        r"\b(?:since|from|at|by) (?:about |only |just |the tender )?(?:age |aged )?(?P<n>[89]|1[0-7])\b(?! ?(?:am|pm|hrs?|hours|mins?|:|\.\d|weeks?|days?|months?|years? (?:ago|later|his|her)|o'clock|th|st|nd|rd|[a-z]+ (?:road|street|close|avenue|lane))|[/:.]\d)(?=$|[ ,.;)])"
    ),
    re.compile(
        rf"\b(?:she|he|they|child|yp|who) (?:was|were) (?:only |just |then |about |aged )?{_N}\b{_NOT_AGE}(?! ?(?:years?|yrs?) (?:older|younger|ago))"
    ),
    re.compile(rf"\b(?:aged?|then) {_N} (?:at the time|then|when)\b"),
    re.compile(rf"\b(?:as an? |an? )?{_N}[ -]?(?:year|yr|yo)[- ]?(?:s )?old(?:s)? (?:at the time|then)\b"),
]
_NOW = [
    re.compile(
        rf"\b{_N} ?[- ]?(?:yo|y/o|yrs?|years?)(?: ?[- ]?olds?| of age)?\b(?! ?(?:older|ago|later|her senior|his senior|younger|apart|between|gap|sentence|and|in a row))"
    ),
    re.compile(rf"\b{_N}y(?: ?\d{{1,2}}m)?\b"),
    re.compile(
        rf"\b(?:aged?|age:|turned|is now|has just turned|just turned|recently turned|turns) (?:just |only |now )?{_N}\b{_NOT_AGE}"
    ),
    re.compile(rf"\((?:aged? |age )?{_N}(?: ?(?:yo|y/o|yrs?|years?)(?: old)?)?(?:,[^)]*)?\)"),
    re.compile(
        rf"\b(?:at|is|she's|he's|being|only|though|despite being) (?:only |just |still |now )?{_N}\b(?! [a-z]+ (?:road|street|close|avenue|lane|drive|court|house|way|terrace|gardens|crescent|place|grove))(?! ?[a-z]{{4,}}s\b){_NOT_AGE}(?! ?(?:years?|yrs?) (?:older|younger|ago))(?=$|[ ,.;)])"
    ),
    re.compile(rf"^\W*age(?:d)?(?: of (?:child|yp))?\s*[:\-]\s*{_N}\b", re.MULTILINE),
    re.compile(rf"\b[a-z]+, (?:aged )?{_N}(?=[,;)]|$|\.(?:\s|$))"),
    re.compile(rf"\b[a-z]+ - {_N}(?= -|,)"),
]
_RANGE = re.compile(r"\b(?:aged? )?(\d{1,2}) ?/ ?(\d{1,2})(?: ?(?:yo|years?|yrs?|year old)|\b(?!/))(?=[ ,.;)])")
_YEAR_GROUP = re.compile(r"\b(?:y|yr|year) ?(\d{1,2})\b(?! ?[- ]?(?:old|yrs|years|ago|olds))")
_PRIMARY = re.compile(
    r"\b(?:reception|nursery|pre-?school|infant school|junior school|primary school)(?: class| pupil| child)\b"
)
_DOB = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born)\s*(?:is|on|in|:|-)?\s*(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}|(?:19|20)\d{2})"
)
_NOTE_DATE = re.compile(
    r"^\W*(?:date|date of (?:visit|contact|note|call|meeting|entry|incident)|visit date|contact date|recorded|note date|seen on)\s*[:\-]?\s*((?:mon|tue|wed|thu|fri|sat|sun)?[a-z]*\s*\d[\w /.-]{5,20})",
    re.MULTILINE,
)
# an age that belongs to somebody else: the one who does the harm, a parent
_OTHER = re.compile(
    r"^[\s,-]*(?:year[- ]old |yr[- ]old |yo |y/o |old )?(?:adult |older |white |black |asian |local |married )*(?:male|man|men|males|boyfriend|bf|partner|woman|women|lad|lads|guy|mate|adult|driver|neighbour|dealer|uncle|brother|cousin|sister|ex\b|friend|suspect|perpetrator|step|mother|mum|father|dad|boy|boys|lover)"
)
_OTHER_BEFORE = re.compile(
    r"\b(?:boyfriend|bf|partner|male|man|men|uncle|brother|sister|cousin|suspect|friend|mum|mother|dad|father|driver|neighbour|adult|perpetrator|lad|mate|older|his age is|ex)(?: is| was|,| who is| aged| called \w+| named \w+|'s)*[\s,(-]*(?:aged |about |around |probably |now |only |at least )?$"
)


_SPELL = re.compile(
    r"\b(?:for|last|past|over|than|in|every|after|within|next|these|those|another|further|about|almost|nearly) $"
)
_HE = re.compile(
    r"\b(?:boyfriend|bf|partner|male|man|men|uncle|brother|suspect|friend|driver|lad|dealer|adult|perpetrator)\b[^.]*\b(?:he|who)(?: is|'s| was|s)(?: now| only| about| around| aged| at least)*\s*$"
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years where one is known, the band it falls in, and where it was read."""

    years: int | None
    band: str
    span: Span | None = None


UNKNOWN = Age(None, "unknown")


def band(years: int) -> str:
    """Give the band that the law makes of an age in years (domain.md 4.6)."""
    return "under-13" if years < 13 else "13-15" if years < 16 else "16-17" if years < 18 else "adult"


def in_sentence(text: str, start: int) -> Age | None:
    """Read the age that a sentence itself gives, at the event before now; the sentence begins at `start`."""
    if _ANY_NUMBER.search(text) is None:
        return _primary(text, start)
    return (
        _first(_EVENT, text, start, child_only=True)
        or _first(_NOW, text, start, child_only=True)
        or next((age for age in _spread(text, start) if age), None)
    )


def _first(patterns: list[re.Pattern[str]], text: str, offset: int, *, child_only: bool) -> Age | None:
    return next((age for age in _each(patterns, text, offset, child_only=child_only) if age), None)


def _each(
    patterns: list[re.Pattern[str]], text: str, offset: int, *, child_only: bool, end: int | None = None
) -> Iterator[Age | None]:
    """Give for each pattern the first age that it finds before `end`, or none."""
    for pattern in patterns:
        yield _earliest(pattern, text, offset, len(text) if end is None else end, child_only=child_only)


def _earliest(pattern: re.Pattern[str], text: str, offset: int, end: int, *, child_only: bool) -> Age | None:
    for match in pattern.finditer(text):
        if match.start() >= end:
            break
        years = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
        if years < 8 and not re.search(r"age|old|yo|y/o|turn|\(|, ?\w+$|when|since", match[0]):
            continue  # "at four" is a time
        if not 0 < years < 26 or (child_only and _others(text, match)):
            continue
        if years >= 18 and not re.search(
            r"\b(?:she|yp|child|young person|care leaver) (?:is|was|turned|has turned)[^.]{0,12}$",
            text[: match.start("n")],
        ):
            continue
        return Age(years, band(years), Span(offset + match.start("n"), offset + match.end("n")))
    return None


def _others(text: str, match: re.Match[str]) -> bool:
    """Say whether an age belongs to somebody other than the child."""
    if _OTHER.match(text[match.end() :]) and not re.match(
        r"[\s-]*(?:year[- ]old |yo |old )?(?:boy|sister|brother)\b", text[match.end() :]
    ):
        return True
    if (
        re.match(r"[\s-]*(?:year[- ]old )?boy", text[match.end() :]) and int(match["n"]) >= 18
        if match["n"].isdigit()
        else False
    ):
        return True
    before = text[: match.start("n")]
    if _SPELL.search(before) and "old" not in match[0] and "yo" not in match[0] and "y/o" not in match[0]:
        return True  # "for two years"
    return bool(_OTHER_BEFORE.search(before) or _HE.search(before))


def _spread(text: str, offset: int) -> Iterator[Age | None]:
    """Read 14/15, then Y9, then primary school: a band where both ends fall in one."""
    ranges = ((int(match[1]), int(match[2]), match) for match in _RANGE.finditer(text))
    yield next(
        (
            between(low, high, Span(offset + match.start(), offset + match.end()))
            for low, high, match in ranges
            if 0 < low < high <= low + 1 < 19
        ),
        None,
    )
    years = ((int(match[1]), match) for match in _YEAR_GROUP.finditer(text))
    yield next(
        (
            between(year + 4, min(year + 5, 17), Span(offset + match.start(), offset + match.end()))
            for year, match in years
            if 1 <= year <= 13
        ),
        None,
    )
    yield _primary(text, offset)


def _primary(text: str, offset: int) -> Age | None:
    primary = _PRIMARY.search(text)
    return Age(None, "under-13", Span(offset + primary.start(), offset + primary.end())) if primary else None


def between(low: int, high: int, span: Span) -> Age:
    """Give the band that two ages share, or an age that is not known."""
    return Age(None, band(low), span) if band(low) == band(high) else Age(None, "unknown", span)


@dataclass(frozen=True, slots=True)
class Ages:
    """What a piece of a note, or all of it, says of ages."""

    born: str | None = None  # a date of birth, as it is written
    seen: str | None = None  # the date of the note
    now: tuple[Age | None, ...] = ()  # for each way of saying an age the first one
    spread: tuple[Age | None, ...] = ()


NO_AGES = Ages()
LOOKAHEAD = 60  # code points of the next piece of a note in which a field's value may stand


def read(text: str, end: int | None = None) -> Ages:
    """Read what a piece of a note, folded plainly, says of ages; what begins at `end` belongs to the next piece."""
    end = len(text) if end is None else end
    if _ANY_NUMBER.search(text) is None:
        primary = _primary(text[:end], 0)
        return Ages(spread=(None, None, primary)) if primary else NO_AGES
    born, seen = _DOB.search(text), _NOTE_DATE.search(text)
    now = tuple(_each(_NOW, text, 0, child_only=True, end=end))
    spread = tuple(_spread(text[:end], 0))
    said = Ages(
        born[1] if born and born.start() < end else None,
        seen[1] if seen and seen.start() < end else None,
        now if any(now) else (),
        spread if any(spread) else (),
    )
    return said if said != NO_AGES else NO_AGES


def together(said: Iterable[tuple[int, Ages]]) -> Ages:
    """Put together what the pieces of a note say, each with where it begins: the first that says something counts."""
    told = [(start, item) for start, item in said if item is not NO_AGES]
    return Ages(
        next((item.born for _, item in told if item.born), None),
        next((item.seen for _, item in told if item.seen), None),
        _firsts([(start, item.now) for start, item in told if item.now]),
        _firsts([(start, item.spread) for start, item in told if item.spread]),
    )


def _firsts(rows: list[tuple[int, tuple[Age | None, ...]]]) -> tuple[Age | None, ...]:
    found: list[Age | None] = []
    for order in range(len(rows[0][1]) if rows else 0):
        start, age = next(((start, row[order]) for start, row in rows if row[order]), (0, None))
        found.append(moved(age, start) if age else None)
    return tuple(found)


def moved(age: Age, by: int) -> Age:
    """Give an age with the place where it was read moved."""
    return replace(age, span=Span(age.span.start + by, age.span.end + by)) if age.span else age
