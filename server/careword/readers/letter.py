"""A message's subject and text in, its note out. The subject stands above the text, as a person reads it."""

from __future__ import annotations

from careword.note import Note
from careword.place import Place
from careword.readers.blocks import Builder
from careword.readers.html import extract


def letter(path: str, subject: str, body: str, *, html: bool = False) -> Note:
    """Give the note of a message."""
    builder = Builder()
    title = " ".join(subject.split())
    if title:
        builder.add(title, Place("subject", "line", part="subject"))
        builder.gap("\n\n")
    text = extract(body, path).text if html else body
    for number, line in enumerate(text.split("\n"), 1):
        builder.gap("\n" if number > 1 else "")
        if line:
            builder.add(line, Place(f"message, line {number}", "line", number, part="body", line=number))
    return builder.note(path)
