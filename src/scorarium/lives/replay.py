"""Live a run again, and one person of it act by act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scorarium.engine.plan import CompiledPlan, compile_census, compile_plan
from scorarium.engine.run import ticks
from scorarium.errors import ScorariumError
from scorarium.lives.lens import Watched
from scorarium.lives.life import Life
from scorarium.lives.watch import Watch
from scorarium.scheme.model import Scheme
from scorarium.society.apart import ends_of, is_apart
from scorarium.society.generate import census_of, generate, generate_part
from scorarium.society.recipe import Society

Report = Callable[[int, int], None]


class ExplainError(ScorariumError):
    """A life that cannot be told: nobody is meant, or nobody is there."""


class NobodyError(ExplainError):
    """Nobody was struck in the way that is asked about: an answer, and no mistake."""


@dataclass(frozen=True)
class Past:
    """What one replicate of a run was made from.

    Parameters
    ----------
    run
        Its number, for the title.
    society
        With the vocabulary filled in.
    worlds
        By name, `none` first.
    persons, years, seed, replicate
        As it was run.
    """

    run: str
    society: Society
    worlds: Mapping[str, Sequence[Scheme]]
    persons: int
    years: float
    seed: int
    replicate: int = 0


def relive(
    past: Past, person: int, world: str, *, why: str = "", threads: int | None = None, progress: Report | None = None
) -> Life:
    """Live one replicate again, watching one person in one world and in `none`.

    Watching changes nothing: the engine lives everybody as before, and the person is lived a second time by the twin.
    Other worlds are left out; they share luck with this one, but nothing else.

    Parameters
    ----------
    person
        From 0.
    world
        Its name.
    progress
        Told (ticks done, all ticks).

    Raises
    ------
    ExplainError
        There is no such person.
    ReplayError
        The replay departs from what the engine does.
    """
    if not 0 <= person < past.persons:
        raise ExplainError(f"There is no person {person} (expected 0 to {past.persons - 1}).")
    worlds = {"none": (), world: past.worlds[world]} if world != "none" else {"none": ()}
    compiled = among(past, person, worlds)
    population = compiled.frame.population
    person -= population.first
    watch = Watch(Watched(compiled.plan, person))
    total = int(compiled.plan.clock.n_ticks)
    lived = ticks(
        compiled, threads=threads, turning=lambda t, now, life: watch.turn(t, now, life.plan, life.complete())
    )
    for t, life in lived:
        watch.tick(t, life.complete(), life.answers_to(person))
        if life.learner.fits:
            watch.learn(t, life.plan, life.learner.fits)
        if progress is not None:
            progress(t + 1, total)
    return Life(past.run, watch, compiled, population, len(worlds) - 1, why)


def among(past: Past, person: int, worlds: Mapping[str, Sequence[Scheme]]) -> CompiledPlan:
    """The plan and the people among whom a person lives: their district alone, where nothing ties it to others."""
    seed, replicate = past.seed, past.replicate
    if is_apart(past.society, past.persons):
        census = census_of(past.society, persons=past.persons, seed=seed, replicate=replicate)
        template = compile_census(census, past.society, worlds, seed=seed, replicate=replicate, years=past.years)
        if not template.obstacles:
            ends = ends_of(past.persons, census.n_districts)
            district = int(np.searchsorted(ends, person, side="right")) - 1
            own = range(district, district + 1)
            return template.settled(
                generate_part(past.society, own, persons=past.persons, seed=seed, replicate=replicate, census=census)
            )
    population = generate(past.society, persons=past.persons, seed=seed, replicate=replicate)
    return compile_plan(population, past.society, worlds, seed=seed, replicate=replicate, years=past.years)
