"""Who gained and who lost, and who was struck wrongly: by group."""

from __future__ import annotations

import math

import numpy as np

from scorarium.outcomes.layout import OUTCOMES
from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import dots
from scorarium.report.material import UNKNOWN, Estimate, Floats, Material, World, over_replicates
from scorarium.report.sections import say

UNIT = "days’ income a year"
FEWEST = 30
WORTH = 0.15
OVER = 1.15
HUNDREDTH = 0.01
HALF = 0.5
"""A group that gains or loses less than this much of the mean is named."""


def gains(material: Material) -> Section | None:
    """Welfare by group, less that of the same people in none."""
    pictures = tuple(picture for world in material.worlds if (picture := _gains(material, world)) is not None)
    if not pictures:
        return None
    return Section("people", "Who gained, who lost", "Who gained and who lost", pictures=pictures)


def wrongs(material: Material) -> tuple[Picture, ...]:
    """Wrongful listing by group, or wrongful entries where there is no list."""
    return tuple(picture for world in material.worlds if (picture := _wrongs(material, world)) is not None)


def _gains(material: Material, world: World) -> Picture | None:
    groups = differences(material, world)
    every = material.measured("welfare_mean", world.name)
    if not groups or every is None or not every.difference.is_known:
        return None
    blocks = [dots.Block("", (dots.Dot("all people", *_ends(every.difference)),)), *_blocks(groups)]
    if not any(math.isfinite(dot.value) and dot.value for block in blocks for dot in block.dots):
        return None
    note = (
        f"{say.uncertainty(material)} Hollow dots: the interval holds nought, so this run cannot tell gain from loss."
        f" Groups of fewer than {FEWEST} people are left out; arrows: the interval goes on.{_hit(material, world)}"
    )
    table = Table(("group", "difference", "95% interval"), _rows(blocks, "welfare_mean", signed=True))
    return Picture(
        f"gains-{say.anchor(world.name)}", gain_headline(groups, every.difference),
        f"Welfare less that of the same people without the scheme, in {UNIT}.", note,
        lambda wide, label: dots.draw(blocks, wide, label, unit=UNIT),
        table, world.tone, say.over(material, world),
    )  # fmt: skip


def _hit(material: Material, world: World) -> str:
    """Whom one finds among the hundredth of people that the world costs most, more often than among all."""
    found = material.array("most_harmed_ratio", world=world.name)
    if found is None or len(found) < 2 or not _costs_some(material, world):
        return ""
    size, labels = sizes(material, world), material.names("group")
    sure = []
    for row, label in enumerate(labels):
        one = over_replicates(found[:, row])
        if size[row] >= FEWEST and one.has_interval and one.low > OVER:
            sure.append((one.value, label.partition("=")))
    if not sure:
        return ""
    worst = [f"{_named((a, name, UNKNOWN), first=False)} ({words.figure(times, 1)} times as often as among all)"
             for times, (a, _, name) in sorted(sure, reverse=True)[:2]]  # fmt: skip
    return f" Over-represented among the hundredth of people whom it costs most: {words.listed(worst)}."


def _costs_some(material: Material, world: World) -> bool:
    """Whether a hundredth of the people loses anything at all; told by those whose lives are kept."""
    persons = material.kept.persons
    names = [str(name) for name in persons["world"].values] if "effect" in persons else []
    if world.name not in names:
        return True
    effect = np.asarray(persons["effect"].values, np.float64)[names.index(world.name)]
    return bool(np.quantile(effect, HUNDREDTH) < 0)


def _ends(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.low, estimate.high


def differences(material: Material, world: World) -> dict[str, dict[str, Estimate]]:
    """The difference of welfare to none by attribute and level: over replicates, or over the people of the one."""
    if material.replicates < 2:
        return _from_persons(material, world)
    here = material.array("welfare_mean_by_group", world=world.name)
    there = material.array("welfare_mean_by_group", world=world.none)
    if here is None or there is None:
        return {}
    size = sizes(material, world)
    found: dict[str, dict[str, Estimate]] = {}
    for row, label in enumerate(material.names("group")):
        values = here[:, row] - there[:, row]
        if np.isfinite(values).any() and size[row] >= FEWEST:
            attribute, _, level = label.partition("=")
            found.setdefault(attribute, {})[level] = over_replicates(values)
    return found


def _from_persons(material: Material, world: World) -> dict[str, dict[str, Estimate]]:
    """With one replicate: means over persons; intervals from districts (linearised ratios of sums)."""
    persons = material.kept.persons
    names = [str(name) for name in persons["world"].values] if "effect" in persons else []
    if world.name not in names:
        return {}
    effect = np.asarray(persons["effect"].values, np.float64)[names.index(world.name)]
    district = np.asarray(persons["district"].values)
    found: dict[str, dict[str, Estimate]] = {}
    for label in material.names("group"):
        attribute, _, level = label.partition("=")
        codes = persons.get(f"attribute_{attribute}")
        if codes is None:
            continue
        levels = [name for name in material.names("group") if name.startswith(f"{attribute}=")]
        inside = np.asarray(codes.values) == levels.index(label)
        if inside.sum() >= FEWEST:
            found.setdefault(attribute, {})[level] = _clustered(effect * inside, inside.astype(np.float64), district)
    return found


def sizes(material: Material, world: World) -> Floats:
    """Persons in each group, the fewest of any replicate."""
    found = material.array("group_size", society=world.society)
    return np.full(len(material.names("group")), np.inf) if found is None else found.min(axis=0)


def level(attribute: str, name: str) -> str:
    """A level as words: *yes* and *no* for facts, the two ends of incomes."""
    if attribute == "income":
        return {"1": "1 (lowest)", "5": "5 (highest)"}.get(name, name)
    return {"true": "yes", "false": "no"}.get(name, words.plain(name))


def _clustered(top: Floats, bottom: Floats, district: Floats) -> Estimate:
    from scorarium.outcomes.intervals import clustered_error, ratio_errors, student  # noqa: PLC0415  # late: scipy

    value = float(top.sum() / bottom.sum())
    _, code = np.unique(district, return_inverse=True)
    n = int(code.max()) + 1
    if n < 2:
        return Estimate(value)
    sums = [np.bincount(code, part, n).astype(np.float64) for part in (top, bottom)]
    errors = ratio_errors(sums[0], sums[1], 1.0)
    half = student(n - 1) * clustered_error(errors)
    return Estimate(value, value - half, value + half)


def gain_headline(groups: dict[str, dict[str, Estimate]], every: Estimate) -> str:
    """Name the groups that lose and gain most, if their intervals leave nought and the mean of all people out."""
    flat = [(attribute, name, one) for attribute, levels in groups.items() for name, one in levels.items()]
    apart = [item for item in flat if item[2].is_clear and not item[2].low <= every.value <= item[2].high]
    losers = sorted((item for item in apart if item[2].value < min(0.0, every.value)), key=lambda item: item[2].value)
    winners = sorted((item for item in apart if item[2].value > max(0.0, every.value)), key=lambda item: -item[2].value)
    most = max((abs(item[2].value) for item in (*losers[:1], *winners[:1])), default=0.0)
    lost = [item for item in losers if abs(item[2].value) >= WORTH * most]
    won = [item for item in winners if item[2].value >= WORTH * most]
    if lost and won:
        gain, loss = _much(won[0][2]), _much(lost[0][2])
        return f"{_named(won[0])} gains {gain} a year, {_named(lost[0], first=False)} loses {loss}."
    if lost or won:
        item, verb = (lost[0], "loses") if lost else (won[0], "gains")
        return f"{_named(item)} {verb} most: {_much(item[2])} a year; people on average {_on_average(every)}."
    less = sorted(
        (item for item in apart if abs(item[2].value) < abs(every.value)), key=lambda item: abs(item[2].value)
    )
    if every.is_clear and less and abs(less[0][2].value) < HALF * abs(every.value):
        verb = "gains" if every.value > 0 else "loses"
        return f"{_named(less[0])} {verb} least: {_much(less[0][2])} a year; people on average {_on_average(every)}."
    if not every.has_interval:
        return f"People on average {_on_average(every)} a year; how much of that is luck, this run cannot tell."
    if every.is_clear:
        return f"All groups {'gain' if every.value > 0 else 'lose'} about alike: {_much(every)} a year."
    return "Nobody gains or loses more than chance, as far as this run can tell."


def _on_average(every: Estimate) -> str:
    if every.has_interval and not every.is_clear:
        return "neither gain nor lose clearly"
    return f"{'gain' if every.value > 0 else 'lose'} {_much(every)}"


def _named(item: tuple[str, str, Estimate], *, first: bool = True) -> str:
    text = f"{words.plain(item[0])} {level(item[0], item[1])}"
    return words.capital(text) if first else text


def _much(estimate: Estimate) -> str:
    return f"{say.number('welfare_mean', Estimate(abs(estimate.value), *_mirrored(estimate)))} days’ income"


def _mirrored(estimate: Estimate) -> tuple[float, float]:
    return (estimate.low, estimate.high) if estimate.value >= 0 else (-estimate.high, -estimate.low)


def _wrongs(material: Material, world: World) -> Picture | None:
    large = {label for label, n in zip(material.names("group"), sizes(material, world), strict=True) if n >= FEWEST}
    for name in ("wrongful_listed_days", "wrongful_entries"):
        every = material.measured(name, world.name)
        if every is None or not every.here.value > 0:
            continue
        groups = {
            attribute: {name: one for name, one in levels.items() if one.is_known and f"{attribute}={name}" in large}
            for attribute, levels in material.groups(name, world.name).items()
        }
        if groups:
            return _wrong_picture(material, world, name, every.here, groups)
    return None


def prices(material: Material) -> tuple[Picture, ...]:
    """Who pays more than the ordinary price, and who less, by group."""
    return tuple(picture for world in material.worlds if (picture := _prices(material, world)) is not None)


def _prices(material: Material, world: World) -> Picture | None:
    name = "extra_price_mean"
    every = material.measured(name, world.name)
    if every is None or not every.here.is_known:
        return None
    size = sizes(material, world)
    large = {label for label, n in zip(material.names("group"), size, strict=True) if n >= FEWEST}
    groups = {
        attribute: {name: one for name, one in levels.items() if one.is_known and f"{attribute}={name}" in large}
        for attribute, levels in material.groups(name, world.name).items()
    }
    blocks = [dots.Block("", (dots.Dot("all people", *_ends(every.here)),)), *_blocks(groups)]
    if not any(dot.value for block in blocks for dot in block.dots):
        return None
    doors = [door for used in world.schemes for door in used.scheme.consequences.values() if door.effect == "price"]
    what = words.listed(list(dict.fromkeys(words.plain(door.service) for door in doors if door.service is not None)))
    return Picture(
        f"prices-{say.anchor(world.name)}", price_headline(groups, every.here),
        f"What people pay for {what} above the ordinary price, and below it left of nought, in {UNIT}.",
        f"{say.uncertainty(material)} Hollow dots: the interval holds nought. Ordinary: the price without the scheme.",
        lambda wide, label: dots.draw(blocks, wide, label, unit=UNIT),
        Table(("group", "above the ordinary price", "95% interval"), _rows(blocks, name, signed=True)),
        world.tone, say.over(material, world),
    )  # fmt: skip


def price_headline(groups: dict[str, dict[str, Estimate]], every: Estimate) -> str:
    """Say what people pay on average, and name the groups whose interval lies apart from that."""
    sense = "more" if every.value > 0 else "less"
    mean = f"People on average pay {_much(Estimate(abs(every.value), *_mirrored(every)))} a year {sense} than usual"
    if every.has_interval and not every.is_clear:
        mean = "People on average pay about what is usual"
    flat = [(attribute, name, one) for attribute, levels in groups.items() for name, one in levels.items()]
    apart = [item for item in flat if item[2].has_interval and not item[2].low <= every.value <= item[2].high]
    above = max((item for item in apart if item[2].value > every.value), key=lambda item: item[2].value, default=None)
    below = min((item for item in apart if item[2].value < every.value), key=lambda item: item[2].value, default=None)
    named = [f"{_named(item, first=False)} {end}" for item, end in ((above, "most"), (below, "least")) if item]
    return f"{mean}; {words.listed(named)}." if named else f"{mean}."


def _wrong_picture(
    material: Material, world: World, name: str, every: Estimate, groups: dict[str, dict[str, Estimate]]
) -> Picture:
    unit = say.unit(name, OUTCOMES[name].unit)
    blocks = [dots.Block("", (dots.Dot("all people", *_ends(every)),)), *_blocks(groups)]
    what = "Days on a black list on a ground not theirs" if "listed" in name else "Entries for what they did not do"
    return Picture(
        f"wrong-{say.anchor(world.name)}", _wrong_headline(groups, every),
        f"{what}, {unit}.", say.uncertainty(material),
        lambda wide, label: dots.draw(blocks, wide, label, unit=unit, signed=False),
        Table(("group", "value", "95% interval"), _rows(blocks, name, signed=False)),
        world.tone, say.over(material, world),
    )  # fmt: skip


def _blocks(groups: dict[str, dict[str, Estimate]]) -> list[dots.Block]:
    """One block for each attribute of which two levels or more are known."""
    return [
        dots.Block(
            words.capital(words.plain(attribute)),
            tuple(dots.Dot(level(attribute, name), *_ends(one)) for name, one in levels.items()),
        )
        for attribute, levels in groups.items()
        if len(levels) > 1
    ]


def _rows(blocks: list[dots.Block], name: str, *, signed: bool) -> tuple[tuple[str, ...], ...]:
    """The dots as lines of a table."""
    found = []
    for block in blocks:
        for dot in block.dots:
            one = Estimate(dot.value, dot.low, dot.high)
            group = f"{block.title}: {dot.name}" if block.title else dot.name
            found.append((group, say.number(name, one, signed=signed), say.interval(name, one, signed=signed)))
    return tuple(found)


def _wrong_headline(groups: dict[str, dict[str, Estimate]], every: Estimate) -> str:
    """Name the group that is hit most, if its interval lies above the mean of all."""
    flat = [(attribute, level, one) for attribute, levels in groups.items() for level, one in levels.items()]
    above = [item for item in flat if item[2].has_interval and item[2].low > every.value]
    if not above:
        return "It strikes all groups alike, as far as this run can tell."
    worst = max(above, key=lambda item: item[2].value)
    times = worst[2].value / every.value
    return f"{_named(worst)} is wrongly struck {words.figure(times, 1)} times as often as people on average."
