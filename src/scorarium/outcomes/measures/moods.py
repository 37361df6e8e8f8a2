"""Stress, trust and protest."""

from __future__ import annotations

from scorarium.names import POINT
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio


def stress_mean(lived: Lived, w: int) -> Ratio | None:
    """Mean stress over persons and counted ticks; None where stress is not felt."""
    if not lived.plan.moods.stress or not lived.schemes_of(w):
        return None
    return Ratio(lived.gained("stress_ticks", w), factor=1.0 / POINT / counted(lived))


def trust_operator_mean(lived: Lived, w: int) -> Ratio | None:
    """Mean trust in the operator at the end; None where it does not move."""
    if not lived.plan.moods.trust or not lived.schemes_of(w):
        return None
    return Ratio(lived.state.trust_operator[w])


def trust_people_mean(lived: Lived, w: int) -> Ratio | None:
    """Mean trust in friends at the end; None where nobody's score is shown."""
    moods = lived.plan.moods
    if not moods.shown or not any(moods.visible[s] for s in lived.schemes_of(w)):
        return None
    return Ratio(lived.state.trust_people[w])


def protest_rate(lived: Lived, w: int) -> Ratio | None:
    """The share of people in protest, over counted ticks; None where nobody ever protests."""
    if not lived.plan.moods.protest or not lived.schemes_of(w):
        return None
    return Ratio(lived.gained("protest_ticks", w), factor=1.0 / counted(lived))


def opinions_held(lived: Lived, w: int) -> float | None:
    """Protected acts that people would do if nobody answered, per person and year: what they think stays."""
    return expressed(lived, 0) if lived.plan.moods.silence else None


def opinions_expressed(lived: Lived, w: int) -> float | None:
    """Protected acts that people do, per person and year."""
    return expressed(lived, w) if lived.plan.moods.silence else None


def expressed(lived: Lived, w: int) -> float | None:
    """Protected acts of a world, per person and year; None where there are none to do."""
    protected = lived.plan.acts.protected[: lived.n_acts] > 0
    return float(lived.done[w, : lived.n_acts][protected].sum()) / lived.person_years if protected.any() else None


def counted(lived: Lived) -> int:
    """Ticks that count."""
    return int(lived.plan.clock.n_ticks) - lived.burn_in
