"""`scorarium list`: the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json
from scorarium.errors import DeclarationError, Fault

if TYPE_CHECKING:
    from scorarium.scheme.model import Scheme
    from scorarium.society.recipe import Society


OPERATORS: Final = {
    "state": "of the state",
    "on behalf": "on behalf of the state",
    "company": "of companies",
    "platform": "of platforms",
    "association": "of associations",
    "self": "of one's own",
    "": "of nobody in particular",
}
"""Under which heading a scheme stands, by the kind of its operator."""


def list_declarations(as_json: Json = False) -> None:
    """List the schemes and societies that are there."""
    schemes, societies = catalogue()
    if as_json:
        print_json({"schemes": schemes, "societies": societies})
        return
    from rich.table import Table

    console = out()
    table = Table(box=None, pad_edge=False, header_style="bold", title="Schemes", title_justify="left")
    for heading, justify in (("name", "left"), ("year", "right"), ("fidelity", "left")):
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("title", ratio=1)
    for kind, heading in OPERATORS.items():
        own = [one for one in schemes if (one["operator"] or "").split(" (")[0] == kind]
        if own:
            table.add_row(f"[italic]{heading}[/]")
        for one in own:
            table.add_row(f"  {one['name']}", str(one["year"] or ""), one["fidelity"] or "", one["title"])
    console.print(table)
    table = Table(box=None, pad_edge=False, header_style="bold", title="\nSocieties", title_justify="left")
    for heading, justify in (("name", "left"), ("persons", "right"), ("tick", "right"), ("acts", "right")):
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("services", justify="right", no_wrap=True)
    table.add_column("title", ratio=1)
    for one in societies:
        table.add_row(
            one["name"], f"{one['persons']:,}", one["tick"], str(one["acts"]), str(one["services"]), one["title"]
        )
    console.print(table)
    console.print("\nscorarium show NAME reads a scheme aloud; scorarium run NAME lets a society live under it.")


def catalogue() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """List what is shipped, as `list --json` prints it.

    Raises
    ------
    DeclarationError
        Some are faulty; with the faults of all of them.
    """
    from scorarium.scheme.library import shipped
    from scorarium.scheme.read import load_scheme
    from scorarium.society.recipe import load_society

    faults: list[Fault] = []
    schemes: list[dict[str, Any]] = []
    societies: list[dict[str, Any]] = []
    for path in shipped("scheme").values():
        _collect(faults, schemes, lambda path: scheme_line(load_scheme(path)), path)
    for path in shipped("society").values():
        _collect(faults, societies, lambda path: society_line(load_society(path)), path)
    if faults:
        raise DeclarationError(faults)
    return schemes, societies


def _collect(faults: list[Fault], lines: list[dict[str, Any]], line: Any, path: Path) -> None:
    try:
        lines.append(line(path))
    except DeclarationError as error:
        faults += error.faults


def scheme_line(scheme: Scheme) -> dict[str, Any]:
    """One scheme of the catalogue."""
    operator = scheme.operator
    told = None if operator is None else operator.kind.replace("_", " ")
    if operator is not None and operator.level:
        told = f"{told} ({operator.level})"
    return {
        "name": scheme.name,
        "title": scheme.title or "",
        "fidelity": scheme.fidelity,
        "year": scheme.year,
        "operator": told,
        "home": scheme.home,
        "references": len(scheme.references),
    }


def society_line(society: Society) -> dict[str, Any]:
    """One society of the catalogue."""
    return {
        "name": society.name,
        "title": society.title or "",
        "persons": society.persons or 100_000,
        "tick": str(society.raw.get("tick", "")),
        "attributes": list(society.attributes),
        "acts": len(society.acts),
        "services": len(society.services),
        "references": len(society.references),
    }
