"""Outcomes of firms in the document of a run: intervals over replicates, differences to the same firms without."""

import numpy as np
import pytest
import xarray as xr

from scorarium.outcomes.document import firms_of, none_beside, standing_of_firms


def dataset(values: np.ndarray, names: tuple[str, ...] = ("none", "taxed")) -> xr.Dataset:
    """Two measures of two worlds; (replicate, world, measure)."""
    return xr.Dataset(
        {"firm_outcome": (("replicate", "world", "firm_measure"), values),
         "firm_welfare": (("replicate", "world", "firm_kind"), np.ones((len(values), len(names), 1)))},
        coords={"world": list(names), "replicate": range(len(values)), "firm_kind": ["size=small"],
                "firm_measure": ["harm_mean", "listed_share"], "world_society": ("world", ["here"] * len(names))},
    )  # fmt: skip


def test_each_outcome_has_its_interval_and_its_difference() -> None:
    values = np.array([[[4.0, np.nan], [3.5, 0.0]], [[5.0, np.nan], [4.4, 0.1]], [[3.0, np.nan], [2.6, 0.0]]])
    found = firms_of(dataset(values), "taxed")["firms"]["outcomes"]
    assert found["harm_mean"]["unit"] == "days-income/firm/y"
    assert found["harm_mean"]["value"] == pytest.approx(3.5)
    difference = found["harm_mean"]["difference"]
    assert difference["value"] == pytest.approx(-0.5)
    half = 4.302653 * 0.1 / 3**0.5  # t of two degrees of freedom; the differences are -0.5, -0.6, -0.4
    assert difference["interval"] == pytest.approx([-0.5 - half, -0.5 + half], rel=1e-5)
    assert "difference" not in found["listed_share"], "nobody is listed where there is no scheme"
    assert found["listed_share"]["interval"][0] == 0.0, "no share is below nought"
    assert list(firms_of(dataset(values), "none")["firms"]["outcomes"]) == ["harm_mean"]


def test_one_replicate_has_no_interval() -> None:
    found = firms_of(dataset(np.array([[[4.0, np.nan], [3.5, 0.0]]])), "taxed")["firms"]["outcomes"]
    assert found["harm_mean"]["interval"] == []
    assert found["harm_mean"]["difference"] == {"value": -0.5, "interval": []}


def test_a_kind_of_which_there_is_no_firm_is_left_out() -> None:
    made = dataset(np.zeros((2, 2, 2)))
    made["firm_welfare"] = made["firm_welfare"] * np.nan
    assert firms_of(made, "taxed")["firms"]["welfare_by_kind"] == {}
    assert firms_of(dataset(np.zeros((2, 2, 2))), "taxed")["firms"]["welfare_by_kind"] == {"size=small": 1.0}


def test_firms_are_put_beside_those_of_their_own_society() -> None:
    two = dataset(np.zeros((1, 4, 2)), ("none", "none@there", "a", "b"))
    two = two.assign_coords(world_society=("world", ["here", "there", "there", "here"]))
    assert none_beside(two, "a") == "none@there"
    assert none_beside(two, "b") == "none"


def test_how_firms_stand_at_the_end() -> None:
    """Means over replicates of scores, tiers and shares on a list; who came on it and left it is counted in all."""
    standing = xr.Dataset(
        {"firm_score": (("replicate", "scheme", "firm_figure"), [[[90.0, 4.0]], [[80.0, 6.0]]]),
         "firm_tier": (("replicate", "scheme", "tier"), [[[0.5, 0.5, 0.0]], [[0.7, 0.2, 0.1]]]),
         "firm_listing": (("replicate", "list", "firm_move"), [[[0.1, 3.0, 1.0]], [[0.3, 5.0, 2.0]]])},
        coords={"scheme": ["taxed/grades"], "firm_figure": ["mean", "sd"], "firm_move": ["share", "entered", "left"],
                "scheme_world": ("scheme", ["taxed"]), "scheme_name": ("scheme", ["grades"]),
                "tier_name": (("scheme", "tier"), [["A", "D", ""]]), "list": ["taxed/grades/breach"],
                "list_scheme": ("list", ["taxed/grades"]), "list_name": ("list", ["breach"])},
    )  # fmt: skip
    found = firms_of(xr.merge([dataset(np.zeros((2, 2, 2))), standing]), "taxed")["firms"]["schemes"]["grades"]
    assert found["score"] == {"mean": 85.0, "sd": 5.0}
    assert found["tiers"] == pytest.approx({"A": 0.6, "D": 0.35})
    assert found["lists"] == {"breach": {"share": pytest.approx(0.2), "entered": 8, "left": 3}}
    assert standing_of_firms(standing, "none") == {}
