"""What the numbers hang on: every assumed number with its range, what is switched off, what a run cannot say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from scorarium.engine.psychology import DEFAULTS, resolve
from scorarium.quantities import Count, Duration, Number, Plain, Source, key_text
from scorarium.report import words
from scorarium.report.content import Section, Table
from scorarium.report.material import Material
from scorarium.scheme.document import Document

BASES: Final = ("documented", "derived", "fitted", "assumed", "not said")
FIXED: Final = frozenset({"references", "scorarium", "facts"})
MECHANISMS: Final[dict[str, str]] = {
    "deterrence": "people do less of what is punished",
    "rewards": "people do more of what is rewarded",
    "habit": "what is left often becomes a habit",
    "chill": "people leave lawful, protected acts as well",
    "hearsay": "people learn of risks from friends",
    "beliefs": "people learn the risk from experience",
}
Row = tuple[str, float, str, Source]


def section(material: Material) -> Section:
    """Counts by basis, tables of assumed numbers, what is off, what cannot be said."""
    documents: list[Document] = [used.scheme for used in material.distinct]
    documents += list(material.order.societies.values())
    counts = dict.fromkeys(BASES, 0)
    tables = []
    for document in documents:
        rows = list(numbers(document))
        for _, _, _, source in rows:
            counts[source.basis or "not said"] += 1
        tables.append(_table(document, rows))
    minds = _minds(material)
    if minds is not None:
        table, more = minds
        tables.append(table)
        for basis, n in more.items():
            counts[basis] += n
    total = sum(counts.values())
    shown = [{"name": basis, "key": basis.replace("not said", "unsaid"), "n": n, "share": f"{100 * n / total:.2f}"}
             for basis, n in counts.items() if n]  # fmt: skip
    lead = (
        f"{total:,} numbers went into this run; {counts['assumed']:,} of them are assumed. A result that turns over"
        " when an assumed number moves within its range is a result about the assumption."
    )
    return Section(
        "basis", "What it hangs on", "What these numbers hang on", (lead,), kind="basis",
        data={"counts": shown, "tables": [one for one in tables if one is not None], "off": _off(material),
              "cannot": _cannot(material)},
    )  # fmt: skip


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[Row]:
    """Walk a declaration and give the path, value, dimension and source of each number in it."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set and not (not path and name in FIXED):
                yield from numbers(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Number):
        for inner, plain in value.leaves():
            yield ".".join((*path, *inner)), plain.value, value.dimension, plain.source
    elif isinstance(value, Plain):
        yield ".".join(path), value.value, "number", value.source
    elif isinstance(value, Count):
        yield ".".join(path), value.n, "count", value.source
    elif isinstance(value, Duration):
        yield ".".join(path), float(value.days), "duration", Source()
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            step = key if isinstance(key, str) else "/".join(map(str, key)) if isinstance(key, tuple) else key_text(key)
            yield from numbers(inner, (*path, step))


def said(value: float, dimension: str) -> str:
    """Write a number with the unit of its dimension."""
    if dimension == "share":
        return f"{words.figure(100 * value)}%"
    if dimension == "duration":
        return (
            "never"
            if math.isinf(value)
            else words.years(value / 365.25)
            if value >= 1
            else f"{words.figure(value)} days"
        )
    units = {"rate": " a year", "money": " days’ income", "points": " points"}
    return words.figure(value, signed=dimension == "points") + units.get(dimension, "")


def _table(document: Document, rows: list[Row]) -> dict[str, object] | None:
    """The assumed numbers of one declaration."""
    references: Mapping[str, Any] = getattr(document, "references", {})
    lines = []
    for path, value, dimension, source in rows:
        if source.basis != "assumed":
            continue
        low_high = (
            f"{said(source.range[0], dimension)} to {said(source.range[1], dimension)}" if source.range else "not said"
        )
        lines.append((path, said(value, dimension), low_high, _work(references, source.ref)))
    if not lines:
        return None
    title = getattr(document, "title", None) or document.name
    return {
        "title": f"{title}: {words.counted(len(lines), 'assumed number')} of {len(rows)}",
        "table": Table(("number", "value", "range", "where it comes from"), tuple(lines)),
    }


def _work(references: Mapping[str, Any], name: str | None) -> str:
    if name is None:
        return ""
    work = references.get(name)
    return f"{work.title} ({work.year})" if work is not None and work.year else work.title if work is not None else name


def _minds(material: Material) -> tuple[dict[str, object], dict[str, int]] | None:
    """Numbers on how people answer that the engine fills in, where people answer at all."""
    minds = [resolve(society.psychology) for society in material.order.societies.values()]
    if not any(mind.learns for mind in minds):
        return None
    written = frozenset.intersection(*(mind.written for mind in minds))
    counts: dict[str, int] = {}
    lines = []
    for name, default in DEFAULTS.items():
        if name in written:
            continue
        counts[default.basis] = counts.get(default.basis, 0) + 1
        low, high = default.range
        value = f"{words.figure(default.value)} {default.unit if default.unit != '1' else ''}".strip()
        lines.append(
            (
                words.plain(name),
                value,
                f"{words.figure(low)} to {words.figure(high)}",
                f"{default.basis}: {default.source}",
            )
        )
    title = f"How people answer: {words.counted(len(lines), 'number')} that the society leaves to the engine"
    return {"title": title, "table": Table(("number", "value", "range", "where it comes from"), tuple(lines))}, counts


def _off(material: Material) -> list[str]:
    """What is switched off in a society."""
    found = []
    for society in material.order.societies.values():
        mind = resolve(society.psychology)
        flags = {"deterrence": mind.deterrence, "rewards": mind.rewards, "habit": mind.habit, "chill": mind.chill,
                 "hearsay": mind.hearsay, "beliefs": mind.beliefs and mind.learns}  # fmt: skip
        off = [MECHANISMS[name] for name, is_on in flags.items() if not is_on]
        if off:
            found.append(f"In {society.title or society.name}, these are switched off: {'; '.join(off)}.")
        missing = [name for name, there in (
            ("friends", society.ties is not None and society.ties.friends is not None),
            ("households", society.ties is not None and society.ties.household is not None),
            ("districts", society.districts is not None),
            ("services", bool(society.services)),
        ) if not there]  # fmt: skip
        if missing:
            found.append(f"{words.capital(society.title or society.name)} has no {words.listed(missing)}.")
    return found


def _cannot(material: Material) -> list[str]:
    """What a run of this kind cannot say."""
    found = [
        "Births, deaths and ageing are not modelled: the same people live through the whole run.",
        "Rates of what nobody records are guesses of an order of magnitude; what a scheme records follows from them.",
        "How strongly people answer to a scheme is taken from other settings than this one.",
        "Nothing here says what happened, or would happen, in a real place.",
    ]
    if material.replicates == 1:
        found.insert(
            0, "There is one replicate: intervals rest on its people alone and miss what differs between runs."
        )
    elif material.replicates < 5:
        found.insert(
            0, f"There are {words.small(material.replicates)} replicates: intervals over so few are wide and rough."
        )
    if any(used.scheme.fidelity in ("fictional", "hypothetical") for used in material.distinct):
        found.append("Some of the schemes never existed.")
    return found
