"""Whom points against people fall on, and for what."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT, Answer, Effect, Listed
from scorarium.outcomes.friends import over_friends
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio, quotient


def penalised_share(lived: Lived, w: int) -> Ratio | None:
    """Persons with points against them, as a share of persons."""
    penalty = lived.over_schemes("penalty", w)
    return Ratio(penalty > 0) if penalty.any() else None


def penalty_on_faultless_share(lived: Lived, w: int) -> Ratio | None:
    """Penalty on those who did nothing that was held against them, as a share of penalty."""
    penalty, wrong = lived.over_schemes("penalty", w), lived.over_schemes("wrong_penalty", w)
    return Ratio(np.where(penalty == wrong, penalty, 0), penalty) if penalty.any() else None


def penalty_by_error_share(lived: Lived, w: int) -> Ratio | None:
    """Penalty for what the person did not do, as a share of penalty."""
    penalty = lived.over_schemes("penalty", w)
    return Ratio(lived.over_schemes("wrong_penalty", w), penalty) if penalty.any() else None


def penalty_by_relation_share(lived: Lived, w: int) -> Ratio | None:
    """Points that ties passed on, as a share of all points against people, by whom they fell on."""
    passed, own = np.zeros(lived.n), np.zeros(lived.n)
    is_passed_on = False
    for s in lived.schemes_of(w):
        penalty = lived.gained("penalty", s).astype(np.float64)
        own += penalty
        if lived.plan.schemes.friends_share[s] > 0.0 and lived.plan.schemes.friends_of[s] == 0:
            is_passed_on = True
            passed += from_friends(lived, s, penalty)
        if lived.plan.schemes.household_share[s] > 0.0 and lived.plan.schemes.household_of[s] == 0:
            is_passed_on = True
            passed += from_household(lived, s, penalty)
    return Ratio(passed, passed + own) if is_passed_on and (passed.any() or own.any()) else None


def from_friends(lived: Lived, s: int, penalty: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the friends' points put on each person enrolled."""
    ties, inside = lived.plan.ties, lived.state.enrolled[s] >= 0
    counted = np.where(inside, penalty, 0.0)
    total = over_friends(ties, lambda rows: counted[ties.friends[rows]])
    mean = lived.plan.schemes.friends_mean[s]
    others = np.maximum(1, over_friends(ties, lambda rows: inside[ties.friends[rows]])) if mean else 1
    return np.where(inside, lived.plan.schemes.friends_share[s] * (total / others), 0.0)


def from_household(lived: Lived, s: int, penalty: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the household's points put on each person enrolled."""
    home, inside = lived.plan.ties.household, lived.state.enrolled[s] >= 0
    own = np.where(inside, penalty, 0.0)
    total = np.bincount(home, own)[home] - own
    others = np.maximum(1, np.bincount(home, inside)[home] - inside) if lived.plan.schemes.household_mean[s] else 1
    return np.where(inside, lived.plan.schemes.household_share[s] * (total / others), 0.0)


def listed_by_relation_share(lived: Lived, w: int) -> Ratio | None:
    """Persons on black lists by spreading only, as a share of persons on them."""
    rows = lived.black_lists(w)
    first = lived.plan.lists.spread_first
    if not any(first[row + 1] > first[row] for row in rows):
        return None
    bits = np.bitwise_or.reduce(lived.state.on[rows], axis=0)
    return Ratio((bits & (Listed.PRIMARY | Listed.SPREAD)) == Listed.SPREAD, bits != 0)


def weights(lived: Lived, w: int) -> NDArray[np.float64]:
    """Recorded acts held against people: rows of (act, acts recorded, points against each)."""
    rules, rows = lived.plan.rules, []
    for s in lived.schemes_of(w):
        for b in np.flatnonzero(lived.seen[s, : lived.n_acts]):
            of_act = lived.rules_of(s, int(b))
            points = rules.stake_points[of_act][rules.harmful[of_act] > 0].sum() / POINT
            if points > 0:
                rows.append((float(b), float(lived.seen[s, b]), float(points)))
    return np.array(rows).reshape(len(rows), 3)


def gravity_correlation(lived: Lived, w: int) -> float | None:
    """Spearman's rho of points against gravity over recorded acts."""
    rows = weights(lived, w)
    gravity = lived.plan.acts.gravity[rows[:, 0].astype(int)].astype(np.float64)
    return weighted_spearman(gravity, rows[:, 2], rows[:, 1])


def weighted_spearman(x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]) -> float | None:
    """Spearman's rho where each pair occurs `weight` times, ties at mid-rank; None where either does not vary."""
    if len(np.unique(x)) < 2 or len(np.unique(y)) < 2:
        return None
    a, b = midranks(x, weight), midranks(y, weight)
    a, b = a - np.average(a, weights=weight), b - np.average(b, weights=weight)
    return float((weight * a * b).sum() / np.sqrt((weight * a * a).sum() * (weight * b * b).sum()))


def midranks(x: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mid-rank of each value among all occurrences."""
    _, group = np.unique(x, return_inverse=True)
    mass = np.bincount(group, weight)
    return (np.cumsum(mass) - mass + (mass + 1.0) / 2.0)[group]


def minor_penalty_share(lived: Lived, w: int) -> float | None:
    """Points for acts of gravity 0 or 1, as a share of points for recorded acts."""
    rows = weights(lived, w)
    points = rows[:, 1] * rows[:, 2]
    minor = lived.plan.acts.gravity[rows[:, 0].astype(int)] <= 1
    return quotient(points[minor].sum(), points.sum())


def cross_context_share(lived: Lived, w: int) -> float | None:
    """Of demands refused, the share refused for acts from another context, by the points of those who refuse."""
    refused = lived.answers[w, :, Answer.REFUSED] * (1 - lived.plan.services.always)
    crossed = total = 0.0
    for v, service in enumerate(lived.services.values()):
        points = points_by_context(lived, deniers(lived, w, v))
        if refused[v] and service.context is not None and points:
            total += float(refused[v])
            crossed += float(refused[v]) * (1.0 - points.get(service.context, 0.0) / sum(points.values()))
    return quotient(crossed, total)


def deniers(lived: Lived, w: int, v: int) -> set[int]:
    """Schemes of a world that refuse a service."""
    k = lived.plan.consequences
    row = w * len(lived.plan.services.value) + v
    mine = k.of_service[k.of_service_first[row] : k.of_service_first[row + 1]]
    return {int(k.scheme[c]) for c in mine if k.effect[c] == Effect.DENY}


def points_by_context(lived: Lived, schemes: set[int]) -> dict[str, float]:
    """Points against people by the context of the act; acts without a context are left out."""
    rules, found = lived.plan.rules, dict[str, float]()
    contexts = [act.context for act in lived.acts.values()]
    for s in schemes:
        for b in np.flatnonzero(lived.seen[s, : lived.n_acts]):
            of_act = lived.rules_of(s, int(b))
            points = float(rules.stake_points[of_act][rules.harmful[of_act] > 0].sum()) * float(lived.seen[s, b])
            context = contexts[int(b)]
            if points > 0.0 and context is not None:
                found[context] = found.get(context, 0.0) + points
    return found
