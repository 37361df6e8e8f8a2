"""The document of a run: what ``run --json`` prints and ``run.json`` keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from scorarium.outcomes.intervals import over_replicates
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.scores import MOST_VALUES, QUANTILES

Floats = NDArray[np.float64]


def worlds_of(dataset: xr.Dataset, wanted: Sequence[str] = ()) -> dict[str, Any]:
    """The part ``worlds`` of a document.

    Parameters
    ----------
    dataset
        As assembled.
    wanted
        Outcomes that are reported; all without.
    """
    known = dataset["outcome"].values.tolist()
    names = [name for name in OUTCOMES if name in known and (not wanted or name in wanted)]
    found: dict[str, Any] = {}
    for world in dataset["world"].values:
        at = dataset.sel(world=world)
        schemes, firms = schemes_of(dataset, str(world)), firms_of(dataset, str(world))
        outcomes = {name: row for name in names if (row := outcome_of(at, name, has_schemes=bool(schemes))) is not None}
        found[str(world)] = {"outcomes": outcomes, **({"schemes": schemes} if schemes else {}), **firms}
    return found


def outcome_of(world: xr.Dataset, name: str, *, has_schemes: bool) -> dict[str, Any] | None:
    """One outcome of one world; None where it is not known there, or is nought by fact."""
    row = world.sel(outcome=name)
    value, low, high = row["estimate"].values
    if np.isnan(value) or (not has_schemes and OUTCOMES[name].in_none != "measured"):
        return None
    found: dict[str, Any] = {"value": float(value), "unit": OUTCOMES[name].unit, "interval": interval(low, high)}
    difference, low, high = row["difference"].values
    if not np.isnan(difference):
        found["difference"] = {"value": float(difference), "interval": interval(low, high)}
        floor = float(row["noise_floor"])
        found |= {} if np.isnan(floor) else {"noise_floor": floor}
    if f"{name}_p95" in OUTCOMES:
        late = world["estimate"].sel(bound="value").reindex(outcome=[f"{name}_p95"]).item()
        found["quantiles"] = {"0.5": float(value)} | ({} if np.isnan(late) else {"0.95": float(late)})
    if "group_estimate" in row:
        groups = groups_of(row["group"].values.tolist(), row["group_estimate"].values)
        found |= {"groups": groups} if groups else {}
    return found


def groups_of(labels: Sequence[str], estimates: Floats) -> dict[str, dict[str, Any]]:
    """Values by attribute and level; groups in which nobody counts are left out."""
    found: dict[str, dict[str, Any]] = {}
    for label, (value, low, high) in zip(labels, estimates, strict=True):
        if not np.isnan(value):
            attribute, _, level = str(label).partition("=")
            found.setdefault(attribute, {})[level] = {"value": float(value), "interval": interval(low, high)}
    return found


def interval(low: float, high: float) -> list[float]:
    """Two ends, or nothing where there is no interval."""
    return [] if np.isnan(low) or np.isnan(high) else [float(low), float(high)]


def schemes_of(dataset: xr.Dataset, world: str) -> dict[str, Any]:
    """Score, tiers and lists of each scheme of a world at the end."""
    if "scheme" not in dataset.coords:
        return {}
    of_world = dataset["scheme_world"].values
    rows = [label for label, of in zip(dataset["scheme"].values, of_world, strict=True) if of == world]
    return {
        str(dataset["scheme_name"].sel(scheme=label).item()): {
            "score": score_of(dataset.sel(scheme=label)),
            "tiers": tiers_of(dataset.sel(scheme=label)),
            "lists": lists_of(dataset, str(label)),
            **learned_of(dataset, str(label)),
            **measures_of(dataset, str(label)),
        }
        for label in rows
    }


def measures_of(dataset: xr.Dataset, scheme: str) -> dict[str, Any]:
    """The trait that a score claims to measure, and what it would lose without each sense; nothing where unknown."""
    trait = str(dataset["scheme_trait"].sel(scheme=scheme).item()) if "scheme_trait" in dataset.coords else ""
    found: dict[str, Any] = {"claims_to_measure": trait} if trait else {}
    if "purpose_loss" in dataset:
        own = dataset["purpose_loss"].isel(sense=dataset["sense_scheme"].values == scheme).mean("replicate")
        loss = {str(name): float(x) for name, x in zip(own["sense_name"].values, own.values, strict=True)}
        known = {name: x for name, x in loss.items() if not np.isnan(x)}
        found |= {"purpose_loss_without": known} if known else {}
    return found


def score_of(scheme: xr.Dataset) -> dict[str, Any] | None:
    """Mean, spread and shares of a score; None where nobody has one."""
    if "score_value" not in scheme or not (count := scheme["score_count"].values).any():
        return None
    value = scheme["score_value"].values[: np.flatnonzero(count)[-1] + 1]
    count = count[: len(value)]
    found: dict[str, Any] = {"mean": float(scheme["score_mean"]), "sd": float(scheme["score_sd"])}
    upto = np.cumsum(count)
    quantiles = (value[np.searchsorted(upto, share * upto[-1] - 1e-9)] for share in QUANTILES)
    found["quantiles"] = {str(share): number(at) for share, at in zip(QUANTILES, quantiles, strict=True)}
    if len(value) <= MOST_VALUES and float(scheme["score_step"]) * 65536 == 1:
        whole = bool((value == np.floor(value)).all())
        keys = [str(int(v)) if whole else repr(float(v)) for v in value]
        found["shares"] = {key: float(c / upto[-1]) for key, c in zip(keys, count, strict=True) if c}
    return found


def number(value: float) -> int | float:
    """A whole number as such."""
    return int(value) if value == np.floor(value) else float(value)


def tiers_of(scheme: xr.Dataset) -> dict[str, float]:
    """Share of those enrolled in each tier at the end, mean over replicates."""
    if "tier_share_over_time" not in scheme:
        return {}
    names = [str(name) for name in scheme["tier_name"].values]
    last = scheme["tier_share_over_time"].isel(time=-1)
    if last.isnull().all():
        return {}
    shares = last.mean("replicate").values
    return {name: float(share) for name, share in zip(names, shares, strict=True) if name}


def lists_of(dataset: xr.Dataset, scheme: str) -> dict[str, Any]:
    """Share on each list at the end (mean over replicates), and how many entered and left in all replicates."""
    if "list" not in dataset.coords:
        return {}
    of_scheme = dataset["list_scheme"].values
    own = [label for label, of in zip(dataset["list"].values, of_scheme, strict=True) if of == scheme]
    found = {}
    for label in own:
        row = dataset.sel(list=label)
        found[str(row["list_name"].item())] = {
            "share": float(row["list_share"].mean()),
            "entered": int(row["list_entered"].sum()),
            "left": int(row["list_left"].sum()),
        }
    return found


def firms_of(dataset: xr.Dataset, world: str) -> dict[str, Any]:
    """Outcomes of the firms of a world, and their welfare by kind; means over replicates, nothing without firms.

    Where there are two replicates or more, each has its interval, and so has its difference to the world without.
    """
    at = dataset.sel(world=world)
    if "firm_outcome" not in at or at["firm_outcome"].isnull().all():
        return {}
    own = at["firm_outcome"].transpose("firm_measure", "replicate").values
    none = none_beside(dataset, world)
    apart = own - dataset["firm_outcome"].sel(world=none).transpose("firm_measure", "replicate").values
    outcomes: dict[str, Any] = {}
    for name, values, difference in zip(at["firm_measure"].values.tolist(), own, apart, strict=True):
        if np.isnan(values).all():
            continue
        outcomes[name] = {**_over(values, low=0.0 if (values >= 0).all() else -np.inf), "unit": unit_of_firms(name)}
        if none != world and not np.isnan(difference).all():
            outcomes[name]["difference"] = _over(difference)
    kinds: dict[str, float] = {}
    if "firm_welfare" in at:  # nothing tells them apart, otherwise
        welfare = at["firm_welfare"].mean("replicate")
        known = welfare.where(welfare.notnull(), drop=True)  # in a small society there may be no firm of a kind
        kinds = {str(kind): float(known.sel(firm_kind=kind)) for kind in known["firm_kind"].values}
    schemes = standing_of_firms(dataset, world)
    return {"firms": {"outcomes": outcomes, "welfare_by_kind": kinds, **({"schemes": schemes} if schemes else {})}}


def standing_of_firms(dataset: xr.Dataset, world: str) -> dict[str, Any]:
    """How the firms stand at the end in each scheme of a world that has any, means over replicates.

    Score (mean, sd, lowest and highest), shares of tiers, and of each list the share on it, and how many entered and
    left in all replicates.
    """
    if "firm_score" not in dataset:
        return {}
    found = {}
    for label, of in zip(dataset["scheme"].values.tolist(), dataset["scheme_world"].values.tolist(), strict=True):
        if of == world and not (own := dataset.sel(scheme=label))["firm_score"].isnull().all():
            figures = own["firm_score"].mean("replicate")
            score = {str(name): float(figures.sel(firm_figure=name)) for name in figures["firm_figure"].values}
            found[str(own["scheme_name"].item())] = {
                "score": score, "tiers": tiers_of_firms(own), "lists": lists_of_firms(dataset, label),
            }  # fmt: skip
    return found


def tiers_of_firms(scheme: xr.Dataset) -> dict[str, float]:
    """Share of the firms in each tier at the end."""
    names = [str(name) for name in scheme["tier_name"].values]
    shares = scheme["firm_tier"].mean("replicate").values
    return {name: float(share) for name, share in zip(names, shares, strict=True) if name}


def lists_of_firms(dataset: xr.Dataset, scheme: str) -> dict[str, Any]:
    """Share of the firms on each list at the end, and how many entered and left in all replicates."""
    if "firm_listing" not in dataset:
        return {}
    found = {}
    for label in dataset["list"].values[dataset["list_scheme"].values == scheme]:
        row = dataset.sel(list=label)
        moves = row["firm_listing"]
        found[str(row["list_name"].item())] = {
            "share": float(moves.sel(firm_move="share").mean()),
            "entered": int(moves.sel(firm_move="entered").sum()),
            "left": int(moves.sel(firm_move="left").sum()),
        }
    return found


def none_beside(dataset: xr.Dataset, world: str) -> str:
    """The world without schemes of the same society."""
    if "world_society" not in dataset.coords:
        return "none"
    society = dataset["world_society"].sel(world=world).item()
    own = dataset["world"].values[dataset["world_society"].values == society]
    return next(str(name) for name in own if str(name).partition("@")[0] == "none")


def _over(values: Floats, low: float = -np.inf) -> dict[str, Any]:
    """Mean over replicates, and its interval where there is one, cut off at `low`."""
    mean, half = over_replicates(values)
    return {"value": mean, "interval": interval(np.maximum(mean - half, low), mean + half)}


def unit_of_firms(name: str) -> str:
    """The unit of an outcome of firms."""
    return OUTCOMES[name].unit.replace("persons", "firms").replace("person", "firm").replace("py", "firm-y")


def learned_of(dataset: xr.Dataset, scheme: str) -> dict[str, Any]:
    """Weights that were learned, mean over replicates of the last ones, and how often they were; none for others."""
    if "learned_weight" not in dataset or scheme not in dataset["learner"].values:
        return {}
    own = [label for label in dataset["factor"].values if str(label).startswith(f"{scheme}/")]
    weights = dataset["learned_weight"].sel(factor=own)
    times = weights.notnull().any("factor").sum("fit").mean().item()
    known = dataset["learned_from"].sel(learner=scheme).sum("fit").mean("replicate").values
    found: dict[str, Any] = {"fits": float(times), "known": float(known[0]), "struck": float(known[1])}
    by_replicate = weights.transpose("replicate", "fit", "factor").values
    last = [one[~np.isnan(one).any(axis=1)][-1:] for one in by_replicate]
    if all(len(one) for one in last):
        means = np.mean(np.concatenate(last), axis=0)
        found["weights"] = {str(label).rpartition("/")[2]: float(mean) for label, mean in zip(own, means, strict=True)}
    return {"learned": found}


def document(
    dataset: xr.Dataset,
    *,
    head: Mapping[str, Any],
    timing: Mapping[str, float],
    provenance: Mapping[str, Any],
    wanted: Sequence[str] = (),
) -> dict[str, Any]:
    """The whole document.

    Parameters
    ----------
    head
        What stands before the worlds: version, run, folder, seed, size.
    """
    return {**head, "worlds": worlds_of(dataset, wanted), "timing": dict(timing), "provenance": dict(provenance)}
