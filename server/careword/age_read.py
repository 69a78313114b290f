"""A text in, the ages it says of the child out: of a sentence, of a piece of a note, or of all its pieces together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from careword.book import Book
from careword.text import Span

_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        ),
        1,
    )
}
_ANY_NUMBER = re.compile(r"\d|\b(?:" + "|".join(_NUMBERS) + r")\b")  # without one there is no age to read
_N = r"(?P<n>\d{1,2}|" + "|".join(reversed(_NUMBERS)) + r")(?!\d|[.:/]\d|%)"
_RANGE_END = r"(?=[ ,.;)])"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *("fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
            *("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
        ),
        5,
    )
}
_DAY = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}"
_DATE = rf"({_DAY}|\d{{1,2}}[./]\d{{4}}|(?:19|20)\d{{2}})"
_YOUNG = 8  # a lower number is an age only where the words say so: "at four" is a time
_OLDEST = 25  # years; an older person is not who a note is about


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


class AgeReader:
    """Reads ages by the rulebook's words round numbers; texts are folded plainly."""

    def __init__(self, book: Book) -> None:
        def of(group: str) -> str:
            return book.part("ages", group)

        years, only, about = of("years"), rf"(?:{of('only')} )?", rf"(?:{of('about')} )?"
        no_measure = rf"(?! ?{of('measure')})"
        not_compared = rf"(?! ?(?:years?|yrs?) {of('compared')})"
        street = rf"(?! [a-z]+ {of('street')})"
        stop = r"(?=$|[ ,.;)])"
        # the age at the event: it goes before every other age in its sentence
        self._event = [
            re.compile(pattern)
            for pattern in (
                rf"\b{of('when')} (?:[a-z]+|[a-z]+ [a-z]+) (?:{of('was')}|{of('becomes')}) {only}{_N}\b{no_measure}",
                rf"\b{of('since')} {about}{of('age')} {about}{_N}\b",
                (
                    rf"\b{of('since-number')} {about}(?:{of('aged')} )?(?P<n>[89]|1[0-7])\b"
                    rf"(?! ?{of('measure')}|[/:.]\d| ?years? {of('years-apart')}){street}{stop}"
                ),
                rf"\b{of('who')} {of('was')} {only}{_N}\b{no_measure}{not_compared}",
                rf"\b(?:{of('aged')}|{of('at-the-time')}) {_N} {of('at-the-time')}\b",
                rf"\b{_N}[ -]?{years}[- ]?(?:s )?{of('old')} {of('at-the-time')}\b",
            )
        ]
        self._now = [
            re.compile(pattern)
            for pattern in (
                rf"\b{_N} ?[- ]?{years}(?: ?[- ]?{of('old')})?\b(?! ?{of('years-apart')}\b)",
                rf"\b{_N}y(?: ?\d{{1,2}}m)?\b",
                rf"\b(?:{of('aged')}:?|{of('is-now')}) {only}{_N}\b{no_measure}",
                rf"\((?:{of('aged')} )?{_N}(?: ?{years}(?: {of('old')})?)?(?:,[^)]*)?\)",
                rf"\b{of('being')} {only}{_N}\b{street}(?! ?[a-z]{{4,}}s\b){no_measure}{not_compared}{stop}",
                rf"(?m:^)\W*{of('field')}\s*[:\-]\s*{_N}\b",
                rf"\b[a-z]+, (?:{of('aged')} )?{_N}(?=[,;)]|$|\.(?:\s|$))",
                rf"\b[a-z]+ - {_N}(?= -|,)",
            )
        ]
        self._range = re.compile(rf"\b(\d{{1,2}}) ?/ ?(\d{{1,2}})(?: ?{years}|\b(?!/)){_RANGE_END}")
        self._school_year = re.compile(rf"\b{of('school-year')} ?(\d{{1,2}})\b(?! ?[- ]?{of('school-year-not')})")
        self._primary = re.compile(rf"\b{of('primary')}\b")
        self._born = re.compile(rf"\b(?:d\.o\.b\.?|{of('born')})\s*(?:is|on|in|:|-)?\s*{_DATE}")
        self._note_date = re.compile(
            rf"(?:(?m:^)|[.;|,]\s|\s{{2}})\W*{of('note-date')}\s*(?:on\b)?\s*[:\-]?\s*(?:[a-z]+day|[a-z]{{3}})?\s*({_DAY})"
            rf"|\b{of('seen-on')}\s*({_DAY})|(?m:^)\W*({_DAY})(?=[ ,]*(?:\d{{1,2}}[:.]?\d{{2}}\b|(?m:$)))"
        )
        self._birthday = re.compile(
            rf"\b({of('until-birthday')}|{of('from-birthday')}) [a-z]+ (?P<n>{'|'.join(_ORDINALS)}|\d{{1,2}}(?=st|nd|rd|th)) ?(?:st|nd|rd|th)? ?{of('birthday')}\b"
        )
        self._until_birthday = re.compile(of("until-birthday"))
        # the years since the event, at the beginning or the end of its sentence
        self._ago = re.compile(
            rf"^\W*(?:[a-z]+ )?{_N} {years} {of('ago')}\b|\b(?P<at_end>\d{{1,2}}|{'|'.join(_NUMBERS)}) {years} {of('ago')}\W*$"
        )
        self._dated = re.compile(rf"\b{of('on-date')} (?:[a-z]+day )?({_DAY}|(?:{of('month')} )?(?:19|20)\d{{2}})\b")
        # an age that belongs to somebody else: the one who does the harm, a parent
        counted = rf"[\s,-]*(?:{years}[- ]?|{of('old')} )*"
        self._other = re.compile(rf"{counted}(?:{of('other-kind')} )*{of('other-person')}\b")
        self._young = re.compile(rf"{counted}{of('young-person')}\b")
        links = rf"(?:(?:,? ?{of('says-how-old')}|,| called \w+| named \w+))*"
        self._other_before = re.compile(rf"\b{of('other-before')}{links}[\s,(-]*(?:{of('hedged')} )*$")
        self._other_he = re.compile(rf"\b{of('other-he')}\b[^.]*\b(?:he|who)(?: is|'s| was|s)(?: {of('hedged')})*\s*$")
        self._spell = re.compile(rf"\b{of('spell')} $")
        self._says_so = re.compile(rf"{of('says-so')}|\(|, ?\w+$")
        self._says_old = re.compile(of("says-old"))
        self._the_child = re.compile(
            rf"\b{of('the-child')}(?: (?:{of('was')}|{of('becomes')})[^.]{{0,12}}|,? \(?(?:{of('aged')} )?)$"
        )

    def in_sentence(self, text: str, start: int) -> Age | None:
        """Read the age that a sentence itself gives, at the event before now; the sentence begins at `start`."""
        if _ANY_NUMBER.search(text) is None:
            return self._at_primary(text, start)
        event = next((age for age in self._each(self._event, text, start, len(text)) if age), None)
        if event := event or self._at_birthday(text, start):
            return event
        now = next((age for age in self._each(self._now, text, start, len(text)) if age), None)
        return self.back(now, text) if now else next((age for age in self._spread(text, start) if age), None)

    def back(self, now: Age, text: str) -> Age:
        """Take the years from an age now that a sentence says have gone by since: "four years ago"."""
        ago = self._ago.search(text) if now.years is not None else None
        if ago is None or now.years is None:
            return now
        number = ago["n"] or ago["at_end"]
        years = now.years - (int(number) if number.isdigit() else _NUMBERS[number])
        return replace(now, years=years, band=band(years)) if years > 0 else now

    def dated(self, text: str) -> str | None:
        """Give the date or the year that a sentence says something happened on, as it is written."""
        found = self._dated.search(text)
        return found[1] if found else None

    def _at_birthday(self, text: str, start: int) -> Age | None:
        """Read "before her thirteenth birthday"."""
        found = self._birthday.search(text)
        if found is None:
            return None
        number = found["n"]
        years = (int(number) if number.isdigit() else _ORDINALS[number]) - bool(
            self._until_birthday.fullmatch(found[1])
        )
        return (
            Age(years, band(years), Span(start + found.start("n"), start + found.end("n"))) if 0 < years < 18 else None
        )

    def read(self, text: str, end: int | None = None) -> Ages:
        """Read what a piece of a note says of ages; what begins at `end` belongs to the next piece."""
        end = len(text) if end is None else end
        if _ANY_NUMBER.search(text) is None:
            primary = self._at_primary(text[:end], 0)
            return Ages(spread=(None, None, primary)) if primary else NO_AGES
        born, seen = self._born.search(text), self._note_date.search(text)
        now = tuple(self._each(self._now, text, 0, end))
        spread = tuple(self._spread(text[:end], 0))
        said = Ages(
            born[1] if born and born.start() < end else None,
            next(filter(None, seen.groups()), None) if seen and seen.start() < end else None,
            now if any(now) else (),
            spread if any(spread) else (),
        )
        return said if said != NO_AGES else NO_AGES

    def _each(self, patterns: list[re.Pattern[str]], text: str, offset: int, end: int) -> Iterator[Age | None]:
        """Give for each pattern the first age of the child that it finds before `end`, or none."""
        for pattern in patterns:
            yield self._earliest(pattern, text, offset, end)

    def _earliest(self, pattern: re.Pattern[str], text: str, offset: int, end: int) -> Age | None:
        for match in pattern.finditer(text):
            if match.start() >= end:
                break
            years = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
            if years < _YOUNG and not self._says_so.search(match[0]):
                continue
            if not 0 < years <= _OLDEST or self._others(text, match):
                continue
            if years >= 18 and not self._the_child.search(text[: match.start("n")]):
                continue
            return Age(years, band(years), Span(offset + match.start("n"), offset + match.end("n")))
        return None

    def _others(self, text: str, match: re.Match[str]) -> bool:
        """Say whether an age belongs to somebody other than the child."""
        after, before = text[match.end() :], text[: match.start("n")]
        if self._other.match(after) and not self._young.match(after):
            return True
        if self._spell.search(before) and not self._says_old.search(match[0]):
            return True  # "for two years"
        return bool(self._other_before.search(before) or self._other_he.search(before))

    def _spread(self, text: str, offset: int) -> Iterator[Age | None]:
        """Read 14/15, then Y9, then primary school: a band where both ends fall in one."""
        ranges = ((int(match[1]), int(match[2]), match) for match in self._range.finditer(text))
        yield next(
            (
                between(low, high, Span(offset + match.start(), offset + match.end()))
                for low, high, match in ranges
                if 0 < low < high <= low + 1 < 19
            ),
            None,
        )
        years = ((int(match[1]), match) for match in self._school_year.finditer(text))
        yield next(
            (
                between(year + 4, min(year + 5, 17), Span(offset + match.start(), offset + match.end()))
                for year, match in years
                if 1 <= year <= 13
            ),
            None,
        )
        yield self._at_primary(text, offset)

    def _at_primary(self, text: str, offset: int) -> Age | None:
        primary = self._primary.search(text.replace("-", " "))
        return Age(None, "under-13", Span(offset + primary.start(), offset + primary.end())) if primary else None


@lru_cache(maxsize=4)  # a rulebook, and the ones that came before it while somebody edits rules
def age_reader(book: Book) -> AgeReader:
    """Give the reader of a rulebook."""
    return AgeReader(book)


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
