"""`scorarium plan`: the phases as they run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorarium.cli.console import out, print_json
from scorarium.cli.options import Home, Json, Years

if TYPE_CHECKING:
    from scorarium.engine.phases import Phase

PERSONS = 2_000
"""Enough to fill the tables that a plan is made from."""


def plan(
    schemes: Annotated[list[str], typer.Argument(metavar="SCHEME...", help="Names or files; A+B is one world.")],
    society: Home = None,
    years: Years = None,
    as_json: Json = False,
) -> None:
    """Print what happens in each tick, what is off, and how durations were rounded."""
    from scorarium.cli.living import refuse_faulty
    from scorarium.engine.phases import phases
    from scorarium.engine.plan import compile_plan
    from scorarium.society.generate import generate
    from scorarium.studies.order import YEARS, order_run

    order = order_run(schemes, society=society, years=YEARS if years is None else years)
    refuse_faulty(order)
    found = []
    for name, home in order.societies.items():
        people = generate(home, persons=PERSONS, seed=order.seed)
        compiled = compile_plan(people, home, order.worlds_in(name), seed=order.seed, replicate=0, years=order.years)
        dates = compiled.course.calendar() if compiled.course is not None else []
        found.append((name, order.ticks_in(name), phases(compiled), dates))
    if as_json:
        plans = [
            {"society": s, "ticks": t, "phases": [line(p) for p in own], "changes": [turn(one) for one in dates]}
            for s, t, own, dates in found
        ]
        print_json({"plans": plans})
        return
    for name, ticks, own, dates in found:
        _print(name, ticks, own)
        _print_changes(dates, ticks)


Dates = list[tuple[str, str, int | None]]


def turn(date: tuple[str, str, int | None]) -> dict[str, Any]:
    """One change as `plan --json` prints it; no tick for what waits for something measured."""
    scheme, name, tick = date
    return {"scheme": scheme, "change": name, "tick": tick}


def _print_changes(dates: Dates, ticks: int) -> None:
    """When the schemes change, and what waits."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    console = out()
    if dates:
        console.print(Rule(Text("changes", style="bold"), align="left", style="dim"))
    for scheme, name, tick in dates:
        when = "as soon as it is met" if tick is None else f"before tick {tick}"
        late = " (after the end)" if tick is not None and tick >= ticks else ""
        console.print(Padding(Text(f"{scheme}: {name}, {when}{late}"), (0, 0, 0, 2)))


def line(phase: Phase) -> dict[str, Any]:
    """One phase as `plan --json` prints it."""
    return {
        "phase": phase.name,
        "does": list(phase.does),
        "off": list(phase.off),
        "roundings": [
            {"scheme": r.scheme, "path": r.path, "days": r.days, "ticks": r.ticks, "exact": r.is_exact}
            for r in phase.roundings
        ],
        "assumed": [
            {
                "scheme": a.scheme, "path": a.path, "value": a.default.value, "range": list(a.default.range),
                "unit": a.default.unit, "basis": a.default.basis, "source": a.default.source,
            }
            for a in phase.assumed
        ],
    }  # fmt: skip


def _print(society: str, ticks: int, found: list[Phase]) -> None:
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    console = out()
    console.print(f"{society}: {ticks} ticks, each in this order")
    for number, phase in enumerate(found, start=1):
        console.print(Rule(Text(f"{number} {phase.name}", style="bold"), align="left", style="dim"))
        for sentence in phase.does:
            console.print(Padding(Text(sentence), (0, 0, 0, 2)))
        if phase.off:
            console.print(Padding(Text(f"off: {'; '.join(phase.off)}", style="dim"), (0, 0, 0, 2)))
        if phase.roundings:
            console.print(Padding(_roundings(phase), (0, 0, 0, 2)))
        if phase.assumed:
            console.print(Padding(_assumed(phase), (0, 0, 0, 2)))


def _roundings(phase: Phase) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("duration", overflow="fold")
    table.add_column("declared", justify="right", no_wrap=True)
    table.add_column("ticks", justify="right", no_wrap=True)
    several = len({r.scheme for r in phase.roundings}) > 1
    for r in phase.roundings:
        path = f"{r.scheme}: {r.path}" if several else r.path
        days = "never" if math.isinf(r.days) else f"{r.days:g} d"
        ticks = "never" if r.ticks is None else str(r.ticks) if r.is_exact else f"{r.ticks} (rounded)"
        table.add_row(path, days, ticks)
    return table


def _assumed(phase: Phase) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("not written, so assumed", overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("range", justify="right", no_wrap=True)
    table.add_column("unit, and why", overflow="fold", style="dim")
    for a in phase.assumed:
        low, high = a.default.range
        path = f"{a.scheme}: {a.path}" if a.scheme else a.path
        why = f"{a.default.unit}; {a.default.source}"
        table.add_row(path, f"{a.default.value:.4g}", f"{low:.4g} … {high:.4g}", why)
    return table
