"""Households: sizes as asked, children beside grown-ups, partners of both sexes, households that are alike."""

from __future__ import annotations

import numpy as np
import pytest

from scorarium.society.dice import Dice
from scorarium.society.households import Households, Persons, form, singles


def persons(n: int, *, children: float = 0.2, blocks: int = 1, seed: int = 0) -> Persons:
    rng = np.random.default_rng(seed)
    child = rng.random(n) < children
    age = np.where(child, 0, rng.integers(1, 4, n))
    return Persons(
        block=rng.integers(0, blocks, n),
        child=child,
        old=age == 3,
        age=age,
        woman=rng.random(n) < 0.5,
    )


def children_in(who: Persons, homes: Households) -> np.ndarray:
    return np.add.reduceat(who.child[homes.order].astype(int), homes.first[:-1])


SIZES = (1, 2, 3, 4)
SHARES = np.array([0.3, 0.3, 0.2, 0.2])


def test_everybody_lives_somewhere_and_sizes_are_exact() -> None:
    who = persons(23_000)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    assert np.array_equal(np.sort(homes.order), np.arange(23_000))
    counts = np.bincount(np.diff(homes.first), minlength=5)[1:]
    np.testing.assert_allclose(counts / counts.sum(), SHARES, atol=2e-4)


@pytest.mark.parametrize("blocks", [1, 7, 60])
def test_sizes_hold_over_many_blocks(blocks: int) -> None:
    homes = form(persons(20_000, blocks=blocks), SIZES, SHARES, Dice(1, 0))
    counts = np.bincount(np.diff(homes.first), minlength=5)[1:]
    np.testing.assert_allclose(counts / counts.sum(), SHARES, atol=2e-3)


def test_children_live_with_grown_ups_and_come_last() -> None:
    who = persons(20_000)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    assert (homes.adults >= 1).all()
    assert np.array_equal(homes.adults + children_in(who, homes), np.diff(homes.first))
    within = np.arange(len(homes.order)) - np.repeat(homes.first[:-1], np.diff(homes.first))
    assert np.array_equal(who.child[homes.order], within >= np.repeat(homes.adults, np.diff(homes.first)))


def test_children_live_alone_only_when_grown_ups_have_run_out() -> None:
    who = persons(2_000, children=0.9)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    alone = homes.adults == 0
    assert alone.any()
    assert homes.adults.max() == 1  # every grown-up heads a household of their own


def test_children_are_moved_from_blocks_without_grown_ups() -> None:
    who = persons(4_000, children=0.2, blocks=2)
    stranded = Persons(np.where(who.child, 1, 0), who.child, who.old, who.age, who.woman)
    homes = form(stranded, SIZES, SHARES, Dice(1, 0))
    assert (homes.adults >= 1).all()


def test_partners_are_a_woman_and_a_man_of_like_age() -> None:
    who = persons(20_000)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    heads = homes.order[homes.first[:-1][homes.paired]]
    seconds = homes.order[homes.first[:-1][homes.paired] + 1]
    assert who.woman is not None
    assert (who.woman[heads] != who.woman[seconds]).all()
    assert (np.abs(who.age[heads] - who.age[seconds]) <= 1).all()
    assert homes.paired.mean() > 0.4
    share = who.woman[heads].mean()
    assert 0.45 < share < 0.55  # neither sex heads the households


def test_families_come_from_the_young_while_there_are_any() -> None:
    who = persons(20_000)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    family = children_in(who, homes) > 0
    heads = homes.order[homes.first[:-1]]
    assert not who.old[heads[family]].any()
    assert who.old[heads[~family]].mean() > who.old[~who.child].mean()


def test_members_share_their_block() -> None:
    who = persons(20_000, blocks=12)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    block = who.block[homes.order]
    head = np.repeat(block[homes.first[:-1]], np.diff(homes.first))
    assert (block == head).mean() > 0.999


def test_a_society_without_sexes_has_partners_too() -> None:
    who = persons(5_000)
    sexless = Persons(who.block, who.child, who.old, who.age, None)
    homes = form(sexless, SIZES, SHARES, Dice(1, 0))
    assert homes.paired.mean() > 0.4


def test_living_alone() -> None:
    homes = singles(5)
    assert np.array_equal(homes.first, np.arange(6))
    assert not homes.paired.any()


def test_most_families_have_two_grown_ups() -> None:
    who = persons(20_000)
    homes = form(who, SIZES, SHARES, Dice(1, 0))
    children = children_in(who, homes)
    lone = (homes.adults == 1) & (children > 0)
    assert 0.1 < children[lone].sum() / children.sum() < 0.2
