"""The one grammar of conditions: *when*, *enter*, *until*, *who*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Discriminator, Tag

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import shown
from scorarium.scheme.fields import (
    Amount,
    Counted,
    OneOrMore,
    Part,
    Points,
    PointsBetween,
    Reads,
    ShareBetween,
    Span,
    SpanBetween,
    complaining,
    table,
    word,
)
from scorarium.scheme.numbers import Scale, one_of, suggest
from scorarium.scheme.readers import Between, read_between, read_one_or_more

RELATIONS: Final = (
    "household", "parents", "children", "partner", "friends", "work", "school", "district",
    "representative", "represents", "same_representative", "staff", "employer", "suppliers",
)  # fmt: skip

Levels = bool | frozenset[str] | Between


def read_levels(raw: Any) -> Levels:
    """Read `true`, a level, a set of levels or a range."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, Mapping):
        return read_between(raw, Scale("number"))
    if isinstance(raw, int | float):
        return frozenset({str(raw)})
    if isinstance(raw, str | list | tuple):
        names = [str(name) if isinstance(name, int) and not isinstance(name, bool) else name for name in raw]
        return frozenset(read_one_or_more(raw if isinstance(raw, str) else names))
    raise MalformedError(Complaint("not a level", shown(raw), "true, a level, [levels] or {from: …, to: …}"))


Is = Mapping[str, Annotated[Levels, Reads(read_levels, "Levels")]]


def _known_relations(by_relation: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = [
        Complaint("unknown relation", f"'{name}'", one_of(RELATIONS), suggest(name, RELATIONS), (name,), on_key=True)
        for name in by_relation
        if name not in RELATIONS
    ]
    if unknown:
        raise complaining(*unknown)
    return by_relation


RELATED: Final = AfterValidator(_known_relations)


class Open(Part):
    """An act that stays open until it is settled."""

    above: Amount | None = word("Only if the act's amount is greater than this.")
    lasting: Span | None = word("Only once it has been open for so long.")


class Condition(Part):
    """All that is written together must hold."""

    is_: Is = table("Facts: attributes, by level, set of levels or range.")
    score: PointsBetween | None = word("The score lies between from and to; both ends belong.")
    score_below: Points | None = word("The score is strictly lower.")
    score_above: Points | None = word("The score is strictly higher.")
    tier: OneOrMore | None = word("The person stands in this tier, or in one of these.")
    list_: OneOrMore | None = word("The person is on this list, or on one of these.")
    on_list: OneOrMore | None = word("The same as list.")
    rung: PointsBetween | None = word("The rung of a ladder lies between from and to; both ends belong.")
    enrolled: SpanBetween | None = word("The person has been in the scheme for at least from and at most to.")
    acts: Mapping[str, Counted] = table("Recorded acts, and how many within which rolling window.")
    open: Mapping[str, Open] = table("Acts that stand open, above an amount, lasting for some time.")
    on: OneOrMore | None = word("The moment at which an entry of this act is made.")
    rule: OneOrMore | None = word("The moment at which this rule makes an entry.")
    related: Annotated[Mapping[str, Condition], RELATED] = table("The condition holds for one of these relations.")
    in_scheme: Mapping[str, Condition] = table("The condition holds in another scheme of the same world.")
    measured: Mapping[str, ShareBetween] = table("An outcome of the whole society, as of the last tick.")
    any_: Mapping[str, Condition] = table("Named alternatives, of which one must hold.")
    not_: Condition | None = word("The condition must not hold.")

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists of which one must hold, whichever of the two words was used."""
        return (self.list_ or ()) + (self.on_list or ())

    @property
    def is_moment(self) -> bool:
        """Whether it names a moment (`on`, `rule`), alone or in each alternative."""
        alternatives = bool(self.any_) and all(condition.is_moment for condition in self.any_.values())
        return bool(self.on or self.rule) or alternatives

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, so that it holds for everybody."""
        return not self.model_fields_set


def _word_or_condition(raw: Any) -> str:
    return "\0condition" if isinstance(raw, Mapping | Condition) else "\0word"


Until = Annotated[
    Annotated[Literal["repaired", "settled"], Tag("\0word")] | Annotated[Condition, Tag("\0condition")],
    Discriminator(_word_or_condition),
]
