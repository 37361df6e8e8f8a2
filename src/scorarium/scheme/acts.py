"""Acts and services: what people do and ask for, as a vocabulary, a society or a scheme declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.scheme.condition import Is
from scorarium.scheme.fields import (
    Amount,
    Degree,
    Flag,
    Name,
    Part,
    PlainSpan,
    Rate,
    Real,
    Share,
    Text,
    Whole,
    Words,
    Worth,
    needed,
    table,
    word,
)

Protected = Literal["expression", "association", "assembly", "belief", "petition", "private_life"]
Right = Literal[
    "movement", "family", "property", "work", "education", "housing", "health", "social_security", "liberty", "vote",
    "private_life",
]  # fmt: skip
Category = Literal[
    "credit", "public_benefit", "employment", "education", "insurance_life", "insurance_health", "insurance_motor",
    "utility",
]  # fmt: skip
Towards = Literal["anyone", "friends", "household", "work", "neighbours", "customers"]


class StaysOpen(Part):
    """An act that stays open until it is settled, such as a debt."""

    settled: Rate = needed("The rate at which one that is open is settled.")


class Act(Part):
    """Something that people do; whoever scores it."""

    context: Name | None = word("The sphere of life in which it is done.")
    gravity: Degree | None = word("How grave it is: 0 nothing, 1 nuisance, 2 petty, 3 offence, 4 serious, 5 grave.")
    lawful: Flag | None = word("Whether the law allows it.")
    protected: Protected | None = word("The freedom that protects it.")
    harm: Worth | None = word("What one act costs others, in days-income.")
    benefit: Worth | None = word("What one act gives others, in days-income.")
    cost: Worth | None = word("What one act costs the person who does it, in days-income.")
    where: Name | None = word("The kind of place where it is done.")
    rate: Rate | None = word("How often those who do it at all do it, on average over them.")
    every: PlainSpan | None = word("It is done at most once in each period of this length.")
    share: Share | None = word("With `every`: the chance that it is done in a period; without it, always.")
    is_: Is = table("Who does it at all.")
    loads: Mapping[str, Real] = table("How traits weigh on it: the rate is multiplied by exp(load · trait).")
    amount: Amount | None = word("What it amounts to: money, kilometres, loudness.")
    towards: Towards | None = word("Towards whom it is done.")
    chosen: Mapping[Literal["discriminating", "always", "never"], Share] = table(
        "Shares of people who do it to the well-reputed only, always, or never."
    )
    stays_open: StaysOpen | None = word("It stays open until it is settled.")
    buys: Name | None = word("The scarce service in which who does it goes ahead.")
    ref: Name | None = word("The reference of the whole entry.")


def _demand_tag(raw: Any) -> str:
    return "\0word" if raw == "always" else "\0rate"


def _leads_tag(raw: Any) -> str:
    return "\0word" if raw == "rest" else "\0share"


Demand = Annotated[
    Annotated[Literal["always"], Tag("\0word")] | Annotated[Rate, Tag("\0rate")], Discriminator(_demand_tag)
]
LeadsTo = Annotated[
    Annotated[Literal["rest"], Tag("\0word")] | Annotated[Share, Tag("\0share")], Discriminator(_leads_tag)
]


class Service(Part):
    """Something that people ask for and may be given or refused."""

    context: Name | None = word("The sphere of life to which it belongs.")
    essential: Flag | None = word("Whether people cannot well do without it.")
    right: Right | None = word("The right that a refusal touches.")
    category: Category | None = word("The category in which the law puts it.")
    demand: Demand | None = word("How often a person asks for it, or `always` for what is held rather than asked for.")
    places: Rate | None = word("How many demands can be met, per person: less than `demand` makes it scarce.")
    value: Worth | None = word("What one met demand is worth, in days-income (with `always`, per day).")
    is_: Is = table("Who asks for it at all.")
    loads: Mapping[str, Real] = table("How traits weigh on the demand.")
    feeds: Words | None = word("What a met demand keeps up: income.")
    leads_to: Mapping[str, LeadsTo] = table(
        "Acts that a met demand makes possible, with their shares; one may be `rest`."
    )
    ref: Name | None = word("The reference of the whole entry.")


class Reference(Part):
    """A published work."""

    title: Text = needed("Its title.")
    year: Whole | None = word("The year of publication.")
    authors: Text | None = word("Who wrote it.")
    doi: Text | None = word("Its DOI.")
    url: Text | None = word("Where it stands.")
