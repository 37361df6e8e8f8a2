"""Whose life is told: the most harmed, the most helped, the longest listed for what was not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from scorarium.lives.replay import ExplainError, NobodyError

if TYPE_CHECKING:
    import xarray as xr

Most = Literal["harmed", "helped", "wrongly-listed"]

MEASURES: Final[dict[Most, tuple[str, int, str]]] = {
    "harmed": ("effect", -1, "nobody lost anything"),
    "helped": ("effect", +1, "nobody gained anything"),
    "wrongly-listed": ("wrongful_listed_days", +1, "nobody was on a black list for what was not theirs"),
}
"""Column of persons, sign, and what is said where there is nobody."""


def choose(persons: xr.Dataset, most: Most, world: str | None = None) -> tuple[int, str]:
    """Find the person.

    Parameters
    ----------
    persons
        The effects on each person, as a run keeps them.
    most
        The most … person; of several the first.
    world
        Where; without it, in whichever world it is worst (or best).

    Returns
    -------
    (int, str)
        The person's number and the world.

    Raises
    ------
    NobodyError
        There is nobody like that.
    ExplainError
        There is no such world.
    """
    column, sign, nobody = MEASURES[most]
    names = [str(name) for name in persons["world"].values]
    asked = known_worlds(names) if world is None else [known_world(names, world)]
    if column not in persons:
        raise NobodyError(f"In this run {nobody}.")
    values = sign * np.nan_to_num(persons[column].sel(world=asked).values.astype(float))
    if not values.size or values.max() <= 0:
        raise NobodyError(f"In this run {nobody}{f' in {world}' if world else ''}.")
    w, i = np.unravel_index(int(values.argmax()), values.shape)
    return int(persons["person"].values[i]), asked[int(w)]


def strongest(persons: xr.Dataset, person: int) -> str:
    """The world that changed most for a person."""
    names = known_worlds([str(name) for name in persons["world"].values])
    if not names:
        return "none"
    kept = persons["person"].values == person
    if not kept.any():
        return names[0]
    effect = np.abs(np.nan_to_num(persons["effect"].sel(world=names).values[:, kept][:, 0].astype(float)))
    return names[int(effect.argmax())]


def known_worlds(names: list[str]) -> list[str]:
    """The worlds with schemes."""
    return [name for name in names if name.partition("@")[0] != "none"]


def known_world(names: list[str], world: str) -> str:
    """The world of this name.

    Raises
    ------
    ExplainError
        There is none.
    """
    if world not in names:
        raise ExplainError(f"There is no world {world} in this run (expected one of {', '.join(names)}).")
    return world
