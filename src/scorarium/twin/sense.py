"""Phases *sense* and *attribute*: who is seen, and who is taken for whom."""

from scorarium.names import Flag, Sensor, Witness
from scorarium.twin.arith import at_least, exp_neg, ln, round_half_up
from scorarium.twin.draws import chance, mix
from scorarium.twin.look import carried_out, group, least_amount, value, vary, vary_ticks, was_open
from scorarium.twin.notes import Candidate, Notes, Notice
from scorarium.twin.sim import Sim
from scorarium.twin.wiles import hides

CONTEXT_SALT = 0x5BD1E995


INSIDER_SALT = 0x27D4EB2F


TARGET_SALT = 0x165667B1


def sense(sim: Sim, s: int, i: int, t: int, c: Candidate, amount: float, notes: Notes) -> None:
    """Every sense of a scheme that could see the act looks, each on its own."""
    k = sim.senses
    row = s * sim.acts_per_scheme + c.kind
    credited: set[int] = set()
    is_caught, left = False, sim.wiles.left if hides(sim, s, i, t, c, notes) else 1.0
    for j in range(k.sees_first[row], k.sees_first[row + 1]):
        sense_row = k.sees_sense[j]
        if not is_noticed(sim, s, sense_row, c, k.sees_detection[j], i, t, amount, left):
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
    if chance(word, value(sim, o.targets[office], i, s, t, amount=amount, turn=word)):
        notes.notices[s].append(Notice(o.dearest[office], c.kind, Sensor.TARGETED, 0, amount, t))


def is_misplaced(sim: Sim, s: int, i: int, t: int, c: Candidate, sense_row: int, rule: int) -> bool:
    """Whether an official writes the entry to another person."""
    o = sim.offices
    office = o.of_scheme[s]
    if office < 0:
        return False
    word = mix(c.person_word, sim.senses.salt[sense_row] ^ sim.rules.salt[rule] ^ INSIDER_SALT)
    if not chance(word, value(sim, o.insider[office], i, s, t, turn=word)):
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


def is_noticed(
    sim: Sim, s: int, sense_row: int, c: Candidate, q: int, i: int, t: int, amount: float, left: float
) -> bool:
    """Whether a sense notices an act: by itself, or by enough of those who can tell; `left` where it is hidden."""
    word = mix(c.sense_word, sim.senses.salt[sense_row])
    if not (sim.senses.witnesses[sense_row] and waits(sim, sense_row)):
        return chance(word, left * detection(sim, s, sense_row, c.kind, q, i, t, amount, c.sense_word))
    p = sighted(sim, s, sense_row, q, i, t, amount, c.sense_word)
    n, least = n_present(sim, s, sense_row, c.kind, i, t), needed(sim, s, sense_row, i, t, c.sense_word)
    told = 0
    while told < least and chance(word, left * at_least(n, p, told + 1)):
        told += 1
    return suffice(sim, s, sense_row, i, t, told, least, c.sense_word)


def detection(sim: Sim, s: int, sense_row: int, kind: int, q: int, i: int, t: int, amount: float, turn: int) -> float:
    """The chance that a sense notices an act, witnesses, inspections and reports that wait counted."""
    k = sim.senses
    p = sighted(sim, s, sense_row, q, i, t, amount, turn)
    if k.witnesses[sense_row]:
        n, least = n_present(sim, s, sense_row, kind, i, t), needed(sim, s, sense_row, i, t, turn)
        if waits(sim, sense_row):
            return at_least(n, p, max(1, least - len(waiting(sim, s, sense_row, i, t, turn))))
        p = at_least(n, p, least) * confirmed(
            sim, s, sense_row, i, t, k.confirm_true[sense_row], sim.by.senses_confirm_true, turn
        )
    return p


def waits(sim: Sim, sense_row: int) -> bool:
    """Whether reports wait for others that come later."""
    return bool(sim.senses.report_first[sense_row + 1] > sim.senses.report_first[sense_row])


def waiting(sim: Sim, s: int, sense_row: int, i: int, t: int, turn: int) -> list[int]:
    """The rows of reports about a person that still count."""
    reported = sim.state.reported
    within = vary_ticks(sim, sim.senses.within[sense_row], sim.by.senses_within[sense_row], i, s, t, turn=turn)
    rows = range(sim.senses.report_first[sense_row], sim.senses.report_first[sense_row + 1])
    return [row for row in rows if reported[row][i] > 0 and t + 1 - reported[row][i] < within]


def suffice(sim: Sim, s: int, sense_row: int, i: int, t: int, told: int, least: int, turn: int) -> bool:
    """Whether reports make an entry, together with those that wait: then all of them are used up."""
    kept = waiting(sim, s, sense_row, i, t, turn)
    enough = told > 0 and told + len(kept) >= least
    for row in range(sim.senses.report_first[sense_row], sim.senses.report_first[sense_row + 1]):
        if enough:
            sim.state.reported[row][i] = 0
        elif row not in kept:
            sim.state.reported[row][i] = t + 1 if told > 0 else 0
            told -= 1
    return enough


def sighted(sim: Sim, s: int, sense_row: int, q: int, i: int, t: int, amount: float, turn: int) -> float:
    """The chance that an act is seen, by each who can tell where somebody must; attention and inspections counted."""
    k = sim.senses
    p = value(sim, q, i, s, t, amount=amount, turn=turn)
    if sim.efforts.of_sense[sense_row] >= 0:
        p = p * sim.state.effort[sim.efforts.of_sense[sense_row]][i]
    for j in range(k.inspect_first[sense_row], k.inspect_first[sense_row + 1]):
        c = k.inspect[j]
        if was_open(sim, c, s, i, t):
            p = p + (1.0 - p) * carried_out(sim, c, i, s, t, turn=turn)
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
        return max(1, round_half_up(value(sim, sim.senses.met[sense_row], i, s, t)))
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
