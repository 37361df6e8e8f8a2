"""Spells: watched tick by tick, put together by Kaplan & Meier."""

from typing import Any

import numpy as np
import pytest

from scorarium.names import POINT, Listed
from scorarium.outcomes.spells import Spells, Watch, survival
from tests.unit.outcomes.bare import SCHEME, compiled, lengths, state_of


def test_survival_by_hand() -> None:
    """Six spells: ended after 1, 2, 2; seen for 2, 3 and 4 without an end (Kaplan & Meier 1958)."""
    kept = survival(lengths({1: 1, 2: 2}, {2: 1, 3: 1, 4: 1}).ended, lengths({}, {2: 1, 3: 1, 4: 1}).open)
    assert kept[:5].tolist() == pytest.approx([1, 5 / 6, 5 / 6 * 3 / 5, 0.5, 0.5])


def test_a_quantile_that_is_not_reached_is_none() -> None:
    spells = lengths({1: 1, 2: 2}, {2: 1, 3: 1, 4: 1})
    assert spells.quantile(0.5) == 2
    assert spells.quantile(0.1) == 1
    assert spells.quantile(0.6) is None
    assert lengths({}).quantile(0.5) is None
    assert [spells.quantile_ended(share) for share in (0.3, 0.34, 0.95)] == [1, 2, 2]
    assert lengths({}).quantile_ended(0.5) is None


def test_spells_are_as_long_as_they_hold() -> None:
    spells = Spells(3, 10, burn_in=0)
    for t, inside in enumerate(([0, 1, 0], [1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 1])):
        spells.see(t, np.array(inside, bool))
    found = spells.lengths(4)
    assert np.flatnonzero(found.ended).tolist() == [2]
    assert found.ended[2] == 2
    assert found.open[:4].tolist() == [0, 1, 1, 0]


def test_spells_from_the_burn_in_do_not_count() -> None:
    spells = Spells(2, 10, burn_in=2)
    for t, inside in enumerate(([1, 0], [1, 0], [0, 1], [0, 0])):
        spells.see(t, np.array(inside, bool))
    found = spells.lengths(3)
    assert (found.ended.sum(), found.ended[1]) == (1, 1)


def test_only_spells_that_count_are_kept() -> None:
    spells = Spells(2, 10, burn_in=0)
    spells.see(0, np.array([True, True]))
    spells.see(1, np.array([False, False]), counts=np.array([True, False]))
    assert spells.lengths(1).ended.sum() == 1


@pytest.fixture(scope="module")
def plan() -> Any:
    return compiled()


def test_standing_low_by_tier_and_list(plan: Any) -> None:
    """People begin in tier good; fair and poor are low, and so is whoever is on the black list."""
    on = np.zeros((2, 8))
    on[0, 3], on[1, 4] = int(Listed.PRIMARY), int(Listed.PRIMARY)
    state = state_of(plan, tier=[0, 1, 2, 0, 0, -1, 1, 0], on=on, enrolled=[0, 0, 0, 0, 0, 0, -2, 0])
    assert Watch(plan.plan, burn_in=0).is_low(state, 1).tolist() == [0, 1, 1, 1, 0, 0, 0, 0]


def test_standing_low_where_lower_is_better() -> None:
    scheme = SCHEME.replace("better: higher", "better: lower").replace("start: 100", "start: 0")
    tiers = "tiers: {none: {from: -1000}, warned: {from: 50}, out: {from: 100}}"
    scheme = scheme.replace(scheme[scheme.index("tiers:") : scheme.index("\nlists:")], tiers)
    lower = compiled(scheme.replace("tier: poor", "tier: out"))
    state = state_of(lower, tier=[0, 1, 2, 0, 0, 0, 0, -1])
    assert Watch(lower.plan, burn_in=0).is_low(state, 1).tolist() == [0, 1, 1, 0, 0, 0, 0, 0]


def test_standing_low_by_score_where_there_is_nothing_else() -> None:
    head, rest = SCHEME[: SCHEME.index("tiers:")], SCHEME[SCHEME.index("due_process") :]
    plain = compiled(head + rest)
    state = state_of(plain, score=np.array([100, 99, 101, 0, 100, 100, 100, 100]) * POINT)
    assert Watch(plain.plan, burn_in=0).is_low(state, 1).tolist() == [0, 1, 0, 1, 0, 0, 0, 0]


def test_recourse_is_watched(plan: Any) -> None:
    """Person 0 has a wrong entry from tick 0, files in 1, wins in 3; person 1 loses while a wrong entry runs out."""
    watch = Watch(plan.plan, burn_in=0)
    rows = [
        {"wrong_live": [1, 1], "case_due": [-1, -1], "upheld": [0, 0]},
        {"wrong_live": [1, 1], "case_due": [3, 3], "upheld": [0, 0]},
        {"wrong_live": [1, 1], "case_due": [3, 3], "upheld": [0, 0]},
        {"wrong_live": [0, 0], "case_due": [-1, -1], "upheld": [1, 0]},
    ]
    state = state_of(plan)
    for t, row in enumerate(rows):
        state = state_of(plan, **{name: [*pair, *[-1 if name == "case_due" else 0] * 6] for name, pair in row.items()})
        watch.see(state, t)
    seen = watch.result(state)
    assert seen.cases[1].ended[2] == 2
    assert seen.corrected[1].ended[3] == 1
    assert seen.corrected[1].ended.sum() == 1
    assert seen.wrong_corrected.tolist() == [0, 1]
    assert seen.pending_wrong.tolist() == [0, 4]


def test_falling_and_coming_back_is_watched(plan: Any) -> None:
    watch = Watch(plan.plan, burn_in=1)
    state = state_of(plan)
    for t, tiers in enumerate(([1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0], [0, 0, 1])):
        state = state_of(plan, tier=[*tiers, 0, 0, 0, 0, 0])
        watch.see(state, t)
    seen = watch.result(state)
    assert seen.low[1].ended[2] == 1  # person 1; person 0 fell in the burn-in
    assert seen.low[1].open[1] == 1
    assert (seen.ever_low[1], seen.low_now[1]) == (3, 1)
