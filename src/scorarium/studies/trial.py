"""A short trial of a run on this machine: what each person takes, and what has to be taken once.

A few persons are lived under the same plan through all ticks, and then two to four times as many. Between the two lies
what a person takes; what is left is there for any number. Every array counts that Python is asked for on the way,
people, plan, state, entries and what measures put beside them: nothing is listed by hand, so that nothing can be
forgotten.
"""

from __future__ import annotations

import time
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from numpy.typing import NDArray

from scorarium.engine.passes import compile_passes
from scorarium.engine.step import BLOCK_SIZE
from scorarium.outcomes.portions import Portion
from scorarium.outcomes.replicate import Replicate
from scorarium.studies.by_parts import PART, granted_in, live_part, parts_of
from scorarium.studies.order import Order
from scorarium.studies.pieces import live_replicate
from scorarium.studies.progress import Teller

T = TypeVar("T")

TRIAL: Final = 32_768
"""Persons of the larger trial at least; the smaller one has a quarter to a half of them."""

SHARDS: Final = 4
"""Shards for each thread: the smaller trial fills them and their blocks, so that both have as many, as large."""

TURNS: Final = 3
"""How often both trials are lived by the clock, in turn, so that a busy moment does not tell: the fastest counts."""

LONG: Final = 2.0
"""Seconds after which no further turn begins."""

LEAST_SLOPE: Final = 0.5
"""A person costs at least this share of what the larger trial took per person, however luck has it with the clock."""


@dataclass(frozen=True)
class Cost:
    """Bytes or seconds: what is taken once, and what each person takes."""

    fixed: float
    each: float

    def of(self, persons: float) -> float:
        """Of so many persons."""
        return self.fixed + self.each * persons


@dataclass(frozen=True)
class Columns:
    """Bytes of the columns of each person who is kept, in memory and packed on the disk."""

    held: float
    packed: float


@dataclass(frozen=True)
class Trial:
    """What a run takes.

    Parameters
    ----------
    persons
        How many were lived in the larger trial.
    memory
        Bytes at once of a replicate, or of as many parts as there are threads; by persons of one of them.
    seconds
        Of a replicate, or of as many parts as there are threads; by persons of one of them.
    once
        Bytes that all parts share.
    gathered
        Bytes that wait of each part when it has been lived.
    kept
        The columns of persons of whom they are kept.
    worlds
        How many.
    """

    persons: int
    memory: Cost
    seconds: Cost
    once: float
    gathered: float
    kept: Columns
    worlds: int


def try_whole(order: Order, society: str, *, threads: int) -> Trial:
    """Live few persons of a society tick by tick."""
    compile_passes()
    quiet = Teller(None, pieces=1, replicates=1)

    def live(persons: int) -> Replicate:
        return live_replicate(replace(order, persons=persons), society, 0, {}, threads=threads, teller=quiet)

    few, many = sizes(order.persons_in(society), threads)
    live(few)
    memory, seconds, lived = between((few, lambda: live(few)), (many, lambda: live(many)))
    return Trial(many, memory, seconds, 0.0, 0.0, columns_of(lived.persons), len(order.worlds_in(society)))


def try_parts(order: Order, society: str, *, threads: int) -> Trial:
    """Live few persons in each of as many parts at once as there are threads."""
    parts, once = traced(lambda: parts_of(order, society, 0))
    granted = granted_in(parts)
    compile_passes(granted)
    at_once, districts = min(threads, len(parts.districts)), int(parts.template.plan.sizes.districts)

    def trial_of(persons: int) -> Tried[Portion]:
        fewer = min(order.persons_in(society), districts * persons)
        some = parts_of(replace(order, persons=fewer), society, 0, at_most=persons)
        which = some.districts[:at_once]

        def live() -> Portion:
            with ThreadPoolExecutor(len(which)) as pool:
                portions = [one.portion for one in pool.map(lambda one: live_part(some, one, granted=granted), which)]
            return portions[0]

        return round(sum(fewer * len(one) / districts for one in which) / len(which)), live

    few, many = (trial_of(persons) for persons in sizes(PART, 1))
    few[1]()
    memory, seconds, portion = between(few, many)
    gathered = bytes_of(portion.added) + bytes_of(portion.placed)
    persons, worlds = many[0] * at_once, len(order.worlds_in(society))
    return Trial(persons, memory, seconds, once, gathered, columns_of(portion.persons), worlds)


def sizes(persons: int, threads: int) -> tuple[int, int]:
    """Persons of the two trials: never more than there are."""
    few = max(TRIAL // 4, SHARDS * BLOCK_SIZE * threads)
    many = min(max(TRIAL, 2 * few), persons)
    return max(1, min(few, many // 2)), many


Tried = tuple[int, Callable[[], T]]
"""Persons, and their lives."""


def between(small: Tried[T], large: Tried[T]) -> tuple[Cost, Cost, T]:
    """Bytes and seconds from two trials, and what came of the larger.

    Each is lived some times by the clock, and once with its arrays counted.
    """
    (few, some), (many, others) = small, large
    seconds = fastest(some, others)
    room, (found, more_room) = traced(some)[1], traced(others)
    return line(few, many, room, more_room), line(few, many, *seconds, least=LEAST_SLOPE), found


def fastest(some: Callable[[], object], others: Callable[[], object]) -> tuple[float, float]:
    """Seconds that each of two takes if nothing comes in between."""
    taken = [(clocked(some), clocked(others))]
    while len(taken) < TURNS and sum(map(sum, taken)) < LONG:
        taken.append((clocked(some), clocked(others)))
    return min(one for one, _ in taken), min(other for _, other in taken)


def clocked(live: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begin = time.perf_counter()
    live()
    return time.perf_counter() - begin


def line(few: int, many: int, of_few: float, of_many: float, *, least: float = 0.0) -> Cost:
    """What is taken once and by each, from what few and many took.

    Parameters
    ----------
    least
        The share of what many took per person that each takes at least.
    """
    whole = of_many / many
    if many <= few:
        return Cost(0.0, whole)
    each = min(whole, max((of_many - of_few) / (many - few), least * whole))
    return Cost(of_many - each * many, each)


def traced(live: Callable[[], T]) -> tuple[T, float]:
    """What comes out, and the most bytes that Python has held on the way beyond what it held before."""
    was_on = tracemalloc.is_tracing()
    if not was_on:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        found = live()
        return found, float(max(0, tracemalloc.get_traced_memory()[1] - before))
    finally:
        if not was_on:
            tracemalloc.stop()


def columns_of(table: Mapping[str, NDArray[Any]]) -> Columns:
    """What each of some persons takes whose columns are kept: every one of few, every k-th of many."""
    n = max(1, len(table["person"]))
    packed = sum(len(zlib.compress(array.tobytes(), 1)) for array in table.values())
    return Columns(bytes_of(table) / n, packed / n)


def bytes_of(arrays: Mapping[str, NDArray[Any]]) -> float:
    """Of all arrays."""
    return float(sum(array.nbytes for array in arrays.values()))
