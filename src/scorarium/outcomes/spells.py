"""Spells: how long people stand low, wait for a decision, or are wrongly recorded. Watched tick by tick.

The state says who stands where; how long it took to come back is only seen by looking at every tick. A `Watch` is shown
the state at the end of each tick and keeps lengths of spells by number, never who had them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.kernels.tally import note_changes
from scorarium.names import NEVER

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Lengths:
    """Lengths of spells that began after the burn-in.

    Parameters
    ----------
    ended, open : int64 arrays, shape (ticks + 1,)
        How many spells of each length (in ticks) had ended, or were still open at the end.
    """

    ended: NDArray[np.int64]
    open: NDArray[np.int64]

    def __add__(self, other: Lengths) -> Lengths:
        return Lengths(self.ended + other.ended, self.open + other.open)

    def quantile(self, share: float) -> float | None:
        """The length by which this share of spells has ended (Kaplan & Meier 1958), in ticks; None if not reached."""
        surviving = survival(self.ended, self.open)
        reached = np.flatnonzero(surviving <= 1.0 - share + 1e-12)
        return float(reached[0]) if len(reached) else None

    def quantile_ended(self, share: float) -> float | None:
        """The length that this share of the spells that ended did not exceed, in ticks; None if none ended."""
        upto = np.cumsum(self.ended)
        return float(np.searchsorted(upto, share * upto[-1] - 1e-9)) if upto[-1] else None


def survival(ended: NDArray[np.int64], still_open: NDArray[np.int64]) -> NDArray[np.float64]:
    """Share of spells longer than each length, open ones counted as long as they were seen (Kaplan & Meier 1958)."""
    at_risk = np.cumsum((ended + still_open)[::-1])[::-1]
    keep = np.where(at_risk > 0, 1.0 - ended / np.maximum(1, at_risk), 1.0)
    found: NDArray[np.float64] = np.cumprod(keep, dtype=np.float64)
    return found


@dataclass(frozen=True)
class Watched:
    """What a watch has seen, by world.

    Parameters
    ----------
    low, cases, corrected : tuples of Lengths
        Spells below where one began; appeals from filing to decision; spells of wrong entries ended by an appeal.
    ever_low, low_now : int64 arrays, shape (worlds,)
        Persons who ever stood low, and who do at the end.
    wrong_corrected : int64 array, shape (worlds,)
        Wrong entries that an upheld appeal removed.
    pending_wrong : int64 array, shape (worlds,)
        Person-ticks with a case pending while a wrong entry stands.
    tier_before : int8 array, shape (schemes, persons), optional
        Tiers a year before the end.
    low_at_end : bool array, shape (worlds, persons), optional
        Who stands low at the end, by the tiers and lists that hold then.
    """

    low: tuple[Lengths, ...]
    cases: tuple[Lengths, ...]
    corrected: tuple[Lengths, ...]
    ever_low: NDArray[np.int64]
    low_now: NDArray[np.int64]
    wrong_corrected: NDArray[np.int64]
    pending_wrong: NDArray[np.int64]
    tier_before: NDArray[np.int8] | None
    low_at_end: Bools | None


PER_PERSON = ("tier_before", "low_at_end")
"""What stands for each person."""


@dataclass
class Spells:
    """Spells of one kind under way, by person."""

    n: int
    ticks: int
    burn_in: int
    start: NDArray[np.int32] = field(init=False)
    holds: Bools = field(init=False)
    ended: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        self.start = np.full(self.n, -1, np.int32)
        self.holds = np.zeros(self.n, np.bool_)
        self.ended = np.zeros(self.ticks + 1, np.int64)

    def see(self, t: int, inside: Bools, *, counts: Bools | None = None) -> None:
        """At the end of tick `t` the spell holds for those `inside`; of spells that end, those in `counts` are kept."""
        self.turn(t, changed(inside, self.holds), inside, counts=counts)

    def turn(self, t: int, turned: NDArray[np.intp], inside: Bools, *, counts: Bools | None = None) -> None:
        """The same, where it is known for whom it holds and did not, or the other way round."""
        if not len(turned):
            return
        begins = inside[turned]
        self.holds[turned] = begins
        over = turned[~begins]
        if len(over):
            kept = over[self.start[over] >= self.burn_in]
            if counts is not None:
                kept = kept[counts[kept]]
            self.ended += np.bincount(t - self.start[kept], minlength=len(self.ended))
            self.start[over] = -1
        self.start[turned[begins]] = t

    def lengths(self, t: int) -> Lengths:
        """All spells, seen at the end of the last tick `t`."""
        now = self.start[self.start >= self.burn_in]
        return Lengths(self.ended.copy(), np.bincount(t + 1 - now, minlength=len(self.ended)))


class Watch:
    """Looks at the state after each tick; what is not declared is not looked at.

    Parameters
    ----------
    plan
        What is run.
    burn_in
        Ticks that are not counted.
    """

    def __init__(self, plan: Plan, *, burn_in: int) -> None:
        self._plan = self._now = plan
        self._burn_in = burn_in
        n, worlds, ticks = int(plan.sizes.persons), int(plan.sizes.worlds), int(plan.clock.n_ticks)
        self._n, self._worlds, self._ticks = n, worlds, ticks
        self._low = {w: Spells(n, ticks, burn_in) for w in range(worlds) if self._has_standing(w)}
        self._ever_low = {w: np.zeros(n, np.bool_) for w in self._low}
        appeals = [s for s in range(int(plan.sizes.schemes)) if plan.schemes.hears[s]]
        self._cases = {s: Spells(n, ticks, burn_in) for s in appeals}
        self._wrong = {s: Spells(n, ticks, burn_in) for s in appeals}
        self._upheld = {s: np.zeros(n, np.int32) for s in appeals}
        self._wrong_live = {s: np.zeros(n, np.int32) for s in appeals}
        self._wrong_corrected = np.zeros(worlds, np.int64)
        self._pending_wrong = np.zeros(worlds, np.int64)
        self._year = round(365.25 / float(plan.clock.days))
        self._tier_before: NDArray[np.int8] | None = None
        self._last = -1

    def see(self, state: State, t: int, *, now: Plan | None = None) -> None:
        """The state at the end of tick `t`, in order of ticks; `now` is the plan that a change has made hold."""
        self._last, self._now = t, self._now if now is None else now
        for w, spells in self._low.items():
            low = self.is_low(state, w)
            spells.see(t, low)
            if t >= self._burn_in:
                self._ever_low[w] |= low
        for s in self._cases:
            self._see_recourse(state, s, t)
        if t == self._ticks - 1 - self._year and t >= self._burn_in and len(self._plan.schemes.tier_code):
            self._tier_before = state.tier.copy()

    def is_low(self, state: State, w: int) -> Bools:
        """Who stands below where one begins: on a black list, in a worse tier, or, without those, with less score."""
        low = np.zeros(self._n, np.bool_)
        for row in self._black_lists(w):
            low |= state.on[row] != 0
        for s in self._schemes(w):
            inside = state.enrolled[s] >= 0
            if self._has_tiers(s):
                worse = np.flatnonzero(self._worse_tiers(s)[:-1])
                low |= inside & among(state.tier[s], worse)
            elif not any(int(self._now.lists.scheme[row]) == s for row in self._black_lists(w)):
                low |= inside & ((state.score[s] - self._start(s)) * int(self._now.schemes.better[s]) < 0)
        return low

    def result(self, state: State) -> Watched:
        """What was seen up to the last tick."""
        none = Lengths(np.zeros(self._ticks + 1, np.int64), np.zeros(self._ticks + 1, np.int64))
        by_world = [[s for s in self._cases if int(self._plan.schemes.world[s]) == w] for w in range(self._worlds)]
        return Watched(
            low=tuple(self._low[w].lengths(self._last) if w in self._low else none for w in range(self._worlds)),
            cases=tuple(sum((self._cases[s].lengths(self._last) for s in rows), none) for rows in by_world),
            corrected=tuple(sum((self._wrong[s].lengths(self._last) for s in rows), none) for rows in by_world),
            ever_low=self._count(self._ever_low),
            low_now=self._count({w: self.is_low(state, w) & self._ever_low[w] for w in self._low}),
            wrong_corrected=self._wrong_corrected.copy(),
            pending_wrong=self._pending_wrong.copy(),
            tier_before=self._tier_before,
            low_at_end=np.array([self.is_low(state, w) for w in range(self._worlds)]),
        )

    def _see_recourse(self, state: State, s: int, t: int) -> None:
        w = int(self._plan.schemes.world[s])
        won = state.upheld[s] > self._upheld[s]
        fewer = self._wrong_live[s] > state.wrong_live[s]
        self._cases[s].see(t, state.case_due[s] >= 0)
        self._wrong[s].see(t, state.wrong_live[s] > 0, counts=won)
        if t >= self._burn_in:
            self._wrong_corrected[w] += int((won & fewer).sum())
            self._pending_wrong[w] += int(((state.case_due[s] >= 0) & (state.wrong_live[s] > 0)).sum())
        self._upheld[s][:] = state.upheld[s]
        self._wrong_live[s][:] = state.wrong_live[s]

    def _count(self, who: dict[int, Bools]) -> NDArray[np.int64]:
        return np.array([who[w].sum() if w in who else 0 for w in range(self._worlds)], np.int64)

    def _schemes(self, w: int) -> range:
        return range(int(self._plan.worlds.first[w]), int(self._plan.worlds.first[w + 1]))

    def _black_lists(self, w: int) -> list[int]:
        lists = self._now.lists
        return [j for j in range(len(lists.scheme)) if lists.black[j] and int(lists.scheme[j]) in self._schemes(w)]

    def _has_tiers(self, s: int) -> bool:
        schemes = self._now.schemes
        return bool(schemes.tier_first[s + 1] - schemes.tier_first[s] > 1)

    def _has_standing(self, w: int) -> bool:
        return len(self._schemes(w)) > 0

    def _start(self, s: int) -> int:
        """The score at which people begin, in units: the constant part of `start`."""
        return round(float(self._now.numbers.base[self._now.schemes.start[s]]) * 65536)

    def _worse_tiers(self, s: int) -> Bools:
        """By tier code: whether it lies on the worse side of the tier in which people begin; code -1 does not."""
        schemes = self._now.schemes
        rows = range(int(schemes.tier_first[s]), int(schemes.tier_first[s + 1]))
        start, better = self._start(s), int(schemes.better[s])
        first = max((j for j in rows if -(2**31) < int(schemes.tier_from[j]) <= start), default=rows[0])
        worse = np.zeros(len(rows) + 1, np.bool_)
        for j in rows:
            has_border = int(schemes.tier_from[j]) > -(2**31)
            worse[int(schemes.tier_code[j])] = has_border and (j - first) * better < 0
        return worse


def changed(now: NDArray[Any], before: NDArray[Any]) -> NDArray[np.intp]:
    """Persons whose number is another than it was; it is noted."""
    who = np.empty(len(now) + 1, np.int64)
    return who[: note_changes(now, before, who)].copy()


def among(codes: NDArray[np.int8], some: NDArray[np.intp]) -> Bools:
    """Whose code is one of some: codes are few, so each is looked for by itself."""
    found = np.zeros(len(codes), np.bool_)
    for code in some.tolist():
        found |= codes == code
    return found


def as_days(ticks: float | None, tick_days: float) -> float | None:
    """A length in days; None stays None."""
    return None if ticks is None or ticks >= NEVER else ticks * tick_days
