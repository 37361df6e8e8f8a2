"""The part of the plan that is about persons who meet: whom, and what marks they give (see ``engine.tables``)."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Circles(NamedTuple):
    """Whom a person can meet: those of a relation who belong to the members of the circle.

    ``rank[c, i]`` members stand before person ``i``; the members themselves stand in order of person.
    """

    relation: NDArray[Any]  # uint8[C] names.Meeting
    first: NDArray[Any]  # int64[C + 1]
    member: NDArray[Any]  # int32[] persons
    rank: NDArray[Any]  # int32[C, N + 1]
    who: NDArray[Any]  # int32[C] condition on the members, where these change; -1
    scheme: NDArray[Any]  # int32[C] which asks it, -1
    now: NDArray[Any]  # int32[C] row of State.present, -1
    of_act: NDArray[Any]  # int32[n_acts] towards whom an act is done, -1
    is_chosen: NDArray[Any]  # uint8[n_acts] not everybody does it to everybody
    chosen: NDArray[Any]  # float64[n_acts, 2] up to here discriminates, up to here does it at all
    chosen_by: NDArray[Any]  # int32[n_acts, 2] number of who discriminates, who always does it; -1 as in `chosen`


class Reputations(NamedTuple):
    """Scores of kind ratings with a norm: ``y`` is a row. Opinions stand person by person, ``width`` for each."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    norm: NDArray[Any]  # int32[Y] bit ``good actor << 2 | helps << 1 | good recipient``: judged good
    opinions: NDArray[Any]  # uint8[Y] names.Opinions
    execution: NDArray[Any]  # float64[Y]
    assessment: NDArray[Any]  # float64[Y]
    width: NDArray[Any]  # int32[Y] 1 public, N private
    first: NDArray[Any]  # int64[Y]
    sees: NDArray[Any]  # int32[Y, n_acts] number: chance to be seen; -1 never, -2 always


class Ratings(NamedTuple):
    """Scores of kind ratings: ``z`` is a row, ``n`` the number of steps between the lowest and the highest mark."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    circle: NDArray[Any]  # int32[Z] who rates
    rated: NDArray[Any]  # int32[Z] circle of those who are rated in a tick, where these change; -1
    person: NDArray[Any]  # int32[Z, N] place among those who are rated, -1
    met: NDArray[Any]  # int32[Z] number: encounters per tick
    usual: NDArray[Any]  # int32[Z] number (points)
    bias: NDArray[Any]  # int32[Z] number (points), -1
    spread: NDArray[Any]  # float64[Z] points
    weight: NDArray[Any]  # int32[Z] number, -1
    weighs: NDArray[Any]  # uint8[Z] marks do not all count the same, in some variant of the scheme
    by_score: NDArray[Any]  # uint8[Z] a mark weighs what the rater's own score weighs
    retaliation: NDArray[Any]  # int32[Z] number, -1
    least: NDArray[Any]  # int32[Z] marks before they count
    keep: NDArray[Any]  # int32[Z] so many of the latest marks count, 0
    span: NDArray[Any]  # int32[Z] marks of so many ticks count, 0
    steps: NDArray[Any]  # int32[Z] n
    ring_first: NDArray[Any]  # int64[Z] where the marks of the latest begin
    bin_first: NDArray[Any]  # int64[Z] where the sums of ticks begin
    gatherings: int  # rows of State.present: two for each row, where anything about who belongs changes
    law: NDArray[Any]  # int64[Z, GRID + 1, most steps] a word below law[z, g, k] gives a mark of at most k steps
