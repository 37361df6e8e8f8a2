"""Tables of outcomes on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from scorarium.outcomes.layout import OUTCOMES
from scorarium.report.hanging import HEAD, Hanging, hangings, lead
from scorarium.report.words import digits_for, figure

HEADLINES: Final = (
    "welfare_mean", "welfare_bottom_quintile", "welfare_gini", "acts_prevented", "acts_provoked", "chilled_acts",
    "harm_mean", "good_acts_mean", "listed_share", "time_to_recover", "refused_demands", "essential_denied_days",
    "barred_movement_days", "detection_recall", "detection_precision", "penalty_by_error_share", "wrongful_entries",
    "wrongful_listed_days", "wrongful_ratio_max", "corrected_share", "participation_share",
    "self_censored_share", "defied_share", "hidden_opinion_share",
)  # fmt: skip
"""What `run` prints unless everything is asked for."""

SHARES: Final = ("_share", "_recall", "_precision", "_rate")
BETTER: Final = {"higher": 1, "lower": -1, "neutral": 0}
NARROW: Final = 100
REST: Final = 5e-4
"""The smallest share without a tier that is told."""
UNITS: Final = {
    "/1000 persons/y": "/1000 py",
    "d/1000 persons/y": "d/1000 py",
    "days-income/person/y": "days-income/y",
}
"""Units as the table has room for them."""

Outcomes = Mapping[str, Mapping[str, Any]]


def show_document(console: Console, document: Mapping[str, Any], *, everything: bool = False) -> None:
    """Print the document of a run: a table for each world, its schemes at the end, where it is kept."""
    console.print(head(document))
    worlds = document["worlds"]
    under_schemes = [world for world, found in worlds.items() if found.get("schemes")]
    for world in under_schemes or worlds:
        found, beside = worlds[world], none_of(document, world)
        none = worlds[beside]["outcomes"] if under_schemes and beside in worlds else {}
        console.print()
        console.print(Rule(Text(title_of(document, world, beside), style="bold"), align="left", style="dim"))
        console.print(world_table(found["outcomes"], none, width=console.width, everything=everything))
        for line in (noughts(found["outcomes"], none, everything=everything), *standings(found)):
            if line:
                console.print(line)
        show_firms(console, found, worlds.get(beside, {}) if under_schemes else {})
    show_hanging(console, document, everything=everything)
    console.print()
    for told in foot(document, everything=everything):
        console.print(Text(told))


def show_firms(console: Console, here: Mapping[str, Any], none: Mapping[str, Any]) -> None:
    """Print how firms fare, beside the same firms without; nothing without firms."""
    found = here.get("firms", {}).get("outcomes", {})
    if found:
        without = none.get("firms", {}).get("outcomes", {})
        console.print()
        table = world_table(found, without, width=console.width, everything=True)
        table.columns[0].header = "of firms"
        console.print(table)
        if quiet := noughts(found, without, everything=True):
            console.print(quiet)
        for name, scheme in here["firms"].get("schemes", {}).items():
            console.print(Text(standing(name, scheme, "Firms at the end")))


def show_hanging(console: Console, document: Mapping[str, Any], *, everything: bool = False) -> None:
    """Print on which numbers the results hang, where a study has tried others."""
    told = lead(document)
    if not told:
        return
    console.print()
    console.print(Rule(Text("On which numbers this hangs", style="bold"), align="left", style="dim"))
    console.print(Text(told))
    for world, found in document["worlds"].items():
        rows = list(hangings(document, world, chosen(found["outcomes"], everything=everything)))
        if rows and found.get("schemes"):
            console.print()
            console.print(hanging_table(world, rows))
            console.print(*(Text(f"{one.sentence}.", style="bold") for one in rows if one.depends_on), sep="\n")


def hanging_table(world: str, rows: Sequence[Hanging]) -> Table:
    """What each outcome of a world hangs on."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(world, no_wrap=True)
    for heading in HEAD[1:-1]:
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(HEAD[-1], overflow="fold")
    for one in rows:
        table.add_row(*one.cells)
    return table


def standings(world: Mapping[str, Any]) -> list[Text]:
    """How people stand at the end under each scheme of a world."""
    when = "Persons at the end" if "firms" in world else "At the end"
    told = []
    for name, scheme in world.get("schemes", {}).items():
        if scheme.get("score") or scheme.get("tiers") or any(one["share"] for one in scheme.get("lists", {}).values()):
            told.append(Text(standing(name, scheme, when)))
        elif "firms" not in world:
            told.append(Text(f"At the end nobody is in {name}."))
    return told


def plural(n: int) -> str:
    """The ending of a word that is counted."""
    return "" if n == 1 else "s"


def head(document: Mapping[str, Any]) -> Text:
    """What was run."""
    n = document["replicates"]
    lived = "once" if n == 1 else f"{n} times"
    homes = societies(document)
    place = f" in {', '.join(homes)}" if homes else ""
    each = " each" if len(homes) > 1 else ""
    persons, ticks = document["persons"], document["ticks"]
    size = f"{persons:,} person{plural(persons)}{each}{place}, {ticks} tick{plural(ticks)} of {document['tick']}"
    return Text(f"{size}, lived {lived}, seed {document['seed']}")


def societies(document: Mapping[str, Any]) -> list[str]:
    """The societies that lived, the first one first."""
    first = [document["society"]] if "society" in document else []
    return first + [world.partition("@")[2] for world in document["worlds"] if world.startswith("none@")]


def none_of(document: Mapping[str, Any], world: str) -> str:
    """The name of the world without schemes beside which a world is put: that of its society."""
    worlds = document["worlds"]
    values = worlds[world]["outcomes"]
    nones = [name for name in worlds if name.partition("@")[0] == "none"]
    return next((name for name in nones if fits(values, worlds[name]["outcomes"])), "none")


def title_of(document: Mapping[str, Any], world: str, none: str) -> str:
    """The heading of a world: with its society where there are several."""
    homes = societies(document)
    return world if len(homes) < 2 else f"{world}, in {none.partition('@')[2] or homes[0]}"


def fits(here: Outcomes, none: Outcomes) -> bool:
    """Whether differences here are to this world."""
    shared = [name for name in here if name in none and "difference" in here[name]]
    return bool(shared) and all(
        abs(here[name]["value"] - none[name]["value"] - here[name]["difference"]["value"])
        <= 1e-6 * max(1.0, abs(here[name]["value"]))
        for name in shared
    )


def world_table(here: Outcomes, none: Outcomes, *, width: int = 120, everything: bool = False) -> Table:
    """Outcomes of one world beside the world without."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("outcome", no_wrap=True)
    columns = ["without", "with", "difference", "noise"] if width >= NARROW else ["without", "difference", "noise"]
    for heading in columns:
        table.add_column(heading, justify="right", no_wrap=True, style="dim" if heading == "noise" else "")
    table.add_column("unit", overflow="fold", style="dim")
    for name in chosen(here, everything=everything):
        if is_nought(here[name], none.get(name)):
            continue
        cells = row(name, here[name], none.get(name))
        if width < NARROW and not cells["difference"]:
            cells["difference"] = cells["with"]
        table.add_row(name, *(cells[column] for column in columns), scaled(name, here[name]["unit"])[1])
    return table


def chosen(here: Outcomes, *, everything: bool = False) -> list[str]:
    """The outcomes that are printed, in their order."""
    return list(here) if everything else [name for name in HEADLINES if name in here]


def is_nought(found: Mapping[str, Any], none: Mapping[str, Any] | None) -> bool:
    """Whether an outcome is nought with and without, in every replicate."""
    measured = none is not None and none["value"] != 0
    return found["value"] == 0 and not any(found["interval"]) and not measured


def noughts(here: Outcomes, none: Outcomes, *, everything: bool) -> Text:
    """The outcomes that are nought, in one line."""
    names = [name for name in chosen(here, everything=everything) if is_nought(here[name], none.get(name))]
    return Text(f"nought: {', '.join(names)}" if names else "", style="dim")


def row(name: str, here: Mapping[str, Any], none: Mapping[str, Any] | None) -> dict[str, Text]:
    """One outcome: without, with, difference and how far it is sure, noise floor."""
    scale, _ = scaled(name, here["unit"])
    difference, floor = here.get("difference"), here.get("noise_floor")
    told = difference or here
    interval = [end * scale for end in told["interval"]]
    digits = digits_of(interval, (told["value"] or here["value"]) * scale)
    sure = f" ±{figure((interval[1] - interval[0]) / 2, digits)}" if interval else ""
    alike = digits_alike([one for one in (none, here if difference else None) if one is not None], scale)
    with_ = figure(here["value"] * scale, alike) if difference else figure(here["value"] * scale, digits) + sure
    gap = figure(difference["value"] * scale, digits, signed=True) + sure if difference else ""
    return {
        "without": Text(figure(none["value"] * scale, alike) if none is not None else ""),
        "with": Text(with_),
        "difference": Text(gap, style=tint(name, difference, floor)),
        "noise": Text(f"±{figure(floor * scale, digits_for(floor * scale, 0.0))}" if floor is not None else ""),
    }


def digits_alike(worlds: Sequence[Mapping[str, Any]], scale: float) -> int:
    """Digits of a value in the worlds that are put side by side: as many as every interval allows.

    A value that is the same in every replicate has no say, unless all are: then the smaller ones have three digits.
    """
    sure = [(found, [end * scale for end in found["interval"]]) for found in worlds]
    wide = [digits_of(ends, found["value"] * scale) for found, ends in sure if len(set(ends)) > 1]
    return min(wide) if wide else max((digits_for(None, found["value"] * scale) for found in worlds), default=0)


def digits_of(interval: Sequence[float], value: float) -> int:
    """Digits after the point: two of the uncertainty, three of the value where there is none."""
    return digits_for((interval[1] - interval[0]) / 2 if interval else None, value)


def scaled(name: str, unit: str) -> tuple[float, str]:
    """Shares are printed in per cent."""
    if unit == "1":
        return (100.0, "%") if name.endswith(SHARES) else (1.0, "")
    return 1.0, UNITS.get(unit, unit)


def tint(name: str, difference: Mapping[str, Any] | None, floor: float | None) -> str:
    """Green for better, red for worse, dim for what this run cannot tell from nothing."""
    if difference is None:
        return ""
    value, interval = difference["value"], difference["interval"]
    unsure = interval and interval[0] <= 0 <= interval[1]
    if value == 0 or unsure or (floor is not None and not interval and abs(value) < floor):
        return "dim"
    sign = BETTER[OUTCOMES[name].better] if name in OUTCOMES else 0
    return {1: "green", -1: "red", 0: "bold"}[(1 if value > 0 else -1) * sign]


def standing(name: str, scheme: Mapping[str, Any], when: str = "At the end") -> str:
    """How people stand under a scheme at the end, in a sentence."""
    told = []
    score = scheme.get("score")
    if score is not None:
        middle = f", middle {figure(score['quantiles'].get('0.5'))}" if "quantiles" in score else ""
        told.append(f"mean score {figure(score['mean'])} (sd {figure(score['sd'])}{middle})")
    shares = dict(scheme.get("tiers", {}))
    if shares and (rest := 1.0 - sum(shares.values())) >= REST:
        shares["none yet"] = rest
    tiers = ", ".join(f"{tier} {figure(100 * share)} %" for tier, share in shares.items())
    told += [f"tiers {tiers}"] if tiers else []
    for listed, found in scheme.get("lists", {}).items():
        told.append(
            f"list {listed} {figure(100 * found['share'])} % (entered {found['entered']:,}, left {found['left']:,})"
        )
    learned = scheme.get("learned", {})
    weights = ", ".join(f"{factor} {figure(100 * weight)} %" for factor, weight in learned.get("weights", {}).items())
    told += [f"weights learned {figure(learned['fits'])} times, at last {weights}"] if weights else []
    told += ["weights never learned: too few records of what is predicted"] if learned and not weights else []
    return f"{when} under {name}: {'; '.join(told)}." if told else ""


def foot(document: Mapping[str, Any], *, everything: bool) -> list[str]:
    """What the figures mean, how long it took, where it is kept, what to do next."""
    told = []
    if document["replicates"] == 1:
        told.append(
            "Intervals (95 %) come from persons by district; with --replicates, from other luck. py: person-years."
        )
    else:
        told.append("Intervals: 95 % over replicates, of the difference between the same people with and without.")
        told.append("Noise: how far two such worlds would differ by luck alone; less is nothing. py: person-years.")
    n_more = max((len(w["outcomes"]) - len(chosen(w["outcomes"])) for w in document["worlds"].values()), default=0)
    if n_more and not everything:
        told.append(f"{n_more} more outcomes: scorarium compare {document.get('dir') or 'RUN'} --all")
    told.append(speed(document["timing"]))
    if document.get("dir"):
        place = document["dir"]
        told.append(f"Kept in {place} (run {document['run']}).")
        told.append(f"Next: scorarium report {place}, or scorarium explain {place} --most harmed")
    return told


def speed(timing: Mapping[str, Any]) -> str:
    """How long it took."""
    seconds, n = timing["simulate_s"], timing["person_ticks"]
    rate = f", {n / seconds / 1e6:.1f} million a second" if seconds > 0 else ""
    compiled = f"; compiling {timing['compile_s']:.1f} s" if timing["compile_s"] >= 0.5 else ""
    return f"{n:,} person-ticks in {seconds:.1f} s{rate}{compiled}; society {timing['society_s']:.1f} s."


def grid(documents: Sequence[Mapping[str, Any]], *, everything: bool = False) -> Table:
    """Worlds of several runs side by side: differences to none (values where there is none), with half-widths."""
    columns = [
        (label(documents, document, world), found["outcomes"])
        for document in documents
        for world, found in document["worlds"].items()
        if found.get("schemes")
    ]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("outcome", overflow="fold")
    for name, _ in columns:
        table.add_column(name, justify="right", overflow="fold")
    table.add_column("unit", overflow="fold", style="dim")
    names = dict.fromkeys(name for _, found in columns for name in chosen(found, everything=everything))
    for name in sorted(names, key=list(OUTCOMES).index if everything else HEADLINES.index):
        cells = [cell(name, found.get(name)) for _, found in columns]
        unit = next(found[name]["unit"] for _, found in columns if name in found)
        table.add_row(name, *cells, scaled(name, unit)[1])
    return table


def label(documents: Sequence[Mapping[str, Any]], document: Mapping[str, Any], world: str) -> str:
    """The heading of a world: with its run where there are several."""
    return world if len(documents) == 1 else f"{world}\n{str(document['run'])[:8]}"


def cell(name: str, found: Mapping[str, Any] | None) -> Text:
    """A difference and how far it is sure."""
    if found is None:
        return Text("")
    scale, _ = scaled(name, found["unit"])
    difference = found.get("difference")
    told = difference or found
    interval, value = [end * scale for end in told["interval"]], told["value"] * scale
    digits = digits_of(interval, value)
    text = figure(value, digits, signed=difference is not None)
    if interval:
        text += f" ±{figure((interval[1] - interval[0]) / 2, digits)}"
    return Text(text, style=tint(name, difference, found.get("noise_floor")))
