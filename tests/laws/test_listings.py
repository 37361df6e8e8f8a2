"""Who signs a listing, how far it spreads, how often it has struck: counts against what is declared."""

from math import sqrt
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import Listed
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.twin.declarations import BUSY
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "listing",
    "senses": {"police": {"kind": "registry", "sees": ["speeding", "littering", "theft"], "detection": "100%"}},
    "score": {"kind": "points", "start": 0, "rules": {"dirt": {"on": "littering", "points": -1}}},
}


def plan_of(named: dict[str, Any], n: int, years: float = 0.5, **patch: Any) -> CompiledPlan:
    """A scheme with one list."""
    own = Society.model_validate(keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive"})))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, {"lists": {"named": named}, **patch})))
    return compile_plan(people(own, n), own, {"it": [scheme]}, seed=5, replicate=0, years=years)


def test_bias_shifts_how_often_the_proposal_is_followed() -> None:
    decided = {"who": "official", "follows": "60%", "bias": {"default": 0, "by": {"role": {"official": -0.5}}}}
    compiled = plan_of({"enter": {"on": "littering"}, "lasts": "1w", "decided": decided}, 400)
    st = run(compiled.plan).state
    official = compiled.frame.population.attributes["role"] == 1
    proposed, overridden = np.array(st.proposed[0]), np.array(st.overridden[0])
    for who, follows in ((official, 0.1), (~official, 0.6)):
        n = int(proposed[who].sum())
        assert n > 500
        assert abs(1 - overridden[who].sum() / n - follows) <= 4 * sqrt(follows * (1 - follows) / n)


def test_who_weighs_the_case_finds_what_an_appeal_would() -> None:
    process = {"appeal": {"who": "human", "sought": "0/y", "upheld_if_wrong": "90%", "upheld_if_right": "20%"}}
    decided = {"who": "official", "weighs_case": True}
    named = {"enter": {"on": "littering"}, "lasts": "1w", "decided": decided}
    st = run(plan_of(named, 300, due_process=process).plan).state
    n = sum(st.proposed[0])
    assert abs(sum(st.overridden[0]) / n - 0.2) <= 4 * sqrt(0.16 / n)


def test_a_review_makes_the_proposal_anew() -> None:
    # everybody is listed at once, half of them at each review stays: none of whose listings can begin again
    decided = {"who": "official", "follows": "50%", "reviewed": "5w"}
    named = {"enter": {"enrolled": {"from": "0d", "to": "0d"}}, "lasts": "10y", "decided": decided}
    compiled = plan_of(named, 600)
    shares = {}

    def look(sim: Sim, t: int) -> None:
        shares[t] = sum(1 for on in sim.state.on[0] if on & Listed.PRIMARY) / sim.n

    run(compiled.plan, after_tick=look)
    for t, share in ((4, 0.5), (5, 0.25), (9, 0.25), (10, 0.125), (15, 0.0625)):
        assert abs(shares[t] - share) <= 4 * sqrt(share * (1 - share) / 600)


def test_a_listing_spreads_as_many_steps_as_are_declared() -> None:
    # friends stand in a ring; one person in forty is listed for ever
    named = {"enter": {"on": "theft"}, "lasts": "never", "spreads_to": {"friends": {"share": "100%", "steps": 3}}}
    compiled = plan_of(named, 60)
    for act in range(compiled.plan.acts.n_acts):
        compiled.plan.acts.scale[act] = 0.0
    first = np.zeros(60, bool)

    def look(sim: Sim, t: int) -> None:
        if t == 0:
            sim.state.on[0][30], sim.state.until[0][30] = int(Listed.PRIMARY), 2**30
            sim.state.pub_primary[0][30] = 1
        reached = [i for i, on in enumerate(sim.state.on[0]) if on & Listed.SPREAD]
        assert reached == [i for i in range(60) if 0 < abs(i - 30) <= min(t, 3)]
        first[reached] = True

    run(compiled.plan, after_tick=look)
    assert first.sum() == 6


def test_what_spreads_lasts_no_longer_than_declared() -> None:
    named = {
        "enter": {"enrolled": {"from": "0d", "to": "0d"}, "is": {"age": {"to": 17}}},
        "lasts": "never",
        "spreads_to": {"friends": {"share": "100%", "lasts": "4w"}},
    }
    days = run(plan_of(named, 40).plan).state.listed_ticks[0]
    ages = plan_of(named, 40).frame.population.attributes["age"]
    assert {days[i] for i in range(40) if ages[i] == 0} == {25}
    assert {days[i] for i in range(40) if ages[i] != 0} <= {0, 4}
    assert 4 in days


def test_listings_are_counted_within_a_window() -> None:
    terms = {"by": {"repeat": {"1": "1w", "2": "3w"}}}
    named = {"enter": {"on": "littering"}, "lasts": terms, "repeat": "ignored", "repeat_within": "6w"}
    compiled = plan_of(named, 200)
    began: list[list[tuple[int, int]]] = [[] for _ in range(200)]

    def look(sim: Sim, t: int) -> None:
        for i in range(200):
            if sim.state.on[0][i] and (not began[i] or began[i][-1][0] != sim.state.since[0][i]):
                began[i].append((sim.state.since[0][i], sim.state.until[0][i] - sim.state.since[0][i]))

    run(compiled.plan, after_tick=look)
    terms_seen = set()
    for own in began:
        for k, (since, term) in enumerate(own):
            again = any(since - before < 6 for before, _ in own[:k])
            assert term == (3 if again else 1)
            terms_seen.add((k > 0, term))
    assert (True, 1) in terms_seen
    assert (True, 3) in terms_seen
