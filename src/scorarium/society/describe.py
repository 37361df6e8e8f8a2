"""What was asked of a society beside what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.society import parts, recipe
from scorarium.society.dice import Dice
from scorarium.society.districts import measured_dissimilarity
from scorarium.society.graphs import Graph, inbreeding, local_clustering
from scorarium.society.junction import Table
from scorarium.society.population import TRAIT_STEP, Asked, Population

Given = tuple[tuple[str, ...], NDArray[np.float64]]

ERRORS = 4.0
"""Standard errors that sampling may explain: one false alarm in some 16,000 figures."""


def describe(population: Population) -> list[Asked]:
    """List what was asked of a population beside what came out.

    Parameters
    ----------
    population : Population
        As generated.

    Returns
    -------
    list of Asked
        In the order of the recipe: attributes, joint tables, traits, districts, ties.
    """
    return list(population.asked)


def compare(
    society: recipe.Society, population: Population, asked: Sequence[Table], given: Sequence[Given], dice: Dice
) -> tuple[Asked, ...]:
    """Measure on the people everything that their recipe asked for.

    Parameters
    ----------
    society : Society
        The recipe.
    population : Population
        Its people.
    asked : sequence of Table
        Shares of single attributes and of joint parts.
    given : sequence of (attributes, shares)
        Conditional shares.
    dice : Dice
        Samples the persons on whom clustering is measured.
    """
    rows: list[Asked] = []
    for table in asked:
        rows += _shares(population, table.name, table.of, table.shares)
    for of, shares in given:
        rows += _conditional(population, of, shares)
    rows += _traits(society, population)
    rows += _districts(society, population)
    rows += _households(society, population)
    rows += _ties(society, population, dice)
    return tuple(rows)


def _count(population: Population, of: Sequence[str]) -> NDArray[np.float64]:
    """Count persons in every combination of levels."""
    shape = [len(population.levels[name]) for name in of]
    cell = np.zeros(population.n, np.int64)
    for name, size in zip(of, shape, strict=True):
        cell = cell * size + population.attributes[name]
    counts: NDArray[np.float64] = np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(np.float64)
    return counts


def _shares(population: Population, name: str, of: tuple[str, ...], shares: NDArray[np.float64]) -> Iterator[Asked]:
    got = _count(population, of) / population.n
    for cell in np.ndindex(*shares.shape):
        label = "/".join(population.levels[attribute][code] for attribute, code in zip(of, cell, strict=True))
        asked = float(shares[cell])
        tolerance = ERRORS * np.sqrt(asked * (1.0 - asked) / population.n) + 1.0 / population.n
        yield Asked(f"{name}.{label}", asked, float(got[cell]), "share", float(tolerance))


def _conditional(population: Population, of: tuple[str, ...], shares: NDArray[np.float64]) -> Iterator[Asked]:
    counts = _count(population, of)
    *parents, own = of
    for cell in np.ndindex(*shares.shape[:-1]):
        within = float(counts[cell].sum())
        names = [f"{on}={population.levels[on][code]}" for on, code in zip(parents, cell, strict=True)]
        for code, level in enumerate(population.levels[own]):
            if within == 0 or (population.levels[own] == ("false", "true") and level == "false"):
                continue
            asked = float(shares[(*cell, code)])
            tolerance = ERRORS * np.sqrt(asked * (1.0 - asked) / within) + 1.0 / within
            got = float(counts[(*cell, code)] / within)
            yield Asked(f"attributes.{own}.{level} if {', '.join(names)}", asked, got, "share", float(tolerance))
    totals = counts.sum(axis=tuple(range(len(parents)))) / population.n
    for code, level in enumerate(population.levels[own]):
        yield Asked(f"attributes.{own}.{level}", None, float(totals[code]), "share")


def _traits(society: recipe.Society, population: Population) -> Iterator[Asked]:
    """Moments of standard normal traits; rounding to quarters adds 1/192 to the variance."""
    error = ERRORS / np.sqrt(population.n)
    for name, codes in population.traits.items():
        z = codes * TRAIT_STEP
        yield Asked(f"traits.{name}.mean", 0.0, float(z.mean()), "sd", error)
        yield Asked(f"traits.{name}.sd", 1.0, float(z.std()), "sd", error / np.sqrt(2.0) + 0.01)
    for name, values in population.trait_values.items():
        mean = society.traits[name].mean
        asked = mean.constant_value if mean is not None else None
        yield Asked(f"traits.{name}.mean", asked, float(values.mean()), "1", error * float(values.std()))
    for (one, other), number in society.trait_correlations.items():
        r = number.constant_value
        a, b = (population.traits[name] * TRAIT_STEP for name in (one, other))
        got = float(((a - a.mean()) * (b - b.mean())).mean() / max(float(a.std() * b.std()), 1e-12))
        yield Asked(f"trait_correlations.{one}/{other}", r, got, "correlation", error * (1.0 - r * r) + 0.01)


def _districts(society: recipe.Society, population: Population) -> Iterator[Asked]:
    declared = society.districts
    if declared is None:
        return
    sizes = np.bincount(population.district, minlength=population.n_districts)
    yield Asked("districts.count", float(population.n_districts), float((sizes > 0).sum()), "districts", 0.0)
    yield Asked("districts.smallest", None, float(sizes.min()), "persons")
    yield Asked("districts.largest", None, float(sizes.max()), "persons")
    for name, number in declared.all_fields.items():
        values = population.district_fields[name]
        law = number.law
        if law is not None and law.mean is not None and law.sd is not None:
            mean, sd = law.mean.value, law.sd.value
            yield Asked(f"districts.{name}.mean", mean, float(values.mean()), "1", sd / np.sqrt(len(values)))
            yield Asked(f"districts.{name}.spread", sd, float(values.std()), "1", sd)
        elif law is not None and law.shares:
            asked = sum(float(value) * plain.value for value, plain in law.shares)
            spread = float(np.ptp([float(value) for value, _ in law.shares]))
            yield Asked(f"districts.{name}.mean", asked, float(values.mean()), "1", 2.0 * spread / len(values))
        else:
            yield Asked(f"districts.{name}.mean", None, float(values.mean()), "1")
    grain = float(max(0.05, 1.5 / np.sqrt(population.n / population.n_districts)))  # whole people, whole households
    for name, share in declared.uneven.items():
        got = measured_dissimilarity(population, name)
        yield Asked(f"districts.uneven.{name}", share.constant_value, got, "share", grain)


def _households(society: recipe.Society, population: Population) -> Iterator[Asked]:
    sizes = parts.sizes_of(society)
    if sizes is None:
        return
    own = np.diff(population.household_first)
    for size, share in zip(*sizes, strict=True):
        slack = ERRORS * np.sqrt(share * (1.0 - share) / len(own)) + 1.0 / len(own)
        yield Asked(f"ties.household.sizes.{size}", float(share), float((own == size).mean()), "share", float(slack))
    mean = float(np.dot(*sizes))
    error = ERRORS * float(own.std()) / np.sqrt(len(own))
    yield Asked("ties.household.mean_size", mean, float(own.mean()), "persons", float(error))
    yield Asked("ties.household.with_minors", None, _with(population, population.is_child), "share of households")
    yield Asked("ties.household.partnered", None, float((population.partner >= 0).mean()), "share")


def _with(population: Population, who: NDArray[np.bool_]) -> float:
    """Share of households in which somebody is `who`."""
    return float(len(np.unique(population.household[who])) / population.n_households)


def _ties(society: recipe.Society, population: Population, dice: Dice) -> Iterator[Asked]:
    friends = parts.friends_of(society)
    if friends is not None:
        graph = Graph(population.friends_first, population.friends)
        exact = friends.shape in ("complete", "star")
        asked = None if exact else friends.mean_degree
        yield Asked(
            "ties.friends.mean_degree", asked, float(graph.degree.mean()), "friends", 0.03 * friends.mean_degree
        )
        yield Asked("ties.friends.sd_degree", None, float(graph.degree.std()), "friends")
        yield Asked("ties.friends.isolates", None, float((graph.degree == 0).mean()), "share")
        wanted = friends.clustering if friends.shape == "small_world" else None
        yield Asked("ties.friends.clustering", wanted, local_clustering(graph, dice), "share", 0.03)
        for name, share in friends.alike_in.items():
            level = population.district if name == "district" else population.attributes[name].astype(np.int32)
            got = inbreeding(graph, level)
            yield Asked(f"ties.friends.alike_in.{name}", share, got, "share beyond chance", 0.05)
    for name, groups, first in (
        ("work", society.ties.work if society.ties else None, population.work_first),
        ("school", society.ties.school if society.ties else None, population.school_first),
    ):
        if groups is not None:
            mean = groups.mean_size.constant_value
            n_groups = len(first) - 1
            got = float(first[-1] / n_groups) if n_groups else 0.0
            yield Asked(f"ties.{name}.mean_size", mean, got, "persons", 0.1 * mean)
            yield Asked(f"ties.{name}.members", None, float(first[-1] / population.n), "share")
