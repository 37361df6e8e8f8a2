"""Live one person tick by tick with the twin, and write down what happens."""

from __future__ import annotations

from collections.abc import Sequence

from scorarium.engine.learning import Fit
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.lives.becoming import became, levels
from scorarium.lives.besides import attended, begun
from scorarium.lives.doing import acted
from scorarium.lives.doors import felt, served
from scorarium.lives.lens import Answers, lensed
from scorarium.lives.notebook import Notebook
from scorarium.lives.standing import decayed, joined, protested, recovered, relisted, scored
from scorarium.twin.feel import meet
from scorarium.twin.mood import heed, mood
from scorarium.twin.reach import abstain
from scorarium.twin.recover import recover
from scorarium.twin.run import clear
from scorarium.twin.spend import spend_all
from scorarium.twin.tell import retell
from scorarium.twin.wiles import plot


class Watch(Notebook):
    """One person of a run, watched."""

    def turn(self, t: int, changed: CompiledPlan, plan: Plan, state: State) -> None:
        """A scheme changes before tick `t`: `plan`, with what was learned, goes on; `state` is the engine's."""
        turn, stage = changed.turn, changed.stage
        if turn is None or stage is None:
            return
        s, before = turn.scheme, self.sim.values()
        self.sim.turn(changed.plan._replace(factors=plan.factors), turn, state)
        now = self.sim.values()
        inside = before["enrolled"][s] >= 0
        was, score = (values["score"][s] if inside else None for values in (before, now))
        self.note(t, self.sim.world_of(s), s, "changed", change=stage.made[s][-1], was=was, now=score)
        if turn.wipes or (turn.converts and inside):
            self.convert(s, t)
        relisted(self, s, before, now, t)

    def learn(self, t: int, plan: Plan, fits: Sequence[Fit]) -> None:
        """What was learned at the end of tick `t`: `plan` holds from the next one."""
        self.sim.factors = lensed(plan.factors)
        for fit in fits:
            if fit.tick == t and fit.weights is not None:
                s = self.sim.learned.scheme[fit.row]
                facts = {"weights": fit.weights[:-1], "known": fit.known, "struck": fit.struck}
                self.note(t, self.sim.world_of(s), s, "learned", **facts)

    def tick(self, t: int, state: State, answered: Answers | None = None) -> None:
        """Live tick `t`, of which `state` is the end; what is read of others is what they published before.

        `answered` are the marks that reach the person in the next tick in answer to bad ones.

        Raises
        ------
        ReplayError
            The person is not as the engine says.
        """
        sim = self.sim
        clear(sim)
        attention = [own[self.person] for own in sim.state.effort]
        was = levels(self)
        sim.look_at(state)
        attended(self, t, attention)
        became(self, t, was)
        begun(self, t, state)
        before = sim.values()
        decayed(self, before, t)
        heed(sim, self.person)
        plot(sim, self.person, t)
        retell(sim, self.person, t)
        recover(sim, self.person, t)
        spend_all(sim, self.person, t)
        recovered(self, before, t)
        notes = acted(self, t)
        for s in range(sim.sizes.schemes):
            scored(self, s, t, notes)
        served(self, t, notes, state)
        felt(self, t, notes)
        meet(sim, self.person, t)
        mood(sim, self.person, t)
        protested(self, before, t)
        abstain(sim, self.person, t)
        for s in range(sim.sizes.schemes):
            joined(self, s, before, t)
        sim.prove(state, t)
        self.write_down(t)
        sim.borrow(state, answered)
