"""Walk through a declaration: every part and number of it with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from scorarium.quantities import Count, Duration, Number, Plain
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path
from scorarium.scheme.fields import Part
from scorarium.scheme.moves import Move
from scorarium.scheme.readers import Between

T = TypeVar("T")
LEAVES = (Number, Count, Duration, Between, Move, Plain)


def walk(value: Any, path: Path = (), *, into_conditions: bool = True) -> Iterator[tuple[Path, Any]]:
    """List the parts, numbers, counts and ranges at and below a value, outer ones first.

    Parameters
    ----------
    into_conditions
        Whether what stands inside of a condition is listed as well.
    """
    if isinstance(value, Part):
        yield path, value
        if isinstance(value, Condition) and not into_conditions:
            return
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, field.alias or name), into_conditions=into_conditions)
    elif isinstance(value, Between):
        yield path, value
        yield from walk(value.from_, (*path, "from"))
        yield from walk(value.to, (*path, "to"))
    elif isinstance(value, LEAVES):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            step = "/".join(key) if isinstance(key, tuple) else str(key)
            yield from walk(inner, (*path, step), into_conditions=into_conditions)


def each(value: Any, kind: type[T]) -> Iterator[tuple[Path, T]]:
    """List what is of one type, conditions included."""
    for path, found in walk(value):
        if isinstance(found, kind):
            yield path, found


def outer_conditions(value: Any) -> Iterator[tuple[Path, Condition]]:
    """List the conditions that stand in no other condition."""
    for path, found in walk(value, into_conditions=False):
        if isinstance(found, Condition):
            yield path, found
