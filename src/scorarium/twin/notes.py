"""What one person's tick leads to, before anything is changed."""

from dataclasses import dataclass, field

from scorarium.names import Decision


@dataclass(slots=True)
class Notice:
    """An entry to be made: act ``act`` seen by ``sense`` under ``rule``."""

    rule: int
    act: int
    sense: int
    flags: int
    amount: float
    due: int


@dataclass(slots=True)
class Demand:
    """A demand for a service: words 2 and 3 of its candidate, the how-manieth for this service in the tick, its height.

    In a world in which a person would demand less, by what acts have moved there, it is not made.
    """

    service: int
    word: int
    lot: int
    order: int
    kind: int
    height: float


@dataclass(slots=True)
class Notes:
    """What one person's tick leads to, before anything is changed; lists by world or scheme."""

    notices: list[list[Notice]]
    demands: list[Demand] = field(default_factory=list)
    beliefs: list[tuple[int, bool]] = field(default_factory=list)  # risk group, struck
    habits: list[tuple[int, bool]] = field(default_factory=list)  # world, withheld
    opened: list[tuple[int, int, float]] = field(default_factory=list)  # world, open state, amount
    cost: list[int] = field(default_factory=list)  # per world


@dataclass(slots=True)
class Candidate:
    """What a person could do: kind, height in rate per tick, base rate, words for the senses, address of its amount."""

    kind: int
    height: float
    base: float
    sense_word: int
    person_word: int
    index: int
    amount_decision: int = Decision.AMOUNT
