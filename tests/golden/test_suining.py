"""The fit of ``suining-2010``: what was published of its first list comes out of the file as it is shipped.

A fifth of the million residents of ``scripts/fit_suining.py``, so that counts scatter: names are close to Poisson (162
expected, standard deviation 13), the share of negative entries scatters by 0.6 points. Both bounds are four standard
deviations wide. Luck is addressed, so that a fit that holds once holds for ever: a failure is a change of the engine,
the society or the file. For a new seed the chance that either of the two fails by luck is 0.013 %. A detection that is
a third off moves the names out of their bounds.
"""

from math import sqrt
from typing import Any

import pytest

import scorarium
from scorarium.scheme.read import load_scheme

PERSONS = 200_000
NAMES = 812e-6 * PERSONS


@pytest.fixture(scope="module")
def lived() -> dict[str, Any]:
    run = scorarium.run("suining-2010", persons=PERSONS, years=0.25, replicates=1, seed=3)
    return dict(run.document["worlds"]["suining-2010"])


@pytest.mark.statistical
def test_names_of_the_first_list(lived: dict[str, Any]) -> None:
    named = lived["schemes"]["suining-2010"]["lists"]["named"]["share"] * PERSONS
    assert abs(named - NAMES) <= 4.0 * sqrt(NAMES)


@pytest.mark.statistical
def test_two_thirds_are_negative(lived: dict[str, Any]) -> None:
    assert lived["outcomes"]["negative_entry_share"]["value"] == pytest.approx(2 / 3, abs=0.024)


def test_the_file_says_what_was_fitted_to_what() -> None:
    scheme = load_scheme("suining-2010")
    fitted = {
        f"{sense}.{act}": number.default.source.to
        for sense, declared in scheme.senses.items()
        for act in declared.sees
        if (number := declared.detects(act)) is not None
        and number.default is not None
        and number.default.source.basis == "fitted"
    }
    assert set(fitted.values()) == set(scheme.facts)
    assert fitted["banks.loan_default"] == "first-names"
    assert fitted["offices.volunteering"] == "mostly-bad"
