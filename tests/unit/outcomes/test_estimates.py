"""Replicates put together: value, interval, paired difference, noise floor, groups."""

from typing import Any

import numpy as np
import pytest

from scorarium.outcomes.estimates import estimate, half_width, known_outcomes
from scorarium.outcomes.intervals import student
from scorarium.outcomes.measure import Values


def values(
    rows: dict[str, list[float]], *, groups: dict[str, Any] | None = None, clusters: int = 0, **errors: Any
) -> Values:
    """One replicate of two worlds and two groups."""
    names = tuple(rows)
    shape = (len(names), 2)
    return Values(
        names=names,
        value=np.array([rows[name] for name in names], float),
        groups=np.array([(groups or {}).get(name, [[np.nan] * 2] * 2) for name in names], float),
        error=np.array(errors.get("error", np.full(shape, np.nan)), float),
        error_of_difference=np.array(errors.get("difference", np.full(shape, np.nan)), float),
        group_error=np.array(errors.get("group", np.full((*shape, 2), np.nan)), float),
        clusters=clusters,
    )


def test_values_and_paired_differences() -> None:
    replicates = [values({"welfare_mean": row}) for row in ([10.0, 9.0], [20.0, 18.0], [30.0, 27.0])]
    found = estimate("welfare_mean", replicates)
    half = student(2) * 1.0 / np.sqrt(3)
    assert found.estimate[0].tolist() == pytest.approx([20, 20 - 10 * half, 20 + 10 * half])
    assert found.of_difference[1].tolist() == pytest.approx([-2, -2 - half, -2 + half])
    assert np.isnan(found.of_difference[0]).all()
    assert found.floor[1] == pytest.approx(student(2 * 2 * (1 + 0.81) ** 2 / (2 * (1 + 0.81**2))) * np.sqrt(181 / 3))
    assert half_width("welfare_mean", replicates) == pytest.approx(half)


def test_what_has_no_meaning_in_none_has_no_difference() -> None:
    replicates = [values({"detection_precision": [np.nan, row]}) for row in (0.5, 0.7)]
    found = estimate("detection_precision", replicates)
    assert np.isnan(found.of_difference).all()
    assert np.isnan(found.floor).all()
    assert half_width("detection_precision", replicates) == pytest.approx(student(1) * 0.1)


def test_a_replicate_may_not_know_an_outcome() -> None:
    replicates = [values({"welfare_mean": [1, 2]}), values({"welfare_mean": [1, 4], "aim_gain": [np.nan, 7]})]
    assert known_outcomes(replicates) == ("welfare_mean", "aim_gain")
    found = estimate("aim_gain", replicates)
    assert found.estimate[1, 0] == 7
    assert np.isnan(found.estimate[1, 1:]).all()


def test_a_time_must_be_known_in_every_replicate() -> None:
    """A replicate in which half have not come back says that it takes longer, not that it is unknown."""
    replicates = [values({"time_to_recover": [np.nan, days]}) for days in (7, np.nan)]
    assert np.isnan(estimate("time_to_recover", replicates).estimate).all()
    assert estimate("time_to_recover", replicates[:1] * 2).estimate[1, 0] == 7


def test_one_replicate_takes_its_interval_from_districts() -> None:
    alone = values(
        {"welfare_mean": [10, 8]},
        groups={"welfare_mean": [[9, 11], [7, 9]]},
        clusters=5,
        error=[[0.5, 0.4]],
        difference=[[np.nan, 0.1]],
        group=[[[1, 2], [3, np.nan]]],
    )
    found, t = estimate("welfare_mean", [alone]), student(4)
    assert found.estimate[1].tolist() == pytest.approx([8, 8 - 0.4 * t, 8 + 0.4 * t])
    assert found.of_difference[1].tolist() == pytest.approx([-2, -2 - 0.1 * t, -2 + 0.1 * t])
    assert found.of_groups[1, 0].tolist() == pytest.approx([7, 7 - 3 * t, 7 + 3 * t])
    assert found.of_groups[1, 1, 0] == 9
    assert np.isnan(found.of_groups[1, 1, 1:]).all()
    assert found.floor[1] == pytest.approx(t * np.hypot(0.5, 0.4))


def test_one_replicate_without_clusters_has_no_interval() -> None:
    found = estimate("welfare_mean", [values({"welfare_mean": [10, 8]})])
    assert found.estimate[:, 0].tolist() == [10, 8]
    assert np.isnan(found.estimate[:, 1:]).all()
    assert np.isnan(half_width("welfare_mean", [values({"welfare_mean": [10, 8]})]))


def test_nought_in_none_leaves_the_noise_of_the_world() -> None:
    alone = values({"wrongful_entries": [0, 6]}, clusters=5, error=[[np.nan, 0.5]], difference=[[np.nan, 0.5]])
    assert estimate("wrongful_entries", [alone]).floor[1] == pytest.approx(student(4) * 0.5)


def test_groups_over_replicates() -> None:
    replicates = [
        values({"welfare_mean": [1, 1]}, groups={"welfare_mean": [[1, np.nan], [v, np.nan]]}) for v in (2.0, 4.0)
    ]
    found = estimate("welfare_mean", replicates)
    assert found.of_groups[1, 0].tolist() == pytest.approx([3, 3 - student(1), 3 + student(1)])
    assert np.isnan(found.of_groups[1, 1]).all()
