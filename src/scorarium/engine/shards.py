"""A shard: contiguous persons, the notes of their tick, and their record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.entries import Arena
from scorarium.engine.layout import SHARD, fields, shard_type
from scorarium.engine.rows_of_acts import most_notices
from scorarium.engine.tables import Plan
from scorarium.kernels.codes import AT, BLOCK, BLOCK_END, FEW, N_ANSWERS, N_DEMANDS, N_GIFTS, N_MISTAKES, NEXT, STRIP
from scorarium.kernels.vectors import LANES, SIXTEEN
from scorarium.kernels.views import Handle

COUNTERS = (
    *("n_done", "n_prevented", "n_provoked", "n_answer", "n_seen", "n_clipped", "n_paid", "n_worth", "n_enrolled"),
    *("harm", "plain_n", "plain_harm"),
)
"""What a shard counts in a tick: parts of one line, so that all of it is cleared and added up at once."""

USED = {"mistakes": N_MISTAKES, "demands": N_DEMANDS, "answers": N_ANSWERS, "gifts": N_GIFTS}
"""Buffers that persons fill one after another, and where it stands how far."""


@dataclass
class Shard:
    """One shard with everything that its kernel calls write to."""

    first: int
    last: int
    handle: Handle
    arena: Arena
    room: dict[str, int]
    counted: NDArray[np.int64]

    @property
    def at(self) -> Any:
        """What it remembers between calls."""
        return self.handle.arrays["at"]

    def begin_tick(self) -> None:
        """Counters at nought, the first person next."""
        self.counted.fill(0)
        self.at[NEXT] = self.at[BLOCK] = self.first
        self.at[BLOCK_END] = self.at[N_MISTAKES] = self.at[N_DEMANDS] = self.at[N_ANSWERS] = self.at[N_GIFTS] = 0

    def make_room(self, entries: int, most: dict[str, int]) -> None:
        """Double what could be too small for one more person: entries, and what a person can add to each buffer."""
        self.arena.ensure(entries)
        if self.room["strikes"] < entries:
            self._enlarge("strikes", 2 * entries)
        for what, used in USED.items():
            if self.room[what] - self.at[used] < most[what]:
                self._enlarge(what, 2 * self.room[what] + most[what])

    def make_late(self, places: int) -> None:
        """Room for so many candidates that changes brought: twice that, and as much more among those that are due."""
        more = 2 * places - self.room["lates"]
        self._enlarge("lates", 2 * places)
        put_columns(self.handle, "due_", len(self.handle.arrays["due_who"]) + more)

    def _enlarge(self, what: str, places: int) -> None:
        self.room[what] = places
        one = what.removesuffix("s")
        put_columns(self.handle, one if one == "mistake" else f"{one}_", places)
        self.handle.put(f"n_{one}_places", places)


def summed(shards: Sequence[Shard]) -> dict[str, NDArray[np.int64]]:
    """What some shards counted, added up, by name: to be read (of one shard it is its own)."""
    total = shards[0].counted if len(shards) == 1 else np.add.reduce([shard.counted for shard in shards])
    return dict(parts_of(total, [shards[0].handle.arrays[name].shape for name in COUNTERS]))


def parts_of(line: NDArray[np.int64], shapes: Iterable[tuple[int, ...]]) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """The counters that stand in a line one after another."""
    at = 0
    for name, shape in zip(COUNTERS, shapes, strict=True):
        size = prod(shape)
        yield name, line[at : at + size].reshape(shape)
        at += size


def put_columns(handle: Handle, prefix: str, n: int) -> None:
    """Give all columns of a buffer (the last axis) the length ``n``; what is in them stays."""
    for name, form in fields(SHARD).items():
        if name.startswith(prefix):
            old = handle.arrays[name]
            new = np.zeros((*old.shape[:-1], n), form.partition(":")[0])
            new[..., : old.shape[-1]] = old
            handle.put(name, new)


def make_shard(plan: Plan, rows: dict[str, Any], first: int, last: int, block: int) -> Shard:
    """An empty shard of the persons ``first … last - 1``.

    Buffers of one person's tick are as long as the plan says that they can ever need to be.
    """
    z = plan.sizes
    handle = Handle(shard_type(), {"first": first, "last": last, "block": block, "at": np.zeros(AT, np.int64)})
    block = min(block, max(1, last - first))
    most = rows["most_demands"] + 1
    notices = most * max(1, most_notices(plan))
    n_candidates = 3 * block + rows["most_candidates"]
    handle.put("n_cand_places", n_candidates)
    due, late = max(1, rows["n_periodic"]) * block + 1, 64 if rows["n_late"] else 0
    lengths = {"cand_": n_candidates + max(SIXTEEN, FEW), "due_": due + late, "late_": late}
    lengths |= {"notice_": notices, "own_": most}
    lengths["pull_"] = block + LANES if len(rows["pull_sense"]) else 0
    lengths |= {"belief_": most * max(1, z.groups), "habit_": most * z.worlds}
    lengths |= {"opened_": most * z.worlds, "duty": z.rules + 1, "strike_": 64, "mistake": 64, "demand_person": 64}
    lengths |= {"demand_service": 64, "demand_word": 64, "demand_lot": 64, "demand_order": 64}
    done = n_candidates if rows["has_bulk"] else 0
    lengths |= {"answer_": 64, "gift_": 64, "bulk_": done, "seen_": done * z.schemes + SIXTEEN}
    shapes = shapes_of(plan, rows, first, last, block)
    for name, form in fields(SHARD).items():
        code, _, ndim = form.partition(":")
        if ndim and name != "at" and name not in COUNTERS:
            shape = shapes.get(name) or (next(n for prefix, n in lengths.items() if name.startswith(prefix)),)
            handle.put(name, np.zeros(shape, code))
    room = {"strikes": 64, "mistakes": 64, "demands": 64, "answers": 64, "gifts": 64, "lates": late}
    for name, n in room.items():
        handle.put(f"n_{name.removesuffix('s')}_places", n)
    counted = np.zeros(sum(prod(shapes[name]) for name in COUNTERS), np.int64)
    for name, part in parts_of(counted, [shapes[name] for name in COUNTERS]):
        handle.put(name, part)
    return Shard(first, last, handle, Arena(handle, 256), room, counted)


def shapes_of(plan: Plan, rows: dict[str, Any], first: int, last: int, block: int) -> dict[str, tuple[int, ...]]:
    """Shapes of what is kept by person of a block, by world, scheme or district."""
    z, kinds = plan.sizes, rows["kinds"]
    return {
        "n_candidates": (block,),
        "cand_first": (block + 1,),
        "came_first": (last - first + 1 if rows["n_late"] else 0,),
        "n_due": (block,),
        "due_first": (block + 1,),
        "closed": (z.worlds, block),
        "gained": (z.worlds, block),
        "lost": (z.worlds, block),
        "demand_said": (z.worlds, 64),
        "demand_back": (z.worlds, 64),
        "demand_rank": (z.worlds if rows["has_ranks"] else 0, 64),
        "n_done": (z.worlds, kinds),
        "n_prevented": (z.worlds, kinds),
        "n_provoked": (z.worlds, kinds),
        "n_answer": (z.worlds, z.services, 5),
        "n_seen": (z.schemes, kinds),
        "n_clipped": (z.worlds,),
        "n_paid": (z.schemes,),
        "n_worth": (z.worlds, z.worths),
        "n_enrolled": (z.schemes,),
        "harm": (z.worlds, z.districts),
        "plain_n": (kinds,),
        "plain_harm": (z.districts,),
        "plain_money": (block,),
        "plain_did": (block,),
        "busy": (block + SIXTEEN,),
        "chosen": (block + SIXTEEN,),
        "chosen_who": (block + SIXTEEN,),
        "looks": (block,),
        "friends_line": (most_friends(plan, first, last, STRIP) + 1 if rows["drifts"].any() else 0,),
        "friends_sum": (block if rows["drifts"].any() else 0,),
        "n_friends": (block if rows["drifts"].any() else 0,),
        "drifted": (z.schemes if rows["drifts"].any() else 0, block),
        "moved_to": (z.schemes if rows["drifts"].any() else 0, block),
        "net": (z.schemes if rows["drifts"].any() else 0, block),
        "harmed": (z.schemes if rows["has_bulk"] else 0, block),
        "struck": (z.schemes if rows["has_bulk"] else 0, block),
        "entered": (z.schemes if rows["has_bulk"] else 0, block),
    }


def most_friends(plan: Plan, first: int, last: int, n: int) -> int:
    """How many friends any ``n`` persons of a shard who stand side by side have in all, at most."""
    upto = plan.ties.friends_first[first : last + 1].astype(np.int64)
    ends = np.minimum(np.arange(len(upto)) + n, len(upto) - 1)
    return int((upto[ends] - upto).max(initial=0))
