"""The table of outcomes: complete, with a unit and a sentence each, and importing it costs nothing."""

import re
import subprocess
import sys

import pytest

from scorarium.outcomes.layout import OUTCOMES, Outcome

# Outcome names of the language that this engine can know.
PROMISED = [
    "welfare_mean",
    "welfare_gini",
    "welfare_bottom_quintile",
    "acts_prevented",
    "acts_provoked",
    "harm_mean",
    "good_acts_mean",
    "chilled_acts",
    "expression_entropy",
    "detection_precision",
    "detection_recall",
    "penalty_on_faultless_share",
    "wrongful_entries",
    "wrongful_listed_days",
    "wrongful_ratio_max",
    "cross_context_share",
    "gravity_correlation",
    "listed_share",
    "time_to_recover",
    "never_recover_share",
    "tier_persistence",
    "participation_share",
    "time_to_correct",
    "corrected_share",
    "harm_pending",
    "refused_demands",
    "minor_penalty_share",
    "favoured_share",
    "adverse_share",
    "appeal_upheld_share",
    "appeal_days",
    "barred_movement_days",
    "essential_denied_days",
    "aim_gain",
    "never_delisted_share",
    "penalty_by_relation_share",
    "penalty_by_error_share",
    "clipped_share",
    "negative_entry_share",
    "entries_made",
    "penalised_share",
    "below_start_share",
    "delisted_rate",
    "perceived_risk_mean",
    "perceived_risk_sd",
]


def test_what_is_promised_is_there() -> None:
    assert set(PROMISED) <= set(OUTCOMES)


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
