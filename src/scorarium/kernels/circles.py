"""Whom one meets (``twin/circles.py``): drawn evenly from those of a relation who belong to a circle."""

from typing import Any

from scorarium.kernels.codes import AMONG_FRIENDS, AMONG_HOUSEHOLD, AMONG_NEIGHBOURS, AMONG_WORK
from scorarium.kernels.compiled import inner


@inner
def is_member(p: Any, c: int, k: int) -> bool:
    """Whether a person belongs to a circle."""
    return p.circles.rank[c, k + 1] > p.circles.rank[c, k]


@inner
def stretch(p: Any, c: int, i: int) -> tuple[int, int]:
    """Where those stand, among the members, who live in reach: everywhere, in the district or at home."""
    relation = p.circles.relation[c]
    if relation == AMONG_NEIGHBOURS:
        d = p.people.district[i]
        return p.circles.rank[c, p.rows.district_first[d]], p.circles.rank[c, p.rows.district_first[d + 1]]
    if relation == AMONG_HOUSEHOLD:
        h = p.ties.household[i]
        return p.circles.rank[c, p.ties.household_first[h]], p.circles.rank[c, p.ties.household_first[h + 1]]
    return 0, p.circles.rank[c, p.sizes.persons]


@inner
def ties_among(p: Any, c: int, i: int) -> tuple[int, int]:
    """Where friends or colleagues stand in their own table."""
    if p.circles.relation[c] == AMONG_FRIENDS:
        return p.ties.friends_first[i], p.ties.friends_first[i + 1]
    g = p.ties.work[i]
    return (p.ties.work_first[g], p.ties.work_first[g + 1]) if g >= 0 else (0, 0)


@inner
def tied(p: Any, c: int, j: int) -> int:
    """The person at a place of that table."""
    return int(p.ties.friends[j] if p.circles.relation[c] == AMONG_FRIENDS else p.ties.work_members[j])


@inner
def n_members(p: Any, c: int, i: int) -> int:
    """How many persons one can meet."""
    relation = p.circles.relation[c]
    if relation == AMONG_FRIENDS or relation == AMONG_WORK:
        n = 0
        first, last = ties_among(p, c, i)
        for j in range(first, last):
            k = tied(p, c, j)
            n += 1 if k != i and is_member(p, c, k) else 0
        return n
    first, last = stretch(p, c, i)
    return int(last - first - (1 if is_member(p, c, i) else 0))


@inner
def pick(p: Any, c: int, i: int, n: int, word: Any) -> int:
    """One of the ``n`` persons whom one can meet; -1 if there is nobody."""
    if n == 0:
        return -1
    at = int(word) * n >> 32
    relation = p.circles.relation[c]
    if relation == AMONG_FRIENDS or relation == AMONG_WORK:
        first, last = ties_among(p, c, i)
        for j in range(first, last):
            k = tied(p, c, j)
            if k != i and is_member(p, c, k):
                if at == 0:
                    return k
                at -= 1
        return -1
    first, _ = stretch(p, c, i)
    at += first
    if is_member(p, c, i) and at >= p.circles.rank[c, i]:
        at += 1
    return int(p.circles.member[p.circles.first[c] + at])
