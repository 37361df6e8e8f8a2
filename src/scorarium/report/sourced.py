"""Every number of a declaration, with what its file says of where it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scorarium.quantities import Source
from scorarium.scheme.sources import numbers_of

if TYPE_CHECKING:
    from scorarium.scheme.document import Document

SPANS = (("y", 365.25), ("mo", 365.25 / 12), ("d", 1.0))
UNITS = {"share": "", "rate": "/y", "duration": "d", "money": " days-income", "points": " points"}


def lines(document: Document) -> list[dict[str, Any]]:
    """One line for each number: path, value, unit, range, basis, reference; what is assumed first."""
    return [_line(one.path, one.value, one.dimension, one.source) for one in numbers_of(document)]


def works(document: Document) -> list[dict[str, Any]]:
    """The references of a declaration."""
    found: Mapping[str, Any] = getattr(document, "references", {})
    return [
        {"name": name, "title": getattr(work, "title", None), "year": getattr(work, "year", None)}
        for name, work in found.items()
    ]


def _line(path: str, value: float, dimension: str, source: Source) -> dict[str, Any]:
    return {
        "path": path,
        "value": value,
        "unit": UNITS.get(dimension, "").strip(),
        "range": list(source.range) if source.range else None,
        "basis": source.basis,
        "ref": source.ref,
        "to": source.to,
        "text": said(value, dimension, signed=path.startswith("score.rules.") and ".points" in path),
        "range_text": range_said(*source.range, dimension) if source.range else None,
    }


def range_said(low: float, high: float, dimension: str) -> str:
    """A range, its unit left to the value beside it."""
    unit = UNITS.get(dimension, "")
    return f"{said(low, dimension).removesuffix(unit)} … {said(high, dimension).removesuffix(unit)}"


def said(value: float, dimension: str, *, signed: bool = False) -> str:
    """A number as people write it in a file."""
    if dimension == "share":
        return f"{value * 100:.6g}%"
    if dimension == "duration":
        if math.isinf(value):
            return "never"
        return next(
            f"{value / length:g}{unit}"
            for unit, length in SPANS
            if unit == "d" or (value >= length and abs(value / length - round(value / length)) < 1e-6)
        )
    sign = "+" if dimension == "points" and value > 0 and signed else ""
    return f"{sign}{figure(value)}{UNITS.get(dimension, '')}"


def figure(value: float) -> str:
    """A number with six digits that count, whole ones in full."""
    if abs(value) >= 1e5 and value == int(value):
        return f"{int(value):_}"
    return f"{value:.6g}"
