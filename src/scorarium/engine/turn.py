"""A change of a scheme inside the run, as the engine makes it (``twin/turn.py`` says what it means)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.shards import Shard
from scorarium.engine.tables import Plan, Turn
from scorarium.kernels.codes import BACK_ON_RECORD, FOLDED, LADDER, LEFT, LIVE, ON_RECORD, OUTSIDE, THEIRS
from scorarium.kernels.passes import list_entries
from scorarium.kernels.views import Handle

Arrays = dict[str, Any]
Ints = NDArray[Any]


def remapped(turn: Turn, plan: Plan, waiting: NDArray[np.int32]) -> NDArray[np.int32]:
    """Wrong attributions of the previous tick in the rows of the new plan."""
    found = np.zeros((plan.sizes.pool_rows, plan.sizes.most_pools), np.int32)
    width = min(found.shape[1], waiting.shape[1])
    for one, other in turn.pools:
        found[other, :width] = waiting[one, :width]
    return found


def noted_again(turn: Turn, plan: Plan, noted: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What was noted of people in the rows of the new plan; what was not asked before is not noted."""
    found = np.zeros((plan.sizes.facts, noted.shape[1]), np.uint8)
    for one, other in turn.facts:
        found[other] = noted[one]
    return found


def carry_over(plan: Plan, turn: Turn, arrays: Arrays, hidden: Arrays, state: Handle, shards: list[Shard]) -> None:
    """What a change does to everybody.

    Parameters
    ----------
    plan
        The new one.
    arrays, hidden, state
        The state, what the engine keeps beside it, and both as compiled code reads them.
    """
    s = turn.scheme
    hidden["next_check"][s] = 0
    own = [chain(state, shard, s) for shard in shards]
    for row in turn.lists:
        close_list(plan, arrays, row)
        for shard, (_, places) in zip(shards, own, strict=True):
            shard.arena.places["grounded"][places] &= ~(1 << int(plan.lists.bit[row]))
    arrays["tier"][s][np.isin(arrays["tier"][s], turn.tiers)] = -1
    for edge in turn.edges:
        arrays["edge"][edge] = -1
    if turn.compels:
        arrays["enrolled"][s][arrays["enrolled"][s] == LEFT] = OUTSIDE
        arrays["enrolled"][s][arrays["enrolled"][s] == BACK_ON_RECORD] = ON_RECORD
    close_accounts(plan, turn, arrays)
    if turn.wipes:
        for shard, (_, places) in zip(shards, own, strict=True):
            shard.arena.free(places)
        wipe(plan, turn, arrays, hidden)
    elif turn.converts:
        for shard, (persons, places) in zip(shards, own, strict=True):
            convert(plan, turn, arrays, shard, persons, places)


def close_accounts(plan: Plan, turn: Turn, arrays: Arrays) -> None:
    """Those whom the scheme is not about any more have no account; a unit that becomes one or many begins anew."""
    s, persons = turn.scheme, plan.sizes.persons - plan.sizes.firms
    for kind, subjects in (("persons", slice(0, persons)), ("firms", slice(persons, None))):
        if kind in turn.leaves:
            own = ~np.isin(arrays["enrolled"][s][subjects], (OUTSIDE, LEFT))
            arrays["enrolled"][s][subjects][own] = OUTSIDE
            arrays["tier"][s][subjects][own] = -1
            for row in np.flatnonzero(plan.lists.scheme == s):
                arrays["on"][row][subjects][own] = 0
    if turn.shares >= 0:
        arrays["unit_own"][turn.shares] = arrays["unit_shared"][turn.shares] = 0


def chain(state: Handle, shard: Shard, s: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """(person, place in the arena) of the entries of one scheme, in the order of making."""
    n, schemes = shard.arena.n_entries, len(state.arrays["head"])
    scheme, person, place = (np.empty(n, np.int32) for _ in range(3))
    list_entries(state, shard.handle, schemes, scheme, person, place)
    kept = scheme == s
    return person[kept], place[kept]


def close_list(plan: Plan, arrays: Arrays, row: int) -> None:
    """A list is no more, nor what it spread to."""
    for name in ("on", "until", "grounds"):
        arrays[name][row] = 0
    spreads = slice(int(plan.lists.spread_first[row]), int(plan.lists.spread_first[row + 1]))
    arrays["depth"][spreads] = 0
    arrays["spread_since"][spreads] = -1


def wipe(plan: Plan, turn: Turn, arrays: Arrays, hidden: Arrays) -> None:
    """The records of a scheme are destroyed, and nothing remains of its scores."""
    s = turn.scheme
    for name in ("head", "tail", "case_entry"):
        hidden[name][s] = -1
    arrays["case_due"][s] = -1
    for name in ("base", "live", "score", "new_harm", "harm_live", "wrong_live"):
        arrays[name][s] = 0
    of_factors = np.unique(plan.rules.factor[(plan.rules.scheme == s) & (plan.rules.factor >= 0)])
    arrays["factor_sum"][of_factors] = 0
    arrays["factor_count"][of_factors] = 0
    forget_marks(plan, arrays, s)
    for row in np.flatnonzero(plan.lists.scheme == s):
        close_list(plan, arrays, int(row))
    arrays["reported"][np.repeat(plan.senses.scheme, np.diff(plan.senses.report_first)) == s] = 0
    copies = plan.copies.scheme == s
    arrays["copy_until"][copies] = np.minimum(arrays["copy_until"][copies], turn.tick)


def forget_marks(plan: Plan, arrays: Arrays, s: int) -> None:
    """What people think of each other, as after a score that is put to nought."""
    low, high = int(plan.schemes.low[s]), int(plan.schemes.high[s])
    start, z, y = max(low, min(high, 0)), int(plan.ratings.of_scheme[s]), int(plan.reputations.of_scheme[s])
    if z >= 0:
        for name in ("mark_sum", "mark_weight", "mark_count"):
            arrays[name][z] = 0
        arrays["mark_start"][z] = start
        first, rated = int(plan.ratings.bin_first[z]), int((plan.ratings.person[z] >= 0).sum())
        for name in ("bin_sum", "bin_weight", "bin_count"):
            arrays[name][first : first + rated * int(plan.ratings.span[z])] = 0
    if y >= 0:
        first, width = int(plan.reputations.first[y]), int(plan.reputations.width[y])
        arrays["opinion"][first : first + plan.sizes.persons * width] = int(2 * start >= low + high)


def convert(
    plan: Plan, turn: Turn, arrays: Arrays, shard: Shard, persons: NDArray[np.int32], places: NDArray[np.int32]
) -> None:
    """Old scores become new ones; points of entries shrink or grow with them, or else the entries end."""
    s, mine = turn.scheme, slice(shard.first, shard.last)
    base, live = arrays["base"][s, mine].astype(np.int64), arrays["live"][s, mine].astype(np.int64)
    low, high, better = (int(getattr(plan.schemes, name)[s]) for name in ("low", "high", "better"))
    old = np.clip(base + live, turn.low, turn.high)
    new = np.clip(becomes(turn, old), low, high)
    inside = ~np.isin(arrays["enrolled"][s, mine], (OUTSIDE, LEFT))
    kept = scaled(live, old, new)
    ends = (np.clip(new - kept, low, high) != new - kept) | (plan.schemes.kind[s] == LADDER)
    book, who = shard.arena.places, persons - shard.first
    harm = arrays["harm_live"][s, mine]
    some = (inside & ~ends)[who]
    rescale(book, who[some], places[some], old, new, kept, harm, better)
    some = (inside & ends)[who]
    end_all(book, who[some], places[some], harm, arrays["wrong_live"][s, mine], better)
    for name, values in (("base", np.where(ends, new, new - kept)), ("live", np.where(ends, 0, kept)), ("score", new)):
        arrays[name][s, mine][inside] = values[inside]


def rescale(
    book: Any, who: Ints, places: Ints, old: Ints, new: Ints, kept: Ints, harm: NDArray[np.int32], better: int
) -> None:
    """Points of entries in proportion to the score; the newest live one takes what rounding leaves."""
    flags = book["flags"][places]
    points = scaled(book["points"][places].astype(np.int64), old[who], new[who])
    counts = flags & (LIVE | FOLDED) != 0
    live = np.flatnonzero(flags & LIVE)
    owner = who[live]
    newest = live[np.append(owner[1:] != owner[:-1], np.ones(min(1, len(owner)), bool))]
    total = np.zeros(len(old), np.int64)
    np.add.at(total, owner, points[live])
    points[newest] += (kept - total)[who[newest]]
    book["points"][places[counts]] = points[counts]
    sums = np.zeros(len(old), np.int64)
    np.add.at(sums, owner, np.maximum(0, -points[live] * better))
    harm[owner] = sums[owner]


def end_all(book: Any, who: Ints, places: Ints, harm: NDArray[np.int32], wrong: NDArray[np.int32], better: int) -> None:
    """Entries that no longer count: live ones end, permanent ones no longer show in the base."""
    flags = book["flags"][places]
    points = np.where(flags & LIVE, book["points"][places].astype(np.int64), 0)
    np.subtract.at(harm, who, np.maximum(0, -points * better).astype(np.int32))
    np.subtract.at(wrong, who, ((flags & (LIVE | FOLDED) != 0) & (flags & THEIRS == 0)).astype(np.int32))
    book["flags"][places] = flags & ~np.uint8(LIVE | FOLDED)


def scaled(points: NDArray[np.int64], old: NDArray[np.int64], new: NDArray[np.int64]) -> NDArray[np.int64]:
    """Points as large beside the new score as they were beside the old one."""
    ratio = new / np.where(old == 0, 1, old)
    return np.where(old == 0, points, np.floor(points * ratio + 0.5).astype(np.int64))


def becomes(turn: Turn, old: NDArray[np.int64]) -> NDArray[np.int64]:
    """The new score for an old one: that of the highest bound not above it, or else of the lowest."""
    if not turn.values:
        return old
    place = np.searchsorted(np.array(turn.bounds, np.int64), old, side="right") - 1
    return np.array(turn.values, np.int64)[np.maximum(0, place)]
