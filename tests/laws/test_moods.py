"""Stress, trust and protest: each law alone, against a closed form."""

from collections.abc import Callable
from dataclasses import replace
from math import exp
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT, Measure
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import keyed, people

WEEK = 7.0
Patch = dict[str, Any]


def society(psychology: Patch, rate: float = 0.0, **more: Any) -> Society:
    """One act, one service, one way to feel about being scored."""
    act = {"context": "traffic", "rate": f"{rate}/y"} if rate else {"context": "traffic", "rate": "0.000001/y"}
    return Society.model_validate(
        keyed({
            "scorarium": 1, "kind": "society", "name": "small", "tick": "1w", "acts": {"speeding": act},
            "attributes": {"sex": {"shares": {"f": "50%", "m": "50%"}}},
            "psychology": {"preset": "passive", **psychology}, **more,
        })
    )  # fmt: skip


def scheme(rule: Patch | None = None, **more: Any) -> Scheme:
    """Every speeding is seen and costs a point."""
    own = rule or {"on": "speeding", "points": -1}
    return Scheme.model_validate(
        keyed({
            "scorarium": 1, "kind": "scheme", "name": "points",
            "senses": {"police": {"kind": "registry", "sees": ["speeding"], "detection": "100%"}},
            "score": {"kind": "points", "start": 10, "bounds": [0, 10], "rules": {"fast": own}}, **more,
        })
    )  # fmt: skip


def plan(of: Society, one: Scheme, *, n: int = 40, weeks: int = 20, who: Population | None = None) -> CompiledPlan:
    return compile_plan(
        who or people(of, n), of, {"it": [one]}, seed=7, replicate=0, years=weeks * WEEK / 365.25 + 1e-9
    )


def lived(compiled: CompiledPlan, see: Callable[[Sim, int], None] | None = None) -> Sim:
    return run(compiled, after_tick=see)


def near(values: NDArray[Any], expected: float) -> bool:
    """Within four standard errors of the mean over persons."""
    error = values.std(ddof=1) / len(values) ** 0.5
    return bool(abs(values.mean() - expected) <= 4 * error)


# ------------------------------------------------------------------------------------------------------------- stress
FEEL: Patch = {"stress_weight": 0.25}
PUBLIC: Patch = {"visibility": {"rules_public": True}, "due_process": {"reasons": "full"}}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, 0.2),
        (PUBLIC, 0.1),
        ({"visibility": {"rules_public": True}}, 0.2),
        ({"visibility": {"to_operator": False}}, 0.0),
    ],
)
def test_who_is_scored_is_stressed_and_pays_for_it(more: Patch, expected: float) -> None:
    with_it = lived(plan(society(FEEL), scheme(**more)))
    without = lived(plan(society({"stress_weight": "off"}), scheme(**more)))
    assert set(with_it.state.stress[1]) == {expected}
    assert set(with_it.state.stress[0]) == {0.0}
    cost = round(0.25 * expected * WEEK * POINT) * 20
    for i in range(40):
        assert without.state.welfare[1][i] - with_it.state.welfare[1][i] == pytest.approx(cost, abs=20)
        assert without.state.welfare[0][i] == with_it.state.welfare[0][i]


def test_every_refusal_is_a_shock_that_fades() -> None:
    """Poisson refusals at rate λ a tick, each of size r, fading to k a tick: the mean tends to r·λ / (1 − k)."""
    door: Patch = {"services": {"loans": {"context": "finance", "demand": "26/y", "value": 1}}}
    shut = {"consequences": {"no-loans": {"when": {"score": {"to": 10}}, "service": "loans", "effect": "deny"}}}
    compiled = plan(society(FEEL | {"stress_drain": "10/y"}, **door), scheme(**shut), n=400, weeks=60)
    sim = lived(compiled)
    rate, kept = 26 * WEEK / 365.25, exp(-10 * WEEK / 365.25)
    expected = 0.05 * rate * (1 - kept**60) / (1 - kept)
    assert near(np.array(sim.state.shock[1]), expected)
    assert not any(sim.state.shock[0])


def test_the_way_to_the_border_weighs_by_its_share() -> None:
    """One point of five to the border each: after n of them stress is watched + near · min(1, n/5), and the shocks."""
    door: Patch = {"services": {"loans": {"context": "finance", "demand": "0.000001/y", "value": 100000}}}
    shut = {"consequences": {"no-loans": {"when": {"score": {"to": 5}}, "service": "loans", "effect": "deny"}}}
    psychology = FEEL | {"stress_drain": "off"}
    sim = lived(plan(society(psychology, rate=4, **door), scheme(**shut), n=60, weeks=40))
    gone = np.minimum(1.0, (10 - np.array(sim.state.score[0]) / POINT) / 5)
    assert len(set(gone)) > 3
    assert np.allclose(sim.state.stress[1], 0.2 + 0.1 * gone + 0.1 * gone, rtol=0, atol=1e-12)


def test_who_is_on_a_black_list_is_more_stressed_while_it_lasts() -> None:
    named = {"lists": {"named": {"colour": "black", "enter": {"on": ["speeding"]}, "lasts": "4w"}}}
    sim = lived(plan(society(FEEL, rate=6), scheme(**named), n=60))
    on = np.array(sim.state.on[0]) > 0
    assert 5 < on.sum() < 55
    assert np.allclose(sim.state.stress[1], 0.2 + 0.28 * on, rtol=0, atol=1e-12)


# -------------------------------------------------------------------------------------------------------------- trust
TOLD: Patch = {"due_process": {"notice": "after", "reasons": "full"}}


def test_a_fair_sanction_gives_a_fifth_of_what_an_unexplained_one_takes() -> None:
    """A tick holds a sanction with probability 1 − exp(−λΔ)."""
    hit = 1 - exp(-10 * WEEK / 365.25)
    for more, each in ((TOLD, 0.2 * 0.5), ({"due_process": {"notice": "after", "reasons": "none"}}, -0.5)):
        sim = lived(plan(society({"trust_loss": 0.5}, rate=10), scheme(**more), n=300, weeks=30))
        assert near(np.array(sim.state.trust_operator[1]), 30 * hit * each)
        assert not any(sim.state.trust_operator[0])


def test_what_nobody_can_know_of_moves_no_trust() -> None:
    sim = lived(plan(society({"trust_loss": 1}, rate=10), scheme()))
    assert sum(sim.state.entries[0])
    assert not any(sim.state.trust_operator[1])


def test_a_wrong_entry_takes_trust_whatever_the_reasons() -> None:
    """With nothing but false reports, trust is −loss times the number of wrong entries, exactly."""
    senses = {
        "senses": {"police": {"kind": "neighbours", "sees": ["speeding"], "detection": "100%", "malicious": "5/y"}}
    }
    sim = lived(plan(society({"trust_loss": 0.5}), scheme(**TOLD, **senses), n=100))
    assert sum(sim.state.wrong[0]) > 50
    assert [-0.5 * wrong for wrong in sim.state.wrong[0]] == sim.state.trust_operator[1]


@pytest.mark.parametrize("pull", [0.2, -0.1])
def test_trust_in_people_follows_the_scores_that_are_shown(pull: float) -> None:
    def see(sim: Sim, t: int) -> None:
        before.append([list(sim.state.pub_score[0]), list(sim.state.trust_people[1])])

    before: list[Any] = []
    shown = {"visibility": {"to_others": True}}
    compiled = plan(society({"trust_by_standing": pull}, rate=10), scheme(**shown))
    sim = lived(compiled, see)
    place = np.array(before[-2][0]) / POINT / 10
    friends = np.array(sim.ties.friends).reshape(40, 2)
    assert np.allclose(before[-1][1], pull * place[friends].mean(axis=1), rtol=0, atol=1e-12)
    assert len(set(before[-1][1])) > 3
    unseen = lived(plan(society({"trust_by_standing": pull}, rate=10), scheme()))
    assert not any(unseen.state.trust_people[1])


# ------------------------------------------------------------------------------------------------------------ protest
def all_friends(of: Society, n: int) -> Population:
    """Everybody is everybody's friend."""
    others = np.array([[k for k in range(n) if k != i] for i in range(n)], np.int32)
    start = np.arange(0, n * (n - 1) + 1, n - 1, dtype=np.int64)
    return replace(people(of, n), friends_first=start, friends=others.ravel())


def settled(threshold: NDArray[np.float64]) -> int:
    """How many protest in the end where everybody watches everybody: thresholds taken one step at a time."""
    n, out = len(threshold), np.zeros(len(threshold), int)
    while True:
        new = (out.sum() - out >= threshold * (n - 1)).astype(int)
        if (new == out).all():
            return int(out.sum())
        out = new


@pytest.mark.parametrize(("sd", "low", "high"), [("10%", 0.0, 0.2), ("20%", 0.8, 1.0)])
def test_a_little_more_spread_in_thresholds_brings_everybody_out(sd: str, low: float, high: float) -> None:
    """Granovetter (1978): mean 25 %, SD 10 % leaves some 6 % in protest; from an SD of 12.2 % on nearly all join."""
    of = society({"protest_thresholds": {"mean": "25%", "sd": sd}}, rate=500)
    shares: list[int] = []
    compiled = plan(of, scheme(), n=150, weeks=30, who=all_friends(of, 150))
    sim = lived(compiled, lambda sim, t: shares.append(sum(sim.state.protest[1])))
    expected = settled(np.array(sim.moods.threshold))
    assert shares[-1] == expected
    assert low <= expected / 150 <= high
    assert sorted(shares) == shares
    assert not any(sim.state.protest[0])


def test_nobody_protests_without_a_grievance() -> None:
    of = society({"protest_thresholds": {"mean": "0%", "sd": "1%"}})
    assert not any(lived(plan(of, scheme())).state.protest[1])


def test_enough_of_it_repeals_a_rule() -> None:
    """The rule goes before the tick after the one in which the share is reached, and not before."""
    of = society({"protest_thresholds": {"mean": "0%", "sd": "10%"}}, rate=20)
    change = {"changes": {"outcry": {"when": {"measured": {"protest_rate": {"from": "30%"}}}, "stop": True}}}
    at: list[tuple[float, int]] = []
    sim = lived(
        plan(of, scheme(**change)),
        lambda sim, t: at.append((sim.state.n_measured[1][Measure.PROTEST_RATE] / 40, sum(sim.state.entries[0]))),
    )
    reached = next(t for t, (share, _) in enumerate(at) if share >= 0.3)
    assert 0 < reached < 15
    assert at[reached][1] > at[reached - 1][1]
    assert len({entries for _, entries in at[reached:]}) == 1
    assert all(share == 0.0 for share, _ in at[reached + 1 :])
    assert sum(sim.state.protest_ticks[1]) == round(sum(share for share, _ in at) * 40)


def test_the_same_people_protest_from_the_same_thresholds() -> None:
    """Replicates of one society differ in luck, not in who its people are; another society has other people."""
    of = society({"preset": "passive", "protest_thresholds": {"mean": 0.3, "sd": 0.2}})

    def thresholds(drawn: int, replicate: int) -> list[float]:
        people = generate(of, persons=20, seed=4, replicate=drawn)
        made = compile_plan(people, of, {}, seed=4, replicate=replicate, years=0.5)
        return [float(one) for one in made.plan.moods.threshold]

    assert thresholds(0, 0) == thresholds(0, 7)
    assert thresholds(0, 0) != thresholds(7, 7)
