"""Factors that nobody writes: what a learned score counts beside those that it weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import inf
from typing import Final

from scorarium.quantities import Number, Plain
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import Factor, FactorsScore, Learned

BASE: Final = "(base)"
"""What everybody has: weights that lead away from the target are turned round, and this is what that adds."""
TARGET: Final = "(target)"
"""Recorded acts that are predicted."""
CHANCE: Final = "(chance)"
"""Recorded acts of those who had the chance to do what is predicted, and did something else."""

NOTHING: Final = Number("share", default=Plain(0.0))
ALL: Final = Number("share", default=Plain(1.0))
NO_POINTS: Final = Number("number", default=Plain(0.0))
YEAR: Final = Number("duration", default=Plain(365.25))


def weighed(scheme: Scheme) -> Mapping[str, Factor]:
    """The factors that make a score: those declared, and, if they are learned, what is the same for everybody."""
    if not isinstance(scheme.score, FactorsScore):
        return {}
    found = dict(scheme.score.factors)
    if scheme.score.learned is not None:
        found[BASE] = Factor.model_construct(_fields_set={"weight", "missing"}, weight=NOTHING, missing=ALL)
    return found


def counted(scheme: Scheme, acts: Mapping[str, Act], services: Mapping[str, Service]) -> Mapping[str, Factor]:
    """The factors from which a score is learned; they weigh nothing."""
    learned = scheme.score.learned if isinstance(scheme.score, FactorsScore) else None
    if learned is None:
        return {}
    seen = {act for sense in scheme.senses.values() for act in sense.sees}
    found = {TARGET: _counter(learned, learned.target)}
    besides = [act for act in instead(learned.target, acts, services) if act in seen]
    if besides:
        found[CHANCE] = _counter(learned, besides)
    return found


def instead(target: Collection[str], acts: Mapping[str, Act], services: Mapping[str, Service]) -> list[str]:
    """What may follow a met demand instead of the targets, where these are only possible after one."""
    if any(acts[act].rate is not None or acts[act].every is not None for act in target if act in acts):
        return []
    gates = [service for service in services.values() if set(target) & set(service.leads_to)]
    return list(dict.fromkeys(act for service in gates for act in service.leads_to if act not in target))


def _counter(learned: Learned, acts: Iterable[str]) -> Factor:
    """A factor whose entries live as long as the window in which the target is looked for."""
    return Factor.model_construct(
        _fields_set={"weight", "window", "from_"},
        weight=NOTHING,
        window=learned.window or YEAR,
        from_=dict.fromkeys(acts, NO_POINTS),
    )


def window_of(factor: Factor) -> Number:
    """Over what time the acts of a factor count; for ever where nothing is written."""
    return Number("duration", default=Plain(inf)) if factor.window is None else factor.window
