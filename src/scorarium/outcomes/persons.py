"""What a world does to each person: gains and losses beside the world without, with the profile of those concerned.

Persons are numbers of a synthetic society; their columns are kept of replicate 0 only.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.names import POINT
from scorarium.outcomes.groups import groups_of
from scorarium.outcomes.lived import Lived

Array = NDArray[Any]
MOST_CELLS: Final = 4_000_000
"""Worlds x persons that are kept; of more, every k-th person is."""

EXTREME: Final = 100
"""One person in so many counts as most harmed or most helped."""

COLUMNS: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "district": (("person",), "1", "Row of the district."),
    "income": (("person",), "1", "Income relative to the median level."),
    "welfare": (("world", "person"), "days-income/y", "Welfare."),
    "effect": (("world", "person"), "days-income/y", "Welfare less that of the same person in none."),
    "prevented": (("world", "person"), "acts", "Acts done in none and not here."),
    "provoked": (("world", "person"), "acts", "Acts done here and not in none."),
    "refused": (("world", "person"), "demands", "Demands refused or pushed back."),
    "fines": (("world", "person"), "days-income", "Fines and costs of repairs less payments."),
    "wrongful_listed_days": (("world", "person"), "d", "Days on black lists on a wrong ground."),
    "listed_days": (("world", "person"), "d", "Days on black lists."),
    "score": (("scheme", "person"), "points", "Score at the end; nan: not enrolled."),
    "tier": (("scheme", "person"), "1", "Tier at the end by its position as declared; -1: none."),
    "entries": (("scheme", "person"), "entries", "Entries ever made."),
    "wrong_entries": (("scheme", "person"), "entries", "Entries for what the person did not do."),
}
"""Dimensions, unit and meaning of each column beside the attributes."""


def effects(lived: Lived, kept: Array) -> Array:
    """Welfare of the persons kept less that in none, units: (worlds, persons kept)."""
    none = lived.gained("welfare", 0)[kept]
    return np.array([lived.gained("welfare", w)[kept] - none for w in range(len(lived.worlds))])


def over_represented(lived: Lived, sign: int) -> Array:
    """Share of each group among the hundredth of persons hit hardest (-1) or helped most (+1), over its share of all.

    Only persons who lost (gained) anything count. nan where nobody did.
    """
    groups = groups_of(lived.compiled)
    of_all = groups.sizes() / lived.n
    found = np.full((len(lived.worlds), len(groups.labels)), np.nan)
    none, k = lived.gained("welfare", 0), max(1, lived.n // EXTREME)
    for w in range(1, len(lived.worlds)):
        gain = sign * (lived.gained("welfare", w) - none)
        extreme = np.argpartition(-gain, k - 1)[:k]
        extreme = extreme[gain[extreme] > 0]
        if len(extreme):
            inside = np.zeros(lived.n)
            inside[extreme] = 1.0
            with np.errstate(divide="ignore", invalid="ignore"):
                found[w] = groups.sums(inside) / len(extreme) / of_all
    return found


def columns(lived: Lived) -> dict[str, Array]:
    """All columns of persons, ``attribute_NAME`` for the codes of attributes."""
    first, whole = lived.population.first, lived.population.whole or lived.n
    every = -(-whole * len(lived.worlds) // MOST_CELLS)
    kept = np.arange(-first % every, lived.n, every)
    worlds, schemes = range(len(lived.worlds)), range(len(lived.schemes))
    per_year = 1.0 / (POINT * lived.years)

    def in_worlds(field: str, scale: float = 1.0) -> Array:
        rows = [lived.gained(field, w)[kept] for w in worlds]
        return np.array([row * scale for row in rows], np.float32) if scale != 1.0 else np.array(rows, np.int32)

    def on_black_lists(field: str) -> Array:
        return np.array([lived.over_black_lists(field, w)[kept] * lived.tick_days for w in worlds], np.float32)

    def in_schemes(field: str) -> Array:
        return np.array([lived.gained(field, s)[kept] for s in schemes], np.int32).reshape(len(schemes), len(kept))

    enrolled = (lived.state.enrolled >= 0)[:, kept]
    found: dict[str, Array] = {"person": (first + kept).astype(np.int32)}
    found |= {f"attribute_{name}": codes[kept] for name, codes in lived.population.attributes.items()}
    return found | {
        "district": lived.population.district[kept],
        "income": lived.population.income[kept].astype(np.float32),
        "welfare": in_worlds("welfare", per_year),
        "effect": (effects(lived, kept) * per_year).astype(np.float32),
        "prevented": in_worlds("prevented"),
        "provoked": in_worlds("provoked"),
        "refused": in_worlds("refused"),
        "fines": in_worlds("fines", 1.0 / POINT),
        "wrongful_listed_days": on_black_lists("wrong_ticks"),
        "listed_days": on_black_lists("listed_ticks"),
        "score": np.where(enrolled, lived.state.score[:, kept] / POINT, np.nan).astype(np.float32),
        "tier": np.where(enrolled, lived.state.tier[:, kept], -1).astype(np.int8),
        "entries": in_schemes("entries"),
        "wrong_entries": in_schemes("wrong"),
    }
