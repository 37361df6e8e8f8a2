"""Check a scheme against the society in which it is to run."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from scorarium.errors import Fault
from scorarium.quantities import Count, Number, key_text, rational
from scorarium.scheme.check_names import axes
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Path
from scorarium.scheme.forms import NAMED_AXES, NUMERIC_AXES
from scorarium.scheme.levels import check_case
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.scores import Factor
from scorarium.scheme.walk import each, walk
from scorarium.society.check import check_districts, check_field, check_is, district_names
from scorarium.society.check_brought import check_brought, check_detection
from scorarium.society.check_fit import check_levels_said
from scorarium.society.recipe import Attribute, Society

CLOCKS: Final = ("lasts", "every", "repeat_within", "lasting", "half_life")
"""Words whose meaning a rounding up to a whole tick changes; a delay is merely a little longer."""


def check_pair(scheme: Scheme, society: Society, *, clocks: bool = True, under: Path = ()) -> list[tuple[Path, Fault]]:
    """Check whether a society has what a scheme asks of it, and whether the scheme can run there.

    Parameters
    ----------
    clocks
        Whether a clock shorter than a tick counts as a fault; a run rounds it up and says so.
    under
        Where the reform stands that made the scheme what it is.

    Returns
    -------
    list of (path, Fault)
        Empty if all is well.
    """
    notes = Notes(scheme, under)
    attributes = attributes_of(society)
    for path, facts in facts_in(scheme):
        check_is(notes, path, facts, attributes)
    for path, name in attributes_named(scheme):
        if name not in attributes:
            notes.unknown(path, "attribute", name, attributes)
    for path, number in each(scheme, Number):
        _check_number(notes, path, number, society, attributes)
    check_levels_said(notes, scheme, attributes)
    _check_amounts(notes, scheme, society)
    _check_starts(notes, scheme, society)
    if scheme.subjects == "firms" and society.firms is None:
        notes.add(("subjects",), f"{society.name} has no firms", got="'firms'", expected="a society with firms")
    check_brought(notes, scheme, society)
    check_detection(notes, scheme)
    if clocks:
        _check_clocks(notes, scheme, society)
    return notes.found


def acts_that_nobody_does(scheme: Scheme, society: Society) -> tuple[str, ...]:
    """List the acts that a scheme watches for and that do not happen in a society, in the order of its senses."""
    firms = society.firms
    done = {*society.acts, *scheme.acts, *(firms.acts if firms is not None else {})}
    for services in (society.services, scheme.services, firms.services if firms is not None else {}):
        done |= {act for service in services.values() for act in service.leads_to}
    seen = [act for sense in scheme.senses.values() for act in sense.sees if act not in done]
    return tuple(dict.fromkeys(seen))


def needed_attributes(scheme: Scheme) -> tuple[str, ...]:
    """List the attributes that only a society can bring, in the order in which the scheme names them."""
    named = [name for _, facts in facts_in(scheme) for name in facts]
    named += [name for _, name in attributes_named(scheme)]
    for _, number in each(scheme, Number):
        named += [axis.on for _, axis in axes(number) if _is_attribute(axis.on)]
    return tuple(dict.fromkeys(named))


def attributes_of(society: Society) -> dict[str, Attribute]:
    """Give the attributes of persons, and those of firms under names that persons do not have."""
    return {**(society.firms.all_attributes if society.firms is not None else {}), **society.attributes}


def facts_in(scheme: Scheme) -> Iterator[tuple[Path, Any]]:
    """List what the scheme asks of persons, wherever it does."""
    for path, part in walk(scheme):
        facts = getattr(part, "is_", None)
        if facts:
            yield (*path, "is"), facts


def attributes_named(scheme: Scheme) -> Iterator[tuple[Path, str]]:
    """List the attributes that factors and pools name."""
    for path, factor in each(scheme, Factor):
        for word in ("from_attribute", "proxy_of"):
            name = getattr(factor, word)
            if name is not None:
                yield (*path, word), name
    for name, sense in scheme.senses.items():
        for member in (sense.identification.pool or ()) if sense.identification is not None else ():
            if member != "district":
                yield ("senses", name, "identification", "pool", member), member


def _is_attribute(on: str) -> bool:
    return on not in NUMERIC_AXES | NAMED_AXES | {"time"} and not on.startswith("district.")


def _check_number(notes: Notes, path: Path, number: Number, society: Society, attributes: dict[str, Attribute]) -> None:
    for at, axis in axes(number):
        where = (*path, *at)
        if axis.on.startswith("district."):
            check_field(notes, where, axis.on.removeprefix("district."), society)
        elif axis.on == "district":
            check_districts(notes, where, axis, society, is_whole=number.default is None and at[0] == "by")
        elif _is_attribute(axis.on) and axis.on not in attributes:
            notes.unknown(where, "attribute", axis.on, attributes, on_key=True)
        elif axis.on in attributes:
            for key, _ in axis.cases:
                complaint = check_case(key, attributes[axis.on].levels)
                if complaint is not None:
                    notes.add((*where, key_text(key)), complaint.problem, got=complaint.got,
                              expected=complaint.expected, repair=complaint.repair, on_key=True)  # fmt: skip
    if number.field is not None:
        check_field(notes, path, number.field, society)


def _check_amounts(notes: Notes, scheme: Scheme, society: Society) -> None:
    """Check that acts whose amount counts have one, and that acts which must be settled stay open."""
    declared = {**(society.firms.acts if society.firms is not None else {}), **society.acts, **scheme.acts}
    for name, rule in (scheme.score.rules if scheme.score is not None else {}).items():
        done = [act for act in rule.on or () if act in declared]
        asks = "per" if rule.per is not None else "above"
        if done and getattr(rule, asks) is not None and not any(declared[act].amount is not None for act in done):
            problem, expected = f"in {society.name}, {done[0]} has no amount", f"acts.{done[0]}.amount there"
            notes.add(("score", "rules", name, asks), problem, expected=expected, on_key=True)
    for at, condition in each(scheme, Condition):
        for act in condition.open:
            if act in declared and declared[act].stays_open is None and "in_scheme" not in at:
                expected = f"acts.{act}.stays_open there"
                notes.add(
                    (*at, "open", act), f"in {society.name}, {act} never stays open", expected=expected, on_key=True
                )


def _check_starts(notes: Notes, scheme: Scheme, society: Society) -> None:
    """Check that the records with which districts begin belong to districts that there are."""
    names = district_names(society)
    for sense, one in scheme.senses.items():
        for name in one.effort.starts if one.effort is not None and names else ():
            if name not in names:
                path = ("senses", sense, "effort", "starts", name)
                notes.unknown(path, "district", name, names, on_key=True)


def _check_clocks(notes: Notes, scheme: Scheme, society: Society) -> None:
    tick = rational(society.tick)
    for path, days in _clocks(scheme):
        if 0 < days < tick:
            got, expected = f"{key_text(float(days))} days", f"at least a tick, {key_text(float(tick))} days"
            repair = "Take a society with a shorter tick, or a longer clock."
            notes.add(path, "a clock shorter than a tick", got=got, expected=expected, repair=repair)


def _clocks(scheme: Scheme) -> Iterator[tuple[Path, Fraction]]:
    for path, part in walk(scheme):
        if isinstance(part, Count) and part.within is not None and not part.within.is_never:
            yield path, rational(part.within)
        for word in CLOCKS:
            clock = None if isinstance(part, Condition) else getattr(part, word, None)
            if isinstance(clock, Number):
                finite = [plain.value for _, plain in clock.leaves() if plain.value < float("inf")]
                yield from (((*path, word), rational(days)) for days in finite)
