"""The builder writes well-formed pictures and refuses to draw what is no number."""

from __future__ import annotations

import math
from xml.etree import ElementTree as Xml

import pytest

from scorarium.report.scales import decimals, linear, step, ticks
from scorarium.report.svg import Svg, number, overlaps


def test_texts_and_labels_are_escaped() -> None:
    svg = Svg(100, 50, 'a "label" & <more>')
    svg.text(5, 20, "<b>&'\"\x00\ud800")
    svg.dot(5, 5, 2, "dot", "<hint>")
    found = Xml.fromstring(svg.render("large"))
    assert found.attrib["aria-label"] == 'a "label" & <more>'
    assert [one.text for one in found if one.tag == "text"] == ["<b>&'\""]
    assert found.find("circle/title").text == "<hint>"  # type: ignore[union-attr]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_coordinate_is_no_number(value: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(value)
    with pytest.raises(ValueError, match="no number"):
        Svg(10, 10, "x").line(0, 0, value, 1)


def test_numbers_are_short() -> None:
    assert [number(value) for value in (1.0, 1.5, -0.001, 2.3456, 100.0)] == ["1", "1.5", "0", "2.3", "100"]


def test_knows_where_texts_lie_upon_each_other() -> None:
    svg = Svg(200, 50, "x")
    svg.text(0, 20, "one")
    svg.text(10, 22, "two")
    svg.text(150, 20, "three")
    assert overlaps(svg.boxes) == [("one", "two")]


def test_nothing_is_drawn_of_nothing() -> None:
    svg = Svg(10, 10, "x")
    svg.rect(0, 0, 0, 5, "bar")
    svg.path([(1, 1)], "line")
    svg.text(0, 0, "")
    assert list(Xml.fromstring(svg.render())) == []


def test_ticks_are_round_and_at_least_two() -> None:
    assert ticks(0, 10, 5) == [0, 2, 4, 6, 8, 10]
    assert ticks(-0.031, 0.006, 2) == [-0.03, -0.02, -0.01, 0.0] or len(ticks(-0.031, 0.006, 2)) > 1
    assert step(0.7, 4) == pytest.approx(0.2)
    assert [decimals(by) for by in (10.0, 1.0, 0.5, 0.02)] == [0, 0, 1, 2]


def test_scales_hold_their_values() -> None:
    at = linear([3, math.nan, 7], 0, 100)
    assert (at(3), at(7), at.inside(99)) == (0, 100, 100)
    flat = linear([5, 5], 0, 100)
    assert flat(5) == 50
    assert linear([], 0, 100)(0) == 0
    assert linear([2, 4], 0, 100, nought=True)(0) == 0
