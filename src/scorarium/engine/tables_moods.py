"""The compiled plan: how people feel about being scored, and how they go by what others do."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Moods(NamedTuple):
    """Stress, trust, protest, paid kindness, silence and conformity. A mechanism that is off has its flag at 0."""

    stress: int
    weight: float  # money units that a tick of one standard deviation of stress costs
    kept: float  # what is left of a shock after one tick
    watched: NDArray[Any]  # float64[S] SD while one is enrolled
    near: float  # SD at a border behind which a door shuts, in proportion to the way gone
    swing: float  # SD of shock for going that way at once
    listed: float  # SD while one is on a black list
    refused: float  # SD of shock per refused demand
    trust: int
    loss: float  # trust in the operator lost by a wrong or unexplained sanction
    fair: float  # trust gained by one that is explained and right
    explains: NDArray[Any]  # uint8[S] whether those who are sanctioned are told why
    shown: int
    by_standing: float  # trust in somebody whose shown score is the best there is
    visible: NDArray[Any]  # uint8[S] whether others see the score
    bottom: NDArray[Any]  # float64[S] units: the score that counts as the worst
    width: NDArray[Any]  # float64[S] units from there to the best, below nought where less is better
    crowding: int
    crowded: float  # what being paid for it once adds to the logarithm of the rate of a good act
    pays: NDArray[Any]  # uint8[S, acts] whether the scheme rewards this good act, or did once
    silence: int
    hush: float  # what friends who are all silent take off the logarithm of the rate of a protected act
    conformity: int
    follow: float  # what friends who all changed add to, or take off, the logarithm of a rate
    faded: float  # what is left of an example after one tick
    protest: int
    threshold: NDArray[Any]  # float64[N], or [0] without protest: the share of friends who must be in protest before
