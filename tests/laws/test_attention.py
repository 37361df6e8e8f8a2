"""Attention and places that are scarce: a patrol that finds what it looks for, queues by standing and by need."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.tables import Plan
from scorarium.names import Answer
from scorarium.twin.run import new, tick
from scorarium.twin.run import run as live_slowly
from scorarium.validation.closed_forms.attention import long_run_share, share_of_records
from tests.laws.test_services import counts, plan

PATROLS: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "patrols",
    "senses": {
        "patrols": {
            "kind": "patrol",
            "sees": ["theft"],
            "detection": "100%",
            "effort": {
                "total": "100%",
                "among": "districts",
                "goes_by": "records",
                "how": "one_place",
                "starts": {"1": 1, "2": 1},
                "memory": "never",
            },
        }
    },
    "score": {"kind": "record", "rules": {"theft": {"on": "theft", "lasts": "never", "evidence": "record"}}},
}


def streets(a: str, b: str) -> dict[str, Any]:
    """Two districts of one person each, who steals once a day at most."""
    return {
        "scorarium": 1,
        "kind": "society",
        "name": "streets",
        "tick": "1d",
        "districts": {"count": 2},
        "acts": {
            "theft": {
                "context": "crime",
                "every": "1d",
                "share": {"by": {"district": {"1": a, "2": b}}},
                "lawful": False,
            }
        },
        "psychology": "passive",
    }


def shares(made: CompiledPlan, replicates: int, starts: tuple[int, int]) -> np.ndarray:
    """The first district's share of the records at the end, one for each replicate."""
    found = []
    for replicate in range(replicates):
        own: Plan = made.plan._replace(luck=made.plan.luck._replace(replicate=replicate))
        a, b = live_slowly(own).final_state().entries[0]
        found.append((starts[0] + a) / (starts[0] + starts[1] + a + b))
    return np.array(found)


def test_the_published_figures() -> None:
    assert share_of_records((0.3, 0.2), (1, 1), 200) == pytest.approx((0.72037163, 0.81286758), abs=1e-8)
    assert share_of_records((0.3, 0.2), (5, 5), 200) == pytest.approx((0.65957777, 0.88745658), abs=1e-8)
    assert share_of_records((0.2, 0.2), (3, 1), 200)[0] == pytest.approx(0.75, abs=1e-9)
    assert long_run_share((0.6, 0.4), 1.0, 0.1) == pytest.approx(0.85207973, abs=1e-7)
    assert long_run_share((0.6, 0.4), 1.0, 1.0) == pytest.approx(0.64575131, abs=1e-7)


@pytest.mark.statistical
def test_a_patrol_finds_what_it_looks_for() -> None:
    """Equal suspicion of unequal districts runs away; the exact law of 60 days, four standard errors."""
    days, n = 60, 500
    made = plan(streets("30%", "20%"), PATROLS, persons=2, years=(days + 0.5) / 365.25)
    found = shares(made, n, (1, 1))
    mean, more = share_of_records((0.3, 0.2), (1, 1), days)
    assert abs(found.mean() - mean) < 4 * found.std() / n**0.5
    assert abs((found > 0.5).mean() - more) < 4 * (more * (1 - more) / n) ** 0.5
    moved, _ = share_of_records((0.45, 0.2), (1, 1), days)
    assert abs(found.mean() - moved) > 4 * found.std() / n**0.5


@pytest.mark.statistical
def test_equal_districts_drift_apart_and_stay_fair_on_average() -> None:
    made = plan(streets("50%", "50%"), PATROLS, persons=2, years=60.5 / 365.25)
    found = shares(made, 300, (1, 1))
    assert abs(found.mean() - 0.5) < 4 * found.std() / 300**0.5
    assert found.std() > 0.2  # Beta(1, 1) has 0.289


SUBJECTS: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "subjects",
    "tick": "1mo",
    "attributes": {"poor": {"share": "50%"}, "income": {"quintiles": [0.2, 0.5, 1, 2, 5]}},
    "districts": {"count": 4},
    "acts": {
        "fraud": {"context": "welfare", "every": "1mo", "share": {"by": {"poor": {"true": "40%", "false": "10%"}}}}
    },
    "services": {"kindergarten": {"demand": "6/y", "places": "3/y", "value": 1}},
    "psychology": "passive",
}


def checks(**effort: Any) -> dict[str, Any]:
    """A scheme that looks at some."""
    sense = {"kind": "inspection", "sees": ["fraud"], "detection": "100%"}
    return {
        "scorarium": 1,
        "kind": "scheme",
        "name": "checks",
        "senses": {"checks": {**sense, "effort": {"total": "20%", "among": "persons", **effort}}},
        "score": {
            "kind": "factors",
            "range": [0, 1],
            "better": "lower",
            "factors": {"poor": {"weight": "100%", "from_attribute": "poor"}},
            "rules": {"fraud": {"on": "fraud", "points": 0, "lasts": "1y"}},
        },
    }


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("effort", "low", "high"),
    [
        ({"goes_by": "score", "how": "highest_first"}, 1.0, 1.0),
        ({"goes_by": "score", "how": "proportional"}, 1.0, 1.0),
        ({"goes_by": "risk", "how": "proportional"}, 16 / 17 - 0.01, 16 / 17 + 0.01),  # 0.4² : 0.1²
        ({"goes_by": "lottery"}, 0.79, 0.81),
        ({"goes_by": "evenly"}, 0.79, 0.81),
    ],
)
def test_on_whom_attention_falls(effort: dict[str, Any], low: float, high: float) -> None:
    """The share of the poor among those who are found; they do four times as much."""
    made = plan(SUBJECTS, checks(**effort), persons=4000, years=3)
    _, _, state = counts(made)
    poor = made.frame.population.attributes["poor"] == 1
    found = state.entries[0]
    assert low <= found[poor].sum() / found.sum() <= high
    assert found.sum() == pytest.approx(
        0.2 * 4000 * 35 * (0.4 if low == 1.0 else 0.25 if low < 0.9 else 0.34), rel=0.04
    )


@pytest.mark.statistical
def test_the_whole_of_the_attention_is_used() -> None:
    made = plan(SUBJECTS, checks(goes_by="records", how="highest_first"), persons=500, years=1)
    sim = new(made.plan)
    for t in range(6):
        tick(sim, t)
        assert sum(sim.state.effort[0]) == (100 if t else 0)  # nobody has an account before the first tick


def queue(**allocate: Any) -> dict[str, Any]:
    """A scheme by which places go."""
    door = {"when": {"not": {"score_above": 2}}, "service": "kindergarten", "effect": "allocate", **allocate}
    return {**checks(goes_by="evenly"), "consequences": {"places": door}}


@pytest.mark.statistical
def test_places_go_to_the_best_or_to_the_neediest() -> None:
    share = {}
    for by in ("score", "need", "lottery"):
        made = plan(SUBJECTS, queue(goes_by=by, how="highest_first"), persons=4000, years=2)
        _, answers, state = counts(made)
        poor = made.frame.population.attributes["poor"] == 1
        income = made.frame.population.income
        met = state.met[1]
        share[by] = (met[poor].sum() / met.sum(), met[income < 0.6].sum() / met.sum())
        assert answers[:, 1, 0, Answer.PUSHED_BACK].sum() == state.refused[1].sum() > 0
        np.testing.assert_array_equal(answers[:, 0].sum(axis=2), answers[:, 1].sum(axis=2))
    assert share["score"][0] < 0.1  # the poor have the worse score
    assert share["need"][1] > 0.7
    assert share["lottery"] == pytest.approx((0.5, 0.4), abs=0.03)
