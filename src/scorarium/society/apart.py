"""Societies whose districts have nothing to do with each other: each is drawn by itself, so that parts can be.

Where friends are all of the same district (``alike_in: {district: 100%}``), a district is a society of its own: it has
the shares, ties and households that the recipe asks for, and luck addressed by its number and by the numbers that its
persons have in the whole. So a part of the nation is the same whether or not the rest of it is ever drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.society import recipe
from scorarium.society.parts import districts_of
from scorarium.society.population import Population

LEAST: Final = 256
"""Persons that a district must have to be drawn by itself; smaller ones are drawn together."""

CENSUS: Final = 65_536
"""Persons of the leading districts, at least, from whom mean rates and the like are taken for the whole society."""


def is_apart(society: recipe.Society, persons: int) -> bool:
    """Whether the districts of a society of so many persons are drawn each by itself."""
    return not why_together(society, persons)


def why_together(society: recipe.Society, persons: int) -> tuple[str, ...]:
    """Why the districts of a society of so many persons are drawn all at once; nothing if each is by itself."""
    friends = society.ties.friends if society.ties is not None else None
    kept = friends.alike_in.get("district") if friends is not None else None
    spread = friends is not None and society.districts is not None and (kept is None or kept.constant_value < 1.0)
    count = districts_of(society).count
    reasons = {
        "there are firms, which deal with people anywhere": society.firms is not None,
        "it declares no ties.friends (alike_in: {district: 100%} lets each district be by itself)": friends is None,
        "it has no districts": society.districts is None,
        "people have friends in other districts (alike_in: {district: 100%} keeps them within)": spread,
        "its districts are uneven": society.districts is not None and bool(society.districts.uneven),
        f"its {count:,} districts have fewer than {LEAST} persons each": persons // max(1, count) < LEAST,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def ends_of(persons: int, count: int) -> NDArray[np.int64]:
    """int64[districts + 1]: the first person of each district; four persons share draws, so they stay together."""
    ends = np.arange(count + 1, dtype=np.int64) * persons // count // 4 * 4
    ends[-1] = persons
    return ends


def leading(ends: NDArray[np.int64]) -> int:
    """How many districts the census looks at."""
    return min(len(ends) - 1, int(np.searchsorted(ends, CENSUS)))


def one_district(society: recipe.Society) -> recipe.Society:
    """The recipe of a single district."""
    ties = society.ties
    if ties is None or ties.friends is None:
        raise ValueError("only societies with friends have districts apart")
    alike = {name: share for name, share in ties.friends.alike_in.items() if name != "district"}
    friends = ties.friends.model_copy(update={"alike_in": alike})
    return society.model_copy(update={"districts": None, "ties": ties.model_copy(update={"friends": friends})})


def side_by_side(districts: Sequence[Population], begin: int, whole: Population) -> Population:
    """Districts, each drawn by itself, as one population.

    Parameters
    ----------
    districts
        In order.
    begin
        Number of the first of them.
    whole
        What is said of the whole society: names and figures of all districts.
    """
    sizes = np.array([one.n for one in districts], np.int64)
    before = np.cumsum(sizes) - sizes
    n = int(sizes.sum())
    first = districts[0]

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(one, name) for one in districts])

    def table(name: str) -> dict[str, NDArray[Any]]:
        return {key: np.concatenate([getattr(one, name)[key] for one in districts]) for key in getattr(first, name)}

    def numbers(name: str) -> NDArray[np.int32]:
        """Numbers of persons, -1 for none."""
        moved = [
            np.where(getattr(one, name) < 0, -1, getattr(one, name) + shift)
            for one, shift in zip(districts, before, strict=True)
        ]
        return np.concatenate(moved).astype(np.int32)

    def starts(name: str, kind: type) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Where rows begin, and how many rows come before each district."""
        own = [getattr(one, name).astype(np.int64) for one in districts]
        shift = np.cumsum([0, *(int(one[-1]) for one in own)])
        rows = np.cumsum([0, *(len(one) - 1 for one in own)])
        joined = [one[:-1] + move for one, move in zip(own, shift[:-1], strict=True)]
        return np.concatenate([*joined, shift[-1:]]).astype(kind), rows[:-1]

    def groups(name: str, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        own = [getattr(one, name).astype(np.int64) for one in districts]
        return np.concatenate([np.where(o < 0, -1, o + r) for o, r in zip(own, rows, strict=True)]).astype(np.int32)

    household_first, households = starts("household_first", np.int32)
    friends_first, _ = starts("friends_first", np.int64)
    work_first, works = starts("work_first", np.int32)
    school_first, schools = starts("school_first", np.int32)
    return replace(
        whole,
        n=n,
        attributes=table("attributes"),
        income=column("income"),
        traits=table("traits"),
        trait_values=table("trait_values"),
        district=np.repeat(np.arange(begin, begin + len(districts)), sizes).astype(np.int32),
        household_first=household_first,
        household=groups("household", households),
        is_child=column("is_child"),
        partner=numbers("partner"),
        friends_first=friends_first,
        friends=numbers("friends"),
        work_first=work_first,
        work_members=numbers("work_members"),
        work_group=groups("work_group", works),
        school_first=school_first,
        school_members=numbers("school_members"),
        school_group=groups("school_group", schools),
    )
