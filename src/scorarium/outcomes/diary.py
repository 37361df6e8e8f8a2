"""A diary of one replicate: the engine's record and the spells, noted tick by tick from states of engine or twin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.entries import TABLE
from scorarium.engine.evidence import Evidence
from scorarium.engine.learning import Fit
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.record import Keep, Recorder
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.outcomes.afterwards import AfterwardsWatch
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.spells import Watch
from scorarium.outcomes.subjects import Subjects


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
        self._people = _Noted(Subjects(compiled, are_firms=False), burn_in)
        self._firms = _Noted(Subjects(compiled, are_firms=True), burn_in) if compiled.plan.sizes.firms else None

    def note(
        self, state: State, t: int, of_firms: dict[str, NDArray[np.int64]] | None = None, *, now: Plan | None = None
    ) -> None:
        """The state at the end of tick `t`; ticks come in order, none is left out.

        Parameters
        ----------
        of_firms
            Counters of the tick of the firms alone, where there are any.
        now
            The plan that holds, where changes have made another one of it.
        """
        self._people.note(state, t, of_firms or {}, now)
        if self._firms is not None:
            self._firms.note(state, t, of_firms or {}, now)

    @property
    def counted(self) -> list[list[tuple[int, int, NDArray[np.int64]]]]:
        """Scores on the way as they were counted, by scheme and look (``engine.histograms``); of the persons alone."""
        return self._people.recorder.histograms.found

    def lived(self, state: State, fits: Iterable[Fit] = (), evidence: Evidence | None = None) -> Lived:
        """Everything that was noted, the state at the end, what was learned on the way and what scores rest on."""
        firms = self._firms.lived(state, (), evidence) if self._firms is not None else None
        return replace(self._people.lived(state, fits, evidence), firms=firms)


class _Noted:
    """What is noted of persons, or of firms."""

    def __init__(self, subjects: Subjects, burn_in: int) -> None:
        self.subjects = subjects
        plan = subjects.compiled.plan
        self.recorder = Recorder(plan, Keep(burn_in=burn_in, entries=False), subjects.parts)
        self.watch = Watch(plan, burn_in=burn_in)
        schemes = tuple(outline.scheme for outline in subjects.compiled.outlines)
        self.afterwards = AfterwardsWatch(plan, schemes, burn_in=burn_in)
        self.last = -1

    def note(self, state: State, t: int, of_firms: dict[str, NDArray[np.int64]], now: Plan | None) -> None:
        """One tick."""
        own = self.subjects.of(state)
        self.recorder.add(t, own, whole=state, counts=self.subjects.counts(state, of_firms))
        self.watch.see(own, t, now=now)
        self.afterwards.see(own, t)
        self.last = t

    def lived(self, state: State, fits: Iterable[Fit], evidence: Evidence | None) -> Lived:
        """All ticks."""
        own, compiled = self.subjects.of(state), self.subjects.compiled
        record = self.recorder.finish(own, np.zeros(0, TABLE), labels=compiled.labels, fits=fits)
        followed = self.afterwards.result(self.last)
        return Lived(compiled, record, self.watch.result(own), followed, self.subjects.evidence(evidence))
