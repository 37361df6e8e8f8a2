"""Rules: entries, points, clocks, caps, and what makes one harmful."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.names import NEVER, POINT, Repeat
from tests.unit.engine.small import compiled, scheme, society

APPEAL = {"who": "human", "within": "60d"}


def rules(**found: Any) -> CompiledPlan:
    return compiled(schemes=[scheme(score={"rules": {"fast": None, "dirt": None, **found}})])


def value(made: CompiledPlan, row: int) -> float:
    return float(made.plan.numbers.base[row])


def test_points_clocks_and_acts() -> None:
    made = compiled()
    r = made.plan.rules
    assert made.labels.rules == ("fast", "dirt")
    assert [value(made, row) for row in r.points] == [-3, -1]
    assert value(made, r.lasts[0]) == 52
    assert r.lasts[1] == -1
    assert r.keep.tolist() == [52, 0]
    assert r.harmful.tolist() == [1, 1]
    assert r.helpful.tolist() == [0, 0]
    assert r.stake_points.tolist() == [3 * POINT, 1 * POINT]
    assert r.of_act_first.tolist() == [0, 1, 2, 2, 2, 2, 2]
    assert r.of_act.tolist() == [0, 1]
    assert made.plan.worlds.punished.tolist() == [[0] * 8, [1, 1, 0, 0, 0, 0, 0, 0]]


def test_without_a_clock_of_its_own_an_entry_takes_the_schemes() -> None:
    made = compiled(schemes=[scheme(due_process={"expiry": {"records": "2y"}})])
    assert [value(made, row) for row in made.plan.rules.lasts] == [52, 104]
    never = compiled(schemes=[scheme(due_process={"expiry": {"records": "never"}})])
    assert never.plan.rules.lasts[1] == -1


def test_until_settled_takes_no_clock() -> None:
    arrears = {"on": "tax_debt", "points": -10, "until": "settled"}
    patch = {"score": {"rules": {"fast": None, "dirt": None, "arrears": arrears}}}
    made = compiled(schemes=[scheme(due_process={"expiry": {"records": "2y"}}, **patch)])
    assert made.plan.rules.lasts.tolist() == [-1]
    assert made.plan.rules.until_settled.tolist() == [0]


def test_repetition() -> None:
    by_repeat = {"by": {"repeat": {"1": -3, "2": -6}}}
    made = rules(
        old={"on": "speeding", "points": -1, "lasts": "2y", "repeat": "restarts"},
        more={"on": "littering", "points": by_repeat, "repeat_within": "24mo", "lasts": "1y"},
        ever={"on": "praise", "points": by_repeat},
    )
    r = made.plan.rules
    assert r.repeat.tolist() == [Repeat.RESTARTS, Repeat.SEPARATE, Repeat.SEPARATE]
    assert r.counts_repeat.tolist() == [0, 1, 1]
    assert r.repeat_within.tolist() == [NEVER, 104, NEVER]
    assert r.keep.tolist() == [104, 104, NEVER]
    # the stake is that of the first time
    assert r.stake_points.tolist() == [POINT, 3 * POINT, 3 * POINT]


def test_a_fine_that_depends_on_repetition_counts_it() -> None:
    fine = {
        "when": {"rule": "dirt"},
        "effect": "fine",
        "amount": {"by": {"repeat": {"1": "0 days-income", "2": "3 days-income"}}},
    }
    made = compiled(schemes=[scheme(consequences={"fine": fine})])
    assert made.plan.rules.counts_repeat.tolist() == [0, 1]
    assert made.plan.rules.stake_fine.tolist() == [0, 0]


def test_caps() -> None:
    made = rules(
        often={"on": "littering", "points": 1, "at_most": "2 within 1w"},
        points={"on": "praise", "points": 1, "at_most": "3 points within 24mo"},
        ever={"on": "criticism", "points": 1, "at_most": 5},
        free={"on": "speeding", "points": 1},
    )
    r = made.plan.rules
    assert r.cap.tolist() == [0, 1, 2, -1]
    assert r.cap_limit.tolist() == [2, 3 * POINT, 5, 0]
    assert r.cap_points.tolist() == [0, 1, 0, 0]
    assert list(zip(r.cap_num.tolist(), r.cap_den.tolist(), strict=True)) == [(7, 1), (1461, 2), (0, 1), (0, 1)]
    assert made.plan.sizes.caps == 3


def test_better_lower_turns_harm_round() -> None:
    made = compiled(schemes=[scheme(score={"better": "lower", "rules": {"dirt": {"points": 1}}})])
    assert made.plan.rules.harmful.tolist() == [0, 1]
    assert made.plan.rules.helpful.tolist() == [1, 0]
    assert made.plan.schemes.better.tolist() == [-1]


def test_proportional_rules_and_amounts() -> None:
    of = society(acts={"littering": {"amount": {"mean": 4, "law": "lognormal", "sd": 0.5}}})
    loud = {"on": "littering", "points": -1, "above": 1, "per": 2}
    made = compiled(of, [scheme(score={"rules": {"fast": None, "dirt": None, "loud": loud}})])
    r = made.plan.rules
    assert (r.per[0], r.above[0]) == (2, 1)
    # a typical act of 4 exceeds 1 by 3: one and a half times the points
    assert r.stake_points[0] == round(1.5 * POINT)
    assert made.plan.numbers.base[made.plan.acts.amount[1]] == 4


def test_sets_duties_and_states() -> None:
    made = rules(
        ruin={"on": "littering", "sets": 0},
        monthly={"every": "1mo", "when": {"open": {"tax_debt": {}}}, "points": -1, "lasts": "1y"},
        court={"when": {"open": {"tax_debt": {}}}, "points": -200},
    )
    r = made.plan.rules
    assert r.sets.tolist() == [1, 0, 0]
    assert r.state.tolist() == [0, 0, 1]
    assert (r.every_num[1], r.every_den[1]) == (487, 16)
    assert r.harmful.tolist() == [1, 1, 1]
    assert r.stake_points[0] == 12 * POINT
    assert (r.when >= 0).tolist() == [False, True, True]


def test_acts_that_conditions_name_are_entered_without_points() -> None:
    door = {"when": {"acts": {"criticism": "2 within 1y"}}, "effect": "deny", "service": "loans"}
    made = compiled(schemes=[scheme(consequences={"door": door})])
    r = made.plan.rules
    assert made.labels.rules == ("fast", "dirt", "act:criticism")
    assert r.scored.tolist() == [1, 1, 0]
    assert r.keep.tolist() == [52, 0, 52]
    assert r.harmful.tolist() == [1, 1, 1]


def test_a_rule_on_several_acts_does_not_count_one_of_them() -> None:
    door = {"when": {"acts": {"speeding": 3}}, "effect": "deny", "service": "loans"}
    both = {"on": ["speeding", "littering"], "points": -1}
    made = compiled(
        schemes=[scheme(score={"rules": {"fast": None, "dirt": None, "both": both}}, consequences={"door": door})]
    )
    assert made.labels.rules == ("both", "act:speeding")
    assert made.plan.rules.of_act.tolist() == [0, 1, 0]


def test_in_a_record_every_entry_is_one() -> None:
    file = scheme(score=None, lists={"listed": {"enter": {"on": "littering"}, "lasts": "1y"}})
    record = scheme(score={"kind": "record", "start": None, "bounds": None, "rules": {"dirt": {"points": None}}})
    for one in (file, record):
        made = compiled(schemes=[one])
        s = made.plan.schemes
        assert (s.kind[0], s.better[0], s.low[0], s.high[0]) == (1, -1, -(2**31) + 1, 2**31 - 1)
        assert made.plan.rules.scored.all()
        assert all(value(made, row) == 1 for row in made.plan.rules.points)
    assert compiled(schemes=[file]).plan.rules.harmful.tolist() == [1]
    assert compiled(schemes=[record]).plan.rules.harmful.tolist() == [0, 0]


def test_entries_that_ground_a_list_are_kept_for_its_longest_term() -> None:
    lasts = {"by": {"repeat": {"1": "1y", "2": "4y"}}}
    made = compiled(schemes=[scheme(lists={"l": {"colour": "red", "enter": {"rule": "dirt"}, "lasts": lasts}})])
    assert made.plan.rules.keep.tolist() == [52, 209]
    short = {"enter": {"acts": {"speeding": "2 within 10y"}}, "lasts": "1mo"}
    assert compiled(schemes=[scheme(lists={"l": short})]).plan.rules.keep.tolist() == [522, 0]


def test_appeals_look_back() -> None:
    made = compiled(schemes=[scheme(due_process={"appeal": APPEAL})])
    assert made.plan.rules.keep.tolist() == [52, 9]
    open_ended = compiled(schemes=[scheme(due_process={"appeal": {"who": "human"}})])
    assert open_ended.plan.rules.keep.tolist() == [NEVER, NEVER]


def test_a_rule_sees_only_through_its_own_senses() -> None:
    senses = {"cameras": {"kind": "camera", "sees": ["littering"], "detection": "1%"}}
    made = compiled(schemes=[scheme(senses=senses, score={"rules": {"dirt": {"seen_by": ["cameras"]}}})])
    assert made.plan.rules.seen_by.tolist() == [0b11, 0b10]
    assert made.plan.senses.sees_first.tolist() == [0, 1, 3, 3, 3, 3, 3]
    assert made.plan.senses.sees_sense.tolist() == [0, 0, 1]


def test_two_worlds_make_two_rows_with_the_same_luck() -> None:
    from scorarium.engine.plan import compile_plan
    from tests.unit.engine.small import people

    of, one = society(), scheme()
    made = compile_plan(people(of), of, {"a": [one], "b": [one]}, seed=1, replicate=0, years=1)
    assert made.labels.worlds == ("none", "a", "b")
    assert made.plan.worlds.first.tolist() == [0, 0, 1, 2]
    assert made.plan.schemes.world.tolist() == [1, 2]
    for table, name in ((made.plan.rules, "salt"), (made.plan.rules, "slot"), (made.plan.senses, "salt")):
        column = getattr(table, name)
        assert np.array_equal(column[: len(column) // 2], column[len(column) // 2 :])
    assert made.plan.rules.scheme.tolist() == [0, 0, 1, 1]
    assert made.plan.senses.sees_first[-1] == 4


@pytest.mark.parametrize("years", [0.0, 1.0])
def test_a_plan_without_schemes(years: float) -> None:
    made = compiled(schemes=[], years=years)
    assert made.labels.worlds == ("none", "it")
    assert made.plan.worlds.first.tolist() == [0, 0, 0]
    assert made.plan.rules.of_act_first.tolist() == [0]
    assert made.plan.sizes.schemes == 0
