"""Small societies for tests of measures: a real plan of few persons, and a state that the test writes by hand."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.entries import TABLE
from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.record import Keep, Recorder, Series
from scorarium.engine.state import State, empty_state
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.spells import Lengths, Watch, Watched
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build
from scorarium.scheme.salvage import Resolved
from scorarium.scheme.yaml import read_text
from scorarium.society.generate import generate
from scorarium.society.recipe import Society

SOCIETY = """
scorarium: 1
kind: society
name: bare
persons: 8
tick: 1w
attributes:
  sex: {shares: {female: 50%, male: 50%}, protected: true}
acts:
  speeding: {context: traffic, rate: 20/y, gravity: 2, harm: 0.5, lawful: false}
  littering: {context: civic, rate: 10/y, gravity: 1, harm: 0.1, lawful: false}
  criticism: {context: speech, rate: 5/y, gravity: 0, lawful: true, protected: expression}
  petition: {context: speech, rate: 5/y, gravity: 0, lawful: true, protected: petition}
  helping: {context: civic, rate: 5/y, benefit: 0.2}
services:
  flights: {context: movement, right: movement, demand: 12/y, value: 0.5}
  welfare: {context: welfare, essential: true, demand: 6/y, value: 2}
psychology: passive
"""

SCHEME = """
scorarium: 1
kind: scheme
name: merit
enrolment: mandatory
senses:
  police: {kind: registry, sees: [speeding, littering], detection: 50%}
  offices: {kind: registry, sees: [helping], detection: 50%}
score:
  kind: points
  start: 100
  bounds: [-1000, ~]
  better: higher
  rules:
    speed: {on: speeding, points: -10, lasts: 1y}
    litter: {on: littering, points: -2, lasts: 1y}
    help: {on: helping, points: +1, lasts: 1y}
tiers: {good: {from: 100}, fair: {from: 50}, poor: {from: -1000}}
lists:
  named: {colour: black, enter: {tier: poor}, lasts: 4w}
  praised: {colour: red, enter: {score: {from: 110}}, lasts: 4w}
consequences:
  grounded: {when: {list: named}, service: flights, effect: deny}
due_process: {appeal: {who: human, sought: 1/y, decided_after: 2w, upheld_if_wrong: 80%, upheld_if_right: 10%}}
"""


def declared(text: str, kind: type) -> Any:
    """A declaration from its text."""
    reading = read_text(text, "test.yaml")
    assert not reading.faults, reading.faults
    raw = dict(reading.raw)
    return build(Resolved(raw, reading.positions, "test.yaml", raw.get("name")), kind)


def compiled(
    scheme: str | None = SCHEME, society: str = SOCIETY, *, persons: int = 8, years: float = 1.0, seed: int = 1
) -> CompiledPlan:
    """A plan of one world under one scheme, beside none."""
    place = declared(society, Society)
    worlds = {"merit": [declared(scheme, Scheme)]} if scheme is not None else {}
    people = generate(place, persons=persons, seed=seed)
    return compile_plan(people, place, worlds, seed=seed, replicate=0, years=years)


def state_of(plan: CompiledPlan, **fields: Any) -> State:
    """The state in which everybody is enrolled and nothing has happened, but for what is given."""
    state = empty_state(plan.plan.sizes, len(plan.plan.acts.scale))
    state.enrolled[:] = 0
    for name, value in fields.items():
        array = getattr(state, name)
        array[...] = np.asarray(value).astype(array.dtype)
    return state


def series_of(plan: CompiledPlan, **counts: Mapping[tuple[int, ...], int]) -> Series:
    """Counts of a run in which nothing happened, but for the cells given (all in the last tick)."""
    series = Recorder(plan.plan).series
    for name, cells in counts.items():
        for cell, n in cells.items():
            series[name][(-1, *cell)] = n
    return Series(**series)


def lived_of(
    plan: CompiledPlan,
    state: State,
    series: Series | None = None,
    watched: Watched | None = None,
    *,
    burn_in: int = 0,
    before: Mapping[str, NDArray[Any]] | None = None,
) -> Lived:
    """A replicate with a state and counts written by hand."""
    empty = Recorder(plan.plan, Keep(burn_in=burn_in)).finish(state, np.zeros(0, TABLE))
    record = dataclasses.replace(empty, series=series or series_of(plan), before=before or {})
    return Lived(plan, record, watched or Watch(plan.plan, burn_in=burn_in).result(state))


def lengths(ended: Mapping[int, int], still: Mapping[int, int] | None = None, *, most: int = 60) -> Lengths:
    """Spells by length."""
    both = np.zeros((2, most), np.int64)
    for row, of in enumerate((ended, still or {})):
        for length, n in of.items():
            both[row, length] = n
    return Lengths(both[0], both[1])
