"""A small society under a scheme that does everything, lived by the twin, and some of its persons watched."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.state import State
from scorarium.lives.lens import Watched
from scorarium.lives.life import Life
from scorarium.lives.watch import Watch
from scorarium.scheme.read import load_scheme
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.twin.run import new, tick
from scorarium.twin.turn import turn_over

HERE = Path(__file__).parent
STRICT = HERE / "strict.scheme.yaml"
PERSONS, YEARS, SEED = 60, 2.0, 7


def lived(compiled: CompiledPlan, watches: Sequence[Watch] = ()) -> Iterator[tuple[int, State]]:
    """Live a plan with the twin, as the engine would."""
    for t, state, _ in told(compiled, watches):
        yield t, state


Answered = dict[tuple[int, int], list[tuple[int, int]]]


def told(compiled: CompiledPlan, watches: Sequence[Watch] = ()) -> Iterator[tuple[int, State, Answered]]:
    """The same, with the marks that answer marks."""
    sim, now = new(compiled.plan), compiled
    for t in range(int(compiled.plan.clock.n_ticks)):
        while (changed := now.after(t, np.array(sim.state.n_measured))) is not None:
            assert changed.turn is not None
            turn_over(sim, changed.plan, changed.turn)
            now = changed
            for watch in watches:
                watch.turn(t, now, now.plan, sim.final_state())
        tick(sim, t)
        yield t, sim.final_state(), sim.answered


def watch_all(compiled: CompiledPlan, population: Population, persons: range) -> list[Life]:
    """Watch several persons of one run."""
    watches = [Watch(Watched(compiled.plan, person)) for person in persons]
    for t, state, answered in told(compiled, watches):
        for watch in watches:
            given = {z: marks for (z, to), marks in answered.items() if to == watch.person}
            watch.tick(t, state, given)
    return [Life("a run", watch, compiled, population, 1) for watch in watches]


@pytest.fixture(scope="session")
def strict() -> SimpleNamespace:
    """The plan, its people, and every third person's life under the scheme of `strict.scheme.yaml`."""
    society = with_vocabulary(load_society("plain"), load_vocabulary())
    population = generate(society, persons=PERSONS, seed=SEED)
    worlds = {"strict": (load_scheme(STRICT),)}
    compiled = compile_plan(population, society, worlds, seed=SEED, replicate=0, years=YEARS)
    lives = watch_all(compiled, population, range(0, PERSONS, 3))
    return SimpleNamespace(compiled=compiled, population=population, society=society, lives=lives)


@pytest.fixture(scope="session", params=["ladder", "weighed", "rated", "talked"])
def other(request: pytest.FixtureRequest) -> list[Life]:
    """Every fifth person's life under a score of another kind."""
    society = with_vocabulary(load_society("plain"), load_vocabulary())
    population = generate(society, persons=PERSONS, seed=SEED)
    worlds = {request.param: (load_scheme(HERE / f"{request.param}.scheme.yaml"),)}
    compiled = compile_plan(population, society, worlds, seed=SEED, replicate=0, years=YEARS)
    return watch_all(compiled, population, range(0, PERSONS, 5))
