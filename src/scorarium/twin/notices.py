"""What becomes an entry in this tick: own acts, malice, mistaken identity, slips, what is recalled, standing duties."""

from math import floor

from scorarium.names import Decision, Flag, Sensor
from scorarium.twin.arith import poisson
from scorarium.twin.draws import MASK, chance, mix, uniform
from scorarium.twin.look import (
    count_entries,
    holds,
    value,
    vary,
    vary_ticks,
)
from scorarium.twin.notes import Notes, Notice
from scorarium.twin.sense import confirmed, n_witnesses, needed, suffice, waits
from scorarium.twin.sim import Entry, Sim
from scorarium.twin.wiles import claimed


def due_notices(sim: Sim, s: int, i: int, t: int, notes: Notes) -> list[Notice]:
    """What becomes an entry in this tick: delayed ones, own acts, malice, mistaken identity, standing duties."""
    due = []
    kept = []
    for e in sim.record[s][i]:
        if e.flags & Flag.PENDING and e.expiry <= t:
            due.append(Notice(e.rule, e.act, e.sense, e.flags & ~Flag.PENDING, e.amount, t))
        else:
            kept.append(e)
    sim.record[s][i] = kept
    for notice in notes.notices[s]:
        if notice.due > t:
            pending = notice.flags | Flag.PENDING
            sim.record[s][i].append(
                Entry(notice.rule, notice.act, notice.sense, t, notice.due, 0, pending, amount=notice.amount)
            )
        else:
            due.append(notice)
    return (
        due
        + claimed(sim, s, i, t)
        + malice(sim, s, i, t)
        + pulls(sim, s, i, t)
        + slips(sim, s, i, t)
        + duties(sim, s, i, t)
    )


def senses_of(sim: Sim, s: int) -> list[int]:
    """Rows of a scheme's senses."""
    return [k for k, row in enumerate(sim.senses.scheme) if row == s]


def malice(sim: Sim, s: int, i: int, t: int) -> list[Notice]:
    """False reports by ties: an entry needs enough of them in one tick, and confirmation where it is asked for."""
    k, found = sim.senses, []
    for sense in senses_of(sim, s):
        rows = k.pool_first[sense + 1] - k.pool_first[sense]
        if (k.malicious[sense] <= 0.0 and sim.by.senses_malicious[sense] < 0) or rows == 0:
            continue
        words = sim.luck.block(Decision.MALICE, t, i, sim.schemes.slot[s])
        rate = vary(sim, k.malicious[sense], sim.by.senses_malicious[sense], i, s, t)
        reports = poisson(uniform(mix(words[0], k.salt[sense])), rate * n_witnesses(sim, k.malice_by[sense], i))
        confirm = confirmed(sim, s, sense, i, t, k.confirm_false[sense], sim.by.senses_confirm_false, 0)
        least = needed(sim, s, sense, i, t, 0)
        enough = suffice(sim, s, sense, i, t, reports, least, 0) if waits(sim, sense) else reports >= max(1, least)
        if enough and chance(mix(words[1], k.salt[sense]), confirm):
            row = k.pool_first[sense] + (mix(words[2], k.salt[sense]) * rows >> 32)
            found.append(Notice(k.pool_rule[row], k.pool_act[row], sense, int(Flag.MALICIOUS), 1.0, t))
    return found


def pulls(sim: Sim, s: int, i: int, t: int) -> list[Notice]:
    """Entries for what others did: Poisson(W / n) of the pool's wrong attributions of the previous tick."""
    k = sim.senses
    found: list[Notice] = []
    for sense in senses_of(sim, s):
        if k.pool[sense] < 0:
            continue
        pool = k.pool_of[k.pool[sense]][i]
        for row in range(k.pool_first[sense], k.pool_first[sense + 1]):
            wrong = sim.state.pub_wrong[row][pool]
            if wrong == 0:
                continue
            rule, act = k.pool_rule[row], k.pool_act[row]
            salt = (k.salt[sense] ^ sim.rules.salt[rule] ^ act * 0x9E3779B9) & MASK
            word = mix(sim.luck.block(Decision.POOL, t, i, sim.schemes.slot[s])[0], salt)
            hits = poisson(uniform(word), wrong / k.pool_size[k.pool[sense]][pool])
            found.extend(Notice(rule, act, sense, 0, 1.0, t) for _ in range(hits))
    return found


def slips(sim: Sim, s: int, i: int, t: int) -> list[Notice]:
    """Entries of others that an official wrote to this person: Poisson(W / n) of those of the previous tick."""
    o = sim.offices
    office = o.of_scheme[s]
    found: list[Notice] = []
    for j in range(o.wrong_first[office], o.wrong_first[office + 1]) if office >= 0 else ():
        wrong = sim.state.pub_wrong[o.pool_row[office] + j - o.wrong_first[office]][0]
        if wrong == 0:
            continue
        rule, act = o.wrong_rule[j], o.wrong_act[j]
        word = mix(sim.luck.block(Decision.ERR, t, i, sim.schemes.slot[s])[0], slip_salt(sim, rule, act))
        hits = poisson(uniform(word), wrong / sim.n)
        found.extend(Notice(rule, act, Sensor.INSIDER, 0, 1.0, t) for _ in range(hits))
    return found


def slip_salt(sim: Sim, rule: int, act: int) -> int:
    """The salt of an entry under a rule for an act."""
    return int((sim.rules.salt[rule] ^ act * 0x9E3779B9) & MASK)


def recalling_rules(sim: Sim, s: int) -> list[int]:
    """The rules of a scheme that reach back."""
    return [rule for rule in range(sim.sizes.rules) if sim.rules.scheme[rule] == s and sim.rules.reach[rule] > 0]


def recalls(sim: Sim, s: int, i: int, t: int, rule: int) -> list[Notice]:
    """What was recorded before a rule came: struck once, when the rule first applies to the person."""
    r = sim.rules
    found: list[Notice] = []
    row = r.recalled[rule]
    if sim.state.recalled[row][i] or (r.when[rule] >= 0 and not holds(sim, r.when[rule], i, s, t)):
        return found
    sim.state.recalled[row][i] = 1
    back = vary_ticks(sim, r.reach[rule], sim.by.rules_reach[rule], i, s, t)
    own = r.recalls[r.recalls_first[rule] : r.recalls_first[rule + 1]]
    for e in sim.record[s][i]:
        is_old = e.tick < t and t - e.tick <= back and not e.flags & (Flag.GONE | Flag.PENDING)
        if e.rule in own and is_old:
            found.append(Notice(rule, e.act, e.sense, e.flags & (Flag.THEIRS | Flag.MALICIOUS), e.amount, t))
    return found


def duties(sim: Sim, s: int, i: int, t: int) -> list[Notice]:
    """Rules that strike at the end of each period in which their condition holds."""
    r, found = sim.rules, []
    for rule in range(sim.sizes.rules):
        if r.scheme[rule] == s and strikes_now(sim, s, i, t, rule):
            if r.when[rule] < 0 or holds(sim, r.when[rule], i, s, t):
                found.append(Notice(rule, -1, -1, int(Flag.THEIRS), 1.0, t))
    return found


def strikes_now(sim: Sim, s: int, i: int, t: int, rule: int) -> bool:
    """Whether tick ``t`` ends a period of a rule: of everybody, or of the person."""
    q = sim.by.rules_every[rule]
    if q < 0:
        return sim.ends_period(t, sim.rules.every_num[rule], sim.rules.every_den[rule])
    span = value(sim, q, i, s, t)
    return span > 0.0 and floor((t + 1) / span) > floor(t / span)


def strikes_before(sim: Sim, s: int, i: int, t: int, rule: int) -> int:
    """How often a rule has struck within its window, before now."""
    window = vary_ticks(sim, sim.rules.repeat_within[rule], sim.by.rules_repeat_within[rule], i, s, t)
    return count_entries(sim, s, i, rule, t, window)
