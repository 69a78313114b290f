"""A candidate in, the child's age at the event out: from the sentence, the note or the record (domain.md 5.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from careword.layout import Layout, Sentence
from careword.text import Fields, Span

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
    r"\b(?:d\.?o\.?b\.?|date of birth|born)\s*(?:is|on|in|:|-)?\s*(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}|(?:19|20)\d{2})"
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


def age_at_event(layout: Layout, sentence: Sentence, child: str | None) -> Age:
    """Give the child's age at the event: the sentence's, else the named child's, the record's, the note's."""
    found = _of_sentence(layout, sentence)
    if found is not None:
        return found
    if child is not None and layout.children.get(child) is not None and len(layout.children) > 1:
        years = layout.children[child] or 0
        return Age(years, band(years))
    if ("age", child) not in layout.memo:
        layout.memo["age", child] = _of_record(layout.document.fields) or _of_note(layout, child)
    note: Age = layout.memo["age", child]
    return note


def _of_sentence(layout: Layout, sentence: Sentence) -> Age | None:
    """Read the age that the sentence itself gives, at the event before now."""
    key = ("age in", sentence.number)
    if key not in layout.memo:
        text, start = layout.plain_text[sentence.span.start : sentence.span.end], sentence.span.start
        layout.memo[key] = (
            _first(_EVENT, text, start, child_only=True)
            or _first(_NOW, text, start, child_only=True)
            or _spread(text, start)
        )
    age: Age | None = layout.memo[key]
    return age


def _first(patterns: list[re.Pattern[str]], text: str, offset: int, *, child_only: bool) -> Age | None:
    if _ANY_NUMBER.search(text) is None:
        return None
    for pattern in patterns:
        for match in pattern.finditer(text):
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


def _spread(text: str, offset: int) -> Age | None:
    """Read 14/15 and Y9: a band where both ends fall in one."""
    for match in _RANGE.finditer(text):
        low, high = int(match[1]), int(match[2])
        if 0 < low < high <= low + 1 < 19:
            return _between(low, high, Span(offset + match.start(), offset + match.end()))
    for match in _YEAR_GROUP.finditer(text):
        year = int(match[1])
        if 1 <= year <= 13:
            return _between(year + 4, min(year + 5, 17), Span(offset + match.start(), offset + match.end()))
    primary = _PRIMARY.search(text)
    return Age(None, "under-13", Span(offset + primary.start(), offset + primary.end())) if primary else None


def _between(low: int, high: int, span: Span) -> Age:
    return Age(None, band(low), span) if band(low) == band(high) else Age(None, "unknown", span)


def _of_record(fields: Fields) -> Age | None:
    if fields.child_age and (found := re.search(r"\d{1,2}", fields.child_age)):
        return Age(int(found[0]), band(int(found[0])))
    if fields.date_of_birth and fields.note_date:
        return _on(fields.date_of_birth, fields.note_date)
    return None


def _of_note(layout: Layout, child: str | None) -> Age:
    """Read the age from the note as a whole: a date of birth and a date, or the one age that it gives."""
    text = layout.plain_text
    born, seen = _DOB.search(text), _NOTE_DATE.search(text)
    written = layout.document.fields.note_date or (seen[1] if seen else None)
    if born and written and (age := _on(born[1], written)):
        return age
    if child is not None and layout.children.get(child) is not None:
        years = layout.children[child] or 0
        return Age(years, band(years))
    if len({band(years) for years in layout.children.values() if years}) > 1:
        return UNKNOWN
    for year in layout.children.values():
        if year:
            return Age(year, band(year))
    if layout.young_adult is not None:
        return Age(layout.young_adult, band(layout.young_adult))
    return _first(_NOW, text, 0, child_only=True) or _spread(text, 0) or UNKNOWN


def _on(born: str, written: str) -> Age | None:
    """Give the age on a date, both as they were written, day before month."""
    birth, day = _date(born), _date(written)
    if birth is None or day is None:
        return None
    if re.fullmatch(r"(?:19|20)\d{2}", born.strip()):  # a year of birth alone: the two ages it allows
        low = day.year - birth.year - 1
        return _between(low, low + 1, Span(0, 0)) if 0 < low < 18 else None
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return Age(years, band(years)) if 0 <= years < 110 else None


def _date(text: str) -> date | None:
    from dateutil import parser  # only where a note or a record gives dates

    iso = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return parser.parse(text.strip(" .,-"), dayfirst=True, default=parser.parse("2000-01-01")).date()
    except (ValueError, OverflowError, TypeError):
        return None
