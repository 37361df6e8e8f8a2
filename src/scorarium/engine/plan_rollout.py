"""Rollout: when a scheme reaches a district, when it leaves it, and whom a stage is limited to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import Rows, first
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_frame import Frame, constant, placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.tables import Stages
from scorarium.kernels.draws import words
from scorarium.names import NEVER, Decision
from scorarium.scheme.model import Scheme, Stage


def start_ticks(frame: Frame, outline: Outline, seed: int, replicate: int) -> tuple[NDArray[np.int32], int]:
    """(tick at which the scheme reaches each district: int32[D], tick at which it ends).

    A stage for a share of districts takes those with the lowest words.
    """
    districts = frame.population.n_districts
    stages = stages_of(outline.scheme)
    if not stages:
        return np.zeros(districts, np.int32), NEVER
    starts = np.full(districts, NEVER, np.int32)
    ends = []
    for stage in stages:
        at, until = span_of(frame, stage)
        chosen = districts_of(stage, outline, districts, seed, replicate)
        starts[chosen] = np.minimum(starts[chosen], at)
        ends.append(until)
    return starts, max(ends)


def span_of(frame: Frame, stage: Stage) -> tuple[int, int]:
    """The ticks in which a stage begins and ends."""
    at = 0 if stage.at is None else frame.time.ticks(stage.at)
    return at, NEVER if stage.until is None else frame.time.ticks(stage.until)


def stages_of(scheme: Scheme) -> list[Stage]:
    """The stages of a scheme's rollout."""
    return list(scheme.enrolment.rollout.values()) if scheme.enrolment is not None else []


def is_plain(scheme: Scheme) -> bool:
    """Whether a district that has been reached stays so, with everybody in it, until the scheme ends."""
    stages = stages_of(scheme)
    return not any(stage.is_ for stage in stages) and (len(stages) == 1 or all(stage.until is None for stage in stages))


def districts_of(stage: Stage, outline: Outline, districts: int, seed: int, replicate: int) -> NDArray[np.int64]:
    """The districts of a stage."""
    if stage.districts is None:
        return np.arange(districts)
    drawn = words(Decision.ROLLOUT, districts, seed=seed, replicate=replicate, index=outline.salt() & 0xFFFF)[:, 0]
    count = math.floor(constant(stage.districts) * districts + 0.5)
    return np.sort(np.argsort(drawn, kind="stable")[:count])


def stages_table(frame: Frame, outlines: Sequence[Outline], conditions: ConditionPool, luck: tuple[int, int]) -> Stages:
    """The stages of schemes that do not simply go on where they have begun.

    Parameters
    ----------
    luck
        Seed and replicate: who is drawn.
    """
    districts = frame.population.n_districts
    rows, there, counts = Rows("at:i4 until:i4 who:i4"), list[NDArray[np.uint8]](), list[int]()
    for outline in outlines:
        stages = [] if is_plain(outline.scheme) else stages_of(outline.scheme)
        counts.append(len(stages))
        for stage in stages:
            at, until = span_of(frame, stage)
            with placing(outline.scheme, "enrolment", "rollout"):
                who = conditions.facts(stage.is_) if stage.is_ else -1
            rows.add(at=at, until=until, who=who)
            covered = np.zeros(districts, np.uint8)
            covered[districts_of(stage, outline, districts, *luck)] = 1
            there.append(covered)
    places = np.stack(there) if there else np.zeros((0, districts), np.uint8)
    return Stages(first=first(counts), **rows.columns(), there=places)
