"""Luck: published vectors, the address, and independence of what is mixed from one word."""

from typing import Any

import numba as nb
import numpy as np
import pytest
from scipy import stats

from benchmarks import luck
from scorarium.kernels import arith as compiled
from scorarium.kernels import draws
from scorarium.names import Decision
from scorarium.twin import arith as plain
from scorarium.twin.draws import Luck, chance, mix, philox

# Random123's known-answer tests for philox4x32-10 (Salmon et al. 2011)
VECTORS = [
    ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]


@nb.njit
def compiled_philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> Any:
    return draws.philox(np.uint32(c0), np.uint32(c1), np.uint32(c2), np.uint32(c3), np.uint32(k0), np.uint32(k1))


@pytest.mark.parametrize(("counter", "key", "expected"), VECTORS)
@pytest.mark.parametrize("philox_of", [philox, compiled_philox])
def test_published_vectors(philox_of: Any, counter: tuple[int, ...], key: tuple[int, ...], expected: str) -> None:
    assert " ".join(f"{word:08x}" for word in philox_of(*counter, *key)) == expected


def test_address_is_key_seed_and_counter_person_tick_decision_replicate() -> None:
    seed = 0x0123456789ABCDEF
    own = Luck(seed, 5)
    expected = philox(7, 3, Decision.CAND * 65536 + 2, 5, 0x89ABCDEF, 0x01234567)
    assert own.block(Decision.CAND, 3, 7, 2) == expected
    bulk = draws.words(Decision.CAND, 1, seed=seed, replicate=5, tick=3, first=7, index=2)
    assert tuple(int(w) for w in bulk[0]) == expected


def test_probabilities_are_compared_as_integers() -> None:
    assert not chance(0, 0.0)
    assert chance(0xFFFFFFFF, 1.0)
    assert chance(2**31 - 1, 0.5)
    assert not chance(2**31, 0.5)


def test_mixing_is_a_bijection_and_leaves_no_trace_between_salts() -> None:
    words = draws.words(Decision.CAND, 200_000, seed=1, replicate=0)[:, 2]
    a = np.array([mix(int(w), 0x1234) for w in words[:60_000]])
    b = np.array([mix(int(w), 0x9876) for w in words[:60_000]])
    assert len(set(a.tolist())) == len(set(words[:60_000].tolist()))
    table = np.histogram2d(a >> 28, b >> 28, bins=16)[0]
    # one test at 1e-6: the pair of mixed words is uniform on a 16 x 16 grid
    assert stats.chisquare(table.ravel()).pvalue > 1e-6


def test_words_are_uniform_over_persons_ticks_and_decisions() -> None:
    by_person = draws.words(Decision.COUNT, 100_000, seed=3, replicate=0).ravel()
    by_tick = np.concatenate([draws.words(Decision.COUNT, 4, seed=3, replicate=0, tick=t).ravel() for t in range(5000)])
    by_decision = np.concatenate([draws.words(d, 4, seed=3, replicate=0).ravel() for d in range(5000)])
    for words in (by_person, by_tick, by_decision):
        counts = np.bincount(words >> np.uint32(24), minlength=256)
        assert stats.chisquare(counts).pvalue > 1e-6


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("exp", np.linspace(-80, 80, 4001)),
        ("ln", np.logspace(-9, 9, 4001)),
        ("normal_quantile", np.linspace(1e-6, 1 - 1e-6, 4001)),
    ],
)
def test_elementary_functions_have_the_same_bits_in_twin_and_kernel_and_are_right(name: str, arguments: Any) -> None:
    reference = {"exp": np.exp, "ln": np.log, "normal_quantile": stats.norm.ppf}[name]
    ours = np.array([getattr(plain, name)(x) for x in arguments.tolist()])
    theirs = np.array([getattr(compiled, name)(x) for x in arguments])
    assert np.array_equal(ours, theirs)
    assert np.allclose(ours, reference(arguments), rtol=1e-12 if name != "normal_quantile" else 2e-8, atol=1e-8)


def test_what_is_beyond_any_number_is_without_end() -> None:
    for x in (700.5, 705.0, 1e9):
        assert plain.exp(x) == compiled.exp(x) == np.inf
        assert plain.exp(-x) == compiled.exp(-x) == 0.0


def test_counts_and_tails() -> None:
    u = (np.arange(20_000) + 0.5) / 20_000
    drawn = np.array([plain.poisson(x, 1.3) for x in u.tolist()])
    assert np.array_equal(drawn, np.array([compiled.poisson(x, 1.3) for x in u]))
    assert abs(drawn.mean() - 1.3) < 1e-3
    for n, p, least in [(10, 0.3, 2), (5, 0.0, 1), (5, 1.0, 5), (3, 0.5, 4), (20, 0.01, 1)]:
        assert plain.at_least(n, p, least) == pytest.approx(stats.binom.sf(least - 1, n, p), abs=1e-12)
        assert plain.at_least(n, p, least) == compiled.at_least(n, p, least)


@pytest.mark.parametrize(
    ("order", "addresses"),
    [
        ("person", [(Decision.ATTRIBUTE, 0, i, 0, 0) for i in (0, 1, 2)]),
        ("tick", [(Decision.ATTRIBUTE, t, 0, 0, 0) for t in (0, 1, 2)]),
        ("decision", [(one, 7, 0, 0, 0) for one in (Decision.ATTRIBUTE, Decision.TRAIT, Decision.DISTRICT)]),
        ("replicate", [(Decision.ATTRIBUTE, 7, 0, 0, r) for r in (0, 1, 2)]),
    ],
)
def test_batteries_read_the_same_words_in_the_order_that_they_name(order: str, addresses: list[Any]) -> None:
    found = luck.blocks(order, 0, len(addresses)).tolist()
    assert found == [
        list(Luck(luck.SEED[0], replicate).block(decision, t, i, index))
        for decision, t, i, index, replicate in addresses
    ]
