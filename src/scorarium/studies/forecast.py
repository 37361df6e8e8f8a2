"""What a large run will take, from a short trial of it on this machine, and whether it fits."""

from __future__ import annotations

import os
import resource
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scorarium.engine.psychology import resolve
from scorarium.engine.threads import usable_threads
from scorarium.errors import ScorariumError
from scorarium.outcomes.persons import MOST_CELLS
from scorarium.society.generate import LARGEST
from scorarium.studies.by_parts import LARGE, PART, parts_of, why_whole
from scorarium.studies.order import Order
from scorarium.studies.sample import n_points
from scorarium.studies.trial import Trial, try_parts, try_whole

ROUGHLY: Final = 0.9
"""The share of the memory of this machine that a number of persons may need of whom it is said that they would fit."""

COPIES: Final = 2
"""How many times the columns of persons lived part by part are held at once: as gathered, and as written."""

WRITTEN: Final = 2
"""How often they lie on the disk before a run is whole: with its replicate, and by themselves."""

GIB: Final = 2**30


class TooLargeError(ScorariumError):
    """A run that does not fit on this machine."""


@dataclass(frozen=True)
class Forecast:
    """What the replicates of one society will take.

    Parameters
    ----------
    society
        Its name.
    persons, ticks, worlds, replicates
        The size of the run.
    parts
        Of one replicate; 1 where everybody is lived tick by tick.
    why_whole
        Why it is not lived part by part.
    threads
        How many.
    memory, disk
        Bytes.
    seconds
        In all.
    fitting
        About how many persons would fit into memory.
    tried
        Persons of the trial that says all this.
    workers
        Processes, each of which lives a replicate.
    hints
        What else would take less.
    """

    society: str
    persons: int
    ticks: int
    worlds: int
    replicates: int
    parts: int
    why_whole: tuple[str, ...]
    threads: int
    memory: float
    disk: float
    seconds: float
    fitting: int
    tried: int
    workers: int = 1
    hints: tuple[str, ...] = field(default=())

    def sentence(self, span: str) -> str:
        """The forecast as one says it; `span` is the time in words."""
        course = f"part by part ({self.parts:,} parts, {self.threads} at a time)"
        if self.why_whole:
            course = f"tick by tick and not part by part, since {'; '.join(self.why_whole)}"
        times = f", {self.replicates} replicates" if self.replicates > 1 else ""
        return (
            f"{self.society}: {self.persons:,} persons, {self.ticks} ticks, {self.worlds} worlds{times}, {course}. "
            f"A trial of {self.tried:,} persons says: about {self.memory / GIB:,.1f} GiB of memory, "
            f"{self.disk / 2**20:,.0f} MiB of disk, {span}."
        )


def forecasts(order: Order, *, threads: int | None = None, workers: int = 1) -> list[Forecast]:
    """What the societies of an order will take that have more than ``LARGE`` persons.

    Raises
    ------
    TooLargeError
        More persons than can be numbered.
    """
    large = [society for society in order.societies if order.persons_in(society) > LARGE]
    for society in large:
        if order.persons_in(society) > LARGEST:
            raise TooLargeError(
                f"{society}: more persons than can be numbered (got {order.persons_in(society):,}, expected at most "
                f"{LARGEST:,}). Take fewer --persons."
            )
    return [forecast(order, one, threads=threads or usable_threads(), workers=workers) for one in large]


def forecast(order: Order, society: str, *, threads: int, workers: int = 1) -> Forecast:
    """What the replicates of a society will take.

    Parameters
    ----------
    threads
        How many in all.
    workers
        Processes that share the replicates, and the threads.
    """
    persons, why = order.persons_in(society), why_whole(order, society)
    pieces = order.replicates * (1 if order.vary is None else 1 + n_points(order.vary))
    workers = min(workers, pieces)
    own = max(1, threads // workers)
    parts, tried = 1, try_whole(order, society, threads=own) if why else try_parts(order, society, threads=own)
    kept = persons / -(-persons * tried.worlds // MOST_CELLS)
    counted, seconds = tried.memory.of(persons), tried.seconds.of(persons)
    if not why:
        parts = len(parts_of(order, society, 0).districts)
        in_part = persons / parts
        counted = tried.memory.of(in_part) + tried.once + tried.gathered * (1 + own)
        counted += COPIES * kept * tried.kept.held
        seconds = -(-parts // own) * tried.seconds.of(in_part)
    base = held()
    memory = workers * (base + counted)
    return Forecast(
        society,
        persons,
        order.ticks_in(society),
        tried.worlds,
        order.replicates,
        parts,
        why,
        own,
        memory,
        WRITTEN * kept * tried.kept.packed + 2**20,
        seconds * pieces / workers,
        fitting(tried, ROUGHLY * machine_bytes() / workers - base, parts),
        tried.persons,
        workers,
        hints(order, society, in_part=0.0 if why else persons / parts, own=own, workers=workers),
    )


def fitting(tried: Trial, room: float, parts: int) -> int:
    """About how many persons fit into so many bytes, to two digits."""
    most = max(1, int((room - tried.memory.fixed - tried.once) / tried.memory.each) * parts)
    step = 10 ** max(0, len(str(most)) - 2)
    return int(most // step * step)


def hints(order: Order, society: str, *, in_part: float, own: int, workers: int) -> tuple[str, ...]:
    """What would take less memory.

    Parameters
    ----------
    in_part
        Persons of a part; nought where everybody is lived tick by tick.
    own
        Threads of each of the workers.
    """
    scored = sum(1 for schemes in order.worlds_in(society).values() if schemes)
    said = [f"fewer --workers (got {workers})"] * (workers > 1)
    said += [f"--threads 1 (got {own})"] * (own > 1 and in_part > 0)
    said += [f"more districts (each part has about {in_part:,.0f} persons)"] * (in_part > 2 * PART)
    said += [f"each of the {scored} scored worlds in a run of its own"] * (scored > 1)
    said += ["psychology: passive"] * (resolve(order.societies[society].psychology) != resolve(None))
    return tuple(said)


def held() -> float:
    """Bytes that this process holds now; where the system does not tell, at most so far."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return resident()
    return float(int(pages) * os.sysconf("SC_PAGE_SIZE"))


def resident() -> float:
    """Bytes that this process has held at most so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)


def machine_bytes() -> float:
    """Bytes of memory that this machine has."""
    return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))


def check_fits(found: Iterable[Forecast], folder: Path) -> None:
    """Refuse what cannot fit, and say what would.

    Parameters
    ----------
    folder
        Where the run is to be kept.

    Raises
    ------
    TooLargeError
        It needs more memory, or more disk, than there is.
    """
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    for one in found:
        if one.memory > machine_bytes():
            else_ = f" What else takes less: {'; '.join(one.hints)}." if one.hints else ""
            why = f" Part by part it would fit, but {'; '.join(one.why_whole)}." if one.why_whole else ""
            got, most = (f"{number / GIB:,.0f} GiB" for number in (one.memory, machine_bytes()))
            raise TooLargeError(
                f"{one.society}: {one.persons:,} persons do not fit into memory (got about {got}, expected at most "
                f"{most}). Take --persons {one.fitting:_} or fewer.{why}{else_}"
            )
        if one.disk > free:
            raise TooLargeError(
                f"{there}: the run does not fit on the disk (got about {one.disk / 2**20:,.0f} MiB, expected at most "
                f"{free / 2**20:,.0f} MiB). Say another --out."
            )
