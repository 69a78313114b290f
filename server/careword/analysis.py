"""A candidate in, the analysis and challenge near it out: the writer's own, and about these words (domain.md 4.2)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from careword.book import Book, RuleData
from careword.findings import Cue
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.text import Span
from careword.words import compiled

SENTENCES = 3  # the window: the rest of the paragraph, and so many sentences
WORDS = 80  # or so many words, whichever reaches further
FAR = 60  # sentences beyond which a paragraph is no longer the one that the words stand in
_ROUND = 320  # code points on either side of a cue that say what it is about, where nobody ends a sentence
_ASKED = 40  # code points after "I asked who" that say what was asked
SECTION = 12  # words that a later section must have to count
_OWN_GROUPS = ("M", "H", "P", "U", "D")
_BRACKET = re.compile(r"\[[^\]]*\]|<[^>]*>|_{3,}|\.{4,}")


@dataclass(frozen=True, slots=True)
class Analysed:
    """What was found: the state, the groups of cues, and whether the candidate's own sentence holds one."""

    state: str
    groups: frozenset[str]
    same_sentence: bool
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """The sentences under one title: their numbers, and how many words there are from each of them on."""

    numbers: list[int]
    words: list[int]


class Analyses:
    """Finds analysis by the rulebook's cues."""

    def __init__(self, book: Book, people: People, frames: Frames) -> None:
        self._people, self._frames = people, frames
        self._cues = {name: book.cue("analysis", name) for name in (*_OWN_GROUPS, "C")}
        self._starts = (("C", book.cue("analysis", "c-start")), ("M", book.cue("analysis", "m-start")))
        self._anti = book.cue("analysis", "anti")
        self._topics = {name: book.cue("topics", name) for name in book.cues["topics"]}
        self._own_start, self._somebody = book.cue("analysis", "own-start"), book.cue("grammar", "somebody")
        whom, this = book.part("analysis", "with-whom"), book.part("analysis", "this")
        self._short = compiled(rf"(?:{whom} \w+ )?(?:\w+ )?{this}(?: \w+){{0,4}}")  # "… this with mum" and no more
        self._asks, self._reason = book.ending("analysis", "asks"), book.cue("analysis", "reason")
        self._contact, self._about_it = book.cue("analysis", "contact"), book.cue("analysis", "about")
        self._taking_up, self._prompt = book.cue("analysis", "taking-up"), book.cue("label", "template-prompt")

    def of(self, layout: Layout, sentence: Sentence, span: Span, rule: RuleData, child: str | None = None) -> Analysed:
        """Tell whether the words are analysed near, challenged, analysed elsewhere, or not.

        `child` is the name of the child whom the words describe, where the note gives it.
        """
        groups: dict[str, Cue] = {}
        same = spoken = False
        for item in _window(layout, sentence):
            if _apart(sentence, item):
                break  # a section for analysis that the words do not stand in is elsewhere
            if self._of_another(layout, item, child):
                continue
            beyond = item.number > sentence.number and item.segment.paragraph != sentence.segment.paragraph
            spoken = spoken or (beyond and (bool(self._frames.spoken(layout, item)) or item.text != item.spoken))
            for group, place in self._about(layout, item, rule):
                here = item.number == sentence.number
                if group == "C" and spoken:
                    continue  # "I asked what she meant" answers the words that were said last
                if place.overlaps(span) or (group == "C" and here and place.end <= span.start):
                    continue  # "I told her that she …" hands the words on and challenges nobody
                groups.setdefault(group, Cue(f"analysis {group}", place))
                same = same or (here and group != "C")
        if groups:
            state = "challenged" if "C" in groups else "near"
            return Analysed(state, frozenset(groups), same, tuple(groups.values()))
        if layout.beyond is None:
            later = self._elsewhere(layout, sentence, rule, span)
        else:
            later = layout.beyond(self._about, layout, sentence, rule, span)
        if later is not None:
            return Analysed("elsewhere", frozenset(), False, (later,))
        return Analysed("none", frozenset(), False, ())

    @staticmethod
    def _of_another(layout: Layout, item: Sentence, child: str | None) -> bool:
        """Say whether a sentence names another child of the note, and not the one whom the words describe."""
        if child is None or len(layout.children) < 2:
            return False
        names = layout.names_in(item) or layout.names_in_label(item)
        return bool(names) and child not in names

    def _elsewhere(self, layout: Layout, sentence: Sentence, rule: RuleData, span: Span) -> Cue | None:
        """Find analysis of the words in a later section for it, the nearest section first."""
        later = [
            (section.numbers[index], section, index)
            for section in _sections(layout)
            if (index := bisect_right(section.numbers, sentence.number)) < len(section.numbers)
        ]
        for _, section, index in sorted(later, key=itemgetter(0)):
            if section.words[index] >= SECTION:
                cues = self._in_section(layout, section, rule)
                for _, place in cues[bisect_right(cues, sentence.number, key=itemgetter(0)) :]:
                    if not place.overlaps(span):
                        return Cue("analysis elsewhere", place)
        return None

    def _in_section(self, layout: Layout, section: _Section, rule: RuleData) -> list[tuple[int, Span]]:
        """Give the sentences' numbers and the cues of a section's analysis, challenge left out; made once a section."""
        key = ("section", (section.numbers[0], rule.topics))
        if key not in layout.memo:
            layout.memo[key] = [
                (number, place)
                for number in section.numbers
                for group, place in self._about(layout, layout.sentences[number], rule)
                if group != "C"
            ]
        cues: list[tuple[int, Span]] = layout.memo[key]
        return cues

    def _about(self, layout: Layout, item: Sentence, rule: RuleData) -> list[tuple[str, Span]]:
        """Give the writer's own cues in a sentence that speak of what the rule's words are about."""
        key = ("about", (item.number, rule.topics))
        if key not in layout.memo:
            flagged = layout.flagged_in(item)
            layout.memo[key] = [
                (group, place)
                for group, start, end in self.own(layout, item)
                for place in (layout.inside(item, start, end),)
                if not any(span.start < place.end <= span.end for span in flagged)
                and self._on_topic(layout, item, group, start, end, rule)
            ]
        cues: list[tuple[str, Span]] = layout.memo[key]
        return cues

    def own(self, layout: Layout, item: Sentence) -> list[tuple[str, int, int]]:
        """Give the cues of a sentence that stand in the writer's own voice; made once a sentence."""
        key = ("analysis", item.number)
        if key not in layout.memo:
            layout.memo[key] = list(self._in_own_voice(layout, item))
        cues: list[tuple[str, int, int]] = layout.memo[key]
        return cues

    def _in_own_voice(self, layout: Layout, item: Sentence) -> Iterator[tuple[str, int, int]]:
        text = item.spoken
        if item.segment.kind == "block-quote":
            return
        raw = layout.document.text[item.span.start : item.span.end]
        bracket = _BRACKET.search(raw)
        if bracket and (self._prompt.search(bracket[0].lower()) or len(bracket[0]) * 2 > len(raw)):
            return
        foreign = layout.speaker(item) is not None and item.segment.role != "analysis-section"
        hits = [
            (group, *found.span())
            for group, words in self._cues.items()
            for found in words.within(text, item.vocabulary)
        ]
        openings = [
            (group, *found.span())
            for group, words in self._starts
            if words.may(text, item.vocabulary) and (found := words.match(text))
        ]
        if not hits and not openings:
            return
        turn = self._frames.turn(layout, item)
        if turn is not None and turn[0] != "own":
            foreign = True
        if not foreign:
            hits += openings
        blocked = [found.span() for found in self._anti.within(text, item.vocabulary)]
        frames = self._frames.of(layout, item)
        question = raw.rstrip().endswith("?")
        people = self._people.mentions(layout, item)
        for group, start, end in sorted(hits, key=lambda hit: hit[1]):
            if any(person.start < start < person.end for person in people):
                continue  # "(youth worker) said": not the worker who writes
            if question and group != "C":
                continue
            if group == "C" and self._contact.search(text, start, end) and not self._of_what(text, end):
                continue  # "I spoke to nan by phone": no more than that they spoke
            if any(low < end and start < high for low, high in blocked):
                continue
            around = [
                frame
                for frame in frames
                # "she does not see this as …" is about what the child sees, though the child is its subject
                if frame.begin <= start < frame.end or (group != "U" and frame.cue[0] <= start < frame.cue[1])
            ]
            innermost = max(around, key=lambda frame: frame.begin, default=None)
            own = innermost is not None and (innermost.speaker == "own" or self._starts_own(text, start, end))
            if innermost is not None and not own:
                continue
            if foreign and not own and not self._starts_own(text, start, end):
                continue
            yield group, start, end

    def _of_what(self, text: str, at: int) -> bool:
        """Say whether it is told of what somebody spoke."""
        return self._about_it.search(text, at, at + _ASKED) is not None

    def _starts_own(self, text: str, start: int, end: int) -> bool:
        """Say whether a cue names the writer itself: "I think", "my view", "social worker explained"."""
        return self._own_start.match(text, start, end) is not None

    def _beyond(self, layout: Layout, item: Sentence, start: int, end: int, *, meaning: bool) -> str:
        """Give what a cue speaks of: its part of the sentence without itself, flagged words and others' words."""
        text = item.spoken
        own = self.own(layout, item) if meaning else []
        blots = [*((low, high) for group, low, high in own if group == "M"), (start, end)]
        blots += [
            (layout.folded.forward(span.start) - item.start, layout.folded.forward(span.end) - item.start)
            for span in layout.flagged_in(item)
        ]
        for frame in self._frames.of(layout, item):
            governs = frame.begin <= start < frame.end or (frame.cue[0] < end and start < frame.cue[1])
            if frame.speaker != "own" and not governs:
                why = meaning and start < frame.begin and self._reason.search(text, frame.begin, frame.end)
                blots.append((frame.begin, why.start() if why else frame.end))  # "I think she says so because …"
        for first, last in blots:
            low, high = max(first, 0), min(last, len(text))
            if low < high and not (low <= start < high and (low, high) != (start, end)):
                text = text[:low] + "\x01" * (high - low) + text[high:]
        close = text.find(";", end)
        first, last = text.rfind(";", 0, start) + 1, close if close >= 0 else len(text)
        return text[max(first, start - _ROUND) : min(last, end + _ROUND)]

    def _on_topic(self, layout: Layout, item: Sentence, group: str, start: int, end: int, rule: RuleData) -> bool:
        beyond = self._beyond(layout, item, start, end, meaning=group == "M")
        asks = self._asks.search(item.spoken, start, end) if group == "C" else None
        if asks:  # "I asked who" says by its last word what was asked
            beyond += f" ; {asks[0]}{item.spoken[end : end + _ASKED]}"
        topics = (*(name for name in rule.topics if name != "words"), "wording") if group == "C" else rule.topics
        names = ("harm", "power", *topics)
        hits = sum(len(self._topics[name].findall(beyond)) for name in dict.fromkeys(names))
        whole = start and self._taking_up.match(item.spoken, start, end)  # "…; this means" speaks of what went before
        away = self._topics["elsewhere-subject"].search(item.spoken if whole else beyond) is not None
        if away and group in ("M", "P"):
            return self._topics["harm-named"].search(item.spoken if group == "P" else beyond) is not None
        if group in ("H", "P"):
            return not away or hits >= 1
        if group == "D":
            return not away
        if (
            group == "M"
            and not self._somebody.search(item.spoken)
            and not any(mention.group in ("name", "child") for mention in self._people.mentions(layout, item))
        ):
            return hits > 1  # the analysis of a rota names no child
        if group == "C" and self._cues["D"].search(item.spoken):
            return True  # "I told dad that I do not accept that."
        if group == "C" and not away and self._short.fullmatch(item.spoken[end:].strip(" .\x00")):
            return True  # "I challenged this."
        return hits >= (2 if away else 1)


def _apart(sentence: Sentence, item: Sentence) -> bool:
    """Say whether a later sentence stands apart under a title for analysis; a field in the line is no section."""
    later = item.segment.role == "analysis-section" and item.number > sentence.number + SENTENCES
    return later and item.segment.kind != "field" and item.segment.section != sentence.segment.section


def _window(layout: Layout, sentence: Sentence) -> Iterator[Sentence]:
    """Give the sentences in which analysis counts as near: the one before, its own, and those that follow."""
    if sentence.number > 0:
        yield layout.sentences[sentence.number - 1]
    yield sentence
    words = 0
    for number in range(sentence.number + 1, min(sentence.number + 1 + FAR, len(layout.sentences))):
        item = layout.sentences[number]
        same = item.segment.paragraph == sentence.segment.paragraph
        if not (same or number <= sentence.number + SENTENCES or words < WORDS):
            return
        yield item
        words += item.words


def _sections(layout: Layout) -> list[_Section]:
    """Give the sections for analysis, by their titles; found once a note."""
    if ("sections", None) not in layout.memo:
        titled: dict[str, list[Sentence]] = {}
        for item in layout.analysis_sections:
            titled.setdefault(item.segment.section or "", []).append(item)
        layout.memo["sections", None] = [
            _Section([item.number for item in items], list(accumulate(item.words for item in reversed(items)))[::-1])
            for items in titled.values()
        ]
    sections: list[_Section] = layout.memo["sections", None]
    return sections
