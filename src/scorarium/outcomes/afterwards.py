"""What follows an entry, watched tick by tick: when people learn of it, what outlives it, which copies are corrected.

Like ``spells``: a watch is shown the state at the end of each tick and keeps numbers, never who was concerned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.state import State
from scorarium.engine.tables import Plan
from scorarium.names import POINT, Effect, Listed, Op, ScoreKind
from scorarium.outcomes.spells import Lengths, Spells, changed
from scorarium.scheme.model import Scheme

Bools = NDArray[np.bool_]
PRIMARY = np.uint8(Listed.PRIMARY)
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Afterwards:
    """What followed entries, by world.

    Parameters
    ----------
    untold : tuple of Lengths
        Spells from being held to account to the first thing that a person notices of it; nought ticks: told at once.
    ever_struck, never_told : int64 arrays, shape (worlds,)
        Persons (by scheme) who were held to account after the burn-in, and who at the end know of nothing.
    served, served_late : int64 arrays, shape (worlds,)
        Person-ticks of penalties that do not hang on the score, and those of them with no entry left.
    copies, corrected : int64 arrays, shape (worlds,)
        Copies held elsewhere when an appeal was won, and those of them that were put right.
    """

    untold: tuple[Lengths, ...]
    ever_struck: Counts
    never_told: Counts
    served: Counts
    served_late: Counts
    copies: Counts
    corrected: Counts


class AfterwardsWatch:
    """Looks at the state after each tick.

    Parameters
    ----------
    plan
        What is run.
    schemes
        Their declarations, by row.
    burn_in
        Ticks that are not counted.
    """

    def __init__(self, plan: Plan, schemes: tuple[Scheme, ...], *, burn_in: int) -> None:
        worlds = int(plan.sizes.worlds)
        self._worlds, self._burn_in = worlds, burn_in
        self._notice = {
            s: NoticeWatch(plan, s, one, burn_in=burn_in) for s, one in enumerate(schemes) if strikes(plan, s)
        }
        self._tails = TailWatch(plan)
        self._copies = CopyWatch(plan)
        self._of, self._ticks = plan.schemes.world, int(plan.clock.n_ticks)

    def see(self, state: State, t: int) -> None:
        """The state at the end of tick `t`, in order of ticks."""
        for notice in self._notice.values():
            notice.see(state, t)
        self._copies.see(state, t, counts=t >= self._burn_in)
        if t >= self._burn_in:
            self._tails.see(state, t)

    def result(self, last: int) -> Afterwards:
        """What was seen up to the last tick."""
        mine = [[one for s, one in self._notice.items() if int(self._of[s]) == w] for w in range(self._worlds)]
        none = Lengths(*(np.zeros(self._ticks + 1, np.int64) for _ in range(2)))
        return Afterwards(
            untold=tuple(sum((one.lengths(last) for one in own), none) for own in mine),
            ever_struck=np.array([sum(int(one.ever.sum()) for one in own) for own in mine], np.int64),
            never_told=np.array([sum(one.never_told() for one in own) for own in mine], np.int64),
            served=self._tails.served,
            served_late=self._tails.late,
            copies=self._copies.held,
            corrected=self._copies.corrected,
        )


def strikes(plan: Plan, s: int) -> bool:
    """Whether a scheme can hold anything against anybody."""
    rules, lists = plan.rules, plan.lists
    harms = (rules.scheme == s) & (rules.harmful > 0)
    return bool(harms.any()) or bool(((lists.scheme == s) & (lists.black > 0)).any())


def is_told(scheme: Scheme) -> bool:
    """Whether a person learns at once that something is held against them: by notice, or by seeing the score."""
    told = [scheme.due_process, *(one.due_process for one in scheme.lists.values())]
    sees = scheme.visibility is not None and scheme.visibility.own_score is True
    return sees or any(one is not None and one.notice in ("after", "before") for one in told)


class NoticeWatch:
    """From the first thing that is held against a person to the first of which they notice anything, one scheme.

    Held against them is an entry that costs points, or being put on a black list. They notice it at once where they
    are told or see their score (then nothing is watched), or the list is public; else when a demand is refused or money
    is taken. Once they know, the next entry begins a new spell.
    """

    def __init__(self, plan: Plan, s: int, scheme: Scheme, *, burn_in: int) -> None:
        n, lists, effect = int(plan.sizes.persons), plan.lists, plan.consequences.effect
        self._s, self._w, self._burn_in, self._told = s, int(plan.schemes.world[s]), burn_in, is_told(scheme)
        own = rows_of(plan, s)
        self._lists = [row for row in own if lists.black[row]]
        self._open = [row for row, one in zip(own, scheme.lists.values(), strict=False) if one.public]
        self._spells = Spells(n, int(plan.clock.n_ticks), burn_in)
        self._waiting, self._knows, self.ever, self._struck = (np.zeros(n, np.bool_) for _ in range(4))
        self._penalty = np.zeros(n, np.int64)
        self._times = np.zeros((len(self._lists), n), np.uint8)
        watched = {"refused": (Effect.DENY,), "fines": (Effect.FINE, Effect.RECLAIM)}
        follows = {name: np.isin(effect[plan.consequences.scheme == s], kinds) for name, kinds in watched.items()}
        self._felt = {name: np.zeros(n, np.int64) for name, any_of in follows.items() if any_of.any()}

    def see(self, state: State, t: int) -> None:
        """The state at the end of tick `t`."""
        struck = changed(state.penalty[self._s], self._penalty)
        for k, row in enumerate(self._lists):
            struck = joined(struck, changed(state.times[row], self._times[k]))
        if t >= self._burn_in:
            self.ever[struck] = True
        if self._told:
            return
        aware = struck[:0]
        for name, before in self._felt.items():
            aware = joined(aware, changed(getattr(state, name)[self._w], before))
        for row in self._open:
            aware = joined(aware, np.flatnonzero(state.on[row] != 0))
        if t >= self._burn_in:
            self._struck[struck] = True
            at_once = aware[self._struck[aware]]
            self._spells.ended[0] += len(at_once) - int(self._waiting[at_once].sum())
            self._knows[at_once] = True
            self._knows[aware[self._waiting[aware]]] = True
            self._struck[struck] = False
        self._waiting[struck] = True
        self._waiting[aware] = False
        concerned = joined(struck, aware)
        self._spells.turn(t, concerned[self._spells.holds[concerned] != self._waiting[concerned]], self._waiting)

    def lengths(self, last: int) -> Lengths:
        """All spells; where people are told, one of no length for each."""
        found = self._spells.lengths(last)
        if self._told:
            found.ended[0] = int(self.ever.sum())
        return found

    def never_told(self) -> int:
        """Persons who were held to account and know of nothing."""
        return 0 if self._told else int((self.ever & ~self._knows).sum())


def joined(some: NDArray[np.intp], others: NDArray[np.intp]) -> NDArray[np.intp]:
    """Who is among either, each once."""
    return np.union1d(some, others) if len(some) and len(others) else some if len(some) else others


def rows_of(plan: Plan, s: int) -> list[int]:
    """Rows of the lists of a scheme, as declared."""
    return [int(row) for row in np.flatnonzero(plan.lists.scheme == s)]


class TailWatch:
    """Penalties that do not hang on the score: black lists, doors shut for a while, copies held elsewhere.

    They are served late where no entry against the person lives any more and the score has come back to where it
    began. Only such are looked at as rest on entries that end: a list of debts that stand open ends with the debt.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.served, self.late = (np.zeros(int(plan.sizes.worlds), np.int64) for _ in range(2))
        own = [s for s in range(int(plan.sizes.schemes)) if has_clock(plan, s)]
        self._lists = [row for s in own for row in rows_of(plan, s) if plan.lists.black[row] and rests(plan, row)]
        deny = [
            c for c in np.flatnonzero(plan.consequences.effect == Effect.DENY) if plan.consequences.scheme[c] in own
        ]
        self._doors = [int(c) for c in deny if plan.consequences.moment[c] and plan.consequences.edge[c] >= 0]
        self._copies = sorted({int(plan.consequences.export[c]) for c in deny if plan.consequences.export[c] >= 0})

    def see(self, state: State, t: int) -> None:
        """The state at the end of tick `t`."""
        for s, served in self._now(state, t):
            w = int(self._plan.schemes.world[s])
            self.served[w] += len(served)
            self.late[w] += int(is_spent(self._plan, state, s, served).sum())

    def _now(self, state: State, t: int) -> Iterator[tuple[int, NDArray[np.intp]]]:
        plan = self._plan
        for row in self._lists:
            yield int(plan.lists.scheme[row]), np.flatnonzero((state.on[row] & PRIMARY) != 0)
        for c in self._doors:
            yield int(plan.consequences.scheme[c]), np.flatnonzero(state.edge[plan.consequences.edge[c]] > t)
        for x in self._copies:
            yield int(plan.copies.scheme[x]), np.flatnonzero(state.copy_until[x] > t)


def is_spent(plan: Plan, state: State, s: int, who: NDArray[np.intp]) -> Bools:
    """Who of these persons has no harmful entry left and a base no worse than at the beginning."""
    begin = 0 if plan.schemes.kind[s] in (ScoreKind.FACTORS, ScoreKind.RATINGS) else first_score(plan, s)
    base = state.base[s][who].astype(np.int64)
    found: Bools = (state.harm_live[s][who] == 0) & ((base - begin) * int(plan.schemes.better[s]) >= 0)
    return found


def first_score(plan: Plan, s: int) -> int:
    """The score at which people begin, in units: the constant part of `start`."""
    return round(float(plan.numbers.base[plan.schemes.start[s]]) * POINT)


def has_clock(plan: Plan, s: int) -> bool:
    """Whether harmful entries of a scheme end by themselves."""
    rules = plan.rules
    return bool(((rules.scheme == s) & (rules.harmful > 0) & (rules.scored > 0) & (rules.lasts >= 0)).any())


def rests(plan: Plan, row: int) -> bool:
    """Whether a list rests on nothing but entries that end, or on the score that they make."""
    lists = plan.lists
    grounds = lists.ground_enter[lists.ground_first[row] : lists.ground_first[row + 1]]
    steps = [step for ground in grounds for step in operations(plan, int(ground))]
    elsewhere = {Op.OPEN, Op.OPEN_BY, Op.RELATED, Op.IN_SCHEME, Op.FACT, Op.MEASURED}
    struck = [rule for op, a, _ in steps for rule in rules_struck(plan, int(lists.scheme[row]), op, a)]
    return not any(op in elsewhere for op, *_ in steps) and all(
        plan.rules.lasts[rule] >= 0 and plan.rules.scored[rule] for rule in struck
    )


def operations(plan: Plan, program: int) -> list[tuple[int, int, int]]:
    """(operation, what it is about, how many of it) of a condition."""
    conditions = plan.conditions
    rows = range(int(conditions.first[program]), int(conditions.first[program + 1]))
    return [(int(conditions.op[j]), int(conditions.a[j]), int(conditions.b[j])) for j in rows]


def rules_struck(plan: Plan, s: int, op: int, a: int) -> list[int]:
    """Rules whose entries an operation asks for."""
    if op in (Op.STRUCK_RULE, Op.ACTS):
        return [a]
    if op == Op.STRUCK_ACT:
        row = s * int(plan.acts.n_acts) + a
        return [
            int(rule) for rule in plan.rules.of_act[plan.rules.of_act_first[row] : plan.rules.of_act_first[row + 1]]
        ]
    return []


class CopyWatch:
    """Copies that recipients hold of a standing when an appeal is won, and whether they are put right."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        schemes = plan.schemes
        self._rows = [x for x, s in enumerate(plan.copies.scheme) if schemes.hears[s]]
        self._until = np.zeros((len(self._rows), int(plan.sizes.persons)), np.int32)
        self._upheld = np.zeros((int(plan.sizes.schemes), int(plan.sizes.persons)), np.int32)
        self.held, self.corrected = (np.zeros(int(plan.sizes.worlds), np.int64) for _ in range(2))

    def see(self, state: State, t: int, *, counts: bool) -> None:
        """The state at the end of tick `t`. A copy renewed in this tick rests on something else and does not count."""
        for k, x in enumerate(self._rows):
            s, now = int(self._plan.copies.scheme[x]), state.copy_until[x]
            won = state.upheld[s] > self._upheld[s]
            held = won & (self._until[k] > t) & (now <= self._until[k])
            if counts and held.any():
                w = int(self._plan.schemes.world[s])
                self.held[w] += int(held.sum())
                self.corrected[w] += int((held & (now <= t + int(self._plan.copies.after[x]))).sum())
            self._until[k] = now
        if self._rows:
            self._upheld[:] = state.upheld
