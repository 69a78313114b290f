"""Verdicts at a place in, what a person reads there out: why, whose words, the question to ask, or why it is quiet."""

from __future__ import annotations

from careword.findings import Context, Finding, Silence, Verdict
from careword.live import Piece
from careword.lsp.note import OpenNote

_VOICES = {
    "own": "the writer's own words",
    "quote": "quoted words",
    "reported": "reported words",
    "source": "another professional's words, as a record gives them",
    "unattributed": "reported words; nobody is named as the one who said them",
    "scare": "words in quotation marks that nobody is named for",
    "label": "a heading or a label",
    "meta": "words that are talked about",
    "negated": "words under a negation",
}
_SPEAKERS = {
    "child": "the child",
    "parent": "a parent or carer",
    "sibling": "a brother or sister",
    "peer": "a friend or peer",
    "exploiter": "the person who may be doing harm",
    "professional": "a professional",
    "unknown": "somebody who is not identified",
}
_ANALYSIS = {
    "none": "No analysis of these words was found near them.",
    "near": "Your analysis stands near them.",
    "challenged": "Your challenge stands near them.",
    "elsewhere": "Your analysis stands in a later section.",
}
_AGES = {"under-13": "under 13", "adult": "18 or over", "unknown": "not known"}


def text_of(note: OpenNote, piece: Piece, verdict: Verdict) -> str:
    """Write about one verdict, as Markdown."""
    if note.setup is None:
        return ""
    rule = note.setup.book.by_id[verdict.candidate.rule]
    parts = [f"**{rule.title}** `{rule.id}`"]
    if isinstance(verdict, Finding):
        kept = note.decisions.kept(rule.id, verdict.fingerprint)
        if kept is not None:
            parts.append("*Kept: you have a reason" + (f": {escaped(kept['reason'])}*" if "reason" in kept else ".*"))
        parts += [escaped(verdict.message), rule.why.strip()]
    else:
        parts.append(f"*careword keeps quiet here ({verdict.reason}).* {verdict.because}")
    context = note.placed(piece, verdict)
    if context is not None:
        parts.append(_whose(note, context))
    if isinstance(verdict, Finding):
        parts += [f"- {escaped(question)}" for question in verdict.questions]
        parts.append("Source: " + "; ".join(f"[{cite}]({url})" if url else cite for cite, url, _ in rule.sources))
    return "\n\n".join(parts)


def _whose(note: OpenNote, context: Context) -> str:
    who = _VOICES.get(context.voice, context.voice)
    if context.speaker:
        who += f", said by {_SPEAKERS.get(context.speaker, context.speaker)}"
    lines = [f"Read as {who}."]
    if context.voice not in ("label", "meta", "negated"):
        age = str(context.age) if context.age is not None else _AGES.get(context.age_band, context.age_band)
        lines.append(f"Age at the event: {age}. {_ANALYSIS.get(context.analysis, '')}")
    told = [
        f"{cue.name} “{escaped(' '.join(note.lines.text[slice(*cue.span)].split()))}”"
        for cue in context.cues
        if cue.span.end > cue.span.start
    ]
    if told:
        lines.append(f"Told by: {'; '.join(told)}.")
    return " ".join(lines)


def escaped(text: str) -> str:
    """Keep words of a note from being read as Markdown."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else char for char in text)


def quiet(note: OpenNote, verdicts: list[tuple[Piece, Verdict]]) -> list[str]:
    """Say why it is quiet at a place, a reason a rule."""
    return [text_of(note, piece, item) for piece, item in verdicts if isinstance(item, Silence)]
