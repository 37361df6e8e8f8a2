"""Rollout: when a scheme reaches a district, and when it leaves it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_frame import Frame, constant
from scorarium.engine.plan_outline import Outline
from scorarium.kernels.draws import words
from scorarium.names import NEVER, Decision
from scorarium.scheme.model import Stage


def start_ticks(frame: Frame, outline: Outline, seed: int, replicate: int) -> tuple[NDArray[np.int32], int]:
    """(tick at which the scheme reaches each district: int32[D], tick at which it ends).

    A stage for a share of districts takes those with the lowest words.
    """
    districts = frame.population.n_districts
    enrolment = outline.scheme.enrolment
    if enrolment is None or not enrolment.rollout:
        return np.zeros(districts, np.int32), NEVER
    starts = np.full(districts, NEVER, np.int32)
    ends = []
    for stage in enrolment.rollout.values():
        at = 0 if stage.at is None else frame.time.ticks(stage.at)
        chosen = districts_of(stage, outline, districts, seed, replicate)
        starts[chosen] = np.minimum(starts[chosen], at)
        ends.append(NEVER if stage.until is None else frame.time.ticks(stage.until))
    return starts, max(ends)


def districts_of(stage: Stage, outline: Outline, districts: int, seed: int, replicate: int) -> NDArray[np.int64]:
    """The districts of a stage."""
    if stage.districts is None:
        return np.arange(districts)
    drawn = words(Decision.ROLLOUT, districts, seed=seed, replicate=replicate, index=outline.salt() & 0xFFFF)[:, 0]
    count = math.floor(constant(stage.districts) * districts + 0.5)
    return np.sort(np.argsort(drawn, kind="stable")[:count])
