"""Phase *act*: candidates, and what each world lets happen.

Nothing is changed here but the tick's notes: what a candidate leads to is written down and applied by *score*, *serve*
and *feel*.
"""

from dataclasses import dataclass

from scorarium.names import LATE_PLACES, MAX_BAND, POINT, Decision
from scorarium.twin.arith import poisson, round_half_up
from scorarium.twin.draws import uniform
from scorarium.twin.look import drawn, in_world, number, value
from scorarium.twin.mind import Rates, base_in, base_rate, rate
from scorarium.twin.notes import Candidate, Demand, Notes
from scorarium.twin.recover import has_account
from scorarium.twin.sense import sense
from scorarium.twin.sim import Sim
from scorarium.twin.towards import chooses, towards
from scorarium.twin.voice import voice


def act(sim: Sim, i: int, t: int) -> Notes:
    """All candidates of one person in one tick."""
    notes = Notes(notices=[[] for _ in range(sim.sizes.schemes)], cost=[0] * sim.sizes.worlds)
    rates: Rates = {}
    for candidate in candidates(sim, i, t):
        consider(sim, i, t, candidate, notes, rates)
    for candidate in raised_candidates(sim, i, t, rates):
        consider(sim, i, t, candidate, notes, rates)
    return notes


def candidates(sim: Sim, i: int, t: int) -> list[Candidate]:
    """The superposed process of one person, then what is done at most once a period."""
    a = sim.acts
    cell = sim.people.cell[i]
    word = sim.luck.of_four(Decision.COUNT, t, i)
    thresholds = a.count_threshold[cell]
    found = []
    j = 0
    while j < len(thresholds) and word >= thresholds[j]:
        w0, w1, w2, w3 = sim.luck.block(Decision.CAND, t, i, j)
        scaled = w0 * len(a.early)
        column, rest = scaled >> 32, scaled & 0xFFFFFFFF
        kind = a.early[column] if rest < a.alias_threshold[cell][column] else a.alias_kind[cell][column]
        height = uniform(w1) * a.largest[cell][kind]
        base = base_rate(sim, kind, i)
        found.append(Candidate(kind, height, base, w2, w3, j))
        j += 1
    for k, kind in enumerate(a.periodic):
        if sim.ends_period(t, a.period_num[k], a.period_den[k]):
            word = sim.luck.of_four(Decision.PERIODIC, t, i, kind)
            _, _, w2, w3 = sim.luck.block(Decision.PERIODIC_SEEN, t, i, kind)
            base = min(1.0, base_rate(sim, kind, i))
            found.append(Candidate(kind, uniform(word), base, w2, w3, 1024 + k))
    return found + late_candidates(sim, i, t)


def late_candidates(sim: Sim, i: int, t: int) -> list[Candidate]:
    """What a change brought, or made more frequent: for each kind a process of its own, above what the table holds."""
    a, found = sim.acts, []
    for kind, place in zip(a.late, a.late_place, strict=True):
        base, floor_ = base_rate(sim, kind, i), a.largest[sim.people.cell[i]][kind]
        if base <= floor_:
            continue
        word = sim.luck.of_four(Decision.LATE_COUNT, t, i, place)
        for j in range(min(LATE_PLACES, poisson(uniform(word), base - floor_))):
            index = place * LATE_PLACES + j
            _, w1, w2, w3 = sim.luck.block(Decision.LATE_CAND, t, i, index)
            height = floor_ + uniform(w1) * (base - floor_)
            found.append(Candidate(kind, height, base, w2, w3, index, Decision.LATE_AMOUNT))
    return found


def raised_candidates(sim: Sim, i: int, t: int, rates: Rates) -> list[Candidate]:
    """Candidates above the largest base rate of the cell, for acts that some world raises that far."""
    a, found = sim.acts, []
    for kind, worlds in sim.raised:
        base = base_rate(sim, kind, i)
        if base <= 0.0:
            continue
        largest = a.largest[sim.people.cell[i]][kind]
        if kind in a.late:
            largest = max(largest, base)
        if largest <= 0.0:
            continue
        top = max(rate(sim, w, kind, i, t, base_in(sim, w, kind, i, t, base), rates) for w in worlds)
        floor_ = largest
        for band in range(MAX_BAND):
            if top <= floor_:
                break
            word = sim.luck.of_four(Decision.BAND_COUNT + band, t, i, kind)
            for j in range(min(64, poisson(uniform(word), floor_))):
                index = kind * 64 + j
                _, w1, w2, w3 = sim.luck.block(Decision.BAND_CAND + band, t, i, index)
                height = (1.0 + uniform(w1)) * floor_
                found.append(Candidate(kind, height, base, w2, w3, index, Decision.BAND_AMOUNT + band))
            floor_ = floor_ * 2.0
        for w in worlds:
            if rates[w, kind] > floor_:
                sim.state.n_clipped[w] += 1
    return found


def consider(sim: Sim, i: int, t: int, c: Candidate, notes: Notes, rates: Rates) -> None:
    """One candidate in every world: done, prevented, provoked; then sensed."""
    if c.base <= 0.0:
        return
    service = sim.acts.service[c.kind]
    if service >= 0:
        if c.height < c.base:
            order = sum(1 for one in notes.demands if one.service == service)
            notes.demands.append(Demand(service, c.sense_word, c.person_word, order, c.kind, c.height))
        return
    whom = towards(sim, c.kind, i, c.person_word)
    if sim.circles.of_act[c.kind] >= 0 and whom < 0:
        return
    done_in_none = False
    for w in range(sim.sizes.worlds):
        base = base_in(sim, w, c.kind, i, t, c.base)
        amount = amount_of(sim, w, c, i, t)
        done = c.height < rate(sim, w, c.kind, i, t, base, rates)
        if done and sim.circles.is_chosen[c.kind]:
            done = chooses(sim, w, c.kind, i, t, whom, c.person_word)
        said = amount
        if done and sim.strategies.of_act[c.kind] >= 0:
            said = voice(sim, w, i, t, c, amount)
            done = said > 0.0
        done_in_none = done if w == 0 else done_in_none
        compare(sim, w, i, c.kind, done, done_in_none)
        if sim.minds.habit and sim.worlds.punished[w][c.kind] and c.height < base:
            notes.habits.append((w, not done))
        if done:
            happen(sim, w, i, t, c, said, notes)


def compare(sim: Sim, w: int, i: int, kind: int, done: bool, done_in_none: bool) -> None:
    """An act that `none` does and this world does not was prevented; the other way round it was provoked."""
    st = sim.state
    if done_in_none and not done:
        st.n_prevented[w][kind] += 1
        st.prevented[w][i] += 1
        if sim.acts.protected[kind]:
            st.chilled[w][i] += 1
        if sim.sizes.swayed and sim.worlds.punished[w][kind]:
            st.example[w][i] -= 1
    elif done and not done_in_none:
        st.n_provoked[w][kind] += 1
        st.provoked[w][i] += 1
        if sim.sizes.swayed and sim.worlds.punished[w][kind]:
            st.example[w][i] += 1


def amount_of(sim: Sim, w: int, c: Candidate, i: int, t: int) -> float:
    """How much: the same in every world, unless it hangs on what acts have moved there."""
    q = in_world(sim, sim.acts.amount[c.kind], w)
    if q < 0:
        return 1.0
    words = sim.luck.block(c.amount_decision, t, i, c.index)
    return drawn(sim, q, number(sim, q, i, 0, t), words)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one act does, in units of money."""

    harm: int
    benefit: int
    cost: int


def worth_of(sim: Sim, w: int, i: int, t: int, c: Candidate, amount: float) -> Worth:
    """Harm, benefit and cost of one act: by the same luck in every world; nought at least."""

    def units(plain: int, q: int) -> int:
        if q < 0:
            return plain
        return max(
            0, round_half_up(value(sim, in_world(sim, q, w), i, 0, t, amount=amount, turn=c.person_word) * POINT)
        )

    a, by, k = sim.acts, sim.by, c.kind
    return Worth(
        units(a.harm[k], by.acts_harm[k]), units(a.benefit[k], by.acts_benefit[k]), units(a.cost[k], by.acts_cost[k])
    )


def steps_of(sim: Sim, w: int, j: int, i: int, t: int, c: Candidate, amount: float) -> int:
    """How many levels an act moves a person: rounded half up where it depends or is drawn."""
    q = in_world(sim, sim.changing.step_by[j], w)
    return (
        int(sim.changing.act_step[j])
        if q < 0
        else round_half_up(value(sim, q, i, 0, t, amount=amount, turn=c.person_word))
    )


def happen(sim: Sim, w: int, i: int, t: int, c: Candidate, amount: float, notes: Notes) -> None:
    """An act is done in a world."""
    st, a = sim.state, sim.acts
    st.n_done[w][c.kind] += 1
    st.done[w][i] += 1
    worth = worth_of(sim, w, i, t, c, amount)
    if a.worth[c.kind] >= 0:
        st.n_worth[w][a.worth[c.kind]] += worth.harm
    if sim.circles.of_act[c.kind] < 0:
        st.harm[w][sim.people.district[i]] += worth.harm - worth.benefit
    elif (whom := towards(sim, c.kind, i, c.person_word)) >= 0:
        sim.gifts.append((w, whom, worth.benefit - worth.harm))
    notes.cost[w] += worth.cost
    if a.opens[c.kind] >= 0:
        notes.opened.append((w, a.opens[c.kind], amount))
    for j in range(sim.changing.act_first[c.kind], sim.changing.act_first[c.kind + 1]):
        st.moving[sim.changing.act_move[j]][w][i] += steps_of(sim, w, j, i, t, c, amount)
    if a.buys[c.kind] >= 0:
        st.bought[a.buys[c.kind]][w][i] = 1
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        if has_account(sim, s, i) and sim.is_running(s, t):
            sense(sim, s, i, t, c, amount, notes)
