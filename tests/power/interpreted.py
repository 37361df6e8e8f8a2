"""The engine's kernels without the compiler: the same source, read by Python instead of Numba.

A planted fault then shows in seconds, since nothing has to be compiled. Import this before anything of the engine, with
``NUMBA_DISABLE_JIT=1``. What differs from compiled code: whole numbers do not overflow, and no index leaves its array.
"""

import os
import sys
import warnings
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np

assert os.environ.get("NUMBA_DISABLE_JIT") == "1", "set NUMBA_DISABLE_JIT=1: kernels are read, not compiled"
assert "scorarium.kernels.compiled" not in sys.modules, "import tests.power.interpreted first"

from scorarium.kernels import arith, compiled, views  # noqa: E402

warnings.filterwarnings("ignore", "overflow encountered", RuntimeWarning)  # words of 32 bits wrap, as they should


class Column:
    """An array whose items are plain numbers of Python, as compiled code reads them: int64 or float64."""

    __slots__ = ("array", "shape")

    def __init__(self, array: Any) -> None:
        self.array, self.shape = array, array.shape

    def __getitem__(self, at: Any) -> Any:
        self.check(at)
        return self.array[at].item()

    def __setitem__(self, at: Any, value: Any) -> None:
        self.check(at)
        self.array[at] = value

    def check(self, at: Any) -> None:
        """Refuse what Python would count from the end."""
        if any(x < 0 for x in at) if isinstance(at, tuple) else at < 0:
            raise IndexError(f"index below nought: {at}")


class Page(views.Handle):
    """A page of addresses that Python can read: fields are attributes, groups have attributes of their own."""

    def __init__(self, kind: views.ViewType, arrays: Mapping[str, Any]) -> None:
        for name, slot in kind.slots.items():
            if slot.group is not None:
                setattr(self, name, SimpleNamespace())
        super().__init__(kind, arrays)

    def put(self, name: str, value: Any) -> None:
        super().put(name, value)
        group, _, field = name.rpartition(".")
        found = (
            Column(value) if isinstance(value, np.ndarray) and value.ndim else getattr(value, "item", lambda: value)()
        )
        setattr(getattr(self, group) if group else self, field, found)


def as_it_is(function: Callable[..., Any]) -> Callable[..., Any]:
    """No compilation; whoever asks for it beforehand gets none."""
    readable: Any = function
    readable.compile = lambda *_: function
    return function


for name in ("exp_neg", "exp", "ln", "power", "normal_quantile", "poisson", "at_least"):
    function: Any = getattr(arith, name)
    function.py_func = function
compiled.inner = compiled.outer = as_it_is  # type: ignore[assignment]
views.Handle = Page  # type: ignore[misc]

from scorarium.kernels import compact, draws, fetch, luck, vectors  # noqa: E402  (after the compiler was put aside)


def blocks_one_by_one(
    who: Column, index: Column, at: int, t: int, begin: int, first: int, c3: int, k0: int, k1: int, *out: Column
) -> None:
    """What ``luck.eight_blocks`` does with vectors."""
    word = np.uint32
    for lane in range(at, at + vectors.LANES):
        counter = word(begin + who[lane]), word(t), word(first + index[lane]), word(c3)
        for column, one in zip(out, draws.philox(*counter, word(k0), word(k1)), strict=True):
            column[lane] = int(one)


luck.eight_blocks = blocks_one_by_one


def below_one_by_one(
    four: int, t: int, begin: int, third: int, c3: int, k0: int, k1: int, first: int, n: int, near: Column, line: int,
    scale: float, found: int, who: Column, column: Column,
) -> int:  # fmt: skip
    """What ``luck.eight_below`` does with vectors."""
    word, kept = np.uint32, 0
    blocks = [
        draws.philox(word(four + begin + lane), word(t), word(third), word(c3), word(k0), word(k1))
        for lane in range(vectors.LANES)
    ]
    for k in range(4):
        for lane, drawn in enumerate(blocks):
            i = 4 * (four + lane) + k
            if 0 <= i - first < n and np.float32(drawn[k]) <= np.float32(near[line + i]) * np.float32(scale):
                who[found + kept], column[found + kept] = i, int(drawn[k])
                kept += 1
    return kept


luck.eight_below = below_one_by_one


def mixed_one_by_one(
    words: Column, at: int, n: int, salt: int, limit: int, found: int, who: Column, out: Column
) -> int:
    """What ``luck.sixteen_mixed`` does with vectors."""
    kept = 0
    for m in range(at, min(n, at + vectors.SIXTEEN)):
        if int(draws.mix(words[m], salt)) < limit:
            out[found + kept] = who[m]
            kept += 1
    return kept


luck.sixteen_mixed = mixed_one_by_one


def chosen_one_by_one(column: Column, at: int, n: int, found: int, out: Column) -> int:
    """What ``compact.sixteen_chosen`` does with vectors."""
    kept = 0
    for k in range(at, min(n, at + vectors.SIXTEEN)):
        if column[k]:
            out[found + kept] = k
            kept += 1
    return kept


compact.sixteen_chosen = chosen_one_by_one
fetch.fetch_ahead = lambda *_: None


def same_one_by_one(column: Column, at: int, value: int) -> None:
    """What ``vectors.eight_same`` does with vectors."""
    for lane in range(vectors.LANES):
        column[at + lane] = value


def upwards_one_by_one(column: Column, at: int) -> None:
    """What ``vectors.eight_upwards`` does with vectors."""
    for lane in range(vectors.LANES):
        column[at + lane] = lane


vectors.eight_passed = lambda table, row, word: sum(word > table[row, lane] for lane in range(vectors.LANES))
vectors.eight_same = same_one_by_one
vectors.eight_upwards = upwards_one_by_one
