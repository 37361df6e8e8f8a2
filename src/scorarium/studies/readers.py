"""Read the values that only a study has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import shown
from scorarium.scheme.numbers import Scale
from scorarium.scheme.readers import read_any


def read_limits(raw: Any) -> dict[str, float]:
    """Read half-widths by outcome."""
    if not isinstance(raw, Mapping):
        raise MalformedError(Complaint("not a mapping", shown(raw), "{outcome: half-width}"))
    complaints: list[Complaint] = []
    limits: dict[str, float] = {}
    for outcome, value in raw.items():
        try:
            limits[outcome] = Scale("number", 0).read(value)
        except MalformedError as malformed:
            complaints += [complaint.under(outcome) for complaint in malformed.complaints]
    if complaints:
        raise MalformedError(*complaints)
    return limits


def read_vary(raw: Any) -> dict[str, tuple[float, float]]:
    """Read ranges by the path of a number, in its canonical unit."""
    if not isinstance(raw, Mapping):
        raise MalformedError(Complaint("not a mapping", shown(raw), "{path: [lowest, highest]}"))
    complaints: list[Complaint] = []
    ranges: dict[str, tuple[float, float]] = {}
    for path, pair in raw.items():
        if not isinstance(pair, list | tuple) or len(pair) != 2:
            complaints.append(Complaint("not a pair", shown(pair), "[lowest, highest]", at=(path,)))
            continue
        try:
            low, high = (read_any(end).constant_value for end in pair)
            ranges[path] = low, high
            if low > high:
                complaints.append(Complaint("a range upside down", shown(pair), "[lowest, highest]", at=(path,)))
        except MalformedError as malformed:
            complaints += [complaint.under(path) for complaint in malformed.complaints]
    if complaints:
        raise MalformedError(*complaints)
    return ranges
