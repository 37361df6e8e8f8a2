"""Which of the engine's own numbers a plan reads: those of mechanisms that are off are read by nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from scorarium.engine.phases import attracts, believes, chills, deters, habits, learns
from scorarium.engine.plan import CompiledPlan
from scorarium.names import Effect

Test = Callable[[CompiledPlan], bool]


def has_effect(*effects: Effect) -> Test:
    """Give the test whether some consequence has one of these effects."""
    return lambda compiled: any(int(code) in effects for code in compiled.plan.consequences.effect)


def moves(compiled: CompiledPlan) -> bool:
    """Whether what people believe moves what they do."""
    return deters(compiled) or attracts(compiled) or chills(compiled)


def starves(compiled: CompiledPlan) -> bool:
    """Whether refusals lower income."""
    return bool(compiled.plan.minds.income)


def weighs(compiled: CompiledPlan) -> bool:
    """Whether people weigh joining or leaving."""
    return bool(compiled.plan.belonging.weighs.any())


USED: Final[Mapping[str, Test]] = {
    "deterrence_slope": lambda c: deters(c) or chills(c),
    "severity_exponent": moves,
    "reward_slope": attracts,
    "horizon": lambda c: c.mind.stake and (moves(c) or weighs(c)),
    **dict.fromkeys(("prior_seen", "prior_unseen", "excess", "excess_half_life"), believes),
    **dict.fromkeys(("unseen_weight", "memory"), learns),
    "hearsay_weight": lambda c: bool(c.plan.minds.hearsay) and believes(c),
    **dict.fromkeys(("habit_rate", "habit_weight"), habits),
    **dict.fromkeys(("chill", "chill_reach", "ambiguity"), chills),
    **dict.fromkeys(("income_loss", "income_recovery"), starves),
    "income_pressure": lambda c: starves(c) and bool(c.plan.acts.income_load.any()),
    "joining": lambda c: bool(c.plan.belonging.joins),
    "leaving": lambda c: bool(c.plan.belonging.leaves),
    **dict.fromkeys(
        ("concealment", "concealment_left", "concealment_cost"), lambda c: bool(c.plan.rules.harmful.any())
    ),
    **dict.fromkeys(("gaming", "gaming_lift", "gaming_cost", "false_reports"), lambda c: len(c.plan.wiles.rule) > 0),
    **dict.fromkeys(("shunning", "sorting", "tie_ends"), lambda c: bool(c.plan.bonds.parts)),
    "favour_gain": has_effect(Effect.FAVOUR),
    "late_loss": has_effect(Effect.DELAY),
    "warn": has_effect(Effect.WARN),
}
"""Which default of the engine a plan reads; one that is not named here always."""


def is_read(name: str, compiled: CompiledPlan) -> bool:
    """Whether a plan reads a default of the engine."""
    return compiled.mind.reads(name) and (name not in USED or USED[name](compiled))
