"""Wrongly listed: how much of what is recorded stands against the wrong people, and what it costs them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import shares
from scorarium.report.material import Estimate, Material, World
from scorarium.report.sections import people, say

PARTS = (
    ("entries", "Entries in people’s records", "for what the person did not do"),
    ("points", "Points against people", "for what somebody else or nobody did"),
    ("days", "Days on a black list", "on a ground that is not theirs"),
)


def section(material: Material) -> Section | None:
    """What is wrong of all that stands against people, and whom it strikes."""
    found = [_world(material, world) for world in material.worlds]
    worlds = [one for one in found if one is not None]
    if not worlds:
        return None
    lead = _sentences(material)
    title = "Who is struck for what they did not do"
    return Section("wrong", "Wrongly struck", title, lead, tuple(worlds), people.wrongs(material))


def _rows(material: Material, world: World) -> list[tuple[str, str, Estimate]]:
    """Shares of what is wrong: what of, in what way, and how much."""
    precision = material.measured("detection_precision", world.name)
    points = material.measured("penalty_by_error_share", world.name)
    found = []
    if precision is not None:
        one = precision.here
        found.append((*PARTS[0][1:], Estimate(1 - one.value, 1 - one.high, 1 - one.low)))
    if points is not None:
        found.append((*PARTS[1][1:], points.here))
    days = _days(material, world)
    if days is not None:
        found.append((*PARTS[2][1:], days))
    return found


def _days(material: Material, world: World) -> Estimate | None:
    """Wrongful days of all days on black lists, in replicate 0; nothing where nobody is listed."""
    persons = material.kept.persons
    if "listed_days" not in persons:
        return None
    names = [str(name) for name in persons["world"].values]
    if world.name not in names:
        return None
    listed = float(np.asarray(persons["listed_days"].values, np.float64)[names.index(world.name)].sum())
    wrong = float(np.asarray(persons["wrongful_listed_days"].values, np.float64)[names.index(world.name)].sum())
    return Estimate(wrong / listed) if listed > 0 else None


def _sentences(material: Material) -> tuple[str, ...]:
    """Counts and days of the worlds in which somebody is wrongly struck, and which those are in which nobody is."""
    clean, found = [], []
    for world in material.worlds:
        entries = material.measured("wrongful_entries", world.name)
        if entries is None:
            continue
        if entries.here.value > 0:
            found.append(_sentence(material, world, entries.here))
        else:
            clean.append(world.title)
    if clean:
        found.append(f"Under {words.listed(clean)} nobody is recorded for what they did not do.")
    return tuple(found)


def _sentence(material: Material, world: World, entries: Estimate) -> str:
    """Counts and days in one sentence."""
    every = entries.value * material.persons_of(world.society) * material.lived / 1000 * material.replicates
    together = f" in all {words.small(material.replicates)} replicates together" if material.replicates > 1 else ""
    verb = "stands" if round(every) == 1 else "stand"
    parts = [f"{words.counted(every, 'entry', 'entries')}{together} {verb} against somebody who had not done it"]
    listed = material.measured("wrongful_listed_days", world.name)
    if listed is not None and listed.here.value > 0:
        days = say.with_interval("wrongful_listed_days", replace(listed.here, low=max(0.0, listed.here.low)))
        parts.append(f"people spend {days} days a year per 1,000 people on a black list on a ground that is not theirs")
    counts = _persons(material, world)
    if counts is not None and counts[1] > 0:
        who = "nobody" if counts[0] == 0 else words.counted(counts[0], "person", "people")
        was = "was" if counts[0] <= 1 else "were"
        parts.append(
            f"of the {counts[1]:,} people ever listed in the first replicate, {who} {was} wrongly listed at some time"
        )
    return f"Under {world.title}, {'; '.join(parts)}."


def _persons(material: Material, world: World) -> tuple[int, int] | None:
    """Of those kept of replicate 0: ever wrongly listed, ever listed."""
    persons = material.kept.persons
    if "listed_days" not in persons or world.name not in [str(name) for name in persons["world"].values]:
        return None
    row = [str(name) for name in persons["world"].values].index(world.name)
    wrong = np.asarray(persons["wrongful_listed_days"].values)[row] > 0
    return int(wrong.sum()), int((np.asarray(persons["listed_days"].values)[row] > 0).sum())


def _world(material: Material, world: World) -> Picture | None:
    rows = _rows(material, world)
    if not rows or not any(one.value > 0 for _, _, one in rows):
        return None
    parts = [
        shares.Part(what, how, one.value, f"{words.percent(one.value)}, {words.one_in(one.value)}")
        for what, how, one in rows
    ]
    name = "penalty_by_error_share"
    table = Table(
        ("of all", "share that is wrong", "95% interval"),
        tuple((what, words.percent(one.value), say.interval(name, one) + ("%" if one.has_interval else ""))
              for what, _, one in rows),
    )  # fmt: skip
    most = max(rows, key=lambda row: row[2].value)
    headline = f"{most[0]}: {words.one_in(most[2].value)} {most[1]}."
    return Picture(
        f"errors-{say.anchor(world.name)}", headline, "Of all that stands against people, the share that is wrong.",
        f"{say.uncertainty(material)} Days on lists are those of the first replicate.",
        lambda wide, label: shares.draw(parts, wide, label), table, world.tone, say.over(material, world),
    )  # fmt: skip
