"""Friendships that end and come back by published standing (``twin/bonds.py``): a pass of its own."""

from typing import Any

from scorarium.kernels.arith import exp, exp_neg
from scorarium.kernels.codes import GOLDEN, LOW32, OWN_SHUN, OWN_SORT, PART
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.luck import words
from scorarium.kernels.mind import start_of
from scorarium.kernels.selves import own


@inner
def stands(p: Any, st: Any, w: int, e: int) -> bool:
    """Whether a tie between friends is there in a world."""
    return p.sizes.parting == 0 or st.parted[w, e] == 0


@outer
def part(p: Any, st: Any, sh: Any, t: int) -> int:
    """Which friendships of a shard's persons end, and which come back: both friends find the same."""
    for w in range(1, p.sizes.worlds):
        for i in range(sh.first, sh.last):
            for e in range(p.ties.friends_first[i], p.ties.friends_first[i + 1]):
                strain = strained(p, st, w, i, p.ties.friends[e], t)
                if strain > 0.0 or st.parted[w, e]:
                    st.parted[w, e] = changes(p, st, i, p.ties.friends[e], t, strain, st.parted[w, e])
    return t


@inner
def changes(p: Any, st: Any, i: int, k: int, t: int, strain: float, gone: int) -> int:
    """Whether the tie is gone at the end of the tick."""
    one, other = min(i, k), max(i, k)
    word = mix(words(p, PART, t, one, 0)[0], other * GOLDEN & LOW32)
    rate = p.bonds.rate * (exp_neg(strain) if gone else exp(strain) - 1.0)
    if chance(word, 1.0 - exp_neg(rate)):
        return 0 if gone else 1
    return gone


@inner
def strained(p: Any, st: Any, w: int, i: int, k: int, t: int) -> float:
    """What labels and unlike standing add to the logarithm of the rate at which a tie ends."""
    mine, theirs = is_labelled(p, st, w, i, t), is_labelled(p, st, w, k, t)
    unlike = 1.0 if mine != theirs else 0.0
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if is_shown(p, st, s, i, t) and is_shown(p, st, s, k, t):
            unlike = max(unlike, abs(place(p, st, s, i) - place(p, st, s, k)))
    b = p.bonds
    if p.selves.row[OWN_SHUN] < 0 and p.selves.row[OWN_SORT] < 0:
        return float(b.shun * (mine + theirs) + b.sort * unlike)
    first, second = min(i, k), max(i, k)
    labels = (mine, theirs) if i < k else (theirs, mine)
    shunned = own(p, OWN_SHUN, b.shun, second) * labels[0] + own(p, OWN_SHUN, b.shun, first) * labels[1]
    return float(shunned + 0.5 * (own(p, OWN_SORT, b.sort, first) + own(p, OWN_SORT, b.sort, second)) * unlike)


@inner
def is_shown(p: Any, st: Any, s: int, k: int, t: int) -> bool:
    """Whether others see a person's score."""
    return p.moods.visible[s] and t < p.schemes.end_tick[s] and st.pub_tier[s, k] > -2


@inner
def place(p: Any, st: Any, s: int, k: int) -> float:
    """Where a shown score lies between the worst (0) and the best (1)."""
    found = (st.pub_score[s, k] - p.moods.bottom[s]) / p.moods.width[s]
    return float(max(0.0, min(1.0, found)))


@inner
def is_labelled(p: Any, st: Any, w: int, k: int, t: int) -> int:
    """1 where somebody is on a black list that all can read, or has a shown score below the start."""
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if t >= p.schemes.end_tick[s]:
            continue
        if is_shown(p, st, s, k, t) and (start_of(p, st, s, k) - st.pub_score[s, k]) * p.schemes.better[s] > 0:
            return 1
        for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
            row = p.rows.list_row[j]
            if p.bonds.label[row] and st.pub_listed[s, k] >> p.lists.bit[row] & 1:
                return 1
    return 0
