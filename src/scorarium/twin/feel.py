"""Phases *feel and learn* and *meet*: income, welfare, habit, beliefs, word of mouth, joining."""

import numpy as np

from scorarium.engine.firms import fallen_on_people
from scorarium.names import BACK_ON_RECORD, LEFT, ON_RECORD, OUTSIDE, POINT, Decision, Listed, Measure, Own
from scorarium.twin.arith import round_half_up
from scorarium.twin.belong import belong
from scorarium.twin.bonds import friends_of
from scorarium.twin.draws import chance
from scorarium.twin.look import holds, vary
from scorarium.twin.mind import remember
from scorarium.twin.notes import Notes
from scorarium.twin.recover import enrol, lists_of, may_enrol
from scorarium.twin.selves import own
from scorarium.twin.sim import Sim


def feel(sim: Sim, i: int, t: int, notes: Notes, gained: list[int], lost: list[float]) -> None:
    """What the tick did to one person, in every world."""
    for w in range(sim.sizes.worlds):
        live_on(sim, w, i, gained[w] - notes.cost[w], lost[w])
    for w, withheld in notes.habits:
        h = sim.state.habit[w][i]
        sim.state.habit[w][i] = h + round_half_up(
            own(sim, Own.HABIT_RATE, sim.minds.habit_rate, i) * ((65536 if withheld else 0) - h)
        )
    unseen = int(own(sim, Own.UNSEEN, sim.minds.unseen, i))
    for g, struck in notes.beliefs:
        remember(sim, g, i, t, 64 if struck else 0, 0 if struck else unseen)
    if sim.minds.hearsay:
        hear(sim, i, t)


def live_on(sim: Sim, w: int, i: int, gained: int, lost: float) -> None:
    """Welfare and income of one tick."""
    st, m = sim.state, sim.minds
    d = sim.people.district[i]
    earned = round_half_up(sim.people.income[i] * st.y[w][i] * sim.clock.days * POINT)
    shared = round_half_up(st.pub_harm[w][d] / sim.people.district_size[d])
    received = st.pub_gift[w][i] if sim.sizes.gifts else 0
    st.welfare[w][i] += earned + gained + received - shared
    if m.income:
        y = st.y[w][i]
        recovery, loss = (
            own(sim, Own.INCOME_RECOVERY, m.income_recovery, i),
            own(sim, Own.INCOME_LOSS, m.income_loss, i),
        )
        y = y + (1.0 - y) * recovery - loss * lost
        st.y[w][i] = max(0.2, min(1.5, y))


def hear(sim: Sim, i: int, t: int) -> None:
    """Friends' sanctions of the previous tick are heard of; their escapes are not."""
    for g in range(sim.sizes.groups):
        s, bit = sim.risks.scheme[g], sim.risks.bit[g]
        heard = sum(1 for k in friends_of(sim, sim.world_of(s), i) if sim.state.pub_sanctioned[s][k] >> bit & 1)
        if heard:
            remember(sim, g, i, t, heard * int(own(sim, Own.HEARSAY, sim.minds.hearsay_weight, i)), 0)


def meet(sim: Sim, i: int, t: int) -> None:
    """Joining (Bass) and leaving."""
    st, sc = sim.state, sim.schemes
    for s in range(sim.sizes.schemes):
        if sc.innovation[s] < 0 or not sim.is_running(s, t):
            continue
        if sim.belonging.weighs[s]:
            if belong(sim, s, i, t):
                withdraw(sim, s, i)
            continue
        if st.enrolled[s][i] in (OUTSIDE, ON_RECORD) and may_enrol(sim, s, i, t):
            share = st.n_enrolled[s] / max(1, sim.n_eligible[s])
            alone = vary(sim, sc.innovation[s], sim.by.schemes_innovation[s], i, s, t)
            after_others = vary(sim, sc.imitation[s], sim.by.schemes_imitation[s], i, s, t)
            if chance(sim.luck.block(Decision.ADOPT, t, i, sc.slot[s])[0], alone + after_others * share):
                enrol(sim, s, i, t)
        elif st.enrolled[s][i] >= 0 and sc.dropout[s] > 0.0:
            if chance(sim.luck.block(Decision.LEAVE, t, i, sc.slot[s])[0], sc.dropout[s]):
                withdraw(sim, s, i)


def withdraw(sim: Sim, s: int, i: int) -> None:
    """A member no more: what stood on lists stands no more; where everybody is recorded, the record goes on."""
    sim.state.enrolled[s][i] = BACK_ON_RECORD if sim.schemes.records_all[s] else LEFT
    sim.state.tier[s][i] = -1
    for row in lists_of(sim, s):
        sim.state.on[row][i] = 0


def publish_facts(sim: Sim, t: int) -> None:
    """What others ask for that is not published by itself."""
    for fact, s in enumerate(sim.facts.scheme):
        for i in range(sim.n):
            if sim.facts.moment[fact]:
                sim.state.pub_fact[fact][i] = sim.state.struck[fact][i]
            else:
                sim.state.pub_fact[fact][i] = int(holds(sim, sim.facts.program[fact], i, s, t))


def publish(sim: Sim, t: int) -> None:
    """What others may read in the next tick."""
    publish_facts(sim, t)
    st = sim.state
    for s in range(sim.sizes.schemes):
        for i in range(sim.n):
            show(sim, s, i)
        st.n_enrolled[s] = sum(1 for i in range(sim.n) if st.enrolled[s][i] >= 0)
    st.pub_depth = [row[:] for row in st.depth]
    st.n_measured = [[measured(sim, w, m) for m in Measure] for w in range(sim.sizes.worlds)]
    for name in ("protest", "silent", "changed"):
        setattr(st, f"pub_{name}", [row[:] for row in getattr(st, name)])
    st.pub_harm = st.harm
    if sim.sizes.firms:
        harm = fallen_on_people(np.array(st.harm, np.int64), np.array(sim.people.district_size, np.int32))
        st.pub_harm = harm.tolist()
    st.harm = [[0] * sim.sizes.districts for _ in range(sim.sizes.worlds)]
    st.pub_wrong = sim.wrong
    sim.wrong = sim.zero_pools()
    hand_over(sim)


def hand_over(sim: Sim) -> None:
    """Marks that answer marks, what acts bring to others and opinions reach people in the next tick."""
    sim.answered = {}
    for z, receiver, giver, mark in sim.answers:
        sim.answered.setdefault((z, receiver), []).append((giver, mark))
    sim.answers = []
    if sim.sizes.gifts:
        sim.state.pub_gift = [[0] * sim.n for _ in range(sim.sizes.gifts)]
    for w, whom, money in sim.gifts:
        if money:
            sim.state.pub_gift[w][whom] += money
    sim.gifts = []
    sim.state.pub_opinion = list(sim.state.opinion)


def show(sim: Sim, s: int, i: int) -> None:
    """What others may read of one person in one scheme."""
    st = sim.state
    st.pub_score[s][i] = st.score[s][i]
    st.pub_base[s][i] = st.base[s][i]
    st.pub_new_harm[s][i] = st.new_harm[s][i]
    st.pub_harm_live[s][i] = st.harm_live[s][i]
    st.pub_tier[s][i] = st.tier[s][i] if st.enrolled[s][i] >= 0 else -2
    st.pub_sanctioned[s][i] = st.sanctioned[s][i]
    st.pub_primary[s][i] = mask(sim, s, i, Listed.PRIMARY)
    st.pub_listed[s][i] = mask(sim, s, i, Listed.PRIMARY | Listed.SPREAD)


def measured(sim: Sim, w: int, m: Measure) -> int:
    """How many people of a world something holds for, if anybody asks: listed (black), enrolled, in protest."""
    if not sim.worlds.measures[m]:
        return 0
    schemes = range(sim.worlds.first[w], sim.worlds.first[w + 1])
    people = range(sim.n - sim.sizes.firms)
    if m == Measure.LISTED_SHARE:
        rows = [row for s in schemes for row in lists_of(sim, s) if sim.lists.black[row]]
        return sum(1 for i in people if any(sim.state.on[row][i] for row in rows))
    if m == Measure.PARTICIPATION_SHARE:
        return sum(1 for i in people if any(sim.state.enrolled[s][i] >= 0 for s in schemes))
    return sum(sim.state.protest[w][: people.stop]) if sim.sizes.protests else 0


def mask(sim: Sim, s: int, i: int, bits: int) -> int:
    """Which lists of a scheme a person is on."""
    return sum(1 << sim.lists.bit[row] for row in lists_of(sim, s) if sim.state.on[row][i] & bits)
