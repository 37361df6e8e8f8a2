"""Conditions about somebody else, or in another scheme, at the end of the previous tick (``twin/look.py``).

A condition may ask others about others, so its evaluation calls itself. Such code cannot be kept on disk once compiled:
here each depth is a function of its own, and ``MOST_DEPTH`` of them are enough (the engine checks it beforehand).
"""

from typing import Any

from scorarium.kernels.codes import (
    CHILDREN,
    FRIENDS,
    HOUSEHOLD,
    OP_AND,
    OP_FACT,
    OP_IN_SCHEME,
    OP_IS,
    OP_LIST,
    OP_MEASURED,
    OP_NOT,
    OP_OR,
    OP_PLACE,
    OP_RELATED,
    OP_RUNG,
    OP_SCORE,
    OP_TIER,
    OP_TRUE,
    PARENTS,
    PARTNER,
    POINT,
    REPRESENTATIVE,
    SCHOOL,
    WORK,
)
from scorarium.kernels.compiled import inner

MOST_DEPTH = 2


@inner
def within(x: float, low: float, high: float, strict: int) -> bool:
    """Whether x lies between the ends, which belong unless bit 1 (low) or 2 (high) of ``strict`` is set."""
    return (x > low if strict & 1 else x >= low) and (x < high if strict & 2 else x <= high)


@inner
def put_together(stack: int, op: int, a: int) -> int:
    """AND, OR and NOT on a stack of bits, the newest in bit 0."""
    if op == OP_NOT:
        return stack ^ 1
    mask = (1 << a) - 1
    operands = stack & mask
    result = operands == mask if op == OP_AND else operands != 0
    return (stack >> a) << 1 | (1 if result else 0)


@inner
def is_measured(p: Any, st: Any, j: int, s: int) -> bool:
    """Whether a share of the society lay between the ends at the end of the previous tick."""
    q = p.conditions
    share = st.n_measured[p.schemes.world[s], q.a[j]] / p.sizes.persons
    return within(share, q.low[j], q.high[j], q.mask[j])


@inner
def leaf_of_other(p: Any, st: Any, j: int, i: int, s: int) -> bool:
    """One fact about somebody else, or in another scheme, at the end of the previous tick."""
    q = p.conditions
    op, a = q.op[j], q.a[j]
    if op == OP_TRUE:
        return True
    if op == OP_IS:
        return q.mask[j] >> p.people.attribute[a, i] & 1 != 0
    if op == OP_PLACE:
        return p.people.district[i] == a
    if op == OP_SCORE or op == OP_RUNG:
        return st.pub_tier[s, i] >= -1 and within(st.pub_score[s, i] / POINT, q.low[j], q.high[j], q.mask[j])
    if op == OP_TIER:
        return st.pub_tier[s, i] >= 0 and q.mask[j] >> st.pub_tier[s, i] & 1 != 0
    if op == OP_MEASURED:
        return is_measured(p, st, j, s)
    if op == OP_FACT:
        return st.pub_fact[a, i] != 0
    return op == OP_LIST and st.pub_listed[s, i] >> p.lists.bit[a] & 1 != 0


@inner
def nobody(p: Any, st: Any, c: int, i: int, s: int) -> bool:
    """Deeper than conditions go."""
    return False


def deeper(further: Any) -> Any:
    """A function that asks others at one depth; those ask with ``further``."""

    @inner
    def any_of(p: Any, st: Any, members: Any, first: int, last: int, c: int, i: int, s: int) -> bool:
        for j in range(first, last):
            if members[j] != i and further(p, st, c, members[j], s):
                return True
        return False

    @inner
    def any_near(p: Any, st: Any, first: int, last: int, ages: int, c: int, i: int, s: int) -> bool:
        for k in range(first, last):
            is_asked = ages == 0 or (p.people.is_child[k] != 0) == (ages == 2)
            if k != i and is_asked and further(p, st, c, k, s):
                return True
        return False

    @inner
    def any_related(p: Any, st: Any, relation: int, c: int, i: int, s: int) -> bool:
        """Whether condition ``c`` held for somebody who stands in the relation to the person."""
        ties = p.ties
        if relation == FRIENDS:
            return any_of(p, st, ties.friends, ties.friends_first[i], ties.friends_first[i + 1], c, -1, s)
        if relation == PARTNER:
            return ties.partner[i] >= 0 and further(p, st, c, ties.partner[i], s)
        if relation == WORK:
            g = ties.work[i]
            return g >= 0 and any_of(p, st, ties.work_members, ties.work_first[g], ties.work_first[g + 1], c, i, s)
        if relation == SCHOOL:
            g = ties.school[i]
            return g >= 0 and any_of(
                p, st, ties.school_members, ties.school_first[g], ties.school_first[g + 1], c, i, s
            )
        if relation == HOUSEHOLD or relation == PARENTS or relation == CHILDREN:
            child = p.people.is_child[i] != 0
            if (relation == PARENTS and not child) or (relation == CHILDREN and child):
                return False
            h = ties.household[i]
            ages = 0 if relation == HOUSEHOLD else (1 if relation == PARENTS else 2)
            return any_near(p, st, ties.household_first[h], ties.household_first[h + 1], ages, c, i, s)
        if relation >= REPRESENTATIVE:
            r = relation - REPRESENTATIVE
            return any_of(p, st, ties.firm_members, ties.firm_first[r, i], ties.firm_first[r, i + 1], c, i, s)
        d = p.people.district[i]
        return any_near(p, st, p.rows.district_first[d], p.rows.district_first[d + 1], 0, c, i, s)

    return any_related


def asking(further: Any) -> Any:
    """Whether a condition held for a person, as others see it; where it asks others, they ask with ``further``."""
    any_further = deeper(further)

    @inner
    def held_for(p: Any, st: Any, c: int, i: int, s: int) -> bool:
        q = p.conditions
        stack = 0
        for j in range(q.first[c], q.first[c + 1]):
            op = q.op[j]
            if op == OP_AND or op == OP_OR or op == OP_NOT:
                stack = put_together(stack, op, q.a[j])
            elif op == OP_RELATED:
                stack = stack << 1 | (1 if any_further(p, st, q.a[j], q.b[j], i, s) else 0)
            elif op == OP_IN_SCHEME:
                stack = stack << 1 | (1 if further(p, st, q.b[j], i, q.a[j]) else 0)
            else:
                stack = stack << 1 | (1 if leaf_of_other(p, st, j, i, s) else 0)
        return stack & 1 != 0

    return held_for


held_at_depth_two = asking(nobody)
held_for_other = asking(held_at_depth_two)
any_related = deeper(held_for_other)
