"""Numbers of a society that depend or are drawn: twin and engine live them alike, and they are what they say."""

from typing import Any

import pytest

from tests.twin.compare import assert_same
from tests.twin.declarations import BUSY
from tests.twin.societies import DOORS, LIKINGS, MOVED, MOVES, WORTHS
from tests.unit.engine.small import compiled, merged, scheme, society

FORMS: dict[str, list[dict[str, Any]]] = {"worths": WORTHS, "doors": DOORS, "likings": LIKINGS, "moves": MOVES}
FORMS["moved"] = MOVED
SCHEME: dict[str, Any] = {
    "tiers": {"A": {"from": 9}, "D": {"from": 0}},
    "consequences": {
        "no-loans": {"when": {"tier": "D"}, "service": "loans", "effect": "deny"},
        "no-car": {"when": {"tier": "D"}, "service": "driving", "effect": "deny", "strength": "80%"},
        "first": {"when": {"tier": "A"}, "service": "housing", "effect": "favour"},
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_twin_and_engine_are_the_same(name: str) -> None:
    for form in FORMS[name]:
        of = society(**merged(merged(BUSY, form), {"psychology": "deterrence"}))
        assert_same(compiled(of, [scheme(**SCHEME)], years=0.5), threads=2, shard=16, block=8)
