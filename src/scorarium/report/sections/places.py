"""The map: where people stand worst, in districts that exist nowhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.names import Decision
from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import bars, districts
from scorarium.report.material import Floats, InRun, Material, World
from scorarium.report.sections.say import anchor, kicker, over

FEWEST = 3
FEW_PEOPLE = 10
"""In districts with fewer people the worst one is the luckless one."""
SURE = 0.05
"""How rarely chance alone may make a district as bad as the worst one."""

SHUFFLING = 0x5C0_4A41_0D15_7121
FEWEST_SHUFFLES, MOST_SHUFFLES, SHUFFLED = 40, 400, 20_000_000
"""Shuffles of people over districts: their seed; at least, at most, and persons shuffled in all."""


@dataclass(frozen=True)
class Mapped:
    """What a map shows of one world.

    Parameters
    ----------
    what
        Of the deck.
    head
        Of the table's column.
    values, people
        By district.
    texts
        The values as words.
    worse
        Which values are the worse ones.
    chance
        How often one district of so many would be as bad as the worst, if all were alike.
    """

    what: str
    head: str
    values: Floats
    people: Floats
    texts: tuple[str, ...]
    worse: str
    chance: float


def section(material: Material) -> Section | None:
    """One map for each world: the share listed where there is a black list, otherwise the mean score."""
    pictures: list[Picture] = []
    for world in material.worlds:
        pictures += [found for used in world.schemes if (found := kept_by_district(material, world, used)) is not None]
        if (ground := _ground(material, world.society)) is None:
            continue
        listed = _listed(material, world, ground)
        if listed is not None and _typical(listed) >= FEW_PEOPLE:
            pictures.append(_picture(world, ground, listed, over(material, world)))
            continue
        for used in world.schemes:
            scored = _scored(material, used, ground)
            if scored is not None and _typical(scored) >= FEW_PEOPLE:
                pictures.append(_picture(world, ground, scored, kicker(material, used)))
                break
    if not pictures:
        return None
    if all(picture.key.startswith("kept-") for picture in pictures):
        lead = "The districts are drawn, like the people: each stands for no place that exists."
        return Section("places", "Districts", "Which districts are scored how", (lead,), tuple(pictures))
    lead = (
        "The districts are drawn, like the people: positions mean nothing. What differs between them is who lives there"
        " and how closely they are watched."
    )
    return Section("places", "Districts", "Where people stand worst", (lead,), tuple(pictures))


@dataclass(frozen=True)
class Ground:
    """The districts of one society: their rows in the data, names, and places in the first replicate."""

    rows: NDArray[np.intp]
    names: tuple[str, ...]
    xy: Floats


def _typical(mapped: Mapped) -> float:
    """How many people there are in the middle one of the districts in which there are any."""
    return float(np.median(mapped.people[mapped.people > 0]))


def _ground(material: Material, society: str) -> Ground | None:
    x, y = (material.array(f"district_{axis}", society=society) for axis in ("x", "y"))
    if x is None or y is None:
        return None
    xy = np.column_stack([x[0], y[0]])
    rows = np.flatnonzero(np.isfinite(xy).all(axis=1))
    if len(rows) < FEWEST:
        return None
    every = material.names("district")
    return Ground(rows, tuple(every[row] for row in rows), xy[rows])


def _listed(material: Material, world: World, ground: Ground) -> Mapped | None:
    from scipy.special import pdtrc  # noqa: PLC0415  # late: it is slow to import

    values = material.array("listed_by_district", world=world.name)
    size = material.array("district_size", society=world.society)
    if values is None or size is None or not (values[0][ground.rows] > 0).any():
        return None
    share, people = values[0][ground.rows], size[0][ground.rows]
    counts = np.rint(share * people)
    expected = people * counts.sum() / people.sum()
    rarest = float(np.min(pdtrc(counts - 1, expected), where=counts > 0, initial=1.0))
    digits = words.digits_for(None, 100 * float(share.max())) - 1
    texts = tuple(words.percent(float(value), max(0, digits)) if value > 0 else "nobody" for value in share)
    what = "The share of people on a black list at the end, by district."
    return Mapped(what, "share listed", share, people, texts, "high", _any_of(rarest, len(people)))


def _scored(material: Material, used: InRun, ground: Ground) -> Mapped | None:
    """Mean scores from the persons of the first replicate that are kept."""
    persons = material.kept.persons
    if "score" not in persons or used.scheme.score is None or used.scheme.score.kind == "record":
        return None
    keys = [str(key) for key in persons["scheme"].values]
    if used.key not in keys:
        return None
    scores = np.asarray(persons["score"].values, np.float64)[keys.index(used.key)]
    where = np.asarray(persons["district"].values)[np.isfinite(scores)]
    scores = scores[np.isfinite(scores)]
    if not len(scores) or scores.min() == scores.max():
        return None
    n = len(ground.rows)
    people = np.bincount(where, minlength=n).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(where, scores, n) / people
    is_low = getattr(used.scheme.score, "better", None) != "lower"
    digits = words.digits_for(float(np.nanmax(means) - np.nanmin(means)), 1.0)
    texts = tuple(words.figure(float(value), digits) if np.isfinite(value) else "nobody" for value in means)
    what = "Mean score at the end, by district."
    return Mapped(
        what,
        "mean score",
        means,
        people,
        texts,
        "low" if is_low else "high",
        _by_shuffling(scores, where, means, is_low=is_low),
    )


def _by_shuffling(scores: Floats, where: NDArray[np.integer], means: Floats, *, is_low: bool) -> float:
    """How often a district would be as bad as the worst one if people were shuffled over the districts.

    A permutation test: it holds however crooked the spread of scores is. The same shuffles are made every time, under
    a seed of their own.
    """
    from scorarium.society.dice import Dice  # noqa: PLC0415  # late: it brings compiled code

    turns = max(FEWEST_SHUFFLES, min(MOST_SHUFFLES, SHUFFLED // max(1, len(scores))))
    dice, n = Dice(SHUFFLING, 0), len(means)
    people = np.bincount(where, minlength=n)
    kept = people > 0
    sign = 1.0 if is_low else -1.0
    worst, as_bad = float((sign * means[kept]).min()), 0
    for turn in range(turns):
        sums = np.bincount(where, scores[dice.shuffled(Decision.ORDER, len(scores), index=turn)], n)[kept]
        as_bad += bool((sign * sums / people[kept]).min() <= worst + 1e-9 * abs(worst))
    return (as_bad + 1) / (turns + 1)


def _any_of(chance: float, n: int) -> float:
    """How likely it is in at least one of so many independent districts."""
    return float(-np.expm1(n * np.log1p(-min(chance, 1 - 1e-12))))


def _picture(world: World, ground: Ground, mapped: Mapped, over_it: str) -> Picture:
    names = ground.names
    data = districts.Districts(names, ground.xy, mapped.values, mapped.texts, mapped.worse)
    known = np.flatnonzero(np.isfinite(mapped.values))
    order = known[np.argsort(mapped.values[known], kind="stable")]
    order = order[::-1] if mapped.worse == "high" else order
    worst = int(order[0])
    rare = words.percent(mapped.chance, 0) if mapped.chance >= 0.015 else "at most 1%"
    note = (
        f"The first replicate; each has districts of its own. About {_typical(mapped):,.0f} people in each."
        f" If all were alike, {rare} of maps would show one as bad as district {names[worst]} by luck."
    )
    rows = tuple((names[i], f"{mapped.people[i]:,.0f}", mapped.texts[i]) for i in order)
    return Picture(
        f"map-{anchor(world.name)}", _headline(mapped, names, order), mapped.what, note,
        lambda wide, label: districts.draw(data, wide, label),
        Table(("district", "people", mapped.head), rows), world.tone, over_it,
    )  # fmt: skip


def _headline(mapped: Mapped, names: tuple[str, ...], order: NDArray[np.intp]) -> str:
    worst, best = int(order[0]), int(order[-1])
    if mapped.chance > SURE:
        return "Districts differ by no more than luck."
    if mapped.head == "share listed":
        other = mapped.texts[best]
        rest = "in others nobody is" if other == "nobody" else f"in the best one {other}"
        return f"In district {names[worst]}, {mapped.texts[worst]} of people are listed; {rest}."
    return f"In district {names[worst]} the mean score is {mapped.texts[worst]}; in the best one {mapped.texts[best]}."


MOST = 12


def kept_by_district(material: Material, world: World, used: InRun) -> Picture | None:
    """What a scheme that scores districts has of each, beside the people who live there."""
    found = _of_units(material, world, used)
    if found is None:
        return None
    names, values, people = found
    is_record = used.scheme.score is None or used.scheme.score.kind == "record"
    what = "records" if is_record else "score"
    is_low = not is_record and getattr(used.scheme.score, "better", None) != "lower"
    order = np.argsort(values if is_low else -values, kind="stable")
    digits = 0 if is_record else words.digits_for(float(values.max() - values.min()), 1.0)
    texts = [words.figure(float(value), digits) for value in values]
    living = people / people.sum()
    shares = values / values.sum() if is_record and values.sum() > 0 else None
    rows = [
        bars.Bar(
            f"district {words.plain(names[i])}",
            right=((float(abs(values[i])), "bar"),),
            right_text=texts[i] if shares is None else f"{texts[i]} ({words.percent(float(shares[i]), 0)} of all)",
            mark=f"{words.percent(float(living[i]), 0)} of people",
        )
        for i in order[:MOST]
    ]
    table = Table(("district", "people", what), tuple((names[i], f"{people[i]:,.0f}", texts[i]) for i in order))
    left = f" The {words.small(len(order) - MOST)} others are only in the table." if len(order) > MOST else ""
    deck = f"{'Records kept' if is_record else 'Score'} at the end, by district.{left}"
    return Picture(
        f"kept-{anchor(used.key)}", _kept_headline(names, texts, shares, living, order), deck,
        "One replicate." if material.replicates == 1 else "The first replicate; luck differs in others.",
        lambda wide, label: bars.draw(rows, wide, label, heads=("", what)),
        table, world.tone, kicker(material, used),
    )  # fmt: skip


def _of_units(material: Material, world: World, used: InRun) -> tuple[tuple[str, ...], Floats, Floats] | None:
    """Names, scores and people of the districts that are scored; the people of one share their score."""
    persons = material.kept.persons
    size = material.array("district_size", society=world.society)
    if used.scheme.unit != "district" or size is None or "score" not in persons:
        return None
    keys = [str(key) for key in persons["scheme"].values]
    if used.key not in keys or str(persons.attrs.get("society", world.society)) != world.society:
        return None
    rows = np.flatnonzero(np.isfinite(size[0]))
    every = material.names("district")
    scores = np.asarray(persons["score"].values, np.float64)[keys.index(used.key)]
    where = np.asarray(persons["district"].values)
    known = np.isfinite(scores)
    people = np.bincount(where[known], minlength=len(rows)).astype(np.float64)
    sums = np.bincount(where[known], scores[known], len(rows))
    lived_in = np.flatnonzero(people > 0)
    if len(lived_in) < 2:
        return None
    names = tuple(every[rows[k]] for k in lived_in)
    return names, sums[lived_in] / people[lived_in], size[0][rows][lived_in]


def _kept_headline(
    names: tuple[str, ...], texts: list[str], shares: Floats | None, living: Floats, order: NDArray[np.intp]
) -> str:
    worst, best = int(order[0]), int(order[-1])
    first, last = words.plain(names[worst]), words.plain(names[best])
    if shares is None:
        return f"District {first} has a score of {texts[worst]}; district {last} has {texts[best]}."
    much, of = words.percent(float(shares[worst]), 0), words.percent(float(living[worst]), 0)
    return f"District {first} holds {much} of the records, with {of} of the people."
