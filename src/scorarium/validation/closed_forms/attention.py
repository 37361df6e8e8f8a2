"""One patrol, two districts, attention by share of the records: the exact law after finitely many days.

References
----------
Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian (2018), Runaway feedback loops in predictive policing, FAT*.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pair = tuple[float, float]
"""One number for each of the two districts."""

HAIR = 1e-9
"""More is more, whatever rounding does."""


def share_of_records(rates: Pair, starts: Pair, days: int) -> tuple[float, float]:
    """Mean share of the first district in all records, and the chance that it has more than half of them.

    Parameters
    ----------
    rates
        Chance that a visit finds something, in each district; nothing is recorded without a visit.
    starts
        Records at the beginning.
    days
        Visits, one a day, to a district drawn by its share of the records.
    """
    law, share = law_of_records(rates, (0.0, 0.0), starts, days, 1.0)
    return float((law * share).sum()), float(law[share > 0.5 + HAIR].sum())


def law_of_records(
    visited: Pair, unvisited: Pair, starts: Pair, days: int, power: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The law of new records (first, second district), and the first district's share of all records.

    Parameters
    ----------
    visited, unvisited
        Chance of a record on a day with and without a visit, in each district.
    power
        Visits go by the records to this power (1: an urn of Pólya where every visit finds something).
    """
    law: NDArray[np.float64] = np.zeros((days + 1, days + 1))
    law[0, 0] = 1.0
    found_a, found_b = np.meshgrid(np.arange(days + 1), np.arange(days + 1), indexing="ij")
    a, b = starts[0] + found_a, starts[1] + found_b
    goes = a**power / (a**power + b**power)
    for _ in range(days):
        after = np.zeros_like(law)
        for way, p, q in (
            (law * goes, visited[0], unvisited[1]),
            (law * (1.0 - goes), unvisited[0], visited[1]),
        ):
            after += way * (1 - p) * (1 - q)
            after[1:, :] += way[:-1, :] * p * (1 - q)
            after[:, 1:] += way[:, :-1] * (1 - p) * q
            after[1:, 1:] += way[:-1, :-1] * p * q
        law = after
    share: NDArray[np.float64] = a / (a + b)
    return law, share


def mean_share(visited: Pair, unvisited: Pair, starts: Pair, days: int, power: float = 1.0) -> float:
    """Mean share of the first district in all records."""
    law, share = law_of_records(visited, unvisited, starts, days, power)
    return float((law * share).sum())


def chance_of_more(
    visited: Pair, unvisited: Pair, starts: Pair, days: int, power: float = 1.0, than: float = 0.5
) -> float:
    """The chance that the first district has more than a share of all records."""
    law, share = law_of_records(visited, unvisited, starts, days, power)
    return float(law[share > than + HAIR].sum())


def long_run_share(rates: tuple[float, float], discovered: float, reported: float) -> float:
    """Where the share of the first district goes when a share of what happens is reported without a visit."""
    difference, total = rates[0] - rates[1], rates[0] + rates[1]
    square = discovered * difference
    linear = reported * total - discovered * difference
    roots = np.roots([square, linear, -reported * rates[0]])
    return float(next(x for x in sorted(roots.real) if 0.0 < x <= 1.0))
