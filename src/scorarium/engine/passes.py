"""The compiled passes, for any plan or for one plan alone.

Code that is compiled for one plan takes for granted what the plan's switches and counts are (``Granted``): LLVM then
drops what is switched off, and loops over schemes and worlds are known. Its bits are those of the common code, and it
is handed only tables of which all that holds. Compiling takes half a minute, so only long runs have code of their own.
"""

from collections.abc import Callable, Mapping
from functools import cache
from time import perf_counter
from typing import Any, Final, NamedTuple

import numpy as np
from numba import types

from scorarium.engine.layout import plan_type, shard_type, state_type
from scorarium.kernels.passes import live, publish_shard, serve_later
from scorarium.kernels.views import Handle, ViewType, with_constants

Granted = tuple[tuple[str, int | float], ...]
"""Fields of the plan of which every item is known, by name."""

NOTHING: Final[Granted] = ()

OF_PEOPLE: Final = frozenset({"luck", "clock", "people", "ties", "now"})
"""Groups that differ between replicates, parts of a society or ticks."""
VARYING: Final = frozenset(
    {
        "factors.weight",
        *(f"sizes.{name}" for name in ("persons", "districts", "pools", "most_pools", "pool_rows", "friendships")),
        *(f"sizes.{name}" for name in ("firms", "ring", "heavy", "bins", "opinions")),
        *(f"senses.{name}" for name in ("pool_of", "pool_size")),
        *(
            f"rows.{name}"
            for name in ("eligible", "n_eligible", "steady_tiers", "codes", "count_sure", "raised_most", "raises")
        ),
        *(f"rows.{name}" for name in ("held_money", "held_first", "held_service", "held_usual", "held_all")),
        *(f"rows.{name}" for name in ("word_column", "word_limit", "is_sharp")),
        *(f"rows.{name}" for name in ("near", "near_first", "near_scale")),
        *(f"rows.{name}" for name in ("door_first", "door_is_list", "door_row", "door_mask")),
    }
)
"""Fields that hang on who the people are, or change while they live."""
SWITCHES: Final = (0.0, 1.0, -1.0)
"""Reals that are worth knowing: what is switched off, and what does nothing."""

Pass = Callable[[Handle, Handle, Handle, int], int]


class Passes(NamedTuple):
    """The passes of a tick, called with the plan, the state, a shard and the tick.

    Parameters
    ----------
    live, serve_later, publish
        See ``kernels.passes``.
    """

    live: Pass
    serve_later: Pass
    publish: Pass


def granted_by(tables: Handle) -> Granted:
    """What code made for these tables alone may take for granted."""
    found: list[tuple[str, int | float]] = []
    for name, value in tables.arrays.items():
        if name.partition(".")[0] in OF_PEOPLE or name in VARYING:
            continue
        items = np.asarray(value)
        if items.size == 0 or items.min() != items.max():
            continue
        if items.dtype.kind != "f":
            found.append((name, int(items.flat[0])))
        elif float(items.flat[0]) in SWITCHES:
            found.append((name, float(items.flat[0])))
    return tuple(sorted(found))


def holds(granted: Granted, tables: Handle) -> bool:
    """Whether all that is taken for granted is so."""
    return all(bool((np.asarray(tables.arrays[name]) == value).all()) for name, value in granted)


@cache
def kind_of(granted: Granted) -> ViewType:
    """The type of the plan's tables for the code that takes this for granted."""
    constants: Mapping[str, int | float] = dict(granted)
    return with_constants(plan_type(), constants) if granted else plan_type()


@cache
def passes_for(granted: Granted = NOTHING) -> Passes:
    """Compile the passes, or fetch them from the disk."""
    kinds: tuple[Any, ...] = (kind_of(granted), state_type(), shard_type(), types.int64)
    all_passes: tuple[Any, ...] = (live, serve_later, publish_shard)
    return Passes(*(one.compile(kinds) for one in all_passes))


def compile_passes(granted: Granted = NOTHING) -> float:
    """Compile what a run needs, or fetch it from the disk; returns the seconds that it took."""
    start = perf_counter()
    passes_for(granted)
    return perf_counter() - start
