"""Read the values that only a society has: fifths, nested tables, correlations, figures of districts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Axis, Duration, Law, Number, Plain, parse_duration, shown
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale, read_plain

Quintiles = tuple[Plain, Plain, Plain, Plain, Plain]
Ranged = tuple[float, float]
TICKS: Final = ("1d", "1w", "1mo")


def read_tick(raw: Any) -> Duration:
    """Read the step of time."""
    if raw not in TICKS:
        raise MalformedError(Complaint("not a tick", shown(raw), "1d, 1w or 1mo"))
    return parse_duration(raw)


def read_quintiles(raw: Any) -> Quintiles:
    """Read five rising numbers: the means of the fifths, from the poorest to the richest."""
    expected = "five rising numbers, the means of the fifths"
    if not isinstance(raw, list | tuple) or len(raw) != 5:
        raise MalformedError(Complaint("not five fifths", shown(raw), expected))
    complaints: list[Complaint] = []
    read: list[Plain] = []
    for index, value in enumerate(raw):
        try:
            read.append(read_plain(value, Scale("number", 0)))
        except MalformedError as malformed:
            complaints += [complaint.under(str(index)) for complaint in malformed.complaints]
    if not complaints and any(low.value > high.value for low, high in pairwise(read)):
        complaints.append(Complaint("fifths that do not rise", shown(raw), expected))
    if not complaints and read[2].value == 0:
        complaints.append(Complaint("a middle fifth without income", "0", "more than nought", at=("2",)))
    if complaints:
        raise MalformedError(*complaints)
    return read[0], read[1], read[2], read[3], read[4]


def read_range(raw: Any) -> Ranged:
    """Read a pair of shares."""
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise MalformedError(Complaint("not a pair", shown(raw), "[lowest, highest]"))
    low, high = (Scale("share", 0, 1).read(end) for end in raw)
    if low > high:
        raise MalformedError(Complaint("a range upside down", shown(raw), "[lowest, highest]"))
    return low, high


def read_nested(raw: Any) -> dict[tuple[str, ...], Number]:
    """Read a nested table of shares into one row for each combination of levels."""
    rows: dict[tuple[str, ...], Number] = {}
    complaints: list[Complaint] = []

    def walk(part: Any, at: tuple[str, ...]) -> None:
        if isinstance(part, Mapping) and "value" not in part:
            for key, inner in part.items():
                walk(inner, (*at, key))
            return
        try:
            rows[at] = read_number(part, Scale("share", 0, 1))
        except MalformedError as malformed:
            complaints.extend(complaint.under(*at) for complaint in malformed.complaints)

    if not isinstance(raw, Mapping) or not raw:
        raise MalformedError(Complaint("not a table", shown(raw), "{level: {level: share}}"))
    walk(raw, ())
    if complaints:
        raise MalformedError(*complaints)
    return rows


def read_correlations(raw: Any) -> dict[tuple[str, str], Number]:
    """Read correlations by `one/other`."""
    if not isinstance(raw, Mapping):
        raise MalformedError(Complaint("not a mapping", shown(raw), "{one/other: correlation}"))
    complaints: list[Complaint] = []
    rows: dict[tuple[str, str], Number] = {}
    for key, value in raw.items():
        names = key.split("/")
        if len(names) != 2 or not all(names) or names[0] == names[1]:
            complaints.append(Complaint("not two traits", f"'{key}'", "one/other", at=(key,), on_key=True))
            continue
        try:
            rows[names[0], names[1]] = read_number(value, Scale("number", -1, 1))
        except MalformedError as malformed:
            complaints += [complaint.under(key) for complaint in malformed.complaints]
    if complaints:
        raise MalformedError(*complaints)
    return rows


def read_field(raw: Any) -> Number:
    """Read a figure of districts: one number, mean and spread, a drawn number, or a number for each district by name.

    Mean and spread become a normal law, names an axis on `district`.
    """
    scale = Scale("number")
    if not isinstance(raw, Mapping):
        return Number("number", default=Plain(_figure(raw)))
    if set(raw) == {"mean", "spread"}:
        return Number("number", law=Law("normal", mean=_plain(raw["mean"], "mean"), sd=_plain(raw["spread"], "spread")))
    if {"law", "shares"} & set(raw):
        percent = "%" in str(raw)
        return replace(read_number(raw, Scale("share") if percent else scale), dimension="number")
    if "value" in raw:
        return Number("number", default=_plain(raw))
    complaints: list[Complaint] = []
    rows: list[tuple[str | float, Plain]] = []
    for name, value in raw.items():
        try:
            rows.append((name, _plain(value, name)))
        except MalformedError as malformed:
            complaints += malformed.complaints
    if complaints:
        raise MalformedError(*complaints)
    return Number("number", by=Axis("district", tuple(rows)))


def _figure(raw: Any) -> float:
    return Scale("share" if isinstance(raw, str) else "number").read(raw)


def _plain(raw: Any, *at: str) -> Plain:
    value = raw.get("value") if isinstance(raw, Mapping) else raw
    try:
        return read_plain(raw, Scale("share" if isinstance(value, str) else "number"))
    except MalformedError as malformed:
        raise MalformedError(*(complaint.under(*at) for complaint in malformed.complaints)) from None
