"""What the engine adds to a plan about acts: tables read in one line, bounds that spare work, room for a tick."""

from collections.abc import Callable
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.layout import PICK
from scorarium.engine.plan_selves import least, most
from scorarium.engine.rows_of_words import CODES, word_bounds
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import EVEN, FEW, IS_WATCHED, LAW_FIXED, MAY_RISE, UNIT_CHANCE, UNIT_KEPT
from scorarium.kernels.draws import fill_words
from scorarium.kernels.draws import mix as mix_one
from scorarium.names import MAX_BAND, Decision, Own, Source

Rows = dict[str, Any]

MANY = 65536
"""Persons about whom something is drawn at once."""

mix: Any = getattr(mix_one, "py_func", mix_one)  # for many words at once

BEYOND = 1e100
"""A factor that reaches any rate: that of advice whose strength depends on something."""


def flags(values: Any) -> NDArray[np.uint8]:
    """A column of 0 and 1."""
    return np.asarray(values, dtype=bool).astype(np.uint8).reshape(-1)


def act_rows(plan: Plan) -> Rows:
    """What depends on kinds of acts, and the most that one person's tick can note."""
    a, w = plan.acts, plan.worlds
    kinds = len(a.scale)
    may_rise: NDArray[Any] = np.asarray(w.raised.any(axis=0))
    most_of = a.largest.max(axis=0, initial=0.0)
    for b in a.late:
        most_of[b] = max(most_of[b], float(base_rates(plan, int(b)).max(initial=0.0)))
    raised = [b for b in range(a.n_acts) if may_rise[b] and most_of[b] > 0]
    thresholds = a.count_threshold
    used = int((thresholds < 2**32).any(axis=0).sum()) if thresholds.size else 0
    follows = int((plan.services.follow >= 0).any())
    most = used * (1 + follows) + len(a.periodic) + sum(most_raised(float(most_of[b])) for b in raised)
    most += sum(most_poisson(float(most_of[b])) for b in a.late)
    below = raised_below(plan, raised, may_rise)
    rates = rate_rows(plan)
    return (
        {
            "has_follows": follows,
            "has_ranks": int((plan.efforts.of_door >= 0).any()),
            "kinds": kinds,
            "columns": len(a.early),
            "n_late": len(a.late),
            "has_due": int(len(a.periodic) + len(a.late) > 0),
            "n_periodic": len(a.periodic),
            "n_raised": len(raised),
            "raised_kind": np.array(raised, np.int32),
            "count_sure": (thresholds == 0).sum(axis=1, dtype=np.int64).astype(np.uint8),
            "count_few": few_thresholds(thresholds),
            "most_candidates": used,
            "most_mistakes": most * most_mistakes(plan),
            "most_demands": most,
            "has_scarce": int((plan.services.places >= 0).any()),
            "raised_below": below,
            "raised_most": (top := np.fmax.reduce(below, axis=0, initial=-np.inf)),
            "raises": int((top > 0.0).any()),
        }
        | picks(plan)
        | rates
        | word_bounds(plan, may_rise, rates)
        | plain_kinds(plan, may_rise)
        | glances(plan)
    )


def few_thresholds(thresholds: NDArray[Any]) -> NDArray[np.uint32]:
    """uint32[cells, FEW]: one below the first thresholds of each cell that not every word reaches (``count_sure``).

    No word is above those that are missing.
    """
    found = np.full((len(thresholds), FEW), 2**32 - 1, np.uint32)
    after = (thresholds == 0).sum(axis=1)[:, None] + np.arange(FEW)
    cell, place = np.nonzero(after < thresholds.shape[1])
    found[cell, place] = np.minimum(thresholds[cell, after[cell, place]].astype(np.int64) - 1, 2**32 - 1)
    return found


def plain_kinds(plan: Plan, may_rise: NDArray[np.bool_]) -> Rows:
    """Kinds that are the same in every world: acts that no scheme answers, demands at unwatched doors.

    ``form`` uint8[kinds]: bit 0 whether it is plain, ``MAY_RISE`` whether some world can raise its rate, ``IS_WATCHED``
    whether a scheme answers or sees it. ``plain_did``: 1 for an act, 2**32 for a demand.
    """
    a, z = plan.acts, plan.sizes
    kinds, n = len(a.scale), a.n_acts
    is_plain = ~plan.worlds.touched.any(axis=0) & (a.opens < 0) & (a.buys < 0) & (a.worth < 0)
    is_plain[:n] &= np.diff(plan.changing.act_first) == 0
    if plan.minds.habit:
        is_plain &= ~plan.worlds.punished.any(axis=0)
    seen = per_act(plan.senses.sees_first, z.schemes, n) + per_act(plan.rules.of_act_first, z.schemes, n)
    is_seen = np.append(seen[:n] > 0, np.zeros(kinds - n, bool))
    is_plain[:n] &= plan.circles.of_act < 0
    is_plain &= ~is_seen | ((a.amount < 0) & (plan.strategies.of_act[:kinds] < 0))
    doors = np.diff(plan.consequences.of_service_first).reshape(z.worlds, z.services).sum(axis=0)
    service = a.service[n:]
    watched: NDArray[Any] = np.asarray((plan.consequences.had_of.reshape(z.worlds, z.services) >= 0).any(axis=0))
    is_plain[n:] = (
        ~watched[service]
        & (doors[service] == 0)
        & (plan.services.places[service] < 0)
        & (plan.services.follow[service] < 0)
        & (plan.services.worth[service] < 0)
    )
    is_plain &= np.diff(plan.moved.first) == 0
    money = np.where(a.service >= 0, np.append(plan.services.value, 0)[a.service], -a.cost)
    form = is_plain * 1 | may_rise * 2**MAY_RISE | (~is_plain | is_seen) * 2**IS_WATCHED
    return {
        "form": form.astype(np.uint8),
        "plain_money": money.astype(np.int64),
        "plain_harm": np.where(a.service >= 0, 0, a.harm - a.benefit).astype(np.int64),
        "plain_did": np.where(np.arange(kinds) < n, 1, 2**32),
    }


def glances(plan: Plan) -> Rows:
    """The first look at what is done: words at or above all limits of a kind are noticed by no sense of any scheme.

    The rows ``glance_first``, ``glance_salt``, ``glance_limit``: ``by_senses``, with ``coin``.
    """
    seen = by_senses(plan, lambda row, j: coin(plan, row, j))
    return {f"glance_{name}": seen[name] for name in ("first", "salt", "limit")}


def by_senses(plan: Plan, limit_of: Callable[[int, int], int]) -> Rows:
    """The senses of all schemes by kind of act, and below which word each notices it.

    ``limit_of`` is given the row of scheme and act, and the place among those that see acts.

    ``first`` int32[kinds + 1], ``salt`` uint32[], ``limit`` int64[], ``world`` int32[].
    """
    se, n = plan.senses, plan.acts.n_acts
    first, found = [0], []
    for kind in range(len(plan.acts.scale)):
        for s in range(plan.sizes.schemes if kind < n else 0):
            row = s * n + kind
            own = range(se.sees_first[row], se.sees_first[row + 1])
            found += [(se.salt[se.sees_sense[j]], limit_of(row, j), plan.schemes.world[s]) for j in own]
        first.append(len(found))
    salts, limits, worlds = zip(*found, strict=True) if found else ((), (), ())
    return {
        "first": np.array(first, np.int32),
        "salt": np.array(salts, np.uint32),
        "limit": np.array(limits, np.int64),
        "world": np.array(worlds, np.int32),
    }


def coin(plan: Plan, row: int, j: int) -> int:
    """As ``spot``; 2**32 too where people learn from what comes of an act."""
    minds, rules = plan.minds, plan.rules
    learns = (minds.deterrence or minds.chill or minds.rewards) and rules.minds_first[row + 1] > rules.minds_first[row]
    return 2**32 if learns else spot(plan, j)


def spot(plan: Plan, j: int) -> int:
    """Below which word sense ``j`` of those that see an act notices it; 2**32 where more than a coin decides.

    So it is where the chance depends on something, others tell, or acts are hidden.
    """
    se = plan.senses
    sense, q = int(se.sees_sense[j]), int(se.sees_detection[j])
    asks = se.witnesses[sense] or plan.efforts.of_sense[sense] >= 0 or plan.wiles.hides
    if asks or not is_fixed(plan, q) or se.inspect_first[sense + 1] > se.inspect_first[sense]:
        return 2**32
    return max(0, int(float(plan.numbers.base[q]) * 2**32))


def is_fixed(plan: Plan, q: int) -> bool:
    """Whether a number is its base for everybody and always."""
    nu = plan.numbers
    return not (nu.first[q + 1] > nu.first[q] or nu.law[q] > LAW_FIXED or nu.unit[q] in (UNIT_CHANCE, UNIT_KEPT))


def rate_rows(plan: Plan) -> Rows:
    """Factors of rates side by side: a person's codes in one line.

    Kinds are filled up with ones to ``EVEN`` factors if none has more (``is_even``); a district is a code like others
    as long as one byte is enough for all, and column -1 otherwise.
    """
    a, people = plan.acts, plan.people
    columns = [people.attribute, people.trait, np.zeros((1, plan.sizes.persons), np.uint8)]
    near = plan.sizes.districts <= CODES
    if near:
        columns.append(people.district.astype(np.uint8).reshape(1, -1))
    counts = np.diff(a.factor_first)
    is_even = counts.max(initial=0) <= EVEN and (near or Source.DISTRICT not in a.factor_source)
    first = np.concatenate([[0], np.cumsum(np.full(len(counts), EVEN) if is_even else counts)]).astype(np.int32)
    column = np.zeros(int(first[-1]), np.int32)
    start = np.full(int(first[-1]), len(a.factor_value), np.int32)
    shift = {Source.ATTRIBUTE: 0, Source.TRAIT: len(people.attribute)}
    for kind in range(len(counts)):
        for k, f in enumerate(range(a.factor_first[kind], a.factor_first[kind + 1])):
            source = Source(int(a.factor_source[f]))
            far = len(people.attribute) + len(people.trait) + 1 if near else -1
            column[first[kind] + k] = shift[source] + a.factor_arg[f] if source in shift else far
            start[first[kind] + k] = a.factor_table[f]
    return {
        "codes": np.concatenate(columns).T.copy(order="C"),
        "is_even": int(is_even),
        "factor_first": first,
        "factor_column": column,
        "factor_start": start,
        "factor_value": np.concatenate([a.factor_value, np.ones(CODES)]),
    }


def base_rates(plan: Plan, kind: int) -> NDArray[np.float64]:
    """float64[N]: what each person would do of a kind if nothing answered."""
    a, people = plan.acts, plan.people
    rate = np.full(plan.sizes.persons, a.scale[kind])
    tables = {Source.TRAIT: people.trait, Source.ATTRIBUTE: people.attribute}
    for f in range(a.factor_first[kind], a.factor_first[kind + 1]):
        table = tables.get(Source(int(a.factor_source[f])))
        codes = people.district if table is None else table[a.factor_arg[f]]
        rate = rate * a.factor_value[a.factor_table[f] + codes.astype(np.int64)]
    return rate


def raised_below(plan: Plan, raised: list[int], may_rise: NDArray[np.bool_]) -> NDArray[np.float64]:
    """float64[raised kinds, N]: only with a relative income below this may a person's rate exceed all base rates.

    2 where rewards or advice may be enough, -1 where nothing is. Rewards are nothing to whoever does not know of them.
    """
    unpaid = plan._replace(minds=plan.minds._replace(rewards=0))
    with_rewards, without = most_factors(plan, may_rise), most_factors(unpaid, may_rise)
    out = np.zeros((len(raised), plan.sizes.persons))
    m = plan.minds
    for k, kind in enumerate(raised):
        own = base_rates(plan, kind)
        largest = np.maximum(plan.acts.largest[plan.people.cell, kind], own)
        top, plain = (bound[plan.worlds.raised[:, kind] > 0, kind].max() for bound in (with_rewards, without))
        top = np.where(knows_reward(plan, kind), top, plain) if plain < top else top
        base = own * top
        pull = float(m.pressure * plan.acts.income_load[kind]) if m.income else 0.0
        with np.errstate(divide="ignore", invalid="ignore"):
            missing = np.log(largest / base)  # nan and inf where the person or nobody of the cell ever does it
            out[k] = 1.0 - missing / pull + 1e-6 if pull > 0.0 else np.where((missing < 1e-6) & (top > 1.0), 2.0, -1.0)
        out[k][(base > largest) & (largest > 0.0)] = 2.0
        out[k][(base <= 0.0) | (largest <= 0.0)] = -1.0
        if plan.sizes.changing or plan.selves.row[Own.PRESSURE] >= 0:  # people differ, or change
            out[k] = 2.0
    return out


def knows_reward(plan: Plan, kind: int) -> NDArray[np.bool_]:
    """bool[N]: who knows a rule that rewards an act, in any scheme (``mind.is_known``)."""
    r, sc, luck = plan.rules, plan.schemes, plan.luck
    found = np.zeros(plan.sizes.persons, bool)
    for s in range(plan.sizes.schemes):
        row = s * plan.acts.n_acts + kind
        rules = r.minds_rule[r.minds_first[row] : r.minds_first[row + 1]]
        salts, share = r.salt[rules[r.helpful[rules] > 0]], float(sc.known_share[s])
        if len(salts) and (share >= 1.0 or plan.by.schemes_known_share[s] >= 0):
            found[:] = True
        for first in range(0, len(found) if len(salts) and not found.all() else 0, MANY):
            some = found[first : first + MANY]
            word = np.empty((len(some), 4), np.uint32)
            at = int(luck.first) + first, int(sc.slot[s])
            fill_words(word, luck.seed_low, luck.seed_high, luck.replicate, int(Decision.KNOW), 0, *at)
            for salt in salts:
                some |= mix(word[:, 0], salt) < np.floor(share * 2.0**32)
    return found


def picks(plan: Plan) -> Rows:
    """Alias tables, column by column of each cell."""
    a = plan.acts
    cells, columns = a.alias_threshold.shape
    table = np.zeros(cells * columns, PICK)
    own = a.alias_threshold.reshape(-1) >= 2**32
    alias = np.where(own.reshape(cells, columns), a.early, a.alias_kind)
    table["threshold"] = np.where(own, 0, a.alias_threshold.reshape(-1))
    table["kind"] = np.tile(a.early, cells)
    table["alias"] = alias.reshape(-1)
    return {f"pick_{name}": table[name] for name in PICK.names or ()}


def most_factors(plan: Plan, may_rise: NDArray[np.bool_]) -> NDArray[np.float64]:
    """float64[W, B]: a bound of the factor by which rewards and advice can raise a rate, income left out."""
    a, r, m, k = plan.acts, plan.rules, plan.minds, plan.consequences
    bound = np.ones((plan.sizes.worlds, len(a.scale)))
    gain, pays = (x.reshape(plan.selves.horizons, -1) for x in (plan.stakes.gain, r.stake_pay))
    slope = most(plan.selves, Own.REWARD_SLOPE, float(m.reward_slope))
    powers = [most(plan.selves, Own.EXPONENT, float(m.exponent)), least(plan.selves, Own.EXPONENT, float(m.exponent))]
    for s, w in enumerate(plan.schemes.world):
        gains = float(np.maximum(0.0, gain[:, plan.stakes.first[s] : plan.stakes.first[s + 1]]).sum(axis=1).max())
        for act in np.flatnonzero(may_rise[: a.n_acts]):
            row = s * a.n_acts + int(act)
            rules = r.minds_rule[r.minds_first[row] : r.minds_first[row + 1]]
            for rule in rules[r.helpful[rules] > 0] if m.rewards else ():
                at_most = max(0.0, float(pays[:, rule].max())) + gains
                pulls = [slope * at_most**power for power in powers] if at_most > 0 else [0.0]
                bound[w, act] *= exp(max(pulls))
            if plan.moods.crowding and plan.moods.pays[s, act]:
                bound[w, act] *= exp(max(0.0, most(plan.selves, Own.CROWDED, float(plan.moods.crowded))))
            if plan.wiles.games and plan.wiles.cheap[s, act]:
                bound[w, act] *= exp(float(plan.wiles.lure))
    for row, act in enumerate(k.act):
        if act >= 0:
            factor = float(k.factor[row]) if k.advised[row] < 0 or k.way[row] < 0 else BEYOND
            bound[plan.schemes.world[k.scheme[row]], act] *= max(1.0, factor)
    if plan.moods.conformity:
        bound[1:, : a.n_acts] *= exp(most(plan.selves, Own.FOLLOW, float(plan.moods.follow)))
    return np.where(bound > 1.0, bound * (1.0 + 1e-9), 1.0)  # not even in the last place where there is nothing to gain


def most_raised(largest: float) -> int:
    """More candidates above the base rates than one person will ever have in a tick."""
    return sum(min(64, most_poisson(largest * 2**band)) for band in range(MAX_BAND))


def most_poisson(mean: float) -> int:
    """A count that a Poisson number drawn from one word of 32 bits does not exceed."""
    term = total = exp(-mean)
    k = 0
    while total < 1.0 - 2.0**-34 and k < 10000:
        k += 1
        term *= mean / k
        total += term
    return k + 2


def per_act(first: NDArray[np.int32], n_schemes: int, n_acts: int) -> NDArray[np.int64]:
    """How many rows each act has over all schemes."""
    counts = np.diff(first).reshape(n_schemes, n_acts) if n_schemes else np.zeros((1, n_acts), int)
    total: NDArray[np.int64] = counts.sum(axis=0).astype(np.int64)
    return total


def most_notices(plan: Plan) -> int:
    """Entries that one act can make at most."""
    own = per_act(plan.rules.of_act_first, plan.sizes.schemes, plan.acts.n_acts)
    return int(own.max(initial=0)) + int((plan.offices.dearest >= 0).sum())


def most_mistakes(plan: Plan) -> int:
    """Wrong attributions that one act can cause at most."""
    se, n = plan.senses, plan.acts.n_acts
    total = np.zeros(max(1, n), np.int64)
    for row in range(len(se.sees_first) - 1):
        for j in range(se.sees_first[row], se.sees_first[row + 1]):
            sense = se.sees_sense[j]
            acts = se.pool_act[se.pool_first[sense] : se.pool_first[sense + 1]]
            total[row % n] += 2 * int((acts == row % n).sum())
    for office, s in enumerate(plan.offices.scheme):
        written = plan.offices.wrong_act[plan.offices.wrong_first[office] : plan.offices.wrong_first[office + 1]]
        for act in range(n):
            row = int(s) * n + act
            total[act] += int((written == act).sum()) * int(se.sees_first[row + 1] - se.sees_first[row])
    return int(total.max())
