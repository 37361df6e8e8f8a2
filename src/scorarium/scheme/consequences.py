"""Consequences, exports and changes: what standing opens and shuts, who else acts on it, what becomes of the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import ValidationInfo, WithJsonSchema, field_validator

from scorarium.errors import Complaint, MalformedError
from scorarium.quantities import Axis, Number, shown
from scorarium.scheme.condition import Condition, Is
from scorarium.scheme.fields import (
    SPECIAL_TYPE,
    Amount,
    AnyNumber,
    Degree,
    Flag,
    Name,
    Part,
    PlainSpan,
    Rate,
    Reads,
    Real,
    Share,
    Span,
    Text,
    complaining,
    needed,
    table,
    word,
)
from scorarium.scheme.forms import read_axis, read_number
from scorarium.scheme.numbers import Scale
from scorarium.scheme.senses import GoesBy, How, LegalBasis
from scorarium.scheme.standing import Decided

Effect = Literal[
    "deny", "favour", "delay", "price", "fine", "pay", "reclaim", "inspect", "allocate", "recommend", "warn"
]
AMOUNTS: Final[dict[str, Scale]] = {
    "deny": Scale("duration", 0),
    "favour": Scale("duration", 0),
    "delay": Scale("duration", 0),
    "price": Scale("share", 0),
    "fine": Scale("money", 0),
    "pay": Scale("money", 0),
}


class Consequence(Part):
    """What follows from standing."""

    when: Condition = needed("The state while it holds, or the moment after which it happens.")
    effect: Effect = needed("What is done.")
    service: Name | None = word("The service that it touches.")
    strength: Share | None = word("The share of demands, or of the suggestion's pull; without it, 100%.")
    amount: Annotated[Any, WithJsonSchema({SPECIAL_TYPE: "ConsequenceAmount"})] = word(
        "How long, what share of the price, or how much money, depending on the effect."
    )
    per: Amount | None = word("The amount is for each such amount of the act above the rule's `above`.")
    every: Span | None = word("It is repeated so often while the state holds.")
    lasts: Span | None = word("What follows from a moment holds for so long.")
    severity: Degree | None = word("How hard it strikes: 0 nothing to 5 grave.")
    reversible: Flag | None = word("Whether it can be made good.")
    decided: Decided | None = word("Who signs.")
    through: Name | None = word("Not the operator but the recipient of this export applies it.")
    sense: Name | None = word("The sense that looks harder (inspect).")
    acts: Mapping[str, Literal["more", "less"]] = table("The acts that are suggested (recommend).")
    fatigue: Rate | None = word("The rate at which suggestions wear out.")
    goes_by: GoesBy | None = word("By what scarce places go (allocate).")
    how: How | None = word("How places follow what they go by.")
    power: Real | None = word("The exponent of `proportional`.")
    legal_basis: LegalBasis | None = word("A legal basis of its own.")
    ref: Name | None = word("The reference of the whole entry.")

    @field_validator("amount", mode="before")
    @classmethod
    def _read_amount(cls, raw: Any, info: ValidationInfo) -> Number:
        effect = str(info.data.get("effect", ""))
        try:
            if effect == "reclaim":
                return read_number(raw, Scale("share", 0, 1) if "%" in str(raw) else Scale("money", 0))
            if effect not in AMOUNTS:
                problem, repair = f"{effect or 'this effect'} takes no amount", "Leave it out."
                raise MalformedError(Complaint(problem, shown(raw), repair=repair, on_key=True))
            return read_number(raw, AMOUNTS[effect])
        except MalformedError as malformed:
            raise complaining(*malformed.complaints) from None


class Export(Part):
    """The score acted on by somebody else."""

    to: Literal["company", "state", "association", "platform"] = needed("Who receives it.")
    what: Literal["score", "tier", "list", "record"] = needed("What they receive.")
    context: Name | None = word("The context in which they act on it.")
    scheme: Name | None = word("The scheme that it feeds.")
    decisive: Share | None = word("How often they follow it.")
    kept: Span | None = word("How long they keep it.")
    told: Flag | None = word("Whether the person is told.")
    legal_basis: LegalBasis | None = word("A legal basis of its own.")
    ref: Name | None = word("The reference of the whole entry.")


def read_convert(raw: Any) -> Axis:
    """Read old scores (lower bounds) and the new ones that they become, as an axis on the score."""
    return read_axis("score", raw, Scale("points"), "step")


class Change(Part):
    """A reform that happens inside a run."""

    at: PlainSpan | None = word("The time after the start at which it happens.")
    when: Condition | None = word("It happens when this is first met.")
    reform: Mapping[str, Any] | None = word("A merge patch on the scheme; `~` removes.")
    convert: Annotated[Axis, Reads(read_convert, "Convert")] | None = word(
        "Old scores (lower bounds) and the new ones they become."
    )
    stop: Flag | None = word("The scheme ends.")
    keeps_records: Flag | None = word("Whether its records outlive it.")
    ref: Name | None = word("The reference of the whole entry.")


class Fact(Part):
    """A published outcome, beside which the simulated one is put."""

    measure: Name = needed("The outcome.")
    list_: Name | None = word("The list of which it speaks.")
    tier: Name | None = word("The tier of which it speaks.")
    act: Name | None = word("The act of which it speaks.")
    service: Name | None = word("The service of which it speaks.")
    is_: Is = table("Of those whom the measure counts, the share of whom this is true.")
    value: AnyNumber = needed("What was published.")
    of: AnyNumber | None = word("Out of how many.")
    at: Span | None = word("How long after the start.")
    over: Span | None = word("Over what time.")
    ref: Name | None = word("Where it was published.")
    why: Text | None = word("Why what comes out misses it, as far as is known; only for what nothing is fitted to.")
