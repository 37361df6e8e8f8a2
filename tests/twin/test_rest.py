"""Whoever is not looked at in a tick is as they would be had they been looked at."""

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.rows import build_rows
from scorarium.engine.run import ticks
from scorarium.names import Op, Rest
from scorarium.society.generate import generate
from scorarium.studies.order import order_run

PERSONS, YEARS = 1500, 1.0
RESTING = ("suining-2010", "baoji-honours", "bike-hire-credit", "payback", "number-plate-cameras", "xiamen-bailu")
WATCHFUL = {"rongcheng-2013": Rest.MEMBERS, "court-defaulters-2013": Rest.RESTLESS}


def compiled(scheme: str) -> CompiledPlan:
    """A scheme of the library beside none in the society of its time."""
    order = order_run(scheme, society="china-2018", persons=PERSONS, years=YEARS, seed=5)
    name, society = next(iter(order.societies.items()))
    people = generate(society, persons=PERSONS, seed=5)
    return compile_plan(people, society, order.worlds_in(name), seed=5, replicate=0, years=YEARS)


def lived(plan: CompiledPlan, *, may_rest: int) -> tuple[dict[str, np.ndarray], float]:
    """The last state, and the share of looks that were taken."""
    seen = looks = 0
    for _, life in ticks(plan, threads=1, block=128):
        life.rows["may_rest"] &= may_rest
        for shard in life.shards:
            seen += int(shard.handle.arrays["looks"].sum())
            looks += len(shard.handle.arrays["looks"])
    return life.complete()._asdict(), seen / looks


@pytest.mark.parametrize("scheme", RESTING)
def test_who_rests_is_as_if_looked_at(scheme: str) -> None:
    plan = compiled(scheme)
    rested, few = lived(plan, may_rest=1)
    watched, all_of_them = lived(plan, may_rest=0)
    assert all_of_them > 0.97  # the first tick rests as it is begun
    assert few < 0.5
    assert rested["entries"].sum() > 0
    assert [name for name in rested if not np.array_equal(rested[name], watched[name])] == []


@pytest.mark.parametrize("scheme", WATCHFUL)
def test_a_scheme_in_which_things_happen_by_themselves_does_not_rest(scheme: str) -> None:
    assert build_rows(compiled(scheme).plan)["rest"].tolist() == [WATCHFUL[scheme]]


def test_a_list_that_others_or_time_fill_does_not_rest() -> None:
    plan = compiled("suining-2010").plan
    c, ls = plan.conditions, plan.lists
    step = c.first[ls.ground_enter[0]]
    for op, rest in ((Op.TIER, Rest.MAY_REST), (Op.ENROLLED, Rest.MEMBERS), (Op.RELATED, Rest.MEMBERS)):
        changed = c.op.copy()
        changed[step] = op
        assert build_rows(plan._replace(conditions=c._replace(op=changed)))["rest"].tolist() == [rest]
