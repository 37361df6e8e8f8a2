"""How little and how much a number can be: what a flow says of a sense."""

import pytest

from scorarium.report.sections.chain import chain_of, reach
from scorarium.scheme.forms import read_number
from scorarium.scheme.library import shipped
from scorarium.scheme.numbers import Scale
from scorarium.scheme.read import load_scheme


@pytest.mark.parametrize(
    ("raw", "ends"),
    [
        ("20%", (0.2, 0.2)),
        ({"by": {"group": {"a": "5%", "b": "20%"}}}, (0.05, 0.2)),
        ({"default": "1%", "by": {"group": {"a": "5%"}}}, (0.01, 0.05)),
        ({"default": "20%", "times": {"group": {"a": 1.5}, "sex": {"female": 0.5}}}, (0.1, 0.3)),
    ],
)
def test_ends(raw: object, ends: tuple[float, float]) -> None:
    assert reach(read_number(raw, Scale("share", 0, 1))) == pytest.approx(ends)


@pytest.mark.parametrize("name", shipped("scheme"))
def test_no_sense_detects_more_than_all(name: str) -> None:
    seen = [node.detail for node in chain_of(load_scheme(name))[0]]
    assert [text for text in seen if any(float(word.rstrip("%")) > 100 for word in text.split() if "%" in word)] == []
