"""Phase *act*: candidates, and what each world lets happen (``twin/act.py``). Changes nothing but the shard's notes."""

from typing import Any

import numpy as np

from scorarium.kernels.arith import poisson, round_half_up
from scorarium.kernels.codes import (
    AMOUNT,
    BAND_AMOUNT,
    BAND_CAND,
    BAND_COUNT,
    LOW32,
    MAX_BAND,
    N_BELIEFS,
    N_GIFTS,
    N_HABITS,
    N_NOTICES,
    N_OPENED,
    N_OWN_DEMANDS,
    POINT,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import uniform
from scorarium.kernels.look import drawn, in_world, number, value
from scorarium.kernels.luck import words, words_of_four
from scorarium.kernels.mind import base_in, base_rate, between, does, rate_in, settled
from scorarium.kernels.records import has_account
from scorarium.kernels.sense import sense
from scorarium.kernels.towards import chooses, towards
from scorarium.kernels.voice import voice


@inner
def act(p: Any, st: Any, sh: Any, i: int, k: int, t: int) -> None:
    """All candidates of one person (the ``k``-th of the block) in one tick, as they were drawn; then those above."""
    sh.at[N_NOTICES] = 0
    sh.at[N_OWN_DEMANDS] = 0
    sh.at[N_BELIEFS] = 0
    sh.at[N_HABITS] = 0
    sh.at[N_OPENED] = 0
    for n in range(sh.cand_first[k], sh.cand_first[k + 1]):
        at = sh.cand_at[n]
        height, base = sh.cand_height[at], sh.cand_base[n]
        kind, sense_word, person_word = sh.cand_kind[at], sh.cand_sense[at], sh.cand_person[at]
        if p.rows.form[kind] & 1:
            show(p, st, sh, i, t, kind, sense_word, person_word)
        else:
            consider(p, st, sh, i, t, kind, height, base, sense_word, person_word, AMOUNT, sh.cand_index[at])
    for m in range(sh.due_first[k], sh.due_first[k + 1]):
        n = sh.due_order[m]
        height, base, index = sh.due_height[n], sh.due_base[n], sh.due_index[n]
        kind, way, sense_word, person_word = sh.due_kind[n], sh.due_way[n], sh.due_sense[n], sh.due_person[n]
        if way == AMOUNT and p.rows.form[kind] & 1:
            show(p, st, sh, i, t, kind, sense_word, person_word)
        else:
            consider(p, st, sh, i, t, kind, height, base, sense_word, person_word, way, index)
    if p.rows.raises:
        for w in range(p.sizes.worlds):
            if st.y[w, i] < p.rows.raised_most[i]:
                raise_all(p, st, sh, i, t)
                break


@inner
def raise_all(p: Any, st: Any, sh: Any, i: int, t: int) -> None:
    """Every act that some world may raise above the largest rate of the cell."""
    for row in range(p.rows.n_raised):
        for w in range(p.sizes.worlds):
            if st.y[w, i] < p.rows.raised_below[row, i]:
                raise_candidates(p, st, sh, i, t, p.rows.raised_kind[row])
                break


@inner
def show(p: Any, st: Any, sh: Any, i: int, t: int, kind: int, sense_word: Any, person_word: Any) -> None:
    """What was done in every world at once (``do_plain``) is looked at by the schemes of each."""
    for s in range(p.sizes.schemes):
        if has_account(p, st, s, i) and t < p.schemes.end_tick[s]:
            sense(p, st, sh, s, i, t, kind, 1.0, sense_word, person_word)


@inner
def do_plain(p: Any, st: Any, sh: Any, first: int, last: int) -> None:
    """What is the same in every world, because no scheme of any answers it, is done in all at once."""
    money: Any = 0
    did: Any = 0
    for k in range(last - first):
        money |= sh.plain_money[k]
        did |= sh.plain_did[k]
    for w in range(p.sizes.worlds):
        for i in range(first, last if money else first):
            st.welfare[w, i] += sh.plain_money[i - first]
        for i in range(first, last if did & LOW32 else first):
            st.done[w, i] += sh.plain_did[i - first] & LOW32
        for i in range(first, last if did >> 32 else first):
            st.met[w, i] += sh.plain_did[i - first] >> 32


@inner
def raise_candidates(p: Any, st: Any, sh: Any, i: int, t: int, kind: int) -> None:
    """Candidates above the largest base rate of the cell, for an act that some world raises that far."""
    base = base_rate(p, kind, i)
    if base <= 0.0:
        return
    largest = max(p.acts.largest[p.people.cell[i], kind], base)  # a kind that a change brought is drawn up to here
    top = 0.0
    for w in range(p.sizes.worlds):
        if p.worlds.raised[w, kind]:
            own = base_in(p, w, kind, i, t, base)
            up, down = between(p, st, w, kind, i, t)
            if settled(largest, own, up, down):
                top = max(top, rate_in(p, st, sh, w, kind, i, t, own))
    floor = largest
    for band in range(MAX_BAND):
        if top <= floor:
            break
        four = words_of_four(p, BAND_COUNT + band, t, i, kind)
        for j in range(min(64, poisson(uniform(four[i & 3]), floor))):
            _, w1, w2, w3 = words(p, BAND_CAND + band, t, i, kind * 64 + j)
            height = (1.0 + uniform(w1)) * floor
            consider(p, st, sh, i, t, kind, height, base, w2, w3, BAND_AMOUNT + band, kind * 64 + j)
        floor = floor * 2.0
    if top > floor:
        for w in range(p.sizes.worlds):
            if p.worlds.raised[w, kind] and rate_in(p, st, sh, w, kind, i, t, base_in(p, w, kind, i, t, base)) > floor:
                sh.n_clipped[w] += 1


@inner
def consider(
    p: Any,
    st: Any,
    sh: Any,
    i: int,
    t: int,
    kind: Any,
    height: float,
    base: float,
    sense_word: Any,
    person_word: Any,
    amount_decision: int,
    index: int,
) -> None:
    """One candidate in every world: done, prevented, provoked; then sensed."""
    if base <= 0.0:
        return
    service = p.acts.service[kind]
    if service >= 0:
        if height < base:
            note_demand(sh, service, kind, height, sense_word, person_word)
        return
    whom = -1
    if p.circles.of_act[kind] >= 0:
        whom = towards(p, kind, i, person_word)
        if whom < 0:
            return
    amount = -1.0
    done_in_none = False
    moved = p.sizes.moved != 0
    own = base
    for w in range(p.sizes.worlds):
        if moved:
            own = base_in(p, w, kind, i, t, base)
        done = does(p, st, sh, w, kind, i, t, height, own)
        if done and p.circles.is_chosen[kind]:
            done = chooses(p, st, w, kind, i, t, whom, person_word)
        said = amount
        if done:
            if amount < 0.0 or moved:
                amount = amount_of(p, st, w, i, t, kind, amount_decision, index)
            said = amount
            if p.sizes.voices and p.strategies.of_act[kind] >= 0:
                said = voice(p, st, sh, w, p.strategies.of_act[kind], i, t, kind, amount, sense_word)
                done = said > 0.0
        if w == 0:
            done_in_none = done
        compare(p, st, sh, w, i, kind, done, done_in_none)
        if p.minds.habit and p.worlds.punished[w, kind] and height < own:
            note_habit(sh, w, done)
        if done:
            happen(p, st, sh, w, i, t, kind, said, sense_word, person_word)


@inner
def note_demand(sh: Any, service: int, kind: int, height: float, sense_word: Any, person_word: Any) -> None:
    """A service is asked for, the how-manieth time in the tick."""
    n, order = sh.at[N_OWN_DEMANDS], 0
    for m in range(n):
        order += 1 if sh.own_service[m] == service else 0
    sh.own_service[n] = service
    sh.own_word[n] = sense_word
    sh.own_lot[n] = person_word
    sh.own_order[n] = order
    sh.own_kind[n] = kind
    sh.own_height[n] = height
    sh.at[N_OWN_DEMANDS] = n + 1


@inner
def compare(p: Any, st: Any, sh: Any, w: int, i: int, kind: int, done: bool, done_in_none: bool) -> None:
    """An act that `none` does and this world does not was prevented; the other way round it was provoked."""
    prevented, provoked = np.int64(done_in_none) & ~np.int64(done), np.int64(done) & ~np.int64(done_in_none)
    sh.n_prevented[w, kind] += prevented
    st.prevented[w, i] += prevented
    if p.acts.protected[kind]:
        st.chilled[w, i] += prevented
    sh.n_provoked[w, kind] += provoked
    st.provoked[w, i] += provoked
    if p.sizes.swayed and p.worlds.punished[w, kind]:
        st.example[w, i] += provoked - prevented


@inner
def note_habit(sh: Any, w: int, done: bool) -> None:
    """A candidate for something punished was done or withheld."""
    n = sh.at[N_HABITS]
    sh.habit_world[n] = w
    sh.habit_withheld[n] = 0 if done else 1
    sh.at[N_HABITS] = n + 1


@inner
def amount_of(p: Any, st: Any, w: int, i: int, t: int, kind: int, decision: int, index: int) -> float:
    """How much: the same in every world, unless it hangs on what acts have moved there."""
    q = in_world(p, p.acts.amount[kind], w)
    if q < 0:
        return 1.0
    lot = words(p, decision, t, i, index)
    return float(drawn(p, q, number(p, st, q, i, 0, t, 0.0, 0), lot))


@inner
def give(p: Any, sh: Any, w: int, whom: int, money: int) -> None:
    """What an act brings to the one towards whom it is done reaches them in the next tick."""
    if whom >= 0:
        n = sh.at[N_GIFTS]
        sh.gift_to[n] = w * p.sizes.persons + whom
        sh.gift_money[n] = money
        sh.at[N_GIFTS] = n + 1


@inner
def worth_of(p: Any, st: Any, plain: int, q: int, i: int, t: int, amount: float, turn: int) -> int:
    """Harm, benefit or cost of one act in units: nought at least."""
    if q < 0:
        return plain
    return max(0, int(round_half_up(value(p, st, q, i, 0, t, t, amount, 1, turn) * POINT)))


@inner
def steps_of(p: Any, st: Any, w: int, j: int, i: int, t: int, amount: float, person_word: Any) -> int:
    """How many levels an act moves a person."""
    q = in_world(p, p.changing.step_by[j], w)
    turn: Any = np.int64(person_word)
    return int(p.changing.act_step[j]) if q < 0 else int(round_half_up(value(p, st, q, i, 0, t, t, amount, 1, turn)))


@inner
def happen(
    p: Any, st: Any, sh: Any, w: int, i: int, t: int, kind: int, amount: float, sense_word: int, person_word: int
) -> None:
    """An act is done in a world."""
    a = p.acts
    sh.n_done[w, kind] += 1
    st.done[w, i] += 1
    harm, benefit, cost = a.harm[kind], a.benefit[kind], a.cost[kind]
    if p.sizes.worths and a.worth[kind] >= 0:
        turn: Any = np.int64(person_word)
        harm = worth_of(p, st, harm, in_world(p, p.by.acts_harm[kind], w), i, t, amount, turn)
        benefit = worth_of(p, st, benefit, in_world(p, p.by.acts_benefit[kind], w), i, t, amount, turn)
        cost = worth_of(p, st, cost, in_world(p, p.by.acts_cost[kind], w), i, t, amount, turn)
        sh.n_worth[w, a.worth[kind]] += harm
    if p.circles.of_act[kind] < 0:
        sh.harm[w, p.people.district[i]] += harm - benefit
    elif harm != benefit:
        give(p, sh, w, towards(p, kind, i, person_word), benefit - harm)
    st.welfare[w, i] -= cost
    if a.opens[kind] >= 0:
        n = sh.at[N_OPENED]
        sh.opened_world[n] = w
        sh.opened_state[n] = a.opens[kind]
        sh.opened_amount[n] = amount
        sh.at[N_OPENED] = n + 1
    for j in range(p.changing.act_first[kind], p.changing.act_first[kind + 1]):
        st.moving[p.changing.act_move[j], w, i] += steps_of(p, st, w, j, i, t, amount, person_word)
    if a.buys[kind] >= 0:
        st.bought[a.buys[kind], w, i] = 1
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if has_account(p, st, s, i) and t < p.schemes.end_tick[s]:
            sense(p, st, sh, s, i, t, kind, amount, sense_word, person_word)
