"""Whether a score measures what it claims to, and which sources it would not miss."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT, FactorSource
from scorarium.outcomes.dispositions import chance_in_a_year, claimed_trait, targets
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Bools, Within, mean_of
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import FactorsScore

Floats = NDArray[np.float64]
Scores = NDArray[np.int64]
Telling = Callable[[Scores, Bools], float | None]
"""How well scores tell what they claim to among the persons chosen."""

LEAST = 3
"""Persons between whom there must be a difference before a correlation means anything."""


def validity_correlation(lived: Lived, w: int) -> Within | None:
    """Pearson's correlation of the score with the trait that the scheme claims to measure; mean over schemes."""
    found = [(s, trait_told(lived, s)) for s in lived.schemes_of(w)]
    return told_among(lived, [(s, telling) for s, telling in found if telling is not None])


def target_auc(lived: Lived, w: int) -> Within | None:
    """The chance that of two persons the score ranks that one right who will do the target act; mean over schemes."""
    found = [(s, acts_told(lived, s)) for s in lived.schemes_of(w)]
    return told_among(lived, [(s, telling) for s, telling in found if telling is not None])


def purpose_loss_without(lived: Lived, w: int) -> float | None:
    """How much less the score would tell without the sense that it would miss least."""
    return min((loss for s in lived.schemes_of(w) for loss in losses(lived, s).values()), default=None)


def told_among(lived: Lived, found: list[tuple[int, Telling]]) -> Within | None:
    """The mean over schemes of what their scores tell among any persons; None where none claims anything."""
    if not found:
        return None
    scores = {s: lived.state.score[s].astype(np.int64) for s, _ in found}
    inside = {s: lived.state.enrolled[s] >= 0 for s, _ in found}
    return Within(lambda chosen: mean_of([telling(scores[s], chosen & inside[s]) for s, telling in found]), lived.n)


def trait_told(lived: Lived, s: int) -> Telling | None:
    """How scores go with the trait that the scheme claims to measure."""
    claim = claimed_trait(lived, s)
    if claim is None:
        return None
    row, way = claim
    z = lived.plan.people.trait[row].astype(np.float64) * way * int(lived.plan.schemes.better[s])
    return lambda score, chosen: correlation(score[chosen].astype(np.float64), z[chosen])


def acts_told(lived: Lived, s: int) -> Telling | None:
    """How scores rank those who will do the acts that the scheme is about, mean over the acts."""
    better = int(lived.plan.schemes.better[s])
    about = [(chance_in_a_year(lived, b), way * better) for b, way in targets(lived, s).items()]
    about = [(chance, way) for chance, way in about if 0.0 < chance.mean() < 1.0]
    if not about:
        return None

    def telling(score: Scores, chosen: Bools) -> float | None:
        ranks = np.unique(score[chosen], return_inverse=True)[1]
        areas = [area(ranks, chance[chosen]) for chance, _ in about]
        return mean_of(
            [one if one is None or way > 0 else 1.0 - one for one, (_, way) in zip(areas, about, strict=True)]
        )

    return telling


def correlation(x: Floats, y: Floats) -> float | None:
    """Pearson's correlation; None where either does not vary."""
    if len(x) < LEAST or np.ptp(x) == 0.0 or np.ptp(y) == 0.0:
        return None
    a, b = x - x.mean(), y - y.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def area(ranks: NDArray[np.intp], chance: Floats) -> float | None:
    """Expected area under the ROC curve where each person is positive with a chance of their own.

    Parameters
    ----------
    ranks : int array, shape (persons,)
        Scores as whole numbers from 0, higher for higher scores; equal ones count half.
    chance : array, shape (persons,)

    Returns
    -------
    float or None
        Sum over pairs i != j of p_i (1 - p_j) [i ranks above j] over the same sum without the bracket.
    """
    up, down = np.bincount(ranks, chance), np.bincount(ranks, 1.0 - chance)
    self_pairs = float((chance * (1.0 - chance)).sum())
    below = np.cumsum(down) - down
    pairs = float(up.sum() * down.sum()) - self_pairs
    if len(ranks) < LEAST or pairs <= 0.0:
        return None
    return (float((up * (below + 0.5 * down)).sum()) - 0.5 * self_pairs) / pairs


def can_be_left_out(scheme: Scheme) -> bool:
    """Whether a scheme weighs what several senses see in a score of points or factors."""
    score = scheme.score
    if score is None or score.kind not in ("points", "factors"):
        return False
    is_learned = isinstance(score, FactorsScore) and score.learned is not None  # its weights changed on the way
    return len(scheme.senses) > 1 and not is_learned


def losses(lived: Lived, s: int) -> dict[str, float]:
    """How much less the score of a scheme tells without each sense; nothing where that cannot be known.

    What it tells is the area for its target acts; where it names none, its correlation with the trait.
    """
    telling = acts_told(lived, s) or trait_told(lived, s)
    if lived.evidence is None or telling is None or not can_be_left_out(lived.schemes[s]) or forgets(lived, s):
        return {}
    inside = lived.state.enrolled[s] >= 0
    whole, found = telling(lived.state.score[s].astype(np.int64), inside), dict[str, float]()
    for k in np.flatnonzero(lived.plan.senses.scheme == s):
        rest = telling(score_without(lived, s, int(k)), inside)
        if whole is not None:
            found[lived.compiled.labels.senses[k]] = whole - (blind(lived, s) if rest is None else rest)
    return found


def blind(lived: Lived, s: int) -> float:
    """What a score tells that is the same for everybody: half the pairs, or no correlation."""
    return 0.5 if acts_told(lived, s) is not None else 0.0


def forgets(lived: Lived, s: int) -> bool:
    """Whether entries of a scheme go into its score for ever without being kept: then nobody can take them out."""
    r = lived.plan.rules
    counts = (r.scheme == s) & (r.scored > 0) & (r.state == 0) & (r.every_num == 0)
    ends = (r.lasts >= 0) | (r.until_settled >= 0) | (r.until >= 0) | (r.until_repaired > 0)
    return not lived.plan.schemes.keeps_entries[s] and bool((counts & ~ends).any())


def score_without(lived: Lived, s: int, sense: int) -> Scores:
    """Scores at the end without the entries of one sense, everything else as it was."""
    schemes = lived.plan.schemes
    score: Scores = lived.state.score[s].astype(np.int64)
    if lived.evidence is None:
        return score
    for row, (of, factor) in enumerate(lived.evidence.rows):
        if of == sense:
            points, entries = lived.evidence.points[row], lived.evidence.entries[row]
            score -= points if factor < 0 else weighed_less(lived, s, factor, points, entries)
    return np.asarray(np.clip(score, int(schemes.low[s]), int(schemes.high[s])), np.int64)


def weighed_less(lived: Lived, s: int, factor: int, points: Scores, entries: NDArray[np.int32]) -> Scores:
    """By how much a factor says less of each person without some entries, in units of the score."""
    f, schemes = lived.plan.factors, lived.plan.schemes
    if int(f.source[factor]) != FactorSource.ACTS:
        return np.zeros(lived.n, np.int64)
    total, n = lived.state.factor_sum[factor].astype(np.int64), lived.state.factor_count[factor]
    change = said(lived, factor, total, n) - said(lived, factor, total - points, n - entries)
    width = float(schemes.high[s]) - float(schemes.low[s])
    return np.asarray(np.rint(width * float(f.weight[factor]) * change), np.int64)


def said(lived: Lived, factor: int, total: Scores, n: NDArray[np.int32]) -> Floats:
    """What a factor of acts says of each person, 0 to 1."""
    f = lived.plan.factors
    r = total / POINT / float(f.saturates[factor])
    if f.logistic[factor]:
        known = 1.0 / (1.0 + np.exp(-r))
    else:
        sign = int(f.sign[factor])
        known = np.clip(r if sign > 0 else 1.0 + r if sign < 0 else (r + 1.0) / 2.0, 0.0, 1.0)
    nothing = 0.5 if f.logistic[factor] or f.sign[factor] == 0 else (0.0 if f.sign[factor] > 0 else 1.0)
    missing = float(f.missing[factor]) if f.missing[factor] >= 0.0 else nothing
    return np.where(n > 0, known, missing)
