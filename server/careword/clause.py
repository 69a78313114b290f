"""The people in a sentence in, the one whom some words in it are said of out: by owner, clause, object or address."""

from __future__ import annotations

from careword.book import Book, RuleData
from careword.people import Mention
from careword.reading import ends
from careword.words import compiled


class Clauses:
    """Finds whom the clause round some words is about; offsets are in the sentence's folded text."""

    def __init__(self, book: Book) -> None:
        self._break = book.shaped("grammar", "clause-break", before=r"[;:](?!\d)| - |", after=" ")
        adjectives = rf"(?: (?:{book.part('grammar', 'partner-adjective')}))*"
        self._gap = compiled(rf"'?s?{adjectives}")
        self._possessives = [
            (book.shaped("grammar", name, after=rf"{adjectives}\Z"), name, book.cues["grammar"][name].gender)
            for name in ("his", "her", "their")
        ]
        self._only_object, self._him = book.cue("grammar", "only-object"), book.cue("grammar", "him")
        self._who = book.shaped("grammar", "relative", before=f"(?: {book.part('attribution', 'of-age')})? ?")
        self._is = book.cue("grammar", "copula")
        self._one_of = book.ending("grammar", "one-of")
        self._predicate = book.shaped("grammar", "copula", after=r" an? (?:\w+ )?\Z")
        self._themselves, self._what = book.cue("grammar", "themselves"), book.ending("grammar", "what-before")
        determiner = book.part("grammar", "determiner")
        self._opens_clause = book.shaped("grammar", "clause-start", after=rf"(?: {determiner})?\Z")
        self._after_object = book.shaped("grammar", "after-object", before=" ", after=" ")
        self._about = book.shaped("grammar", "spoken-of", before=" ", after=" ")

    def of(
        self, mentions: list[Mention], low: int, high: int, text: str, rule: RuleData, speaker: str | None
    ) -> Mention | None:
        """Find the one of whom the words from `low` to `high` are said."""
        if self._themselves.search(text[low:high]):  # "when I asked he brought it on himself" is not said of "I"
            mentions = [
                item
                for item in mentions
                if item.group != "writer" and not ends(self._what, text[: item.start].rstrip())
            ]
        chosen = self._inside(mentions, low, high, rule) or self._owner(mentions, low, text)
        chosen = chosen or self._before(mentions, low, text, speaker)
        if chosen is None:
            return None
        chosen = self._told_about(mentions, chosen, low, text, rule)
        found_him = chosen.end < low and self._finds(text[chosen.end : low])
        return None if found_him else chosen  # "I have found him hard to reach" says it of him

    def another(self, text: str, person: Mention, pronoun: Mention) -> bool:
        """Say whether somebody else stands between a parent and "she": "mum wants her on the pill because she …"."""
        same = text[person.start : person.end] == person.words and person.end < pronoun.start
        return same and self._him.search(text[person.end : pronoun.start]) is not None

    def _told_about(self, mentions: list[Mention], chosen: Mention, low: int, text: str, rule: RuleData) -> Mention:
        """Give whom somebody was spoken to about: "I have spoken to Kai about making …" says it of Kai."""
        if chosen.group in ("pronoun", "name") or chosen.subject == "child" or "service" in rule.about:
            return chosen
        whom = ("child", "unknown") if chosen.subject == "parent" else ("child", "unknown", "parent")
        told = [
            item
            for item in mentions
            if item.object and chosen.end < item.start and item.end < low and item.subject in whom
        ]
        return told[-1] if told and self._about.match(text, told[-1].end) else chosen

    def _finds(self, between: str) -> bool:
        """Say whether a person stands as the object between a subject and the words, and not as their owner."""
        found = self._him.search(between)
        owner = found is not None and found.end() == len(between.rstrip())  # "mum and her lifestyle"
        return found is not None and (not owner or self._only_object.search(between) is not None)

    @staticmethod
    def _inside(mentions: list[Mention], low: int, high: int, rule: RuleData) -> Mention | None:
        """Find a person named by the found words themselves: "difficult mother", "she consented"."""
        inside = [item for item in mentions if low <= item.start and item.end <= high and item.group != "writer"]
        grown = "child" not in rule.about  # of a mother who "still lets him in" it is not said of him
        pronouns = [item for item in inside if item.group == "pronoun" and not (grown and item.object)]
        parents = [item for item in inside if item.subject == "parent" and "parent" in rule.about]
        children = [item for item in inside if item.subject == "child" and item.group == "child"]
        beside = [
            item for item in mentions if item.start == high + 1 and item.subject == "parent" and "parent" in rule.about
        ]
        return next(iter((*pronouns, *parents, *children, *beside)), None)  # "a very hostile dad"

    def _owner(self, mentions: list[Mention], low: int, text: str) -> Mention | None:
        """Find somebody to whom the found thing belongs: "mum's partner", "her boyfriend"."""
        for item in mentions:
            if item.start < low < item.end and item.subject == "parent":
                return item
            if item.group == "writer" and self._one_of.search(text[: item.start].rstrip()):
                continue  # "she is one of our hard to reach girls"
            if item.owner and item.end <= low and self._gap.fullmatch(text[item.end : low].rstrip()):
                return item
        owned = text.find(" ", low)
        for left in (text[:low].rstrip(), text[: max(owned, low)]):
            if (found := self._whose(mentions, low, left)) is not None:
                return found
        return None

    def _whose(self, mentions: list[Mention], low: int, left: str) -> Mention | None:
        """Find whom "her" stands for, right before the found words or at their beginning: "the man is her fella"."""
        for words, name, gender in self._possessives:
            possessive = words.search(left)
            if possessive is not None:
                before = [
                    item
                    for item in mentions
                    if item.end <= possessive.start()
                    and not item.object
                    and not item.owner
                    and item.subject != "service"
                    and item.gender in (None, "any", gender)
                    and not self._is.fullmatch(left[item.end : possessive.start()].strip())  # "Dean is her …"
                ]
                return before[-1] if before else Mention(low, low, "pronoun", name, None, "unknown", gender)
        return None

    def _before(self, mentions: list[Mention], low: int, text: str, speaker: str | None) -> Mention | None:
        """Find the subject of the clause: the nearest person before the words who is not an object or an owner."""
        marks = [found.end() for found in self._break.finditer(text, 0, max(low, 0))]
        clause = max(marks, default=0)
        for begin in (clause, 0):
            before = [
                item
                for item in mentions
                if begin <= item.start
                and item.end <= low
                and not item.owner
                and item.group != "document"
                and (begin == clause or item.subject in ("child", "unknown"))
            ]
            direct = [item for item in before if not item.object or self._who.match(text, item.end)]
            if direct:
                return self._subject(text, direct, low)
            if begin == 0 and before and speaker is None:
                return before[-1] if before[-1].subject == "child" else None
            if begin and speaker is not None:
                return None  # what follows "said that" with nobody named in it is about the child
        return None

    def _subject(self, text: str, direct: list[Mention], low: int) -> Mention:
        """Choose the one whom the clause is about among people who are no objects."""
        direct = [item for item in direct if not self._is_said(text, item, direct)]
        while len(direct) > 1 and self._is_met(text, direct[-1], low):
            direct.pop()
        person = direct[-1]
        joined = [
            item for item in direct if item.end <= person.start and text[item.end : person.start].strip() == "and"
        ]
        first = joined[-1] if joined else person
        return first if first.subject == "child" or first.group == "pronoun" else person

    def _is_said(self, text: str, item: Mention, people: list[Mention]) -> bool:
        """Say whether a word for a person is said of another one: "he is a young offender who …"."""
        if item.subject != "other-adult":
            return False
        found = self._predicate.search(text[: item.start])
        return found is not None and any(other.end == found.start() - 1 for other in people)

    def _is_met(self, text: str, item: Mention, low: int) -> bool:
        """Say whether somebody is the object of a verb before them: "he was seen at our clinic on Monday and …"."""
        left = text[: item.start]
        if item.end + 1 >= low or self._opens_clause.search(left.rstrip()) or self._predicate.search(left):
            return False
        return self._after_object.match(text, item.end) is not None
