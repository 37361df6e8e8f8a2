"""What is written down about the watched person."""

from __future__ import annotations

from typing import Any

from scorarium.lives.event import Event, Line, Parts, Series, What
from scorarium.lives.lens import Watched
from scorarium.lives.waterfall import Step
from scorarium.names import Flag
from scorarium.twin.look import vary_units
from scorarium.twin.mind import belief
from scorarium.twin.recover import bounded, clamp, leaving_points
from scorarium.twin.sim import Entry


class Notebook:
    """One person of a run, and everything that happens to them.

    Parameters
    ----------
    sim
        The person's own simulation.

    Attributes
    ----------
    events : list of Event
        In the order in which they happened.
    lines : list of Line
        Every entry ever made.
    series : Series
        How the person stood at the end of each tick.
    parts : list of Parts
        By scheme: what made the permanent points, entries aside.
    steps : list of list of Step
        By scheme: the waterfall behind the last score.
    """

    def __init__(self, sim: Watched) -> None:
        self.sim, self.person = sim, sim.person
        self.events: list[Event] = []
        self.lines: list[Line] = []
        self.series = Series()
        self.parts = [Parts() for _ in range(sim.sizes.schemes)]
        self.steps: list[list[Step]] = [[] for _ in range(sim.sizes.schemes)]

    def note(self, t: int, w: int, s: int, what: What, **facts: Any) -> None:
        """Write down one event."""
        self.events.append(Event(t, w, s, what, facts))

    def today(self, t: int) -> list[Event]:
        """What has been written down in this tick."""
        found = []
        for event in reversed(self.events):
            if event.tick != t:
                break
            found.append(event)
        return found

    def enter(self, s: int, entry: Entry) -> Line:
        """A new entry."""
        line = Line(s, 1 + sum(1 for one in self.lines if one.scheme == s), entry)
        self.lines.append(line)
        return line

    def end_entries(self, s: int, t: int) -> None:
        """Find the entries that no longer count, and how they ended."""
        for line in self.lines:
            e = line.entry
            if line.scheme != s or line.ended >= 0 or not (self.sim.rules.scored[e.rule] and e.points):
                continue
            if e.flags & (Flag.LIVE | Flag.FOLDED) and not e.flags & Flag.GONE:
                continue
            line.ended, line.how = t, self._how(s, e, t)
            self.note(t, self.sim.world_of(s), s, line.how, line=line.number, rule=e.rule, points=e.points)

    def _how(self, s: int, e: Entry, t: int) -> What:
        if e.flags & Flag.GONE:
            return "struck_out"
        if e.expiry <= t or self.sim.rules.until[e.rule] >= 0 or self.sim.rules.until_repaired[e.rule]:
            return "ended"
        o, w = self.sim.rules.until_settled[e.rule], self.sim.world_of(s)
        closed = (event for event in self.today(t) if event.what == "closed" and event.world == w)
        return "settled" if o >= 0 and any(event.facts["open"] == o for event in closed) else "wiped"

    def put_to(self, s: int, t: int) -> None:
        """The score was put to a value: the sum begins anew."""
        self.parts[s] = Parts(start=self.sim.state.base[s][self.person], since=t)
        for line in self.lines:
            if line.scheme == s and line.ended < 0:
                line.ended, line.how = t, "wiped"

    def convert(self, s: int, t: int) -> None:
        """The score was converted: what stands outside of entries is the new start."""
        self.end_entries(s, t)
        standing = [line.entry for line in self.lines if line.scheme == s and line.ended < 0]
        folded = sum(entry.points for entry in standing if entry.flags & Flag.FOLDED)
        self.parts[s] = Parts(start=self.sim.state.base[s][self.person] - folded, since=t)

    def is_put_by(self, s: int, row: int, t: int) -> bool:
        """Whether leaving a list has just put the score to a value (an upheld appeal does not)."""
        sim, i = self.sim, self.person
        value = vary_units(sim, sim.lists.leaving_value[row], sim.by.lists_leaving_value[row], i, s, t)
        value = bounded(sim, s, clamp(sim, s, value) + leaving_points(sim, row, s, i, t))
        return bool(sim.lists.leaving_sets[row]) and sim.state.base[s][i] == value

    def write_down(self, t: int) -> None:
        """How the person stands at the end of a tick."""
        st, i, own = self.sim.state, self.person, self.series
        schemes, worlds = range(self.sim.sizes.schemes), range(self.sim.sizes.worlds)
        own.score.append([st.score[s][i] if st.enrolled[s][i] >= 0 else None for s in schemes])
        own.tier.append([st.tier[s][i] for s in schemes])
        own.welfare.append([st.welfare[w][i] for w in worlds])
        own.income.append([st.y[w][i] for w in worlds])
        own.habit.append([st.habit[w][i] / 65536 for w in worlds])
        for name in ("stress", "trust_operator", "trust_people", "protest"):
            getattr(own, name).append([row[i] for row in getattr(st, name)])
        own.belief.append([belief(self.sim, g, i, t) for g in range(self.sim.sizes.groups)])
