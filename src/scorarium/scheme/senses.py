"""Senses: what the operator can know, and how wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Tag

from scorarium.quantities import Number
from scorarium.scheme.fields import (
    SPECIAL_TYPE,
    Flag,
    HowMany,
    Name,
    Part,
    Rate,
    Reads,
    Real,
    Share,
    Short,
    Span,
    Special,
    Text,
    Words,
    needed,
    table,
    word,
)
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale
from scorarium.scheme.readers import read_words

LegalKind = Literal["statute", "regulation", "policy", "contract", "consent", "none"]
GoesBy = Literal["score", "records", "risk", "need", "lottery", "evenly"]
How = Literal["proportional", "one_place", "highest_first"]


class LegalBasis(Part):
    """What the law says in support."""

    kind: LegalKind = needed("What allows it.")
    ref: Name | None = word("The reference of the text.")
    data: Words | None = word("The contexts whose data it names.")


class Effort(Part):
    """Attention that is scarce and goes somewhere."""

    total: Share = needed("The share of those among whom it goes that one tick's work reaches.")
    among: Literal["persons", "households", "districts", "firms"] = needed("Among whom it is shared out.")
    goes_by: GoesBy = needed("By what it goes.")
    how: How | None = word("How it follows what it goes by.")
    power: Real | None = word("The exponent of `proportional`.")
    starts: Mapping[str, Real] = table("Records that stand there at the beginning, by name.")
    memory: Span | None = word("How far back records count.")


class Corroboration(Part):
    """An enquiry before a report becomes an entry."""

    households: HowMany = needed("How many households are asked, the one who complained among them; all must confirm.")
    confirms_true: Share = needed("The chance that one confirms a true report.")
    confirms_false: Share = needed("The chance that one confirms a false report.")


def _gallery_tag(raw: Any) -> str:
    return "\0word" if isinstance(raw, str) else "\0number"


NUMBER_WORDS: Final = frozenset({"value", "default", "by", "times", "shares", "law", "mean", "range"})
"""What a mapping begins with that is a number in one of its forms."""


def _mapping_tag(raw: Any) -> str:
    is_mapping = isinstance(raw, Mapping) and not NUMBER_WORDS & set(raw)
    return "\0mapping" if is_mapping or isinstance(raw, Corroboration) else "\0number"


class Identification(Part):
    """How an act that was seen is put to somebody."""

    trait: Literal["face", "gait", "voice", "plate", "document"] | None = word("By what people are told apart.")
    live: Flag | None = word("Whether it happens at once, in public.")
    gallery: (
        Annotated[
            Annotated[Literal["city", "nation"], Tag("\0word")] | Annotated[HowMany, Tag("\0number")],
            Discriminator(_gallery_tag),
        ]
        | None
    ) = word("How many people the search runs over; then `false_match` is per comparison.")
    missed: Share | None = word("The share of seen acts that are put to nobody.")
    false_match: Share | None = word("The share of seen acts put to somebody else; with `gallery`, per comparison.")
    context_error: Share | None = word("For each recorded act, the chance of a further entry that was nobody's act.")
    pool: Words | None = word("Who is mistaken for whom: people alike in these.")


def _acts_seen(raw: Any) -> Any:
    return raw if isinstance(raw, Mapping) else dict.fromkeys(Reads(read_words, "Words").validate(raw))


def _seen_share(raw: Any) -> Number | None:
    return None if raw is None else read_number(raw, Scale("share", 0, 1))


SensesKind = Literal[
    "registry", "camera", "records", "platform", "purchases", "device", "inspection", "patrol", "court", "neighbours",
    "peers", "self", "inference",
]  # fmt: skip


class Sense(Part):
    """One way in which the operator learns of acts."""

    kind: SensesKind = needed("What sort of sense it is.")
    context: Name | None = word("The sphere of life to which it belongs.")
    sees: Annotated[
        Mapping[str, Annotated[Number | None, Reads(_seen_share, "Share")]], Short(_acts_seen, {SPECIAL_TYPE: "Words"})
    ] = table("The acts that it can see, with a detection of their own or without.")
    detection: Share | None = word("The chance that an act is seen at all; for reports, per possible witness.")
    where: Words | None = word("Only acts done in these kinds of place.")
    delay: Span | None = word("The time until an entry can follow.")
    identification: Identification | None = word("How an act is put to somebody; without it, rightly.")
    collected_for: Name | None = word("The context for which the data were collected.")
    held_by: Literal["operator", "state", "company", "platform"] | None = word("Who holds the data.")
    inferred: Flag | None = word("Whether it concludes rather than observes.")
    special: Special | None = word("The special category of data that it reveals.")
    relevant_for: Mapping[str, Text] = table("Contexts for which the operator calls it relevant, and why.")
    witnesses: Literal["friends", "work", "household"] | None = word("Who reports (kind neighbours).")
    malicious: Rate | None = word("False reports per tie.")
    corroboration: (
        Annotated[
            Annotated[Corroboration, Tag("\0mapping")] | Annotated[HowMany, Tag("\0number")],
            Discriminator(_mapping_tag),
        ]
        | None
    ) = word("How many reports an entry needs, or the enquiry that confirms one.")
    corroborate_within: Span | None = word("How far apart reports may lie to count together.")
    effort: Effort | None = word("Attention that is scarce, and where it goes.")
    legal_basis: LegalBasis | None = word("A legal basis of its own.")
    ref: Name | None = word("The reference of the whole entry.")

    def detects(self, act: str) -> Number | None:
        """Give the chance that it sees this act; `None` if that is not written."""
        own = self.sees.get(act)
        return own if own is not None else self.detection
