"""The compiled plan: how people get round a score, and which friendships do not outlive it."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Wiles(NamedTuple):
    """Concealment, gaming and false claims. A mechanism that is off has its flag at 0."""

    hides: int
    hidden: float  # share of the acts that a known rule harms which move to a less-seen channel
    left: float  # what is left of detection there
    effort: int  # money units that moving one act costs
    games: int
    gamers: float  # share of persons
    lure: float  # what standing at a bright line adds to the logarithm of the rate of a cheap rewarded act
    cheap: NDArray[Any]  # uint8[S, acts] whether the scheme rewards this act and it costs little
    claims: int
    claimed: float  # chance per tick of claiming a good act falsely at a bright line
    first: NDArray[Any]  # int32[S + 1]: ways to points
    rule: NDArray[Any]  # int32[] a rule that rewards an act
    act: NDArray[Any]  # int32[] that act
    is_cheap: NDArray[Any]  # uint8[]


class Bonds(NamedTuple):
    """Ties between friends that end, and come back, by published standing. Without it the flag is at 0."""

    parts: int
    rate: float  # per tick: ties that end, and that are made, without any scheme
    shun: float  # what each label of the two adds to the logarithm of the rate at which a tie ends
    sort: float  # what being as unlike as can be adds to it
    label: NDArray[Any]  # uint8[L] black lists that everybody can read
