"""What each mechanism computes, in words and formulas: the submodels of the protocol.

A law belongs to a sentence of ``scorarium plan`` (its `line`), to a property of the compiled plan, or to both. What the
plan does not do has no law in a description.
"""

from __future__ import annotations

from typing import Final

from scorarium.engine.plan import CompiledPlan
from scorarium.report.odd.law import Law, stem
from scorarium.report.odd.laws_of_records import OF_RECORDS
from scorarium.report.odd.laws_of_standing import OF_STANDING

LAWS: Final = (*OF_RECORDS, *OF_STANDING)
"""In the order of the tick."""

BY_KIND: Final = frozenset({"friends weigh in", "the household weighs in", "fines, payments and warnings"})
"""Sentences of the plan that cover several laws, of which a plan has those of its kinds."""


def laws_of(compiled: CompiledPlan, does: dict[str, list[str]]) -> list[Law]:
    """List the laws of a plan.

    Parameters
    ----------
    does
        Phase -> what it does, as the plan says it.
    """
    stems = {phase: {stem(text) for text in told} for phase, told in does.items()}
    return [
        law for law in LAWS if (not law.line or law.line in stems[law.phase]) and (law.on is None or law.on(compiled))
    ]


def untold(does: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the plan does and no law explains."""
    lines = {law.line for law in LAWS} | BY_KIND
    return {phase: [text for text in told if stem(text) not in lines] for phase, told in does.items()}
