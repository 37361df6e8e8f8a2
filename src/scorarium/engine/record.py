"""What is kept of a replicate: the final state, the record of entries, series over time. Made from any ``State``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.histograms import Histogram, ScoreHistograms
from scorarium.engine.layout import state_type
from scorarium.engine.learning import Fit
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.kernels.tally import add_up
from scorarium.kernels.views import Handle

ACCUMULATORS = (
    *("welfare", "fines", "done", "prevented", "provoked", "chilled", "met", "refused"),
    *("entries", "wrong", "wrong_entry_ticks", "penalty", "wrong_penalty", "filed", "upheld"),
    *("listed_ticks", "wrong_ticks", "times", "repair_used"),
    *("bribed", "exempted", "targeted", "proposed", "overridden"),
    *("spent", "earned", "earned_by_money"),
    *("complied", "censored", "defied", "wanted", "said"),
    *("stress_ticks", "protest_ticks"),
    *("concealed", "claims", "overpaid"),
)
"""Arrays of the state that only grow: what they were when the burn-in ended is kept."""

CHECKPOINTS = 5
NO_COUNTS: Mapping[str, NDArray[np.int64]] = {}


@dataclass(frozen=True)
class Keep:
    """What is kept beside the final state and the series of every tick.

    Parameters
    ----------
    burn_in
        Ticks that are lived but not counted; series keep all of them.
    histograms
        At how many evenly spaced ticks scores are counted.
    entries
        Whether the record of entries is kept.
    """

    burn_in: int = 0
    histograms: int = 61
    entries: bool = True


@dataclass(frozen=True)
class Series:
    """Sums of every tick, int64; T ticks, W worlds, B kinds, S schemes, L lists, V services.

    Money and points in units of 1/65536. ``n_tier`` has one column per tier code and a last one for enrolled persons
    without a tier; ``n_spread`` counts those who are listed through others only.
    """

    n_done: NDArray[np.int64]  # [T, W, B]
    n_prevented: NDArray[np.int64]  # [T, W, B]
    n_provoked: NDArray[np.int64]  # [T, W, B]
    n_answer: NDArray[np.int64]  # [T, W, V, 5] names.Answer
    n_seen: NDArray[np.int64]  # [T, S, B]
    n_clipped: NDArray[np.int64]  # [T, W]
    n_paid: NDArray[np.int64]  # [T, S]
    n_worth: NDArray[np.int64]  # [T, W, worths]
    n_tier: NDArray[np.int64]  # [T, S, tiers + 1]
    n_primary: NDArray[np.int64]  # [T, L]
    n_spread: NDArray[np.int64]  # [T, L]
    score_sum: NDArray[np.int64]  # [T, S]
    n_enrolled: NDArray[np.int64]  # [T, S]
    welfare_sum: NDArray[np.int64]  # [T, W]


@dataclass(frozen=True)
class Districts:
    """Sums over the persons of each district at the end, int64."""

    persons: NDArray[np.int64]  # [D]
    welfare: NDArray[np.int64]  # [W, D]
    harm: NDArray[np.int64]  # [W, D] of the last tick
    done: NDArray[np.int64]  # [W, D]
    refused: NDArray[np.int64]  # [W, D]
    n_enrolled: NDArray[np.int64]  # [S, D]
    score_sum: NDArray[np.int64]  # [S, D] over enrolled persons
    n_listed: NDArray[np.int64]  # [L, D]
    listed_ticks: NDArray[np.int64]  # [L, D]


@dataclass(frozen=True)
class Timing:
    """Seconds, and how busy the ticks were."""

    compile_s: float = 0.0
    simulate_s: float = 0.0
    person_ticks: int = 0  # persons x ticks x worlds
    candidates_per_person_tick: float = 0.0


@dataclass(frozen=True)
class Record:
    """One replicate.

    Parameters
    ----------
    labels
        Names behind the integers (``engine.plan_labels.Labels``), where the plan had any.
    state
        The state at the end of the last tick.
    before
        Accumulators at the end of the burn-in; empty without one.
    entries
        The record as a table (``engine.entries.TABLE``); empty where it was not kept.
    series, districts
        Sums.
    histograms
        Scores of each scheme at evenly spaced ticks.
    checkpoints
        int64[5] ticks at whose ends moves are counted from one to the next: the first, the quarters, the last.
    moves
        int64[4, S, tiers + 2, tiers + 2]: persons by tier code at one checkpoint and at the next. After the codes come
        "enrolled without a tier" and "not enrolled".
    burn_in
        Ticks that do not count.
    fits
        What was learned, in order.
    """

    labels: Any
    state: State
    before: Mapping[str, NDArray[Any]]
    entries: NDArray[np.void]
    series: Series
    districts: Districts
    histograms: tuple[Histogram, ...]
    checkpoints: NDArray[np.int64]
    moves: NDArray[np.int64]
    burn_in: int
    timing: Timing
    versions: Mapping[str, str] = field(default_factory=dict)
    fits: tuple[Fit, ...] = ()

    def counted(self, name: str) -> NDArray[Any]:
        """An accumulator without its burn-in."""
        array: NDArray[Any] = getattr(self.state, name)
        return array - self.before[name] if name in self.before else array


def evenly(n_ticks: int, n: int) -> list[int]:
    """At most ``n`` ticks from the first to the last, evenly spaced."""
    if n_ticks <= n:
        return list(range(n_ticks))
    return sorted({(n_ticks - 1) * k // (n - 1) for k in range(n)}) if n > 1 else [n_ticks - 1]


class Recorder:
    """Collects a record tick by tick from states, the engine's or the twin's.

    Parameters
    ----------
    plan
        What is lived.
    keep
        What is kept.
    parts
        Ranges of persons that are added up one by one (results do not depend on them).
    """

    def __init__(self, plan: Plan, keep: Keep | None = None, parts: Iterable[tuple[int, int]] | None = None) -> None:
        self.plan, self.keep = plan, keep or Keep()
        self.parts = list(parts) if parts is not None else [(0, plan.sizes.persons)]
        z, n_ticks, kinds = plan.sizes, int(plan.clock.n_ticks), len(plan.acts.scale)
        codes = np.diff(plan.schemes.tier_first)
        self.n_tiers = int(codes.max(initial=0))
        shapes = {
            "n_done": (z.worlds, kinds),
            "n_prevented": (z.worlds, kinds),
            "n_provoked": (z.worlds, kinds),
            "n_answer": (z.worlds, z.services, 5),
            "n_seen": (z.schemes, kinds),
            "n_clipped": (z.worlds,),
            "n_paid": (z.schemes,),
            "n_worth": (z.worlds, z.worths),
            "n_tier": (z.schemes, self.n_tiers + 1),
            "n_primary": (z.lists,),
            "n_spread": (z.lists,),
            "score_sum": (z.schemes,),
            "n_enrolled": (z.schemes,),
            "welfare_sum": (z.worlds,),
        }
        self.series = {name: np.zeros((n_ticks, *shape), np.int64) for name, shape in shapes.items()}
        self.histograms = ScoreHistograms(plan.schemes, evenly(n_ticks, self.keep.histograms), self.parts)
        self.checkpoints = [0, *(n_ticks * k // (CHECKPOINTS - 1) - 1 for k in range(1, CHECKPOINTS))]
        self.moves = np.zeros((CHECKPOINTS - 1, z.schemes, self.n_tiers + 2, self.n_tiers + 2), np.int64)
        self.places = np.zeros((z.schemes, 0), np.int8)
        self.before: dict[str, NDArray[Any]] = {}
        self._handle: tuple[State, Handle] | None = None

    def handle(self, state: State) -> Handle:
        """The state as compiled code reads it."""
        if self._handle is None or any(a is not b for a, b in zip(self._handle[0], state, strict=True)):
            self._handle = (state, Handle(state_type(), state._asdict()))
        return self._handle[1]

    def add(
        self, t: int, state: State, *, whole: State | None = None, counts: Mapping[str, NDArray[np.int64]] = NO_COUNTS
    ) -> None:
        """One tick.

        Parameters
        ----------
        state
            Of those who are recorded.
        whole
            Of everybody, where some are left out; `parts` are rows of it.
        counts
            Counters of the tick of those who are recorded, where they are not those of the state.
        """
        for name in ("n_done", "n_prevented", "n_provoked", "n_answer", "n_seen", "n_clipped", "n_paid", "n_worth"):
            self.series[name][t] = counts.get(name, getattr(state, name))
        handle = self.handle(state if whole is None else whole)
        sums = ("n_tier", "n_primary", "n_spread", "score_sum", "n_enrolled", "welfare_sum")
        for first, last in self.parts:
            add_up(handle, first, last, *(self.series[name][t] for name in sums))
        self.histograms.add(t, handle)
        if t in self.checkpoints:
            self._count_moves(t, state)
        if t + 1 == self.keep.burn_in:
            self.before = {name: getattr(state, name).copy() for name in ACCUMULATORS}

    def _count_moves(self, t: int, state: State) -> None:
        n = self.n_tiers + 2
        now = np.where(state.tier >= 0, state.tier, self.n_tiers).astype(np.int8)
        now[state.enrolled < 0] = self.n_tiers + 1
        before = self.places if t > 0 else now
        for k in range(1, CHECKPOINTS):
            for s in range(len(now) if self.checkpoints[k] == t else 0):
                pairs = before[s].astype(np.int64) * n + now[s]
                self.moves[k - 1, s] = np.bincount(pairs, minlength=n * n).reshape(n, n)
        self.places = now

    def finish(
        self,
        state: State,
        entries: NDArray[np.void],
        *,
        labels: Any = None,
        timing: Timing | None = None,
        versions: Mapping[str, str] | None = None,
        fits: Iterable[Fit] = (),
    ) -> Record:
        """The record of the run that ended in this state."""
        return Record(
            labels=labels,
            state=state,
            before=self.before,
            entries=entries,
            series=Series(**self.series),
            districts=sum_districts(self.plan, state),
            histograms=self.histograms.finish(),
            checkpoints=np.array(self.checkpoints, np.int64),
            moves=self.moves,
            burn_in=self.keep.burn_in,
            timing=timing or Timing(),
            versions=dict(versions or {}),
            fits=tuple(fits),
        )


def sum_districts(plan: Plan, state: State) -> Districts:
    """Sums over the persons of each district, who stand side by side."""
    edges = np.searchsorted(plan.people.district, np.arange(plan.sizes.districts + 1))

    def sums(rows: NDArray[Any]) -> NDArray[np.int64]:
        total = np.zeros((len(rows), rows.shape[1] + 1 if rows.ndim > 1 else 1), np.int64)
        np.cumsum(rows, axis=1, dtype=np.int64, out=total[:, 1:])
        found: NDArray[np.int64] = total[:, edges[1:]] - total[:, edges[:-1]]
        return found

    inside = state.enrolled >= 0
    return Districts(
        persons=np.diff(edges).astype(np.int64),
        welfare=sums(state.welfare),
        harm=state.pub_harm.copy(),
        done=sums(state.done),
        refused=sums(state.refused),
        n_enrolled=sums(inside),
        score_sum=sums(np.where(inside, state.score, 0)),
        n_listed=sums(state.on > 0),
        listed_ticks=sums(state.listed_ticks),
    )
