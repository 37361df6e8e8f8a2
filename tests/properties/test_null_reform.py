"""Laws of worlds that live the same luck: what changes nothing changes nothing, for every single person."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from scorarium.quantities import parse_duration
from scorarium.scheme.read import load, reformed
from scorarium.studies.design import Study
from scorarium.studies.order import Order, WorldOrder, order_run, order_study
from scorarium.studies.run import Run, make_run

SCHEMES = ("suining-2010", "flensburg-2014", "court-defaulters-2013", "jinan-dogs-2017", "life-coach")
PERSONAL = ("welfare", "effect", "prevented", "provoked", "refused", "fines", "wrongful_listed_days", "listed_days")
TIMES = ("acts_done_over_time", "acts_prevented_over_time", "answers_over_time", "welfare_over_time")


def small(*names: str, years: float = 1.0) -> Order:
    return order_run(list(names), society="china-2018", persons=1500, years=years, seed=11)


def same_world(run: Run, one: str, other: str) -> None:
    """Two worlds of a run in which every person fared alike."""
    for name in PERSONAL:
        assert np.array_equal(run.persons[name].sel(world=one).values, run.persons[name].sel(world=other).values), name
    for name in TIMES:
        assert np.array_equal(run.dataset[name].sel(world=one).values, run.dataset[name].sel(world=other).values), name
    first, second = (run.dataset["estimate"].sel(world=world).values for world in (one, other))
    known = ~np.isnan(first[:, 0]) & ~np.isnan(second[:, 0])  # none does not know what only schemes bring
    assert np.array_equal(first[known, 0], second[known, 0])


@pytest.mark.parametrize("name", SCHEMES)
def test_a_reform_that_changes_nothing_changes_nothing(name: str) -> None:
    order = small(name)
    scheme = order.worlds[name].schemes[0]
    worlds = dict(order.worlds) | {"null": WorldOrder("china-2018", (reformed(scheme, {}),))}
    worlds |= {"said-again": WorldOrder("china-2018", (reformed(scheme, {"title": "The same by another title"}),))}
    run = make_run(replace(order, worlds=worlds))
    same_world(run, name, "null")
    same_world(run, name, "said-again")
    scores = [run.persons["score"].sel(scheme=f"{world}/{name}").values for world in worlds]
    assert np.array_equal(scores[0], scores[1], equal_nan=True)
    assert np.array_equal(scores[0], scores[2], equal_nan=True)


def test_a_scheme_that_nobody_is_in_changes_nothing() -> None:
    """It covers those of no age: `none` and the world are the same for every person.

    (A scheme with rules on protected acts chills people whom it does not cover, so one without is asked.)
    """
    order = small("jinan-dogs-2017")
    scheme = order.worlds["jinan-dogs-2017"].schemes[0]
    nobody = reformed(scheme, {"enrolment": {"who": {"not": {"is": {"age": {"from": 0}}}}}})
    run = make_run(replace(order, worlds={"empty": WorldOrder("china-2018", (nobody,))}))
    same_world(run, "none", "empty")


def test_worlds_do_not_move_each_other() -> None:
    """A world is the same alone, beside another, and in whatever order they are named."""
    alone = make_run(small("suining-2010"))
    for names in (("suining-2010", "jinan-dogs-2017"), ("jinan-dogs-2017", "suining-2010")):
        both = make_run(small(*names))
        for name in PERSONAL:
            one, other = (run.persons[name].sel(world="suining-2010").values for run in (alone, both))
            assert np.array_equal(one, other), name
        xr.testing.assert_equal(
            alone.persons["score"].sel(scheme="suining-2010/suining-2010", drop=True),
            both.persons["score"].sel(scheme="suining-2010/suining-2010", drop=True),
        )


def test_the_first_half_of_a_run_is_the_shorter_run() -> None:
    short, long = make_run(small("suining-2010", years=0.5)), make_run(small("suining-2010", years=1.0))
    n = short.dataset.sizes["time"]
    for name in (*TIMES, "enrolled_over_time", "score_mean_over_time", "tier_share_over_time", "listed_over_time"):
        xr.testing.assert_equal(long.dataset[name].isel(time=slice(0, n)), short.dataset[name])


def test_a_burn_in_moves_no_luck() -> None:
    order = small("suining-2010", years=0.5)
    counted, late = make_run(order), make_run(replace(order, burn_in=parse_duration("13w")))
    for name in TIMES:
        xr.testing.assert_equal(counted.dataset[name], late.dataset[name])


def test_an_empty_reform_of_a_study(tmp_path: Path) -> None:
    text = """
scorarium: 1
kind: study
society: plain
worlds: {as-it-is: {scheme: suining-2010}, nothing: {scheme: suining-2010, reform: {}}}
persons: 1000
years: 0.5
replicates: 2
"""
    (tmp_path / "null.study.yaml").write_text(text, encoding="utf-8")
    run = make_run(order_study(load(tmp_path / "null.study.yaml", "study", Study)))
    same_world(run, "as-it-is", "nothing")
    assert run.document["worlds"]["as-it-is"]["outcomes"] == run.document["worlds"]["nothing"]["outcomes"]
