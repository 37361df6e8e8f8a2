"""Which schemes rest while their people do nothing, so that the engine need not look at each of them in each tick."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.rows_of_acts import Rows, flags
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import OF_DRIFT
from scorarium.names import NEVER, Op, Rest, ScoreKind

STILL = frozenset({Op.TRUE, Op.IS, Op.PLACE, Op.SCORE, Op.RUNG, Op.TIER, Op.AND, Op.OR, Op.NOT})
"""What changes only when score or tier do."""

RISING = STILL - {Op.NOT} | {Op.ACTS, Op.OPEN, Op.LIST, Op.STRUCK_RULE, Op.STRUCK_ACT}
"""What begins to hold only by an entry, by a listing, or while something stands open."""


def sorted_rows(
    owner: NDArray[Any], n_owners: int, is_wanted: Callable[[int], bool] = lambda _: True
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows of each owner as (first int32[owners + 1], rows), those that are not wanted left out."""
    found = [[row for row in range(len(owner)) if owner[row] == s and is_wanted(row)] for s in range(n_owners)]
    first = np.cumsum([0, *(len(rows) for rows in found)])
    return first.astype(np.int32), np.array([row for rows in found for row in rows], np.int32)


def rest_rows(plan: Plan, rows: Rows) -> Rows:
    """The rows ``rest`` (``Rest`` of each scheme), ``waits_open`` and ``may_rest`` (whether anybody can be quiet)."""
    rest = [rest_of(plan, rows, s) for s in range(plan.sizes.schemes)]
    k = plan.consequences
    first, edge = sorted_rows(k.scheme, plan.sizes.schemes, lambda c: bool(c in k.of_scheme and not k.moment[c]))
    least, upto = borders(plan, rows)
    return {
        "rest": np.array(rest, np.uint8),
        "drifts": flags([rest[s] == Rest.MAY_REST and rows["has_ties"][s] for s in range(plan.sizes.schemes)]),
        "holding_first": first,
        "holding_edge": k.edge[edge].astype(np.int32),
        "tier_least": least,
        "tier_upto": upto,
        "quiet_tiers": quiet_tiers(plan, rows, least.shape),
        "begins": flags(
            [rest[s] == Rest.MAY_REST and begins_quietly(plan, rows, s) for s in range(plan.sizes.schemes)]
        ),
        "waits_open": flags([waits_open(plan, rows, s) for s in range(plan.sizes.schemes)]),
        "may_rest": int(not rows["has_follows"] and Rest.RESTLESS not in rest),
    }


def rest_of(plan: Plan, rows: Rows, s: int) -> Rest:
    """How far one scheme rests."""
    spreads = any(plan.lists.spread_first[row + 1] > plan.lists.spread_first[row] for row in lists_of(rows, s))
    if spreads or plan.schemes.records_all[s] or has(rows, "copy", s) or has(rows, "moment", s):
        return Rest.RESTLESS
    return Rest.MAY_REST if is_still(plan, rows, s) else Rest.MEMBERS


def is_still(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether nothing of a member changes by itself in the phases *score* and *stand*."""
    sc, k = plan.schemes, plan.consequences
    if sc.kind[s] not in {ScoreKind.POINTS, ScoreKind.RECORD} or sc.unit[s] >= 0 or plan.wiles.claims:
        return False
    if rows["has_ties"][s] and not is_drifting(plan, rows, s):
        return False
    if any(has(rows, what, s) for what in ("duty", "state", "put", "malice", "recall")):
        return False
    if plan.offices.of_scheme[s] >= 0 or plan.by.schemes_clean_every[s] >= 0 or not rows["steady_tiers"][s]:
        return False
    own = k.of_scheme[k.of_scheme_first[s] : k.of_scheme_first[s + 1]]
    if not all(is_still_consequence(plan, int(c)) for c in own):
        return False
    return all(is_still_list(plan, row) for row in lists_of(rows, s))


def is_still_consequence(plan: Plan, c: int) -> bool:
    """Whether a consequence strikes only by a moment, or while a state holds that begins where the engine looks."""
    k = plan.consequences
    if k.moment[c]:
        return bool(k.state[c] < 0)
    return bool(k.export[c] < 0) and is_still_condition(plan, int(k.when[c]))


def is_drifting(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether friends and household do nothing but draw the base, and the score is of weight for nothing but tiers."""
    sc, by = plan.schemes, plan.by
    pairs = ((sc.friends_of, sc.friends_share), (sc.household_of, sc.household_share))
    laws = {int(of[s]) for of, share in pairs if share[s] > 0}
    varies = by.schemes_friends_share[s] >= 0 or by.schemes_household_share[s] >= 0
    if laws != {OF_DRIFT} or varies or len(plan.contagions.of) > 0:
        return False
    return weighs_in_tiers_alone(plan, rows, s)


def weighs_in_tiers_alone(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether a score may change within a tier, and neither a list nor a consequence answers."""
    return not steps_of(plan, answers_of(plan, rows, s)) & {Op.SCORE, Op.RUNG}


def quiet_tiers(plan: Plan, rows: Rows, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """uint8[S, tiers]: into which tiers a person may come, and nothing of the scheme begins."""
    c, found = plan.conditions, np.zeros(shape, np.uint8)
    for s in range(plan.sizes.schemes):
        programs = answers_of(plan, rows, s)
        if Op.NOT not in steps_of(plan, programs):
            masks = [
                int(c.mask[j]) for own in programs for j in range(c.first[own], c.first[own + 1]) if c.op[j] == Op.TIER
            ]
            found[s] = [not any(mask >> code & 1 for mask in masks) for code in range(shape[1])]
    return found


def begins_quietly(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether nothing can begin for a new member but by the tier, or by an entry."""
    return steps_of(plan, answers_of(plan, rows, s)) <= {Op.TIER, Op.AND, Op.OR, Op.STRUCK_RULE, Op.STRUCK_ACT}


def answers_of(plan: Plan, rows: Rows, s: int) -> set[int]:
    """The conditions of a scheme's lists and consequences."""
    k = plan.consequences
    own = k.of_scheme[k.of_scheme_first[s] : k.of_scheme_first[s + 1]]
    programs = {int(program) for program in (*k.when[own], *k.state[own]) if program >= 0}
    return programs | {int(plan.lists.ground_enter[g]) for g in grounds_of(plan, rows, s)}


def borders(plan: Plan, rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """int64[S, tiers]: from and up to which score a tier is the one, where tiers are borders without a margin.

    Where they are not, no score is within a tier.
    """
    sc = plan.schemes
    n_codes = int(sc.tier_code.max(initial=0)) + 1
    least, upto = (np.full((plan.sizes.schemes, n_codes), value, np.int64) for value in (NEVER * 4, -NEVER * 4))
    for s in range(plan.sizes.schemes):
        own = slice(sc.tier_first[s], sc.tier_first[s + 1])
        code, start = sc.tier_code[own], sc.tier_from[own].astype(np.int64)
        is_plain = rows["steady_tiers"][s] and not sc.tier_margin[own].any() and (np.diff(start) > 0).all()
        if is_plain and len(set(code.tolist())) == len(code):
            least[s, code] = start
            upto[s, code] = np.append(start[1:], NEVER * 4)
    return least, upto


def is_still_list(plan: Plan, row: int) -> bool:
    """Whether nobody gets on a list by mere lapse of time, or by what others do."""
    ls = plan.lists
    if ls.decided[row] >= 0:
        return False
    grounds = range(ls.ground_first[row], ls.ground_first[row + 1])
    return all(ls.ground_moment[g] or is_still_condition(plan, ls.ground_enter[g]) for g in grounds)


def is_still_condition(plan: Plan, program: int) -> bool:
    """Whether a condition that does not hold begins to hold only where the engine looks."""
    c = plan.conditions
    steps = range(c.first[program], c.first[program + 1])
    ops = {Op(int(c.op[j])) for j in steps}
    if Op.IS in ops and plan.sizes.changing:
        return False
    if plan.schemes.appeal_suspends.any() and any(c.op[j] in {Op.TIER, Op.LIST} and c.b[j] for j in steps):
        return False
    return ops <= STILL or ops <= RISING


def waits_open(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether a list asks how long something has stood open."""
    return Op.OPEN in asked(plan, rows, s)


def asked(plan: Plan, rows: Rows, s: int) -> set[int]:
    """What the grounds of a scheme's lists ask."""
    return steps_of(plan, {int(plan.lists.ground_enter[g]) for g in grounds_of(plan, rows, s)})


def grounds_of(plan: Plan, rows: Rows, s: int) -> list[int]:
    """The grounds of a scheme's lists."""
    first = plan.lists.ground_first
    return [g for row in lists_of(rows, s) for g in range(first[row], first[row + 1])]


def steps_of(plan: Plan, programs: set[int]) -> set[int]:
    """What conditions ask (``names.Op``)."""
    c = plan.conditions
    return {int(op) for program in programs for op in c.op[c.first[program] : c.first[program + 1]]}


def lists_of(rows: Rows, s: int) -> list[int]:
    """The lists of a scheme."""
    found: list[int] = rows["list_row"][rows["list_first"][s] : rows["list_first"][s + 1]].tolist()
    return found


def has(rows: Rows, what: str, s: int) -> bool:
    """Whether a scheme has rows of a kind."""
    return bool(rows[f"{what}_first"][s + 1] > rows[f"{what}_first"][s])
