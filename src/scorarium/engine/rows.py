"""What the engine adds to a plan before the first tick: rows side by side, and flags that select loops."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_ratings import largest
from scorarium.engine.rows_of_acts import Rows, act_rows, flags, most_poisson
from scorarium.engine.rows_of_bulk import bulk_rows
from scorarium.engine.rows_of_minds import mind_rows
from scorarium.engine.rows_of_rest import rest_rows, sorted_rows
from scorarium.engine.rows_of_unnoticed import unnoticed_rows
from scorarium.engine.tables import Clock, Plan
from scorarium.errors import ScorariumError
from scorarium.kernels.others import MOST_DEPTH
from scorarium.names import FactorSource, Op


def check_depth(plan: Plan) -> None:
    """Refuse conditions that ask others about others more often than compiled code does.

    Raises
    ------
    ScorariumError
        A condition is deeper than ``others.MOST_DEPTH``.
    """
    c = plan.conditions
    known: dict[int, int] = {}

    def depth(program: int) -> int:
        if program not in known:
            steps = range(c.first[program], c.first[program + 1])
            known[program] = max(
                (1 + depth(int(c.b[j])) for j in steps if c.op[j] in {Op.RELATED, Op.IN_SCHEME}), default=0
            )
        return known[program]

    deepest = max((depth(program) for program in range(len(c.first) - 1)), default=0)
    if deepest > MOST_DEPTH:
        raise ScorariumError(
            f"conditions: too deep (got {deepest} relations or schemes one within the other, expected at most "
            f"{MOST_DEPTH}). Let a list carry what the innermost says."
        )


def build_rows(plan: Plan) -> Rows:
    """The group ``rows`` of the compiled plan (``eligible`` follows: it asks conditions)."""
    check_depth(plan)
    n = plan.sizes.schemes
    out: Rows = {}
    se, ru = plan.senses, plan.rules
    for name, owner, wanted in (
        ("list_first list_row", plan.lists.scheme, lambda _: True),
        ("copy_first copy_row", plan.copies.scheme, lambda _: True),
        ("repair_first repair_row", plan.repairs.scheme, lambda _: True),
        ("cap_first cap_rule", ru.scheme, lambda r: bool(ru.cap[r] >= 0)),
        ("duty_first duty_rule", ru.scheme, lambda r: bool(ru.every_num[r] != 0)),
        ("state_first state_rule", ru.scheme, lambda r: bool(ru.state[r] > 0 and not ru.sets[r])),
        ("put_first put_rule", ru.scheme, lambda r: bool(ru.state[r] > 0 and ru.sets[r])),
        ("moment_first moment_fact", plan.facts.scheme, lambda f: bool(plan.facts.moment[f])),
        ("recall_first recall_rule", ru.scheme, lambda r: bool(ru.recalled[r] >= 0)),
        (
            "malice_first malice_sense",
            se.scheme,
            lambda k: bool(plan.by.senses_malicious[k] >= 0 or se.malicious[k] > 0) and has_rows(plan, k),
        ),
        ("pull_first pull_sense", se.scheme, lambda k: bool(se.pool[k] >= 0 and has_rows(plan, k))),
    ):
        first, rows = name.split()
        out[first], out[rows] = sorted_rows(owner, n, wanted)
    out |= by_scheme(plan, out)
    out["ladder_lines"] = plan.ladders.target.shape[1]
    out["district_first"] = np.concatenate([[0], np.cumsum(plan.people.district_size)]).astype(np.int32)
    out["steady_tiers"] = flags([is_steady(plan, s) for s in range(n)])
    out["tells"] = flags(weighs_friends(plan) | ((np.diff(plan.risks.first) > 0) & bool(plan.minds.hearsay)))
    out["weighs_points"] = flags(weighs_friends(plan))
    out["most_answers"] = most_answers(plan)
    out |= act_rows(plan) | mind_rows(plan) | publishing(plan)
    out["has_moods"] = int(bool(plan.moods.stress or plan.moods.trust or plan.moods.shown or plan.moods.protest))
    out["has_moods"] |= int(plan.sizes.swayed > 0)
    out["has_examples"] = int(plan.sizes.swayed > 0)
    out["most_gifts"] = out["most_demands"] * plan.sizes.gifts
    out |= rest_rows(plan, out)
    out |= bulk_rows(plan, out)
    out["drifts"] |= out["in_bulk"]
    out |= unnoticed_rows(plan, out)
    return out


def by_scheme(plan: Plan, rows: Rows) -> Rows:
    """What schemes have, and the senses of each by their place."""
    out: Rows = {}
    n, sc, se, ru = plan.sizes.schemes, plan.schemes, plan.senses, plan.rules
    is_late = (se.delay > 0) | (plan.by.senses_delay >= 0)
    out["has_delays"] = flags([is_late[se.scheme == s].any() for s in range(n)])
    out["has_delay"] = int(out["has_delays"].any())
    out["has_recalls"] = int(len(rows["recall_rule"]) > 0)
    out["has_untils"] = flags([(ru.until[ru.scheme == s] >= 0).any() for s in range(n)])
    out["has_repaired"] = flags([(ru.until_repaired[ru.scheme == s] > 0).any() for s in range(n)])
    out["has_end"] = flags((ru.lasts >= 0) | (ru.until_settled >= 0) | (ru.until >= 0) | (ru.until_repaired > 0))
    out["settles"] = flags([(ru.until_settled[ru.scheme == s] >= 0).any() for s in range(n)])
    by_friends, by_household = by_ties(plan)
    out["has_ties"] = flags(by_friends | by_household | (np.diff(plan.contagions.first) > 0))
    out["is_anchored"] = flags(
        (by_friends & (sc.friends_of == 1))
        | (by_household & (sc.household_of == 1))
        | np.array([(through(plan, s) == 1).any() for s in range(n)], bool)
    )
    out["is_while"] = flags([is_while(plan, row) for row in range(plan.sizes.lists)])
    firsts = [int(np.flatnonzero(se.scheme == s)[0]) for s in se.scheme]
    out["sense_position"] = (np.arange(len(firsts)) - np.array(firsts, int)).astype(np.int32)
    return out


def is_steady(plan: Plan, s: int) -> bool:
    """Whether a tier stays what it is as long as the score does."""
    sc = plan.schemes
    rows = slice(sc.tier_first[s], sc.tier_first[s + 1])
    if any((column[rows] >= 0).any() for column in (plan.by.tiers_from, plan.by.tiers_margin, plan.by.tiers_lasts)):
        return False
    return not ((sc.tier_when[rows] >= 0) | (sc.tier_lasts[rows] > 0) | (sc.tier_from[rows] == -(2**31))).any()


def by_ties(plan: Plan) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Schemes in which friends, and the household, weigh for anybody."""
    sc, by = plan.schemes, plan.by
    return (
        (sc.friends_share > 0) | (by.schemes_friends_share >= 0),
        (sc.household_share > 0) | (by.schemes_household_share >= 0),
    )


def weighs_friends(plan: Plan) -> NDArray[np.bool_]:
    """Schemes in which friends' harmful points count."""
    found: NDArray[np.bool_] = by_ties(plan)[0] & (plan.schemes.friends_of == 0)
    return found


def through(plan: Plan, s: int) -> NDArray[np.uint8]:
    """What weighs in through ties other than friends and household."""
    found: NDArray[np.uint8] = plan.contagions.of[plan.contagions.first[s] : plan.contagions.first[s + 1]]
    return found


def has_rows(plan: Plan, sense: int) -> bool:
    """Whether a sense can take one person for another in some rule."""
    return bool(plan.senses.pool_first[sense + 1] > plan.senses.pool_first[sense])


def is_while(plan: Plan, row: int) -> bool:
    """Whether a listing without a term ends with its state: nothing else ends it."""
    ls, rp = plan.lists, plan.repairs
    is_repaired = ((rp.scheme == ls.scheme[row]) & (rp.ends >> ls.bit[row] & 1 > 0)).any()
    return not (ls.settled[row] or ls.ground_forever[ls.ground_first[row]] or is_repaired)


def publishing(plan: Plan) -> Rows:
    """What persons read of others, and so has to be kept from the previous tick."""
    sc, ops = plan.schemes, plan.conditions.op
    by_friends, by_household = by_ties(plan)
    weighed = bool(
        np.isin(plan.factors.source, [FactorSource.FRIENDS, FactorSource.SCORE]).any()
        or plan.ratings.by_score.any()
        or (plan.moods.shown and plan.moods.visible.any())
        or plan.bonds.parts
    )
    others = bool(np.isin(ops, [Op.RELATED, Op.IN_SCHEME]).any())

    def weighs(what: int) -> bool:
        by_others = (plan.contagions.of == what).any()
        by_near = (by_friends & (sc.friends_of == what)).any() or (by_household & (sc.household_of == what)).any()
        return bool(by_others or by_near)

    return {
        "publishes_harm": int(weighs(0)),
        "publishes_scores": int(weighs(1) or others or weighed),
        "publishes_bases": int(weighs(2)),
        "publishes_sanctions": int(bool(plan.minds.hearsay) and plan.sizes.groups > 0),
        "publishes_tiers": int(
            others
            or weighed
            or bool((by_friends | by_household).any())
            or len(plan.contagions.of) > 0
            or plan.sizes.opinions > 0
            or plan.belonging.joins
        ),
        "publishes_lists": int(others or bool(plan.sizes.spreads) or plan.bonds.parts),
    }


def most_answers(plan: Plan) -> int:
    """Marks with which one person can answer marks in a tick at most."""
    rt = plan.ratings
    rows = range(plan.sizes.ratings)
    return sum(most_poisson(largest(plan.numbers, int(rt.met[z]))) for z in rows if rt.retaliation[z] >= 0)


def ends_period(clock: Clock, t: int, num: int, den: int) -> bool:
    """Whether tick ``t`` ends a period of ``num / den`` days (0: never)."""
    if num <= 0 or t < 0:
        return False
    upper, lower = int(clock.num) * int(den), int(clock.den) * int(num)  # so many periods in a tick
    return (t + 1) * upper // lower > t * upper // lower


MONTH = (487, 16)
"""A twelfth of a year in days, exact."""


def month_of(clock: Clock, t: int) -> int:
    """The month in which a tick begins, counted from the start of the run."""
    return int(t * int(clock.num) * MONTH[1] // (int(clock.den) * MONTH[0])) if t >= 0 else -1


def flags_now(plan: Plan, t: int) -> dict[str, Any]:
    """What happens in tick ``t`` only."""
    a, r, p = plan.acts, plan.rules, plan.repairs

    def ends(t: int, num: NDArray[Any], den: NDArray[Any]) -> NDArray[np.uint8]:
        found = np.zeros(len(num), np.uint8)
        for row in np.flatnonzero(num > 0):
            found[row] = ends_period(plan.clock, t, int(num[row]), int(den[row]))
        return found

    return {
        "periodic": ends(t, a.period_num, a.period_den),
        "duties": ends(t, r.every_num, r.every_den),
        "cap_resets": ends(t, r.cap_num, r.cap_den),
        "repair_resets": ends(t - 1, p.limit_num, p.limit_den),
        "month": month_of(plan.clock, t) % 13,
        "month_begins": int(month_of(plan.clock, t) > month_of(plan.clock, t - 1)),
        "ladder_ends": ends(t, plan.ladders.period_num, plan.ladders.period_den),
    }
