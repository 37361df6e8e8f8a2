"""Phase *serve*: what becomes of demands (``twin/serve.py``). Deny before delay before push back before neutral."""

from typing import Any

import numpy as np

from scorarium.kernels.arith import round_half_up
from scorarium.kernels.codes import (
    DELAY,
    DELAYED,
    DENY,
    FAVOUR,
    FAVOURED,
    MET,
    MOST_FOLLOWED,
    PLACES,
    POINT,
    PRICE,
    PUSHED_BACK,
    REFUSED,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import carried_out, holds, in_world, value, vary, vary_units
from scorarium.kernels.luck import words_of_place
from scorarium.kernels.mind import base_in


@inner
def reply(p: Any, st: Any, sh: Any, w: int, v: int, i: int, t: int, word: int) -> tuple[bool, bool, float, float]:
    """Refused, favoured, delay and price: every consequence of the world on this service, with its own luck."""
    k = p.consequences
    refused, favoured, delay, price = False, False, 0.0, 1.0
    turn: Any = np.int64(word)
    row = w * p.sizes.services + v
    for j in range(k.of_service_first[row], k.of_service_first[row + 1]):
        c = k.of_service[j]
        s = k.scheme[c]
        if is_open(p, st, sh, c, s, i, t) and chance(
            mix(word, k.salt[c]), carried_out(p, st, c, i, s, t, 0.0, 1, turn)
        ):
            effect = k.effect[c]
            if effect == DENY:
                refused = True
            elif effect == FAVOUR:
                favoured = True
            elif effect == DELAY:
                delay = max(delay, value(p, st, k.amount[c], i, s, t, t, 0.0, 1, turn))
            else:
                price = price * value(p, st, k.amount[c], i, s, t, t, 0.0, 1, turn)
    return refused, favoured, delay, price


@inner
def is_open(p: Any, st: Any, sh: Any, c: int, s: int, i: int, t: int) -> bool:
    """Whether a consequence is in force for a person now: by condition, by memory of a moment, or by a copy."""
    k = p.consequences
    if k.export[c] >= 0:
        return st.copy_until[k.export[c], i] > t
    if t >= p.schemes.end_tick[s]:
        return False
    if k.moment[c]:
        return st.edge[k.edge[c], i] > t
    return bool(holds(p, st, sh, k.when[c], i, s, t, 0, 0))


@inner
def is_made(p: Any, w: int, i: int, t: int, kind: int, height: float) -> bool:
    """Whether a demand is made in a world: not where it is less often made by one as the person has become there."""
    return height < base_in(p, w, kind, i, t, np.inf)


@inner
def have(p: Any, st: Any, w: int, v: int, i: int, value: int) -> None:
    """What was had of a service, by month: some of it may be claimed back."""
    row = p.consequences.had_of[w * p.sizes.services + v]
    if row >= 0:
        st.had[row, p.now.month, i] += value


@inner
def overpay(p: Any, st: Any, w: int, i: int, price: float, usual: float) -> None:
    """What is paid above the ordinary price so far; less than nought where it is below."""
    if p.sizes.priced and price != 1.0:
        st.overpaid[w, i] += round_half_up((price - 1.0) * usual)


@inner
def serve(
    p: Any, st: Any, sh: Any, w: int, i: int, k: int, t: int, v: int, word: int, order: int, is_pushed_back: bool
) -> None:
    """One demand in one world; ``k`` is the person's place in the block, where money and losses are gathered."""
    refused, favoured, delay, price = reply(p, st, sh, w, v, i, t, word)
    if refused:
        kind = REFUSED
    elif is_pushed_back:
        kind = PUSHED_BACK
    elif delay > 0.0:
        kind = DELAYED
    else:
        kind = FAVOURED if favoured else MET
    sh.n_answer[w, v, kind] += 1
    usual = usual_value(p, st, w, v, i, t, word)
    if p.services.queue[v] >= 0 and not refused:
        st.bought[p.services.queue[v], w, i] = 0
    if kind == REFUSED or kind == PUSHED_BACK:
        st.refused[w, i] += 1
        if p.services.feeds_income[v]:
            sh.lost[w, k] += usual / POINT
        if p.services.worth[v] >= 0:
            sh.n_worth[w, p.services.worth[v]] += usual
        return
    st.met[w, i] += 1
    if p.services.follow[v] >= 0 and order < MOST_FOLLOWED:
        st.follow[p.services.follow[v], w, i] |= 1 << order
    x = float(usual)
    if kind == DELAYED:
        x = x / (1.0 + p.minds.late_loss * delay)
    if kind == FAVOURED:
        x = x * (1.0 + p.minds.favour_gain)
    overpay(p, st, w, i, price, float(usual))
    worth = round_half_up(x - (price - 1.0) * usual)
    have(p, st, w, v, i, worth)
    sh.gained[w, k] += worth


@inner
def has_bought(p: Any, st: Any, w: int, v: int, i: int) -> bool:
    """Whether a person has bought the next place of a service."""
    return p.services.queue[v] >= 0 and st.bought[p.services.queue[v], w, i] != 0


@inner
def held_in(p: Any, st: Any, sh: Any, w: int, first: int, last: int, t: int) -> None:
    """Services held by the persons of a block: only those are looked at to whom a door may be open (``busy``)."""
    n = last - first
    for k in range(n):
        sh.busy[k] = p.rows.held_all[w]
    for j in range(p.rows.door_first[w], p.rows.door_first[w + 1]):
        row, mask = p.rows.door_row[j], p.rows.door_mask[j]
        if p.rows.door_is_list[j]:
            for k in range(n):
                sh.busy[k] |= st.on[row, first + k] != 0
        else:
            for k in range(n):
                tier = st.tier[row, first + k]
                sh.busy[k] |= (tier >= 0) & (mask >> max(0, tier))
    for k in range(n):
        if sh.busy[k]:
            held(p, st, sh, w, first + k, k, t)


@inner
def held(p: Any, st: Any, sh: Any, w: int, i: int, k: int, t: int) -> None:
    """Services held that the world's schemes may take away: value per day, in proportion to what is left."""
    sv, q = p.services, p.consequences
    for m in range(p.rows.held_first[w], p.rows.held_first[w + 1]):
        v = p.rows.held_service[m]
        if sv.gate[w, v] >= 0 and not holds(p, st, sh, sv.gate[w, v], i, 0, t, 0, 0):
            continue
        left, price = 1.0, 1.0
        row = w * p.sizes.services + v
        for j in range(q.of_service_first[row], q.of_service_first[row + 1]):
            c = q.of_service[j]
            s = q.scheme[c]
            if is_open(p, st, sh, c, s, i, t):
                if q.effect[c] == DENY:
                    left = left * (1.0 - carried_out(p, st, c, i, s, t, 0.0, 1, 0))
                elif q.effect[c] == PRICE:
                    price = price * value(p, st, q.amount[c], i, s, t, t, 0.0, 1, 0)
        usual = usual_value(p, st, w, v, i, t, 0)
        sh.n_answer[w, v, REFUSED if left < 0.5 else MET] += 1
        if left < 0.5 and sv.worth[v] >= 0:
            sh.n_worth[w, sv.worth[v]] += usual
        overpay(p, st, w, i, price, usual * p.clock.days)
        worth = round_half_up(usual * p.clock.days * (left - (price - 1.0)))
        if p.rows.held_usual[m] >= 0:  # was counted as if no door were open
            sh.n_answer[w, v, MET] -= 1
            worth -= p.rows.held_usual[m]
        have(p, st, w, v, i, worth)
        sh.gained[w, k] += worth


@inner
def usual_value(p: Any, st: Any, w: int, v: int, i: int, t: int, word: int) -> int:
    """What one demand, or a day, is worth to a person as a rule."""
    turn: Any = np.int64(word)
    return max(0, vary_units(p, st, p.services.value[v], in_world(p, p.by.services_value[v], w), i, 0, t, t, turn))


@inner
def places(p: Any, st: Any, v: int, d: int, t: int) -> int:
    """How many places a district has in this tick: the whole part, and one more with the chance of the rest."""
    each = vary(p, st, p.services.places[v], p.by.services_places[v], p.rows.district_first[d], 0, t, t, 0.0, 0)
    mean = max(0.0, each) * p.people.district_size[d]
    whole = np.floor(mean)
    return int(whole) + (1 if chance(words_of_place(p, PLACES, t, d, v)[0], mean - whole) else 0)
