"""How scores spread over time."""

from __future__ import annotations

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import ridges
from scorarium.report.material import Floats, InRun, Material
from scorarium.report.sections.say import anchor, kicker


def section(material: Material) -> Section | None:
    """Scores over time, for the schemes with a number of which something is known."""
    pictures = tuple(picture for used in material.schemes if (picture := _ridges(material, used)) is not None)
    if not pictures:
        return None
    title = "Where people stand, and how that changes"
    return Section("scores", "Scores", title, pictures=pictures)


def _ridges(material: Material, used: InRun) -> Picture | None:
    read = _histogram(material, used)
    if read is None:
        return None
    data = read
    better = getattr(used.scheme.score, "better", None)
    worse, near = ("below", "lower") if better != "lower" else ("above", "higher")
    start, end = _mean(data, 0), _mean(data, -1)
    spread = (_sd(data, 0), _sd(data, -1))
    headline = _moved(start, end, spread)
    drawn = ridges.prepare(data, 11, ridges.COLUMNS)
    most, is_cut = ridges.ceiling(drawn.shares)
    cut = " Columns too tall are cut off; the figures at the right say how tall they would be." if is_cut else ""
    width = float(drawn.edges[1] - drawn.edges[0])
    deck = f"People by score, from the start to the end of year {words.figure(round(material.years, 2))}."
    if better:
        deck += f" A {better} score is better."
    note = (
        f"Each ridge is a date, the first one the end of the first tick. The tallest column holds {words.percent(most)}"
        f" of those in the scheme.{cut} All replicates together; columns are {_points(width)} wide, unsmoothed."
    )
    head = ("time", "people in the scheme", "mean score", "standard deviation", f"share {worse} the start")
    counts = _enrolled(material, used)
    rows = []
    for row in range(0, len(data.times), max(1, len(data.times) // 12)):
        people = "" if counts is None else f"{counts[row]:,.0f}"
        begin = _start(used)
        away = "" if begin is None else words.percent(_beyond(data, row, begin, near), 2)
        cells = (
            "start" if row == 0 else words.moment(data.times[row]),
            people,
            f"{_mean(data, row):,.2f}",
            f"{_sd(data, row):,.2f}",
            away,
        )
        rows.append(cells)
    return Picture(
        f"scores-{anchor(used.key)}", headline, deck, note,
        lambda wide, label: ridges.draw(data, wide, label),
        Table(head, tuple(rows)), used.tone, kicker(material, used),
    )  # fmt: skip


def _points(width: float) -> str:
    return f"{words.figure(width)} {'point' if width == 1 else 'points'}"


def _start(used: InRun) -> float | None:
    start = getattr(used.scheme.score, "start", None)
    return float(start.constant_value) if start is not None and start.is_constant else None


def _histogram(material: Material, used: InRun) -> ridges.Ridges | None:
    """Shares by score at each look; nothing for a record, or where nobody is enrolled."""
    if used.scheme.score is None or used.scheme.score.kind == "record" or "score_hist" not in material.data:
        return None
    counts = material.array("score_hist", scheme=used.key)
    edges = material.array("score_edge", scheme=used.key)
    if counts is None or edges is None or not np.isfinite(edges[0]).all():
        return None
    sums = counts[0].sum(axis=1)
    seen = sums > 0
    if not seen.any():
        return None
    shares: Floats = counts[0][seen] / sums[seen, None]
    times = tuple(float(time) for time in material.numbers("look")[seen])
    borders = tuple(
        (name, tier.from_.constant_value)
        for name, tier in used.scheme.tiers.items()
        if tier.from_ is not None and tier.from_.is_constant
    )
    return ridges.Ridges(times, edges[0], shares, borders)


def _enrolled(material: Material, used: InRun) -> Floats | None:
    counts = material.array("score_hist", scheme=used.key)
    if counts is None:
        return None
    sums = counts[0].sum(axis=1)
    kept: Floats = sums[sums > 0] / material.replicates
    return kept


def _mean(data: ridges.Ridges, row: int) -> float:
    return float((data.shares[row] * data.edges[:-1]).sum())


def _sd(data: ridges.Ridges, row: int) -> float:
    values = data.edges[:-1]
    return float(np.sqrt((data.shares[row] * (values - _mean(data, row)) ** 2).sum()))


def _beyond(data: ridges.Ridges, row: int, start: float, near: str) -> float:
    away = data.edges[:-1] < start - 1e-9 if near == "lower" else data.edges[:-1] > start + 1e-9
    return float(data.shares[row][away].sum())


def _moved(start: float, end: float, spread: tuple[float, float]) -> str:
    """Say how mean and spread moved."""
    by = end - start
    size = max(abs(start), abs(end), 1e-9)
    if abs(by) < 0.0005 * size and abs(spread[1] - spread[0]) < 0.0005 * size:
        return "Scores hardly move."
    digits = words.digits_for(None, by)
    way = "rises" if by > 0 else "falls"
    wider = spread[1] > 1.1 * spread[0]
    apart = ", and people drift apart" if wider else ", and people draw together" if spread[1] < 0.9 * spread[0] else ""
    return f"The mean score {way} by {words.figure(abs(by), digits)} points{apart}."
