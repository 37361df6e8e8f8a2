"""Check who lives in a society: attributes, tables, traits, districts and ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scorarium.quantities import Number, key_text
from scorarium.scheme.document import Path
from scorarium.scheme.notes import Notes
from scorarium.society.recipe import Attribute, JointTable, Society, Trait

ROUNDING: Final = 0.005
"""How far a published table may be off its margins: half a per cent of all people."""
KINDS: Final = ("shares", "share", "quintiles", "by")


def check_people(notes: Notes, society: Society) -> None:
    """Check everything but what people do and ask for."""
    _check_population(notes, (), society.attributes, society.traits)
    for name, table in society.joint_tables.items():
        _check_joint(notes, ("joint_tables", name), table, society.attributes)
    for one, other in society.trait_correlations:
        for name in (one, other):
            if name not in society.traits:
                path = ("trait_correlations", f"{one}/{other}")
                notes.unknown(path, "trait", name, society.traits, on_key=True)
    _check_districts(notes, society)
    _check_ties(notes, society)
    firms = society.firms
    if firms is not None:
        _check_population(notes, ("firms",), firms.attributes, firms.traits)
        check_sum(notes, ("firms", "sizes"), firms.sizes)
        check_sum(notes, ("firms", "sectors"), firms.sectors)


def check_sum(notes: Notes, path: Path, shares: Mapping[str, Number]) -> None:
    """Check that shares sum to 100 %, unless they depend on something."""
    if not shares or not all(share.is_constant for share in shares.values()):
        return
    total = sum(share.constant_value for share in shares.values())
    if abs(total - 1) > 1e-6:
        got = f"{key_text(round(total * 100, 6))}%"
        notes.add(path, "shares that do not sum to 100%", got=got, expected="100%", on_key=True)


def _check_population(
    notes: Notes, under: Path, attributes: Mapping[str, Attribute], traits: Mapping[str, Trait]
) -> None:
    for name, attribute in attributes.items():
        _check_attribute(notes, (*under, "attributes", name), attribute, attributes)
    for name, trait in traits.items():
        path = (*under, "traits", name)
        for on, shifts in trait.shifts.items():
            if on not in attributes:
                notes.unknown((*path, "shifts", on), "attribute", on, attributes, on_key=True)
                continue
            for level in shifts:
                if level not in attributes[on].levels:
                    notes.unknown((*path, "shifts", on, level), "level", level, attributes[on].levels, on_key=True)
        if trait.law not in (None, "normal") and trait.mean is None:
            notes.add(path, f"the law {trait.law} needs a mean", expected="mean", repair="Add mean: ….", on_key=True)


def _check_attribute(notes: Notes, path: Path, attribute: Attribute, attributes: Mapping[str, Attribute]) -> None:
    written = [word for word in KINDS if getattr(attribute, word)]
    if len(written) != 1:
        got = " and ".join(written) or None
        notes.add(
            path, "an attribute needs one description", got=got, expected="shares, share, quintiles or by", on_key=True
        )
    check_sum(notes, (*path, "shares"), attribute.shares)
    if len(attribute.by) > 1:
        notes.add(
            (*path, "by"), "by takes one thing", got=", ".join(attribute.by), expected="one attribute", on_key=True
        )
    for on, cases in attribute.by.items():
        if on not in attributes:
            notes.unknown((*path, "by", on), "attribute", on, attributes, on_key=True)
            continue
        levels = attributes[on].levels
        for level, shares in cases.items():
            if level not in levels:
                notes.unknown((*path, "by", on, level), "level", level, levels, on_key=True)
            check_sum(notes, (*path, "by", on, level), shares)
        for level in levels:
            if level not in cases:
                notes.add((*path, "by", on), "a level without shares", expected=f"{level}: {{…}}", on_key=True)


def _check_joint(notes: Notes, path: Path, table: JointTable, attributes: Mapping[str, Attribute]) -> None:
    for name in table.of:
        if name not in attributes:
            notes.unknown((*path, "of", name), "attribute", name, attributes)
            return
    for cell in table.shares:
        if len(cell) != len(table.of):
            expected = f"levels of {', '.join(table.of)}"
            notes.add((*path, "shares", *cell), "a table of another depth", got="/".join(cell), expected=expected)
            return
        for depth, (name, level) in enumerate(zip(table.of, cell, strict=True)):
            levels = attributes[name].levels
            if level not in levels:
                notes.unknown((*path, "shares", *cell[: depth + 1]), f"level of {name}", level, levels, on_key=True)
                return
    check_sum(notes, (*path, "shares"), {"/".join(cell): share for cell, share in table.shares.items()})
    _check_margins(notes, path, table, attributes)


def _check_margins(notes: Notes, path: Path, table: JointTable, attributes: Mapping[str, Attribute]) -> None:
    """Check that the table says of each attribute what the attribute says of itself."""
    if not all(share.is_constant for share in table.shares.values()):
        return
    for depth, name in enumerate(table.of):
        for level, said in _margin(attributes[name]).items():
            inside = sum(share.constant_value for cell, share in table.shares.items() if cell[depth] == level)
            if abs(inside - said) > ROUNDING:
                got, expected = f"{level}: {inside:.1%}", f"{said:.1%} as in attributes.{name}"
                notes.add((*path, "shares"), f"a table at odds with {name}", got=got, expected=expected, on_key=True)


def _margin(attribute: Attribute) -> dict[str, float]:
    if attribute.quintiles is not None:
        return dict.fromkeys(attribute.levels, 0.2)
    if attribute.share is not None and attribute.share.is_constant:
        return {"true": attribute.share.constant_value, "false": 1 - attribute.share.constant_value}
    return {level: share.constant_value for level, share in attribute.shares.items() if share.is_constant}


def _check_districts(notes: Notes, society: Society) -> None:
    districts = society.districts
    if districts is None:
        return
    for name in districts.uneven:
        if name not in society.attributes:
            notes.unknown(("districts", "uneven", name), "attribute", name, society.attributes, on_key=True)
    for name, figure in districts.all_fields.items():
        path = ("districts", name) if name == "cameras" else ("districts", "fields", name)
        named = len(figure.by.cases) if figure.by is not None else None
        if named is not None and districts.count.is_constant and named != districts.count.constant_value:
            got, expected = f"{named} districts", key_text(districts.count.constant_value)
            notes.add(path, "a figure for another number of districts", got=got, expected=expected, on_key=True)


def _check_ties(notes: Notes, society: Society) -> None:
    ties = society.ties
    if ties is None:
        return
    if ties.household is not None:
        check_sum(notes, ("ties", "household", "sizes"), ties.household.sizes)
        for size in ties.household.sizes:
            if not size.isdigit() or not 0 < int(size) <= 100:
                path = ("ties", "household", "sizes", size)
                notes.add(path, "not a size of a household", got=f"'{size}'", expected="1 to 100", on_key=True)
    if ties.friends is not None:
        for name in ties.friends.alike_in:
            if name not in society.attributes and name != "district":
                path = ("ties", "friends", "alike_in", name)
                notes.unknown(path, "attribute", name, [*society.attributes, "district"], on_key=True)
