"""The names behind the integers of a plan, for outcomes and explanations."""

from __future__ import annotations

from dataclasses import dataclass

from scorarium.engine.plan_acts import Kind
from scorarium.engine.plan_consequences import Compiled
from scorarium.engine.plan_frame import Frame
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_senses import MOST_GROUPS, groups_of


@dataclass(frozen=True)
class Labels:
    """Names, each tuple in the order of its rows.

    Parameters
    ----------
    worlds
        `none` first.
    schemes
        (world, scheme) of each row; `roots` are the names of their luck.
    kinds
        Acts first, then demands by the name of their service.
    senses, rules, lists, tiers, repairs, consequences, copies
        Names of rows within their scheme; tiers by scheme row, in the order of their codes.
    groups
        Kinds of sense of each risk group.
    """

    worlds: tuple[str, ...]
    schemes: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]
    kinds: tuple[str, ...]
    acts: tuple[str, ...]
    services: tuple[str, ...]
    attributes: tuple[str, ...]
    traits: tuple[str, ...]
    opens: tuple[str, ...]
    senses: tuple[str, ...]
    rules: tuple[str, ...]
    lists: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    repairs: tuple[str, ...]
    consequences: tuple[str, ...]
    copies: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    levels: tuple[tuple[str, ...], ...]
    districts: tuple[str, ...]


def make_labels(
    frame: Frame, kinds: list[Kind], worlds: tuple[str, ...], outlines: list[Outline], compiled: Compiled
) -> Labels:
    """Collect the names."""
    return Labels(
        worlds=worlds,
        schemes=tuple((worlds[outline.world], outline.scheme.name) for outline in outlines),
        roots=tuple(outline.scheme.luck_root for outline in outlines),
        kinds=tuple(kind.name for kind in kinds),
        acts=tuple(frame.acts),
        services=tuple(frame.services),
        attributes=tuple(frame.attribute_row),
        traits=tuple(frame.trait_row),
        opens=tuple(frame.open_row),
        senses=tuple(name for outline in outlines for name in outline.senses),
        rules=tuple(name for outline in outlines for name in outline.rules),
        lists=tuple(name for outline in outlines for name in outline.lists),
        tiers=tuple(tuple(outline.tiers) for outline in outlines),
        repairs=tuple(name for outline in outlines for name in outline.repairs),
        consequences=tuple(name for _, name in compiled.names),
        copies=tuple(name for _, name in compiled.copied),
        groups=tuple(kinds_of_group for outline in outlines for kinds_of_group in groups(outline)),
        levels=tuple(frame.levels(name) for name in frame.attribute_row),
        districts=tuple(frame.population.district_names),
    )


def groups(outline: Outline) -> list[tuple[str, ...]]:
    """The kinds of sense in each risk group of a scheme."""
    own = groups_of(outline)
    senses = outline.scheme.senses
    return [
        tuple(dict.fromkeys(senses[name].kind for name, number in own.items() if number == group))
        for group in range(min(len(outline.kinds), MOST_GROUPS))
    ]
