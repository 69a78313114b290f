"""A note that was checked before in, its verdicts as they were then out.

The file holds no words, and opens only to whoever has the note: an entry is found by a hash of the note, and sealed
with another.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Self

from careword import __version__, suggest
from careword.book import Book
from careword.cli.desk import Setup
from careword.findings import Candidate, Context, Cue, Finding, Silence, Verdict
from careword.fold import plain
from careword.text import Document, Span

_HEAD = b"careword-cache/1 "
_LARGEST = 256 << 20  # bytes of a file; a larger one is begun anew
_KEPT = 8  # files: as many configurations and rulebooks do not push each other out
_CHECK = 8  # bytes that tell whether an entry is whole
_HERE = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Give the folder in which verdicts are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("careword", appauthor=False) / "verdicts"


class Cache:
    """Keeps verdicts, in a file for each rulebook, configuration and version."""

    def __init__(self, at: Path, *extra: object) -> None:
        self._at, self._extra = at, extra
        self._files: dict[str, _File | None] = {}
        self._program = _program()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is still to be written."""
        self.close()

    def get(self, setup: Setup, document: Document) -> list[Verdict] | None:
        """Give the verdicts on a note, or none where they are not known."""
        file = self._file(setup)
        payload = file.get(_content(document)) if file is not None else None
        if payload is None:
            return None
        try:
            return [_verdict(item, document, setup.book) for item in json.loads(payload)]
        except (ValueError, TypeError, KeyError, IndexError):
            return None

    def put(self, setup: Setup, document: Document, verdicts: Iterable[Verdict]) -> None:
        """Keep the verdicts on a note."""
        file = self._file(setup)
        written = [_plain(verdict, document) for verdict in verdicts]
        if file is not None and None not in written:
            file.put(_content(document), json.dumps(written, separators=(",", ":")).encode())

    def close(self) -> None:
        """Write what is still to be written."""
        for file in self._files.values():
            if file is not None:
                file.close()

    def _file(self, setup: Setup) -> _File | None:
        settings = setup.settings
        parts = (
            self._program, self._extra, setup.book.edition, setup.book.digest, sorted(settings.rules.items()),
            settings.packs, settings.select, settings.ignore,
        )  # fmt: skip
        key = hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
        if key not in self._files:
            try:
                self._files[key] = _File(self._at / f"{key}.verdicts")
            except OSError:  # a folder that cannot be written to is no fault
                self._files[key] = None
        return self._files[key]


class _File:
    """Entries under their hashes, added at the end. A line that is not whole is as if it were not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _tidy(path)
        # private from its first byte on
        self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+b")
        self._places: dict[bytes, int] = {}
        self._file.seek(0)
        head = self._file.readline(200)
        if not (head.startswith(_HEAD) and head.endswith(b"\n") and len(head) == len(_HEAD) + 65):
            self._file.truncate(0)
            head = _HEAD + secrets.token_hex(32).encode() + b"\n"
            self._file.write(head)
            self._file.flush()
        self._salt = head[len(_HEAD) : -1]
        at = len(head)
        whole = True
        for line in self._file:
            name, _, _ = line.partition(b" ")
            with contextlib.suppress(ValueError):
                self._places[bytes.fromhex(name.decode("latin-1"))] = at
            at += len(line)
            whole = line.endswith(b"\n")
        if not whole:
            self._file.write(b"\n")

    def get(self, content: bytes) -> bytes | None:
        """Open the entry of a note."""
        at = self._places.get(self._name(content))
        if at is None:
            return None
        try:
            self._file.seek(at)
            sealed = base64.b64decode(self._file.readline().partition(b" ")[2].strip(), validate=True)
        except (OSError, binascii.Error):
            return None
        opened = self._sealed(content, sealed)
        check, payload = opened[:_CHECK], opened[_CHECK:]
        return payload if check == hashlib.sha256(payload).digest()[:_CHECK] else None

    def put(self, content: bytes, payload: bytes) -> None:
        """Seal an entry and add it."""
        sealed = self._sealed(content, hashlib.sha256(payload).digest()[:_CHECK] + payload)
        with contextlib.suppress(OSError):  # a full disk is no fault
            self._file.write(self._name(content).hex().encode() + b" " + base64.b64encode(sealed) + b"\n")

    def close(self) -> None:
        """Write the rest."""
        with contextlib.suppress(OSError):
            self._file.close()

    def _name(self, content: bytes) -> bytes:
        return hashlib.blake2b(content, digest_size=16, key=self._salt[:64], person=b"name").digest()

    def _sealed(self, content: bytes, data: bytes) -> bytes:
        stream = hashlib.shake_256(self._salt + b"seal" + content).digest(len(data))
        return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))


def _tidy(path: Path) -> None:
    """Put away what is too large, and the oldest files beyond a few."""
    if path.is_file() and path.stat().st_size > _LARGEST:
        path.unlink()
    kept = sorted(path.parent.glob("*.verdicts"), key=lambda old: old.stat().st_mtime)
    for old in kept[:-_KEPT]:
        old.unlink(missing_ok=True)


def _program() -> str:
    """Name the program as it is: another engine may reach other verdicts."""
    total = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for source in sorted([*_HERE.glob("*.py"), *_HERE.glob("structure/*.py")]):
        seen = source.stat()
        total.update(f"{source.name} {seen.st_size} {seen.st_mtime_ns}".encode())
    return total.hexdigest()


def _content(document: Document) -> bytes:
    fields = document.fields
    parts = (document.text, fields.child_age, fields.date_of_birth, fields.note_date)
    return json.dumps(parts).encode()


def _plain(verdict: Verdict, document: Document) -> list[Any] | None:
    """Give a verdict without words, or none where a name in it stands nowhere in the note."""
    candidate, context = verdict.candidate, verdict.context
    held: list[Any] | None = None
    if context is not None:
        child = _name_in(document, context.child) if context.child else None
        if context.child and child is None:
            return None
        held = [
            context.voice, context.speaker, context.subject, context.age_band, context.age, context.polarity,
            context.analysis, sorted(context.groups), context.same_sentence,
            child, context.verbatim,
            [[cue.name, *cue.span] for cue in context.cues],
        ]  # fmt: skip
    found = [
        candidate.rule, *candidate.span, *candidate.sentence, candidate.found_by, candidate.weak, candidate.within,
        list(candidate.ways),
    ]  # fmt: skip
    if isinstance(verdict, Silence):
        return [found, held, verdict.reason, verdict.because]
    return [found, held, verdict.severity, list(verdict.replacements), verdict.fingerprint]


def _name_in(document: Document, child: str) -> list[Any] | None:
    """Give where in the note a name stands, and whether it was put in small letters."""
    text = plain(document.text)
    start = text.find(plain(child))
    if start < 0:
        return None
    end = start + len(child)
    for small, name in ((False, document.text[start:end]), (True, text[start:end])):
        if name == child:
            return [start, end, small]
    return None


def _verdict(item: list[Any], document: Document, book: Book) -> Verdict:
    (rule, start, end, first, last, found_by, weak, within, ways), held, *rest = item
    candidate = Candidate(rule, Span(start, end), Span(first, last), found_by, weak, within, tuple(ways))
    context = _context(held, document) if held is not None else None
    if len(rest) == 2:
        return Silence(candidate, context, *rest)
    if context is None:
        raise ValueError("a finding has a context")
    severity, replacements, fingerprint = rest
    finding = Finding(candidate, context, severity, "", tuple(replacements), fingerprint=fingerprint)
    data, words = book.by_id[rule], document.text[start:end]
    return replace(
        finding,
        message=suggest.message(book, data, finding, words),
        frames=suggest.frames(data, context, words),
        questions=suggest.questions(book, data, context, words),
    )


def _context(held: list[Any], document: Document) -> Context:
    voice, speaker, subject, band, age, polarity, analysis, groups, same, child, verbatim, cues = held
    name = document.text[child[0] : child[1]] if child else None
    return Context(
        voice, speaker, subject, band, age, polarity, analysis, frozenset(groups), same,
        plain(name) if name is not None and child[2] else name, verbatim,
        tuple(Cue(name, Span(start, end)) for name, start, end in cues),
    )  # fmt: skip
