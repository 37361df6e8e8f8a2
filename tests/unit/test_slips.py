"""What somebody may have meant who wrote a quantity in another spelling."""

import pytest

from scorarium.quantities import parse_duration, parse_rate, parse_share
from scorarium.slips import meant_duration, meant_rate, meant_share


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1 per year", "1/y"), ("once a year", "1/y"), ("5%/y", "0.05/y"), ("3 times a month", "3/mo"), ("2/week", "2/w"),
     ("1_000 per day", "1_000/d"), ("0.5 / annum", "0.5/y"), ("6/m", "6/mo")],
)  # fmt: skip
def test_a_rate_in_another_spelling_is_repaired(written: str, meant: str) -> None:
    assert meant_rate(written) == f"Write {meant}."
    assert parse_rate(meant) > 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2 years", "2y"), ("30 days", "30d"), ("6 months", "6mo"), ("6m", "6mo"), ("1yr", "1y"), ("two weeks", "2w"),
     ("forever", "never")],
)  # fmt: skip
def test_a_duration_in_another_spelling_is_repaired(written: str, meant: str) -> None:
    assert meant_duration(written) == f"Write {meant}."
    assert parse_duration(meant).days > 0


@pytest.mark.parametrize(
    ("written", "meant"), [("95 percent", "95%"), ("2.5 per cent", "2.5%"), ("1 in 4", "25%"), ("3/4", "75%")]
)
def test_a_share_in_another_spelling_is_repaired(written: str, meant: str) -> None:
    assert meant_share(written) == f"Write {meant}."
    assert 0 < parse_share(meant) <= 1


@pytest.mark.parametrize("raw", ["soon", "3 dozen", "", 3, None, True, "1 per second", "9 in 4", "0 in 0"])
def test_what_cannot_be_guessed_is_not(raw: object) -> None:
    assert meant_rate(raw) is None
    assert meant_duration(raw) is None
    assert meant_share(raw) is None
