"""No group is dropped: what is measured of groups adds up to what is measured of everybody."""

from typing import Any

import numpy as np
import pytest

import scorarium
from scorarium.outcomes.groups import groups_of
from tests.power.busy import busy, scheme, society

PERSONS = 60


def test_groups_of_an_attribute_add_up_to_everybody() -> None:
    groups = groups_of(busy(persons=20, weeks=1))
    values = np.arange(1.0, 21.0)
    sums, sizes = groups.sums(values), groups.sizes()
    for _, where, codes in groups.attributes:
        assert sums[where].sum() == values.sum()
        assert sizes[where].sum() == len(values)
        assert [values[codes == level].sum() for level in range(where.stop - where.start)] == sums[where].tolist()


@pytest.fixture(scope="module")
def run() -> Any:
    return scorarium.run(scheme(), society=society(), persons=PERSONS, years=0.1)


def test_an_outcome_is_the_mean_of_its_groups(run: Any) -> None:
    sexes = run.persons["attribute_sex"].values
    shares = np.bincount(sexes, minlength=2) / PERSONS
    split = run.dataset["welfare_mean_by_group"].sel(group=["sex=female", "sex=male"], replicate=0).values
    assert np.nan_to_num(split) @ shares == pytest.approx(run.dataset["welfare_mean"].sel(replicate=0).values)
    by_hand = run.persons["welfare"].values
    for code in range(2):
        assert split[:, code] == pytest.approx(by_hand[:, sexes == code].mean(axis=1), rel=1e-5)
