"""A sentence in, the people in it out: who is named, in what role, and which of them a verb or a pronoun belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from careword.book import Book
from careword.layout import Layout, Sentence

_PRONOUN = re.compile(r"\b(she|he|they|shes|hes|she's|he's|they've|she'd|he'd)\b")
_OBJECT = re.compile(
    r"(?:\b(?:to|with|for|of|about|from|by|on|at|towards|toward|against|than|like|regarding|re|told|tells|telling|asked|"
    r"asks|informed|advised|between|without|near|behind|around|contact|contacted|called|rang|saw|met|seen|"
    r"visited|upset|between|supporting|support|support(?:ed|s)|blames?|blamed)"
    r"(?: (?:the|her|his|their|my|a|an|both|birth|step))?) $"
)


# the shape of a verb, or of a word that stands between a name and its verb
_VERB_LIKE = re.compile(
    r"(?:ha[sd]|i?s|was|will|would|can|could|did|does|may|might|must|should|and|also|then|now|later|again|who|never|always|"
    r"told|said|went|came|left|let|met|put|got|made|ran|saw|took|felt|kept|gave|sat|drew|spoke|thinks?|[a-z]{2,}(?:ed|es|s))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or a record named in a sentence; offsets are in the sentence's folded text."""

    start: int
    end: int
    group: str  # a group of cues/people.yaml, or pronoun, or name
    words: str
    speaker: str | None
    subject: str
    gender: str | None
    owner: bool = False  # "mum's …": somebody or something that belongs to this person is meant
    object: bool = False  # stands after a preposition or as an object


class People:
    """Finds people by the rulebook's words for them."""

    def __init__(self, book: Book) -> None:
        self._groups = [
            (name, book.cue("people", name), data.speaker, data.subject or "unknown", data.gender)
            for name, data in book.cues["people"].items()
        ]
        self._opening = book.cue("label", "opening-word")
        self._says = book.cue("attribution", "says")

    def mentions(self, layout: Layout, sentence: Sentence, text: str | None = None) -> list[Mention]:
        """Give the people in a sentence, in order; the longest words win where groups overlap."""
        if text is None or text == sentence.spoken:
            key = ("people", sentence.number)
            if key not in layout.memo:
                layout.memo[key] = self._all(layout, sentence, sentence.spoken)
            kept: list[Mention] = layout.memo[key]
            return kept
        return self._all(layout, sentence, text)

    def _all(self, layout: Layout, sentence: Sentence, text: str) -> list[Mention]:
        found: list[Mention] = []
        for group, words, speaker, subject, gender in self._groups:
            for match in words.finditer(text):
                found.append(self._mention(text, match.start(), match.end(), group, speaker, subject, gender))
        found = [self._known(layout, item) for item in found]
        for match in _PRONOUN.finditer(text):
            gender = "f" if match[1].startswith("sh") else "m" if match[1].startswith("h") else "any"
            found.append(self._mention(text, match.start(), match.end(), "pronoun", None, "unknown", gender))
        found += self._names(layout, sentence, text)
        found = [
            item for item in found if item.group != "document" or not self._verb(layout, sentence, text, item, found)
        ]
        found.sort(key=lambda item: (-(item.end - item.start), item.group == "name"))
        kept: list[Mention] = []
        for item in found:
            if not any(item.start < other.end and other.start < item.end for other in kept):
                kept.append(item)
        return sorted(kept, key=lambda item: item.start)

    def _verb(self, layout: Layout, sentence: Sentence, text: str, item: Mention, others: list[Mention]) -> bool:
        """Say whether a word such as "reports" or "notes" is a verb here: it follows the person who does it."""
        last = item.words.split()[-1]
        if last != item.words and last.rstrip("s") == last and re.match(r" (?:that|she|he|they)\b", text[item.end :]):
            return bool(self._says.fullmatch(last))  # "CAMHS report that …"
        if not self._says.fullmatch(item.words):
            return False
        if any(other is not item and other.end == item.start - 1 and other.group != "document" for other in others):
            return True
        before = re.search(r"([a-z][\w'-]*) $", text[: item.start])
        place = layout.folded.back(sentence.start + before.start(1)) if before else 0
        return before is not None and layout.document.text[place : place + 1].isupper() and not before[1].endswith("'s")

    @staticmethod
    def _known(layout: Layout, item: Mention) -> Mention:
        """Give a titled person the role that the note gives to their name: Mrs Aldous, the gran."""
        role = layout.adults.get(item.words.split()[-1]) if item.group == "titled" else None
        if role is None or role == item.speaker:
            return item
        return replace(item, speaker=role, subject="parent" if role == "parent" else item.subject)

    def _opens_as_name(self, text: str, word: str) -> bool:
        """Say whether the capitalised word that opens a sentence may be a name: not a common word, and a verb follows."""
        if self._opening.fullmatch(word.removesuffix("'s")) or self._says.fullmatch(word):
            return False
        following = text[text.index(word) + len(word) :].split(maxsplit=1)
        verb = bool(following) and self._says.fullmatch(following[0].rstrip(":;,.")) is not None
        return bool(following) and (
            verb or word.endswith("'s") or bool(_VERB_LIKE.fullmatch(following[0].rstrip(":;,.")))
        )

    def _mention(
        self, text: str, start: int, end: int, group: str, speaker: str | None, subject: str, gender: str | None
    ) -> Mention:
        if group == "titled":
            subject = subject if text[start:end].split(maxsplit=1)[0] not in ("mr", "mrs", "ms", "miss") else "other-adult"
            gender = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sister": "f"}.get(
                text[start:end].split(maxsplit=1)[0]
            )
        owner = text[end : end + 2] == "'s" or bool(re.match(r" (?:'s|s' )", text[end : end + 4]))
        if text[start:end] in ("my", "our"):
            owner = True
        if group == "pronoun":
            owner = False
        placed = bool(_OBJECT.search(text[max(0, start - 40) : start]))
        return Mention(start, end, group, text[start:end], speaker, subject, gender, owner, placed)

    def _names(self, layout: Layout, sentence: Sentence, text: str) -> list[Mention]:
        found = []
        for match in re.finditer(r"[a-z][\w'-]*", text):
            place = layout.folded.back(sentence.start + match.start())
            if not layout.document.text[place : place + 1].isupper():
                continue
            bare = match[0].removesuffix("'s")
            if self._opening.fullmatch(bare):
                continue
            known = bare in layout.children or bare in layout.adults
            if not known and (
                len(bare) < 2
                or (not re.search(r"\w", text[: match.start()]) and not self._opens_as_name(text, match[0]))
            ):
                continue
            if not known and not layout.document.text[place + 1 : place + 2].islower():
                continue
            subject = "other-adult" if bare in layout.adults else "child"
            speaker = layout.adults.get(bare, "child" if known or not layout.children else "unknown")
            if bare in layout.adults and speaker == "parent":
                subject = "parent"
            elif not known:
                subject = "unknown"
            found.append(self._mention(text, match.start(), match.start() + len(bare), "name", speaker, subject, "any"))
        return found
