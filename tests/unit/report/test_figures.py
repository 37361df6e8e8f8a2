"""Pictures draw what they are given: nothing is lost, smoothed or left without a number."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scorarium.report.figures import bars, districts, dots, flows, ridges, series, shares
from scorarium.report.sections import places
from scorarium.report.svg import overlaps

NAN = math.nan


def shares_of(counts: np.ndarray) -> np.ndarray:
    found: np.ndarray = counts / counts.sum(axis=1, keepdims=True)
    return found


@settings(max_examples=30)
@given(hnp.arrays(np.float64, (5, 120), elements=st.integers(0, 40)), st.integers(2, 11), st.integers(3, 64))
def test_merging_scores_loses_nobody(counts: np.ndarray, rows: int, columns: int) -> None:
    counts[:, 7] += 1
    data = ridges.Ridges((0.0, 1.0, 2.0, 3.0, 4.0), np.arange(121.0), shares_of(counts))
    found = ridges.prepare(data, rows, columns)
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(len(found.times)))
    assert (found.times[0], found.times[-1]) == (0.0, 4.0)
    assert len(found.edges) == found.shares.shape[1] + 1
    means = (data.shares * (data.edges[:-1] + 0.5)).sum(axis=1)
    merged = (found.shares * (found.edges[:-1] + found.edges[1:]) / 2).sum(axis=1)
    wide = found.edges[1] - found.edges[0]
    assert abs(merged[0] - means[0]) <= wide
    svg = ridges.draw(data, 506, "x")
    assert not overlaps(svg.boxes)


def test_a_spike_is_cut_so_that_the_others_can_be_seen() -> None:
    counts = np.array([[0.0, 2, 96, 2], [3, 5, 90, 2]])
    most, is_cut = ridges.ceiling(shares_of(counts))
    assert is_cut
    assert most == pytest.approx(0.05)
    assert ridges.ceiling(np.array([[0.5, 0.5]])) == (0.5, False)
    assert ridges.ceiling(np.array([[1.0, 0.0]])) == (1.0, False)


def test_everybody_at_one_score_is_one_column() -> None:
    data = ridges.Ridges((0.0, 1.0), np.arange(11.0), np.eye(10)[[5, 5]])
    assert "polygon" in ridges.draw(data, 318, "x").render()


def moved(n: int, times: int, seed: int) -> flows.Flows:
    random = np.random.default_rng(seed)
    moves = random.integers(0, 50, (times, n, n)).astype(float)
    moves[:, 0, 0] += 2000
    moves /= moves.sum(axis=(1, 2), keepdims=True)
    stock = np.concatenate([moves[:1].sum(axis=2), moves.sum(axis=1)])
    return flows.Flows(tuple(map(float, range(times + 1))), tuple(f"tier {k}" for k in range(n)), stock, moves)


@pytest.mark.parametrize("n", [2, 4, 8])
@pytest.mark.parametrize("wide", [318.0, 700.0])
def test_flows_leave_room_for_every_tier(n: int, wide: float) -> None:
    data = moved(n, 4, n)
    svg = flows.draw(data, wide, "x")
    assert not overlaps(svg.boxes)
    assert all(box.bottom <= svg.high and box.right <= svg.wide for box in svg.boxes)
    assert {f"tier {k}" for k in range(n)} <= {box.text for box in svg.boxes}


def test_only_a_tier_that_leaves_no_room_is_cut() -> None:
    large = moved(3, 2, 1)
    cut = flows.cut_of(large)
    assert cut is not None
    assert cut.tier == 0
    assert 0.3 <= cut.share < large.shares[:, 0].min()
    even = flows.Flows((0.0, 1.0), ("a", "b"), np.full((2, 2), 0.5), np.full((1, 2, 2), 0.25))
    assert flows.cut_of(even) is None


@pytest.mark.parametrize("n", [3, 10, 100])
def test_cells_of_a_map_fill_it_without_gaps(n: int) -> None:
    xy = np.random.default_rng(n).random((n, 2))
    xy[1] = xy[0]
    found = districts.cells(xy, 300, 200)
    area = sum(abs(np.sum(c[:, 0] * np.roll(c[:, 1], -1) - np.roll(c[:, 0], -1) * c[:, 1])) / 2 for c in found)
    assert len(found) == n
    assert area == pytest.approx(300 * 200, rel=1e-6)


def test_the_worst_district_has_the_strongest_colour() -> None:
    values = np.array([1.0, 5.0, 3.0, NAN])
    data = districts.Districts(("a", "b", "c", "d"), np.eye(4)[:, :2], values, ("1", "5", "3", ""))
    assert list(districts.shades(data)) == [1, 7, 4, 0]
    low = districts.Districts(data.names, data.xy, values, data.texts, "low")
    assert list(districts.shades(low)) == [7, 1, 4, 0]
    same = districts.Districts(data.names, data.xy, np.ones(4), data.texts)
    assert set(districts.shades(same)) == {1}


def test_hollow_dots_are_those_that_tell_nothing() -> None:
    block = dots.Block(
        "Age", (dots.Dot("young", -1.0, -2.0, 0.5), dots.Dot("old", -1.0, -1.5, -0.5), dots.Dot("none", NAN))
    )
    svg = dots.draw([block], 318, "x", unit="days").render()
    assert svg.count('class="dot weak"') == 1
    assert svg.count('class="dot"') == 1


def test_an_interval_that_goes_on_has_an_arrow() -> None:
    quiet = tuple(dots.Dot(str(k), 0.1, 0.05, 0.15) for k in range(6))
    block = dots.Block("", (*quiet, dots.Dot("wide", 0.1, -90.0, 90.0)))
    svg = dots.draw([block], 506, "x", unit="days").render()
    assert svg.count("arrow") == 2


def test_bars_of_one_side_begin_at_the_left() -> None:
    svg = bars.draw([bars.Bar("act", left=((3.0, "bar"),), left_text="3")], 318, "x", heads=("less", "more"))
    left = re.search(r'<rect class="bar" x="([\d.]+)"', svg.render())
    assert left
    assert float(left.group(1)) == 0
    assert [box.text for box in svg.boxes] == ["less", "act", "3"]


def test_lines_are_straight_and_bands_are_cut_at_the_edges() -> None:
    times = np.arange(1.0, 9.0)
    values = np.array([0, 1, 2, 1, 0, 1, 2, 9.0])
    line = series.Line("world", "w1", times, values, values - 500, values + 500)
    svg = series.draw([line], 506, "x")
    markup = svg.render()
    assert "<path" not in markup
    points = re.search(r'<polyline class="line w1" points="([^"]+)"', markup)
    assert points
    assert len(points.group(1).split()) == 8
    numbers = [float(y) for y in re.findall(r",([-\d.]+)", markup)]
    assert min(numbers) >= 0
    assert max(numbers) <= svg.high


def test_small_shares_are_magnified_and_say_so() -> None:
    svg = shares.draw([shares.Part("all entries", "wrong", 0.0021, "0.21%")], 506, "x")
    assert "bar shows 1% of all" in svg.boxes[-1].text
    whole = shares.draw([shares.Part("all entries", "wrong", 0.3, "30%")], 506, "x")
    assert "bar shows" not in whole.boxes[-1].text


def test_a_bad_district_is_told_from_luck() -> None:
    where = np.repeat(np.arange(10), 50)
    alike = np.where(np.arange(500) % 25 == 0, 0.0, 12.0)
    worse = alike.copy()
    worse[:12] = 0.0
    odds = []
    for scores in (alike, worse):
        means = np.bincount(where, scores, 10) / 50
        odds.append(places._by_shuffling(scores, where, means, is_low=True))
    assert odds[0] > 0.9
    assert odds[1] < 0.01
    assert places._by_shuffling(-worse, where, -np.bincount(where, worse, 10) / 50, is_low=False) == odds[1]
