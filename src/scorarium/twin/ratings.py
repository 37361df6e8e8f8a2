"""Score kind *ratings*: whom one meets, the marks that they give, and what is left of marks in memory."""

from scorarium.names import GRID, HEFT, POINT, Decision, LawCode
from scorarium.twin.arith import poisson, round_half_up
from scorarium.twin.circles import members, pick
from scorarium.twin.draws import chance, mix, uniform
from scorarium.twin.factors import between
from scorarium.twin.look import value
from scorarium.twin.sim import Sim

ANSWER = 1 << 20
"""Weights of marks that answer others are drawn apart from those of encounters."""


def be_rated(sim: Sim, s: int, i: int, t: int) -> None:
    """The marks that a person is given in a tick: answers to bad marks of the last, then those of new encounters.

    Who is not rated now is given none, and keeps those that count still.
    """
    rt = sim.ratings
    z = rt.of_scheme[s]
    if rt.person[z][i] < 0:
        return
    forget(sim, z, i, t)
    if rt.rated[z] >= 0 and not sim.state.present[sim.circles.now[rt.rated[z]]][i]:
        return
    answers = sim.answered.get((z, i), ()) if rt.retaliation[z] >= 0 else ()
    for nth, (giver, mark) in enumerate(answers):
        keep(sim, s, z, i, t, mark, heft(sim, s, z, i, t, giver, ANSWER + nth))
    others = len(members(sim, rt.circle[z], i))
    word = mix(sim.luck.block(Decision.MEETINGS, t, i, sim.schemes.slot[s])[0], sim.schemes.salt[s])
    met = poisson(uniform(word), value(sim, rt.met[z], i, s, t)) if others else 0
    usual, bias = usual_and_bias(sim, z, i, s, t, 0)
    is_each = sim.numbers.law[rt.usual[z]] > LawCode.FIXED
    is_each = is_each or (rt.bias[z] >= 0 and sim.numbers.law[rt.bias[z]] > LawCode.FIXED)
    for j in range(met):
        words = [mix(word, sim.schemes.salt[s]) for word in sim.luck.block(Decision.MEETING, t, i, j)]
        if is_each:
            usual, bias = usual_and_bias(sim, z, i, s, t, j)
        mark = drawn_mark(sim, s, z, usual + bias, words[1], words[3])
        giver = pick(sim, rt.circle[z], i, words[0]) if rt.by_score[z] or rt.retaliation[z] >= 0 else -1
        keep(sim, s, z, i, t, mark, heft(sim, s, z, i, t, giver, j))
        if rt.retaliation[z] >= 0 and is_bad(sim, s, z, mark, usual):
            if chance(words[2], value(sim, rt.retaliation[z], i, s, t, turn=j)):
                sim.answers.append((z, giver, i, mark))


def usual_and_bias(sim: Sim, z: int, i: int, s: int, t: int, turn: int) -> tuple[float, float]:
    """The usual mark, and what is added to it for this person; where they are drawn, for each encounter."""
    rt = sim.ratings
    bias = value(sim, rt.bias[z], i, s, t, turn=turn) if rt.bias[z] >= 0 else 0.0
    return value(sim, rt.usual[z], i, s, t, turn=turn), bias


def drawn_mark(sim: Sim, s: int, z: int, mean: float, word: int, side: int) -> int:
    """A mark in steps above the lowest: the law of the mean above or below, so that the mean is met exactly.

    A mark is a discrete normal number: of all laws on the marks that there are, the one of greatest entropy with this
    mean and spread.

    References
    ----------
    Kemp (1997), Characterizations of a discrete normal distribution, J. Stat. Plan. Inference 63(2), 223-229.
    """
    low, high = sim.schemes.low[s] / POINT, sim.schemes.high[s] / POINT
    x = between(mean, low, high) * GRID
    g = int(x)
    if chance(side, x - g):
        g += 1
    law = sim.ratings.law[z][g]
    mark = 0
    while mark < sim.ratings.steps[z] and word >= law[mark]:
        mark += 1
    return mark


def is_bad(sim: Sim, s: int, z: int, mark: int, usual: float) -> bool:
    """A mark is bad that lies more than one spread below the usual one."""
    low, high = sim.schemes.low[s] / POINT, sim.schemes.high[s] / POINT
    given = low + (high - low) * mark / sim.ratings.steps[z]
    return bool(given < usual - sim.ratings.spread[z] - 1e-9)


def heft(sim: Sim, s: int, z: int, i: int, t: int, giver: int, turn: int) -> int:
    """What a mark weighs for the one who is given it, by the score of the one who gives it; nought without a score."""
    rt, st = sim.ratings, sim.state
    if not rt.weighs[z]:
        return 1
    weight = value(sim, rt.weight[z], i, s, t, turn=turn) if rt.weight[z] >= 0 else 1.0
    if rt.by_score[z]:
        if st.pub_tier[s][giver] < -1:
            return 0
        weight = weight * between(st.pub_score[s][giver], sim.schemes.low[s], sim.schemes.high[s])
    return min(65535, max(0, round_half_up(weight * HEFT)))


def forget(sim: Sim, z: int, i: int, t: int) -> None:
    """Where memory is a time, the marks of the tick that is now too long ago go."""
    rt, st = sim.ratings, sim.state
    if rt.span[z]:
        place = rt.bin_first[z] + rt.person[z][i] * rt.span[z] + t % rt.span[z]
        st.mark_sum[z][i] -= st.bin_sum[place]
        st.mark_weight[z][i] -= st.bin_weight[place]
        st.mark_count[z][i] -= st.bin_count[place]
        st.bin_sum[place] = st.bin_weight[place] = st.bin_count[place] = 0


def keep(sim: Sim, s: int, z: int, i: int, t: int, mark: int, weight: int) -> None:
    """A mark goes into memory; where memory is a number of marks, the oldest goes out."""
    rt, st = sim.ratings, sim.state
    if weight == 0:
        return
    weighs = rt.weighs[z]
    if rt.keep[z]:
        row = rt.ring_first[z] + rt.person[z][i] * rt.keep[z]
        place = row + st.mark_total[z][i] % rt.keep[z]
        if st.mark_count[z][i] == rt.keep[z]:
            old = st.ring_weight[place] if weighs else 1
            st.mark_sum[z][i] -= old * st.ring_mark[place]
            st.mark_weight[z][i] -= old
            st.mark_count[z][i] -= 1
        st.ring_mark[place] = mark
        if weighs:
            st.ring_weight[place] = weight
    elif rt.span[z]:
        place = rt.bin_first[z] + rt.person[z][i] * rt.span[z] + t % rt.span[z]
        st.bin_sum[place] += weight * mark
        st.bin_weight[place] += weight
        st.bin_count[place] += 1
    st.mark_sum[z][i] += weight * mark
    st.mark_weight[z][i] += weight
    st.mark_count[z][i] += 1
    st.mark_total[z][i] += 1


def rated(sim: Sim, s: int, i: int) -> int:
    """The mean of the marks in memory, in units; before enough have come together the score that one began with."""
    rt, st = sim.ratings, sim.state
    z = rt.of_scheme[s]
    if st.mark_count[z][i] < max(1, rt.least[z]):
        return int(st.mark_start[z][i])
    share = st.mark_sum[z][i] / (rt.steps[z] * st.mark_weight[z][i])
    return int(sim.schemes.low[s] + round_half_up((sim.schemes.high[s] - sim.schemes.low[s]) * share))


def begin_anew(sim: Sim, s: int, i: int, start: int) -> None:
    """All marks are forgotten; the score is ``start`` until new ones count."""
    rt, st = sim.ratings, sim.state
    z = rt.of_scheme[s]
    st.mark_sum[z][i] = st.mark_weight[z][i] = st.mark_count[z][i] = 0
    st.mark_start[z][i] = start
    if rt.span[z] and rt.person[z][i] >= 0:
        first = rt.bin_first[z] + rt.person[z][i] * rt.span[z]
        for place in range(first, first + rt.span[z]):
            st.bin_sum[place] = st.bin_weight[place] = st.bin_count[place] = 0
