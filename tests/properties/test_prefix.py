"""A run knows nothing of its end: the first year of five is the year alone, to the last bit."""

import numpy as np
import pytest

import scorarium
from tests.power.busy import scheme as busy_scheme
from tests.power.busy import society as busy_society
from tests.properties.lived import SCHEMES, WEEKS, after, differing, library, plan_of


def test_first_year_of_five_is_the_year() -> None:
    """Of all schemes, each in a world of its own."""
    worlds = {one.name: (one,) for one in library()}
    year, five = plan_of(worlds), plan_of(worlds, years=5.0)
    assert (year.plan.clock.n_ticks, five.plan.clock.n_ticks) == (WEEKS, 260)
    assert differing(after(year), after(five, WEEKS - 1)) == []


def test_first_quarter_of_a_busy_year() -> None:
    from scorarium.society.generate import generate

    place = busy_society()
    who = generate(place, persons=60, seed=3)
    short, long = (
        plan_of({"it": (busy_scheme(),)}, place=place, who=who, years=years, seed=3) for years in (0.25, 1.0)
    )
    n = short.plan.clock.n_ticks
    one, other = after(short), after(long, n - 1)
    assert differing(one, other) == []
    assert one["entries"].sum() > 100
    assert differing(one, after(long, n)) != []


@pytest.mark.parametrize("replicates", [2, 4])
def test_more_replicates_leave_the_first_ones_alone(replicates: int) -> None:
    few = scorarium.run("suining-2010", society="china-2018", persons=300, years=0.25, seed=5)
    more = scorarium.run("suining-2010", society="china-2018", persons=300, years=0.25, seed=5, replicates=replicates)
    names = [name for name in few.dataset.data_vars if "replicate" in few.dataset[name].dims]
    assert len(names) > 10
    for name in names:
        one, other = (run.dataset[name].isel(replicate=0).values for run in (few, more))
        assert one.tobytes() == other.tobytes(), name
    for name in few.persons.data_vars:
        assert few.persons[name].values.tobytes() == more.persons[name].values.tobytes(), name
    welfare = more.dataset["welfare_mean"].values
    assert len(np.unique(welfare[1])) == replicates


def test_library_is_what_the_issue_names() -> None:
    assert [one.name for one in library()] == list(SCHEMES)
