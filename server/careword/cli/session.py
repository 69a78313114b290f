"""Paths in, checked notes out; meanwhile a person is told what could not be read, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from careword.cli.checking import Check
from careword.cli.desk import Desk
from careword.cli.progress import Bar
from careword.cli.say import tell
from careword.note import Checked, Remark, Unread
from careword.readers.sources import Source, find
from careword.render.summary import Summary, count


class Session:
    """One run of a command over notes. `summary` and `errors` are complete when it has ended."""

    def __init__(self, desk: Desk, paths: Iterable[str], *, stdin_name: str | None = None, jobs: int = 1) -> None:
        self.summary = Summary()
        self.errors: list[Unread] = []
        self._sources = list(find(paths, stdin_name=stdin_name))
        self._check = Check(desk, self._sources)
        self._jobs = jobs
        self._bar = Bar(_total(self._sources))

    def __enter__(self) -> Self:
        """Begin."""
        self._bar.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """End; after Ctrl-C, say how much was left."""
        self._bar.__exit__(kind, fault, at)
        if isinstance(fault, KeyboardInterrupt):
            left = len(self._sources) - self._check.done
            raise KeyboardInterrupt(f"interrupted: {count(left, 'input')} not read to the end") from None

    def __iter__(self) -> Iterator[Checked]:
        """Give the notes that could be checked."""
        for outcome in self._check.run(self._jobs):
            if isinstance(outcome, Checked):
                self._bar.advance(outcome.note.size)
                self.summary.add(outcome)
                yield outcome
            elif isinstance(outcome, Remark):
                tell(f"{outcome.path}: {outcome.message}")
            else:
                self.errors.append(outcome)
                self.summary.unread += 1
                if not outcome.told:
                    tell(outcome)


def _total(sources: Iterable[Source | Unread]) -> int | None:
    files = [source for source in sources if isinstance(source, Source)]
    return None if any(source.file is None for source in files) else sum(source.size for source in files)
