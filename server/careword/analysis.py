"""A candidate in, the analysis and challenge near it out (domain.md 4.2 and 4.3): the writer's own, and about these words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from careword.book import Book, RuleData, compiled
from careword.findings import Cue
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.text import Span

SENTENCES = 3  # the window: the rest of the paragraph, and so many sentences
WORDS = 80  # or so many words, whichever reaches further
FAR = 60  # sentences beyond which a paragraph is no longer the one that the words stand in
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
        self._prompt = book.cue("label", "template-prompt")

    def of(self, layout: Layout, sentence: Sentence, span: Span, rule: RuleData, speaker: str | None) -> Analysed:
        """Tell whether the words are analysed near, challenged, analysed elsewhere, or not."""
        groups: dict[str, Cue] = {}
        same = False
        for item in self._window(layout, sentence):
            for group, start, end in self._about(layout, item, rule, span):
                if (
                    group == "C"
                    and item.number == sentence.number
                    and layout.inside(item, start, end).end <= span.start
                ):
                    continue  # "I told her that she …" hands the words on and challenges nobody
                groups.setdefault(group, Cue(f"analysis {group}", layout.inside(item, start, end)))
                if item.number == sentence.number and group != "C":
                    same = True
        if groups:
            state = "challenged" if "C" in groups else "near"
            return Analysed(state, frozenset(groups), same, tuple(groups.values()))
        later = self._elsewhere(layout, sentence, rule, span, speaker)
        if later is not None:
            return Analysed("elsewhere", frozenset(), False, (later,))
        return Analysed("none", frozenset(), False, ())

    @staticmethod
    def _window(layout: Layout, sentence: Sentence) -> Iterator[Sentence]:
        if sentence.number > 0:
            yield layout.sentences[sentence.number - 1]
        yield sentence
        words = 0
        for item in layout.sentences[sentence.number + 1 : sentence.number + 1 + FAR]:
            same = item.segment.paragraph == sentence.segment.paragraph
            if not (same or item.number <= sentence.number + SENTENCES or words < WORDS):
                return
            yield item
            words += len(item.text.split())

    def _elsewhere(
        self, layout: Layout, sentence: Sentence, rule: RuleData, span: Span, speaker: str | None
    ) -> Cue | None:
        sections: dict[str, list[Sentence]] = {}
        for item in layout.analysis_sections:
            if item.number > sentence.number:
                sections.setdefault(item.segment.section or "", []).append(item)
        for items in sections.values():
            if sum(len(item.text.split()) for item in items) < SECTION:
                continue
            for item in items:
                for group, start, end in self._about(layout, item, rule, span):
                    if group != "C":
                        return Cue("analysis elsewhere", layout.inside(item, start, end))
        return None

    def _about(self, layout: Layout, item: Sentence, rule: RuleData, span: Span) -> Iterator[tuple[str, int, int]]:
        """Give the writer's own cues in a sentence that speak of what the rule's words are about."""
        for group, start, end in self._own(layout, item):
            place = layout.inside(item, start, end)
            if place.overlaps(span) or any(flagged.contains(place) for flagged in layout.flagged):
                continue
            if self._on_topic(layout, item, group, start, end, rule):
                yield group, start, end

    def _own(self, layout: Layout, item: Sentence) -> list[tuple[str, int, int]]:
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
        foreign = item.segment.speaker is not None and item.segment.role != "analysis-section"
        turn = self._frames.turn(layout, item)
        if turn is not None and turn[0] != "own":
            foreign = True
        blocked = [found.span() for found in self._anti.finditer(text)]
        frames = self._frames.of(layout, item)
        question = raw.rstrip().endswith("?")
        hits = [(group, *found.span()) for group, words in self._cues.items() for found in words.finditer(text)]
        for group, words in self._starts:
            opening = words.match(text)
            if opening and not foreign:
                hits.append((group, *opening.span()))
        for group, start, end in sorted(hits, key=lambda hit: hit[1]):
            if question and group != "C":
                continue
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

    def _starts_own(self, text: str, start: int, end: int) -> bool:
        """Say whether a cue names the writer itself: "I think", "my view", "social worker explained"."""
        return self._own_start.match(text, start, end) is not None

    def _beyond(self, layout: Layout, item: Sentence, start: int, end: int) -> str:
        """Give what a cue speaks of: its part of the sentence without itself, flagged words and others' words."""
        text = item.spoken
        blots = [(start, end)]
        for span in layout.flagged:
            if span.overlaps(item.span):
                blots.append(
                    (layout.folded.forward(span.start) - item.start, layout.folded.forward(span.end) - item.start)
                )
        for frame in self._frames.of(layout, item):
            governs = frame.begin <= start < frame.end or (frame.cue[0] < end and start < frame.cue[1])
            if frame.speaker != "own" and not governs:
                blots.append((frame.begin, frame.end))
        for low, high in blots:
            low, high = max(low, 0), min(high, len(text))
            if low < high and not (low <= start < high and (low, high) != (start, end)):
                text = text[:low] + "\x01" * (high - low) + text[high:]
        first = text.rfind(";", 0, start) + 1
        last = text.find(";", end)
        return text[first : last if last >= 0 else len(text)]

    def _on_topic(self, layout: Layout, item: Sentence, group: str, start: int, end: int, rule: RuleData) -> bool:
        beyond = self._beyond(layout, item, start, end)
        names = ("harm", "power", *rule.topics, *(("words",) if group == "C" else ()))
        hits = sum(len(self._topics[name].findall(beyond)) for name in dict.fromkeys(names))
        away = self._topics["elsewhere-subject"].search(beyond) is not None
        if group in ("H", "P"):
            return not away or hits >= 1
        if group == "D":
            return not away
        if (
            group == "M"
            and not self._somebody.search(item.spoken)
            and not any(mention.group in ("name", "child") for mention in self._people.mentions(layout, item))
        ):
            return False  # the analysis of a rota names no child
        if group == "C" and self._cues["D"].search(item.spoken):
            return True  # "I told dad that I do not accept that."
        if group == "C" and not away and self._short.fullmatch(item.spoken[end:].strip(" .\x00")):
            return True  # "I challenged this."
        return hits >= (2 if away else 1)
