"""One piece of a study, lived and measured: a replicate of a society's worlds, or all of them at other numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.entries import shard_table
from scorarium.engine.evidence import Evidence, evidence_of
from scorarium.engine.passes import NOTHING, compile_passes
from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import is_long, ticks
from scorarium.engine.step import Life
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measure import Values, measure
from scorarium.outcomes.measures.validity import can_be_left_out
from scorarium.outcomes.replicate import Replicate, as_replicate
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.studies.by_parts import Shelf, live_by_parts, parts_of, why_whole
from scorarium.studies.order import Order
from scorarium.studies.points import order_at, summed
from scorarium.studies.progress import Teller

Arrays = dict[str, NDArray[Any]]
Drawn = dict[tuple[str, int], Population]
"""Populations that several pieces share, by society and replicate."""


@dataclass(frozen=True)
class Piece:
    """What is lived and kept at once.

    Parameters
    ----------
    part
        The name under which it is kept.
    number
        Which replicate, or which point.
    society
        Of a replicate.
    values, replicates
        Of a point: the varied numbers, and how often it is lived.
    """

    part: str
    number: int
    society: str = ""
    values: tuple[float, ...] = ()
    replicates: int = 1


def live_piece(
    order: Order, piece: Piece, drawn: Drawn, *, threads: int | None, teller: Teller, shelf: Shelf | None = None
) -> Arrays:
    """Live a piece and give what is kept of it.

    Parameters
    ----------
    drawn
        Filled with populations that further pieces share.
    shelf
        Where the parts of a replicate wait that is lived part by part.
    """
    if not piece.values:
        if not why_whole(order, piece.society):
            parts = parts_of(order, piece.society, piece.number)
            return live_by_parts(parts, threads=threads, teller=teller, shelf=shelf or Shelf()).flat()
        return live_replicate(order, piece.society, piece.number, drawn, threads=threads, teller=teller).flat()
    there, unheard = order_at(order, np.array(piece.values)), Teller(None, pieces=1, replicates=1)
    found: dict[str, list[Values]] = {}
    for number in range(piece.replicates):
        for society, people in there.societies.items():
            shared = drawn if people is order.societies[society] else {}
            population = people_of(there, society, number, shared, keep=True)
            compiled = planned(there, society, number, population)
            lived, _ = live(compiled, there, society, number, threads=threads, teller=unheard)
            found.setdefault(society, []).append(measure(lived, with_errors=False))
    return summed(found, there)


def live_replicate(
    order: Order,
    society: str,
    number: int,
    drawn: Drawn,
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
    compiled = planned(order, society, number, population)
    had_plan = time.perf_counter()
    lived, timing = live(compiled, order, society, number, threads=threads, teller=teller)
    timing |= {"society_s": had_people - begin, "plan_s": had_plan - had_people}
    teller.say("measure", society, number, order.ticks_in(society), order.ticks_in(society))
    return as_replicate(lived, society=society, number=number, timing=timing)


def planned(order: Order, society: str, number: int, population: Population) -> CompiledPlan:
    """The compiled plan of a replicate."""
    return compile_plan(
        population,
        order.societies[society],
        order.worlds_in(society),
        seed=order.seed,
        replicate=number,
        years=order.years,
    )


def people_of(order: Order, society: str, number: int, drawn: Drawn, *, keep: bool = False) -> Population:
    """The people of a replicate; those of replicate 0 for all, where the order says so.

    Parameters
    ----------
    keep
        Whether they will be needed again.
    """
    number = 0 if order.same_society else number
    if (society, number) in drawn:
        return drawn[society, number]
    recipe = order.societies[society]
    people = generate(recipe, persons=order.persons_in(society), seed=order.seed, replicate=number)
    if keep or order.same_society:
        drawn[society, number] = people
    return people


def live(
    compiled: CompiledPlan, order: Order, society: str, number: int, *, threads: int | None, teller: Teller
) -> tuple[Lived, dict[str, float]]:
    """Live all ticks and note each."""
    n_ticks, diary = order.ticks_in(society), Diary(compiled, burn_in=order.burn_in_of(society))
    teller.say("compile", society, number, 0, n_ticks)
    compile_s, begin = compile_passes(), time.perf_counter()
    teller.say("live", society, number, 0, n_ticks)
    sizes = compiled.plan.sizes
    person_ticks = float(n_ticks * sizes.persons * sizes.worlds)
    for t, life in ticks(compiled, threads=threads, granted=None if is_long(person_ticks) else NOTHING):
        diary.note(life.running, t, life.of_firms, now=life.plan)
        teller.say("live", society, number, t + 1, n_ticks)
        if t + 1 == n_ticks:
            timing = {
                "compile_s": compile_s,
                "simulate_s": time.perf_counter() - begin,
                "person_ticks": person_ticks,
                "candidates": float(life.n_candidates),
            }
            return diary.lived(life.complete(), life.learner.fits, evidence_at_the_end(compiled, life)), timing
    raise AssertionError("an order has at least one tick")


def evidence_at_the_end(compiled: CompiledPlan, life: Life) -> Evidence | None:
    """What scores rest on, where some scheme has several senses of which one could be left out."""
    if not any(can_be_left_out(outline.scheme) for outline in compiled.outlines):
        return None
    schemes = int(compiled.plan.sizes.schemes)
    parts = (shard_table(life.state, shard.handle, shard.arena, schemes) for shard in life.shards)
    return evidence_of(compiled.plan, parts)
