"""Every number of a declaration, with what its file says of where it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from scorarium.quantities import Axis, Count, Duration, Law, Number, Plain, Source, key_text
from scorarium.scheme.document import Document
from scorarium.scheme.fields import Part
from scorarium.scheme.moves import Move, Step
from scorarium.scheme.readers import Between, Bounds

Leaf = tuple[tuple[str, ...], float, str, Source]
ORDER: Final = ("assumed", "fitted", "derived", "documented", None)
"""From what nobody knows to what is published; last what says nothing of itself."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """One number.

    Parameters
    ----------
    path
        Where it stands, dots between the names.
    value
        In the canonical unit of its dimension.
    dimension
        What is measured.
    source
        What is written beside it; where no reference or basis is, that of the whole entry in which it stands.
    """

    path: str
    value: float
    dimension: str
    source: Source


def numbers_of(document: Document) -> list[Sourced]:
    """List every number of a declaration: first what is assumed, last what does not say what it rests on."""
    return sorted(_numbers(document, (), Source()), key=lambda one: ORDER.index(one.source.basis))


def _numbers(value: Any, path: tuple[str, ...], of: Source) -> Iterator[Sourced]:
    if isinstance(value, Part):
        inherited = _of_entry(value, of)
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                yield from _numbers(getattr(value, name), (*path, field.alias or name), inherited)
    elif isinstance(value, tuple) and all(isinstance(row, tuple) for row in value):
        for key, inner in value:
            yield from _numbers(inner, (*path, key_text(key)), of)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            step = "/".join(key) if isinstance(key, tuple) else key_text(key)
            if not (isinstance(inner, str | bool | list | tuple) or inner is None):
                yield from _numbers(inner, (*path, step), of)
    else:
        for inner_path, number, dimension, source in _leaves(value):
            told = replace(source, ref=source.ref or of.ref, basis=source.basis or of.basis)
            yield Sourced(".".join((*path, *inner_path)), number, dimension, told)


def _of_entry(part: Part, of: Source) -> Source:
    """What is written of an entry as a whole holds for the numbers in it that say nothing themselves."""
    ref, basis = getattr(part, "ref", None), getattr(part, "basis", None)
    return Source(ref=ref or of.ref, basis=basis or of.basis)


def _leaves(value: Any) -> Iterator[Leaf]:
    """List the numbers in what is no mapping and no part."""
    if isinstance(value, Number):
        for inner, plain in value.leaves():
            is_factor = inner[:1] in (("times",), ("shape",))
            yield inner, plain.value, "number" if is_factor else value.dimension, plain.source
        yield from _law(value.law, value.dimension)
    elif isinstance(value, Plain):
        yield (), value.value, "number", value.source
    elif isinstance(value, Count):
        yield (), value.n, "points" if value.unit == "points" else "count", value.source
        yield from ((("within",), n, dimension, source) for _, n, dimension, source in _leaves(value.within))
    elif isinstance(value, Duration):
        yield (), float(value.days), "duration", value.source
    elif isinstance(value, Bounds):
        ends = (("0", value.low), ("1", value.high))
        yield from (((end,), number, "points", Source()) for end, number in ends if math.isfinite(number))
    elif isinstance(value, Axis):
        yield from (((key_text(key),), plain.value, "points", plain.source) for key, plain in value.cases)
    elif isinstance(value, Move):
        yield from _move(value)
    elif isinstance(value, Between):
        ranged = (("from", value.from_), ("to", value.to))
        yield from (
            ((end, *at), n, dimension, source) for end, one in ranged for at, n, dimension, source in _leaves(one)
        )


def _law(law: Law | None, dimension: str) -> Iterator[Leaf]:
    if law is None:
        return
    if law.stages is not None:
        yield ("stages",), float(law.stages), "count", Source()
    for index, bound in enumerate(law.bounds or ()):
        yield ("bounds", str(index)), bound, dimension, Source()


def _move(move: Move) -> Iterator[Leaf]:
    steps: list[tuple[tuple[str, ...], Step]] = [(("by", "rung", str(rung)), step) for rung, step in move.by_rung]
    if move.default is not None:
        steps.insert(0, (("default",) if steps else (), move.default))
    for at, step in steps:
        if isinstance(step.rungs, int):
            yield at, float(step.rungs), "count", step.source
