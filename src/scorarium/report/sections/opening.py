"""The opening: a headline, what was found in a few sentences, and what this is and is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scorarium.report import words
from scorarium.report.material import Material, Measured, World
from scorarium.report.sections import acts, say
from scorarium.studies.remarks import remarks


@dataclass(frozen=True)
class Finding:
    """What may be said of an outcome, where a scheme moved it beyond chance.

    Parameters
    ----------
    outcome
        Its name.
    weight
        Large for what a reader would want to know first.
    least
        A smaller difference is not worth a headline.
    more, less
        Of a headline whose subject is the scheme, as it raises or lowers the outcome; `{n}` is by how much.
    line
        Of the standfirst; `{way}` is one of the two words in `ways`.
    ways
        As the outcome is raised or lowered.
    """

    outcome: str
    weight: float
    least: float
    more: str
    less: str
    line: str
    ways: tuple[str, str] = ("", "")


FINDINGS: Final = (
    Finding(
        "wrongful_listed_days", 6, 1.0, "lists people for what they did not do", "spares people wrong listings",
        "people spend {n} days a year per 1,000 people on a black list on a ground that is not theirs",
    ),
    Finding(
        "chilled_acts", 5, 0.1, "chills lawful acts", "frees lawful acts",
        "{n} lawful, protected acts a year per 1,000 people are left undone",
    ),
    Finding(
        "welfare_mean", 4, 0.01, "leaves people better off", "costs people welfare",
        "a person’s welfare is {n} days’ income a year {way}", ("higher", "lower"),
    ),
    Finding(
        "refused_demands", 3, 1.0, "shuts doors", "opens doors",
        "{n} {way} demands for a service a year per 1,000 people are refused", ("more", "fewer"),
    ),
    Finding(
        "listed_share", 2.5, 0.001, "puts {n} of people on a black list", "empties black lists",
        "{n} of people stand on a black list at the end",
    ),
    Finding(
        "harm_mean", 2, 0.001, "makes people do more harm", "keeps people from doing harm",
        "the harm that people do {way} by {n} days’ income per person and year", ("rises", "falls"),
    ),
    Finding(
        "fines_mean", 1.5, 0.001, "makes people pay", "pays people",
        "a person {way} {n} days’ income a year", ("pays, net of what the scheme pays out,", "is paid, net of fines,"),
    ),
    Finding(
        "acts_prevented", 1, 1.0, "changes what people do", "changes what people do",
        "{n} acts a year per 1,000 people are left undone",
    ),
    Finding(
        "acts_provoked", 0.9, 1.0, "draws people to what it rewards", "draws people to what it rewards",
        "{n} acts a year per 1,000 people are done that would not have been",
    ),
)  # fmt: skip
GLANCE: Final = (
    "welfare_mean", "harm_mean", "acts_prevented", "chilled_acts", "refused_demands", "listed_share",
    "wrongful_listed_days", "wrongful_entries",
)  # fmt: skip
MOST_COLUMNS: Final = 6
MOST_NAMED: Final = 3
SILENCE: Final = 0.1
"""The share of protected acts left undone from which on a headline may speak of silence."""


def clear(material: Material, world: World) -> list[tuple[Finding, Measured]]:
    """What a world did beyond chance: first what lies above the noise floor, then by weight."""
    found = []
    for finding in FINDINGS:
        measured = material.measured(finding.outcome, world.name)
        if measured is None or not measured.difference.is_known or measured.is_unclear:
            continue
        if measured.difference.value != 0:
            found.append((finding, measured))
    return sorted(found, key=lambda pair: (pair[1].is_below, _is_small(*pair), -pair[0].weight))


def _is_small(finding: Finding, measured: Measured) -> bool:
    return abs(measured.difference.value) < finding.least


def headline(material: Material) -> str:
    """The headline of the page: what each world did that the others did not."""
    span = words.capital(words.years(material.years))
    if not material.worlds:
        return f"{span} without any scheme"
    if len(material.worlds) == 1:
        world = material.worlds[0]
        found = worthy(material, world)[:2]
        if not found:
            return f"{span} under {world.title}: no effect that this run can tell from chance"
        return f"{span} on, {world.title} {' and '.join(_head(material, world, *pair) for pair in found)}"
    clauses = _clauses(material)
    if not clauses:
        return f"{span} under {_under(material)}: no effect that this run can tell from chance"
    return f"{span} on: {'; '.join(clauses)}"


def worthy(material: Material, world: World) -> list[tuple[Finding, Measured]]:
    """What is clear and large enough for a headline; what lies below the noise floor only if nothing else is."""
    found = [pair for pair in clear(material, world) if not _is_small(*pair)]
    above = [pair for pair in found if not pair[1].is_below]
    return above or found


def _clauses(material: Material) -> list[str]:
    """One clause for each world, each with another finding as far as there are others."""
    used: set[str] = set()
    clauses = []
    for world in material.worlds[:MOST_NAMED]:
        found = worthy(material, world)
        new = [pair for pair in found if pair[0].outcome not in used]
        if found:
            finding, measured = (new or found)[0]
            used.add(finding.outcome)
            clauses.append(f"{world.name} {_head(material, world, finding, measured)}")
        elif clear(material, world):
            clauses.append(f"{world.name} hardly touches anybody")
    return clauses


def _head(material: Material, world: World, finding: Finding, measured: Measured) -> str:
    """The clause of a finding; silence is a word for more than a trace of it."""
    if finding.outcome == "chilled_acts" and acts.chilled_share(material, world) >= SILENCE:
        return "silences people"
    return (finding.more if measured.difference.value > 0 else finding.less).format(n=say.size(measured))


def standfirst(material: Material) -> list[str]:
    """What was run, and a sentence or two on each world."""
    times = f"{words.capital(words.times_over(material.replicates))} over, " if material.replicates > 1 else ""
    ways = f"once without any scheme and once under {_under(material)}" if material.worlds else "without any scheme"
    opening = f"{times}{material.persons:,} people who do not exist live {words.years(material.years)}, {ways}."
    if material.worlds:
        opening += " They are the same people with the same luck each time, so what differs is the scheme’s doing."
    told = [*(_of_world(material, world) for world in material.worlds), *remarks(material.order)]
    return [words.capital(opening), *told]


def _under(material: Material) -> str:
    if len(material.worlds) == 1:
        return material.worlds[0].title
    roots = {used.scheme.luck_root for used in material.schemes}
    what = "schemes" if len(roots) == len(material.worlds) else "variants"
    return f"each of {words.small(len(material.worlds))} {what}"


def _of_world(material: Material, world: World) -> str:
    """What one world did: two or three clear findings with their intervals."""
    found = clear(material, world)[: 3 if len(material.worlds) == 1 else 2]
    if not found:
        return f"Under {world.title} nothing that matters here differs by more than chance."
    return f"Under {world.title}, {'; '.join(_line(*pair) for pair in found)}."


def _line(finding: Finding, measured: Measured) -> str:
    name = finding.outcome
    way = finding.ways[0 if measured.difference.value > 0 else 1]
    line = finding.line.format(n=say.size(measured), way=way)
    ends = say.interval(name, measured.difference)
    sure = f"95% interval {ends}{'%' if say.is_share(name) else ''}" if ends else ""
    remarks = "; ".join(part for part in (sure, "below the noise floor" if measured.is_below else "") if part)
    return f"{line} ({remarks})" if remarks else line


def glance(material: Material) -> dict[str, object] | None:
    """A small table: worlds by the outcomes that matter most, as differences to none."""
    known = {name: say.known(material, name, material.worlds) for name in GLANCE}
    names = [name for name in GLANCE if any(one.difference.is_known for _, one in known[name])][:MOST_COLUMNS]
    if not names:
        return None
    heads = [{"title": say.title(name), "unit": say.unit(name, known[name][0][1].unit)} for name in names]
    rows = []
    for world in material.worlds:
        cells = [_cell(material.measured(name, world.name), name) for name in names]
        rows.append({"name": world.name, "tone": world.tone, "cells": cells})
    return {"heads": heads, "rows": rows}


def _cell(measured: Measured | None, name: str) -> dict[str, object]:
    if measured is None or not measured.difference.is_known:
        return {"value": words.DASH, "interval": "", "quiet": True}
    is_nought = measured.difference.value == 0
    return {
        "value": say.number(name, measured.difference, signed=True),
        "interval": "" if is_nought else say.interval(name, measured.difference, signed=True),
        "quiet": measured.is_noise,
    }


def what_it_is(material: Material) -> tuple[str, str]:
    """What this is, and what it is not."""
    levels = list(dict.fromkeys(used.scheme.fidelity for used in material.distinct if used.scheme.fidelity))
    which = "scheme is" if len(material.distinct) == 1 else "schemes are"
    close = f" The {which} {words.listed(levels)}." if levels else ""
    society = words.listed([text.title or name for name, text in material.order.societies.items()])
    is_ = (
        f"A simulation. Every person was drawn by a generator, from published tables and assumptions ({society})."
        f"{close} Figures are differences to the same people without the scheme, and can be made again bit for bit."
    )
    is_not = (
        "A forecast, or a record of any place. Nobody here exists, and nothing tells what happened to real people."
        " Intervals cover luck only: whether the assumptions hold is another question, and they are listed at the end."
    )
    return is_, is_not
