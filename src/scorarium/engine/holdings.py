"""Services that are held rather than asked for: what no scheme of a world touches is counted once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    usual
        int64[], which of them are counted with the others as long as no door is open: their worth per tick, else -1.
    door_first, door_is_list, door_row, door_mask
        Per world, what opens a door to those: being on a list (its row), or in a tier of the mask (the scheme's row).
    money
        int64[W, N] worth per tick of the others, or nothing where there are none.
    answers
        int64[W, V, 5] how many hold the others.
    """

    first: NDArray[np.int32]
    service: NDArray[np.int32]
    usual: NDArray[np.int64]
    door_first: NDArray[np.int32]
    door_is_list: NDArray[np.uint8]
    door_row: NDArray[np.int32]
    door_mask: NDArray[np.int64]
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
    z, sv = plan.sizes, plan.services
    moving: list[list[tuple[int, int]]] = [[] for _ in range(z.worlds)]
    doors: list[set[tuple[int, int, int]]] = [set() for _ in range(z.worlds)]
    money = np.zeros((z.worlds, z.persons), np.int64)
    answers = np.zeros((z.worlds, z.services, 5), np.int64)
    for v in np.flatnonzero(sv.always).tolist():
        gate = int(sv.gate[0, v])
        free = gate < 0 or is_static(plan, gate)
        holds = who_is(gate) if free and gate >= 0 else np.ones(z.persons, np.uint8)
        worth = int(np.floor(float(int(sv.value[v]) * float(plan.clock.days)) + 0.5))
        for w in range(z.worlds):
            own = doors_to(plan, w, v) if free and sv.worth[v] < 0 else None
            if own is not None:
                money[w] += worth * holds.astype(np.int64)
                answers[w, v, Answer.MET] = int(holds.sum())
                doors[w] |= own
            if own is None or own:
                moving[w].append((v, -1 if own is None else worth))
    flat = [one for own in moving for one in own]
    known = [one for own in doors for one in sorted(own)]
    return Holdings(
        np.cumsum([0, *map(len, moving)]).astype(np.int32),
        np.array([v for v, _ in flat], np.int32),
        np.array([usual for _, usual in flat], np.int64),
        np.cumsum([0, *map(len, doors)]).astype(np.int32),
        np.array([one[0] for one in known], np.uint8),
        np.array([one[1] for one in known], np.int32),
        np.array([one[2] for one in known], np.int64),
        money if answers.any() else np.zeros((0, 0), np.int64),
        answers,
    )


def doors_to(plan: Plan, w: int, v: int) -> set[tuple[int, int, int]] | None:
    """What opens the doors to a held service, as (is a list, row, mask); None if that takes a closer look."""
    k, c, row = plan.consequences, plan.conditions, w * plan.sizes.services + v
    own = k.of_service[k.of_service_first[row] : k.of_service_first[row + 1]]
    varies = plan.sizes.firms or plan.by.services_value[v] >= 0 or plan.services.value[v] < 0
    if k.had_of[row] >= 0 or (len(own) and varies):
        return None
    found = set()
    for door in own:
        first, last = c.first[k.when[door]], c.first[k.when[door] + 1]
        if k.export[door] >= 0 or k.moment[door] or last != first + 1 or c.op[first] not in (Op.TIER, Op.LIST):
            return None
        is_list = c.op[first] == Op.LIST
        found.add((int(is_list), int(c.a[first] if is_list else k.scheme[door]), 0 if is_list else int(c.mask[first])))
    return found


def nothing_held(worlds: int) -> Holdings:
    """As if nobody held anything."""
    ends, none = np.zeros(worlds + 1, np.int32), np.zeros(0, np.int64)
    rows, empty = none.astype(np.int32), np.zeros((0, 0), np.int64)
    return Holdings(
        ends, rows, none, ends, none.astype(np.uint8), rows, none, empty, np.zeros((worlds, 0, 5), np.int64)
    )


def held_rows(found: Holdings) -> dict[str, Any]:
    """The same as rows of a compiled plan; ``held_all`` uint8[W] where everybody has to be looked at."""
    each = zip(found.first[:-1], found.first[1:], strict=True)
    return {
        "has_money": int(found.money.size > 0),
        "held_money": found.money,
        "held_first": found.first,
        "held_service": found.service,
        "held_usual": found.usual,
        "held_all": np.array([(found.usual[first:last] < 0).any() for first, last in each], np.uint8),
        "door_first": found.door_first,
        "door_is_list": found.door_is_list,
        "door_row": found.door_row,
        "door_mask": found.door_mask,
    }
