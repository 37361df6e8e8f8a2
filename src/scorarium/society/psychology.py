"""How the people of a society answer to being scored: presets and single parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.quantities import Number
from scorarium.scheme.fields import Name, NotNegative, Part, Rate, Real, Share, Span, Words, Worth, needed, word


def _is_table(raw: Any, *words: str) -> bool:
    return isinstance(raw, Part) or (isinstance(raw, Mapping) and bool(set(raw) & set(words)))


def _off_tag(raw: Any) -> str:
    return "\0off" if raw == "off" else "\0on"


def _prior_tag(raw: Any) -> str:
    return "\0off" if raw == "off" else "\0table" if _is_table(raw, "a", "b") else "\0number"


class Prior(Part):
    """A belief Beta(a, b) about the chance of being caught."""

    a: NotNegative = needed("What speaks for being caught.")
    b: NotNegative = needed("What speaks against.")


class Announcement(Part):
    """How an announced risk is overrated at first."""

    excess: NotNegative = needed("The announced risk over the true one.")
    half_life: Span = needed("How fast the excess fades.")


class Thresholds(Part):
    """The share of known others who must protest before a person does (Granovetter 1978)."""

    mean: Share = needed("The mean threshold.")
    sd: Share = needed("Its standard deviation between persons.")


class Strategic(Part):
    """Protected acts chosen strategically (Daymude, Axelrod & Forrest 2025)."""

    acts: Words = needed("The acts that are chosen so.")
    boldness: Name = needed("The trait that is the person's boldness.")


Off = Annotated[Literal["off"], Tag("\0off")]
RealOrOff = Annotated[Off | Annotated[Real, Tag("\0on")], Discriminator(_off_tag)]
FactorOrOff = Annotated[Off | Annotated[NotNegative, Tag("\0on")], Discriminator(_off_tag)]
ShareOrOff = Annotated[Off | Annotated[Share, Tag("\0on")], Discriminator(_off_tag)]
SpanOrOff = Annotated[Off | Annotated[Span, Tag("\0on")], Discriminator(_off_tag)]
RateOrOff = Annotated[Off | Annotated[Rate, Tag("\0on")], Discriminator(_off_tag)]
WorthOrOff = Annotated[Off | Annotated[Worth, Tag("\0on")], Discriminator(_off_tag)]
PriorOrOff = Annotated[
    Off | Annotated[Prior, Tag("\0table")] | Annotated[NotNegative, Tag("\0number")], Discriminator(_prior_tag)
]
Switch = Literal["on", "off"]
Parameter = Number | Prior | Announcement | Thresholds | Literal["on", "off"]


class Psychology(Part):
    """A preset and what differs from it; every mechanism switches alone with `NAME: off`."""

    preset: Literal["passive", "deterrence", "full"] | None = word("Where the unwritten parameters come from.")
    strategic: Strategic | None = word("Protected acts chosen strategically.")
    beliefs: Switch | None = word("Whether people learn what is seen; off, they believe the true risk.")
    stake: Switch | None = word("Whether what there is to lose counts.")
    deterrence: Switch | None = word("Whether a risk keeps people from acts that cost them.")
    reward_pull: Switch | None = word("Whether a gain draws people to acts that pay.")
    habit: Switch | None = word("Whether what is withheld for long is given up.")
    deterrence_slope: FactorOrOff | None = word("η: how strongly the believed risk times the stake lowers a rate.")
    severity_exponent: FactorOrOff | None = word(
        "σ: how the stake enters; well below 1, certainty moves more than severity."
    )
    reward_slope: FactorOrOff | None = word("η₊: how strongly the believed chance of a gain raises a rate.")
    horizon: SpanOrOff | None = word("H: how far ahead people count what they would lose.")
    prior_seen: PriorOrOff | None = word("The belief about a sense that is known: strength a + b, or {a, b}.")
    prior_unseen: PriorOrOff | None = word("The belief about a sense never met: strength a + b, or {a, b}.")
    unseen_weight: FactorOrOff | None = word("What an act that nothing came of weighs against one that was punished.")
    announcement: Annotated[Off | Annotated[Announcement, Tag("\0on")], Discriminator(_off_tag)] | None = word(
        "How an announced risk is overrated at first."
    )
    memory: SpanOrOff | None = word("The half-life of what was experienced.")
    hearsay_weight: FactorOrOff | None = word("v: what a friend's sanction weighs against one's own.")
    habit_rate: ShareOrOff | None = word("ρ: how much of the way to the habit one occasion goes.")
    habit_weight: FactorOrOff | None = word("θ: how strongly a full habit lowers a rate.")
    crowding: RealOrOff | None = word(
        "κ: the share of the intrinsic weight that is lost while paid; its sign may be either."
    )
    chill: FactorOrOff | None = word("How much of deterrence also strikes lawful protected acts.")
    chill_reach: ShareOrOff | None = word("The share of the chill that falls on people whom the rule cannot touch.")
    ambiguity: FactorOrOff | None = word("How much a vague rule adds to the chill.")
    silence_threshold: FactorOrOff | None = word("How strongly the silence of friends keeps people silent.")
    concealment: ShareOrOff | None = word("The share of acts that move to a less-seen channel.")
    gaming: ShareOrOff | None = word("The share of people who do cheap scored goods for the points.")
    false_reports: ShareOrOff | None = word("The share of people who falsify at a bright line, a year.")
    conformity: FactorOrOff | None = word("How strongly people do what those around them do.")
    shunning: FactorOrOff | None = word("By what factor a label raises the rate at which a tie ends.")
    sorting: FactorOrOff | None = word("How strongly new ties go to those of like standing.")
    stress_weight: WorthOrOff | None = word("What a unit of stress costs in welfare.")
    stress_drain: RateOrOff | None = word("The rate at which stress fades.")
    trust_by_standing: RealOrOff | None = word("How visible scores move trust in people; its sign may be either.")
    trust_loss: FactorOrOff | None = word("What a wrong entry costs in trust in the operator.")
    protest_thresholds: Annotated[Off | Annotated[Thresholds, Tag("\0on")], Discriminator(_off_tag)] | None = word(
        "The share of known others who must protest before a person does."
    )
    income_loss: FactorOrOff | None = word("What a refused service that feeds income takes from it, per value.")
    income_recovery: SpanOrOff | None = word("How long income takes to come back.")
    income_pressure: FactorOrOff | None = word("γ: how strongly a low income raises the acts that load on it.")
    joining: FactorOrOff | None = word("How strongly rewards and friends draw people into a voluntary scheme.")
    leaving: FactorOrOff | None = word("How strongly costs drive people out of a voluntary scheme.")
    reactance: FactorOrOff | None = word("How much a felt threat to freedom takes away from compliance.")
