"""Score kind *ratings* (``twin/ratings.py``)."""

from typing import Any

from scorarium.kernels.arith import poisson, round_half_up
from scorarium.kernels.circles import n_members, pick
from scorarium.kernels.codes import GRID, HEFT, LAW_FIXED, MEETING, MEETINGS, N_ANSWERS, POINT
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix, uniform
from scorarium.kernels.look import value
from scorarium.kernels.luck import words
from scorarium.kernels.records import between

ANSWER = 1 << 20
"""Weights of marks that answer others are drawn apart from those of encounters."""


@inner
def be_rated(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """The marks that a person is given in a tick: answers to bad marks of the last, then those of new encounters."""
    rt = p.ratings
    z = rt.of_scheme[s]
    if rt.person[z, i] < 0:
        return
    answers = rt.retaliation[z] >= 0
    forget(p, st, z, i, t)
    if rt.rated[z] >= 0 and st.present[p.circles.now[rt.rated[z]], i] == 0:
        return
    if answers:
        row = z * p.sizes.persons + i
        for a in range(st.answered_first[row], st.answered_first[row + 1]):
            nth = ANSWER + a - st.answered_first[row]
            keep(p, st, s, z, i, t, st.answered_mark[a], heft(p, st, s, z, i, t, st.answered_by[a], nth))
    c, salt = rt.circle[z], p.schemes.salt[s]
    others = n_members(p, c, i)
    if others == 0:
        return
    met = poisson(
        uniform(mix(words(p, MEETINGS, t, i, p.schemes.slot[s])[0], salt)), number_of(p, st, rt.met[z], i, s, t, 0)
    )
    usual = number_of(p, st, rt.usual[z], i, s, t, 0)
    mean = usual + bias_of(p, st, z, i, s, t, 0)
    low, high = p.schemes.low[s] / POINT, p.schemes.high[s] / POINT
    x = between(mean, low, high) * GRID
    is_each = p.numbers.law[rt.usual[z]] > LAW_FIXED
    is_each = is_each or (rt.bias[z] >= 0 and p.numbers.law[rt.bias[z]] > LAW_FIXED)
    needs_giver = rt.by_score[z] != 0 or answers
    for j in range(met):
        w = words(p, MEETING, t, i, j)
        if is_each:
            usual = number_of(p, st, rt.usual[z], i, s, t, j)
            x = between(usual + bias_of(p, st, z, i, s, t, j), low, high) * GRID
        mark = drawn_mark(p, z, x, mix(w[1], salt), mix(w[3], salt))
        giver = pick(p, c, i, others, mix(w[0], salt)) if needs_giver else -1
        keep(p, st, s, z, i, t, mark, heft(p, st, s, z, i, t, giver, j))
        if answers and low + (high - low) * mark / rt.steps[z] < usual - rt.spread[z] - 1e-9:
            if chance(mix(w[2], salt), number_of(p, st, rt.retaliation[z], i, s, t, j)):
                n = sh.at[N_ANSWERS]
                sh.answer_to[n] = z * p.sizes.persons + giver
                sh.answer_by[n] = i
                sh.answer_mark[n] = mark
                sh.at[N_ANSWERS] = n + 1


@inner
def number_of(p: Any, st: Any, q: int, i: int, s: int, t: int, turn: int) -> float:
    """A number that depends on the person and the time, or is drawn."""
    return float(value(p, st, q, i, s, t, t, 0.0, 1, turn))


@inner
def bias_of(p: Any, st: Any, z: int, i: int, s: int, t: int, turn: int) -> float:
    """What is added to the usual mark for the person."""
    return number_of(p, st, p.ratings.bias[z], i, s, t, turn) if p.ratings.bias[z] >= 0 else 0.0


@inner
def drawn_mark(p: Any, z: int, x: float, word: Any, side: Any) -> int:
    """A mark in steps above the lowest: the law of the mean above or below, so that the mean is met exactly.

    References
    ----------
    Kemp (1997), Characterizations of a discrete normal distribution, J. Stat. Plan. Inference 63(2), 223-229.
    """
    g = int(x)
    if chance(side, x - g):
        g += 1
    mark = 0
    while mark < p.ratings.steps[z] and word >= p.ratings.law[z, g, mark]:
        mark += 1
    return mark


@inner
def heft(p: Any, st: Any, s: int, z: int, i: int, t: int, giver: int, turn: int) -> int:
    """What a mark weighs for the one who is given it, by the score of the one who gives it; nought without a score."""
    rt = p.ratings
    if not rt.weighs[z]:
        return 1
    weight = number_of(p, st, rt.weight[z], i, s, t, turn) if rt.weight[z] >= 0 else 1.0
    if rt.by_score[z]:
        if st.pub_tier[s, giver] < -1:
            return 0
        weight = weight * between(float(st.pub_score[s, giver]), float(p.schemes.low[s]), float(p.schemes.high[s]))
    return min(65535, max(0, round_half_up(weight * HEFT)))


@inner
def bin_place(p: Any, z: int, i: int, t: int) -> int:
    """Where the sums of this tick stand."""
    rt = p.ratings
    return int(rt.bin_first[z] + rt.person[z, i] * rt.span[z] + t % rt.span[z])


@inner
def forget(p: Any, st: Any, z: int, i: int, t: int) -> None:
    """Where memory is a time, the marks of the tick that is now too long ago go."""
    if p.ratings.span[z]:
        place = bin_place(p, z, i, t)
        st.mark_sum[z, i] -= st.bin_sum[place]
        st.mark_weight[z, i] -= st.bin_weight[place]
        st.mark_count[z, i] -= st.bin_count[place]
        st.bin_sum[place] = 0
        st.bin_weight[place] = 0
        st.bin_count[place] = 0


@inner
def keep(p: Any, st: Any, s: int, z: int, i: int, t: int, mark: int, weight: int) -> None:
    """A mark goes into memory; where memory is a number of marks, the oldest goes out."""
    rt = p.ratings
    if weight == 0:
        return
    if rt.keep[z]:
        weighs = rt.weighs[z] != 0
        place = rt.ring_first[z] + rt.person[z, i] * rt.keep[z] + st.mark_total[z, i] % rt.keep[z]
        if st.mark_count[z, i] == rt.keep[z]:
            old = st.ring_weight[place] if weighs else 1
            st.mark_sum[z, i] -= old * st.ring_mark[place]
            st.mark_weight[z, i] -= old
            st.mark_count[z, i] -= 1
        st.ring_mark[place] = mark
        if weighs:
            st.ring_weight[place] = weight
    elif rt.span[z]:
        place = bin_place(p, z, i, t)
        st.bin_sum[place] += weight * mark
        st.bin_weight[place] += weight
        st.bin_count[place] += 1
    st.mark_sum[z, i] += weight * mark
    st.mark_weight[z, i] += weight
    st.mark_count[z, i] += 1
    st.mark_total[z, i] += 1


@inner
def rated(p: Any, st: Any, s: int, i: int) -> int:
    """The mean of the marks in memory, in units; before enough have come together the score that one began with."""
    rt = p.ratings
    z = rt.of_scheme[s]
    if st.mark_count[z, i] < max(1, rt.least[z]):
        return int(st.mark_start[z, i])
    share = st.mark_sum[z, i] / (rt.steps[z] * st.mark_weight[z, i])
    return int(p.schemes.low[s] + round_half_up((p.schemes.high[s] - p.schemes.low[s]) * share))
