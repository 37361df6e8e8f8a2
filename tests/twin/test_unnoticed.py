"""What nobody notices is as if everybody had been lived one by one."""

from pathlib import Path

import numpy as np

from scorarium.engine.plan import compile_plan
from scorarium.engine.rows import build_rows
from scorarium.engine.run import ticks
from scorarium.engine.tables import Plan
from scorarium.society.generate import generate
from scorarium.studies.order import order_run
from tests.twin.compare import assert_same

SOCIETY = """
scorarium: 1
kind: society
name: town
persons: 900
tick: 1w
attributes: {sex: {shares: {female: 50%, male: 50%}}}
traits: {boldness: {}}
districts: {count: 3}
ties: {friends: {mean_degree: 5, clustering: 0.2, alike_in: {district: 100%}}}
acts:
  littering: {rate: 20/y, loads: {boldness: 0.4}, harm: 0.01, cost: 0.02}
  speaking_up: {rate: 12/y, benefit: 0.1, protected: expression}
  late_payment: {rate: 9/y, harm: 0.1}
  volunteering: {rate: 8/y, benefit: 0.3, cost: 0.1}
  reading: {rate: 15/y}
services:
  train: {demand: 10/y, value: 2}
  clinic: {demand: 6/y, value: 3}
psychology: deterrence
"""
SCHEME = """
scorarium: 1
kind: scheme
name: NAME
operator: {kind: state}
senses:
  cameras: {kind: camera, sees: [littering, speaking_up], detection: 10%}
  registry: {kind: registry, sees: [late_payment, volunteering, reading], detection: 15%}
score:
  kind: points
  start: 100
  bounds: [0, 130]
  rules:
    litter: {on: littering, points: -10, lasts: 6mo}
    speech: {on: speaking_up, points: -8}
    late: {on: late_payment, points: -20}
    good: {on: volunteering, points: +5}
    read: {on: reading, points: +1}
tiers: {D: {from: 0}, C: {from: 80}, B: {from: 101}, A: {from: 115}}
lists:
  black: {colour: black, enter: {tier: D}, lasts: 2mo, repair: none}
consequences:
  no-train: {when: {on_list: black}, effect: deny, service: train}
  dear: {when: {tier: C}, effect: price, amount: 150%, service: clinic}
"""


def plan_of(tmp_path: Path, *, years: float = 0.5) -> Plan:
    """Two schemes, one of which ends early, beside none."""
    (tmp_path / "town.society.yaml").write_text(SOCIETY)
    strict = SCHEME.replace("detection: 10%", "detection: 40%")
    for name, text in (("town", SCHEME), ("strict", strict)):
        (tmp_path / f"{name}.scheme.yaml").write_text(text.replace("NAME", name))
    files = [str(tmp_path / f"{name}.scheme.yaml") for name in ("town", "strict")]
    order = order_run(files, society=str(tmp_path / "town.society.yaml"), persons=900, years=years, seed=5)
    name, society = next(iter(order.societies.items()))
    people = generate(society, persons=900, seed=5)
    plan = compile_plan(people, society, order.worlds_in(name), seed=5, replicate=0, years=years).plan
    plan.schemes.end_tick[1] = 9
    return plan


def lived(plan: Plan, *, passes: int) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], float]:
    """The last state, what was counted in all, and the share of persons who were lived one by one."""
    busy, n = 0, 0
    counted: dict[str, np.ndarray] = {}
    for _, life in ticks(plan, threads=1, block=128):
        if not passes:
            life.tables.put("rows.has_passing", 0)
        for shard in life.shards:
            busy += int(shard.handle.arrays["busy"].sum())
            n += len(shard.handle.arrays["busy"])
        now = life.running._asdict()
        counted = {name: now[name] + counted.get(name, 0) for name in now if name.startswith("n_")}
    return life.complete()._asdict(), counted, busy / n


def test_what_passes_unnoticed_is_as_in_the_twin(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    rows = build_rows(plan)
    assert rows["has_passing"]
    assert rows["passes"].all()
    sim = assert_same(plan, threads=2, shard=200, block=64)
    state = sim.final_state()
    assert state.chilled.any()
    assert state.refused.any()
    assert state.habit.any()


def test_few_are_lived_one_by_one(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    quiet, counted, few = lived(plan, passes=1)
    watched, counts, many = lived(plan, passes=0)
    assert few < 0.7 * many
    assert [name for name in quiet if not np.array_equal(quiet[name], watched[name])] == []
    assert [name for name in counted if not np.array_equal(counted[name], counts[name])] == []


def test_what_leaves_more_than_counts_does_not_pass(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert build_rows(plan)["passes"].all()
    plan.acts.opens[1], plan.services.queue[0] = 0, 0
    assert build_rows(plan)["passes"].tolist() == [1, 0, 1, 1, 1, 0, 1]
