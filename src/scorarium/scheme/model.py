"""A scheme as its operator declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.scheme.acts import Act, Reference, Service
from scorarium.scheme.condition import Condition, Is
from scorarium.scheme.consequences import Change, Consequence, Export, Fact
from scorarium.scheme.document import Document
from scorarium.scheme.fields import (
    SPECIAL_TYPE,
    Flag,
    Money,
    Name,
    Part,
    PlainSpan,
    Rate,
    Share,
    Short,
    Text,
    Whole,
    Words,
    choices,
    needed,
    table,
    word,
)
from scorarium.scheme.process import DueProcess, Games, Integrity, Visibility
from scorarium.scheme.scores import Score
from scorarium.scheme.senses import LegalBasis, Sense
from scorarium.scheme.standing import NamedList, Repair, Tier

JURISDICTIONS = (
    "eu", "cn", "us", "ca",
    "at", "be", "bg", "hr", "cy", "cz", "dk", "ee", "fi", "fr", "de", "gr", "hu", "ie", "it", "lv", "lt", "lu", "mt",
    "nl", "pl", "pt", "ro", "sk", "si", "es", "se",
)  # fmt: skip


class Operator(Part):
    """Who runs the scheme."""

    kind: Literal["state", "on_behalf", "company", "platform", "association", "self"] = needed("What it is.")
    level: Text | None = word("How far it reaches, such as county, city or national.")
    for_: Text | None = word("On whose behalf.")


class Stage(Part):
    """One stage of a rollout."""

    at: PlainSpan | None = word("When it begins.")
    until: PlainSpan | None = word("When it ends.")
    districts: Share | None = word("The share of districts that it covers.")
    is_: Is = table("The places or people to whom it is limited.")


class Adoption(Part):
    """How people join (Bass 1969)."""

    innovation: Rate = needed("The rate at which people join by themselves.")
    imitation: Rate = needed("The rate at which they join because all others have.")


class Consent(Part):
    """Whether people agreed."""

    asked: Flag | None = word("Whether they were asked.")
    free: Flag | None = word("Whether they could say no without harm.")
    withdrawal: Literal["free", "costly", "lowers_score", "impossible"] | None = word("Whether they can leave again.")


def _stage(raw: Any) -> Any:
    return {"at": raw} if isinstance(raw, str | int | float) and not isinstance(raw, bool) else raw


def _cost_tag(raw: Any) -> str:
    return "\0word" if raw == "none" else "\0money"


def _enrolment(raw: Any) -> Any:
    return {"kind": raw} if isinstance(raw, str) else raw


class Enrolment(Part):
    """Who is in the scheme, and since when."""

    kind: Literal["mandatory", "opt_in", "record_only", "none"] = needed("How people come in.")
    who: Condition | None = word("Whom it covers.")
    rollout: Mapping[str, Annotated[Stage, Short(_stage, {SPECIAL_TYPE: "PlainDuration"})]] = table(
        "Its stages, by name; a plain time is `at`."
    )
    adoption: Adoption | None = word("How people join.")
    refusal_cost: (
        Annotated[
            Annotated[Literal["none"], Tag("\0word")] | Annotated[Money, Tag("\0money")], Discriminator(_cost_tag)
        ]
        | None
    ) = word("What a person who stays out loses.")
    consent: Consent | None = word("Whether people agreed.")


class Scheme(Document):
    """A scheme as its operator declares it."""

    kind: Literal["scheme"] = needed("What the file declares.")
    title: Text | None = word("A title for people.")
    summary: Text | None = word("One paragraph that a newspaper reader understands.")
    year: Whole | None = word("The year of which it speaks.")
    jurisdiction: Annotated[tuple[str, ...], choices(*JURISDICTIONS)] | None = word("Whose law the audit asks.")
    fidelity: Literal["documented", "stylised", "fictional", "hypothetical"] | None = word(
        "How close to a real scheme it is."
    )
    home: Name | None = word("The society in which `run` puts it unless told otherwise.")
    references: Mapping[str, Reference] = table("Published works, by the name that `ref` uses.")
    operator: Operator | None = word("Who runs it.")
    technique: Literal["human", "fixed_rules", "learned", "mixed"] | None = word("How it decides.")
    legal_basis: LegalBasis | None = word("What allows it.")
    purpose: Text | None = word("What it is said to be for.")
    serves: Words | None = word("The contexts that its purpose serves.")
    aim: Mapping[str, Literal["more", "less"]] = table("The acts or outcomes that it claims to move.")
    subjects: Literal["persons", "firms", "both"] | None = word("Who is scored.")
    unit: Literal["person", "household", "district", "firm"] | None = word("Who gets the score.")
    enrolment: (
        Annotated[Enrolment, Short(_enrolment, {"enum": ["mandatory", "opt_in", "record_only", "none"]})] | None
    ) = word("Who is in it, and since when.")
    senses: Mapping[str, Sense] = table("What the operator can know, and how wrongly.")
    score: Score | None = word("How entries become a score.")
    tiers: Mapping[str, Tier] = table("Bands of the score.")
    lists: Mapping[str, NamedList] = table("Lists on which people are put.")
    repairs: Mapping[str, Repair] = table("What a person may do to get back.")
    consequences: Mapping[str, Consequence] = table("What standing opens and shuts.")
    exports: Mapping[str, Export] = table("Who else receives it and acts on it.")
    due_process: DueProcess | None = word("What a person can expect.")
    visibility: Visibility | None = word("Who can see what.")
    games: Games | None = word("What makes a game of it.")
    integrity: Integrity | None = word("How the office itself goes wrong.")
    changes: Mapping[str, Change] = table("What happens to the scheme itself.")
    facts: Mapping[str, Fact] = table("Published outcomes of it.")
    acts: Mapping[str, Act] = table("Acts that it adds.")
    services: Mapping[str, Service] = table("Services that it adds.")

    @property
    def all_repairs(self) -> dict[str, Repair]:
        """The declared repairs and, under `list:NAME`, the short forms of the lists."""
        short = {
            f"list:{name}": Repair.model_construct(
                when=Condition(list=name), ends=(name,),
                **{key: getattr(listed.repair, key) for key in listed.repair.model_fields_set},
            )
            for name, listed in self.lists.items()
            if listed.repair is not None and listed.repair != "none"
        }  # fmt: skip
        return {**self.repairs, **short}
