"""Replicates of all societies become one dataset with named dimensions, units and intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from scorarium.engine.histograms import MOST_BINS, Histogram, merge
from scorarium.names import POINT
from scorarium.outcomes.estimates import estimate, known_outcomes
from scorarium.outcomes.intervals import LEVEL
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.persons import COLUMNS
from scorarium.outcomes.replicate import Replicate
from scorarium.outcomes.scores import Spread
from scorarium.outcomes.variables import VARIABLES

Array = NDArray[Any]
Group = Sequence[Replicate]
FIXED = (
    *("time", "act", "service", "group", "district", "answer", "listing", "tier", "tier_next", "move", "look"),
    *("fit", "factor", "learner", "label", "firm_measure", "firm_kind", "firm_figure", "firm_move"),
)
"""Dimensions whose labels are the same in every replicate of a society."""
OF_WORLDS = {"world", "scheme", "list", "sense", "factor", "learner"}
"""Dimensions whose labels belong to one society."""


def assemble(groups: Mapping[str, Group], none_of: Mapping[str, str]) -> xr.Dataset:
    """The dataset of a run.

    Parameters
    ----------
    groups
        Society -> its replicates in order of their numbers.
    none_of
        Society -> the name of its world without schemes.

    Returns
    -------
    Dataset
        Each outcome by its name (world, replicate), and ``NAME_by_group``. Over replicates, by outcome: ``estimate``,
        ``difference`` to none under the same luck and ``group_estimate`` (each: value, low, high), and ``noise_floor``.
        Beside them ``variables.VARIABLES`` and scores.
    """
    parts = [_of_society(name, group, none_of[name]) for name, group in groups.items()]
    if len(parts) == 1:
        return _labelled(parts[0], groups, none_of)
    width = max(part.sizes.get("cell", 0) for part in parts)
    parts = [_padded(part, width) for part in parts]
    merged = xr.merge(parts, join="outer", compat="no_conflicts", combine_attrs="override")
    worlds = [str(world) for part in parts for world in part["world"].values]
    return _labelled(merged.sel(world=worlds), groups, none_of)


def _padded(part: xr.Dataset, width: int) -> xr.Dataset:
    """A dataset with as many cells of scores as the others."""
    if "cell" not in part.dims:
        return part
    fill = {"score_value": np.nan, "score_count": 0}
    return part.pad(cell=(0, width - part.sizes["cell"]), constant_values=fill)


def _of_society(name: str, group: Group, none: str) -> xr.Dataset:
    """The dataset of one society; names of rows are attached later."""
    first = group[0]
    coords: dict[str, Any] = {
        dim: first.coords[dim] for dim in (*FIXED, "scheme", "list", "sense") if dim in first.coords
    }
    coords["world"] = np.array([none, *first.coords["world"][1:].tolist()])
    coords |= {"replicate": np.array([r.number for r in group]), "bound": ["value", "low", "high"]}
    coords |= {"society": [name], "outcome": list(known_outcomes([replicate.values for replicate in group]))}
    found = _outcomes(group) | _tables(group) | _scores(group)
    return xr.Dataset(found, coords={k: v for k, v in coords.items() if _is_used(k, found)})


def _is_used(dim: str, variables: Mapping[str, xr.Variable]) -> bool:
    return any(dim in variable.dims for variable in variables.values()) or dim in ("world", "replicate", "society")


def _outcomes(group: Group) -> dict[str, xr.Variable]:
    """Every outcome: values, differences, groups and estimates."""
    values = [replicate.values for replicate in group]
    names = known_outcomes(values)
    estimates = [estimate(name, values) for name in names]
    found: dict[str, xr.Variable] = {}
    for name, e in zip(names, estimates, strict=True):
        row = OUTCOMES[name]
        about = {"units": row.unit, "long_name": row.meaning, "better": row.better, "formula": row.formula}
        if row.reference:
            about["references"] = row.reference
        found[name] = xr.Variable(("world", "replicate"), e.value, about)
        if not np.isnan(e.groups).all():
            found[f"{name}_by_group"] = xr.Variable(("world", "replicate", "group"), e.groups, {"units": row.unit})
    about = {"units": "as the outcome", "long_name": f"Value and {LEVEL:.0%} interval over replicates."}
    dims = ("outcome", "world", "bound")
    found["estimate"] = xr.Variable(dims, np.array([e.estimate for e in estimates]), about)
    about = about | {"long_name": f"Difference to none under the same luck, and its {LEVEL:.0%} interval."}
    found["difference"] = xr.Variable(
        ("outcome", "world", "bound"), np.array([e.of_difference for e in estimates]), about
    )
    if values[0].groups.shape[2]:
        by_group = np.array([e.of_groups for e in estimates])
        found["group_estimate"] = xr.Variable(("outcome", "world", "group", "bound"), by_group, about)
    about = about | {"long_name": "Half-width that the difference would have if the worlds did not share their luck."}
    found["noise_floor"] = xr.Variable(("outcome", "world"), np.array([e.floor for e in estimates]), about)
    return found


def _tables(group: Group) -> dict[str, xr.Variable]:
    """Variables beside the outcomes, by replicate."""
    found = {}
    for name, variable in VARIABLES.items():
        stacked = np.stack([replicate.tables[name] for replicate in group])
        if 0 in stacked.shape:
            continue
        about = {"units": variable.unit, "long_name": variable.meaning}
        if OF_WORLDS & set(variable.dims):
            found[name] = xr.Variable(("replicate", *variable.dims), stacked, about)
        else:
            found[name] = xr.Variable(("society", "replicate", *variable.dims), stacked[None], about)
    return found


def _scores(group: Group) -> dict[str, xr.Variable]:
    """Scores at the end, and on the way, over all replicates."""
    n = len(group[0].spreads)
    final = [_total([replicate.spreads[s] for replicate in group]) for s in range(n)]
    kept = [s for s in range(n) if final[s].n]
    if not kept:
        return {}
    width = max(len(final[s].value) for s in kept)
    value, count = np.full((n, width), np.nan), np.zeros((n, width), np.int64)
    for s in kept:
        value[s, : len(final[s].value)] = final[s].value / POINT
        count[s, : len(final[s].count)] = final[s].count
    points = {"units": "points"}
    found = {
        "score_value": xr.Variable(("scheme", "cell"), value, points | {"long_name": "Scores at the end, ascending."}),
        "score_count": xr.Variable(("scheme", "cell"), count, {"units": "persons", "long_name": "Persons at each."}),
        "score_step": xr.Variable(("scheme",), np.array([spread.step for spread in final]) / POINT, points),
        "score_mean": xr.Variable(("scheme",), np.array([s.mean if s.n else np.nan for s in final]), points),
        "score_sd": xr.Variable(("scheme",), np.array([s.sd if s.n else np.nan for s in final]), points),
    }
    return found | _histograms(group, n)


def _histograms(group: Group, n: int) -> dict[str, xr.Variable]:
    """Scores on the way, all replicates together, in bins of equal width for each scheme."""
    merged = [_merged([replicate.histograms[s] for replicate in group]) for s in range(n)]
    edges, counts = np.full((n, MOST_BINS + 1), np.nan), np.zeros((len(merged[0].ticks), n, MOST_BINS), np.int64)
    for s, histogram in enumerate(merged):
        bins = histogram.counts.shape[1]
        width = histogram.edges[1] - histogram.edges[0]
        edges[s] = histogram.edges[0] + width * np.arange(MOST_BINS + 1)
        counts[:, s, :bins] = histogram.counts
    about = {"units": "persons", "long_name": "Persons by score on the way, all replicates."}
    return {
        "score_hist": xr.Variable(("look", "scheme", "bin"), counts, about),
        "score_edge": xr.Variable(("scheme", "edge"), edges, {"units": "points"}),
    }


def _merged(histograms: Sequence[Histogram]) -> Histogram:
    """Histograms of all replicates in the same bins, added up."""
    ticks, looks = histograms[0].ticks, len(histograms[0].ticks)
    rows = [(one.first, one.width, one.counts[k]) for one in histograms for k in range(looks)]
    steps = max(one.per_point for one in histograms)
    both = merge(
        [int(tick) for tick in ticks] * len(histograms),
        [row if row[2].any() else (0, 1, row[2][:0]) for row in rows],
        steps,
    )
    return Histogram(ticks, both.edges, both.counts.reshape(len(histograms), looks, -1).sum(axis=0), steps)


def _total(spreads: Sequence[Spread]) -> Spread:
    found = spreads[0]
    for spread in spreads[1:]:
        found = found + spread
    return found


def _labelled(dataset: xr.Dataset, groups: Mapping[str, Group], none_of: Mapping[str, str]) -> xr.Dataset:
    """Attach to each row what it belongs to."""
    worlds: dict[str, str] = {}
    of_scheme: dict[str, tuple[str, str]] = {}
    of_list: dict[str, tuple[str, str]] = {}
    of_sense: dict[str, tuple[str, str]] = {}
    traits: dict[str, str] = {}
    tiers: dict[str, list[str]] = {}
    for society, group in groups.items():
        names = group[0].coords
        worlds |= dict.fromkeys([none_of[society], *names["world"][1:].tolist()], society)
        schemes = names["scheme"].tolist()
        of_scheme |= dict(zip(schemes, zip(names["scheme_world"], names["scheme_name"], strict=True), strict=True))
        lists = names["list"].tolist()
        of_list |= dict(zip(lists, zip(names["list_scheme"], names["list_name"], strict=True), strict=True))
        senses = zip(names["sense_scheme"].tolist(), names["sense_name"].tolist(), strict=True)
        of_sense |= dict(zip(names["sense"].tolist(), senses, strict=True))
        traits |= dict(zip(schemes, names["scheme_trait"].tolist(), strict=True))
        width = len(names["tier"])
        tiers |= {s: names["tier_name"][k * width : (k + 1) * width].tolist() for k, s in enumerate(schemes)}
    new: dict[str, Any] = {"world_society": ("world", [worlds[str(w)] for w in dataset["world"].values])}
    for dim, of in (("scheme", of_scheme), ("list", of_list), ("sense", of_sense)):
        if dim in dataset.dims:
            labels = [str(label) for label in dataset[dim].values]
            above = "world" if dim == "scheme" else "scheme"
            new[f"{dim}_{above}"] = (dim, [str(of[label][0]) for label in labels])
            new[f"{dim}_name"] = (dim, [str(of[label][1]) for label in labels])
    if "scheme" in dataset.dims:
        new["scheme_trait"] = ("scheme", [traits[str(s)] for s in dataset["scheme"].values])
    if "tier" in dataset.dims and "scheme" in dataset.dims:
        width = dataset.sizes["tier"]
        rows = [(tiers[str(s)] + [""] * width)[:width] for s in dataset["scheme"].values]
        new["tier_name"] = (("scheme", "tier"), rows)
    dataset = dataset.assign_coords(new)
    if "time" in dataset.coords:
        for dim in ("time", "look", "move"):
            if dim in dataset.coords:
                dataset[dim].attrs |= {"units": "y", "long_name": "Years from the start."}
    return dataset


def persons_of(groups: Mapping[str, Group], none_of: Mapping[str, str]) -> xr.Dataset:
    """Columns of persons of replicate 0 of the first society; codes of attributes carry their levels."""
    society = next(iter(groups))
    first = next(replicate for replicate in groups[society] if replicate.persons)
    dims = {"person": ("person",)} | {name: column[0] for name, column in COLUMNS.items()}
    variables = {}
    for name, array in first.persons.items():
        if name == "person" or 0 in array.shape:
            continue
        about: dict[str, Any] = {}
        if name in COLUMNS:
            about = {"units": COLUMNS[name][1], "long_name": COLUMNS[name][2]}
        elif (levels := first.coords.get(f"levels_{name.removeprefix('attribute_')}")) is not None:
            about = {"flag_meanings": " ".join(str(level) for level in levels), "flag_values": np.arange(len(levels))}
        variables[name] = xr.Variable(dims.get(name, ("person",)), array, about)
    coords = {
        "person": first.persons["person"],
        "world": np.array([none_of[society], *first.coords["world"][1:].tolist()]),
    }
    if len(first.coords["scheme"]):
        coords["scheme"] = first.coords["scheme"]
    return xr.Dataset(variables, coords=coords, attrs={"society": society, "replicate": first.number})
