"""What the pieces of a note say of names and ages in, what the note says of them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from careword.age_read import NO_AGES, Age, Ages, moved
from careword.book import Book
from careword.live.piece import Piece
from careword.names import HEAD, adults_of, children_of, young_adult
from careword.naming import NOTHING_NAMED, Naming
from careword.setting import CHILD, lacking

Told = tuple[list[Naming], list[tuple[Piece, Ages]]]


def told(pieces: Iterable[Piece]) -> Told:
    """Give what pieces say, without the many that say nothing."""
    pieces = list(pieces)
    naming = [piece.naming for piece in pieces if piece.naming is not NOTHING_NAMED]
    return naming, [(piece, piece.ages) for piece in pieces if piece.ages is not NO_AGES]


class Facts:
    """Names and ages of one note. Ages are kept with the piece that says them, since their places move."""

    def __init__(self) -> None:
        self.children: dict[str, int | None] = {}
        self.adults: dict[str, str] = {}
        self.young_adult: int | None = None
        self.girl = False  # the note speaks of a "she"
        self.in_services = True
        self._ages = NO_AGES
        self._now: list[Piece | None] = []  # who says the first age, for each way of saying one
        self._spread: list[Piece | None] = []

    def take(self, before: Told, after: Told, pieces: Sequence[Piece]) -> tuple[bool, bool]:
        """Take in what some pieces said before and say now; say whether names changed, and whether ages did."""
        girl = any(piece.girl for piece in pieces)
        names = (before[0] != after[0] and self._names(pieces)) or girl != self.girl
        self.girl = girl
        old, new = [_bare(ages) for _, ages in before[1]], [_bare(ages) for _, ages in after[1]]
        if old == new:
            stead = {one: other for (one, _), (other, _) in zip(before[1], after[1], strict=True)}
            self._now = [stead.get(piece, piece) if piece else None for piece in self._now]
            self._spread = [stead.get(piece, piece) if piece else None for piece in self._spread]
            return names, False
        return names, self._read(pieces)

    def head(self, text: str, book: Book) -> bool:
        """Read the head of a note, and say whether the care leaver whom it is about is of another age now."""
        age = None if self.children else young_adult(text[:HEAD], book)
        same = age == self.young_adult
        self.young_adult = age
        return not same

    def place(self, pieces: Sequence[Piece]) -> bool:
        """Find out whether the note is about a child in services, and say whether that changed."""
        before = self.in_services
        missing = lacking(sum([piece.words for piece in pieces]), (piece.of_work() for piece in pieces))
        self.in_services = missing <= CHILD * len(self.children)
        return self.in_services != before

    def _names(self, pieces: Sequence[Piece]) -> bool:
        naming = [piece.naming for piece in pieces if piece.naming is not NOTHING_NAMED]
        adults = adults_of(naming)
        children = children_of(naming, adults)
        # the order counts too: the first child whose age is known gives the note its age
        same = adults == self.adults and list(children.items()) == list(self.children.items())
        self.children, self.adults = children, adults
        return not same

    def _read(self, pieces: Sequence[Piece]) -> bool:
        telling = [piece for piece in pieces if piece.ages is not NO_AGES]
        before = self._ages
        self._now = _firsts(telling, [piece.ages.now for piece in telling])
        self._spread = _firsts(telling, [piece.ages.spread for piece in telling])
        self._ages = Ages(
            next((piece.ages.born for piece in telling if piece.ages.born), None),
            next((piece.ages.seen for piece in telling if piece.ages.seen), None),
            tuple(piece.ages.now[order] if piece else None for order, piece in enumerate(self._now)),
            tuple(piece.ages.spread[order] if piece else None for order, piece in enumerate(self._spread)),
        )
        return _bare(before) != _bare(self._ages)

    def ages(self, starts: Sequence[int], origin: int) -> Ages:
        """Give what the note says of ages, at places that count from `origin`."""

        def placed(pieces: list[Piece | None], row: str) -> tuple[Age | None, ...]:
            return tuple(
                moved(age, starts[piece.index] - origin) if piece and (age := getattr(piece.ages, row)[order]) else None
                for order, piece in enumerate(pieces)
            )

        return replace(self._ages, now=placed(self._now, "now"), spread=placed(self._spread, "spread"))


def _firsts(pieces: list[Piece], rows: list[tuple[Age | None, ...]]) -> list[Piece | None]:
    width = max((len(row) for row in rows), default=0)
    both = list(zip(pieces, rows, strict=True))
    return [next((piece for piece, row in both if row and row[order]), None) for order in range(width)]


def _bare(ages: Ages) -> tuple[object, ...]:
    """Give what is said of ages without where it is said."""
    now = tuple((age.years, age.band) if age else None for age in ages.now)
    spread = tuple((age.years, age.band) if age else None for age in ages.spread)
    return ages.born, ages.seen, now, spread
