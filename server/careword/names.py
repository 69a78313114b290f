"""A note in, the names it explains out: children with their ages, and adults with the type of speaker they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from careword.book import Book
from careword.fold import plain
from careword.naming import NAME_AGE, NAME_IS_AGE, NOTHING_NAMED, Naming, reader
from careword.text import pieces

HEAD = 200  # code points at the head of a note
_TITLES = ("mr", "mrs", "ms", "miss")
_LOOKAHEAD = 80  # code points of the next piece of a note in which a field's value may stand


def read_all(text: str, book: Book) -> list[Naming]:
    """Read every piece of a note."""
    read = reader(book).read
    return [read(text[span.start : span.end + _LOOKAHEAD], span.end - span.start) for span in pieces(text)]


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
    says = book.shaped("attribution", "speaks", before=r"[\W\d]*")
    known = adults_of([reader(book).read(text[:HEAD])])
    found = [
        match
        for pattern in (NAME_AGE, NAME_IS_AGE)
        for match in pattern.finditer(text, 0, HEAD)
        if not never.are(match[1].lower())
        and not opening.fullmatch(plain(match[1]))
        and known.get(match[1].lower(), "unknown") == "unknown"  # "her boyfriend Jay, 20"
        and not says.match(plain(text[match.end(1) :][:HEAD]))  # "Darren (22) told me …"
    ]
    age = int(min(found, key=lambda match: match.start())[2]) if found else 0
    return age if 18 <= age <= 25 else None


def adults_of(said: Iterable[Naming]) -> dict[str, str]:
    """Put together what the pieces say of adults, and of children who go by a surname."""
    said = [item for item in said if item is not NOTHING_NAMED]
    found: dict[str, str] = {}
    # a name with a child's age, a date of birth or a child's field beside it is a child, whoever is named before it
    aged = [*(pair for item in said for pair in item.aged), *(pair for item in said for pair in item.is_aged)]
    children = {name for name, age in aged if age < 18}
    children |= {name for item in said for names in item.called for name in names}
    for item in said:
        for name in item.kin:
            found.setdefault(name.lower(), "parent")
        for name in (*item.present, *(item.supervised if children else ())):  # "supervision with Bea re Kai, 15"
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
    for name in (name for item in said for name in item.capitals):
        found.setdefault(name.lower(), "child")  # "HOLT was searched": the child by the surname
    couples = {(name, title == "Mr") for item in said for name, title in item.titled}
    married = [name for name, man in couples if man and (name, False) in couples]  # Mr Ode and Mrs Ode
    for surname in sorted(name.lower() for name in {*married, *(name for item in said for name in item.families)}):
        for title in _TITLES:
            found.setdefault(f"{title} {surname}", "parent")
    for name in (name for item in said for name in item.elders if name not in children):
        found.setdefault(name.lower(), "parent")
    for name, age in aged:
        if 18 <= age < 100:
            found.setdefault(name.lower(), "unknown")
    return found
