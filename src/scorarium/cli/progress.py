"""Progress on standard error: a bar with the time left where somebody looks on, plain lines where nobody does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from scorarium.cli.console import err

Report = Callable[[int, int], None]

QUIET_SECONDS = 10.0
"""Between two plain lines where no terminal is."""


class Progress:
    """A place for progress; to be used in a ``with`` statement."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.task: Any = None
        self.last = 0.0
        self.began = time.perf_counter()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            left, remaining = TextColumn("{task.description}"), TimeRemainingColumn(compact=True)
            self.bar = Bar(
                left, BarColumn(bar_width=None), MofNCompleteColumn(), remaining, TextColumn("left"), console=err(),
                transient=True,
            )  # fmt: skip
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def steps(self, what: str) -> Report:
        """Give the function that is told ``(done, total)`` of something."""
        self.began = time.perf_counter()
        if self.bar is not None:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.task = self.bar.add_task(what, total=None)

        def report(done: int, total: int) -> None:
            self.tell(what, done, total)

        return report

    def tell(self, what: str, done: int, total: int) -> None:
        """Move the bar, or say it in a line now and then."""
        if self.bar is not None:
            self.bar.update(self.task, completed=done, total=total, description=what)
            return
        now = time.perf_counter()
        if now - self.last >= QUIET_SECONDS and 0 < done < total:
            self.last = now
            left = (now - self.began) / done * (total - done)
            sys.stderr.write(f"{what}: {done} of {total}, about {left:.0f} s left\n")

    def say(self, sentence: str) -> None:
        """Print a remark above the bar."""
        if self.bar is not None:
            self.bar.console.print(sentence)
        else:
            sys.stderr.write(sentence + "\n")
