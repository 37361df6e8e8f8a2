"""The map: where people stand worst, in districts that exist nowhere."""

from __future__ import annotations

import math

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import districts
from scorarium.report.material import Floats, InRun, Material, World
from scorarium.report.sections.say import anchor, kicker, over

FEWEST = 3
CHANCE = 3.0
"""Standard errors by which the two ends of many districts may lie apart by chance alone, roughly."""


def section(material: Material) -> Section | None:
    """One map for each world: the share listed where there is a black list, otherwise the mean score."""
    pictures = []
    for world in material.worlds:
        found = _listed(material, world) or next(
            (picture for used in world.schemes if (picture := _scored(material, used)) is not None), None
        )
        if found is not None:
            pictures.append(found)
    if not pictures:
        return None
    title = "Where people stand worst"
    lead = (
        "The districts are drawn, like the people: positions mean nothing. What can differ between them is who lives"
        " there and how closely they are watched.",
    )
    return Section("places", "Districts", title, lead, tuple(pictures))


def _positions(material: Material, society: str) -> Floats | None:
    """Where the districts of replicate 0 lie."""
    x, y = (material.array(f"district_{axis}", society=society) for axis in ("x", "y"))
    if x is None or y is None:
        return None
    xy = np.column_stack([x[0], y[0]])
    return xy if len(xy) >= FEWEST and np.isfinite(xy).all() else None


def _listed(material: Material, world: World) -> Picture | None:
    values, xy = material.array("listed_by_district", world=world.name), _positions(material, world.society)
    size = material.array("district_size", society=world.society)
    if values is None or xy is None or size is None or not (values[0] > 0).any():
        return None
    share, people = values[0], size[0]
    total = float((share * people).sum() / people.sum())
    error = np.sqrt(total * (1 - total) / np.maximum(people, 1))
    texts = tuple(words.percent(float(value), 2) for value in share)
    what = "The share of people on a black list at the end, by district."
    return _map(material, world, xy, share, people, texts, "high", what, error, over(material, world))


def _scored(material: Material, used: InRun) -> Picture | None:
    """Mean scores from the persons of replicate 0 that are kept."""
    persons = material.kept.persons
    world = next(world for world in material.worlds if world.name == used.world)
    xy = _positions(material, world.society)
    if xy is None or "score" not in persons or used.scheme.score is None or used.scheme.score.kind == "record":
        return None
    keys = [str(key) for key in persons["scheme"].values]
    if used.key not in keys:
        return None
    scores = np.asarray(persons["score"].values, np.float64)[keys.index(used.key)]
    where = np.asarray(persons["district"].values)[np.isfinite(scores)]
    scores = scores[np.isfinite(scores)]
    if not len(scores) or scores.min() == scores.max():
        return None
    people = np.bincount(where, minlength=len(xy)).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(where, scores, len(xy)) / people
    error = scores.std() / np.sqrt(np.maximum(people, 1))
    digits = words.digits_for(float(np.nanmax(means) - np.nanmin(means)), 1.0)
    texts = tuple(words.figure(float(value), digits) if np.isfinite(value) else "nobody" for value in means)
    worse = "high" if getattr(used.scheme.score, "better", None) == "lower" else "low"
    what = "Mean score at the end, by district."
    return _map(material, world, xy, means, people, texts, worse, what, error, kicker(material, used))


def _map(
    material: Material, world: World, xy: Floats, values: Floats, people: Floats, texts: tuple[str, ...], worse: str,
    what: str, error: Floats, over_it: str,
) -> Picture:  # fmt: skip
    names = tuple(material.names("district"))[: len(xy)]
    data = districts.Districts(names, xy, values, texts, worse)
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(values[known], kind="stable")]
    worst, best = (order[-1], order[0]) if worse == "high" else (order[0], order[-1])
    apart = abs(float(values[worst] - values[best]))
    chance = CHANCE * math.hypot(float(error[worst]), float(error[best]))
    note = (
        f"Replicate 0: each replicate has districts of its own. A district has about {np.median(people):,.0f} people."
        f" Luck alone would set two districts about {_size(what, chance)} apart at most."
    )
    rows = tuple((names[i], f"{people[i]:,.0f}", texts[i]) for i in (order[::-1] if worse == "high" else order))
    return Picture(
        f"map-{anchor(world.name)}", _headline(what, texts[worst], texts[best], names[worst], apart > chance), what, note,
        lambda wide, label: districts.draw(data, wide, label),
        Table(("district", "people", "share listed" if "share" in what else "mean score"), rows), world.tone, over_it,
    )  # fmt: skip


def _size(what: str, value: float) -> str:
    return (
        f"{words.figure(100 * value, words.digits_for(None, 100 * value))} points"
        if "share" in what
        else words.figure(value)
    )


def _headline(what: str, worst: str, best: str, name: str, is_clear: bool) -> str:
    if not is_clear:
        return "Districts differ by no more than luck."
    if "share" in what:
        return f"In district {name}, {worst} of people are listed; in the best one {best}."
    return f"In district {name} the mean score is {worst}; in the best one {best}."
