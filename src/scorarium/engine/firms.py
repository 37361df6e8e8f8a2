"""What firms do to people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fallen_on_people(harm: NDArray[np.int64], size: NDArray[np.int32]) -> NDArray[np.int64]:
    """The harm that acts of firms do falls on people, evenly wherever they live; nothing of it on firms.

    Parameters
    ----------
    harm
        int64[W, D] by the district of those who did it; firms are the last one.
    size
        int32[D] how many belong to each.

    Returns
    -------
    int64[W, D]
        Whole units; what division leaves falls on the first district.
    """
    people = size[:-1].astype(np.int64)
    of_firms = harm[:, -1:]
    each = of_firms * people // people.sum()
    found = np.concatenate([harm[:, :-1] + each, np.zeros_like(of_firms)], axis=1)
    found[:, 0] += of_firms[:, 0] - each.sum(axis=1)
    return found
