"""What is scarce and goes somewhere: attention of senses, places of services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Kind, rates_at_first
from scorarium.engine.plan_columns import Rows, ints
from scorarium.engine.plan_frame import constant, placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_senses import sees
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Efforts
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Among, GoesBy, How
from scorarium.quantities import Number
from scorarium.scheme.senses import Effort

SPEC = "scheme:i4 slot:i4 door:i4 among:u1 goes_by:u1 how:u1 total:f8 power:f8 memory:i4 risk:i4"


class EffortTable:
    """Rows of attention and of places.

    Parameters
    ----------
    varied, kinds
        What they are compiled with.
    """

    def __init__(self, varied: Varied, kinds: list[Kind]) -> None:
        self.varied, self.kinds = varied, kinds
        self.frame = varied.frame
        self.rows = Rows(SPEC)
        self.starts: list[NDArray[np.float64]] = []
        self.risks: list[NDArray[np.float64]] = []
        self.of_sense: list[int] = []
        self.attention = 0

    def add_senses(self, outlines: Sequence[Outline]) -> None:
        """The attention of every sense that has little of it."""
        for outline in outlines:
            for name, sense in outline.scheme.senses.items():
                one = sense.effort or self._once(outline, name)
                if one is None:
                    self.of_sense.append(-1)
                    continue
                with placing(outline.scheme, "senses", name, "effort"):
                    acts = [act for act in self.frame.acts if sees(self.frame, sense, act)]
                    row = self._row(outline, f"effort/{name}", one, acts)
                    starts = self._starts(one.starts)
                    memory = constant(one.memory, float("inf"))
                    ticks = 0 if memory == float("inf") else self.frame.time.ticks(memory)
                    made = self.rows.add(
                        **row,
                        door=-1,
                        among=Among[one.among.upper()],
                        total=self.varied.plain("efforts_total", one.total, 0.0, outline, f"effort/{name}"),
                        memory=ticks,
                    )
                    self.of_sense.append(made if sense.effort is not None else -1)
                    self.starts.append(starts)
        self.attention = len(self.rows)

    def _once(self, outline: Outline, name: str) -> Effort | None:
        """The attention that a sense has in another variant of the scheme: its row stays."""
        senses = [one.senses[name] for one in outline.family if name in one.senses]
        return next((sense.effort for sense in senses if sense.effort is not None), None)

    def add_places(
        self, outlines: Sequence[Outline], worlds: int, names: Sequence[tuple[int, str]]
    ) -> NDArray[np.int32]:
        """Places that go by something; returns the row for each world and service.

        Parameters
        ----------
        names
            (scheme row, consequence) for each row of the consequences.
        """
        n = len(self.frame.services)
        of_door = np.full(worlds * n, -1, np.int32)
        for outline in outlines:
            for name, one in outline.scheme.consequences.items():
                service = self.frame.service_row.get(one.service or "", -1)
                place = outline.world * n + service
                if one.effect != "allocate" or service < 0 or of_door[place] >= 0:
                    continue
                with placing(outline.scheme, "consequences", name):
                    acts = [act for spec in outline.rules.values() for act in spec.acts]
                    row = self._row(outline, f"allocate/{name}", one, acts)
                    door = names.index((outline.row, name))
                    of_door[place] = self.rows.add(**row, door=door, among=Among.PERSONS, total=1.0, memory=0)
                self.varied.nothing("efforts_total")
                self.starts.append(np.zeros(self.frame.population.n_districts))
        return of_door

    def table(self, of_door: NDArray[np.int32]) -> Efforts:
        """The arrays."""
        people = self.frame.population
        return Efforts(
            of_sense=ints(self.of_sense),
            of_door=of_door,
            **self.rows.columns(),
            starts=np.stack(self.starts) if self.starts else np.zeros((0, people.n_districts)),
            risks=np.stack(self.risks) if self.risks else np.zeros((0, people.n)),
        )

    def _row(self, outline: Outline, name: str, one: Any, acts: Iterable[str]) -> dict[str, Any]:
        goes_by = GoesBy[(one.goes_by or "score").upper()]
        default = How.PROPORTIONAL if goes_by == GoesBy.EVENLY else How.HIGHEST_FIRST
        risk = -1
        if goes_by == GoesBy.RISK:
            risk = len(self.risks)
            self.risks.append(self._risk(set(acts)))
        return {
            "scheme": outline.row,
            "slot": outline.salt(*name.split("/")) & 0xFFFF,
            "goes_by": goes_by,
            "how": default if one.how is None else How[one.how.upper()],
            "power": constant(one.power, 1.0),
            "risk": risk,
        }

    def _risk(self, acts: set[str]) -> NDArray[np.float64]:
        """How often a person does such acts, as they are without any answer."""
        total = np.zeros(self.frame.population.n)
        for kind in self.kinds:
            if kind.act is not None and kind.name in acts:
                total += rates_at_first(self.frame, kind)
        return total

    def _starts(self, starts: Any) -> NDArray[np.float64]:
        names = self.frame.population.district_names
        found = np.zeros(len(names))
        for name, value in starts.items():
            if name not in names:
                raise MalformedError(
                    Complaint("no such district", f"'{name}'", ", ".join(names[:9]), at=("starts", name))
                )
            found[names.index(name)] = value.constant_value if isinstance(value, Number) else float(value)
        return found
