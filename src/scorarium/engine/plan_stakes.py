"""What is at stake: fines, and the doors behind borders and lists, in days-income over the horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Kind
from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_borders import ranges
from scorarium.engine.plan_columns import TYPES, column, first, ints, to_units
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_games import levels_worth
from scorarium.engine.plan_learned import learned_of, starting
from scorarium.engine.plan_lists import is_never
from scorarium.engine.plan_outline import Outline, RuleSpec, asserted, is_record
from scorarium.engine.plan_rules import Grounds, better, cases
from scorarium.engine.plan_worth import YEAR, Worth, at_first, worth_of
from scorarium.engine.psychology import Mind
from scorarium.engine.tables import Stakes
from scorarium.names import POINT
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Consequence
from scorarium.scheme.model import Scheme
from scorarium.scheme.moments import is_moment
from scorarium.scheme.scores import FactorsScore

REFERENCE = 1.0
"""What is at stake where stakes are switched off: one day-income, the point at which deterrence is calibrated."""


Borders = dict[int, tuple[float, float]]
"""Border in units -> (loss behind it on the worse side, gain on the better side)."""


class StakeTable:
    """Stakes of all schemes.

    Parameters
    ----------
    frame, kinds, mind
        The society, what is done there, and its psychology.
    """

    def __init__(self, frame: Frame, kinds: list[Kind], mind: Mind) -> None:
        self.frame, self.kinds, self.mind = frame, kinds, mind
        self.horizon = mind.values["horizon"] / YEAR
        self._borders: list[Borders] = []
        self._rules: list[dict[str, float]] = []
        self._worths: dict[int, dict[str, Worth]] = {}

    def over(self, years: float) -> StakeTable:
        """The same for those who look so many years ahead; nothing has been added to it."""
        found = StakeTable(self.frame, self.kinds, self.mind)
        found.horizon, found._worths = years, self._worths
        return found

    def add(self, outline: Outline, harmful: Mapping[int, bool], helpful: Mapping[int, bool]) -> None:
        """Add a scheme; flags are by row of its rules."""
        worths = self.worths(outline)
        self._borders.append(self._of_scheme(outline, worths) if self.mind.stake else {})
        for spec in outline.rules.values():
            self._rules.append(self._of_rule(outline, spec, worths, harmful[spec.row], helpful[spec.row]))

    def worths(self, outline: Outline) -> dict[str, Worth]:
        """What each consequence of a scheme is worth to those whom it concerns."""
        if outline.row not in self._worths:
            found = self._worths[outline.row] = {}
            for name, one in outline.scheme.consequences.items():
                with placing(outline.scheme, "consequences", name):
                    found[name] = worth_of(self.frame, self.kinds, self.mind, outline.scheme, one)
        return self._worths[outline.row]

    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns of the rules."""
        kinds = {"stake_points": "i4", "stake_fine": "f8", "stake_direct": "f8", "stake_pay": "f8"}
        return {name: column([row[name] for row in self._rules], TYPES[kind]) for name, kind in kinds.items()}

    def borders(self) -> list[Borders]:
        """The borders of each scheme."""
        return self._borders

    def _of_scheme(self, outline: Outline, worths: Mapping[str, Worth]) -> Borders:
        """What lies behind each border."""
        found: dict[int, tuple[float, float]] = {}
        sign = better(outline.scheme)
        for name, one in outline.scheme.consequences.items():
            worth = worths[name]
            for part in ranges(self.frame, one.when, outline):
                for border, loss, gain in (
                    (part.worse_end(sign), worth.loss(self.horizon), 0.0),
                    (part.better_end(sign), 0.0, worth.gain(self.horizon)),
                ):
                    if border is not None and loss + gain > 0:
                        before = found.get(border, (0.0, 0.0))
                        found[border] = (before[0] + loss, before[1] + gain)
        for border, loss, gain in levels_worth(self.frame, outline):
            before = found.get(border, (0.0, 0.0))
            found[border] = (before[0] + loss, before[1] + gain)
        return found

    def _of_rule(
        self, outline: Outline, spec: RuleSpec, worths: Mapping[str, Worth], harmful: bool, helpful: bool
    ) -> dict[str, float]:
        points = to_units(abs(self._points(outline, spec)))
        if not self.mind.stake:
            return {
                "stake_points": points,
                "stake_fine": REFERENCE * harmful,
                "stake_direct": 0.0,
                "stake_pay": REFERENCE * helpful,
            }
        fine, pay = self._sanctions(outline, spec, worths)
        loss, gain = self._doors(outline, spec, worths)
        buys = buying_power(self.frame, outline) * points / POINT if helpful else 0.0
        return {"stake_points": points, "stake_fine": fine, "stake_direct": loss, "stake_pay": pay + gain + buys}

    def _points(self, outline: Outline, spec: RuleSpec) -> float:
        """Points the first time, for an act of typical amount."""
        rule, score = spec.rule, outline.scheme.score
        if not spec.scored or is_record(outline.scheme):
            return 0.0
        if rule.sets is not None:
            return at_first(self.frame, rule.sets) - at_first(self.frame, getattr(score, "start", None))
        if rule.discretion is not None:
            return (rule.discretion.low + rule.discretion.high) / 2.0
        points = at_first(self.frame, rule.points)
        if spec.factor >= 0 and isinstance(score, FactorsScore):
            span = score.range.high - score.range.low  # a factor that is full moves the score no further
            return max(-span, min(span, points * self._reach(outline.scheme, score, spec))) if points else 0.0
        return points * self._times(spec, at_first(self.frame, rule.per))

    def _reach(self, scheme: Scheme, score: FactorsScore, spec: RuleSpec) -> float:
        """How far one unit of a factor's sum moves the score, between the factor's ends."""
        name = spec.name.partition(":")[0]
        if name not in score.factors:  # only counted, in order to learn
            return 0.0
        factor = score.factors[name]
        signs = {value > 0 for one in factor.from_.values() for value in cases(one)}
        width = at_first(self.frame, factor.saturates, 1.0) * (4.0 if score.shape == "logistic" else float(len(signs)))
        is_fitted = learned_of(scheme) is not None
        weight = starting(scheme)[name] if is_fitted else at_first(self.frame, factor.weight)
        return (score.range.high - score.range.low) * weight / width

    def _times(self, spec: RuleSpec, per: float) -> float:
        """How many times `per` a typical act of the rule amounts to; 1 without `per`."""
        if per <= 0:
            return 1.0
        amounts = [
            typical(self.frame, act.amount) for act in (self.frame.acts[name] for name in spec.acts) if act.amount
        ]
        mean = sum(amounts) / len(amounts) if amounts else 1.0
        return max(0.0, mean - max(0.0, at_first(self.frame, spec.rule.above))) / per

    def _sanctions(self, outline: Outline, spec: RuleSpec, worths: Mapping[str, Worth]) -> tuple[float, float]:
        """(fines, payments) that an entry of the rule brings at once."""
        fine = pay = 0.0
        for name, one in outline.scheme.consequences.items():
            if (
                one.effect in ("fine", "pay", "reclaim")
                and is_moment(one.when, enter=False)
                and Grounds(outline).names(one.when, spec)
            ):
                times = self._times(spec, at_first(self.frame, one.per))
                fine += worths[name].loss_once * times
                pay += worths[name].gain_once * times
        return fine, pay

    def by_amount(self, outline: Outline, spec: RuleSpec) -> tuple[float, float]:
        """(flat, slope): what an entry of the rule costs whatever the amount, and for each unit above the rule's."""
        scheme, flat, slope = outline.scheme, 0.0, 0.0
        if not self.mind.stake:
            return REFERENCE, 0.0
        worths = self.worths(outline)
        for name, one in scheme.consequences.items():
            is_fine = one.effect in ("fine", "reclaim") and is_moment(one.when, enter=False)
            if is_fine and Grounds(outline).names(one.when, spec):
                per = at_first(self.frame, one.per)
                flat += worths[name].loss_once if per <= 0 else 0.0
                slope += worths[name].loss_once / per if per > 0 else 0.0
        return flat + self._doors(outline, spec, worths)[0], slope

    def _doors(self, outline: Outline, spec: RuleSpec, worths: Mapping[str, Worth]) -> tuple[float, float]:
        """(loss, gain) of doors that an entry moves by itself: behind lists that it grounds, or for a while."""
        loss = gain = 0.0
        grounded = self._grounded(outline, spec)
        for name, one in outline.scheme.consequences.items():
            years, count = self._directly(outline, spec, one)
            for listed in [name for part in asserted(one.when) for name in part.lists]:
                if listed in grounded and grounded[listed][0] / grounded[listed][1] > years / count:
                    years, count = grounded[listed]
            loss += worths[name].loss(years) / count if years > 0 else 0.0
            gain += worths[name].gain(years) / count if years > 0 else 0.0
        return loss, gain

    def _grounded(self, outline: Outline, spec: RuleSpec) -> dict[str, tuple[float, int]]:
        """For each list that the rule grounds: the years that count, and how many entries it takes."""
        found: dict[str, tuple[float, int]] = {}
        for name, listed in outline.scheme.lists.items():
            for ground in listed.all_grounds.values():
                count = Grounds(outline).names(ground.enter, spec) if ground.enter is not None else 0
                if count:
                    years = self._years(ground.lasts)
                    if name not in found or years / count > found[name][0] / found[name][1]:
                        found[name] = (years, count)
        return found

    def _years(self, span: Number | None) -> float:
        """How long a term counts: at most the horizon."""
        if span is None or is_never(span):
            return self.horizon
        return min(self.horizon, at_first(self.frame, span) / YEAR)

    def _directly(self, outline: Outline, spec: RuleSpec, one: Consequence) -> tuple[float, int]:
        """(years, entries) for a door that opens or shuts by the entry itself."""
        if one.effect in ("fine", "pay", "reclaim") or not Grounds(outline).names(one.when, spec):
            return 0.0, 1
        if is_moment(one.when, enter=False):
            return (self._years(one.lasts) if one.lasts is not None else 0.0), 1
        return self._years(None), max(1, longest_count(one.when, spec))


def rules_at_stake(classes: Sequence[StakeTable]) -> dict[str, NDArray[Any]]:
    """The columns of the rules; what hangs on how far ahead people look, class after class."""
    found = classes[0].columns()
    for name in ("stake_direct", "stake_pay"):
        found[name] = np.concatenate([one.columns()[name] for one in classes])
    return found


def borders_at_stake(classes: Sequence[StakeTable]) -> Stakes:
    """The borders of the schemes, and what lies behind them, class after class."""
    of_scheme = [
        sorted({border for one in rows for border in one})
        for rows in zip(*(table.borders() for table in classes), strict=True)
    ]
    flat = [
        own.get(border, (0.0, 0.0))
        for table in classes
        for own, borders in zip(table.borders(), of_scheme, strict=True)
        for border in borders
    ]
    return Stakes(
        first=first(len(borders) for borders in of_scheme),
        border=ints([border for borders in of_scheme for border in borders]),
        loss=column([loss for loss, _ in flat], TYPES["f8"]),
        gain=column([gain for _, gain in flat], TYPES["f8"]),
    )


def longest_count(condition: Condition, spec: RuleSpec) -> int:
    """How many entries of a rule a state asks for."""
    return max((int(count.n) for act, count in condition.acts.items() if act in spec.acts), default=1)


def buying_power(frame: Frame, outline: Outline) -> float:
    """What a point buys, in days-income."""
    spend = getattr(outline.scheme.score, "spend", None)
    return at_first(frame, spend.worth) if spend is not None else 0.0
