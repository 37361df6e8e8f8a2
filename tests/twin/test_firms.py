"""Firms stand as further rows behind the persons: twin and engine live them alike."""

from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan
from scorarium.names import Listed
from scorarium.society.firms import RELATIONS
from scorarium.twin.mind import base_rate
from scorarium.twin.run import new
from tests.twin.compare import assert_same
from tests.twin.declarations import declared
from tests.unit.engine.small import SCHEME, compiled, merged, scheme, society

FIRMS: dict[str, Any] = {
    "count": "25%",
    "sizes": {"1-9": "60%", "10+": "40%"},
    "sectors": {"food": "50%", "other": "50%"},
    "attributes": {"honest": {"share": "50%"}},
    "traits": {"honesty": {}},
    "ties": {"representative": {"firms_each": 1.5}, "suppliers": {"mean_degree": 2}, "staff": {"from": "work"}},
    "acts": {
        "dumping": {"context": "civic", "rate": {"default": "8/y", "times": {"sector": {"food": 2}}}, "harm": 0.3,
                    "lawful": False, "loads": {"honesty": -0.5}},
        "kickback": {"context": "commerce", "rate": "6/y", "is": {"honest": False}, "buys": "contract"},
        "littering": {"rate": "9/y"},
    },
    "services": {"contract": {"demand": "9/y", "value": 3, "places": "4/y"}},
}  # fmt: skip
GRADES: dict[str, Any] = {
    "name": "grades",
    "subjects": "firms",
    "unit": "firm",
    "senses": {"police": {"sees": ["dumping", "kickback", "littering"], "detection": "40%"}},
    "score": {
        "rules": {
            "fast": None,
            "dirt": {"on": ["dumping", "littering"], "points": -2, "lasts": "3mo"},
            "bribes": {"on": "kickback", "points": -3, "lasts": "6mo"},
            "near": {"when": {"related": {"suppliers": {"list": "named"}}}, "points": -1},
        },
        "contagion": {"suppliers": {"share": "20%", "of": "points"}},
    },
    "tiers": {"A": {"from": 9}, "D": {"from": 0}},
    "lists": {
        "named": {
            "enter": {"tier": "D"}, "lasts": "2mo",
            "spreads_to": {"same_representative": "100%", "suppliers": {"share": "50%"}},
        }
    },
    "consequences": {
        "shut": {"when": {"list": "named"}, "service": "contract", "effect": "deny"},
        "first": {"when": {"tier": "A"}, "service": "contract", "effect": "favour"},
        "no-loans": {"when": {"related": {"represents": {"list": "named"}}}, "service": "loans", "effect": "deny"},
    },
}  # fmt: skip
BOTH: dict[str, Any] = {
    "name": "everybody",
    "subjects": "both",
    "score": {"rules": {"fast": {"when": {"not": {"is": {"sector": ["food"]}}}}}},
    "lists": {"dirty": {"enter": {"acts": {"littering": "2 within 2mo"}}, "lasts": "1mo",
                        "spreads_to": {"representative": "100%", "staff": "30%"}}},
}  # fmt: skip


def made(*schemes: dict[str, Any], years: float = 0.8, psychology: str | dict[str, Any] = "deterrence") -> CompiledPlan:
    of = society(firms=FIRMS, psychology=psychology, services={"loans": {"demand": "6/y"}})
    return compiled(of, [scheme(**one) for one in schemes], n=40, years=years)


def test_firms_in_twin_and_engine() -> None:
    plan = made(GRADES, BOTH, {"name": "people"})
    sim = assert_same(plan, threads=2, shard=16, block=8)
    state, people = sim.final_state(), slice(0, 40)
    inside = state.enrolled >= 0
    assert inside[0].tolist() == [False] * 40 + [True] * 10
    assert inside[1].all()
    assert inside[2].tolist() == [True] * 40 + [False] * 10
    assert state.entries[0, 40:].sum() > 20
    assert state.entries[1, people].sum() > 0 < state.entries[1, 40:].sum()
    assert (state.on & Listed.SPREAD).sum() > 0
    assert state.refused[1, people].sum() > 0  # representatives whose firm is named
    assert (state.welfare[:, people] != state.welfare[0, 0]).any()


def test_results_do_not_depend_on_shards() -> None:
    one = assert_same(made(GRADES, BOTH, years=0.4), threads=1, shard=50).final_state()
    other = assert_same(made(GRADES, BOTH, years=0.4), threads=2, shard=7, block=3).final_state()
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_relations_are_each_others_reverse() -> None:
    people = made(GRADES, years=0.1).frame.population
    assert people.firm_ties is not None
    first, members = people.firm_ties

    def pairs(k: int) -> set[tuple[int, int]]:
        return {(i, int(m)) for i in range(people.n) for m in members[first[k, i] : first[k, i + 1]]}

    names = [relation.name for relation in RELATIONS]
    of = {name: pairs(k) for k, name in enumerate(names)}
    assert of["REPRESENTS"] == {(b, a) for a, b in of["REPRESENTATIVE"]}
    assert of["EMPLOYER"] == {(b, a) for a, b in of["STAFF"]}
    assert all(a >= 40 > b for a, b in of["REPRESENTATIVE"])
    assert len(of["REPRESENTATIVE"]) == 10
    assert len({b for _, b in of["REPRESENTATIVE"]}) == 7  # 10 firms at 1.5 each
    seat = dict(of["REPRESENTATIVE"])
    assert of["SAME_REPRESENTATIVE"] == {(a, b) for a in seat for b in seat if a != b and seat[a] == seat[b]}
    assert all(a != b and min(a, b) >= 40 for a, b in of["SUPPLIERS"])


def test_firms_and_persons_weigh_whether_to_belong() -> None:
    club = {**BOTH, "enrolment": {"kind": "opt_in", "adoption": {"innovation": "1/y", "imitation": "3/y"}}}
    plan = made(club, {**GRADES, "enrolment": club["enrolment"]}, psychology={"preset": "passive", "joining": 0.2})
    inside = assert_same(plan, threads=2, shard=16, block=8).final_state().enrolled >= 0
    assert 0 < inside[0, :40].sum() < 40
    assert inside[0, 40:].any()
    assert not inside[1, :40].any()
    assert inside[1, 40:].any()


def test_subjects_that_a_change_brings_and_takes_in_twin_and_engine() -> None:
    wide = {"at": "6w", "reform": {"subjects": "both", "unit": "person"}}
    narrow = {"at": "14w", "reform": {"subjects": "persons", "unit": "district", "score": {"contagion": None}}}
    own = declared(merged(SCHEME, {**GRADES, "changes": {"wide": wide, "narrow": narrow}}))
    of = society(firms=FIRMS, services={"loans": {"demand": "6/y"}})
    sim = assert_same(compiled(of, [own], n=40, years=0.4), threads=2, shard=24, block=8)
    firms = sim.sizes.firms
    assert all(since >= 0 for since in sim.state.enrolled[0][:-firms])
    assert all(since < 0 for since in sim.state.enrolled[0][-firms:])


def test_an_act_of_both_may_hang_on_what_firms_are() -> None:
    # nobody who is honest does it among firms; every person may
    acts = {**FIRMS["acts"], "littering": {"rate": "20/y", "is": {"honest": False}}}
    of = society(firms={**FIRMS, "acts": acts}, psychology="passive", services={"loans": {"demand": "6/y"}})
    plan = compiled(of, [scheme(**GRADES)], n=400)
    rows, sim = plan.frame.population, new(plan.plan)
    honest = rows.attributes["honest"][400:] == 1
    base = np.array([base_rate(sim, plan.frame.act_row["littering"], i) for i in range(rows.n)])
    assert (base[:400] > 0).all()
    assert 0 < honest.sum() < len(honest)
    assert (base[400:][honest] == 0).all()
    assert np.allclose(base[400:][~honest], 20 / (365.25 / 7))
