"""One replicate as measures see it: plan, people, final state, what was counted tick by tick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.evidence import Evidence
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.record import Record, Series
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.outcomes.afterwards import Afterwards
from scorarium.outcomes.spells import Watched
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.condition import Levels
from scorarium.scheme.levels import levels_matching
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population
from scorarium.society.shared import FIRM, PERSON, SUBJECT

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class Lived:
    """One replicate of all worlds of one society.

    Parameters
    ----------
    compiled
        What was run, with its people and its names.
    record
        What the engine kept: the state at the end, counts of every tick, scores and tiers on the way.
    watched
        Spells of standing, cases and wrong entries.
    afterwards
        What followed entries; None where nobody looked.
    evidence
        What the scores at the end rest on, by sense; None where nobody looked.
    firms
        The same of the firms, where there are any.
    """

    compiled: CompiledPlan
    record: Record
    watched: Watched
    afterwards: Afterwards | None = None
    evidence: Evidence | None = None
    firms: Lived | None = None

    @property
    def state(self) -> State:
        """At the end."""
        return self.record.state

    @property
    def series(self) -> Series:
        """Counts by tick, burn-in included."""
        return self.record.series

    @property
    def burn_in(self) -> int:
        """Ticks that are not counted."""
        return self.record.burn_in

    @property
    def plan(self) -> Plan:
        """The arrays of the plan."""
        return self.compiled.plan

    @property
    def population(self) -> Population:
        """Who lived it."""
        return self.compiled.frame.population

    @property
    def worlds(self) -> tuple[str, ...]:
        """Names of the worlds, `none` first."""
        return self.compiled.labels.worlds

    @property
    def acts(self) -> Mapping[str, Act]:
        """Acts in the order of their rows."""
        return self.compiled.frame.acts

    @property
    def services(self) -> Mapping[str, Service]:
        """Services in the order of their rows."""
        return self.compiled.frame.services

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """The declaration of each scheme row."""
        return tuple(outline.scheme for outline in self.compiled.outlines)

    @cached_property
    def protected(self) -> tuple[str, ...]:
        """Attributes that the society declares protected."""
        frame = self.compiled.frame
        declared = frame.society.attributes
        return tuple(name for name in frame.population.attributes if name in declared and declared[name].protected)

    def who(self, facts: Mapping[str, Levels]) -> NDArray[np.bool_]:
        """Persons of whom facts about attributes are true."""
        found = np.ones(self.n, np.bool_)
        for name, spec in facts.items():
            if name not in self.population.levels:  # persons and firms are measured apart
                own = FIRM if self.population.n_firms else PERSON
                found &= name == SUBJECT and isinstance(spec, frozenset) and own in spec
                continue
            levels = self.population.levels[name]
            meant = levels_matching(levels, spec)
            found &= np.array([level in meant for level in levels])[self.population.attributes[name]]
        return found

    def share_of(self, facts: Mapping[str, Levels]) -> float:
        """The share of persons of whom facts about attributes are true."""
        return float(self.who(facts).mean())

    @property
    def n(self) -> int:
        """Persons."""
        return self.population.n

    @property
    def n_acts(self) -> int:
        """Kinds that are acts, not demands."""
        return int(self.plan.acts.n_acts)

    @property
    def tick_days(self) -> float:
        """Days in a tick."""
        return float(self.plan.clock.days)

    @property
    def years(self) -> float:
        """Years that are counted."""
        return (int(self.plan.clock.n_ticks) - self.burn_in) * self.tick_days / DAYS_PER_YEAR

    @property
    def person_years(self) -> float:
        """Persons times counted years."""
        return self.n * self.years

    def schemes_of(self, w: int) -> range:
        """Rows of the schemes of a world."""
        return range(int(self.plan.worlds.first[w]), int(self.plan.worlds.first[w + 1]))

    def gained(self, field: str, row: int) -> NDArray[Any]:
        """What one row of an accumulated field has grown by since the burn-in, one number per person."""
        now: NDArray[Any] = getattr(self.state, field)[row]
        if field not in self.record.before:
            return now
        grown: NDArray[Any] = now.astype(np.int64) - self.record.before[field][row]
        return grown

    def over_schemes(self, field: str, w: int) -> NDArray[np.int64]:
        """The sum of an accumulated field over the schemes of a world."""
        total = np.zeros(self.n, np.int64)
        for s in self.schemes_of(w):
            total += self.gained(field, s)
        return total

    def black_lists(self, w: int) -> list[int]:
        """Rows of the black lists of a world."""
        lists = self.plan.lists
        own = self.schemes_of(w)
        return [row for row in range(len(lists.scheme)) if lists.black[row] and int(lists.scheme[row]) in own]

    def over_offices(self, field: str, w: int) -> NDArray[np.int64]:
        """The sum of an accumulated field over the offices of a world that go wrong."""
        total = np.zeros(self.n, np.int64)
        for s in self.schemes_of(w):
            office = int(self.plan.offices.of_scheme[s])
            if office >= 0:
                total += self.gained(field, office)
        return total

    def over_black_lists(self, field: str, w: int) -> NDArray[np.int64]:
        """The sum of an accumulated field over the black lists of a world."""
        total = np.zeros(self.n, np.int64)
        for row in self.black_lists(w):
            total += self.gained(field, row)
        return total

    @cached_property
    def done(self) -> NDArray[np.int64]:
        """Acts done after the burn-in: (worlds, kinds)."""
        return after(self.series.n_done, self.burn_in)

    @cached_property
    def seen(self) -> NDArray[np.int64]:
        """Acts recorded after the burn-in: (schemes, kinds)."""
        return after(self.series.n_seen, self.burn_in)

    @cached_property
    def answers(self) -> NDArray[np.int64]:
        """Answers to demands after the burn-in: (worlds, services, 5)."""
        return after(self.series.n_answer, self.burn_in)

    @cached_property
    def worths(self) -> NDArray[np.int64]:
        """Harm done, value refused after the burn-in where they are not the same each time: (worlds, worths)."""
        return after(self.series.n_worth, self.burn_in)

    def rules_of(self, s: int, b: int) -> NDArray[np.int32]:
        """Rows of the rules that an act makes in a scheme."""
        rules = self.plan.rules
        row = s * self.n_acts + b
        found: NDArray[np.int32] = rules.of_act[rules.of_act_first[row] : rules.of_act_first[row + 1]]
        return found


def after(counts: NDArray[np.int64], burn_in: int) -> NDArray[np.int64]:
    """The sum of counts by tick over the ticks that count."""
    total: NDArray[np.int64] = counts[burn_in:].sum(axis=0)
    return total
