"""A note in, its shape for an editor out: sections, what can be folded, whose voice is where, frames to add."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as t

from careword.findings import Finding, Segment
from careword.live import Piece
from careword.lsp.actions import snippet_of
from careword.lsp.note import Can, OpenNote
from careword.text import Span

VOICES = ["child", "parent", "professional", "other"]  # types of semantic tokens: whose words a passage is in
_CLOSING = "\"”’'"
_BACK = 3  # pieces before the cursor in which a quotation is looked for


def _segments(note: OpenNote) -> Iterator[tuple[Segment, Span]]:
    for piece in note.live.pieces if note.live else ():
        for item in piece.layout.segments if piece.layout else ():
            yield item, note.span(piece, item.span)


def _range(note: OpenNote, span: Span) -> t.Range:
    return t.Range(t.Position(*note.lines.place(span.start)), t.Position(*note.lines.place(span.end)))


def symbols(note: OpenNote) -> list[t.DocumentSymbol]:
    """Give the headings, and under each the fields and entries that are named."""
    marks = [(item, span) for item, span in _segments(note) if item.kind in ("heading", "label") and item.section]
    out: list[t.DocumentSymbol] = []
    below: list[t.DocumentSymbol] = []  # the fields under the last heading
    for at, (item, span) in enumerate(marks):
        end = next(
            (later.start for other, later in marks[at + 1 :] if item.kind == "label" or other.kind == "heading"),
            len(note.lines.text),
        )
        heading = item.kind == "heading"
        fields: list[t.DocumentSymbol] = []
        kind = t.SymbolKind.Namespace if heading else t.SymbolKind.Field
        whole = _range(note, Span(span.start, max(end, span.end)))
        symbol = t.DocumentSymbol(item.section or "", kind, whole, _range(note, span), children=fields)
        if heading:
            below = fields
        (out if heading or not out or out[-1].kind is not t.SymbolKind.Namespace else below).append(symbol)
    return out


def folds(note: OpenNote) -> list[t.FoldingRange]:
    """Give what can be folded: sections, and quotations of more than one line."""
    out = []
    for symbol in symbols(note):
        last = symbol.range.end.line - (symbol.range.end.character == 0)
        if last > symbol.range.start.line:
            out.append(t.FoldingRange(symbol.range.start.line, last, kind=t.FoldingRangeKind.Region))
    for item, span in _segments(note):
        if item.kind == "block-quote":
            first, last = note.lines.place(span.start).line, note.lines.place(span.end).line
            if last > first:
                out.append(t.FoldingRange(first, last, kind=t.FoldingRangeKind.Comment))
    return out


def tokens(note: OpenNote) -> list[int]:
    """Give the passages in somebody else's voice, as an editor wants them: each place counted from the last."""
    data: list[int] = []
    line_before = start_before = 0
    for span, speaker in _voices(note):
        kind = VOICES.index(speaker) if speaker in VOICES else VOICES.index("other")
        for line in range(note.lines.place(span.start).line, note.lines.place(span.end).line + 1):
            first, last = note.lines.content(line)
            low, high = max(first, span.start), min(last, span.end)
            if high > low:
                start, end = note.lines.place(low).character, note.lines.place(high).character
                data += [line - line_before, start - (start_before if line == line_before else 0), end - start, kind, 0]
                line_before, start_before = line, start
    return data


def _voices(note: OpenNote) -> Iterator[tuple[Span, str]]:
    """Give the passages in another voice than the writer's, in order and none over another."""
    at = 0
    for piece in note.live.pieces if note.live else ():
        for place, speaker in note.live.voices(piece) if note.live else ():
            span = note.span(piece, place)
            low = max(span.start, at)
            if span.end > low:
                yield Span(low, span.end), speaker
                at = span.end


def completions(note: OpenNote, position: t.Position, can: Can) -> list[t.CompletionItem]:
    """Offer frames after a quotation, or on the line below it."""
    at = note.lines.offset(position.line, position.character)
    start, _ = note.lines.content(min(position.line, len(note.lines.starts) - 1))
    before = note.lines.text[start:at].rstrip()
    if before and before[-1] not in _CLOSING and before.rstrip(".!?,")[-1:] not in tuple(_CLOSING):
        return []
    here = note.live.at(at) if note.live else None
    if here is None or note.live is None:
        return []
    found: list[tuple[Piece, Finding]] = [
        (piece, item)
        for piece in note.live.pieces[max(here.index - _BACK, 0) : here.index + 1]
        for item in piece.verdicts
        if isinstance(item, Finding) and item.frames and note.span(piece, item.candidate.span).start < at
    ]
    frames = dict.fromkeys(frame for _, item in found[::-1] for frame in item.frames)
    place = t.Range(position, position)
    space = " " if note.lines.text[start:at] and not note.lines.text[start:at].endswith(" ") else ""
    return [
        t.CompletionItem(
            frame if len(frame) <= 60 else frame[:59].rsplit(" ", 1)[0] + "…",
            kind=t.CompletionItemKind.Snippet,
            detail="careword: what you make of these words",
            documentation=frame,
            sort_text=f"{order:03}",
            filter_text=note.lines.text[at:at] or frame,
            insert_text_format=t.InsertTextFormat.Snippet if can.literal else t.InsertTextFormat.PlainText,
            text_edit=t.TextEdit(place, space + (snippet_of(frame) if can.literal else frame)),
        )
        for order, frame in enumerate(frames)
    ]
