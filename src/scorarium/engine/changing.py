"""What people are may change between ticks: levels moved by the acts of the last tick, levels drawn anew."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Plan
from scorarium.kernels.arith import exp_neg
from scorarium.kernels.draws import words
from scorarium.names import Decision, Mode, Source, Unit

WORDS = 4294967296.0


def with_own_attributes(plan: Plan) -> Plan:
    """The plan with attributes of its own, where they change."""
    if not plan.sizes.changing:
        return plan
    return plan._replace(people=plan.people._replace(attribute=plan.people.attribute.copy()))


def change(plan: Plan, level: NDArray[np.uint8], moving: NDArray[np.int32], codes: NDArray[np.uint8], t: int) -> None:
    """Levels of this tick, written into the attributes and, for rates, into the ``codes`` uint8[N, columns]."""
    c = plan.changing
    attribute: Any = plan.people.attribute
    if t > 0:
        moved(plan, level, moving)
        for one in np.flatnonzero((c.redrawn > 0.0) | (c.redrawn_by >= 0)):
            redraw(plan, level, int(one), t)
    for x in range(len(c.row)):
        row = int(c.row[x])
        if t == 0:
            level[x] = attribute[row]
        attribute[row] = level[x]
        codes[:, row] = level[x]


def moved(plan: Plan, level: NDArray[np.uint8], moving: NDArray[np.int32]) -> None:
    """Acts of the last tick move levels, up to the ends."""
    c = plan.changing
    for x, m in enumerate(c.move):
        if m >= 0:
            level[x] = np.clip(level[x].astype(np.int64) + moving[m, c.world[x]], 0, c.levels[x] - 1)
    moving[...] = 0


def chances(plan: Plan, q: int, t: int) -> NDArray[np.float64]:
    """The chance of each person to draw anew in this tick: number ``q``, by attributes, places and time."""
    numbers, people = plan.numbers, plan.people
    found = np.full(plan.sizes.persons, float(numbers.base[q]))
    for j in range(int(numbers.first[q]), int(numbers.first[q + 1])):
        start, end = int(numbers.start[j]), int(numbers.start[j] + numbers.length[j])
        values = numbers.value[start:end]
        if numbers.mode[j] != Mode.CODE:
            found = found * at_time(numbers.key[start:end], values, t, is_line=numbers.mode[j] == Mode.LINEAR)
        elif numbers.source[j] == Source.DISTRICT:
            found = found * values[people.district]
        else:
            rows = people.trait if numbers.source[j] == Source.TRAIT else people.attribute
            found = found * values[rows[numbers.arg[j]]]
    if numbers.unit[q] != Unit.CHANCE:
        return found
    distinct, codes = np.unique(found, return_inverse=True)
    return np.array([1.0 - exp_neg(float(x)) if x > 0.0 else 0.0 for x in distinct])[codes].reshape(len(found))


def at_time(keys: NDArray[np.float64], values: NDArray[np.float64], t: int, *, is_line: bool) -> float:
    """The value of steps, or of a line between them, at a tick."""
    k = max(0, int(np.searchsorted(keys, float(t), side="right")) - 1)
    if not is_line or t <= keys[k] or k + 1 == len(keys):
        return float(values[k])
    share = (t - keys[k]) / (keys[k + 1] - keys[k])
    return float(values[k] + (values[k + 1] - values[k]) * share)


def redraw(plan: Plan, level: NDArray[np.uint8], x: int, t: int) -> None:
    """Some draw a new level, by what they are otherwise."""
    c, luck, n = plan.changing, plan.luck, plan.sizes.persons
    seed = int(luck.seed_low) | int(luck.seed_high) << 32
    word = words(Decision.REDRAW, n, seed=seed, replicate=int(luck.replicate), tick=t, index=int(c.slot[x]))
    often = chances(plan, int(c.redrawn_by[x]), t) if c.redrawn_by[x] >= 0 else c.redrawn[x]
    struck = word[:, 0] < np.floor(often * WORDS)
    line = plan.people.attribute[c.given[x]].astype(np.int64) if c.given[x] >= 0 else np.zeros(n, np.int64)
    u = (word[:, 1].astype(np.float64) + 0.5) / WORDS
    upto = c.upto[x][line][:, : int(c.levels[x]) - 1]
    new = (u[:, None] >= upto).sum(axis=1)
    level[x] = np.where(struck, new, level[x]).astype(np.uint8)
