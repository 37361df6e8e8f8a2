"""`scorarium facts`: published figures beside simulated ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Home, Json, Persons, Replicates, Seed, Threads

if TYPE_CHECKING:
    from scorarium.scheme.model import Scheme
    from scorarium.studies.facts import Beside


def facts(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scheme (a name or a file).")],
    society: Home = None,
    persons: Persons = None,
    replicates: Replicates = None,
    seed: Seed = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Let the home society live under a scheme and put what was published of it beside what comes out."""
    from scorarium.cli.living import Herald, refuse_faulty
    from scorarium.cli.progress import Progress
    from scorarium.scheme.read import load_scheme
    from scorarium.studies.facts import PERSONS, REPLICATES, as_document, facts_of
    from scorarium.studies.order import SEED, order_run

    scheme = load_scheme(name)
    asked = {
        "persons": persons or PERSONS,
        "replicates": replicates or REPLICATES,
        "seed": SEED if seed is None else seed,
    }
    order = order_run(scheme, society=society, persons=asked["persons"], years=1.0)
    refuse_faulty(order)
    home = next(iter(order.societies))
    with Progress() as progress:
        found = facts_of(scheme, society=society, threads=threads, progress=Herald(progress).tell, **asked)
    if as_json:
        print_json(as_document(scheme, found, {"society": home, **asked}))
        return
    _print(scheme, found, f"{asked['persons']:,} persons in {home}, lived {asked['replicates']} times")


def _print(scheme: Scheme, found: list[Beside], how: str) -> None:
    from rich.table import Table

    console = out()
    if not found:
        console.print(f"Nothing that was published of {scheme.name} is in its file.")
        return
    console.print(f"{scheme.title or scheme.name}: {how}\n")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("fact", overflow="fold")
    table.add_column("", no_wrap=True)
    for heading in ("published", "simulated", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found:
        kind = "fitted" if one.is_fitted else "prediction"
        table.add_row(one.name, kind, figure(one.published, one), simulated(one), verdict(one))
    console.print(table)
    console.print("\n" + "\n".join(_meaning(one) for one in found))
    fitted = [one for one in found if one.is_fitted]
    if fitted:
        console.print(
            "\nFitted: these numbers of the file were chosen so that the figure comes out; it proves nothing."
        )
        for one in fitted:
            console.print(f"  {one.name}: {', '.join(one.numbers)}")
    console.print("\nIntervals (95 %) are over replicates; more of --persons and --replicates narrow them.")


def _meaning(one: Beside) -> str:
    from scorarium.scheme.aloud.added import said_of

    lines = [f"  {one.name}: {said_of(one.fact)}"]
    if one.is_missed:
        lines.append(f"    missed: {one.fact.why or 'the file gives no reason.'}")
    return "\n".join(lines)


def simulated(one: Beside) -> str:
    """The simulated figure with its half-width."""
    if math.isnan(one.value):
        return "nothing happened"
    text = figure(one.value, one)
    return text if one.interval is None else f"{text} ±{figure((one.interval[1] - one.interval[0]) / 2, one)}"


def verdict(one: Beside) -> str:
    """Whether the two agree, or how far they are apart."""
    if one.agrees is None:
        return "no interval"
    if one.agrees:
        return "agrees"
    ratio = one.value / one.published
    if 0.5 < ratio < 1.5:
        return f"{(ratio - 1) * 100:+.2g} %"
    return f"{ratio:.2g} times" if ratio > 1.0 else f"1/{1.0 / ratio:.2g}" if ratio > 0.0 else "none"


def figure(value: float, one: Beside) -> str:
    """A number in the unit of a fact; shares in per cent, where little was published per million."""
    if one.unit in ("1", "/y"):
        end = "/y" if one.unit == "/y" else ""
        return f"{value * 1e6:.3g} per million{end}" if one.published < 0.001 else f"{value * 100:.3g} %{end}"
    return f"{value:.3g} {one.unit.replace('/1000 persons/y', '/1000 py')}"
