"""Cells of tables whose number depends on something or is drawn: what is typical stands there, the number beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from scorarium.engine.plan_columns import ints
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_numbers import Convert, NumberPool, same
from scorarium.engine.plan_outline import Outline
from scorarium.engine.tables import By
from scorarium.names import Unit
from scorarium.quantities import Number

Typical = Callable[[Frame, Number], float]
NOWHERE: Final = -1
TIERS: Final = "tiers"
"""Tiers have no table of their own: their columns stand in that of the schemes."""


class Varied:
    """Takes the numbers of cells, column by column, in the order of the rows.

    Parameters
    ----------
    frame, numbers
        What they are compiled with.
    typical
        The population mean of a number.
    """

    def __init__(self, frame: Frame, numbers: NumberPool, typical: Typical) -> None:
        self.frame, self.numbers, self._typical = frame, numbers, typical
        self._columns: dict[str, list[int]] = {name: [] for name in By._fields}

    def plain(
        self,
        column: str,
        number: Number | None,
        otherwise: float = 0.0,
        outline: Outline | None = None,
        place: str = "",
        *,
        convert: Convert = same,
        later: Convert = same,
        unit: Unit = Unit.PLAIN,
    ) -> float:
        """Take the number of the next row of a column; returns what stands in the cell, in the plan's units.

        Parameters
        ----------
        column
            A field of `tables.By`.
        otherwise
            In canonical units, where nothing is written.
        outline, place
            The scheme to which the number belongs and where in it: what addresses its draws.
        convert
            From canonical units to those of the plan.
        later, unit
            For what is multiplied or drawn: to the unit in which that happens, and what is made of it at last.
        """
        if number is None or number.is_constant:
            self._columns[column].append(NOWHERE)
            return convert(otherwise if number is None else number.constant_value)
        row = self.numbers.add(number, convert, unrounded=later, unit=unit, outline=outline, place=f"{place}/{column}")
        self._columns[column].append(row)
        return convert(self._typical(self.frame, number))

    def span(
        self,
        column: str,
        number: Number | None,
        otherwise: float = 0.0,
        outline: Outline | None = None,
        place: str = "",
    ) -> int:
        """A duration in ticks; `otherwise` in days."""
        time = self.frame.time
        return int(self.plain(column, number, otherwise, outline, place, convert=time.ticks, later=time.unrounded))

    def hazard(
        self,
        column: str,
        number: Number | None,
        otherwise: float = 0.0,
        outline: Outline | None = None,
        place: str = "",
    ) -> float:
        """A rate per year as the chance in one tick."""
        time = self.frame.time
        return self.plain(
            column, number, otherwise, outline, place, convert=time.chance, later=time.per_tick, unit=Unit.CHANCE
        )

    def rate(self, column: str, number: Number | None, outline: Outline | None = None, place: str = "") -> float:
        """A rate per year as a rate per tick."""
        per_tick = self.frame.time.per_tick
        return self.plain(column, number, 0.0, outline, place, convert=per_tick, later=per_tick)

    def always(self, column: str, number: Number | None, outline: Outline | None = None, place: str = "") -> None:
        """Take a number even if it is a constant: others of the same formula are not."""
        if number is None:
            self.nothing(column)
        else:
            row = self.numbers.add(number, outline=outline, place=f"{place}/{column}")
            self._columns[column].append(row)

    def mean(self, number: Number) -> float:
        """A constant as it is, anything else by its mean over people."""
        return number.constant_value if number.is_constant else self._typical(self.frame, number)

    def nothing(self, *columns: str) -> None:
        """The next row of these columns is plain."""
        for column in columns:
            self._columns[column].append(NOWHERE)

    def table(self, tables: dict[str, Any]) -> By:
        """The arrays.

        Parameters
        ----------
        tables
            The tables of the plan by name: columns that nobody has given are as long as theirs.
        """
        found = {}
        for name, rows in self._columns.items():
            room, _, column = name.partition("_")
            table, own = (tables["schemes"], f"tier_{column}") if room == TIERS else (tables[room], column)
            length = len(getattr(table, own)) if hasattr(table, own) else len(table[0])
            found[name] = ints(rows or [NOWHERE] * length)
            if len(found[name]) != length:
                raise IndexError(f"{name}: {len(rows)} rows for {length} cells")
        return By(**found)
