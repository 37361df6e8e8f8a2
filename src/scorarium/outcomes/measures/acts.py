"""What people do: prevented and provoked acts, harm, good, expression, the scheme's own aim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def is_answered(lived: Lived, w: int, *, protected: bool = False) -> bool:
    """Whether anything in a world can change the rate of an act (of a protected one)."""
    touched = lived.plan.worlds.touched[w, : lived.n_acts].astype(bool)
    if protected:
        touched &= lived.plan.acts.protected[: lived.n_acts].astype(bool)
    return bool(touched.any())


def acts_prevented(lived: Lived, w: int) -> Ratio | None:
    """Acts done in none and not here, per 1000 persons and year."""
    return Ratio(lived.gained("prevented", w), None, 1000.0 / lived.years) if is_answered(lived, w) else None


def acts_provoked(lived: Lived, w: int) -> Ratio | None:
    """Acts done here and not in none, per 1000 persons and year."""
    return Ratio(lived.gained("provoked", w), None, 1000.0 / lived.years) if is_answered(lived, w) else None


def chilled_acts(lived: Lived, w: int) -> Ratio | None:
    """Protected acts done in none and not here, per 1000 persons and year."""
    if not is_answered(lived, w, protected=True):
        return None
    return Ratio(lived.gained("chilled", w), None, 1000.0 / lived.years)


def harm_mean(lived: Lived, w: int) -> float | None:
    """Harm of all acts in days-income per person and year."""
    acts, n = lived.plan.acts, lived.n_acts
    own = acts.worth[:n] >= 0
    if not (acts.harm[:n] > 0).any():
        return None
    plain = float((lived.done[w, :n] * acts.harm[:n])[~own].sum())
    return (plain + float(lived.worths[w, acts.worth[:n][own]].sum())) / POINT / lived.person_years


def good_acts_mean(lived: Lived, w: int) -> float | None:
    """Acts with a benefit, per person and year."""
    good = lived.plan.acts.benefit[: lived.n_acts] > 0
    return float(lived.done[w, : lived.n_acts][good].sum()) / lived.person_years if good.any() else None


def expression_entropy(lived: Lived, w: int) -> float | None:
    """Entropy of protected acts by kind, in bits."""
    protected = lived.plan.acts.protected[: lived.n_acts].astype(bool)
    return entropy(lived.done[w, : lived.n_acts][protected]) if protected.sum() >= 2 else None


def entropy(counts: NDArray[np.int64]) -> float | None:
    """Shannon entropy of counts by kind, in bits; None where nothing was counted."""
    total = counts.sum()
    if total == 0:
        return None
    shares = counts[counts > 0] / total
    return float(-(shares * np.log2(shares)).sum()) + 0.0


def aim_gain(lived: Lived, w: int) -> float | None:
    """How far the acts that the schemes claim to move have moved their way, as a share of what there was."""
    rows = {name: b for b, name in enumerate(lived.acts)}
    gains = []
    for s in lived.schemes_of(w):
        for name, way in lived.schemes[s].aim.items():
            if name in rows and lived.done[0, rows[name]]:
                here, there = lived.done[w, rows[name]], lived.done[0, rows[name]]
                gains.append(float(here - there) / float(there) * (1.0 if way == "more" else -1.0))
    return sum(gains) / len(gains) + 0.0 if gains else None
