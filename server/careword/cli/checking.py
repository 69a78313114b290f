"""Sources in, what became of each out, in order: checked notes, remarks, and whatever could not be read or checked."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

from careword.cli.desk import Desk, Setup, SetupError
from careword.findings import SEVERITIES, Finding, Severity, Silence, Verdict
from careword.note import Checked, Note, Remark, Unread
from careword.readers.read import read
from careword.readers.sources import Source
from careword.text import Document

Outcome = Checked | Remark | Unread
_BATCH = 50_000  # characters sent to a process at a time: enough to outweigh the sending


class Check:
    """One run over many sources. `done` counts the sources that were read to their end."""

    def __init__(self, desk: Desk, sources: Sequence[Source | Unread]) -> None:
        self.desk, self.sources, self.done = desk, sources, 0
        self._told: set[str] = set()

    def run(self, jobs: int) -> Iterator[Outcome]:
        """Read and check everything, in as many processes as asked for."""
        if jobs == 1:
            for item, folder in self._items():
                yield self._one(item, folder) if isinstance(item, Note) else item
        else:
            yield from self._parallel(jobs)

    def _items(self) -> Iterator[tuple[Note | Remark | Unread, Path]]:
        for source in self.sources:
            if isinstance(source, Unread):
                yield source, Path()
            else:
                folder = source.folder
                try:
                    setup = self.desk.of(folder)
                except SetupError as fault:
                    for item in self._refused(source, fault):
                        yield item, folder
                else:
                    for found in read(source, setup.settings.records):
                        yield found, folder
            self.done += 1

    def _refused(self, source: Source, fault: SetupError) -> Iterator[Unread]:
        """Say once what is wrong with a configuration, and of each note under it that it was not checked."""
        if fault.source not in self._told:
            self._told.add(fault.source)
            for problem in fault.problems:
                path, line, message = _parts(problem, fault.source)
                yield Unread(path, message, line)
        yield Unread(source.path, f"not checked: {fault.source} cannot be used", told=True)

    def _one(self, note: Note, folder: Path) -> Outcome:
        return _outcome(note, self.desk.of(folder), _judged(self.desk, note.document, folder))

    def _parallel(self, jobs: int) -> Iterator[Outcome]:
        import multiprocessing

        # spawn is what every platform has, and takes no half-used state of this process with it
        context = multiprocessing.get_context("spawn")
        given: tuple[Path | None, Mapping[str, Any]] = (self.desk.config, self.desk.given)
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=given)
        waiting: deque[_Batch] = deque()
        try:
            for batch in _batches(self._items()):
                batch.send(pool)
                waiting.append(batch)
                if len(waiting) > 2 * jobs:
                    yield from self._received(waiting.popleft())
            while waiting:
                yield from self._received(waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _received(self, batch: _Batch) -> Iterator[Outcome]:
        judged = batch.receive()
        for item, folder in batch.items:
            if isinstance(item, Note):
                yield _outcome(item, self.desk.of(folder), next(judged))
            else:
                yield item


class _Batch:
    """Items that go to a process and come back together, in their order."""

    def __init__(self, items: list[tuple[Note | Remark | Unread, Path]]) -> None:
        self.items = items
        self._notes = [(item.document, folder) for item, folder in items if isinstance(item, Note)]
        self._future: Future[list[list[Verdict] | str]] | None = None
        self._fault = ""

    def send(self, pool: ProcessPoolExecutor) -> None:
        if self._notes:
            try:
                self._future = pool.submit(_work, self._notes)
            except RuntimeError as fault:  # the pool lost a process, and takes no more
                self._fault = type(fault).__name__

    def receive(self) -> Iterator[list[Verdict] | str]:
        if self._future is None:
            return iter([self._fault] * len(self._notes))
        try:
            return iter(self._future.result())
        except Exception as fault:
            return iter([type(fault).__name__] * len(self._notes))


def _batches(items: Iterable[tuple[Note | Remark | Unread, Path]]) -> Iterator[_Batch]:
    kept: list[tuple[Note | Remark | Unread, Path]] = []
    size = 0
    for item, folder in items:
        kept.append((item, folder))
        size += len(item.document.text) if isinstance(item, Note) else 0
        if size >= _BATCH:
            yield _Batch(kept)
            kept, size = [], 0
    if kept:
        yield _Batch(kept)


_desk: Desk | None = None


def _start(config: Path | None, given: Mapping[str, Any]) -> None:
    """Prepare a process: the same settings, and Ctrl-C left to the process that was started by a person."""
    import signal

    global _desk  # noqa: PLW0603 - a pool gives its processes no other place to keep what they prepared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desk = Desk(config, given)


def _work(notes: list[tuple[Document, Path]]) -> list[list[Verdict] | str]:
    assert _desk is not None
    return [_judged(_desk, document, folder) for document, folder in notes]


def _judged(desk: Desk, document: Document, folder: Path) -> list[Verdict] | str:
    """Judge a note, or name the fault: its kind and its place in the code, never its message, which may hold words."""
    try:
        return desk.of(folder).linter.verdicts(document)
    except Exception as fault:
        desk.drop(folder)
        place = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{type(fault).__name__} at {Path(place.filename).name}:{place.lineno}"


def _outcome(note: Note, setup: Setup, judged: list[Verdict] | str) -> Outcome:
    if isinstance(judged, str):
        record = f"{note.record}: " if note.record is not None else ""
        return Unread(note.path, f"{record}could not be checked ({judged})")
    settings = setup.settings
    findings = tuple(item for item in judged if isinstance(item, Finding) and _reaches(item, settings.min_severity))
    silences = tuple(item for item in judged if isinstance(item, Silence))
    return Checked(note, setup.book, findings, silences, any(_reaches(item, settings.fail_on) for item in findings))


def _reaches(finding: Finding, severity: Severity) -> bool:
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(severity)


def _parts(problem: str, source: str) -> tuple[str, int | None, str]:
    """Take `path:line: message` apart; a Windows path has a colon of its own."""
    import re

    found = re.match(r"(.+?):(\d+): (.*)", problem, re.DOTALL)
    return (found[1], int(found[2]), found[3]) if found else (source, None, problem)
