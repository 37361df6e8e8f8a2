"""Numbers in words, each with its range, its basis and its reference beside it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from scorarium.quantities import Axis, Count, Dimension, Duration, Law, Number, Plain, Source
from scorarium.scheme.readers import Between, Bounds

DAYS: Final = (("year", 365.25), ("month", 365.25 / 12), ("week", 7.0), ("day", 1.0))
ONE: Final = re.compile(r"\b(every|each) 1 (year|month|week|day)\b")
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def listed(names: Iterable[str], last: str = "and") -> str:
    """Write *a*, *a and b*, *a, b and c*."""
    parts = list(names)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def plain(name: str) -> str:
    """Give a name as words: *loan_default* is *loan default*."""
    return name.replace("_", " ")


def sphere(context: str) -> str:
    """A part of life, as a noun."""
    return {"civic": "civic life"}.get(context, plain(context))


def words(names: Iterable[str], last: str = "and") -> str:
    """Give several names as words."""
    return listed((plain(name) for name in names), last)


def quoted(name: str) -> str:
    """Put the name of a part of the scheme between quotation marks."""
    return f"“{name}”"


def all_quoted(names: Iterable[str], last: str = "or") -> str:
    """Put several names between quotation marks."""
    return listed((quoted(name) for name in names), last)


def figure(value: float, *, signed: bool = False) -> str:
    """Write a plain number as people do: commas between thousands, a real minus sign."""
    if math.isinf(value):
        return "no limit"
    places = 6 if abs(value) >= 1e-3 or not value else 6 - math.floor(math.log10(abs(value)))
    text = f"{abs(value):,.{min(places, 40)}f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 else "+" if signed and value > 0 else "") + text


def span(days: float, never: str = "ever") -> str:
    """Write a time span in the largest unit that is whole: *5 years*, *6 months*, *30 days*."""
    if math.isinf(days):
        return never
    for unit, length in DAYS:
        n = days / length
        if n and abs(n - round(n)) < 1e-6:
            return f"{round(n):,} {unit}{'' if round(n) == 1 else 's'}"
    return f"{figure(days)} days"


def often(per_year: float, *others: float) -> str:
    """Write a rate in the unit in which it, and others beside it, are shortest: *once a year*, *8 times a month*."""
    unit = unit_of(per_year, *others)
    text = figure(per_year * dict(DAYS)[unit] / 365.25)
    counts = {"0": "never", "1": f"once a {unit}", "2": f"twice a {unit}"}
    return counts.get(text, f"{text} times a {unit}")


def unit_of(*rates: float) -> str:
    """The unit of time in which rates a year take the fewest figures; of those, the longest."""

    def figures(length: float) -> int:
        texts = (figure(rate * length / 365.25) for rate in rates)
        return sum(len(text.replace(",", "").replace(".", "").strip("0")) for text in texts)

    return min(DAYS, key=lambda unit: figures(unit[1]))[0]


def apart(low: float, high: float, dimension: Dimension, beside: float | None = None) -> str:
    """Write a range, its unit once: *0.5 to 3 days of median income*."""
    if dimension == "rate":
        unit = unit_of(*(rate for rate in (beside, low, high) if rate is not None))
        length = dict(DAYS)[unit] / 365.25
        return f"{figure(low * length)} to {figure(high * length)} times a {unit}"
    if dimension in ("money", "points"):
        return f"{figure(low)} to {said(high, dimension)}"
    return f"{said(low, dimension)} to {said(high, dimension)}"


def leaf_said(leaf: Plain, dimension: Dimension, *, never: str = "ever", signed: bool = False) -> str:
    """Say a number and, in brackets, what it rests on; both in the same unit."""
    if dimension == "rate" and leaf.source.range is not None:
        return often(leaf.value, *leaf.source.range) + sourced(leaf.source, dimension, leaf.value)
    return said(leaf.value, dimension, never=never, signed=signed) + sourced(leaf.source, dimension)


def said(value: float, dimension: Dimension, *, never: str = "ever", signed: bool = False) -> str:
    """Write a number of a dimension, in its canonical unit, with the unit that people use."""
    match dimension:
        case "share":
            if 0 < value < 1e-5:
                return f"1 in {1 / value:,.0f}"
            return f"{figure(value * 100, signed=signed)}%"
        case "rate":
            return often(value)
        case "duration":
            return span(value, never)
        case "money":
            return f"{figure(value)} {'day' if value == 1 else 'days'} of median income"
        case "points":
            return f"{figure(value, signed=signed)} {'point' if abs(value) == 1 else 'points'}"
        case _:
            return figure(value, signed=signed)


def sourced(source: Source, dimension: Dimension, beside: float | None = None) -> str:
    """Say in brackets what a number rests on; nothing where nothing is written."""
    parts: list[str] = []
    if source.basis:
        parts.append(f"fitted to {quoted(source.to)}" if source.basis == "fitted" and source.to else source.basis)
    elif source.to:
        parts.append(f"compare {quoted(source.to)}")
    if source.range and source.range[0] < source.range[1]:
        low, high = source.range
        parts.append(f"may be {apart(low, high, dimension, beside)}")
    if source.ref:
        parts.append(f"source: {source.ref}")
    return f" ({'; '.join(parts)})" if parts else ""


def number(value: Number, *, never: str = "ever", signed: bool = False) -> str:
    """Say a number in whichever of its forms it is written."""
    dimension = value.dimension

    def one(leaf: Plain) -> str:
        return leaf_said(leaf, dimension, never=never, signed=signed)

    if value.field is not None:
        return f"the district's own figure {quoted(value.field)}"
    if value.law is not None:
        return law(value.law, dimension)
    default = one(value.default) if value.default is not None and not _all_times(value.by) else ""
    if value.by is not None:
        rows = [f"{one(leaf)} {case}" for case, leaf in cases(value.by)]
        straight = ", on a straight line between these" if value.by.between == "linear" else ""
        return (f"{default}, but " if default else "") + listed(rows) + straight
    if value.times:
        return f"{default}, {listed(_factors(axis) for axis in value.times)}"
    return default


def _all_times(axis: Axis | None) -> bool:
    """Whether there is a case for every time, so that the default never stands."""
    return axis is not None and axis.on == "repeat" and any(key == 1 for key, _ in axis.cases)


def _factors(axis: Axis) -> str:
    rows = [f"times {figure(leaf.value)}{sourced(leaf.source, 'number')} {case}" for case, leaf in cases(axis)]
    return listed(rows) + (", on a straight line between these" if axis.between == "linear" else "")


def cases(axis: Axis) -> list[tuple[str, Plain]]:
    """Say each case of what a number depends on: *the second time*, *where group is minority*."""
    last = len(axis.cases) - 1
    return [(_case(axis.on, key, index == last), leaf) for index, (key, leaf) in enumerate(axis.cases)]


def _case(on: str, key: str | float, is_last: bool) -> str:
    if on == "repeat" and not isinstance(key, str):
        ordinal = ORDINALS[int(key) - 1] if 1 <= key <= len(ORDINALS) else f"{figure(key)}th"
        return f"from the {ordinal} time on" if is_last else f"the {ordinal} time"
    if on == "time" and not isinstance(key, str):
        return f"from {span(key)} after the start" if key else "from the start"
    if isinstance(key, str):
        places = {"tier": f"in tier {key}", "list": f"on the list {quoted(key)}", "district": f"in district {key}"}
        return places.get(on, f"where {plain(on)} is {key}")
    if on in ("score", "rung", "amount"):
        return {"score": "from a score of", "rung": "from rung", "amount": "from an amount of"}[on] + f" {figure(key)}"
    what = f"the district's {plain(on.removeprefix('district.'))}" if on.startswith("district.") else plain(on)
    return f"where {what} is {figure(key)} or more"


def law(value: Law, dimension: Dimension) -> str:
    """Say from what distribution a number is drawn."""

    def one(leaf: Plain, of: Dimension) -> str:
        return leaf_said(leaf, of)

    if value.name == "shares":
        rows = [f"{said(n, dimension, signed=True)} with chance {one(leaf, 'share')}" for n, leaf in value.shares]
        return f"drawn by lot: {listed(rows)}"
    parts = [f"mean {one(value.mean, dimension)}"] if value.mean is not None else []
    of_sd: Dimension = "number" if value.name == "lognormal" else dimension
    parts += [f"standard deviation {one(value.sd, of_sd)}"] if value.sd is not None else []
    parts += [f"{value.stages} stages"] if value.stages is not None else []
    parts += [f"shape {one(value.shape, 'number')}"] if value.shape is not None else []
    if value.bounds is not None:
        parts.append(f"from {said(value.bounds[0], dimension)} to {said(value.bounds[1], dimension)}")
    each = "once for each person" if dimension == "rate" else "each time"
    return f"drawn {each} ({value.name.replace('_', ' ')} law{', ' if parts else ''}{listed(parts)})"


def count(value: Count) -> str:
    """Say how often, how many points or ratings, and within what window."""
    nouns = {"points": "points", "ratings": "ratings"}
    times = {1.0: "once", 2.0: "twice"}.get(value.n, f"{figure(value.n)} times")
    text = f"{figure(value.n)} {nouns[value.unit]}" if value.unit in nouns else times
    within = f" within {span(float(value.within.days))}" if value.within is not None else ""
    return text + within + sourced(value.source, "count")


def duration(value: Duration, never: str = "ever") -> str:
    """Say a time span."""
    return span(float(value.days), never) + sourced(value.source, "duration")


def between(value: Between) -> str:
    """Say a range whose ends both belong."""
    if value.from_ is not None and value.to is not None:
        ends = number(value.from_, never="no limit"), number(value.to, never="no limit")
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}, both included"
    if value.from_ is not None:
        return f"{number(value.from_)} or more"
    return f"{number(value.to)} or less" if value.to is not None else "anything"


def bounds(value: Bounds) -> str:
    """Say between what a number stays."""
    if math.isinf(value.low) and math.isinf(value.high):
        return "has no bounds"
    if math.isinf(value.high):
        return f"is never below {figure(value.low)}"
    return (
        f"is never above {figure(value.high)}"
        if math.isinf(value.low)
        else f"lies between {figure(value.low)} and {figure(value.high)}"
    )


def sentences(*parts: str | None) -> str:
    """Put sentences behind each other, those left out left out, each with its capital and its full stop."""
    told: Sequence[str] = [part.strip() for part in parts if part and part.strip()]
    text = " ".join(part[0].upper() + part[1:] + ("" if part[-1] in ".!?:" else ".") for part in told)
    return ONE.sub(r"\1 \2", text)


def flag(value: bool | None, yes: str, no: str) -> str | None:
    """Say one of two sentences; nothing where nothing is written."""
    return None if value is None else yes if value else no
