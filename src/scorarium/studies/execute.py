"""Execution on this machine: replicate after replicate, each measured and kept as soon as it is lived."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.engine.step import compile_passes
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.estimates import half_width
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.replicate import Replicate, as_replicate, from_flat
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.store.protocol import Store
from scorarium.studies.order import Order
from scorarium.studies.progress import Teller

LEAST_FOR_UNTIL = 5
"""Replicates before a run may stop because its intervals are small enough: an interval over fewer says little."""


@dataclass
class Execution:
    """What has been lived so far.

    Parameters
    ----------
    groups
        Society -> its replicates, in order of their numbers; the same numbers for all.
    is_stopped
        Somebody stopped it.
    is_precise
        It stopped by itself, its intervals small enough.
    """

    groups: dict[str, list[Replicate]] = field(default_factory=dict)
    is_stopped: bool = False
    is_precise: bool = False

    @property
    def finished(self) -> int:
        """Replicates that all societies have finished."""
        return min((len(group) for group in self.groups.values()), default=0)

    def even(self) -> dict[str, list[Replicate]]:
        """The replicates that all societies have finished."""
        return {society: group[: self.finished] for society, group in self.groups.items()}


def execute(
    order: Order, store: Store, key: str, run: str, *, threads: int | None = None, teller: Teller | None = None
) -> Execution:
    """Run an order, going on from parts that are kept of it.

    Parameters
    ----------
    order
        What is to be run.
    store, key
        Where each replicate is kept as soon as it is finished.
    run
        The id of the run: parts of another one are not its own.
    threads
        How many; results do not depend on it.
    teller
        Tells how far it is.

    Returns
    -------
    Execution
        Also of a run that was interrupted from the keyboard: with what was finished.
    """
    teller = teller or Teller(None, pieces=1, replicates=1)
    kept = {name: from_flat(arrays) for name, arrays in store.load_parts(key).items() if name.startswith(run)}
    done = Execution({society: [] for society in order.societies})
    drawn: dict[str, Population] = {}
    try:
        for number in range(order.replicates):
            for society, group in done.groups.items():
                name = f"{run}-{number:04d}@{society}"
                if name not in kept:
                    replicate = live_replicate(order, society, number, drawn, threads=threads, teller=teller)
                    store.save_part(key, name, replicate.flat())
                    kept[name] = replicate
                group.append(kept.pop(name))
                teller.finish()
            if is_precise(order, done.groups):
                done.is_precise = True
                break
    except KeyboardInterrupt:
        done.is_stopped = True
    return done


def is_precise(order: Order, groups: Mapping[str, list[Replicate]]) -> bool:
    """Whether every outcome of `until` has an interval as small as it asks, in every society."""
    if not order.until or any(len(group) < LEAST_FOR_UNTIL for group in groups.values()):
        return False
    widths = [
        (half_width(name, [replicate.values for replicate in group]), limit)
        for name, limit in order.until.items()
        for group in groups.values()
    ]
    return all(width <= limit for width, limit in widths)


def live_replicate(
    order: Order,
    society: str,
    number: int,
    drawn: dict[str, Population],
    *,
    threads: int | None = None,
    teller: Teller,
) -> Replicate:
    """One replicate of the worlds of one society: people, plan, ticks, measures.

    Parameters
    ----------
    drawn
        Populations that every replicate shares; filled where the order says so.
    """
    begin = time.perf_counter()
    teller.say("society", society, number)
    population = people_of(order, society, number, drawn)
    had_people = time.perf_counter()
    compiled = compile_plan(
        population,
        order.societies[society],
        order.worlds_in(society),
        seed=order.seed,
        replicate=number,
        years=order.years,
    )
    had_plan = time.perf_counter()
    lived, timing = live(compiled, order, society, number, threads=threads, teller=teller)
    timing |= {"society_s": had_people - begin, "plan_s": had_plan - had_people}
    teller.say("measure", society, number, order.ticks_in(society), order.ticks_in(society))
    return as_replicate(lived, society=society, number=number, timing=timing)


def people_of(order: Order, society: str, number: int, drawn: dict[str, Population]) -> Population:
    """The people of a replicate; those of replicate 0 for all, where the order says so."""
    if order.same_society:
        if society not in drawn:
            drawn[society] = _generated(order, society, 0)
        return drawn[society]
    return _generated(order, society, number)


def _generated(order: Order, society: str, number: int) -> Population:
    return generate(order.societies[society], persons=order.persons_in(society), seed=order.seed, replicate=number)


def live(
    compiled: CompiledPlan, order: Order, society: str, number: int, *, threads: int | None, teller: Teller
) -> tuple[Lived, dict[str, float]]:
    """Live all ticks and note each."""
    n_ticks, diary = order.ticks_in(society), Diary(compiled, burn_in=order.burn_in_of(society))
    teller.say("compile", society, number, 0, n_ticks)
    compile_s, begin = compile_passes(), time.perf_counter()
    teller.say("live", society, number, 0, n_ticks)
    for t, life in ticks(compiled, threads=threads):
        diary.note(life.running, t)
        teller.say("live", society, number, t + 1, n_ticks)
        if t + 1 == n_ticks:
            timing = {
                "compile_s": compile_s,
                "simulate_s": time.perf_counter() - begin,
                "person_ticks": float(n_ticks * compiled.plan.sizes.persons * compiled.plan.sizes.worlds),
                "candidates": float(life.n_candidates),
            }
            return diary.lived(life.complete()), timing
    raise AssertionError("an order has at least one tick")
