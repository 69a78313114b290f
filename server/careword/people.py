"""A sentence in, the people in it out: who is named, in what role, and which of them a verb or a pronoun belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from careword.book import Book, CueData
from careword.layout import Layout, Sentence
from careword.words import compiled

_VERB = re.compile(r"[a-z]{2,}(?:ed|es|s)")  # what may be a verb that no list holds
_KIN = ("parent", "sibling", "peer", "exploiter")
_ROLES = ("professional", "mother", "father")
# Mr and Mrs are titles too, with a gender; and who is at work or cares for a child may be told of as an adult
_ALSO = {"titled-woman": "titled", "titled-man": "titled", "worker": "professional", "fosterer": "parent"}
_APPOSED = 4  # words between a role and the name of the one who has it
_OBJECT_REACH = 40  # code points before a person in which a preposition is looked for
_INITIALS = 3  # letters of the capitals that somebody goes by
_SOMEBODY = CueData("", "unknown", "unknown", "any")
_WORD = re.compile(r"[a-z][\w'-]*")


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


def says_she(layout: Layout) -> bool:
    """Say whether a text speaks of a "she"."""
    words = layout.book.cue("grammar", "she-or-her")
    return any(words.stand(item.text, item.vocabulary) for item in layout.sentences)


class People:
    """Finds people by the rulebook's words for them."""

    def __init__(self, book: Book) -> None:
        self._groups = [
            (_ALSO.get(name, name), book.cue("people", name), data) for name, data in book.cues["people"].items()
        ]
        self._pronouns = [(book.cue("grammar", name), book.cues["grammar"][name]) for name in ("she", "he", "they")]
        self._opening = book.cue("label", "opening-word")
        self._says = book.cue("attribution", "says")
        self._report_opener = book.cue("attribution", "report-opener")
        self._opening_noun, self._of_what = book.cue("attribution", "opening-noun"), book.cue("attribution", "of-what")
        self._my = book.cue("grammar", "my")
        determiner = book.part("grammar", "determiner")
        self._object = book.shaped("grammar", "object-before", after=rf"(?: {determiner})?\Z")
        self._object_start = compiled(rf"\b{determiner} \Z")
        self._is = book.shaped("grammar", "after-contraction", before="'s ", after=" ")
        self._single = book.cue("grammar", "self")
        self._verb_like = book.cue("grammar", "verb-like")

    def mentions(self, layout: Layout, sentence: Sentence, *, quoted: bool = False) -> list[Mention]:
        """Give the people in a sentence, in order; the longest words win where groups overlap.

        People inside quotation marks count only where `quoted` is set.
        """
        text = sentence.text if quoted else sentence.spoken
        key = ("people", (sentence.number, quoted and text != sentence.spoken))
        if key not in layout.memo:
            layout.memo[key] = self._all(layout, sentence, text)
        kept: list[Mention] = layout.memo[key]
        return kept

    def _all(self, layout: Layout, sentence: Sentence, text: str) -> list[Mention]:
        found = [
            self._mention(text, match.start(), match.end(), group, data)
            for group, words, data in self._groups
            for match in words.within(text, sentence.vocabulary)
        ]
        found = [item for item in found if item.group != "male" or self._about_a_girl(layout)]
        found = [self._known(layout, sentence, self._boy(layout, item)) for item in found]
        found += [
            self._mention(text, match.start(), match.end(), "pronoun", data)
            for words, data in self._pronouns
            for match in words.within(text, sentence.vocabulary)
        ]
        found += self._names(layout, sentence, text, {item.start for item in found if item.group in _ROLES})
        found = [item for item in found if item.group != "document" or not self._verb(layout, sentence, item, found)]
        found.sort(key=lambda item: (-(item.end - item.start), item.group == "name"))
        kept: list[Mention] = []
        for item in found:
            if not any(item.start < other.end and other.start < item.end for other in kept):
                kept.append(item)
        kept.sort(key=lambda item: item.start)
        return [self._apposed(layout, sentence, item, kept[:number]) for number, item in enumerate(kept)]

    def _apposed(self, layout: Layout, sentence: Sentence, item: Mention, earlier: list[Mention]) -> Mention:
        """Give a name between commas the role that stands before it: "the neighbour at number 10, Mr Ode, told me"."""
        if item.group not in ("titled", "name") or not earlier:
            return item
        role = earlier[-1]
        between = layout.document.text[
            layout.folded.back(sentence.start + role.end) : layout.folded.back(sentence.start + item.start)
        ]
        elders = len(earlier) > 1 and earlier[-2].owner and earlier[-2].speaker == "parent"  # "her uncle's friend Pete"
        if between in (" ", " (") and item.group == "name" and role.speaker in _KIN and not (role.owner or elders):
            return replace(item, speaker=role.speaker, object=role.object)  # "her brother Kyle", "Asha's friend Ruby"
        if item.words in layout.children:
            return item
        place = layout.document.text[sentence.span.start : layout.folded.back(sentence.start + item.end) + 1]
        between = place[layout.folded.back(sentence.start + role.end) - sentence.span.start :][: -len(item.words) - 1]
        own = " " in role.words or sentence.text.endswith("'s ", 0, role.start)
        own = own or self._object_start.search(sentence.text, 0, role.start) is not None
        least = 0 if own else 1  # "her gran, Mrs Ode, said", and not "Mum, Mrs Ode, the head and I met"
        if not (place.endswith(",") and between.rstrip().endswith(",") and least < len(between.split()) <= _APPOSED):
            return item
        if role.speaker is None or role.owner or role.group in ("name", "pronoun", "document", "child"):
            return item
        return replace(item, speaker=role.speaker, subject=role.subject, gender=role.gender, object=role.object)

    def _verb(self, layout: Layout, sentence: Sentence, item: Mention, others: list[Mention]) -> bool:
        """Say whether a word such as "reports" or "notes" is a verb here: it follows the person who does it."""
        last = item.words.split()[-1]
        if last != item.words and last.rstrip("s") == last:
            text = sentence.text
            if text.startswith(" ", item.end) and self._report_opener.match(text, item.end + 1):
                return bool(self._says.fullmatch(last))  # "CAMHS report that …"
        if not self._says.fullmatch(item.words):
            return False
        whose = [other for other in others if other is not item and other.end == item.start - 1]
        whose = [other for other in whose if other.group != "document"]
        if whose:  # "my report says", "the Coastguard report says"
            return not any(other.owner for other in whose) and not self._says.match(sentence.text, item.end + 1)
        before = re.search(r"([a-z][\w'-]*) $", sentence.text[max(0, item.start - _OBJECT_REACH) : item.start])
        if before is None or before[1].endswith("'s") or self._opening.fullmatch(before[1]):
            return False
        if self._object_start.search(sentence.text, 0, item.start - len(before[0])):
            return False  # "the April record"
        place = layout.folded.back(sentence.start + item.start - len(before[0]))
        return layout.document.text[place : place + 1].isupper()

    def _boy(self, layout: Layout, item: Mention) -> Mention:
        """Give "the lad" as the child, in a note that is about no girl."""
        return replace(item, speaker="child") if item.group == "lad" and not self._about_a_girl(layout) else item

    def _about_a_girl(self, layout: Layout) -> bool:
        """Say whether a note speaks of a "she": then a bare "male" is somebody else, and in another note the child."""
        if ("girl", None) not in layout.memo:
            layout.memo["girl", None] = says_she(layout)
        about: bool = layout.memo["girl", None]
        return about

    @staticmethod
    def _known(layout: Layout, sentence: Sentence, item: Mention) -> Mention:
        """Give a titled person the role that the note gives to their name: Mrs Aldous, the gran."""
        named = item.words.removesuffix("'s")
        role = layout.adults.get(named.split()[-1], layout.adults.get(named)) if item.group == "titled" else None
        if item.group == "titled" and sentence.segment.role == "parent-view" and role in (None, "professional"):
            role = "parent"
        if role in (None, "child", item.speaker):
            return item
        return replace(item, speaker=role, subject="parent" if role == "parent" else item.subject)

    def _mention(self, text: str, start: int, end: int, group: str, data: CueData) -> Mention:
        words = text[start:end]
        owner = group != "pronoun" and (
            (text.startswith(("'s", " 's", " s' "), end) and self._is.match(text, end) is None)
            or self._my.fullmatch(words) is not None
        )
        placed = (
            group != "pronoun"  # "he would not talk to her, she said"
            and start > 0
            and text.startswith(" ", start - 1)
            and self._object.search(text, max(0, start - _OBJECT_REACH), start - 1)
        )
        subject = data.subject or "unknown"
        return Mention(start, end, group, words, data.speaker, subject, data.gender, owner, bool(placed))

    def _names(self, layout: Layout, sentence: Sentence, text: str, roles: set[int]) -> list[Mention]:
        """Give the words with a capital letter that are names: known ones, and others where no common word stands.

        `roles` are the places of words such as "Officer", which open no name.
        """
        found: list[Mention] = []
        for match in _WORD.finditer(text):
            place = layout.folded.back(sentence.start + match.start())
            if not layout.document.text[place : place + 1].isupper():
                continue
            name = match[0].removesuffix("'s")
            if self._opening.fullmatch(name) or match.start() in roles:
                continue
            if found and match.start() < found[-1].end:
                continue  # "Ellie-Mae" was read whole
            rest = _WORD.match(text, match.end() + 1)
            double = f"{name}-{rest[0]}".removesuffix("'s") if rest else name
            name = double if double in layout.children else name
            known = name in layout.children or name in layout.adults or self._initial(layout, text, match)
            if not known and self._initials(text, match, layout.document.text[place : place + len(match[0]) + 2]):
                found.append(self._mention(text, match.start(), match.end(), "name", _SOMEBODY))
                continue
            if not known and not (
                len(name) > 1
                and layout.document.text[place + 1 : place + 2].islower()
                and (re.search(r"\w", text[: match.start()]) or self._opens_as_name(text, match))
            ):
                continue
            if found and found[-1].end == match.start() - 1 and not found[-1].owner and not known:
                end = match.start() + len(name)
                found[-1] = replace(found[-1], end=end, owner=text.startswith(("'s", " 's", " s' "), end))
                continue  # "Leonard Prior": one person
            role = layout.adults.get(name)
            speaker = role or ("child" if known or not layout.children else "unknown")
            young = role in (None, "child", "sibling", "peer")
            subject = "unknown" if not known else "parent" if role == "parent" else "child" if young else "other-adult"
            end = match.start() + len(name)
            found.append(self._mention(text, match.start(), end, "name", CueData("", speaker, subject, "any")))
        return found

    def _initials(self, text: str, word: re.Match[str], written: str) -> bool:
        """Say whether capitals stand for somebody who speaks: "CG reports she …", and not "CP reports were …"."""
        if not 1 < len(word[0]) <= _INITIALS or not (written[:-2].isupper() and written[-1:].islower()):
            return False
        verb = self._says.match(text, word.end() + 1)
        noun = verb is not None and self._opening_noun.fullmatch(verb[0]) is not None
        claims = verb is not None and self._report_opener.match(text, verb.end() + 1) is not None
        return verb is not None and (claims or not (noun and self._of_what.match(text, verb.end() + 1)))

    def _initial(self, layout: Layout, text: str, word: re.Match[str]) -> bool:
        """Say whether a single letter stands for a child of the note: "Kai, 14 … K says"."""
        if len(word[0].removesuffix("'s")) > 1 or not any(name.startswith(word[0][0]) for name in layout.children):
            return False
        return self._single.fullmatch(word[0]) is None and self._opens_as_name(text, word)

    def _opens_as_name(self, text: str, word: re.Match[str]) -> bool:
        """Say whether a capitalised word that opens a sentence may be a name: no common word, and a verb follows."""
        name = word[0].removesuffix("'s")
        if self._opening.fullmatch(name) or self._says.fullmatch(word[0]):
            return False
        following = text[word.end() :].split(maxsplit=1)
        if not following:
            return False
        verb = following[0].rstrip(":;,.")
        return name != word[0] or any(words.fullmatch(verb) for words in (self._says, self._verb_like, _VERB))
