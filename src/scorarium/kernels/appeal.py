"""Appeals against entries: under the scheme's procedure, or that of a list which has its own (``twin/appeal.py``)."""

from typing import Any

from scorarium.kernels.codes import APPEALABLE, DECIDE, FILE, HEARD, NEVER, PRIMARY, THEIRS
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import case_procedure, ticks_of, vary, vary_ticks
from scorarium.kernels.luck import words
from scorarium.kernels.records import is_standing, strike_out


@inner
def list_of_case(p: Any, st: Any, sh: Any, s: int, i: int, e: int) -> int:
    """The list in whose own procedure one appeals against an entry, -1: in the scheme's.

    The first that the entry grounds; on one that a state grounds, every entry to the worse.
    """
    if p.schemes.own_case[s] < 0:
        return -1
    for j in range(p.rows.list_first[s], p.rows.list_first[s + 1]):
        row = p.rows.list_row[j]
        if p.lists.procedure[row] >= 0 and st.on[row, i] & PRIMARY:
            if sh.grounded[e] >> p.lists.bit[row] & 1:
                return int(row)
            if st.grounds[row, i] == 0 and sh.points[e] * p.schemes.better[s] < 0:
                return int(row)
    return -1


@inner
def upheld(p: Any, st: Any, k: int, i: int, s: int, t: int, is_right: bool) -> float:
    """The chance that an appeal is upheld."""
    sc, by = p.schemes, p.by
    if is_right:
        return float(vary(p, st, sc.appeal_right[k], by.schemes_appeal_right[k], i, s, t, t, 0.0, 0))
    return float(vary(p, st, sc.appeal_wrong[k], by.schemes_appeal_wrong[k], i, s, t, t, 0.0, 0))


@inner
def decide(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """An appeal is decided by the truth of the case, with error."""
    sc = p.schemes
    if not 0 <= st.case_due[s, i] <= t:
        return
    k = case_procedure(p, st, s, i)
    st.case_due[s, i] = -1
    e = st.case_entry[s, i]
    if e < 0 or not is_standing(sh.flags[e], sh.grounded[e]):
        return
    share = upheld(p, st, k, i, s, t, sh.flags[e] & THEIRS != 0)
    if p.rules.erased[sh.rule[e]] or chance(words(p, DECIDE, t, i, sc.slot[s])[0], share):
        st.upheld[s, i] += 1
        strike_out(p, st, sh, s, i, t, e)
    else:
        sh.tries[e] = min(255, sh.tries[e] + 1)
        wait = vary_ticks(p, st, sc.appeal_wait[k], p.by.schemes_appeal_wait[k], i, s, t, t, 0.0, 0)
        st.case_next[s, i] = t + 1 + wait


@inner
def file(p: Any, st: Any, sh: Any, s: int, i: int, t: int) -> None:
    """Whoever knows of an entry may appeal: the oldest first, one case at a time."""
    sc = p.schemes
    if st.case_due[s, i] >= 0 or t < st.case_next[s, i]:
        return
    e = st.head[s, i]
    while e >= 0 and not may_appeal(p, st, sh, s, i, e, t):
        e = sh.following[e]
    if e < 0:
        return
    row = list_of_case(p, st, sh, s, i, e)
    k = p.lists.procedure[row] if row >= 0 else s
    w = words(p, FILE, t, i, sc.slot[s])
    if chance(w[0], vary(p, st, sc.appeal_rate[k], p.by.schemes_appeal_rate[k], i, s, t, t, 0.0, 0)):
        st.filed[s, i] += 1
        st.case_entry[s, i] = e
        st.case_due[s, i] = min(NEVER, t + ticks_of(p, st, sc.appeal_decided[k], i, s, t, w, 0.0, 0))
        if sc.own_case[s] >= 0:
            st.case_under[sc.own_case[s], i] = k


@inner
def may_appeal(p: Any, st: Any, sh: Any, s: int, i: int, e: int, t: int) -> bool:
    """Whether an entry is known, stands, and is neither too fresh nor too old nor tried too often."""
    sc, by = p.schemes, p.by
    made = sh.tick[e]
    if sc.own_case[s] < 0 and sh.flags[e] & APPEALABLE == 0:
        return False
    if sh.points[e] * sc.better[s] > 0 or made >= t or not is_standing(sh.flags[e], sh.grounded[e]):
        return False
    row = list_of_case(p, st, sh, s, i, e)
    k = p.lists.procedure[row] if row >= 0 else s
    if not sc.appeal[k] or not is_known(p, st, sh, s, i, e, t, k, row):
        return False
    if t - made > vary_ticks(p, st, sc.appeal_within[k], by.schemes_appeal_within[k], i, s, t, made, 0.0, 0):
        return False
    return sh.tries[e] < vary(p, st, sc.appeal_tries[k], by.schemes_appeal_tries[k], i, s, t, made, 0.0, 0)


@inner
def is_known(p: Any, st: Any, sh: Any, s: int, i: int, e: int, t: int, k: int, row: int) -> bool:
    """Whether the person has learnt that they can appeal: one coin for each entry, in a list's procedure another."""
    if row < 0:
        return sh.flags[e] & APPEALABLE != 0
    made = sh.tick[e]
    known = vary(p, st, p.schemes.appeal_known[k], p.by.schemes_appeal_known[k], i, s, t, made, 0.0, 0)
    word = words(p, HEARD, made, i, p.lists.slot[row])[0]
    return chance(mix(word, p.rules.salt[sh.rule[e]]), known)
