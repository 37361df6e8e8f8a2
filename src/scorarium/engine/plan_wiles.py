"""How people get round a score, and which friendships do not outlive it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import TYPES, column, first, ints
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_lists import ListTable
from scorarium.engine.plan_outline import Outline
from scorarium.engine.psychology import Mind
from scorarium.engine.tables import Bonds, Wiles
from scorarium.kernels.arith import ln
from scorarium.names import POINT

WAY = tuple[int, int, bool]
"""A way to points: the rule, the act that it rewards, whether that act costs little."""


def wiles_table(frame: Frame, mind: Mind, outlines: Sequence[Outline], rules: Mapping[str, NDArray[Any]]) -> Wiles:
    """Flags and parameters in the engine's units; without gaming and false claims nobody looks for ways to points."""
    v, time = mind.values, frame.time
    is_wily = bool({"gaming", "false_reports"} & mind.full)
    ways = [list(ways_of(frame, mind, outline, rules)) if is_wily else [] for outline in outlines]
    cheap = np.zeros((len(outlines), len(frame.acts)), np.uint8)
    for s, own in enumerate(ways):
        for _, act, is_cheap in own:
            cheap[s, act] |= is_cheap
    flat = [way for own in ways for way in own]
    return Wiles(
        hides=int("concealment" in mind.full),
        hidden=v["concealment"],
        left=v["concealment_left"],
        effort=round(v["concealment_cost"] * POINT),
        games=int("gaming" in mind.full),
        gamers=v["gaming"],
        lure=ln(v["gaming_lift"]),
        cheap=cheap,
        claims=int("false_reports" in mind.full),
        claimed=time.chance(v["false_reports"]),
        first=first(len(own) for own in ways),
        rule=ints([rule for rule, _, _ in flat]),
        act=ints([act for _, act, _ in flat]),
        is_cheap=column([is_cheap for _, _, is_cheap in flat], TYPES["u1"]),
    )


def ways_of(frame: Frame, mind: Mind, outline: Outline, rules: Mapping[str, NDArray[Any]]) -> Iterator[WAY]:
    """Rules of a scheme that reward acts with points, in their order."""
    names = list(frame.acts)
    for spec in outline.rules.values():
        if not rules["helpful"][spec.row] or rules["sets"][spec.row] or not rules["scored"][spec.row]:
            continue
        for name in spec.acts:
            yield spec.row, names.index(name), is_cheap(frame, mind, name)


def is_cheap(frame: Frame, mind: Mind, name: str) -> bool:
    """Whether an act costs little. What helps others and does not say what it costs, as an award, is not cheap."""
    act = frame.acts[name]
    is_unknown = act.cost is None and typical(frame, act.benefit) > 0
    return not is_unknown and typical(frame, act.cost) <= mind.values["gaming_cost"]


def bonds_table(frame: Frame, mind: Mind, outlines: Sequence[Outline], lists: ListTable) -> Bonds:
    """Flags and parameters in the engine's units."""
    v = mind.values
    parts = int(bool({"shunning", "sorting"} & mind.full) and len(frame.population.friends) > 0)
    label = [0] * len(lists.table().scheme)
    for outline in outlines:
        for name, one in outline.scheme.lists.items():
            label[outline.listed(name)] = int(one.public is True and one.colour == "black")
    return Bonds(
        parts=parts,
        rate=frame.time.per_tick(v["tie_ends"]),
        shun=ln(v["shunning"]) if "shunning" in mind.full else 0.0,
        sort=v["sorting"] if "sorting" in mind.full else 0.0,
        label=column(label, TYPES["u1"]),
    )
