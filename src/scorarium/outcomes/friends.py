"""Sums over the friends of each person, some people at a time: nothing is made that is as long as all ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Ties

AT_ONCE: Final = 16_384
"""Persons whose friends are looked at at once."""


def over_friends(ties: Ties, of: Callable[[slice], NDArray[Any]]) -> NDArray[np.float64]:
    """The sum over each person's friends, in the order of the ties.

    Parameters
    ----------
    ties
        Who knows whom.
    of
        What each of some ties counts, given their rows.

    Returns
    -------
    NDArray
        float64[N]; whole numbers below 2**53 are exact.
    """
    first = ties.friends_first
    n = len(first) - 1
    found = np.zeros(n)
    for begin in range(0, n, AT_ONCE):
        end = min(n, begin + AT_ONCE)
        whose = np.repeat(np.arange(end - begin), np.diff(first[begin : end + 1]))
        found[begin:end] = np.bincount(whose, of(slice(int(first[begin]), int(first[end]))), end - begin)
    return found
