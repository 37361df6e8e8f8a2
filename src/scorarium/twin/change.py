"""What people are may change between ticks: levels moved by the acts of the last tick, levels drawn anew."""

from scorarium.names import Decision
from scorarium.twin.draws import chance, uniform
from scorarium.twin.look import holds, vary
from scorarium.twin.sim import Sim


def change(sim: Sim, t: int) -> None:
    """Levels of this tick."""
    if not sim.sizes.changing:
        sim.state.moving = [[[0] * sim.n for _ in range(sim.sizes.worlds)] for _ in range(sim.sizes.moves)]
        return
    for x in range(sim.sizes.changing):
        for i in range(sim.n):
            sim.state.level[x][i] = level_of(sim, x, i, t)
    for x, row in enumerate(sim.changing.row):
        sim.people.attribute[row] = list(sim.state.level[x])
    sim.state.moving = [[[0] * sim.n for _ in range(sim.sizes.worlds)] for _ in range(sim.sizes.moves)]
    for s, who in enumerate(sim.schemes.who):
        if who >= 0:
            sim.eligible[s] = [holds(sim, who, i, s, t) for i in range(sim.n)]


def level_of(sim: Sim, x: int, i: int, t: int) -> int:
    """The level of one person: moved, then perhaps drawn anew."""
    c = sim.changing
    if t == 0:
        return int(sim.people.attribute[c.row[x]][i])
    level = int(sim.state.level[x][i])
    if c.move[x] >= 0:
        level = max(0, min(c.levels[x] - 1, level + sim.state.moving[c.move[x]][c.world[x]][i]))
    often = vary(sim, c.redrawn[x], c.redrawn_by[x], i, 0, t)
    if often > 0.0:
        w0, w1, _, _ = sim.luck.block(Decision.REDRAW, t, i, c.slot[x])
        if chance(w0, often):
            line = c.upto[x][sim.people.attribute[c.given[x]][i] if c.given[x] >= 0 else 0]
            level = sum(1 for upto in line[: c.levels[x] - 1] if uniform(w1) >= upto)
    return level
