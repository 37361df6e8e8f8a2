"""What a society's psychology adds to a plan beside beliefs: moods, ways round a score, ties that end, belonging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belonging import belonging_table
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_lists import ListTable
from scorarium.engine.plan_moods import moods_table, paid_acts
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_selves import Differing, selves_table
from scorarium.engine.plan_stakes import StakeTable
from scorarium.engine.plan_wiles import bonds_table, wiles_table
from scorarium.engine.tables import Numbers, Schemes

People = tuple[Frame, Differing, Sequence[Outline], NDArray[np.uint8] | None]
"""A society, its psychology, its schemes, and which acts were paid for before a change."""


def felt_tables(
    people: People,
    schemes: Schemes,
    rules: Mapping[str, NDArray[Any]],
    numbers: Numbers,
    stakes: Sequence[StakeTable],
    lists: ListTable,
) -> dict[str, Any]:
    """The tables by name."""
    frame, differing, outlines, paid = people
    mind = differing.mind
    moods = moods_table(frame, differing, outlines, schemes, numbers)
    return {
        "selves": selves_table(differing),
        "moods": moods._replace(pays=paid_acts(frame, outlines, rules, paid)),
        "wiles": wiles_table(frame, mind, outlines, rules),
        "bonds": bonds_table(frame, mind, outlines, lists),
        "belonging": belonging_table(frame, mind, outlines, stakes, lists),
    }
