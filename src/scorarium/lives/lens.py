"""The slow twin of one person in a society of any size.

The twin computes person by person from the plan, the person's own state and what others *published* at the end of the
previous tick. So one person can be lived in plain Python beside an engine that lives everybody: the engine lends the
published values of those whom the person is tied to, and its own result of the same tick proves that the replay is the
life that was lived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.state import State, empty_state
from scorarium.engine.tables import Plan, Turn
from scorarium.errors import ScorariumError
from scorarium.names import Op, Relation
from scorarium.twin.draws import Luck
from scorarium.twin.look import holds, related
from scorarium.twin.sim import Entry, Sim
from scorarium.twin.turn import carry_over, strike_again

Answers = Mapping[int, list[tuple[int, int]]]

LARGE = 4096
"""Arrays up to this size become lists, as in the twin; larger ones are looked into where they are."""

SHARED = frozenset({"harm", "pub_harm", "pub_wrong", "past_records", "parted"})
"""Fields of the state that belong to no person (beside the counters ``n_…``)."""

PLACES = frozenset({"ring_mark", "ring_weight", "bin_sum", "bin_weight", "bin_count", "opinion", "pub_opinion"})
"""Fields whose rows are places in the memories of many persons."""


class ReplayError(ScorariumError):
    """The replay of a person departs from the run: the code is not the one that made it, or Scorarium is wrong."""


class Lens:
    """An array read as the twin reads its lists: plain numbers, and lists where a slice is asked for."""

    __slots__ = ("array",)

    def __init__(self, array: NDArray[Any]) -> None:
        self.array = array

    def __getitem__(self, k: int | slice) -> Any:
        found = self.array[k]
        return Lens(found) if found.ndim and not isinstance(k, slice) else found.tolist()

    def __len__(self) -> int:
        return len(self.array)


class Own:
    """The row of a state, of which only one person's value is there."""

    __slots__ = ("person", "value")

    def __init__(self, person: int, value: Any) -> None:
        self.person, self.value = person, value

    def __getitem__(self, k: int) -> Any:
        if k != self.person:
            raise LookupError(f"the state of person {k} is asked for; only {self.person} is watched")
        return self.value

    def __setitem__(self, k: int, value: Any) -> None:
        self[k]  # only the watched person has a place here
        self.value = value


class Few:
    """The row of a state at the end of the previous tick, of those persons whom the watched one may ask about."""

    __slots__ = ("place", "values")

    def __init__(self, place: dict[int, int], values: list[Any]) -> None:
        self.place, self.values = place, values

    def __getitem__(self, k: int) -> Any:
        return self.values[self.place[k]]


class OneRecord:
    """The records of a scheme: the watched person's."""

    __slots__ = ("own", "person")

    def __init__(self, person: int) -> None:
        self.person = person
        self.own: list[Entry] = []

    def __getitem__(self, k: int) -> list[Entry]:
        if k != self.person:
            raise LookupError(f"the record of person {k} is asked for; only {self.person} is watched")
        return self.own

    def __setitem__(self, k: int, record: list[Entry]) -> None:
        self[k]
        self.own = record


def is_person_field(name: str) -> bool:
    """Whether a field of the state has one value for each person."""
    return name not in SHARED and name not in PLACES and not name.startswith("n_")


def lensed(table: Any) -> SimpleNamespace:
    """A named tuple of arrays as a namespace of lists, large arrays as lenses."""
    return SimpleNamespace(**{
        name: (v.tolist() if v.size <= LARGE else Lens(v)) if isinstance(v, np.ndarray) else v
        for name, v in table._asdict().items()
    })  # fmt: skip


class Watched(Sim):
    """A simulation in which one person lives; the others are those of the engine, as they are published.

    Parameters
    ----------
    plan
        That of the run.
    person
        Who is watched, from 0.
    """

    def __init__(self, plan: Plan, person: int) -> None:  # the parent's lists would hold everybody
        self._read(plan)
        seed = int(plan.luck.seed_low) | int(plan.luck.seed_high) << 32
        self.luck = Luck(seed, int(plan.luck.replicate), int(plan.luck.first))
        self.person = person
        self.n = self.sizes.persons
        self.kinds = len(self.acts.scale)
        self.acts_per_scheme = self.acts.n_acts
        first = empty_state(plan.sizes._replace(persons=1), self.kinds)
        self.arrays = first
        self.state = SimpleNamespace(**{name: own(name, array, person) for name, array in first._asdict().items()})
        self.record = [OneRecord(person) for _ in range(self.sizes.schemes)]  # type: ignore[misc]
        self.cases = {}
        self.taken = {}
        self.coins = {}
        self.blamed: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.wrong = self.zero_pools()
        self._look_around(plan)
        self.borrow(None)

    def _read(self, plan: Plan) -> None:
        for name, table in plan._asdict().items():
            if name != "luck":
                setattr(self, name, lensed(table))

    def _look_around(self, plan: Plan) -> None:
        """Which schemes may enrol the person, and whom the person may ask about."""
        person = self.person
        may = [who < 0 or holds(self, who, person, s, 0) for s, who in enumerate(self.schemes.who)]
        self.eligible = [Own(person, one) for one in may]  # type: ignore[misc]
        self.n_eligible = [count_eligible(self, plan, s) for s in range(self.sizes.schemes)]
        self.met = {}
        self.answers, self.answered, self.gifts = [], {}, []
        self.anybody = bool(plan.ratings.by_score.any()) or plan.sizes.opinions > 0
        self.others = np.array(sorted(ties_of(self, person)), np.int64)
        self.place = {int(k): j for j, k in enumerate(self.others)}

    def turn(self, plan: Plan, turn: Turn, state: State) -> None:
        """Go on under another plan; `state` is the engine's after the change, before anybody acts."""
        self._read(plan)
        vars(self).pop("raised", None)
        self._look_around(plan)
        strike_again(self, turn)
        carry_over(self, turn, self.person)
        self.borrow(state)

    def another(self, row: Any) -> Any:
        """A row of the state that is the same as another, or noughts."""
        return Own(self.person, 0 if row is None else row.value)

    def zero_pools(self) -> Any:
        """Wrong attributions that come from the watched person, in place of everybody's rows and pools."""
        self.blamed = defaultdict(lambda: defaultdict(int))
        return self.blamed

    def borrow(self, state: State | None, answered: Answers | None = None) -> None:
        """Take what the others publish from the state at the end of a tick (`None`: before the first).

        Parameters
        ----------
        answered
            The marks with which others answer those of the person: (giver, mark) by row of ratings.
        """
        self.answers, self.gifts = [], []
        self.answered = {(z, self.person): given for z, given in (answered or {}).items()}
        for name, array in self.arrays._asdict().items():
            if name.startswith("pub_") and name not in SHARED | PLACES:
                rows = np.repeat(array, len(self.others), axis=-1) if state is None else None
                if state is not None:
                    rows = getattr(state, name)[..., self.others]
                elif self.anybody and name in ("pub_score", "pub_tier"):
                    rows = np.repeat(array, self.n, axis=-1)
                    setattr(self.state, name, Lens(np.asarray(rows)))
                    continue
                setattr(self.state, name, [Few(self.place, row) for row in np.asarray(rows).tolist()])
        if state is not None:
            for name in ("pub_score", "pub_tier") if self.anybody else ():
                setattr(self.state, name, Lens(getattr(state, name).copy()))
            self.state.pub_opinion = Lens(state.pub_opinion.copy())
            self.state.pub_harm = state.pub_harm.tolist()
            self.state.pub_wrong = Lens(state.pub_wrong.copy())
            self.state.parted = Lens(state.parted.copy())
            self.state.n_enrolled = state.n_enrolled.tolist()
            self.state.n_measured = state.n_measured.tolist()

    def look_at(self, state: State) -> None:
        """Take what attention fell on the person in the tick of which `state` is the end: it hangs on everybody."""
        for row, own in enumerate(self.state.effort):
            own[self.person] = state.effort[row, self.person].item()
        for x, row in enumerate(self.changing.row):
            self.people.attribute = replaced(self.people.attribute, row, Lens(state.level[x].copy()))
            self.state.level[x][self.person] = state.level[x, self.person].item()
        for x, row in enumerate(self.circles.now):
            if row >= 0:
                self.assemble(x, state.present[row])
                self.state.present[row][self.person] = state.present[row, self.person].item()
        for moves in self.state.moving:
            for own in moves:
                own[self.person] = 0
        if self.sizes.changing:
            for s, who in enumerate(self.schemes.who):
                if who >= 0:
                    self.eligible[s][self.person] = holds(self, who, self.person, s, 0)

    def assemble(self, circle: int, present: Any) -> None:
        """The members of a circle in this tick, as the engine has them."""
        rank = np.concatenate([[0], np.cumsum(present)])
        self.circles.rank = replaced(self.circles.rank, circle, Lens(rank))
        member, first = np.array([int(k) for k in self.circles.member]), int(self.circles.first[circle])
        here = np.flatnonzero(present)
        member[first : first + len(here)] = here
        self.circles.member = Lens(member)
        self.met = {}

    def values(self) -> dict[str, Any]:
        """Everything that the watched person's state holds, nested as it is there."""
        return {
            name: values_of(getattr(self.state, name))
            for name in self.arrays._fields
            if is_person_field(name) and not name.startswith("pub_")
        }

    def restore(self, values: dict[str, Any]) -> None:
        """Put the watched person's state back to what it was."""
        for name, nested in values.items():
            put_back(getattr(self.state, name), nested)

    def prove(self, state: State, t: int) -> None:
        """Compare the watched person with the engine's state at the end of a tick.

        Raises
        ------
        ReplayError
            They are not the same, bit for bit.
        """
        for name, ours in self.values().items():
            theirs = getattr(state, name)[..., self.person].tolist()
            if ours != theirs:
                raise ReplayError(
                    f"The replay of person {self.person} departs from the run at tick {t} in {name} "
                    f"(got {ours}, expected {theirs}). Run it again with this version of Scorarium."
                )


def replaced(rows: Any, row: int, new: Any) -> list[Any]:
    """Rows of a table with one of them new."""
    return [new if k == row else rows[k] for k in range(len(rows))]


def own(name: str, array: NDArray[Any], person: int) -> Any:
    """A field of the state for one person: cells for what is the person's, lists for what is shared."""
    if name in PLACES:
        return defaultdict(int)
    if name == "parted":
        return Lens(array)
    if not is_person_field(name):
        return array.tolist()
    if array.ndim == 1:
        return Own(person, array[0].item())
    return [own(name, row, person) for row in array]


def values_of(nested: Any) -> Any:
    """The values in a nest of cells."""
    return nested.value if isinstance(nested, Own) else [values_of(inner) for inner in nested]


def put_back(nested: Any, values: Any) -> None:
    """Write values into a nest of cells."""
    if isinstance(nested, Own):
        nested.value = values
        return
    for inner, value in zip(nested, values, strict=True):
        put_back(inner, value)


def ties_of(sim: Watched, person: int) -> set[int]:
    """Whose published values the person may ask for: the person, household, friends, and what conditions name."""
    asked = {a for op, a in zip(sim.conditions.op, sim.conditions.a, strict=True) if op == Op.RELATED}
    spread = {sim.spreads.relation[k] for k in range(sim.sizes.spreads)}
    wanted = {Relation.HOUSEHOLD, Relation.FRIENDS, *map(Relation, asked | spread | set(sim.contagions.relation))}
    return {person, *(int(k) for relation in wanted for k in related(sim, relation, person))}


def count_eligible(sim: Watched, plan: Plan, s: int) -> int:
    """How many persons a scheme may ever enrol: what the speed of adoption is a share of (0 where nobody adopts)."""
    if sim.schemes.innovation[s] < 0:
        return 0
    who = sim.schemes.who[s]
    if who < 0:
        return int(sim.n)
    stack: list[NDArray[np.bool_]] = []
    c = sim.conditions
    for j in range(c.first[who], c.first[who + 1]):
        op, a = c.op[j], c.a[j]
        if op == Op.IS:
            stack.append(np.right_shift(c.mask[j], plan.people.attribute[a].astype(np.int64)) & 1 == 1)
        elif op == Op.PLACE:
            stack.append(plan.people.district == a)
        elif op == Op.NOT:
            stack[-1] = ~stack[-1]
        elif op in (Op.AND, Op.OR):
            operands = stack[-a:] if a else []
            del stack[len(stack) - a :]
            whole = np.full(sim.n, op == Op.AND)
            for operand in operands:
                whole = whole & operand if op == Op.AND else whole | operand
            stack.append(whole)
        else:
            stack.append(np.ones(sim.n, np.bool_))
    return int(stack[-1].sum())
