"""Circles: whom a person can meet, be it to rate them or to do something towards them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import TYPES, column, ints
from scorarium.engine.plan_conditions import level_mask
from scorarium.engine.plan_frame import Frame, constant, placing
from scorarium.engine.tables_ratings import Circles
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Meeting
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


def who_are(frame: Frame, condition: Condition | None) -> Who:
    """bool[N]: for whom a condition on facts holds (the refusals see to it that nothing else is asked)."""
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
    frame
        The society.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._known: dict[tuple[Meeting, bytes], int] = {}
        self._members: list[Who] = []
        self.of_act = [self._of_act(name) for name in frame.acts]

    def add(self, towards: str | None, members: Who) -> int:
        """The circle of those members who stand in a relation."""
        key = (RELATIONS[towards], members.tobytes())
        if key not in self._known:
            self._known[key] = len(self._members)
            self._members.append(members)
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
        shares = [constant(act.chosen.get(one)) for one in ("discriminating", "always", "never")]
        with placing(self.frame.society, "acts", name, "chosen"):
            if act.chosen and abs(sum(shares) - 1.0) > 1e-9:
                got = f"{100 * sum(shares):g}%"
                raise MalformedError(Complaint("shares that do not sum to 100%", got, "100%", "Add never: the rest."))
            if act.chosen and act.towards is None:
                repair = "Add towards: anyone, or another circle, to the act."
                raise MalformedError(Complaint("a choice towards nobody", None, "towards", repair))
        return shares[0], shares[0] + shares[1]

    def table(self) -> Circles:
        """The arrays."""
        n = self.frame.population.n
        rank = [np.concatenate([[0], np.cumsum(who)]) for who in self._members]
        members = [np.flatnonzero(who) for who in self._members]
        return Circles(
            relation=column([relation for relation, _ in self._known], TYPES["u1"]),
            first=starts([len(own) for own in members]),
            member=np.concatenate([np.zeros(0, np.int32), *members]).astype(np.int32),
            rank=np.array(rank, np.int32).reshape(len(rank), n + 1),
            of_act=ints(self.of_act),
            is_chosen=column([bool(act.chosen) for act in self.frame.acts.values()], TYPES["u1"]),
            chosen=np.array([self._chosen(name) for name in self.frame.acts], np.float64).reshape(len(self.of_act), 2),
        )


def starts(lengths: Sequence[int]) -> NDArray[np.int64]:
    """First rows of consecutive parts, and the end."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
