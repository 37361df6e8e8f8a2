"""Whoever stands in a relation: how far from the origin of a listing, and sums over them (``twin/stand.py``)."""

from typing import Any

from scorarium.kernels.codes import (
    CHILDREN,
    FAR,
    FRIENDS,
    HOUSEHOLD,
    PARENTS,
    PARTNER,
    REPRESENTATIVE,
    SAME_DISTRICT,
    SCHOOL,
    WORK,
)
from scorarium.kernels.compiled import inner


@inner
def distance(st: Any, x: int, bit: int, s: int, k: int) -> int:
    """Steps of somebody from the origin at the end of the last tick; ``FAR`` where they are not listed."""
    if st.pub_primary[s, k] >> bit & 1:
        return 0
    return int(st.pub_depth[x, k]) if st.pub_depth[x, k] else FAR


@inner
def nearest_of(st: Any, members: Any, first: int, last: int, x: int, bit: int, s: int, i: int) -> int:
    """The least distance among members of a group, the person left out."""
    least = FAR
    for j in range(first, last):
        if members[j] != i:
            least = min(least, distance(st, x, bit, s, members[j]))
    return least


@inner
def nearest_between(p: Any, st: Any, first: int, last: int, ages: int, x: int, bit: int, s: int, i: int) -> int:
    """The least distance among persons side by side: all (ages 0), grown-ups (1) or children (2)."""
    least = FAR
    for k in range(first, last):
        is_asked = ages == 0 or (p.people.is_child[k] != 0) == (ages == 2)
        if k != i and is_asked:
            least = min(least, distance(st, x, bit, s, k))
    return least


@inner
def nearest(p: Any, st: Any, relation: int, x: int, bit: int, s: int, i: int) -> int:
    """The least distance among those who stand in the relation to the person."""
    ties = p.ties
    if relation == FRIENDS:
        return nearest_of(st, ties.friends, ties.friends_first[i], ties.friends_first[i + 1], x, bit, s, -1)
    if relation == PARTNER:
        return distance(st, x, bit, s, ties.partner[i]) if ties.partner[i] >= 0 else FAR
    if relation == WORK or relation == SCHOOL:
        g = ties.work[i] if relation == WORK else ties.school[i]
        if g < 0:
            return FAR
        if relation == WORK:
            return nearest_of(st, ties.work_members, ties.work_first[g], ties.work_first[g + 1], x, bit, s, i)
        return nearest_of(st, ties.school_members, ties.school_first[g], ties.school_first[g + 1], x, bit, s, i)
    if relation == HOUSEHOLD or relation == PARENTS or relation == CHILDREN:
        child = p.people.is_child[i] != 0
        if (relation == PARENTS and not child) or (relation == CHILDREN and child):
            return FAR
        h = ties.household[i]
        ages = 0 if relation == HOUSEHOLD else (1 if relation == PARENTS else 2)
        return nearest_between(p, st, ties.household_first[h], ties.household_first[h + 1], ages, x, bit, s, i)
    if relation >= REPRESENTATIVE:
        k = relation - REPRESENTATIVE
        return nearest_of(st, ties.firm_members, ties.firm_first[k, i], ties.firm_first[k, i + 1], x, bit, s, i)
    d = p.people.district[i]
    return nearest_between(p, st, p.rows.district_first[d], p.rows.district_first[d + 1], 0, x, bit, s, i)


@inner
def summed_of(st: Any, members: Any, first: int, last: int, s: int, i: int, x: Any, y: Any) -> tuple[int, int, int]:
    """How many members of a group had an account at the end of the previous tick, and sums of two columns over them."""
    n, total_x, total_y = 0, 0, 0
    for j in range(first, last):
        k = members[j]
        if k != i and st.pub_tier[s, k] >= -1:
            n += 1
            total_x += x[s, k]
            total_y += y[s, k]
    return n, total_x, total_y


@inner
def summed_between(p: Any, st: Any, first: int, last: int, s: int, i: int, x: Any, y: Any) -> tuple[int, int, int]:
    """The same over persons side by side."""
    n, total_x, total_y = 0, 0, 0
    for k in range(first, last):
        if k != i and st.pub_tier[s, k] >= -1:
            n += 1
            total_x += x[s, k]
            total_y += y[s, k]
    return n, total_x, total_y


@inner
def summed(p: Any, st: Any, relation: int, s: int, i: int, x: Any, y: Any) -> tuple[int, int, int]:
    """The same over those who stand in a relation: partner, parents, children, colleagues, district."""
    ties = p.ties
    if relation >= REPRESENTATIVE:
        r = relation - REPRESENTATIVE
        return summed_of(st, ties.firm_members, ties.firm_first[r, i], ties.firm_first[r, i + 1], s, i, x, y)
    if relation == WORK:
        g = ties.work[i]
        if g < 0:
            return 0, 0, 0
        return summed_of(st, ties.work_members, ties.work_first[g], ties.work_first[g + 1], s, i, x, y)
    if relation == SCHOOL:
        g = ties.school[i]
        if g < 0:
            return 0, 0, 0
        return summed_of(st, ties.school_members, ties.school_first[g], ties.school_first[g + 1], s, i, x, y)
    if relation == PARTNER:
        k = ties.partner[i]
        if k < 0 or st.pub_tier[s, k] < -1:
            return 0, 0, 0
        return 1, x[s, k], y[s, k]
    if relation == SAME_DISTRICT:
        d = p.people.district[i]
        return summed_between(p, st, p.rows.district_first[d], p.rows.district_first[d + 1], s, i, x, y)
    child = p.people.is_child[i] != 0
    if (relation == PARENTS and not child) or (relation == CHILDREN and child):
        return 0, 0, 0
    n, total_x, total_y = 0, 0, 0
    h = ties.household[i]
    for k in range(ties.household_first[h], ties.household_first[h + 1]):
        if k != i and (p.people.is_child[k] != 0) == (relation == CHILDREN) and st.pub_tier[s, k] >= -1:
            n += 1
            total_x += x[s, k]
            total_y += y[s, k]
    return n, total_x, total_y
