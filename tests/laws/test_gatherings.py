"""Who rates and is rated, chosen by what changes: as things stand when a tick begins."""

from math import sqrt
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan
from scorarium.scheme.model import Scheme
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.twin.compare import assert_same
from tests.unit.engine.small import SCHEME, compiled, keyed, society

ALWAYS: dict[str, Any] = {"not": {"score_below": -1}}
LISTED: dict[str, Any] = {"list": ["driver"]}


def app(n: int = 60, years: float = 1, **score: Any) -> CompiledPlan:
    own = {"kind": "ratings", "range": [0, 10], "encounters": "60/y", "usual": 6, "spread": 2, **score}
    lists = {"driver": {"enter": {"acts": {"littering": "1 within 2mo"}}, "colour": "red"}}
    scheme = Scheme.model_validate(keyed({**SCHEME, "name": "app", "score": own, "lists": lists}))
    return compiled(society(psychology="passive"), [scheme], n=n, years=years)


def test_who_always_belongs_is_as_good_as_everybody() -> None:
    for towards in ("anyone", "neighbours"):
        plain, rated, raters = (
            run(app(30, 0.4, towards=towards, rater_weight="score", **who)).final_state()
            for who in ({}, {"rated": ALWAYS}, {"raters": ALWAYS})
        )
        for name, array in plain._asdict().items():
            for other in (rated, raters):
                assert name == "present" or np.array_equal(array, getattr(other, name)), name


def test_marks_go_to_those_who_are_listed_when_the_tick_begins() -> None:
    made, marks, days = app(rated=LISTED), [0] * 60, [0, 0]
    listed: list[list[int]] = [[0] * 60]

    def look(sim: Sim, t: int) -> None:
        was = listed[-1]
        assert sim.state.present[1] == [int(on > 0) for on in was]
        for i in range(60):
            given = sim.state.mark_total[0][i] - marks[i]
            assert was[i] or not given
            marks[i] += given
            days[0] += was[i] > 0
            days[1] += given
        listed.append(list(sim.state.on[0]))

    run(made, after_tick=look)
    expected = days[0] * 60 * 7 / 365.25
    assert expected > 300
    assert abs(days[1] - expected) <= 4 * sqrt(expected)


def test_only_those_give_marks_who_belong() -> None:
    made = app(raters=LISTED, retaliation="100%")
    seen = [0]

    def look(sim: Sim, t: int) -> None:
        for _, giver in sim.answered:  # to whom a bad mark is answered
            assert sim.state.present[0][giver]
            seen[0] += 1

    run(made, after_tick=look)
    assert seen[0] > 20


def test_twin_and_engine_are_the_same() -> None:
    assert_same(app(rated=LISTED, towards="customers", retaliation="60%", memory="9w"), threads=2, shard=16, block=8)
    assert_same(app(rated={"acts": {"littering": "1 within 2mo"}}, raters={"score_above": 5}), threads=2, shard=16)
