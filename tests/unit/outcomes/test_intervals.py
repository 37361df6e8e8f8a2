"""Intervals against hand calculation and printed tables."""

import numpy as np
import pytest

from scorarium.outcomes.intervals import clustered_error, noise_floor, over_replicates, ratio_errors, student


def test_quantiles_of_student() -> None:
    """Student (1908), as every table prints them."""
    assert [round(student(df), 3) for df in (1, 4, 19, 1e9)] == [12.706, 2.776, 2.093, 1.960]


def test_interval_over_replicates() -> None:
    """Mean 3, standard deviation √2.5: half-width 2.776·√(2.5/5)."""
    mean, half = over_replicates(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert mean == 3.0
    assert half == pytest.approx(2.776445 * np.sqrt(0.5), rel=1e-6)


def test_absent_replicates_are_left_out() -> None:
    assert over_replicates(np.array([1.0, np.nan, 3.0])) == over_replicates(np.array([1.0, 3.0]))


@pytest.mark.parametrize("values", [[], [np.nan, np.nan], [2.0], [2.0, 2.0, 2.0]])
def test_no_interval_where_there_is_none(values: list[float]) -> None:
    assert np.isnan(over_replicates(np.array(values))[1])


def test_noise_floor() -> None:
    """Two worlds of equal spread: t with 2 (R - 1) degrees of freedom times √(2 s² / R)."""
    here, there = np.array([1.0, 2.0, 3.0]), np.array([13.0, 12.0, 11.0])
    assert noise_floor(here, there) == pytest.approx(student(4) * np.sqrt(2 * 1.0 / 3))


def test_noise_floor_of_unequal_spread() -> None:
    """Satterthwaite: a world that does not vary leaves the degrees of freedom of the other."""
    assert noise_floor(np.array([1.0, 2.0, 3.0]), np.full(3, 7.0)) == pytest.approx(student(2) * np.sqrt(1 / 3))


def test_shared_luck_is_worth_something() -> None:
    """Paired differences that hardly vary have an interval far below the noise floor."""
    luck = np.array([1.0, 5.0, 9.0, 2.0])
    here = luck + np.array([0.1, 0.2, 0.1, 0.2])
    assert over_replicates(here - luck)[1] < noise_floor(here, luck) / 50


def test_clustered_ratio() -> None:
    """Three districts with 2 of 10, 4 of 10, 9 of 20: r = 15/40; e = (2 - 3.75, 4 - 3.75, 9 - 7.5) / 40."""
    errors = ratio_errors(np.array([2.0, 4.0, 9.0]), np.array([10.0, 10.0, 20.0]), 1000.0)
    assert errors.tolist() == pytest.approx([1000 * e / 40 for e in (-1.75, 0.25, 1.5)])
    assert clustered_error(errors) == pytest.approx(1000 * np.sqrt(1.5 * (1.75**2 + 0.25**2 + 1.5**2)) / 40)


def test_clusters_of_one_person_give_the_textbook_error() -> None:
    values = np.array([1.0, 4.0, 2.0, 7.0, 1.0])
    error = clustered_error(ratio_errors(values, np.ones(5), 1.0))
    assert error == pytest.approx(values.std(ddof=1) / np.sqrt(5))


def test_one_cluster_and_nought_events_give_no_error() -> None:
    assert np.isnan(clustered_error(np.array([1.0])))
    assert np.isnan(clustered_error(np.zeros(5)))
    assert np.isnan(ratio_errors(np.zeros(2), np.zeros(2), 1.0)).all()
