"""Variables of a dataset beside the outcomes: what happened when, where and under which scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.learning import Fit
from scorarium.kernels.cells import sum_cells
from scorarium.names import POINT, Answer, Listed
from scorarium.outcomes.dispositions import claimed_trait
from scorarium.outcomes.firms import (
    FIGURES,
    MOVES,
    OF_FIRMS,
    firm_listings,
    firm_outcomes,
    firm_scores,
    firm_tiers,
    firm_welfare,
    kinds_of_firms,
)
from scorarium.outcomes.groups import groups_of
from scorarium.outcomes.lived import DAYS_PER_YEAR, Lived
from scorarium.outcomes.measures.validity import losses
from scorarium.outcomes.persons import over_represented

Array = NDArray[Any]
MOST_TIMES = 260
"""Points of time that are kept: ticks are put together in equal steps where there are more."""


@dataclass(frozen=True)
class Variable:
    """A variable: its dimensions (replicate left out), unit, and meaning."""

    dims: tuple[str, ...]
    unit: str
    meaning: str
    of: Callable[[Lived], Array]


def step_of(lived: Lived) -> int:
    """Ticks to one point of time."""
    return -(-int(lived.plan.clock.n_ticks) // MOST_TIMES)


def summed(lived: Lived, counts: Array) -> Array:
    """Counts by tick as counts by point of time."""
    found: Array = np.add.reduceat(counts, np.arange(0, len(counts), step_of(lived)), axis=0)
    return found


def at_end(lived: Lived, stocks: Array) -> Array:
    """Stocks at the end of each point of time."""
    n, step = len(stocks), step_of(lived)
    found: Array = stocks[np.minimum(np.arange(step - 1, n + step - 1, step), n - 1)]
    return found


def times(lived: Lived) -> NDArray[np.float64]:
    """Years from the start to the end of each point of time."""
    ends = at_end(lived, np.arange(1, int(lived.plan.clock.n_ticks) + 1))
    return ends * lived.tick_days / DAYS_PER_YEAR


def after_ticks(lived: Lived, ticks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Years from the start to the end of ticks."""
    return (ticks.astype(np.float64) + 1.0) * lived.tick_days / DAYS_PER_YEAR


def looks(lived: Lived) -> NDArray[np.int64]:
    """Ticks at whose end scores were counted."""
    return lived.record.histograms[0].ticks if lived.record.histograms else np.zeros(0, np.int64)


def tier_moves(lived: Lived) -> Array:
    """Persons by tier at one checkpoint and at the next; those without a tier and those not enrolled are one."""
    moves = lived.record.moves
    found = moves[:, :, :-1, :-1].copy()
    found[:, :, :, -1] += moves[:, :, :-1, -1]
    found[:, :, -1, :] += moves[:, :, -1, :-1]
    found[:, :, -1, -1] += moves[:, :, -1, -1]
    return found


def listed(lived: Lived) -> Array:
    """Persons on each list, on their own account and by spreading."""
    return np.stack([lived.series.n_primary, lived.series.n_spread], axis=2)


def mean_score(lived: Lived) -> Array:
    """Mean score of those enrolled; nan where nobody is."""
    with np.errstate(divide="ignore", invalid="ignore"):
        means: Array = lived.series.score_sum / POINT / lived.series.n_enrolled
    return at_end(lived, means)


def tier_share(lived: Lived) -> Array:
    """Share of those enrolled in each tier by code, those without one last; nan where nobody is enrolled."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Array = lived.series.n_tier / lived.series.n_enrolled[:, :, None]
    return at_end(lived, shares)


def by_district(lived: Lived, values: Array) -> NDArray[np.float64]:
    """Mean over the persons of each district."""
    n = lived.population.n_districts
    size = np.maximum(1, lived.plan.people.district_size)
    first = np.searchsorted(lived.plan.people.district, np.arange(n + 1)).astype(np.int64)
    found = np.zeros((1, n))
    sum_cells(np.ascontiguousarray(values, np.float64), first, np.zeros((0, 0), np.uint16), found)
    means: NDArray[np.float64] = found[0] / size
    return means


def welfare_by_district(lived: Lived) -> Array:
    """Mean welfare per year by world and district."""
    per_year = 1.0 / (POINT * lived.years)
    return np.array([by_district(lived, lived.gained("welfare", w)) * per_year for w in range(len(lived.worlds))])


def listed_by_district(lived: Lived) -> Array:
    """Share of persons on a black list at the end by world and district."""
    found = np.zeros((len(lived.worlds), lived.population.n_districts))
    for w in range(len(lived.worlds)):
        if rows := lived.black_lists(w):
            found[w] = by_district(lived, np.bitwise_or.reduce(lived.state.on[rows], axis=0) != 0)
    return found


def refused_by_district(lived: Lived) -> Array:
    """Refused demands per 1000 persons and year by world and district."""
    worlds = range(len(lived.worlds))
    return np.array([by_district(lived, lived.gained("refused", w)) * 1000.0 / lived.years for w in worlds])


def loss_by_sense(lived: Lived) -> Array:
    """What each score would lose without each of its senses."""
    found = [losses(lived, s) for s in range(len(lived.schemes))]
    labels = lived.compiled.labels.senses
    return np.array([found[int(s)].get(name, np.nan) for s, name in zip(lived.plan.senses.scheme, labels, strict=True)])


def claims(lived: Lived) -> list[str]:
    """The trait that each scheme claims to measure; nothing where its acts load on none."""
    traits = list(lived.compiled.frame.trait_row)
    found = [claimed_trait(lived, s) for s in range(len(lived.schemes))]
    return ["" if one is None else traits[one[0]] for one in found]


def entered(lived: Lived) -> Array:
    """Listings on people's own account since the burn-in, by list."""
    return np.array([int(lived.gained("times", row).sum()) for row in range(len(lived.plan.lists.scheme))], np.int64)


def left(lived: Lived) -> Array:
    """Listings that ended since the burn-in, by list: those before, and those entered, less those that stand."""
    now = (lived.state.on & Listed.PRIMARY).astype(np.int64).sum(axis=1)
    before = lived.series.n_primary[lived.burn_in - 1] if lived.burn_in else np.zeros(len(now), np.int64)
    ended: Array = before + entered(lived) - now
    return ended


def list_share(lived: Lived) -> Array:
    """Share of persons on each list at the end."""
    found: Array = (lived.state.on != 0).mean(axis=1)
    return found


def positions(axis: int) -> Callable[[Lived], Array]:
    """Coordinates of the districts on the map."""

    def of(lived: Lived) -> Array:
        return lived.population.district_xy[:, axis]

    return of


def fits_of(lived: Lived) -> list[list[Fit]]:
    """For each learned score its fits, in order."""
    rows = range(len(lived.plan.learned.scheme))
    return [[fit for fit in lived.record.fits if fit.row == row] for row in rows]


def learned_weight(lived: Lived) -> Array:
    """Weights by fit (those of scores that were fitted less often end with nan) and factor."""
    fits, count = fits_of(lived), lived.plan.learned.width
    found = np.full((max(map(len, fits), default=0), int(count.sum())), np.nan)
    for row, own in enumerate(fits):
        first = int(count[:row].sum())
        for k, fit in enumerate(own):
            if fit.weights is not None:
                found[k, first : first + int(count[row])] = fit.weights[:-1]
    return found


def learned_from(lived: Lived) -> Array:
    """(fits, learned scores, 2) people about whom there was a label, and those among them with a record."""
    fits = fits_of(lived)
    found = np.zeros((max(map(len, fits), default=0), len(fits), 2), np.int64)
    for row, own in enumerate(fits):
        for k, fit in enumerate(own):
            found[k, row] = fit.known, fit.struck
    return found


def learners(lived: Lived) -> list[str]:
    """The learned scores: world and scheme."""
    return ["/".join(lived.compiled.labels.schemes[int(s)]) for s in lived.plan.learned.scheme]


def weighed_factors(lived: Lived) -> list[str]:
    """Their factors: world, scheme and factor."""
    found = []
    for name, s in zip(learners(lived), lived.plan.learned.scheme, strict=True):
        found += [f"{name}/{factor}" for factor in getattr(lived.schemes[int(s)].score, "factors", {})]
    return found


VARIABLES: Final[dict[str, Variable]] = {
    "acts_done_over_time": Variable(
        ("time", "world", "act"), "acts", "Acts done, all persons.",
        lambda lived: summed(lived, acts(lived.series.n_done, lived)),
    ),
    "acts_prevented_over_time": Variable(
        ("time", "world", "act"), "acts", "Acts done in none and not here.",
        lambda lived: summed(lived, acts(lived.series.n_prevented, lived)),
    ),
    "acts_provoked_over_time": Variable(
        ("time", "world", "act"), "acts", "Acts done here and not in none.",
        lambda lived: summed(lived, acts(lived.series.n_provoked, lived)),
    ),
    "acts_recorded_over_time": Variable(
        ("time", "scheme", "act"), "acts", "Acts that made an entry for the right person.",
        lambda lived: summed(lived, acts(lived.series.n_seen, lived)),
    ),
    "answers_over_time": Variable(
        ("time", "world", "service", "answer"), "demands", "What became of demands.",
        lambda lived: summed(lived, lived.series.n_answer),
    ),
    "enrolled_over_time": Variable(
        ("time", "scheme"), "persons", "Persons enrolled.", lambda lived: at_end(lived, lived.series.n_enrolled)
    ),
    "score_mean_over_time": Variable(("time", "scheme"), "points", "Mean score of those enrolled.", mean_score),
    "tier_share_over_time": Variable(
        ("time", "scheme", "tier"), "1", "Share of those enrolled in each tier, in the order declared; last: in none.",
        tier_share,
    ),
    "listed_over_time": Variable(
        ("time", "list", "listing"), "persons", "Persons on a list, on their own account or by spreading.",
        lambda lived: at_end(lived, listed(lived)),
    ),
    "welfare_over_time": Variable(
        ("time", "world"), "days-income/person", "Welfare per person since the beginning.",
        lambda lived: at_end(lived, lived.series.welfare_sum / (POINT * lived.n)),
    ),
    "tier_moves": Variable(
        ("move", "scheme", "tier", "tier_next"), "persons",
        "Persons by tier at a turn and at the next, in the order declared; last: in none.",
        tier_moves,
    ),
    "welfare_by_district": Variable(("world", "district"), "days-income/y", "Mean welfare.", welfare_by_district),
    "listed_by_district": Variable(("world", "district"), "1", "Share on a black list at the end.", listed_by_district),
    "refused_by_district": Variable(
        ("world", "district"), "/1000 persons/y", "Demands refused.", refused_by_district
    ),
    "district_x": Variable(("district",), "1", "Position on the map; it carries no meaning.", positions(0)),
    "district_y": Variable(("district",), "1", "Position on the map; it carries no meaning.", positions(1)),
    "district_size": Variable(
        ("district",), "persons", "Persons.", lambda lived: lived.plan.people.district_size.astype(np.int64)
    ),
    "group_size": Variable(("group",), "persons", "Persons.", lambda lived: groups_of(lived.compiled).sizes()),
    "most_harmed_ratio": Variable(
        ("world", "group"), "1", "How over-represented a group is among the hundredth whom the world costs most.",
        lambda lived: over_represented(lived, -1),
    ),
    "most_helped_ratio": Variable(
        ("world", "group"), "1", "How over-represented a group is among the hundredth whom the world gives most.",
        lambda lived: over_represented(lived, 1),
    ),
    "purpose_loss": Variable(
        ("sense",), "1", "How much less a score would tell without a sense; nan where that cannot be known.",
        loss_by_sense,
    ),
    "list_share": Variable(("list",), "1", "Share of persons on the list at the end.", list_share),
    "list_entered": Variable(("list",), "listings", "Listings on people's own account since the burn-in.", entered),
    "learned_weight": Variable(
        ("fit", "factor"), "1",
        "Weight of each factor of a learned score after each fit; nan where too little was known.",
        learned_weight,
    ),
    "learned_from": Variable(
        ("fit", "learner", "label"), "persons", "About how many there was a label, and of how many a record.",
        learned_from,
    ),
    "firm_outcome": Variable(
        ("world", "firm_measure"), "as the outcome", "Outcomes of firms, per firm instead of per person.",
        firm_outcomes,
    ),
    "firm_score": Variable(
        ("scheme", "firm_figure"), "points", "Scores of the firms in each scheme at the end.", firm_scores
    ),
    "firm_tier": Variable(
        ("scheme", "tier"), "1", "Share of the firms in each tier at the end, in the order declared; last: in none.",
        firm_tiers,
    ),
    "firm_listing": Variable(
        ("list", "firm_move"), "as named", "Share of firms on the list at the end; how many came on it, and left.",
        firm_listings,
    ),
    "firm_welfare": Variable(("world", "firm_kind"), "days-income/y", "Mean welfare of firms by kind.", firm_welfare),
    "list_left": Variable(("list",), "listings", "Listings that ended since the burn-in.", left),
}  # fmt: skip
"""In the order in which a dataset shows them."""


def acts(counts: Array, lived: Lived) -> Array:
    """Counts by kind, demands left out."""
    return counts[:, :, : lived.n_acts]


def coords(lived: Lived) -> dict[str, Array]:
    """Names along each dimension."""
    labels, plan = lived.compiled.labels, lived.plan
    schemes = [f"{world}/{name}" for world, name in labels.schemes]
    lists = [f"{schemes[int(s)]}/{name}" for s, name in zip(plan.lists.scheme, labels.lists, strict=True)]
    most = max((len(tiers) for tiers in labels.tiers), default=0)
    return {
        "world": text(labels.worlds),
        "scheme": text(schemes),
        "scheme_world": text([world for world, _ in labels.schemes]),
        "scheme_name": text([name for _, name in labels.schemes]),
        "act": text(labels.acts),
        "service": text(labels.services),
        "list": text(lists),
        "list_scheme": text([schemes[int(s)] for s in plan.lists.scheme]),
        "list_name": text(labels.lists),
        "scheme_trait": text(claims(lived)),
        "sense": text([f"{schemes[int(s)]}/{name}" for s, name in zip(plan.senses.scheme, labels.senses, strict=True)]),
        "sense_scheme": text([schemes[int(s)] for s in plan.senses.scheme]),
        "sense_name": text(labels.senses),
        "district": text(labels.districts),
        "group": text(groups_of(lived.compiled).labels),
        "answer": text([answer.name.lower() for answer in Answer]),
        "listing": text(["own", "spread"]),
        "tier": np.arange(most + 1),
        "tier_next": np.arange(most + 1),
        "move": after_ticks(lived, lived.record.checkpoints[1:]),
        "look": after_ticks(lived, looks(lived)),
        "tier_name": text([name for tiers in labels.tiers for name in padded(tiers, most + 1)]),
        "factor": text(weighed_factors(lived)),
        "learner": text(learners(lived)),
        "label": text(["known", "struck"]),
        "fit": np.arange(max(map(len, fits_of(lived)), default=0)),
        "firm_measure": text(OF_FIRMS),
        "firm_kind": text(kinds_of_firms(lived)),
        "firm_figure": text(FIGURES),
        "firm_move": text(MOVES),
        "time": times(lived),
        **{f"levels_{name}": text(levels) for name, levels in lived.population.levels.items()},
    }


def padded(names: tuple[str, ...], width: int) -> list[str]:
    """Names of tiers by position, filled up with nothing."""
    return [*names, *[""] * (width - len(names))]


def text(names: list[str] | tuple[str, ...]) -> Array:
    """Names as an array that a file can hold."""
    return np.array(names, dtype=f"<U{max((len(name) for name in names), default=1) or 1}")
