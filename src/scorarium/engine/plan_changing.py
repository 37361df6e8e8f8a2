"""Attributes that change during a run: moved by acts, or drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import Rows, ints, ragged
from scorarium.engine.plan_drawn import drawn_column
from scorarium.engine.plan_frame import Frame, constant
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.tables import Changing
from scorarium.names import Source, Unit
from scorarium.quantities import Number, Plain
from scorarium.society.recipe import Attribute

Counted = Sequence[tuple[int, int, tuple[str, ...]]]
"""(row of ``State.moving``, scheme, acts) of what is counted beside."""


def changing_table(frame: Frame, numbers: NumberPool, counted: Counted = ()) -> Changing:
    """One row for each attribute that changes, in each world where worlds may differ."""
    rows = Rows("row:i4 levels:i4 move:i4 world:i4 redrawn:f8 slot:i4 given:i4 redrawn_by:i4")
    upto: list[NDArray[np.float64]] = []
    for name in frame.changing:
        attribute = frame.society.attributes[name]
        given = next(iter(attribute.by), None)
        move = frame.moving.index(name) if name in frame.moving else -1
        for world in range(frame.n_worlds if move >= 0 else 1):
            rows.add(
                row=frame.row_in(name, world),
                levels=len(frame.levels(name)),
                move=move,
                world=world,
                redrawn=frame.time.chance(typical(frame, attribute.redrawn)),
                redrawn_by=numbers.in_world(redrawn_by(frame, numbers, name, attribute.redrawn), world),
                slot=crc32(f"redrawn/{name}".encode()) & 0xFFFF,
                given=-1 if given is None else frame.row_in(given, world),
            )
            upto.append(cumulative(frame, attribute, frame.levels(name), given))
    first, moves = moved_by(frame, counted)
    shape = [max((table.shape[k] for table in upto), default=0) for k in range(2)]
    padded = np.ones((len(upto), *shape))
    for k, table in enumerate(upto):
        padded[k, : table.shape[0], : table.shape[1]] = table
    return Changing(
        **rows.columns(),
        upto=padded,
        act_first=first,
        act_move=ints([move for own in moves for move, _, _ in own]),
        act_step=ints([round(typical(frame, step)) for own in moves for _, step, _ in own]),
        step_by=ints([steps_by(frame, numbers, step, place) for own in moves for _, step, place in own]),
    )


def redrawn_by(frame: Frame, numbers: NumberPool, name: str, rate: Number | None) -> int:
    """The number of the chance to be drawn anew, where it differs among people; -1 where it is one for all."""
    if rate is None or rate.is_constant:
        return -1
    if rate.law is not None:
        row, drawn = drawn_column(frame, rate.law, frame.time.chance, f"{name}.redrawn")
        return numbers.weighed(1.0, [(Source.TRAIT, row, drawn)])
    return numbers.add(rate, frame.time.chance, unrounded=frame.time.per_tick, unit=Unit.CHANCE)


def steps_by(frame: Frame, numbers: NumberPool, steps: Number, place: str) -> int:
    """The number of levels, where it depends on something or is drawn; -1 where it is always the same."""
    return -1 if steps.is_constant else numbers.add(steps, place=place)


def moved_by(frame: Frame, counted: Counted = ()) -> tuple[NDArray[np.int32], list[list[tuple[int, Number, str]]]]:
    """What each act moves: (row of the moving attribute, levels, where they are declared)."""
    moves: list[list[tuple[int, Number, str]]] = []
    for act in frame.acts:
        steps = [(name, frame.society.attributes[name].moves.get(act)) for name in frame.moving]
        own = [(m, step, f"moves/{name}/{act}") for m, (name, step) in enumerate(steps) if step is not None]
        moves.append(own + [(row, ONCE, "") for row, _, acts in counted if act in acts])
    return ragged([[m for m, _, _ in own] for own in moves])[0], moves


ONCE: Final = Number("count", default=Plain(1.0))
"""What is counted goes up by one."""


def cumulative(frame: Frame, attribute: Attribute, levels: tuple[str, ...], given: str | None) -> NDArray[np.float64]:
    """Cumulative shares of the levels, one line for each level of what they hang on (one line where on nothing)."""
    if given is not None:
        found = np.ones((len(frame.levels(given)), len(levels)))
        for k, case in enumerate(frame.levels(given)):
            own = attribute.by[given].get(case, {})
            found[k] = np.cumsum([value(own.get(level)) for level in levels])
        return found
    if attribute.quintiles is not None:
        return np.cumsum(np.full((1, 5), 0.2), axis=1)
    if attribute.share is not None:
        return np.array([[1.0 - constant(attribute.share), 1.0]])
    return np.cumsum([[value(attribute.shares.get(level)) for level in levels]], axis=1)


def value(share: Number | None) -> float:
    """A share, nought where nothing is written."""
    return constant(share)
