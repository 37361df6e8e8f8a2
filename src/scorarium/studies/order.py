"""What is to be run: the one form that a study file and `run SCHEME…` are brought into.

Everything in an order is resolved: declarations are read, variants and reforms applied, the vocabulary filled in.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from scorarium.engine.refusals import refusals
from scorarium.errors import Fault, ScorariumError
from scorarium.outcomes.layout import OUTCOMES
from scorarium.quantities import DAYS_PER_YEAR, Duration, n_ticks, ticks
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Document
from scorarium.scheme.library import find
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build, load_scheme
from scorarium.scheme.walk import each
from scorarium.society.recipe import Society, load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.studies.check import check_world
from scorarium.studies.design import Study
from scorarium.studies.homes import home_file
from scorarium.studies.resolve import resolve
from scorarium.studies.vary import Varying, varying_declared, varying_from
from scorarium.studies.worlds import NONE, PLAIN, worlds_of

D = TypeVar("D", bound=Document)
YEARS = 5.0
SEED = 1
MOST_UNTIL = 100
"""Replicates at most, where a study says how precise it wants to be and not how often."""


class OrderError(ScorariumError):
    """Something that cannot be run as asked."""


@dataclass(frozen=True)
class WorldOrder:
    """One world: the society in which it lies and the schemes under which it lives."""

    society: str
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True)
class Order:
    """What is to be run.

    Parameters
    ----------
    societies
        By name, with the vocabulary filled in; each has its own world `none`.
    worlds
        By name, `none` left out.
    persons
        In each society; `None` for as many as each says.
    years
        Length, burn-in included.
    burn_in
        Lived and scored, not counted.
    replicates
        How often; with `until`, at most so often.
    seed
        From what all luck comes.
    same_society
        Whether every replicate lives among the people of replicate 0.
    until
        Half-widths at which it may stop, by outcome.
    outcomes
        Those that are reported; all without.
    vary
        What is varied, and how.
    """

    name: str
    societies: Mapping[str, Society]
    worlds: Mapping[str, WorldOrder]
    persons: int | None = None
    years: float = YEARS
    burn_in: Duration | None = None
    replicates: int = 1
    seed: int = SEED
    same_society: bool = False
    until: Mapping[str, float] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    vary: Varying | None = None

    def __post_init__(self) -> None:
        _check(self)

    def worlds_in(self, society: str) -> dict[str, tuple[Scheme, ...]]:
        """The worlds of a society, `none` first."""
        return _worlds_by_society(self.societies, self.worlds)[society]

    def persons_in(self, society: str) -> int:
        """How many live in a society."""
        declared = self.societies[society].persons
        found = self.persons if self.persons is not None else declared
        if found is None:
            raise OrderError(f"society {society} does not say how many persons live there; say --persons")
        return found

    def ticks_in(self, society: str) -> int:
        """How many ticks a society lives."""
        return n_ticks(self.years, self.societies[society].tick)

    def burn_in_of(self, society: str) -> int:
        """How many of them are not counted."""
        return 0 if self.burn_in is None else ticks(self.burn_in, self.societies[society].tick)

    def none_of(self, society: str) -> str:
        """The name of a society's world without schemes: `none`, for further societies with their name."""
        return NONE if society == next(iter(self.societies)) else f"{NONE}@{society}"


def _one_tick(order: Order, society: str) -> str:
    """How many years one tick takes, rounded up, as something to type."""
    tick = order.societies[society].tick
    return f"Take --years {math.ceil(tick.days / DAYS_PER_YEAR * 1000) / 1000:g} or more."


def _check(order: Order) -> None:
    """What no order may be."""
    problems = []
    if order.replicates < 1:
        problems.append(f"replicates: nothing to run (got {order.replicates}, expected 1 or more)")
    if order.persons is not None and order.persons < 1:
        problems.append(f"persons: nobody to live there (got {order.persons}, expected 1 or more)")
    if not 0 <= order.seed < 2**64:
        problems.append(f"seed: not a seed (got {order.seed}, expected 0 to 2**64 - 1)")
    if NONE in order.worlds:
        problems.append("worlds.none: it is always run and cannot be declared. Give the world another name.")
    for name in order.until:
        if name not in OUTCOMES:
            near = difflib.get_close_matches(name, OUTCOMES, n=1)
            problems.append(f"until: no such outcome (got {name})" + (f'. Did you mean "{near[0]}"?' if near else ""))
    for name in order.societies:
        n = order.ticks_in(name)
        if n < 1:
            problems.append(f"years: shorter than one tick of {name} (got {order.years:g}). {_one_tick(order, name)}")
        elif order.burn_in_of(name) >= n:
            problems.append(f"burn_in: nothing is left to count (got {order.burn_in_of(name)} ticks, expected < {n})")
    if problems:
        raise OrderError("\n".join(problems))


def order_run(
    schemes: Sequence[str | Path | Scheme] | str | Path | Scheme,
    *,
    society: str | Path | Society | None = None,
    persons: int | None = None,
    years: float = YEARS,
    seed: int = SEED,
    replicates: int = 1,
    burn_in: Duration | None = None,
    same_society: bool = False,
    until: Mapping[str, float] | None = None,
) -> Order:
    """The order behind `run SCHEME…`: one world for each scheme and named after it; `A+B` is one world with both.

    Parameters
    ----------
    schemes
        Names in the library, paths of files, or schemes.
    society
        Where they are put; without it each goes to its `home`, and without one to `plain`.

    Raises
    ------
    DeclarationError
        With every fault of every file.
    OrderError
        What is asked cannot be run.
    """
    asked = [schemes] if isinstance(schemes, str | Path | Scheme) else list(schemes)
    declared = [_scheme_world(one) for one in asked]
    place = None if society is None else _society(society)
    societies: dict[str, Society] = {} if place is None else {place.name: place}
    worlds: dict[str, WorldOrder] = {}
    for world in declared:
        home = place.name if place is not None else _home(world)
        if home not in societies:
            found = _society(place or home_file(world[0], home))
            home = found.name
            societies[home] = found
        name = "+".join(scheme.name for scheme in world)
        if name in worlds:
            raise OrderError(f"two worlds of the same name (got {name} twice). Give one of the schemes another name.")
        worlds[name] = WorldOrder(home, world)
    if not societies:
        found = _society(PLAIN)
        societies[found.name] = found
    return Order(
        name="+".join(worlds) or NONE,
        societies=societies,
        worlds=worlds,
        persons=persons,
        years=years,
        burn_in=burn_in,
        replicates=replicates,
        seed=seed,
        same_society=same_society,
        until=until or {},
    )


def order_study(study: Study) -> Order:
    """The order behind a study file; schemes and societies beside the file are preferred to the library's.

    Raises
    ------
    DeclarationError
        The study, a scheme, a society or a reform is faulty, or cannot be executed yet.
    OrderError
        What is asked cannot be run.
    """
    declared = worlds_of(study)
    main = _society(_main_society(study))
    societies = {main.name: main}
    worlds = {}
    for name, world in declared.items():
        if world.society.name not in societies:
            societies[world.society.name] = _filled(world.society)
        worlds[name] = WorldOrder(world.society.name, world.schemes)
    seed = SEED if study.seed is None else study.seed
    replicates = study.replicates if study.replicates is not None else MOST_UNTIL if study.until else 1
    return Order(
        name=study.name or "study",
        societies=societies,
        worlds=worlds,
        persons=study.persons,
        years=YEARS if study.years is None else study.years,
        burn_in=study.burn_in,
        replicates=replicates,
        seed=seed,
        same_society=bool(study.same_society),
        until=study.until,
        outcomes=study.outcomes or (),
        vary=resolve(study, societies, _worlds_by_society(societies, worlds), seed),
    )


def _worlds_by_society(
    societies: Mapping[str, Society], worlds: Mapping[str, WorldOrder]
) -> dict[str, dict[str, tuple[Scheme, ...]]]:
    """Worlds with their schemes, by society, `none` first."""
    return {
        society: {NONE: ()} | {name: world.schemes for name, world in worlds.items() if world.society == society}
        for society in societies
    }


def _main_society(study: Study) -> str | Path:
    """The society of all worlds that name no other: a file beside the study before the library."""
    folder = Path(study.positions[()].file).parent if () in study.positions else None
    return find(study.society or PLAIN, "society", folder)


def faults_of(order: Order) -> list[Fault]:
    """Everything in an order's worlds that is faulty, or that this version knows and cannot execute."""
    faults: list[Fault] = []
    for world in order.worlds.values():
        society = order.societies[world.society]
        faults += check_world(world.schemes, society)
        faults += [fault for scheme in world.schemes for fault in refusals(scheme, society)]
    return faults


def notes_of(order: Order) -> list[str]:
    """What a reader should know of the worlds: schemes that others ask about and that are not there."""
    notes = []
    for name, world in order.worlds.items():
        here = {scheme.name for scheme in world.schemes}
        for scheme in world.schemes:
            asked = {other for _, condition in each(scheme, Condition) for other in condition.in_scheme}
            notes += [
                f"{name}: {scheme.name} asks about {other}, which is not in this world and so lists and scores nobody."
                for other in sorted(asked - here)
            ]
    return notes


def as_declared(order: Order) -> dict[str, Any]:
    """The order as plain data, from which it can be made again; what provenance hashes."""
    return {
        "scorarium": 1,
        "name": order.name,
        "societies": {name: _plain(society.raw) for name, society in order.societies.items()},
        "worlds": {
            name: {
                "society": world.society,
                "schemes": [{"luck": s.luck_root, "declaration": _plain(s.raw)} for s in world.schemes],
            }
            for name, world in order.worlds.items()
        },
        "persons": order.persons,
        "years": order.years,
        "burn_in_days": None if order.burn_in is None else str(order.burn_in.days),
        "replicates": order.replicates,
        "seed": order.seed,
        "same_society": order.same_society,
        "until": dict(order.until),
        "outcomes": list(order.outcomes),
        **({} if order.vary is None else {"vary": varying_declared(order.vary)}),
    }


def from_declared(declared: Mapping[str, Any]) -> Order:
    """The order that a kept run was made from.

    Raises
    ------
    DeclarationError
        What was kept is not what this version reads.
    """
    days = declared["burn_in_days"]
    return Order(
        name=declared["name"],
        societies={name: _filled(_built(raw, Society)) for name, raw in declared["societies"].items()},
        worlds={
            name: WorldOrder(
                world["society"],
                tuple(_built(one["declaration"], Scheme, one["luck"]) for one in world["schemes"]),
            )
            for name, world in declared["worlds"].items()
        },
        persons=declared["persons"],
        years=declared["years"],
        burn_in=None if days is None else Duration(Fraction(days)),
        replicates=declared["replicates"],
        seed=declared["seed"],
        same_society=declared["same_society"],
        until=declared["until"],
        outcomes=tuple(declared["outcomes"]),
        vary=varying_from(declared["vary"]) if "vary" in declared else None,
    )


def again(raw: Mapping[str, Any], luck: str | None) -> Scheme:
    """A scheme from plain data, with the luck of its root."""
    return _built(raw, Scheme, luck)


def society_again(raw: Mapping[str, Any]) -> Society:
    """A society from plain data, with the vocabulary filled in."""
    return _filled(_built(raw, Society))


def _scheme_world(asked: str | Path | Scheme) -> tuple[Scheme, ...]:
    if isinstance(asked, Scheme):
        return (asked,)
    if isinstance(asked, Path) or Path(asked).is_file():
        return (load_scheme(asked),)
    return tuple(load_scheme(part) for part in asked.split("+"))


def _home(world: tuple[Scheme, ...]) -> str:
    homes = list(dict.fromkeys(scheme.home or PLAIN for scheme in world))
    if len(homes) > 1:
        named = "+".join(scheme.name for scheme in world)
        raise OrderError(f"{named}: the schemes live in different societies (got {', '.join(homes)}). Say --society.")
    return homes[0]


def _society(asked: str | Path | Society) -> Society:
    return _filled(asked if isinstance(asked, Society) else load_society(asked))


def _filled(society: Society) -> Society:
    return with_vocabulary(society, load_vocabulary())


def _built(raw: Mapping[str, Any], model: type[D], luck: str | None = None) -> D:
    return build(Resolved(raw, {}, str(raw.get("name", "")), luck), model)


def _plain(raw: Any) -> Any:
    """Plain data with keys as text and tuples as lists, as JSON has them."""
    if isinstance(raw, Mapping):
        return {str(key): _plain(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [_plain(value) for value in raw]
    return raw
