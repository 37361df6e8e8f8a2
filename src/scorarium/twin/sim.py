"""The society in plain Python: the plan's arrays as lists, the state as lists, the record as lists of entries."""

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np

from scorarium.engine.learning import Learner
from scorarium.engine.state import State, empty_state
from scorarium.engine.tables import Plan
from scorarium.names import Flag
from scorarium.twin.draws import Luck


@dataclass(slots=True)
class Entry:
    """One line in a person's record; ``expiry`` is the tick at which it ends (or, while pending, begins)."""

    rule: int
    act: int
    sense: int
    tick: int
    expiry: int
    points: int
    flags: int
    amount: float = 0.0
    tries: int = 0
    grounded: int = 0

    @property
    def is_theirs(self) -> bool:
        """Whether the person did it."""
        return bool(self.flags & Flag.THEIRS)


@dataclass(slots=True)
class Strike:
    """An entry made in this tick, as conditions of the moment see it."""

    rule: int
    act: int
    entry: Entry
    repeat: int


def as_lists(table: Any) -> SimpleNamespace:
    """A named tuple of arrays as a namespace of (nested) lists, scalars as they are."""
    return SimpleNamespace(**{k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in table._asdict().items()})


class Sim:
    """A plan, its state and its record, all in plain Python."""

    def __init__(self, plan: Plan) -> None:
        for name, table in plan._asdict().items():
            if name != "luck":
                setattr(self, name, as_lists(table))
        seed = int(plan.luck.seed_low) | int(plan.luck.seed_high) << 32
        self.luck = Luck(seed, int(plan.luck.replicate), int(plan.luck.first))
        self.n = self.sizes.persons
        self.kinds = len(self.acts.scale)
        self.arrays = empty_state(self.sizes, self.kinds)
        self.state = as_lists(self.arrays)
        self.record: list[list[list[Entry]]] = [[[] for _ in range(self.n)] for _ in range(self.sizes.schemes)]
        self.cases: dict[tuple[int, int], Entry] = {}
        self.taken: dict[tuple[int, int], int] = {}
        self.coins: dict[tuple[int, int], int] = {}
        self.wrong = self.zero_pools()
        self.acts_per_scheme = self.acts.n_acts
        self.gifts: list[tuple[int, int, int]] = []
        self.met: dict[tuple[int, int], list[int]] = {}
        self.answers: list[tuple[int, int, int, int]] = []
        self.answered: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.next_check = [[2**30] * self.n for _ in range(self.sizes.schemes)]
        self.learner = Learner(plan.learned, plan.clock)
        self.eligible: list[list[bool]] = [[True] * self.n for _ in range(self.sizes.schemes)]
        self.n_eligible = [self.n] * self.sizes.schemes

    # the groups of the plan, as lists
    clock: Any
    people: Any
    ties: Any
    acts: Any
    moved: Any
    services: Any
    numbers: Any
    by: Any
    conditions: Any
    facts: Any
    worlds: Any
    schemes: Any
    senses: Any
    rules: Any
    offices: Any
    contagions: Any
    ladders: Any
    factors: Any
    learned: Any
    circles: Any
    ratings: Any
    reputations: Any
    stakes: Any
    strategies: Any
    belonging: Any
    wallets: Any
    games: Any
    stages: Any
    efforts: Any
    changing: Any
    lists: Any
    spreads: Any
    consequences: Any
    copies: Any
    tellings: Any
    repairs: Any
    minds: Any
    moods: Any
    wiles: Any
    bonds: Any
    selves: Any
    risks: Any
    sizes: Any

    @cached_property
    def raised(self) -> list[tuple[int, list[int]]]:
        """Acts that some world raises, each with those worlds."""
        by_act = [[w for w, own in enumerate(self.worlds.raised) if own[kind]] for kind in range(self.acts.n_acts)]
        return [(kind, worlds) for kind, worlds in enumerate(by_act) if worlds]

    def another(self, row: Any) -> Any:
        """A row of the state that is the same as another, or noughts."""
        return [0] * self.n if row is None else list(row)

    def zero_pools(self) -> list[list[int]]:
        """Counters of wrong attributions, one row per (sense, act, rule)."""
        return [[0] * self.sizes.most_pools for _ in range(self.sizes.pool_rows)]

    def world_of(self, s: int) -> int:
        """The world of a scheme row."""
        return int(self.schemes.world[s])

    def is_running(self, s: int, t: int) -> bool:
        """Whether a scheme has not ended."""
        return bool(t < self.schemes.end_tick[s])

    def month(self, t: int) -> int:
        """The month in which a tick begins, counted from the start of the run (a twelfth of a year: 487/16 days)."""
        return int(t * self.clock.num * 16 // (self.clock.den * 487)) if t >= 0 else -1

    def ends_period(self, t: int, num: int, den: int) -> bool:
        """Whether tick ``t`` ends a period of ``num / den`` days (0: never; -1: of each person's own)."""
        if num <= 0:
            return False
        up, down = self.clock.num * den, self.clock.den * num
        return bool((t + 1) * up // down > t * up // down)

    def final_state(self) -> State:
        """The state as arrays of the engine's types."""
        lists = vars(self.state)
        return State(
            **{k: np.array(lists[k], dtype=v.dtype).reshape(v.shape) for k, v in self.arrays._asdict().items()}
        )
