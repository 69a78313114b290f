"""A spaCy Doc in, the same Doc with careword's findings as spans out: `nlp.add_pipe("careword")`.

`doc.spans["careword"]` holds the findings with the rule's id as label, `span._.careword` gives a span's finding and
`doc._.careword` every verdict, silences included. A record's age and dates go in through `doc._.careword_fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from careword.findings import SEVERITIES, Candidate, Context, Cue, Finding, Silence, Verdict
from careword.lint import Linter
from careword.rulebook import load
from careword.text import Document, Fields, Span

KEY = "careword"


class Careword:
    """A pipeline component: it needs no other, and keeps nothing of a Doc after it has passed."""

    def __init__(self, min_severity: str, levels: Mapping[str, str], rulebook: str | None) -> None:
        if min_severity not in SEVERITIES:
            raise ValueError(f"min_severity: expected one of {', '.join(SEVERITIES)}, found {min_severity!r}")
        self._settings = min_severity, dict(levels), rulebook
        self.book = load(Path(rulebook) if rulebook else None)
        for rule, level in levels.items():
            if rule not in self.book.by_id:
                raise ValueError(f"levels: no such rule: {rule}")
            if level not in (*SEVERITIES, "off"):
                raise ValueError(f"levels: {rule}: expected one of {', '.join(SEVERITIES)}, off; found {level!r}")
        self._linter = Linter(self.book, levels={self.book.by_id[rule].id: level for rule, level in levels.items()})
        self._shown = SEVERITIES[: SEVERITIES.index(min_severity) + 1]

    def __call__(self, doc: Doc) -> Doc:
        """Judge a Doc's text and put the findings on its tokens."""
        verdicts = self._linter.verdicts(Document(doc.text, Fields(**(doc._.careword_fields or {}))))
        spans = [
            doc.char_span(*verdict.candidate.span, label=verdict.candidate.rule, alignment_mode="expand")
            for verdict in verdicts
            if isinstance(verdict, Finding) and verdict.severity in self._shown
        ]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=[span for span in spans if span is not None])
        doc.user_data[KEY] = [_plain(verdict) for verdict in verdicts]
        return doc

    def __reduce__(self) -> tuple[Callable[..., Careword], tuple[object, ...]]:
        """Send settings to another process, where the rulebook is loaded anew: a compiled automaton cannot travel."""
        return type(self), self._settings


@Language.factory(KEY, default_config={"min_severity": "hint", "levels": {}, "rulebook": None}, assigns=["doc.spans"])
def component(nlp: Language, name: str, min_severity: str, levels: dict[str, str], rulebook: str | None) -> Careword:  # noqa: ARG001 spaCy names the arguments
    """Make the component for a pipeline."""
    made = Careword(min_severity, levels, rulebook)
    for rule in made.book.rules:  # labels are as many as the rules; added here they outlive any memory zone
        nlp.vocab.strings.add(rule.id)
    return made


def _plain(verdict: Verdict) -> dict[str, Any]:
    """Give a verdict as plain values, so that a Doc that carries it can be written to bytes."""
    plain = asdict(verdict)
    if plain["context"] is not None:
        plain["context"]["groups"] = sorted(plain["context"]["groups"])
    return plain


def _verdict(plain: Mapping[str, Any]) -> Verdict:
    """Give the verdict that `_plain` wrote, also after a trip through bytes that makes lists of tuples."""
    rest: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    candidate = plain["candidate"]
    spans = {key: Span(*candidate[key]) for key in ("span", "sentence")}
    rest["candidate"] = Candidate(**{**candidate, **spans, "ways": tuple(candidate["ways"])})
    if (context := plain["context"]) is not None:
        cues = tuple(Cue(cue["name"], Span(*cue["span"])) for cue in context["cues"])
        rest["context"] = Context(**{**context, "groups": frozenset(context["groups"]), "cues": cues})
    return Finding(**rest) if "severity" in rest else Silence(**rest)


def _verdicts(doc: Doc) -> list[Verdict]:
    return [_verdict(plain) for plain in doc.user_data.get(KEY, [])]


def _finding(span: DocSpan) -> Finding | None:
    """Give the finding that a span of `doc.spans["careword"]` stands for, or none for any other span."""
    tokens = Span(span.start_char, span.end_char)
    for verdict in _verdicts(span.doc):
        candidate = verdict.candidate
        if isinstance(verdict, Finding) and candidate.rule == span.label_ and tokens.contains(candidate.span):
            return verdict
    return None


# set again when the module is loaded again; another package's extension of this name is left to complain
Doc.set_extension("careword_fields", default=None, force=True)
Doc.set_extension(KEY, getter=_verdicts, force=True)
DocSpan.set_extension(KEY, getter=_finding, force=True)
