"""Appeals against entries: under the scheme's procedure, or that of a list which has its own."""

from scorarium.names import NEVER, Decision, Flag, Listed
from scorarium.twin.draws import chance, mix
from scorarium.twin.look import case_procedure, ticks_of, vary, vary_ticks
from scorarium.twin.sim import Entry, Sim


def procedure_for(sim: Sim, row: int, s: int) -> int:
    """The procedure against what puts people on a list."""
    own = sim.lists.procedure[row]
    return int(own if own >= 0 else s)


def procedure_of(sim: Sim, s: int, i: int, e: Entry) -> tuple[int, int]:
    """(procedure, list) in which one appeals against an entry; the list is -1 where it is the scheme's.

    Of the lists with a procedure of their own, the first that the entry grounds; on one that a state grounds, every
    entry to the worse.
    """
    if sim.schemes.own_case[s] < 0:
        return s, -1
    for row in [row for row in range(sim.sizes.lists) if sim.lists.scheme[row] == s]:
        if sim.lists.procedure[row] >= 0 and sim.state.on[row][i] & Listed.PRIMARY:
            by_state = sim.state.grounds[row][i] == 0 and e.points * sim.schemes.better[s] < 0
            if e.grounded >> sim.lists.bit[row] & 1 or by_state:
                return sim.lists.procedure[row], row
    return s, -1


def upheld(sim: Sim, k: int, i: int, s: int, t: int, *, is_right: bool) -> float:
    """The chance that an appeal is upheld."""
    sc, by = sim.schemes, sim.by
    if is_right:
        return vary(sim, sc.appeal_right[k], by.schemes_appeal_right[k], i, s, t)
    return vary(sim, sc.appeal_wrong[k], by.schemes_appeal_wrong[k], i, s, t)


def is_decided(sim: Sim, s: int, i: int, t: int) -> Entry | None:
    """The entry of a case that is decided now and won; a case lost may be tried again after a while."""
    st, sc = sim.state, sim.schemes
    if not 0 <= st.case_due[s][i] <= t:
        return None
    k = case_procedure(sim, s, i)
    st.case_due[s][i] = -1
    e = sim.cases.pop((s, i))
    if not is_standing(e):
        return None
    p = upheld(sim, k, i, s, t, is_right=e.is_theirs)
    if sim.rules.erased[e.rule] or chance(sim.luck.block(Decision.DECIDE, t, i, sc.slot[s])[0], p):
        st.upheld[s][i] += 1
        return e
    e.tries += 1
    st.case_next[s][i] = t + 1 + vary_ticks(sim, sc.appeal_wait[k], sim.by.schemes_appeal_wait[k], i, s, t)
    return None


def is_standing(e: Entry) -> bool:
    """Whether an entry still counts, still stands in the base or in the file, or grounds a listing."""
    return bool(e.flags & (Flag.LIVE | Flag.FOLDED) or e.grounded) and not e.flags & Flag.GONE


def file(sim: Sim, s: int, i: int, t: int) -> None:
    """Whoever knows of an entry may appeal: the oldest first, one case at a time."""
    st, sc = sim.state, sim.schemes
    if not sc.hears[s] or st.case_due[s][i] >= 0 or t < st.case_next[s][i]:
        return
    e = next((e for e in sim.record[s][i] if may_appeal(sim, s, i, e, t)), None)
    if e is None:
        return
    k, _ = procedure_of(sim, s, i, e)
    words = sim.luck.block(Decision.FILE, t, i, sc.slot[s])
    if chance(words[0], vary(sim, sc.appeal_rate[k], sim.by.schemes_appeal_rate[k], i, s, t)):
        st.filed[s][i] += 1
        sim.cases[(s, i)] = e
        st.case_due[s][i] = min(NEVER, t + ticks_of(sim, sc.appeal_decided[k], i, s, t, words))
        if sc.own_case[s] >= 0:
            st.case_under[sc.own_case[s]][i] = k


def may_appeal(sim: Sim, s: int, i: int, e: Entry, t: int) -> bool:
    """Whether an entry is known, no reward, stands, and is neither too old nor tried too often."""
    sc, by = sim.schemes, sim.by
    if e.points * sc.better[s] > 0 or not is_standing(e) or e.tick >= t:
        return False
    k, row = procedure_of(sim, s, i, e)
    return bool(
        sc.appeal[k]
        and is_known(sim, s, i, e, t, k, row)
        and t - e.tick <= vary_ticks(sim, sc.appeal_within[k], by.schemes_appeal_within[k], i, s, t, at=e.tick)
        and e.tries < vary(sim, sc.appeal_tries[k], by.schemes_appeal_tries[k], i, s, t, at=e.tick)
    )


def is_known(sim: Sim, s: int, i: int, e: Entry, t: int, k: int, row: int) -> bool:
    """Whether the person has learnt that they can appeal: one coin for each entry, in a list's procedure another."""
    if row < 0:
        return bool(e.flags & Flag.APPEALABLE)
    known = vary(sim, sim.schemes.appeal_known[k], sim.by.schemes_appeal_known[k], i, s, t, at=e.tick)
    word = sim.luck.block(Decision.HEARD, e.tick, i, sim.lists.slot[row])[0]
    return chance(mix(word, sim.rules.salt[e.rule]), known)
