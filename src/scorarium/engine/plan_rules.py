"""Rules: what makes an entry, what it counts, and for how long it is looked at."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import Rows, ragged
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline, RuleSpec, asked_of, asserted, is_record, reaching
from scorarium.engine.plan_procedures import procedures_of
from scorarium.engine.plan_senses import seeing
from scorarium.engine.plan_varied import Varied
from scorarium.names import NEVER, POINT, Ends, Repeat
from scorarium.quantities import Duration, Number, rational
from scorarium.scheme.condition import Condition
from scorarium.scheme.model import Scheme
from scorarium.scheme.process import Appeal
from scorarium.scheme.scores import PointsScore, Rule
from scorarium.scheme.walk import outer_conditions

REPEATS: Final[dict[str | None, Repeat]] = {
    None: Repeat.SEPARATE,
    "separate": Repeat.SEPARATE,
    "restarts": Repeat.RESTARTS,
    "restarts_all": Repeat.RESTARTS_ALL,
}
NO_PERIOD: Final = (0, 1)
OWN_PERIOD: Final = (-1, 1)
"""The period depends on the person."""
SPEC: Final = (
    "scheme:i4 salt:u4 slot:i4 points:i4 per:f8 above:f8 lasts:i4 until_settled:i4 repeat:u1 repeat_within:i4 "
    "counts_repeat:u1 keep:i4 cap:i4 cap_limit:i8 cap_points:u1 cap_num:i8 cap_den:i8 sets:u1 seen_by:i8 when:i4 "
    "every_num:i8 every_den:i8 state:u1 harmful:u1 helpful:u1 vague:u1 scored:u1 factor:i4 until:i4 until_repaired:u1 "
    "erased:u1 discretion:u1 mildest:f8 harshest:f8 reach:i4 recalled:i4"
)


def period(span: Duration | None) -> tuple[int, int]:
    """A period in days as an exact fraction; 0 / 1 for none and for ever."""
    if span is None or span.is_never:
        return NO_PERIOD
    days = rational(span)
    return days.numerator, days.denominator


def better(scheme: Scheme) -> int:
    """+1 where a higher number is the better one, -1 where a lower is; a file is the better the emptier it is."""
    return -1 if is_record(scheme) or (scheme.score is not None and scheme.score.better == "lower") else 1


def cases(number: Number) -> Iterator[float]:
    """Every value that a number may take (the mean, where it is drawn)."""
    if number.law is not None:
        yield from ([number.law.mean.value] if number.law.mean is not None else number.law.bounds or ())
        yield from (value for value, _ in number.law.shares)
    if number.default is not None:
        yield number.default.value
    if number.by is not None:
        yield from (plain.value for _, plain in number.by.cases)


def weights_of(rule: Rule) -> list[float]:
    """Every number of points that an entry of a rule may weigh (the mean, where they are drawn)."""
    if rule.discretion is not None:
        return [rule.discretion.low, rule.discretion.high]
    return [] if rule.points is None else list(cases(rule.points))


def weighs(outline: Outline, spec: RuleSpec) -> tuple[bool, bool]:
    """(harmful, helpful): whether its points can lead away from better, and towards it."""
    rule, sign = spec.rule, better(outline.scheme)
    if not spec.scored:
        return False, False
    if rule.sets is not None:
        begins = getattr(outline.scheme.score, "start", None)
        starts = list(cases(begins)) if begins is not None else [0.0]
        ways = [(value - start) * sign for value in cases(rule.sets) for start in starts]
        return any(way < 0 for way in ways), any(way > 0 for way in ways)
    if outline.scheme.score is not None and outline.scheme.score.kind == "ladder":
        return True, False
    if rule.points is None and rule.discretion is None:
        return False, False
    values = [value * sign for value in weights_of(rule)]
    return any(value < 0 for value in values), any(value > 0 for value in values)


def depends_on(number: object, what: str) -> bool:
    """Whether a number depends on this."""
    if not isinstance(number, Number):
        return False
    axes = ((number.by,) if number.by is not None else ()) + number.times
    return any(axis.on == what for axis in axes)


class Grounds:
    """What entries of a rule lead to beyond their points: lists, fines, shut doors.

    Parameters
    ----------
    outline
        The scheme.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline

    def names(self, condition: Condition, spec: RuleSpec) -> int:
        """How many entries under the rule the condition asks for; 0 where it does not name it."""
        found = 0
        for one in asserted(condition):
            struck = spec.name in (one.rule or ()) or any(act in spec.acts for act in one.on or ())
            counted = [int(count.n) for act, count in one.acts.items() if act in spec.acts]
            found = max([found, int(struck), *counted])
        return found

    def lists(self, spec: RuleSpec) -> dict[str, int]:
        """The lists that entries of the rule ground, and how many entries each takes."""
        found = {}
        for name, listed in self.outline.scheme.lists.items():
            counts = [self.names(one.enter, spec) for one in listed.all_grounds.values() if one.enter is not None]
            if any(counts):
                found[name] = min(count for count in counts if count)
        return found

    def is_harmful(self, spec: RuleSpec) -> bool:
        """Whether it puts on a black list, brings a fine or shuts a door."""
        lists = self.outline.scheme.lists
        if any(lists[name].colour != "red" for name in self.lists(spec)):
            return True
        return any(
            one.effect in ("deny", "fine", "delay", "reclaim") and self.names(one.when, spec)
            for one in self.outline.scheme.consequences.values()
        )

    def is_helpful(self, spec: RuleSpec) -> bool:
        """Whether it puts on a red list or brings money or a favour."""
        lists = self.outline.scheme.lists
        if any(lists[name].colour == "red" for name in self.lists(spec)):
            return True
        return any(
            one.effect in ("pay", "favour") and self.names(one.when, spec)
            for one in self.outline.scheme.consequences.values()
        )


class RuleTable:
    """The rules of all schemes, and which act makes which.

    Parameters
    ----------
    frame, varied, conditions
        What they are compiled with.
    """

    def __init__(self, frame: Frame, varied: Varied, conditions: ConditionPool) -> None:
        self.frame, self.varied, self.conditions = frame, varied, conditions
        self.numbers = varied.numbers
        self.rows = Rows(SPEC)
        self.caps = self.recalled = 0
        self._of_act: list[list[int]] = []
        self._recalls: list[list[int]] = []
        self._ends_clean: list[NDArray[np.uint8]] = []

    def add(self, outline: Outline) -> None:
        """Add the rules of one scheme, in order."""
        for spec in outline.rules.values():
            with placing(outline.scheme, "score", "rules", spec.name):
                self.rows.add(**self._row(outline, spec))
                self._ends_clean.append(ends_clean(self.frame, outline, spec))
                acts = spec.acts if spec.rule.reaches_back is not None else ()
                self._recalls.append([outline.counting_rule(act) for act in acts])
        for act in self.frame.acts:
            self._of_act.append([spec.row for spec in outline.rules.values() if act in spec.acts])

    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns, those on acts among them; stakes and minds are added by others."""
        of_act_first, of_act = ragged(self._of_act)
        recalls_first, recalls = ragged(self._recalls)
        width = len(self.frame.acts) + 1
        return {
            **self.rows.columns(),
            "ends_clean": np.array(self._ends_clean, np.uint8).reshape(len(self._ends_clean), width),
            "recalls_first": recalls_first,
            "recalls": recalls,
            "of_act_first": of_act_first,
            "of_act": of_act,
        }

    def _row(self, outline: Outline, spec: RuleSpec) -> dict[str, Any]:
        rule, scheme, grounds = spec.rule, outline.scheme, Grounds(outline)
        state = spec.scored and rule.on is None and rule.every is None
        lasts, days = self._lasts(outline, spec)
        harmful, helpful = weighs(outline, spec)
        if not harmful and not (helpful and not is_record(scheme)):
            harmful = grounds.is_harmful(spec)
        helpful = (helpful and not harmful) or (not harmful and grounds.is_helpful(spec))
        count_repeat = self._counts_repeat(outline, spec)
        within = self.varied.span("rules_repeat_within", rule.repeat_within, float("inf"), outline, spec.name)
        every = self._every(outline, spec)
        settled = [self.frame.open_row[act] for act in rule.on or () if act in self.frame.open_row]
        return {
            "scheme": outline.row,
            "salt": outline.salt(spec.name),
            "slot": outline.slot("rule", spec.name),
            "points": self._points(outline, spec),
            "per": self.varied.plain("rules_per", rule.per, 0.0, outline, spec.name),
            "above": self.varied.plain("rules_above", rule.above, -1.0, outline, spec.name),
            "lasts": lasts,
            "until_settled": settled[0] if rule.until == "settled" and settled else -1,
            "repeat": REPEATS[rule.repeat],
            "repeat_within": within,
            "counts_repeat": count_repeat,
            "keep": self._keep(outline, spec, days, self._longest(rule.repeat_within) if count_repeat else 0),
            **self._cap(outline, spec),
            "sets": rule.sets is not None,
            "seen_by": seeing(outline, rule.seen_by),
            "when": -1 if rule.when is None else self.conditions.add(rule.when, outline),
            "every_num": every[0],
            "every_den": every[1],
            "state": state,
            "harmful": harmful,
            "helpful": helpful,
            "vague": rule.vague is True,
            "scored": spec.scored,
            "factor": spec.factor,
            **self._end(outline, spec),
            **self._choice(outline, spec),
            **self._reach(outline, spec),
        }

    def _end(self, outline: Outline, spec: RuleSpec) -> dict[str, Any]:
        """What ends an entry before its term."""
        until = spec.rule.until
        condition = self.conditions.add(until, outline) if isinstance(until, Condition) else -1
        return {"until": condition, "until_repaired": until == "repaired", "erased": is_erased(outline.scheme, spec)}

    def _choice(self, outline: Outline, spec: RuleSpec) -> dict[str, Any]:
        """Between what the official chooses."""
        pair = spec.rule.discretion
        if pair is None:
            return {"discretion": 0, "mildest": 0.0, "harshest": 0.0}
        mildest, harshest = (pair.high, pair.low) if better(outline.scheme) > 0 else (pair.low, pair.high)
        is_whole = mildest == round(mildest) and harshest == round(harshest)
        return {"discretion": 2 if is_whole else 1, "mildest": mildest, "harshest": harshest}

    def _reach(self, outline: Outline, spec: RuleSpec) -> dict[str, Any]:
        """How far it reaches back."""
        span = spec.rule.reaches_back
        self.recalled += spec.name in outline.reaching
        self.varied.span("rules_reach", span, 0.0, outline, spec.name)
        if span is None:
            return {"reach": 0, "recalled": -1}
        return {"reach": self._longest(span), "recalled": self.recalled - 1}

    def _every(self, outline: Outline, spec: RuleSpec) -> tuple[int, int]:
        """The period of a rule, exact; -1 / 1 for one that depends on the person."""
        every = spec.rule.every
        if every is None or every.is_constant:
            self.varied.nothing("rules_every")
            return NO_PERIOD if every is None else period(Duration(rational(every.constant_value)))
        time = self.frame.time
        self.varied.plain("rules_every", every, 0.0, outline, spec.name, convert=time.unrounded, later=time.unrounded)
        return OWN_PERIOD

    def _longest(self, span: Number | None) -> int:
        """The longest that a span can be in ticks."""
        if span is None or span.law is not None:
            return NEVER
        factor = math.prod(max((plain.value for _, plain in axis.cases), default=1.0) for axis in span.times)
        return self.frame.time.ticks(max(cases(span), default=0.0) * max(1.0, factor))

    def _points(self, outline: Outline, spec: RuleSpec) -> int:
        if not spec.scored:
            return self.numbers.add(0.0)
        if is_record(outline.scheme):
            return self.numbers.add(1.0)
        if spec.rule.discretion is not None:
            return self.numbers.add((spec.rule.discretion.low + spec.rule.discretion.high) / 2.0)
        points = spec.rule.sets or spec.rule.points
        return self.numbers.add(points if points is not None else 0.0, outline=outline, place=f"{spec.name}/points")

    def _lasts(self, outline: Outline, spec: RuleSpec) -> tuple[int, float]:
        """Row of the number of ticks (-1: no clock), and the longest that it may be in days."""
        rule, process = spec.rule, outline.scheme.due_process
        span = rule.lasts
        if span is None and rule.until is None and process is not None and process.expiry is not None:
            span = process.expiry.records
        if span is None or (span.is_constant and span.constant_value == float("inf")):
            return -1, 0.0
        return self.numbers.span(span, outline), max(cases(span), default=0.0)

    def _cap(self, outline: Outline, spec: RuleSpec) -> dict[str, Any]:
        limit = spec.rule.at_most
        self.caps += spec.name in outline.capped
        if limit is None:
            return {"cap": -1, "cap_limit": 0, "cap_points": 0, "cap_num": 0, "cap_den": 1}
        points = limit.unit == "points"
        num, den = period(limit.within)
        units = round(limit.n * POINT) if points else int(limit.n)
        return {"cap": self.caps - 1, "cap_limit": units, "cap_points": points, "cap_num": num, "cap_den": den}

    def _counts_repeat(self, outline: Outline, spec: RuleSpec) -> bool:
        """Whether something depends on how often the rule has struck."""
        own = (spec.rule.points, spec.rule.lasts)
        if any(depends_on(number, "repeat") for number in own):
            return True
        return any(
            Grounds(outline).names(one.when, spec)
            and any(depends_on(number, "repeat") for number in (one.amount, one.strength, one.lasts))
            for one in outline.scheme.consequences.values()
        )

    def _keep(self, outline: Outline, spec: RuleSpec, days: float, repeat_within: int) -> int:
        """For how many ticks the record is looked at."""
        time, scheme = self.frame.time, outline.scheme
        windows = [repeat_within, time.ticks(days)]
        for condition in self._asking(outline):
            for act, count in condition.acts.items():
                if outline.counting_rule(act) == spec.row:
                    windows.append(NEVER if count.within is None else time.ticks(count.within))
        windows += [
            self._longest(rule.reaches_back)
            for rule in outline.reaching.values()
            if any(act in spec.acts and outline.counting_rule(act) == spec.row for act in rule.on or ())
        ]
        if Grounds(outline).lists(spec):
            windows += [self._term(scheme, name) for name in Grounds(outline).lists(spec)]
        for process in procedures_of(scheme):
            if isinstance(process.appeal, Appeal):
                windows.append(self._longest(process.appeal.within))
        return max(windows)

    def _asking(self, outline: Outline) -> Iterator[Condition]:
        """All conditions that look at the scheme's record: its own, and those of other schemes of the world."""
        for _, outer in outer_conditions(outline.scheme):
            yield from reaching(outer)
        for (world, name), other in self.conditions.outlines.items():
            if world == outline.world and name != outline.scheme.name:
                for _, outer in outer_conditions(other.scheme):
                    yield from asked_of(outer, outline.scheme.name)

    def _term(self, scheme: Scheme, name: str) -> int:
        """The longest term of a list in ticks."""
        listed = scheme.lists[name]
        spans = [listed.lasts, *(one.lasts for one in listed.all_grounds.values())]
        longest = [value for span in spans if span is not None for value in cases(span)]
        return self.frame.time.ticks(max(longest)) if longest else NEVER


def is_erased(scheme: Scheme, spec: RuleSpec) -> bool:
    """Whether an entry of a rule that is appealed against is erased: it rests on a report or an inference alone."""
    process = scheme.due_process
    correction = process.correction if process is not None else None
    erases = correction is not None and correction.unverified == "erased"
    return erases and spec.rule.evidence in ("report", "inference")


def ends_clean(frame: Frame, outline: Outline, spec: RuleSpec) -> NDArray[np.uint8]:
    """uint8[n_acts + 1]: whether an entry under a rule, by the act that made it, ends a clean period."""
    score = outline.scheme.score
    period = score.clean_period if isinstance(score, PointsScore) else None
    names = period.without if period is not None and period.without is not None else ("any",)
    base = Ends.YES if spec.name in names else Ends.IF_HARMFUL if "any" in names else Ends.NO
    found = np.full(len(frame.acts) + 1, base, np.uint8)
    for name in names:
        if name in frame.act_row:
            found[frame.act_row[name] + 1] = Ends.YES
    return found


def harmful_acts(rows: Mapping[str, NDArray[Any]], n_acts: int, scheme: int) -> NDArray[np.bool_]:
    """The acts for which some rule of a scheme is harmful: bool[n_acts]."""
    found = np.zeros(n_acts, bool)
    for act in range(n_acts):
        row = scheme * n_acts + act
        own = rows["of_act"][rows["of_act_first"][row] : rows["of_act_first"][row + 1]]
        found[act] = bool(rows["harmful"][own].any())
    return found
