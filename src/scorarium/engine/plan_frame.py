"""What all parts of the plan compiler look at: the society, its people, time, and the numbers of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_time import Time
from scorarium.errors import DeclarationError, MalformedError
from scorarium.quantities import Number
from scorarium.scheme.acts import Act, Service, StaysOpen
from scorarium.scheme.document import Document
from scorarium.scheme.faults import place
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population
from scorarium.society.recipe import Attribute, Society

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
class Doings:
    """What people do and ask for at one time."""

    acts: Mapping[str, Act]
    services: Mapping[str, Service]


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
    ever
        What there is at any time of the run, where that is more than what stands here.
    altering_acts, altering_services
        Those that some change brings, takes away or alters.
    absent_acts, absent_services
        Those that are not there at this stage.
    drawn
        Codes of rates that are drawn once for each person, by their names: they stand after the traits.
    pools
        In what people are alike who are taken for one another, in the order of the definitions of pools.
    is_census
        Whether these people stand for others, who get the plan's tables later (``engine.plan_settle``).
    """

    population: Population
    society: Society
    time: Time
    acts: Mapping[str, Act]
    services: Mapping[str, Service]
    world_names: tuple[str, ...] = (NONE,)
    ever: tuple[Doings, ...] = ()
    altering_acts: frozenset[str] = frozenset()
    altering_services: frozenset[str] = frozenset()
    absent_acts: frozenset[str] = frozenset()
    absent_services: frozenset[str] = frozenset()
    drawn: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    pools: list[tuple[str, ...]] = field(default_factory=list)
    is_census: bool = False
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
            "open_row": self.opening,
        }
        for name, members in rows.items():
            object.__setattr__(self, name, {member: row for row, member in enumerate(members)})

    @cached_property
    def times(self) -> tuple[Doings, ...]:
        """What there is now, after what there was at every other time, the beginning first."""
        return (*self.ever, Doings(self.acts, self.services))

    @cached_property
    def opening(self) -> dict[str, StaysOpen]:
        """Acts that stay open at some time: as they do now, or did or will; those of the beginning come first."""
        found = {}
        for time in self.times:
            found.update({name: act.stays_open for name, act in time.acts.items() if act.stays_open is not None})
        return found

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """Services that people ask for at some time, in the order of all."""
        asked = {name for time in self.times for name, one in time.services.items() if isinstance(one.demand, Number)}
        return tuple(name for name in self.services if name in asked)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Services to acts of which met demands lead at some time, those of the beginning first."""
        every = [
            name
            for time in self.times
            for name, one in time.services.items()
            if any(act in time.acts for act in one.leads_to)
        ]
        return tuple(dict.fromkeys(every))

    @cached_property
    def queues(self) -> dict[str, int]:
        """Scarce services in which some act goes ahead, each with its row of memory; those of the beginning first."""
        found: dict[str, None] = {}
        for time in self.times:
            bought = [act.buys for act in time.acts.values() if act.buys is not None]
            found |= {name: None for name in bought if name in time.services and time.services[name].places is not None}
        return {name: row for row, name in enumerate(found)}

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
        firms, people = self.society.firms, self.population.people
        if firms is None or people is None:
            return frozenset()
        return frozenset(firms.all_attributes) - frozenset(people.attributes)

    @cached_property
    def moving(self) -> tuple[str, ...]:
        """Attributes that acts move, or that are drawn anew by such a one: worlds differ in them."""
        found = {name for name in self.changing if self.society.attributes[name].moves}
        for _ in self.changing:
            found |= {name for name in self.changing if found & hangs_on(self.society.attributes[name])}
        return tuple(name for name in self.changing if name in found)

    def row_in(self, attribute: str, world: int) -> int:
        """The row of an attribute as one world has it: those of `none` come first."""
        if world == 0 or attribute not in self.moving:
            return self.attribute_row[attribute]
        return len(self.attribute_row) + self.moving.index(attribute) * (self.n_worlds - 1) + world - 1

    def levels(self, attribute: str) -> tuple[str, ...]:
        """The levels of an attribute, in the order of their codes."""
        return self.population.levels[attribute]


def build_frame(
    population: Population,
    society: Society,
    worlds: Worlds,
    years: float,
    families: Sequence[Sequence[Scheme]] = (),
    *,
    alone: bool = False,
    is_census: bool = False,
) -> Frame:
    """Number the acts and services of a society and of the schemes that come to it.

    Parameters
    ----------
    families
        Of each scheme all variants, the first one first: what a later one adds stands behind what was there.
    alone
        Without `none`.
    is_census
        Whether the people stand for others.
    """
    first = [scheme for schemes in worlds.values() for scheme in schemes]
    begins = doings(society, first)
    altering = (
        altered([[one.acts for one in family] for family in families], society.acts),
        altered([[one.services for one in family] for family in families], society.services),
    )
    later = [one for family in families for one in family[1:]] if any(altering) else []
    ever = (begins, *(doings(society, [one, *first]) for one in later)) if later else ()
    acts, services = dict(begins.acts), dict(begins.services)
    for time in ever:
        acts |= {name: undone(one) for name, one in time.acts.items() if name not in acts}
        services |= {name: unasked(one) for name, one in time.services.items() if name not in services}
    absent = frozenset(acts) - frozenset(begins.acts), frozenset(services) - frozenset(begins.services)
    names = world_names(worlds, alone=alone)
    clock = Time(society.tick, years)
    return Frame(population, society, clock, acts, services, names, ever, *altering, *absent, is_census=is_census)


def hangs_on(attribute: Attribute) -> set[str]:
    """On what it hangs how, and how often, an attribute is drawn anew."""
    if attribute.redrawn is None:
        return set()
    return {*attribute.by, *(axis.on for axis in attribute.redrawn.axes)}


def world_names(worlds: Worlds, *, alone: bool) -> tuple[str, ...]:
    """The worlds in the order of their numbers, `none` first unless they live `alone`."""
    return (*(() if alone else (NONE,)), *(world for world in worlds if world != NONE))


def doings(society: Society, schemes: Iterable[Scheme]) -> Doings:
    """What people do and ask for in a society to which schemes have come."""
    acts, services = dict(society.acts), dict(society.services)
    for scheme in schemes:
        for name, act in scheme.acts.items():
            acts.setdefault(name, act)
        for name, service in scheme.services.items():
            services.setdefault(name, service)
    return Doings(acts, services)


def altered(rooms: Iterable[Sequence[Mapping[str, Any]]], fixed: Mapping[str, Any]) -> frozenset[str]:
    """What is not the same in all variants of some scheme."""
    every = ((name, own) for own in rooms for name in {name for room in own for name in room} - set(fixed))
    return frozenset(name for name, own in every if any(room.get(name) != own[0].get(name) for room in own))


def undone(act: Act) -> Act:
    """An act that nobody does."""
    return act.model_copy(update={"rate": None, "every": None, "share": None})


def unasked(service: Service) -> Service:
    """A service that nobody asks for."""
    return service.model_copy(update={"demand": None, "leads_to": {}})


def constant(number: Number | None, otherwise: float = 0.0) -> float:
    """The value of a number that does not depend on anything; `otherwise` where nothing is written.

    Raises
    ------
    ValueError
        It depends on something (the refusals have named it before).
    """
    return otherwise if number is None else number.constant_value
