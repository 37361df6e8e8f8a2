"""Phases *act*, *sense*, *attribute*: candidates, what each world lets happen, who is seen and who is taken for whom.

Nothing is changed here but the tick's notes: what a candidate leads to is written down and applied by *score*, *serve*
and *feel*.
"""

from dataclasses import dataclass, field

from scorarium.names import MAX_BAND, POINT, Decision, Flag, Sensor, Source, Witness
from scorarium.twin.arith import at_least, exp, exp_neg, ln, poisson, power, round_half_up
from scorarium.twin.draws import chance, mix, uniform
from scorarium.twin.look import drawn, group, least_amount, number, value, vary, vary_ticks, was_open
from scorarium.twin.sim import Sim
from scorarium.twin.towards import chooses, towards

CONTEXT_SALT = 0x5BD1E995
Rates = dict[tuple[int, int], float]
"""Rates of one person in one tick by (world, kind), as they have been asked for."""
INSIDER_SALT = 0x27D4EB2F
TARGET_SALT = 0x165667B1


@dataclass(slots=True)
class Notice:
    """An entry to be made: act ``act`` seen by ``sense`` under ``rule``."""

    rule: int
    act: int
    sense: int
    flags: int
    amount: float
    due: int


@dataclass(slots=True)
class Demand:
    """A demand for a service: words 2 and 3 of its candidate, and the how-manieth for this service in the tick."""

    service: int
    word: int
    lot: int
    order: int


@dataclass(slots=True)
class Notes:
    """What one person's tick leads to, before anything is changed; lists by world or scheme."""

    notices: list[list[Notice]]
    demands: list[Demand] = field(default_factory=list)
    beliefs: list[tuple[int, bool]] = field(default_factory=list)  # risk group, struck
    habits: list[tuple[int, bool]] = field(default_factory=list)  # world, withheld
    opened: list[tuple[int, int, float]] = field(default_factory=list)  # world, open state, amount
    cost: list[int] = field(default_factory=list)  # per world


@dataclass(slots=True)
class Candidate:
    """What a person could do: kind, height in rate per tick, base rate, words for the senses, address of its amount."""

    kind: int
    height: float
    base: float
    sense_word: int
    person_word: int
    index: int
    amount_decision: int = Decision.AMOUNT


def act(sim: Sim, i: int, t: int) -> Notes:
    """All candidates of one person in one tick."""
    notes = Notes(notices=[[] for _ in range(sim.sizes.schemes)], cost=[0] * sim.sizes.worlds)
    rates: Rates = {}
    for candidate in candidates(sim, i, t):
        consider(sim, i, t, candidate, notes, rates)
    for candidate in raised_candidates(sim, i, t, rates):
        consider(sim, i, t, candidate, notes, rates)
    return notes


def candidates(sim: Sim, i: int, t: int) -> list[Candidate]:
    """The superposed process of one person, then what is done at most once a period."""
    a = sim.acts
    cell = sim.people.cell[i]
    word = sim.luck.block(Decision.COUNT, t, i // 4, 0)[i % 4]
    thresholds = a.count_threshold[cell]
    found = []
    j = 0
    while j < len(thresholds) and word >= thresholds[j]:
        w0, w1, w2, w3 = sim.luck.block(Decision.CAND, t, i, j)
        scaled = w0 * sim.kinds
        column, rest = scaled >> 32, scaled & 0xFFFFFFFF
        kind = column if rest < a.alias_threshold[cell][column] else a.alias_kind[cell][column]
        height = uniform(w1) * a.largest[cell][kind]
        base = base_rate(sim, kind, i)
        found.append(Candidate(kind, height, base, w2, w3, j))
        j += 1
    for k, kind in enumerate(a.periodic):
        if sim.ends_period(t, a.period_num[k], a.period_den[k]):
            w0, _, w2, w3 = sim.luck.block(Decision.PERIODIC, t, i, kind)
            base = min(1.0, base_rate(sim, kind, i))
            found.append(Candidate(kind, uniform(w0), base, w2, w3, 1024 + k))
    return found


def base_rate(sim: Sim, kind: int, i: int) -> float:
    """What the person would do if nothing answered: scale times one table value per factor."""
    a = sim.acts
    rate = a.scale[kind]
    for f in range(a.factor_first[kind], a.factor_first[kind + 1]):
        source = a.factor_source[f]
        if source == Source.TRAIT:
            code = sim.people.trait[a.factor_arg[f]][i]
        elif source == Source.ATTRIBUTE:
            code = sim.people.attribute[a.factor_arg[f]][i]
        else:
            code = sim.people.district[i]
        rate = rate * a.factor_value[a.factor_table[f] + code]
    return float(rate)


def raised_candidates(sim: Sim, i: int, t: int, rates: Rates) -> list[Candidate]:
    """Candidates above the largest base rate of the cell, for acts that some world raises that far."""
    a, found = sim.acts, []
    for kind, worlds in sim.raised:
        largest = a.largest[sim.people.cell[i]][kind]
        if largest <= 0.0:
            continue
        base = base_rate(sim, kind, i)
        if base <= 0.0:
            continue
        top = max(rate(sim, w, kind, i, t, base, rates) for w in worlds)
        floor_ = largest
        for band in range(MAX_BAND):
            if top <= floor_:
                break
            word = sim.luck.block(Decision.BAND_COUNT + band, t, i // 4, kind)[i % 4]
            for j in range(min(64, poisson(uniform(word), floor_))):
                index = kind * 64 + j
                _, w1, w2, w3 = sim.luck.block(Decision.BAND_CAND + band, t, i, index)
                height = (1.0 + uniform(w1)) * floor_
                found.append(Candidate(kind, height, base, w2, w3, index, Decision.BAND_AMOUNT + band))
            floor_ = floor_ * 2.0
        for w in worlds:
            if rates[w, kind] > floor_:
                sim.state.n_clipped[w] += 1
    return found


def rate(sim: Sim, w: int, kind: int, i: int, t: int, base: float, rates: Rates) -> float:
    """The person's own rate of an act in a world."""
    if not sim.worlds.touched[w][kind]:
        rates[w, kind] = base
    elif (w, kind) not in rates:
        rates[w, kind] = base * answer(sim, w, kind, i, t)
    return rates[w, kind]


def answer(sim: Sim, w: int, kind: int, i: int, t: int) -> float:
    """The factor by which a world changes a rate: income, deterrence, reward, habit, chill, recommendation."""
    m, st = sim.minds, sim.state
    x = 0.0
    if m.income and sim.acts.income_load[kind] != 0.0:
        x = x + m.pressure * sim.acts.income_load[kind] * (1.0 - st.y[w][i])
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        x = x - dread(sim, s, kind, i, t)
    if m.habit and sim.worlds.punished[w][kind]:
        x = x - m.habit_weight * (st.habit[w][i] / 65536.0)
    factor = exp(x)
    for c in range(
        sim.consequences.of_act_first[w * sim.kinds + kind], sim.consequences.of_act_first[w * sim.kinds + kind + 1]
    ):
        factor = factor * advice(sim, sim.consequences.of_act[c], i, t)
    return factor


def dread(sim: Sim, s: int, kind: int, i: int, t: int) -> float:
    """What the rules of one scheme take off the logarithm of a rate (rewards put on)."""
    m, st, r = sim.minds, sim.state, sim.rules
    if not sim.is_running(s, t):
        return 0.0
    row = s * sim.acts_per_scheme + kind
    inside = st.enrolled[s][i] >= 0
    total = 0.0
    for j in range(r.minds_first[row], r.minds_first[row + 1]):
        rule, weight = r.minds_rule[j], r.minds_weight[j]
        if not inside:
            if not (sim.acts.protected[kind] and m.chill):
                continue
            weight = weight * m.chill_reach
        if not is_known(sim, s, rule, i, t):
            continue
        p = perceived(sim, s, r.minds_groups[j], i, t)
        if r.harmful[rule]:
            if m.deterrence:
                total = total + m.slope * (weight * (p * power(stake(sim, s, rule, i), m.exponent)))
        elif r.helpful[rule] and m.rewards and inside:
            total = total - m.reward_slope * (p * power(prize(sim, s, rule, i), m.exponent))
    return total


def is_known(sim: Sim, s: int, rule: int, i: int, t: int) -> bool:
    """One coin per (person, rule): does the person know it."""
    share = vary(sim, sim.schemes.known_share[s], sim.by.schemes_known_share[s], i, s, t, at=0)
    if share >= 1.0:
        return True
    word = sim.luck.block(Decision.KNOW, 0, i, sim.schemes.slot[s])[0]
    return chance(mix(word, sim.rules.salt[rule]), share)


def perceived(sim: Sim, s: int, groups: int, i: int, t: int) -> float:
    """The chance of being struck that the person feels: one minus the product over risk groups."""
    escape = 1.0
    first = sim.risks.first[s]
    for g in range(first, sim.risks.first[s + 1]):
        if groups >> (g - first) & 1:
            escape = escape * (1.0 - belief(sim, g, i, t))
    return 1.0 - escape


def belief(sim: Sim, g: int, i: int, t: int) -> float:
    """The mean of the Beta belief about one risk group: prior as announced, experience as remembered."""
    st = sim.state
    left = sim.minds.memory[t - st.felt[g][i]]
    known = st.known[g][i] / 64.0 * left
    unseen = st.unseen[g][i] / 64.0 * left
    a, b = sim.risks.prior_a[g][t], sim.risks.prior_b[g][t]
    return float((a + known) / (a + b + known + unseen))


def stake(sim: Sim, s: int, rule: int, i: int) -> float:
    """What the person stands to lose by one more entry: fine, doors behind its own list, doors behind borders ahead."""
    r = sim.rules
    return float(r.stake_fine[rule] + r.stake_direct[rule] + ahead(sim, s, i, r.stake_points[rule], -1))


def prize(sim: Sim, s: int, rule: int, i: int) -> float:
    """What the person stands to gain."""
    return float(sim.rules.stake_pay[rule] + ahead(sim, s, i, sim.rules.stake_points[rule], 1))


def ahead(sim: Sim, s: int, i: int, points: int, sign: int) -> float:
    """Doors behind the borders not yet passed, each by the share of the way that ``points`` go.

    ``sign`` is -1 for borders on the worse side, +1 for those on the better side. Whoever is not enrolled stands at the
    start.
    """
    if points == 0:
        return 0.0
    b, st = sim.stakes, sim.state
    way = sim.schemes.better[s] * sign
    total = 0.0
    here = st.score[s][i] if st.enrolled[s][i] >= 0 else start_of(sim, s, i)
    for j in range(b.first[s], b.first[s + 1]):
        worth = b.loss[j] if sign < 0 else b.gain[j]
        distance = (b.border[j] - here) * way
        if worth > 0.0 and distance > 0:
            total = total + worth * min(1.0, points / distance)
    return total


def start_of(sim: Sim, s: int, i: int) -> int:
    """The score with which a person would begin."""
    return round_half_up(number(sim, sim.schemes.start[s], i, s, 0) * POINT)


def advice(sim: Sim, c: int, i: int, t: int) -> float:
    """The factor of a recommendation, which wears off."""
    k = sim.consequences
    s = k.scheme[c]
    if sim.state.enrolled[s][i] < 0 or not sim.is_running(s, t) or not was_open(sim, c, s, i, t):
        return 1.0
    fresh = exp_neg(k.fatigue[c] * (t - sim.state.enrolled[s][i]))
    return float(1.0 + (k.factor[c] - 1.0) * fresh)


def consider(sim: Sim, i: int, t: int, c: Candidate, notes: Notes, rates: Rates) -> None:
    """One candidate in every world: done, prevented, provoked; then sensed."""
    if c.base <= 0.0:
        return
    service = sim.acts.service[c.kind]
    if service >= 0:
        if c.height < c.base:
            order = sum(1 for one in notes.demands if one.service == service)
            notes.demands.append(Demand(service, c.sense_word, c.person_word, order))
        return
    whom = towards(sim, c.kind, i, c.person_word)
    if sim.circles.of_act[c.kind] >= 0 and whom < 0:
        return
    amount = amount_of(sim, c, i, t)
    done_in_none = False
    for w in range(sim.sizes.worlds):
        done = c.height < rate(sim, w, c.kind, i, t, c.base, rates)
        if done and sim.circles.is_chosen[c.kind]:
            done = chooses(sim, w, c.kind, i, t, whom, c.person_word)
        done_in_none = done if w == 0 else done_in_none
        compare(sim, w, i, c.kind, done, done_in_none)
        if sim.minds.habit and sim.worlds.punished[w][c.kind] and c.height < c.base:
            notes.habits.append((w, not done))
        if done:
            happen(sim, w, i, t, c, amount, notes)


def compare(sim: Sim, w: int, i: int, kind: int, done: bool, done_in_none: bool) -> None:
    """An act that `none` does and this world does not was prevented; the other way round it was provoked."""
    st = sim.state
    if done_in_none and not done:
        st.n_prevented[w][kind] += 1
        st.prevented[w][i] += 1
        if sim.acts.protected[kind]:
            st.chilled[w][i] += 1
    elif done and not done_in_none:
        st.n_provoked[w][kind] += 1
        st.provoked[w][i] += 1


def amount_of(sim: Sim, c: Candidate, i: int, t: int) -> float:
    """How much: the same in every world."""
    q = sim.acts.amount[c.kind]
    if q < 0:
        return 1.0
    words = sim.luck.block(c.amount_decision, t, i, c.index)
    return drawn(sim, q, number(sim, q, i, 0, t), words)


def happen(sim: Sim, w: int, i: int, t: int, c: Candidate, amount: float, notes: Notes) -> None:
    """An act is done in a world."""
    st, a = sim.state, sim.acts
    st.n_done[w][c.kind] += 1
    st.done[w][i] += 1
    if sim.circles.of_act[c.kind] < 0:
        st.harm[w][sim.people.district[i]] += a.harm[c.kind] - a.benefit[c.kind]
    elif (whom := towards(sim, c.kind, i, c.person_word)) >= 0:
        sim.gifts.append((w, whom, a.benefit[c.kind] - a.harm[c.kind]))
    notes.cost[w] += a.cost[c.kind]
    if a.opens[c.kind] >= 0:
        notes.opened.append((w, a.opens[c.kind], amount))
    for j in range(sim.changing.act_first[c.kind], sim.changing.act_first[c.kind + 1]):
        st.moving[sim.changing.act_move[j]][w][i] += sim.changing.act_step[j]
    if a.buys[c.kind] >= 0:
        st.bought[a.buys[c.kind]][w][i] = 1
    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1]):
        if st.enrolled[s][i] >= 0 and sim.is_running(s, t):
            sense(sim, s, i, t, c, amount, notes)


def sense(sim: Sim, s: int, i: int, t: int, c: Candidate, amount: float, notes: Notes) -> None:
    """Every sense of a scheme that could see the act looks, each on its own."""
    k = sim.senses
    row = s * sim.acts_per_scheme + c.kind
    credited: set[int] = set()
    is_caught = False
    for j in range(k.sees_first[row], k.sees_first[row + 1]):
        sense_row = k.sees_sense[j]
        if not chance(
            mix(c.sense_word, k.salt[sense_row]),
            detection(sim, s, sense_row, c.kind, k.sees_detection[j], i, t, amount, c.sense_word),
        ):
            continue
        word = mix(c.person_word, k.salt[sense_row])
        right, wrong = attribution(sim, s, sense_row, i, t, amount, c.sense_word)
        is_right = chance(word, right)
        is_caught = is_caught or is_right
        if is_right:
            credit(sim, s, i, t, c, amount, sense_row, credited, notes)
        elif chance(word, right + wrong):
            mistake(sim, s, sense_row, c.kind, i, t, amount)
        if is_right and k.context_error[sense_row] > 0.0:
            error = vary(
                sim, k.context_error[sense_row], sim.by.senses_context_error[sense_row], i, s, t,
                amount=amount, turn=c.sense_word,
            )  # fmt: skip
            if chance(mix(c.person_word, k.salt[sense_row] ^ CONTEXT_SALT), error):
                mistake(sim, s, sense_row, c.kind, i, t, amount)
    if is_caught and sim.acts.protected[c.kind]:
        target(sim, s, i, t, c, amount, credited, notes)
    learn(sim, s, row, i, credited, notes)


def target(sim: Sim, s: int, i: int, t: int, c: Candidate, amount: float, credited: set[int], notes: Notes) -> None:
    """A critic who was seen may get an entry under the dearest rule, for what they did not do."""
    o = sim.offices
    office = o.of_scheme[s]
    if office < 0 or o.dearest[office] < 0 or any(key & 0xFFFF == o.dearest[office] for key in credited):
        return
    word = mix(c.person_word, sim.schemes.salt[s] ^ TARGET_SALT)
    if chance(word, number(sim, o.targets[office], i, s, t, amount=amount)):
        notes.notices[s].append(Notice(o.dearest[office], c.kind, Sensor.TARGETED, 0, amount, t))


def is_misplaced(sim: Sim, s: int, i: int, t: int, c: Candidate, sense_row: int, rule: int) -> bool:
    """Whether an official writes the entry to another person."""
    o = sim.offices
    office = o.of_scheme[s]
    if office < 0:
        return False
    word = mix(c.person_word, sim.senses.salt[sense_row] ^ sim.rules.salt[rule] ^ INSIDER_SALT)
    if not chance(word, number(sim, o.insider[office], i, s, t)):
        return False
    for j in range(o.wrong_first[office], o.wrong_first[office + 1]):
        if o.wrong_act[j] == c.kind and o.wrong_rule[j] == rule:
            sim.wrong[o.pool_row[office] + j - o.wrong_first[office]][0] += 1
    return True


def learn(sim: Sim, s: int, row: int, i: int, credited: set[int], notes: Notes) -> None:
    """An own act done teaches: an entry came of it, or not."""
    r, m = sim.rules, sim.minds
    if not (m.deterrence or m.chill or m.rewards):
        return
    could, struck = 0, 0
    for j in range(r.minds_first[row], r.minds_first[row + 1]):
        rule = r.minds_rule[j]
        if r.harmful[rule] and is_own_rule(sim, row, rule):
            could |= r.minds_groups[j]
    if not could:
        return
    first = sim.risks.first[s]
    for sense_row, rule in ((key >> 16, key & 0xFFFF) for key in sorted(credited)):
        if r.harmful[rule] and sim.schemes.knows_entry[s]:
            struck |= 1 << (sim.senses.group[sense_row] - first)
    for g in range(first, sim.risks.first[s + 1]):
        if could >> (g - first) & 1:
            notes.beliefs.append((g, bool(struck >> (g - first) & 1)))


def is_own_rule(sim: Sim, row: int, rule: int) -> bool:
    """Whether the act makes an entry under the rule, rather than being covered by its vagueness."""
    r = sim.rules
    return rule in r.of_act[r.of_act_first[row] : r.of_act_first[row + 1]]


def detection(sim: Sim, s: int, sense_row: int, kind: int, q: int, i: int, t: int, amount: float, turn: int) -> float:
    """The chance that a sense notices an act, witnesses and inspections counted."""
    k = sim.senses
    p = value(sim, q, i, s, t, amount=amount, turn=turn)
    if sim.efforts.of_sense[sense_row] >= 0:
        p = p * sim.state.effort[sim.efforts.of_sense[sense_row]][i]
    for j in range(k.inspect_first[sense_row], k.inspect_first[sense_row + 1]):
        c = k.inspect[j]
        if was_open(sim, c, s, i, t):
            p = p + (1.0 - p) * value(sim, sim.consequences.strength[c], i, s, t, turn=turn)
    if k.witnesses[sense_row]:
        n = n_present(sim, s, sense_row, kind, i, t)
        told = at_least(n, p, needed(sim, s, sense_row, i, t, turn))
        p = told * confirmed(sim, s, sense_row, i, t, k.confirm_true[sense_row], sim.by.senses_confirm_true, turn)
    return p


def needed(sim: Sim, s: int, sense_row: int, i: int, t: int, turn: int) -> int:
    """How many reports it takes."""
    return round_half_up(vary(sim, sim.senses.least[sense_row], sim.by.senses_least[sense_row], i, s, t, turn=turn))


def confirmed(sim: Sim, s: int, sense_row: int, i: int, t: int, plain: float, column: list[int], turn: int) -> float:
    """The chance that all others who are asked confirm a report."""
    if column[sense_row] < 0:
        return plain
    each = value(sim, column[sense_row], i, s, t, turn=turn)
    others = round_half_up(value(sim, sim.by.senses_households[sense_row], i, s, t, turn=turn)) - 1
    total = 1.0
    for _ in range(others):
        total = total * each
    return total


def n_present(sim: Sim, s: int, sense_row: int, kind: int, i: int, t: int) -> int:
    """How many could tell of an act: a circle, or those whom one meets.

    Of an act towards somebody that one can; else those whom one meets in a day where encounters are declared, and all
    whom one knows where they are not.
    """
    who = sim.senses.witnesses[sense_row]
    if who <= Witness.HOUSEHOLD:
        return n_witnesses(sim, who, i)
    if sim.circles.of_act[kind] >= 0:
        return 1
    if who == Witness.MET:
        return max(1, round_half_up(number(sim, sim.senses.met[sense_row], i, s, t)))
    return sum(n_witnesses(sim, one, i) for one in (Witness.FRIENDS, Witness.WORK, Witness.HOUSEHOLD))


def n_witnesses(sim: Sim, kind: int, i: int) -> int:
    """How many could tell."""
    if kind == 1:
        return int(sim.ties.friends_first[i + 1] - sim.ties.friends_first[i])
    if kind == 2:
        return len(group(sim.ties.work, sim.ties.work_first, sim.ties.work_members, i))
    h = sim.ties.household[i]
    return int(sim.ties.household_first[h + 1] - sim.ties.household_first[h] - 1)


def attribution(sim: Sim, s: int, sense_row: int, i: int, t: int, amount: float, turn: int) -> tuple[float, float]:
    """Chances that a seen act goes to the right person, and to a wrong one."""
    k = sim.senses
    kind = k.identification[sense_row]
    if kind == 0:
        return 1.0, 0.0
    missed = vary(sim, 0.0, k.missed[sense_row], i, s, t, amount=amount, turn=turn)
    false = vary(sim, 0.0, k.false_match[sense_row], i, s, t, amount=amount, turn=turn)
    if kind == 1:
        return max(0.0, 1.0 - missed - false), false
    gallery = vary(sim, k.gallery[sense_row], sim.by.senses_gallery[sense_row], i, s, t, amount=amount, turn=turn)
    if false <= 0.0:
        return 1.0 - missed, 0.0
    log_clear = -ln(1.0 - false)
    none_of_all = exp_neg(gallery * log_clear)
    right = (1.0 - missed) * ((1.0 - none_of_all) / (gallery * false))
    nobody = missed * exp_neg((gallery - 1.0) * log_clear)
    return right, max(0.0, 1.0 - right - nobody)


def credit(
    sim: Sim, s: int, i: int, t: int, c: Candidate, amount: float, sense_row: int, credited: set[int], notes: Notes
) -> None:
    """The right person gets an entry under each rule, credited to the first sense that saw the act."""
    r = sim.rules
    row = s * sim.acts_per_scheme + c.kind
    rules_before = {key & 0xFFFF for key in credited}
    for j in range(r.of_act_first[row], r.of_act_first[row + 1]):
        rule = r.of_act[j]
        if rule in rules_before or not is_for(sim, s, i, t, rule, sense_row, amount):
            continue
        if is_misplaced(sim, s, i, t, c, sense_row, rule):
            continue
        if not credited:
            sim.state.n_seen[s][c.kind] += 1
        credited.add(sense_row << 16 | rule)
        late = vary_ticks(
            sim, sim.senses.delay[sense_row], sim.by.senses_delay[sense_row], i, s, t, amount=amount, turn=c.sense_word
        )
        notes.notices[s].append(Notice(rule, c.kind, sense_row, int(Flag.THEIRS), amount, t + late))


def is_for(sim: Sim, s: int, i: int, t: int, rule: int, sense_row: int, amount: float) -> bool:
    """Whether a rule takes what this sense saw, and that much of it."""
    position = sense_row - first_sense(sim, s)
    return bool(sim.rules.seen_by[rule] >> position & 1) and amount > least_amount(sim, s, i, t, rule)


def first_sense(sim: Sim, s: int) -> int:
    """Row of a scheme's first sense."""
    return int(sim.senses.scheme.index(s))


def mistake(sim: Sim, s: int, sense_row: int, kind: int, i: int, t: int, amount: float) -> None:
    """The act goes into the pool of those who look alike, once per rule."""
    k = sim.senses
    pool = sim.senses.pool_of[k.pool[sense_row]][i]
    for row in range(k.pool_first[sense_row], k.pool_first[sense_row + 1]):
        if k.pool_act[row] == kind and is_for(sim, s, i, t, k.pool_rule[row], sense_row, amount):
            sim.wrong[row][pool] += 1
