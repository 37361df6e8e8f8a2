"""What a scheme asks of another's record: acts count there one by one, whatever rule they fall under."""

from math import exp, sqrt
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.scheme.model import Scheme
from scorarium.twin.run import run
from tests.twin.compare import assert_same
from tests.twin.declarations import declared
from tests.unit.engine.small import SCHEME, compiled, keyed, merged, scheme, society

BOTH = {"score": {"rules": {"fast": None, "dirt": None, "any": {"on": ["speeding", "littering"], "points": -1}}}}
"""One rule on two kinds of act: by it alone nobody can tell them apart."""


def asker(count: str) -> Scheme:
    listed = {"named": {"enter": {"in_scheme": {"points": {"acts": {"littering": count}}}}, "lasts": "never"}}
    return Scheme.model_validate(keyed({**SCHEME, "name": "bank", "score": None, "senses": {}, "lists": listed}))


def plan_of(n: int, years: float, own: Scheme | None = None, count: str = "2") -> CompiledPlan:
    schemes = [own or scheme(**BOTH), asker(count)]
    return compiled(society(psychology="passive"), schemes, n=n, years=years)


def test_whoever_was_recorded_twice_is_listed() -> None:
    """0.1 of 5.2 acts a year are seen: 0.522 entries a year, and the last tick is asked for only in the next one."""
    n, years = 4_000, 4.0
    made = plan_of(n, years)
    ticks: list[int] = []
    state = run(made.plan, after_tick=lambda sim, t: ticks.append(t)).state
    mean = 5.2178571428571425 * 0.1 * 7 / 365.25 * (len(ticks) - 1)
    expected = 1 - exp(-mean) * (1 + mean)
    share = float((np.array(state.on[0]) > 0).mean())
    assert abs(share - expected) < 4 * sqrt(expected * (1 - expected) / n), (share, expected)


def test_what_is_counted_for_others_weighs_nothing() -> None:
    """The scheme that is asked lives as it does alone: what is noted for others is no entry of its own."""
    own = scheme(**BOTH)
    alone, asked = scores_of([own]), scores_of([own, asker("2")])
    assert np.array_equal(alone, asked)
    assert (alone != alone[0]).any()


def test_what_a_record_holds_is_no_more_for_being_asked() -> None:
    kept = {"kind": "record", "rules": {"any": {"on": ["speeding", "littering"]}}}
    record = Scheme.model_validate(keyed({**SCHEME, "score": kept}))
    alone, asked = scores_of([record]), scores_of([record, asker("2 within 1y")])
    assert np.array_equal(alone, asked)
    assert alone.any()


def scores_of(schemes: list[Scheme]) -> np.ndarray[Any, Any]:
    """int[ticks, N] of the first of them."""
    found: list[Any] = []
    run(compiled(society(), schemes), after_tick=lambda sim, t: found.append(np.array(sim.state.score[0])))
    return np.array(found)


@pytest.mark.parametrize("count", ["2", "2 within 2mo"])
def test_twin_and_engine_are_the_same(count: str) -> None:
    later = {"at": "6mo", "reform": {"score": {"rules": {"any": None, "fast": {"on": "speeding", "points": -2}}}}}
    own = declared({**merged(SCHEME, BOTH), "changes": {"later": later}})
    assert_same(plan_of(60, 1.0, own, count), threads=2, shard=24, block=8)
