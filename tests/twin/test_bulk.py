"""Entries made for a whole block at once are those that are made person by person."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.rows import build_rows
from scorarium.kernels.codes import IS_BULK
from tests.twin.compare import assert_same
from tests.twin.declarations import declared
from tests.unit.engine.small import SCHEME, compiled, merged, scheme, society

DRIFT = {"friends": {"share": "10%", "of": "score", "law": "drift", "per": "mean"}}
ACTS: dict[str, Any] = {
    "littering": {"rate": "12/y"},
    "speeding": {"rate": None, "every": "1mo", "share": "30%"},
    "volunteering": {"every": "1mo", "share": "20%", "benefit": 0.3},
}
OWN: dict[str, Any] = {
    "senses": {
        "police": {"kind": "registry", "sees": ["littering", "speeding"], "detection": "40%"},
        "club": {"kind": "registry", "sees": ["volunteering"], "detection": "60%"},
    },
    "score": {
        "kind": "points",
        "start": 100,
        "bounds": [0, 130],
        "rules": {
            "litter": {"on": "littering", "points": -9},
            "twice": {"on": "littering", "points": -2.5},
            "fast": {"on": "speeding", "points": -14, "lasts": None},
            "dirt": None,
            "good": {"on": "volunteering", "points": 6},
        },
    },
    "tiers": {"C": {"from": 0}, "B": {"from": 80}, "A": {"from": 105}},
    "lists": {"black": {"colour": "black", "enter": {"tier": "C"}, "lasts": "3mo", "repair": "none"}},
    "consequences": {},
}


SECOND: dict[str, Any] = {
    "name": "other",
    "senses": {"police": {"sees": ["speeding"], "detection": "50%", "delay": "2w"}},
    "score": {"rules": {"fast": {"on": "speeding", "points": -3, "lasts": "6mo"}, "dirt": None}},
}
PLAIN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "alone": ({}, {}),
    "friends": ({"score": {"contagion": DRIFT}}, {}),
    "household": ({"score": {"contagion": DRIFT | {"household": DRIFT["friends"]}}}, {}),
    "by age": ({"enrolment": {"kind": "mandatory", "who": {"is": {"age": "60+"}}}}, {}),
    "whom it does not reach for a while": (
        {
            "enrolment": {
                "kind": "mandatory",
                "rollout": {"first": {"at": "0y", "until": "3mo"}, "again": {"at": "5mo"}},
            }
        },
        {},
    ),
    "a clean month": ({"score": {"clean_period": {"every": "1mo", "without": ["any"], "points": 3}}}, {}),
    "a fine for the tier": (
        {"consequences": {"fine": {"when": {"tier": "C"}, "effect": "fine", "amount": "0.1 days-income"}}},
        {},
    ),
    "whoever joins": ({"enrolment": {"kind": "opt_in", "adoption": {"innovation": "0.5/y", "imitation": "4/y"}}}, {}),
}
NOT_PLAIN: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "points that end": ({"score": {"rules": {"litter": {"lasts": "6mo"}}}}, {}),
    "a cap": ({"score": {"rules": {"litter": {"at_most": "2/mo"}}}}, {}),
    "a delay": ({"senses": {"police": {"delay": "3w"}}}, {}),
    "mistaken identity": ({"senses": {"police": {"identification": {"missed": "5%", "false_match": "5%"}}}}, {}),
    "points by age": ({"score": {"rules": {"litter": {"points": {"default": -9, "by": {"age": {"60+": -3}}}}}}}, {}),
    "a list that reads entries": ({"lists": {"black": {"enter": {"on": "littering", "tier": None}}}}, {}),
    "a consequence of the score": (
        {"consequences": {"fine": {"when": {"score_below": 90}, "effect": "fine", "amount": "0.1 days-income"}}}, {}
    ),
    "a consequence of a score that friends draw": (
        {
            "score": {"contagion": DRIFT},
            "consequences": {"fine": {"when": {"score_below": 90}, "effect": "fine", "amount": "0.1 days-income"}},
        },
        {},
    ),
    "people who answer": ({}, {"psychology": "deterrence"}),
}  # fmt: skip


def plan_of(changes: dict[str, Any], of: dict[str, Any], *others: dict[str, Any], **how: Any) -> CompiledPlan:
    """The scheme, changed, and others among people who do not answer."""
    schemes = [scheme(**merged(OWN, changes)), *(scheme(**own) for own in others)]
    return compiled(society(**{"acts": ACTS, "psychology": "passive", **of}), schemes, **how)


@pytest.mark.parametrize("name", PLAIN)
def test_what_nobody_answers_is_entered_in_bulk(name: str) -> None:
    plan = plan_of(*PLAIN[name])
    rows = build_rows(plan.plan)
    assert rows["in_bulk"].tolist() == [1]
    assert (rows["form"] >> IS_BULK).sum() == len(ACTS)
    sim = assert_same(plan, threads=1, block=16)
    assert sum(sim.final_state().entries[0]) > 100
    assert sum(sim.final_state().times[0]) > 5


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_whatever_hangs_on_more_is_entered_person_by_person(name: str) -> None:
    plan = plan_of(*NOT_PLAIN[name])
    rows = build_rows(plan.plan)
    assert not (rows["form"][list(plan.frame.acts).index("littering")] >> IS_BULK)
    assert_same(plan, threads=1, block=16)


@pytest.mark.parametrize("drift", [{}, {"score": {"contagion": DRIFT}}])
def test_beside_a_scheme_that_is_not_plain(drift: dict[str, Any]) -> None:
    """What only the plain scheme sees is entered in bulk; what both see is not."""
    plan = plan_of(drift, {}, SECOND)
    form = build_rows(plan.plan)["form"] >> IS_BULK
    assert [int(form[list(plan.frame.acts).index(name)]) for name in ACTS] == [1, 0, 1]
    sim = assert_same(plan, threads=1, block=16)
    assert (np.array(sim.final_state().entries).sum(axis=1) > 20).all()


FINE = {"effect": "fine", "amount": "0.1 days-income"}
VOLUNTEERS = {"enrolment": {"kind": "opt_in", "adoption": {"innovation": "3/y", "imitation": "4/y"}}}
BEGUN: dict[str, tuple[bool, dict[str, Any]]] = {
    "in a tier": (True, {}),
    "in the tier that is listed": (True, {"score": {"start": 60}}),
    "with a fine for the tier": (True, {"consequences": {"fine": FINE | {"when": {"tier": "B"}}}}),
    "with a fine for the score": (False, {"consequences": {"fine": FINE | {"when": {"score_above": 90}}}}),
    "listed by age": (False, {"lists": {"black": {"enter": {"tier": None, "is": {"age": "60+"}}}}}),
    "as volunteers": (True, VOLUNTEERS),
    "as volunteers who are fined": (True, VOLUNTEERS | {"consequences": {"fine": FINE | {"when": {"tier": "B"}}}}),
    "drawn by friends": (True, {"score": {"contagion": DRIFT}}),
    "drawn by friends in the tier that is listed": (True, {"score": {"contagion": DRIFT, "start": 79}}),
    "late": (True, {"enrolment": {"kind": "mandatory", "rollout": {"all": "3mo"}}}),
}
"""Whether nothing begins for a new member but by the tier, and what the scheme has."""


@pytest.mark.parametrize("psychology", ["passive", "deterrence"])
@pytest.mark.parametrize("name", BEGUN)
def test_new_members_stand_where_they_would_if_looked_at(name: str, psychology: str) -> None:
    begins, own = BEGUN[name]
    plan = plan_of(own, {"psychology": psychology})
    assert build_rows(plan.plan)["begins"].tolist() == [begins]
    sim = assert_same(plan, threads=1, block=16)
    assert sum(sim.final_state().entries[0]) > 20


def test_incomes_stay_where_they_are_when_nothing_moves_them_any_more() -> None:
    """What a refused service took from incomes is not given back because the service feeds them no more."""
    own = {
        "services": {"advance": {"demand": "40/y", "value": 2, "feeds": ["income"]}},
        "consequences": {"no": {"when": {"tier": "B"}, "effect": "deny", "service": "advance"}},
        "changes": {"later": {"at": "4mo", "reform": {"services": {"advance": {"feeds": []}}}}},
    }
    of = {"services": {"loans": None}, "psychology": {"preset": "passive", "income_loss": 0.1}}
    plan = compiled(society(**{"acts": ACTS, **of}), [declared(merged(SCHEME, merged(OWN, own)))])
    assert plan.plan.minds.income
    state = assert_same(plan, threads=1, block=16).final_state()
    assert (state.y[1] < 1.0).any()
