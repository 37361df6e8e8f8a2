"""Tiers, lists, repairs, enrolment, rollout and recourse."""

from typing import Any
from zlib import crc32

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.plan_outline import slots_of
from scorarium.kernels.draws import words
from scorarium.names import NEVER, POINT, Decision, Repeat
from tests.unit.engine.small import compiled, scheme, society

WEEKS = 365.25 / 7
TIERS = {"C": {"from": 0}, "vip": {"when": {"is": {"licence": True}}}, "A": {"from": 10, "margin": 2}, "B": {"from": 5}}


def listed(**one: Any) -> CompiledPlan:
    return compiled(
        schemes=[scheme(lists={"named": {"lasts": "1y", **one}}, tiers={"D": {"from": 0}, "A": {"from": 9}})]
    )


def ticks(made: CompiledPlan, row: int) -> float:
    return float(made.plan.numbers.base[row])


def test_tiers_go_from_low_to_high_after_those_without_a_border() -> None:
    s = compiled(schemes=[scheme(tiers=TIERS)]).plan.schemes
    assert s.tier_first.tolist() == [0, 4]
    assert s.tier_from.tolist() == [-(2**31), 0, 5 * POINT, 10 * POINT]
    assert s.tier_code.tolist() == [1, 0, 3, 2]
    assert s.tier_margin.tolist() == [0, 0, 0, 2 * POINT]
    assert (s.tier_when >= 0).tolist() == [True, False, False, False]


def test_bounds_start_and_decay() -> None:
    score = {
        "bounds": ["~", 20],
        "decay": {"half_life": "70d", "towards": 5},
        "clean_period": {"every": "70d", "points": 2},
    }
    score["bounds"] = [None, 20]
    made = compiled(schemes=[scheme(score=score)])
    s = made.plan.schemes
    assert (s.low[0], s.high[0]) == (-(2**31) + 1, 20 * POINT)
    assert ticks(made, s.start[0]) == 12
    assert s.decay[0] == pytest.approx(0.5**0.1, rel=1e-12)
    assert s.decay_towards[0] == 5 * POINT
    assert (s.clean_every[0], s.clean_points[0]) == (10, 2 * POINT)


def test_contagion() -> None:
    points = {"friends": {"share": "5%"}, "household": {"share": "20%", "of": "score", "law": "drift"}}
    s = compiled(schemes=[scheme(score={"contagion": points})]).plan.schemes
    assert (s.friends_share[0], s.friends_of[0], s.friends_mean[0]) == (0.05, 0, 0)
    assert (s.household_share[0], s.household_of[0], s.household_mean[0]) == (0.2, 2, 1)
    mean = compiled(schemes=[scheme(score={"contagion": {"friends": {"share": "5%", "per": "mean"}}})]).plan.schemes
    assert mean.friends_mean[0] == 1


def test_a_list_by_a_state_and_by_a_moment() -> None:
    state = listed(enter={"tier": "D"}).plan.lists
    assert (state.ground_moment.tolist(), state.ground_lasts.tolist(), state.ground_forever.tolist()) == (
        [0],
        [-2],
        [0],
    )
    assert (state.repeat[0], state.until[0], state.settled[0], state.black[0]) == (Repeat.RESTARTS, -1, 0, 1)
    moment = listed(enter={"rule": "dirt"}, repeat="adds", colour="red", grace="30d").plan.lists
    assert (moment.ground_moment[0], moment.repeat[0], moment.black[0], moment.grace[0]) == (1, Repeat.ADDS, 0, 4)


def test_grounds_say_what_differs() -> None:
    grounds = {
        "long": {"enter": {"rule": "dirt"}, "lasts": "2y"},
        "ever": {"enter": {"rule": "fast"}, "lasts": "never"},
        "as-it-says": {"enter": {"tier": "D"}},
    }
    made = listed(grounds=grounds)
    lists = made.plan.lists
    assert lists.ground_first.tolist() == [0, 3]
    assert ticks(made, lists.ground_lasts[0]) == 104
    assert lists.ground_lasts[1:].tolist() == [-1, -2]
    assert lists.ground_forever.tolist() == [0, 1, 0]
    assert lists.ground_moment.tolist() == [1, 1, 0]
    forever = listed(enter={"rule": "dirt"}, lasts="never").plan.lists
    assert (forever.lasts.tolist(), forever.ground_lasts.tolist(), forever.ground_forever.tolist()) == ([-1], [-2], [1])


def test_alternatives_of_moments_and_states_are_grounds_of_their_own() -> None:
    lists = listed(enter={"any": {"one": {"rule": "dirt"}, "other": {"tier": "D"}}}).plan.lists
    assert lists.ground_moment.tolist() == [1, 0]
    together = listed(enter={"any": {"one": {"rule": "dirt"}, "other": {"rule": "fast"}}}).plan.lists
    assert together.ground_moment.tolist() == [1]


def test_until() -> None:
    settled = listed(enter={"on": "tax_debt"}, until="settled").plan.lists
    assert (settled.settled[0], settled.until[0]) == (0b1, -1)
    condition = listed(enter={"tier": "D"}, until={"score": {"from": 6}}).plan.lists
    assert (condition.settled[0], condition.until[0] >= 0) == (0, True)
    repaired = listed(enter={"tier": "D"}, until="repaired").plan.lists
    assert (repaired.settled[0], repaired.until[0]) == (0, -1)


def test_spreading_following_and_leaving() -> None:
    plan = listed(
        enter={"tier": "D"},
        spreads_to={"household": {"share": "80%", "lasts": "70d"}, "representative": "100%"},
        decided={"who": "official", "follows": "95%"},
        leaving={"sets": 12},
    ).plan
    lists, spreads = plan.lists, plan.spreads
    assert (spreads.share[0], spreads.lasts[0], spreads.relation[0], spreads.steps[0]) == (0.8, 10, 0, 1)
    assert plan.numbers.base[lists.ground_follows[0]] == 0.95
    assert (lists.leaving_sets[0], lists.leaving_value[0]) == (1, 12 * POINT)
    assert listed(enter={"tier": "D"}, spreads_to={"household": "100%"}).plan.spreads.lasts[0] == NEVER


def test_repairs_and_the_short_form_of_a_list() -> None:
    one = {"when": {"score": {"from": 1, "to": 5}}, "points": -1, "at_most": "1 within 5y", "takes": "30d"}
    one |= {"costs": "4 days-income", "sought": "0.2/y", "passes": "90%", "sets": 7}
    lists = {"a": {"enter": {"tier": "A"}, "lasts": "1y"}, "b": {"enter": {"on": "tax_debt"}, "until": "repaired"}}
    lists["b"]["repair"] = {"by": "paying", "sought": "1/y", "takes": "0d"}
    made = compiled(schemes=[scheme(tiers={"A": {"from": 0}}, lists=lists, repairs={"seminar": one})])
    r = made.plan.repairs
    assert made.labels.repairs == ("seminar", "list:b")
    assert r.sought.tolist() == pytest.approx([1 - np.exp(-0.2 / WEEKS), 1 - np.exp(-1 / WEEKS)])
    assert r.takes.tolist() == [4, 0]
    assert (r.cost[0], r.passes[0], r.points[0], r.value[0]) == (4 * POINT, 0.9, -POINT, 7 * POINT)
    assert r.sets.tolist() == [1, 0]
    assert r.ends.tolist() == [0, 0b10]
    # paying settles the debt that the list is about
    assert r.settles.tolist() == [0, 0b1]
    assert (r.limit.tolist(), r.limit_num.tolist(), r.limit_den.tolist()) == ([1, 0], [7305, 0], [4, 1])


def test_a_repair_that_nobody_seeks() -> None:
    made = compiled(schemes=[scheme(repairs={"apology": {"when": {"score": {"to": 3}}}})])
    assert made.plan.repairs.sought.tolist() == [0.0]
    assert made.plan.repairs.passes.tolist() == [1.0]


def test_who_and_how_one_joins() -> None:
    who = {"kind": "mandatory", "who": {"is": {"licence": True}}}
    s = compiled(schemes=[scheme(enrolment=who)]).plan.schemes
    assert (s.who[0] >= 0, s.innovation[0]) == (True, -1)
    joins = {"kind": "opt_in", "adoption": {"innovation": "0.03/y", "imitation": "0.38/y"}}
    s = compiled(schemes=[scheme(enrolment=joins)]).plan.schemes
    assert s.innovation[0] == pytest.approx(1 - np.exp(-0.03 / WEEKS))
    assert s.imitation[0] == pytest.approx(1 - np.exp(-0.38 / WEEKS))
    assert (s.who[0], s.dropout[0]) == (-1, 0)
    assert compiled(schemes=[scheme(enrolment="opt_in")]).plan.schemes.innovation[0] == -1


def test_rollout_takes_the_districts_with_the_lowest_words() -> None:
    stages = {"pilot": {"districts": "50%", "at": "0y"}, "all": "1y"}
    one = scheme(enrolment={"kind": "mandatory", "rollout": stages})
    made = compiled(schemes=[one], seed=7)
    drawn = words(Decision.ROLLOUT, 2, seed=7, replicate=0, index=int(made.plan.schemes.slot[0]))[:, 0]
    expected = [0, 52] if drawn[0] < drawn[1] else [52, 0]
    assert made.plan.schemes.start_tick.tolist() == [expected]
    assert made.plan.schemes.end_tick.tolist() == [NEVER]
    ends = scheme(enrolment={"kind": "mandatory", "rollout": {"only": {"at": "70d", "until": "1y"}}})
    s = compiled(schemes=[ends]).plan.schemes
    assert (s.start_tick.tolist(), s.end_tick.tolist()) == ([[10, 10]], [52])


def test_appeals_as_written_and_as_assumed() -> None:
    own: dict[str, Any] = {
        "who": "human",
        "within": "60d",
        "sought": "0.02/d",
        "decided_after": {"mean": "70d", "law": "exponential"},
    }
    own |= {
        "upheld_if_wrong": "80%",
        "upheld_if_right": "5%",
        "at_most": 2,
        "wait": "14d",
        "suspends": True,
        "known_to": "40%",
    }
    made = compiled(schemes=[scheme(due_process={"appeal": own})])
    s = made.plan.schemes
    assert (s.appeal[0], s.appeal_within[0], s.appeal_tries[0], s.appeal_wait[0], s.appeal_suspends[0]) == (
        1,
        9,
        2,
        2,
        1,
    )
    assert s.appeal_rate[0] == pytest.approx(1 - np.exp(-0.02 * 7))
    assert (s.appeal_wrong[0], s.appeal_right[0], s.appeal_known[0]) == (0.8, 0.05, 0.4)
    assert ticks(made, s.appeal_decided[0]) == 10
    assert s.keeps_entries[0] == 1
    bare = compiled(schemes=[scheme(due_process={"appeal": {"who": "machine"}})])
    assert bare.plan.schemes.appeal_rate[0] == pytest.approx(1 - np.exp(-0.01 * 7))
    assert ticks(bare, bare.plan.schemes.appeal_decided[0]) == 4
    none = compiled(schemes=[scheme(due_process={"appeal": "none"})]).plan.schemes
    assert (none.appeal[0], none.keeps_entries[0]) == (0, 0)


@pytest.mark.parametrize(
    ("patch", "knows"),
    [
        ({}, 0),
        ({"due_process": {"notice": "after"}}, 1),
        ({"due_process": {"notice": "on_request"}}, 0),
        ({"lists": {"l": {"enter": {"rule": "dirt"}, "lasts": "1y", "due_process": {"notice": "after"}}}}, 1),
        ({"lists": {"l": {"enter": {"rule": "dirt"}, "lasts": "1y"}}}, 0),
        ({"visibility": {"own_score": True}}, 1),
        ({"consequences": {"d": {"when": {"score": {"to": 3}}, "effect": "deny", "service": "loans"}}}, 1),
        ({"consequences": {"d": {"when": {"score": {"to": 3}}, "effect": "inspect", "sense": "police"}}}, 0),
    ],
)
def test_whether_a_person_can_know_of_an_entry(patch: dict[str, Any], knows: int) -> None:
    assert compiled(schemes=[scheme(**patch)]).plan.schemes.knows_entry[0] == knows


def test_luck_is_that_of_the_root_and_no_two_parts_share_an_index() -> None:
    made = compiled()
    outline = made.outlines[0]
    assert made.plan.schemes.salt[0] == crc32(b"points")
    assert made.plan.rules.salt.tolist() == [crc32(b"points/fast"), crc32(b"points/dirt")]
    assert made.plan.schemes.slot[0] == int(made.plan.schemes.salt[0]) & 0xFFFF
    outline.lists = {f"{number * 2654435761 % 2**32:x}": number for number in range(2000)}
    slots = slots_of(outline)
    assert len(set(slots.values())) == len(slots)
    assert made.plan.schemes.slot[0] not in slots.values()
    # an index never depends on what else there is, but for collisions
    alone = compiled(society(), [scheme(score={"rules": {"dirt": None}})])
    assert alone.plan.rules.slot[0] == made.plan.rules.slot[0]
