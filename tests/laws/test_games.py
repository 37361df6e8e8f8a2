"""What makes a game of a scheme: missions by their rate, points for whoever brought somebody in, levels that pull."""

from math import sqrt
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.plan_defaults import assumed
from scorarium.names import Decision, Effect
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.draws import chance
from scorarium.twin.run import run
from scorarium.twin.sim import Sim
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "game",
    "senses": {"app": {"kind": "platform", "sees": ["praise", "littering"], "detection": "100%"}},
    "score": {
        "kind": "points",
        "start": 0,
        "rules": {"good": {"on": "praise", "points": 1}, "bad": {"on": "littering", "points": -1}},
    },
    "tiers": {"C": {"from": 0}, "B": {"from": 5}, "A": {"from": 12}},
}


def plan_of(n: int, years: float, psychology: str = "passive", **patch: Any) -> CompiledPlan:
    """Praise is scored for the better, littering for the worse."""
    more = {"psychology": psychology, "acts": {"praise": {"rate": "6/y"}}}
    own = Society.model_validate(keyed(merged(SOCIETY, more)))
    scheme = Scheme.model_validate(keyed(merged(SCHEME, patch)))
    return compile_plan(people(own, n), own, {"it": [scheme]}, seed=5, replicate=0, years=years)


def test_missions_come_at_their_rate_and_suggest_what_is_scored_for_the_better() -> None:
    compiled = plan_of(200, 1, games={"missions": "4/y"})
    plan = compiled.plan
    rows = [c for c, effect in enumerate(plan.consequences.effect) if effect == Effect.RECOMMEND]
    assert [compiled.labels.kinds[plan.consequences.act[c]] for c in rows] == ["praise"]
    in_force = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal in_force
        in_force += sum(1 for until in sim.state.edge[plan.consequences.edge[rows[0]]] if until >= t)

    n = int(sum(run(plan, after_tick=look).state.missions[0]))
    expected = 200 * plan.clock.n_ticks * plan.games.rate[0]
    assert abs(n - expected) <= 4 * sqrt(expected)
    assert in_force == n  # a week each


def test_a_mission_makes_its_act_as_much_more_frequent_as_is_assumed() -> None:
    # a mission nearly always: the acts that it adds are those that the world without does not do
    sim = run(plan_of(400, 1, games={"missions": "500/y"}).plan)
    done, provoked = sum(sim.state.done[0]), sum(sim.state.provoked[1])
    praise = 400 * 6.0  # of all acts, those that are suggested
    expected = praise * assumed("games.mission_lift") * sim.games.rate[0]
    assert 0 < provoked < done
    assert abs(provoked - expected) <= 4 * sqrt(expected)


def test_who_brought_somebody_in_gets_the_points() -> None:
    adoption = {"kind": "opt_in", "adoption": {"innovation": "0.4/y", "imitation": "3/y"}}
    blind = {"app": {"detection": "0%"}}
    compiled = plan_of(400, 1, enrolment=adoption, games={"referral_points": 3}, senses=blind)
    before: list[int] = [-1] * 400
    expected = 0

    def look(sim: Sim, t: int) -> None:
        nonlocal expected, before
        now, ties = list(sim.state.enrolled[0]), sim.ties
        for i in range(sim.n):
            friends = ties.friends[ties.friends_first[i] : ties.friends_first[i + 1]]
            if now[i] == t and t < sim.clock.n_ticks - 1:
                word = sim.luck.block(Decision.ADOPT, t, i, sim.schemes.slot[0])[0]
                by_others = not chance(word, sim.schemes.innovation[0])
                expected += by_others and any(before[k] >= 0 for k in friends)
        before = now

    sim = run(compiled.plan, after_tick=look)
    brought = np.array(sim.state.brought[0])
    assert brought.sum() == expected > 50
    assert (np.array(sim.state.base[0]) == 3 * 65536 * brought).all()


def test_rewards_raise_imitation_as_much_as_is_assumed() -> None:
    adoption = {"kind": "opt_in", "adoption": {"innovation": "0.01/y", "imitation": "0.4/y"}}
    plain = plan_of(40, 1, enrolment=adoption)
    rewarded = plan_of(40, 1, enrolment=adoption, games={"referral_points": 1})
    rates = [-np.log1p(-one.plan.schemes.imitation[0]) for one in (plain, rewarded)]
    assert np.isclose(rates[1] / rates[0], assumed("games.referral"))


def test_levels_are_worth_something_even_where_nothing_hangs_on_them() -> None:
    worth = assumed("games.level_worth")
    stakes = plan_of(40, 1, "deterrence", games={"levels": True}).plan.stakes
    assert [border / 65536 for border in stakes.border] == [5 - 1 / 65536, 5, 12 - 1 / 65536, 12]
    assert stakes.loss.tolist() == [worth, 0, worth, 0]
    assert stakes.gain.tolist() == [0, worth, 0, worth]
    assert len(plan_of(40, 1, "deterrence", games={"levels": False}).plan.stakes.border) == 0


def test_who_sees_levels_praises_more() -> None:
    shown = {"visibility": {"own_score": True}}
    done = []
    for games in (None, {"levels": True}):
        sim = run(plan_of(120, 1, "deterrence", games=games, **shown).plan)
        done.append(sum(sim.state.provoked[1]))
    assert done[1] > done[0]
