"""Phase *stand*: tiers, lists, copies, and what follows at once."""

from scorarium.names import NEVER, POINT, Decision, Effect, Flag, Listed, Relation, Repeat
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance, mix
from scorarium.twin.look import (
    carried_out,
    holds,
    least_amount,
    related,
    ticks_of,
    value,
    vary,
    vary_ticks,
    vary_units,
    whole_ticks,
)
from scorarium.twin.mind import remember
from scorarium.twin.recover import leave, lists_of, signs, until_of
from scorarium.twin.sim import Sim, Strike


def stand(sim: Sim, s: int, i: int, t: int, strikes: list[Strike]) -> None:
    """Where the person stands in one scheme at the end of tick ``t``."""
    note_moments(sim, s, i, t, strikes)
    if sim.is_running(s, t):
        if sim.state.enrolled[s][i] >= 0:
            place(sim, s, i, t)
        for row in lists_of(sim, s):
            if sim.state.enrolled[s][i] >= 0:
                put_on_list(sim, row, s, i, t, strikes)
            spread(sim, row, s, i, t)
        copy(sim, s, i, t, strikes)
        if sim.state.enrolled[s][i] >= 0:
            sanction(sim, s, i, t, strikes)


def note_moments(sim: Sim, s: int, i: int, t: int, strikes: list[Strike]) -> None:
    """Entries of this tick for which others ask."""
    for fact, scheme in enumerate(sim.facts.scheme):
        if scheme == s and sim.facts.moment[fact]:
            sim.state.struck[fact][i] = int(holds(sim, sim.facts.program[fact], i, s, t, strikes))


def place(sim: Sim, s: int, i: int, t: int) -> None:
    """The tier: the highest border reached; the way back needs the margin; some tiers hold for a while."""
    st, sc = sim.state, sim.schemes
    now = st.tier[s][i]
    row_now = next((j for j in range(sc.tier_first[s], sc.tier_first[s + 1]) if sc.tier_code[j] == now), -1)
    since = st.tier_since[s][i]
    if row_now >= 0 and t < since + vary_ticks(
        sim, sc.tier_lasts[row_now], sim.by.tiers_lasts[row_now], i, s, t, at=since
    ):
        return
    found, highest = -1, -(2**31)
    for j in range(sc.tier_first[s], sc.tier_first[s + 1]):
        if sc.tier_when[j] >= 0 and not holds(sim, sc.tier_when[j], i, s, t):
            continue
        if sc.tier_from[j] == -(2**31):
            found = j
            break
        start = vary_units(sim, sc.tier_from[j], sim.by.tiers_from[j], i, s, t)
        if start >= highest and st.score[s][i] >= border(sim, s, i, t, j, row_now, start):
            found, highest = j, start
    code = sc.tier_code[found] if found >= 0 else -1
    if code != now:
        st.tier[s][i] = code
        st.tier_since[s][i] = t


def border(sim: Sim, s: int, i: int, t: int, j: int, row_now: int, start: int) -> int:
    """The lowest score of tier ``j`` for somebody who stands in ``row_now``: moving to the better needs the margin."""
    sc = sim.schemes
    if row_now < 0 or sc.tier_from[row_now] == -(2**31):
        return start
    higher = row_now if sc.better[s] < 0 else j
    margin = vary_units(sim, sc.tier_margin[higher], sim.by.tiers_margin[higher], i, s, t)
    if sc.better[s] > 0:
        return start + margin if j > row_now else start
    return start - margin if j == row_now else start


def put_on_list(sim: Sim, row: int, s: int, i: int, t: int, strikes: list[Strike]) -> None:
    """Grounds of this tick, then conditions that end the listing."""
    ls, held = sim.lists, False
    for g in range(ls.ground_first[row], ls.ground_first[row + 1]):
        if ls.ground_moment[g]:
            for strike in strikes:
                if holds(sim, ls.ground_enter[g], i, s, t, [strike]) and follows(sim, row, g, s, i, t, strike):
                    enter_by_moment(sim, row, g, s, i, t, strike)
        elif holds(sim, ls.ground_enter[g], i, s, t, strikes):
            held = True
            enter_by_state(sim, row, g, s, i, t)
    if not sim.state.on[row][i] & Listed.PRIMARY:
        return
    untimed = sim.state.until[row][i] == NEVER and sim.state.grounds[row][i] == 0
    until = until_of(sim, row, i)
    if until >= 0:
        if holds(sim, until, i, s, t):
            leave(sim, row, s, i, t)
    elif untimed and not held and is_while(sim, row):
        leave(sim, row, s, i, t)


def is_while(sim: Sim, row: int) -> bool:
    """Whether a listing without a term ends with its state: nothing else ends it."""
    ls = sim.lists
    return not ls.settled[row] and not ls.ground_forever[ls.ground_first[row]] and not is_repaired(sim, row)


def is_repaired(sim: Sim, row: int) -> bool:
    """Whether some repair ends the list."""
    s, bit = sim.lists.scheme[row], sim.lists.bit[row]
    return any(sim.repairs.scheme[p] == s and sim.repairs.ends[p] >> bit & 1 for p in range(sim.sizes.repairs))


def follows(sim: Sim, row: int, g: int, s: int, i: int, t: int, strike: Strike) -> bool:
    """Whether the one who signs does what the rule proposes."""
    words = sim.luck.block(Decision.LASTS, t, i, sim.lists.slot[row])
    is_signed = signs(sim, row, g, s, i, t, words[3], words[2], strike.entry.is_theirs)
    propose(sim, row, i, is_signed)
    return is_signed


def propose(sim: Sim, row: int, i: int, is_signed: bool) -> None:
    """Counts a proposal, and whether it is followed."""
    k = sim.lists.decided[row]
    if k >= 0:
        sim.state.proposed[k][i] += 1
        sim.state.overridden[k][i] += not is_signed


def list_term(sim: Sim, row: int, g: int, s: int, i: int, t: int) -> int:
    """How long a ground holds a person, this listing counted."""
    ls = sim.lists
    if ls.ground_forever[g]:
        return NEVER
    q = ls.lasts[row] if ls.ground_lasts[g] == -2 else ls.ground_lasts[g]
    words = sim.luck.block(Decision.LASTS, t, i, ls.slot[row])
    return ticks_of(sim, q, i, s, t, words, repeat=times_listed(sim, row, s, i, t))


def times_listed(sim: Sim, row: int, s: int, i: int, t: int) -> int:
    """How often the person has been listed, this time included: ever, or within the window (at most the last 8)."""
    k = sim.lists.struck[row]
    if k < 0:
        return int(sim.state.times[row][i])
    within = vary_ticks(sim, sim.lists.repeat_within[row], sim.by.lists_repeat_within[row], i, s, t)
    return sum(1 for back in range(8) if t - sim.state.listings[k][back][i] < within)


def list_anew(sim: Sim, row: int, g: int, i: int, t: int, flags: int) -> None:
    """A new listing."""
    st = sim.state
    if not st.on[row][i]:
        st.since[row][i] = t
    st.on[row][i] = (st.on[row][i] & Listed.SPREAD) | flags
    st.times[row][i] = min(255, st.times[row][i] + 1)
    st.grounds[row][i] = 0
    k = sim.lists.struck[row]
    if k >= 0:
        for back in range(7, 0, -1):
            st.listings[k][back][i] = st.listings[k][back - 1][i]
        st.listings[k][0][i] = t


def run_on(sim: Sim, row: int, g: int, i: int) -> None:
    """The listing runs on a ground from now on."""
    k = sim.lists.own_ground[row]
    if k >= 0:
        sim.state.ground[k][i] = g - sim.lists.ground_first[row]


def enter_by_moment(sim: Sim, row: int, g: int, s: int, i: int, t: int, strike: Strike) -> None:
    """An entry as ground: the three repeat laws."""
    st, repeat = sim.state, sim.lists.ground_repeat[g]
    fresh = not st.on[row][i] & Listed.PRIMARY
    if not fresh and repeat == Repeat.IGNORED:
        return
    if fresh:
        list_anew(sim, row, g, i, t, Listed.PRIMARY | (0 if strike.entry.is_theirs else Listed.WRONGFUL))
    elif strike.entry.is_theirs:
        st.on[row][i] &= ~Listed.WRONGFUL
    run_on(sim, row, g, i)
    term = list_term(sim, row, g, s, i, t)
    if fresh:
        st.until[row][i] = min(NEVER, t + term)
    elif repeat == Repeat.ADDS:
        st.until[row][i] = min(NEVER, max(st.until[row][i], t) + term)
    else:
        st.until[row][i] = min(NEVER, max(st.until[row][i], t + term))
    st.grounds[row][i] = min(255, st.grounds[row][i] + 1)
    strike.entry.grounded |= 1 << sim.lists.bit[row]


def enter_by_state(sim: Sim, row: int, g: int, s: int, i: int, t: int) -> None:
    """A state as ground: it holds a person while it holds, and the term counts from its end."""
    st = sim.state
    fresh = not st.on[row][i] & Listed.PRIMARY
    if fresh:
        if not is_agreed(sim, row, g, s, i, t):
            return
        list_anew(sim, row, g, i, t, Listed.PRIMARY | (Listed.WRONGFUL if is_wronged(sim, s, i) else 0))
    elif sim.lists.ground_repeat[g] == Repeat.IGNORED:
        return
    run_on(sim, row, g, i)
    term = list_term(sim, row, g, s, i, t)
    st.until[row][i] = min(NEVER, t + term) if fresh else max(st.until[row][i], min(NEVER, t + term))


def is_agreed(sim: Sim, row: int, g: int, s: int, i: int, t: int) -> bool:
    """Whether the one who signs follows a state: one coin for each listing, counted once."""
    st, k = sim.state, sim.lists.decided[row]
    if k < 0:
        return True
    words, times = sim.luck.block(Decision.SPREAD, 0, i, sim.lists.slot[row]), st.times[row][i]
    is_signed = signs(sim, row, g, s, i, t, mix(words[1], times), mix(words[2], times), not is_wronged(sim, s, i))
    if is_signed or st.declined[k][i] != times + 1:
        propose(sim, row, i, is_signed)
    st.declined[k][i] = times + 1
    return is_signed


def is_wronged(sim: Sim, s: int, i: int) -> bool:
    """Whether standing entries that are not the person's own weigh on the score."""
    return any(
        not e.is_theirs and e.flags & (Flag.LIVE | Flag.FOLDED) and e.points * sim.schemes.better[s] < 0
        for e in sim.record[s][i]
    )


def spread(sim: Sim, row: int, s: int, i: int, t: int) -> None:
    """Joint punishment: listed while somebody near was listed at the end of the last tick."""
    first, last = sim.lists.spread_first[row], sim.lists.spread_first[row + 1]
    if first == last:
        return
    st, reached = sim.state, [reach(sim, x, row, s, i, t) for x in range(first, last)]
    if not any(reached):
        st.on[row][i] &= ~Listed.SPREAD
    elif not st.on[row][i] & Listed.SPREAD:
        if not st.on[row][i]:
            st.since[row][i] = t
        st.on[row][i] |= Listed.SPREAD


def reach(sim: Sim, x: int, row: int, s: int, i: int, t: int) -> bool:
    """Whether a listing reaches the person by one kind of tie, and how many steps from its origin."""
    st, sp = sim.state, sim.spreads
    steps = [distance(sim, x, row, s, k) for k in related(sim, sp.relation[x], i)]
    far = vary(sim, sp.steps[x], sim.by.spreads_steps[x], i, s, t, at=0)
    near = [d for d in steps if 0 <= d < far]
    depth = min(near) + 1 if near else 0
    if depth > 1 and st.on[row][i] & Listed.PRIMARY:  # what comes back to an origin is no echo of another's
        depth = 0
    share = vary(sim, sp.share[x], sim.by.spreads_share[x], i, s, t, at=0)
    if depth and share < 1.0:
        word = sim.luck.block(Decision.SPREAD, 0, i, sim.lists.slot[row])[0]
        word = mix(word, sp.relation[x]) if sp.relation[x] != Relation.HOUSEHOLD else word
        depth = depth if chance(word, share) else 0
    if depth == 0:
        st.spread_since[x][i] = -1
    elif st.spread_since[x][i] < 0:
        st.spread_since[x][i] = t
    elif t - st.spread_since[x][i] >= vary_ticks(
        sim, sp.lasts[x], sim.by.spreads_lasts[x], i, s, t, at=st.spread_since[x][i]
    ):
        depth = 0
    st.depth[x][i] = depth
    return depth > 0


def distance(sim: Sim, x: int, row: int, s: int, k: int) -> int:
    """Steps of somebody from the origin of a listing at the end of the last tick; -1 where they are not listed."""
    if sim.state.pub_primary[s][k] >> sim.lists.bit[row] & 1:
        return 0
    return sim.state.pub_depth[x][k] or -1


def copy(sim: Sim, s: int, i: int, t: int, strikes: list[Strike]) -> None:
    """Recipients copy the standing and keep it."""
    own = sim.state.copy_until
    for x in range(sim.sizes.copies):
        if sim.copies.scheme[x] == s and holds(sim, sim.copies.source[x], i, s, t, strikes):
            q = sim.by.copies_kept[x]
            until = min(NEVER, t + 1 + vary_ticks(sim, sim.copies.kept[x], q, i, s, t))
            own[x][i] = until if q >= 0 else max(own[x][i], until)


def sanction(sim: Sim, s: int, i: int, t: int, strikes: list[Strike]) -> None:
    """Fines, payments and warnings; doors that a moment shuts for a while."""
    k = sim.consequences
    for j in range(k.of_scheme_first[s], k.of_scheme_first[s + 1]):
        c = k.of_scheme[j]
        if k.moment[c]:
            for strike in strikes if k.when[c] >= 0 else ():
                if holds(sim, k.when[c], i, s, t, [strike]):
                    strike_of_consequence(sim, c, s, i, t, strike.repeat, strike.entry.amount, strike.rule)
            if k.state[c] >= 0 and not goes_on(k.effect[c]):
                while_it_holds(sim, c, k.state[c], s, i, t)
            elif k.state[c] >= 0 and k.edge[c] >= 0 and holds(sim, k.state[c], i, s, t):
                stay(sim, c, s, i, t)
        else:
            while_it_holds(sim, c, k.when[c], s, i, t)


def stay(sim: Sim, c: int, s: int, i: int, t: int) -> None:
    """What a state brings stays open for a while from its last tick; the time of the last tick counts."""
    k, edge = sim.consequences, sim.state.edge[sim.consequences.edge[c]]
    q = sim.by.consequences_lasts[c]
    if q < 0 or k.when[c] >= 0:
        edge[i] = max(edge[i], t + k.stays[c])
    else:
        edge[i] = min(NEVER, t + max(1, whole_ticks(value(sim, q, i, s, t))))


def strike_of_consequence(sim: Sim, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int) -> None:
    """What a moment brings."""
    k = sim.consequences
    if goes_on(k.effect[c]):
        q = sim.by.consequences_lasts[c]
        lasts = k.lasts[c] if q < 0 else whole_ticks(value(sim, q, i, s, t, amount=amount, repeat=repeat))
        sim.state.edge[k.edge[c]][i] = max(sim.state.edge[k.edge[c]][i], min(NEVER, t + lasts))
        return
    word = mix(sim.luck.block(Decision.SERVE, t, i, sim.schemes.slot[s])[0], k.salt[c] + repeat & 0xFFFFFFFF)
    if chance(word, carried_out(sim, c, i, s, t, amount=amount, repeat=repeat, turn=repeat)):
        pay_or_warn(sim, c, s, i, t, repeat, amount, rule)


def pay_or_warn(sim: Sim, c: int, s: int, i: int, t: int, repeat: int, amount: float, rule: int) -> None:
    """A fine, a payment or a warning."""
    k, st = sim.consequences, sim.state
    if k.effect[c] == Effect.WARN:
        for g in range(sim.risks.first[s], sim.risks.first[s + 1]):
            remember(sim, g, i, t, sim.minds.warn, 0)
        return
    money = 1.0
    if k.amount[c] >= 0:
        money = value(sim, k.amount[c], i, s, t, amount=amount, repeat=repeat, turn=repeat)
    per = vary(sim, k.per[c], sim.by.consequences_per[c], i, s, t, turn=repeat)
    if per > 0.0:
        above = least_amount(sim, s, i, t, rule) if rule >= 0 else 0.0
        money = money * ((amount - max(0.0, above)) / per)
    units = round_half_up(money * POINT)
    if k.effect[c] == Effect.RECLAIM:
        units = take_back(sim, c, i, t, money)
    if k.effect[c] == Effect.PAY:
        st.n_paid[s] += units
        units = -units
    w = sim.world_of(s)
    st.fines[w][i] += units
    st.welfare[w][i] -= units


def take_back(sim: Sim, c: int, i: int, t: int, asked: float) -> int:
    """Money claimed back: a share of what was had of the service in the last twelve months, never more than that."""
    k = sim.consequences
    if k.had[c] < 0:
        return 0
    months = sim.state.had[k.had[c]]
    total = sum(months[m][i] for m in range(13))
    left = units = max(0, min(total, round_half_up(asked * (total if k.of_value[c] else POINT))))
    for m in range(1, 14):
        place = (sim.month(t) + m) % 13
        taken = max(0, min(left, months[place][i]))
        months[place][i] -= taken
        left -= taken
    return int(units)


def goes_on(effect: int) -> bool:
    """Whether an effect lasts, rather than striking once."""
    return effect <= Effect.PRICE or Effect.INSPECT <= effect <= Effect.RECOMMEND


def while_it_holds(sim: Sim, c: int, when: int, s: int, i: int, t: int) -> None:
    """A state: once, when it comes true; again after each `every`."""
    k, st = sim.consequences, sim.state
    row = k.edge[c]
    kept = k.export[c]
    if not (st.copy_until[kept][i] > t if kept >= 0 else holds(sim, when, i, s, t)):
        st.edge[row][i] = -1
        return
    fresh = st.edge[row][i] < 0
    if fresh:
        st.edge[row][i] = t
    elapsed = t - st.edge[row][i]
    every = vary_ticks(sim, k.every[c], sim.by.consequences_every[c], i, s, t)
    if fresh or (every > 0 and elapsed > 0 and elapsed % every == 0):
        word = mix(sim.luck.block(Decision.SERVE, t, i, sim.schemes.slot[s])[1], k.salt[c])
        if chance(word, carried_out(sim, c, i, s, t)):
            pay_or_warn(sim, c, s, i, t, 1, 1.0, -1)
