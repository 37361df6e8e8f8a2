"""What happens in each tick, in which order, and how durations become ticks."""

from __future__ import annotations

import math

from scorarium.engine.phases import PHASES
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Block, Element, Grid, Paragraph


def element(matter: Matter) -> Element:
    """The phases as they run, and the roundings."""
    rows = [(str(k), name, "; ".join(told)) for k, name in enumerate(PHASES, 1) if (told := matter.does(name))]
    blocks: list[Block] = [
        Paragraph(
            "Time goes in ticks. In each, all persons of all worlds pass through these phases in this order; what a"
            " person reads of others is their value at the end of the previous tick, so that the order of persons does"
            " not matter."
        ),
        Grid("Phases of a tick", ("", "phase", "what happens"), tuple(rows)),
    ]
    rounded = list(dict.fromkeys(roundings(matter)))
    if rounded:
        blocks.append(
            Paragraph(
                "A duration is rounded half up to whole ticks, at least one (nought stays nought). An entry or listing"
                " made in tick t for D ticks is in force at the end of ticks t to t + D − 1."
            )
        )
        blocks.append(Grid("Durations", ("scheme", "duration", "days", "ticks"), tuple(rounded)))
    return Element("3. Process overview and scheduling", tuple(blocks))


def roundings(matter: Matter) -> list[tuple[str, ...]]:
    """Every declared duration and the ticks that it becomes."""
    return [
        (
            one.scheme, f"`{one.path}`", "never" if math.isinf(one.days) else f"{one.days:g}",
            "never" if one.ticks is None else str(one.ticks) if one.is_exact else f"{one.ticks} (rounded)",
        )
        for found in matter.phases.values() for phase in found for one in phase.roundings
    ]  # fmt: skip
