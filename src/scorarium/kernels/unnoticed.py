"""What people do and nobody notices: decided, and done, for a whole block at once (``engine/rows_of_unnoticed.py``).

Most acts leave no trace: no sense sees them, so all that comes of them is counts, harm, habit, and the experience of
having got away with it. Those whose every candidate ends like that, and whose standing does not change, are not lived
one by one (``passes.live_person``). What is decided here is decided by the same functions as there.
"""

from typing import Any

import numpy as np

from scorarium.kernels.act import compare
from scorarium.kernels.codes import MET, OWN_UNSEEN
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import mix
from scorarium.kernels.feel import get_used, hear_of
from scorarium.kernels.mind import does, remember
from scorarium.kernels.records import has_account
from scorarium.kernels.selves import own
from scorarium.kernels.serve import serve


@inner
def decide(p: Any, st: Any, sh: Any, first: int, n: int, t: int) -> None:
    """In which worlds each candidate is done (``cand_done``); who may be noticed, or is not told here, is busy."""
    for m in range(sh.cand_first[n]):
        at = sh.cand_at[m]
        i: Any = np.int64(sh.cand_who[at])
        kind = sh.cand_kind[at]
        if not p.rows.passes[kind]:
            sh.busy[i - first] = 1
        elif p.acts.service[kind] < 0:
            done = done_in(p, st, sh, i, t, kind, sh.cand_height[at], sh.cand_base[m])
            sh.cand_done[m] = done
            sh.busy[i - first] |= may_be_noticed(p, kind, done, sh.cand_sense[at])


@inner
def done_in(p: Any, st: Any, sh: Any, i: int, t: int, kind: int, height: float, base: float) -> int:
    """A bit for each world in which a candidate is done; what is plain has been done in all of them (``do_plain``)."""
    if p.rows.form[kind] & 1:
        return -1
    done = 0
    for w in range(p.sizes.worlds):
        done |= int(does(p, st, sh, w, kind, i, t, height, base)) << w
    return done


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
            if st.near_sanction[s, first + k] and not sh.busy[k]:
                hear_of(p, st, s, first + k, t)


@inner
def pass_unnoticed(p: Any, st: Any, sh: Any, i: int, t: int, kind: int, done: int, is_low: bool) -> None:
    """An act is done in some worlds and in others not, and nobody sees it: who did it learns from that."""
    if not p.rows.form[kind] & 1:
        harm, cost = p.acts.harm[kind] - p.acts.benefit[kind], p.acts.cost[kind]
        for w in range(p.sizes.worlds):
            is_done = (done >> w & 1) != 0
            compare(p, st, sh, w, i, kind, is_done, (done & 1) != 0)
            if p.minds.habit and p.worlds.punished[w, kind] and is_low:
                get_used(p, st, w, i, not is_done)
            if is_done:
                sh.n_done[w, kind] += 1
                st.done[w, i] += 1
                sh.harm[w, p.people.district[i]] += harm
                st.welfare[w, i] -= cost
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
