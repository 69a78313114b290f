"""A place in a note in, what a person may choose there out: in one order always, each with an edit, none by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types as t

from careword.findings import Finding
from careword.live import Piece
from careword.lsp.note import Can, OpenNote
from careword.text import Span

_BLANK = re.compile(r"_{3,}")
_TABLE = re.compile(r"(?m)^[ \t]*\[rules\][ \t]*(?:#.*)?$\n?")
_INLINE = re.compile(r"(?m)^[ \t]*rules[ \t]*=[ \t]*\{")
_ANY_TABLE = re.compile(r"(?m)^[ \t]*\[")
_LONG = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose for a finding: `kind` and `number` are enough to make its edit later."""

    title: str
    kind: str
    number: int = 0
    preferred: bool = False


def choices(finding: Finding) -> Iterator[Choice]:
    """Give what can be chosen for a finding, in the order in which it is shown."""
    for number, text in enumerate(finding.replacements):
        yield Choice(f"Write “{text}”", "write", number, preferred=number == 0)
    if finding.context.voice == "reported" and not (finding.context.verbatim or finding.context.quotation):
        yield Choice("Put in quotation marks: these are the exact words", "quote")
    for number, text in enumerate(finding.frames):
        yield Choice(f"Add below: {_short(text)}", "frame", number)
    yield Choice("Keep: I have a reason", "keep")
    yield Choice(f"Turn off the rule {finding.candidate.rule} in careword.toml", "off")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1].rsplit(" ", 1)[0] + "…"


def actions(note: OpenNote, params: t.CodeActionParams, can: Can, toml: Path | None) -> list[t.CodeAction]:
    """Give the actions for every finding that a range touches, made anew from the note itself."""
    only = params.context.only
    if only and not any("quickfix".startswith(kind) for kind in map(str, (getattr(k, "value", k) for k in only))):
        return []
    start = note.lines.offset(params.range.start.line, params.range.start.character)
    end = note.lines.offset(params.range.end.line, params.range.end.character)
    shown = {id(item) for _, item in note.findings()}
    out = []
    for piece, item in note.within(start, end):
        if not isinstance(item, Finding) or id(item) not in shown:
            continue
        place = _range(note, note.span(piece, item.candidate.span))
        told = [
            diagnostic
            for diagnostic in params.context.diagnostics
            if diagnostic.code == item.candidate.rule and diagnostic.range == place
        ]
        for choice in choices(item):
            if choice.kind == "off" and toml is None:
                continue
            action = t.CodeAction(choice.title, t.CodeActionKind.QuickFix, told or None)
            action.is_preferred = choice.preferred or None
            action.data = {
                "uri": note.uri,
                "rule": item.candidate.rule,
                "sentence": item.fingerprint,
                "kind": choice.kind,
                "number": choice.number,
            }
            if choice.kind == "keep":
                arguments = [note.uri, item.candidate.rule, item.fingerprint]
                action.command = t.Command(choice.title, "careword.keep", arguments=arguments)
            elif not can.lazy:
                fill(action, note, piece, item, choice, can, toml)
                if action.edit is None:
                    continue  # nothing that this client could do
            out.append(action)
    return out


def resolve(action: t.CodeAction, note: OpenNote, can: Can, toml: Path | None) -> bool:
    """Make the edit of an action that was chosen; say whether the finding that it is for still stands."""
    data: Any = action.data
    for piece, item in note.findings():
        if item.candidate.rule == data["rule"] and item.fingerprint == data["sentence"]:
            if data["kind"] != "keep":
                choice = Choice(action.title, data["kind"], int(data["number"]))
                fill(action, note, piece, item, choice, can, toml)
            return True
    return False


def fill(
    action: t.CodeAction, note: OpenNote, piece: Piece, item: Finding, choice: Choice, can: Can, toml: Path | None
) -> None:
    """Give an action its edit."""
    span = note.span(piece, item.candidate.span)
    if choice.kind == "write":
        action.edit = _edit(note, [t.TextEdit(_range(note, span), item.replacements[choice.number])])
    elif choice.kind == "quote":
        before, after = Span(span.start, span.start), Span(span.end, span.end)
        action.edit = _edit(note, [t.TextEdit(_range(note, before), "“"), t.TextEdit(_range(note, after), "”")])
    elif choice.kind == "frame":
        action.edit = _below(note, piece, item.candidate.sentence, item.frames[choice.number], can)
    elif choice.kind == "off" and toml is not None:
        action.edit = _off(item.candidate.rule, toml, can)


def _edit(note: OpenNote, edits: list[t.TextEdit]) -> t.WorkspaceEdit:
    return t.WorkspaceEdit(changes={note.uri: edits})


def _below(note: OpenNote, piece: Piece, sentence: Span, frame: str, can: Can) -> t.WorkspaceEdit:
    """Put a frame on a line of its own under the line that a sentence ends in, or the quotation that goes on there."""
    start, end = note.lines.content(note.lines.place(note.span(piece, sentence).end).line)
    for quotation in piece.quotations:
        span = note.span(piece, quotation)
        if span.start < end < span.end:
            start, end = note.lines.content(note.lines.place(span.end).line)
    ending = note.lines.text[end : end + 2] if note.lines.text.startswith("\r\n", end) else "\n"
    text = note.lines.text[start:end]
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    where = _range(note, Span(end, end))
    if can.snippets:
        snippet = t.SnippetTextEdit(where, t.StringValue(f"{ending}{indent}{snippet_of(frame)}"))
        document = t.OptionalVersionedTextDocumentIdentifier(note.uri, note.version)
        return t.WorkspaceEdit(document_changes=[t.TextDocumentEdit(document, [snippet])])
    return _edit(note, [t.TextEdit(where, f"{ending}{indent}{frame}")])


def snippet_of(frame: str) -> str:
    """Make the blanks of a frame places to fill one after the other."""
    parts = _BLANK.split(frame)
    out = [re.sub(r"([\\$}])", r"\\\1", part) for part in parts]
    return "".join(text + (f"${{{at}:___}}" if at < len(out) else "") for at, text in enumerate(out, 1))


def _off(rule: str, toml: Path, can: Can) -> t.WorkspaceEdit | None:
    """Turn a rule off in the configuration: a line in it, or a configuration with the line."""
    line = f'{rule} = "off"\n'
    uri = toml.as_uri()
    try:
        text = toml.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if not can.creates:
            return None
        top = t.Range(t.Position(0, 0), t.Position(0, 0))
        return t.WorkspaceEdit(
            document_changes=[
                t.CreateFile(uri, options=t.CreateFileOptions(ignore_if_exists=True)),
                t.TextDocumentEdit(
                    t.OptionalVersionedTextDocumentIdentifier(uri, None), [t.TextEdit(top, f"[rules]\n{line}")]
                ),
            ]
        )
    except (OSError, UnicodeDecodeError):
        return None
    table, inline = _TABLE.search(text), _INLINE.search(text)
    if table:
        at, new = table.end(), ("" if table[0].endswith("\n") else "\n") + line
    elif inline:
        at, new = inline.end(), f' {rule} = "off",'
    else:
        first = _ANY_TABLE.search(text)
        at, new = (len(text), "" if text.endswith("\n") or not text else "\n") if first is None else (first.start(), "")
        new += f'rules = {{ {rule} = "off" }}\n'
    before = text[:at]
    place = t.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)
    return t.WorkspaceEdit(changes={uri: [t.TextEdit(t.Range(place, place), new)]})


def _range(note: OpenNote, span: Span) -> t.Range:
    start, end = note.lines.place(span.start), note.lines.place(span.end)
    return t.Range(t.Position(*start), t.Position(*end))
