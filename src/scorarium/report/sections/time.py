"""What changes over time, world beside world, with bands over replicates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import series
from scorarium.report.material import NAN, Floats, Material

MOST_POINTS = 40
WINDOW_YEARS = 0.25


def section(material: Material) -> Section | None:
    """Listed people, prevented acts, refusals, and what each world costs, over time."""
    made = (
        _listed(material), _flow(material, "acts_prevented_over_time", "prevented", None, "Acts prevented"),
        _chilled(material), _refused(material), _welfare(material), _scores(material),
    )  # fmt: skip
    pictures = tuple(picture for picture in made if picture is not None)
    if not pictures:
        return None
    return Section("time", "Over time", "How it unfolds", pictures=pictures)


def _band(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean and interval by time: (replicates, times) in; without a second replicate there is no band."""
    from scorarium.outcomes.intervals import student  # noqa: PLC0415  # late: it brings scipy

    n = len(values)
    mean: Floats = values.mean(axis=0)
    if n < 2:
        none = np.full(values.shape[1], NAN)
        return mean, none, none
    half = student(n - 1) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half


def _picture(
    material: Material, key: str, times: Floats, rows: list[tuple[str, str, Floats]], *, head: str, deck: str,
    share: bool = False, note: str = "",
) -> Picture | None:  # fmt: skip
    """Draw worlds' lines; nothing where all of them are nought throughout."""
    known = [(name, tone, values) for name, tone, values in rows if np.isfinite(values).all() and values.any()]
    if not known or len(times) < 2:
        return None
    lines = [series.Line(name, tone, *_band(values)) for name, tone, values in known]
    by = 100.0 if share else 1.0
    kept = np.unique(np.linspace(0, len(times) - 1, min(MOST_POINTS, len(times))).round().astype(int))
    if (np.concatenate([values.ravel() for _, _, values in known]) >= 0).all():
        lines = [replace(line, low=np.maximum(line.low, 0.0)) for line in lines]
    digits = words.digits_for(None, max(float(np.abs(line.values).max()) for line in lines) * by)
    body = tuple((words.figure(float(times[k]), 2), *(_text(line, int(k), by, digits) for line in lines)) for k in kept)
    table = Table(("years", *(line.name for line in lines)), body)
    bands = (
        "Bands: 95% over replicates, cut off at the edges. " if material.replicates > 1 else "One replicate: no bands. "
    )
    return Picture(
        f"time-{key}", head, deck, bands + note + "Straight lines join what was simulated.",
        lambda wide, label: series.draw(
            times, lines, wide, label, suffix="%" if share else "", factor=by, nought=key != "scores"
        ),
        table,
    )  # fmt: skip


def _text(line: series.Line, k: int, by: float, digits: int) -> str:
    text = words.figure(float(line.values[k]) * by, digits)
    if not np.isfinite(line.low[k]) or line.low[k] == line.high[k]:
        return text
    return f"{text} ({words.between(float(line.low[k]) * by, float(line.high[k]) * by, digits)})"


def _end(rows: list[tuple[str, str, Floats]]) -> tuple[str, float] | None:
    """The world whose line is the highest at the end, and how high."""
    last = [(name, float(values[:, -1].mean())) for name, _, values in rows if values.size]
    return max(last, key=lambda pair: pair[1]) if last else None


def _listed(material: Material) -> Picture | None:
    """People on lists as a share of all, by list where a world has several."""
    rows = []
    for world in material.worlds:
        for used in world.schemes:
            for name, listed in used.scheme.lists.items():
                counts = material.array("listed_over_time", list=f"{used.key}/{name}")
                if counts is None or listed.colour != "black":
                    continue
                label = f"{world.name}: {name}" if len(used.scheme.lists) > 1 else world.name
                rows.append((label, world.tone, counts.sum(axis=2) / material.persons_of(world.society)))
    rows = sorted(rows, key=lambda row: -float(row[2][:, -1].mean()))[:6]
    end = _end(rows)
    if end is None:
        return None
    head = f"At the end {words.percent(end[1])} of people stand on a black list under {end[0]}."
    deck = "Share of people on a black list, %."
    return _picture(material, "listed", material.numbers("time"), rows, head=head, deck=deck, share=True)


def _windows(material: Material, counts: Floats, persons: int) -> tuple[Floats, Floats]:
    """Counts by point of time as rates per 1,000 persons and year over quarters, and the ends of these."""
    ends = material.numbers("time")
    step = max(1, round(WINDOW_YEARS / float(ends[0])))
    starts = np.arange(0, len(ends) - step + 1, step)
    if len(starts) < 4:
        starts, step = np.arange(len(ends)), 1
    used = int(starts[-1]) + step
    sums = np.add.reduceat(counts[:, :used], starts, axis=1)
    at = ends[np.append(starts[1:], used) - 1]
    spans = np.diff(np.concatenate([[0.0], at]))
    return at, sums * 1000 / persons / spans


def _flow(material: Material, variable: str, word: str, acts: dict[str, set[str]] | None, title: str) -> Picture | None:
    rows, times = [], np.zeros(0)
    for world in material.worlds:
        counts = material.array(variable, world=world.name)
        if counts is None:
            continue
        if acts is not None:
            kept = [row for row, name in enumerate(material.names("act")) if name in acts[world.name]]
            counts = counts[:, :, kept]
        times, rates = _windows(material, np.nansum(counts, axis=2), material.persons_of(world.society))
        rows.append((world.name, world.tone, rates))
    end = _end(rows)
    if end is None:
        return None
    head = _trend(title, rows)
    deck = "Per 1,000 persons a year, over quarters of a year."
    return _picture(material, word, times, rows, head=head, deck=deck)


def _trend(title: str, rows: list[tuple[str, str, Floats]]) -> str:
    """Say of the highest line whether it grows or fades."""
    name, _, values = max(rows, key=lambda row: float(row[2].mean()))
    first, last = (float(values[:, part].mean()) for part in (slice(0, 2), slice(-2, None)))
    if first > 1.25 * last:
        way = f"fade under {name}: from {words.short(first)} in the first half-year to {words.short(last)} in the last."
    elif last > 1.25 * first:
        way = f"grow under {name}: from {words.short(first)} in the first half-year to {words.short(last)} in the last."
    else:
        way = f"stay level under {name}, at about {words.short(float(values.mean()))}."
    return f"{title} {way}"


def _chilled(material: Material) -> Picture | None:
    protected: dict[str, set[str]] = {}
    for world in material.worlds:
        acts = material.order.societies[world.society].acts
        protected[world.name] = {name for name, act in acts.items() if act.protected}
        protected[world.name] |= {
            name for used in world.schemes for name, act in used.scheme.acts.items() if act.protected
        }
    return _flow(material, "acts_prevented_over_time", "chilled", protected, "Lawful, protected acts left undone")


def _refused(material: Material) -> Picture | None:
    rows, times = [], np.zeros(0)
    answers = {name: row for row, name in enumerate(material.names("answer"))}
    for world in material.worlds:
        here = material.array("answers_over_time", world=world.name)
        there = material.array("answers_over_time", world=world.none)
        if here is None or there is None:
            continue
        more = np.nansum((here - there)[..., answers["refused"]], axis=2)
        times, rates = _windows(material, more, material.persons_of(world.society))
        rows.append((world.name, world.tone, rates))
    if not rows or not any(values.any() for _, _, values in rows):
        return None
    deck = "Demands refused beyond those of the world without, per 1,000 persons a year, over quarters of a year."
    return _picture(material, "refused", times, rows, head=_trend("Refusals", rows), deck=deck)


def _welfare(material: Material) -> Picture | None:
    rows = []
    for world in material.worlds:
        here = material.array("welfare_over_time", world=world.name)
        there = material.array("welfare_over_time", world=world.none)
        if here is not None and there is not None:
            rows.append((world.name, world.tone, here - there))
    if not rows or not any(values.any() for _, _, values in rows):
        return None
    name, _, values = max(rows, key=lambda row: abs(float(row[2][:, -1].mean())))
    end = float(values[:, -1].mean())
    digits = words.digits_for(None, end)
    way = "gained" if end > 0 else "lost"
    head = f"By the end, {name} has {way} a person {words.figure(abs(end), digits)} days’ income."
    if way == "lost":
        head = f"By the end, {name} has cost a person {words.figure(abs(end), digits)} days’ income."
    deck = "Welfare since the start less that without the scheme, in days’ income per person."
    return _picture(material, "welfare", material.numbers("time"), rows, head=head, deck=deck)


def _scores(material: Material) -> Picture | None:
    """Mean score, where a single scheme has one: scales of different schemes do not compare."""
    numbered = [
        used for used in material.schemes if used.scheme.score is not None and used.scheme.score.kind != "record"
    ]
    roots = {used.scheme.luck_root for used in numbered}
    if not numbered or len(roots) > 1:
        return None
    rows = []
    for used in numbered:
        values = material.array("score_mean_over_time", scheme=used.key)
        if values is not None:
            rows.append((used.world, used.tone, values))
    if not rows:
        return None
    first, last = float(rows[0][2][:, 0].mean()), float(rows[0][2][:, -1].mean())
    digits = words.digits_for(None, last - first)
    if not np.isfinite(first + last):
        return None
    head = f"The mean score goes from {words.figure(first, digits)} to {words.figure(last, digits)}."
    return _picture(
        material, "scores", material.numbers("time"), rows, head=head, deck="Mean score of those in the scheme, points."
    )
