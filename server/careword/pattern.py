"""A pattern as a rule file writes it in; literals to look up, or a regular expression with words to anchor it, out.

The small language, for people who write rules and not programs:

    consented to sex        these words, whatever their case, quotes, commas, hyphens and line breaks
    DNA                     a word in capitals is matched in capitals only
    (put|puts) (|a) risk    one of these; an empty one may be left out
    ~refuse to talk         any form of the verb: refuse, refuses, refused, refusing
    <self>                  one of a class of words that the rulebook defines
    <number>                a number in figures or words, or a range
    <word>                  any one word
    putting ... at risk     up to three other words; ...6 up to six
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from careword.alternation import alternation
from careword.inflect import forms

_WIDE = 200  # texts of a bracket or a word class; one that stands for more is kept as an expression
LIMIT = 120  # literals one pattern may expand to before it becomes a regular expression
_TOKEN = re.compile(r"(?P<gap>\.\.\.\d?)|(?P<open>\()|(?P<verb>~[\w']+)|(?P<cls><[\w-]+>)|(?P<text>[^~<(.]+|\.)")
_SIGNS = re.compile(r"[(|)]")
_WORD = re.compile(r"[\w']+")
_UNKNOWN = 3  # times that a word is counted which the rulebook does not hold
_SPACE = re.compile(r"[\s,\"]+")
_SPACES = re.compile(r" +")
_CAPS = re.compile(r"\b[A-Z][A-Z0-9.]*[A-Z](?:'?[a-z]{1,2})?\b")
NUMBER = (
    r"(?:(?:around|about|over|at least) )?(?:\d+(?: ?(?:-|to|or|/) ?\d+| \d+)?\+?|(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|dozens? of)(?: (?:or|to) (?:\w+))?)"
)


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what was expected."""


@dataclass(frozen=True)
class Vocabulary:
    """What patterns may refer to: word classes and irregular verbs, both from the rulebook's data."""

    classes: Mapping[str, Sequence[str]]
    irregular: Mapping[str, str]
    common: Mapping[str, int] = field(default_factory=dict)  # how often words stand in the rulebook, as in any English
    spelt: dict[str, Part] = field(default_factory=dict, compare=False, repr=False)  # classes, read once


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern: either `literals`, or a `regex` to try in sentences that hold one of the `anchors`."""

    source: str
    literals: tuple[str, ...]
    regex: str | None
    anchors: tuple[str, ...]
    capitals: tuple[str, ...]


# A pattern is a sequence of parts: alternatives of text, a gap of up to n words (WORD: just one), None for a number.
# A bracket that stands for very many texts is kept as a finished expression, and so is one that holds numbers or
# any-word, which only word lists may have.
WORD = -1


@dataclass(frozen=True)
class Raw:
    """A piece of a regular expression, and the patterns that it gives the choice of."""

    expression: str
    choices: Sequence[str]


Part = tuple[str, ...] | int | Raw | None


@cache  # the same small words stand in thousands of brackets
def _clean(text: str) -> str:
    """Fold literal text as notes are folded, keeping the spaces at its ends."""
    text = text.lower().replace("\u2019", "'")
    text = re.sub(r"(?<=\w)-(?=\w)", " ", text)
    return _SPACE.sub(" ", text)


def parse(source: str, vocabulary: Vocabulary, *, rich: bool = False) -> list[Part]:
    """Read a pattern into its parts; `rich` allows numbers, gaps and any-word inside brackets."""
    parts: list[Part] = []
    at = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise PatternError(f"cannot read {source[at:]!r}")
        at = token.end()
        if token["gap"]:
            parts.append(int(token["gap"][3:] or 3))
        elif token["verb"]:
            verb = token["verb"][1:].lower()
            found = forms(verb, vocabulary.irregular)
            parts.append(tuple(dict.fromkeys((*found, found.participle))))
        elif token["cls"]:
            name = token["cls"][1:-1]
            if name == "number":
                parts.append(None)
            elif name == "word":
                parts.append(WORD)
            elif name in vocabulary.classes:
                parts.append(_class(name, vocabulary))
            else:
                known = ", ".join(sorted(vocabulary.classes))
                raise PatternError(f"no word class <{name}>; expected one of: number, {known}")
        elif token["open"]:
            inner, at = _group(source, at)
            parts.append(_choice(inner, vocabulary, rich=rich))
        else:
            parts.append((_clean(token["text"]),))
    return parts


def _group(source: str, at: int) -> tuple[list[str], int]:
    """Read the alternatives of a bracket that opened just before `at`."""
    depth, begin = 1, at
    items: list[str] = []
    for sign in _SIGNS.finditer(source, at):
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")":
            depth -= 1
            if depth == 0:
                return [*items, source[begin : sign.start()]], sign.end()
        elif depth == 1:
            items.append(source[begin : sign.start()])
            begin = sign.end()
    raise PatternError(f"a bracket is not closed in {source!r}")


def _class(name: str, vocabulary: Vocabulary) -> Part:
    if name not in vocabulary.spelt:
        vocabulary.spelt[name] = _choice(vocabulary.classes[name], vocabulary)
    return vocabulary.spelt[name]


def _choice(items: Sequence[str], vocabulary: Vocabulary, *, rich: bool = False) -> Part:
    """Give the texts of a bracket or a word class, or its expression where no list of them serves."""
    if all(map(_plain, items)):  # as most are
        return tuple(map(_clean, items))
    read = [parse(item, vocabulary, rich=rich) for item in items]
    kinds = {type(part) for parts in read for part in parts}
    if not (Raw in kinds or (rich and kinds - {tuple}) or sum(map(_size, read)) > _WIDE):
        return tuple(text for item, parts in zip(items, read, strict=True) for text in _texts(item, parts))
    return Raw(f"(?:{'|'.join(_branch(item, vocabulary) for item in items)})", items)


@cache
def _plain(item: str) -> bool:
    return not any(sign in item for sign in "~<(.")


def _size(parts: Sequence[Part]) -> int:
    return math.prod(len(part) for part in parts if isinstance(part, tuple))


def _branch(source: str, vocabulary: Vocabulary) -> str:
    head, tail = (" *" if edge else "" for edge in (source.startswith(" "), source.endswith(" ")))
    inner = _regex(parse(source.strip(), vocabulary, rich=True))
    return f"{head}{inner}{tail}" if inner else ""


def _texts(source: str, parts: Sequence[Part]) -> Iterator[str]:
    """Give every text that a pattern without gaps and numbers stands for."""
    if any(not isinstance(part, tuple) for part in parts):
        raise PatternError(f"no gap or number may stand in brackets or where plain text is needed: {source!r}")
    for combination in itertools.product(*(part for part in parts if isinstance(part, tuple))):
        yield _SPACES.sub(" ", "".join(combination))


def alternatives(source: str) -> list[str]:
    """Give the patterns that one stands for which is a single bracket: each has words of its own to be looked up by."""
    source = source.strip()
    if source.startswith("("):
        inner, end = _group(source, 1)
        if end == len(source):
            return [each for item in inner if item.strip() for each in alternatives(item)]
    return [source]


def compile_pattern(source: str, vocabulary: Vocabulary) -> Pattern:
    """Compile one pattern."""
    if not source.strip():
        raise PatternError("expected words, found an empty pattern")
    parts = parse(source.strip(), vocabulary)
    capitals = tuple(word.lower() for word in _CAPS.findall(source))
    choices = [part for part in parts if isinstance(part, tuple)]
    if len(choices) == len(parts) and math.prod(map(len, choices)) <= LIMIT:
        return Pattern(source, _literals(choices), None, (), capitals)
    return Pattern(source, (), _seamed(_regex(parts)), _anchors(parts, source, vocabulary.common), capitals)


def _literals(choices: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    joined = (_SPACES.sub(" ", "".join(combination)).strip() for combination in itertools.product(*choices))
    found = dict.fromkeys(text for text in joined if text)
    # notes typed in a hurry leave the apostrophe of a contraction out
    return tuple(dict.fromkeys((*found, *(text.replace("n't", "nt") for text in found if "n't" in text))))


def expression(source: str, vocabulary: Vocabulary) -> str:
    """Give a pattern as one regular expression over folded text, with its brackets kept as they are."""
    return _seamed(_regex(parse(source.strip(), vocabulary, rich=True)))


def _seamed(regex: str) -> str:
    """Have words not run into one another where a space between brackets may fall away."""
    return regex.replace(" *", r" *(?<!\w(?=\w))")


def _regex(parts: Sequence[Part]) -> str:
    out = ""
    for index, part in enumerate(parts):
        if part is None:
            out += NUMBER
        elif isinstance(part, Raw):
            out = out.removesuffix(" ") + " *" if out.endswith(" ") else out
            out += part.expression
        elif part == WORD:
            out += r"[^\s.;:!?]+"
        elif isinstance(part, int):
            out += rf"(?: [^\s.;:!?]+){{0,{part}}}? "
        else:
            after_gap = index == 0 or _is_gap(parts[index - 1])
            before_gap = index == len(parts) - 1 or _is_gap(parts[index + 1])
            texts = {text.lstrip() if after_gap else text for text in part}
            texts = {text.rstrip() if before_gap else text for text in texts}
            loose_left = index > 0 and may_vanish(parts[index - 1])
            loose_right = index + 1 < len(parts) and may_vanish(parts[index + 1])
            vanishes = "" in part
            out += alternation(frozenset(texts), left=loose_left or vanishes, right=loose_right or vanishes)
    return out


def may_vanish(part: Part) -> bool:
    """Say whether a bracket holds an empty alternative, so that the spaces on its two sides may be one."""
    return isinstance(part, Raw) or (isinstance(part, tuple) and "" in part)


def _is_gap(part: Part) -> bool:
    return isinstance(part, int) and part != WORD


def _anchors(parts: Sequence[Part], source: str, common: Mapping[str, int]) -> tuple[str, ...]:
    """Choose the words to look up first: one part that is always there, with whole words that notes seldom hold."""
    best: tuple[str, ...] = ()
    least = math.inf
    for index, part in enumerate(parts):
        if not isinstance(part, tuple) or not _whole_words(parts, index):
            continue
        words = tuple(dict.fromkeys(text.strip() for text in part))
        often = sum(_often(text, common) for text in words)
        if min(map(len, words)) > 1 and often < least:
            best, least = words, often
    if not best:
        raise PatternError(f"expected at least one whole word that is always there: {source!r}")
    return tuple(dict.fromkeys((*best, *(text.replace("n't", "nt") for text in best if "n't" in text))))


def _often(text: str, common: Mapping[str, int]) -> float:
    """Say how often a text stands in notes, at a guess: as often as its rarest word; an unknown one is rare if long."""
    return min((common.get(word, 0) + _UNKNOWN) / min(len(word), 9) for word in _WORD.findall(text) or [text])


def _whole_words(parts: Sequence[Part], index: int) -> bool:
    """Say whether a part's texts begin and end where words do, so that they can be looked up by themselves."""
    part = parts[index]
    before = parts[index - 1] if index else None
    after = parts[index + 1] if index + 1 < len(parts) else None
    if not isinstance(part, tuple) or not all(text.strip() for text in part):
        return False
    opens = index == 0 or isinstance(before, int) or all(text.startswith(" ") for text in part)
    opens = opens or (isinstance(before, tuple) and all(not text or text.endswith(" ") for text in before))
    closes = index + 1 == len(parts) or isinstance(after, int) or all(text.endswith(" ") for text in part)
    closes = closes or (isinstance(after, tuple) and all(not text or text.startswith(" ") for text in after))
    return opens and closes
