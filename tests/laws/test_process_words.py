"""Each word of due process, visibility, integrity, signatures moves a number of the plan, or is for the law alone."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.scheme.fields import Part
from scorarium.scheme.process import Appeal, Correction, DueProcess, Expiry, Integrity, Oversight, Visibility
from scorarium.scheme.standing import Decided
from tests.unit.engine.small import compiled, merged, scheme, society

BASE: dict[str, Any] = {
    "score": {"rules": {"dirt": {"evidence": "report"}}},
    "tiers": {"D": {"from": 0}},
    "lists": {"named": {"enter": {"rule": "dirt"}, "lasts": "1y", "decided": {"who": "official", "follows": "50%"}}},
    "exports": {"bank": {"to": "company", "what": "tier"}},
    "consequences": {
        "shut": {"when": {"tier": "D"}, "service": "loans", "effect": "deny", "through": "bank"},
    },
    "due_process": {"appeal": {"who": "human"}},
    "integrity": {"bribable": "1%"},
    "visibility": {"own_score": False},
}
EXECUTED: dict[str, Any] = {
    "due_process.objection": "suspends",
    "due_process.appeal.within": "30d",
    "due_process.appeal.sought": "5/y",
    "due_process.appeal.decided_after": "70d",
    "due_process.appeal.upheld_if_wrong": "33%",
    "due_process.appeal.upheld_if_right": "33%",
    "due_process.appeal.at_most": 3,
    "due_process.appeal.wait": "90d",
    "due_process.appeal.suspends": True,
    "due_process.appeal.known_to": "33%",
    "due_process.correction.reaches_copies": "33%",
    "due_process.correction.after": "90d",
    "due_process.correction.unverified": "erased",
    "due_process.expiry.records": "60d",
    "visibility.rules_known_by": "33%",
    "visibility.to_others": True,
    "visibility.leaderboard": True,
    "integrity.bribable": "33%",
    "integrity.targets_critics": "33%",
    "integrity.exempts_officials": "33%",
    "integrity.insider_error": "33%",
    "lists.named.decided.follows": "33%",
    "lists.named.decided.bias": "-10%",
    "lists.named.decided.weighs_case": True,
    "lists.named.decided.reviewed": "30d",
}
"""Words that move a number, each with a value that is not the one assumed."""

FOR_THE_LAW: dict[str, Any] = {
    "due_process.reasons": "full",
    "due_process.information": ["logic"],
    "due_process.oversight": {"who": "office", "can_override": True, "trained": True},
    "due_process.assessments": {"dpia": True},
    "due_process.validated": "published",
    "due_process.appeal.who": "machine",
    "due_process.appeal.independent": True,
    "due_process.appeal.heard": True,
    "due_process.appeal.evidence_shown": True,
    "due_process.expiry.kept_after": "1y",
    "due_process.oversight.who": "office",
    "due_process.oversight.can_override": True,
    "due_process.oversight.trained": True,
    "visibility.to_operator": True,
    "visibility.rules_public": True,
    "lists.named.decided.who": "committee",
}
"""Words that only the audit reads."""

ELSEWHERE = {
    "due_process.notice": "tells people of entries: moves beliefs (twin of the plan's `knows_entry`)",
    "visibility.own_score": "likewise",
    "due_process.expiry.score": "ends a score that nobody feeds: tests of what changes",
    "due_process.appeal": "has words of its own",
    "due_process.correction": "has words of its own",
    "due_process.expiry": "has words of its own",
}


def nested(path: str, value: Any) -> dict[str, Any]:
    """A merge patch that puts one value."""
    for step in reversed(path.split(".")):
        value = {step: value}
    return dict(value)


def plan_of(patch: dict[str, Any]) -> CompiledPlan:
    """The plan of the scheme with a patch, in a society that knows officials."""
    roles = society(attributes={"role": {"shares": {"ordinary": "80%", "official": "20%"}}})
    return compiled(roles, [scheme(**merged(BASE, patch))])


def numbers_of(made: CompiledPlan) -> dict[str, np.ndarray[Any, Any]]:
    """Every array of a plan by name."""
    plan = made.plan
    return {
        f"{group}.{name}": np.asarray(value)
        for group, table in plan._asdict().items()
        for name, value in table._asdict().items()
    }


def moved(patch: dict[str, Any]) -> list[str]:
    """The arrays that differ from those of the scheme without the patch."""
    one, other = numbers_of(plan_of({})), numbers_of(plan_of(patch))
    return [name for name, array in one.items() if not np.array_equal(array, other[name])]


@pytest.mark.parametrize(("path", "value"), EXECUTED.items(), ids=EXECUTED.keys())
def test_what_is_executed_moves_a_number(path: str, value: Any) -> None:
    assert moved(nested(path, value)) != []


@pytest.mark.parametrize(("path", "value"), FOR_THE_LAW.items(), ids=FOR_THE_LAW.keys())
def test_what_is_for_the_law_moves_none(path: str, value: Any) -> None:
    assert moved(nested(path, value)) == []


def test_no_word_is_left_out() -> None:
    rooms: dict[str, type[Part]] = {
        "due_process": DueProcess, "due_process.appeal": Appeal, "due_process.correction": Correction,
        "due_process.expiry": Expiry, "due_process.oversight": Oversight, "visibility": Visibility,
        "integrity": Integrity, "lists.named.decided": Decided,
    }  # fmt: skip
    words = {f"{room}.{word}" for room, model in rooms.items() for word in model.model_fields}
    assert words == set(EXECUTED) | set(FOR_THE_LAW) | set(ELSEWHERE)
