"""Hiding, gaming, false claims, shunning and sorting: each law alone, against a closed form."""

from math import exp
from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT, Sensor
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Ratio
from scorarium.scheme.model import Scheme
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from scorarium.twin.bonds import friends_of
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.laws.test_examples import is_share
from tests.twin.declarations import declared
from tests.unit.engine.small import keyed, merged
from tests.unit.outcomes.bare import lived_of

Patch = dict[str, Any]
PERSONS, WEEKS = 80, 20
A_WEEK = 7 / 365.25


def society(psychology: Patch, **more: Any) -> Society:
    """People who litter, help, cross the road, want one service and know each other."""
    plain = {
        "scorarium": 1, "kind": "society", "name": "small", "tick": "1w",
        "psychology": {"preset": "passive", **psychology},
        "attributes": {"sex": {"shares": {"f": "50%", "m": "50%"}}},
        "ties": {"friends": {"mean_degree": 4, "shape": "ring"}},
        "acts": {
            "littering": {"context": "civic", "rate": "60/y", "lawful": False},
            "helping": {"context": "civic", "rate": "60/y", "benefit": 0.1, "cost": 0.02, "lawful": True},
        },
        "services": {"tickets": {"context": "leisure", "demand": "1/y", "value": 1}},
    }  # fmt: skip
    return Society.model_validate(keyed(merged(plain, more)))


def scheme(**more: Any) -> Scheme:
    """Littering is seen by halves; helping would bring a point, and one point would open a door, but nobody sees it."""
    plain = {
        "scorarium": 1, "kind": "scheme", "name": "points", "visibility": {"rules_known_by": "100%"},
        "senses": {
            "police": {"kind": "registry", "sees": ["littering"], "detection": "50%"},
            "office": {"kind": "records", "sees": ["helping"], "detection": "0%"},
        },
        "score": {"kind": "points", "start": 0, "rules": {
            "dirt": {"on": "littering", "points": -1, "seen_by": ["police"], "lasts": "never"},
            "good": {"on": "helping", "points": 1},
        }},
        "tiers": {"low": {"from": -999}, "high": {"from": 1}},
        "consequences": {"cheap": {"when": {"tier": "high"}, "service": "tickets", "effect": "price", "amount": "50%"}},
    }  # fmt: skip
    return declared(keyed(merged(plain, more)))


def plan(of: Society, one: Scheme, *, n: int = PERSONS, weeks: int = WEEKS) -> CompiledPlan:
    people = generate(of, persons=n, seed=7)
    return compile_plan(people, of, {"it": [one]}, seed=7, replicate=0, years=weeks * A_WEEK + 1e-9)


def done(compiled: CompiledPlan, act: str) -> tuple[int, int, Sim]:
    """How often an act is done in none and under the scheme."""
    row, counts = compiled.labels.kinds.index(act), []
    sim = run(compiled, after_tick=lambda sim, _: counts.append([sim.state.n_done[w][row] for w in (0, 1)]))
    none, here = np.array(counts).sum(axis=0)
    return int(none), int(here), sim


# -------------------------------------------------------------------------------------------------------- concealment
def test_what_is_hidden_is_seen_less_and_costs() -> None:
    """A share c of what is held against people is seen a quarter as often: 1 - 3c/4 of the entries, at a price each."""
    none, here, sim = done(plan(society({"concealment": 0.4}), scheme()), "littering")
    hidden = sum(sim.state.concealed[0])
    entries = sum(sim.state.entries[0])
    assert none == here > 1500
    assert is_share(hidden, here, 0.4)
    assert is_share(entries, here, 0.5 * (1 - 0.4 * 0.75))
    lost = sum(sim.state.welfare[0]) - sum(sim.state.welfare[1])
    assert lost == hidden * round(0.01 * POINT)


@pytest.mark.parametrize("word", ["off", 0])
def test_who_hides_nothing_or_knows_of_nothing_is_seen_as_ever(word: str | int) -> None:
    _, here, sim = done(plan(society({"concealment": word}), scheme()), "littering")
    assert is_share(sum(sim.state.entries[0]), here, 0.5)
    unknown = plan(society({"concealment": 1}), scheme(visibility={"rules_known_by": "0%"}))
    assert sum(run(unknown).state.concealed[0]) == 0


# ------------------------------------------------------------------------------------------------------------- gaming
CALM = {"acts": {"littering": {"rate": "0.000001/y"}}}
"""Nobody falls away from the line."""


def test_who_games_does_three_times_as_much_at_the_line() -> None:
    """From the second tick on, when all are in the scheme."""
    none, here, _ = done(plan(society({"gaming": 1}, **CALM), scheme()), "helping")
    more = 2 * none * (WEEKS - 1) / WEEKS
    assert none > 1500
    assert abs(here - none - more) <= 4 * (2 * more) ** 0.5


def test_only_the_share_of_gamers_games() -> None:
    _, _, sim = done(plan(society({"gaming": 0.5}, **CALM), scheme(), n=400, weeks=2), "helping")
    assert is_share(sum(sim.state.at_line[0]), 400, 0.5)


@pytest.mark.parametrize(
    ("of", "one"),
    [
        (CALM | {"acts": {"helping": {"cost": 0.3}, **CALM["acts"]}}, {}),  # dear
        (CALM | {"acts": {"helping": {"cost": None}, **CALM["acts"]}}, {}),  # of a cost that nobody tells: an award
        (CALM, {"tiers": {"high": {"from": 3}}}),  # far
        (CALM, {"visibility": {"rules_known_by": "0%"}}),  # unknown
        (CALM, {"consequences": {"cheap": None}}),  # nothing behind it
    ],
)  # fmt: skip
def test_nobody_games_where_it_does_not_pay(of: Patch, one: Patch) -> None:
    none, here, sim = done(plan(society({"gaming": 1, "false_reports": "off"}, **of), scheme(**one)), "helping")
    assert none == here > 0
    assert not any(sim.state.at_line[0])


# ------------------------------------------------------------------------------------------------------- false claims
def test_at_the_line_good_acts_are_claimed_falsely_with_the_stated_hazard() -> None:
    """Who has claimed stands above the line and has no reason any more: 1 - exp(-rate · time) have, once each."""
    compiled = plan(society({"false_reports": "90%"}, **CALM), scheme(), n=600, weeks=40)
    sim = run(compiled)
    claims = np.array(sim.state.claims[0])
    assert set(claims) == {0, 1}
    assert is_share(int(claims.sum()), 600, 1 - exp(-0.9 * 39 * A_WEEK))
    assert (np.array(sim.state.score[0]) == claims * POINT).all()
    assert sum(sim.state.wrong[0]) == 0
    found = [entry for record in sim.record[0] for entry in record]
    assert {entry.sense for entry in found} <= {Sensor.CLAIMED}
    far = plan(society({"false_reports": "90%"}, **CALM), scheme(tiers={"high": {"from": 2}}), weeks=20)
    assert sum(run(far).state.claims[0]) == 0


# ---------------------------------------------------------------------------------------------------- ties that end
ALL_LOW = {
    "visibility": {"to_others": True},
    "score": {"bounds": [-2, 2], "rules": {"dirt": None, "good": None,
              "tax": {"when": {"is": {"sex": ["f", "m"]}}, "points": -1}}},
    "consequences": {"cheap": None}, "tiers": None,
}  # fmt: skip
F_LOW = merged(ALL_LOW, {"score": {"rules": {"tax": {"when": {"is": {"sex": ["f"]}}}}}})


def parted(sim: Sim) -> dict[tuple[int, int], int]:
    """Whether each tie has ended in the world of the scheme, from each end."""
    first = sim.ties.friends_first
    return {
        (i, sim.ties.friends[e]): sim.state.parted[1][e] for i in range(sim.n) for e in range(first[i], first[i + 1])
    }


def gone_after(ticks: int, ends: float, returns: float) -> float:
    """The share of ties that are gone, of two hazards a tick."""
    lost = 0.0
    for _ in range(ticks):
        lost = lost * exp(-returns) + (1 - lost) * (1 - exp(-ends))
    return lost


def test_ties_between_the_labelled_end_and_come_back_at_the_stated_rates() -> None:
    """Both ends have a shown score below the start: a tie ends at r·(9² − 1) and comes back at r/9²."""
    sim = run(plan(society({"shunning": 9}), scheme(**ALL_LOW), n=200, weeks=15))
    ties = parted(sim)
    assert all(ties[i, k] == ties[k, i] for i, k in ties)
    a_tick = 0.1 * A_WEEK
    assert is_share(sum(ties.values()) // 2, len(ties) // 2, gone_after(15, a_tick * 80, a_tick / 81))
    assert sum(sim.state.parted[0]) == 0
    assert friends_of(sim, 1, 0) == [k for (i, k), gone in ties.items() if i == 0 and not gone]
    assert len(friends_of(sim, 0, 0)) == 4


def test_the_unlike_part_and_the_alike_do_not() -> None:
    """Shown standing a quarter of the scale apart, and one of the two labelled: x = sorting for those, 0 for others."""
    of = society({"sorting": 3, "shunning": "off"})
    compiled = plan(of, scheme(**F_LOW), n=300, weeks=12)
    sim = run(compiled)
    low = np.array(sim.state.score[0]) < 0
    ties = parted(sim)
    mixed = [gone for (i, k), gone in ties.items() if low[i] != low[k]]
    alike = [gone for (i, k), gone in ties.items() if low[i] == low[k]]
    a_tick = 0.1 * A_WEEK
    assert sum(alike) == 0 < len(alike)
    assert is_share(sum(mixed) // 2, len(mixed) // 2, gone_after(12, a_tick * (exp(3) - 1), a_tick * exp(-3)))


@pytest.mark.parametrize(
    ("psychology", "one"),
    [
        ({"shunning": "off", "sorting": "off"}, ALL_LOW),
        ({"shunning": 9, "sorting": 3}, merged(ALL_LOW, {"visibility": {"to_others": False}})),
        ({"sorting": 3}, ALL_LOW),
    ],
)  # fmt: skip
def test_no_tie_ends_where_nothing_is_published_or_all_are_alike(psychology: Patch, one: Patch) -> None:
    state = run(plan(society(psychology), scheme(**one))).state
    assert not any(map(any, state.parted))


def test_a_public_black_list_is_a_label() -> None:
    named = {"lists": {"named": {"enter": {"is": {"sex": ["f"]}}, "public": True, "colour": "black"}}}
    for public, colour in ((True, "black"), (False, "black"), (True, "red")):
        one = merged(named, {"lists": {"named": {"public": public, "colour": colour}}})
        state = run(plan(society({"shunning": 9}), scheme(**one))).state
        assert any(state.parted[1]) == (public and colour == "black")


# ------------------------------------------------------------------------------------------------------------ outcomes
def outcome(name: str, compiled: CompiledPlan) -> float | None:
    found = MEASURES[name](lived_of(compiled, run(compiled).final_state()), 1)
    return found.value() if isinstance(found, Ratio) else found if isinstance(found, float) else None


def test_outcomes_tell_of_it() -> None:
    shunned = plan(society({"shunning": 9}), scheme(**ALL_LOW), weeks=15)
    lost, alone = outcome("ties_lost", shunned), outcome("isolates_share", shunned)
    assert lost is not None
    assert lost == pytest.approx(4 * gone_after(15, 8 * A_WEEK, 0), rel=0.1)  # of four
    assert alone is not None
    assert alone > 0.4
    assert outcome("ties_lost", plan(society({}), scheme(**ALL_LOW))) is None
    wily = plan(society({"concealment": 0.4, "false_reports": "90%"}, **CALM), scheme(), n=600, weeks=30)
    claims = outcome("false_claims", wily)
    assert claims == pytest.approx((1 - exp(-0.9 * 29 * A_WEEK)) / (30 * A_WEEK), rel=0.2)
    assert outcome("concealed_acts", wily) == 0.0
    assert outcome("false_claims", plan(society({}), scheme())) is None
