"""Write down what a person does, and what was seen of it."""

from __future__ import annotations

from scorarium.lives.lens import Watched
from scorarium.lives.notebook import Notebook
from scorarium.names import POINT
from scorarium.twin.act import amount_of, candidates, consider, raised_candidates
from scorarium.twin.follow import follow_up
from scorarium.twin.mind import base_in
from scorarium.twin.notes import Candidate, Notes


def acted(book: Notebook, t: int) -> Notes:
    """Live and write down the phases *act*, *sense* and *attribute*, and what now stands open."""
    sim, i = book.sim, book.person
    notes = Notes(notices=[[] for _ in range(sim.sizes.schemes)], cost=[0] * sim.sizes.worlds)
    rates: dict[tuple[int, int], float] = {}
    for c in candidates(sim, i, t):
        considered(book, t, c, notes, rates)
    for c in raised_candidates(sim, i, t, rates):
        considered(book, t, c, notes, rates)
    followed(book, t, notes)
    for w, o, amount in notes.opened:
        if sim.state.open_since[o][w][i] < 0:
            sim.state.open_since[o][w][i] = t
            sim.state.open_amount[o][w][i] = amount
            book.note(t, w, -1, "opened", open=o, amount=amount)
    return notes


def considered(book: Notebook, t: int, c: Candidate, notes: Notes, rates: dict[tuple[int, int], float]) -> None:
    """One candidate in every world, with what it leads to."""
    sim, st = book.sim, book.sim.state
    worlds = range(sim.sizes.worlds)
    before = [st.n_done[w][c.kind] for w in worlds]
    said = [st.said[w][book.person] for w in worlds] if sim.sizes.voices else []
    n_seen = [len(found) for found in notes.notices]
    n_blamed = blames(sim)
    consider(sim, book.person, t, c, notes, rates)
    done = [st.n_done[w][c.kind] > before[w] for w in worlds]
    if not any(done):
        return
    blamed = blames(sim) > n_blamed
    usual = base_in(sim, 0, c.kind, book.person, t, c.base)  # as in the world without
    for w in worlds:
        amount = amount_of(sim, w, c, book.person, t)
        factor = rates[w, c.kind] / usual if usual > 0 else 1.0
        part = 1.0  # of what they would like to do
        if said and sim.strategies.of_act[c.kind] >= 0 and amount > 0:
            part = (st.said[w][book.person] - said[w]) / POINT / amount
        if done[w]:
            seen = [
                (s, notice.sense, notice.rule, notice.due)
                for s in range(sim.worlds.first[w], sim.worlds.first[w + 1])
                for notice in notes.notices[s][n_seen[s] :]
            ]
            provoked = w > 0 and not done[0]
            book.note(
                t, w, -1, "done", act=c.kind, amount=amount, provoked=provoked, seen=seen, blamed=blamed, factor=factor,
                part=part,
            )  # fmt: skip
        elif done[0]:
            book.note(t, w, -1, "withheld", act=c.kind, amount=amount, factor=factor)


def followed(book: Notebook, t: int, notes: Notes) -> None:
    """What the demands met in the last tick lead to."""
    sim, st = book.sim, book.sim.state
    if not sim.sizes.follows:
        return
    worlds = range(sim.sizes.worlds)
    before = [list(st.n_done[w]) for w in worlds]
    n_seen = [len(found) for found in notes.notices]
    n_blamed = blames(sim)
    follow_up(sim, book.person, t, notes)
    done = [[now - was for now, was in zip(st.n_done[w], before[w], strict=True)] for w in worlds]
    for kind in range(sim.acts.n_acts):
        for w in worlds:
            seen = [
                (s, notice.sense, notice.rule, notice.due)
                for s in range(sim.worlds.first[w], sim.worlds.first[w + 1])
                for notice in notes.notices[s][n_seen[s] :]
                if notice.act == kind
            ]
            for n in range(max(done[w][kind], done[0][kind])):
                facts = {"act": kind, "amount": 1.0, "factor": 1.0}
                if n < done[w][kind]:
                    blamed, provoked = blames(sim) > n_blamed, n >= done[0][kind]
                    book.note(t, w, -1, "done", **facts, part=1.0, provoked=provoked, seen=seen, blamed=blamed)
                else:
                    book.note(t, w, -1, "withheld", **facts)


def blames(sim: Watched) -> int:
    """How many wrong attributions came of the person's acts so far in this tick."""
    return sum(sum(pools.values()) for pools in sim.blamed.values())
