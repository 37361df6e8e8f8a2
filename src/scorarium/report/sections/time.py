"""What changes over time, world beside world, with bands over replicates."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scorarium.report import words
from scorarium.report.content import Picture, Section, Table
from scorarium.report.figures import series
from scorarium.report.material import NAN, Floats, Material, World, over_replicates

MOST_POINTS = 40
MOST_LINES = 6
WINDOW_YEARS = 0.25
STILL = 0.005
"""A mean score that moves by a smaller share of itself stays where it is."""
RATE = "per 1,000 persons a year, over quarters of a year"


@dataclass(frozen=True)
class Course:
    """What one world did over time: years, and values by replicate and time."""

    name: str
    tone: str
    times: Floats
    values: Floats

    @property
    def end(self) -> float:
        """The mean at the end."""
        return float(self.values[:, -1].mean())


def section(material: Material) -> Section | None:
    """Listed people, prevented acts, refusals, what each world costs, and scores, over time."""
    made = (
        _listed(material), _prevented(material), _chilled(material), _refused(material), _welfare(material),
        _scores(material),
    )  # fmt: skip
    pictures = tuple(picture for picture in made if picture is not None)
    if not pictures:
        return None
    return Section("time", "Over time", "How it unfolds", pictures=pictures)


def _course(material: Material, world: World, name: str, values: Floats, times: Floats | None = None) -> Course | None:
    """A course of what is known at every time; nothing where it is nought throughout."""
    at = material.numbers("time") if times is None else times
    known = np.isfinite(values).all(axis=0)
    if known.sum() < 2 or not values[:, known].any():
        return None
    return Course(name, world.tone, at[known], values[:, known])


def _line(course: Course) -> series.Line:
    """Mean over replicates with its 95 % band; without a second replicate there is no band."""
    from scorarium.outcomes.intervals import student  # noqa: PLC0415  # late: it brings scipy

    n = len(course.values)
    mean = course.values.mean(axis=0)
    half = np.full_like(mean, NAN)
    if n > 1:
        half = student(n - 1) * course.values.std(axis=0, ddof=1) / np.sqrt(n)
    line = series.Line(course.name, course.tone, course.times, mean, mean - half, mean + half)
    return replace(line, low=np.maximum(line.low, 0.0)) if (course.values >= 0).all() else line


def is_clear(by_replicate: Floats) -> bool:
    """Whether the 95 % interval of a mean over replicates leaves nought out; one replicate has none to hold it."""
    estimate = over_replicates(by_replicate)
    return estimate.is_clear if estimate.has_interval else True


def _picture(
    material: Material, key: str, courses: list[Course], *, head: str, deck: str, share: bool = False
) -> Picture:
    """Draw worlds' lines."""
    lines = [_line(course) for course in courses]
    bands = (
        "Bands: 95% over replicates, cut off at the edges." if material.replicates > 1 else "One replicate: no bands."
    )
    suffix, by = ("%", 100.0) if share else ("", 1.0)
    return Picture(
        f"time-{key}", head, deck, f"{bands} Straight lines join what was simulated.",
        lambda wide, label: series.draw(lines, wide, label, suffix=suffix, factor=by, nought=key != "scores"),
        _table(lines, by),
    )  # fmt: skip


def _table(lines: list[series.Line], by: float) -> Table:
    """Values at some of the times; a world that has none at a time has an empty cell."""
    every = np.unique(np.concatenate([line.times for line in lines]))
    kept = every[np.unique(np.linspace(0, len(every) - 1, min(MOST_POINTS, len(every))).round().astype(int))]
    digits = words.digits_for(None, max(float(np.abs(line.values).max()) for line in lines) * by)
    rows = [(words.figure(float(time), 2), *(_text(line, float(time), by, digits) for line in lines)) for time in kept]
    return Table(("years", *(line.name for line in lines)), tuple(rows))


def _text(line: series.Line, time: float, by: float, digits: int) -> str:
    at = np.flatnonzero(line.times == time)
    if not len(at):
        return ""
    k = int(at[0])
    text = words.figure(float(line.values[k]) * by, digits)
    if not np.isfinite(line.low[k]) or line.low[k] == line.high[k]:
        return text
    return f"{text} ({words.between(float(line.low[k]) * by, float(line.high[k]) * by, digits)})"


def _listed(material: Material) -> Picture | None:
    """People on black lists as a share of all, by list where a scheme has several."""
    courses = []
    for world in material.worlds:
        for used in world.schemes:
            for name, listed in used.scheme.lists.items():
                counts = material.array("listed_over_time", list=f"{used.key}/{name}")
                if counts is None or listed.colour != "black":
                    continue
                label = f"{world.name}: {name}" if len(used.scheme.lists) > 1 else world.name
                courses.append(_course(material, world, label, counts.sum(axis=2) / material.persons_of(world.society)))
    found = sorted((one for one in courses if one is not None), key=lambda one: -one.end)[:MOST_LINES]
    if not found:
        return None
    share = words.percent(found[0].end, 2) if found[0].end > 0 else ""
    who = f"{share} of people stand" if share else "nobody stands any more"
    head = f"At the end {who} on the black list of {found[0].name}."
    return _picture(material, "listed", found, head=head, deck="Share of people on a black list, %.", share=True)


def _windows(material: Material, world: World, name: str, counts: Floats) -> Course | None:
    """Counts by point of time as rates over quarters of a year, at the end of each."""
    known = np.isfinite(counts).all(axis=0)
    ends, counts = material.numbers("time")[known], counts[:, known]
    if not len(ends):
        return None
    step = max(1, round(WINDOW_YEARS / float(ends[0])))
    starts = np.arange(0, len(ends) - step + 1, step)
    if len(starts) < 4:
        starts, step = np.arange(len(ends)), 1
    used = int(starts[-1]) + step
    sums = np.add.reduceat(counts[:, :used], starts, axis=1)
    at = ends[np.append(starts[1:], used) - 1]
    spans = np.diff(np.concatenate([[0.0], at]))
    return _course(material, world, name, sums * 1000 / material.persons_of(world.society) / spans, at)


def _acts(material: Material, world: World, kept: set[str] | None) -> Course | None:
    counts = material.array("acts_prevented_over_time", world=world.name)
    if counts is None:
        return None
    rows = [row for row, name in enumerate(material.names("act")) if kept is None or name in kept]
    return _windows(material, world, world.name, counts[:, :, rows].sum(axis=2))


def _prevented(material: Material) -> Picture | None:
    courses = [one for world in material.worlds if (one := _acts(material, world, None)) is not None]
    if not courses:
        return None
    return _picture(material, "prevented", courses, head=trend("Acts prevented", courses), deck=f"Acts {RATE}.")


def _chilled(material: Material) -> Picture | None:
    courses = [one for w in material.worlds if (one := _acts(material, w, material.protected(w))) is not None]
    if not courses:
        return None
    head = trend("Lawful, protected acts left undone", courses)
    return _picture(material, "chilled", courses, head=head, deck=f"Acts {RATE}.")


def _span(years: float) -> str:
    """A time that is no half-year, without its *one*: *month*, *two months*."""
    return words.years(years).removeprefix("one ")


def trend(title: str, courses: list[Course]) -> str:
    """Say of the highest line whether it grows or fades."""
    most = max(courses, key=lambda one: float(one.values.mean()))
    half = max(1, min(2, most.values.shape[1] // 2))
    change = most.values[:, -half:].mean(axis=1) - most.values[:, :half].mean(axis=1)
    first, last = float(most.values[:, :half].mean()), float(most.values[:, -half:].mean())
    span = "half-year" if abs(float(most.times[half - 1]) - 2 * WINDOW_YEARS) < 0.05 else _span(most.times[half - 1])
    ends = f"from {words.short(first)} in the first {span} to {words.short(last)} in the last"
    if max(first, last) > 1.25 * min(first, last) and not is_clear(change):
        about = words.short(float(most.values.mean()))
        return f"{title} are about {about} under {most.name}; whether they grow or fade, this run cannot tell."
    if len(most.values) < 2:
        return f"{title} under {most.name} go {ends}." if first != last else f"{title} stay level under {most.name}."
    if first > 1.25 * last:
        return f"{title} fade under {most.name}: {ends}."
    if last > 1.25 * first:
        return f"{title} grow under {most.name}: {ends}."
    return f"{title} stay level under {most.name}, at about {words.short(float(most.values.mean()))}."


def _refused(material: Material) -> Picture | None:
    courses = []
    for world in material.worlds:
        here = material.array("answers_over_time", world=world.name)
        there = material.array("answers_over_time", world=world.none)
        if here is None or there is None:
            continue
        row = material.names("answer").index("refused")
        known = np.isfinite(here).all(axis=(0, 1, 3))
        more = (here - there)[:, :, known, row].sum(axis=2)
        courses.append(_windows(material, world, world.name, more))
    found = [one for one in courses if one is not None]
    if not found:
        return None
    deck = f"Demands refused beyond those of the world without, {RATE}."
    return _picture(material, "refused", found, head=trend("Refusals", found), deck=deck)


def _welfare(material: Material) -> Picture | None:
    courses = []
    for world in material.worlds:
        here = material.array("welfare_over_time", world=world.name)
        there = material.array("welfare_over_time", world=world.none)
        if here is not None and there is not None:
            courses.append(_course(material, world, world.name, here - there))
    found = [one for one in courses if one is not None]
    if not found:
        return None
    most = max(found, key=lambda one: abs(one.end))
    way = "gained" if most.end > 0 else "lost"
    head = f"Under {most.name} a person has {way} {words.short(abs(most.end))} days’ income by the end."
    whole = material.measured("welfare_mean", most.name)
    is_unclear = whole is not None and material.replicates == 1 and whole.is_unclear
    if is_unclear or not is_clear(most.values[:, -1]):
        head = f"Whether a person gains or loses under {most.name}, this run cannot tell."
    deck = "Welfare since the start less that without the scheme, in days’ income per person."
    return _picture(material, "welfare", found, head=head, deck=deck)


def _scores(material: Material) -> Picture | None:
    """Mean scores of one scheme and its variants: scales of different schemes do not compare."""
    numbered = [one for one in material.schemes if one.scheme.score is not None and one.scheme.score.kind != "record"]
    if len({used.scheme.luck_root for used in numbered}) != 1:
        return None
    courses = []
    for used in numbered:
        values = material.array("score_mean_over_time", scheme=used.key)
        world = next(world for world in material.worlds if world.name == used.world)
        if values is not None:
            courses.append(_course(material, world, world.name, values))
    found = [one for one in courses if one is not None]
    if not found:
        return None
    first, last = float(found[0].values[:, 0].mean()), found[0].end
    is_still = abs(last - first) < STILL * max(abs(first), abs(last))
    digits = words.digits_for(None, last if is_still else last - first)
    of = f" of {found[0].name}" if len(found) > 1 else ""
    head = f"The mean score{of} goes from {words.figure(first, digits)} to {words.figure(last, digits)}."
    if is_still:
        head = f"The mean score{of} is {words.figure(last, digits)} at the end as at the start."
    return _picture(material, "scores", found, head=head, deck="Mean score of those in the scheme, points.")
