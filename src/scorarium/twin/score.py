"""Phase *score*: entries are made, points netted and clamped once, neighbours weighed in."""

from scorarium.names import NEVER, POINT, Decision, Ends, Flag, Repeat, ScoreKind, Sensor
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import MASK, chance, mix, uniform
from scorarium.twin.factors import weigh
from scorarium.twin.ladder import climb
from scorarium.twin.look import (
    holds,
    least_amount,
    ticks_of,
    value,
    vary,
    vary_ticks,
    vary_units,
)
from scorarium.twin.neighbours import CONTINUOUS, anchored, drift, harm_of_ties
from scorarium.twin.notes import Notes, Notice
from scorarium.twin.notices import due_notices, recalling_rules, recalls, strikes_before
from scorarium.twin.ratings import be_rated, rated
from scorarium.twin.recover import bounded, clamp, count, harmful_part, has_account, put
from scorarium.twin.sim import Entry, Sim, Strike
from scorarium.twin.towards import reputation
from scorarium.twin.units import pooled

AS_IT_IS, DROPPED, MILD = range(3)
"""What becomes of an entry in an office that goes wrong."""


def score(sim: Sim, s: int, i: int, t: int, notes: Notes) -> list[Strike]:
    """One person's score in one scheme. Returns the entries made in this tick."""
    st = sim.state
    st.new_harm[s][i] = 0
    st.sanctioned[s][i] = 0
    strikes: list[Strike] = []
    if not has_account(sim, s, i):
        return strikes
    net = 0
    for notice in due_notices(sim, s, i, t, notes):
        net += enter(sim, s, i, t, notice, strikes)
    for rule in recalling_rules(sim, s):
        for notice in recalls(sim, s, i, t, rule):
            net += enter(sim, s, i, t, notice, strikes)
    net += clean(sim, s, i, t)
    if sim.schemes.kind[s] == ScoreKind.LADDER:
        sim.state.ladder_entries[sim.ladders.of_scheme[s]][i] += sum(sim.rules.scored[x.rule] for x in strikes)
        climb(sim, s, i, t)
    if sim.ratings.of_scheme[s] >= 0:
        be_rated(sim, s, i, t)
    settle_score(sim, s, i, t, net)
    for cap, rule in caps_of(sim, s):
        if sim.ends_period(t, sim.rules.cap_num[rule], sim.rules.cap_den[rule]):
            st.cap_used[cap][i] = 0
    return strikes


def caps_of(sim: Sim, s: int) -> list[tuple[int, int]]:
    """Cap counters of a scheme with their rules."""
    r = sim.rules
    return [(r.cap[rule], rule) for rule in range(sim.sizes.rules) if r.scheme[rule] == s and r.cap[rule] >= 0]


def enter(sim: Sim, s: int, i: int, t: int, notice: Notice, strikes: list[Strike]) -> int:
    """One entry. Returns its points if they are permanent."""
    st, r, rule = sim.state, sim.rules, notice.rule
    if r.when[rule] >= 0 and not r.every_num[rule] and not holds(sim, r.when[rule], i, s, t):
        return 0
    fate = bend(sim, s, i, t, rule)
    if fate == DROPPED:
        return 0
    repeat = strikes_before(sim, s, i, t, rule) + 1 if r.counts_repeat[rule] else 1
    points = worth(sim, s, i, t, notice, repeat, is_mild=fate == MILD)
    capped = cap(sim, rule, i, points)
    if capped is None:
        return 0
    points = capped
    entry = Entry(rule, notice.act, notice.sense, t, NEVER, points, notice.flags, amount=notice.amount)
    if sim.schemes.appeal[s]:  # a list with a procedure of its own asks again
        word = mix(sim.luck.block(Decision.KNOW, t, i, r.slot[rule])[1], st.entries[s][i])
        known = vary(sim, sim.schemes.appeal_known[s], sim.by.schemes_appeal_known[s], i, s, t)
        if chance(word, known):
            entry.flags |= Flag.APPEALABLE
    strikes.append(Strike(rule, notice.act, entry, repeat))
    harmful = harmful_part(sim, s, points)
    if r.sets[rule]:
        put(sim, s, i, points)
        entry.points, points, harmful = 0, 0, 0
    elif r.scored[rule]:
        points = clock(sim, s, i, t, entry, repeat)
    tally(sim, s, i, t, entry, harmful)
    earn(sim, s, i, entry)
    if entry.flags & Flag.LIVE or r.keep[rule] > 0 or sim.schemes.keeps_entries[s]:
        sim.record[s][i].append(entry)
    return points


def bend(sim: Sim, s: int, i: int, t: int, rule: int) -> int:
    """What becomes of a harmful entry in an office that goes wrong: nothing, dropped, or the mildest choice."""
    st, o = sim.state, sim.offices
    office = o.of_scheme[s]
    if office < 0 or not sim.rules.harmful[rule]:
        return AS_IT_IS
    words = sim.luck.block(Decision.BRIBE, t, i, sim.schemes.slot[s])
    nth = st.entries[s][i] + st.bribed[office][i] + st.exempted[office][i]
    salt = sim.rules.salt[rule] + nth & MASK
    if o.official[office] >= 0 and holds(sim, o.official[office], i, s, t):
        if chance(mix(words[0], salt), value(sim, o.exempts[office], i, s, t, turn=nth)):
            st.exempted[office][i] += 1
            return DROPPED
    w = sim.world_of(s)
    if sim.people.income[i] * st.y[w][i] >= o.can_pay[office]:
        if chance(mix(words[1], salt), value(sim, o.bribable[office], i, s, t, turn=nth)):
            st.bribed[office][i] += 1
            st.welfare[w][i] -= o.price[office]
            return MILD if sim.rules.discretion[rule] else DROPPED
    return AS_IT_IS


def chosen(sim: Sim, rule: int, u: float) -> float:
    """Points between the mildest (u = 0) and the harshest: whole ones where both ends are whole."""
    mildest, width = sim.rules.mildest[rule], sim.rules.harshest[rule] - sim.rules.mildest[rule]
    if sim.rules.discretion[rule] == CONTINUOUS:
        return float(mildest + width * u)
    steps = int(u * (abs(width) + 1.0))
    return float(mildest + steps if width > 0.0 else mildest - steps)


def worth(sim: Sim, s: int, i: int, t: int, notice: Notice, repeat: int, *, is_mild: bool = False) -> int:
    """The points of an entry, in units; where the official chooses, evenly between the mildest and the harshest."""
    r, rule = sim.rules, notice.rule
    if not r.scored[rule]:
        return 0
    if r.discretion[rule]:
        word = mix(sim.luck.block(Decision.DISCRETION, t, i, r.slot[rule])[0], sim.state.entries[s][i])
        return round_half_up(chosen(sim, rule, 0.0 if is_mild else uniform(word)) * POINT)
    turn = sim.state.entries[s][i]
    points = value(sim, r.points[rule], i, s, t, amount=notice.amount, repeat=repeat, turn=turn)
    per = vary(sim, r.per[rule], sim.by.rules_per[rule], i, s, t)
    if per > 0.0:
        points = points * ((notice.amount - max(0.0, least_amount(sim, s, i, t, rule))) / per)
    return round_half_up(points * POINT)


def cap(sim: Sim, rule: int, i: int, points: int) -> int | None:
    """What `at_most` leaves of an entry; None: nothing."""
    r = sim.rules
    row = r.cap[rule]
    if row < 0:
        return points
    used = sim.state.cap_used[row][i]
    if not r.cap_points[rule]:
        if used >= r.cap_limit[rule]:
            return None
        sim.state.cap_used[row][i] = used + 1
        return points
    left = r.cap_limit[rule] - used
    if left <= 0:
        return None
    taken = min(abs(points), left)
    sim.state.cap_used[row][i] = used + taken
    return int(taken if points >= 0 else -taken)


def clock(sim: Sim, s: int, i: int, t: int, entry: Entry, repeat: int) -> int:
    """Starts the clock of an entry, and restarts others as the rule says. Returns points without a clock."""
    r, rule = sim.rules, entry.rule
    if not has_end(sim, rule):
        entry.flags |= Flag.FOLDED
        if r.factor[rule] < 0:
            return entry.points
        count(sim, s, i, rule, entry.points, 1)
        return 0
    lasts = term(sim, s, i, t, rule, entry.amount, repeat)
    if lasts == 0:
        return 0
    entry.flags |= Flag.LIVE
    entry.expiry = min(NEVER, t + lasts)
    count(sim, s, i, rule, entry.points, 1)
    for e in sim.record[s][i]:
        if e.flags & Flag.LIVE and (
            r.repeat[rule] == Repeat.RESTARTS_ALL or (r.repeat[rule] == Repeat.RESTARTS and e.rule == rule)
        ):
            times = repeat if e.rule == rule else own_repeat(sim, s, i, t, e.rule)
            e.expiry = min(NEVER, t + term(sim, s, i, t, e.rule, e.amount, times))
    return 0


def has_end(sim: Sim, rule: int) -> bool:
    """Whether entries of a rule end by themselves, rather than being folded into the base."""
    r = sim.rules
    return bool(r.lasts[rule] >= 0 or r.until_settled[rule] >= 0 or r.until[rule] >= 0 or r.until_repaired[rule])


def own_repeat(sim: Sim, s: int, i: int, t: int, rule: int) -> int:
    """How often another rule has struck, for a clock of its that starts again."""
    return strikes_before(sim, s, i, t, rule) if sim.rules.counts_repeat[rule] else 1


def term(sim: Sim, s: int, i: int, t: int, rule: int, amount: float, repeat: int) -> int:
    """How long an entry made now lasts: each of several in one tick has a draw of its own."""
    words = sim.luck.block(Decision.LASTS, t, i, sim.rules.slot[rule])
    words = (words[0], mix(words[1], sim.state.entries[s][i]), words[2], words[3])
    return ticks_of(sim, sim.rules.lasts[rule], i, s, t, words, amount=amount, repeat=repeat)


def tally(sim: Sim, s: int, i: int, t: int, entry: Entry, harmful: int) -> None:
    """What the entry leaves behind beside its points."""
    st = sim.state
    st.entries[s][i] += 1
    st.penalty[s][i] += harmful
    ends = sim.rules.ends_clean[entry.rule][entry.act + 1]
    if ends == Ends.YES or (ends == Ends.IF_HARMFUL and harmful):
        st.last_harm[s][i] = t
    if harmful:
        if entry.flags & Flag.FOLDED:
            st.new_harm[s][i] += harmful
        elif entry.flags & Flag.LIVE:
            st.harm_live[s][i] += harmful
    if entry.sense == Sensor.TARGETED:
        st.targeted[sim.offices.of_scheme[s]][i] += 1
    if not entry.is_theirs:
        st.wrong[s][i] += 1
        st.wrong_penalty[s][i] += harmful
        if entry.flags & (Flag.LIVE | Flag.FOLDED):
            st.wrong_live[s][i] += 1
    if sim.rules.harmful[entry.rule] and sim.schemes.knows_entry[s] and entry.sense >= 0:
        st.sanctioned[s][i] |= 1 << (sim.senses.group[entry.sense] - sim.risks.first[s])


def earn(sim: Sim, s: int, i: int, entry: Entry) -> None:
    """Points towards better, and those of them that were bought."""
    x = sim.wallets.of_scheme[s]
    gain = entry.points * sim.schemes.better[s]
    if x >= 0 and gain > 0:
        sim.state.earned[x][i] += gain
        if sim.wallets.is_bought[entry.rule]:
            sim.state.earned_by_money[x][i] += gain


def clean(sim: Sim, s: int, i: int, t: int) -> int:
    """The bonus for a period without a harmful entry."""
    every = vary_ticks(sim, sim.schemes.clean_every[s], sim.by.schemes_clean_every[s], i, s, t)
    since = t - sim.state.last_harm[s][i]
    if not every or since <= 0 or since % every:
        return 0
    return vary_units(sim, sim.schemes.clean_points[s], sim.by.schemes_clean_points[s], i, s, t)


def settle_score(sim: Sim, s: int, i: int, t: int, net: int) -> None:
    """Net, clamp once, add what is live and what neighbours weigh."""
    st, sc = sim.state, sim.schemes
    if put_by_duty(sim, s, i, t):
        net = 0
    net += harm_of_ties(sim, s, i, t, st.pub_new_harm)
    if sc.friends_of[s] == 2 or sc.household_of[s] == 2 or sim.contagions.first[s + 1] > sim.contagions.first[s]:
        net -= drift(sim, s, i, t)
    st.base[s][i] = bounded(sim, s, st.base[s][i] + net)
    live = st.live[s][i] + standing_duties(sim, s, i, t) + harm_of_ties(sim, s, i, t, st.pub_harm_live)
    if sc.kind[s] == ScoreKind.FACTORS:
        live += weigh(sim, s, i, t)
    if sim.ratings.of_scheme[s] >= 0:
        live += rated(sim, s, i)
    if sim.reputations.of_scheme[s] >= 0:
        live += reputation(sim, s, i)
    if sc.unit[s] >= 0:
        live += pooled(sim, s, i, t, st.base[s][i] + live)
    st.score[s][i] = anchored(sim, s, i, t, clamp(sim, s, st.base[s][i] + live))


def put_by_duty(sim: Sim, s: int, i: int, t: int) -> bool:
    """Whether a rule without a moment puts the score to a value while its condition holds; of several the last."""
    r, is_put = sim.rules, False
    for rule in range(sim.sizes.rules):
        if r.scheme[rule] == s and r.state[rule] and r.sets[rule] and holds(sim, r.when[rule], i, s, t):
            put(sim, s, i, round_half_up(value(sim, r.points[rule], i, s, t, at=0) * POINT))
            is_put = True
    return is_put


def standing_duties(sim: Sim, s: int, i: int, t: int) -> int:
    """Points of rules that live while their condition holds."""
    r, total = sim.rules, 0
    for rule in range(sim.sizes.rules):
        if r.scheme[rule] == s and r.state[rule] and not r.sets[rule] and holds(sim, r.when[rule], i, s, t):
            total += round_half_up(value(sim, r.points[rule], i, s, t, at=0) * POINT)
    return total
