"""Views: what compiled code reads is what the arrays hold."""

import os
import subprocess
import sys
from typing import Any

import numba as nb
import numpy as np
import pytest

from scorarium.kernels.views import Handle, layout

FIELDS = {
    "n": "i8",
    "slope": "f8",
    "group": {"small": "i2:1", "grid": "f8:2", "cube": "u4:3", "spaced": "i4:1/8"},
}
RECORDS = np.array([(k, -k) for k in range(4)], [("a", "i4"), ("b", "i4")])


def arrays() -> dict[str, Any]:
    return {
        "n": 3,
        "slope": 0.5,
        "group.small": np.array([-1, 2, 300], np.int16),
        "group.grid": np.arange(6.0).reshape(2, 3),
        "group.cube": np.arange(24, dtype=np.uint32).reshape(2, 3, 4) + np.uint32(2**32 - 24),
        "group.spaced": RECORDS["b"],
    }


@nb.njit
def read(view: Any) -> tuple[float, int, int, int]:
    g = view.group
    return view.slope * g.grid[1, 2], g.small[0], g.cube[1, 2, 3], g.spaced[3] + view.n


@nb.njit
def write(view: Any, x: int) -> None:
    view.group.small[1] += x
    view.group.grid[0, 1] = x


def test_scalars_groups_dimensions_and_steps_are_read() -> None:
    assert read(Handle(layout("frozen", FIELDS, is_frozen=True), arrays())) == (2.5, -1, 2**32 - 1, 0)


def test_what_is_written_stands_in_the_array() -> None:
    own = arrays()
    write(Handle(layout("open", FIELDS, is_frozen=False), own), 7)
    assert own["group.small"].tolist() == [-1, 9, 300]
    assert own["group.grid"][0].tolist() == [0.0, 7.0, 2.0]


def test_a_view_follows_an_array_that_was_put_in_its_place() -> None:
    handle = Handle(layout("frozen", FIELDS, is_frozen=True), arrays())
    handle.put("group.small", np.array([5], np.int16))
    handle.put("slope", 2.0)
    assert read(handle)[:2] == (10.0, 5)


def test_frozen_views_cannot_be_written() -> None:
    with pytest.raises(nb.core.errors.TypingError):
        write(Handle(layout("frozen", FIELDS, is_frozen=True), arrays()), 1)


@pytest.mark.parametrize(
    "wrong",
    [np.zeros(3, np.int32), np.zeros((3, 1), np.int16), np.zeros(6, np.int16)[::2]],
    ids=["type", "dimensions", "step"],
)
def test_an_array_that_would_be_misread_is_refused(wrong: Any) -> None:
    handle = Handle(layout("frozen", FIELDS, is_frozen=True), arrays())
    with pytest.raises(TypeError, match=r"group\.small: wrong array for the kernels .*expected int16 of 1 dim"):
        handle.put("group.small", wrong)


def test_layouts_are_told_apart_and_found_again() -> None:
    one, two = (layout("x", {"a": form}, is_frozen=True) for form in ("i4:1", "i8:1"))
    assert one != two
    assert one == layout("x", {"a": "i4:1"}, is_frozen=True)


def test_bounds_are_checked_where_asked_for() -> None:
    asked = (
        "import numpy as np, numba as nb\n"
        "from scorarium.kernels.views import Handle, layout\n"
        "view = Handle(layout('x', {'a': 'i4:2'}, is_frozen=True), {'a': np.zeros((2, 3), np.int32)})\n"
        "nb.njit(lambda view, k: view.a[1, k])(view, 3)\n"
    )
    environment = os.environ | {"SCORARIUM_BOUNDS": "1"}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "IndexError: a: index out of bounds on axis 1"
