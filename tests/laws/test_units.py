"""Households and districts that are scored as one."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.twin.declarations import BUSY, declared
from tests.unit.engine.small import SCHEME, SOCIETY, keyed, merged, people


def plan_of(**patch: Any) -> CompiledPlan:
    """Forty persons in households of two and two districts; permanent points without bounds."""
    own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive"})))
    free = {"score": {"bounds": None, "rules": {"fast": {"lasts": "3mo"}}}}
    scheme = Scheme.model_validate(keyed(merged(merged(SCHEME, free), patch)))
    return compile_plan(people(own, 40), own, {"it": [scheme]}, seed=5, replicate=0, years=0.5)


@pytest.mark.parametrize("unit", ["household", "district"])
@pytest.mark.parametrize("kind", ["points", "record"])
def test_what_one_member_has_counts_for_all_a_tick_later(unit: str, kind: str) -> None:
    patch: dict[str, Any] = {"unit": unit}
    if kind == "record":
        rules = {"dirt": {"points": None}, "fast": {"points": None}}
        patch["score"] = {"kind": "record", "start": None, "rules": rules}
    compiled = plan_of(**patch)
    start = 0 if kind == "record" else 12 * 65536
    of = compiled.plan.people.district if unit == "district" else compiled.plan.ties.household
    same = np.asarray(of)[:, None] == np.asarray(of)[None, :]
    before = np.zeros(40, np.int64)
    moved = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal before, moved
        own = np.array(sim.state.base[0]) + np.array(sim.state.live[0]) - start
        others = (same * before[None, :]).sum(axis=1) - before
        assert (np.array(sim.state.score[0]) == start + own + others).all()
        moved += int((others != 0).any())
        before = own.astype(np.int64)

    run(compiled.plan, after_tick=look)
    assert moved > 10


def test_a_person_alone_is_scored_as_ever() -> None:
    alone = run(plan_of().plan)
    assert not len(alone.state.unit_own)
    assert (np.array(alone.state.score[0]) == np.array(alone.state.base[0]) + np.array(alone.state.live[0])).all()


def test_a_score_becomes_one_and_many_again() -> None:
    one, many = {"at": "5w", "reform": {"unit": "household"}}, {"at": "12w", "reform": {"unit": "person"}}
    scores: list[list[list[int]]] = []
    for changes in ({}, {"one": one, "many": many}):
        own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive"})))
        free = {"score": {"bounds": [-900, 900], "rules": {"fast": {"lasts": "3mo"}}}}
        scheme = declared(merged(merged(SCHEME, free), {"changes": changes}))
        compiled = compile_plan(people(own, 40), own, {"it": [scheme]}, seed=5, replicate=0, years=0.4)
        scores.append([])
        run(compiled, after_tick=lambda sim, _: scores[-1].append([x - 12 * POINT for x in sim.state.score[0]]))
    alone, shared = scores
    for t, row in enumerate(shared):
        before = alone[t - 1] if 6 <= t < 12 else [0] * 40
        assert row == [x + before[i ^ 1] for i, x in enumerate(alone[t])], t


def test_ties_of_firms_bind_nobody_where_there_are_none() -> None:
    """A scheme for firms too can be put into a society without them."""
    ways = {"friends": {"share": "50%", "of": "points"}}
    one = run(plan_of(score={"contagion": ways}).plan).state.score
    both = run(plan_of(score={"contagion": {**ways, "suppliers": {"share": "50%", "of": "points"}}}).plan).state.score
    assert one == both
    assert one != run(plan_of().plan).state.score


LADDER: dict[str, Any] = {
    "score": {
        "kind": "ladder",
        "rungs": [0, 9],
        "start": 4,
        "better": "lower",
        "rules": {"dirt": None, "fast": {"points": None, "lasts": None}},
        "moves": {"clean": {"every": "1mo", "by": -1}, "first": 2},
    }
}
FACTORS: dict[str, Any] = {
    "score": {
        "kind": "factors",
        "range": [0, 100],
        "start": None,
        "rules": None,
        "factors": {
            "acts": {"weight": "60%", "window": "3mo", "from": {"littering": -1}, "saturates": 5},
            "age": {"weight": "40%", "from_attribute": "licence"},
        },
    }
}


@pytest.mark.parametrize("unit", ["household", "district"])
@pytest.mark.parametrize(("patch", "step"), [(LADDER, 65536), (FACTORS, 1)], ids=["ladder", "factors"])
def test_scores_on_a_scale_are_the_mean_of_the_members(unit: str, patch: dict[str, Any], step: int) -> None:
    """Of what the person has now and what the others had as the last tick ended; a rung is a whole one."""
    compiled = plan_of(unit=unit, **patch)
    alone = plan_of(**patch)
    of = np.asarray(compiled.plan.people.district if unit == "district" else compiled.plan.ties.household)
    same = of[:, None] == of[None, :]
    owns: list[np.ndarray] = []
    run(alone.plan, after_tick=lambda sim, t: owns.append(np.array(sim.state.score[0])))
    moved = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal moved
        own, before = owns[t], owns[t - 1] if t else np.zeros(40, np.int64)
        others = (same * before[None, :]).sum(axis=1) - before
        n = same.sum(axis=1) if t else np.ones(40, np.int64)
        mean = np.floor((own + others) / n / step + 0.5) * step
        assert (np.array(sim.state.score[0]) == mean).all()
        moved += int((mean != own).any())

    run(compiled.plan, after_tick=look)
    assert moved > 10
