"""Paths in, checked notes out; meanwhile a person is told what could not be read, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from careword.cli.checking import Check
from careword.cli.desk import Desk
from careword.cli.progress import Bar
from careword.cli.say import tell
from careword.cli.stop import Stop
from careword.note import Checked, Ended, Remark, Unread
from careword.readers.sources import Source, find
from careword.render.summary import Summary, count

if TYPE_CHECKING:
    from careword.cli.cache import Cache
    from careword.cli.known import Known


class Session:
    """One run of a command over notes. `summary` and `errors` are complete when it has ended."""

    def __init__(
        self,
        desk: Desk,
        paths: Iterable[str],
        *,
        stdin_name: str | None = None,
        jobs: int = 1,
        cache: Cache | None = None,
        known: Known | None = None,
    ) -> None:
        self.summary = Summary()
        self.errors: list[Unread] = []
        self._sources = list(find(paths, stdin_name=stdin_name))
        self._check = Check(desk, self._sources, cache, known)
        self._jobs, self._cache = jobs, cache
        total = _total(self._sources)
        self._bar = Bar(total)
        # who types a note in wants it to stop at once; else the note in hand is finished first
        self._stop = Stop() if total is not None else None
        self._interrupted = False
        self._ended = 0
        self._notes = 0  # of the source that is being read

    def __enter__(self) -> Self:
        """Begin."""
        self._bar.__enter__()
        if self._stop is not None:
            self._stop.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """End; after Ctrl-C, say how much was left."""
        if self._stop is not None:
            self._stop.__exit__(kind, fault, at)
        self._bar.__exit__(kind, fault, at)
        if self._cache is not None:
            self._cache.close()
        if isinstance(fault, KeyboardInterrupt) or (fault is None and self._interrupted):
            left = count(len(self._sources) - self._ended, "input")
            raise KeyboardInterrupt(f"interrupted: {left} not read to the end") from None

    def __iter__(self) -> Iterator[Checked]:
        """Give the notes that could be checked. After Ctrl-C there are no more; what was left is among the errors."""
        try:
            for outcome in self._check.run(self._jobs):
                if self._stop is not None and self._stop.asked:
                    self._interrupted = True
                    break
                if isinstance(outcome, Checked):
                    self._notes += 1
                    self._bar.advance(outcome.note.size)
                    self.summary.add(outcome)
                    yield outcome
                elif isinstance(outcome, Ended):
                    self._ended += 1
                    self._notes = 0
                elif isinstance(outcome, Remark):
                    tell(f"{outcome.path}: {outcome.message}")
                else:
                    self._add(outcome)
        except KeyboardInterrupt:
            self._interrupted = True
        if self._interrupted:
            for source in self._sources[self._ended :]:
                after = f" after {count(self._notes, 'note')}" if self._notes else ""
                self._notes = 0
                self._add(Unread(source.path, f"interrupted{after}: not read to its end", told=True))

    def _add(self, unread: Unread) -> None:
        self.errors.append(unread)
        self.summary.unread += 1
        if not unread.told:
            tell(unread)


def _total(sources: Iterable[Source | Unread]) -> int | None:
    files = [source for source in sources if isinstance(source, Source)]
    return None if any(source.file is None for source in files) else sum(source.size for source in files)
