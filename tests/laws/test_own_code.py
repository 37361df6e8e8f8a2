"""Code that is made for one plan alone gives the bits of the twin, and is handed no other plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from scorarium.engine.passes import NOTHING, granted_by, holds, passes_for
from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.engine.step import Life
from scorarium.engine.threads import Workers
from scorarium.society.generate import generate
from scorarium.studies.by_parts import granted_in, live_part, parts_of, person_ticks_of
from scorarium.studies.order import Order, order_run
from tests.laws.test_parts import BUSY, order_of
from tests.twin.compare import assert_same


def plan_of(order: Order, *, years: float, seed: int = 7) -> CompiledPlan:
    """The plan of an order's only society."""
    name, recipe = next(iter(order.societies.items()))
    people = generate(recipe, persons=order.persons_in(name), seed=seed)
    return compile_plan(people, recipe, order.worlds_in(name), seed=seed, replicate=0, years=years)


def life_of(compiled: CompiledPlan) -> Life:
    return Life(compiled.plan, Workers(1), shard=int(compiled.plan.sizes.persons))


def test_own_code_lives_as_the_twin_and_part_by_part_as_the_common_code(tmp_path: Path) -> None:
    order = order_of(tmp_path, *BUSY, persons=1_001, years=0.3)
    compiled = plan_of(order, years=0.3)
    granted = granted_by(life_of(compiled).tables)
    assert {("sizes.schemes", 1), ("sizes.offices", 0)} <= set(granted)
    assert not [name for name, _ in granted if name.startswith(("people.", "ties.", "luck.", "now.", "clock."))]
    assert_same(compiled, granted=None, threads=2, shard=300, block=64)
    parts = parts_of(order, "nation", 0, at_most=300)
    which = parts.districts[1]
    own, common = live_part(parts, which, granted=granted).portion, live_part(parts, which).portion
    assert own.added.keys() == common.added.keys()
    for name, value in common.added.items():
        np.testing.assert_array_equal(own.added[name], value, err_msg=name)


def test_code_of_one_plan_is_not_used_for_another(tmp_path: Path) -> None:
    there = life_of(plan_of(order_of(tmp_path, persons=500, years=0.1), years=0.1))
    granted = granted_by(there.tables)
    assert holds(granted, there.tables)
    (tmp_path / "other").mkdir()
    other = plan_of(
        order_of(tmp_path / "other", ("share: 2%, of: score", "share: 0%, of: score"), persons=500), years=0.1
    )
    assert not holds(granted, life_of(other).tables)
    life = Life(other.plan, Workers(1), shard=500, granted=granted)
    assert life.passes is passes_for(NOTHING)


def test_only_long_runs_have_code_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = parts_of(order_of(tmp_path), "nation", 0)
    assert granted_in(parts) == NOTHING
    monkeypatch.setattr("scorarium.engine.run.LONG", person_ticks_of(parts))
    assert ("sizes.worlds", 2) in granted_in(parts)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["rongcheng-2013", "sesame-credit-2015", "court-defaulters-2013", "nosedive"])
def test_own_code_of_the_library(scheme: str) -> None:
    """Half a minute of compiling each."""
    order = order_run(scheme, persons=800, years=0.5, seed=7)
    compiled = plan_of(order, years=0.5)
    states = []
    for granted in (None, NOTHING):
        *_, (_, life) = ticks(compiled, threads=1, granted=granted)
        states.append((life.complete()._asdict(), life.entries()))
    (own, entries), (common, others) = states
    for name, array in common.items():
        np.testing.assert_array_equal(own[name], array, err_msg=name)
    np.testing.assert_array_equal(entries, others)
