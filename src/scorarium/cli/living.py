"""What `run` and `study` share: live an order, with progress, and print what came out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scorarium.cli.console import out, print_json
from scorarium.cli.exits import StoppedError
from scorarium.cli.progress import Progress, span
from scorarium.errors import DeclarationError, Fault

if TYPE_CHECKING:
    from scorarium.studies.order import Order
    from scorarium.studies.progress import Progress as Moment
    from scorarium.studies.run import Run

RUNS = Path("runs")
LONG_COMPILATION = 4.0
EARLY = 4
"""Ticks before anybody can say how long the rest takes: the first one may have compiled the engine."""


def refuse_faulty(order: Order) -> None:
    """Refuse what is faulty or cannot be executed, before anybody is generated.

    Raises
    ------
    DeclarationError
        With every fault of every world.
    """
    from scorarium.engine.refusals import refusals
    from scorarium.studies.check import check_world

    faults: list[Fault] = []
    for world in order.worlds.values():
        society = order.societies[world.society]
        faults += check_world(world.schemes, society)
        faults += [fault for scheme in world.schemes for fault in refusals(scheme, society)]
    if faults:
        raise DeclarationError(faults)


def live_and_show(
    order: Order,
    *,
    folder: Path | None,
    threads: int | None,
    workers: int = 1,
    resume: bool,
    as_json: bool,
    again: str,
) -> None:
    """Live an order, print what came out, and say where it is kept.

    Parameters
    ----------
    folder
        Where the run is kept; without it, in a folder of its own under `runs`.
    again
        What to type to go on after an interruption.

    Raises
    ------
    DeclarationError
        Something is faulty, or cannot be executed yet.
    StoppedError
        Somebody stopped it; what was finished is printed and kept.
    """
    from scorarium.studies.remarks import remarks
    from scorarium.studies.run import InterruptedRunError, make_run

    refuse_faulty(order)
    for remark in remarks(order):
        print(remark, file=sys.stderr)  # noqa: T201
    runs = None if folder is not None else RUNS
    foresee(order, folder or RUNS, threads=threads, workers=workers)
    try:
        with Progress() as progress:
            told = Herald(progress).tell
            run = make_run(order, out=folder, runs=runs, threads=threads, workers=workers, progress=told, resume=resume)
    except InterruptedRunError as stopped:
        if stopped.run is None and stopped.parts[0]:
            raise StoppedError(
                f"Stopped: {stopped.parts[0]:,} of {stopped.parts[1]:,} parts were finished and are kept. "
                f"To go on where it stopped, type again: {again}"
            ) from None
        if stopped.run is None:
            raise StoppedError("Stopped before the first replicate was finished: nothing is kept.") from None
        show_run(stopped.run, as_json=as_json)
        raise StoppedError(
            f"Stopped: {stopped.finished} of {stopped.asked} {stopped.what} were finished and are kept in "
            f"{stopped.run.dir}. To go on where it stopped, type again: {again}"
        ) from None
    show_run(run, as_json=as_json)


def foresee(order: Order, folder: Path, *, threads: int | None, workers: int = 1) -> None:
    """Say of a large run how it is lived and what it will take.

    Raises
    ------
    TooLargeError
        It does not fit.
    """
    from scorarium.studies.forecast import check_fits, forecasts

    found = forecasts(order, threads=threads, workers=workers)
    for one in found:
        print(one.sentence(span(one.seconds)), file=sys.stderr)  # noqa: T201
    check_fits(found, folder)


def show_run(run: Run, *, as_json: bool) -> None:
    """Print a run."""
    if as_json:
        print_json(run.document)
        return
    from scorarium.cli.outcomes import show_document

    show_document(out(), run.document)


class Herald:
    """Tells a person how far a run is.

    Parameters
    ----------
    progress
        Where.
    """

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.compiling: float | None = None

    def tell(self, moment: Moment) -> None:
        """Move the bar; speak of the first compilation in a line of its own."""
        import time

        if moment.doing == "vary":
            text = f"point {moment.replicate} of {moment.replicates}: the same worlds at other numbers"
            self.progress.share(text, moment.done, moment.seconds_left)
            return
        of = f"{moment.replicate} of {moment.replicates}" if moment.replicates > 1 else ""
        who = f"replicate {of}".strip() if of else moment.society
        if moment.doing == "compile":
            self.compiling = time.perf_counter()
            told = " (the engine is compiled, once)" if moment.replicate == 1 else ""
            text = f"{who}: the first tick{told}"
        elif moment.doing == "parts":
            self._first_tick(time.perf_counter())
            text = f"{who}: part {moment.tick:,} of {moment.ticks:,}"
        elif moment.doing == "live":
            self._first_tick(time.perf_counter())
            text = f"{who}: tick {moment.tick} of {moment.ticks}"
        else:
            doing = {"society": f"generating {moment.society}", "measure": "measuring"}[moment.doing]
            text = f"{who}: {doing}"
        is_early = moment.replicate == 1 and moment.tick < EARLY
        self.progress.share(text, moment.done, None if is_early else moment.seconds_left)

    def _first_tick(self, now: float) -> None:
        if self.compiling is not None:
            seconds = now - self.compiling
            self.compiling = None
            if seconds >= LONG_COMPILATION:
                self.progress.say(f"compiled the engine, once: {seconds:.0f} s")


def typed() -> str:
    """The command as it was typed."""
    import shlex

    return shlex.join(["scorarium", *sys.argv[1:]])
