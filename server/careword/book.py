"""The compiled rulebook: plain values that the engine reads on its way through a note."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from careword.fold import Folded
from careword.spelling import Spelling
from careword.words import CLOSES, OPENS, Words, compiled


class FindData(NamedTuple):
    """One compiled way to find candidates. Its patterns stay packed until a note holds words that they need."""

    patterns: tuple[bytes, ...]
    structure: str | None
    weak: bool
    near: str
    not_near: str
    within: str
    subject: tuple[str, ...]
    voice: tuple[str, ...]


class PatternData(NamedTuple):
    """Literals to look up, or a regular expression to try in sentences that hold an anchor.

    `needs` are sets of words; one of each has to be there. `further` are those that no anchor answers by itself.
    """

    source: str
    literals: tuple[str, ...]
    regex: str | None
    anchors: tuple[str, ...]
    capitals: tuple[str, ...]
    needs: tuple[frozenset[str], ...]
    further: tuple[frozenset[str], ...]

    def packed(self) -> bytes:
        """Give the pattern as bytes."""
        return marshal.dumps(tuple(self))

    @classmethod
    def unpacked(cls, data: bytes) -> PatternData:
        """Give the pattern that `packed` gave as bytes."""
        return cls(*marshal.loads(data))  # noqa: S302 - a piece of our own book


class ExceptionData(NamedTuple):
    """A compiled exception; the word lists are regular expressions, empty where the rule gives none."""

    name: str
    phrase: str
    near: str
    before: str
    after: str
    not_near: str
    heading: str
    found: str
    subject: tuple[str, ...]
    speaker: tuple[str, ...]
    voice: tuple[str, ...]
    age: tuple[str, ...]
    analysis: tuple[str, ...]
    within: str
    because: str


class WriteData(NamedTuple):
    """A drop-in and the found words that it may stand for."""

    write: str
    fits: str
    before: str
    after: str
    not_before: str = ""
    age: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()


class SayData(NamedTuple):
    """A frame or a question, and when to offer it."""

    text: str
    age: tuple[str, ...]
    speaker: tuple[str, ...]
    voice: tuple[str, ...]


class RuleData(NamedTuple):
    """A rule as the engine and the edges use it."""

    id: str
    pack: str
    title: str
    status: str
    severity: str
    message: str
    why: str
    sources: tuple[tuple[str, str | None, str | None], ...]
    about: tuple[str, ...]
    topics: tuple[str, ...]
    consent_words: bool
    law: tuple[str, ...]
    age: dict[str, str]
    find: tuple[FindData, ...]
    unless: tuple[ExceptionData, ...]
    writes: tuple[WriteData, ...]
    frames: tuple[SayData, ...]
    asks: tuple[SayData, ...]
    formerly: tuple[str, ...]
    path: str

    @property
    def structural(self) -> bool:
        """Say whether it is about structure alone, so that it yields to a rule about words."""
        return all(find.structure for find in self.find)

    @property
    def seeking(self) -> bool:
        """Say whether a detector finds its places, and not words."""
        return any(find.structure and not find.patterns for find in self.find)


class CueData(NamedTuple):
    """A compiled group of cues."""

    words: str
    speaker: str | None
    subject: str | None
    gender: str | None


class NoteData(NamedTuple):
    """Words that a finding gains from its context."""

    voice: tuple[str, ...]
    speaker: tuple[str, ...]
    analysis: tuple[str, ...]
    only_challenged: bool | None
    say: str | None
    ask: str | None


class Book:
    """A compiled rulebook. `edition` names the text, `digest` its content; packs `on_request` are off by default."""

    def __init__(
        self,
        *,
        edition: str,
        jurisdiction: str,
        digest: str,
        packs: dict[str, str],
        rules: tuple[RuleData, ...],
        cues: dict[str, dict[str, CueData]],
        law: dict[str, tuple[tuple[str, ...], str, str]],
        notes: tuple[NoteData, ...],
        irregular: dict[str, str],
        lists: dict[str, bytes],
        index: dict[str, tuple[int, ...]],
        on_request: tuple[str, ...] = (),
        core: tuple[str, ...] = (),
        long_words: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
    ) -> None:
        self.edition, self.jurisdiction, self.digest = edition, jurisdiction, digest
        self.packs, self.rules, self.cues, self.law = packs, rules, cues, law
        self.notes, self.irregular, self.on_request, self.core = notes, irregular, on_request, core
        self._lists = lists
        self.long_words = long_words  # those that patterns look for, and all others that the rulebook's files hold
        # by words, the numbers of the patterns that need one of them, counted through all rules; under "" those that
        # need none
        self.index = index
        self._words: dict[str, Words] = {}

    @cached_property
    def by_id(self) -> dict[str, RuleData]:
        """Rules by their id, and by the ids they were formerly known by."""
        named = {rule.id: rule for rule in self.rules}
        return {old: rule for rule in self.rules for old in rule.formerly} | named

    @cached_property
    def _spelling(self) -> Spelling:
        sought, others = self.long_words
        return Spelling(sought, frozenset((*sought, *others)))

    def spelled(self, folded: Folded) -> Folded:
        """Give a folded text with the words of the rules where a long one misses them by a letter."""
        meant = self._spelling.meant(folded.text)
        return folded.with_words(meant) if meant else folded

    def chosen(self, packs: Iterable[str] | None = None) -> set[str]:
        """Give the ids of the rules of some packs; `+name` adds a pack to those that are on by default."""
        names = set(packs or ())
        added = {name[1:] for name in names if name.startswith("+")}
        wanted = {name for name in names if not name.startswith("+")}
        if not wanted:
            wanted = {rule.pack for rule in self.rules} - set(self.on_request)
        return {rule.id for rule in self.rules if rule.pack in wanted | added}

    def cue(self, lexicon: str, group: str) -> Words:
        """Give the words of a group of cues."""
        return self.words(self.cues[lexicon][group].words)

    def words(self, expression: str) -> Words:
        """Give the word list of an expression that the rulebook holds, the same one whoever asks."""
        made = self._words.get(expression)
        if made is None:
            made = self._words[expression] = Words(expression, self._lists.get(expression))
        return made

    def shaped(self, lexicon: str, group: str, *, before: str = "", after: str = "") -> Words:
        """Give the words of a group inside a shape that the words of patterns cannot write."""
        return compiled(f"{before}{self.cues[lexicon][group].words}{after}")

    def ending(self, lexicon: str, group: str) -> Words:
        """Give the words of a group where a text ends with them."""
        return self.shaped(lexicon, group, after=r"\Z")

    def part(self, lexicon: str, group: str) -> str:
        """Give the words of a group as a piece of a larger expression, which says itself where words begin and end."""
        return self.cues[lexicon][group].words.removeprefix(OPENS).removesuffix(CLOSES)

    def dump(self) -> bytes:
        """Write the book as bytes, which this version of Python reads in milliseconds."""
        return marshal.dumps((*(_bare(getattr(self, name)) for name in _KEPT), self._lists))

    @classmethod
    def load(cls, data: bytes | memoryview) -> Book:
        """Read a book that `dump` wrote."""
        row = marshal.loads(data)  # noqa: S302 - our own cache, as with .pyc
        edition, jurisdiction, digest, packs, rules, cues, law, notes, irregular, on_request, core, index, *rest = row
        long_words, lists = rest
        return cls(
            edition=edition,
            jurisdiction=jurisdiction,
            digest=digest,
            packs=packs,
            rules=tuple(map(_rule, rules)),
            cues={name: {key: CueData(*row) for key, row in groups.items()} for name, groups in cues.items()},
            law=law,
            notes=tuple(NoteData(*row) for row in notes),
            irregular=irregular,
            lists=lists,
            on_request=on_request,
            core=core,
            index=index,
            long_words=long_words,
        )


_KEPT = (
    "edition",
    "jurisdiction",
    "digest",
    "packs",
    "rules",
    "cues",
    "law",
    "notes",
    "irregular",
    "on_request",
    "core",
    "index",
    "long_words",
)


def _bare(value: Any) -> Any:  # noqa: ANN401 - whatever a book is made of
    """Give a value with plain tuples for named ones, which is all that marshal knows."""
    if isinstance(value, tuple | list):
        return tuple(_bare(item) for item in value)
    return {key: _bare(item) for key, item in value.items()} if isinstance(value, dict) else value


def _rule(row: tuple[Any, ...]) -> RuleData:
    rule = RuleData(*row)
    return rule._replace(
        find=tuple(FindData(*item) for item in rule.find),
        unless=tuple(ExceptionData(*item) for item in rule.unless),
        writes=tuple(WriteData(*item) for item in rule.writes),
        frames=tuple(SayData(*item) for item in rule.frames),
        asks=tuple(SayData(*item) for item in rule.asks),
    )
