"""Acts that the scheme prevented and provoked, by kind; lawful protected ones are marked."""

from __future__ import annotations

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import bars
from scorarium.report.material import Estimate, Floats, Material, World, over_replicates
from scorarium.report.sections import say

MOST = 12
MARK = "lawful, protected"


def section(material: Material) -> Section | None:
    """One picture for each world in which people do anything else."""
    pictures = tuple(picture for world in material.worlds if (picture := _picture(material, world)) is not None)
    if not pictures:
        return None
    lead = (
        "Because the worlds share their luck, each act can be compared with itself: done in both or only in one. An act"
        " counts as prevented if its person does it without the scheme and leaves it under it."
    )
    return Section("acts", "Acts", "What people no longer do, and what they now do", (lead,), pictures)


def rates(material: Material, name: str, world: World) -> Floats | None:
    """Acts per 1,000 persons and year by replicate and kind, over the whole run."""
    counts = material.array(name, world=world.name)
    if counts is None:
        return None
    found: Floats = np.nansum(counts, axis=1) * 1000 / (material.persons_of(world.society) * material.lived)
    return found


def chilled_share(material: Material, world: World) -> float:
    """Lawful, protected acts left undone as a share of those done without the scheme."""
    prevented = rates(material, "acts_prevented_over_time", world)
    done = rates(material, "acts_done_over_time", World(world.none, world.society, world.none, "w0", ()))
    if prevented is None or done is None:
        return 0.0
    rows = [row for row, name in enumerate(material.names("act")) if name in material.protected(world)]
    without = float(done[:, rows].sum())
    return float(prevented[:, rows].sum()) / without if without > 0 else 0.0


def _picture(material: Material, world: World) -> Picture | None:
    prevented = rates(material, "acts_prevented_over_time", world)
    provoked = rates(material, "acts_provoked_over_time", world)
    done = rates(material, "acts_done_over_time", world)
    if prevented is None or provoked is None or done is None:
        return None
    less, more = prevented.mean(axis=0), provoked.mean(axis=0)
    touched = [int(row) for row in np.argsort(-(less + more), kind="stable") if less[row] + more[row] > 0]
    if not touched:
        return None
    without = done + prevented - provoked
    names = material.names("act")
    protected = material.protected(world)
    base = without.mean(axis=0)
    rows = [_bar(names[row], float(less[row]), float(more[row]), float(base[row]), protected) for row in touched[:MOST]]
    left = f" The {words.small(len(touched) - MOST)} rarest are only in the table." if len(touched) > MOST else ""
    table = Table(
        ("act", "prevented", "provoked", "done here", "done without"),
        tuple(_row(names[row], prevented[:, row], provoked[:, row], done[:, row], without[:, row], protected)
              for row in touched),
    )  # fmt: skip
    chilled = float(sum(less[row] for row in touched if names[row] in protected))
    return Picture(
        f"acts-{say.anchor(world.name)}", _headline(names, less, more, touched, chilled),
        f"Acts per 1,000 persons a year; in brackets, as a share of those done without the scheme.{left}",
        f"{say.uncertainty(material)} They are in the table.",
        lambda wide, label: bars.draw(rows, wide, label, heads=("prevented", "provoked")),
        table, world.tone, say.over(material, world),
    )  # fmt: skip


def _bar(name: str, less: float, more: float, without: float, protected: set[str]) -> bars.Bar:
    return bars.Bar(
        words.plain(name),
        left=((less, "bar open" if name in protected else "bar"),) if less > 0 else (),
        right=((more, "bar light"),) if more > 0 else (),
        left_text=_of(less, without) if less > 0 else "",
        right_text=_of(more, without) if more > 0 else "",
        mark=MARK if name in protected else "",
    )


def _of(rate: float, without: float) -> str:
    """A rate, and what share it is of the acts done without the scheme."""
    if without <= 0:
        return words.short(rate)
    share = rate / without
    return f"{words.short(rate)} ({words.percent(share, 1 if share < 0.1 else 0) if share >= 0.0005 else '<0.1%'})"


def _headline(names: list[str], less: Floats, more: Floats, touched: list[int], chilled: float) -> str:
    first = touched[0]
    name = words.quoted(words.capital(words.plain(names[first])))
    change = float(more[first] - less[first])
    way = "provoked" if change > 0 else "prevented"
    amount = words.short(float(max(less[first], more[first])))
    head = f"{name} is {way} most: {amount} acts per 1,000 persons a year."
    if chilled > 0:
        return f"{head} Of lawful, protected acts, {words.short(chilled)} are left undone."
    return head


def _row(name: str, less: Floats, more: Floats, done: Floats, without: Floats, protected: set[str]) -> tuple[str, ...]:
    mark = f" ({MARK})" if name in protected else ""
    return (words.plain(name) + mark, *(_cell(over_replicates(values)) for values in (less, more, done, without)))


def _cell(estimate: Estimate) -> str:
    digits = words.digits_for(estimate.half, estimate.value)
    text = words.figure(estimate.value, digits)
    if not estimate.has_interval or estimate.half == 0:
        return text
    return f"{text} ({words.between(max(0.0, estimate.low), estimate.high, digits)})"
