"""A note's findings in, those that no decision inside it answers out, and remarks on decisions that keep nothing."""

from __future__ import annotations

from careword.book import Book
from careword.findings import Finding
from careword.note import Note, Remark


def decided(note: Note, book: Book, findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], list[Remark]]:
    """Apply `careword: keep RULE: reason`. One without a reason, or for a rule that is not there, keeps nothing."""
    remarks: list[Remark] = []
    left = list(findings)
    for keep in note.keeps:
        place = note.place_of(keep.span.start).label
        wrong = None
        if not keep.rules:
            wrong = "expected “careword: keep RULE: reason”"
        elif not keep.reason:
            wrong = f"keep {', '.join(keep.rules)}: a reason is expected after the colon"
        if wrong is not None:
            remarks.append(Remark(note.path, f"{place}: {wrong}"))
            continue
        for name in keep.rules:
            if name not in book.by_id:
                remarks.append(Remark(note.path, f"{place}: keep: no such rule: {name}"))
                continue
            rule = book.by_id[name].id
            kept = [item for item in left if item.candidate.rule == rule and item.candidate.span.overlaps(keep.scope)]
            if not kept:
                remarks.append(Remark(note.path, f"{place}: keep {rule}: not needed, nothing is found there"))
            left = [item for item in left if item not in kept]
    return tuple(left), remarks
