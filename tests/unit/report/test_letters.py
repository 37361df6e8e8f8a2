"""Labels are measured, cut and moved apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.report.letters import ELLIPSIS, clip, spread, width, wrap


def test_widths_grow_with_size_weight_and_length() -> None:
    assert width("Scores", 24) == pytest.approx(2 * width("Scores", 12))
    assert width("Scores", bold=True) > width("Scores")
    assert width("WWW") > width("iii") > 0
    assert width("") == 0
    assert width("信用") == pytest.approx(2 * 12 * 1.05)


@given(st.text(max_size=60), st.floats(0, 200))
def test_what_is_cut_fits_and_says_so(text: str, room: float) -> None:
    cut = clip(text, room)
    assert width(cut) <= room or cut == ""
    assert cut == text or cut == "" or cut.endswith(ELLIPSIS)
    assert clip(text, width(text)) == text


@given(st.text("abcde ", max_size=80), st.floats(30, 200), st.integers(1, 4))
def test_lines_fit_and_keep_the_words_in_order(text: str, room: float, lines: int) -> None:
    done = wrap(text, room, lines=lines)
    assert len(done) <= lines
    assert all(width(line) <= room for line in done)
    if not any(ELLIPSIS in line for line in done):
        assert " ".join(done).split() == text.split()


@given(st.lists(st.tuples(st.floats(-50, 350), st.floats(1, 30)), min_size=1, max_size=12))
def test_labels_move_apart_within_their_room(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [one for one, _ in labels], [two for _, two in labels]
    centres = spread(wanted, heights, 0, 400)
    placed = sorted(zip(centres, heights, strict=True))
    assert placed[0][0] - placed[0][1] / 2 >= -1e-6
    assert placed[-1][0] + placed[-1][1] / 2 <= 400 + 1e-6
    for (one, tall), (two, high) in pairwise(placed):
        assert two - one >= (tall + high) / 2 - 1e-6
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert [centres[index] for index in order] == sorted(centres)


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread([10, 50, 90], [20, 20, 20], 0, 100) == [10, 50, 90]


def test_too_many_labels_share_the_room() -> None:
    centres = spread([5, 5, 5, 5], [20, 20, 20, 20], 0, 40)
    assert centres == pytest.approx([5, 15, 25, 35])
