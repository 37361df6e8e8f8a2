"""What a large run will take, from a short trial of it on this machine, and whether it fits."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from scorarium.engine.run import ticks
from scorarium.engine.step import compile_passes
from scorarium.engine.threads import usable_threads
from scorarium.errors import ScorariumError
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.measure import measure
from scorarium.outcomes.persons import MOST_CELLS
from scorarium.society.generate import generate, generate_part
from scorarium.studies.by_parts import LARGE, PART, parts_of, why_whole
from scorarium.studies.order import Order
from scorarium.studies.pieces import planned

TRIAL: Final = 16_384
"""Persons of the trial."""

DRAWING: Final = 200
"""Bytes for each person that generation holds for a while beside what it gives."""

BESIDE: Final = 1.3
"""How many times what is counted a process takes: what is freed is not given back at once."""

KEPT_EACH: Final = 60
"""Bytes on the disk for each person whose columns are kept."""

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

    def sentence(self, span: str) -> str:
        """The forecast as one says it; `span` is the time in words."""
        course = f"part by part ({self.parts:,} parts, {self.threads} at a time)"
        if self.why_whole:
            course = f"tick by tick and not part by part, since {'; '.join(self.why_whole)}"
        times = f", {self.replicates} replicates" if self.replicates > 1 else ""
        return (
            f"{self.society}: {self.persons:,} persons, {self.ticks} ticks, {self.worlds} worlds{times}, {course}. "
            f"A trial of {TRIAL:,} persons says: about {self.memory / GIB:,.1f} GiB of memory, "
            f"{self.disk / 2**20:,.0f} MiB of disk, {span}."
        )


def forecasts(order: Order, *, threads: int | None = None) -> list[Forecast]:
    """What the societies of an order will take that have more than ``LARGE`` persons."""
    return [
        forecast(order, society, threads=threads or usable_threads())
        for society in order.societies
        if order.persons_in(society) > LARGE
    ]


def forecast(order: Order, society: str, *, threads: int) -> Forecast:
    """What the replicates of a society will take."""
    persons, why = order.persons_in(society), why_whole(order, society)
    parts, in_part = 1, float(persons)
    if not why:
        of_districts = parts_of(order, society, 0).districts
        parts, in_part = len(of_districts), max(PART, persons / len(of_districts))
    tried = trial(order, society, by_parts=not why)
    base = resident()
    held = in_part * (1 if why else threads)
    memory = base + BESIDE * held * tried.bytes_each
    seconds = persons * (tried.drawing + tried.living / threads) if why else persons * tried.seconds / threads
    kept = min(persons * tried.worlds, MOST_CELLS) * KEPT_EACH
    fitting = int((machine_bytes() - base) / (BESIDE * tried.bytes_each))
    return Forecast(
        society,
        persons,
        order.ticks_in(society),
        tried.worlds,
        order.replicates,
        parts,
        why,
        threads,
        memory,
        float(kept + 2**20),
        seconds * order.replicates,
        fitting,
    )


@dataclass(frozen=True)
class Trial:
    """What each person of a trial took: bytes, and seconds of one thread for drawing and for living."""

    bytes_each: float
    drawing: float
    living: float
    worlds: int

    @property
    def seconds(self) -> float:
        """Of one thread."""
        return self.drawing + self.living


def trial(order: Order, society: str, *, by_parts: bool) -> Trial:
    """Live few persons under the same plan, all ticks, on one thread; twice, so that nothing is compiled in it."""
    compile_passes()
    _lived(order, society, by_parts=by_parts)
    return _lived(order, society, by_parts=by_parts)


def _lived(order: Order, society: str, *, by_parts: bool) -> Trial:
    recipe, replicate = order.societies[society], 0
    if by_parts:
        count = int(parts_of(order, society, replicate).template.plan.sizes.districts)
        persons = min(order.persons_in(society), count * TRIAL)
        parts = parts_of(replace(order, persons=persons), society, replicate, at_most=TRIAL)
        begin = time.perf_counter()
        people = generate_part(recipe, parts.districts[0], persons=persons, seed=order.seed, census=parts.census)
        compiled = parts.template.settled(people)
    else:
        begin = time.perf_counter()
        people = generate(recipe, persons=TRIAL, seed=order.seed)
        compiled = planned(order, society, replicate, people)
    drawn, diary, lives = time.perf_counter() - begin, Diary(compiled), ticks(compiled, threads=1)
    begin = time.perf_counter()
    t, life = next(lives)
    diary.note(life.running, t, life.of_firms)
    for t, _ in lives:
        diary.note(life.running, t, life.of_firms)
    measure(diary.lived(life.complete()))
    living, plan = time.perf_counter() - begin, compiled.plan
    arrays = [life.arrays, life.hidden, life.rows, *(shard.handle.arrays for shard in life.shards)]
    held = size_of(value for one in arrays for value in one.values())
    held += size_of(value for table in plan for value in table) + size_of(vars(people).values())
    return Trial(held / people.n + DRAWING, drawn / people.n, living / people.n, int(plan.sizes.worlds))


def size_of(values: Iterable[Any]) -> float:
    """Bytes of the arrays among values."""
    return float(sum(value.nbytes for value in values if isinstance(value, np.ndarray)))


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
            why = f" Part by part it would fit, but {'; '.join(one.why_whole)}." if one.why_whole else ""
            got, most = (f"{number / GIB:,.0f} GiB" for number in (one.memory, machine_bytes()))
            raise TooLargeError(
                f"{one.society}: {one.persons:,} persons do not fit into memory (got about {got}, expected at most "
                f"{most}). Take --persons {one.fitting:,} or fewer.{why}"
            )
        if one.disk > free:
            raise TooLargeError(
                f"{there}: the run does not fit on the disk (got about {one.disk / 2**20:,.0f} MiB, expected at most "
                f"{free / 2**20:,.0f} MiB). Say another --out."
            )
