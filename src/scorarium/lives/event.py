"""What can happen to a person, in the plan's integers: names come later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from scorarium.twin.sim import Entry

What = Literal[
    "done", "withheld", "entry", "ended", "settled", "wiped", "struck_out", "case_filed", "case_lost", "case_void",
    "listed", "off_list", "tier", "enrolled", "on_record", "left", "fine", "pay", "repair_begun", "repair_done",
    "repair_failed",
    "bribed", "exempted", "spent", "reclaimed", "demand", "held", "opened", "closed", "clean", "heard", "rung",
    "blamed", "changed", "protests", "quiet", "learned", "forgotten", "mission", "brought",
    "attention", "became",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the watched person.

    Parameters
    ----------
    tick, world
        When, and in which world (0 is `none`).
    scheme
        Row of the scheme, -1 where none is concerned.
    what
        What happened.
    facts
        Its particulars, by name: rows and codes of the plan, units of 1/65536 for money and points.
    """

    tick: int
    world: int
    scheme: int
    what: What
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Line:
    """An entry that was made, and what became of it.

    Parameters
    ----------
    number
        Counted from 1 within its scheme.
    entry
        The entry itself; its flags change as it ends.
    ended
        The tick at which it stopped to count, -1 while it counts.
    how
        How it ended.
    """

    scheme: int
    number: int
    entry: Entry
    ended: int = -1
    how: str = ""


@dataclass(slots=True)
class Series:
    """How the person stands at the end of each tick.

    Parameters
    ----------
    score
        By scheme: points in units, `None` while there is no account.
    tier
        By scheme: the tier's code, -1 none.
    welfare
        By world: money so far, in units.
    income
        By world: income relative to the person's own.
    habit
        By world, 0 … 1.
    belief
        By risk group: the felt chance of being struck.
    stress, trust_operator, trust_people
        By world, empty where the society has none of it.
    protest
        By world: 1 while in protest; empty where nobody ever is.
    """

    score: list[list[int | None]] = field(default_factory=list)
    tier: list[list[int]] = field(default_factory=list)
    welfare: list[list[int]] = field(default_factory=list)
    income: list[list[float]] = field(default_factory=list)
    habit: list[list[float]] = field(default_factory=list)
    belief: list[list[float]] = field(default_factory=list)
    stress: list[list[float]] = field(default_factory=list)
    trust_operator: list[list[float]] = field(default_factory=list)
    trust_people: list[list[float]] = field(default_factory=list)
    protest: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """Where the permanent part of a score comes from, in units, beside the entries.

    Parameters
    ----------
    start
        At enrolment, or where the score was last put to a value.
    clean, ties, drift, decay, repairs, moves, spent, brought, leaving
        Sums so far; `moves` are those of a ladder; `spent` is what was taken from permanent points.
    """

    start: int = 0
    clean: int = 0
    ties: int = 0
    drift: int = 0
    decay: int = 0
    repairs: int = 0
    moves: int = 0
    spent: int = 0
    brought: int = 0
    leaving: int = 0
    since: int = -1

    def add(self, *, clean: int = 0, ties: int = 0, drift: int = 0) -> None:
        """Add what one tick brought."""
        self.clean += clean
        self.ties += ties
        self.drift += drift
