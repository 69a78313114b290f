"""Verdicts in, the same verdicts at another place of a text out."""

from __future__ import annotations

from dataclasses import replace

from careword.findings import Candidate, Context, Cue, Finding, Silence, Verdict
from careword.text import Span


def span(place: Span, by: int) -> Span:
    """Move a span."""
    return Span(place.start + by, place.end + by)


def candidate(item: Candidate, by: int) -> Candidate:
    """Move a candidate."""
    place, sentence = span(item.span, by), span(item.sentence, by)
    return Candidate(item.rule, place, sentence, item.found_by, item.weak, item.within, item.ways)


def context(item: Context, by: int) -> Context:
    """Move the cues of a context."""
    if not item.cues:
        return item
    return replace(item, cues=tuple(Cue(cue.name, span(cue.span, by)) for cue in item.cues))


def verdict(item: Verdict, by: int) -> Verdict:
    """Move a verdict."""
    where = candidate(item.candidate, by)
    if isinstance(item, Finding):
        return replace(item, candidate=where, context=context(item.context, by))
    return Silence(where, context(item.context, by) if item.context else None, item.reason, item.because)


def pointing(item: Verdict, told: Context, elsewhere: Span | None, age: Span | None) -> Verdict:
    """Give a verdict whose cues point at what stands far from it: the analysis in a later section, and the age."""
    cues = []
    for cue in told.cues:
        if cue.name == "analysis elsewhere" and elsewhere:
            cues.append(Cue(cue.name, elsewhere))
        elif cue.name == "age" and age and not item.candidate.sentence.contains(cue.span):
            cues.append(Cue(cue.name, age))
        else:
            cues.append(cue)
    return replace(item, context=replace(told, cues=tuple(cues)))
