"""What an outcome is: name, unit, direction, meaning, formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Direction = Literal["higher", "lower", "neutral"]
InNone = Literal["measured", "nought", "undefined"]

PER_YEAR: Final = "/1000 persons/y"

ALWAYS_SPLIT: Final = ("age", "sex", "income", "urban", "group")
"""Attributes by which outcomes are split wherever a society has them, beside those it declares protected."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome.

    Parameters
    ----------
    name
        As in studies, documents and datasets.
    unit
        Of the value; ``1`` for shares, ratios and correlations.
    better
        Which direction is better for the people who live under the scheme.
    meaning
        One sentence that a newspaper reader understands.
    formula
        What is divided by what; letters as in ``engine.tables``.
    in_none
        What the world without schemes says: it is measured there, is nought there by fact, or has no meaning there
        (then there is no difference to it).
    needs
        What must be declared for it to be known; where that is missing the outcome is absent.
    reference
        Where the measure comes from, where it is not its own definition.
    """

    name: str
    unit: str
    better: Direction
    meaning: str
    formula: str
    in_none: InNone = "undefined"
    needs: tuple[str, ...] = ()
    reference: str = ""
