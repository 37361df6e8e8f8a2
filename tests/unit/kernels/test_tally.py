"""Mistakes about others are counted by pool."""

from typing import Any

import numpy as np

from scorarium.kernels import tally


def test_every_pool_that_is_touched_is_named_once() -> None:
    kernels: Any = tally
    made, wrong, touched = np.array([7, 2, 7, 7, 0, 2], np.int64), np.zeros(9, np.int32), np.zeros(6, np.int64)
    assert kernels.count_mistakes.py_func(made, wrong, touched) == 3
    assert touched[:3].tolist() == [7, 2, 0]
    assert wrong.tolist() == [1, 0, 2, 0, 0, 0, 0, 3, 0]


def test_what_has_changed_is_named_and_noted() -> None:
    kernels: Any = tally
    now, before, who = np.array([3, 5, 5, 0], np.int64), np.array([3, 4, 5, 9], np.int64), np.zeros(5, np.int64)
    for compiled in (kernels.note_changes, kernels.note_changes.py_func):
        was = before.copy()
        assert compiled(now, was, who) == 2
        assert who[:2].tolist() == [1, 3]
        assert was.tolist() == now.tolist()
        assert compiled(now, was, who) == 0
