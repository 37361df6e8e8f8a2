"""Joining and leaving: what draws people into a voluntary scheme and drives them out, and where it does nothing."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import BACK_ON_RECORD, ON_RECORD
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.validation.closed_forms.diffusion import bass, ring
from tests.twin.compare import assert_same
from tests.twin.declarations import declared
from tests.unit.engine.small import keyed

CLUB: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "club",
    "enrolment": {"kind": "opt_in", "adoption": {"innovation": "0.5/y", "imitation": "2/y"}},
    "senses": {"till": {"kind": "purchases", "sees": ["shopping", "brawl"], "detection": "100%"}},
    "score": {"kind": "points", "start": 1, "better": "higher", "rules": {"used": {"on": "shopping", "points": 1}}},
    "tiers": {"guest": {"from": 0}, "member": {"from": 1}},
    "lists": {"barred": {"enter": {"on": "brawl"}, "lasts": "1y"}},
    "consequences": {
        "tickets": {"when": {"tier": "member"}, "service": "tickets", "effect": "price", "amount": "75%"},
        "shut": {"when": {"list": "barred"}, "service": "tickets", "effect": "deny"},
    },
}


def plan(psychology: dict[str, Any], *, persons: int = 60, months: int = 24, **scheme: Any) -> CompiledPlan:
    """People with a few friends who may join a club."""
    place = Society.model_validate(
        keyed({
            "scorarium": 1,
            "kind": "society",
            "name": "customers",
            "tick": "1mo",
            "ties": {"friends": {"mean_degree": 4, "shape": "ring"}},
            "acts": {
                "shopping": {"context": "shopping", "rate": "2/y"},
                "brawl": {"context": "leisure", "rate": "2/y", "lawful": False},
            },
            "services": {"tickets": {"context": "leisure", "demand": "12/y", "value": 1}},
            "psychology": {"preset": "passive", **psychology},
        })
    )  # fmt: skip
    made = declared(keyed({**CLUB, **scheme}))
    people = generate(place, persons=persons, seed=4)
    return compile_plan(people, place, {"club": [made]}, seed=4, replicate=0, years=(months + 0.5) / 12)


def joined(made: CompiledPlan) -> tuple[int, int]:
    """Who is in and who has left at the end."""
    enrolled = np.array(run(made).state.enrolled[0])
    return int((enrolled >= 0).sum()), int((enrolled == -2).sum())


def test_twin_and_engine_join_and_leave_alike() -> None:
    sim = assert_same(plan({"joining": 0.2, "leaving": 3}), threads=2, shard=16, block=8)
    assert -2 in sim.state.enrolled[0]
    assert max(sim.state.enrolled[0]) > 0


# -------------------------------------------------------------------------------------------- a record without consent
RECORD: dict[str, Any] = {
    "score": {
        "kind": "points", "start": 5, "bounds": [0, 10],
        "rules": {"loud": {"on": "brawl", "points": -2, "lasts": "6mo"}, "used": {"on": "shopping", "points": 1}},
    },
    "tiers": {"low": {"from": 0}, "high": {"from": 4}},
    "lists": {"barred": {"enter": {"on": "brawl"}, "lasts": "1y"}},
    "consequences": {"fine": {"when": {"rule": "loud"}, "effect": "fine", "amount": "1 days-income"}},
}  # fmt: skip


def recorded(kind: str, innovation: str, **more: Any) -> CompiledPlan:
    """A scheme that writes down what everybody does, or only what its members do."""
    enrolment = {"kind": kind} if kind == "mandatory" else {
        "kind": kind, "adoption": {"innovation": innovation, "imitation": "0/y"}, "consent": {"withdrawal": "free"},
    }  # fmt: skip
    return plan({}, enrolment=enrolment, **{**RECORD, **more})


def test_entries_are_made_without_consent_and_nothing_follows_from_them() -> None:
    """Whoever does not consent has the entries of a mandatory scheme, no tier, no listing and no fine."""
    state, everybody = (run(recorded(kind, "1e-9/y")).state for kind in ("record_only", "mandatory"))
    assert set(state.enrolled[0]) == {ON_RECORD}
    assert state.entries[0] == everybody.entries[0]
    assert sum(state.entries[0]) > 100
    assert set(state.tier[0]) == {-1}
    assert not any(state.on[0])
    assert not any(state.fines[1])
    assert all((any(everybody.on[0]), any(everybody.fines[1]), min(everybody.tier[0]) >= 0))


def test_who_consents_goes_on_from_the_record() -> None:
    """A member's score is that of a mandatory scheme, whenever they joined; later fines are theirs alone."""
    state, everybody = (run(recorded(kind, "0.6/y")).state for kind in ("record_only", "mandatory"))
    members = [i for i, since in enumerate(state.enrolled[0]) if since >= 0]
    assert 10 < len(members) < 55
    assert [state.score[0][i] for i in members] == [everybody.score[0][i] for i in members]
    assert 0 < sum(state.fines[1]) < sum(everybody.fines[1])


def test_who_withdraws_stays_on_record_until_all_are_made_members() -> None:
    """The twin and the engine say so alike, and the record goes on."""
    psychology = {"leaving": 6}
    enrolment = {"kind": "record_only", "adoption": {"innovation": "2/y", "imitation": "0/y"}}
    made = plan(psychology, enrolment=enrolment)
    left = [i for i, since in enumerate(run(made).state.enrolled[0]) if since == BACK_ON_RECORD]
    assert left
    sim = assert_same(made, threads=2, shard=16, block=8)
    assert all(sim.state.entries[0][i] for i in left)
    change = {"all-in": {"at": "18mo", "reform": {"enrolment": {"kind": "mandatory", "adoption": None}}}}
    sim = assert_same(plan(psychology, enrolment=enrolment, changes=change), threads=2, shard=16, block=8)
    assert min(sim.state.enrolled[0]) >= 0


def test_what_membership_opens_draws_people_in() -> None:
    made = plan({"joining": 0.3})
    assert made.plan.belonging.start_worth.tolist() == pytest.approx([3.0])
    assert made.plan.belonging.of_list.tolist() == pytest.approx([-12.0])
    assert joined(made)[0] > joined(plan({}))[0]
    assert joined(made)[1] == 0


def test_who_stays_at_a_loss_leaves_unless_that_is_impossible() -> None:
    assert joined(plan({"leaving": 3}))[1] > 0
    kept: dict[str, Any] = {"enrolment": {**CLUB["enrolment"], "consent": {"withdrawal": "impossible"}}}
    assert joined(plan({"leaving": 3}, **kept))[1] == 0


@pytest.mark.parametrize("words", [{"joining": 0.5, "leaving": 3}, {"joining": "off", "leaving": "off"}])
def test_nothing_is_weighed_where_there_is_no_choice(words: dict[str, Any]) -> None:
    made = plan(words, enrolment={"kind": "mandatory"})
    assert not made.plan.belonging.weighs.any()
    assert not made.plan.belonging.of_list.size
    assert joined(made) == (60, 0)


def test_the_published_figures() -> None:
    assert bass(0.03, 0.38, 5000, 1000)[0] == pytest.approx(0.33119864, abs=2e-4)
    assert ring(0.03, 0.38, 1000, 500) == pytest.approx(0.07905113, abs=1e-4)
