"""A replicate lived part by part through all its ticks, so that memory does not grow with the number of people."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.passes import NOTHING, Granted, compile_passes, granted_by
from scorarium.engine.plan import CompiledPlan, compile_census
from scorarium.engine.run import RunStoppedError, is_long, ticks
from scorarium.engine.step import Life
from scorarium.engine.threads import Workers, usable_threads
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.part_sums import PartSums, from_flat
from scorarium.outcomes.portions import Portion, portion_of
from scorarium.outcomes.replicate import Replicate
from scorarium.outcomes.whole import as_replicate, whole_of
from scorarium.society.apart import ends_of, why_together
from scorarium.society.generate import LARGEST, census_of, generate_part
from scorarium.society.population import Population
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.studies.order import Order
from scorarium.studies.progress import Teller

Arrays = Mapping[str, NDArray[Any]]

LARGE: Final = 2_000_000
"""Societies of more persons are lived part by part where the plan allows it."""

PART: Final = 131_072
"""Persons of a part, unless a single district has more."""

SECONDS_BETWEEN: Final = 60.0
"""How often what is gathered is put on the shelf."""


@dataclass(frozen=True)
class Parts:
    """A replicate that can be lived part by part.

    Parameters
    ----------
    order, society, number
        Which.
    census
        The people from whom the plan was made.
    template
        The plan.
    districts
        Of each part.
    """

    order: Order
    society: str
    number: int
    census: Population
    template: CompiledPlan
    districts: tuple[range, ...]


@dataclass
class Shelf:
    """Where what has been gathered of a replicate waits in case that the run is interrupted.

    Parameters
    ----------
    kept
        What was put there before, if anything.
    put
        Puts something there.
    done, parts
        How far it is.
    """

    kept: Arrays | None = None
    put: Callable[[Arrays], None] | None = None
    done: int = 0
    parts: int = 0


def why_whole(order: Order, society: str) -> tuple[str, ...]:
    """Why a society is lived tick by tick and not part by part; nothing if it is lived part by part."""
    if order.persons_in(society) <= LARGE:
        return (f"it has no more than {LARGE:,} persons",)
    if order.persons_in(society) > LARGEST:
        return (f"persons are numbered up to {LARGEST:,}",)
    if together := why_together(order.societies[society], order.persons_in(society)):
        return together
    return _template(order, society, 0)[1].obstacles


def parts_of(order: Order, society: str, number: int, *, at_most: int | None = None) -> Parts:
    """The parts of a replicate: as many districts as have `at_most` persons (``PART``) together, one at least.

    Raises
    ------
    ScorariumError
        It cannot be lived part by part.
    """
    census, template = _template(order, society, number)
    ends = ends_of(order.persons_in(society), template.frame.population.n_districts)
    cuts = [0]
    while cuts[-1] < len(ends) - 1:
        last = int(np.searchsorted(ends, ends[cuts[-1]] + (at_most or PART), side="right")) - 1
        cuts.append(max(cuts[-1] + 1, last))
    districts = tuple(range(a, b) for a, b in pairwise(cuts))
    return Parts(order, society, number, census, template, districts)


def _template(order: Order, society: str, number: int) -> tuple[Population, CompiledPlan]:
    recipe = order.societies[society]
    drawn = 0 if order.same_society else number
    census = census_of(recipe, persons=order.persons_in(society), seed=order.seed, replicate=drawn)
    filled = with_vocabulary(recipe, load_vocabulary())
    worlds = order.worlds_in(society)
    return census, compile_census(census, filled, worlds, seed=order.seed, replicate=number, years=order.years)


@dataclass(frozen=True)
class _Alone:
    """What came of one part; how it was lived is told of the last one only."""

    portion: Portion
    lived: Lived | None
    seconds: Mapping[str, float]


def granted_in(parts: Parts) -> Granted:
    """What code made for this replicate alone may take for granted; nothing where it would not be worth the while.

    Read from the first part: what holds there and not in another is not taken for granted in that one.
    """
    return granted_to(parts, parts.template) if is_long(person_ticks_of(parts)) else NOTHING


def granted_to(parts: Parts, template: CompiledPlan) -> Granted:
    """What code made for a plan of these parts may take for granted, however long the run is."""
    plan = template.settled(people_of(parts, parts.districts[0])).plan
    return granted_by(Life(plan, Workers(1), shard=int(plan.sizes.persons)).tables)


def person_ticks_of(parts: Parts) -> float:
    """Person-ticks of a replicate, all worlds counted."""
    plan = parts.template.plan
    return float(parts.order.persons_in(parts.society)) * int(plan.clock.n_ticks) * int(plan.sizes.worlds)


def people_of(parts: Parts, which: range) -> Population:
    """The people of some districts."""
    order = parts.order
    return generate_part(
        order.societies[parts.society],
        which,
        persons=order.persons_in(parts.society),
        seed=order.seed,
        replicate=0 if order.same_society else parts.number,
        census=parts.census,
    )


def live_part(parts: Parts, which: range, *, granted: Granted = NOTHING, stop: threading.Event | None = None) -> _Alone:
    """Generate the people of some districts and live all ticks, on the thread that asks.

    Parameters
    ----------
    granted
        What compiled code takes for granted (:func:`granted_in`).

    Raises
    ------
    RunStoppedError
        Somebody asked to stop.
    """
    order, begin = parts.order, time.perf_counter()
    people = people_of(parts, which)
    peopled = time.perf_counter()
    compiled = parts.template.settled(people)
    diary, planned = Diary(compiled, burn_in=order.burn_in_of(parts.society)), time.perf_counter()
    candidates = 0.0
    for t, life in ticks(compiled, threads=1, shard=people.n, granted=granted):
        diary.note(life.running, t, now=life.plan)
        candidates = float(life.n_candidates)
        if stop is not None and stop.is_set():
            raise RunStoppedError(f"stopped after tick {t + 1} of a part")
    lived = diary.lived(life.complete())
    portion = portion_of(lived, diary.counted, which, with_persons=parts.number == 0)
    seconds = {
        "society_s": peopled - begin,
        "plan_s": planned - peopled,
        "simulate_s": time.perf_counter() - planned,
        "candidates": candidates,
    }
    return _Alone(portion, lived if which is parts.districts[-1] else None, seconds)


def live_by_parts(parts: Parts, *, threads: int | None, teller: Teller, shelf: Shelf) -> Replicate:
    """Live a replicate part by part, going on from what is on the shelf.

    Parameters
    ----------
    threads
        How many parts are lived at once; results do not depend on it.
    teller
        Told after each part.
    shelf
        Filled now and then, and when somebody interrupts.
    """
    order, society, number = parts.order, parts.society, parts.number
    gathered = PartSums(int(parts.template.plan.sizes.districts)) if shelf.kept is None else from_flat(shelf.kept)
    shelf.done, shelf.parts = gathered.parts, len(parts.districts)
    teller.say("compile", society, number, 0, shelf.parts)
    granted = granted_in(parts)
    compile_s, begun = compile_passes(granted), time.perf_counter()
    seconds = {"society_s": 0.0, "plan_s": 0.0, "simulate_s": 0.0, "candidates": 0.0}
    seconds |= {name: float(gathered.added.get(f"timing/{name}", 0.0)) for name in seconds}
    last, alone = begun, None
    n_threads = threads or usable_threads()
    teller.say("parts", society, number, shelf.done, shelf.parts)
    try:
        for alone in _lived(parts, gathered.parts, n_threads, granted):
            gathered.add(alone.portion)
            for name, value in alone.seconds.items():
                seconds[name] += value if name == "candidates" else value / n_threads
            shelf.done = gathered.parts
            teller.say("parts", society, number, shelf.done, shelf.parts)
            if time.perf_counter() - last > SECONDS_BETWEEN:
                _put(shelf, gathered, seconds)
                last = time.perf_counter()
    except KeyboardInterrupt:
        _put(shelf, gathered, seconds)
        raise
    if alone is None:  # every part was on the shelf
        alone = live_part(parts, parts.districts[-1], granted=granted)
    if alone.lived is None:
        raise AssertionError("the last part tells how it was lived")
    timing = {"compile_s": compile_s, **seconds, "person_ticks": person_ticks_of(parts)}
    whole = whole_of(gathered, parts.template, burn_in=order.burn_in_of(society))
    return as_replicate(gathered, whole, part=alone.lived, society=society, number=number, timing=timing)


def _put(shelf: Shelf, gathered: PartSums, seconds: Mapping[str, float]) -> None:
    if shelf.put is not None and gathered.parts:
        shelf.put(gathered.flat() | {f"added/timing/{name}": np.array(value) for name, value in seconds.items()})


def _lived(parts: Parts, begin: int, threads: int, granted: Granted) -> Iterator[_Alone]:
    """The parts from one on, in order; some are lived ahead while others are waited for."""
    rest, waiting = iter(parts.districts[begin:]), deque[Future[_Alone]]()
    stop = threading.Event()
    with ThreadPoolExecutor(threads, thread_name_prefix="part") as pool:
        try:
            while True:
                while len(waiting) < threads and (which := next(rest, None)) is not None:
                    waiting.append(pool.submit(live_part, parts, which, granted=granted, stop=stop))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            stop.set()
            for future in waiting:
                future.cancel()
