"""A finding in, what helps the writer out: the message, drop-ins that fit the sentence, frames and questions."""

from __future__ import annotations

import re

from careword.book import Book, NoteData, RuleData, SayData, WriteData
from careword.findings import Context, Finding
from careword.fold import fold
from careword.inflect import forms
from careword.layout import Layout
from careword.words import compiled

_BLANK = re.compile(r"\{(\w+)\}")
_VERBATIM = ("speaker", "section child-voice")  # cues of words that are set down as somebody says them
_SPEAKERS = {"parent": "the parent or carer", "professional": "the other professional", "child": "the child"}


def message(book: Book, rule: RuleData, finding: Finding, found: str) -> str:
    """Give the message: the rule's own, what the voice adds, and the law where the age is known."""
    context = finding.context
    parts = [_fill(rule.message, context, found)]
    parts += [_fill(note.say, context, found) for note in book.notes if note.say and _applies(note, context)]
    for key in rule.law:
        ages, fact, _ = book.law[key]
        if context.age_band in ages:
            parts.append(fact)
    return " ".join(parts)


def questions(book: Book, rule: RuleData, context: Context, found: str) -> tuple[str, ...]:
    """Give the questions that help, the one about the voice first."""
    asked = [_fill(note.ask, context, found) for note in book.notes if note.ask and _applies(note, context)]
    asked += [_fill(item.text, context, found) for item in rule.asks if _suits(item, context)]
    return tuple(dict.fromkeys(asked))


def frames(rule: RuleData, context: Context, found: str) -> tuple[str, ...]:
    """Give the frames, filled with what the note says and with blanks for what only the writer knows."""
    return tuple(_fill(item.text, context, found) for item in rule.frames if _suits(item, context))


def replacements(book: Book, rule: RuleData, layout: Layout, finding: Finding) -> tuple[str, ...]:
    """Give the drop-ins whose grammar fits the sentence; never any inside quotation marks."""
    span = finding.candidate.span
    if finding.context.verbatim or finding.context.quotation or layout.quotes_in(span):
        return ()
    if _as_said(book, layout, finding):
        return ()
    found = layout.document.text[span.start : span.end]
    folded = fold(found).text.strip()
    sentence = layout.sentence_at(span.start)
    if sentence is None:
        return ()
    low = layout.folded.forward(span.start) - sentence.start
    high = layout.folded.forward(span.end) - sentence.start
    left, right = sentence.text[:low].rstrip(), sentence.text[high:].lstrip()
    out = []
    for item in rule.writes:
        if compiled(item.fits).fullmatch(folded) and _stands(item, left, right, finding.context):
            text = _inflected(book, item, folded)
            if _agrees(book, left, text):
                out.append(_cased(text, found))
    return tuple(dict.fromkeys(out))


def _as_said(book: Book, layout: Layout, finding: Finding) -> bool:
    """Say whether words without quotation marks are kept as somebody said them: a turn, a text, a child's "I"."""
    context = finding.context
    if context.voice not in ("reported", "source"):
        return False
    sentence = layout.sentence_at(finding.candidate.span.start)
    if sentence is None:
        return False
    turn = sentence.segment.kind == "turn" or any(cue.name in _VERBATIM for cue in context.cues)
    if turn and context.speaker != "professional":
        return True  # "Clinic - FTA 4/3" is the writer's shorthand
    said = [cue.span.end for cue in context.cues if cue.name == "attribution"]
    if said and ":" in layout.plain_text[min(said) - 1 : finding.candidate.span.start]:
        return True  # "her text read: …", and a letter below its own line
    return book.cue("attribution", "i-say").search(sentence.spoken) is not None


def _stands(item: WriteData, left: str, right: str, context: Context) -> bool:
    """Say whether a drop-in fits what stands round the found words."""
    return (
        (not item.age or context.age_band in item.age)
        and (not item.voice or context.voice in item.voice)
        and (not item.before or _ends(left, item.before))
        and not (item.not_before and _ends(left, item.not_before))
        and (not item.after or compiled(item.after).match(right) is not None)
    )


def _ends(text: str, words: str) -> bool:
    return any(hit.end() == len(text) for hit in compiled(words).finditer(text))


def _agrees(book: Book, left: str, text: str) -> bool:
    """Say whether the article before a drop-in goes with its first sound, as far as its first letter tells."""
    article = "vowel-article" if text[:1].lower() not in "aeiou" else "consonant-article"
    return not book.ending("grammar", article).search(left)


def _inflected(book: Book, item: WriteData, found: str) -> str:
    """Give the drop-in's verb the form of the verb found, and its pronoun the one found."""
    pronoun = re.search(r"\b(her|his|their|she|he|they|herself|himself|themselves)\b", found)
    kind = {"her": 0, "she": 0, "herself": 0, "his": 1, "he": 1, "himself": 1}.get(pronoun[1], 2) if pronoun else 2
    text = item.write.replace("<her>", ("her", "his", "their")[kind])
    text = text.replace("<she>", ("she", "he", "they")[kind]).replace("<him>", ("her", "him", "them")[kind])

    def put(verb: re.Match[str]) -> str:
        return forms(verb[1], book.irregular)[_form(found)]

    return re.sub(r"~(\w+)", put, text)


def _form(found: str) -> int:
    """Tell the form of the verb that opens the found words: 0 base, 1 third person, 2 past, 4 -ing."""
    first = found.split(maxsplit=1)[0]
    return 4 if first.endswith("ing") else 2 if first.endswith("ed") else 1 if first.endswith("s") else 0


def _cased(text: str, found: str) -> str:
    """Give a drop-in the capital letter of the words it stands for."""
    word = next((char for char in found if char.isalpha()), "")
    shorthand = found.split(maxsplit=1)[0][1:2].isupper()  # "DNA'd"
    return text[:1].upper() + text[1:] if word.isupper() and not shorthand else text


def _suits(item: SayData, context: Context) -> bool:
    return (
        (not item.age or context.age_band in item.age)
        and (not item.speaker or context.speaker in item.speaker)
        and (not item.voice or context.voice in item.voice)
    )


def _applies(note: NoteData, context: Context) -> bool:
    only = "C" in context.groups and len(context.groups) == 1
    return (
        (not note.voice or context.voice in note.voice)
        and (not note.speaker or context.speaker in note.speaker)
        and (not note.analysis or context.analysis in note.analysis)
        and (note.only_challenged is None or only == note.only_challenged)
    )


def _fill(text: str, context: Context, found: str) -> str:
    """Fill the blanks: {child}, {age}, {found}, {speaker}; any other stays a blank for the writer."""
    name = context.child.title() if context.child else "the child"
    values = {
        "child": name,
        "age": str(context.age) if context.age is not None else "___",
        "found": " ".join(found.split()),
        "speaker": _SPEAKERS.get(context.speaker or "", "the person who said it"),
    }

    def put(blank: re.Match[str]) -> str:
        return values.get(blank[1], "___")

    filled = _BLANK.sub(put, text)
    return filled[:1].upper() + filled[1:]
