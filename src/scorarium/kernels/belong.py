"""Who joins and leaves a voluntary scheme where people weigh it (``twin/belong.py``): a pass of its own."""

from typing import Any

from scorarium.kernels.arith import exp, exp_neg
from scorarium.kernels.bonds import stands
from scorarium.kernels.codes import ADOPT, LEAVE, ON_RECORD, OUTSIDE, OWN_JOINING, OWN_LEAVING
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.draws import chance
from scorarium.kernels.feel import withdraw
from scorarium.kernels.look import vary
from scorarium.kernels.luck import words
from scorarium.kernels.recover import enrol, may_enrol
from scorarium.kernels.selves import horizon_of, own


@outer
def belong(p: Any, st: Any, sh: Any, t: int) -> int:
    """Joining and leaving of a shard's persons in every scheme that they weigh."""
    for s in range(p.sizes.schemes):
        if not p.belonging.weighs[s] or p.schemes.innovation[s] < 0 or t >= p.schemes.end_tick[s]:
            continue
        share = st.n_enrolled[s] / max(1, p.rows.n_eligible[s])
        for i in range(sh.first, sh.last):
            if (st.enrolled[s, i] == OUTSIDE or st.enrolled[s, i] == ON_RECORD) and may_enrol(p, s, i, t):
                if chance(words(p, ADOPT, t, i, p.schemes.slot[s])[0], joins(p, st, s, i, t, share)):
                    enrol(p, st, s, i, t)
            elif st.enrolled[s, i] >= 0 and p.belonging.may_leave[s]:
                if chance(words(p, LEAVE, t, i, p.schemes.slot[s])[0], leaves(p, st, s, i, share)):
                    withdraw(p, st, s, i)
    return t


@inner
def joins(p: Any, st: Any, s: int, i: int, t: int, share: float) -> float:
    """The chance of joining in this tick."""
    sc, b = p.schemes, p.belonging
    alone = vary(p, st, sc.innovation[s], p.by.schemes_innovation[s], i, s, t, t, 0.0, 0)
    after_others = vary(p, st, sc.imitation[s], p.by.schemes_imitation[s], i, s, t, t, 0.0, 0)
    if not b.joins:
        return float(alone + after_others * share)
    pull = exp(own(p, OWN_JOINING, b.joining, i) * (at_first(p, s, i) + price_of_abstaining(p, s, i, share)))
    return float(min(1.0, (alone + after_others * near(p, st, s, i, share)) * pull))


@inner
def near(p: Any, st: Any, s: int, i: int, share: float) -> float:
    """The share of one's friends who have joined; of everybody where one has no friends."""
    first, last = p.ties.friends_first[i], p.ties.friends_first[i + 1]
    n, there = 0, 0
    for e in range(first, last):
        if stands(p, st, p.schemes.world[s], e):
            there += 1
            n += 1 if st.pub_tier[s, p.ties.friends[e]] != -2 else 0
    return float(n / there) if there else share


@inner
def at_first(p: Any, s: int, i: int) -> float:
    """What membership opens and shuts in a year at its start, as far ahead as the person looks."""
    return float(p.belonging.start_worth[horizon_of(p, i) * p.sizes.schemes + s])


@inner
def price_of_abstaining(p: Any, s: int, i: int, share: float) -> float:
    """What staying out costs in a year: as many doors ask for a score as there are people who have one."""
    return float(share * max(0.0, at_first(p, s, i)))


@inner
def leaves(p: Any, st: Any, s: int, i: int, share: float) -> float:
    """The chance of leaving in this tick: dropping out, and what staying costs beyond what staying out would."""
    stays = 1.0 - p.schemes.dropout[s]
    excess = -worth(p, st, s, i) - price_of_abstaining(p, s, i, share)
    if p.belonging.leaves and excess > 0.0:
        stays = stays * exp_neg(own(p, OWN_LEAVING, p.belonging.leaving, i) * excess)
    return float(1.0 - stays)


@inner
def worth(p: Any, st: Any, s: int, i: int) -> float:
    """What belonging opens less what it shuts in a year, where the person stands now."""
    k, way, total = p.stakes, p.schemes.better[s], 0.0
    h = horizon_of(p, i)
    at = h * k.first[p.sizes.schemes]
    for j in range(k.first[s], k.first[s + 1]):
        ahead = (k.border[j] - st.score[s, i]) * way
        if ahead <= 0:
            total = total + k.gain[at + j]
        if ahead >= 0:
            total = total - k.loss[at + j]
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        if st.on[p.rows.list_row[j], i]:
            total = total + p.belonging.of_list[h * p.sizes.lists + p.rows.list_row[j]]
    return float(total / p.belonging.horizon[h])
