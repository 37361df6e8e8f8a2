"""Phase *act*: candidates, and what each world lets happen (``twin/act.py``). Changes nothing but the shard's notes."""

from typing import Any

from scorarium.kernels.arith import poisson
from scorarium.kernels.codes import (
    AMOUNT,
    BAND_CAND,
    BAND_COUNT,
    CAND,
    COUNT,
    LOW32,
    MAX_BAND,
    N_BELIEFS,
    N_CANDIDATES,
    N_HABITS,
    N_NOTICES,
    N_OPENED,
    N_OWN_DEMANDS,
    PERIODIC,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import uniform
from scorarium.kernels.look import drawn, number
from scorarium.kernels.luck import words
from scorarium.kernels.mind import base_rate, rate_in
from scorarium.kernels.sense import sense


@inner
def act(p: Any, st: Any, sh: Any, i: int, t: int, n_candidates: int) -> None:
    """All candidates of one person in one tick."""
    sh.at[N_NOTICES] = 0
    sh.at[N_OWN_DEMANDS] = 0
    sh.at[N_BELIEFS] = 0
    sh.at[N_HABITS] = 0
    sh.at[N_OPENED] = 0
    a = p.acts
    cell = p.people.cell[i]
    for j in range(n_candidates):
        w0, w1, w2, w3 = words(p, CAND, t, i, j)
        scaled = int(w0) * p.rows.kinds
        column, rest = scaled >> 32, scaled & LOW32
        kind = column if rest < a.alias_threshold[cell, column] else a.alias_kind[cell, column]
        consider(p, st, sh, i, t, kind, uniform(w1) * a.largest[cell, kind], base_rate(p, kind, i), w2, w3, j)
    for k in range(p.rows.n_periodic):
        if p.now.periodic[k]:
            kind = a.periodic[k]
            w0, w1, w2, w3 = words(p, PERIODIC, t, i, kind)
            consider(p, st, sh, i, t, kind, uniform(w0), min(1.0, base_rate(p, kind, i)), w2, w3, 1024 + k)
    for k in range(p.rows.n_raised):
        raise_candidates(p, st, sh, i, t, p.rows.raised_kind[k])
    sh.at[N_CANDIDATES] += n_candidates


@inner
def count_candidates(p: Any, sh: Any, first: int, last: int, t: int) -> None:
    """How many candidates each person of a block has: one draw serves four persons."""
    for four in range(first >> 2, ((last - 1) >> 2) + 1):
        w = words(p, COUNT, t, four, 0)
        for k in range(4):
            i = four * 4 + k
            if first <= i < last:
                cell = p.people.cell[i]
                n = 0
                while n < p.rows.most_candidates and w[k] >= p.acts.count_threshold[cell, n]:
                    n += 1
                sh.n_candidates[i - first] = n


@inner
def raise_candidates(p: Any, st: Any, sh: Any, i: int, t: int, kind: int) -> None:
    """Candidates above the largest base rate of the cell, for an act that some world raises that far."""
    largest = p.acts.largest[p.people.cell[i], kind]
    if largest <= 0.0:
        return
    base = base_rate(p, kind, i)
    if base <= 0.0:
        return
    top = 0.0
    for w in range(p.sizes.worlds):
        if p.worlds.raised[w, kind]:
            top = max(top, rate_in(p, st, sh, w, kind, i, t, base))
    floor = largest
    for band in range(MAX_BAND):
        if top <= floor:
            break
        w = words(p, BAND_COUNT + band, t, i >> 2, kind)
        for j in range(min(64, poisson(uniform(w[i & 3]), floor))):
            _, w1, w2, w3 = words(p, BAND_CAND + band, t, i, kind * 64 + j)
            height = (1.0 + uniform(w1)) * floor
            consider(p, st, sh, i, t, kind, height, base, w2, w3, 2048 + band * 64 + j)
        floor = floor * 2.0
    if top > floor:
        for w in range(p.sizes.worlds):
            if p.worlds.raised[w, kind] and rate_in(p, st, sh, w, kind, i, t, base) > floor:
                sh.n_clipped[w] += 1


@inner
def consider(
    p: Any,
    st: Any,
    sh: Any,
    i: int,
    t: int,
    kind: int,
    height: float,
    base: float,
    sense_word: int,
    person_word: int,
    index: int,
) -> None:
    """One candidate in every world: done, prevented, provoked; then sensed."""
    if base <= 0.0 or (height >= base and not p.rows.may_rise[kind]):
        return
    service = p.acts.service[kind]
    if service >= 0:
        if height < base:
            n = sh.at[N_OWN_DEMANDS]
            sh.own_service[n] = service
            sh.own_word[n] = sense_word
            sh.own_lot[n] = person_word
            sh.at[N_OWN_DEMANDS] = n + 1
        return
    amount = -1.0
    done_in_none = False
    for w in range(p.sizes.worlds):
        done = height < rate_in(p, st, sh, w, kind, i, t, base)
        if w == 0:
            done_in_none = done
        elif done_in_none and not done:
            sh.n_prevented[w, kind] += 1
            st.prevented[w, i] += 1
            if p.acts.protected[kind]:
                st.chilled[w, i] += 1
        elif done and not done_in_none:
            sh.n_provoked[w, kind] += 1
            st.provoked[w, i] += 1
        if p.minds.habit and p.worlds.punished[w, kind] and height < base:
            n = sh.at[N_HABITS]
            sh.habit_world[n] = w
            sh.habit_withheld[n] = 0 if done else 1
            sh.at[N_HABITS] = n + 1
        if done:
            if amount < 0.0:
                amount = amount_of(p, st, i, t, kind, index)
            happen(p, st, sh, w, i, t, kind, amount, sense_word, person_word)


@inner
def amount_of(p: Any, st: Any, i: int, t: int, kind: int, index: int) -> float:
    """How much: the same in every world."""
    q = p.acts.amount[kind]
    if q < 0:
        return 1.0
    w = words(p, AMOUNT, t, i, index)
    return float(drawn(p, q, number(p, st, q, i, 0, t, 0.0, 0), w))


@inner
def happen(
    p: Any, st: Any, sh: Any, w: int, i: int, t: int, kind: int, amount: float, sense_word: int, person_word: int
) -> None:
    """An act is done in a world."""
    a = p.acts
    sh.n_done[w, kind] += 1
    st.done[w, i] += 1
    sh.harm[w, p.people.district[i]] += a.harm[kind] - a.benefit[kind]
    st.welfare[w, i] -= a.cost[kind]
    if a.opens[kind] >= 0:
        n = sh.at[N_OPENED]
        sh.opened_world[n] = w
        sh.opened_state[n] = a.opens[kind]
        sh.opened_amount[n] = amount
        sh.at[N_OPENED] = n + 1
    for s in range(p.worlds.first[w], p.worlds.first[w + 1]):
        if st.enrolled[s, i] >= 0 and t < p.schemes.end_tick[s]:
            sense(p, st, sh, s, i, t, kind, amount, sense_word, person_word)
