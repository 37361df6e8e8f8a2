"""Acts that are weighed by their amount: what a rule takes for how much, and where something changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Kind
from scorarium.engine.plan_columns import TYPES, column, first, ints
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_rules import cases
from scorarium.engine.plan_senses import sees
from scorarium.engine.plan_stakes import StakeTable
from scorarium.engine.psychology import Mind
from scorarium.engine.tables import Strategies
from scorarium.errors import Complaint, MalformedError


def is_weighed(mind: Mind, act: str) -> bool:
    """Whether people weigh how much of an act they do."""
    return mind.strategic is not None and act in mind.strategic.acts


def strategies_table(
    frame: Frame,
    mind: Mind,
    kinds: Sequence[Kind],
    outlines: Sequence[Outline],
    stakes: Sequence[StakeTable],
    harmful: NDArray[np.uint8],
) -> Strategies:
    """The table.

    Parameters
    ----------
    stakes
        Of each class of horizons.
    harmful
        uint8[R] whether a rule counts against people.
    """
    weighed = [act for act in frame.acts if is_weighed(mind, act)]
    row = {act: x for x, act in enumerate(weighed)}
    named = [kind.name if kind.act is not None else "" for kind in kinds]
    rules: list[list[tuple[int, list[tuple[float, float]]]]] = []
    marks: list[set[float]] = [set() for _ in range(frame.n_worlds * len(weighed))]
    for outline in outlines:
        for act in weighed:
            found = []
            for spec in outline.rules.values():
                if act in spec.acts and harmful[spec.row]:
                    found.append((spec.row, [one.by_amount(outline, spec) for one in stakes]))
                    if spec.rule.above is not None:
                        marks[outline.world * len(weighed) + row[act]] |= set(cases(spec.rule.above))
            rules.append(found)
            marks[outline.world * len(weighed) + row[act]] |= set(bounds_of(frame, outline, act))
    flat = [one for rows in rules for one in rows]
    ascending = [sorted(mark for mark in own if mark > 0) for own in marks]
    return Strategies(
        of_act=ints([row.get(name, -1) for name in named]),
        boldness=boldness_of(frame, mind) if weighed else np.zeros(0),
        first=first(len(rows) for rows in rules),
        rule=ints([rule for rule, _ in flat]),
        flat=column([costs[h][0] for h in range(len(stakes)) for _, costs in flat], TYPES["f8"]),
        slope=column([costs[0][1] for _, costs in flat], TYPES["f8"]),
        mark_first=first(len(own) for own in ascending),
        mark=column([mark for own in ascending for mark in own], TYPES["f8"]),
    )


def bounds_of(frame: Frame, outline: Outline, act: str) -> Iterator[float]:
    """The amounts at which the chance of being seen bends or jumps."""
    for sense in outline.scheme.senses.values():
        seen = sense.detects(act)
        if seen is not None and sees(frame, sense, act):
            for axis in (seen.by,) if seen.by is not None else seen.times:
                if axis.on == "amount":
                    yield from (float(bound) for bound, _ in axis.cases)


def boldness_of(frame: Frame, mind: Mind) -> NDArray[np.float64]:
    """float64[N]: what a unit of amount is worth to each person, in days-income.

    Raises
    ------
    MalformedError
        The trait can be negative, or there is none of this name.
    """
    name = mind.strategic.boldness if mind.strategic is not None else ""
    found = frame.population.trait_values.get(name)
    if found is None or found.min(initial=0.0) < 0:
        with placing(frame.society, "psychology", "strategic", "boldness"):
            known = "a trait that is never negative, e.g. {law: exponential, mean: 0.25}"
            raise MalformedError(Complaint("a boldness that says nothing", f"'{name}'", known))
    return np.ascontiguousarray(found, np.float64)


def voices_of(strategies: Strategies, worlds: int) -> int:
    """Worlds in which it is counted what people wanted and did; 0 where nobody weighs anything."""
    return worlds if len(strategies.boldness) else 0


__all__ = ["boldness_of", "is_weighed", "strategies_table", "voices_of"]
