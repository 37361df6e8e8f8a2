"""Phase *recover*: what falls due before anybody acts. Terms, decay, repairs, appeals, enrolment."""

from scorarium.names import LEFT, NEVER, ON_RECORD, OUTSIDE, POINT, Decision, Flag, Listed, ScoreKind
from scorarium.twin.appeal import file, is_decided, procedure_for, upheld
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance
from scorarium.twin.look import holds, in_world, signed, value, vary, vary_ticks, vary_units
from scorarium.twin.ratings import begin_anew
from scorarium.twin.sim import Entry, Sim
from scorarium.twin.towards import begin_reputation


def recover(sim: Sim, i: int, t: int) -> None:
    """Everything that falls due for one person at tick ``t``, in every world."""
    closed = settle(sim, i, t)
    forget_month(sim, i, t)
    for s in range(sim.sizes.schemes):
        count_days(sim, s, i)
        enrol_or_end(sim, s, i, t)
        if has_account(sim, s, i):
            decay(sim, s, i, t)
            expire(sim, s, i, t, closed[sim.world_of(s)])
            repair(sim, s, i, t, closed)
            won = is_decided(sim, s, i, t)
            if won is not None:
                strike_out(sim, s, i, t, won)
            file(sim, s, i, t)
        release(sim, s, i, t, closed[sim.world_of(s)])


def forget_month(sim: Sim, i: int, t: int) -> None:
    """What was had of services a year ago cannot be claimed back any more."""
    if sim.month(t) > sim.month(t - 1):
        for row in range(sim.sizes.had):
            sim.state.had[row][sim.month(t) % 13][i] = 0


def lists_of(sim: Sim, s: int) -> list[int]:
    """Rows of a scheme's lists."""
    return [row for row in range(sim.sizes.lists) if sim.lists.scheme[row] == s]


def count_days(sim: Sim, s: int, i: int) -> None:
    """Days are counted at the start of the tick, before anything is put right."""
    st = sim.state
    st.wrong_entry_ticks[s][i] += st.wrong_live[s][i]
    for row in lists_of(sim, s):
        if st.on[row][i]:
            st.listed_ticks[row][i] += 1
            if st.on[row][i] & Listed.WRONGFUL:
                st.wrong_ticks[row][i] += 1


def settle(sim: Sim, i: int, t: int) -> list[int]:
    """What stands open may be settled: the same draw in every world. Returns, per world, a mask of what was."""
    closed = [0] * sim.sizes.worlds
    for o, q in enumerate(sim.acts.open_settled):
        word = None
        for w in range(sim.sizes.worlds):
            if sim.state.open_since[o][w][i] >= 0:
                if word is None:
                    word = sim.luck.block(Decision.SETTLE, t, i, o)[0]
                if chance(word, value(sim, in_world(sim, q, w), i, 0, t)):
                    sim.state.open_since[o][w][i] = -1
                    closed[w] |= 1 << o
    return closed


def enrol_or_end(sim: Sim, s: int, i: int, t: int) -> None:
    """The scheme reaches the person, or ends."""
    st, sc = sim.state, sim.schemes
    if t >= sc.end_tick[s]:
        if st.enrolled[s][i] != LEFT:
            st.enrolled[s][i] = LEFT
            st.tier[s][i] = -1
            for row in lists_of(sim, s):
                st.on[row][i] = 0
        return
    if not may_enrol(sim, s, i, t):
        return
    if sc.innovation[s] < 0 and st.enrolled[s][i] in (OUTSIDE, ON_RECORD):
        enrol(sim, s, i, t)
    elif sc.records_all[s] and st.enrolled[s][i] == OUTSIDE:
        open_account(sim, s, i, t)
        st.enrolled[s][i] = ON_RECORD


def has_account(sim: Sim, s: int, i: int) -> bool:
    """Whether entries are made: of members, and of those on record where a scheme records everybody."""
    now = sim.state.enrolled[s][i]
    return bool(now >= 0 or (now <= ON_RECORD and sim.schemes.records_all[s]))


def may_enrol(sim: Sim, s: int, i: int, t: int) -> bool:
    """Whether the scheme wants the person and has reached the district."""
    return sim.eligible[s][i] and t >= sim.schemes.start_tick[s][sim.people.district[i]]


def enrol(sim: Sim, s: int, i: int, t: int) -> None:
    """A new member, who goes on from what is on record."""
    if sim.state.enrolled[s][i] != ON_RECORD:
        open_account(sim, s, i, t)
    sim.state.enrolled[s][i] = t


def open_account(sim: Sim, s: int, i: int, t: int) -> None:
    """A new account."""
    st = sim.state
    start = clamp(sim, s, round_half_up(value(sim, sim.schemes.start[s], i, s, t) * POINT))
    st.score[s][i] = start
    begin(sim, s, i, start)
    st.last_harm[s][i] = t


def begin(sim: Sim, s: int, i: int, score: int) -> None:
    """The base is the score; beside factors and marks it is what rules add, and begins at nought."""
    sim.state.base[s][i] = 0 if is_free(sim, s) else score
    if sim.ratings.of_scheme[s] >= 0:
        begin_anew(sim, s, i, score)
    if sim.reputations.of_scheme[s] >= 0:
        begin_reputation(sim, s, i, score)


def is_free(sim: Sim, s: int) -> bool:
    """Whether the base is only what rules add to a score that comes about otherwise."""
    return sim.schemes.kind[s] in (ScoreKind.FACTORS, ScoreKind.RATINGS)


def clamp(sim: Sim, s: int, points: int) -> int:
    """Points within the scheme's bounds."""
    return int(max(sim.schemes.low[s], min(sim.schemes.high[s], points)))


def bounded(sim: Sim, s: int, base: int) -> int:
    """The base within the scheme's bounds; beside factors and marks it is what rules add, and free."""
    return base if is_free(sim, s) else clamp(sim, s, base)


def decay(sim: Sim, s: int, i: int, t: int) -> None:
    """The base drifts towards its resting place."""
    kept = vary(sim, sim.schemes.decay[s], sim.by.schemes_decay[s], i, s, t)
    if kept < 1.0:
        rest = vary_units(sim, sim.schemes.decay_towards[s], sim.by.schemes_decay_towards[s], i, s, t)
        sim.state.base[s][i] = rest + round_half_up((sim.state.base[s][i] - rest) * kept)


def expire(sim: Sim, s: int, i: int, t: int, closed: int) -> None:
    """Entries whose clock has run out, or whose debt is settled, end; what nobody looks at any more is forgotten."""
    kept: list[Entry] = []
    record = sim.record[s][i]
    for place, e in enumerate(record):
        if e.flags & Flag.LIVE:
            sim.record[s][i] = [*kept, *record[place:]]  # what is forgotten is not counted by conditions that follow
            o = sim.rules.until_settled[e.rule]
            until = sim.rules.until[e.rule]
            if e.expiry <= t or (o >= 0 and closed >> o & 1) or (until >= 0 and holds(sim, until, i, s, t)):
                end(sim, s, i, e)
        standing = e.flags & (Flag.LIVE | Flag.PENDING | Flag.FOLDED)
        if standing or t - e.tick < sim.rules.keep[e.rule]:
            kept.append(e)
        else:
            e.grounded = 0
    sim.record[s][i] = kept


def harmful_part(sim: Sim, s: int, points: int) -> int:
    """Points that lead away from better, as a positive number."""
    return int(max(0, -points * sim.schemes.better[s]))


def end(sim: Sim, s: int, i: int, e: Entry) -> None:
    """A live entry stops counting."""
    st = sim.state
    e.flags &= ~Flag.LIVE
    count(sim, s, i, e.rule, -e.points, -1)
    st.harm_live[s][i] -= harmful_part(sim, s, e.points)
    if not e.is_theirs:
        st.wrong_live[s][i] -= 1


def count(sim: Sim, s: int, i: int, rule: int, points: int, entries: int) -> None:
    """Live points go to the score, or to the factor that the rule feeds."""
    st, factor = sim.state, sim.rules.factor[rule]
    if factor < 0:
        st.live[s][i] += points
    else:
        st.factor_sum[factor][i] += points
        st.factor_count[factor][i] += entries


def put(sim: Sim, s: int, i: int, value: int) -> None:
    """The score is put to a value: live entries end, the base is the value."""
    for e in sim.record[s][i]:
        if e.flags & Flag.LIVE:
            end(sim, s, i, e)
        elif e.flags & Flag.FOLDED:
            forget_folded(sim, s, i, e)
    begin(sim, s, i, clamp(sim, s, value))


def forget_folded(sim: Sim, s: int, i: int, e: Entry) -> None:
    """A permanent entry no longer shows in the base."""
    e.flags &= ~Flag.FOLDED
    if sim.rules.factor[e.rule] >= 0:
        count(sim, s, i, e.rule, -e.points, -1)
    if not e.is_theirs:
        sim.state.wrong_live[s][i] -= 1


def repair(sim: Sim, s: int, i: int, t: int, closed: list[int]) -> None:
    """Repairs under way are judged; new ones are sought."""
    rp, st, by = sim.repairs, sim.state, sim.by
    for p in range(sim.sizes.repairs):
        if rp.scheme[p] != s:
            continue
        if t > 0 and sim.ends_period(t - 1, rp.limit_num[p], rp.limit_den[p]):
            st.repair_used[p][i] = 0
        is_left = rp.limit[p] == 0 or st.repair_used[p][i] < rp.limit[p]
        if st.repair_due[p][i] < 0 and is_left and holds(sim, rp.when[p], i, s, t):
            sought = vary(sim, rp.sought[p], by.repairs_sought[p], i, s, t)
            if chance(sim.luck.block(Decision.REPAIR, t, i, rp.slot[p])[0], sought):
                st.repair_due[p][i] = min(NEVER, t + vary_ticks(sim, rp.takes[p], by.repairs_takes[p], i, s, t))
                st.repair_used[p][i] += 1
                cost = vary_units(sim, rp.cost[p], by.repairs_cost[p], i, s, t)
                st.fines[sim.world_of(s)][i] += cost
                st.welfare[sim.world_of(s)][i] -= cost
        if 0 <= st.repair_due[p][i] <= t:
            st.repair_due[p][i] = -1
            passes = vary(sim, rp.passes[p], by.repairs_passes[p], i, s, t)
            if chance(sim.luck.block(Decision.PASS, t, i, rp.slot[p])[0], passes):
                succeed(sim, p, s, i, t, closed)


def succeed(sim: Sim, p: int, s: int, i: int, t: int, closed: list[int]) -> None:
    """A repair bears fruit."""
    rp, st = sim.repairs, sim.state
    points = vary_units(sim, rp.points[p], sim.by.repairs_points[p], i, s, t)
    if points:
        st.base[s][i] = bounded(sim, s, st.base[s][i] + points)
    for o in range(sim.sizes.opens):
        if rp.settles[p] >> o & 1 and st.open_since[o][sim.world_of(s)][i] >= 0:
            st.open_since[o][sim.world_of(s)][i] = -1
            closed[sim.world_of(s)] |= 1 << o
    for e in sim.record[s][i]:
        if e.flags & Flag.LIVE and sim.rules.until_repaired[e.rule]:
            end(sim, s, i, e)
    for row in lists_of(sim, s):
        if rp.ends[p] >> sim.lists.bit[row] & 1 and st.on[row][i]:
            leave(sim, row, s, i, t)
    if rp.sets[p]:
        put(sim, s, i, vary_units(sim, rp.value[p], sim.by.repairs_value[p], i, s, t))


def leave(sim: Sim, row: int, s: int, i: int, t: int) -> None:
    """A person goes off a list."""
    strike_off(sim, row, s, i)
    if sim.lists.leaving_sets[row]:
        put(sim, s, i, vary_units(sim, sim.lists.leaving_value[row], sim.by.lists_leaving_value[row], i, s, t))
    points = leaving_points(sim, row, s, i, t)
    if points:
        sim.state.base[s][i] = bounded(sim, s, sim.state.base[s][i] + points)


def leaving_points(sim: Sim, row: int, s: int, i: int, t: int) -> int:
    """By how much leaving a list moves the score."""
    return vary_units(sim, sim.lists.leaving_points[row], sim.by.lists_leaving_points[row], i, s, t)


def strike_off(sim: Sim, row: int, s: int, i: int) -> None:
    """A listing ends without more ado."""
    st = sim.state
    st.on[row][i] = 0
    st.until[row][i] = 0
    st.grounds[row][i] = 0
    for e in sim.record[s][i]:
        e.grounded &= ~(1 << sim.lists.bit[row])


def strike_out(sim: Sim, s: int, i: int, t: int, e: Entry) -> None:
    """An entry goes; its points return; listings that it alone grounded fall; copies are corrected, with luck."""
    st = sim.state
    if e.flags & Flag.LIVE:
        end(sim, s, i, e)
    elif e.flags & Flag.FOLDED:
        forget_folded(sim, s, i, e)
        if sim.rules.factor[e.rule] < 0:
            st.base[s][i] = bounded(sim, s, st.base[s][i] - e.points)
    e.flags |= Flag.GONE
    for row in lists_of(sim, s):
        if e.grounded >> sim.lists.bit[row] & 1:
            e.grounded &= ~(1 << sim.lists.bit[row])
            st.grounds[row][i] -= 1
            if st.grounds[row][i] == 0:
                strike_off(sim, row, s, i)
    for x in range(sim.sizes.copies):
        if sim.copies.scheme[x] == s and st.copy_until[x][i] > t:
            reaches = vary(sim, sim.copies.reaches[x], sim.by.copies_reaches[x], i, s, t)
            if chance(sim.luck.block(Decision.COPY, t, i, sim.copies.slot[x])[0], reaches):
                after = vary_ticks(sim, sim.copies.after[x], sim.by.copies_after[x], i, s, t)
                st.copy_until[x][i] = min(st.copy_until[x][i], t + after)


def release(sim: Sim, s: int, i: int, t: int, closed: int) -> None:
    """Listings whose term has run out, or whose debt has just been settled, end before anybody acts."""
    st, ls = sim.state, sim.lists
    for row in lists_of(sim, s):
        if st.on[row][i] & Listed.PRIMARY:
            g = standing_ground(sim, row, i)
            mask = ls.settled[row] if ls.ground_settled[g] < 0 else ls.ground_settled[g]
            settled = mask & closed and is_all_settled(sim, mask, sim.world_of(s), i)
            if st.until[row][i] <= t or settled or is_lifted(sim, row, g, s, i, t):
                leave(sim, row, s, i, t)


def is_all_settled(sim: Sim, mask: int, w: int, i: int) -> bool:
    """Whether nothing of the mask stands open."""
    return all(sim.state.open_since[o][w][i] < 0 for o in range(sim.sizes.opens) if mask >> o & 1)


def standing_ground(sim: Sim, row: int, i: int) -> int:
    """The ground on which a listing runs."""
    k = sim.lists.own_ground[row]
    return int(sim.lists.ground_first[row] + (sim.state.ground[k][i] if k >= 0 else 0))


def until_of(sim: Sim, row: int, i: int) -> int:
    """The condition that ends a listing, -1."""
    own = sim.lists.ground_until[standing_ground(sim, row, i)]
    return int(sim.lists.until[row] if own == -2 else own)


def is_lifted(sim: Sim, row: int, g: int, s: int, i: int, t: int) -> bool:
    """Whether a review takes the person off the list: the proposal is made once more."""
    since = t - sim.state.since[row][i]
    every = vary_ticks(sim, sim.lists.ground_review[g], sim.by.lists_ground_review[g], i, s, t)
    if every == 0 or since <= 0 or since % every:
        return False
    words = sim.luck.block(Decision.REVIEW, t, i, sim.lists.slot[row])
    return not signs(sim, row, g, s, i, t, words[0], words[1], not sim.state.on[row][i] & Listed.WRONGFUL)


def signs(sim: Sim, row: int, g: int, s: int, i: int, t: int, word: int, case_word: int, is_right: bool) -> bool:
    """Whether the one who signs follows; who weighs the case finds what an appeal would."""
    ls = sim.lists
    share = signed(sim, ls.ground_follows[g], ls.ground_bias[g], i, s, t)
    if share < 1.0 and not chance(word, share):
        return False
    if not ls.ground_weighs[g]:
        return True
    return not chance(case_word, upheld(sim, procedure_for(sim, row, s), i, s, t, is_right=is_right))
