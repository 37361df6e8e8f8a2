"""Phases *sense* and *attribute*: who is seen, and who is taken for whom (``twin/sense.py``)."""

from typing import Any

import numpy as np

from scorarium.kernels.arith import at_least, exp_neg, ln, round_half_up
from scorarium.kernels.codes import (
    BY_COLLEAGUES,
    BY_FRIENDS,
    BY_HOUSEHOLD,
    BY_MET,
    CONTEXT_SALT,
    HIDE_SALT,
    INSIDER_SALT,
    N_BELIEFS,
    N_MISTAKES,
    N_NOTICES,
    OWN_HIDDEN,
    TARGET_SALT,
    TARGETED,
    THEIRS,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance, mix
from scorarium.kernels.look import carried_out, least_amount, value, vary, vary_ticks, was_open
from scorarium.kernels.mind import is_known
from scorarium.kernels.selves import own


@inner
def sense(
    p: Any, st: Any, sh: Any, s: int, i: int, t: int, kind: int, amount: float, sense_word: int, person_word: int
) -> None:
    """Every sense of a scheme that could see the act looks, each on its own."""
    k = p.senses
    row = s * p.acts.n_acts + kind
    begin = sh.at[N_NOTICES]
    office = p.offices.of_scheme[s]
    is_caught, left = False, 1.0
    if p.wiles.hides and hides(p, st, s, i, t, row, sense_word):
        left = p.wiles.left
    for j in range(k.sees_first[row], k.sees_first[row + 1]):
        sensor = k.sees_sense[j]
        if k.witnesses[sensor] and waits(p, sensor):
            if not is_told(p, st, sh, s, sensor, kind, k.sees_detection[j], i, t, amount, sense_word, left):
                continue
        elif not chance(
            mix(sense_word, k.salt[sensor]),
            left * detection(p, st, sh, s, sensor, kind, k.sees_detection[j], i, t, amount, sense_word),
        ):
            continue
        if k.identification[sensor] == 0:
            credit(p, st, sh, s, i, t, kind, amount, sensor, sense_word, person_word, begin)
            is_right = True
        else:
            word = mix(person_word, k.salt[sensor])
            right, wrong = attribution(p, st, s, sensor, i, t, amount, sense_word)
            is_right = chance(word, right)
            if is_right:
                credit(p, st, sh, s, i, t, kind, amount, sensor, sense_word, person_word, begin)
            elif chance(word, right + wrong):
                mistake(p, st, sh, s, sensor, kind, i, t, amount)
        is_caught = is_caught or is_right
        if is_right and k.context_error[sensor] > 0.0:
            q = p.by.senses_context_error[sensor]
            error = vary(p, st, k.context_error[sensor], q, i, s, t, t, amount, sense_word)
            if chance(mix(person_word, k.salt[sensor] ^ CONTEXT_SALT), error):
                mistake(p, st, sh, s, sensor, kind, i, t, amount)
    if office >= 0 and is_caught and p.acts.protected[kind]:
        target(p, st, sh, s, i, t, kind, amount, person_word, begin)
    if p.minds.deterrence or p.minds.chill or p.minds.rewards:
        learn(p, sh, s, row, begin)


@inner
def hides(p: Any, st: Any, s: int, i: int, t: int, row: int, sense_word: int) -> bool:
    """Whether an act is done where a scheme sees less of it, since the person knows a rule that harms it."""
    r, is_harmed = p.rules, False
    for j in range(r.of_act_first[row], r.of_act_first[row + 1]):
        is_harmed = is_harmed or (r.harmful[r.of_act[j]] != 0 and is_known(p, st, s, r.of_act[j], i, t))
    hidden = own(p, OWN_HIDDEN, p.wiles.hidden, i)
    if not is_harmed or not chance(mix(sense_word, p.schemes.salt[s] ^ HIDE_SALT), hidden):
        return False
    st.concealed[s, i] += 1
    st.welfare[p.schemes.world[s], i] -= p.wiles.effort
    return True


@inner
def learn(p: Any, sh: Any, s: int, row: int, begin: int) -> None:
    """An own act done teaches: an entry came of it, or not. Notices from ``begin`` on are of this act and scheme."""
    r = p.rules
    could, struck = 0, 0
    for j in range(r.minds_first[row], r.minds_first[row + 1]):
        rule = r.minds_rule[j]
        if r.harmful[rule]:
            for m in range(r.of_act_first[row], r.of_act_first[row + 1]):
                if r.of_act[m] == rule:
                    could |= r.minds_groups[j]
    if not could:
        return
    first = p.risks.first[s]
    if p.schemes.knows_entry[s]:
        for n in range(begin, sh.at[N_NOTICES]):
            if r.harmful[sh.notice_rule[n]] and sh.notice_sense[n] >= 0:
                struck |= 1 << (p.senses.group[sh.notice_sense[n]] - first)
    for g in range(first, p.risks.first[s + 1]):
        if could >> (g - first) & 1:
            n = sh.at[N_BELIEFS]
            sh.belief_group[n] = g
            sh.belief_struck[n] = struck >> (g - first) & 1
            sh.at[N_BELIEFS] = n + 1


@inner
def is_told(
    p: Any,
    st: Any,
    sh: Any,
    s: int,
    sensor: int,
    kind: int,
    q: int,
    i: int,
    t: int,
    amount: float,
    turn: Any,
    left: float,
) -> bool:
    """Whether enough of those who can tell of an act do, together with reports that wait."""
    seen = sighted(p, st, sh, s, sensor, q, i, t, amount, turn)
    word = mix(turn, p.senses.salt[sensor])
    n, least = n_present(p, st, s, sensor, kind, i, t), needed(p, st, s, sensor, i, t, turn)
    told = 0
    while told < least and chance(word, left * at_least(n, seen, told + 1)):
        told += 1
    return bool(suffice(p, st, s, sensor, i, t, told, least, turn))


@inner
def detection(
    p: Any, st: Any, sh: Any, s: int, sensor: int, kind: int, q: int, i: int, t: int, amount: float, turn: int
) -> float:
    """The chance that a sense notices an act, witnesses, inspections and reports that wait counted."""
    seen = sighted(p, st, sh, s, sensor, q, i, t, amount, turn)
    if p.senses.witnesses[sensor]:
        n, least = n_present(p, st, s, sensor, kind, i, t), needed(p, st, s, sensor, i, t, turn)
        if waits(p, sensor):
            return float(at_least(n, seen, max(1, least - n_waiting(p, st, s, sensor, i, t, turn))))
        row = p.by.senses_confirm_true[sensor]
        told = at_least(n, seen, least)
        seen = told * confirmed(p, st, s, sensor, i, t, p.senses.confirm_true[sensor], row, turn)
    return float(seen)


@inner
def waits(p: Any, sensor: int) -> bool:
    """Whether reports wait for others that come later."""
    return p.senses.report_first[sensor + 1] > p.senses.report_first[sensor]


@inner
def is_waiting(st: Any, row: int, i: int, t: int, within: int) -> bool:
    """Whether a report about a person still counts."""
    return st.reported[row, i] > 0 and t + 1 - st.reported[row, i] < within


@inner
def n_waiting(p: Any, st: Any, s: int, sensor: int, i: int, t: int, turn: int) -> int:
    """How many reports about a person still count."""
    within = vary_ticks(p, st, p.senses.within[sensor], p.by.senses_within[sensor], i, s, t, t, 0.0, turn)
    found = 0
    for row in range(p.senses.report_first[sensor], p.senses.report_first[sensor + 1]):
        found += 1 if is_waiting(st, row, i, t, within) else 0
    return found


@inner
def suffice(p: Any, st: Any, s: int, sensor: int, i: int, t: int, told: int, least: int, turn: int) -> bool:
    """Whether reports make an entry, together with those that wait: then all of them are used up."""
    within = vary_ticks(p, st, p.senses.within[sensor], p.by.senses_within[sensor], i, s, t, t, 0.0, turn)
    enough = told > 0 and told + n_waiting(p, st, s, sensor, i, t, turn) >= least
    for row in range(p.senses.report_first[sensor], p.senses.report_first[sensor + 1]):
        if enough:
            st.reported[row, i] = 0
        elif not is_waiting(st, row, i, t, within):
            st.reported[row, i] = t + 1 if told > 0 else 0
            told -= 1
    return bool(enough)


@inner
def sighted(p: Any, st: Any, sh: Any, s: int, sensor: int, q: int, i: int, t: int, amount: float, turn: int) -> float:
    """The chance that an act is seen, by each who can tell where somebody must; attention and inspections counted."""
    k = p.senses
    seen = value(p, st, q, i, s, t, t, amount, 1, turn)
    if p.efforts.of_sense[sensor] >= 0:
        seen = seen * st.effort[p.efforts.of_sense[sensor], i]
    for j in range(k.inspect_first[sensor], k.inspect_first[sensor + 1]):
        c = k.inspect[j]
        if was_open(p, st, sh, c, s, i, t):
            seen = seen + (1.0 - seen) * carried_out(p, st, c, i, s, t, 0.0, 1, turn)
    return float(seen)


@inner
def needed(p: Any, st: Any, s: int, sensor: int, i: int, t: int, turn: int) -> int:
    """How many reports it takes."""
    q = p.by.senses_least[sensor]
    if q < 0:
        return int(p.senses.least[sensor])
    return int(round_half_up(value(p, st, q, i, s, t, t, 0.0, 1, turn)))


@inner
def confirmed(p: Any, st: Any, s: int, sensor: int, i: int, t: int, plain: float, q: int, turn: int) -> float:
    """The chance that all others who are asked confirm a report."""
    if q < 0:
        return plain
    each = value(p, st, q, i, s, t, t, 0.0, 1, turn)
    others = round_half_up(value(p, st, p.by.senses_households[sensor], i, s, t, t, 0.0, 1, turn)) - 1
    total = 1.0
    for _ in range(others):
        total = total * each
    return total


@inner
def n_present(p: Any, st: Any, s: int, sensor: int, kind: int, i: int, t: int) -> int:
    """How many could tell of an act: a circle, the one towards whom it is done, those met in a day, all one knows."""
    who = p.senses.witnesses[sensor]
    if who <= BY_HOUSEHOLD:
        return n_witnesses(p, who, i)
    if p.circles.of_act[kind] >= 0:
        return 1
    if who == BY_MET:
        return max(1, round_half_up(value(p, st, p.senses.met[sensor], i, s, t, t, 0.0, 1, 0)))
    return n_witnesses(p, BY_FRIENDS, i) + n_witnesses(p, BY_COLLEAGUES, i) + n_witnesses(p, BY_HOUSEHOLD, i)


@inner
def n_witnesses(p: Any, kind: int, i: int) -> int:
    """How many could tell: friends, colleagues or members of the household."""
    ties = p.ties
    if kind == 1:
        return int(ties.friends_first[i + 1] - ties.friends_first[i])
    if kind == 2:
        g = ties.work[i]
        return int(ties.work_first[g + 1] - ties.work_first[g] - 1) if g >= 0 else 0
    h = ties.household[i]
    return int(ties.household_first[h + 1] - ties.household_first[h] - 1)


@inner
def attribution(p: Any, st: Any, s: int, sensor: int, i: int, t: int, amount: float, turn: int) -> tuple[float, float]:
    """Chances that a seen act goes to the right person, and to a wrong one."""
    k = p.senses
    missed = vary(p, st, 0.0, k.missed[sensor], i, s, t, t, amount, turn)
    false = vary(p, st, 0.0, k.false_match[sensor], i, s, t, t, amount, turn)
    if k.identification[sensor] == 1:
        return max(0.0, 1.0 - missed - false), false
    gallery = vary(p, st, k.gallery[sensor], p.by.senses_gallery[sensor], i, s, t, t, amount, turn)
    if false <= 0.0:
        return 1.0 - missed, 0.0
    log_clear = -ln(1.0 - false)
    none_of_all = exp_neg(gallery * log_clear)
    right = (1.0 - missed) * ((1.0 - none_of_all) / (gallery * false))
    nobody = missed * exp_neg((gallery - 1.0) * log_clear)
    return right, max(0.0, 1.0 - right - nobody)


@inner
def credit(
    p: Any,
    st: Any,
    sh: Any,
    s: int,
    i: int,
    t: int,
    kind: int,
    amount: float,
    sensor: int,
    turn: int,
    person_word: int,
    begin: int,
) -> None:
    """The right person gets an entry under each rule, credited to the first sense that saw the act."""
    r = p.rules
    row = s * p.acts.n_acts + kind
    known = sh.at[N_NOTICES]
    for j in range(r.of_act_first[row], r.of_act_first[row + 1]):
        rule = r.of_act[j]
        if is_credited(sh, rule, begin, known) or not is_for(p, st, s, i, t, rule, sensor, amount):
            continue
        if p.offices.of_scheme[s] >= 0 and is_misplaced(p, st, sh, s, i, t, kind, sensor, rule, person_word):
            continue
        n = sh.at[N_NOTICES]
        if n == begin:
            sh.n_seen[s, kind] += 1
        sh.notice_scheme[n] = s
        sh.notice_rule[n] = rule
        sh.notice_act[n] = kind
        sh.notice_sense[n] = sensor
        sh.notice_flags[n] = THEIRS
        delay = vary_ticks(p, st, p.senses.delay[sensor], p.by.senses_delay[sensor], i, s, t, t, amount, turn)
        sh.notice_due[n] = t + delay
        sh.notice_amount[n] = amount
        sh.at[N_NOTICES] = n + 1


@inner
def is_misplaced(
    p: Any, st: Any, sh: Any, s: int, i: int, t: int, kind: int, sensor: int, rule: int, person_word: int
) -> bool:
    """Whether an official writes the entry to another person."""
    o = p.offices
    office = o.of_scheme[s]
    word = mix(person_word, p.senses.salt[sensor] ^ p.rules.salt[rule] ^ INSIDER_SALT)
    turn: Any = np.int64(word)
    if not chance(word, value(p, st, o.insider[office], i, s, t, t, 0.0, 1, turn)):
        return False
    for j in range(o.wrong_first[office], o.wrong_first[office + 1]):
        if o.wrong_act[j] == kind and o.wrong_rule[j] == rule:
            n = sh.at[N_MISTAKES]
            sh.mistake[n] = (o.pool_row[office] + j - o.wrong_first[office]) * p.sizes.most_pools
            sh.at[N_MISTAKES] = n + 1
    return True


@inner
def target(
    p: Any, st: Any, sh: Any, s: int, i: int, t: int, kind: int, amount: float, person_word: int, begin: int
) -> None:
    """A critic who was seen may get an entry under the dearest rule, for what they did not do."""
    o = p.offices
    office = o.of_scheme[s]
    rule = o.dearest[office]
    n = sh.at[N_NOTICES]
    if rule < 0 or is_credited(sh, rule, begin, n):
        return
    word = mix(person_word, p.schemes.salt[s] ^ TARGET_SALT)
    turn: Any = np.int64(word)
    if chance(word, value(p, st, o.targets[office], i, s, t, t, amount, 1, turn)):
        sh.notice_scheme[n] = s
        sh.notice_rule[n] = rule
        sh.notice_act[n] = kind
        sh.notice_sense[n] = TARGETED
        sh.notice_flags[n] = 0
        sh.notice_due[n] = t
        sh.notice_amount[n] = amount
        sh.at[N_NOTICES] = n + 1


@inner
def is_credited(sh: Any, rule: int, begin: int, end: int) -> bool:
    """Whether an earlier sense has made the entry under this rule."""
    for n in range(begin, end):
        if sh.notice_rule[n] == rule:
            return True
    return False


@inner
def is_for(p: Any, st: Any, s: int, i: int, t: int, rule: int, sensor: int, amount: float) -> bool:
    """Whether a rule takes what this sense saw, and that much of it."""
    if not p.rules.seen_by[rule] >> p.rows.sense_position[sensor] & 1:
        return False
    return amount > least_amount(p, st, s, i, t, rule)


@inner
def mistake(p: Any, st: Any, sh: Any, s: int, sensor: int, kind: int, i: int, t: int, amount: float) -> None:
    """The act goes into the pool of those who look alike, once per rule."""
    k = p.senses
    pool = k.pool_of[k.pool[sensor], i]
    for row in range(k.pool_first[sensor], k.pool_first[sensor + 1]):
        if k.pool_act[row] == kind and is_for(p, st, s, i, t, k.pool_rule[row], sensor, amount):
            n = sh.at[N_MISTAKES]
            sh.mistake[n] = row * p.sizes.most_pools + pool
            sh.at[N_MISTAKES] = n + 1
