"""The passes over a shard that Python calls, tick by tick. Only these are kept compiled on disk.

``live``: recover → act → sense → attribute → score → stand (→ serve → feel → meet, where no place is scarce), block by
block. ``serve_later``: serve → feel → meet after places were shared out. ``publish_shard``: what others may read.
"""

from typing import Any

import numpy as np

from scorarium.kernels.act import act, do_plain
from scorarium.kernels.arena import clear
from scorarium.kernels.bulk import begin_bulk, enter_in_bulk
from scorarium.kernels.candidates import begin_plain, count_candidates, draw_candidates, draw_periodic
from scorarium.kernels.codes import (
    AHEAD,
    BLOCK,
    BLOCK_END,
    N_ANSWERS,
    N_DEMANDS,
    N_FREE,
    N_GIFTS,
    N_MISTAKES,
    N_NEEDED,
    N_NOTICES,
    N_OPENED,
    N_OWN_DEMANDS,
    NEXT,
    NOT_MADE,
    PENDING,
)
from scorarium.kernels.compact import compact
from scorarium.kernels.compiled import inner, outer
from scorarium.kernels.effort import rank
from scorarium.kernels.feel import hear, learn_from_acts, live_on, meet, publish
from scorarium.kernels.fetch import fetch_ahead
from scorarium.kernels.follow import follow_up
from scorarium.kernels.look import holds
from scorarium.kernels.recover import recover_block
from scorarium.kernels.rest import find_busy, go_with_friends
from scorarium.kernels.score import score
from scorarium.kernels.serve import has_bought, held_in, is_made, places, reply, serve
from scorarium.kernels.stand import stand
from scorarium.kernels.unnoticed import live_quietly


@outer
def live(p: Any, st: Any, sh: Any, t: int) -> int:
    """A tick of a shard's persons. Returns the first person not lived, -1 when all are: then room has to be made.

    Called again, it goes on where it stopped; ``at[NEXT]`` and ``at[BLOCK]`` are the first person as a tick begins.
    """
    while sh.at[BLOCK] < sh.last:
        first = sh.at[BLOCK]
        if not sh.at[BLOCK_END]:
            last = count_candidates(p, sh, first, min(sh.last, first + sh.block), t)
            recover_block(p, st, sh, first, last, t)
            begin_plain(p, sh, last - first)
            begin_bulk(p, sh, last - first)
            if p.rows.has_due:
                draw_periodic(p, st, sh, first, last, t)
            draw_candidates(p, sh, first, last, t)
            do_plain(p, st, sh, first, last)
            enter_in_bulk(p, st, sh, first, last - first, t)
            empty_block(p, sh, last - first)
            find_busy(p, st, sh, first, last, t)
            live_quietly(p, st, sh, first, last - first, t)
            sh.at[BLOCK_END] = last
        last = sh.at[BLOCK_END]
        n = compact(sh.busy, last - first, sh.chosen_who)
        for one in range(n):
            fetch_person(p, st, first + sh.chosen_who[min(n - 1, one + AHEAD)])
            i = first + sh.chosen_who[one]
            if i < sh.at[NEXT]:
                continue
            if lacks_room(p, st, sh, i):
                sh.at[NEXT] = i
                return int(i)
            live_person(p, st, sh, i, i - first, t)
        if not p.rows.has_scarce:
            finish_block(p, st, sh, first, last, t)
        sh.at[BLOCK] = last
        sh.at[NEXT] = last
        sh.at[BLOCK_END] = 0
    return -1


@inner
def fetch_person(p: Any, st: Any, i: int) -> None:
    """What is written of somebody who is noticed, and nobody has looked at in this block."""
    for s in range(p.sizes.schemes):
        fetch_ahead(st.entries, s, i)
        fetch_ahead(st.penalty, s, i)


@inner
def empty_block(p: Any, sh: Any, n: int) -> None:
    """Nothing gained, nothing lost yet."""
    for w in range(p.sizes.worlds):
        for k in range(n):
            sh.gained[w, k] = 0
            sh.lost[w, k] = 0.0


@inner
def lacks_room(p: Any, st: Any, sh: Any, i: int) -> bool:
    """Whether what this person may do could need more room than there is."""
    need = p.now.most_entries
    if p.rows.has_delay:
        for s in range(p.sizes.schemes):
            e = st.head[s, i]
            while e >= 0:
                need += 1 if sh.flags[e] & PENDING else 0
                e = sh.following[e]
    if p.rows.has_recalls:
        for s in range(p.sizes.schemes):
            e = st.head[s, i] if p.rows.recall_first[s + 1] > p.rows.recall_first[s] else -1
            while e >= 0:
                need += p.rows.recall_first[s + 1] - p.rows.recall_first[s]
                e = sh.following[e]
    sh.at[N_NEEDED] = need
    return (
        sh.at[N_FREE] < need
        or sh.n_strike_places < need
        or sh.n_mistake_places - sh.at[N_MISTAKES] < p.rows.most_mistakes
        or sh.n_demand_places - sh.at[N_DEMANDS] < p.rows.most_demands
        or sh.n_answer_places - sh.at[N_ANSWERS] < p.rows.most_answers
        or sh.n_gift_places - sh.at[N_GIFTS] < p.rows.most_gifts
    )


@inner
def live_person(p: Any, st: Any, sh: Any, i: int, k: int, t: int) -> None:
    """One person's tick, as far as it depends on nobody else's."""
    act(p, st, sh, i, k, t)
    if p.rows.has_follows:
        follow_up(p, st, sh, i, t)
    for n in range(sh.at[N_OPENED]):
        o, w = sh.opened_state[n], sh.opened_world[n]
        if st.open_since[o, w, i] < 0:
            st.open_since[o, w, i] = t
            st.open_amount[o, w, i] = sh.opened_amount[n]
    if sh.looks[k] or sh.at[N_NOTICES] or sh.at[N_OPENED]:
        for s in range(p.sizes.schemes):
            st.stirred[s, i] = 0
            score(p, st, sh, s, i, t)
            stand(p, st, sh, s, i, t)
    else:
        for s in range(p.sizes.schemes):
            if p.rows.drifts[s]:
                go_with_friends(p, st, sh, s, i, k, t)
    learn_from_acts(p, st, sh, i, t)
    if p.minds.hearsay:
        hear(p, st, i, t)
    if p.rows.has_scarce:
        keep_demands(p, st, sh, i, t)
    else:
        for n in range(sh.at[N_OWN_DEMANDS]):
            for w in range(p.sizes.worlds):
                if p.sizes.moved and not is_made(p, w, i, t, sh.own_kind[n], sh.own_height[n]):
                    continue
                serve(p, st, sh, w, i, k, t, sh.own_service[n], sh.own_word[n], sh.own_order[n], False)


@inner
def finish_block(p: Any, st: Any, sh: Any, first: int, last: int, t: int) -> None:
    """What is held, what the tick did to each person, who joins and leaves."""
    for w in range(p.sizes.worlds):
        if p.rows.held_first[w + 1] > p.rows.held_first[w]:
            held_in(p, st, sh, w, first, last, t)
        live_on(p, st, sh, w, first, last)
    for s in range(p.sizes.schemes):
        meet(p, st, s, first, last, t)


@inner
def keep_demands(p: Any, st: Any, sh: Any, i: int, t: int) -> None:
    """Demands wait until scarce places are shared out; what the doors say is noted for those."""
    for n in range(sh.at[N_OWN_DEMANDS]):
        m = sh.at[N_DEMANDS]
        v = sh.own_service[n]
        sh.demand_person[m] = i
        sh.demand_service[m] = v
        sh.demand_word[m] = sh.own_word[n]
        sh.demand_lot[m] = sh.own_lot[n]
        sh.demand_order[m] = sh.own_order[n]
        for w in range(p.sizes.worlds):
            said = 0
            if p.sizes.moved and not is_made(p, w, i, t, sh.own_kind[n], sh.own_height[n]):
                said = NOT_MADE
            elif p.services.places[v] >= 0:
                refused, favoured, _, _ = reply(p, st, sh, w, v, i, t, sh.own_word[n])
                said = 2 if refused else (0 if favoured or has_bought(p, st, w, v, i) else 1)
            sh.demand_said[w, m] = said
            sh.demand_back[w, m] = 0
            if p.rows.has_ranks:
                sh.demand_rank[w, m] = rank(p, st, sh, w, v, i, t, sh.own_lot[n]) if said < 2 else 0.0
        sh.at[N_DEMANDS] = m + 1


@outer
def serve_later(p: Any, st: Any, sh: Any, t: int) -> int:
    """The rest of the tick once scarce places are shared out."""
    m = 0
    first = sh.first
    while first < sh.last:
        last = min(sh.last, first + sh.block)
        empty_block(p, sh, last - first)
        while m < sh.at[N_DEMANDS] and sh.demand_person[m] < last:
            i = sh.demand_person[m]
            for w in range(p.sizes.worlds):
                if sh.demand_said[w, m] == NOT_MADE:
                    continue
                back = sh.demand_back[w, m] != 0
                v, word, order = sh.demand_service[m], sh.demand_word[m], sh.demand_order[m]
                serve(p, st, sh, w, i, i - first, t, v, word, order, back)
            m += 1
        finish_block(p, st, sh, first, last, t)
        first = last
    return 0


@outer
def publish_shard(p: Any, st: Any, sh: Any, t: int) -> int:
    """What others may read in the next tick."""
    publish(p, st, sh, t, sh.first, sh.last)
    return t


@outer
def push_back_by_rank(
    p: Any, st: Any, t: int, v: int, district: Any, said: Any, rank: Any, lot: Any, back: Any
) -> None:
    """As ``push_back``; among those who are as favoured the lower ``rank`` float64[n] goes first, then the lot."""
    begin = 0
    while begin < district.shape[0]:
        d = district[begin]
        stop, n = begin, 0
        while stop < district.shape[0] and district[stop] == d:
            n += 1 if said[stop] < 2 else 0
            stop += 1
        row, key = np.empty(n, np.int64), np.empty(n, np.float64)
        k = 0
        for j in range(begin, stop):
            if said[j] < 2:
                row[k] = j
                key[k] = np.float64(lot[j])
                k += 1
        row = row[np.argsort(key, kind="mergesort")]
        for k in range(n):
            key[k] = rank[row[k]]
        row = row[np.argsort(key, kind="mergesort")]
        for k in range(n):
            key[k] = np.float64(said[row[k]])
        row = row[np.argsort(key, kind="mergesort")]
        for k in range(places(p, st, v, d, t), n):
            back[row[k]] = 1
        begin = stop


@outer
def push_back(p: Any, st: Any, t: int, v: int, district: Any, said: Any, lot: Any, back: Any) -> None:
    """Scarce places of one service in one world: in each district the favoured first, then by lot.

    ``district`` int32[n] (ascending), ``said`` uint8[n] (0 favoured, 1 not; 2 refused, 3 not made: not in the queue),
    ``lot`` uint32[n]: one row per demand, in the order of persons. Whoever gets no place has 1 in ``back`` uint8[n].
    """
    keys = np.empty(district.shape[0], np.int64)
    begin = 0
    while begin < district.shape[0]:
        d = district[begin]
        stop, n = begin, 0
        while stop < district.shape[0] and district[stop] == d:
            if said[stop] < 2:
                keys[n] = (np.int64(said[stop]) << 32 | np.int64(lot[stop])) << 29 | (stop - begin)
                n += 1
            stop += 1
        left = places(p, st, v, d, t)
        if n > left:
            queue = np.sort(keys[:n])
            for k in range(left, n):
                back[begin + (queue[k] & 0x1FFFFFFF)] = 1
        begin = stop


@outer
def who_is(p: Any, st: Any, sh: Any, c: int, s: int, out: Any) -> int:
    """For whom a condition on attributes holds: writes 0 or 1 into ``out`` uint8[n], returns how many."""
    n = 0
    for i in range(out.shape[0]):
        out[i] = 1 if holds(p, st, sh, c, i, s, 0, 0, 0) else 0
        n += out[i]
    return n


@outer
def add_places(sh: Any, first: int, last: int) -> None:
    """Places ``first … last - 1`` of the arena are free."""
    clear(sh, last, first)


@outer
def list_entries(st: Any, sh: Any, n_schemes: int, scheme: Any, person: Any, place: Any) -> None:
    """The record of a shard by scheme, person and time; the outputs are int32[number of entries]."""
    n = 0
    for s in range(n_schemes):
        for i in range(sh.first, sh.last):
            e = st.head[s, i]
            while e >= 0:
                scheme[n], person[n], place[n] = s, i, e
                n += 1
                e = sh.following[e]
