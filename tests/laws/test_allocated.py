"""Places that go by a moment, by a state beyond its end, and by what a recipient has kept."""

from typing import Any

import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.twin.look import is_open
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import compiled, scheme, society

HOMES: dict[str, Any] = {"loans": None, "driving": None, "housing": {"demand": "60/y", "places": "25/y"}}
WAYS: dict[str, dict[str, Any]] = {
    "a moment": {"when": {"rule": "fast"}, "lasts": "6w"},
    "a state and after": {"when": {"score_below": 8}, "lasts": "6w"},
    "either": {"when": {"any": {"struck": {"rule": "fast"}, "low": {"score_below": 3}}}, "lasts": "6w"},
    "a copy": {"when": {"score_below": 8}, "through": "bank"},
    "a copy of a moment": {"when": {"rule": "fast"}, "through": "bank"},
}


def shared(way: dict[str, Any], **patch: Any) -> CompiledPlan:
    share = {"service": "housing", "effect": "allocate", "goes_by": "evenly", **way}
    more: dict[str, Any] = {"exports": {"bank": {"to": "company", "what": "score", "kept": "2mo"}}}
    own = scheme(senses={"police": {"detection": "60%"}}, consequences={"share": share}, **more, **patch)
    of = society(services=HOMES, acts={"speeding": {"rate": "6/y"}})
    return compiled(of, [own], n=80)


@pytest.mark.parametrize("way", WAYS)
def test_who_is_meant_goes_before_all_others(way: str) -> None:
    made = shared(WAYS[way])
    before = [[0] * 80, [0] * 80]
    seen = [0, 0]

    def look(sim: Sim, t: int) -> None:
        met, refused = (
            [now - old for now, old in zip(column[1], was, strict=True)]
            for column, was in zip((sim.state.met, sim.state.refused), before, strict=True)
        )
        before[:] = [list(sim.state.met[1]), list(sim.state.refused[1])]
        meant = [is_open(sim, 0, 0, i, t) for i in range(80)]
        for d in range(2):
            people = [i for i in range(80) if sim.people.district[i] == d]
            if any(refused[i] and meant[i] for i in people):
                assert all(meant[i] for i in people if met[i]), t
            seen[0] += sum(met[i] for i in people if meant[i])
            seen[1] += sum(refused[i] for i in people if not meant[i])

    run(made, after_tick=look)
    assert min(seen) > 30, seen


def test_copies_share_out_when_the_scheme_is_over() -> None:
    made = shared(WAYS["a copy"] | {"when": {"score_below": 13}}, changes={"off": {"at": "6mo", "stop": True}})
    left: list[bool] = []

    def look(sim: Sim, t: int) -> None:
        left.append(any(is_open(sim, 0, 0, i, t) for i in range(80)))

    run(made, after_tick=look)
    end = 26  # the half year; copies stay for two months
    assert all(left[1 : end + 8])
    assert not any(left[end + 10 :])
