"""Which acts are entered for a whole block at once (``kernels/bulk.py``).

They are the same in every world, one sense notices them by a coin, and the rules that count them ask nothing else, in
schemes that rest and whose score is of weight for nothing but tiers.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.rows_of_acts import Rows, coin, flags, is_fixed
from scorarium.engine.rows_of_rest import grounds_of, weighs_in_tiers_alone
from scorarium.engine.tables import Plan
from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import ENDS, IS_BULK, IS_WATCHED
from scorarium.names import POINT, Ends, Rest


class Entered(NamedTuple):
    """What comes of an act that a scheme notices: all its entries together.

    ``entered`` is how many, and 1 from bit ``ENDS`` on if one of them ends a clean period.
    """

    kind: int
    scheme: int
    salt: int
    limit: int
    points: int
    harm: int
    entered: int
    struck: int


COLUMNS = {
    "kind": np.int32,
    "scheme": np.int32,
    "salt": np.uint32,
    "limit": np.int64,
    "points": np.int64,
} | dict.fromkeys(("harm", "entered", "struck"), np.int32)


def bulk_rows(plan: Plan, rows: Rows) -> Rows:
    """The rows ``bulk_*`` (``Entered``, by kind), which schemes have any (``in_bulk``), ``form`` with ``IS_BULK``."""
    n, form = plan.acts.n_acts, rows["form"].copy()
    may = [enters_plainly(plan, rows, s) for s in range(plan.sizes.schemes)]
    first, found = [0], []
    for kind in range(len(form)):
        own = entered(plan, rows, may, kind) if kind < n and form[kind] & 1 else None
        if own:
            form[kind] = form[kind] & ~np.uint8(1 << IS_WATCHED) | 1 << IS_BULK
            found += own
        first.append(len(found))
    columns = zip(*found, strict=True) if found else [()] * len(COLUMNS)
    table = {name: np.array(own, COLUMNS[name]) for name, own in zip(Entered._fields, columns, strict=True)}
    return {
        "form": form,
        "bulk_first": np.array(first, np.int32),
        "has_bulk": int(len(found) > 0),
        "in_bulk": flags([s in table["scheme"] for s in range(plan.sizes.schemes)]),
    } | {f"bulk_{name}": own for name, own in table.items()}


def enters_plainly(plan: Plan, rows: Rows, s: int) -> bool:
    """Whether entries of a scheme may be made without a look at the person."""
    sc = plan.schemes
    if rows["rest"][s] != Rest.MAY_REST or not weighs_in_tiers_alone(plan, rows, s):
        return False
    if sc.appeal[s] or sc.hears[s] or sc.keeps_entries[s] or sc.quiet[s] >= 0 or plan.wallets.of_scheme[s] >= 0:
        return False
    k = plan.consequences
    own = k.of_scheme[k.of_scheme_first[s] : k.of_scheme_first[s + 1]]
    return not (k.moment[own].any() or plan.lists.ground_moment[grounds_of(plan, rows, s)].any())


def entered(plan: Plan, rows: Rows, may: list[bool], kind: int) -> list[Entered] | None:
    """What comes of an act in each scheme that sees it; None where it cannot be said beforehand."""
    se, n, found = plan.senses, plan.acts.n_acts, []
    for s in range(plan.sizes.schemes):
        row = s * n + kind
        seen = range(se.sees_first[row], se.sees_first[row + 1])
        if not seen:
            continue
        if len(seen) > 1 or not may[s] or not is_plain_sense(plan, int(se.sees_sense[seen[0]])):
            return None
        sense, limit = int(se.sees_sense[seen[0]]), coin(plan, row, seen[0])
        rules = plan.rules.of_act[plan.rules.of_act_first[row] : plan.rules.of_act_first[row + 1]]
        if limit == 2**32 or not all(is_plain_rule(plan, rows, int(rule)) for rule in rules):
            return None
        taken = [int(rule) for rule in rules if plan.rules.seen_by[rule] >> rows["sense_position"][sense] & 1]
        if taken:
            found.append(all_entries(plan, s, kind, sense, limit, taken))
    return found


def is_plain_sense(plan: Plan, k: int) -> bool:
    """Whether a sense takes nobody for another, loses no context and tells at once."""
    se, by = plan.senses, plan.by
    varies = by.senses_context_error[k] >= 0 or by.senses_delay[k] >= 0
    return not (varies or se.identification[k] or se.context_error[k] > 0.0 or se.delay[k])


def is_plain_rule(plan: Plan, rows: Rows, r: int) -> bool:
    """Whether a rule makes an entry of every act that is seen, of points that never differ and stay for good."""
    ru, by = plan.rules, plan.by
    if ru.when[r] >= 0 or ru.every_num[r] or ru.cap[r] >= 0 or ru.counts_repeat[r] or ru.sets[r] or not ru.scored[r]:
        return False
    if rows["has_end"][r] or ru.factor[r] >= 0 or ru.keep[r] > 0 or ru.discretion[r]:
        return False
    if by.rules_above[r] >= 0 or ru.above[r] >= 1.0 or by.rules_per[r] >= 0 or ru.per[r] > 0.0:
        return False
    return is_fixed(plan, int(ru.points[r]))


def all_entries(plan: Plan, s: int, kind: int, sense: int, limit: int, rules: list[int]) -> Entered:
    """The entries under all rules that one sense serves."""
    ru, sc = plan.rules, plan.schemes
    points: NDArray[Any] = np.array([round_half_up(float(plan.numbers.base[ru.points[r]]) * POINT) for r in rules])
    harm = np.maximum(0, -points * int(sc.better[s]))
    ends = ru.ends_clean[rules, kind + 1]
    known = sc.knows_entry[s] and any(ru.harmful[r] for r in rules)
    return Entered(
        kind,
        s,
        int(plan.senses.salt[sense]),
        limit,
        int(points.sum()),
        int(harm.sum()),
        len(rules) | int(((ends == Ends.YES) | ((ends == Ends.IF_HARMFUL) & (harm > 0))).any()) << ENDS,
        1 << int(plan.senses.group[sense] - plan.risks.first[s]) if known else 0,
    )
