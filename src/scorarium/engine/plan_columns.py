"""Rows collected one by one, and the arrays they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT

TYPES: Final[dict[str, type[np.generic]]] = {
    "u1": np.uint8,
    "i4": np.int32,
    "u4": np.uint32,
    "i8": np.int64,
    "u8": np.uint64,
    "f8": np.float64,
}


class Rows:
    """Rows of one table under construction.

    Parameters
    ----------
    spec
        Names and types of its columns: ``"scheme:i4 salt:u4 rate:f8"``.
    """

    def __init__(self, spec: str) -> None:
        self._types = {name: TYPES[code] for name, _, code in (word.partition(":") for word in spec.split())}
        self._rows: list[Mapping[str, Any]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> Mapping[str, Any]:
        return self._rows[row]

    def add(self, **values: Any) -> int:
        """Add a row with a value for every column; returns its number."""
        if values.keys() != self._types.keys():
            wrong = values.keys() ^ self._types.keys()
            raise KeyError(f"columns that do not match: {', '.join(sorted(wrong))}")
        self._rows.append(values)
        return len(self._rows) - 1

    def replace(self, row: int, **values: Any) -> None:
        """Change some values of a row."""
        self._rows[row] = {**self._rows[row], **values}

    def columns(self) -> dict[str, NDArray[Any]]:
        """One array for each column, in the order of the rows."""
        return {name: column([row[name] for row in self._rows], kind) for name, kind in self._types.items()}


def column(values: Sequence[Any], kind: type[np.generic]) -> NDArray[Any]:
    """A one-dimensional array; empty where there is nothing."""
    return np.array(values, dtype=kind).reshape(len(values))


def ints(values: Sequence[int]) -> NDArray[np.int32]:
    """An int32 column."""
    return column(values, np.int32)


def first(counts: Iterable[int]) -> NDArray[np.int32]:
    """Where each row's part of a flat table begins: int32[rows + 1]."""
    return ints([0, *accumulate(counts)])


def ragged(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Lists of different length as (first, values)."""
    return first(len(row) for row in rows), ints([value for row in rows for value in row])


def mask(bits: Iterable[int]) -> int:
    """The integer with these bits set."""
    total = 0
    for bit in bits:
        total |= 1 << bit
    return total


def to_units(points: float) -> int:
    """Points, or money, in whole units of 1/65536."""
    return round(points * POINT)
