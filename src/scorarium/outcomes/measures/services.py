"""Doors: demands refused, favoured, put off; days on which a way is shut."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Answer
from scorarium.outcomes.lived import DAYS_PER_YEAR, Lived
from scorarium.outcomes.measures.ratio import Ratio, quotient
from scorarium.scheme.acts import Service


def asked(lived: Lived, w: int) -> NDArray[np.int64]:
    """Answers to demands by service, those held rather than asked for left out: (services, 5)."""
    is_asked: NDArray[np.int64] = 1 - lived.plan.services.always.astype(np.int64)
    found: NDArray[np.int64] = lived.answers[w] * is_asked[:, None]
    return found


def is_met(answers: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many demands were met, favoured or late ones among them, by service."""
    found: NDArray[np.int64] = answers[:, [Answer.MET, Answer.FAVOURED, Answer.DELAYED]].sum(axis=1)
    return found


def refused_demands(lived: Lived, w: int) -> Ratio | None:
    """Demands refused or pushed back, per 1000 persons and year."""
    if not lived.services:
        return None
    return Ratio(lived.gained("refused", w), None, 1000.0 / lived.years)


def favoured_share(lived: Lived, w: int) -> float | None:
    """Demands favoured, as a share of demands."""
    answers = asked(lived, w)
    return quotient(answers[:, Answer.FAVOURED].sum(), answers.sum())


def adverse_share(lived: Lived, w: int) -> float | None:
    """Demands refused, delayed or pushed back, as a share of demands."""
    answers = asked(lived, w)
    return quotient(answers[:, [Answer.REFUSED, Answer.DELAYED, Answer.PUSHED_BACK]].sum(), answers.sum())


def barred_movement_days(lived: Lived, w: int) -> float | None:
    """Days on which a way to travel is shut, per 1000 persons and year."""
    return shut_days(lived, w, lambda service: service.right == "movement")


def essential_denied_days(lived: Lived, w: int) -> float | None:
    """Days on which an essential service is shut, per 1000 persons and year."""
    return shut_days(lived, w, lambda service: service.essential is True)


def shut_days(lived: Lived, w: int, concerns: Callable[[Service], bool]) -> float | None:
    """Days refused, per 1000 persons and year, summed over services.

    Demands fall on a person's days at random, so the share refused is the share of days on which the door is shut to
    those who ask at all.
    """
    total, is_known = 0.0, False
    for v, service in enumerate(lived.services.values()):
        answers = lived.answers[w, v]
        if not concerns(service) or not answers.sum():
            continue
        is_known = True
        if lived.plan.services.always[v]:
            total += 1000.0 * float(answers[Answer.REFUSED]) * lived.tick_days / lived.person_years
        else:
            share = float(answers[Answer.REFUSED]) / float(answers.sum())
            total += 1000.0 * DAYS_PER_YEAR * share * share_asking(lived, service)
    return total if is_known else None


def share_asking(lived: Lived, service: Service) -> float:
    """The share of persons who ask for a service at all."""
    return lived.share_of(service.is_)
