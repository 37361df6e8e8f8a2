"""Paid kindness, reactance, silence and conformity: each law alone, against a closed form."""

from math import exp
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from tests.laws.test_moods import plan
from tests.twin.declarations import declared
from tests.unit.engine.small import keyed, merged

Patch = dict[str, Any]
ACTS: Patch = {
    "helping": {"context": "civic", "rate": "60/y", "benefit": 0.1, "lawful": True},
    "littering": {"context": "civic", "rate": "60/y", "lawful": False},
    "shouting": {"context": "civic", "rate": "400/y", "lawful": False},
    "criticism": {"context": "speech", "rate": "400/y", "lawful": True, "protected": "expression"},
    "praise": {"context": "speech", "rate": "60/y", "lawful": True, "protected": "expression"},
}
WEEKS, PERSONS = 20, 60


def society(psychology: Patch, *acts: str) -> Society:
    return Society.model_validate(
        keyed({
            "scorarium": 1, "kind": "society", "name": "small", "tick": "1w", "psychology": psychology,
            "acts": {name: ACTS[name] for name in acts}, "attributes": {"sex": {"shares": {"f": "50%", "m": "50%"}}},
        })
    )  # fmt: skip


def scheme(sees: Patch, rules: Patch, **more: Any) -> Scheme:
    return declared(
        keyed({
            "scorarium": 1, "kind": "scheme", "name": "points", "visibility": {"rules_known_by": "100%"},
            "senses": {
                name: {"kind": kind, "sees": [name], "detection": p}
                for kind, (name, p) in zip(("registry", "camera"), sees.items(), strict=False)
            },
            "score": {"kind": "points", "start": 0, "rules": rules}, **more,
        })
    )  # fmt: skip


def done(compiled: CompiledPlan, act: str, since: int = 0, until: int = WEEKS) -> tuple[int, int]:
    """How often an act is done in none and under the scheme, in some ticks."""
    row = compiled.labels.kinds.index(act)
    counts: list[Any] = []
    run(compiled, after_tick=lambda sim, t: counts.append([sim.state.n_done[w][row] for w in (0, 1)]))
    none, here = np.array(counts[since:until]).sum(axis=0)
    return int(none), int(here)


def is_share(here: int, none: int, share: float) -> bool:
    """Whether so many of so many are a share, within four standard errors (a binomial, or a Poisson excess)."""
    error = (none * abs(share) * abs(1 - share)) ** 0.5
    return bool(abs(here - none * share) <= 4 * error)


# ----------------------------------------------------------------------------------------------------------- crowding
REWARD = {"good": {"on": "helping", "points": 1}}


@pytest.mark.parametrize(("share", "ends"), [(0.3, False), (0.3, True), (-0.2, True)])
def test_paid_kindness_loses_its_share_and_does_not_get_it_back(share: float, ends: bool) -> None:
    """From the tick of enrolment on, paid or no longer paid, the rate is 1 − κ of what it was."""
    more = {"changes": {"over": {"at": "10w", "stop": True}}} if ends else {}
    compiled = plan(
        society({"preset": "passive", "crowding": share}, "helping"), scheme({"helping": "100%"}, REWARD, **more),
        n=PERSONS, weeks=WEEKS,
    )  # fmt: skip
    none, here = done(compiled, "helping", since=12 if ends else 0)
    assert none > 500
    assert is_share(here, none, 1 - share)


def test_a_rule_that_is_dropped_leaves_what_it_took() -> None:
    change = {"changes": {"over": {"at": "10w", "reform": {"score": {"rules": {"good": None}}}}}}
    rules = REWARD | {"other": {"on": "littering", "points": -1}}
    sees = {"helping": "100%", "littering": "10%"}
    compiled = plan(
        society({"preset": "passive", "crowding": 0.3}, "helping", "littering"), scheme(sees, rules, **change),
        n=PERSONS, weeks=WEEKS,
    )  # fmt: skip
    none, here = done(compiled, "helping", since=12)
    assert is_share(here, none, 0.7)


def test_who_is_not_paid_loses_nothing() -> None:
    bad = {"bad": {"on": "helping", "points": -1}}
    compiled = plan(society({"preset": "passive", "crowding": 0.3}, "helping"), scheme({"helping": "100%"}, bad))
    none, here = done(compiled, "helping")
    assert none == here > 0


# ---------------------------------------------------------------------------------------------------------- reactance
SURE: Patch = {"preset": "deterrence", "beliefs": "off", "stake": "off", "habit": "off", "deterrence_slope": 2}
FINE = {"dirt": {"on": "littering", "points": -1}}


@pytest.mark.parametrize("lost", [0.0, 0.5])
def test_a_felt_threat_takes_its_share_of_deterrence_away(lost: float) -> None:
    """With belief p and one day-income at stake the rate is exp(−(1 − ρ)·η·p) of what it was."""
    psychology = SURE | {"reactance": lost}
    compiled = plan(society(psychology, "littering"), scheme({"littering": "50%"}, FINE), n=PERSONS, weeks=WEEKS)
    none, here = done(compiled, "littering")
    assert none > 800
    assert is_share(here, none, exp(-(1 - lost) * 2 * 0.5))


# ------------------------------------------------------------------------------------------------------------ silence
def test_when_all_friends_are_silent_one_speaks_less_of_everything() -> None:
    """Criticism is chilled in every tick; praise, which nobody punishes, falls by exp(−silence) from the second on."""
    psychology = SURE | {"chill": 1, "silence_threshold": 0.7}
    of, rule = society(psychology, "criticism", "praise"), {"slander": {"on": "criticism", "points": -1}}
    compiled = plan(of, scheme({"criticism": "100%"}, rule), n=PERSONS, weeks=WEEKS)
    none, here = done(compiled, "praise", since=2)
    assert none > 800
    assert is_share(here, none, exp(-0.7))
    alone = plan(society(merged(psychology, {"silence_threshold": "off"}), "criticism", "praise"),
                 scheme({"criticism": "100%"}, rule))  # fmt: skip
    assert len(set(done(alone, "praise"))) == 1


def test_silence_fades_with_its_example() -> None:
    """Where it keeps nobody from speaking, an example is left at half after three months, when the scheme has ended."""
    of = society(SURE | {"chill": 1, "silence_threshold": 1e-9}, "criticism")
    rule = {"slander": {"on": "criticism", "points": -1}}
    compiled = plan(of, scheme({"criticism": "100%"}, rule, changes={"over": {"at": "2w", "stop": True}}), weeks=16)
    hushed: list[float] = []
    run(compiled, after_tick=lambda sim, t: hushed.append(float(np.mean(sim.state.hushed[1]))))
    half_life = 3 * 365.25 / 12
    assert hushed[2] == pytest.approx(1e-9, rel=1e-12)
    assert hushed[3:] == pytest.approx([1e-9 * 2 ** (-7 * k / half_life) for k in range(1, 14)], rel=1e-9)


# --------------------------------------------------------------------------------------------------------- conformity
def test_who_sees_all_friends_comply_follows_by_the_published_share() -> None:
    """Shouting is deterred in every tick; littering is hardly seen, and falls by a third for the friends' sake."""
    psychology = SURE | {"conformity": 0.33}
    rules = FINE | {"noise": {"on": "shouting", "points": -1}}
    of, sees = society(psychology, "littering", "shouting"), {"littering": "0.001%", "shouting": "100%"}
    compiled = plan(of, scheme(sees, rules), n=PERSONS, weeks=WEEKS)
    none, here = done(compiled, "littering", since=2)
    assert none > 800
    assert is_share(here, none, 1 - 0.33)


def test_what_is_rewarded_does_not_fall_because_friends_comply() -> None:
    """Everybody leaves shouting; helping, which is rewarded so little that nobody does more of it, stays as it is."""
    psychology = SURE | {"conformity": 0.33, "reward_slope": 0}
    rules = {"noise": {"on": "shouting", "points": -1}, "good": {"on": "helping", "points": 1}}
    of, sees = society(psychology, "helping", "shouting"), {"helping": "100%", "shouting": "100%"}
    compiled = plan(of, scheme(sees, rules), n=PERSONS, weeks=WEEKS)
    none, here = done(compiled, "helping", since=2)
    assert none == here > 800
    none, here = done(compiled, "shouting", since=2)
    assert here < none / 2


def test_doing_more_of_what_is_rewarded_is_no_defiance() -> None:
    """Everybody is drawn to help more, in nearly every tick; littering, which is hardly seen, stays as it is."""
    psychology = SURE | {"conformity": 0.33, "reward_slope": 20, "deterrence_slope": 0}
    rules = FINE | {"good": {"on": "helping", "points": 5}}
    of, sees = society(psychology, "littering", "helping"), {"littering": "0.001%", "helping": "100%"}
    thanks = {"thanks": {"when": {"rule": "good"}, "effect": "pay", "amount": "1 days-income"}}
    compiled = plan(of, scheme(sees, rules, consequences=thanks), n=PERSONS, weeks=WEEKS)
    none, here = done(compiled, "littering", since=2)
    assert none == here > 800
    none, here = done(compiled, "helping", since=2)
    assert here > 1.2 * none


def test_silence_of_friends_counts_once() -> None:
    """Where silence and conformity are on, speech that is punished falls as it does under silence alone."""
    rule = {"slander": {"on": "criticism", "points": -1}}
    counts = [
        done(plan(society(SURE | {"chill": 1, "silence_threshold": 0.7} | more, "criticism"),
                  scheme({"criticism": "100%"}, rule), n=PERSONS, weeks=WEEKS), "criticism", since=2)
        for more in ({}, {"conformity": 0.33})
    ]  # fmt: skip
    assert counts[0] == counts[1]
    assert counts[0][1] < counts[0][0]
