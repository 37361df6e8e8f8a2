"""A replicate that was lived part by part, measured: from sums over persons what a whole one gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.histograms import merge, steps_per_point
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.record import CHECKPOINTS, Districts, Keep, Record, Series, Timing, evenly
from scorarium.engine.state import State, empty_state
from scorarium.errors import ScorariumError
from scorarium.outcomes.afterwards import Afterwards
from scorarium.outcomes.groups import groups_of
from scorarium.outcomes.intervals import clustered_error, ratio_errors
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measure import MOST_CLUSTERS, Values
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.wrongful import largest_ratio
from scorarium.outcomes.part_sums import PartSums
from scorarium.outcomes.portions import ADDED, JOINED, OF_PERSONS, packed
from scorarium.outcomes.replicate import Replicate
from scorarium.outcomes.spells import Watched
from scorarium.outcomes.variables import VARIABLES, coords
from scorarium.scheme.condition import Levels
from scorarium.society.population import Population

Array = NDArray[Any]
Floats = NDArray[np.float64]

FROM_COUNTS: Final = (
    *("harm_mean", "good_acts_mean", "expression_entropy", "aim_gain", "detection_recall", "negative_entry_share"),
    *("gravity_correlation", "minor_penalty_share", "cross_context_share", "double_penalty_share"),
    *("tail_penalty_share", "time_to_recover", "time_to_recover_p95", "never_recover_share", "delisted_rate"),
    *("clipped_share", "favoured_share", "adverse_share", "barred_movement_days", "essential_denied_days"),
    *("lost_sales", "operator_cost", "appeal_days", "appeal_days_p95", "time_to_correct", "time_to_correct_p95"),
    *("corrected_share", "copies_corrected_share", "harm_pending", "notice_lag", "notice_lag_p95"),
    *("never_told_share", "opinions_held", "opinions_expressed"),
)
"""Outcomes that are made of counts of all persons alone."""

LEFT_OUT: Final = (
    *("welfare_gini", "welfare_bottom_quintile", "perceived_risk_mean", "perceived_risk_sd"),
    *("validity_correlation", "target_auc", "purpose_loss_without", "segregation_gap", "abstaining_cost"),
    *("rating_mean", "rating_gap"),
)
"""Outcomes for which all persons would have to be put in one order, or compared: not known part by part."""

CONSTANT: Final = ("district_x", "district_y")
ORDERED: Final = ("most_harmed_ratio", "most_helped_ratio", "purpose_loss")


class NotSummedError(ScorariumError):
    """Something was asked of persons one by one of whom only sums are kept."""


@dataclass(frozen=True)
class Whole(Lived):
    """A replicate of which sums over all persons are kept.

    Parameters
    ----------
    sums
        As gathered.
    """

    sums: Mapping[str, Array] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """Persons."""
        return int(self.sums["persons"])

    @property
    def state(self) -> State:
        """Nobody's."""
        return self._nobody()

    @property
    def population(self) -> Population:
        """Nobody."""
        return self._nobody()

    def gained(self, field: str, row: int) -> NoReturn:
        """Of nobody."""
        self._nobody()

    def over_schemes(self, field: str, w: int) -> NDArray[np.int64]:
        """The sum over all persons, as if they were one."""
        return self.sums[f"schemes/{field}"][w : w + 1] if f"schemes/{field}" in self.sums else self._nobody()

    def over_black_lists(self, field: str, w: int) -> NDArray[np.int64]:
        """The sum over all persons, as if they were one."""
        return self.sums[f"lists/{field}"][w : w + 1] if f"lists/{field}" in self.sums else self._nobody()

    def share_of(self, facts: Mapping[str, Levels]) -> float:
        """The share of persons of whom facts hold that some service asks for."""
        for row, service in enumerate(self.services.values()):
            if service.is_ == facts:
                return float(self.sums["asking"][row] / self.n)
        return self._nobody()

    def _nobody(self) -> NoReturn:
        raise NotSummedError("only sums over persons are kept of a run that was lived part by part")


def whole_of(gathered: PartSums, template: CompiledPlan, *, burn_in: int) -> Whole:
    """The replicate as measures see it that need counts of all persons only."""
    plan, sums = template.plan, gathered.added
    ticks = int(plan.clock.n_ticks)
    looks = evenly(ticks, Keep().histograms)
    size = sums["tables/district_size"].astype(np.int32)
    plan = plan._replace(people=plan.people._replace(district_size=size))
    nothing = np.zeros((0, 0), np.int64)
    record = Record(
        labels=template.labels,
        state=empty_state(plan.sizes._replace(persons=0), 0),
        before={},
        entries=np.zeros(0, np.void),
        series=Series(**{name: sums[f"series/{name}"] for name in Series.__dataclass_fields__}),
        districts=Districts(size.astype(np.int64), *[nothing] * 8),
        histograms=tuple(
            merge(looks, *one) for one in zip(gathered.counted, steps_per_point(plan.schemes), strict=True)
        ),
        checkpoints=np.array([0, *(ticks * k // (CHECKPOINTS - 1) - 1 for k in range(1, CHECKPOINTS))], np.int64),
        moves=sums["moves"],
        burn_in=burn_in,
        timing=Timing(),
    )
    after = packed(Afterwards, sums) if "afterwards/untold/ended" in sums else None
    return Whole(replace(template, plan=plan), record, packed(Watched, sums), after, sums=sums)


def measured(gathered: PartSums, whole: Whole) -> Values:
    """Every outcome of every world, as ``measure.measure`` gives it; those of ``LEFT_OUT`` are absent."""
    sums, worlds = gathered.added, len(whole.worlds)
    labels = groups_of(whole.compiled).labels
    shape = (len(OUTCOMES), worlds)
    value, error, of_difference = (np.full(shape, np.nan) for _ in range(3))
    groups, group_error = (np.full((*shape, len(labels)), np.nan) for _ in range(2))
    of_all = sums["ratio/kind"] == OF_PERSONS
    ratios = _quotients(sums["ratio/top"], np.where(of_all, whole.n, sums["ratio/bottom"]), sums["ratio/factor"])
    beside = np.where(of_all[:, :, None], sums["tables/group_size"], sums["groups/bottom"])
    by_group = _quotients(sums["groups/top"], beside, sums["ratio/factor"][:, :, None])
    for row, name in enumerate(OUTCOMES):
        known = (sums["ratio/kind"][row] > 0) & (name not in LEFT_OUT)
        value[row, known], groups[row, known] = ratios[row, known], by_group[row, known]
        if known.any():
            error[row], of_difference[row], group_error[row] = _errors(gathered, whole, name, known)
        elif name in FROM_COUNTS:
            value[row] = _from_counts(whole, name)
        elif name == "wrongful_ratio_max":
            value[row] = _largest_ratios(gathered, whole)
        if OUTCOMES[name].in_none == "nought" and not np.isnan(value[row, 1:]).all():
            value[row, 0], groups[row, 0] = 0.0, 0.0
    kept = [row for row in range(len(OUTCOMES)) if not np.isnan(value[row]).all()]
    names = tuple(name for row, name in enumerate(OUTCOMES) if row in kept)
    columns = (value[kept], groups[kept], error[kept], of_difference[kept], group_error[kept])
    return Values(names, *columns, clusters=gathered.districts)


def _quotients(top: Floats, bottom: Floats, factor: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(bottom != 0, factor * top / bottom, np.nan)
    return found


def _errors(gathered: PartSums, whole: Whole, name: str, known: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Standard errors of a ratio, of its difference to none, and by group, from sums over districts."""
    worlds, groups = len(whole.worlds), groups_of(whole.compiled)
    row = list(OUTCOMES).index(name)
    error, of_difference = (np.full(worlds, np.nan) for _ in range(2))
    split = np.full((worlds, len(groups.labels)), np.nan)
    in_none: Floats | None = None
    size = gathered.added["tables/district_size"].astype(np.float64)
    for w in np.flatnonzero(known):
        factor = float(gathered.added["ratio/factor"][row, w])
        is_of_all = gathered.added["ratio/kind"][row, w] == OF_PERSONS
        bottom = size if is_of_all else gathered.placed[f"bottom/{name}"][w]
        errors = ratio_errors(gathered.placed[f"top/{name}"][w], bottom, factor)
        in_none = errors if w == 0 else in_none
        error[w] = clustered_error(errors)
        of_difference[w] = clustered_error(errors - (in_none if in_none is not None else 0.0))
        for attribute, where, _ in groups.attributes if gathered.districts <= MOST_CLUSTERS else ():
            sizes = gathered.placed[f"sizes/{attribute}"]
            bottoms = sizes if is_of_all else gathered.placed[f"bottom/{name}/{attribute}"][w]
            pairs = zip(gathered.placed[f"top/{name}/{attribute}"][w], bottoms, strict=True)
            split[w, where] = [clustered_error(ratio_errors(one, other, factor)) for one, other in pairs]
    return error, of_difference, split


def _from_counts(whole: Whole, name: str) -> Floats:
    """An outcome that is made of counts, by world; nan where it is not known."""
    found = np.full(len(whole.worlds), np.nan)
    for w in range(len(found)):
        if w or OUTCOMES[name].in_none == "measured":
            one = MEASURES[name](whole, w)
            found[w] = one if isinstance(one, int | float) else np.nan
    return found


def _largest_ratios(gathered: PartSums, whole: Whole) -> Floats:
    """Largest over smallest mean of any protected attribute's groups (``wrongful_ratio_max``)."""
    found, sizes = np.full(len(whole.worlds), np.nan), gathered.added["tables/group_size"]
    levels = [where for name, where, _ in groups_of(whole.compiled).attributes if name in whole.protected]
    for w in range(1, len(found)):
        name = "wrongful_listed_days" if whole.black_lists(w) else "wrongful_entries"
        struck = gathered.added["groups/top"][list(OUTCOMES).index(name), w]
        ratio = largest_ratio((struck[where], sizes[where]) for where in levels)
        found[w] = np.nan if ratio is None else ratio
    return found


def as_replicate(
    gathered: PartSums, whole: Whole, *, part: Lived, society: str, number: int, timing: Mapping[str, float]
) -> Replicate:
    """The replicate that was gathered.

    Parameters
    ----------
    part
        Any part of it: what is the same in all of them is taken from there.
    society, number, timing
        As for ``replicate.as_replicate``.
    """
    sums, tables = gathered.added, dict[str, Array]()
    for name, variable in VARIABLES.items():
        if name in ADDED:
            tables[name] = sums[f"tables/{name}"]
        elif name in JOINED:
            tables[name] = gathered.placed[f"tables/{name}"]
        elif name == "list_share":
            tables[name] = sums["tables/list_share"] / whole.n
        elif name in CONSTANT:
            tables[name] = np.asarray(variable.of(part))
        elif name in ORDERED:
            tables[name] = np.full_like(np.asarray(variable.of(part), np.float64), np.nan)
        else:
            tables[name] = np.asarray(variable.of(whole))
    return Replicate(
        society=society,
        number=number,
        coords=coords(part),
        values=measured(gathered, whole),
        tables=tables,
        spreads=gathered.spreads,
        histograms=whole.record.histograms,
        timing=timing,
        persons={name: np.concatenate(arrays, axis=-1) for name, arrays in gathered.persons.items()},
    )
