"""At which values varied numbers are tried: the points of a design."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.errors import ScorariumError
from scorarium.studies.vary import Method, Varied, Varying

Floats = NDArray[np.float64]
LEVELS: Final = 4
"""Of a Morris design: the usual choice, with steps of two thirds of the range."""

SAMPLES: Final[dict[Method, int]] = {"saltelli": 64, "morris": 10, "latin_hypercube": 64, "one_at_a_time": 2, "grid": 3}
"""How many, where a study does not say."""

MOST_POINTS: Final = 200_000
SEED_BITS: Final = 2**32


class MissingLibraryError(ScorariumError):
    """A library of an extra is not installed."""


def problem_of(numbers: Sequence[Varied]) -> dict[str, Any]:
    """The numbers as SALib wants them."""
    return {
        "num_vars": len(numbers),
        "names": [one.name for one in numbers],
        "bounds": [[one.low, one.high] for one in numbers],
    }


def n_points(varying: Varying) -> int:
    """How many points a design has."""
    n, d = varying.samples, len(varying.numbers)
    by_method = {"saltelli": n * (d + 2), "morris": n * (d + 1), "latin_hypercube": n, "one_at_a_time": 2 * d}
    return n**d if varying.method == "grid" else by_method[varying.method]


def complaint_of(varying: Varying) -> tuple[str, str, str] | None:
    """What is wrong with the number of samples: problem, expected, repair; nothing if it will do."""
    n, d = varying.samples, len(varying.numbers)
    if varying.method == "saltelli" and n & (n - 1):
        near = 1 << max(1, round(np.log2(n)))
        return "no power of two", "16, 32, 64 …", f"Write samples: {near}."
    if varying.method == "latin_hypercube" and n < d + 3:
        return "too few for so many numbers", f"at least {d + 3}", f"Write samples: {d + 3}."
    if n < 2:
        return "too few", "at least 2", "Write samples: 2."
    if n_points(varying) > MOST_POINTS:
        return f"{n_points(varying):,} points", f"at most {MOST_POINTS:,}", "Vary fewer numbers or take fewer samples."
    return None


def design(varying: Varying, seed: int) -> Floats:
    """Draw the points of a design.

    Parameters
    ----------
    seed
        That of the study: the same study has the same points.

    Returns
    -------
    array, shape (points, numbers)
        Values in canonical units.

    References
    ----------
    Saltelli et al. (2010) Computer Physics Communications 181, on a scrambled Sobol' sequence; Morris (1991)
    Technometrics 33; McKay, Beckman & Conover (1979) Technometrics 21.
    """
    if varying.method == "one_at_a_time":
        return _one_at_a_time(varying.numbers)
    if varying.method == "grid":
        return _grid(varying.numbers, varying.samples)
    return _drawn(varying, seed % SEED_BITS)


def _drawn(varying: Varying, seed: int) -> Floats:
    """Points of a design that SALib draws."""
    if find_spec("SALib") is None:
        raise MissingLibraryError(
            f"the method {varying.method} needs the library SALib: pip install 'scorarium[sensitivity]' "
            "(one_at_a_time and grid do without)"
        )
    problem, n = problem_of(varying.numbers), varying.samples
    if varying.method == "saltelli":
        from SALib.sample import sobol  # noqa: PLC0415  # late: it is slow to import

        points = sobol.sample(problem, n, calc_second_order=False, seed=seed)
    elif varying.method == "morris":
        from SALib.sample import morris  # noqa: PLC0415

        points = morris.sample(problem, n, num_levels=LEVELS, seed=seed)
    else:
        from SALib.sample import latin  # noqa: PLC0415

        points = latin.sample(problem, n, seed=seed)
    ends = np.array([(one.low, one.high) for one in varying.numbers])
    found: Floats = np.clip(np.asarray(points, np.float64), ends[:, 0], ends[:, 1])
    return found


def _one_at_a_time(numbers: Sequence[Varied]) -> Floats:
    """Each number at both ends of its range, the others as declared."""
    points = np.tile([one.value for one in numbers], (2 * len(numbers), 1)).astype(np.float64)
    for k, one in enumerate(numbers):
        points[2 * k, k], points[2 * k + 1, k] = one.low, one.high
    return points


def _grid(numbers: Sequence[Varied], levels: int) -> Floats:
    """Every combination of evenly spaced values."""
    axes = [np.linspace(one.low, one.high, levels) for one in numbers]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)
