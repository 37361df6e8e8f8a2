"""Every measure of one replicate, as plain arrays that can be kept and put together later."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scorarium.outcomes.groups import Groups, clusters_of, groups_of
from scorarium.outcomes.intervals import clustered_error, ratio_errors
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Measured, Ratio, Within

Floats = NDArray[np.float64]
MOST_CLUSTERS = 10_000
"""Groups get an interval from one replicate only where there are no more clusters than this."""


@dataclass
class Values:
    """Values of the outcomes that are known in some world; nan where an outcome is absent.

    Parameters
    ----------
    names
        Of the outcomes, in the order of the layout.
    value : shape (outcomes, worlds)
    groups : shape (outcomes, worlds, groups)
    error, error_of_difference : shape (outcomes, worlds)
        Standard errors from persons, clustered by where they live.
    group_error : shape (outcomes, worlds, groups)
    clusters
        How many clusters those rest on; 0 without any.
    """

    names: tuple[str, ...]
    value: Floats
    groups: Floats
    error: Floats
    error_of_difference: Floats
    group_error: Floats
    clusters: int


@dataclass
class _Clustered:
    """Sums by cluster, and what they say."""

    lived: Lived
    groups: Groups
    code: NDArray[np.int32] | None = field(init=False, default=None)
    n: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        found = clusters_of(self.lived.compiled)
        if found is not None:
            self.code, self.n = found

    def errors(self, ratio: Ratio) -> Floats | None:
        """Linearised error of each cluster."""
        if self.code is None:
            return None
        top = np.bincount(self.code, ratio.top, self.n)
        bottom = np.bincount(self.code, ratio.bottom, self.n)
        return ratio_errors(top.astype(np.float64), bottom.astype(np.float64), ratio.factor)

    def group_errors(self, ratio: Ratio) -> Floats:
        """Standard error for each group."""
        found = np.full(len(self.groups.labels), np.nan)
        if self.code is None or self.n > MOST_CLUSTERS:
            return found
        for _, where, codes in self.groups.attributes:
            width = where.stop - where.start
            cell = self.code * width + codes
            top = np.bincount(cell, ratio.top, self.n * width).reshape(self.n, width)
            bottom = np.bincount(cell, ratio.bottom, self.n * width).reshape(self.n, width)
            for j in range(width):
                errors = ratio_errors(top[:, j].astype(np.float64), bottom[:, j].astype(np.float64), ratio.factor)
                found[where.start + j] = clustered_error(errors)
        return found


def measure(lived: Lived, *, with_errors: bool = True) -> Values:
    """Every outcome of every world.

    Parameters
    ----------
    lived
        One replicate.
    with_errors
        Also standard errors from persons, for runs of one replicate.
    """
    groups = groups_of(lived.compiled)
    clustered = _Clustered(lived, groups)
    rows = {name: _one(lived, name, groups, clustered if with_errors else None) for name in OUTCOMES}
    known = [name for name, row in rows.items() if not np.isnan(row[0]).all()]
    parts = [np.array([rows[name][k] for name in known]) for k in range(5)]
    shape = (len(known), len(lived.worlds))
    return Values(
        names=tuple(known),
        value=parts[0].reshape(shape),
        groups=parts[1].reshape(*shape, len(groups.labels)),
        error=parts[2].reshape(shape),
        error_of_difference=parts[3].reshape(shape),
        group_error=parts[4].reshape(*shape, len(groups.labels)),
        clusters=clustered.n if with_errors else 0,
    )


def _one(
    lived: Lived, name: str, groups: Groups, clustered: _Clustered | None
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Value, groups, error, error of the difference, errors of groups: by world."""
    worlds, width = len(lived.worlds), len(groups.labels)
    value, error, of_difference = (np.full(worlds, np.nan) for _ in range(3))
    split, split_error = (np.full((worlds, width), np.nan) for _ in range(2))
    in_none: Floats | None = None
    for w in range(worlds):
        found = in_world(lived, name, w)
        if found is None:
            continue
        if not isinstance(found, Ratio | Within):
            value[w] = found
            continue
        value[w] = found.value()
        split[w] = _by_group(found, groups)
        if isinstance(found, Ratio) and clustered is not None and (errors := clustered.errors(found)) is not None:
            in_none = errors if w == 0 else in_none
            error[w] = clustered_error(errors)
            of_difference[w] = clustered_error(errors - (in_none if in_none is not None else 0.0))
            split_error[w] = clustered.group_errors(found)
    if OUTCOMES[name].in_none == "nought" and not np.isnan(value[1:]).all():
        value[0], split[0] = 0.0, 0.0
    return value, split, error, of_difference, split_error


def in_world(lived: Lived, name: str, w: int) -> Measured:
    """The measure in a world; in none only where it is measured there."""
    if w == 0 and OUTCOMES[name].in_none != "measured":
        return None
    return MEASURES[name](lived, w)


def _by_group(ratio: Ratio | Within, groups: Groups) -> Floats:
    """The figure within each group; nan where nobody counts."""
    if isinstance(ratio, Within):
        masks = (codes == level for _, where, codes in groups.attributes for level in range(where.stop - where.start))
        return np.array([ratio.among(mask) for mask in masks], np.float64)
    top = groups.sums(ratio.top.astype(np.float64))
    bottom = groups.sizes() if ratio.bottom is None else groups.sums(ratio.bottom.astype(np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(bottom != 0, ratio.factor * top / bottom, np.nan)
    return found
