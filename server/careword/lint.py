"""The pipeline, on one screen: a document in, its verdicts out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, KeysView, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from careword.book import Book, RuleData
from careword.findings import SEVERITIES, Candidate, Finding, Segment, Silence, Verdict
from careword.fold import fold
from careword.layout import Layout, Sentence
from careword.match import Matcher
from careword.text import Document, Span

if TYPE_CHECKING:
    from careword.context import Contexts
    from careword.segment import Segmenter
    from careword.structure.checks import Checks

_CLOSE = 3  # code points between two pieces of one thought


class _Segmenter:
    """Cuts notes, and is made when the first candidate needs it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._made: Segmenter | None = None

    def segments(self, document: Document) -> list[Segment]:
        """Cut a note into segments."""
        if self._made is None:
            from careword.segment import Segmenter

            self._made = Segmenter(self._book)
        return self._made.segments(document)


def flagged(candidates: Iterable[Candidate], book: Book) -> tuple[Span, ...]:
    """Give the words that rules have found: they do not vouch for an analysis.

    A rule about whose words they are, or about who acts, finds fear and harm themselves, which an analysis names too.
    """
    return tuple(
        candidate.span
        for candidate in candidates
        if candidate.within and not candidate.weak and not _names_harm(candidate, book.by_id[candidate.rule])
    )


def _names_harm(candidate: Candidate, rule: RuleData) -> bool:
    return rule.pack == "voice" or rule.find[candidate.found_by].structure == "agentless"


def _both_told(one: Finding, other: Finding) -> bool:
    return one.context.voice == other.context.voice == "reported"


class Linter:
    """Checks notes against one rulebook. `levels` sets rules to another severity, or to off; `only` names the rules.

    Without `only` it checks with the packs that are on by default, and with every rule that `levels` names.
    """

    def __init__(
        self, book: Book, *, levels: Mapping[str, str] | None = None, only: Iterable[str] | None = None
    ) -> None:
        self.book = book
        self._levels = dict(levels or {})
        chosen = set(only) if only is not None else book.chosen() | set(self._levels)
        self._rules = {
            rule.id: rule
            for rule in book.rules
            if rule.status != "retired" and rule.id in chosen and self._levels.get(rule.id, rule.severity) != "off"
        }
        self._structural = {rule.id for rule in self._rules.values() if rule.structural}
        self._matcher = Matcher(book, self._rules)
        self._segmenter = _Segmenter(book)
        self._contexts: Contexts | None = None
        self._checks: Checks | None = None

    @property
    def on(self) -> KeysView[str]:
        """The ids of the rules that are switched on."""
        return self._rules.keys()

    def verdicts(self, document: Document, *, silences: bool = True) -> list[Verdict]:
        """Judge every candidate of a note, in order of place.

        Without `silences` only the findings are given, and no context is looked for where there cannot be one.
        """
        layout = Layout(document, self.book, self._segmenter)
        candidates = self.candidates(layout)
        if not candidates:
            return []
        layout.flagged = flagged(candidates, self.book)
        return self.judged(layout, candidates, silences=silences)

    def candidates(self, layout: Layout) -> list[Candidate]:
        """Find the candidates of a note, in order of place."""
        return self._matcher.candidates(layout)

    def judged(self, layout: Layout, candidates: Iterable[Candidate], *, silences: bool = True) -> list[Verdict]:
        """Judge candidates of a note."""
        from careword.judge import hushed, judge
        from careword.structure.checks import Checks

        if not silences:
            candidates = [item for item in candidates if not hushed(layout, item, self._rules[item.rule])]
        if not candidates:
            return []
        # a clean note needs none of this, and nor does a hook that checks one
        from careword.context import Contexts
        from careword.setting import in_services, placed

        if not silences and not in_services(layout):
            return []
        self._contexts = self._contexts or Contexts(self.book)
        self._checks = self._checks or Checks(self.book)
        verdicts: list[Verdict] = []
        for candidate in candidates:
            rule = self._rules[candidate.rule]
            context = self._contexts.of(layout, candidate, rule)
            level = self._levels.get(rule.id)
            verdict = judge(layout, candidate, context, rule, level, self._checks.hold)
            verdicts.append(placed(layout, verdict))
        finished = (self._finish(layout, verdict) for verdict in self._folded(verdicts))
        return [verdict for verdict in finished if silences or isinstance(verdict, Finding)]

    def glimpse(self, layout: Layout, sentence: Sentence) -> tuple[object, ...]:
        """Give all that verdicts in other paragraphs ask of a sentence by a glimpse."""
        from careword.context import Contexts

        self._contexts = self._contexts or Contexts(self.book)
        return self._contexts.glimpse(layout, sentence)

    def voices(self, layout: Layout) -> list[tuple[Span, str]]:
        """Give the passages that somebody else says, and who says them."""
        from careword.context import Contexts

        self._contexts = self._contexts or Contexts(self.book)
        return list(self._contexts.voices(layout))

    def _folded(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Let one finding speak for a passage: the longer for what is inside it, a word for the structure round it."""
        findings = sorted(
            (verdict for verdict in verdicts if isinstance(verdict, Finding)), key=lambda item: item.candidate.span
        )
        starts = [finding.candidate.span.start for finding in findings]
        longest = max((finding.candidate.span.end - finding.candidate.span.start for finding in findings), default=0)
        out: list[Verdict] = []
        for verdict in verdicts:
            over = None
            if isinstance(verdict, Finding):
                mine = verdict.candidate
                low = bisect_left(starts, min(mine.span.start, mine.sentence.start) - longest)
                high = bisect_left(starts, max(mine.span.end, mine.sentence.end))
                near = (other for other in findings[low:high] if other is not verdict)
                over = next((other for other in near if self._covers(other, verdict)), None)
            if isinstance(verdict, Finding) and over is not None:
                because = f"The finding {over.candidate.rule} speaks for this passage."
                out.append(Silence(verdict.candidate, verdict.context, "folded", because))
            else:
                out.append(verdict)
        return out

    def _covers(self, other: Finding, verdict: Finding) -> bool:
        if other.severity == "hint" != verdict.severity:
            return False  # a remark on style never stands in for more
        mine, theirs = verdict.candidate, other.candidate
        if verdict.severity == "hint" != other.severity and mine.span == theirs.span:
            return True  # of the very same words the graver is enough
        structural, yields = mine.rule in self._structural, theirs.rule in self._structural
        voice = self._rules[mine.rule].pack == "voice" and self._rules[theirs.rule].pack != "voice"
        if voice and not structural:
            return mine.sentence.overlaps(theirs.span)
        if structural != yields:
            somebodys = verdict.context.voice in ("quote", "reported")
            return structural and (
                mine.span.overlaps(theirs.span) or (somebodys and mine.sentence.overlaps(theirs.span))
            )
        if self._rules[theirs.rule].pack == "voice" and self._rules[mine.rule].pack != "voice":
            return False
        if structural and mine.rule == theirs.rule and mine.sentence == theirs.sentence and _both_told(other, verdict):
            return theirs.span < mine.span  # of one account in a sentence the first words stand for all
        together = self._rules[mine.rule].pack == self._rules[theirs.rule].pack and mine.span.contains(theirs.span)
        if together and verdict.severity == "hint" != other.severity:
            return True  # of one pack, a remark round a graver word yields to it
        longer = theirs.span.end - theirs.span.start > mine.span.end - mine.span.start
        apart = max(theirs.span.start - mine.span.end, mine.span.start - theirs.span.end)
        if mine.rule == theirs.rule and mine.sentence == theirs.sentence and apart <= _CLOSE and longer:
            return True  # one thought in two pieces is one finding
        if not theirs.span.contains(mine.span):
            return False
        graver = SEVERITIES.index(other.severity) < SEVERITIES.index(verdict.severity)
        if theirs.span != mine.span and self._rules[theirs.rule].pack != self._rules[mine.rule].pack and not graver:
            return False  # two concepts in one phrase are two findings: consent, and who acted
        rank = (theirs.span.end - theirs.span.start, -SEVERITIES.index(other.severity), theirs.rule)
        return rank > (mine.span.end - mine.span.start, -SEVERITIES.index(verdict.severity), mine.rule)

    def _finish(self, layout: Layout, verdict: Verdict) -> Verdict:
        if isinstance(verdict, Silence):
            return verdict
        from careword import suggest

        rule, span = self._rules[verdict.candidate.rule], verdict.candidate.span
        found = layout.document.text[span.start : span.end]
        return replace(
            verdict,
            message=suggest.message(self.book, rule, verdict, found),
            replacements=suggest.replacements(self.book, rule, layout, verdict),
            frames=suggest.frames(rule, verdict.context, found),
            questions=suggest.questions(self.book, rule, verdict.context, found),
            fingerprint=self._fingerprint(layout, verdict),
        )

    @staticmethod
    def _fingerprint(layout: Layout, finding: Finding) -> str:
        """Name a finding by its rule and its sentence, so that it stays itself when lines move."""
        import hashlib

        sentence = finding.candidate.sentence
        words = fold(layout.document.text[sentence.start : sentence.end]).text.strip()
        within = finding.candidate.span.start - sentence.start
        return hashlib.sha256(f"{finding.candidate.rule}\0{words}\0{within}".encode()).hexdigest()[:16]
