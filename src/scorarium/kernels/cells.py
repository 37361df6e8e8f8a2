"""Sums over the persons of each district, in all and by the levels of attributes."""

from typing import Any

from scorarium.kernels.compiled import outer


@outer
def sum_cells(values: Any, first: Any, rows: Any, out: Any) -> None:
    """Adds what each person counts to ``out`` float64[rows, districts], from the first person to the last.

    ``values`` float64[n], ``first`` int64[districts + 1], ``rows`` uint16[k, n] the rows in which a person counts
    beside row 0, which is for all. What counts nought is left out: it changes no sum.
    """
    for d in range(first.shape[0] - 1):
        total = 0.0
        for i in range(first[d], first[d + 1]):
            value = values[i]
            if value != 0.0:
                total += value
                for a in range(rows.shape[0]):
                    out[rows[a, i], d] += value
        out[0, d] = total
