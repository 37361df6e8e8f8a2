"""Doors: which services are refused, delayed or favoured, and to how many demands."""

from __future__ import annotations

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import bars
from scorarium.report.material import Floats, Material, World, over_replicates
from scorarium.report.sections.people import prices
from scorarium.report.sections.say import anchor, over

KINDS = ("met", "favoured", "delayed", "pushed_back", "refused")
MOST = 12
SEEN = 1e-7


def section(material: Material) -> Section | None:
    """One picture for each world in which a door opens or shuts."""
    pictures = tuple(picture for world in material.worlds if (picture := _picture(material, world)) is not None)
    priced = prices(material)
    if not pictures:
        lead = "Every demand is met as without the scheme, but not for everybody at the same price."
        return Section("doors", "Doors", "What standing costs", (lead,), priced) if priced else None
    lead = (
        "Of every demand for a service it is known what became of it. What is drawn is the scheme’s doing: the answers"
        " that are more frequent than in the world without it."
    )
    return Section("doors", "Doors", "Which doors shut, and which open", (lead,), pictures, priced)


def _shares(material: Material, world: str) -> Floats | None:
    """Shares of demands by answer: (replicates, services, answers); nan where nobody asks."""
    counts = material.array("answers_over_time", world=world)
    if counts is None:
        return None
    total = np.nansum(counts, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = total / total.sum(axis=2, keepdims=True)
    return shares


def _picture(material: Material, world: World) -> Picture | None:
    here, there = _shares(material, world.name), _shares(material, world.none)
    if here is None or there is None:
        return None
    more = here - there
    mean = _mean(more)
    answers = {name: row for row, name in enumerate(material.names("answer"))}
    hard = [answers[name] for name in ("refused", "pushed_back", "delayed")]
    good = answers["favoured"]
    touched = [s for s in range(mean.shape[0]) if np.nanmax(np.abs(mean[s, [*hard, good]]), initial=0) > SEEN]
    if not touched:
        return None
    touched.sort(key=lambda s: -float(np.nansum(np.maximum(mean[s, hard], 0)) + max(0.0, float(mean[s, good]))))
    names = material.names("service")
    rows = [_bar(words.plain(names[s]), mean[s], hard, good) for s in touched[:MOST]]
    left = f"; {words.small(len(touched) - MOST)} more in the table" if len(touched) > MOST else ""
    heads = ("shut", "favoured")
    table = Table(
        ("service", "refused", "pushed back", "delayed", "favoured", "refused without the scheme"),
        tuple(_row(words.plain(names[s]), more[:, s], there[:, s], hard, good, answers["refused"]) for s in touched),
    )
    shut = " Strong: refused; pale: delayed or pushed back." if any(row.left for row in rows) else ""
    deck = f"Answers to 1,000 demands, more than in the world without{left}.{shut}"
    note = (
        f"Services that the scheme does not touch are left out. Intervals are in the table.{_prices(material, world)}"
    )
    first = touched[0]
    headline = _headline(words.plain(names[first]), mean[first], hard, good)
    if not _is_clear(more[:, first], hard, good):
        name = words.quoted(words.capital(words.plain(names[first])))
        headline = f"{name} is touched most, but this run cannot tell it from chance."
    return Picture(
        f"doors-{anchor(world.name)}", headline, deck, note,
        lambda wide, label: bars.draw(rows, wide, label, heads=heads),
        table, world.tone, over(material, world),
    )  # fmt: skip


def _is_clear(more: Floats, hard: list[int], good: int) -> bool:
    """Whether the interval of what is shut, or of what is favoured, leaves nought out; one replicate has none."""
    sums = [over_replicates(more[:, rows].sum(axis=1)) for rows in (hard, [good])]
    return any(one.is_clear or not one.has_interval for one in sums)


def _prices(material: Material, world: World) -> str:
    """What a picture of answers cannot show: prices."""
    schemes = material.order.worlds[world.name].schemes
    doors = [door for scheme in schemes for door in scheme.consequences.values() if door.effect == "price"]
    named = dict.fromkeys(words.plain(door.service) for door in doors if door.service is not None)
    return f" Another price is no other answer: what {words.listed(list(named))} cost is drawn apart." if named else ""


def _mean(more: Floats) -> Floats:
    known = np.isfinite(more)
    total = np.where(known, more, 0).sum(axis=0)
    with np.errstate(invalid="ignore"):
        mean: Floats = np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)
    return mean


def _bar(name: str, mean: Floats, hard: list[int], good: int) -> bars.Bar:
    refused, back, late = (max(0.0, float(mean[row])) if np.isfinite(mean[row]) else 0.0 for row in hard)
    favoured = max(0.0, float(mean[good]))
    shut = refused + back + late
    return bars.Bar(
        name,
        left=((refused, "bar"), (back + late, "bar light")) if shut > 0 else (),
        right=((favoured, "bar open"),) if favoured > 0 else (),
        left_text=bars.per_thousand(shut) if shut > 0 else "",
        right_text=bars.per_thousand(favoured) if favoured > 0 else "",
    )


def _headline(name: str, mean: Floats, hard: list[int], good: int) -> str:
    shut = float(np.nansum(np.maximum(mean[hard], 0)))
    if shut > 0:
        return f"{words.quoted(words.capital(name))}: {bars.per_thousand(shut)} of 1,000 demands meet a shut door."
    return f"{words.quoted(words.capital(name))}: {bars.per_thousand(float(mean[good]))} of 1,000 demands are favoured."


def _row(name: str, more: Floats, there: Floats, hard: list[int], good: int, refused: int) -> tuple[str, ...]:
    """One line of the table, per 1,000 demands with intervals."""
    cells = []
    for row in (*hard, good):
        estimate = over_replicates(1000 * more[:, row])
        digits = words.digits_for(estimate.half, estimate.value)
        text = words.figure(estimate.value, digits, signed=True)
        ends = words.between(estimate.low, estimate.high, digits, signed=True) if estimate.has_interval else ""
        cells.append(f"{text} ({ends})" if ends and estimate.value else text)
    return (name, *cells, bars.per_thousand(float(np.nanmean(there[:, refused]))))
