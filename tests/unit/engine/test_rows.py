"""What the engine adds to a plan: flags that select loops, and bounds that spare work."""

import numpy as np
import pytest

from scorarium.engine.rows import build_rows, ends_period
from scorarium.engine.rows_of_acts import act_rows, base_rates, knows_reward, most_poisson
from scorarium.engine.rows_of_minds import mind_rows
from scorarium.engine.run import ticks
from scorarium.engine.tables import Clock
from scorarium.errors import ScorariumError
from scorarium.kernels.arith import poisson
from scorarium.names import MAX_BAND, Op, Own
from scorarium.twin.act import raised_candidates
from scorarium.twin.arith import power
from scorarium.twin.draws import uniform
from scorarium.twin.mind import answer, base_rate, is_known, prize, stake
from scorarium.twin.run import new, tick
from scorarium.twin.selves import own
from scorarium.twin.sense import detection
from scorarium.twin.sim import Sim
from tests.twin.plans import Maker
from tests.unit.outcomes.bare import compiled


def test_periods_end_where_a_whole_number_of_them_is_full() -> None:
    weeks = Clock(60, 7.0, 1.15, 7, 1)
    ends = [t for t in range(20) if ends_period(weeks, t, 487, 16)]  # months of 30.4375 days
    assert ends == [4, 8, 13, 17]
    assert not any(ends_period(weeks, t, 0, 1) for t in range(-1, 9))


@pytest.mark.parametrize("mean", [1e-4, 0.05, 1.0, 30.0, 300.0])
def test_no_draw_exceeds_the_bound_of_a_poisson_count(mean: float) -> None:
    assert poisson(1.0 - 2.0**-33, mean) <= most_poisson(mean) <= poisson(1.0 - 2.0**-33, mean) + 8


def test_a_rate_is_raised_only_below_the_income_that_the_engine_knows() -> None:
    n_raised = 0
    for seed in range(30):
        plan = Maker(seed).plan()
        rows, sim = act_rows(plan), new(plan)
        for t in range(6):
            for i in range(plan.sizes.persons):
                raised = {one.kind for one in raised_candidates(sim, i, t, {}) if one.height < 2**MAX_BAND}
                for kind in raised:
                    limit = rows["raised_below"][rows["raised_kind"].tolist().index(kind), i]
                    assert any(sim.state.y[w][i] < limit for w in range(plan.sizes.worlds))
                n_raised += len(raised)
            tick(sim, t)
    assert n_raised > 100


def weighs(sim: Sim, s: int, j: int, i: int) -> float:
    """What row ``j`` of what weighs on acts takes off the logarithm of a rate, or puts on, if it is sure to come."""
    m, r = sim.minds, sim.rules
    rule, exponent = int(r.minds_rule[j]), own(sim, Own.EXPONENT, m.exponent, i)
    if r.harmful[rule]:
        weight = r.minds_weight[j] * (sim.selves.value[r.minds_own[j]][i] if r.minds_own[j] >= 0 else 1.0)
        inside = sim.state.enrolled[s][i] >= 0
        weight *= 1.0 if inside else own(sim, Own.OUTSIDE, m.chill_reach, i)
        return float(own(sim, Own.SLOPE, m.slope, i) * weight * power(stake(sim, s, rule, i), exponent))
    return float(own(sim, Own.REWARD_SLOPE, m.reward_slope, i) * power(prize(sim, s, rule, i), exponent))


def test_rules_weigh_no_more_than_the_engine_knows() -> None:
    n_weighed = n_close = n_sure = 0
    for seed in range(40):
        plan = Maker(seed).plan()
        rows, sim, r = mind_rows(plan), new(plan), plan.rules
        for t in range(4):
            for s in range(plan.sizes.schemes):
                for j in range(r.minds_first[s * plan.acts.n_acts], r.minds_first[(s + 1) * plan.acts.n_acts]):
                    of, is_on = ("deters", "deterrence") if r.harmful[r.minds_rule[j]] else ("draws", "rewards")
                    found = [weighs(sim, s, j, i) for i in range(plan.sizes.persons)]
                    if getattr(plan.minds, is_on) and (r.harmful[r.minds_rule[j]] or r.helpful[r.minds_rule[j]]):
                        assert max(found) <= rows[of][j]
                        n_weighed += len(found)
                        n_close += max(found) > 0.99 * rows[of][j]
            for w, kind in zip(*np.nonzero((rows["surely"] > 0.0) & (plan.worlds.touched > 0)), strict=True):
                for i in range(plan.sizes.persons):
                    assert answer(sim, int(w), int(kind), i, t) >= rows["surely"][w, kind]
                    n_sure += 1
                own_rows = [s * plan.acts.n_acts + kind for s in range(plan.worlds.first[w], plan.worlds.first[w + 1])]
                taken = sum(rows["deters"][r.minds_first[row] : r.minds_first[row + 1]].sum() for row in own_rows)
                assert rows["surely"][w, kind] < np.exp(-taken)
            tick(sim, t)
    assert min(n_weighed, n_sure) > 1000
    assert n_close > 20


def test_advice_that_depends_on_something_may_raise_any_rate() -> None:
    n_raised = 0
    for seed in range(100, 110):
        plan = Maker(seed).plan()
        k = plan.consequences
        factor = np.where(k.advised >= 0, 1.0, k.factor)
        rows = act_rows(plan._replace(consequences=k._replace(factor=factor)))
        for kind in k.act[(k.advised >= 0) & (k.way > 0) & (k.act >= 0)]:
            for row in np.flatnonzero(rows["raised_kind"] == kind):
                may = base_rates(plan, int(kind)) > 0.0
                assert (rows["raised_below"][row, may] > 1.0).all()
                n_raised += int(may.sum())
    assert n_raised > 50


def test_the_engine_knows_who_knows_of_a_reward() -> None:
    n_knowing = n_ignorant = 0
    for seed in range(12):
        plan = Maker(seed).plan()
        plan = plan._replace(by=plan.by._replace(schemes_known_share=np.full(plan.sizes.schemes, -1, np.int32)))
        plan = plan._replace(luck=plan.luck._replace(first=4 * seed))
        sim, r, n = new(plan), plan.rules, plan.acts.n_acts
        for kind in range(n):
            known = [
                any(
                    r.helpful[r.minds_rule[j]] and is_known(sim, s, int(r.minds_rule[j]), i, 3)
                    for s in range(plan.sizes.schemes)
                    for j in range(r.minds_first[s * n + kind], r.minds_first[s * n + kind + 1])
                )
                for i in range(plan.sizes.persons)
            ]
            assert knows_reward(plan, kind).tolist() == known
            n_knowing += sum(known)
            n_ignorant += (len(known) - sum(known)) * any(known)
    assert min(n_knowing, n_ignorant) > 100


def test_whose_word_is_not_below_the_limit_does_no_periodic_act() -> None:
    n_limits = n_sharp = 0
    for seed in range(60):
        plan = Maker(seed).plan()
        rows, sim = act_rows(plan), new(plan)
        for row, kind in enumerate(plan.acts.periodic):
            for i, codes in enumerate(rows["codes"]):
                limit = int(rows["word_limit"][row, codes[rows["word_column"][row]]])
                base = base_rate(sim, int(kind), i)
                assert limit >= min(base * 2**32 - 0.5, 2**32)
                part, scale = rows["near"][rows["near_first"][row] + i], rows["near_scale"][row]
                assert np.float32(max(0, limit - 1)) <= np.float32(part) * np.float32(scale)
                n_limits += limit < 2**32
                if rows["is_sharp"][row]:
                    assert all(uniform(word) < base for word in (0, limit - 1) if 0 <= word < limit)
                    assert limit == 2**32 or uniform(limit) >= base
                    n_sharp += 0 < limit < 2**32
            most = max(int(rows["word_limit"][row, codes[rows["word_column"][row]]]) for codes in rows["codes"])
            if most < 2**32:  # so it tells as much as it can
                assert rows["near_scale"][row] * 65535 <= (most + 4) * 1.00001
    assert n_limits > 200
    assert n_sharp > 100


def test_the_first_look_is_as_sharp_as_the_sense() -> None:
    n_coins = 0
    for seed in range(30):
        plan = Maker(seed).plan()
        rows, sim, se, n = act_rows(plan), new(plan), plan.senses, plan.acts.n_acts
        for kind in range(n):
            seen = [s * n + kind for s in range(plan.sizes.schemes)]
            own = [(row // n, j) for row in seen for j in range(se.sees_first[row], se.sees_first[row + 1])]
            limits = rows["glance_limit"][slice(*rows["glance_first"][kind : kind + 2])]
            for (s, j), limit in zip(own, limits.tolist(), strict=True):
                if limit < 2**32:
                    p = detection(sim, s, int(se.sees_sense[j]), kind, int(se.sees_detection[j]), 0, 0, 1.0, 0)
                    assert limit == int(p * 2**32)
                    n_coins += 1
    assert n_coins > 4


def test_factors_filled_up_with_ones_are_the_same_rates() -> None:
    plan = Maker(3).plan()
    rows, sim = act_rows(plan), new(plan)
    first, codes = rows["factor_first"], rows["codes"]
    assert len(set(np.diff(first).tolist())) == 1
    for kind in range(rows["kinds"]):
        for i in range(plan.sizes.persons):
            rate = plan.acts.scale[kind]
            for f in range(first[kind], first[kind + 1]):
                column = rows["factor_column"][f]
                code = codes[i, column] if column >= 0 else plan.people.district[i]
                rate = rate * rows["factor_value"][rows["factor_start"][f] + code]
            assert rate == base_rate(sim, kind, i)


def test_what_is_not_read_of_others_is_not_copied() -> None:
    plan = compiled().plan  # nobody's score weighs on anybody else's
    assert not build_rows(plan)["publishes_scores"]
    _, life = next(ticks(plan, threads=1))
    assert life.arrays["pub_score"] is life.arrays["score"]


def test_conditions_that_go_too_deep_are_refused() -> None:
    plan = Maker(3).plan()
    c = plan.conditions
    n = len(c.first) - 1  # three programs more, each asking friends about the one before
    more = {
        "first": np.append(c.first, c.first[-1] + np.arange(1, 4)),
        "op": np.append(c.op, [Op.RELATED] * 3),
        "a": np.append(c.a, [4] * 3),
        "b": np.append(c.b, [first_plain(plan), n, n + 1]),
        "mask": np.append(c.mask, [0] * 3),
        "low": np.append(c.low, [0.0] * 3),
        "high": np.append(c.high, [0.0] * 3),
    }
    deep = c._replace(**{name: array.astype(getattr(c, name).dtype) for name, array in more.items()})
    with pytest.raises(ScorariumError, match=r"conditions: too deep \(got 3 .*expected at most 2\)"):
        build_rows(plan._replace(conditions=deep))


def first_plain(plan: object) -> int:
    c = plan.conditions  # type: ignore[attr-defined]
    return next(k for k in range(len(c.first) - 1) if c.op[c.first[k]] == Op.IS)
