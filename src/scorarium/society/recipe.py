"""A society as its author declares it: who lives there, how they are tied, what they do and ask for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.quantities import Duration, Number
from scorarium.scheme.acts import Act, Reference, Service
from scorarium.scheme.document import Document
from scorarium.scheme.fields import (
    Flag,
    HowMany,
    Name,
    NotNegative,
    Part,
    Rate,
    Reads,
    Real,
    Share,
    Short,
    Special,
    Text,
    Whole,
    Words,
    needed,
    table,
    word,
)
from scorarium.scheme.read import load, reformed
from scorarium.society.psychology import Psychology
from scorarium.society.readers import (
    Quintiles,
    Ranged,
    read_correlations,
    read_field,
    read_nested,
    read_quintiles,
    read_range,
    read_tick,
)

Basis = Literal["documented", "derived", "fitted", "assumed"]
Shares = Mapping[str, Share]


class Inherited(Part):
    """An attribute that children have from others."""

    from_: Literal["parents", "household"] = needed("From whom.")
    share: Share = needed("The share of children who have it from them.")


class Attribute(Part):
    """Something that tells people apart: by levels, as a yes or no, or by fifths of an income."""

    shares: Shares = table("Its levels and the share of people at each; numbers and ranges are in order.")
    share: Share | None = word("Instead: the share of people for whom it is true.")
    quintiles: Annotated[Quintiles, Reads(read_quintiles, "Quintiles")] | None = word(
        "Instead: the means of the five fifths, in any currency; the levels are 1 to 5."
    )
    by: Mapping[str, Mapping[str, Shares]] = table(
        "Instead: the shares of the levels within each level of another attribute."
    )
    moves: Mapping[str, Real] = table("Acts that move a person so many levels.")
    protected: Flag | None = word("Whether the law protects it.")
    special: Special | None = word("The special category of data that it is.")
    inherited: Inherited | None = word("Children have it from others.")
    redrawn: Rate | None = word("How often it is drawn anew.")
    ref: Name | None = word("The reference of the whole entry.")
    basis: Basis | None = word("What the whole entry rests on.")
    range: Annotated[Ranged, Reads(read_range, "Range")] | None = word("How far the shares may be off.")

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of its levels in order: `false`, `true` for a yes or no; `1` to `5` for fifths."""
        if self.quintiles is not None:
            return ("1", "2", "3", "4", "5")
        if self.by:
            within = [list(shares) for cases in self.by.values() for shares in cases.values()]
            return tuple(dict.fromkeys(name for names in within for name in names))
        return tuple(self.shares) if self.shares else ("false", "true")


class JointTable(Part):
    """The shares of combinations of attributes."""

    of: Words = needed("The attributes, in the order in which the table nests.")
    shares: Annotated[Mapping[tuple[str, ...], Number], Reads(read_nested, "Nested")] = needed(
        "Shares nested in the order of `of`; all in all 100%."
    )
    ref: Name | None = word("The reference of the whole entry.")
    basis: Basis | None = word("What the whole entry rests on.")


class Trait(Part):
    """A latent quality, standard normal within the society unless it has another law."""

    shifts: Mapping[str, Mapping[str, Real]] = table("By attribute and level: how far the mean is shifted.")
    law: Literal["normal", "exponential", "lognormal", "uniform"] | None = word("Another law than the standard normal.")
    mean: Real | None = word("The mean of that law.")
    sd: NotNegative | None = word("Its standard deviation.")
    ref: Name | None = word("The reference of the whole entry.")


class Districts(Part):
    """Where people live."""

    count: HowMany = needed("How many districts there are.")
    cameras: Annotated[Number, Reads(read_field, "Field")] | None = word("The share of streets under a camera.")
    fields: Mapping[str, Annotated[Number, Reads(read_field, "Field")]] = table("Further figures of a district.")
    uneven: Mapping[str, Share] = table(
        "By attribute: the share of a level's members who would have to move for equal mixing."
    )

    @property
    def all_fields(self) -> dict[str, Number]:
        """Every figure of a district by its name, cameras among them."""
        return {**({"cameras": self.cameras} if self.cameras is not None else {}), **self.fields}


class Household(Part):
    """Who lives together; those under 18 are children of the grown-ups."""

    sizes: Shares = needed("The share of households of each size.")
    ref: Name | None = word("The reference of the whole entry.")


class Friends(Part):
    """Who knows whom."""

    mean_degree: NotNegative = needed("How many friends a person has on average.")
    clustering: Share | None = word("How often two friends of a person are friends.")
    alike_in: Shares = table("By attribute or district: the share of ties kept within a level.")
    shape: Literal["small_world", "regular", "complete", "ring", "star"] | None = word("The shape of the graph.")


class Groups(Part):
    """Groups in which everybody meets everybody."""

    mean_size: NotNegative = needed("How many belong to one on average.")


class Ties(Part):
    """How people are tied to each other."""

    household: Household | None = word("Who lives together.")
    friends: Friends | None = word("Who knows whom.")
    work: Groups | None = word("Who works together.")
    school: Groups | None = word("Who goes to school together.")


class Representative(Part):
    """Who speaks for a firm in law."""

    firms_each: NotNegative = needed("How many firms a representative has on average.")


class Suppliers(Part):
    """Who supplies whom."""

    mean_degree: NotNegative = needed("How many suppliers a firm has on average.")


class Staff(Part):
    """Who works in a firm."""

    from_: Literal["work"] = needed("The groups that are its staff.")


class FirmTies(Part):
    """How firms are tied to people and to each other."""

    representative: Representative | None = word("Who speaks for a firm in law.")
    suppliers: Suppliers | None = word("Who supplies whom.")
    staff: Staff | None = word("Who works in a firm.")


def _count_tag(raw: Any) -> str:
    value = raw.get("value") if isinstance(raw, Mapping) else raw
    return "\0share" if isinstance(value, str) else "\0count"


class Firms(Part):
    """A second population in the same words."""

    count: Annotated[
        Annotated[Share, Tag("\0share")] | Annotated[HowMany, Tag("\0count")], Discriminator(_count_tag)
    ] = needed("How many there are: a share of the persons, or a number.")
    sizes: Shares = table("The share of firms of each size.")
    sectors: Shares = table("The share of firms in each sector.")
    attributes: Mapping[str, Attribute] = table("What tells firms apart.")
    traits: Mapping[str, Trait] = table("Latent qualities of firms.")
    ties: FirmTies | None = word("How firms are tied.")
    acts: Mapping[str, Act] = table("What firms do.")
    services: Mapping[str, Service] = table("What firms ask for.")

    @property
    def all_attributes(self) -> dict[str, Attribute]:
        """What tells firms apart, size and sector among it."""
        found = dict(self.attributes)
        for name, shares in (("size", self.sizes), ("sector", self.sectors)):
            if shares:
                found[name] = Attribute.model_construct(_fields_set={"shares"}, shares=shares)
        return found


def _psychology(raw: Any) -> Any:
    return {"preset": raw} if isinstance(raw, str) else raw


class Society(Document):
    """A society as its author declares it."""

    kind: Literal["society"] = needed("What the file declares.")
    title: Text | None = word("A title for people.")
    summary: Text | None = word("One paragraph that a newspaper reader understands.")
    year: Whole | None = word("The year of which it speaks.")
    references: Mapping[str, Reference] = table("Published works, by the name that `ref` uses.")
    persons: Whole | None = word("How many people live there unless told otherwise.")
    tick: Annotated[Duration, Reads(read_tick, "Tick")] = needed("The step of time: 1d, 1w or 1mo.")
    attributes: Mapping[str, Attribute] = table("What tells people apart.")
    joint_tables: Mapping[str, JointTable] = table("The shares of combinations of attributes.")
    traits: Mapping[str, Trait] = table("Latent qualities.")
    trait_correlations: Annotated[Mapping[tuple[str, str], Number], Reads(read_correlations, "Correlations")] = table(
        "Correlations between traits: one/other."
    )
    districts: Districts | None = word("Where people live; without it, one district.")
    ties: Ties | None = word("How people are tied; without it, everybody is alone.")
    acts: Mapping[str, Act] = table("What people do.")
    services: Mapping[str, Service] = table("What people ask for.")
    psychology: Annotated[Psychology, Short(_psychology, {"enum": ["passive", "deterrence", "full"]})] | None = word(
        "How people answer to being scored."
    )
    firms: Firms | None = word("A second population in the same words; without it, none.")


def load_society(name_or_path: str | Path, persons: int | None = None) -> Society:
    """Load a society by its name in the library or by the path of a file.

    Parameters
    ----------
    persons
        How many people, instead of what the file says.

    Raises
    ------
    DeclarationError
        With every fault of the file.
    """
    society = load(name_or_path, "society", Society)
    return society if persons is None else reformed(society, {"persons": persons})
