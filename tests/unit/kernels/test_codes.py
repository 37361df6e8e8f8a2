"""Kernels know integers, everybody else knows names: they are the same."""

from enum import IntEnum

import pytest

from scorarium import names
from scorarium.kernels import codes
from scorarium.names import (
    Answer,
    Decision,
    Effect,
    FactorSource,
    Flag,
    LawCode,
    Listed,
    Meeting,
    Mode,
    Op,
    Opinions,
    Own,
    Relation,
    Repeat,
    Rest,
    Scored,
    ScoreKind,
    Source,
    Witness,
)
from scorarium.twin import towards
from scorarium.twin.sense import CONTEXT_SALT

BY_PREFIX = [
    ("", Decision, {}),
    ("OP_", Op, {}),
    ("OWN_", Own, {}),
    ("LAW_", LawCode, {}),
    ("", Mode, {}),
    ("", Effect, {}),
    ("", Answer, {}),
    ("", Flag, {}),
    ("", Repeat, {}),
    ("", Rest, {}),
    ("SCORED_", Scored, {}),
    ("", Relation, {"DISTRICT": "SAME_DISTRICT"}),
    ("", Listed, {"SPREAD": "BY_SPREAD"}),
    ("", ScoreKind, {}),
    ("FROM_", FactorSource, {}),
    ("AMONG_", Meeting, {}),
    ("", Opinions, {}),
    ("BY_", Witness, {"WORK": "BY_COLLEAGUES"}),
    ("", Source, {name: f"BY_{name}" for name in ("AMOUNT", "REPEAT", "SCORE", "TIER", "LIST", "RUNG")}),
]


@pytest.mark.parametrize(("prefix", "kind", "other"), BY_PREFIX, ids=lambda x: getattr(x, "__name__", None))
def test_codes_are_the_values_of_names(prefix: str, kind: type[IntEnum], other: dict[str, str]) -> None:
    own = [one for one in kind if kind is not Decision or one >= Decision.COUNT]  # societies are not drawn here
    known = {one.name: getattr(codes, other.get(one.name, prefix + one.name), None) for one in own}
    wrong = {name: code for name, code in known.items() if code is not None and code != kind[name]}
    assert not wrong
    assert any(code is not None for code in known.values())


def test_plain_numbers_are_the_same() -> None:
    assert (codes.POINT, codes.NEVER, codes.MAX_BAND) == (names.POINT, names.NEVER, names.MAX_BAND)
    assert (codes.GRID, codes.HEFT) == (names.GRID, names.HEFT)
    salts = ("TOWARDS", "EXECUTION", "SEEN", "OBSERVER", "ASSESSMENT")
    assert [getattr(codes, f"{one}_SALT") for one in salts] == [getattr(towards, f"{one}_SALT") for one in salts]
    assert codes.CONTEXT_SALT == CONTEXT_SALT
