"""A document in, its segments out: headings, labels, fields, speaker turns, items, rows, block quotes and prose."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from careword.blocks import TERMINAL, blocks_of, wraps
from careword.book import Book
from careword.findings import Segment
from careword.fold import plain
from careword.mail import Mail, Mails
from careword.rows import Rows
from careword.text import Document, Span
from careword.turns import Turns
from careword.words import vocabulary_of

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+\S|^\s*(\*\*|__)[^*_]{2,80}\1:?\s*$|^\s*<h\d")
_RULE = re.compile(r"^\s*([-=_*])\1{2,}\s*$")
_QUOTED = re.compile(r"^\s*>+\s?")
_ITEM = re.compile(r"^\s*(?:[-*\u2022\u25cf\u25aa\u2013\u2014+]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_ROW = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]*\|[^|\n]*\|")
_ROW_RULE = re.compile(r"^\s*\|?[\s:|-]+\|[\s:|-]*$")
_STAMP = re.compile(
    r"^\s*\[?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:w/c\s+)?"
    r"(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?(?:\s+\d{2,4})?|"
    r"\d{1,2}[:.]\d{2}(?:\s?[ap]m)?|\d{4}\s?hrs|\d{4}(?=\s*[-\u2013:]))"
    r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]?\d{2}(?:\s?[ap]m|\s?hrs)?)?\]?\s*(?:[-\u2013\u2014:|,]\s*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:(?:[-*\u2022]|\(?\d{1,2}[.)])\s+)?(?:\*\*|__)?([^:\n]{1,60}?)(?:\*\*|__)?\s*:(?!\d|//)(?:\*\*|__)?[ \t]*"
)
_DASH = re.compile(
    r"^\s*((?:[^-\u2013\u2014\n.,;:]|(?<=\d)[.:](?=\d)|,(?=[ \w]{0,6}\d)){1,40}?)\s+[-\u2013\u2014]+\s+(?=\S)"
)
_INITIAL = re.compile(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms)\.|\b\d{1,2}\.\d{2}\b")  # or a time
_ENTRY = 12  # code points at the head of a line in which it says that it is a new entry
_LONG_LABEL = 8  # words of "Email from Dee Ode, housing officer, 3 May:"


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading or a label opens: the section that lines stand in until the next one."""

    title: str | None
    role: str | None
    speaker: str | None
    inline: bool  # a field with its text on the same line holds until a blank line
    mail: Mail | None = None  # the message that it stands in


_NOWHERE = Section(None, None, None, inline=False)


class Segmenter:
    """Cuts notes by the rulebook's names for sections and people."""

    def __init__(self, book: Book) -> None:
        self._roles = {
            name: (book.cue("label", name), book.cues["label"][name].speaker)
            for name in ("child-voice", "parent-view", "analysis-section", "source-section", "plain-section")
        }
        self._coded = book.cue("label", "coded-value")
        self._code = book.cue("label", "code-field")
        self._speech = book.cue("attribution", "says")
        self._nouns = [book.cue("attribution", name) for name in ("noun-or-verb", "opening-noun")]
        self._from = book.cue("attribution", "from")
        self._entry = book.cue("label", "entry-start")
        self._title = book.cue("label", "document-title")
        self._no_label = book.cue("label", "no-label")
        self._turns = Turns(book)
        self._rows, self._mails = Rows(book, self._turns), Mails(book, self._turns)

    def role(self, title: str) -> tuple[str | None, str | None]:
        """Give the role of a heading or label, and the speaker it stands for."""
        folded = re.sub(r"[^\w' ]+", " ", plain(title)).strip()
        folded = re.sub(r" +", " ", re.sub(r"^\d+(?: \d+)* ", "", folded))
        known = vocabulary_of(folded)
        if self._code.are(folded, known):
            return "code-field", None
        for name, (words, speaker) in self._roles.items():
            found = words.opening(folded, known)
            if found and found.end() < len(folded) and name == "plain-section" and self._turns.person(title):
                continue  # a health visitor is no section on health
            if found and len(folded[found.end() :].split()) <= 2 and (found.end() == len(folded) or len(found[0]) > 5):
                return name, speaker
        return None, None

    def segments(self, document: Document) -> list[Segment]:
        """Cut a note into segments, in order."""
        return self.go_on(document, None)[0]

    def go_on(self, document: Document, section: Section | None) -> tuple[list[Segment], Section | None]:
        """Cut a piece of a note that begins in a section, and give the section that it ends in too."""
        ended = section

        def cut() -> Iterator[Segment]:
            nonlocal ended
            ended = yield from self._cut(document, section)

        return list(cut()), ended

    def _cut(self, document: Document, section: Section | None) -> Generator[Segment, None, Section | None]:
        text, paragraph = document.text, 0
        count = len(document.line_starts)
        lines = [document.line(number) for number in range(1, count + 1)]
        blocks = blocks_of(text, lines, self._turns.minuted)
        held: Span | None = None  # prose that the next line may go on with
        kind = "prose"
        speaker: str | None = None
        awaited: str | None = None  # who speaks in the lines below their label
        source: str | None = None  # whom a field of the same block names as the source
        header: list[str] = []  # the titles of the columns of the rows that follow

        def flush() -> Iterator[Segment]:
            nonlocal held, speaker, kind
            if held is not None:
                here = section or _NOWHERE
                by = speaker or here.speaker or (source if kind == "field" and here.role is None else None)
                by = by or (here.mail.speaker if here.mail else None)
                yield Segment(kind, held, here.title, here.role, by, paragraph)
            held, speaker, kind = None, None, "prose"

        for index, span in enumerate(lines):
            line = text[span.start : span.end]
            if not line.strip() or _RULE.match(line):
                yield from flush()
                paragraph += 1
                header, source, awaited = [], None, None
                if section and section.inline:
                    section = replace(_NOWHERE, mail=section.mail) if section.mail else None
                continue
            following = text[lines[index + 1].start : lines[index + 1].end] if index + 1 < count else ""
            if _QUOTED.match(line):
                if kind != "block-quote":
                    yield from flush()
                    kind = "block-quote"
                held = Span(held.start if held else span.start, span.end)
                continue
            if _ROW.match(line):
                yield from flush()
                if not _ROW_RULE.match(line):
                    fresh_titles = self._rows.heads(line) if not header else None
                    if fresh_titles is None and _ROW_RULE.match(following):
                        fresh_titles = self._rows.titles(line)
                    yield from self._rows.cut(document, span, paragraph, None if fresh_titles else header)
                    header = fresh_titles or header
                continue
            if kind == "block-quote":
                yield from flush()
            if self._mails.quotes(line):
                yield from flush()
                yield Segment("label", span, None, None, None, paragraph)
                section = replace(_NOWHERE, mail=Mail(None, "professional"))
                continue
            mail = section.mail if section else None
            heading = self._heading(line, following)
            if heading is not None:
                yield from flush()
                role, default = self.role(heading)
                if section is None and self._title.fullmatch(plain(heading).strip()):
                    role = default = None  # a note that is a police log, and no part on what the police said
                section = Section(heading, role, default, inline=False, mail=mail)
                yield Segment("heading", span, heading, role, None, paragraph)
                paragraph += 1
                continue
            body, label = self._label(line)
            if (
                label is not None
                and _STAMP.match(line)
                and not (self.role(label)[0] or self._turns.of(label, line[body:], colon=True))
            ):
                body, label = 0, None  # "14/03 - Out late again: …" is an entry, not a field
            if label is not None:
                yield from flush()
                yield Segment("label", Span(span.start, span.start + body), label, None, None, paragraph)
                person = self._turns.of(label, line[body:], colon=True)
                role, default = self.role(label)
                if person in (None, "child") and blocks[index].minuted:
                    person = self._turns.in_minutes(label, line[body:]) or person
                if role == "plain-section" and blocks[index].minuted and self._turns.works(label):
                    role = default = None  # "Health: …" among people who speak in turn
                if person is None or role:
                    mail = self._mails.sent(label, line[body:], mail)
                    section = Section(label, role, default, inline=bool(line[body:].strip()), mail=mail)
                    speaker = None
                else:
                    speaker = person
                kind = "turn" if person and not role else "field"
                if self._rows.names_source(label):
                    source = self._turns.source(line[body:])
                awaited = None if line[body:].strip() else speaker
                if line[body:].strip():
                    held = Span(span.start + body, span.end)
                continue
            stamp = _STAMP.match(line)
            begin = stamp.end() if stamp else 0
            dash = _DASH.match(line[begin:])
            item = _ITEM.match(line)
            turn = self._turns.of(dash[1], line[begin + dash.end() :], colon=False) if dash else None
            said = self._turns.says(line) if turn is None and blocks[index].minuted else None
            fresh = bool(stamp and stamp.end()) or item is not None or (turn or said) is not None
            fresh = fresh or self._entry.match(plain(line.lstrip()[:_ENTRY])) is not None
            if held is not None and (
                fresh or not wraps(text[lines[index - 1].start : lines[index - 1].end], line, blocks[index].longest)
            ):
                yield from flush()
            if held is None:
                held = span
                kind = "turn" if turn or said else "item" if item else "prose"
                speaker = turn or said or awaited
                if turn and dash:
                    held = Span(span.start + begin + dash.end(), span.end)
            else:
                held = Span(held.start, span.end)
        yield from flush()
        return section

    def _heading(self, line: str, following: str) -> str | None:
        stripped = line.strip().strip("*_#").strip()
        if _HEADING.match(line):
            return stripped.rstrip(":")
        words = stripped.split()
        if len(words) > 8 or not stripped or self._no_label.match(plain(stripped)):
            return None
        if stripped.endswith(":") and len(words) <= 6 and not self._speech.search(plain(stripped)):
            return None if self._turns.of(stripped[:-1], following, colon=True) else stripped[:-1]
        if TERMINAL.search(stripped) and not stripped.endswith("?"):
            return None
        role, _ = self.role(stripped)
        if role and stripped[0].isupper() and ":" not in stripped:
            return stripped.rstrip("?")
        letters = [char for char in stripped if char.isalpha()]
        if (
            len(letters) > 5
            and all(char.isupper() for char in letters)
            and len(words) >= 2
            and not stripped[0].isdigit()
        ):
            return stripped
        return None

    def _label(self, line: str) -> tuple[int, str | None]:
        """Give where a field's text begins, and the field's label."""
        stamp = _STAMP.match(line)
        begin = stamp.end() if stamp and stamp.end() else 0
        found = _LABEL.match(line[begin:])
        if found is None:
            return 0, None
        label = found[1].strip()
        words = label.split()
        folded = plain(label)
        if self._no_label.match(folded) or label.count("(") > label.count(")"):
            return 0, None  # "She is late (source: nan)", "He is cross: no lift again"
        if (
            len(words) > 6
            or any(mark in _INITIAL.sub("", label) for mark in '"\u201c\u201d.,;!?')
            or not any(map(str.isalpha, label))
        ):
            role = self._turns.of(label, line[begin + found.end() :], colon=True) is not None and "," in label
            named = (self.role(label)[0] is not None or role) and len(words) <= _LONG_LABEL
            return (begin + found.end(), label) if named else (0, None)
        speaks = self._speaks(label) and not self._from.search(folded) and self.role(label)[0] is None
        if speaks and not self._coded.fullmatch(plain(line[begin + found.end() :]).strip(" .")):
            return 0, None
        return begin + found.end(), label

    def _speaks(self, label: str) -> bool:
        """Say whether a label holds a verb of speaking: "Mum says:", and not "Duty note:"."""
        folded = plain(label)
        found = self._speech.search(folded)
        if found is None or found.end() < len(folded) or not any(words.fullmatch(found[0]) for words in self._nouns):
            return found is not None
        return self._turns.person(label[: found.start()]) is not None and folded[: found.start()].strip()[-2:] != "'s"
