"""Groups are names: whoever is in them, the whole is their weighted mean, and renaming or reordering moves nothing."""

import numpy as np
import pytest

from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Ratio
from scorarium.studies.order import order_run
from scorarium.studies.run import Run, make_run


@pytest.fixture(scope="module")
def run() -> Run:
    return make_run(order_run("suining-2010", society="china-2018", persons=2000, years=1.0, replicates=2, seed=3))


@pytest.mark.parametrize("name", ["welfare_mean", "listed_share", "refused_demands", "wrongful_entries"])
def test_the_whole_is_the_weighted_mean_of_its_groups(run: Run, name: str) -> None:
    """Of measures per person; every attribute splits the same people."""
    split = run.dataset[f"{name}_by_group"]
    size = run.dataset["group_size"].isel(society=0)
    attributes = {str(label).partition("=")[0] for label in split["group"].values}
    assert attributes >= {"age", "sex", "income", "urban"}
    for attribute in attributes:
        own = [label for label in split["group"].values if str(label).startswith(f"{attribute}=")]
        part = split.sel(group=own).fillna(0.0)
        mean = (part * size.sel(group=own)).sum("group") / size.sel(group=own).sum("group")
        assert np.allclose(mean.transpose("world", "replicate"), run.dataset[name], rtol=1e-12)


def test_the_order_of_people_does_not_matter() -> None:
    """A ratio and its groups are sums: shuffled persons give the same."""
    top, bottom = np.arange(50.0), np.arange(50) % 7
    shuffled = np.argsort((np.arange(50) * 37) % 50)
    assert Ratio(top, bottom).value() == Ratio(top[shuffled], bottom[shuffled]).value()


def test_measures_are_pure(run: Run) -> None:
    """They are functions of a replicate and a world, and have no other argument to hide something in."""
    assert all(
        measure.__code__.co_varnames[: measure.__code__.co_argcount] == ("lived", "w") for measure in MEASURES.values()
    )
