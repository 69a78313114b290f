"""Batches of notes in, their verdicts out in the same order, from several processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from careword.cli.desk import Desk
from careword.cli.judging import Judged, judged
from careword.findings import Verdict
from careword.note import Ended, Note, Remark, Unread
from careword.text import Document

_BATCH = 50_000  # characters sent to a process at a time: enough to outweigh the sending


Waiting = tuple[Note | Remark | Unread | Ended, Path, "list[Verdict] | None"]  # with its verdicts, where they are known


class Batch:
    """Items that are sent and come back together, in their order. What is known already is not sent."""

    def __init__(self, items: list[Waiting]) -> None:
        self.items = items
        self.notes = [
            (item.document, folder) for item, folder, known in items if isinstance(item, Note) and known is None
        ]
        self.future: Future[list[Judged]] | None = None

    def receive(self) -> Iterator[Judged]:
        """Wait for the verdicts. A process that was lost takes its batch with it, and no other."""
        if self.future is None:
            return iter(["BrokenProcessPool"] * len(self.notes))
        try:
            return iter(self.future.result())
        except Exception as fault:  # noqa: BLE001 - as in judging: the other batches are still to come
            return iter([type(fault).__name__] * len(self.notes))


class Pool:
    """Processes that each hold the same settings."""

    def __init__(self, jobs: int, desk: Desk) -> None:
        # spawn is what every platform has, and takes no half-used state of this process with it
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_start, initargs=(desk.config, desk.given, desk.silences)
        )

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Let the processes go; what is still waiting is dropped."""
        self._pool.shutdown(wait=fault is None, cancel_futures=True)

    def send(self, batch: Batch) -> Batch:
        """Send a batch to whichever process is free."""
        if batch.notes:
            try:
                batch.future = self._pool.submit(_work, batch.notes)
            except RuntimeError:  # a process was lost, and the pool takes no more
                batch.future = None
        return batch


def batches(items: Iterable[Waiting]) -> Iterator[Batch]:
    """Group items into batches worth sending."""
    kept: list[Waiting] = []
    size = 0
    for item, folder, known in items:
        kept.append((item, folder, known))
        size += len(item.document.text) if isinstance(item, Note) else 0
        if size >= _BATCH:
            yield Batch(kept)
            kept, size = [], 0
    if kept:
        yield Batch(kept)


_desks: list[Desk] = []  # in a process of the pool: the one that it works with


def _start(config: Path | None, given: Mapping[str, Any], silences: bool) -> None:  # noqa: FBT001 - as a pool passes it
    """Prepare a process. Ctrl-C is left to the process that a person started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _desks.append(Desk(config, given, silences=silences))


def _work(notes: list[tuple[Document, Path]]) -> list[Judged]:
    return [judged(_desks[0], document, folder) for document, folder in notes]
