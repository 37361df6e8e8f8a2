"""What all parts of the plan compiler look at: the society, its people, time, and the numbers of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_time import Time
from scorarium.errors import DeclarationError, MalformedError
from scorarium.quantities import Number
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.document import Document
from scorarium.scheme.faults import place
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population
from scorarium.society.recipe import Society

Worlds = Mapping[str, Sequence[Scheme]]
NONE = "none"
"""The world without schemes."""


@contextmanager
def placing(document: Document, *path: str) -> Iterator[None]:
    """Put complaints that arise inside to this place of a declaration."""
    try:
        yield
    except MalformedError as malformed:
        file = next((position.file for position in document.positions.values()), document.name)
        faults = [place(complaint, path, document.positions, file) for complaint in malformed.complaints]
        raise DeclarationError(faults) from None


@dataclass(frozen=True)
class Frame:
    """One society in one run, with every name of it numbered.

    Parameters
    ----------
    population, society
        Who lives there, and what was declared.
    time
        The clock and what durations and rates become.
    acts, services
        What exists there, schemes' own additions included; mappings keep the order of the numbers.
    world_names
        In the order of their numbers, `none` first.
    drawn
        Codes of rates that are drawn once for each person, by their names: they stand after the traits.
    """

    population: Population
    society: Society
    time: Time
    acts: Mapping[str, Act]
    services: Mapping[str, Service]
    world_names: tuple[str, ...] = (NONE,)
    drawn: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    act_row: Mapping[str, int] = field(init=False)
    service_row: Mapping[str, int] = field(init=False)
    attribute_row: Mapping[str, int] = field(init=False)
    trait_row: Mapping[str, int] = field(init=False)
    open_row: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[str, Any] = {
            "act_row": self.acts,
            "service_row": self.services,
            "attribute_row": self.population.attributes,
            "trait_row": self.population.traits,
            "open_row": [name for name, act in self.acts.items() if act.stays_open is not None],
        }
        for name, members in rows.items():
            object.__setattr__(self, name, {member: row for row, member in enumerate(members)})

    @property
    def n_worlds(self) -> int:
        """How many worlds there are."""
        return len(self.world_names)

    @property
    def changing(self) -> tuple[str, ...]:
        """Attributes that acts move or that are drawn anew."""
        return tuple(
            name
            for name, one in self.society.attributes.items()
            if name in self.attribute_row and (one.moves or one.redrawn is not None)
        )

    @property
    def of_firms(self) -> frozenset[str]:
        """Attributes that only firms have."""
        firms = self.society.firms if self.population.n_firms else None
        return frozenset(firms.all_attributes) if firms is not None else frozenset()

    @property
    def moving(self) -> tuple[str, ...]:
        """Attributes that acts move: worlds differ in them."""
        return tuple(name for name in self.changing if self.society.attributes[name].moves)

    def row_in(self, attribute: str, world: int) -> int:
        """The row of an attribute as one world has it: those of `none` come first."""
        if world == 0 or attribute not in self.moving:
            return self.attribute_row[attribute]
        return len(self.attribute_row) + self.moving.index(attribute) * (self.n_worlds - 1) + world - 1

    def levels(self, attribute: str) -> tuple[str, ...]:
        """The levels of an attribute, in the order of their codes."""
        return self.population.levels[attribute]


def build_frame(
    population: Population, society: Society, worlds: Worlds, years: float, *, alone: bool = False
) -> Frame:
    """Number the acts and services of a society and of the schemes that come to it; `alone` is without `none`."""
    acts, services = dict(society.acts), dict(society.services)
    for schemes in worlds.values():
        for scheme in schemes:
            for name, act in scheme.acts.items():
                acts.setdefault(name, act)
            for name, service in scheme.services.items():
                services.setdefault(name, service)
    names = (*(() if alone else (NONE,)), *(world for world in worlds if world != NONE))
    return Frame(population, society, Time(society.tick, years), acts, services, names)


def constant(number: Number | None, otherwise: float = 0.0) -> float:
    """The value of a number that does not depend on anything; `otherwise` where nothing is written.

    Raises
    ------
    ValueError
        It depends on something (the refusals have named it before).
    """
    return otherwise if number is None else number.constant_value
