"""Services that are held rather than asked for: what no scheme of a world touches is counted once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Plan
from scorarium.names import Answer, Op

STATIC = (Op.TRUE, Op.AND, Op.OR, Op.NOT, Op.IS, Op.PLACE)

WhoIs = Callable[[int], NDArray[np.uint8]]


@dataclass(frozen=True)
class Holdings:
    """What a world's persons hold.

    Parameters
    ----------
    first, service
        Per world, the services that have to be looked at in every tick.
    money
        int64[W, N] worth per tick of the others, or nothing where there are none.
    answers
        int64[W, V, 5] how many hold the others.
    """

    first: NDArray[np.int32]
    service: NDArray[np.int32]
    money: NDArray[np.int64]
    answers: NDArray[np.int64]


def is_static(plan: Plan, condition: int) -> bool:
    """Whether a condition asks only for what never changes."""
    c = plan.conditions
    part = slice(c.first[condition], c.first[condition + 1])
    changes = (c.op[part] == Op.IS) & np.isin(c.a[part], plan.changing.row)
    return bool(np.isin(c.op[part], STATIC).all() and not changes.any())


def holdings(plan: Plan, who_is: WhoIs) -> Holdings:
    """Sort the held services of each world; ``who_is`` tells for whom a condition on attributes holds."""
    z, sv, first = plan.sizes, plan.services, plan.consequences.of_service_first
    moving: list[list[int]] = [[] for _ in range(z.worlds)]
    money = np.zeros((z.worlds, z.persons), np.int64)
    answers = np.zeros((z.worlds, z.services, 5), np.int64)
    for v in np.flatnonzero(sv.always):
        gate = int(sv.gate[v])
        free = gate < 0 or is_static(plan, gate)
        holds = who_is(gate) if free and gate >= 0 else np.ones(z.persons, np.uint8)
        worth = int(np.floor(float(int(sv.value[v]) * float(plan.clock.days)) + 0.5))
        for w in range(z.worlds):
            row = w * z.services + int(v)
            if free and sv.worth[v] < 0 and first[row] == first[row + 1] and plan.consequences.had_of[row] < 0:
                money[w] += worth * holds.astype(np.int64)
                answers[w, v, Answer.MET] = int(holds.sum())
            else:
                moving[w].append(int(v))
    starts = np.cumsum([0, *(len(own) for own in moving)]).astype(np.int32)
    rows = np.array([v for own in moving for v in own], np.int32)
    return Holdings(starts, rows, money if answers.any() else np.zeros((0, 0), np.int64), answers)
