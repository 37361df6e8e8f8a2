"""Write down what happens to a person before anybody acts: reached or left, scores deleted, missions, thanks."""

from __future__ import annotations

from scorarium.engine.state import State
from scorarium.lives.notebook import Notebook
from scorarium.twin.forget import forget_score
from scorarium.twin.games import set_mission, thanks
from scorarium.twin.reach import reach_person
from scorarium.twin.recover import bounded


def begun(book: Notebook, t: int, state: State) -> None:
    """Live it as the twin does; what hangs on everybody is taken from the engine's `state` at the end of the tick."""
    sim, i = book.sim, book.person
    for s in range(sim.sizes.schemes):
        if sim.stages.first[s + 1] > sim.stages.first[s] and sim.is_running(s, t):
            inside = sim.state.enrolled[s][i] >= 0
            reach_person(sim, s, i, t)
            if inside and sim.state.enrolled[s][i] < 0:
                book.note(t, sim.world_of(s), s, "left", ended=True)
        quiet = sim.schemes.quiet[s]
        if quiet >= 0 and sim.state.enrolled[s][i] >= 0:
            before = sim.state.base[s][i]
            if forget_score(sim, s, quiet, i, t):
                book.put_to(s, t)
                book.note(t, sim.world_of(s), s, "forgotten", was=before, now=sim.state.base[s][i])
        unit = sim.schemes.unit[s]
        if unit >= 0:
            sim.state.unit_shared[unit][i] = state.unit_shared[unit, i].item()
            sim.state.unit_others[unit][i] = state.unit_others[unit, i].item()
        played(book, s, t, state)


def attended(book: Notebook, t: int, before: list[float]) -> None:
    """Scarce attention that begins to fall on the person, or falls on somebody else from now on."""
    sim, f = book.sim, book.sim.efforts
    for sense, row in enumerate(f.of_sense):
        if row < 0:
            continue
        was, now = before[row], sim.state.effort[row][book.person]
        if (was > 0.0) != (now > 0.0):
            s = f.scheme[row]
            rule = {"goes_by": f.goes_by[row], "how": f.how[row]}
            book.note(t, sim.world_of(s), s, "attention", sense=sense, on=now > 0.0, part=now, **rule)


def played(book: Notebook, s: int, t: int, state: State) -> None:
    """Missions, and points for whoever brought somebody in."""
    sim, i, x = book.sim, book.person, book.sim.games.of_scheme[s]
    if x < 0 or not sim.is_running(s, t):
        return
    if sim.state.enrolled[s][i] >= 0:
        row = set_mission(sim, x, s, i, t)
        if row >= 0:
            book.note(t, sim.world_of(s), s, "mission", act=sim.consequences.act[row], until=t + sim.games.lasts[x])
    n = state.brought[x, i].item() - sim.state.brought[x][i]
    if n:
        before = sim.state.base[s][i]
        sim.state.brought[x][i] += n
        for _ in range(n):
            sim.state.base[s][i] = bounded(sim, s, sim.state.base[s][i] + thanks(sim, x, s, i, t))
        book.parts[s].brought += sim.state.base[s][i] - before
        book.note(t, sim.world_of(s), s, "brought", n=n, points=thanks(sim, x, s, i, t))
