"""Live one person tick by tick with the twin, and write down what happens."""

from __future__ import annotations

from scorarium.engine.state import State
from scorarium.lives.doing import acted
from scorarium.lives.doors import felt, served
from scorarium.lives.notebook import Notebook
from scorarium.lives.standing import decayed, joined, recovered, scored
from scorarium.twin.feel import meet
from scorarium.twin.recover import recover
from scorarium.twin.run import clear


class Watch(Notebook):
    """One person of a run, watched."""

    def tick(self, t: int, state: State) -> None:
        """Live tick `t`, of which `state` is the end; what is read of others is what they published before.

        Raises
        ------
        ReplayError
            The person is not as the engine says.
        """
        sim = self.sim
        clear(sim)
        before = sim.values()
        decayed(self, before, t)
        recover(sim, self.person, t)
        recovered(self, before, t)
        notes = acted(self, t)
        for s in range(sim.sizes.schemes):
            scored(self, s, t, notes)
        served(self, t, notes, state)
        felt(self, t, notes)
        meet(sim, self.person, t)
        for s in range(sim.sizes.schemes):
            joined(self, s, before, t)
        sim.prove(state, t)
        self.write_down(t)
        sim.borrow(state)
