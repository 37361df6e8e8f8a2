"""Looking things up: numbers that depend, numbers that are drawn, conditions (``twin/look.py``)."""

import math
from typing import Any

from scorarium.kernels.arena import count_entries
from scorarium.kernels.arith import exp, exp_neg, ln, normal_quantile, round_half_up
from scorarium.kernels.codes import (
    ATTRIBUTE,
    BY_AMOUNT,
    BY_REPEAT,
    BY_RUNG,
    BY_SCORE,
    BY_TIER,
    CODE,
    DISTRICT,
    DRAWN,
    LAW_ERLANG,
    LAW_EXPONENTIAL,
    LAW_FIXED,
    LAW_GAMMA,
    LAW_LOGNORMAL,
    LAW_NONE,
    LAW_NORMAL,
    LAW_TRUNCATED_EXPONENTIAL,
    LAW_UNIFORM,
    LOW32,
    NEVER,
    OP_ACTS,
    OP_AND,
    OP_COPIED,
    OP_ENROLLED,
    OP_IN_SCHEME,
    OP_IS,
    OP_LIST,
    OP_MEASURED,
    OP_NOT,
    OP_OPEN,
    OP_OPEN_BY,
    OP_OR,
    OP_PLACE,
    OP_RELATED,
    OP_RUNG,
    OP_SCORE,
    OP_SCORE_BY,
    OP_STRUCK_ACT,
    OP_STRUCK_RULE,
    OP_TIER,
    OP_TRUE,
    POINT,
    STEP,
    TIME,
    TRAIT,
    UNIT_CHANCE,
    UNIT_KEPT,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.constants import LN2
from scorarium.kernels.draws import mix, uniform
from scorarium.kernels.luck import words
from scorarium.kernels.others import any_related, held_for_other, is_measured, put_together, within

MOST_TRIES = 64
"""So many tries at a gamma number: the first succeeds 95 times of 100."""


@inner
def number(p: Any, st: Any, q: int, i: int, s: int, t: int, amount: float, repeat: int) -> float:
    """The value of number ``q`` for person ``i`` of scheme ``s`` at tick ``t`` (the mean, if it is drawn)."""
    n = p.numbers
    value = n.base[q]
    for j in range(n.first[q], n.first[q + 1]):
        value = value * term(p, st, j, i, s, t, amount, repeat)
    return float(value)


@inner
def looked_at(p: Any, st: Any, source: int, arg: int, i: int, s: int, t: int, amount: float, repeat: int) -> float:
    """What a table is looked up by."""
    if source == ATTRIBUTE:
        return float(p.people.attribute[arg, i])
    if source == TRAIT:
        return float(p.people.trait[arg, i])
    if source == DISTRICT:
        return float(p.people.district[i])
    if source == BY_AMOUNT:
        return amount
    if source == TIME:
        return float(t)
    if source == BY_REPEAT:
        return float(repeat)
    if source == BY_SCORE or source == BY_RUNG:
        return float(st.score[s, i] / POINT)
    if source == BY_TIER:
        return float(st.tier[s, i])
    return 1.0 if st.on[arg, i] else 0.0


@inner
def term(p: Any, st: Any, j: int, i: int, s: int, t: int, amount: float, repeat: int) -> float:
    """One table of a number, looked up."""
    n = p.numbers
    start, length = n.start[j], n.length[j]
    x = looked_at(p, st, n.source[j], n.arg[j], i, s, t, amount, repeat)
    if n.mode[j] == CODE:
        code = int(x)
        return float(n.value[start + code]) if 0 <= code < length else 1.0
    k = 0
    while k + 1 < length and x >= n.key[start + k + 1]:
        k += 1
    if n.mode[j] == STEP or x <= n.key[start] or k + 1 == length:
        return float(n.value[start + k])
    low, high = n.key[start + k], n.key[start + k + 1]
    v = n.value[start + k]
    return float(v + (n.value[start + k + 1] - v) * ((x - low) / (high - low)))


@inner
def drawn(p: Any, q: int, mean: float, w: Any) -> float:
    """A number of mean ``mean`` drawn by the law of number ``q``, from word 1 alone: the others have other uses."""
    law, a, b = p.numbers.law[q], p.numbers.law_a[q], p.numbers.law_b[q]
    if law == LAW_NONE or law == LAW_FIXED:
        return mean
    u = uniform(w[1])
    if law == LAW_EXPONENTIAL:
        return float(-mean * ln(u))
    if law == LAW_ERLANG:
        total = 0.0
        for k in range(int(a)):
            word = mix(w[1], k) if k else w[1]
            total = total - ln(uniform(word))
        return float(mean / a * total)
    if law == LAW_NORMAL:
        return float(mean + a * normal_quantile(u))
    if law == LAW_LOGNORMAL:
        return float(mean * exp(a * normal_quantile(u) - 0.5 * a * a))
    if law == LAW_UNIFORM:
        return float(a + (b - a) * u)
    if law == LAW_TRUNCATED_EXPONENTIAL:
        low, high = exp(-a / mean), exp(-b / mean)
        return float(-mean * ln(low - u * (low - high)))
    if law == LAW_GAMMA:
        return float(mean / a * gamma(a, w[1]))
    k = p.numbers.share_first[q]
    last = p.numbers.share_first[q + 1] - 1
    while k < last and u >= p.numbers.share_upto[k]:
        k += 1
    return float(p.numbers.share_value[k])


@inner
def gamma(shape: float, word: Any) -> float:
    """A standard gamma number (Marsaglia & Tsang 2000); below a shape of one, one of shape + 1 shrunk by a uniform."""
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    found = d
    for k in range(MOST_TRIES):
        x = normal_quantile(uniform(mix(word, 2 * k)))
        v = 1.0 + c * x
        v = v * v * v
        if v > 0.0 and ln(uniform(mix(word, 2 * k + 1))) < 0.5 * x * x + d - d * v + d * ln(v):
            found = d * v
            break
    if shape >= 1.0:
        return float(found)
    return float(found * exp(ln(uniform(mix(word, 2 * MOST_TRIES))) / shape))


@inner
def value(p: Any, st: Any, q: int, i: int, s: int, t: int, at: int, amount: float, repeat: int, turn: int) -> float:
    """The value of number ``q``, drawn by luck of tick ``at`` if it has a law; ``turn`` tells draws of a tick apart."""
    x = number(p, st, q, i, s, t, amount, repeat)
    law, unit = p.numbers.law[q], p.numbers.unit[q]
    if law > LAW_FIXED:
        salt = p.numbers.salt[q]
        if p.numbers.once[q]:
            at, turn = 0, 0
        w = words(p, DRAWN, at, i, salt & 0xFFFF)
        x = drawn(p, q, x, (w[0], mix(w[1], (salt + turn) & LOW32), w[2], w[3]))
    if unit == UNIT_CHANCE:
        return float(1.0 - exp_neg(x)) if x > 0.0 else 0.0
    if unit == UNIT_KEPT:
        return float(exp_neg(LN2 / x)) if x > 0.0 else 0.0
    return float(x)


@inner
def in_world(p: Any, q: int, w: int) -> int:
    """The row of a number of the society in a world: where it hangs on what acts move, each has its own."""
    return int(q + w * p.numbers.apart[q]) if q >= 0 else q


@inner
def vary(p: Any, st: Any, plain: float, q: int, i: int, s: int, t: int, at: int, amount: float, turn: int) -> float:
    """A cell of a table: what stands there, or number ``q`` where the cell depends on something."""
    if q < 0:
        return plain
    return value(p, st, q, i, s, t, at, amount, 1, turn)


@inner
def vary_units(p: Any, st: Any, plain: int, q: int, i: int, s: int, t: int, at: int, turn: int) -> int:
    """The same for points and money in units."""
    if q < 0:
        return plain
    return int(round_half_up(value(p, st, q, i, s, t, at, 0.0, 1, turn) * POINT))


@inner
def vary_ticks(p: Any, st: Any, plain: int, q: int, i: int, s: int, t: int, at: int, amount: float, turn: int) -> int:
    """The same for durations: rounded half up, at least 1 unless it is nought."""
    return plain if q < 0 else whole_ticks(value(p, st, q, i, s, t, at, amount, 1, turn))


@inner
def whole_ticks(x: float) -> int:
    """A duration in ticks, rounded half up, at least 1 unless it is nought."""
    if x >= NEVER:
        return NEVER
    return max(1, round_half_up(x)) if x > 0.0 else 0


@inner
def carried_out(p: Any, st: Any, c: int, i: int, s: int, t: int, amount: float, repeat: int, turn: int) -> float:
    """How often a consequence is carried out: its strength, whoever signs, whoever receives the score."""
    k = p.consequences
    share = value(p, st, k.strength[c], i, s, t, t, amount, repeat, turn)
    if k.follows[c] >= 0:
        share = share * signed(p, st, k.follows[c], k.bias[c], i, s, t, turn)
    if k.decisive[c] >= 0:
        share = share * value(p, st, k.decisive[c], i, s, t, t, 0.0, 1, turn)
    return float(share)


@inner
def signed(p: Any, st: Any, follows: int, bias: int, i: int, s: int, t: int, turn: int) -> float:
    """How often the one who signs follows: a share, and what is added to it for some."""
    share = value(p, st, follows, i, s, t, t, 0.0, 1, turn)
    if bias >= 0:
        share = max(0.0, min(1.0, share + value(p, st, bias, i, s, t, t, 0.0, 1, turn)))
    return float(share)


@inner
def least_amount(p: Any, st: Any, s: int, i: int, t: int, rule: int) -> float:
    """What an act's amount must exceed for a rule."""
    return vary(p, st, p.rules.above[rule], p.by.rules_above[rule], i, s, t, t, 0.0, 0)


@inner
def ticks_of(p: Any, st: Any, q: int, i: int, s: int, t: int, w: Any, amount: float, repeat: int) -> int:
    """A duration in ticks: drawn, rounded half up, at least 1 unless it is nought."""
    if q < 0:
        return NEVER
    mean = number(p, st, q, i, s, t, amount, repeat)
    if mean >= NEVER:
        return NEVER
    if mean <= 0.0:
        return 0
    return max(1, min(NEVER, round_half_up(drawn(p, q, mean, w))))


@inner
def case_procedure(p: Any, st: Any, s: int, i: int) -> int:
    """The procedure of the person's case."""
    own = p.schemes.own_case[s]
    return int(st.case_under[own, i]) if own >= 0 else s


@inner
def is_suspended(p: Any, st: Any, s: int, i: int, k: int) -> bool:
    """Whether a pending appeal holds up what hangs on procedure ``k``: the scheme's, or that of a list."""
    return p.schemes.appeal_suspends[k] != 0 and st.case_due[s, i] >= 0 and case_procedure(p, st, s, i) == k


@inner
def holds(p: Any, st: Any, sh: Any, c: int, i: int, s: int, t: int, first: int, last: int) -> bool:
    """Whether condition ``c`` of a scheme holds for a person now; strikes ``first … last - 1`` are this moment's."""
    q = p.conditions
    stack = 0
    j = q.first[c]
    if j + 1 == q.first[c + 1] and q.op[j] < OP_RELATED:
        return bool(leaf(p, st, sh, j, i, s, t, first, last))
    for j in range(q.first[c], q.first[c + 1]):
        op = q.op[j]
        if op == OP_AND or op == OP_OR or op == OP_NOT:
            stack = put_together(stack, op, q.a[j])
        elif op == OP_RELATED:
            stack = stack << 1 | (1 if any_related(p, st, q.a[j], q.b[j], i, s) else 0)
        elif op == OP_IN_SCHEME:
            stack = stack << 1 | (1 if held_for_other(p, st, q.b[j], i, q.a[j]) else 0)
        else:
            stack = stack << 1 | (1 if leaf(p, st, sh, j, i, s, t, first, last) else 0)
    return stack & 1 != 0


@inner
def leaf(p: Any, st: Any, sh: Any, j: int, i: int, s: int, t: int, first: int, last: int) -> bool:
    """One fact about the person, now."""
    q = p.conditions
    op, a, b = q.op[j], q.a[j], q.b[j]
    if op == OP_TRUE:
        return True
    if op == OP_IS:
        return q.mask[j] >> p.people.attribute[a, i] & 1 != 0
    if op == OP_PLACE:
        return p.people.district[i] == a
    if op == OP_SCORE or op == OP_RUNG:
        return st.enrolled[s, i] >= 0 and within(st.score[s, i] / POINT, q.low[j], q.high[j], q.mask[j])
    if op == OP_TIER:
        tier = st.tier[s, i]
        return tier >= 0 and not (b and is_suspended(p, st, s, i, s)) and q.mask[j] >> tier & 1 != 0
    if op == OP_LIST:
        if not st.on[a, i]:
            return False
        k = p.lists.procedure[a] if p.lists.procedure[a] >= 0 else s
        return not b or (is_in_force(p, st, a, i, s, t) and not is_suspended(p, st, s, i, k))
    if op == OP_ENROLLED:
        return st.enrolled[s, i] >= 0 and q.low[j] <= t - st.enrolled[s, i] <= q.high[j]
    if op == OP_ACTS:
        return count_entries(st, sh, s, i, a, t, q.low[j]) >= b
    if op == OP_OPEN:
        w = p.schemes.world[s]
        since = st.open_since[a, w, i]
        return since >= 0 and st.open_amount[a, w, i] > q.low[j] and t - since >= q.high[j]
    if op == OP_MEASURED:
        return is_measured(p, st, j, s)
    if op == OP_COPIED:
        return st.copy_until[a, i] > t
    if op >= OP_SCORE_BY:
        return by_numbers(p, st, j, i, s, t)
    for k in range(first, last):
        if (op == OP_STRUCK_RULE and sh.strike_rule[k] == a) or (op == OP_STRUCK_ACT and sh.strike_act[k] == a):
            return True
    return False


@inner
def by_numbers(p: Any, st: Any, j: int, i: int, s: int, t: int) -> bool:
    """One fact whose threshold depends on something or is drawn."""
    q = p.conditions
    op, a, b = q.op[j], q.a[j], q.b[j]
    if op == OP_OPEN_BY:
        w = p.schemes.world[s]
        since = st.open_since[a, w, i]
        if since < 0 or st.open_amount[a, w, i] <= value(p, st, b, i, s, t, t, 0.0, 1, 0):
            return False
        return t - since >= whole_ticks(value(p, st, q.mask[j], i, s, t, t, 0.0, 1, 0))
    if st.enrolled[s, i] < 0:
        return False
    low = value(p, st, a, i, s, t, t, 0.0, 1, 0) if a >= 0 else -math.inf
    high = value(p, st, b, i, s, t, t, 0.0, 1, 0) if b >= 0 else math.inf
    if op == OP_SCORE_BY:
        return within(st.score[s, i] / POINT, low, high, q.mask[j])
    since = t - st.enrolled[s, i]
    return (a < 0 or since >= whole_ticks(low)) and (b < 0 or since <= whole_ticks(high))


@inner
def is_in_force(p: Any, st: Any, row: int, i: int, s: int, t: int) -> bool:
    """Whether the time of grace of a listing is over."""
    since = st.since[row, i]
    return t - since >= vary_ticks(p, st, p.lists.grace[row], p.by.lists_grace[row], i, s, t, since, 0.0, 0)


@inner
def was_open(p: Any, st: Any, sh: Any, c: int, s: int, i: int, t: int) -> bool:
    """Whether a consequence was in force at the end of the last tick: what a person acts under."""
    k = p.consequences
    if k.export[c] >= 0:
        return t > 0 and st.copy_until[k.export[c], i] >= t
    if t >= p.schemes.end_tick[s]:
        return False
    if k.moment[c]:
        return st.edge[k.edge[c], i] >= t
    return bool(holds(p, st, sh, k.when[c], i, s, t, 0, 0))
