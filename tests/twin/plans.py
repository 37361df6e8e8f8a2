"""Plans drawn at random, table by table: everything that the model can do, more often than any declaration would."""

from random import Random
from typing import Any

import numpy as np

from scorarium.engine import tables
from scorarium.engine.layout import PLAN, fields
from scorarium.engine.plan_cells import alias_tables, count_thresholds
from scorarium.engine.plan_marks import law_of_marks
from scorarium.engine.plan_ratings import places_of
from scorarium.engine.plan_reputations import brings, opinions_of
from scorarium.names import (
    GRID,
    NEVER,
    POINT,
    Effect,
    FactorSource,
    LawCode,
    Meeting,
    Mode,
    Op,
    Opinions,
    Own,
    Relation,
    Repeat,
    ScoreKind,
    Source,
    Unit,
    Witness,
)
from scorarium.scheme.readers import Bounds

CONFIRMS = ("confirm_true", "confirm_false", "households")
BELIEFS = frozenset(what for what in Own if what >= Own.STRENGTH_SEEN)
UNITS = frozenset({
    "lists_leaving_points", "games_referral",
    "schemes_decay_towards", "schemes_clean_points", "tiers_from", "tiers_margin", "lists_leaving_value",
    "repairs_cost", "repairs_points", "repairs_value", "wallets_lot", "factors_start",
    "acts_harm", "acts_benefit", "acts_cost", "services_value",
})  # fmt: skip
SHARES = frozenset(
    {"schemes_decay", "schemes_innovation", "schemes_imitation", "schemes_appeal_rate", "repairs_sought", "games_rate"}
)
DIVISORS = frozenset({"rules_per", "consequences_per", "factors_saturates"})
NOWHERE = {"tiers_from": -(2**31), "factors_start": -(2**31), "rules_reach": 0}
"""What stands in a cell of which nothing is declared."""

TYPES: dict[str, type] = {
    name.lower(): getattr(tables, name) for name in dir(tables) if hasattr(getattr(tables, name), "_fields")
}


def table(name: str, **columns: Any) -> Any:
    """A table with the types that the layout asks for."""
    forms = fields(PLAN[name])
    assert columns.keys() == forms.keys(), (name, columns.keys() ^ forms.keys())
    found = {}
    for column, form in forms.items():
        code, _, ndim = form.partition(":")
        if ndim:
            array = np.array(columns[column], dtype=code)
            found[column] = array if array.ndim == int(ndim) else array.reshape((*array.shape, 0)[: int(ndim)])
        else:
            found[column] = columns[column]
    return TYPES[name](**found)


def starts(lengths: list[int]) -> list[int]:
    """First rows of consecutive parts."""
    out = [0]
    for n in lengths:
        out.append(out[-1] + n)
    return out


def rows_where(wanted: list[bool]) -> list[int]:
    """Rows counted where something is wanted, -1 elsewhere."""
    found, n = [], 0
    for one in wanted:
        found.append(n if one else -1)
        n += one
    return found


class Maker:
    """Draws a plan."""

    def __init__(self, seed: int, n: int = 60, n_ticks: int = 40) -> None:
        self.r = Random(seed)
        self.seed, self.n, self.n_ticks = seed, n, n_ticks
        r = self.r
        self.levels = [2, 3, 4]
        self.n_traits, self.n_districts = 2, 3
        self.n_acts, self.n_services = r.randint(3, 5), 4
        self.kinds = self.n_acts + 3  # the last service is held
        self.scheme_counts = [0, *(r.randint(0, 2) for _ in range(r.randint(1, 3)))]
        self.n_schemes = sum(self.scheme_counts)
        self.world = [w for w, count in enumerate(self.scheme_counts) for _ in range(count)]
        self.n_opens = 2
        self.moves = int(self.chance(0.5))
        self.scarce = r.uniform(0.1, 0.4) if self.chance(0.7) else -1.0
        s = self.n_schemes
        self.n_senses = [r.randint(1, 3) for _ in range(s)]
        self.n_rules = [r.randint(2, 6) for _ in range(s)]
        self.n_lists = [r.randint(0, 3) for _ in range(s)]
        self.n_tiers = [r.choice([0, 2, 4]) for _ in range(s)]
        self.n_repairs = [r.randint(0, 2) for _ in range(s)]
        self.n_consequences = [r.randint(0, 6) for _ in range(s)]
        self.n_groups = [r.randint(1, 3) for _ in range(s)]
        self.own_procedure = [k for k in range(sum(self.n_lists)) if self.chance(0.3)]
        self.better = [r.choice([-1, 1]) for _ in range(s)]
        kinds = [*[ScoreKind.POINTS] * 2, ScoreKind.LADDER, ScoreKind.FACTORS, ScoreKind.RATINGS]
        self.kind = [r.choice(kinds) for _ in range(s)]
        self.has_norm = [self.chance(0.5) for _ in range(s)]
        self.n_factors = [r.randint(1, 4) if kind == ScoreKind.FACTORS else 0 for kind in self.kind]
        self.numbers: list[dict[str, Any]] = []
        self.terms: list[dict[str, Any]] = []
        self.keys: list[float] = []
        self.values: list[float] = []
        self.shares: list[tuple[float, float]] = []
        self.facts: list[tuple[int, int, int]] = []
        self.conditions: list[list[tuple[int, int, int, int, float, float]]] = []

    # ------------------------------------------------------------------------------------------------ small things
    def chance(self, p: float) -> bool:
        return self.r.random() < p

    def rows(self, counts: list[int], s: int) -> list[int]:
        first = starts(counts)
        return list(range(first[s], first[s + 1]))

    def of_procedures(self) -> list[int]:
        """The scheme of each procedure: one for each scheme, then those of lists."""
        owner = self.owner(self.n_lists)
        return [*range(self.n_schemes), *(owner[k] for k in self.own_procedure)]

    def owner(self, counts: list[int]) -> list[int]:
        return [s for s, count in enumerate(counts) for _ in range(count)]

    def number(self, low: float, high: float, s: int | None = None, *, law: bool = False, terms: int = 2) -> int:
        """A number around [low, high]; with ``s`` it may look at the scheme."""
        first = len(self.terms)
        for _ in range(self.r.randint(0, terms)):
            self.term(s)
        whole = high - low >= 4 and self.chance(0.5)
        base = float(self.r.randint(int(low), int(high))) if whole else self.r.uniform(low, high)
        one: dict[str, Any] = {"base": base, "first": first, "law": 0, "law_a": 0.0, "law_b": 0.0}
        one |= {"unit": 0, "salt": self.r.getrandbits(32), "once": int(self.chance(0.2)), "apart": 0}
        one["share_first"] = len(self.shares)
        if law:
            one["law"] = code = self.r.choice(list(LawCode))
            shapes = {LawCode.ERLANG: float(self.r.randint(1, 6)), LawCode.GAMMA: self.r.uniform(0.3, 4.0)}
            one["law_a"] = shapes.get(code, self.r.uniform(0.1, 1.0))
            one["law_b"] = one["law_a"] + self.r.uniform(0.5, 4.0)
            if code in (LawCode.UNIFORM, LawCode.TRUNCATED_EXPONENTIAL):
                one["law_a"], one["law_b"] = low, high + 1
            if code == LawCode.SHARES:
                self.shares += [(low, 0.25), (high, 0.75), (0.5 * (low + high), 1.0)]
        self.numbers.append(one)
        return len(self.numbers) - 1

    def term(self, s: int | None) -> None:
        r = self.r
        sources = [Source.TRAIT, Source.ATTRIBUTE, Source.DISTRICT, Source.AMOUNT, Source.TIME, Source.REPEAT]
        if s is not None:
            sources += [Source.SCORE, Source.TIER] + ([Source.LIST] if self.n_lists[s] else [])
        source = r.choice(sources)
        mode = r.choice([Mode.STEP, Mode.LINEAR])
        arg, length, keys = 0, 3, [0.0, 4.0, 12.0]
        if source == Source.ATTRIBUTE:
            arg = r.randrange(3)
            length, mode = self.levels[arg], Mode.CODE
        elif source == Source.TRAIT:
            arg, length, mode = r.randrange(2), 31, Mode.CODE
        elif source == Source.DISTRICT:
            length, mode = r.choice([2, 3]), Mode.CODE  # too short: the factor is 1
        elif source == Source.TIER:
            length, mode = 4, Mode.CODE
        elif source == Source.LIST:
            assert s is not None
            arg, length, mode = r.choice(self.rows(self.n_lists, s)), 2, Mode.CODE
        elif source == Source.SCORE:
            keys = [-20.0, 0.0, 10.0]
        start = len(self.values)
        self.values += [r.uniform(0.5, 1.5) for _ in range(length)]
        self.keys += keys if mode != Mode.CODE else [0.0] * length
        self.terms.append({"source": source, "arg": arg, "mode": mode, "start": start, "length": length})

    def bound(self, sign: int, kind: int) -> int:
        """An end of a scale: ladders have rungs from -3 to 5, points need not end."""
        if kind == ScoreKind.LADDER:
            return (5 if sign > 0 else -3) * POINT
        if kind == ScoreKind.POINTS and self.chance(0.3):
            return sign * (2**31 - 1)
        return sign * self.r.choice([12, 40]) * POINT

    # -------------------------------------------------------------------------------------------------- conditions
    def condition(self, leaves: list[tuple[int, int, int, int, float, float]]) -> int:
        self.conditions.append(leaves)
        return len(self.conditions) - 1

    def leaf(self, s: int, *, other: bool = False) -> tuple[int, int, int, int, float, float]:  # noqa: PLR0911 (a table)
        r = self.r
        ops = [Op.TRUE, Op.IS, Op.SCORE, Op.TIER, Op.SCORE, Op.MEASURED]
        ops += [Op.LIST] * 2 if self.n_lists[s] else []
        if other:
            ops.remove(Op.TRUE)
        else:
            ops += [Op.ENROLLED, Op.ACTS, Op.OPEN, Op.ACTS, Op.SCORE_BY, Op.ENROLLED_BY, Op.OPEN_BY]
        op = r.choice(ops)
        if op == Op.IS:
            a = r.randrange(3)
            return op, a, 0, r.randrange(1, 2 ** self.levels[a]), 0.0, 0.0
        if op == Op.SCORE:
            low = r.choice([-(2.0**31), r.uniform(-10, 5)])
            high = r.choice([2.0**31, r.uniform(-5, 10)])
            return op, 0, 0, r.randrange(4), low, high
        if op >= Op.SCORE_BY:
            return self.by_numbers(op, s)
        if op == Op.TIER:
            return op, 0, r.randrange(2), r.randrange(1, 15), 0.0, 0.0
        if op == Op.MEASURED:
            return op, r.randrange(3), 0, 0, r.choice([0.0, 0.3]), r.choice([0.4, 1.0])
        if op == Op.LIST:
            return op, r.choice(self.rows(self.n_lists, s)), r.randrange(2), 0, 0.0, 0.0
        if op == Op.ENROLLED:
            return op, 0, 0, 0, float(r.randrange(5)), float(r.choice([10, NEVER]))
        if op == Op.ACTS:
            return op, r.choice(self.rows(self.n_rules, s)), r.randint(1, 3), 0, float(r.choice([4, 12, NEVER])), 0.0
        open_since = op, r.randrange(self.n_opens), 0, 0, r.uniform(-1, 1), float(r.randrange(4))
        return open_since if op == Op.OPEN else (op, 0, 0, 0, 0.0, 0.0)

    def fact(self, s: int) -> tuple[int, int, int, int, float, float]:
        """What is noted at the end of each tick for others to ask."""
        is_moment = self.chance(0.4)
        if is_moment:
            own = (int(Op.STRUCK_RULE), self.r.choice(self.rows(self.n_rules, s)), 0, 0, 0.0, 0.0)
        else:
            own = self.leaf(s)
        self.facts.append((s, self.condition([own]), int(is_moment)))
        return int(Op.FACT), len(self.facts) - 1, 0, 0, 0.0, 0.0

    def feed(self, givers: Any) -> None:
        """Some of what others ask for is read from a copy."""
        r = Random(self.seed)
        for s, program, is_moment in self.facts:
            own = [x for x, giver in enumerate(givers) if giver == s]
            if own and not is_moment and r.random() < 0.4:
                self.conditions[program] = [(int(Op.COPIED), r.choice(own), 0, 0, 0.0, 0.0)]

    def state(self, s: int, depth: int = 0) -> int:
        """A state of scheme ``s``; at depth 1 and 2 somebody else's, or as another scheme sees it."""
        r = self.r
        parts: list[tuple[int, int, int, int, float, float]] = []
        n = r.choice([1, 1, 2, 3])
        for _ in range(n):
            if depth < 2 and self.chance(0.15):
                parts.append((Op.RELATED, r.choice(list(Relation)), self.state(s, depth + 1), 0, 0.0, 0.0))
            elif depth < 2 and self.chance(0.1):
                other = r.choice([k for k in range(self.n_schemes) if self.world[k] == self.world[s]])
                parts.append((Op.IN_SCHEME, other, self.state(other, depth + 1), 0, 0.0, 0.0))
            elif depth > 0 and self.chance(0.3):
                parts.append(self.fact(s))
            else:
                parts.append(self.leaf(s, other=depth > 0))
            if self.chance(0.2):
                parts.append((Op.NOT, 0, 0, 0, 0.0, 0.0))
        if n > 1:
            parts.append((r.choice([Op.AND, Op.OR]), n, 0, 0, 0.0, 0.0))
        return self.condition(parts)

    def by_numbers(self, op: Op, s: int) -> tuple[int, int, int, int, float, float]:
        """A fact whose threshold depends on something or is drawn."""
        if op == Op.OPEN_BY:
            return op, self.r.randrange(self.n_opens), self.number(0, 1), self.number(0, 4, s), 0.0, 0.0
        lows = (-8, 0) if op == Op.SCORE_BY else (0, 9)
        ends = [self.number(low, low + 6, s, law=self.chance(0.3)) if self.chance(0.7) else -1 for low in lows]
        return op, ends[0], ends[1], self.r.randrange(4) if op == Op.SCORE_BY else 0, 0.0, 0.0

    def moment(self, s: int) -> int:
        r = self.r
        if self.chance(0.5):
            parts = [(int(Op.STRUCK_RULE), r.choice(self.rows(self.n_rules, s)), 0, 0, 0.0, 0.0)]
        else:
            parts = [(int(Op.STRUCK_ACT), r.randrange(self.n_acts), 0, 0, 0.0, 0.0)]
        if self.chance(0.4):
            parts += [self.leaf(s), (Op.AND, 2, 0, 0, 0.0, 0.0)]
        return self.condition(parts)

    # ------------------------------------------------------------------------------------------------------ tables
    def people(self) -> tuple[Any, Any]:
        r, n = self.r, self.n
        sizes: list[int] = []
        while sum(sizes) < n:
            sizes.append(min(n - sum(sizes), r.randint(1, 4)))
        household = [h for h, size in enumerate(sizes) for _ in range(size)]
        cuts = sorted(r.sample(range(1, n), self.n_districts - 1))
        district = [sum(i >= cut for cut in cuts) for i in range(n)]
        partner = [-1] * n
        for first, size in zip(starts(sizes), sizes, strict=False):
            if size > 1 and self.chance(0.6):
                partner[first], partner[first + 1] = first + 1, first
        edges = {tuple(sorted(r.sample(range(n), 2))) for _ in range(3 * n)}
        friends: list[list[int]] = [[] for _ in range(n)]
        for a, b in edges:
            friends[a].append(b)
            friends[b].append(a)
        work, school = self.groups(7), self.groups(5)
        people = table(
            "people",
            district=district,
            district_size=[district.count(d) for d in range(self.n_districts)],
            attribute=[[r.randrange(k) for _ in range(n)] for k in self.levels],
            trait=[[r.randrange(31) for _ in range(n)] for _ in range(self.n_traits)],
            income=[r.uniform(0.3, 3.0) for _ in range(n)],
            cell=[0] * n,
            is_child=[r.randrange(2) for _ in range(n)],
        )
        people = people._replace(cell=people.attribute[0].astype(np.int32))
        ties = table(
            "ties",
            household=household,
            household_first=starts(sizes),
            partner=partner,
            friends_first=starts([len(own) for own in friends]),
            friends=[k for own in friends for k in sorted(own)],
            **{f"work{k}": v for k, v in work.items()},
            **{f"school{k}": v for k, v in school.items()},
            **self.firm_ties(),
        )
        return people, ties

    def firm_ties(self) -> dict[str, Any]:
        """Seven further relations, of anybody to anybody."""
        rows = [[[k for k in range(self.n) if k != i and self.chance(0.06)] for i in range(self.n)] for _ in range(7)]
        first, begin = np.zeros((7, self.n + 1), np.int64), 0
        for k, own in enumerate(rows):
            first[k] = begin + np.concatenate([[0], np.cumsum([len(one) for one in own])])
            begin = int(first[k, -1])
        return {"firm_first": first, "firm_members": [k for own in rows for one in own for k in one]}

    def groups(self, count: int) -> dict[str, list[int]]:
        of = [self.r.randrange(-1, count) for _ in range(self.n)]
        members = [[i for i in range(self.n) if of[i] == g] for g in range(count)]
        return {"": of, "_first": starts([len(m) for m in members]), "_members": [i for m in members for i in m]}

    def acts(self, people: Any) -> Any:
        r, b = self.r, self.kinds
        periodic = [self.n_acts - 1] if self.chance(0.7) else []
        factors: list[list[tuple[int, int, list[float]]]] = []
        for _ in range(b):
            own: list[tuple[int, int, list[float]]] = []
            if self.chance(0.6):
                arg = r.randrange(3)
                own.append((Source.ATTRIBUTE, arg, [r.choice([0.0, 0.5, 1.0, 1.5]) for _ in range(self.levels[arg])]))
            if self.chance(0.6):
                own.append((Source.TRAIT, r.randrange(2), [r.uniform(0.5, 1.5) for _ in range(31)]))
            if self.chance(0.3):
                own.append((Source.DISTRICT, 0, [r.uniform(0.5, 1.5) for _ in range(self.n_districts)]))
            factors.append(own)
        flat = [factor for own in factors for factor in own]
        scale = [r.uniform(0.1, 0.6) for _ in range(b)]
        largest = np.zeros((self.levels[0], b))
        for cell in range(self.levels[0]):
            for kind in range(b):
                if kind not in periodic:
                    largest[cell, kind] = scale[kind] * float(np.prod([max(f[2]) for f in factors[kind]]))
        threshold, alias = alias_tables(largest)
        money = [round(r.uniform(0, 0.5) * POINT) for _ in range(4 * b)]
        self.opens = [o if o < self.n_opens else -1 for o in range(b)]
        return table(
            "acts",
            n_acts=self.n_acts,
            scale=scale,
            factor_first=starts([len(own) for own in factors]),
            factor_source=[f[0] for f in flat],
            factor_arg=[f[1] for f in flat],
            factor_table=starts([len(f[2]) for f in flat])[:-1],
            factor_value=[v for f in flat for v in f[2]],
            count_threshold=count_thresholds(largest),
            alias_threshold=threshold,
            alias_kind=alias,
            largest=largest,
            early=list(range(b)),
            late=[],
            late_place=[],
            periodic=periodic,
            period_num=[487] * len(periodic),
            period_den=[16] * len(periodic),
            harm=money[:b],
            benefit=money[b : 2 * b],
            cost=money[2 * b : 3 * b],
            lawful=[r.randrange(2) for _ in range(b)],
            protected=[r.randrange(2) for _ in range(b)],
            gravity=[0] * b,
            income_load=[r.choice([0.0, 0.5, -0.5]) if k < self.n_acts else 0.0 for k in range(b)],
            amount=[self.number(0.5, 3.0, law=True) if k < self.n_acts and self.chance(0.5) else -1 for k in range(b)],
            opens=self.opens,
            open_act=list(range(self.n_opens)),
            open_settled=[self.number(0.05, 0.3) for _ in range(self.n_opens)],
            service=[-1] * self.n_acts + [0, 1, 2],
            buys=[0 if k < self.n_acts and self.scarce >= 0 and self.chance(0.3) else -1 for k in range(b)],
            worth=[-1] * b,
        )

    def services(self) -> Any:
        r = self.r
        gate = self.condition([(Op.IS, 0, 0, 1, 0.0, 0.0)])
        scarce = self.scarce
        leads: list[list[tuple[int, int]]] = [[], [], [], []]
        for v in range(3):
            if self.chance(0.5):
                own = r.sample(range(self.n_acts), r.randint(1, 2))
                leads[v] = [(act, self.number(0.1, 0.6)) for act in own]
                leads[v] += [(r.randrange(self.n_acts), -1)] if self.chance(0.5) else []
        leading = [v for v, own in enumerate(leads) if own]
        return table(
            "services",
            value=[round(r.uniform(0.2, 3) * POINT) for _ in range(4)],
            always=[0, 0, 0, 1],
            gate=[[-1, -1, -1, gate]] * len(self.scheme_counts),
            feeds_income=[1, 0, 1, 0],
            places=[-1.0, scarce, -1.0 if self.chance(0.5) else scarce, -1.0],
            queue=[-1, 0 if scarce >= 0 else -1, -1, -1],
            follow=[leading.index(v) if v in leading else -1 for v in range(4)],
            follow_first=starts([len(own) for own in leads]),
            follow_act=[act for own in leads for act, _ in own],
            follow_share=[q for own in leads for _, q in own],
            worth=[-1] * 4,
        )

    def schemes(self) -> Any:
        r, n = self.r, self.n_schemes
        tiers: list[dict[str, Any]] = []
        for s in range(n):
            borders = sorted(r.choice([r.uniform(-15, 15), float(r.randint(-9, 9))]) for _ in range(self.n_tiers[s]))
            for k, border in enumerate(borders):
                open_end = self.chance(0.15)
                tiers.append(
                    {
                        "from": -(2**31) if open_end else round(border * POINT),
                        "margin": round(r.choice([0.0, 1.5]) * POINT),
                        "lasts": r.choice([0, 0, 5]),
                        "when": self.state(s) if self.chance(0.2) or open_end else -1,
                        "code": len(borders) - 1 - k,
                    }
                )
        ties = [r.choice([0, 0, 1, 2, 3]) for _ in range(n)]
        m, forgets = n + len(self.own_procedure), [r.choice([0, 0, 9]) for _ in range(n)]
        refusal = [self.number(0.1, 2, terms=1) if self.chance(0.3) else -1 for _ in range(n)]
        units = [r.choice([0, 0, 1, 2]) for _ in range(n)]
        starting = [[r.choice([0, 0, 3, NEVER]) for _ in range(self.n_districts)] for _ in range(n)]
        return table(
            "schemes",
            world=self.world,
            salt=[r.getrandbits(32) for _ in range(n)],
            slot=[r.getrandbits(16) for _ in range(n)],
            kind=self.kind,
            start=[self.number(-5, 8, terms=1) for _ in range(n)],
            low=[self.bound(-1, kind) for kind in self.kind],
            high=[self.bound(1, kind) for kind in self.kind],
            better=self.better,
            decay=[1.0 if kind == ScoreKind.LADDER else r.choice([1.0, 0.9]) for kind in self.kind],
            decay_towards=[round(r.uniform(-5, 5) * POINT) for _ in range(n)],
            clean_every=[r.choice([0, 3]) for _ in range(n)],
            clean_points=[round(r.uniform(-1, 1) * POINT) for _ in range(n)],
            friends_share=[0.1 if k & 1 else 0.0 for k in ties],
            friends_of=[r.randrange(3) for _ in range(n)],
            friends_mean=[r.randrange(2) for _ in range(n)],
            household_share=[0.25 if k & 2 else 0.0 for k in ties],
            household_of=[r.randrange(3) for _ in range(n)],
            household_mean=[r.randrange(2) for _ in range(n)],
            who=[self.condition([(Op.IS, 1, 0, 3, 0.0, 0.0)]) if self.chance(0.4) else -1 for _ in range(n)],
            start_tick=np.array(starting, np.int32).reshape(n, self.n_districts),
            end_tick=[r.choice([NEVER, NEVER, 25]) for _ in range(n)],
            innovation=[r.choice([-1.0, -1.0, 0.1]) for _ in range(n)],
            imitation=[r.choice([0.0, 0.5]) for _ in range(n)],
            dropout=[r.choice([0.0, 0.02]) for _ in range(n)],
            records_all=[(self.seed + s) % 3 == 0 for s in range(n)],
            known_share=[r.choice([1.0, 0.6]) for _ in range(n)],
            knows_entry=[r.choice([1, 1, 0]) for _ in range(n)],
            tier_first=starts(self.n_tiers),
            **{f"tier_{key}": [one[key] for one in tiers] for key in ("from", "margin", "lasts", "when", "code")},
            hears=[1] * n,
            own_case=rows_where([s in self.of_procedures()[n:] for s in range(n)]),
            appeal=[r.choice([0, 1, 1]) for _ in range(m)],
            appeal_rate=[r.uniform(0.2, 0.9) for _ in range(m)],
            appeal_known=[r.choice([1.0, 0.7]) for _ in range(m)],
            appeal_within=[r.choice([NEVER, 8]) for _ in range(m)],
            appeal_decided=[self.number(0.5, 5, s, law=True) for s in self.of_procedures()],
            appeal_wrong=[0.8] * m,
            appeal_right=[0.3] * m,
            appeal_tries=[r.choice([1, 3]) for _ in range(m)],
            appeal_wait=[r.choice([0, 3]) for _ in range(m)],
            appeal_suspends=[r.randrange(2) for _ in range(m)],
            keeps_entries=[r.randrange(2) for _ in range(n)],
            forgets=forgets,
            quiet=rows_where([ticks > 0 for ticks in forgets]),
            refusal=refusal,
            abstains=rows_where([q >= 0 for q in refusal]),
            unit=rows_where([one > 0 for one in units]),
            unit_is=units,
        )

    def senses(self, of_act: list[list[int]]) -> Any:
        r, n = self.r, self.n_schemes
        owner = self.owner(self.n_senses)
        total = len(owner)
        pool_of = [[r.randrange(4) for _ in range(self.n)], [r.randrange(6) for _ in range(self.n)]]
        sees: list[list[int]] = []
        for s in range(n):
            sees += [[k for k in self.rows(self.n_senses, s) if self.chance(0.7)] for _ in range(self.n_acts)]
        pool_rows: list[list[tuple[int, int]]] = []
        for k, s in enumerate(owner):
            own = []
            for act in range(self.n_acts):
                if k in sees[s * self.n_acts + act]:
                    own += [(act, rule) for rule in of_act[s * self.n_acts + act]]
            pool_rows.append(own)
        groups = starts(self.n_groups)
        inspecting: list[list[int]] = [[] for _ in owner]
        for c, effect in enumerate(self.effects):
            if effect == Effect.INSPECT:
                inspecting[r.choice(self.rows(self.n_senses, self.owner(self.n_consequences)[c]))].append(c)
        identification = [r.randrange(3) for _ in owner]
        return table(
            "senses",
            scheme=owner,
            salt=[r.getrandbits(32) for _ in owner],
            group=[groups[s] + r.randrange(self.n_groups[s]) for s in owner],
            delay=[r.choice([0, 0, 1, 4]) for _ in owner],
            witnesses=[r.choice([0, 0, *Witness]) for _ in owner],
            met=[self.number(0.4, 3, s) for s in owner],
            least=[r.choice([1, 2]) for _ in owner],
            within=[Random(f"{self.seed} {k}").choice([1, 3, 9]) for k in range(total)],
            report_first=starts([Random(f"{self.seed} {k}").choice([0, 1, 2, 2]) for k in range(total)]),
            confirm_true=[r.choice([1.0, 0.8]) for _ in owner],
            confirm_false=[r.choice([1.0, 0.5]) for _ in owner],
            identification=identification,
            missed=[self.number(0.05, 0.2, terms=1) if self.chance(0.8) else -1 for _ in owner],
            false_match=[
                (self.number(0.05, 0.2, terms=0) if kind == 1 else self.number(0.0005, 0.002, terms=0))
                if self.chance(0.8)
                else -1
                for kind in identification
            ],
            gallery=[r.choice([50.0, 800.0]) for _ in owner],
            context_error=[r.choice([0.0, 0.2]) for _ in owner],
            pool=[r.randrange(2) for _ in owner],
            malicious=[r.choice([0.0, 0.01]) for _ in owner],
            malice_by=[r.randint(1, 3) for _ in owner],
            inspect_first=starts([len(own) for own in inspecting]),
            inspect=[c for own in inspecting for c in own],
            sees_first=starts([len(own) for own in sees]),
            sees_sense=[k for own in sees for k in own],
            sees_detection=[self.number(0.3, 0.9, owner[k]) for own in sees for k in own],
            pool_of=pool_of,
            pool_size=[[own.count(k) for k in range(6)] for own in pool_of],
            pool_first=starts([len(own) for own in pool_rows]),
            pool_act=[act for own in pool_rows for act, _ in own],
            pool_rule=[rule for own in pool_rows for _, rule in own],
        ), total

    def rules(self) -> tuple[Any, list[list[int]], int]:
        r, n = self.r, self.n_schemes
        owner = self.owner(self.n_rules)
        of_act: list[list[int]] = []
        minds: list[list[tuple[int, float, int]]] = []
        for s in range(n):
            own = self.rows(self.n_rules, s)
            for _ in range(self.n_acts):
                of_act.append(sorted(r.sample(own, min(len(own), r.choice([0, 0, 1, 2])))))
                weighed = {*of_act[-1], *([r.choice(own)] if self.chance(0.3) else [])}
                masks = 2 ** self.n_groups[s]
                minds.append([(rule, r.choice([1.0, 0.4]), r.randrange(1, masks)) for rule in sorted(weighed)])
        caps, n_caps = [], 0
        for _ in owner:
            is_capped = self.chance(0.3)
            caps.append(n_caps if is_capped else -1)
            n_caps += is_capped
        cap_points = [r.randrange(2) for _ in owner]
        every = [r.choice([0, 0, 0, 28]) for _ in owner]
        reaching = [k for k in range(len(owner)) if self.chance(0.2)]
        recalled = [reaching.index(k) if k in reaching else -1 for k in range(len(owner))]
        recalls = [
            [rule for rule in self.rows(self.n_rules, s) if rule != k and self.chance(0.4)] if k in reaching else []
            for k, s in enumerate(owner)
        ]
        self.n_recalls = len(reaching)
        harmful = [r.randrange(2) for _ in owner]
        state = [int(self.chance(0.15)) for _ in owner]
        return (
            table(
                "rules",
                scheme=owner,
                salt=[r.getrandbits(32) for _ in owner],
                slot=[r.getrandbits(16) for _ in owner],
                points=[self.number(-3, 3, s) for s in owner],
                per=[r.choice([0.0, 0.0, 2.0]) for _ in owner],
                above=[r.choice([-1.0, -1.0, 0.8]) for _ in owner],
                lasts=[self.number(0.3, 8, s, law=self.chance(0.3)) if self.chance(0.5) else -1 for s in owner],
                until_settled=[r.choice([-1, -1, -1, 0, 1]) for _ in owner],
                repeat=[r.choice([Repeat.SEPARATE, Repeat.RESTARTS, Repeat.RESTARTS_ALL]) for _ in owner],
                repeat_within=[r.choice([6, NEVER]) for _ in owner],
                counts_repeat=[r.randrange(2) for _ in owner],
                keep=[r.choice([0, 3, 12, NEVER]) for _ in owner],
                until=[self.state(s) if self.chance(0.15) else -1 for s in owner],
                erased=[int(self.chance(0.2)) for _ in owner],
                until_repaired=[int(self.chance(0.1)) for _ in owner],
                discretion=[r.choice([0, 0, 0, 0, 1, 2]) for _ in owner],
                mildest=[r.uniform(-1, 0) for _ in owner],
                harshest=[r.uniform(-3, -1) for _ in owner],
                reach=[r.choice([3, 12]) if row >= 0 else 0 for row in recalled],
                recalled=recalled,
                ends_clean=[[r.randrange(3) for _ in range(self.n_acts + 1)] for _ in owner],
                recalls_first=starts([len(own) for own in recalls]),
                recalls=[rule for own in recalls for rule in own],
                cap=caps,
                cap_limit=[r.randint(1, 4) * (POINT if points else 1) for points in cap_points],
                cap_points=cap_points,
                cap_num=[r.choice([0, 91, 14]) for _ in owner],
                cap_den=[1] * len(owner),
                sets=[int(self.chance(0.08)) for _ in owner],
                seen_by=[r.choice([2**62 - 1, 1, 3]) for _ in owner],
                when=[self.state(s) if state[k] or self.chance(0.25) else -1 for k, s in enumerate(owner)],
                every_num=every,
                every_den=[1] * len(owner),
                state=state,
                harmful=harmful,
                helpful=[1 - h if self.chance(0.7) else 0 for h in harmful],
                vague=[0] * len(owner),
                scored=[int(self.chance(0.85)) for _ in owner],
                factor=[r.choice([-1, *self.rows(self.n_factors, s)]) for s in owner],
                of_act_first=starts([len(own) for own in of_act]),
                of_act=[rule for own in of_act for rule in own],
                minds_first=starts([len(own) for own in minds]),
                minds_rule=[one[0] for own in minds for one in own],
                minds_weight=[one[1] for own in minds for one in own],
                minds_groups=[one[2] for own in minds for one in own],
                minds_own=[self.own_row(Own.CHILL) if self.chance(0.5) else -1 for own in minds for _ in own],
                stake_points=[r.choice([0, 3 * POINT]) for _ in owner],
                stake_fine=[r.choice([0.0, 1.5]) for _ in owner],
                stake_direct=[r.choice([0.0, 4.0]) for _ in range(self.horizons) for _ in owner],
                stake_pay=[r.choice([0.0, 2.0]) for _ in range(self.horizons) for _ in owner],
            ),
            of_act,
            n_caps,
        )

    def offices(self, of_act: list[list[int]], pool_rows: int) -> Any:
        """Schemes whose office goes wrong."""
        r = self.r
        own = [s for s in range(self.n_schemes) if self.chance(0.4)]
        written = [
            [(act, rule) for act in range(self.n_acts) for rule in of_act[s * self.n_acts + act]]
            if self.chance(0.8)
            else []
            for s in own
        ]
        before = starts([len(one) for one in written])
        return table(
            "offices",
            of_scheme=[own.index(s) if s in own else -1 for s in range(self.n_schemes)],
            scheme=own,
            official=[self.condition([(Op.IS, 1, 0, 1, 0.0, 0.0)]) if self.chance(0.7) else -1 for _ in own],
            exempts=[self.number(0.2, 0.9, s) for s in own],
            bribable=[self.number(0.1, 0.6, s) for s in own],
            can_pay=[r.uniform(0.5, 1.5) for _ in own],
            price=[round(r.uniform(0, 2) * POINT) for _ in own],
            insider=[self.number(0.0, 0.4, s, terms=1) for s in own],
            targets=[self.number(0.0, 0.6, s, terms=1) for s in own],
            dearest=[r.choice([-1, *self.rows(self.n_rules, s)]) for s in own],
            wrong_first=before,
            wrong_act=[act for one in written for act, _ in one],
            wrong_rule=[rule for one in written for _, rule in one],
            pool_row=[pool_rows + before[k] for k in range(len(own))],
        )

    def contagions(self) -> Any:
        """Ties other than friends and household through which others' standing weighs in."""
        r, counts = self.r, [self.r.choice([0, 0, 0, 1, 2]) for _ in range(self.n_schemes)]
        others = [Relation.PARENTS, Relation.CHILDREN, Relation.PARTNER, Relation.WORK, Relation.SCHOOL]
        others += [Relation.SUPPLIERS, Relation.STAFF]
        owner = self.owner(counts)
        return table(
            "contagions",
            first=starts(counts),
            relation=[r.choice(others) for _ in owner],
            share=[r.uniform(0.05, 0.2) for _ in owner],
            of=[r.randrange(3) for _ in owner],
            mean=[r.randrange(2) for _ in owner],
        )

    def ladders(self) -> Any:
        own = [s for s, kind in enumerate(self.kind) if kind == ScoreKind.LADDER]
        n, r = len(own), self.r
        rungs = range(-3, 6)
        lines = [[[rung + 2 - r.randint(0, 2 * k + 1) for rung in rungs] for k in range(3)] for _ in own]
        target = [[[max(-3, min(5, rung)) for rung in line] for line in one] for one in lines]
        return table(
            "ladders",
            of_scheme=[own.index(s) if s in own else -1 for s in range(self.n_schemes)],
            lowest=[-3] * n,
            period_num=[r.choice([7, 35]) for _ in own],
            period_den=[1] * n,
            target=np.array(target, np.int32).reshape(n, 3, 9),
            clean_periods=[r.choice([0, 2]) for _ in own],
            cap=[0] * n,
        )

    def factors(self) -> Any:
        r, owner = self.r, self.owner(self.n_factors)
        source = [r.choice(list(FactorSource)) for _ in owner]
        args = []
        for s, one in zip(owner, source, strict=True):
            others = [k for k in range(self.n_schemes) if self.world[k] == self.world[s] and k != s]
            attribute, other = r.randrange(3), r.choice([-1, *others])
            args.append({FactorSource.ATTRIBUTE: attribute, FactorSource.SCORE: other}.get(one, self.state(s)))
        n = len(owner)
        return table(
            "factors",
            first=starts(self.n_factors),
            start=[r.choice([-(2**31), round(r.uniform(-5, 5) * POINT)]) for _ in range(self.n_schemes)],
            weight=[r.uniform(0.1, 0.5) for _ in owner],
            source=source,
            arg=args,
            span=[
                self.levels[a] - 1.0 if one == FactorSource.ATTRIBUTE else 1.0
                for a, one in zip(args, source, strict=True)
            ],
            saturates=[r.uniform(1, 6) for _ in owner],
            sign=[r.choice([-1, 0, 1]) for _ in owner],
            logistic=[r.randrange(2) for _ in owner],
            missing=[r.choice([-1.0, 0.4]) for _ in owner],
            low=[-12.0 * POINT] * n,
            high=[12.0 * POINT] * n,
            told=[-1] * n,
        )

    def tellings(self, factors: Any, copies: Any) -> Any:
        """Some scores of others are kept as they were told."""
        rows: list[tuple[int, int]] = []
        for f in np.flatnonzero((factors.source == FactorSource.SCORE) & (factors.arg >= 0)):
            own = np.flatnonzero(copies.scheme == factors.arg[f])
            if len(own) and self.chance(0.6):
                factors.told[f] = len(rows)
                rows.append((int(factors.arg[f]), int(self.r.choice(list(own)))))
        return table("tellings", giver=[giver for giver, _ in rows], copy=[copy for _, copy in rows])

    def circles(self) -> Any:
        """One circle for each relation, with two thirds of the persons."""
        relations = [*Meeting, *Meeting, Meeting.ANYONE]
        n_fixed = len(Meeting)
        members = [[i for i in range(self.n) if c >= n_fixed or self.chance(0.7)] for c, _ in enumerate(relations)]
        asked = [
            [self.r.randrange(self.n_schemes)] if c >= n_fixed and self.n_schemes else []
            for c, _ in enumerate(relations)
        ]
        return table(
            "circles",
            who=[self.state(own[0]) if own else -1 for own in asked],
            scheme=[own[0] if own else -1 for own in asked],
            now=rows_where([bool(own) for own in asked]),
            relation=relations,
            first=starts([len(own) for own in members]),
            member=[i for own in members for i in own],
            rank=[starts([int(i in own) for i in range(self.n)]) for own in members],
            of_act=[self.r.randrange(n_fixed) if self.chance(0.4) else -1 for _ in range(self.n_acts)],
            is_chosen=[0] * self.n_acts,
            chosen=[[0.6, 0.8]] * self.n_acts,
            chosen_by=[self.choices() for _ in range(self.n_acts)],
        )

    def reputations(self) -> Any:
        r, own = self.r, [s for s, kind in enumerate(self.kind) if kind == ScoreKind.RATINGS and self.has_norm[s]]
        opinions = [r.choice(list(Opinions)) for _ in own]
        width = [1 if one == Opinions.PUBLIC else self.n for one in opinions]
        return table(
            "reputations",
            of_scheme=[own.index(s) if s in own else -1 for s in range(self.n_schemes)],
            norm=[r.randrange(256) for _ in own],
            opinions=opinions,
            execution=[r.choice([0.0, 0.2]) for _ in own],
            assessment=[r.choice([0.0, 0.1]) for _ in own],
            width=width,
            first=[self.n * first for first in starts(width)[:-1]],
            sees=np.array(
                [[r.choice([-2, -1, self.number(0.3, 1.0, s)]) for _ in range(self.n_acts)] for s in own], np.int32
            ).reshape(len(own), self.n_acts),
        )

    def ratings(self) -> Any:
        r = self.r
        own = [s for s, kind in enumerate(self.kind) if kind == ScoreKind.RATINGS and not self.has_norm[s]]
        rated = [[self.chance(0.8) for _ in range(self.n)] for _ in own]
        places = [starts([int(x) for x in one]) for one in rated]
        memory = [r.choice([(0, 0), (7, 0), (30, 0), (0, 3), (0, 8)]) for _ in own]
        law = law_of_marks(Bounds(-6.0, 6.0), r.choice([0.0, 0.7, 3.0]))
        by_score = [r.randrange(2) for _ in own]
        weight = [self.number(0.0, 3.0, s) if self.chance(0.5) else -1 for s in own]
        return table(
            "ratings",
            gatherings=len(Meeting) + 1,
            weighs=[bool(one) or other >= 0 for one, other in zip(by_score, weight, strict=True)],
            of_scheme=[own.index(s) if s in own else -1 for s in range(self.n_schemes)],
            circle=[r.randrange(2 * len(Meeting)) for _ in own],
            rated=[2 * len(Meeting) if self.chance(0.4) else -1 for _ in own],
            person=np.array(
                [
                    [p if x else -1 for p, x in zip(place, one, strict=False)]
                    for place, one in zip(places, rated, strict=True)
                ],
                np.int32,
            ).reshape(len(own), self.n),
            met=[self.number(0.5, 4.0, s) for s in own],
            usual=[self.number(-2.0, 2.0, s) for s in own],
            bias=[self.number(-1.0, 1.0, s) if self.chance(0.5) else -1 for s in own],
            spread=[r.choice([0.5, 3.0]) for _ in own],
            weight=weight,
            by_score=by_score,
            retaliation=[self.number(0.2, 1.0, s) if self.chance(0.6) else -1 for s in own],
            least=[r.choice([0, 3]) for _ in own],
            keep=[keep for keep, _ in memory],
            span=[span for _, span in memory],
            steps=[12] * len(own),
            ring_first=starts([keep * place[-1] for (keep, _), place in zip(memory, places, strict=True)])[:-1],
            bin_first=starts([span * place[-1] for (_, span), place in zip(memory, places, strict=True)])[:-1],
            law=np.array([law] * len(own), np.int64).reshape(len(own), GRID + 1, 12),
        )

    def stakes(self) -> Any:
        counts = [self.r.randint(0, 3) for _ in range(self.n_schemes)]
        total = sum(counts)
        return table(
            "stakes",
            first=starts(counts),
            border=[round(self.r.uniform(-10, 10) * POINT) for _ in range(total)],
            loss=[self.r.choice([0.0, 3.0]) for _ in range(self.horizons * total)],
            gain=[self.r.choice([0.0, 2.0]) for _ in range(self.horizons * total)],
        )

    def wallets(self) -> Any:
        r = self.r
        points = [s for s in range(self.n_schemes) if self.kind[s] == ScoreKind.POINTS and self.chance(0.6)]
        return table(
            "wallets",
            of_scheme=[points.index(s) if s in points else -1 for s in range(self.n_schemes)],
            lot=[r.choice([0, 2 * POINT, 50000]) for _ in points],
            worth=[r.uniform(0, 1) for _ in points],
            rate=[r.choice([0.0, 0.3, 0.9]) for _ in points],
            oldest_first=[r.randrange(2) for _ in points],
            is_bought=[r.randrange(2) for _ in range(sum(self.n_rules))],
        )

    def changing(self) -> Any:
        r, n_worlds = self.r, len(self.scheme_counts)
        redrawn = self.chance(0.5)
        moves = [[(0, r.choice([-1, 1, 2]))] if self.moves and self.chance(0.5) else [] for _ in range(self.n_acts)]
        rows = [(2, -1, 0)] * redrawn + [(3 + w - 1 if w else 1, 0, w) for w in range(n_worlds)] * self.moves
        n = len(rows)
        shares = [[[*sorted(r.random() for _ in range(3)), 1.0] for _ in range(2)] for _ in rows]
        return table(
            "changing",
            row=[row for row, _, _ in rows],
            levels=[self.levels[2] if m < 0 else self.levels[1] for _, m, _ in rows],
            move=[m for _, m, _ in rows],
            world=[w for _, _, w in rows],
            redrawn=[0.3 if m < 0 else 0.05 for _, m, _ in rows],
            slot=[7 if m < 0 else 8 for _, m, _ in rows],
            given=[0 if m < 0 else -1 for _, m, _ in rows],
            upto=np.array(shares).reshape(n, 2, 4),
            act_first=starts([len(own) for own in moves]),
            act_move=[m for own in moves for m, _ in own],
            act_step=[step for own in moves for _, step in own],
            step_by=[self.number(-1.5, 1.5) if self.chance(0.4) else -1 for own in moves for _ in own],
            redrawn_by=[self.redrawing() if self.chance(0.4) else -1 for _ in rows],
        )

    def moved(self) -> Any:
        """Rates by what acts move, in half of the kinds where some attribute is moved."""
        own = [int(self.chance(0.5)) if self.moves else 0 for _ in range(self.kinds)]
        levels, worlds = self.levels[1], len(self.scheme_counts)
        row = [3 + w - 1 if w else 1 for w in range(worlds)]
        return table(
            "moved",
            first=starts(own),
            row=np.array([row] * sum(own), np.int32).reshape(sum(own), worlds),
            start=[f * levels for f in range(sum(own))],
            part=[self.r.choice([0.0, 0.3, 0.8, 1.0]) for _ in range(sum(own) * levels)],
        )

    def efforts(self, senses: Any, consequences: Any) -> Any:
        r, looked = self.r, [k for k, _ in enumerate(senses.scheme) if self.chance(0.4)]
        n_worlds = len(self.scheme_counts)
        doors = [(w, v) for w in range(n_worlds) for v in (1, 2) if self.scheme_counts[w] and self.chance(0.6)]
        may = [c for c, is_moment in enumerate(consequences.moment) if not is_moment or consequences.edge[c] >= 0]
        own = {w: [c for c in may if self.world[consequences.scheme[c]] == w] for w, _ in doors}
        doors = [(w, v) for w, v in doors if own[w]]
        open_by = [-1 for _ in looked] + [r.choice(own[w]) for w, _ in doors]
        schemes = [int(senses.scheme[k]) for k in looked] + [int(consequences.scheme[c]) for c in open_by if c >= 0]
        n = len(schemes)
        of_door = [-1] * (n_worlds * self.n_services)
        for e, (w, v) in enumerate(doors):
            of_door[w * self.n_services + v] = len(looked) + e
        is_door = [e >= len(looked) for e in range(n)]
        return table(
            "efforts",
            of_sense=[looked.index(k) if k in looked else -1 for k, _ in enumerate(senses.scheme)],
            of_door=of_door,
            scheme=schemes,
            slot=[r.getrandbits(16) for _ in schemes],
            door=open_by,
            among=[0 if door else r.randrange(3) for door in is_door],
            goes_by=[r.randrange(6) for _ in schemes],
            how=[r.randrange(3) for _ in schemes],
            total=[r.choice([0.1, 0.55, 1.0]) for _ in schemes],
            power=[r.choice([1.0, 2.0, 0.5]) for _ in schemes],
            memory=[r.choice([0, 3, 7]) for _ in schemes],
            risk=[r.randrange(2) for _ in schemes],
            starts=np.array([[float(r.randrange(3)) for _ in range(self.n_districts)] for _ in schemes]).reshape(n, -1)
            if n
            else np.zeros((0, self.n_districts)),
            risks=[[r.uniform(0, 1) for _ in range(self.n)] for _ in range(2)],
        )

    def games(self, consequences: Any) -> Any:
        """Missions that suggest acts, points for whoever brought somebody in."""
        r = self.r
        is_open = (consequences.effect == Effect.RECOMMEND) & (consequences.edge >= 0) & (consequences.moment > 0)
        own = [[int(c) for c in np.flatnonzero(is_open & (consequences.scheme == s))] for s in range(self.n_schemes)]
        of_scheme = rows_where([self.chance(0.6) for _ in own])
        schemes = [s for s, row in enumerate(of_scheme) if row >= 0]
        return table(
            "games",
            of_scheme=of_scheme,
            scheme=schemes,
            rate=[r.choice([0.0, 0.3]) for _ in schemes],
            lasts=[r.choice([1, 3]) for _ in schemes],
            referral=[r.choice([0, 2 * POINT, -POINT]) for _ in schemes],
            first=starts([len(own[s]) for s in schemes]),
            consequence=[c for s in schemes for c in own[s]],
        )

    def stages(self) -> Any:
        """Some schemes reach people for a while, or only some of them."""
        r = self.r
        counts = [r.choice([0, 0, 1, 3]) for _ in range(self.n_schemes)]
        total = range(sum(counts))
        return table(
            "stages",
            first=starts(counts),
            at=[r.choice([0, 0, 5]) for _ in total],
            until=[r.choice([NEVER, 9, 16]) for _ in total],
            who=[self.condition([(Op.IS, 1, 0, 3, 0.0, 0.0)]) if self.chance(0.4) else -1 for _ in total],
            there=np.array([[r.randrange(2) for _ in range(self.n_districts)] for _ in total], np.uint8).reshape(
                -1, self.n_districts
            ),
        )

    def lists(self) -> Any:
        r, owner = self.r, self.owner(self.n_lists)
        grounds: list[list[tuple[int, int, int, int]]] = []
        for s in owner:
            own = []
            for _ in range(r.randint(1, 2)):
                is_moment = self.chance(0.6)
                enter = self.moment(s) if is_moment else self.state(s)
                lasts = r.choice([-2, -1, self.number(1, 6, s, law=self.chance(0.3))])
                own.append((enter, int(is_moment), lasts, int(self.chance(0.1))))
            grounds.append(own)
        is_decided, own_ends = [self.chance(0.5) for _ in owner], [self.chance(0.3) for _ in owner]
        struck = rows_where([self.chance(0.3) for _ in owner])
        self.n_spreads = [r.choice([0, 0, 1, 2]) for _ in owner]
        self.n_kept = (sum(is_decided), sum(own_ends), max([-1, *struck]) + 1)
        of_list = [k for k, own in enumerate(grounds) for _ in own]
        return table(
            "lists",
            scheme=owner,
            slot=[r.getrandbits(16) for _ in owner],
            bit=[k for count in self.n_lists for k in range(count)],
            procedure=[
                self.n_schemes + self.own_procedure.index(k) if k in self.own_procedure else -1
                for k in range(len(owner))
            ],
            lasts=[self.number(1, 8, s, law=self.chance(0.3)) if self.chance(0.7) else -1 for s in owner],
            until=[self.state(s) if self.chance(0.2) else -1 for s in owner],
            settled=[r.choice([0, 0, 1, 3]) for _ in owner],
            repeat=[r.choice([Repeat.RESTARTS, Repeat.IGNORED, Repeat.ADDS]) for _ in owner],
            grace=[r.choice([0, 2]) for _ in owner],
            decided=rows_where(is_decided),
            own_ground=rows_where(own_ends),
            repeat_within=[r.choice([6, 15]) if k >= 0 else NEVER for k in struck],
            struck=struck,
            spread_first=starts(self.n_spreads),
            leaving_sets=[int(self.chance(0.3)) for _ in owner],
            leaving_value=[round(r.uniform(-5, 5) * POINT) for _ in owner],
            leaving_points=[r.choice([0, 0, -2 * POINT, 3 * POINT]) for _ in owner],
            black=[1] * len(owner),
            ground_first=starts([len(own) for own in grounds]),
            ground_enter=[g[0] for own in grounds for g in own],
            ground_moment=[g[1] for own in grounds for g in own],
            ground_lasts=[g[2] for own in grounds for g in own],
            ground_forever=[g[3] for own in grounds for g in own],
            ground_until=[self.state(owner[k]) if own_ends[k] and self.chance(0.5) else -2 for k in of_list],
            ground_settled=[r.choice([-1, 0, 1, 3]) if own_ends[k] else -1 for k in of_list],
            ground_repeat=[r.choice([Repeat.RESTARTS, Repeat.IGNORED, Repeat.ADDS]) for _ in of_list],
            ground_follows=[
                self.number(0.5, 1.0, owner[k], terms=1) if is_decided[k] else self.whole() for k in of_list
            ],
            ground_bias=[self.number(-0.3, 0.3) if is_decided[k] and self.chance(0.5) else -1 for k in of_list],
            ground_weighs=[int(is_decided[k] and self.chance(0.5)) for k in of_list],
            ground_review=[r.choice([0, 3, 5]) for _ in of_list],
        )

    def signing(self, s: int) -> dict[str, int]:
        """Who signs a consequence, and who acts on it."""
        follows = self.number(0.4, 1.0, s, law=self.chance(0.2)) if self.chance(0.3) else -1
        bias = self.number(-0.3, 0.3, s) if follows >= 0 and self.chance(0.5) else -1
        decisive = self.number(0.4, 1.0, s) if self.chance(0.3) else -1
        return {"follows": follows, "bias": bias, "decisive": decisive}

    def whole(self) -> int:
        """The number 1."""
        one: dict[str, Any] = {
            "base": 1.0,
            "law": 0,
            "law_a": 0.0,
            "law_b": 0.0,
            "unit": 0,
            "salt": 0,
            "once": 0,
            "apart": 0,
        }
        self.numbers.append({**one, "first": len(self.terms), "share_first": len(self.shares)})
        return len(self.numbers) - 1

    def spreads(self) -> Any:
        """The ties by which lists spread."""
        r, n = self.r, sum(self.n_spreads)
        return table(
            "spreads",
            relation=[r.choice(list(Relation)) for _ in range(n)],
            share=[r.choice([1.0, 0.5]) for _ in range(n)],
            lasts=[r.choice([3, NEVER]) for _ in range(n)],
            steps=[r.choice([1, 1, 2, 3]) for _ in range(n)],
        )

    def choose_effects(self) -> None:
        doors = [Effect.DENY, Effect.FAVOUR, Effect.DELAY, Effect.PRICE]
        others = [Effect.FINE, Effect.PAY, Effect.WARN, Effect.INSPECT, Effect.RECOMMEND, Effect.RECLAIM]
        self.effects = [self.r.choice(doors * 2 + others) for _ in self.owner(self.n_consequences)]

    def consequences(self) -> tuple[Any, Any, int]:
        r, owner = self.r, self.owner(self.n_consequences)
        rows: list[dict[str, Any]] = []
        copies: list[dict[str, Any]] = []
        n_edges = 0
        had_rows: dict[tuple[int, int], int] = {}
        for s, effect in zip(owner, self.effects, strict=True):
            is_door = effect <= Effect.PRICE
            goes_on = is_door or effect in (Effect.INSPECT, Effect.RECOMMEND)
            is_moment = self.chance(0.4)
            export = -1
            if (goes_on or effect == Effect.FINE) and not is_moment and self.chance(0.3):
                export = len(copies)
                copies.append({"scheme": s, "source": self.moment(s) if self.chance(0.3) else self.state(s)})
            has_edge = is_moment == goes_on
            keeps = is_moment and goes_on and self.chance(0.5)
            service = r.randrange(self.n_services) if is_door or effect == Effect.RECLAIM else -1
            had = had_rows.setdefault((self.world[s], service), len(had_rows)) if effect == Effect.RECLAIM else -1
            rows.append(
                {
                    "scheme": s,
                    "salt": r.getrandbits(32),
                    "when": (-1 if keeps and self.chance(0.5) else self.moment(s)) if is_moment else self.state(s),
                    "state": self.state(s) if keeps else -1,
                    "stays": r.randint(1, 4),
                    "of_value": r.randrange(2),
                    "had": had,
                    "moment": int(is_moment),
                    "effect": effect,
                    "service": service,
                    "strength": self.number(0.4, 1.0, s, law=self.chance(0.2)),
                    **self.signing(s),
                    "amount": -1 if effect in (Effect.DENY, Effect.FAVOUR, Effect.WARN) else self.number(0.2, 3, s),
                    "per": r.choice([0.0, 0.0, 1.5]),
                    "lasts": r.randint(1, 6),
                    "every": r.choice([0, 2]),
                    "sense": -1,
                    "export": export,
                    "act": r.randrange(self.n_acts) if effect == Effect.RECOMMEND else -1,
                    "factor": (factor := r.choice([0.5, 1.8, 30.0])),
                    "way": 1 if factor > 1 else -1,
                    "advised": self.number(0.1, 0.9, s) if self.chance(0.3) else -1,
                    "fatigue": r.choice([0.0, 0.1]),
                    "edge": n_edges if has_edge else -1,
                }
            )
            n_edges += has_edge
        n_worlds = len(self.scheme_counts)

        def of(test: Any) -> list[int]:
            return [c for c, row in enumerate(rows) if test(row)]

        by_service = [
            of(
                lambda row, w=w, v=v: (
                    row["effect"] <= Effect.PRICE and row["service"] == v and self.world[row["scheme"]] == w
                )
            )
            for w in range(n_worlds)
            for v in range(self.n_services)
        ]
        by_scheme = [
            of(
                lambda row, s=s: (
                    row["scheme"] == s
                    and (
                        row["effect"] in (Effect.FINE, Effect.PAY, Effect.WARN, Effect.RECLAIM)
                        or (row["edge"] >= 0 and row["moment"])
                    )
                )
            )
            for s in range(self.n_schemes)
        ]
        by_act = [
            of(lambda row, w=w, b=b: row["act"] == b and self.world[row["scheme"]] == w)
            for w in range(n_worlds)
            for b in range(self.kinds)
        ]
        indices = {f"of_{name}{end}" for name in ("service", "scheme", "act") for end in ("", "_first")} | {"had_of"}
        keys = [key for key in fields(PLAN["consequences"]) if key not in indices]
        columns: dict[str, Any] = {key: [row[key] for row in rows] for key in keys}
        for name, lists in (("service", by_service), ("scheme", by_scheme), ("act", by_act)):
            columns[f"of_{name}_first"] = starts([len(own) for own in lists])
            columns[f"of_{name}"] = [c for own in lists for c in own]
        columns["had_of"] = [had_rows.get((w, v), -1) for w in range(n_worlds) for v in range(self.n_services)]
        self.advice = [row for row in rows if row["act"] >= 0]
        n = len(copies)
        exported = table(
            "copies",
            scheme=[one["scheme"] for one in copies],
            slot=[r.getrandbits(16) for _ in copies],
            source=[one["source"] for one in copies],
            kept=[r.choice([0, 5]) for _ in range(n)],
            reaches=[r.choice([0.4, 1.0]) for _ in range(n)],
            after=[r.randint(0, 3) for _ in range(n)],
        )
        return table("consequences", **columns), exported, n_edges

    def repairs(self) -> Any:
        r, owner = self.r, self.owner(self.n_repairs)
        n = len(owner)
        return table(
            "repairs",
            scheme=owner,
            slot=[r.getrandbits(16) for _ in owner],
            when=[self.state(s) for s in owner],
            sought=[r.uniform(0.1, 0.6) for _ in owner],
            takes=[r.randint(0, 3) for _ in owner],
            cost=[round(r.uniform(0, 1) * POINT) for _ in owner],
            passes=[r.choice([1.0, 0.7]) for _ in owner],
            points=[round(r.uniform(-1, 4) * POINT) for _ in owner],
            sets=[int(self.chance(0.3)) for _ in owner],
            value=[round(r.uniform(-5, 5) * POINT) for _ in owner],
            ends=[r.randrange(8) for _ in owner],
            settles=[r.randrange(4) for _ in owner],
            limit=[r.choice([0, 1, 2]) for _ in owner],
            limit_num=[r.choice([0, 70]) for _ in range(n)],
            limit_den=[1] * n,
        )

    def differ(self) -> None:
        """In what people differ, in half of the plans."""
        own = {what for what in Own if self.chance(0.4)} if self.chance(0.5) else set()
        if own & BELIEFS:
            own |= BELIEFS
            for pair in ((Own.A_SEEN, Own.B_SEEN), (Own.A_UNSEEN, Own.B_UNSEEN)):
                own -= set(pair) if self.chance(0.5) else set()
        self.own = sorted(own)
        self.horizons = 3 if Own.HORIZON in own else 1

    def own_row(self, what: Own) -> int:
        return self.own.index(what) if what in self.own else -1

    def selves(self) -> Any:
        r, n = self.r, self.n

        def value(what: Own) -> float:
            if what == Own.HORIZON:
                return float(r.randrange(3))
            if what in (Own.UNSEEN, Own.HEARSAY):
                return float(r.randrange(100))
            if what == Own.CROWDED:
                return r.uniform(-1.0, 0.4)  # below nought: paid kindness loses; above: it gains
            if what in (Own.MEMORY, Own.EXCESS_HALF_LIFE, Own.STRESS):
                return r.choice([0.0, 5.0, 60.0])
            return r.uniform(0.1, 3.0) if what in (Own.SLOPE, Own.EXCESS, *BELIEFS) else r.uniform(0.0, 1.0)

        return table(
            "selves",
            differ=int(bool(self.own)),
            believe=int(bool(set(self.own) & BELIEFS)),
            horizons=self.horizons,
            row=[self.own_row(what) for what in Own],
            value=np.array([[value(what) for _ in range(n)] for what in self.own]).reshape(len(self.own), n),
        )

    def minds(self) -> Any:
        r = self.r

        def on() -> int:
            return int(self.chance(0.7))

        return table(
            "minds",
            deterrence=on(),
            rewards=on(),
            habit=on(),
            chill=on(),
            hearsay=on(),
            income=on(),
            slope=0.7,
            exponent=r.choice([0.3, 1.0]),
            reward_slope=r.choice([0.5, 4.0]),
            unseen=32,
            hearsay_weight=r.choice([3, 2000]),
            habit_rate=0.045,
            habit_weight=0.5,
            chill_reach=0.5,
            pressure=r.choice([1.5, 8.0]),
            income_loss=0.05,
            income_recovery=0.02,
            late_loss=0.2,
            favour_gain=0.1,
            warn=64,
            memory=[2.0 ** (-t / 30) for t in range(self.n_ticks + 1)],
        )

    def moods(self) -> Any:
        r, n = self.r, self.n_schemes
        protest = int(self.chance(0.5))
        return table(
            "moods",
            stress=int(self.chance(0.5)),
            weight=r.uniform(0.0, 0.5) * POINT,
            kept=r.choice([0.0, 0.7, 1.0]),
            watched=[r.choice([0.0, 0.1, 0.2]) for _ in range(n)],
            near=r.uniform(0.0, 0.3),
            swing=r.uniform(0.0, 0.3),
            listed=r.uniform(0.0, 0.5),
            refused=r.uniform(0.0, 0.3),
            trust=int(self.chance(0.5)),
            loss=r.uniform(0.5, 2.0),
            fair=r.uniform(0.1, 0.5),
            explains=[r.randrange(2) for _ in range(n)],
            shown=int(self.chance(0.5)),
            by_standing=r.uniform(-0.2, 0.2),
            visible=[r.randrange(2) for _ in range(n)],
            bottom=[r.uniform(-12, 2) * better * POINT for better in self.better],
            width=[r.uniform(1, 12) * better * POINT for better in self.better],
            crowding=int(self.chance(0.4)),
            crowded=r.uniform(-0.5, 0.1),
            pays=np.array([[r.randrange(2) for _ in range(self.n_acts)] for _ in range(n)]).reshape(n, self.n_acts),
            silence=int(self.chance(0.4)),
            hush=r.uniform(0.0, 1.3),
            conformity=int(self.chance(0.4)),
            follow=r.uniform(0.2, 0.5),
            faded=r.choice([0.0, 0.8, 1.0]),
            protest=protest,
            threshold=[r.gauss(0.2, 0.2) for _ in range(self.n * protest)],
        )

    def wiles(self, acts: Any, rules: Any) -> Any:
        """Ways round a score: hiding, gaming, false claims."""
        r, n = self.r, self.n_schemes
        good = [k for k in range(len(rules.scheme)) if rules.helpful[k] and not rules.sets[k]]
        ways = [[(k, r.randrange(self.n_acts), r.randrange(2)) for k in good if rules.scheme[k] == s] for s in range(n)]
        cheap = np.zeros((n, self.n_acts), np.uint8)
        for s, own in enumerate(ways):
            for _, act, is_cheap in own:
                cheap[s, act] |= is_cheap
        flat = [way for own in ways for way in own]
        return table(
            "wiles",
            hides=int(self.chance(0.4)),
            hidden=r.choice([0.3, 1.0]),
            left=r.choice([0.0, 0.25]),
            effort=r.randrange(POINT),
            games=int(self.chance(0.4)),
            gamers=r.choice([0.5, 1.0]),
            lure=r.uniform(0.2, 1.5),
            cheap=cheap,
            claims=int(self.chance(0.4)),
            claimed=r.choice([0.2, 1.0]),
            first=starts([len(own) for own in ways]),
            rule=[rule for rule, _, _ in flat],
            act=[act for _, act, _ in flat],
            is_cheap=[is_cheap for _, _, is_cheap in flat],
        )

    def bonds(self, n_lists: int, ties: Any) -> Any:
        """Friendships that end and come back."""
        r = self.r
        return table(
            "bonds",
            parts=int(len(ties.friends) > 0 and self.chance(0.5)),
            rate=r.uniform(0.0, 0.3),
            shun=r.choice([0.0, 0.4, 1.0]),
            sort=r.choice([0.0, 0.7]),
            label=[r.randrange(2) for _ in range(n_lists)],
        )

    def sway(self, worlds: Any, acts: Any, moods: Any, wiles: Any) -> None:
        """Acts whose rates paid kindness, silence and conformity move."""
        n = self.n_acts
        for s, w in enumerate(self.world):
            if moods.silence:
                worlds.touched[w, :n] |= acts.protected[:n]
            if moods.crowding:
                worlds.touched[w, :n] |= moods.pays[s]
                worlds.raised[w, :n] |= moods.pays[s] * np.uint8(moods.crowded > 0 or Own.CROWDED in self.own)
            if wiles.games:
                worlds.touched[w, :n] |= wiles.cheap[s]
                worlds.raised[w, :n] |= wiles.cheap[s]
        if moods.conformity:
            worlds.raised[1:, :n] |= worlds.touched[1:, :n]

    def risks(self) -> Any:
        owner = self.owner(self.n_groups)
        mean = [[min(0.95, 0.3 * (1 + 2.0 ** (-t / 20))) for t in range(self.n_ticks)] for _ in owner]
        return table(
            "risks",
            scheme=owner,
            bit=[k for count in self.n_groups for k in range(count)],
            known=[self.r.randrange(2) for _ in owner],
            true=[self.r.choice([0.1, 0.4]) for _ in owner],
            prior_a=np.array([[3 * m for m in row] for row in mean]).reshape(len(owner), self.n_ticks),
            prior_b=np.array([[3 * (1 - m) for m in row] for row in mean]).reshape(len(owner), self.n_ticks),
            first=starts(self.n_groups),
        )

    def worlds(self, acts: Any, rules: Any, minds: Any) -> Any:
        n_worlds = len(self.scheme_counts)
        shape = (n_worlds, self.kinds)
        punished, touched, raised = (np.zeros(shape, np.uint8) for _ in range(3))
        if minds.income:
            touched |= (acts.income_load != 0).astype(np.uint8)
            raised |= (acts.income_load > 0).astype(np.uint8)
        for s, w in enumerate(self.world):
            for act in range(self.n_acts):
                row = s * self.n_acts + act
                weighed = rules.minds_rule[rules.minds_first[row] : rules.minds_first[row + 1]]
                own = rules.of_act[rules.of_act_first[row] : rules.of_act_first[row + 1]]
                punished[w, act] |= rules.harmful[own].any()
                touched[w, act] |= len(weighed) > 0
                raised[w, act] |= rules.helpful[weighed].any() and minds.rewards
        for advice in self.advice:
            touched[self.world[advice["scheme"]], advice["act"]] = 1
            raised[self.world[advice["scheme"]], advice["act"]] |= advice["factor"] > 1
        if minds.habit:
            touched |= punished
        return table(
            "worlds",
            first=starts(self.scheme_counts),
            punished=punished,
            touched=touched,
            raised=raised,
            measures=[1, 1, 1],
        )

    def belonging(self, n_lists: int) -> Any:
        """What people weigh who join and leave, in half of the plans."""
        r, is_on = self.r, self.chance(0.5)
        weighs = [is_on and self.chance(0.7) for _ in range(self.n_schemes)]
        joins = any(weighs) and self.chance(0.7)
        return table(
            "belonging",
            joins=int(joins),
            leaves=int(any(weighs) and (self.chance(0.7) or not joins)),
            joining=r.uniform(0.0, 0.5),
            leaving=r.uniform(0.0, 0.2),
            horizon=[r.choice([0.5, 1.0]) for _ in range(self.horizons)],
            weighs=weighs,
            may_leave=[self.chance(0.8) for _ in weighs],
            start_worth=[r.uniform(-1.0, 3.0) for _ in range(self.horizons) for _ in weighs],
            of_list=[r.choice([0.0, -2.0, 1.0]) for _ in range(self.horizons * n_lists if any(weighs) else 0)],
        )

    def strategies(self, rules: Any, of_act: list[list[int]]) -> Any:
        """Acts of which people weigh how much they do, in half of the plans."""
        r, kept = self.r, [a for a in range(self.n_acts) if self.chance(0.5)] if self.chance(0.5) else []
        rows = [
            [rule for rule in of_act[s * self.n_acts + a] if rules.harmful[rule]]
            for s in range(self.n_schemes)
            for a in kept
        ]
        marks = [sorted(r.uniform(0.1, 2.0) for _ in range(r.randint(0, 3))) for _ in self.scheme_counts for _ in kept]
        flat = [rule for own in rows for rule in own]
        return table(
            "strategies",
            of_act=[kept.index(k) if k in kept else -1 for k in range(self.kinds)],
            boldness=[r.uniform(0.0, 1.0) for _ in range(self.n if kept else 0)],
            first=starts([len(own) for own in rows]),
            rule=flat,
            flat=[r.choice([0.0, 0.4]) for _ in range(self.horizons) for _ in flat],
            slope=[r.choice([0.0, 0.8]) for _ in flat],
            mark_first=starts([len(own) for own in marks]),
            mark=[mark for own in marks for mark in own],
        )

    def plan(self) -> tables.Plan:
        people, ties = self.people()
        acts = self.acts(people)
        services = self.services()
        self.choose_effects()
        self.differ()
        schemes = self.schemes()
        rules, of_act, n_caps = self.rules()
        senses, _ = self.senses(of_act)
        offices = self.offices(of_act, len(senses.pool_act))
        ladders, factors = self.ladders(), self.factors()
        circles, ratings, reputations = self.circles(), self.ratings(), self.reputations()
        circles.is_chosen[:] = (circles.of_act >= 0) & ([self.chance(0.7) for _ in circles.of_act])
        stakes, lists, repairs = self.stakes(), self.lists(), self.repairs()
        wallets = self.wallets()
        consequences, copies, n_edges = self.consequences()
        efforts = self.efforts(senses, consequences)
        changing, moved = self.changing(), self.moved()
        if self.moves:
            again = [people.attribute[1]] * (len(self.scheme_counts) - 1)
            people = people._replace(attribute=np.concatenate([people.attribute, *([again] if again else [])]))
        self.feed(copies.scheme)
        tellings = self.tellings(factors, copies)
        minds, risks, moods = self.minds(), self.risks(), self.moods()
        strategies = self.strategies(rules, of_act)
        games, stages = self.games(consequences), self.stages()
        worlds = self.worlds(acts, rules, minds)
        wiles = self.wiles(acts, rules)
        bonds = self.bonds(sum(self.n_lists), ties)
        worlds.touched[:, : self.n_acts] |= strategies.of_act[: self.n_acts] >= 0
        self.sway(worlds, acts, moods, wiles)
        found = tables.Plan(
            luck=tables.Luck(self.seed & 0xFFFFFFFF, 77, 3),
            clock=tables.Clock(self.n_ticks, 7.0, self.n_ticks * 7 / 365.25, 7, 1),
            people=people,
            ties=ties,
            acts=acts,
            moved=moved,
            services=services,
            numbers=self.numbers_table(),
            by=table("by", **{name: [] for name in fields(PLAN["by"])}),
            conditions=self.conditions_table(),
            facts=table(
                "facts", **{key: [one[k] for one in self.facts] for k, key in enumerate(fields(PLAN["facts"]))}
            ),
            worlds=worlds,
            schemes=schemes,
            senses=senses,
            rules=rules,
            offices=offices,
            contagions=self.contagions(),
            ladders=ladders,
            factors=factors,
            learned=table("learned", **{name: [] for name in fields(PLAN["learned"])}),
            circles=circles,
            ratings=ratings,
            reputations=reputations,
            stakes=stakes,
            strategies=strategies,
            belonging=self.belonging(sum(self.n_lists)),
            wallets=wallets,
            games=games,
            stages=stages,
            efforts=efforts,
            changing=changing,
            lists=lists,
            spreads=self.spreads(),
            consequences=consequences,
            copies=copies,
            tellings=tellings,
            repairs=repairs,
            minds=minds,
            selves=self.selves(),
            moods=moods,
            wiles=wiles,
            bonds=bonds,
            risks=risks,
            sizes=tables.Sizes(
                persons=self.n,
                worlds=len(self.scheme_counts),
                schemes=self.n_schemes,
                lists=sum(self.n_lists),
                rules=sum(self.n_rules),
                caps=n_caps,
                groups=sum(self.n_groups),
                repairs=sum(self.n_repairs),
                opens=self.n_opens,
                copies=len(copies.scheme),
                told=len(tellings.giver),
                gatherings=int(circles.now.max(initial=-1)) + 1,
                edges=n_edges,
                services=self.n_services,
                districts=self.n_districts,
                pools=2,
                most_pools=6,
                pool_rows=len(senses.pool_act) + len(offices.wrong_act),
                ladders=len(ladders.lowest),
                factors=len(factors.weight),
                queues=int(services.queue.max()) + 1,
                follows=int(services.follow.max()) + 1,
                offices=len(offices.scheme),
                facts=len(self.facts),
                recalls=self.n_recalls,
                spreads=sum(self.n_spreads),
                decided=self.n_kept[0],
                own_grounds=self.n_kept[1],
                struck=self.n_kept[2],
                **places_of(ratings),
                opinions=opinions_of(reputations, self.n),
                gifts=len(self.scheme_counts) if brings(acts, circles) else 0,
                changing=len(changing.row),
                moves=int(changing.move.max(initial=-1)) + 1,
                wallets=len(wallets.lot),
                efforts=int(efforts.of_sense.max(initial=-1)) + 1,
                had=int(consequences.had_of.max(initial=-1)) + 1,
                priced=len(self.scheme_counts),
                remembered=7,
                voices=len(self.scheme_counts) if len(strategies.boldness) else 0,
                weighed=int(strategies.of_act.max(initial=-1)) + 1,
                stressed=len(self.scheme_counts) * moods.stress,
                trusting=len(self.scheme_counts) * moods.trust,
                trusted=self.n_schemes * moods.trust,
                seeing=len(self.scheme_counts) * moods.shown,
                protests=len(self.scheme_counts) * moods.protest,
                hiding=self.n_schemes * wiles.hides,
                wily=self.n_schemes * max(wiles.games, wiles.claims),
                parting=len(self.scheme_counts) * bonds.parts,
                friendships=len(ties.friends) * bonds.parts,
                swayed=len(self.scheme_counts) * max(moods.silence, moods.conformity),
                firms=0,
                games=len(games.scheme),
                abstains=int(schemes.abstains.max(initial=-1)) + 1,
                units=int(schemes.unit.max(initial=-1)) + 1,
                quiets=int(schemes.quiet.max(initial=-1)) + 1,
                own_cases=int(schemes.own_case.max(initial=-1)) + 1,
                moved=len(self.scheme_counts) * self.moves,
                worths=0,
                reports=int(senses.report_first[-1]),
            ),
        )
        by = self.by(found)
        return self.worth(found._replace(by=by, numbers=self.numbers_table()))

    def choices(self) -> list[int]:
        """Numbers of who discriminates and who always helps, or none."""
        return [self.number(0.1, 0.5) for _ in range(2)] if self.chance(0.4) else [-1, -1]

    def redrawing(self) -> int:
        """A chance by what people are, where they live and when."""
        q = self.number(0.02, 0.3, terms=0)
        for source, arg, mode, length in (
            (Source.ATTRIBUTE, 1, Mode.CODE, self.levels[1]),
            (Source.TRAIT, 0, Mode.CODE, 31),
            (Source.DISTRICT, 0, Mode.CODE, self.n_districts),
            (Source.TIME, 0, self.r.choice([Mode.STEP, Mode.LINEAR]), 3),
        ):
            if self.chance(0.5):
                self.terms.append(
                    {"source": source, "arg": arg, "mode": mode, "start": len(self.values), "length": length}
                )
                self.values += [self.r.uniform(0.5, 1.5) for _ in range(length)]
                self.keys += [0.0, 4.0, 12.0] if source == Source.TIME else [0.0] * length
        self.numbers[q]["unit"] = int(self.r.choice([Unit.PLAIN, Unit.CHANCE]))
        return q

    def worth(self, plan: tables.Plan) -> tables.Plan:
        """Rows for acts and services that are not worth the same each time."""
        by = plan.by
        acts = (by.acts_harm >= 0) | (by.acts_benefit >= 0) | (by.acts_cost >= 0)
        both = np.concatenate([acts, by.services_value >= 0])
        rows = np.where(both, np.cumsum(both) - 1, -1).astype(np.int32)
        acts_table = plan.acts._replace(worth=rows[: len(acts)])
        gifts = len(self.scheme_counts) if brings(acts_table, plan.circles) else 0
        return plan._replace(
            acts=acts_table,
            services=plan.services._replace(worth=rows[len(acts) :]),
            sizes=plan.sizes._replace(worths=int(both.sum()), gifts=gifts),
        )

    def by(self, plan: tables.Plan) -> Any:
        """Some cells hold numbers that depend or are drawn."""
        found = {}
        for name in fields(PLAN["by"]):
            room, _, column = name.partition("_")
            rows, own = (plan.schemes, f"tier_{column}") if room == "tiers" else (getattr(plan, room), column)
            cells = getattr(rows, own) if hasattr(rows, own) else np.ones(len(rows[0]))
            scheme: list[Any] = list(getattr(rows, "scheme", [None] * len(cells)))
            if room in ("tiers", "schemes"):
                owners = self.of_procedures() if column.startswith("appeal_") else list(range(self.n_schemes))
                scheme = self.owner(self.n_tiers) if room == "tiers" else owners
            if len(scheme) != len(cells):
                scheme = [None] * len(cells)
            found[name] = [self.cell(name, cell, s) for cell, s in zip(cells, scheme, strict=True)]
        for row, both in enumerate(zip(*(found[f"senses_{name}"] for name in CONFIRMS), strict=True)):
            if min(both) < 0:
                for name in CONFIRMS:
                    found[f"senses_{name}"][row] = -1
        plan.rules.every_num[np.array(found["rules_every"], int) >= 0] = -1
        return table("by", **found)

    def cell(self, name: str, plain: float, s: int | None) -> int:
        """A number for one cell, or -1."""
        room, _, column = name.partition("_")
        if not self.chance(0.3) or (name == "services_places" and plain < 0):
            return -1
        if NOWHERE.get(name) == plain or (name == "rules_every" and self.chance(0.7)):
            return -1
        if name == "schemes_innovation" and plain < 0:
            return -1
        if name == "schemes_decay" and s is not None and self.kind[s] == ScoreKind.LADDER:
            return -1
        units = name in UNITS
        typical = abs(float(plain)) / (POINT if units else 1)
        low, high = (
            (1.0, 6.0) if typical > 1e5 or column in ("lasts", "every") else (0.5 * typical, 1.5 * typical + 0.1)
        )
        q = self.number(low, high, s if room != "acts" else None, law=name not in DIVISORS and self.chance(0.4))
        if name in SHARES and self.chance(0.3):
            self.numbers[q]["unit"] = int(self.r.choice([Unit.CHANCE, Unit.KEPT]))
        return q

    def numbers_table(self) -> Any:
        columns: dict[str, Any] = {
            key: [one[key] for one in self.numbers]
            for key in ("base", "law", "law_a", "law_b", "unit", "salt", "once", "apart")
        }
        columns["first"] = [*(one["first"] for one in self.numbers), len(self.terms)]
        columns["share_first"] = [*(one["share_first"] for one in self.numbers), len(self.shares)]
        columns |= {key: [one[key] for one in self.terms] for key in ("source", "arg", "mode", "start", "length")}
        columns |= {"share_value": [v for v, _ in self.shares], "share_upto": [u for _, u in self.shares]}
        return table("numbers", key=self.keys, value=self.values, **columns)

    def facts_table(self) -> Any:
        names = fields(PLAN["facts"])
        return table("facts", **{name: [one[k] for one in self.facts] for k, name in enumerate(names)})

    def conditions_table(self) -> Any:
        flat = [step for program in self.conditions for step in program]
        names = ("op", "a", "b", "mask", "low", "high")
        columns = {name: [step[k] for step in flat] for k, name in enumerate(names)}
        return table("conditions", first=starts([len(program) for program in self.conditions]), **columns)
