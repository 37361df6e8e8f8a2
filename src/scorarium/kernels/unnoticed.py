"""What people do and nobody notices: decided, and done, for a whole block at once (``engine/rows_of_unnoticed.py``).

Most acts leave no trace: no sense sees them, so all that comes of them is counts, harm, habit, and the experience of
having got away with it. Those whose every candidate ends like that, and whose standing does not change, are not lived
one by one (``passes.live_person``). What is decided here is decided by the same functions as there.
"""

from typing import Any

import numpy as np

from scorarium.kernels.act import compare
from scorarium.kernels.codes import AHEAD, ALONE, LONE, MET, OWN_UNSEEN
from scorarium.kernels.compact import compact
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import mix
from scorarium.kernels.feel import get_used, hear_of
from scorarium.kernels.fetch import fetch_ahead
from scorarium.kernels.mind import SAFE, does, remember
from scorarium.kernels.records import has_account
from scorarium.kernels.selves import own
from scorarium.kernels.serve import serve


@inner
def decide(p: Any, st: Any, sh: Any, first: int, n: int, t: int) -> None:
    """In which worlds each candidate is done (``cand_done``); who may be noticed, or is not told here, is busy."""
    if p.rows.has_lone:
        guess(p, st, sh, n, t)
    for m in range(sh.cand_first[n]):
        at = sh.cand_at[m]
        i: Any = np.int64(sh.cand_who[at])
        kind = sh.cand_kind[at]
        if not p.rows.passes[kind]:
            sh.busy[i - first] = 1
        elif p.acts.service[kind] < 0:
            if p.rows.has_lone:
                done = sh.cand_done[m]
                if sh.cand_unsure[m]:
                    done |= found_out(p, st, sh, i, t, kind, sh.cand_height[at], sh.cand_base[m], sh.cand_unsure[m])
            else:
                done = found_out(p, st, sh, i, t, kind, sh.cand_height[at], sh.cand_base[m], -1)
            if p.rows.form[kind] & 1:  # it has been done in all of them (``do_plain``)
                done = -1
            sh.cand_done[m] = done
            sh.busy[i - first] |= may_be_noticed(p, kind, done, sh.cand_sense[at])


@inner
def found_out(p: Any, st: Any, sh: Any, i: int, t: int, kind: int, height: float, base: float, unsure: int) -> int:
    """A bit for each of the worlds in which it was unsure whether a candidate is done, and is."""
    done = 0
    for w in range(p.sizes.worlds):
        if unsure >> w & 1:
            done |= int(does(p, st, sh, w, kind, i, t, height, base)) << w
    return done


@inner
def guess(p: Any, st: Any, sh: Any, n: int, t: int) -> None:
    """As ``mind.between`` and ``mind.settled``, where a single risk group is felt, for all candidates without branches.

    What bounds do not settle is left ``cand_unsure``.
    """
    for m in range(sh.cand_first[n]):
        sh.cand_done[m] = 0
        sh.cand_unsure[m] = 0
    for w in range(p.sizes.worlds):
        if p.rows.has_loners[w]:
            guess_in(p, st, sh, w, n, t)
        else:
            for m in range(sh.cand_first[n]):
                at = sh.cand_at[m]
                is_alone = p.rows.lone_way[w * p.rows.kinds + sh.cand_kind[at]] == ALONE
                sh.cand_done[m] |= np.int64(is_alone & (sh.cand_height[at] < sh.cand_base[m])) << w
                sh.cand_unsure[m] |= np.int64(not is_alone) << w


@inner
def guess_in(p: Any, st: Any, sh: Any, w: int, n: int, t: int) -> None:
    """The same for a world in which some act is answered by what is felt of one risk group alone."""
    for m in range(sh.cand_first[n]):
        at = sh.cand_at[m]
        i: Any = np.int64(sh.cand_who[at])
        row = w * p.rows.kinds + sh.cand_kind[at]
        height, base = sh.cand_height[at], sh.cand_base[m]
        g, way = p.rows.lone_group[row], p.rows.lone_way[row]
        left = p.minds.memory[t - st.felt[g, i]] * (1.0 / 64.0)
        known, a = st.known[g, i] * left, p.risks.prior_a[g, t]
        felt = (a + known) / (a + known + p.risks.prior_b[g, t] + st.unseen[g, i] * left)
        used = p.rows.lone_habit[row] * st.habit[w, i] if p.minds.habit else 0.0
        down, up = p.rows.lone_deters[row] * felt + used, p.rows.lone_draws[row] * felt - used
        least = base * (1.0 - SAFE) * (1.0 - down * (1.0 - down * (0.5 - down * (1.0 / 6.0))))
        is_sure = (way == LONE) & (height < least) | (way == ALONE) & (height < base)
        is_out = (way == LONE) & (height * (1.0 - up) >= base * (1.0 + SAFE))
        is_open = (is_sure == 0) & (is_out == 0) & (way != ALONE)
        sh.cand_done[m] |= np.int64(is_sure) << w
        sh.cand_unsure[m] |= np.int64(is_open) << w


@inner
def may_be_noticed(p: Any, kind: int, done: int, word: Any) -> int:
    """Whether some sense notices an act in a world in which it is done."""
    found = 0
    for g in range(p.rows.spot_first[kind], p.rows.spot_first[kind + 1]):
        coin: Any = np.int64(mix(word, p.rows.spot_salt[g]))
        found |= int(coin < p.rows.spot_limit[g]) & (done >> p.rows.spot_world[g])
    return found & 1


@inner
def live_quietly(p: Any, st: Any, sh: Any, first: int, n: int, t: int) -> None:
    """What those do who are not busy, in the order of candidates; then what they hear of their friends."""
    for m in range(sh.cand_first[n] if p.rows.has_passing else 0):
        at = sh.cand_at[m]
        i: Any = np.int64(sh.cand_who[at])
        if sh.busy[i - first]:
            continue
        kind = sh.cand_kind[at]
        if p.acts.service[kind] >= 0:
            if sh.cand_height[at] < sh.cand_base[m]:
                ask(p, st, sh, i, i - first, t, p.acts.service[kind], sh.cand_sense[at])
        else:
            pass_unnoticed(p, st, sh, i, t, kind, sh.cand_done[m], sh.cand_height[at] < sh.cand_base[m])
    for s in range(p.sizes.schemes if p.minds.hearsay else 0):
        for k in range(n):
            sh.chosen[k] = (st.near_sanction[s, first + k] != 0) & (sh.busy[k] == 0)
        told = compact(sh.chosen, n, sh.chosen_who)
        for one in range(told):
            fetch_ahead(p.ties.friends, 0, p.ties.friends_first[first + sh.chosen_who[min(told - 1, one + AHEAD)]])
            hear_of(p, st, s, first + sh.chosen_who[one], t)


@inner
def pass_unnoticed(p: Any, st: Any, sh: Any, i: int, t: int, kind: int, done: int, is_low: bool) -> None:
    """An act is done in some worlds and in others not, and nobody sees it: who did it learns from that."""
    if not p.rows.form[kind] & 1:
        harm, cost = p.acts.harm[kind] - p.acts.benefit[kind], p.acts.cost[kind]
        for w in range(p.sizes.worlds):
            here = done >> w & 1
            compare(p, st, sh, w, i, kind, here != 0, (done & 1) != 0)
            if p.minds.habit and p.worlds.punished[w, kind] and is_low:
                get_used(p, st, w, i, here == 0)
            sh.n_done[w, kind] += here
            st.done[w, i] += here
            sh.harm[w, p.people.district[i]] += here * harm
            st.welfare[w, i] -= here * cost
    for s in range(p.sizes.schemes):
        taught = p.rows.teaches[s * p.acts.n_acts + kind]
        if taught and done >> p.schemes.world[s] & 1 and has_account(p, st, s, i) and t < p.schemes.end_tick[s]:
            unseen = int(own(p, OWN_UNSEEN, p.minds.unseen, i))
            for g in range(p.risks.first[s], p.risks.first[s + 1]):
                if taught >> (g - p.risks.first[s]) & 1:
                    remember(p, st, g, i, t, 0, unseen)


@inner
def ask(p: Any, st: Any, sh: Any, i: int, k: int, t: int, v: int, word: int) -> None:
    """A demand: met as usual in every world in which no door is open to a consequence."""
    for w in range(p.sizes.worlds):
        if is_apart(p, st, w, v, i):
            serve(p, st, sh, w, i, k, t, v, word, 0, False)
        else:
            sh.n_answer[w, v, MET] += 1
            st.met[w, i] += 1
            sh.gained[w, k] += p.services.value[v]


@inner
def is_apart(p: Any, st: Any, w: int, v: int, i: int) -> bool:
    """Whether somebody stands where a consequence may meet them when they ask for a service."""
    row = w * p.sizes.services + v
    for j in range(p.rows.way_first[row], p.rows.way_first[row + 1]):
        at = p.rows.way_row[j]
        if p.rows.way_is_list[j]:
            if st.on[at, i]:
                return True
        elif st.tier[at, i] >= 0 and p.rows.way_mask[j] >> st.tier[at, i] & 1:
            return True
    return False
