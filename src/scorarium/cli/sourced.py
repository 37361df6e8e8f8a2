"""Every number of a declaration, with what its file says of where it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from scorarium.quantities import Count, Duration, Number, Plain, Source, key_text
from scorarium.scheme.document import Document

UNITS = {"share": "", "rate": "/y", "duration": "d", "money": " days-income", "points": " points"}


def declaration(name: str) -> Document:
    """Load a scheme or a society, whichever has this name or stands in this file.

    Raises
    ------
    DeclarationError
        There is none, or it is faulty.
    """
    from scorarium.scheme.library import shipped
    from scorarium.scheme.read import load_scheme, read
    from scorarium.society.recipe import load_society

    if Path(name).suffix in (".yaml", ".yml"):
        is_society = read(Path(name)).raw.get("kind") == "society"
    else:
        is_society = name in shipped("society") and name not in shipped("scheme")
    return load_society(name) if is_society else load_scheme(name)


def lines(document: Document) -> list[dict[str, Any]]:
    """One line for each number: path, value, unit, range, basis, reference."""
    return [_line(path, value, dimension, source) for path, value, dimension, source in numbers(document)]


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, float, str, Source]]:
    """Walk a declaration and yield the path, value, dimension and source of each number in it."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                yield from numbers(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Number):
        for inner, plain in value.leaves():
            yield ".".join((*path, *inner)), plain.value, value.dimension, plain.source
    elif isinstance(value, Plain):
        yield ".".join(path), value.value, "number", value.source
    elif isinstance(value, Count):
        yield ".".join(path), value.n, "points" if value.unit == "points" else "count", value.source
    elif isinstance(value, Duration):
        yield ".".join(path), float(value.days), "duration", Source()
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            step = key if isinstance(key, str) else "/".join(key) if isinstance(key, tuple) else key_text(key)
            yield from numbers(inner, (*path, step))


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
        "text": said(value, dimension, signed=path.startswith("score.rules.")),
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
        years = value / 365.25
        return f"{years:g}y" if years >= 1 and years == round(years, 6) else f"{value:.6g}d"
    sign = "+" if dimension == "points" and value > 0 and signed else ""
    return f"{sign}{value:.6g}{UNITS.get(dimension, '')}"
