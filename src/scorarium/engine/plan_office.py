"""Integrity: officials who sell entries, target critics, exempt their own and err."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from numpy.typing import NDArray

from scorarium.engine.plan_columns import Rows, first, ints, to_units
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline, RuleSpec, is_record
from scorarium.engine.plan_rules import better, weights_of
from scorarium.engine.tables import Offices
from scorarium.scheme.process import Integrity

ROLE: Final = "role"
OFFICIAL: Final = "official"
SPEC: Final = (
    "scheme:i4 official:i4 exempts:i4 bribable:i4 can_pay:f8 price:i8 insider:i4 targets:i4 dearest:i4 pool_row:i4"
)


def goes_wrong(integrity: Integrity | None) -> bool:
    """Whether the office goes wrong in any way."""
    if integrity is None:
        return False
    shares = (integrity.bribable, integrity.targets_critics, integrity.exempts_officials, integrity.insider_error)
    return any(share is not None and not (share.is_constant and share.constant_value == 0) for share in shares)


def harshest_points(outline: Outline, spec: RuleSpec) -> float:
    """How far one entry of a rule can lead away from better; nought for a rule of which no act makes an entry."""
    if not spec.scored or spec.factor >= 0 or spec.rule.on is None:
        return 0.0
    if spec.rule.sets is not None or is_record(outline.scheme):
        return 1.0
    return max([0.0, *(-value * better(outline.scheme) for value in weights_of(spec.rule))])


def dearest_rule(outline: Outline, harmful: NDArray[Any]) -> int:
    """The harmful rule whose entries weigh most, of several the first; -1 where there is none."""
    own = [spec for spec in outline.rules.values() if harmful[spec.row]]
    best = max((harshest_points(outline, spec) for spec in own), default=0.0)
    return next((spec.row for spec in own if best > 0 and harshest_points(outline, spec) == best), -1)


def offices_table(
    frame: Frame,
    outlines: list[Outline],
    numbers: NumberPool,
    conditions: ConditionPool,
    rules: Mapping[str, NDArray[Any]],
    pool_rows: int,
) -> Offices:
    """The offices of the schemes that declare how they go wrong.

    Parameters
    ----------
    rules
        Columns of the rules.
    pool_rows
        Rows of `state.pub_wrong` that senses take: those of offices follow.
    """
    rows, of_scheme = Rows(SPEC), []
    written: list[list[tuple[int, int]]] = []
    for outline in outlines:
        integrity = outline.scheme.integrity
        if not any(goes_wrong(one.integrity) for one in outline.family):
            of_scheme.append(-1)
            continue
        integrity = integrity or Integrity()

        def share(word: str, own: Outline = outline, of: Integrity = integrity) -> int:
            number = getattr(of, word)
            return numbers.add(0.0 if number is None else number, outline=own, place=f"integrity/{word}")

        with placing(outline.scheme, "integrity"):
            row = rows.add(
                scheme=outline.row,
                official=officials(frame, conditions),
                exempts=share("exempts_officials"),
                bribable=share("bribable"),
                can_pay=assumed("integrity.can_pay"),
                price=to_units(assumed("integrity.bribe")),
                insider=share("insider_error"),
                targets=share("targets_critics"),
                dearest=dearest_rule(outline, rules["harmful"]),
                pool_row=pool_rows + sum(len(one) for one in written),
            )
        of_scheme.append(row)
        errs = integrity.insider_error is not None
        written.append(misplaced(frame, outline) if errs else [])
    return Offices(
        of_scheme=ints(of_scheme),
        **rows.columns(),
        wrong_first=first(len(one) for one in written),
        wrong_act=ints([act for one in written for act, _ in one]),
        wrong_rule=ints([rule for one in written for _, rule in one]),
    )


def officials(frame: Frame, conditions: ConditionPool) -> int:
    """The condition that says who is an official; -1 where the society knows none."""
    known = ROLE in frame.attribute_row and OFFICIAL in frame.levels(ROLE)
    return conditions.facts({ROLE: frozenset({OFFICIAL})}) if known else -1


def misplaced(frame: Frame, outline: Outline) -> list[tuple[int, int]]:
    """(act, rule) of every entry that could be written to another person."""
    return [
        (row, spec.row) for act, row in frame.act_row.items() for spec in outline.rules.values() if act in spec.acts
    ]
