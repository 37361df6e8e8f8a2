"""Lists with their grounds and terms, and repairs: the ways in and out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scorarium.engine.plan_acts import money
from scorarium.engine.plan_columns import Rows, first, mask
from scorarium.engine.plan_conditions import ConditionPool
from scorarium.engine.plan_frame import Frame, constant
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline, inside
from scorarium.engine.plan_rules import period
from scorarium.engine.plan_scheme import units
from scorarium.engine.tables import Lists, Repairs
from scorarium.names import NEVER, Repeat
from scorarium.quantities import Number
from scorarium.scheme.condition import Condition
from scorarium.scheme.standing import NamedList

REPEATS: Final[dict[str | None, Repeat]] = {
    None: Repeat.RESTARTS,
    "restarts": Repeat.RESTARTS,
    "ignored": Repeat.IGNORED,
    "adds": Repeat.ADDS,
}
AS_THE_LIST: Final = -2
NO_TERM: Final = -1


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


def lists_table(frame: Frame, outlines: list[Outline], numbers: NumberPool, conditions: ConditionPool) -> Lists:
    """The table of lists."""
    time = frame.time
    rows = Rows(
        "scheme:i4 slot:i4 bit:i4 lasts:i4 until:i4 settled:i8 repeat:u1 grace:i4 household:f8 spread_lasts:i4 follows:f8 "
        "leaving_sets:u1 leaving_value:i4 black:u1"
    )
    grounds = Rows("ground_enter:i4 ground_moment:u1 ground_lasts:i4 ground_forever:u1")
    counts = []
    for outline in outlines:
        for bit, (name, listed) in enumerate(outline.scheme.lists.items()):
            spread = listed.spreads_to.get("household")
            sets = listed.leaving.sets if listed.leaving is not None else None
            timed = listed.lasts is not None and not is_never(listed.lasts)
            rows.add(
                scheme=outline.row,
                slot=outline.slot("list", name),
                bit=bit,
                lasts=numbers.add(
                    listed.lasts, time.ticks, unrounded=time.unrounded, tiers=outline.tiers, lists=outline.lists
                )
                if timed and listed.lasts is not None
                else NO_TERM,
                until=conditions.add(listed.until, outline) if isinstance(listed.until, Condition) else -1,
                settled=open_states(frame, listed) if listed.until == "settled" else 0,
                repeat=REPEATS[listed.repeat],
                grace=time.ticks(constant(listed.grace)),
                household=constant(spread.share) if spread is not None else 0.0,
                spread_lasts=NEVER if spread is None or spread.lasts is None else time.ticks(constant(spread.lasts)),
                follows=constant(listed.decided.follows if listed.decided is not None else None, 1.0),
                leaving_sets=sets is not None,
                leaving_value=units(constant(sets)),
                black=listed.colour != "red",
            )
            counts.append(_grounds(outline, listed, grounds, numbers, conditions))
    return Lists(**rows.columns(), ground_first=first(counts), **grounds.columns())


def _grounds(outline: Outline, listed: NamedList, rows: Rows, numbers: NumberPool, conditions: ConditionPool) -> int:
    """Add the grounds of a list; returns how many rows they take."""
    before, time = len(rows), conditions.frame.time
    declared = listed.grounds or {"": None}
    for name, ground in listed.all_grounds.items():
        own = declared[name]
        lasts = AS_THE_LIST
        if own is not None and own.lasts is not None:
            lasts = (
                NO_TERM
                if is_never(own.lasts)
                else numbers.add(
                    own.lasts, time.ticks, unrounded=time.unrounded, tiers=outline.tiers, lists=outline.lists
                )
            )
        for enter in alternatives(ground.enter) if ground.enter is not None else ():
            moment = is_moment(enter, enter=True)
            rows.add(
                ground_enter=conditions.add(enter, outline, moment=True),
                ground_moment=moment,
                ground_lasts=lasts,
                ground_forever=is_never(ground.lasts),
            )
    return len(rows) - before


def repairs_table(frame: Frame, outlines: list[Outline], conditions: ConditionPool) -> Repairs:
    """The table of repairs, the short forms of lists among them."""
    time = frame.time
    rows = Rows(
        "scheme:i4 slot:i4 when:i4 sought:f8 takes:i4 cost:i8 passes:f8 points:i4 sets:u1 value:i4 ends:i8 settles:i8 "
        "limit:i4 limit_num:i8 limit_den:i8"
    )
    for outline in outlines:
        bits = {name: bit for bit, name in enumerate(outline.scheme.lists)}
        for name, repair in outline.scheme.all_repairs.items():
            ended = tuple(repair.ends or ())
            num, den = period(repair.at_most.within) if repair.at_most is not None else (0, 1)
            performed = ended if repair.by is not None else ()
            rows.add(
                scheme=outline.row,
                slot=outline.slot("repair", name),
                when=conditions.add(repair.when or Condition(), outline),
                sought=0.0 if repair.sought is None else time.chance(constant(repair.sought)),
                takes=time.ticks(constant(repair.takes)),
                cost=money(repair.costs),
                passes=constant(repair.passes, 1.0),
                points=units(constant(repair.points)),
                sets=repair.sets is not None,
                value=units(constant(repair.sets)),
                ends=mask(bits[listed] for listed in ended),
                settles=_union(open_states(frame, outline.scheme.lists[listed]) for listed in performed),
                limit=0 if repair.at_most is None else int(repair.at_most.n),
                limit_num=num,
                limit_den=den,
            )
    return Repairs(**rows.columns())


def _union(masks: Iterator[int]) -> int:
    total = 0
    for one in masks:
        total |= one
    return total
