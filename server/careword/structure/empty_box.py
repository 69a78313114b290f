"""A box for analysis in which nothing stands: its title, with the next box or the end of the note right after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careword.book import FindData
from careword.findings import Candidate, Context, Segment
from careword.fold import plain
from careword.layout import Layout, Sentence
from careword.structure.whole import entry
from careword.text import Span

# boxes that follow one for analysis; another heading may be a part of it
_OTHER_BOXES = ("plain-section", "child-voice", "parent-view", "source-section")
_NOT_WORDS = re.compile(r"[^\w'/ ]+")
_PROMPT_OPENS = ("[", "<", "(", "_", ".")


def empty_box(layout: Layout, find: FindData) -> Iterator[tuple[Sentence | None, Span]]:
    """Give the titles of boxes, from the rule's list, that hold nothing, a prompt, or words that stand for nothing."""
    titles = layout.book.words(find.near)
    if not titles.may(layout.folded.text, layout.vocabulary):
        return
    for index, segment in enumerate(layout.segments):
        if segment.kind in ("heading", "label"):
            text = layout.document.text[segment.span.start : segment.span.end]
            if titles.are(_bare(text)) and _empty(layout, index):
                yield None, _title(segment, text)


def _empty(layout: Layout, index: int) -> bool:
    after = layout.after(index)
    if not after:
        return True
    text = layout.document.text[after[0].span.start : after[0].span.end]
    if after[0].kind in ("heading", "label"):
        return any(layout.book.cue("label", name).are(_bare(text)) for name in _OTHER_BOXES)
    if len(after) > 1 and after[1].paragraph == after[0].paragraph and after[1].kind not in ("heading", "label"):
        return False
    words = _bare(text)
    if text.lstrip().startswith(_PROMPT_OPENS) and layout.book.cue("label", "template-prompt").search(words):
        return True
    return not words or layout.book.cue("label", "nothing-said").are(words)


def _bare(text: str) -> str:
    return " ".join(_NOT_WORDS.sub(" ", plain(text)).split())


def _title(segment: Segment, text: str) -> Span:
    """Give the place of a title without the marks round it."""
    start = len(text) - len(text.lstrip("#*_- \t"))
    end = len(text.rstrip("*_:- \t\r\n"))
    return Span(segment.span.start + start, segment.span.start + max(end, start + 1))


class EmptyBox:
    """Asked about an empty box: whether there is a note round it, and not only a line or two."""

    def holds(self, layout: Layout, _candidate: Candidate, _context: Context) -> bool:
        """Say whether the note is more than an entry."""
        return not entry(layout)
