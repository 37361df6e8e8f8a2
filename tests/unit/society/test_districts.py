"""Districts: figures with their moments, unevenness as asked, sizes alike."""

from __future__ import annotations

import numpy as np
import pytest

from scorarium.errors import MalformedError
from scorarium.society.dice import Dice
from scorarium.society.districts import Districts, Uneven, assign, compositions, dissimilarity
from scorarium.society.fields import Field, draw_fields, positions


def test_dissimilarity_by_hand() -> None:
    # half of the minority would have to move: 30 and 10 of 40 against 20 and 40 of 60, districts of 50
    composition = np.array([[0.6, 0.4], [0.2, 0.8]])
    assert dissimilarity(composition, np.array([0.4, 0.6])) == pytest.approx(abs(30 / 40 - 20 / 60))
    apart = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert dissimilarity(apart, np.array([0.5, 0.5])) == 1.0
    assert dissimilarity(np.tile([0.3, 0.7], (4, 1)), np.array([0.3, 0.7])) == 0.0


def test_two_districts_by_hand() -> None:
    got = compositions(Uneven("group", 0.5), np.array([0.5, 0.5]), 2, Dice(1, 0), number=0)
    np.testing.assert_allclose(np.sort(got[:, 0]), [0.25, 0.75], atol=1e-6)


@pytest.mark.parametrize("shares", [[0.1, 0.9], [0.2, 0.3, 0.5], [0.2, 0.2, 0.2, 0.2, 0.2]])
@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("index", [0.1, 0.5])
def test_compositions_meet_index_and_margins(shares: list[float], ordered: bool, index: float) -> None:
    share = np.array(shares)
    got = compositions(Uneven("a", index, ordered), share, 50, Dice(3, 0), number=1)
    assert dissimilarity(got, share) == pytest.approx(index, abs=1e-4)
    np.testing.assert_allclose(got.sum(axis=1), 1.0)
    np.testing.assert_allclose(got.mean(axis=0), share, atol=1e-4)


def test_too_few_districts_cannot_be_as_uneven() -> None:
    with pytest.raises(MalformedError) as caught:
        compositions(Uneven("group", 0.9), np.array([0.05, 0.95]), 2, Dice(1, 0), number=0)
    complaint = caught.value.complaints[0]
    assert complaint.at == ("districts", "uneven", "group")
    assert complaint.expected == "at most 0.53"  # all of 5% in one half: 0.5 / 0.95


def test_households_are_dealt_evenly_and_unevenly_at_once() -> None:
    rng = np.random.default_rng(1)
    n = 40_000
    group = (rng.random(n) < 0.2).astype(np.int64)
    rank = rng.integers(0, 5, n)
    kinds = [(group, np.bincount(group) / n), (rank, np.bincount(rank) / n)]
    districts = Districts(20, tuple(map(str, range(20))), {}, (Uneven("group", 0.4), Uneven("rank", 0.3, ordered=True)))
    order, district = assign(districts, kinds, np.ones(n, np.int64), Dice(2, 0))
    assert np.array_equal(np.sort(order), np.arange(n))
    assert (np.diff(district) >= 0).all()
    sizes = np.bincount(district, minlength=20)
    assert sizes.min() > 1980
    assert sizes.max() < 2020
    for codes, share, asked in ((group, kinds[0][1], 0.4), (rank, kinds[1][1], 0.3)):
        joint = np.zeros((20, len(share)))
        np.add.at(joint, (district, codes[order]), 1)
        got = dissimilarity(joint / sizes[:, None], share, sizes / n)
        assert got == pytest.approx(asked, abs=0.02)


def test_households_are_mixed_within_a_district() -> None:
    group = (np.arange(1000) < 300).astype(np.int64)
    kinds = [(group, np.array([0.7, 0.3]))]
    districts = Districts(2, ("1", "2"), {}, (Uneven("group", 0.3),))
    order, district = assign(districts, kinds, np.ones(1000, np.int64), Dice(2, 0))
    changes = (np.diff(group[order][district == 0]) != 0).sum()
    assert changes > 100


def test_fields_have_their_moments() -> None:
    fields = {
        "cameras": Field(shares=((0.4, 0.5), (0.1, 0.5))),
        "poverty": Field(mean=0.3, spread=0.2),
        "density": Field(mean=40.0, spread=20.0),
        "flat": Field(mean=0.7),
        "named": Field(named=tuple(range(1000))),
    }
    drawn = draw_fields(fields, 1000, Dice(1, 0))
    assert (drawn["cameras"] == 0.4).sum() == 500
    assert drawn["poverty"].mean() == pytest.approx(0.3, abs=1e-3)
    assert drawn["poverty"].std() == pytest.approx(0.2, abs=2e-3)
    assert drawn["poverty"].min() > 0.0
    assert drawn["poverty"].max() < 1.0
    assert drawn["density"].mean() == pytest.approx(40.0, rel=2e-3)
    assert drawn["density"].std() == pytest.approx(20.0, rel=2e-2)
    assert (drawn["flat"] == 0.7).all()
    assert np.array_equal(drawn["named"], np.arange(1000.0))
    assert np.corrcoef(drawn["poverty"], drawn["density"])[0, 1] == pytest.approx(0.0, abs=4 / np.sqrt(1000))


def test_a_spread_that_no_share_can_have() -> None:
    with pytest.raises(MalformedError, match="mean and spread"):
        draw_fields({"poverty": Field(mean=0.1, spread=0.6)}, 10, Dice(1, 0))


def test_positions_lie_in_the_unit_disc_and_apart() -> None:
    xy = positions(100, Dice(1, 0))
    assert (np.hypot(*xy.T) < 1.0).all()
    distance = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) + 9 * np.eye(100)
    assert distance.min() > 0.1
