"""The record of entries: one arena per shard, and the record of all persons as a table."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.layout import ENTRY
from scorarium.kernels.codes import AT, FREE, N_FREE
from scorarium.kernels.passes import add_places, list_entries
from scorarium.kernels.views import Handle

TABLE = np.dtype(
    [
        ("scheme", "i4"),
        ("person", "i4"),
        ("rule", "i4"),
        ("act", "i4"),
        ("sense", "i4"),
        ("tick", "i4"),
        ("expiry", "i4"),
        ("points", "i4"),
        ("flags", "u1"),
        ("tries", "u1"),
        ("grounded", "i8"),
        ("amount", "f8"),
    ]
)
"""One entry of the record as a table: points in units of 1/65536, ``flags`` as in ``names.Flag``."""


class Arena:
    """Room for a shard's entries; it grows, and never moves an entry."""

    def __init__(self, handle: Handle, places: int) -> None:
        self.handle = handle
        self.at: NDArray[np.int64] = handle.arrays["at"]
        if self.at.shape != (AT,):
            raise ValueError(f"a shard remembers {AT} numbers (got {self.at.shape})")
        self.at[FREE], self.at[N_FREE] = -1, 0
        self.places = np.zeros(0, ENTRY)
        self.grow(places)

    @property
    def n_entries(self) -> int:
        """Entries in the record of the shard."""
        return len(self.places) - int(self.at[N_FREE])

    def ensure(self, free: int) -> None:
        """Make room until ``free`` places are free."""
        if self.at[N_FREE] < free:
            self.grow(max(len(self.places) * 3 // 2, len(self.places) + 2 * free))

    def free(self, places: NDArray[np.int32]) -> None:
        """Give these places back; nothing links to them any more."""
        if len(places):
            following = self.places["following"]
            following[places[:-1]] = places[1:]
            following[places[-1]] = self.at[FREE]
            self.at[FREE] = places[0]
            self.at[N_FREE] += len(places)

    def take_over(self, other: "Arena") -> None:
        """Go on with the entries of another arena."""
        self.places = other.places
        self.at[FREE], self.at[N_FREE] = other.at[FREE], other.at[N_FREE]
        for name in ENTRY.names or ():
            self.handle.put(name, self.places[name])

    def grow(self, places: int) -> None:
        """Make room for ``places`` entries in all."""
        old, first = self.places, len(self.places)
        self.places = np.zeros(places, ENTRY)
        self.places[:first] = old
        for name in ENTRY.names or ():
            self.handle.put(name, self.places[name])
        add_places(self.handle, first, places)


def entries_table(state: Handle, shards: Sequence[Handle], arenas: Sequence[Arena], schemes: int) -> NDArray[np.void]:
    """The record of all persons: by scheme, person and time."""
    parts = [shard_table(state, shard, arena, schemes) for shard, arena in zip(shards, arenas, strict=True)]
    table = np.concatenate(parts) if parts else np.zeros(0, TABLE)
    return table[np.argsort(table["scheme"], kind="stable")]


def shard_table(state: Handle, shard: Handle, arena: Arena, schemes: int) -> NDArray[np.void]:
    """The record of the persons of one shard: by scheme, person and time."""
    n = arena.n_entries
    scheme, person, place = (np.empty(n, np.int32) for _ in range(3))
    list_entries(state, shard, schemes, scheme, person, place)
    part = np.zeros(n, TABLE)
    part["scheme"], part["person"] = scheme, person
    for name in TABLE.names or ():
        if name in (ENTRY.names or ()):
            part[name] = arena.places[name][place]
    return part
