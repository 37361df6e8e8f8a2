"""How a run begins, what comes into it from outside, and how it is made again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorarium.engine.phases import believes
from scorarium.names import ScoreKind
from scorarium.report.odd.files import STUDY, files_of
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.numbers import works
from scorarium.report.odd.pages import Block, Command, Element, Grid, Paragraph, Points
from scorarium.scheme.library import shipped
from scorarium.scheme.read import load_scheme
from scorarium.society.recipe import load_society
from scorarium.store.provenance import code_sha256, package_version
from scorarium.studies.order import Order


def initialization(matter: Matter) -> Element:
    """The people, and the state before the first tick."""
    order = matter.order
    again = "the same people" if order.same_society else "new people in each replicate"
    told = [
        (
            f"People are drawn at tick 0 from the seed {order.seed} ({again}): attributes from published tables by"
            " iterative proportional fitting, then traits, districts, households and ties. `scorarium society describe`"
            " prints what came out beside what was asked."
        ),
        "All worlds of a society begin with the same people; in `none` nobody is ever scored.",
    ]
    if any(society.traits for society in matter.societies.values()):
        told.append("Traits are standard normal within the society, shifted by attributes and correlated as declared.")
    numbers = any((compiled.plan.schemes.kind != ScoreKind.RECORD).any() for compiled in matter.plans.values())
    if numbers:
        told.append("Scores begin at the `start` of their scheme; nobody has entries and nobody is listed.")
    elif matter.schemes:
        told.append("Nobody has entries and nobody is listed.")
    if any(believes(compiled) for compiled in matter.plans.values()):
        told.append("Beliefs begin at their priors, with the mean of the announced risk.")
    if any(order.burn_in_of(name) for name in order.societies):
        told.append("The burn-in is lived under the schemes, so that what is counted begins in their midst.")
    return Element("5. Initialization", (Points(tuple(told)),))


def inputs(matter: Matter) -> Element:
    """What comes in from outside while it runs: nothing; what the declarations rest on."""
    blocks: list[Block] = [
        Paragraph(
            "Nothing comes in while the model runs: no time series, no records of persons, no service. Everything that"
            " it needs stands in its declarations, whose parameters are listed below with their sources."
        )
    ]
    rows = works(matter)
    if rows:
        blocks.append(Grid("Works that the declarations name", ("name", "work"), tuple(rows)))
    return Element("6. Input data", tuple(blocks))


def again(matter: Matter) -> Element:
    """How to make it again: command, seed, hashes, declarations."""
    order, document = matter.order, matter.document
    made = document.get("provenance", {})
    rows = [("Scorarium", package_version()), ("Code (SHA-256)", code_sha256())]
    if document:
        rows = [("Run", str(document["run"])), ("Scorarium", str(document["scorarium"])),
                ("Code (SHA-256)", str(made.get("code_sha256", ""))),
                ("Declaration (SHA-256)", str(made.get("declaration_sha256", ""))),
                ("Versions", ", ".join(f"{name} {one}" for name, one in made.get("versions", {}).items()))]  # fmt: skip
    blocks: list[Block] = [
        Paragraph(
            "The same declarations, size, seed and code give the same bits on any machine of this kind, with any"
            " number of threads."
        ),
        Grid("Of this model", ("", ""), tuple(rows)),
    ]
    if document and made.get("code_sha256") != code_sha256():
        blocks.append(
            Paragraph(
                "The run was made by other code than that which wrote this description: where they differ, the words"
                " above hold for the code of this description."
            )
        )
    if is_shipped(order):
        return Element("Making it again", (*blocks, Command(f"scorarium run {command(order)}\n")))
    blocks.append(Paragraph("Save these files, and then type the command below them."))
    for name, text in files_of(order).items():
        blocks.append(Command(f"# {name}\n{text}", "yaml"))
    blocks.append(Command(f"scorarium study {STUDY}\n"))
    return Element("Making it again", tuple(blocks))


def command(order: Order) -> str:
    """The options of `run` that make an order of shipped schemes."""
    parts = ["+".join(scheme.name for scheme in world.schemes) for world in order.worlds.values()]
    if len(order.societies) == 1:
        parts += ["--society", next(iter(order.societies))]
    parts += ["--persons", str(order.persons)] if order.persons is not None else []
    return " ".join(
        [*parts, "--years", f"{order.years:g}", "--seed", str(order.seed), "--replicates", str(order.replicates)]
    )


def is_shipped(order: Order) -> bool:
    """Whether `run` with names of the library makes the order."""
    if order.burn_in is not None or order.same_society or order.until or order.outcomes or not order.worlds:
        return False
    for name, world in order.worlds.items():
        if name != "+".join(scheme.name for scheme in world.schemes):
            return False
        for scheme in world.schemes:
            if scheme.name not in shipped("scheme") or load_scheme(scheme.name).raw != scheme.raw:
                return False
        home = next(iter(world.schemes)).home or "plain"
        if len(order.societies) > 1 and world.society != home:
            return False
    return all(name in shipped("society") and _is_as_shipped(name, one.raw) for name, one in order.societies.items())


def _is_as_shipped(name: str, raw: Mapping[str, Any]) -> bool:
    return load_society(name).raw == raw
