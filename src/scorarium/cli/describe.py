"""`scorarium describe`: the model that runs, in the form that journals ask for (ODD)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Json, require

if TYPE_CHECKING:
    from scorarium.report.odd.matter import Matter


def describe(
    study: Annotated[
        str, typer.Argument(metavar="STUDY|RUN|SCHEME", help="A study, a kept run, or a scheme (a name or a file).")
    ],
    file: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it there as Markdown.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Describe exactly the model that runs in the form that journals ask for (ODD)."""
    from scorarium.report.odd.pages import as_document, as_markdown
    from scorarium.report.odd.protocol import describe as protocol_of

    require(not (as_json and file is not None), "--json prints one document, --out writes a file: give one of them.")
    protocol = protocol_of(matter(study))
    if as_json:
        print_json(as_document(protocol))
        return
    text = as_markdown(protocol)
    if file is not None:
        file.write_text(text, encoding="utf-8")
        print(file)  # noqa: T201
        return
    console = out()
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(text))
    else:
        print(text, end="")  # noqa: T201


def matter(named: str) -> Matter:
    """What is described: a kept run, the worlds of a study, or a scheme at home.

    Raises
    ------
    DeclarationError
        It is faulty, or cannot be executed.
    NoRunError
        It is neither a file nor a scheme, and no run is kept there.
    """
    from scorarium.cli.kept import open_kept
    from scorarium.cli.living import refuse_faulty
    from scorarium.report.odd.matter import matter_of
    from scorarium.scheme.library import shipped
    from scorarium.scheme.read import load, read
    from scorarium.studies.design import Study
    from scorarium.studies.order import order_run, order_study

    if not Path(named).is_file() and named not in shipped("scheme"):
        if named in shipped("society"):
            order = order_run([], society=named)
            return matter_of(order)
        run = open_kept(named)
        return matter_of(run.order(), document=run.document)
    if Path(named).is_file() and read(Path(named)).raw.get("kind") == "study":
        declared = load(named, "study", Study)
        order = order_study(declared)
        refuse_faulty(order)
        return matter_of(order, title=declared.title or declared.name or "", summary=declared.summary or "")
    order = order_run([named])
    refuse_faulty(order)
    return matter_of(order)
