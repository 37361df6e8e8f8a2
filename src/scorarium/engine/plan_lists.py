"""Lists with their grounds and terms, and repairs: the ways in and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from scorarium.engine.plan_columns import Rows, first, mask, to_units
from scorarium.engine.plan_conditions import FIRMS, ConditionPool
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline, inside
from scorarium.engine.plan_rules import period
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Lists, Repairs, Spreads
from scorarium.names import Relation, Repeat
from scorarium.quantities import Number, Plain
from scorarium.scheme.condition import Condition
from scorarium.scheme.moments import is_moment
from scorarium.scheme.standing import Decided, Ground, NamedList, Repair, Spread

REPEATS: Final[dict[str | None, Repeat]] = {
    None: Repeat.RESTARTS,
    "restarts": Repeat.RESTARTS,
    "ignored": Repeat.IGNORED,
    "adds": Repeat.ADDS,
}
AS_THE_LIST: Final = -2
NO_TERM: Final = -1
LIST: Final = (
    "scheme:i4 slot:i4 bit:i4 procedure:i4 lasts:i4 until:i4 settled:i8 repeat:u1 grace:i4 decided:i4 own_ground:i4 "
    "repeat_within:i4 struck:i4 leaving_sets:u1 leaving_value:i4 leaving_points:i4 black:u1"
)
GROUND: Final = (
    "ground_enter:i4 ground_moment:u1 ground_lasts:i4 ground_forever:u1 ground_until:i4 ground_settled:i8 "
    "ground_repeat:u1 ground_follows:i4 ground_bias:i4 ground_weighs:u1 ground_review:i4"
)
SPREAD: Final = "relation:u1 share:f8 lasts:i4 steps:i4"
REPAIR: Final = (
    "scheme:i4 slot:i4 when:i4 sought:f8 takes:i4 cost:i8 passes:f8 points:i4 sets:u1 value:i4 ends:i8 settles:i8 "
    "limit:i4 limit_num:i8 limit_den:i8"
)


def is_never(span: Number | None) -> bool:
    """Whether `never` is written."""
    return span is not None and span.is_constant and span.constant_value == float("inf")


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


REACHED_BY: Final = {
    "representative": Relation.REPRESENTS,
    "represents": Relation.REPRESENTATIVE,
    "staff": Relation.EMPLOYER,
    "employer": Relation.STAFF,
    "suppliers": Relation.CUSTOMERS,
}
"""A list that spreads to a firm's representative reaches who represents a listed firm: ties that run one way."""


class ListTable:
    """The lists of all schemes.

    Parameters
    ----------
    frame, varied, conditions
        What they are compiled with.
    procedures
        (row of the scheme, list) -> the row of the procedure that the list has of its own.
    """

    def __init__(
        self,
        frame: Frame,
        varied: Varied,
        conditions: ConditionPool,
        procedures: Mapping[tuple[int, str], int] | None = None,
    ) -> None:
        self.frame, self.varied, self.conditions = frame, varied, conditions
        self.numbers = varied.numbers
        self.procedures = procedures or {}
        self.rows, self.grounds, self.spreads = Rows(LIST), Rows(GROUND), Rows(SPREAD)
        self._counts: list[int] = []
        self._spread_counts: list[int] = []
        self.decided = self.own_grounds = self.struck = 0

    def add(self, outline: Outline) -> None:
        """Add the lists of one scheme, in order."""
        for bit, (name, listed) in enumerate(outline.scheme.lists.items()):
            with placing(outline.scheme, "lists", name):
                self.rows.add(
                    scheme=outline.row,
                    slot=outline.slot("list", name),
                    bit=bit,
                    procedure=self.procedures.get((outline.row, name), -1),
                    black=listed.colour != "red",
                    **self._terms(outline, name, listed),
                    **self._counted(outline, name, listed),
                )
                self._spread_counts.append(self._spread(outline, name, listed))
                self._counts.append(self._add_grounds(outline, f"lists/{name}", listed))

    def table(self) -> Lists:
        """The arrays."""
        return Lists(
            **self.rows.columns(),
            ground_first=first(self._counts),
            spread_first=first(self._spread_counts),
            **self.grounds.columns(),
        )

    def spreads_table(self) -> Spreads:
        """The arrays of the ties by which lists spread."""
        return Spreads(**self.spreads.columns())

    def _terms(self, outline: Outline, name: str, listed: NamedList) -> dict[str, Any]:
        sets = listed.leaving.sets if listed.leaving is not None else None
        moves = listed.leaving.points if listed.leaving is not None else None
        place, varied = f"lists/{name}", self.varied
        return {
            "lasts": self._span(outline, listed.lasts, NO_TERM, place),
            "until": self.conditions.add(listed.until, outline) if isinstance(listed.until, Condition) else -1,
            "settled": open_states(self.frame, listed) if listed.until == "settled" else 0,
            "repeat": REPEATS[listed.repeat],
            "grace": varied.span("lists_grace", listed.grace, 0.0, outline, place),
            "leaving_sets": sets is not None,
            "leaving_value": to_units(varied.plain("lists_leaving_value", sets, 0.0, outline, place)),
            "leaving_points": to_units(varied.plain("lists_leaving_points", moves, 0.0, outline, place)),
        }

    def _counted(self, outline: Outline, name: str, now: NamedList) -> dict[str, Any]:
        """Rows of what is remembered of a list only where it matters, to any of its variants."""
        variants = [one.lists[name] for one in outline.family if name in one.lists]
        is_decided = any(is_open(ground.decided) for one in variants for ground in one.all_grounds.values())
        differs = any(is_own(one, ground) for one in variants for ground in one.grounds.values())
        counts = any(one.repeat_within is not None for one in variants)
        self.decided += is_decided
        self.own_grounds += differs
        self.struck += counts
        within = self.varied.span("lists_repeat_within", now.repeat_within, float("inf"), outline, f"lists/{name}")
        return {
            "decided": self.decided - 1 if is_decided else -1,
            "own_ground": self.own_grounds - 1 if differs else -1,
            "repeat_within": within,
            "struck": self.struck - 1 if counts else -1,
        }

    def _spread(self, outline: Outline, name: str, listed: NamedList) -> int:
        """Add the ties by which a list spreads in any of its variants; returns how many."""
        variants = [one.lists[name] for one in outline.family if name in one.lists]
        nobody = Spread.model_construct(share=Number("share", default=Plain(0.0)))
        known = frozenset() if self.frame.population.n_firms else FIRMS
        relations = dict.fromkeys(relation for one in variants for relation in one.spreads_to if relation not in known)
        ways = {relation: listed.spreads_to.get(relation, nobody) for relation in relations}
        varied = self.varied
        for relation, way in ways.items():
            place = f"lists/{name}/{relation}"
            self.spreads.add(
                relation=REACHED_BY.get(relation, Relation[relation.upper()]),
                share=varied.plain("spreads_share", way.share, 0.0, outline, place),
                lasts=varied.span("spreads_lasts", way.lasts, float("inf"), outline, place),
                steps=int(varied.plain("spreads_steps", way.steps, 1.0, outline, place)),
            )
        return len(ways)

    def _span(self, outline: Outline, span: Number | None, otherwise: int, place: str) -> int:
        """The row of a term in ticks; -1 for `never`."""
        if span is None:
            return otherwise
        return NO_TERM if is_never(span) else self.numbers.span(span, outline, place)

    def _add_grounds(self, outline: Outline, place: str, listed: NamedList) -> int:
        """Add the grounds of a list; returns how many rows they take."""
        before = len(self.grounds)
        for name, ground in listed.all_grounds.items():
            own = listed.grounds.get(name)
            ends = self._ends(outline, listed, ground if own is not None and is_own(listed, own) else None)
            lasts = self._span(outline, own.lasts if own is not None else None, AS_THE_LIST, f"{place}/{name}")
            for enter in alternatives(ground.enter) if ground.enter is not None else ():
                self.grounds.add(
                    ground_enter=self.conditions.add(enter, outline, moment=True),
                    ground_moment=is_moment(enter, enter=True),
                    ground_lasts=lasts,
                    ground_forever=is_never(ground.lasts),
                    ground_repeat=REPEATS[ground.repeat],
                    **ends,
                    **self._decided(outline, f"{place}/{name}", ground.decided),
                )
        return len(self.grounds) - before

    def _ends(self, outline: Outline, listed: NamedList, own: Ground | None) -> dict[str, int]:
        """What ends a listing on a ground of its own way; as the list says where it has none."""
        if own is None:
            return {"ground_until": AS_THE_LIST, "ground_settled": -1}
        until = self.conditions.add(own.until, outline) if isinstance(own.until, Condition) else -1
        condition = own.enter
        acts = [
            act
            for part in (inside(condition) if condition is not None else ())
            for act in (*(part.on or ()), *part.open)
            if act in self.frame.open_row
        ]
        settled = mask({self.frame.open_row[act] for act in acts}) if own.until == "settled" else 0
        return {"ground_until": until, "ground_settled": settled}

    def _decided(self, outline: Outline, place: str, decided: Decided | None) -> dict[str, int]:
        """Who signs: how often they follow, for whom otherwise, whether they weigh the case, when they look again."""
        share = None if decided is None else decided.follows
        otherwise = 1.0 if decided is None else assumed("decided.follows")
        bias = None if decided is None else decided.bias
        looks = None if decided is None else decided.reviewed
        follows = self.numbers.add(otherwise if share is None else share, outline=outline, place=f"{place}/follows")
        return {
            "ground_follows": follows,
            "ground_bias": -1 if bias is None else self.numbers.add(bias, outline=outline, place=f"{place}/bias"),
            "ground_weighs": int(decided is not None and decided.weighs_case is True),
            "ground_review": self.varied.span("lists_ground_review", looks, 0.0, outline, place),
        }


def is_open(decided: Decided | None) -> bool:
    """Whether the one who signs may do otherwise than is proposed."""
    if decided is None:
        return False
    share = decided.follows
    always = share is None or (share.is_constant and share.constant_value >= 1.0)
    return not always or decided.bias is not None or decided.weighs_case is True


def is_own(listed: NamedList, ground: Ground) -> bool:
    """Whether a ground ends otherwise than its list does."""
    ends = ground.until is not None and ground.until != listed.until
    looks = None if listed.decided is None else listed.decided.reviewed
    return ends or (ground.decided is not None and ground.decided.reviewed != looks)


def repairs_table(outlines: list[Outline], varied: Varied, conditions: ConditionPool) -> Repairs:
    """The table of repairs, the short forms of lists among them."""
    rows = Rows(REPAIR)
    for outline in outlines:
        for name, repair in outline.scheme.all_repairs.items():
            with placing(outline.scheme, "repairs", name):
                rows.add(
                    scheme=outline.row,
                    slot=outline.slot("repair", name),
                    when=conditions.add(repair.when or Condition(), outline),
                    **repair_columns(varied, outline, f"repairs/{name}", repair),
                )
    return Repairs(**rows.columns())


def repair_columns(varied: Varied, outline: Outline, place: str, repair: Repair) -> dict[str, Any]:
    """What a repair takes and what it gives. One that names an act settles what the grounds of its lists leave open."""
    bits = {name: bit for bit, name in enumerate(outline.scheme.lists)}
    ended = tuple(repair.ends or ())
    num, den = period(repair.at_most.within) if repair.at_most is not None else (0, 1)
    performed = ended if repair.by is not None else ()
    return {
        "sought": varied.hazard("repairs_sought", repair.sought, 0.0, outline, place),
        "takes": varied.span("repairs_takes", repair.takes, 0.0, outline, place),
        "cost": to_units(varied.plain("repairs_cost", repair.costs, 0.0, outline, place)),
        "passes": varied.plain("repairs_passes", repair.passes, 1.0, outline, place),
        "points": to_units(varied.plain("repairs_points", repair.points, 0.0, outline, place)),
        "sets": repair.sets is not None,
        "value": to_units(varied.plain("repairs_value", repair.sets, 0.0, outline, place)),
        "ends": mask(bits[name] for name in ended),
        "settles": _union(open_states(varied.frame, outline.scheme.lists[name]) for name in performed),
        "limit": 0 if repair.at_most is None else int(repair.at_most.n),
        "limit_num": num,
        "limit_den": den,
    }


def _union(masks: Iterable[int]) -> int:
    total = 0
    for one in masks:
        total |= one
    return total
