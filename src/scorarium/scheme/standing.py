"""Tiers, lists and repairs: what the score makes of a person, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.scheme.condition import RELATED, Condition, Until
from scorarium.scheme.fields import (
    SPECIAL_TYPE,
    Counted,
    Evidence,
    Flag,
    HowMany,
    Money,
    Name,
    OneOrMore,
    Part,
    Points,
    Rate,
    Share,
    Short,
    SignedShare,
    Span,
    Words,
    needed,
    table,
    word,
)
from scorarium.scheme.process import DueProcess
from scorarium.scheme.senses import LegalBasis

Repeat = Literal["restarts", "ignored", "adds"]


class Tier(Part):
    """A band of the score."""

    from_: Points | None = word("The lowest number that belongs to it; it reaches up to the next tier.")
    margin: Points | None = word("By how much the score must pass the border on the way back.")
    lasts: Span | None = word("The least time in it.")
    when: Condition | None = word("Only for those for whom this holds.")


class Decided(Part):
    """Who signs, and how often the proposal is followed."""

    who: Literal["rule", "human", "official", "committee"] = needed("Who signs.")
    follows: Share | None = word("How often the proposal is followed; 100% is an automated decision whoever signs.")
    bias: SignedShare | None = word("What is added to that share for some.")
    weighs_case: Flag | None = word("Whether the single case is weighed.")
    reviewed: Span | None = word("How often the decision is looked at again.")


class Spread(Part):
    """How far a listing reaches others."""

    share: Share = needed("The share of them whom it reaches.")
    steps: HowMany | None = word("How many steps it goes; without it, one.")
    lasts: Span | None = word("How long theirs lasts at most.")


class Leaving(Part):
    """What happens to the score on the way out of a list."""

    sets: Points | None = word("The score is put to this value.")
    points: Points | None = word("The score is moved by so much.")


class ListRepair(Part):
    """The short form of a repair that ends one list."""

    by: Name | None = word("The act, or a plain word for what is done.")
    sought: Rate | None = word("How often a listed person seeks it.")
    takes: Span | None = word("How long it takes.")
    costs: Money | None = word("What it costs.")
    passes: Share | None = word("The chance of success; without it, always.")
    at_most: Counted | None = word("No more than so often.")


class Ground(Part):
    """One of the grounds on which a list is entered; what it does not say, the list says."""

    enter: Condition | None = word("When this ground is met.")
    lasts: Span | None = word("How long a listing on this ground lasts.")
    until: Until | None = word("It ends then, if that comes first.")
    repeat: Repeat | None = word("What a new ground does while listed.")
    evidence: Evidence | None = word("What it rests on.")
    decided: Decided | None = word("Who decides on this ground.")
    ref: Name | None = word("The reference of the whole entry.")


def _repair_tag(raw: Any) -> str:
    return "\0word" if isinstance(raw, str) else "\0repair"


def _spread(raw: Any) -> Any:
    plain = not isinstance(raw, Mapping) or not {"share", "steps", "lasts"} & set(raw)
    return {"share": raw} if plain and not isinstance(raw, Spread) else raw


class NamedList(Part):
    """A list on which people are put, black or red."""

    colour: Literal["black", "red"] | None = word("Whether it shames or honours.")
    enter: Condition | None = word("When a person is put on it.")
    grounds: Mapping[str, Ground] = table("Several grounds, by name.")
    lasts: Span | None = word("How long a listing lasts.")
    until: Until | None = word("It ends then, if that comes first.")
    repeat: Repeat | None = word("What a new ground does while listed.")
    repeat_within: Span | None = word("Over what window repetitions are counted.")
    grace: Span | None = word("Listed, but nothing follows for so long.")
    evidence: Evidence | None = word("What a listing rests on.")
    decided: Decided | None = word("Who decides on a listing.")
    public: Flag | None = word("Whether everybody can read it.")
    fields_shown: Words | None = word("What is shown of a listed person.")
    spreads_to: Annotated[Mapping[str, Annotated[Spread, Short(_spread, {SPECIAL_TYPE: "Share"})]], RELATED] = table(
        "By relation: whom else a listing reaches, and what share of them."
    )
    repair: (
        Annotated[
            Annotated[Literal["none"], Tag("\0word")] | Annotated[ListRepair, Tag("\0repair")],
            Discriminator(_repair_tag),
        ]
        | None
    ) = word("What a listed person may do to get off it; `none` says that there is nothing.")
    leaving: Leaving | None = word("What happens to the score on the way out.")
    due_process: DueProcess | None = word("A procedure of its own, laid over that of the scheme.")
    legal_basis: LegalBasis | None = word("A legal basis of its own.")
    ref: Name | None = word("The reference of the whole entry.")

    @property
    def all_grounds(self) -> dict[str, Ground]:
        """Every ground with what the list says filled in; a list without named grounds has one, named `""`."""
        inherited = ("enter", "lasts", "until", "repeat", "evidence", "decided", "ref")
        listed = {name: getattr(self, name) for name in inherited if getattr(self, name) is not None}
        return {
            name: Ground.model_construct(**{**listed, **{key: getattr(ground, key) for key in ground.model_fields_set}})
            for name, ground in (self.grounds or {"": Ground()}).items()
        }


class Repair(Part):
    """What a person may do to get back."""

    when: Condition | None = word("To whom it is offered.")
    by: Name | None = word("The act, or a plain word for what is done.")
    sought: Rate | None = word("How often those to whom it is offered choose it; without it, nobody comes.")
    takes: Span | None = word("How long it takes.")
    costs: Money | None = word("What it costs.")
    passes: Share | None = word("The chance of success; without it, always.")
    at_most: Counted | None = word("No more than so often.")
    points: Points | None = word("What success adds to the score.")
    sets: Points | None = word("The value to which success puts the score.")
    ends: OneOrMore | None = word("The lists that success ends.")
    ref: Name | None = word("The reference of the whole entry.")
