"""What the numbers hang on: every assumed number with its range, what is switched off, what a run cannot say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from scorarium.engine.psychology import DEFAULTS, resolve
from scorarium.quantities import UNSOURCED, Count, Duration, Number, Plain, Source, key_text
from scorarium.report import words
from scorarium.report.content import Section, Table
from scorarium.report.hanging import HEAD, hangings, lead
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


@dataclass(frozen=True)
class Of:
    """What is written of an entry as a whole."""

    ref: str | None = None
    basis: str | None = None
    off: tuple[float, float] | None = None


UNSAID: Final = Of()


@dataclass(frozen=True)
class Row:
    """One number: where it stands, its value and range as words, on what it rests, the name of its reference."""

    path: str
    value: str
    basis: str | None
    bounds: str
    ref: str | None


def section(material: Material) -> Section:
    """Counts by basis, tables of assumed numbers, what is off, what cannot be said."""
    documents: list[Document] = [used.scheme for used in material.distinct]
    documents += list(material.order.societies.values())
    counts = dict.fromkeys(BASES, 0)
    tables = []
    for document in documents:
        rows = list(numbers(document))
        for row in rows:
            counts[row.basis or "not said"] += 1
        tables.append(_table(document, rows))
    minds = _minds(material)
    if minds is not None:
        table, more = minds
        tables.append(table)
        for basis, n in more.items():
            counts[basis] += n
    tables = [*_hanging(material), *tables]
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


def _hanging(material: Material) -> list[dict[str, object] | None]:
    """What each outcome hangs on, where the study has tried other numbers."""
    found: list[dict[str, object] | None] = []
    for world in material.worlds:
        rows = list(hangings(material.document, world.name))
        if not rows:
            continue
        turned = [one.sentence for one in rows if one.depends_on]
        title = f"What the results of {world.title} hang on: {'; '.join(turned) if turned else 'no sign turns over'}"
        table = Table(HEAD, tuple((*one.cells[:-1], one.numbers) for one in rows), words=1)
        found.append({"title": title, "table": table, "lead": lead(material.document)})
    return found


def numbers(value: Any, path: tuple[str, ...] = (), of: Of = UNSAID) -> Iterator[Row]:
    """Walk a declaration and give every number in it.

    Parameters
    ----------
    of
        What is written of the entry around it, which holds for a number that says nothing itself.
    """
    if isinstance(value, BaseModel):
        of = _own(value, of)
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set and name != "range" and (path or name not in FIXED):
                yield from numbers(getattr(value, name), (*path, field.alias or name), of)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            step = key if isinstance(key, str) else "/".join(map(str, key)) if isinstance(key, tuple) else key_text(key)
            yield from numbers(inner, (*path, step), of)
    elif isinstance(value, tuple):
        plain = [one for one in value if isinstance(one, Plain)]
        yield from (_row((*path, str(k)), one.value, "number", one.source, of) for k, one in enumerate(plain, 1))
    else:
        yield from _leaves(value, path, of)


def _leaves(value: Any, path: tuple[str, ...], of: Of) -> Iterator[Row]:
    """The numbers of a quantity; of anything else, none."""
    if isinstance(value, Number):
        for inner, plain in value.leaves():
            dimension = "number" if inner[:1] == ("times",) else value.dimension
            yield _row((*path, *inner), plain.value, dimension, plain.source, of)
    elif isinstance(value, Plain):
        yield _row(path, value.value, "number", value.source, of)
    elif isinstance(value, Count):
        yield _row(path, value.n, "count", value.source, of)
    elif isinstance(value, Duration):
        yield _row(path, float(value.days), "duration", UNSOURCED, of)


def _own(part: BaseModel, of: Of) -> Of:
    """What is written of an entry as a whole: reference, basis, and how far its shares may be off."""
    ref, basis, off = (getattr(part, name, None) for name in ("ref", "basis", "range"))
    is_pair = isinstance(off, tuple) and all(isinstance(end, int | float) for end in off)
    return Of(ref if isinstance(ref, str) else of.ref, basis or of.basis, off if is_pair else of.off)


def _row(path: tuple[str, ...], value: float, dimension: str, source: Source, of: Of) -> Row:
    """One number, with what its entry says where it says nothing itself."""
    bounds = ""
    if source.range is not None:
        bounds = f"{said(source.range[0], dimension)} to {said(source.range[1], dimension)}"
    elif of.off is not None and dimension == "share":
        bounds = f"off by up to {said(of.off[1], dimension)}"
    return Row(".".join(path), said(value, dimension), source.basis or of.basis, bounds, source.ref or of.ref)


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
    return words.figure(value) + units.get(dimension, "")


def _table(document: Document, rows: list[Row]) -> dict[str, object] | None:
    """The assumed numbers of one declaration."""
    references: Mapping[str, Any] = getattr(document, "references", {})
    lines = [
        (row.path, row.value, row.bounds or "not said", _work(references, row.ref))
        for row in rows if row.basis == "assumed"
    ]  # fmt: skip
    if not lines:
        return None
    title = getattr(document, "title", None) or document.name
    return {
        "title": f"{title}: {words.counted(len(lines), 'assumed number')} of {len(rows)}",
        "table": Table(("number", "value", "range", "where it comes from"), tuple(lines), words=4),
    }


def _work(references: Mapping[str, Any], name: str | None) -> str:
    if name is None:
        return ""
    work = references.get(name)
    return f"{work.title} ({work.year})" if work is not None and work.year else work.title if work is not None else name


def _minds(material: Material) -> tuple[dict[str, object], dict[str, int]] | None:
    """Numbers on how people answer that the engine fills in, where people answer at all."""
    minds = [resolve(society.psychology) for society in material.order.societies.values()]
    if not any(mind.learns or mind.full for mind in minds):
        return None
    written = frozenset.intersection(*(mind.written for mind in minds))
    counts: dict[str, int] = {}
    lines = []
    for name, default in DEFAULTS.items():
        if name in written or not any(mind.reads(name) for mind in minds):
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
    return {
        "title": title,
        "table": Table(("number", "value", "range", "where it comes from"), tuple(lines), words=4),
    }, counts


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
    invented = [used for used in material.distinct if used.scheme.fidelity in ("fictional", "hypothetical")]
    if invented:
        every = len(invented) == len(material.distinct)
        some = "Some of the schemes" if not every else "The scheme" if len(invented) == 1 else "The schemes"
        found.append(f"{some} never existed.")
    return found
