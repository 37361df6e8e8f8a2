"""`scorarium show`: read a scheme aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json, require

if TYPE_CHECKING:
    from scorarium.scheme.aloud.passages import Passage
    from scorarium.scheme.model import Scheme

WIDE = 88


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme (a name or a file).")],
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write how it works as a picture too.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Read a scheme aloud in plain sentences."""
    from scorarium.cli.flow import picture
    from scorarium.cli.sourced import declaration
    from scorarium.scheme.aloud.passages import read_aloud
    from scorarium.scheme.model import Scheme

    document = declaration(name)
    require(
        isinstance(document, Scheme),
        f"{name} is no scheme but a {document.kind}; see: scorarium society describe {name}",  # type: ignore[attr-defined]
    )
    assert isinstance(document, Scheme)
    passages = read_aloud(document)
    if svg is not None:
        svg.write_text(picture(document), encoding="utf-8")
    if as_json:
        print_json(_document(document, passages))
    else:
        _print(document, passages)


def _document(scheme: Scheme, passages: list[Passage]) -> dict[str, Any]:
    from scorarium.cli.flow import flow_document

    told = [
        {"heading": passage.heading, "items": [{"name": item.name, "text": item.text} for item in passage.items]}
        for passage in passages
    ]
    return {"name": scheme.name, "title": scheme.title, "passages": told, "flow": flow_document(scheme)}


def _print(scheme: Scheme, passages: list[Passage]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from scorarium.cli.flow import flow_table

    console = out()
    wide = min(console.width, WIDE)
    for index, passage in enumerate(passages):
        console.print(Text(passage.heading, style="bold underline"), width=wide)
        for item in passage.items:
            named = Text(f"{item.name}: ", style="bold") if item.name else Text("")
            bullet = passage.heading == "What the file does not say"
            body = named + Text(("– " if bullet else "") + item.text)
            console.print(Padding(body, (0, 0, 0, 2)), width=wide)
        console.print()
        if index == 0:
            console.print(Text("How it works", style="bold underline"), width=wide)
            console.print(Padding(flow_table(scheme), (0, 0, 1, 2)), width=wide)
