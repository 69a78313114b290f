"""Ctrl-C in; a wish to stop after the note in hand out, so that what was written so far stays whole."""

from __future__ import annotations

import signal
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self


class Stop:
    """Listens for Ctrl-C. A second one stops at once."""

    def __init__(self) -> None:
        self.asked = False
        self._before: Any = None

    def __enter__(self) -> Self:
        """Begin to listen, where a program may."""
        # who started careword with Ctrl-C switched off wants it to go on
        if signal.getsignal(signal.SIGINT) not in (signal.SIG_IGN, None):
            with suppress(ValueError):  # only the main thread may listen
                self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Listen no more."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    def _heard(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
