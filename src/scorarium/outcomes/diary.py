"""A diary of one replicate: what is noted at the end of each tick, so that nothing else need be remembered.

The state says how things stand. Counts of a tick, stocks over time, scores on the way and tiers at the turns of the run
are noted as it passes; a diary works from the state of the engine and of the twin alike.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.state import State
from scorarium.names import Listed
from scorarium.outcomes.lived import ACCUMULATED, Lived, Looks, Series
from scorarium.outcomes.scores import Spread, coarse_spread
from scorarium.outcomes.spells import Watch

MOST_LOOKS: Final = 61
"""How often the spread of scores is noted at most."""

TURNS: Final = 5
"""How often tiers are noted for the flows between them: at the start, the quarters and the end."""

COUNTED: Final = {
    "done": "n_done",
    "prevented": "n_prevented",
    "provoked": "n_provoked",
    "answers": "n_answer",
    "seen": "n_seen",
    "clipped": "n_clipped",
}


class Diary:
    """What is noted of one replicate.

    Parameters
    ----------
    compiled
        What is lived.
    burn_in
        Ticks that are not counted.
    """

    def __init__(self, compiled: CompiledPlan, *, burn_in: int = 0) -> None:
        self._compiled, self._burn_in = compiled, burn_in
        plan = compiled.plan
        self._n_ticks, self._n_schemes = int(plan.clock.n_ticks), int(plan.sizes.schemes)
        self._watch = Watch(plan, burn_in=burn_in)
        self._most = max((len(tiers) for tiers in compiled.labels.tiers), default=0)
        self._series: dict[str, list[NDArray[Any]]] = {name: [] for name in Series.__dataclass_fields__}
        self._look_at = set(_spaced(self._n_ticks, MOST_LOOKS))
        self._turn_at = set(_spaced(self._n_ticks, TURNS))
        self._looks: dict[int, tuple[Spread, ...]] = {}
        self._turns: dict[int, NDArray[np.int8]] = {}
        self._before: dict[str, NDArray[Any]] = {}

    def note(self, state: State, t: int) -> None:
        """The state at the end of tick `t`; ticks come in order, none is left out."""
        for name, counter in COUNTED.items():
            self._series[name].append(getattr(state, counter).copy())
        inside = state.enrolled >= 0
        self._series["enrolled"].append(inside.sum(axis=1, dtype=np.int64))
        self._series["score"].append(state.score.sum(axis=1, dtype=np.int64, where=inside))
        self._series["welfare"].append(state.welfare.sum(axis=1, dtype=np.int64))
        self._series["tiers"].append(self._tiers(state, inside))
        own, spread = (state.on & Listed.PRIMARY) != 0, state.on == Listed.SPREAD
        self._series["listed"].append(np.stack([own.sum(axis=1), spread.sum(axis=1)], axis=1))
        if t in self._look_at:
            self._looks[t] = tuple(coarse_spread(state.score[s][inside[s]]) for s in range(self._n_schemes))
        if t in self._turn_at and self._most:
            self._turns[t] = np.where(inside & (state.tier >= 0), state.tier, self._most).astype(np.int8)
        if t + 1 == self._burn_in:
            self._before = {name: getattr(state, name).copy() for name in ACCUMULATED}
        self._watch.see(state, t)

    def lived(self, state: State) -> Lived:
        """Everything that was noted, and the state at the end."""
        series = {name: np.array(rows) for name, rows in self._series.items()}
        return Lived(
            compiled=self._compiled,
            state=state,
            before=self._before,
            series=Series(**series),
            looks=Looks(tuple(self._looks), tuple(self._looks.values()), tuple(self._turns), self._moves()),
            watched=self._watch.result(state),
            burn_in=self._burn_in,
        )

    def _tiers(self, state: State, inside: NDArray[np.bool_]) -> NDArray[np.int64]:
        found = np.zeros((self._n_schemes, self._most + 1), np.int64)
        for s, tiers in enumerate(self._compiled.labels.tiers):
            if tiers:
                codes = np.where(inside[s], state.tier[s], -2) + 2
                found[s, :-1] = np.bincount(codes, minlength=self._most + 2)[2:]
                found[s, -1] = int((codes == 1).sum())
        return found

    def _moves(self) -> NDArray[np.int64]:
        width, turns = self._most + 1, list(self._turns.values())
        found = np.zeros((max(0, len(turns) - 1), self._n_schemes, width, width), np.int64)
        for k in range(len(found)):
            for s in range(self._n_schemes):
                pair = turns[k][s].astype(np.int64) * width + turns[k + 1][s]
                found[k, s] = np.bincount(pair, minlength=width * width).reshape(width, width)
        return found


def _spaced(n: int, most: int) -> list[int]:
    """At most so many ticks, evenly spaced, the first and the last among them."""
    return sorted({round(k * (n - 1) / (min(n, most) - 1)) for k in range(min(n, most))}) if n > 1 else [0]
