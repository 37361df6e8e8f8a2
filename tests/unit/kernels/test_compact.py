"""Lists of who is chosen, and words that are kept, are those that a plain loop finds."""

from typing import Any

import numba as nb
import numpy as np
import pytest

from scorarium.kernels.compact import compact
from scorarium.kernels.luck import sixteen_mixed
from scorarium.kernels.vectors import SIXTEEN
from scorarium.kernels.views import Handle, layout
from scorarium.twin.draws import mix

FIELDS = {"chosen": "u1:1", "words": "u4:1", "who": "u4:1", "out": "u4:1"}
ROOM = 64


@nb.njit
def listed(view: Any, n: int) -> Any:
    return compact(view.chosen, n, view.out)


@nb.njit
def below(view: Any, n: int, salt: int, limit: int) -> int:
    found, at = 0, 0
    while at < n:
        found += sixteen_mixed(view.words, at, n, salt, limit, found, view.who, view.out)
        at += SIXTEEN
    return found


def handle_of(rng: np.random.Generator, share: float) -> Handle:
    """Some chosen, a share, words, and more of both behind those that are asked for."""
    return Handle(
        layout("lines", FIELDS, is_frozen=False),
        {
            "chosen": np.where(rng.random(ROOM) < share, rng.integers(1, 256, ROOM), 0).astype(np.uint8),
            "words": rng.integers(0, 2**32, ROOM, dtype=np.uint32),
            "who": rng.integers(0, 2**32, ROOM, dtype=np.uint32),
            "out": np.zeros(ROOM + SIXTEEN, np.uint32),
        },
    )


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("n", [0, 1, 15, 16, 17, 48])
def test_whoever_is_chosen_is_listed(n: int, share: float) -> None:
    handle = handle_of(np.random.default_rng(n), share)
    found = listed(handle, n)
    assert handle.arrays["out"][:found].tolist() == np.flatnonzero(handle.arrays["chosen"][:n]).tolist()


@pytest.mark.parametrize("limit", [0, 1, 2**31, 2**32])
@pytest.mark.parametrize("n", [1, 16, 37])
def test_words_below_a_limit_are_kept_in_their_order(n: int, limit: int) -> None:
    handle = handle_of(np.random.default_rng(n), 0.5)
    words, who = handle.arrays["words"], handle.arrays["who"]
    kept = [int(w) for w, word in zip(who[:n], words[:n], strict=True) if mix(int(word), 77) < limit]
    found = below(handle, n, 77, limit)
    assert handle.arrays["out"][:found].tolist() == kept
