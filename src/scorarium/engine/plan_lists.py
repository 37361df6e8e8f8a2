"""Lists with their grounds and terms, and repairs: the ways in and out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from scorarium.engine.plan_acts import money
from scorarium.engine.plan_columns import Rows, first, mask, to_units
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, constant, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline, inside
from scorarium.engine.plan_rules import period
from scorarium.engine.tables import Lists, Repairs
from scorarium.names import NEVER, Repeat
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.standing import NamedList, Repair

REPEATS: Final[dict[str | None, Repeat]] = {
    None: Repeat.RESTARTS,
    "restarts": Repeat.RESTARTS,
    "ignored": Repeat.IGNORED,
    "adds": Repeat.ADDS,
}
AS_THE_LIST: Final = -2
NO_TERM: Final = -1
LIST: Final = (
    "scheme:i4 slot:i4 bit:i4 lasts:i4 until:i4 settled:i8 repeat:u1 grace:i4 household:f8 spread_lasts:i4 "
    "follows:f8 leaving_sets:u1 leaving_value:i4 black:u1"
)
GROUND: Final = "ground_enter:i4 ground_moment:u1 ground_lasts:i4 ground_forever:u1"
REPAIR: Final = (
    "scheme:i4 slot:i4 when:i4 sought:f8 takes:i4 cost:i8 passes:f8 points:i4 sets:u1 value:i4 ends:i8 settles:i8 "
    "limit:i4 limit_num:i8 limit_den:i8"
)


def is_never(span: Number | None) -> bool:
    """Whether `never` is written."""
    return span is not None and span.is_constant and span.constant_value == float("inf")


def is_moment(condition: Condition, *, enter: bool) -> bool:
    """Whether a condition names a moment; where a list is entered, `acts` at its count is one."""
    alternatives = bool(condition.any_) and all(is_moment(one, enter=enter) for one in condition.any_.values())
    return bool(condition.on or condition.rule or (enter and condition.acts)) or alternatives


def alternatives(condition: Condition) -> list[Condition]:
    """A ground whose alternatives are partly moments, partly states, as one ground for each."""
    own = bool(condition.on or condition.rule or condition.acts)
    kinds = {is_moment(one, enter=True) for one in condition.any_.values()}
    if own or len(kinds) < 2:
        return [condition]
    return [condition.model_copy(update={"any_": {name: one}}) for name, one in condition.any_.items()]


def open_states(frame: Frame, listed: NamedList) -> int:
    """The mask of the open acts of a list's grounds: what must be settled."""
    found = set()
    for ground in listed.all_grounds.values():
        for condition in inside(ground.enter) if ground.enter is not None else ():
            found |= {frame.open_row[act] for act in (*(condition.on or ()), *condition.open) if act in frame.open_row}
    return mask(found)


class ListTable:
    """The lists of all schemes.

    Parameters
    ----------
    frame, numbers, conditions
        What they are compiled with.
    """

    def __init__(self, frame: Frame, numbers: NumberPool, conditions: ConditionPool) -> None:
        self.frame, self.numbers, self.conditions = frame, numbers, conditions
        self.rows, self.grounds = Rows(LIST), Rows(GROUND)
        self._counts: list[int] = []

    def add(self, outline: Outline) -> None:
        """Add the lists of one scheme, in order."""
        for bit, (name, listed) in enumerate(outline.scheme.lists.items()):
            with placing(outline.scheme, "lists", name):
                self.rows.add(
                    scheme=outline.row,
                    slot=outline.slot("list", name),
                    bit=bit,
                    black=listed.colour != "red",
                    **self._terms(outline, listed),
                    **self._spread(listed),
                )
                self._counts.append(self._add_grounds(outline, listed))

    def table(self) -> Lists:
        """The arrays."""
        return Lists(**self.rows.columns(), ground_first=first(self._counts), **self.grounds.columns())

    def _terms(self, outline: Outline, listed: NamedList) -> dict[str, Any]:
        sets = listed.leaving.sets if listed.leaving is not None else None
        return {
            "lasts": self._span(outline, listed.lasts, NO_TERM),
            "until": self.conditions.add(listed.until, outline) if isinstance(listed.until, Condition) else -1,
            "settled": open_states(self.frame, listed) if listed.until == "settled" else 0,
            "repeat": REPEATS[listed.repeat],
            "grace": self.frame.time.ticks(constant(listed.grace)),
            "follows": 1.0 if listed.decided is None else constant(listed.decided.follows, assumed("decided.follows")),
            "leaving_sets": sets is not None,
            "leaving_value": to_units(constant(sets)),
        }

    def _spread(self, listed: NamedList) -> dict[str, Any]:
        spread = listed.spreads_to.get("household")
        if spread is None:
            return {"household": 0.0, "spread_lasts": NEVER}
        lasts = NEVER if spread.lasts is None else self.frame.time.ticks(constant(spread.lasts))
        return {"household": constant(spread.share), "spread_lasts": lasts}

    def _span(self, outline: Outline, span: Number | None, otherwise: int) -> int:
        """The row of a term in ticks; -1 for `never`."""
        if span is None:
            return otherwise
        return NO_TERM if is_never(span) else self.numbers.span(span, outline)

    def _add_grounds(self, outline: Outline, listed: NamedList) -> int:
        """Add the grounds of a list; returns how many rows they take."""
        before = len(self.grounds)
        for name, ground in listed.all_grounds.items():
            own = listed.grounds.get(name)
            lasts = self._span(outline, own.lasts if own is not None else None, AS_THE_LIST)
            for enter in alternatives(ground.enter) if ground.enter is not None else ():
                self.grounds.add(
                    ground_enter=self.conditions.add(enter, outline, moment=True),
                    ground_moment=is_moment(enter, enter=True),
                    ground_lasts=lasts,
                    ground_forever=is_never(ground.lasts),
                )
        return len(self.grounds) - before


def repairs_table(frame: Frame, outlines: list[Outline], conditions: ConditionPool) -> Repairs:
    """The table of repairs, the short forms of lists among them."""
    rows = Rows(REPAIR)
    for outline in outlines:
        for name, repair in outline.scheme.all_repairs.items():
            with placing(outline.scheme, "repairs", name):
                rows.add(
                    scheme=outline.row,
                    slot=outline.slot("repair", name),
                    when=conditions.add(repair.when or Condition(), outline),
                    **repair_columns(frame, outline, repair),
                )
    return Repairs(**rows.columns())


def repair_columns(frame: Frame, outline: Outline, repair: Repair) -> dict[str, Any]:
    """What a repair takes and what it gives. One that names an act settles what the grounds of its lists leave open."""
    bits = {name: bit for bit, name in enumerate(outline.scheme.lists)}
    ended = tuple(repair.ends or ())
    num, den = period(repair.at_most.within) if repair.at_most is not None else (0, 1)
    performed = ended if repair.by is not None else ()
    return {
        "sought": 0.0 if repair.sought is None else frame.time.chance(constant(repair.sought)),
        "takes": frame.time.ticks(constant(repair.takes)),
        "cost": money(repair.costs),
        "passes": constant(repair.passes, 1.0),
        "points": to_units(constant(repair.points)),
        "sets": repair.sets is not None,
        "value": to_units(constant(repair.sets)),
        "ends": mask(bits[name] for name in ended),
        "settles": _union(open_states(frame, outline.scheme.lists[name]) for name in performed),
        "limit": 0 if repair.at_most is None else int(repair.at_most.n),
        "limit_num": num,
        "limit_den": den,
    }


def _union(masks: Iterable[int]) -> int:
    total = 0
    for one in masks:
        total |= one
    return total
