"""The table of outcomes: complete, with a unit and a sentence each, and importing it costs nothing."""

import re
import subprocess
import sys

import pytest

from scorarium.outcomes.layout import OUTCOMES, Outcome
from scorarium.scheme.outcome_names import OUTCOME_NAMES

COMING: set[str] = set()
"""Outcomes of the language of which the engine keeps no state yet."""


def test_every_outcome_of_the_language_is_measured() -> None:
    """Each is a measure, or still to come; nothing else is missing."""
    assert {"welfare_mean", "purpose_loss_without", "copies_corrected_share"} <= OUTCOME_NAMES
    assert OUTCOME_NAMES - set(OUTCOMES) <= COMING


@pytest.mark.parametrize("row", OUTCOMES.values(), ids=OUTCOMES)
def test_every_row_says_what_it_is(row: Outcome) -> None:
    assert row.unit
    assert re.fullmatch(r"[A-Z].{20,}\.", row.meaning, re.DOTALL), row.meaning
    assert row.formula
    assert row.better in {"higher", "lower", "neutral"}
    assert row.in_none in {"measured", "nought", "undefined"}


def test_a_share_is_not_counted_in_anything() -> None:
    assert all(row.unit == "1" for name, row in OUTCOMES.items() if name.endswith(("_share", "_correlation", "_gini")))


def test_importing_the_table_is_light() -> None:
    asked = "import sys, scorarium.outcomes.layout; print(*({'numpy', 'numba', 'xarray', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
