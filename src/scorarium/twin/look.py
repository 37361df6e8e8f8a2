"""Looking things up: numbers that depend, numbers that are drawn, conditions."""

from math import inf, sqrt
from typing import Any

from scorarium.kernels.constants import LN2
from scorarium.names import NEVER, POINT, Decision, Flag, LawCode, Listed, Mode, Op, Relation, Source, Unit
from scorarium.twin.arith import exp, exp_neg, ln, normal_quantile, round_half_up
from scorarium.twin.draws import MASK, mix, uniform
from scorarium.twin.sim import Sim, Strike

Words = tuple[int, int, int, int]
MOST_TRIES = 64
"""So many tries at a gamma number: the first succeeds 95 times of 100."""


def number(sim: Sim, q: int, i: int, s: int, t: int, *, amount: float = 0.0, repeat: int = 0) -> float:
    """The value of number ``q`` for person ``i`` of scheme ``s`` at tick ``t`` (the mean, if it is drawn)."""
    n = sim.numbers
    value = n.base[q]
    for j in range(n.first[q], n.first[q + 1]):
        value = value * term(sim, j, i, s, t, amount, repeat)
    return float(value)


def term(sim: Sim, j: int, i: int, s: int, t: int, amount: float, repeat: int) -> float:
    """One table of a number, looked up."""
    n = sim.numbers
    source, arg, start, length = n.source[j], n.arg[j], n.start[j], n.length[j]
    st = sim.state
    x: float
    if source == Source.ATTRIBUTE:
        x = sim.people.attribute[arg][i]
    elif source == Source.TRAIT:
        x = sim.people.trait[arg][i]
    elif source == Source.DISTRICT:
        x = sim.people.district[i]
    elif source == Source.AMOUNT:
        x = amount
    elif source == Source.TIME:
        x = t
    elif source == Source.REPEAT:
        x = repeat
    elif source == Source.SCORE or source == Source.RUNG:
        x = st.score[s][i] / POINT
    elif source == Source.TIER:
        x = st.tier[s][i]
    else:
        x = 1 if st.on[arg][i] else 0
    if n.mode[j] == Mode.CODE:
        k = int(x)
        return float(n.value[start + k]) if 0 <= k < length else 1.0
    k = 0
    while k + 1 < length and x >= n.key[start + k + 1]:
        k += 1
    if n.mode[j] == Mode.STEP or x <= n.key[start] or k + 1 == length:
        return float(n.value[start + k])
    low, high = n.key[start + k], n.key[start + k + 1]
    v = n.value[start + k]
    return float(v + (n.value[start + k + 1] - v) * ((x - low) / (high - low)))


def drawn(sim: Sim, q: int, mean: float, words: Words) -> float:
    """A number of mean ``mean`` drawn by the law of number ``q``, from word 1 alone: the others have other uses."""
    law, a, b = sim.numbers.law[q], sim.numbers.law_a[q], sim.numbers.law_b[q]
    if law in (LawCode.NONE, LawCode.FIXED):
        return mean
    u = uniform(words[1])
    if law == LawCode.EXPONENTIAL:
        return -mean * ln(u)
    if law == LawCode.ERLANG:
        total = 0.0
        for k in range(int(a)):
            total = total - ln(uniform(mix(words[1], k) if k else words[1]))
        return float(mean / a * total)
    if law == LawCode.NORMAL:
        return float(mean + a * normal_quantile(u))
    if law == LawCode.LOGNORMAL:
        return mean * exp(a * normal_quantile(u) - 0.5 * a * a)
    if law == LawCode.UNIFORM:
        return float(a + (b - a) * u)
    if law == LawCode.TRUNCATED_EXPONENTIAL:
        return truncated(mean, a, b, u)
    if law == LawCode.GAMMA:
        return float(mean / a * gamma(a, words[1]))
    return shares(sim, q, u)


def truncated(mean: float, low: float, high: float, u: float) -> float:
    """An exponential of the given (untruncated) mean cut to [low, high]."""
    a, b = exp(-low / mean), exp(-high / mean)
    return -mean * ln(a - u * (a - b))


def shares(sim: Sim, q: int, u: float) -> float:
    """One value of a table of shares."""
    n = sim.numbers
    first, last = n.share_first[q], n.share_first[q + 1] - 1
    k = first
    while k < last and u >= n.share_upto[k]:
        k += 1
    return float(n.share_value[k])


def gamma(shape: float, word: int) -> float:
    """A standard gamma number (Marsaglia & Tsang 2000); below a shape of one, one of shape + 1 shrunk by a uniform."""
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    c = 1.0 / sqrt(9.0 * d)
    found = d
    for k in range(MOST_TRIES):
        x = normal_quantile(uniform(mix(word, 2 * k)))
        v = 1.0 + c * x
        v = v * v * v
        if v > 0.0 and ln(uniform(mix(word, 2 * k + 1))) < 0.5 * x * x + d - d * v + d * ln(v):
            found = d * v
            break
    if shape >= 1.0:
        return found
    return found * exp(ln(uniform(mix(word, 2 * MOST_TRIES))) / shape)


def value(
    sim: Sim, q: int, i: int, s: int, t: int, *,
    at: int | None = None, amount: float = 0.0, repeat: int = 1, turn: int = 0,
) -> float:  # fmt: skip
    """The value of number ``q``, drawn if it has a law: a rate once for each person, anything else each time anew.

    ``at`` is the tick to which the draw belongs (now), ``turn`` tells draws of one tick apart.
    """
    x = number(sim, q, i, s, t, amount=amount, repeat=repeat)
    if sim.numbers.law[q] > LawCode.FIXED:
        salt = sim.numbers.salt[q]
        is_once = sim.numbers.once[q]
        words = sim.luck.block(Decision.DRAWN, 0 if is_once else t if at is None else at, i, salt & 0xFFFF)
        x = drawn(sim, q, x, (words[0], mix(words[1], (salt + (0 if is_once else turn)) & MASK), words[2], words[3]))
    unit = sim.numbers.unit[q]
    if unit == Unit.CHANCE:
        return 1.0 - exp_neg(x) if x > 0.0 else 0.0
    if unit == Unit.KEPT:
        return exp_neg(LN2 / x) if x > 0.0 else 0.0
    return x


def in_world(sim: Sim, q: int, w: int) -> int:
    """The row of a number of the society in a world: where it hangs on what acts move, each has its own."""
    return q + w * sim.numbers.apart[q] if q >= 0 else q


def vary(
    sim: Sim, plain: float, q: int, i: int, s: int, t: int, *,
    at: int | None = None, amount: float = 0.0, turn: int = 0,
) -> float:  # fmt: skip
    """A cell of a table: what stands there, or number ``q`` where the cell depends on something."""
    return plain if q < 0 else value(sim, q, i, s, t, at=at, amount=amount, turn=turn)


def vary_units(sim: Sim, plain: int, q: int, i: int, s: int, t: int, *, at: int | None = None, turn: int = 0) -> int:
    """The same for points and money in units."""
    return plain if q < 0 else round_half_up(value(sim, q, i, s, t, at=at, turn=turn) * POINT)


def vary_ticks(
    sim: Sim, plain: int, q: int, i: int, s: int, t: int, *,
    at: int | None = None, amount: float = 0.0, turn: int = 0,
) -> int:  # fmt: skip
    """The same for durations: rounded half up, at least 1 unless it is nought."""
    if q < 0:
        return plain
    return whole_ticks(value(sim, q, i, s, t, at=at, amount=amount, turn=turn))


def whole_ticks(x: float) -> int:
    """A duration in ticks, rounded half up, at least 1 unless it is nought."""
    if x >= NEVER:
        return NEVER
    return max(1, round_half_up(x)) if x > 0.0 else 0


def carried_out(
    sim: Sim, c: int, i: int, s: int, t: int, *, amount: float = 0.0, repeat: int = 1, turn: int = 0
) -> float:
    """How often a consequence is carried out: its strength, whoever signs, whoever receives the score."""
    k = sim.consequences
    share = value(sim, k.strength[c], i, s, t, amount=amount, repeat=repeat, turn=turn)
    if k.follows[c] >= 0:
        share = share * signed(sim, k.follows[c], k.bias[c], i, s, t, turn=turn)
    if k.decisive[c] >= 0:
        share = share * value(sim, k.decisive[c], i, s, t, turn=turn)
    return share


def signed(sim: Sim, follows: int, bias: int, i: int, s: int, t: int, *, turn: int = 0) -> float:
    """How often the one who signs follows: a share, and what is added to it for some."""
    share = value(sim, follows, i, s, t, turn=turn)
    if bias >= 0:
        share = max(0.0, min(1.0, share + value(sim, bias, i, s, t, turn=turn)))
    return share


def least_amount(sim: Sim, s: int, i: int, t: int, rule: int) -> float:
    """What an act's amount must exceed for a rule."""
    return vary(sim, sim.rules.above[rule], sim.by.rules_above[rule], i, s, t)


def ticks_of(sim: Sim, q: int, i: int, s: int, t: int, words: Words, *, amount: float = 0.0, repeat: int = 0) -> int:
    """A duration in ticks: drawn, rounded half up, at least 1 unless it is nought."""
    if q < 0:
        return NEVER
    mean = number(sim, q, i, s, t, amount=amount, repeat=repeat)
    if mean >= NEVER:
        return NEVER
    if mean <= 0.0:
        return 0
    return max(1, min(NEVER, round_half_up(drawn(sim, q, mean, words))))


def holds(
    sim: Sim, c: int, i: int, s: int, t: int, strikes: tuple[Strike, ...] | list[Strike] = (), *, other: bool = False
) -> bool:
    """Whether condition ``c`` of scheme ``s`` holds for a person; of others the previous tick is read."""
    p = sim.conditions
    stack: list[bool] = []
    for j in range(p.first[c], p.first[c + 1]):
        op, a = p.op[j], p.a[j]
        if op == Op.TRUE:
            stack.append(True)
        elif op == Op.NOT:
            stack[-1] = not stack[-1]
        elif op == Op.AND or op == Op.OR:
            operands = stack[-a:] if a else []
            del stack[len(stack) - a :]
            stack.append(all(operands) if op == Op.AND else any(operands))
        elif op == Op.RELATED:
            stack.append(any(holds(sim, p.b[j], k, s, t, other=True) for k in related(sim, a, i)))
        elif op == Op.IN_SCHEME:
            stack.append(holds(sim, p.b[j], i, a, t, other=True))
        elif other:
            stack.append(leaf_of_other(sim, j, i, s))
        elif op in (Op.SCORE_BY, Op.ENROLLED_BY, Op.OPEN_BY):
            stack.append(by_numbers(sim, j, i, s, t))
        else:
            stack.append(leaf(sim, j, i, s, t, strikes))
    return stack[-1]


def within(x: float, low: float, high: float, strict: int) -> bool:
    """Whether x lies between the ends, which belong unless bit 1 (low) or 2 (high) of ``strict`` is set."""
    return (x > low if strict & 1 else x >= low) and (x < high if strict & 2 else x <= high)


def leaf(sim: Sim, j: int, i: int, s: int, t: int, strikes: Any) -> bool:
    """One fact about the person, now."""
    p, st = sim.conditions, sim.state
    op, a, b = p.op[j], p.a[j], p.b[j]
    if op == Op.IS:
        return bool(p.mask[j] >> sim.people.attribute[a][i] & 1)
    if op == Op.PLACE:
        return bool(sim.people.district[i] == a)
    if op == Op.SCORE or op == Op.RUNG:
        return st.enrolled[s][i] >= 0 and within(st.score[s][i] / POINT, p.low[j], p.high[j], p.mask[j])
    if op == Op.TIER:
        return st.tier[s][i] >= 0 and not (b and is_suspended(sim, s, i, s)) and bool(p.mask[j] >> st.tier[s][i] & 1)
    if op == Op.LIST:
        if not st.on[a][i]:
            return False
        k = s if sim.lists.procedure[a] < 0 else sim.lists.procedure[a]
        return not b or (is_in_force(sim, a, i, s, t) and not is_suspended(sim, s, i, k))
    if op == Op.ENROLLED:
        return bool(st.enrolled[s][i] >= 0 and p.low[j] <= t - st.enrolled[s][i] <= p.high[j])
    if op == Op.ACTS:
        return bool(count_entries(sim, s, i, a, t, p.low[j]) >= b)
    if op == Op.OPEN:
        w = sim.world_of(s)
        since = st.open_since[a][w][i]
        return bool(since >= 0 and st.open_amount[a][w][i] > p.low[j] and t - since >= p.high[j])
    if op in (Op.MEASURED, Op.COPIED):
        return is_measured(sim, j, s) if op == Op.MEASURED else bool(st.copy_until[a][i] > t)
    if op == Op.STRUCK_RULE:
        return any(strike.rule == a for strike in strikes)
    assert op == Op.STRUCK_ACT, op
    return any(strike.act == a for strike in strikes)


def by_numbers(sim: Sim, j: int, i: int, s: int, t: int) -> bool:
    """One fact whose threshold depends on something or is drawn, anew in each tick."""
    p, st = sim.conditions, sim.state
    op, a, b = p.op[j], p.a[j], p.b[j]
    if op == Op.OPEN_BY:
        w = sim.world_of(s)
        since = st.open_since[a][w][i]
        if since < 0 or st.open_amount[a][w][i] <= value(sim, b, i, s, t):
            return False
        return bool(t - since >= whole_ticks(value(sim, p.mask[j], i, s, t)))
    if st.enrolled[s][i] < 0:
        return False
    low, high = (value(sim, q, i, s, t) if q >= 0 else end for q, end in ((a, -inf), (b, inf)))
    if op == Op.SCORE_BY:
        return within(st.score[s][i] / POINT, low, high, p.mask[j])
    since = t - st.enrolled[s][i]
    return bool((a < 0 or since >= whole_ticks(low)) and (b < 0 or since <= whole_ticks(high)))


def is_in_force(sim: Sim, row: int, i: int, s: int, t: int) -> bool:
    """Whether the time of grace of a listing is over."""
    since = sim.state.since[row][i]
    return bool(t - since >= vary_ticks(sim, sim.lists.grace[row], sim.by.lists_grace[row], i, s, t, at=since))


def leaf_of_other(sim: Sim, j: int, i: int, s: int) -> bool:
    """One fact about somebody else, or in another scheme, at the end of the previous tick."""
    p, st = sim.conditions, sim.state
    op, a = p.op[j], p.a[j]
    if op == Op.IS:
        return bool(p.mask[j] >> sim.people.attribute[a][i] & 1)
    if op == Op.SCORE or op == Op.RUNG:
        return st.pub_tier[s][i] >= -1 and within(st.pub_score[s][i] / POINT, p.low[j], p.high[j], p.mask[j])
    if op == Op.TIER:
        return st.pub_tier[s][i] >= 0 and bool(p.mask[j] >> st.pub_tier[s][i] & 1)
    if op == Op.PLACE:
        return bool(sim.people.district[i] == a)
    if op == Op.FACT:
        return bool(st.pub_fact[a][i])
    if op == Op.LIST:
        return bool(st.pub_listed[s][i] >> sim.lists.bit[a] & 1)
    if op == Op.MEASURED:
        return is_measured(sim, j, s)
    raise AssertionError(op)


def is_measured(sim: Sim, j: int, s: int) -> bool:
    """Whether a share of the society lay between the ends at the end of the previous tick."""
    p = sim.conditions
    return within(sim.state.n_measured[sim.world_of(s)][p.a[j]] / sim.n, p.low[j], p.high[j], p.mask[j])


def is_suspended(sim: Sim, s: int, i: int, k: int) -> bool:
    """Whether a pending appeal holds up what hangs on procedure ``k``: the scheme's, or that of a list."""
    return bool(sim.schemes.appeal_suspends[k]) and sim.state.case_due[s][i] >= 0 and case_procedure(sim, s, i) == k


def case_procedure(sim: Sim, s: int, i: int) -> int:
    """The procedure of the person's case."""
    own = sim.schemes.own_case[s]
    return int(sim.state.case_under[own][i] if own >= 0 else s)


def count_entries(sim: Sim, s: int, i: int, rule: int, t: int, window: float) -> int:
    """Entries under a rule made within the last ``window`` ticks, this one included, those struck out not."""
    hidden = Flag.GONE | Flag.PENDING
    return sum(1 for e in sim.record[s][i] if e.rule == rule and not e.flags & hidden and t - e.tick < window)


def related(sim: Sim, relation: int, i: int) -> list[int]:
    """The persons that stand in a relation to ``i``."""
    ties, child = sim.ties, sim.people.is_child
    h = ties.household[i]
    home = [k for k in range(ties.household_first[h], ties.household_first[h + 1]) if k != i]
    if relation == Relation.HOUSEHOLD:
        return home
    if relation == Relation.PARENTS:
        return [k for k in home if not child[k]] if child[i] else []
    if relation == Relation.CHILDREN:
        return [k for k in home if child[k]] if not child[i] else []
    if relation == Relation.PARTNER:
        return [ties.partner[i]] if ties.partner[i] >= 0 else []
    if relation == Relation.FRIENDS:
        return list(ties.friends[ties.friends_first[i] : ties.friends_first[i + 1]])
    if relation == Relation.WORK:
        return group(ties.work, ties.work_first, ties.work_members, i)
    if relation == Relation.SCHOOL:
        return group(ties.school, ties.school_first, ties.school_members, i)
    if relation >= Relation.REPRESENTATIVE:
        first = ties.firm_first[relation - Relation.REPRESENTATIVE]
        return [k for k in ties.firm_members[first[i] : first[i + 1]] if k != i]
    d = sim.people.district[i]
    return [k for k in range(sim.n) if sim.people.district[k] == d and k != i]


def group(of: list[int], first: list[int], members: list[int], i: int) -> list[int]:
    """The other members of a person's group."""
    g = of[i]
    return [k for k in members[first[g] : first[g + 1]] if k != i] if g >= 0 else []


def is_listed(sim: Sim, row: int, i: int) -> bool:
    """Whether a person is on a list, for whatever reason."""
    return bool(sim.state.on[row][i] & (Listed.PRIMARY | Listed.SPREAD))


def is_open(sim: Sim, c: int, s: int, i: int, t: int) -> bool:
    """Whether a consequence is in force for a person now: by condition, by memory of a moment, or by a copy."""
    k = sim.consequences
    if k.export[c] >= 0:
        return bool(sim.state.copy_until[k.export[c]][i] > t)
    if not sim.is_running(s, t):
        return False
    if k.moment[c]:
        return bool(sim.state.edge[k.edge[c]][i] > t)
    return holds(sim, k.when[c], i, s, t)


def was_open(sim: Sim, c: int, s: int, i: int, t: int) -> bool:
    """Whether a consequence was in force at the end of the last tick: what a person acts under."""
    k = sim.consequences
    if k.export[c] >= 0:
        return bool(t > 0 and sim.state.copy_until[k.export[c]][i] >= t)
    if not sim.is_running(s, t):
        return False
    if k.moment[c]:
        return bool(sim.state.edge[k.edge[c]][i] >= t)
    return holds(sim, k.when[c], i, s, t)
