"""People who change: levels that acts move, levels that are drawn anew."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.run import ticks
from tests.laws.test_services import IDLE, counts, plan

CITY: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "city",
    "tick": "1mo",
    "attributes": {
        "hukou": {"shares": {"local": "60%", "rural": "40%"}, "redrawn": "0.5/y"},
        "credit": {"shares": {"0": "50%", "1": "30%", "2": "20%"}, "moves": {"repaid": 1, "default": -1}},
    },
    "acts": {
        "repaid": {"context": "finance", "rate": "1/y"},
        "default": {"context": "finance", "rate": {"by": {"hukou": {"local": "0.5/y", "rural": "3/y"}}}},
    },
    "services": {"club": {"demand": "6/y", "value": 1}},
    "psychology": "passive",
}


@pytest.mark.statistical
def test_a_level_is_drawn_anew_from_its_shares() -> None:
    """Two years at 0.5/y: a rural person is rural still with e⁻¹ + (1 - e⁻¹)·40 %."""
    made = plan(CITY, IDLE, persons=20_000, years=2)
    before = made.frame.population.attributes["hukou"] == 1
    _, _, state = counts(made)
    after = state.level[0] == 1
    left = (1 - made.plan.changing.redrawn[0]) ** 23
    expected = left + (1 - left) * 0.4
    n = before.sum()
    assert abs(after[before].mean() - expected) < 4 * (expected * (1 - expected) / n) ** 0.5
    assert abs(after.mean() - 0.4) < 4 * (0.24 / len(after)) ** 0.5
    assert left == pytest.approx(np.exp(-23 / 24), rel=0.01)


@pytest.mark.statistical
def test_rates_follow_what_people_have_become() -> None:
    """Thinning holds: after a while it no longer matters what a person once was."""
    attributes = {**CITY["attributes"], "hukou": {**CITY["attributes"]["hukou"], "redrawn": "6/y"}}
    made = plan({**CITY, "attributes": attributes}, IDLE, persons=20_000, years=2)
    before = made.frame.population.attributes["hukou"] == 1
    years = [life.complete().done[0].copy() for t, life in ticks(made, threads=1) if t in (11, 23)]
    done = years[1] - years[0]
    expected = 1 + 0.6 * 0.5 + 0.4 * 3
    for group in (before, ~before):
        assert abs(done[group].mean() - expected) < 4 * done[group].std() / group.sum() ** 0.5


@pytest.mark.statistical
def test_acts_move_a_level_between_its_ends() -> None:
    made = plan(CITY, IDLE, persons=500, years=1)
    level = made.frame.population.attributes["credit"].astype(int)
    steps = np.zeros(len(level), int)
    for _, life in ticks(made, threads=1):
        state = life.complete()
        level = np.clip(level + steps, 0, 2)
        np.testing.assert_array_equal(state.level[1], level)
        steps = state.moving[0, 0].astype(int)
    assert (level != made.frame.population.attributes["credit"]).any()


@pytest.mark.statistical
def test_worlds_differ_in_what_acts_move() -> None:
    """A door hangs on the level of its own world; a scheme that nobody fears moves nobody."""
    scheme = {
        **IDLE,
        "senses": {"bank": {"kind": "records", "sees": ["default"], "detection": "100%"}},
        "score": {"kind": "points", "start": 10, "rules": {"bad": {"on": "default", "points": -5, "lasts": "1y"}}},
        "consequences": {
            "fine": {"when": {"rule": "bad"}, "effect": "fine", "amount": "20 days-income"},
            "door": {"when": {"is": {"credit": "0"}}, "service": "club", "effect": "deny"},
        },
    }
    society = {**CITY, "psychology": "deterrence"}
    made = plan(society, scheme, persons=4000, years=3)
    _, _, state = counts(made)
    rows = {
        int(w): x
        for x, (m, w) in enumerate(zip(made.plan.changing.move, made.plan.changing.world, strict=True))
        if m >= 0
    }
    low = [(state.level[rows[w]] == 0).mean() for w in (0, 1)]
    assert low[1] < low[0] - 0.02
    assert state.refused[1].sum() > 0 == state.refused[0].sum()
    refused = state.refused[1][state.level[rows[1]] == 2].sum()
    assert refused < 0.5 * state.refused[1].sum()
