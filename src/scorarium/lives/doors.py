"""Write down which doors open and shut, and what a person makes of the tick."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scorarium.engine.state import State
from scorarium.lives.lens import ReplayError
from scorarium.lives.notebook import Notebook
from scorarium.lives.standing import Values
from scorarium.names import Answer, Own
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance, mix
from scorarium.twin.feel import feel, live_on
from scorarium.twin.look import is_open, number
from scorarium.twin.mind import belief
from scorarium.twin.notes import Notes
from scorarium.twin.selves import own
from scorarium.twin.serve import answer_of, is_made, reply, serve, usual_value, value_of

MONEY = ("welfare", "met", "refused", "y")
PAID = "overpaid"
"""Fields of a world that its services change; what is paid above the ordinary only where a price is moved at all."""

CARRIED = ("bought", "follow")

"""Likewise, by service."""


def served(book: Notebook, t: int, notes: Notes, state: State) -> None:
    """Live and write down the phase *serve* and what it does to income and welfare, world by world.

    Who got the scarce places hangs on the whole district; the engine knows it. Whatever fits its result happened.

    Raises
    ------
    ReplayError
        Nothing fits.
    """
    sim, i = book.sim, book.person
    before = sim.values()
    for w in range(sim.sizes.worlds):
        for pushed in pushes(book, w, t, notes, before, state):
            sim.restore(before)
            lived_on(book, w, t, notes, pushed)
            if fits(book, w, state):
                break
        else:
            raise ReplayError(f"No answer to the demands of person {i} at tick {t} fits the run.")
        doors(book, w, t, notes, pushed)
        now = sim.values()
        for name in money(book):
            before[name] = [now[name][k] if k == w else value for k, value in enumerate(before[name])]
        for name in CARRIED:
            for row, values in enumerate(now[name]):
                before[name][row][w] = values[w]
    sim.restore(before)


def money(book: Notebook) -> tuple[str, ...]:
    """The fields of a world that services change in this plan."""
    return (*MONEY, PAID) if book.sim.sizes.priced else MONEY


def fits(book: Notebook, w: int, state: State) -> bool:
    """Whether what was lived in one world is what the engine has."""
    st, i = book.sim.state, book.person
    theirs_now = {name: getattr(state, name)[w][i].item() for name in money(book)}
    if w and book.sim.moods.stress:  # stress has taken its part after that
        theirs_now["welfare"] += round_half_up(
            own(book.sim, Own.STRESS, book.sim.moods.weight, i) * state.stress[w][i].item()
        )
    theirs_now["welfare"] += stayed_out(book, w, state)
    same = all(getattr(st, name)[w][i] == theirs for name, theirs in theirs_now.items())
    rows = (
        (mine, theirs) for name in CARRIED for mine, theirs in zip(getattr(st, name), getattr(state, name), strict=True)
    )
    return same and all(mine[w][i] == theirs[w][i].item() for mine, theirs in rows)


def stayed_out(book: Notebook, w: int, state: State) -> int:
    """What staying out will have cost by the end of this tick, beyond what it has cost until now."""
    sim, i = book.sim, book.person
    rows = [row for s, row in enumerate(sim.schemes.abstains) if row >= 0 and sim.world_of(s) == w]
    return sum(state.abstained[row, i].item() - sim.state.abstained[row][i] for row in rows)


def lived_on(book: Notebook, w: int, t: int, notes: Notes, pushed: tuple[int, ...]) -> None:
    """One world's services and money, with these demands pushed back."""
    sim, i = book.sim, book.person
    sim.state.n_answer[w] = [[0] * len(Answer) for _ in range(sim.sizes.services)]
    gained, lost = serve(sim, w, i, t, notes.demands, {(w, i, j) for j in pushed})
    live_on(sim, w, i, gained - notes.cost[w], lost)


def pushes(
    book: Notebook, w: int, t: int, notes: Notes, before: Values, state: State
) -> Iterator[tuple[int, ...]]:  # fmt: skip
    """Which demands may have been pushed back: as many as the engine refuses beyond what the doors refuse."""
    sim, i = book.sim, book.person
    made = [j for j, one in enumerate(notes.demands) if is_made(sim, w, i, t, one)]
    said = {j: reply(sim, w, notes.demands[j].service, i, t, notes.demands[j].word) for j in made}
    scarce = [j for j in made if sim.services.places[notes.demands[j].service] >= 0 and not said[j].refused]
    refused = state.refused[w][i].item() - before["refused"][w] - sum(out.refused for out in said.values())
    yield from combinations(scarce, max(0, min(refused, len(scarce))))


def doors(book: Notebook, w: int, t: int, notes: Notes, pushed: tuple[int, ...]) -> None:
    """What became of each demand, and which consequences had a hand in it."""
    sim, i = book.sim, book.person
    for j, one in enumerate(notes.demands):
        if not is_made(sim, w, i, t, one):
            continue
        v, word = one.service, one.word
        out = reply(sim, w, v, i, t, word)
        answer = answer_of(out, j in pushed)
        gone = answer in (Answer.REFUSED, Answer.PUSHED_BACK)
        worth = 0 if gone else value_of(sim, usual_value(sim, w, v, i, t, turn=word), out, answer)
        by = hands(book, w, v, t, word)
        book.note(
            t, w, -1, "demand", which=j, service=v, answer=int(answer), by=by, worth=worth, delay=out.delay,
            price=out.price, **places(book, w, v),
        )  # fmt: skip
    for v in range(sim.sizes.services):
        if sim.services.always[v]:
            taken = sim.state.n_answer[w][v][Answer.REFUSED] > 0
            held = taken or sim.state.n_answer[w][v][Answer.MET] > 0
            if held and taken != was_taken(book, w, v):
                book.note(t, w, -1, "held", service=v, taken=taken, by=hands(book, w, v, t, None))


def places(book: Notebook, w: int, v: int) -> dict[str, int]:
    """By what the scarce places of a service go; -1 where they go as they come."""
    f = book.sim.efforts
    row = f.of_door[w * book.sim.sizes.services + v]
    return {"goes_by": f.goes_by[row] if row >= 0 else -1, "how": f.how[row] if row >= 0 else -1}


def was_taken(book: Notebook, w: int, v: int) -> bool:
    """Whether a service that is held was last written down as taken away."""
    last = (e for e in reversed(book.events) if e.what == "held" and e.world == w and e.facts["service"] == v)
    return next((bool(e.facts["taken"]) for e in last), False)


def hands(book: Notebook, w: int, v: int, t: int, word: int | None) -> list[int]:
    """The consequences in force on a service (for one demand: those that its luck met)."""
    sim, k, i = book.sim, book.sim.consequences, book.person
    row = w * sim.sizes.services + v
    found = []
    for j in range(k.of_service_first[row], k.of_service_first[row + 1]):
        c = k.of_service[j]
        s = k.scheme[c]
        met = word is None or chance(mix(word, k.salt[c]), number(sim, k.strength[c], i, s, t))
        if met and is_open(sim, c, s, i, t):
            found.append(c)
    return found


def felt(book: Notebook, t: int, notes: Notes) -> None:
    """Live and write down the phase *feel and learn*; income and welfare have been lived with the services."""
    sim, i = book.sim, book.person
    kept = {name: values for name, values in sim.values().items() if name in money(book)}
    before = [belief(sim, g, i, t) for g in range(sim.sizes.groups)]
    feel(sim, i, t, notes, [0] * sim.sizes.worlds, [0.0] * sim.sizes.worlds)
    sim.restore(kept)
    if not sim.minds.hearsay:
        return
    friends = sim.ties.friends[sim.ties.friends_first[i] : sim.ties.friends_first[i + 1]]
    for g in range(sim.sizes.groups):
        s, bit = sim.risks.scheme[g], sim.risks.bit[g]
        heard = sum(1 for k in friends if sim.state.pub_sanctioned[s][k] >> bit & 1)
        if heard:
            now = belief(sim, g, i, t)
            book.note(t, sim.world_of(s), s, "heard", group=g, friends=heard, was=before[g], now=now)
