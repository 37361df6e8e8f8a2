"""Points that buy something, and points that are bought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorarium.engine.plan_columns import TYPES, Rows, column, ints, to_units
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Wallets
from scorarium.quantities import Number
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import PointsScore, Rule, Spend


def wallets_table(outlines: Sequence[Outline], varied: Varied) -> Wallets:
    """One row for each scheme in which points are bought or spent."""
    rows, of_scheme, bought = Rows("lot:i8 worth:f8 rate:f8 oldest_first:u1"), [], []
    for outline in outlines:
        own = [is_money(spec.rule) for spec in outline.rules.values()]
        spend = spend_of(outline)
        of_scheme.append(len(rows) if any(has_wallet(one) for one in outline.family or (outline.scheme,)) else -1)
        bought += own
        if of_scheme[-1] >= 0:
            with placing(outline.scheme, "score", "spend"):
                rows.add(
                    **spent(varied, outline, spend),
                    oldest_first=spend is not None and spend.oldest_first is not False,
                )
    return Wallets(of_scheme=ints(of_scheme), is_bought=column(bought, TYPES["u1"]), **rows.columns())


def has_wallet(scheme: Scheme) -> bool:
    """Whether points of a scheme buy something or are bought."""
    rules = scheme.score.rules.values() if scheme.score is not None else ()
    return getattr(scheme.score, "spend", None) is not None or any(is_money(rule) for rule in rules)


def is_money(rule: Rule) -> bool:
    """Whether a rule gives points in proportion to money."""
    return isinstance(rule.per, Number) and rule.per.dimension == "money"


def spend_of(outline: Outline) -> Spend | None:
    """What points buy."""
    return outline.scheme.score.spend if isinstance(outline.scheme.score, PointsScore) else None


def spent(varied: Varied, outline: Outline, spend: Spend | None) -> dict[str, Any]:
    """How many points are spent at a time, what one buys, and the chance per tick that a person who can spend does."""
    if spend is None:
        varied.nothing("wallets_lot", "wallets_worth", "wallets_rate")
        return {"lot": 0, "worth": 0.0, "rate": 0.0}
    return {
        "lot": to_units(varied.plain("wallets_lot", spend.from_, 0.0, outline, "spend")),
        "worth": varied.plain("wallets_worth", spend.worth, 0.0, outline, "spend"),
        "rate": varied.hazard("wallets_rate", spend.at, assumed("spend.at"), outline, "spend"),
    }
