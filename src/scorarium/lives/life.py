"""One life that was replayed, with the names that belong to it, and its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scorarium.engine.plan import CompiledPlan
from scorarium.lives.event import Event
from scorarium.lives.sentences import Teller, facts_of
from scorarium.lives.watch import Watch
from scorarium.lives.waterfall import Step
from scorarium.lives.words import Calendar, Words, portrait, said
from scorarium.names import NEVER, POINT, Answer, Flag
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population

YEAR = 365.25
OPEN = (Answer.MET, Answer.FAVOURED, Answer.DELAYED)


def with_all_doors(compiled: CompiledPlan, row: int) -> Scheme:
    """A scheme with the consequences of all that it may become, as they are first declared."""
    scheme = compiled.outlines[row].scheme
    family = compiled.course.families[row] if compiled.course is not None else (scheme,)
    doors = {name: one for variant in reversed(family) for name, one in variant.consequences.items()}
    return scheme.model_copy(update={"consequences": {**scheme.consequences, **doors}})


@dataclass(frozen=True)
class Tally:
    """What a whole life in one world comes to.

    Parameters
    ----------
    welfare
        Days of median income a year.
    income
        At the end, relative to the person's own before.
    done, met, refused
        Acts; demands met and refused (or pushed back).
    fines
        Days of median income, paid less received.
    """

    world: str
    welfare: float
    income: float
    done: int
    met: int
    refused: int
    fines: float

    def document(self) -> dict[str, Any]:
        """As `explain --json` prints it."""
        return {**vars(self), "units": {"welfare": "days-income/y", "fines": "days-income"}}


@dataclass(frozen=True)
class Life:
    """One person's life in a world, and in the world without.

    Parameters
    ----------
    run
        Which run it is from.
    watch
        What was written down.
    compiled
        The plan and its names.
    population
        Who lives there.
    world
        Row of the world that is told.
    why
        How the person was chosen, a half sentence; empty where they were named.
    """

    run: str
    watch: Watch
    compiled: CompiledPlan
    population: Population
    world: int
    why: str = ""

    @property
    def person(self) -> int:
        """The person's number among those who were lived again."""
        return self.watch.person

    @property
    def number(self) -> int:
        """The person's number in the whole society."""
        return self.population.first + self.person

    @property
    def ticks(self) -> int:
        """How long the life was watched."""
        return len(self.watch.series.score)

    @property
    def years(self) -> float:
        """The same in years."""
        return self.ticks * self.calendar.days / YEAR

    @property
    def world_name(self) -> str:
        """Of the world that is told."""
        return self.compiled.labels.worlds[self.world]

    @cached_property
    def calendar(self) -> Calendar:
        """Dates."""
        return Calendar(float(self.compiled.plan.clock.days))

    @cached_property
    def teller(self) -> Teller:
        """Sentences."""
        schemes = tuple(with_all_doors(self.compiled, outline.row) for outline in self.compiled.outlines)
        rows = tuple(self.watch.sim.consequences.scheme)
        return Teller(Words(self.compiled.labels, self.calendar), schemes, tuple(self.watch.lines), rows)

    @property
    def schemes(self) -> list[int]:
        """Rows of the world's schemes."""
        first = self.watch.sim.worlds.first
        return list(range(first[self.world], first[self.world + 1]))

    @cached_property
    def events(self) -> list[Event]:
        """What happened in the world that is told, in order."""
        return [event for event in self.watch.events if event.world == self.world]

    @cached_property
    def twins_answers(self) -> list[Event]:
        """The demands in the world without, in order: the same as here."""
        return [event for event in self.watch.events if event.world == 0 and event.what == "demand"]

    def portrait(self) -> str:
        """Who it is."""
        return portrait(self.population, self.person)

    def tally(self, w: int) -> Tally:
        """What the life comes to in a world."""
        st, i = self.watch.sim.state, self.person
        return Tally(
            self.compiled.labels.worlds[w], st.welfare[w][i] / POINT / self.years, st.y[w][i], st.done[w][i],
            st.met[w][i], st.refused[w][i], st.fines[w][i] / POINT,
        )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """The life as `explain --json` prints it."""
        here, twin = self.tally(self.world), self.tally(0)
        schemes = {self.compiled.labels.schemes[s][1]: self.standing(s) for s in self.schemes}
        first: dict[str, Any] = next(iter(schemes.values()), {"score": None, "waterfall": []})
        return {
            "run": self.run,
            "person": self.number,
            "why": self.why or None,
            "profile": {name: self.population.level_of(name, self.person) for name in self.population.levels},
            "portrait": self.portrait(),
            "world": self.world_name,
            "tick": self.ticks - 1,
            "score": first["score"],
            "waterfall": first["waterfall"],
            "schemes": schemes,
            "timeline": [self.moment(event) for event in self.events],
            "here": here.document(),
            "twin": {**twin.document(), "difference": {
                name: getattr(here, name) - getattr(twin, name)
                for name in ("welfare", "income", "done", "met", "refused", "fines")
            }},
            "series": self.series(),
        }  # fmt: skip

    def standing(self, s: int) -> dict[str, Any]:
        """Where the person stands in one scheme at the end."""
        st, i, labels = self.watch.sim.state, self.person, self.compiled.labels
        inside = st.enrolled[s][i] >= 0
        own = [line for line in self.watch.lines if line.scheme == s]
        return {
            "enrolled": st.enrolled[s][i] if inside else None,
            "score": st.score[s][i] / POINT if inside else None,
            "tier": labels.tiers[s][st.tier[s][i]] if st.tier[s][i] >= 0 else None,
            "lists": [
                labels.lists[row] for row, of in enumerate(self.watch.sim.lists.scheme) if of == s and st.on[row][i]
            ],
            "entries": len(own),
            "not_theirs": sum(1 for line in own if not line.entry.is_theirs),
            "waterfall": [self.step(step) for step in self.watch.steps[s]],
        }

    def part(self, step: Step) -> str:
        """What a step that is no entry is called: a factor by its name."""
        if step.factor < 0:
            return step.what
        s = next(s for s in self.schemes if step in self.watch.steps[s])
        factors = getattr(self.teller.schemes[s].score, "factors", {})
        return f"factor {said(list(factors)[step.factor])}"

    def step(self, step: Step) -> dict[str, Any]:
        """One step of the waterfall, as the contract has it."""
        labels, line = self.compiled.labels, step.line
        entry = line.entry if line is not None else None
        return {
            "entry": labels.rules[entry.rule] if entry is not None else self.part(step),
            "points": step.points / POINT,
            "tick": step.tick if step.tick >= 0 else None,
            "until": step.until if step.until < NEVER else None,
            "act": labels.kinds[entry.act] if entry is not None and entry.act >= 0 else None,
            "sense": labels.senses[entry.sense] if entry is not None and entry.sense >= 0 else None,
            "truly_theirs": bool(entry.flags & Flag.THEIRS) if entry is not None else None,
        }

    def moment(self, event: Event) -> dict[str, Any]:
        """One line of the timeline."""
        scheme = self.compiled.labels.schemes[event.scheme][1] if event.scheme >= 0 else None
        return {
            "tick": event.tick,
            "date": self.calendar.date(event.tick),
            "scheme": scheme,
            "what": event.what,
            "text": self.teller.sentence(event),
            **facts_of(self.teller, event),
        }

    def series(self) -> Mapping[str, Any]:
        """How the person stood at the end of each tick."""
        own, labels = self.watch.series, self.compiled.labels
        worlds = {"here": self.world, "twin": 0}
        return {
            "score": {
                labels.schemes[s][1]: [None if row[s] is None else (row[s] or 0) / POINT for row in own.score]
                for s in self.schemes
            },
            "welfare": {name: [row[w] / POINT for row in own.welfare] for name, w in worlds.items()},
            "income": {name: [row[w] for row in own.income] for name, w in worlds.items()},
            "habit": [row[self.world] for row in own.habit],
            **{
                name: [row[self.world] for row in found]
                for name in ("stress", "trust_operator", "trust_people", "protest")
                if (found := getattr(own, name)) and found[0]
            },
            "felt_risk": {
                " ".join(labels.groups[g]): [row[g] for row in own.belief]
                for g, s in enumerate(self.watch.sim.risks.scheme)
                if s in self.schemes
            },
        }
