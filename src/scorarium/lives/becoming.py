"""Write down what a person becomes: levels that their own acts moved, or that were drawn anew, in each world."""

from __future__ import annotations

from scorarium.lives.notebook import Notebook


def levels(book: Notebook) -> list[int]:
    """The level of each attribute that changes, row by row."""
    return [own[book.person] for own in book.sim.state.level]


def became(book: Notebook, t: int, before: list[int]) -> None:
    """What the person is from tick `t` on and was not before, beside what they are in the world without."""
    if t == 0:
        return  # what they are when life begins is no news
    c, now = book.sim.changing, levels(book)
    without = 0
    for x, w in enumerate(c.world):
        without = x if w == 0 else without
        of_all = c.move[x] < 0  # drawn anew, and so the same in each world
        there = {"there_was": before[without], "there": now[without]}
        if now[x] == before[x] and now[without] == before[without]:
            continue
        for world in range(book.sim.sizes.worlds) if of_all else (w,):
            acts = moving_acts(book, x, world, t, rises=now[x] > before[x])
            facts = {"was": before[x], "now": now[x], "acts": acts, **there}
            book.note(t, world, -1, "became", attribute=c.row[without], **facts)


def moving_acts(book: Notebook, x: int, w: int, t: int, *, rises: bool) -> list[int]:
    """The acts of the last tick that moved the level of row `x` that way, each once; none where it was drawn anew."""
    c = book.sim.changing
    found: dict[int, None] = {}
    for event in reversed(book.events):
        if event.tick < t - 1:
            break
        if event.tick == t - 1 and event.world == w and event.what == "done":
            act = event.facts["act"]
            own = [j for j in range(c.act_first[act], c.act_first[act + 1]) if c.act_move[j] == c.move[x]]
            fits = any(c.step_by[j] >= 0 or (c.act_step[j] > 0) == rises for j in own)
            found |= {act: None} if fits else {}
    return list(found)[::-1]
