"""Small runs, read to the last bit: files as a user writes them, people, plan, state after any tick."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import Society, load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary

SCHEMES = ("suining-2010", "jinan-dogs-2017", "court-defaulters-2013", "flensburg-2014", "life-coach")
WEEKS = 52
Arrays = dict[str, NDArray[Any]]
WORLD = (
    "n_done",
    "n_prevented",
    "n_provoked",
    "n_answer",
    "n_clipped",
    "pub_harm",
    "welfare",
    "fines",
    "y",
    "habit",
    "done",
    "prevented",
    "provoked",
    "chilled",
    "met",
    "refused",
)
"""Arrays whose first axis is the world."""


@cache
def society(name: str = "china-2018") -> Society:
    """A society of the library with its vocabulary."""
    return with_vocabulary(load_society(name), load_vocabulary())


@cache
def library() -> tuple[Scheme, ...]:
    """All schemes of the library that the first issue asks for."""
    return tuple(load_scheme(name) for name in SCHEMES)


@cache
def people(persons: int = 150, seed: int = 11, name: str = "china-2018") -> Population:
    """People of a library's society."""
    return generate(society(name), persons=persons, seed=seed)


OF_SCHEME = (
    "enrolled",
    "score",
    "base",
    "live",
    "tier",
    "tier_since",
    "entries",
    "wrong",
    "penalty",
    "wrong_penalty",
    "filed",
    "upheld",
    "last_harm",
    "harm_live",
    "wrong_live",
    "wrong_entry_ticks",
)
"""Arrays with one row for each scheme."""
OF_LIST = ("on", "since", "until", "times", "grounds", "listed_ticks", "wrong_ticks")
OF_ENTRY = ["person", "tick", "expiry", "points", "flags", "tries", "grounded", "amount"]
"""What an entry says beside the numbers of names."""


def plan_of(
    worlds: Mapping[str, Sequence[Scheme]],
    *,
    place: Society | None = None,
    who: Population | None = None,
    years: float = 1.0,
    seed: int = 11,
    replicate: int = 0,
) -> CompiledPlan:
    """A plan; `none` stands before the worlds."""
    who = who if who is not None else people()
    return compile_plan(who, place or society(), worlds, seed=seed, replicate=replicate, years=years)


def after(compiled: CompiledPlan, tick: int | None = None, *, watched: bool = False, **how: Any) -> Arrays:
    """The state after a tick (the last one without), and the record of entries with it.

    ``watched`` asks for the whole state and the record after every tick.
    """
    last = compiled.plan.clock.n_ticks - 1 if tick is None else tick
    for t, life in ticks(compiled, **({"threads": 1} | how)):
        if watched:
            life.complete()
            life.entries()
        if t == last:
            found = {name: np.array(value) for name, value in life.complete()._asdict().items()}
            return found | {"record": np.array(life.entries())}
    raise AssertionError(f"there is no tick {last}")


def is_same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether two arrays hold the same bits."""
    if one.dtype.names:
        return all(is_same(np.array(one[name]), np.array(other[name])) for name in one.dtype.names)
    return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()


def differing(one: Arrays, other: Arrays, but: Sequence[str] = ()) -> list[str]:
    """Names of the arrays that are not the same to the last bit."""
    assert one.keys() == other.keys()
    return [name for name in one if name not in but and not is_same(one[name], other[name])]


def of_world(arrays: Arrays, world: int) -> Arrays:
    """What happened to everybody in one world."""
    return {name: arrays[name][world] for name in WORLD}


def of_scheme(compiled: CompiledPlan, arrays: Arrays, row: int) -> Arrays:
    """How everybody stands in one scheme: its rows of scores and lists, and its part of the record."""
    lists = np.flatnonzero(compiled.plan.lists.scheme == row)
    record = arrays["record"]
    found = {name: arrays[name][row] for name in OF_SCHEME} | {name: arrays[name][lists] for name in OF_LIST}
    return found | {"record": record[record["scheme"] == row][OF_ENTRY]}
