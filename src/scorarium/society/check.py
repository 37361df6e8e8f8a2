"""Check a society by itself: everything that can be wrong although each value is right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from scorarium.errors import Fault, MalformedError
from scorarium.quantities import DAYS_PER_YEAR, Axis, Number, key_text, rational, shown
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.check_doings import check_acts, check_doings
from scorarium.scheme.check_names import axes
from scorarium.scheme.condition import Levels
from scorarium.scheme.document import Path
from scorarium.scheme.forms import NUMERIC_AXES
from scorarium.scheme.levels import check_case, levels_matching
from scorarium.scheme.notes import Notes
from scorarium.scheme.salvage import unaffected
from scorarium.scheme.walk import each, walk
from scorarium.society.check_fit import check_fit
from scorarium.society.check_people import check_people
from scorarium.society.check_possible import check_plain, check_possible
from scorarium.society.recipe import Attribute, Society, Trait
from scorarium.society.shared import clashes

MOST_PERSONS: Final = 2**31 - 1
MOST_CANDIDATES: Final = 256
"""What a person can at most do in a tick, expected: the Poisson table holds no more."""


def check_society(society: Society, pruned: Iterable[Path] = ()) -> list[Fault]:
    """Check a society by itself.

    Parameters
    ----------
    pruned
        What was left out of a faulty file: faults that may be due to that are not reported.

    Returns
    -------
    list of Fault
        In the order of the file; empty if all is well.
    """
    notes, pruned = Notes(society), tuple(pruned)
    check_people(notes, society)
    if society.persons is not None and not 1 <= society.persons <= MOST_PERSONS:
        notes.add(("persons",), "no number of persons", got=shown(society.persons), expected=f"1 to {MOST_PERSONS:,}")
    if society.year is not None and not 1000 <= society.year <= 2999:
        notes.add(("year",), "not a year", got=str(society.year), expected="a year such as 2018")
    check_doers(notes, (), society.acts, society.services, society.attributes, society.traits)
    if society.firms is not None:
        firms = society.firms
        if firms.count.is_constant and firms.count.constant_value > MOST_PERSONS:
            got, expected = key_text(firms.count.constant_value), f"a share of persons, or at most {MOST_PERSONS:,}"
            notes.add(("firms", "count"), "more firms than can be numbered", got=got, expected=expected)
        acts, services = {**society.acts, **firms.acts}, {**society.services, **firms.services}
        check_doers(notes, ("firms",), firms.acts, firms.services, firms.all_attributes, firms.traits)
        check_buys(notes, ("firms",), firms.acts, services)
        check_leads(notes, ("firms",), firms.services, acts)
        is_whole = not any(path[:1] == ("firms",) for path, _ in notes.found)  # else it is said already
        for one in clashes(society, firms) if is_whole else ():
            notes.add(("firms", *one.at), one.problem, got=one.got, expected=one.expected, repair=one.repair)
    check_buys(notes, (), society.acts, society.services)
    check_leads(notes, (), society.services, society.acts)
    _check_strategic(notes, society)
    _check_axes(notes, society)
    check_doings(notes, society, {**society.acts, **(society.firms.acts if society.firms is not None else {})})
    _check_candidates(notes, society)
    _check_sources(notes, society)
    check_plain(notes, society)
    check_fit(notes, society)
    if not pruned:
        check_possible(notes, society)
    return sorted(set(unaffected(notes.found, pruned)))


def check_is(notes: Notes, path: Path, facts: Mapping[str, Levels], attributes: Mapping[str, Attribute]) -> None:
    """Check facts about persons against the attributes that there are."""
    for name, spec in facts.items():
        if name not in attributes:
            notes.unknown((*path, name), "attribute", name, attributes, on_key=True)
            continue
        try:
            levels_matching(attributes[name].levels, spec)
        except MalformedError as malformed:
            for complaint in malformed.complaints:
                at = (*path, name)
                notes.add(
                    at, complaint.problem, got=complaint.got, expected=complaint.expected, repair=complaint.repair
                )


def check_doers(
    notes: Notes, under: Path, acts: Mapping[str, Act], services: Mapping[str, Service],
    attributes: Mapping[str, Attribute], traits: Mapping[str, Trait],
) -> None:  # fmt: skip
    """Check who does acts and asks for services, and what moves them to."""
    check_acts(notes, under, acts)
    for kind, things in (("acts", acts), ("services", services)):
        for name, thing in things.items():
            path = (*under, kind, name)
            check_is(notes, (*path, "is"), thing.is_, attributes)
            for trait in thing.loads:
                if trait not in traits and trait != "income":
                    notes.unknown((*path, "loads", trait), "trait", trait, [*traits, "income"], on_key=True)


def check_buys(notes: Notes, under: Path, acts: Mapping[str, Act], services: Mapping[str, Service]) -> None:
    """Check that what acts go ahead in is there."""
    for name, act in acts.items():
        if act.buys is not None and act.buys not in services:
            notes.unknown((*under, "acts", name, "buys"), "service", act.buys, services)


def check_leads(notes: Notes, under: Path, services: Mapping[str, Service], acts: Mapping[str, Act]) -> None:
    """Check to what services lead, and what they feed."""
    for name, service in services.items():
        path = (*under, "services", name)
        rest = [act for act, share in service.leads_to.items() if share == "rest"]
        if len(rest) > 1:
            notes.add((*path, "leads_to", rest[1]), "a second rest", got="'rest'", expected="one rest")
        shares = [share for share in service.leads_to.values() if isinstance(share, Number) and share.is_constant]
        if sum(share.constant_value for share in shares) > 1 + 1e-9:
            notes.add((*path, "leads_to"), "shares that sum to more than 100%", expected="at most 100%")
        for feed in service.feeds or ():
            if feed != "income":
                notes.unknown((*path, "feeds", feed), "thing that a service feeds", feed, ["income"])


def district_names(society: Society) -> tuple[str, ...]:
    """The names of the districts: as some figure gives them, or numbers from 1; nothing where they are not counted."""
    declared = society.districts
    if declared is None:
        return ("1",)
    named = [tuple(map(key_text, dict(one.by.cases))) for one in declared.all_fields.values() if one.by is not None]
    if named:
        return named[0]
    count = int(declared.count.constant_value) if declared.count.is_constant else 0
    return tuple(str(k + 1) for k in range(count))


def check_districts(notes: Notes, path: Path, axis: Axis, society: Society, *, is_whole: bool) -> None:
    """Check the districts that a number names; `is_whole`: it has to name all of them."""
    names = district_names(society)
    cases = [key_text(key) for key, _ in axis.cases]
    unknown = [name for name in cases if name not in names]
    for name in unknown if names else ():
        notes.unknown((*path, name), "district", name, names, on_key=True)
    missing = [name for name in names if name not in cases]
    if missing and is_whole and not unknown:
        repair = f"Add {missing[0]}: …, or a default."
        notes.add(path, "a district of which nothing is said", got=f"'{missing[0]}'", repair=repair, on_key=True)


def _check_strategic(notes: Notes, society: Society) -> None:
    strategic = society.psychology.strategic if society.psychology is not None else None
    if strategic is None:
        return
    path = ("psychology", "strategic")
    for act in strategic.acts:
        if act not in society.acts:
            notes.unknown((*path, "acts", act), "act", act, society.acts)
    if strategic.boldness not in society.traits:
        notes.unknown((*path, "boldness"), "trait", strategic.boldness, society.traits)
    elif society.traits[strategic.boldness].law in (None, "normal"):
        problem, got = "a boldness that may be below nought", f"'{strategic.boldness}', a normal trait"
        repair = f"Write traits: {{{strategic.boldness}: {{law: exponential, mean: 0.25}}}}."
        notes.add((*path, "boldness"), problem, got=got, expected="a trait of another law", repair=repair)


def _check_axes(notes: Notes, society: Society) -> None:
    firms = society.firms.all_attributes if society.firms is not None else {}
    for path, number in each(society, Number):
        attributes = {**society.attributes, **firms} if path[0] == "firms" else society.attributes
        for at, axis in axes(number):
            where = (*path, *at)
            if axis.on in ("tier", "list") or (axis.on in NUMERIC_AXES and axis.on != "amount"):
                notes.add(where, "a society that names a part of a scheme", got=f"'{axis.on}'",
                          expected="an attribute, district, amount or time", on_key=True)  # fmt: skip
            elif path[0] == "psychology" and axis.on in ("amount", "time"):
                notes.add(where, "how people answer is theirs for the whole run", got=f"'{axis.on}'",
                          expected="an attribute or district", on_key=True)  # fmt: skip
            elif axis.on in attributes:
                for key, _ in axis.cases:
                    complaint = check_case(key, attributes[axis.on].levels)
                    if complaint is not None:
                        notes.add((*where, key_text(key)), complaint.problem, got=complaint.got,
                                  expected=complaint.expected, repair=complaint.repair, on_key=True)  # fmt: skip
            elif axis.on.startswith("district."):
                check_field(notes, where, axis.on.removeprefix("district."), society)
            elif axis.on == "district":
                check_districts(notes, where, axis, society, is_whole=number.default is None and at[0] == "by")
            elif axis.on not in ("amount", "time"):
                notes.unknown(where, "attribute", axis.on, [*attributes, "district", "amount", "time"], on_key=True)
        if number.field is not None:
            check_field(notes, path, number.field, society)


def check_field(notes: Notes, path: Path, name: str, society: Society) -> None:
    """Check that districts have a figure of this name."""
    fields = society.districts.all_fields if society.districts is not None else {}
    if name not in fields:
        notes.unknown(path, "figure of districts", name, fields)


def _check_candidates(notes: Notes, society: Society) -> None:
    check_candidates(notes, ("tick",), society, society.acts, society.services)


def check_candidates(
    notes: Notes, path: Path, society: Society, acts: Mapping[str, Act], services: Mapping[str, Service]
) -> None:
    """Refuse what no tick can hold: more than 256 expected candidates for one person."""
    rates = [act.rate for act in acts.values() if act.rate is not None]
    rates += [service.demand for service in services.values() if isinstance(service.demand, Number)]
    expected = sum(highest(rate) for rate in rates) * years_of(society)
    if expected > MOST_CANDIDATES:
        got = f"{expected:.0f} in a tick of {key_text(float(rational(society.tick)))} days"
        most = f"at most {MOST_CANDIDATES} for a person"
        notes.add(path, "more acts than a tick can hold", got=got, expected=most,
                  repair="Take a shorter tick, or leave out acts that nobody scores.")  # fmt: skip


def years_of(society: Society) -> float:
    """Give how long a tick is, in years."""
    return float(rational(society.tick) / DAYS_PER_YEAR)


def highest(number: Number) -> float:
    """Give the highest value that a number takes anywhere."""
    plain = [number.default.value] if number.default is not None else []
    plain += [value.value for _, value in number.by.cases] if number.by is not None else []
    if number.law is not None:
        plain += [number.law.mean.value] if number.law.mean is not None else [*(number.law.bounds or ())]
        plain += [value for value, _ in number.law.shares]
    factors = math.prod(max(1.0, *(value.value for _, value in axis.cases)) for axis in number.times)
    return max(plain, default=0.0) * factors


def _check_sources(notes: Notes, society: Society) -> None:
    if not society.references:
        return
    for path, found in walk(society):
        refs: list[tuple[Path, str | None]] = [(("ref",), getattr(found, "ref", None))]
        if isinstance(found, Number):
            refs = [((*at, "ref"), plain.source.ref) for at, plain in found.leaves()]
        for at, ref in refs:
            if isinstance(ref, str) and ref not in society.references:
                notes.unknown((*path, *at), "reference", ref, society.references)
