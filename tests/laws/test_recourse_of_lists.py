"""A list's own way of appeal, what leaving a list brings, and scores that are deleted: counts against the law."""

from math import sqrt
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import Listed
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.twin.declarations import BUSY
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "recourse",
    "senses": {"police": {"kind": "registry", "sees": ["littering"], "detection": "100%"}},
    "score": {"kind": "points", "start": 0, "rules": {"dirt": {"on": "littering", "points": -1, "lasts": "1y"}}},
}
LISTED = {"enter": {"rule": "dirt"}, "lasts": "1y", "repeat": "ignored"}
AT_ONCE = {"who": "human", "sought": "1000/y", "known_to": "100%", "decided_after": "1w", "upheld_if_right": "100%"}


def plan_of(n: int, years: float, **patch: Any) -> CompiledPlan:
    """Everybody litters twelve times a year."""
    own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive"})))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, patch)))
    return compile_plan(people(own, n), own, {"it": [scheme]}, seed=5, replicate=0, years=years)


def filed(sim: Sim) -> int:
    """Appeals ever."""
    return int(sum(sim.state.filed[0]))


def test_only_a_list_with_an_appeal_of_its_own_hears_one() -> None:
    own = {**LISTED, "due_process": {"appeal": AT_ONCE}}
    sim = run(plan_of(60, 0.5, lists={"named": own}).plan)
    assert filed(sim) == sum(sim.state.upheld[0]) + sum(1 for due in sim.state.case_due[0] if due >= 0) > 60
    assert filed(run(plan_of(60, 0.5, lists={"named": LISTED}).plan)) == 0
    # entries that ground no listing fall under the scheme, which hears nobody: one entry per person at a time is heard
    for record, on in zip(sim.record[0], sim.state.on[0], strict=True):
        assert len([e for e in record if e.grounded]) == (1 if on & Listed.PRIMARY else 0)


def test_a_list_can_shut_the_way_that_the_scheme_opens() -> None:
    shut = {**LISTED, "due_process": {"appeal": "none"}}
    everybody = plan_of(60, 0.5, due_process={"appeal": AT_ONCE})
    assert filed(run(everybody.plan)) > 60
    sim = run(plan_of(60, 0.5, lists={"named": shut}, due_process={"appeal": {**AT_ONCE, "at_most": 1}}).plan)
    cases = {id(e) for e in sim.cases.values()}
    grounds = [e for record in sim.record[0] for e in record if e.grounded]
    assert filed(sim) > 20
    assert grounds
    assert all(id(e) not in cases and e.tries == 0 for e in grounds)


def test_a_list_is_judged_by_its_own_shares() -> None:
    # the scheme never finds for anybody, the list in four cases of ten
    process = {"appeal": {**AT_ONCE, "upheld_if_right": "0%"}}
    own = {**LISTED, "due_process": {"appeal": {"who": "human", "upheld_if_right": "40%"}}}
    sim = run(plan_of(300, 0.5, lists={"named": own}, due_process=process).plan)
    upheld, tried = sum(sim.state.upheld[0]), 0
    for record in sim.record[0]:
        tried += sum(1 for e in record if e.grounded and e.tries)
    n = upheld + tried
    assert n > 300
    assert abs(upheld / n - 0.4) <= 4 * sqrt(0.24 / n)


def test_known_to_is_one_coin_for_each_entry() -> None:
    own = {**LISTED, "due_process": {"appeal": {**AT_ONCE, "known_to": "30%", "upheld_if_right": "0%"}}}
    sim = run(plan_of(250, 0.5, lists={"named": own}).plan)
    grounds = [e for record in sim.record[0] for e in record if e.grounded and e.tick < 20]
    tried = sum(1 for e in grounds if e.tries)
    assert abs(tried / len(grounds) - 0.3) <= 4 * sqrt(0.21 / len(grounds))


def test_a_case_holds_up_what_hangs_on_its_own_list_only() -> None:
    slow = {**AT_ONCE, "decided_after": "never", "suspends": True}
    lists = {"named": {**LISTED, "due_process": {"appeal": slow}}, "other": LISTED}
    doors = {name: {"when": {"list": name}, "service": "loans", "effect": "deny"} for name in lists}
    refused = {}
    for name, door in doors.items():
        sim = run(plan_of(100, 1, lists=lists, consequences={name: door}).plan)
        refused[name] = sum(sim.state.refused[1])
    # what is left falls on the tick of the listing and the one in which the appeal is filed
    assert refused["named"] < 0.25 * refused["other"]


@pytest.mark.parametrize(("leaving", "score"), [({"points": 3}, 3), ({"sets": -4, "points": 3}, -1), ({"sets": 5}, 5)])
def test_what_leaving_a_list_brings(leaving: dict[str, Any], score: int) -> None:
    named = {"enter": {"enrolled": {"from": "0d", "to": "0d"}}, "lasts": "3w", "leaving": leaving}
    sim = run(plan_of(20, 0.5, lists={"named": named}, score={"rules": {"dirt": {"points": 0}}}).plan)
    assert set(np.array(sim.state.score[0]) // 65536) == {score}


def test_a_score_that_no_entry_moves_is_deleted_in_time() -> None:
    # permanent points; whoever did nothing for eight weeks begins anew
    rules = {"dirt": {"lasts": None}}
    compiled = plan_of(120, 1, score={"start": 10, "rules": rules}, due_process={"expiry": {"score": "8w"}})
    last = np.full(120, -1)
    expected = np.full(120, 10)
    seen = np.zeros(120, int)
    deleted = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal last, expected, seen, deleted
        entries = np.array(sim.state.entries[0])
        begun = t - np.maximum(last, 0) >= 8
        deleted += int((begun & (expected != 10)).sum())
        expected = np.where(begun, 10, expected) - (entries - seen)
        last = np.where(entries > seen, t, np.where(begun, t, last))
        seen = entries
        assert (np.array(sim.state.score[0]) == expected * 65536).all()

    run(compiled.plan, after_tick=look)
    assert deleted > 15
