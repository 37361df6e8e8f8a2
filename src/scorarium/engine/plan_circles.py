"""Circles: whom a person can meet, be it to rate them or to do something towards them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import TYPES, column, ints
from scorarium.engine.plan_conditions import level_mask
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.tables_ratings import Circles
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Meeting
from scorarium.scheme.acts import Act
from scorarium.scheme.condition import Condition, Levels

RELATIONS: Final = {
    None: Meeting.ANYONE,
    "anyone": Meeting.ANYONE,
    "customers": Meeting.ANYONE,
    "friends": Meeting.FRIENDS,
    "household": Meeting.HOUSEHOLD,
    "work": Meeting.WORK,
    "neighbours": Meeting.NEIGHBOURS,
}

CHOICES: Final = ("discriminating", "always", "never")
"""How people choose whether to do something to somebody."""
Who = NDArray[np.bool_]


def matching(frame: Frame, name: str, spec: Levels) -> Who:
    """Who has one of these levels of an attribute, or lives in one of these districts.

    Raises
    ------
    MalformedError
        The society lacks the attribute, or it has no such level.
    """
    people = frame.population
    if name == "district":
        levels, codes = people.district_names, people.district.astype(np.int64)
    elif name in frame.attribute_row:
        levels, codes = frame.levels(name), people.attributes[name].astype(np.int64)
    else:
        known = "one of " + ", ".join(frame.attribute_row)
        raise MalformedError(Complaint("an attribute that the society lacks", f"'{name}'", known))
    allowed = level_mask(levels, spec)
    table = np.array([allowed >> code & 1 for code in range(len(levels))], bool)
    found: Who = table[codes]
    return found


def is_for_good(frame: Frame, condition: Condition | None) -> bool:
    """Whether a condition asks nothing but what people are, and that never changes."""
    if condition is None:
        return True
    asked = {name for name in type(condition).model_fields if getattr(condition, name)}
    inner = [*condition.any_.values(), *([condition.not_] if condition.not_ is not None else [])]
    is_fact = asked <= {"is_", "any_", "not_"} and not set(condition.is_) & set(frame.changing)
    return is_fact and all(is_for_good(frame, one) for one in inner)


def who_are(frame: Frame, condition: Condition | None) -> Who:
    """bool[N]: for whom a condition on facts holds."""
    who = np.ones(frame.population.n, bool)
    if condition is None:
        return who
    for name, spec in condition.is_.items():
        who &= matching(frame, name, spec)
    if condition.any_:
        who &= np.any([who_are(frame, one) for one in condition.any_.values()], axis=0)
    if condition.not_ is not None:
        who &= ~who_are(frame, condition.not_)
    return who


class CirclePool:
    """The circles of a plan, each made once.

    Parameters
    ----------
    frame, numbers
        The society, and the numbers of the plan.
    """

    def __init__(self, frame: Frame, numbers: NumberPool) -> None:
        self.frame, self.numbers = frame, numbers
        self._known: dict[tuple[Meeting, bytes, int], int] = {}
        self._members: list[Who] = []
        self._asked: list[tuple[int, int, int]] = []
        self.of_act = [self._of_act(name) for name in frame.acts]
        self.chosen_by = [self._chosen_by(name) for name in frame.acts]

    def add(self, towards: str | None, members: Who, asked: tuple[int, int, int] = (-1, -1, -1)) -> int:
        """The circle of those members who stand in a relation.

        Parameters
        ----------
        members
            Everybody who may ever belong to it.
        asked
            The condition that says for whom this holds in a tick, the scheme that asks it, and the row of
            `State.present`; -1 where it never changes.
        """
        key = (RELATIONS[towards], members.tobytes(), asked[0])
        if key not in self._known:
            self._known[key] = len(self._members)
            self._members.append(members)
            self._asked.append(asked)
        return self._known[key]

    def _of_act(self, name: str) -> int:
        """Towards whom an act is done; customers are those who do not do it."""
        act = self.frame.acts[name]
        if act.towards is None:
            return -1
        with placing(self.frame.society, "acts", name, "is"):
            doers = who_are(self.frame, Condition.model_construct(is_=act.is_, any_={}, not_=None))
        return self.add(act.towards, ~doers if act.towards == "customers" else np.ones_like(doers))

    def _chosen(self, name: str) -> tuple[float, float]:
        """Up to where on [0, 1] who discriminates, and who does it at all."""
        act = self.frame.acts[name]
        shares = [typical(self.frame, act.chosen.get(one)) for one in CHOICES]
        with placing(self.frame.society, "acts", name, "chosen"):
            if act.chosen and not depends(act) and abs(sum(shares) - 1.0) > 1e-9:
                got = f"{100 * sum(shares):g}%"
                raise MalformedError(Complaint("shares that do not sum to 100%", got, "100%", "Add never: the rest."))
            if act.chosen and act.towards is None:
                raise MalformedError(Complaint("chosen towards nobody", None, "towards", "Add towards: anyone."))
        return shares[0], shares[0] + shares[1]

    def _chosen_by(self, name: str) -> tuple[int, int]:
        """The numbers of who discriminates and who always does it, where one of the shares differs among people."""
        act = self.frame.acts[name]
        if not depends(act):
            return -1, -1
        rows = [self.numbers.add(act.chosen.get(one) or 0.0, place=f"acts/{name}/{one}") for one in CHOICES[:2]]
        return rows[0], rows[1]

    def table(self) -> Circles:
        """The arrays."""
        n = self.frame.population.n
        rank = [np.concatenate([[0], np.cumsum(who)]) for who in self._members]
        members = [np.flatnonzero(who) for who in self._members]
        return Circles(
            relation=column([relation for relation, _, _ in self._known], TYPES["u1"]),
            who=ints([program for program, _, _ in self._asked]),
            scheme=ints([scheme for _, scheme, _ in self._asked]),
            now=ints([row for _, _, row in self._asked]),
            first=starts([len(own) for own in members]),
            member=np.concatenate([np.zeros(0, np.int32), *members]).astype(np.int32),
            rank=np.array(rank, np.int32).reshape(len(rank), n + 1),
            of_act=ints(self.of_act),
            is_chosen=column([bool(act.chosen) for act in self.frame.acts.values()], TYPES["u1"]),
            chosen=np.array([self._chosen(name) for name in self.frame.acts], np.float64).reshape(len(self.of_act), 2),
            chosen_by=np.array(self.chosen_by, np.int32).reshape(-1, 2),
        )


def depends(act: Act) -> bool:
    """Whether people differ in how they choose."""
    return any(not share.is_constant for share in act.chosen.values())


def starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    """First rows of consecutive parts, and the end."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
