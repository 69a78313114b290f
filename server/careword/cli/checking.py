"""Sources in, what became of each out, in order: checked notes, remarks, and whatever could not be read or checked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from careword.cli.decisions import decided
from careword.cli.desk import Desk, Setup, SetupError
from careword.cli.judging import Judged, judged
from careword.findings import SEVERITIES, Finding, Severity, Silence
from careword.keep import SUFFIXES, blanked, keeps
from careword.note import Checked, Ended, Note, Remark, Unread
from careword.readers.read import read
from careword.readers.sources import Source
from careword.text import Document

if TYPE_CHECKING:
    from careword.cli.cache import Cache
    from careword.cli.known import Known
    from careword.cli.pool import Batch, Waiting

Item = Note | Remark | Unread | Ended
Outcome = Checked | Remark | Unread | Ended


class Check:
    """One run over many sources."""

    def __init__(
        self,
        desk: Desk,
        sources: Sequence[Source | Unread],
        cache: Cache | None = None,
        known: Known | None = None,
    ) -> None:
        self.desk, self.sources = desk, sources
        self._cache, self._baseline = cache, known
        self._remarks: list[Remark] = []
        self._told: set[str] = set()

    def run(self, jobs: int = 1) -> Iterator[Outcome]:
        """Read and check everything, in as many processes as asked for."""
        for outcome in self._run(jobs):
            yield outcome
            yield from self._remarks
            self._remarks.clear()

    def _run(self, jobs: int) -> Iterator[Outcome]:
        if jobs > 1:
            yield from self._parallel(jobs)
            return
        for item, folder, known in self._known():
            if not isinstance(item, Note):
                yield item
            elif known is not None:
                yield self._outcome(item, folder, known)
            else:
                yield self._new(item, folder, judged(self.desk, item.document, folder))

    def _parallel(self, jobs: int) -> Iterator[Outcome]:
        # multiprocessing is imported only when it is asked for
        from careword.cli.pool import Pool, batches

        with Pool(jobs, self.desk) as pool:
            waiting: deque[Batch] = deque()
            for batch in batches(self._known()):
                waiting.append(pool.send(batch))
                if len(waiting) > 2 * jobs:  # enough to keep every process busy, and no more in memory
                    yield from self._received(waiting.popleft())
            while waiting:
                yield from self._received(waiting.popleft())

    def _received(self, batch: Batch) -> Iterator[Outcome]:
        results = batch.receive()
        for item, folder, known in batch.items:
            if not isinstance(item, Note):
                yield item
            elif known is not None:
                yield self._outcome(item, folder, known)
            else:
                yield self._new(item, folder, next(results))

    def _known(self) -> Iterator[Waiting]:
        """Give the items, with their verdicts where they were checked before."""
        for item, folder in self._items():
            if isinstance(item, Note) and self._cache is not None:
                yield item, folder, self._cache.get(self.desk.of(folder), item.document)
            else:
                yield item, folder, None

    def _new(self, note: Note, folder: Path, result: Judged) -> Outcome:
        if self._cache is not None and not isinstance(result, str):
            self._cache.put(self.desk.of(folder), note.document, result)
        return self._outcome(note, folder, result)

    def _items(self) -> Iterator[tuple[Item, Path]]:
        for source in self.sources:
            if isinstance(source, Unread):
                yield source, Path()
            else:
                for item in self._read(source):
                    yield item, source.folder
            yield Ended(), Path()

    def _read(self, source: Source) -> Iterator[Note | Remark | Unread]:
        try:
            setup = self.desk.of(source.folder)
        except SetupError as fault:
            yield from self._refused(source, fault)
        else:
            for item in read(source, setup.settings.records):
                decides = isinstance(item, Note) and source.suffix in SUFFIXES and "careword:" in item.document.text
                yield _with_decisions(item) if decides and isinstance(item, Note) else item

    def _refused(self, source: Source, fault: SetupError) -> Iterator[Unread]:
        """Say once what is wrong with a configuration, and of each note under it that it was not checked."""
        if fault.source not in self._told:
            self._told.add(fault.source)
            for problem in fault.problems:
                yield _placed(problem, fault.source)
        yield Unread(source.path, f"not checked: {fault.source} cannot be used", told=True)

    def _outcome(self, note: Note, folder: Path, result: Judged) -> Outcome:
        if isinstance(result, str):
            record = f"{note.record}: " if note.record is not None else ""
            return Unread(note.path, f"{record}could not be checked ({result})")
        return self._checked(note, self.desk.of(folder), result)

    def _checked(self, note: Note, setup: Setup, result: Judged) -> Checked:
        settings = setup.settings
        placed = sorted(result, key=lambda item: item.candidate.span)
        findings = tuple(item for item in placed if isinstance(item, Finding) and _reaches(item, settings.min_severity))
        if note.keeps:
            findings, remarks = decided(note, setup.book, findings)
            self._remarks += remarks
        if self._baseline is not None:
            findings = self._baseline.new(note.path, findings)
        silences = tuple(item for item in placed if isinstance(item, Silence))
        return Checked(note, setup.book, findings, silences, any(_reaches(item, settings.fail_on) for item in findings))


def _with_decisions(note: Note) -> Note:
    found = keeps(note.document.text)
    document = Document(blanked(note.document.text, found), note.document.fields)
    return replace(note, document=document, keeps=tuple(found))


def _reaches(finding: Finding, severity: Severity) -> bool:
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(severity)


def _placed(problem: str, source: str) -> Unread:
    """Take `path:line: message` apart; a Windows path has a colon of its own."""
    found = re.match(r"(.+?):(\d+): (.*)", problem, re.DOTALL)
    return Unread(found[1], found[3], int(found[2])) if found else Unread(source, problem)
