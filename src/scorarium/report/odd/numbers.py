"""Every parameter of what is described: unit, value, range, basis, source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from scorarium.engine.psychology import DEFAULTS, Default
from scorarium.engine.reads import is_read
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Block, Element, Grid, Heading, Paragraph
from scorarium.report.sourced import lines

if TYPE_CHECKING:
    from scorarium.scheme.document import Document
    from scorarium.scheme.model import Scheme
    from scorarium.society.recipe import Society

HEAD: Final = ("parameter", "value", "unit", "range", "basis", "source")
UNITS: Final = {"": "1", "%": "share", "d": "time", "/y": "per year"}


def element(matter: Matter) -> Element:
    """Tables of parameters: of each scheme, of each society, and those that the engine fills in."""
    blocks: list[Block] = [
        Paragraph(
            "A parameter is documented, derived from what is published, fitted to a published outcome, or assumed"
            " because nobody has published it. Where neither basis nor source stands, the file does not say what the"
            " number rests on. Time is in days (d), months (mo) and years (y of 365.25 days); money in days of median"
            " income."
        )
    ]
    for name, scheme in matter.schemes.items():
        blocks += [Heading(f"Parameters of the scheme {name}"), grid(f"Parameters of {name}", scheme)]
    for name, society in matter.societies.items():
        blocks += [Heading(f"Parameters of the society {name}"), grid(f"Parameters of {name}", society)]
    filled = list(engine_rows(matter))
    if filled:
        blocks.append(Heading("Parameters that no file sets"))
        blocks.append(Paragraph("These stand in for what the files leave open; a file overrules each of them."))
        blocks.append(Grid("Parameters of the engine", HEAD, tuple(filled)))
    return Element("Parameters", tuple(blocks))


def grid(title: str, document: Document) -> Grid:
    """Every number of a declaration, what is assumed first."""
    return Grid(title, HEAD, tuple(row(line) for line in lines(document)))


def row(line: Mapping[str, object]) -> tuple[str, ...]:
    """One number of a declaration."""
    unit, text = str(line["unit"]), str(line["text"])
    named = "share" if text.endswith("%") else UNITS.get(unit, unit)
    source = line["ref"] or (f"fitted to the fact {line['to']}" if line["to"] else "")
    return (
        f"`{line['path']}`", text, named, str(line["range_text"] or ""), str(line["basis"] or ""), str(source),
    )  # fmt: skip


def engine_rows(matter: Matter) -> Iterator[tuple[str, ...]]:
    """The engine's own numbers that are read: of psychology and services, and where a scheme is silent."""
    told: set[tuple[str, str]] = set()
    for society, compiled in matter.plans.items():
        several = f" ({society})" if len(matter.plans) > 1 else ""
        for name, default in DEFAULTS.items():
            if name not in compiled.mind.written and is_read(name, compiled):
                yield engine_row(f"psychology.{name}{several}", compiled.mind.values[name], default)
    for found in matter.phases.values():
        for phase in found:
            for one in phase.assumed:
                key = (one.scheme or "", one.path)
                if one.scheme is not None and key not in told:
                    told.add(key)
                    yield engine_row(f"{one.scheme}: {one.path}", one.default.value, one.default)


def engine_row(name: str, value: float, default: Default) -> tuple[str, ...]:
    """One number of the engine."""
    low, high = default.range
    bounds = f"{low:.4g} … {high:.4g}"
    return f"`{name}`", f"{value:.4g}", default.unit, bounds, default.basis, default.source


def works(matter: Matter) -> list[tuple[str, ...]]:
    """The references of all files, by the name that `source` uses."""
    found: dict[str, tuple[str, ...]] = {}
    documents: list[Scheme | Society] = [*matter.schemes.values(), *matter.societies.values()]
    for document in documents:
        for name, work in document.references.items():
            year = f" ({work.year})" if work.year else ""
            where = f" doi:{work.doi}" if work.doi else f" {work.url}" if work.url else ""
            authors = f"{work.authors}: " if work.authors else ""
            found.setdefault(name, (f"`{name}`", f"{authors}{work.title}{year}{where}"))
    return list(found.values())
