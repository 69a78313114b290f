"""A candidate and its Context in, a Finding or a Silence out: exceptions, then the severity matrix of domain.md 4.4."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from careword.book import ExceptionData, RuleData
from careword.findings import SEVERITIES, Candidate, Context, Finding, Severity, Silence, Verdict
from careword.fold import fold
from careword.layout import Layout, Sentence
from careword.reach import stands
from careword.structure_names import CHECKING
from careword.text import Span

_BECAUSE = {
    "label": "A heading, a form label or the title of a procedure says nothing about a child.",
    "meta": "The words are talked about here, not used.",
    "negated": "A negation or the law stands over these words, so they say the opposite.",
    "analysis": "These are somebody's words, and your own view of them stands near.",
    "subject": "The words describe somebody this rule is not about.",
    "age": "The rule is off at this age.",
    "weak": "These words are harmless by themselves, and nothing near gives them the other sense.",
    "off": "The rule is switched off.",
    "structure": "The words stand here, and what this rule looks for round them does not.",
    "style": "Style and care words are not remarked on in somebody else's words.",
}
_NEVER = ("label", "meta", "negated")  # voices in which a rule speaks only if it asks for them by name
_LOWER: dict[Severity, Severity | None] = {
    "error": "warning",
    "warning": "information",
    "information": "hint",
    "hint": None,
}
_REASONED = frozenset("MHPU")


# the name of a detector -> whether it finds its structure round a candidate
Holds = Callable[[str, Layout, Candidate, Context], bool]


def _always(_name: str, _layout: Layout, _candidate: Candidate, _context: Context) -> bool:
    return True


def judge(
    layout: Layout,
    candidate: Candidate,
    context: Context,
    rule: RuleData,
    level: str | None,
    holds: Holds = _always,
) -> Verdict:
    """Judge one candidate; `level` is the severity that a configuration gives the rule, if any."""
    if context.voice in _NEVER and not any(context.voice in find.voice for find in rule.find):
        return _silence(candidate, context, context.voice)
    exception = _exception(layout, candidate, context, rule)
    if exception is not None:
        return Silence(candidate, context, exception.name, exception.because)
    if not candidate.within:
        return _silence(candidate, context, "weak")
    ways = candidate.ways or (candidate.found_by,)
    reasons = [_unfit(layout, candidate, context, rule, way, holds) for way in ways]
    if all(reasons):
        return _silence(candidate, context, next(reason for reason in reasons if reason))
    own = _own_level(rule, context, level)
    if own is None:
        return _silence(
            candidate,
            context,
            "age" if context.age_band == "adult" or rule.age.get(context.age_band) == "off" else "off",
        )
    severity = _matrix(own, context, rule)
    wording = rule.pack in layout.book.on_request
    if own == "hint" and any(context.voice in rule.find[way].voice for way in ways):
        severity = own  # the rule asks for this voice by name: what is remarked on is how somebody's words were kept
    elif own == "hint" and wording and context.voice != "own":
        severity = None  # how somebody else writes is theirs
    if severity is None:
        return _silence(candidate, context, "style" if wording else "analysis")
    return Finding(candidate, context, severity, "")


def hushed(layout: Layout, candidate: Candidate, rule: RuleData) -> bool:
    """Say whether a candidate is sure to end in silence, whatever its context turns out to be."""
    if not candidate.within:
        return True
    place = _place(layout, candidate)
    return place is not None and any(
        not (item.subject or item.speaker or item.voice or item.age or item.analysis)
        and _stands(layout, candidate.span, place, item)
        for item in rule.unless
    )


def _silence(candidate: Candidate, context: Context, reason: str) -> Silence:
    return Silence(candidate, context, reason, _BECAUSE[reason])


def _unfit(
    layout: Layout, candidate: Candidate, context: Context, rule: RuleData, way: int, holds: Holds
) -> str | None:
    """Give the reason why one way of finding the words does not fit the context, or none where it fits."""
    find = rule.find[way]
    if context.voice in _NEVER and context.voice not in find.voice:
        return context.voice
    if context.subject not in (find.subject or rule.about) and (find.weak or context.subject != "unknown"):
        return "subject"
    if (find.voice and context.voice not in find.voice) or not _detected(context, find.structure):
        return "weak"
    if find.structure in CHECKING and not holds(find.structure, layout, candidate, context):
        return "structure"
    return None


def _detected(context: Context, structure: str | None) -> bool:
    """Say whether the voice is the one a detector is about: a quotation that somebody said, or scare quotes."""
    if structure == "quotation":
        return context.voice in ("quote", "source", "reported", "unattributed")
    if structure == "scare":
        return context.voice == "scare"
    return True


def _own_level(rule: RuleData, context: Context, level: str | None) -> Severity | None:
    """Give the severity in the writer's own voice at this age, or none where the rule is off."""
    own = rule.age.get(context.age_band, rule.severity) if level is None else level
    if level is not None and rule.age.get(context.age_band) == "off":
        return None
    if context.age_band == "adult" and "adult" not in rule.age and "child" in rule.about:
        own = own if own in ("information", "hint", "off") else "information"
    return next((severity for severity in SEVERITIES if severity == own), None)


def _matrix(own: Severity, context: Context, rule: RuleData) -> Severity | None:
    """Move the severity by voice, speaker and analysis (domain.md 4.4)."""
    voice, groups = context.voice, context.groups
    if voice in ("own", *_NEVER):
        return _LOWER[own] if context.same_sentence else own
    if voice == "scare":
        return own if own in ("error", "warning") else "hint"
    if own == "hint":
        return None if groups or context.analysis == "elsewhere" else own
    reported: Severity = "warning" if own in ("error", "warning") else "information"
    if context.analysis == "elsewhere":
        return _LOWER[reported]
    if voice == "unattributed":
        if "D" in groups and groups & _REASONED:
            return None  # the writer rejects the words and says why
        return _LOWER[reported] if groups & _REASONED else reported
    if not groups:
        return reported
    analysed, challenged = bool(groups & (_REASONED | {"D"})), "C" in groups
    free = rule.consent_words and context.age_band == "under-13" and "P" not in groups
    if context.speaker == "child" and analysed and free and voice != "source":
        return "information"  # why no child of that age is free to agree has to be said
    if groups <= {"D", "C"} and "D" in groups and not challenged:
        return "hint"  # disagreement is there; the hint asks why
    if voice == "source":
        return None if analysed or challenged else reported
    if context.speaker == "child":
        if not analysed:
            return "information" if own in ("error", "warning") else None
        return None
    if analysed and challenged:
        return None
    if own in ("error", "warning"):
        return "information"
    return "hint"


class _Place(NamedTuple):
    """The words of a candidate in their sentence: its text, its vocabulary, and where in it they begin and end."""

    sentence: Sentence
    text: str
    vocabulary: frozenset[str]
    low: int
    high: int


def _place(layout: Layout, candidate: Candidate) -> _Place | None:
    sentence = layout.sentence_at(candidate.span.start)
    if sentence is None:
        return None
    low = layout.folded.forward(candidate.span.start) - sentence.start
    high = layout.folded.forward(candidate.span.end) - sentence.start
    return _Place(sentence, sentence.text, sentence.vocabulary, low, high)


def _exception(layout: Layout, candidate: Candidate, context: Context, rule: RuleData) -> ExceptionData | None:
    place = _place(layout, candidate) if rule.unless else None
    if place is None:
        return None
    for exception in rule.unless:
        if _meant(context, exception) and _stands(layout, candidate.span, place, exception):
            return exception
    return None


def _meant(context: Context, item: ExceptionData) -> bool:
    """Say whether an exception is about such a context."""
    return not (
        (item.subject and context.subject not in item.subject)
        or (item.speaker and context.speaker not in item.speaker)
        or (item.voice and context.voice not in item.voice)
        or (item.age and context.age_band not in item.age)
        or (item.analysis and context.analysis not in item.analysis)
    )


def _stands(layout: Layout, span: Span, place: _Place, item: ExceptionData) -> bool:
    """Say whether the words of an exception stand where it asks for them."""
    sentence, text, vocabulary, low, high = place
    words = layout.book.words
    if item.found and not words(item.found).are(text[low:high], vocabulary):
        return False
    if item.phrase and not any(
        found.start() <= low and high <= found.end() for found in words(item.phrase).within(text, vocabulary)
    ):
        return False
    if item.before and not words(item.before).end(text[:low].rstrip(), vocabulary):
        return False
    if item.after and not words(item.after).follow(text, high + (text[high : high + 1] == " "), vocabulary):
        return False
    if item.heading and not words(item.heading).search(fold(sentence.segment.section or "").text):
        return False
    if item.near and not stands(layout, item.near, sentence, span, item.within):
        return False
    return not (item.not_near and stands(layout, item.not_near, sentence, span, item.within, blot=False))
