"""A candidate in, its Context out: voice, speaker, subject, age, polarity and analysis, with the cues that told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careword.age import age_at_event
from careword.age_read import UNKNOWN
from careword.analysis import Analysed, Analyses
from careword.antecedent import Antecedents
from careword.book import Book, RuleData
from careword.findings import Candidate, Context, Cue
from careword.frames import Frames
from careword.layout import Layout, Sentence
from careword.people import People
from careword.polarity import Polarity
from careword.subject import Subjects
from careword.text import Span
from careword.voice import Said, Voices


class Contexts:
    """The context engine for one rulebook."""

    def __init__(self, book: Book) -> None:
        people = People(book)
        antecedents = Antecedents(book, people)
        frames = Frames(book, people, antecedents)
        self._people, self._frames = people, frames
        self._self = book.cue("grammar", "self")
        self._voices = Voices(book, people, frames)
        self._polarity = Polarity(book)
        self._subjects = Subjects(book, people, frames, antecedents)
        self._analyses = Analyses(book, people, frames)

    def voices(self, layout: Layout) -> Iterator[tuple[Span, str]]:
        """Give the passages that somebody else says, and who says them; quotations stand for themselves."""
        for sentence in layout.sentences:
            quotes = [
                Span(max(quote.start, sentence.span.start), min(quote.end, sentence.span.end))
                for quote in layout.quotes_in(sentence.span)
            ]
            for span in quotes or [Span(sentence.span.end - 1, sentence.span.end)]:
                said = self._voices.of(layout, sentence, span)
                if said.voice in ("quote", "reported", "source", "unattributed"):
                    yield span if quotes else sentence.span, said.speaker or "unknown"

    def glimpse(self, layout: Layout, item: Sentence) -> tuple[object, ...]:
        """Give all that is asked of a sentence from another paragraph by a glimpse, wherever it stands."""
        segment, frames = item.segment, self._frames.of(layout, item)
        spoken = bool(self._frames.spoken(layout, item)) or item.text != item.spoken
        asked = (segment.kind, segment.role, segment.section, item.words, spoken)
        own = self._analyses.own(layout, item)
        if not own:
            return asked
        words = layout.document.text[item.span.start : item.span.end]
        flagged = [(span.start - item.span.start, span.end - item.span.start) for span in layout.flagged_in(item)]
        return *asked, words, item.spoken, own, frames, self._people.mentions(layout, item), flagged

    def of(self, layout: Layout, candidate: Candidate, rule: RuleData) -> Context:
        """Tell what stands round a candidate."""
        sentence = layout.sentence_at(candidate.span.start)
        label = self._polarity.label(layout, sentence, candidate.span)
        if label is not None or sentence is None:
            return _without_voice("label", label)
        mention = self._polarity.mention(layout, sentence, candidate.span)
        negated = None if mention or rule.seeking else self._polarity.negated(layout, sentence, candidate.span)
        reporting = rule.pack == "voice" and rule.find[candidate.found_by].structure is None
        said = self._voices.of(layout, sentence, candidate.span, of_reporting=reporting)
        if mention is not None:
            said = Said("meta", None, (mention,), said.verbatim)
        elif negated is not None:
            said = Said("negated", said.speaker, (negated, *said.cues), said.verbatim)
        subject, child = self._subjects.of(layout, sentence, candidate.span, rule, said.speaker)
        quotation = layout.quote_around(candidate.span) if said.verbatim else None
        if quotation is None or not self._self.search(layout.plain_text[quotation.start : quotation.end]):
            said = _of_sibling(layout, said, child)
        age = age_at_event(layout, sentence, child)
        analysed = (
            Analysed("none", frozenset(), False, ())
            if said.voice in ("meta", "negated")
            else layout.glimpse(self._analyses.of, layout, sentence, candidate.span, rule, child)
        )
        cues = (*said.cues, *([Cue("age", age.span)] if age.span else []), *analysed.cues)
        if sentence.segment.kind == "block-quote":
            quotation = sentence.segment.span
        if quotation is not None:
            cues = (*cues, Cue("quotation", quotation))
        return Context(
            voice=said.voice,
            speaker=said.speaker if said.voice in ("quote", "reported", "source") else None,
            subject=subject,
            age_band=age.band,
            age=age.years,
            polarity="negated" if negated is not None else "affirmed",
            analysis=analysed.state,
            groups=analysed.groups,
            same_sentence=analysed.same_sentence,
            child=child,
            verbatim=said.verbatim,
            cues=cues,
        )


def _of_sibling(layout: Layout, said: Said, child: str | None) -> Said:
    """Give a child who speaks of another child of the note as a brother or sister."""
    if said.speaker != "child" or child is None or len(layout.children) < 2:
        return said
    words = {word for cue in said.cues for word in layout.plain_text[cue.span.start : cue.span.end].split()}
    named = words & layout.children.keys()
    return replace(said, speaker="sibling") if named and child not in named else said


def _without_voice(voice: str, cue: Cue | None) -> Context:
    return Context(
        voice=voice,
        speaker=None,
        subject="unknown",
        age_band=UNKNOWN.band,
        age=None,
        polarity="affirmed",
        analysis="none",
        cues=(cue,) if cue else (),
    )
