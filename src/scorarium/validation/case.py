"""What is put to the engine: two files, a question with an exact answer, how it is read off the final tick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scorarium.validation.estimates import Estimate
from scorarium.validation.section import Section

FAMILIES = {
    1: "bonus-malus",
    2: "expiring-points",
    3: "clamped-walk",
    4: "network",
    5: "misidentification",
    6: "diffusion",
    7: "lists",
    8: "urns",
    9: "reputation",
    10: "learning",
    11: "patrols",
    12: "appeals",
    13: "factors",
    14: "ratings",
    15: "dissent",
}
"""Families of known answers; the numbers are for good."""


@dataclass(frozen=True)
class Files:
    """A scheme and a society as a user would write them."""

    scheme: str
    society: str


@dataclass(frozen=True)
class Setting:
    """Files with one parameter, and how long how many people live with them.

    Parameters
    ----------
    name
        Short and unique: luck hangs on it.
    write
        The files, from the value of the parameter.
    parameter, value
        What is moved to see whether a case notices, and where it stands.
    persons, ticks
        At least 10⁶ person-ticks together, or 500 worlds.
    days
        Length of a tick.
    copies
        How many worlds live under the scheme, each by another name and so with luck of its own: for what happens once
        to a whole society.
    """

    name: str
    write: Callable[[float], Files]
    parameter: str
    value: float
    persons: int
    ticks: int
    days: float
    copies: int = 1

    @property
    def years(self) -> float:
        """Length of the run: half a tick more than its ticks, so that none is lost to rounding."""
        return (self.ticks + 0.5) * self.days / 365.25


@dataclass(frozen=True)
class Case:
    """One number that is known exactly.

    Parameters
    ----------
    family
        Key of ``FAMILIES``.
    name
        Unique within the family.
    says
        One sentence: what is compared, and how the law reads in ticks.
    setting
        Where it is looked for; several cases may look at one run.
    exact
        The exact value for the model in ticks, from the value of the parameter.
    estimate
        Reads the simulated value off the final tick.
    """

    family: int
    name: str
    says: str
    setting: Setting
    exact: Callable[[float], float]
    estimate: Callable[[Section], Estimate]

    @property
    def expected(self) -> float:
        """The exact value."""
        return self.exact(self.setting.value)


DAY, WEEK, MONTH = 1.0, 7.0, 365.25 / 12
"""Lengths of ticks in days."""


def say(x: float) -> str:
    """A number as one writes it into a file."""
    return format(x, ".12g")


def percent(x: float) -> str:
    """A share as one writes it into a file."""
    return f"{100 * x:.12g}%"
