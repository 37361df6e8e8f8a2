"""Phase *feel*, the inner half: stress, trust in operator and people, protest (``twin/mood.py``)."""

from typing import Any

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.bonds import place, stands
from scorarium.kernels.codes import (
    BY_SPREAD,
    OWN_BY_STANDING,
    OWN_FAIR,
    OWN_FOLLOW,
    OWN_HUSH,
    OWN_KEPT,
    OWN_LOSS,
    OWN_STRESS,
    POINT,
    PRIMARY,
)
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.mind import start_of
from scorarium.kernels.selves import horizon_of, own


@outer
def mood(p: Any, st: Any, sh: Any, t: int) -> int:
    """What the persons of a shard feel at the end of a tick, in every world with schemes."""
    m = p.moods
    for w in range(1, p.sizes.worlds):
        for i in range(sh.first, sh.last):
            if m.stress:
                stress(p, st, w, i, t)
            if m.trust:
                trust_operator(p, st, w, i, t)
            if m.shown:
                trust_people(p, st, w, i, t)
            if m.protest:
                protest(p, st, w, i, t)
            if p.sizes.swayed:
                give_example(p, st, w, i)
    return t


@outer
def heed(p: Any, st: Any, sh: Any, t: int) -> int:
    """How friends' examples of the last tick move rates: silence of speech, conformity of all."""
    m = p.moods
    for w in range(1, p.sizes.swayed):
        for i in range(sh.first, sh.last):
            first, last = p.ties.friends_first[i], p.ties.friends_first[i + 1]
            n, silent, changed = 0, 0.0, 0.0
            for e in range(first, last):
                if stands(p, st, w, e):
                    n += 1
                    silent = silent + st.pub_silent[w, p.ties.friends[e]]
                    changed = changed + st.pub_changed[w, p.ties.friends[e]]
            st.hushed[w, i] = own(p, OWN_HUSH, m.hush, i) * (silent / n) if m.silence and n else 0.0
            st.pulled[w, i] = own(p, OWN_FOLLOW, m.follow, i) * (changed / n) if m.conformity and n else 0.0
    return t


@inner
def give_example(p: Any, st: Any, w: int, i: int) -> None:
    """Protected acts left, punished acts left or done more in this tick are an example to the friends, and fade."""
    m, more = p.moods, st.example[w, i]
    left = st.chilled[w, i] - st.chilled_before[w, i]
    st.silent[w, i] = 1.0 if left > 0 else st.silent[w, i] * m.faded
    st.changed[w, i] = -1.0 if more < 0 else 1.0 if more > 0 else st.changed[w, i] * m.faded
    st.chilled_before[w, i] = st.chilled[w, i]
    st.example[w, i] = 0


@inner
def is_inside(p: Any, st: Any, s: int, i: int, t: int) -> bool:
    """Whether the person is in a scheme that has not ended."""
    return bool(st.enrolled[s, i] >= 0 and t < p.schemes.end_tick[s])


@inner
def stress(p: Any, st: Any, w: int, i: int, t: int) -> None:
    """Being watched, near a border and listed while it lasts; shocks of refusals and falls, which fade."""
    m = p.moods
    felt, gone = 0.0, 0.0
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if is_inside(p, st, s, i, t):
            felt = felt + m.watched[s]
            gone = gone + way_gone(p, st, s, i)
            if is_listed(p, st, s, i):
                felt = felt + m.listed
    refused = st.refused[w, i] - st.refused_before[w, i]
    shock = st.shock[w, i] * own(p, OWN_KEPT, m.kept, i) + m.refused * refused + m.swing * abs(gone - st.way_gone[w, i])
    st.refused_before[w, i] = st.refused[w, i]
    st.way_gone[w, i] = gone
    st.shock[w, i] = shock
    felt = felt + m.near * gone + shock
    st.stress[w, i] = felt
    st.stress_ticks[w, i] += round_half_up(felt * POINT)
    st.welfare[w, i] -= round_half_up(own(p, OWN_STRESS, m.weight, i) * felt)


@inner
def way_gone(p: Any, st: Any, s: int, i: int) -> float:
    """The share of the way from the start to the nearest border behind which a door shuts."""
    b = p.stakes
    most = 0.0
    if b.first[s] == b.first[s + 1]:
        return most
    start, at = start_of(p, st, s, i), horizon_of(p, i) * b.first[p.sizes.schemes]
    for j in range(b.first[s], b.first[s + 1]):
        way = (start - b.border[j]) * p.schemes.better[s]
        if b.loss[at + j] > 0.0 and way > 0:
            gone = (start - st.score[s, i]) * p.schemes.better[s] / way
            most = max(most, min(1.0, gone))
    return most


@inner
def is_listed(p: Any, st: Any, s: int, i: int) -> bool:
    """Whether the person is on a black list of a scheme."""
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        if p.lists.black[row] and st.on[row, i] & (PRIMARY | BY_SPREAD):
            return True
    return False


@inner
def trust_operator(p: Any, st: Any, w: int, i: int, t: int) -> None:
    """Wrong and unexplained sanctions cost trust, fair ones give some back, where the person can know of them."""
    m = p.moods
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if not is_inside(p, st, s, i, t):
            continue
        wrong = st.wrong[s, i] - st.wrong_before[s, i]
        st.wrong_before[s, i] = st.wrong[s, i]
        if not p.schemes.knows_entry[s]:
            continue
        if wrong > 0:
            st.trust_operator[w, i] -= own(p, OWN_LOSS, m.loss, i) * wrong
        elif st.sanctioned[s, i]:
            st.trust_operator[w, i] += own(p, OWN_FAIR, m.fair, i) if m.explains[s] else -own(p, OWN_LOSS, m.loss, i)


@inner
def trust_people(p: Any, st: Any, w: int, i: int, t: int) -> None:
    """Trust in friends whose scores are shown follows these, by a parameter of either sign."""
    first, last = p.ties.friends_first[i], p.ties.friends_first[i + 1]
    n, total = 0, 0.0
    for e in range(first, last):
        n += 1 if stands(p, st, w, e) else 0
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if p.moods.visible[s] and t < p.schemes.end_tick[s]:
            for e in range(first, last):
                if st.pub_tier[s, p.ties.friends[e]] > -2 and stands(p, st, w, e):
                    total = total + place(p, st, s, p.ties.friends[e])
    st.trust_people[w, i] = own(p, OWN_BY_STANDING, p.moods.by_standing, i) * (total / n) if n else 0.0


@inner
def protest(p: Any, st: Any, w: int, i: int, t: int) -> None:
    """Whoever has a grievance protests if enough of the friends did in the last tick (Granovetter 1978)."""
    now = 0
    if joins(p, st, w, i) and has_grievance(p, st, w, i, t):
        now = 1
    st.protest[w, i] = now
    st.protest_ticks[w, i] += now


@inner
def joins(p: Any, st: Any, w: int, i: int) -> bool:
    """Whether the share of friends in protest reaches the person's threshold."""
    first, last = p.ties.friends_first[i], p.ties.friends_first[i + 1]
    n, out = 0, 0
    for e in range(first, last):
        if stands(p, st, w, e):
            n += 1
            out += st.pub_protest[w, p.ties.friends[e]]
    return bool(out >= p.moods.threshold[i] * n) if n else bool(p.moods.threshold[i] <= 0.0)


@inner
def has_grievance(p: Any, st: Any, w: int, i: int, t: int) -> bool:
    """Whether a scheme has put the person below the start or on a black list, or holds something wrong against them."""
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if is_inside(p, st, s, i, t):
            fallen = (start_of(p, st, s, i) - st.score[s, i]) * p.schemes.better[s] > 0
            if fallen or st.harm_live[s, i] > 0 or st.wrong_live[s, i] > 0 or is_listed(p, st, s, i):
                return True
    return False
