"""Bytes read so far in, a bar on standard error out: only on a terminal, and only after a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from careword.render.summary import count

if TYPE_CHECKING:
    from threading import Timer

    from rich.progress import Progress

_PATIENCE = 1.0  # seconds


class Bar:
    """A bar that nobody sees when the work is short. `total` is in bytes, none when it is not known."""

    def __init__(self, total: int | None) -> None:
        self._total, self._done, self._notes = total, 0, 0
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        """Start waiting."""
        if sys.stderr.isatty():
            import threading  # nobody else needs it at start-up

            self._timer = threading.Timer(_PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        if self._timer is not None:
            self._timer.cancel()
            if self._timer.is_alive():
                self._timer.join()
        if self._progress is not None:
            self._progress.stop()

    def advance(self, size: int) -> None:
        """Count a note."""
        self._done += size
        self._notes += 1
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=self._done, notes=self._count())

    def _count(self) -> str:
        rate = self._notes / max(time.monotonic() - self._begun, 0.001)
        return f"{count(self._notes, 'note')}, {rate:,.0f} a second"

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        progress = Progress(
            TextColumn("Checking"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[notes]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=sys.stdout.isatty(),  # so that findings on the same terminal scroll above the bar
        )
        progress.add_task("", total=self._total, completed=self._done, notes=self._count())
        progress.start()
        self._progress = progress
