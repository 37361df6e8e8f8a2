"""The people of a society as columns: what the generator hands to the engine, the twin and the pictures.

A population is data only. It is drawn from tables by :func:`scorarium.society.generate.generate`; there is no way
to read one from a file of persons, and no column tells who somebody is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TRAIT_STEP = 0.25
"""Width of one trait step: ``z = TRAIT_STEP * code``."""

TRAIT_LIMIT = 15
"""Largest trait code: standard normal traits are kept within ±3.75."""


@dataclass(frozen=True)
class Asked:
    """One thing that a society asked for and what came out of the draw.

    Parameters
    ----------
    what : str
        Path in the society's words, such as ``attributes.age.0-17`` or ``ties.friends.clustering``.
    asked : float or None
        The declared value; ``None`` when nothing was declared (the figure is only reported).
    got : float
        The value measured on the people who were drawn.
    unit : str
        ``share``, ``persons``, ``friends``, ``income``, ``sd``, ``correlation``, ``1`` …
    tolerance : float or None
        Largest difference that sampling alone explains (four standard errors), ``None`` where no law is known.
    """

    what: str
    asked: float | None
    got: float
    unit: str
    tolerance: float | None = None

    @property
    def ok(self) -> bool:
        """Whether asked and got agree within the tolerance (true when there is nothing to compare)."""
        if self.asked is None or self.tolerance is None:
            return True
        return abs(self.got - self.asked) <= self.tolerance


@dataclass(frozen=True)
class Population:
    """Persons of one society, ordered by district, then household.

    Parameters
    ----------
    n : int
        Number of persons.
    levels : mapping of str to tuple of str
        Attribute -> level names in declared order.
    attributes : mapping of str to uint8 array, shape (n,)
        Attribute -> level code of each person.
    income : float64 array, shape (n,)
        Relative income, the median level being 1; ones where the society has no income.
    traits : mapping of str to int8 array, shape (n,)
        Normal traits in quarters of a standard deviation, -15 … 15.
    trait_values : mapping of str to float64 array, shape (n,)
        Traits of any other law (such as exponential boldness), as drawn.
    district : int32 array, shape (n,)
        District of each person, ascending.
    n_districts : int
        Number of districts, at least 1.
    district_names : tuple of str
        Names of the districts (``"1"`` … where the society gives none).
    district_fields : mapping of str to float64 array, shape (n_districts,)
        Figures of the districts such as ``cameras``.
    district_xy : float64 array, shape (n_districts, 2)
        Positions for the map. They carry no meaning.
    household_first : int32 array, shape (n_households + 1,)
        Household h holds the persons ``household_first[h] … household_first[h + 1] - 1``.
    household : int32 array, shape (n,)
        Household of each person.
    is_child : bool array, shape (n,)
        Whether the person is a minor in the household.
    partner : int32 array, shape (n,)
        The partner in the household, -1 for none.
    friends_first : int64 array, shape (n + 1,)
        Start of each person's friends in `friends`.
    friends : int32 array
        Friends, symmetric, ascending within a person.
    work_first, work_members : int32 arrays
        Work groups: group g holds ``work_members[work_first[g]:work_first[g + 1]]``.
    work_group : int32 array, shape (n,)
        Work group of each person, -1 for none.
    school_first, school_members, school_group : int32 arrays
        School classes, in the same form.
    asked : tuple of Asked
        What the society asked for beside what came out.
    n_firms : int
        How many of the last rows are firms (:mod:`scorarium.society.firms`).
    firm_ties : (int64 array, int32 array), optional
        Where each row's members begin in each relation of firms, shape (relations, n + 1), and the members.
    people : Population, optional
        The persons alone, where there are firms beside them.
    seed, replicate : int
        The address under which the people were drawn.
    first : int
        Number of the first of these persons in the whole society: not nought for a part of it.
    whole : int
        How many persons the whole society has; 0 if these are all.
    census : Population, optional
        The leading districts, where districts are drawn each by itself (:mod:`scorarium.society.apart`).
    """

    n: int
    levels: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, NDArray[np.uint8]]
    income: NDArray[np.float64]
    traits: Mapping[str, NDArray[np.int8]]
    trait_values: Mapping[str, NDArray[np.float64]]
    district: NDArray[np.int32]
    n_districts: int
    district_names: tuple[str, ...]
    district_fields: Mapping[str, NDArray[np.float64]]
    district_xy: NDArray[np.float64]
    household_first: NDArray[np.int32]
    household: NDArray[np.int32]
    is_child: NDArray[np.bool_]
    partner: NDArray[np.int32]
    friends_first: NDArray[np.int64]
    friends: NDArray[np.int32]
    work_first: NDArray[np.int32]
    work_members: NDArray[np.int32]
    work_group: NDArray[np.int32]
    school_first: NDArray[np.int32]
    school_members: NDArray[np.int32]
    school_group: NDArray[np.int32]
    asked: tuple[Asked, ...] = ()
    n_firms: int = 0
    firm_ties: tuple[NDArray[np.int64], NDArray[np.int32]] | None = None
    people: Population | None = None
    seed: int = 0
    replicate: int = 0
    first: int = 0
    whole: int = 0
    census: Population | None = None

    @property
    def n_households(self) -> int:
        """Number of households."""
        return len(self.household_first) - 1

    def friends_of(self, person: int) -> NDArray[np.int32]:
        """Friends of one person, ascending."""
        return self.friends[self.friends_first[person] : self.friends_first[person + 1]]

    def household_of(self, person: int) -> NDArray[np.int32]:
        """Members of a person's household, the person included."""
        own = self.household[person]
        return np.arange(self.household_first[own], self.household_first[own + 1], dtype=np.int32)

    def level_of(self, attribute: str, person: int) -> str:
        """Name of a person's level of an attribute."""
        return self.levels[attribute][int(self.attributes[attribute][person])]
