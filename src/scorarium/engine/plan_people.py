"""People and ties as the engine reads them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_frame import Frame
from scorarium.engine.tables import People, Ties


def people_table(frame: Frame, cell: NDArray[np.int32]) -> People:
    """What of people does not change."""
    p = frame.population
    attributes = [np.asarray(codes, np.uint8) for codes in p.attributes.values()]
    names = list(p.attributes)
    again = [attributes[names.index(name)] for name in frame.moving for _ in range(frame.n_worlds - 1)]
    traits = [(codes.astype(np.int16) + 15).astype(np.uint8) for codes in p.traits.values()] + list(
        frame.drawn.values()
    )
    return People(
        district=np.ascontiguousarray(p.district, np.int32),
        district_size=np.bincount(p.district, minlength=p.n_districts).astype(np.int32),
        attribute=np.stack(attributes + again) if attributes else np.zeros((0, p.n), np.uint8),
        trait=np.stack(traits) if traits else np.zeros((0, p.n), np.uint8),
        income=np.ascontiguousarray(p.income, np.float64),
        cell=np.ascontiguousarray(cell, np.int32),
        is_child=np.asarray(p.is_child, np.uint8),
    )


def ties_table(frame: Frame) -> Ties:
    """Who is tied to whom."""
    p = frame.population
    return Ties(
        household=np.ascontiguousarray(p.household, np.int32),
        household_first=np.ascontiguousarray(p.household_first, np.int32),
        partner=np.ascontiguousarray(p.partner, np.int32),
        friends_first=np.ascontiguousarray(p.friends_first, np.int64),
        friends=np.ascontiguousarray(p.friends, np.int32),
        work=np.ascontiguousarray(p.work_group, np.int32),
        work_first=np.ascontiguousarray(p.work_first, np.int64),
        work_members=np.ascontiguousarray(p.work_members, np.int32),
        school=np.ascontiguousarray(p.school_group, np.int32),
        school_first=np.ascontiguousarray(p.school_first, np.int64),
        school_members=np.ascontiguousarray(p.school_members, np.int32),
        firm_first=p.firm_ties[0] if p.firm_ties is not None else np.zeros((0, 0), np.int64),
        firm_members=p.firm_ties[1] if p.firm_ties is not None else np.zeros(0, np.int32),
    )
