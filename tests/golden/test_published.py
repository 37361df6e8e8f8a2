"""Recorded rates of shipped schemes beside the published figures to which their detections are fitted.

Counts are close to Poisson and bounds four standard deviations wide. Luck is addressed, so that what holds once holds
for ever; for a new seed the chance that any of the four fails by luck is 0.025 %.
"""

from math import sqrt

import pytest

import scorarium

PERSONS = 30_000

PUBLISHED = [
    ("flensburg-2014", ("speeding",), 29.1),
    ("flensburg-2014", ("drunk_driving",), 1.4),
    ("shenzhen-crossing", ("jaywalking",), 11.1),
]
"""Scheme, acts, and how many are recorded per 1,000 persons and year."""

ENTERING = 0.005 * 0.802
"""Of persons, how many enter the court list in a year: 0.5 % of grown-ups."""


@pytest.fixture(scope="module")
def lived() -> dict[str, scorarium.Run]:
    names = ("flensburg-2014", "shenzhen-crossing", "court-defaulters-2013")
    return {name: scorarium.run(name, persons=PERSONS, years=1, seed=9) for name in names}


@pytest.mark.statistical
@pytest.mark.parametrize(("name", "acts", "published"), PUBLISHED)
def test_recorded(lived: dict[str, scorarium.Run], name: str, acts: tuple[str, ...], published: float) -> None:
    recorded = lived[name].dataset["acts_recorded_over_time"].isel(scheme=0).sel(act=list(acts))
    expected = published / 1000 * PERSONS
    assert abs(float(recorded.sum()) - expected) <= 4.0 * sqrt(expected)


@pytest.mark.statistical
def test_entering_the_court_list(lived: dict[str, scorarium.Run]) -> None:
    world = lived["court-defaulters-2013"].document["worlds"]["court-defaulters-2013"]
    entered = world["schemes"]["court-defaulters-2013"]["lists"]["defaulters"]["entered"]
    assert abs(entered - ENTERING * PERSONS) <= 4.0 * sqrt(ENTERING * PERSONS)
