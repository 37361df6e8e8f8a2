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
        self.last = self.began = time.perf_counter()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn
            from rich.progress import Progress as Bar

            self.bar = Bar(
                BarColumn(bar_width=24), TaskProgressColumn(), TextColumn("{task.fields[left]}", style="dim"),
                TextColumn("{task.description}"), console=err(), transient=True,
            )  # fmt: skip
            self.bar.start()
            self.task = self.bar.add_task("", total=1.0, left="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def steps(self, what: str) -> Report:
        """Give the function that is told ``(done, total)`` of something; the first step tells nothing of the others."""
        began: list[tuple[int, float]] = []

        def report(done: int, total: int) -> None:
            now = time.perf_counter()
            if not began:
                began.append((done, now))
            first, since = began[0]
            left = (now - since) / (done - first) * (total - done) if done > first else None
            self.share(f"{what} {done} of {total}", done / total if total else 1.0, left)

        return report

    def share(self, text: str, done: float, seconds_left: float | None) -> None:
        """Move the bar to a share of the whole, or say it in a line now and then."""
        left = "" if seconds_left is None or done >= 1.0 else f"{span(seconds_left)} left"
        if self.bar is not None:
            self.bar.update(self.task, completed=done, description=text, left=left)
            return
        now = time.perf_counter()
        if now - self.last >= QUIET_SECONDS:
            self.last = now
            told = f", {left}" if left else ""
            self.say(f"{done * 100:.0f} %{told}: {text}")

    def say(self, sentence: str) -> None:
        """Print a remark above the bar."""
        if self.bar is not None:
            self.bar.console.print(sentence)
        else:
            print(sentence, file=sys.stderr, flush=True)  # noqa: T201


def span(seconds: float) -> str:
    """A time span as one says it.

    Examples
    --------
    >>> span(3.2), span(75), span(4000)
    ('3 s', '1 min 15 s', '1 h 6 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if minutes < 10 else f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
