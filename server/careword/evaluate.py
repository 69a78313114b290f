"""Folders of annotated notes in, a report out: recall, precision and confusion, with 95 % intervals and every miss."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from careword.book import Book
from careword.corpus import Annotated, Mark, notes
from careword.findings import Finding, Silence, Verdict
from careword.lint import Linter
from careword.listed import Listed, beside
from careword.rulebook import load

_COUNTED = ("error", "warning", "information")


@dataclass
class Tally:
    """What was found and missed, by rule, and how voices and analysis states came out."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    voice: Counter[tuple[str, str]] = field(default_factory=Counter)
    speaker: Counter[tuple[str, str]] = field(default_factory=Counter)
    analysis: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    out_of_scope: int = 0  # marks of rules that are switched off
    unlisted: Counter[str] = field(default_factory=Counter)  # "found", "missed": expected words that no list holds
    quiet_words: int = 0
    quiet_false: int = 0


def interval(right: int, total: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a proportion."""
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, right / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def score(linter: Linter, corpus: Iterable[Annotated], *, show: bool = True, listed: Listed | None = None) -> Tally:
    """Check every note and compare with its marks; `show` lists the words of misses, which are synthetic.

    With the words that concepts are listed with, what is expected beyond them is counted apart.
    """
    tally = Tally()
    for note in corpus:
        verdicts = linter.verdicts(note.document)
        findings = [item for item in verdicts if isinstance(item, Finding)]
        marked = [mark for mark in note.marks if mark.kind == "flag"]
        flags = [mark for mark in marked if linter.on & set(mark.rules)]
        tally.out_of_scope += len(marked) - len(flags)
        used: set[int] = set()
        for mark in flags:
            hit = _flag(tally, note, mark, verdicts, findings, used, show=show)
            if listed and linter.book.by_id[mark.rules[0]].severity != "hint" and not listed.hold(note, mark):
                tally.unlisted["found" if hit else "missed"] += 1
        for number, finding in enumerate(findings):
            if number not in used and finding.severity in _COUNTED and not _granted(finding, flags):
                tally.false[finding.candidate.rule] += 1
                tally.quiet_false += not note.marks
                tally.lines.append(_line("false alarm", note, finding, show=show))
        if not note.marks:
            tally.quiet_words += note.document.words
    return tally


def _granted(finding: Finding, flags: Sequence[Mark]) -> bool:
    """Say whether a second finding of the right rule lies on words that are marked for it."""
    return any(finding.candidate.rule in mark.rules and finding.candidate.span.overlaps(mark.span) for mark in flags)


def _flag(
    tally: Tally,
    note: Annotated,
    mark: Mark,
    verdicts: Sequence[Verdict],
    findings: Sequence[Finding],
    used: set[int],
    *,
    show: bool,
) -> bool:
    """Take in what was made of one expected finding, and say whether it was found."""
    for number, finding in enumerate(findings):
        if finding.candidate.rule in mark.rules and finding.candidate.span.overlaps(mark.span):
            used.add(number)
            tally.found[mark.rules[0]] += 1
            for name, counter in (("voice", tally.voice), ("speaker", tally.speaker), ("analysis", tally.analysis)):
                if name in mark.expected:
                    got = str(getattr(finding.context, name) or "none")
                    counter[mark.expected[name], got] += 1
                    if got != mark.expected[name]:
                        wanted = f"{name} {got}, expected {mark.expected[name]}"
                        tally.lines.append(_line(wanted, note, finding, show=show))
            return True
    tally.missed[mark.rules[0]] += 1
    reasons = {
        item.reason
        for item in verdicts
        if isinstance(item, Silence) and item.candidate.rule in mark.rules and item.candidate.span.overlaps(mark.span)
    }
    words = f" “{note.document.text[mark.span.start : mark.span.end]}”" if show else ""
    line, column = note.document.line_column(mark.span.start)
    why = f"silent: {', '.join(sorted(reasons))}" if reasons else "not a candidate"
    tally.lines.append(f"miss: {note.path.name}:{line}:{column} {mark.rules[0]} ({why}){words}")
    return False


def _line(what: str, note: Annotated, finding: Finding, *, show: bool) -> str:
    span = finding.candidate.span
    line, column = note.document.line_column(span.start)
    words = f" “{note.document.text[span.start : span.end]}”" if show else ""
    return f"{what}: {note.path.name}:{line}:{column} {finding.candidate.rule} ({finding.context.voice}){words}"


def report(tally: Tally, book: Book, *, lines: bool = True) -> str:
    """Write the figures for a person."""
    out: list[str] = []
    out += _table(tally, book)
    for name, counter in (("voice", tally.voice), ("speaker", tally.speaker), ("analysis", tally.analysis)):
        out += ["", *_confusion(name, counter)]
    if tally.unlisted:
        found, total = tally.unlisted["found"], tally.unlisted.total()
        low, high = interval(found, total)
        share = f"{found / total:.3f} (95 % {low:.3f} to {high:.3f})"
        out += ["", f"expected in words that no list of variants holds: {found} of {total} found, recall {share}"]
    if tally.out_of_scope:
        out += ["", f"marks of rules that are off by default, left out: {tally.out_of_scope}"]
    if tally.quiet_words:
        rate = tally.quiet_false * 2000 / tally.quiet_words
        out += ["", f"quiet notes: {tally.quiet_false} false alarms in {tally.quiet_words} words ({rate:.2f} in 2,000)"]
    if lines and tally.lines:
        out += ["", *sorted(tally.lines)]
    return "\n".join(out)


def _table(tally: Tally, book: Book) -> list[str]:
    rows = [f"{'rule':<28}{'found':>6}{'missed':>7}{'false':>6}  recall  precision"]
    names = sorted({*tally.found, *tally.missed, *tally.false})
    rows += [_row(name, tally.found[name], tally.missed[name], tally.false[name]) for name in names]
    for group, members in _groups(names, book).items():
        found, missed, false = (
            sum(counter[name] for name in members) for counter in (tally.found, tally.missed, tally.false)
        )
        low, high = interval(found, found + missed)
        below, above = interval(found, found + false)
        rows.append(_row(group, found, missed, false))
        rows.append(f"{'':<28}recall 95 % {low:.3f} to {high:.3f}, precision 95 % {below:.3f} to {above:.3f}")
    return rows


def _groups(names: Sequence[str], book: Book) -> dict[str, list[str]]:
    """Put rules together whose figures are wanted together; a hint is not counted with what is more than one."""
    groups: dict[str, list[str]] = {
        "the core": [],
        "rules about words": [],
        "structural rules": [],
        "hints": [],
        "all": [],
    }
    for name in names:
        rule = book.by_id[name]
        hint = rule.severity == "hint"
        groups["structural rules" if rule.pack == "voice" else "hints" if hint else "rules about words"].append(name)
        if rule.id in book.core:
            groups["the core"].append(name)
        if not hint:
            groups["all"].append(name)
    return {group: members for group, members in groups.items() if members}


def _row(name: str, found: int, missed: int, false: int) -> str:
    recall = f"{found / (found + missed):.3f}" if found + missed else "-"
    precision = f"{found / (found + false):.3f}" if found + false else "-"
    return f"{name:<28}{found:>6}{missed:>7}{false:>6}  {recall:>6}  {precision:>9}"


def _confusion(name: str, counter: Counter[tuple[str, str]]) -> list[str]:
    right = sum(count for (wanted, got), count in counter.items() if wanted == got)
    total = sum(counter.values())
    low, high = interval(right, total)
    share = right / total if total else 0.0
    out = [f"{name}: {right} of {total} right, {share:.3f} (95 % {low:.3f} to {high:.3f})"]
    wrong = [(pair, count) for pair, count in counter.items() if pair[0] != pair[1]]
    out += [f"  expected {wanted}, got {got}: {count}" for (wanted, got), count in sorted(wrong)]
    return out


def run(folders: list[Path], *, book: Book | None = None, lines: bool = True) -> str:
    """Evaluate folders and give the report."""
    book = book or load()
    return report(score(Linter(book), notes(folders), listed=beside(folders, book)), book, lines=lines)
