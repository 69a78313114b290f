"""A candidate in, the child's age at the event out: from the sentence, the note or the record (domain.md 5.4)."""

from __future__ import annotations

import re
from datetime import date

from careword.age_read import LOOKAHEAD, UNKNOWN, Age, Ages, age_reader, band, between, together
from careword.layout import Layout, Sentence
from careword.text import Fields, Span, pieces

_ENTRY = re.compile(r"\s*\|?\s*(\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?=[\s|:,-])")


def age_at_event(layout: Layout, sentence: Sentence, child: str | None) -> Age:
    """Give the child's age at the event: the sentence's, else the named child's, the record's, the note's.

    A grown person's age beside a child's elsewhere is not the child's: "he thought she was 18".
    """
    found = _of_date(layout, sentence) or _of_sentence(layout, sentence) or _of_entry(layout, sentence)
    if found is not None and found.band != "adult":
        return found
    note = age_reader(layout.book).back(_beyond_sentence(layout, child), _plain(layout, sentence))
    return note if found is None or note.band not in ("adult", "unknown") else found


def _plain(layout: Layout, sentence: Sentence) -> str:
    return layout.plain_text[sentence.span.start : sentence.span.end]


def _of_date(layout: Layout, sentence: Sentence) -> Age | None:
    """Give the age on the day or in the year of the event, where the note says when the child was born."""
    when = age_reader(layout.book).dated(_plain(layout, sentence))
    born = (layout.document.fields.date_of_birth or ages_of(layout).born) if when else None
    age = _on(born, when) if born and when else None
    return age if age is not None and age.band != "adult" else None


def _beyond_sentence(layout: Layout, child: str | None) -> Age:
    """Give the named child's age, the record's or the note's."""
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
        layout.memo[key] = age_reader(layout.book).in_sentence(_plain(layout, sentence), sentence.span.start)
    age: Age | None = layout.memo[key]
    return age


def _of_entry(layout: Layout, sentence: Sentence) -> Age | None:
    """Give the age on the day of an entry in a chronology, where the note says when the child was born."""
    text = layout.document.text
    begin = text.rfind("\n", 0, sentence.span.start) + 1
    stamp = _ENTRY.match(text, begin, sentence.span.end)
    born = (layout.document.fields.date_of_birth or ages_of(layout).born) if stamp else None
    return _on(born, stamp[1]) if stamp and born else None


def _of_record(fields: Fields) -> Age | None:
    if fields.child_age and (found := re.search(r"\d{1,2}", fields.child_age)):
        return Age(int(found[0]), band(int(found[0])))
    if fields.date_of_birth and fields.note_date:
        return _on(fields.date_of_birth, fields.note_date)
    return None


def ages_of(layout: Layout) -> Ages:
    """Give what the whole note says of ages; read once."""
    if ("ages", None) not in layout.memo:
        text = layout.plain_text
        read = age_reader(layout.book).read
        layout.memo["ages", None] = together(
            (span.start, read(text[span.start : span.end + LOOKAHEAD], span.end - span.start))
            for span in pieces(layout.document.text)
        )
    ages: Ages = layout.memo["ages", None]
    return ages


def _of_note(layout: Layout, child: str | None) -> Age:
    """Read the age from the note as a whole: a date of birth and a date, or the one age that it gives."""
    said = ages_of(layout)
    written = layout.document.fields.note_date or said.seen
    if said.born and written and (age := _on(said.born, written)):
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
    return next((age for age in (*said.now, *said.spread) if age), UNKNOWN)


def _on(born: str, written: str) -> Age | None:
    """Give the age on a date, both as they were written, day before month."""
    birth, day = _date(born), _date(written)
    if birth is None or day is None:
        return None
    if re.fullmatch(r"(?:19|20)\d{2}", born.strip()):  # a year of birth alone: the two ages it allows
        return _in_year(day.year, birth.year)
    if not re.search(r"\d\W|[a-z]", written.strip()):  # the year of the event alone
        return _in_year(day.year, birth.year)
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return Age(years, band(years)) if 0 <= years < 110 else None


def _in_year(year: int, born: int) -> Age | None:
    """Give the band of the two ages that two years allow."""
    low = year - born - 1
    return between(low, low + 1, Span(0, 0)) if 0 < low < 18 else None


def _date(text: str) -> date | None:
    from dateutil import parser  # only where a note or a record gives dates

    iso = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return parser.parse(text.strip(" .,-"), dayfirst=True, default=parser.parse("2000-01-01")).date()
    except (ValueError, OverflowError, TypeError):
        return None
