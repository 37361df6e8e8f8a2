"""What is at stake: fines, and the doors behind borders and lists, in days-income over the horizon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import TYPES, column
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.engine.psychology import Mind
from scorarium.engine.tables import Stakes


def stakes(
    frame: Frame, outlines: list[Outline], mind: Mind, rules: Mapping[str, NDArray[Any]]
) -> tuple[dict[str, NDArray[Any]], Stakes]:
    """The columns of the rules, and the borders of the schemes."""
    n = len(rules["scheme"])
    zero = np.zeros(n)
    columns = {
        "stake_points": np.zeros(n, np.int32),
        "stake_fine": zero,
        "stake_direct": zero.copy(),
        "stake_pay": zero.copy(),
    }
    empty = column([], TYPES["f8"])
    table = Stakes(np.zeros(len(outlines) + 1, np.int32), np.zeros(0, np.int32), empty, empty.copy())
    return columns, table
