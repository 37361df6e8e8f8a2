"""Every store keeps the promise: what is saved comes back the same, parts come and go, nothing is there by half."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

from scorarium.store.in_memory import InMemory
from scorarium.store.on_disk import OnDisk
from scorarium.store.protocol import Kept, Store, StoreError

STORES: dict[str, Callable[[Path], Store]] = {"memory": lambda _: InMemory(), "disk": OnDisk}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return STORES[request.param](tmp_path / "runs")


def kept(value: float = 1.5) -> Kept:
    """Something of every kind that a run holds."""
    data = xr.Dataset(
        {
            "welfare_mean": (
                ("world", "replicate"),
                [[value, np.nan]],
                {"units": "days-income/y", "long_name": "Welfare."},
            ),
            "acts": (("world",), np.array([3], np.int64)),
            "on": (("person",), np.array([1, 0], np.uint8)),
            "whole": ((), np.float64(2.5)),
        },
        coords={"world": ["ä-world"], "world_society": ("world", ["plain"]), "replicate": [0, 1], "bound": ["low"]},
        attrs={"run": "abc", "seed": "7"},
    )
    persons = xr.Dataset({"effect": (("person",), np.array([0.25, -1.0], np.float32))}, coords={"person": [0, 1]})
    document = {"run": "abc", "worlds": {"b": {"x": [1, 2.5, None, True]}, "a": {}}, "words": "§ 5 – ok"}
    return Kept(document, data, persons, {"worlds": {"z": 1, "a": 2}, "years": 0.5})


def is_same(one: Kept, other: Kept) -> bool:
    xr.testing.assert_identical(one.dataset, other.dataset)
    xr.testing.assert_identical(one.persons, other.persons)
    assert all(one.dataset[name].dtype == other.dataset[name].dtype for name in one.dataset.data_vars)
    return one.document == other.document and one.declaration == other.declaration


def test_what_is_saved_comes_back(store: Store) -> None:
    store.save("run", kept())
    assert is_same(store.load("run"), kept())
    assert store.load_document("run") == kept().document
    assert store.load_declaration("run") == kept().declaration


def test_the_order_of_names_is_kept(store: Store) -> None:
    """Worlds, senses and rules count in the order in which they were declared."""
    store.save("run", kept())
    assert list(store.load_declaration("run")["worlds"]) == ["z", "a"]
    assert list(store.load_document("run")["worlds"]) == ["b", "a"]


def test_a_run_of_the_same_key_is_replaced(store: Store) -> None:
    store.save("run", kept(1.0))
    store.save("run", kept(2.0))
    assert store.keys() == ["run"]
    assert is_same(store.load("run"), kept(2.0))


def test_runs_do_not_mix(store: Store) -> None:
    store.save("b", kept(1.0))
    store.save("a", kept(2.0))
    assert store.keys() == ["a", "b"]
    assert is_same(store.load("b"), kept(1.0))


def test_what_is_kept_does_not_change_behind_ones_back(store: Store) -> None:
    given = kept()
    store.save("run", given)
    given.dataset["acts"][0] = 99
    assert is_same(store.load("run"), kept())


@pytest.mark.parametrize("ask", ["load", "load_document", "load_declaration"])
def test_what_is_not_there_is_an_error(store: Store, ask: str) -> None:
    with pytest.raises(StoreError, match="no run is kept"):
        getattr(store, ask)("run")


def test_parts_come_back_and_go(store: Store) -> None:
    arrays: dict[str, Any] = {
        "tables/acts": np.arange(6).reshape(2, 3),
        "coords/world": np.array(["none", "ä-world"]),
        "number": np.array(3),
        "empty": np.zeros((0, 4), np.float32),
    }
    store.save_part("run", "x-0001@plain", arrays)
    store.save_part("run", "x-0000@plain", {"number": np.array(1)})
    store.save_part("other", "x-0000@plain", {"number": np.array(7)})
    parts = store.load_parts("run")
    assert list(parts) == ["x-0000@plain", "x-0001@plain"]
    for name, array in arrays.items():
        assert np.array_equal(parts["x-0001@plain"][name], array)
        assert parts["x-0001@plain"][name].dtype == array.dtype
    store.drop_parts("run")
    assert store.load_parts("run") == {}
    assert list(store.load_parts("other")) == ["x-0000@plain"]
    store.drop_parts("run")


def test_a_run_under_way_is_not_yet_kept(store: Store) -> None:
    store.save_part("run", "x-0000@plain", {"number": np.array(1)})
    assert store.keys() == []
    with pytest.raises(StoreError, match="no run is kept"):
        store.load("run")
    store.save("run", kept())
    assert store.keys() == ["run"]
    assert list(store.load_parts("run")) == ["x-0000@plain"]
