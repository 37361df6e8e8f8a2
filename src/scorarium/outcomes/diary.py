"""A diary of one replicate: the engine's record and the spells, noted tick by tick from states of engine or twin."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scorarium.engine.entries import TABLE
from scorarium.engine.evidence import Evidence
from scorarium.engine.learning import Fit
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.record import Keep, Recorder
from scorarium.engine.state import State
from scorarium.outcomes.afterwards import AfterwardsWatch
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.spells import Watch


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
        self._compiled = compiled
        self._recorder = Recorder(compiled.plan, Keep(burn_in=burn_in, entries=False))
        self._watch = Watch(compiled.plan, burn_in=burn_in)
        schemes = tuple(outline.scheme for outline in compiled.outlines)
        self._afterwards = AfterwardsWatch(compiled.plan, schemes, burn_in=burn_in)
        self._last = -1

    def note(self, state: State, t: int) -> None:
        """The state at the end of tick `t`; ticks come in order, none is left out."""
        self._recorder.add(t, state)
        self._watch.see(state, t)
        self._afterwards.see(state, t)
        self._last = t

    def lived(self, state: State, fits: Iterable[Fit] = (), evidence: Evidence | None = None) -> Lived:
        """Everything that was noted, the state at the end, what was learned on the way and what scores rest on."""
        record = self._recorder.finish(state, np.zeros(0, TABLE), labels=self._compiled.labels, fits=fits)
        followed = self._afterwards.result(self._last)
        return Lived(self._compiled, record, self._watch.result(state), followed, evidence)
