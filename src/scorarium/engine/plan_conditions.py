"""Conditions become postfix programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from scorarium.engine.plan_columns import Rows, first, mask
from scorarium.engine.plan_feeds import Feed, row_of
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline
from scorarium.engine.tables import Conditions, Facts
from scorarium.errors import Complaint, MalformedError
from scorarium.names import NEVER, Measure, Op, Relation
from scorarium.quantities import Count, Number
from scorarium.scheme.condition import Condition, Levels, Open
from scorarium.scheme.levels import levels_matching
from scorarium.society.shared import FIRM, PERSON, SUBJECT

FIRMS: Final = frozenset({"representative", "represents", "same_representative", "staff", "employer", "suppliers"})
LOW, HIGH = 1, 2


@dataclass(frozen=True)
class Step:
    """One operation of a program."""

    op: Op
    a: int = 0
    b: int = 0
    mask: int = 0
    low: float = 0.0
    high: float = 0.0


def level_mask(levels: tuple[str, ...], spec: Levels) -> int:
    """The set of level codes that a fact allows.

    Raises
    ------
    MalformedError
        A level does not exist, or a range does not fall on borders.
    """
    wanted = levels_matching(levels, spec)
    return mask(code for code, level in enumerate(levels) if level in wanted)


Key = tuple[Any, ...]
"""What is asked, whatever its rows are."""


class ConditionPool:
    """The programs of a plan.

    Parameters
    ----------
    frame
        The society.
    outlines
        The schemes of every world, by (world, name).
    numbers
        The numbers of the plan: thresholds may depend on something or be drawn.
    feeds
        What is asked of schemes that feed those who ask: it is noted from copies, whose rows are the same.
    """

    def __init__(
        self,
        frame: Frame,
        outlines: Mapping[tuple[int, str], Outline],
        numbers: NumberPool,
        feeds: Sequence[Feed] = (),
    ) -> None:
        self.frame, self.numbers = frame, numbers
        self.outlines = outlines
        self._programs: list[list[Step]] = []
        self._noted = Rows("scheme:i4 program:i4 moment:u1")
        self._feeds = feeds
        self.keys: list[Key] = [("copy", row) for row in range(len(feeds))]
        self._met = Counter[Key]()
        for row, feed in enumerate(feeds):
            self._programs.append([Step(Op.COPIED, a=row)])
            self._noted.add(scheme=feed.giver, program=row, moment=False)

    def who(self, condition: Condition | None, outline: Outline) -> int:
        """The program for who may be in a scheme; -1 where everybody may. Firms only where it says so."""
        subjects = outline.scheme.subjects or "persons"
        parts = (
            [] if condition is None or condition.is_empty else [self._program(condition, outline, False, False, False)]
        )
        if self.frame.population.n_firms and subjects != "both":
            parts.append([self.subject(FIRM if subjects == "firms" else PERSON)])
        if not parts:
            return -1
        self._programs.append(join(parts, Op.AND))
        return len(self._programs) - 1

    def add(
        self,
        condition: Condition,
        outline: Outline | None = None,
        *,
        door: bool = False,
        moment: bool = False,
        others: bool = False,
    ) -> int:
        """Add a condition; returns the row of its program.

        Parameters
        ----------
        condition
            As declared.
        outline
            The scheme that asks; `None` for facts about persons only.
        door
            Whether grace and suspension count (consequences).
        moment
            Whether `acts` at its count is a moment (grounds of lists).
        others
            Whether it is asked of others, or of the same person as another scheme sees them.
        """
        program = self._program(condition, outline, door, moment, others)
        self._programs.append(program)
        return len(self._programs) - 1

    def facts(self, spec: Mapping[str, Levels], world: int = 0) -> int:
        """Add a condition on attributes as they are in a world; -1 if nothing is asked."""
        if not spec:
            return -1
        self._programs.append(join([*self._facts(Condition.model_construct(is_=spec), world)], Op.AND))
        return len(self._programs) - 1

    def table(self) -> Conditions:
        """The arrays."""
        rows = Rows("op:u1 a:i4 b:i4 mask:i8 low:f8 high:f8")
        for program in self._programs:
            for step in program:
                rows.add(**step.__dict__)
        return Conditions(first=first(len(program) for program in self._programs), **rows.columns())

    def facts_table(self) -> Facts:
        """What others ask for."""
        return Facts(**self._noted.columns())

    def _program(
        self, condition: Condition, outline: Outline | None, door: bool, moment: bool, others: bool
    ) -> list[Step]:
        parts = [*self._facts(condition, 0 if outline is None else outline.world)]
        for name, share in condition.measured.items():
            parts.append([Step(Op.MEASURED, a=Measure[name.upper()], low=share.low, high=share.high)])
        if outline is not None:
            parts += [
                self._fact(one, outline, condition) if others and one[0].op == Op.SCORE_BY else one
                for one in self._standing(condition, outline, door)
            ]
            records = [*self._enrolled(condition, outline), *self._records(condition, outline, moment)]
            parts += [self._fact(one, outline, condition) for one in records] if others else records
            parts += self._others(condition, outline)
        for word, joined in (("any_", Op.OR), ("not_", Op.NOT)):
            inner = getattr(condition, word)
            if word == "any_" and inner:
                alternatives = [self._program(one, outline, door, moment, others) for one in inner.values()]
                parts.append(join(alternatives, joined))
            elif word == "not_" and inner is not None:
                parts.append([*self._program(inner, outline, door, False, others), Step(Op.NOT)])
        return join(parts, Op.AND)

    def _facts(self, condition: Condition, world: int) -> Iterator[list[Step]]:
        for name, spec in condition.is_.items():
            if name == "district":
                yield self._districts(spec)
                continue
            if name not in self.frame.attribute_row:
                known = "one of " + ", ".join(self.frame.attribute_row)
                raise MalformedError(Complaint("an attribute that the society lacks", f"'{name}'", known))
            allowed = level_mask(self.frame.levels(name), spec)
            own = Step(Op.IS, a=self.frame.row_in(name, world), mask=allowed)
            yield [own, self.subject(FIRM), Step(Op.AND, a=2)] if name in self.frame.of_firms else [own]

    def subject(self, kind: str) -> Step:
        """Whether somebody is a person, or a firm."""
        return Step(Op.IS, a=self.frame.attribute_row[SUBJECT], mask=1 << (PERSON, FIRM).index(kind))

    def _districts(self, spec: Levels) -> list[Step]:
        names = self.frame.population.district_names
        wanted = level_mask(names, spec)
        rows = [[Step(Op.PLACE, a=code)] for code in range(len(names)) if wanted >> code & 1]
        return join(rows, Op.OR)

    def _standing(self, condition: Condition, outline: Outline, door: bool) -> Iterator[list[Step]]:
        if condition.score is not None:
            yield [self._between(Op.SCORE, condition.score.from_, condition.score.to, outline)]
        if condition.score_below is not None:
            yield [self._between(Op.SCORE, None, condition.score_below, outline, HIGH)]
        if condition.score_above is not None:
            yield [self._between(Op.SCORE, condition.score_above, None, outline, LOW)]
        if condition.tier:
            yield [Step(Op.TIER, b=int(door), mask=mask(outline.tier(name) for name in condition.tier))]
        for names in (condition.list_, condition.on_list):
            if names:
                yield join([[Step(Op.LIST, a=outline.listed(name), b=int(door))] for name in names], Op.OR)
        if condition.rung is not None:
            yield [self._between(Op.RUNG, condition.rung.from_, condition.rung.to, outline)]

    def _place(self, outline: Outline, word: str, *asked: Any) -> str:
        """Where a threshold has its luck: by what it is, so that worlds share it and no change moves it."""
        told = crc32(repr(asked).encode())
        key = (outline.row, word, told)
        self._met[key] += 1
        return f"when/{word}/{told}/{self._met[key]}"

    def _between(self, op: Op, low: Number | None, high: Number | None, outline: Outline, strict: int = 0) -> Step:
        """A score between two ends, where one is missing open."""
        if is_plain(low) and is_plain(high):
            inf = float("inf")
            ends = [end if one is None else one.constant_value for one, end in ((low, -inf), (high, inf))]
            return Step(op, mask=strict, low=ends[0], high=ends[1])
        rows = [
            -1
            if one is None
            else self.numbers.add(one, outline=outline, place=self._place(outline, f"{op.name}/{end}", one))
            for end, one in (("from", low), ("to", high))
        ]
        return Step(Op.SCORE_BY, a=rows[0], b=rows[1], mask=strict)

    def _enrolled(self, condition: Condition, outline: Outline) -> Iterator[list[Step]]:
        between = condition.enrolled
        if between is None:
            return
        if is_plain(between.from_) and is_plain(between.to):
            low, high = (self.frame.time.ticks(end) for end in (max(0.0, between.low), between.high))
            yield [Step(Op.ENROLLED, low=low, high=high)]
        else:
            place = self._place(outline, "enrolled", between)
            rows = [
                -1 if one is None else self.numbers.span(one, outline, f"{place}/{end}")
                for end, one in (("from", between.from_), ("to", between.to))
            ]
            yield [Step(Op.ENROLLED_BY, a=rows[0], b=rows[1])]

    def _records(self, condition: Condition, outline: Outline, moment: bool) -> Iterator[list[Step]]:
        for act, count in condition.acts.items():
            steps = [self._counted(outline, act, count)]
            if moment:
                steps = [Step(Op.STRUCK_RULE, a=outline.counting_rule(act)), *steps, Step(Op.AND, a=2)]
            yield steps
        for act, wanted in condition.open.items():
            row = self.frame.open_row.get(act)
            if row is None:
                yield list(NOTHING)
                continue
            yield [self._open(row, wanted, outline)]
        if condition.on:
            rows = [self.frame.act_row[act] for act in condition.on if act in self.frame.act_row]
            yield join([[Step(Op.STRUCK_ACT, a=row)] for row in rows], Op.OR)
        if condition.rule:
            yield join([[Step(Op.STRUCK_RULE, a=outline.rule(name))] for name in condition.rule], Op.OR)

    def _open(self, row: int, wanted: Open, outline: Outline) -> Step:
        """An act that stands open, above an amount, for some time."""
        if is_plain(wanted.above) and is_plain(wanted.lasting):
            above = -1.0 if wanted.above is None else wanted.above.constant_value
            lasting = 0 if wanted.lasting is None else self.frame.time.ticks(wanted.lasting.constant_value)
            return Step(Op.OPEN, a=row, low=above, high=lasting)
        place = self._place(outline, "open", row, wanted)
        above_by = self.numbers.add(
            -1.0 if wanted.above is None else wanted.above, outline=outline, place=f"{place}/above"
        )
        lasting_by = (
            self.numbers.add(0.0) if wanted.lasting is None else self.numbers.span(wanted.lasting, outline, place)
        )
        return Step(Op.OPEN_BY, a=row, b=above_by, mask=lasting_by)

    def _fact(self, steps: list[Step], outline: Outline, condition: Condition) -> list[Step]:
        """What is asked of others is noted at the end of each tick; ``keys`` says what, whatever its row."""
        if steps == list(NOTHING):
            return steps
        plain = [(s.op, s.mask) if s.op in BY else (s.op, s.a, s.b, s.mask, s.low, s.high) for s in steps]
        asked = [getattr(condition, word) for word in OF_THRESHOLDS] if any(s.op in BY for s in steps) else []
        self.keys.append((outline.row, repr(plain), repr(asked)))
        self._programs.append(steps)
        moment = any(step.op in (Op.STRUCK_RULE, Op.STRUCK_ACT) for step in steps)
        row = self._noted.add(scheme=outline.row, program=len(self._programs) - 1, moment=moment)
        return [Step(Op.FACT, a=row)]

    def _counted(self, outline: Outline, act: str, count: Count) -> Step:
        window = NEVER if count.within is None else self.frame.time.ticks(count.within)
        return Step(Op.ACTS, a=outline.counting_rule(act), b=int(count.n), low=window)

    def _others(self, condition: Condition, outline: Outline) -> Iterator[list[Step]]:
        for relation, inner in condition.related.items():
            if relation in FIRMS and not self.frame.population.n_firms:
                yield list(NOTHING)
            else:
                yield [Step(Op.RELATED, a=Relation[relation.upper()], b=self.add(inner, outline, others=True))]
        for name, inner in condition.in_scheme.items():
            other = self.outlines.get((outline.world, name))
            if other is None:
                yield list(NOTHING)
            else:
                yield [Step(Op.IN_SCHEME, a=other.row, b=self._of_scheme(outline, other, inner))]

    def _of_scheme(self, outline: Outline, other: Outline, condition: Condition) -> int:
        """What is asked of another scheme: as the last tick left it, or as a copy says where it feeds this one."""
        row = row_of(self._feeds, other.row, outline.row, condition)
        if row < 0:
            return self.add(condition, other, others=True)
        self._programs.append([Step(Op.FACT, a=row)])
        return len(self._programs) - 1


BY: Final = (Op.SCORE_BY, Op.ENROLLED_BY, Op.OPEN_BY)
"""Questions whose thresholds are numbers, which have rows of their own."""
OF_THRESHOLDS: Final = ("score", "score_below", "score_above", "rung", "enrolled", "open")


def is_plain(number: Number | None) -> bool:
    """Whether a threshold is one for everybody and always, or is not there."""
    return number is None or number.is_constant


NOTHING: Final = (Step(Op.TRUE), Step(Op.NOT))


def join(parts: list[Any], op: Op) -> list[Step]:
    """Programs joined by AND or OR; nothing to join is true for AND and false for OR."""
    if not parts:
        return [Step(Op.TRUE)] if op == Op.AND else list(NOTHING)
    flat = [step for part in parts for step in part]
    return flat if len(parts) == 1 else [*flat, Step(op, a=len(parts))]
