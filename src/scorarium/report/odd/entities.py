"""Who is in the model, what changes of them, and how large and long it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from scorarium.engine.phases import believes, habits, sways
from scorarium.engine.plan import CompiledPlan
from scorarium.engine.state import State
from scorarium.names import ScoreKind
from scorarium.quantities import rational
from scorarium.report import words
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Block, Element, Grid, Heading, Paragraph, Points
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Firms, Society

Test = Callable[[CompiledPlan], bool]
Row = tuple[str, tuple[str, ...], str, Test]
ALWAYS: Final[Test] = lambda _: True  # noqa: E731


def scored(compiled: CompiledPlan) -> bool:
    """Whether some scheme has a number."""
    return any(int(kind) != ScoreKind.RECORD for kind in compiled.plan.schemes.kind)


STATE: Final[tuple[Row, ...]] = (
    ("person in a world", ("welfare",), "welfare so far, days of median income", ALWAYS),
    ("person in a world", ("fines",), "money taken, less money paid, so far", lambda c: c.plan.sizes.edges > 0),
    ("person in a world", ("y",), ("income relative to the person's own, 0.2 to"
                                  " 1.5"), lambda c: bool(c.plan.minds.income)),
    ("person in a world", ("habit",), "habit of leaving punished acts, 0 to 1", habits),
    (
        "person in a world", ("stress", "shock", "way_gone", "stress_ticks"),
        "stress in standard deviations; what is left of shocks; the way gone to bad borders; stress so far",
        lambda c: bool(c.plan.moods.stress),
    ),
    (
        "person in a world", ("silent", "changed", "hushed", "pulled"),
        "own example of silence and of change, fading; what friends' examples do to the logarithm of rates", sways,
    ),
    ("person in a world", ("trust_operator",), "trust in the operator", lambda c: bool(c.plan.moods.trust)),
    ("person in a world", ("trust_people",), "trust in friends", lambda c: bool(c.plan.moods.shown)),
    (
        "person in a world", ("protest", "protest_ticks"), "whether in protest; ticks of it so far",
        lambda c: bool(c.plan.moods.protest),
    ),
    ("tie of friendship in a world", ("parted",), "whether it has ended", lambda c: bool(c.plan.bonds.parts)),
    ("person under a scheme", ("concealed",), "acts moved to where less is seen", lambda c: bool(c.plan.wiles.hides)),
    (
        "person under a scheme", ("at_line", "claim", "claims"),
        "whether a cheap act more would carry a gamer over a border; what is claimed falsely now; false claims so far",
        lambda c: c.plan.sizes.wily > 0,
    ),
    (
        "person in a world", ("done", "prevented", "provoked", "chilled"),
        "acts done; acts that `none` does and this world does not, and the reverse; those prevented that are protected",
        ALWAYS,
    ),
    (
        "person in a world", ("complied", "censored", "defied", "wanted", "said"),
        "acts weighed by their amount: done as wanted and unpunishable, held back, in defiance; amount wanted, done",
        lambda c: c.plan.sizes.voices > 0,
    ),
    ("person in a world", ("met", "refused"), "demands met and refused so far", lambda c: c.plan.sizes.services > 0),
    (
        "person in a world and act that stays open", ("open_since", "open_amount"), ("since when it is open, and how"
                                                                                    " much"),
        lambda c: c.plan.sizes.opens > 0,
    ),
    ("person under a scheme", ("enrolled",), "since when enrolled, if at all", ALWAYS),
    (
        "person under a scheme", ("base", "live", "score"), "permanent points P, live points L, the score", scored,
    ),
    (
        "person under a scheme", ("tier", "tier_since"), "tier, and since when",
        lambda c: len(c.plan.schemes.tier_code) > 0,
    ),
    ("person under a scheme", ("last_harm",), ("the last own harmful"
                                              " entry"), lambda c: bool((c.plan.schemes.clean_every > 0).any())),
    (
        "person under a scheme", ("entries", "wrong", "wrong_live"),
        "entries ever made; those of what was not theirs, ever and standing now", ALWAYS,
    ),
    ("person under a scheme", ("penalty", "wrong_penalty"), "harmful points ever; of what was not theirs", ALWAYS),
    (
        "person under a scheme", ("case_due", "case_next", "filed", "upheld"),
        "an appeal's decision, the next possible filing, appeals filed and upheld",
        lambda c: bool(c.plan.schemes.hears.any()),
    ),
    ("person and ladder", ("ladder_entries", "ladder_clean"), ("entries of the period, clean periods in a"
                                                              " row"), lambda c: c.plan.sizes.ladders > 0),
    ("person and factor", ("factor_sum", "factor_count"), ("sum and number of entries in the"
                                                          " window"), lambda c: c.plan.sizes.factors > 0),
    (
        "person and risk group", ("known", "unseen", "felt"),
        "sanctions felt or heard of, acts done without one (both in 1/64), when they last changed", believes,
    ),
    (
        "person and list", ("on", "since", "until", "times", "grounds"),
        ("whether listed and why, since and until when, how often, by how many"
        " entries"), lambda c: c.plan.sizes.lists > 0,
    ),
    (
        "person and list with one who signs", ("proposed", "overridden"), "listings proposed, and not followed",
        lambda c: c.plan.sizes.decided > 0,
    ),
    (
        "person and list that spreads", ("depth", "spread_since"), "how many steps from the origin, and since when",
        lambda c: c.plan.sizes.spreads > 0,
    ),
    (
        "person and office", ("bribed", "exempted", "targeted"),
        "entries bought off, entries dropped for an official, entries written about a critic",
        lambda c: c.plan.sizes.offices > 0,
    ),
    ("person and rule with a limit", ("cap_used",), "how much of the limit is used", lambda c: c.plan.sizes.caps > 0),
    ("person and repair", ("repair_due", "repair_used"), ("when it is judged, how often it was"
                                                         " used"), lambda c: c.plan.sizes.repairs > 0),
    ("person and sense", ("reported",), "when reports were made that wait", lambda c: c.plan.sizes.reports > 0),
    ("person and recipient", ("copy_until",), "until when a copy is kept", lambda c: c.plan.sizes.copies > 0),
    ("entry", ("rule", "tick", "points", "ends", "theirs"), ("what made it, when, how much it counts, until when, and"
                                                            " whether it was an act of the"
                                                            " person's"), lambda c: c.plan.sizes.rules > 0),
    ("pool of people who look alike", ("pub_wrong",), ("wrong attributions of the previous"
                                                      " tick"), lambda c: c.plan.sizes.pools > 0),
    ("district in a world", ("harm",), ("harm less benefit of the previous tick, shared by those who live"
                                       " there"), ALWAYS),
)  # fmt: skip
"""Entity, its variables in the engine, what they mean, and when a model has them."""

OF_THE_RECORD: Final = frozenset({"rule", "tick", "points", "ends", "theirs"})
"""Variables of an entry, which stands in the record and not in the state."""


def element(matter: Matter) -> Element:
    """Entities, state variables and scales."""
    blocks: list[Block] = []
    for name, society in matter.societies.items():
        blocks += [Heading(f"The society {name}"), *people(society)]
        if society.firms is not None:
            blocks += [Heading(f"The firms of {name}"), *firms(society.firms)]
    for name, scheme in matter.schemes.items():
        blocks += [Heading(f"The scheme {name}"), scheme_parts(scheme)]
    blocks += [Heading("State variables"), state(matter), Heading("Scales"), Points(tuple(scales(matter)))]
    return Element("2. Entities, state variables, and scales", tuple(blocks))


def people(society: Society) -> list[Block]:
    """What tells people apart and what ties them."""
    found: list[Block] = []
    if society.summary:
        found.append(Paragraph(society.summary.strip()))
    rows = [
        (name, ", ".join(one.levels), "protected by law" if one.protected else "")
        for name, one in society.attributes.items()
    ]
    if rows:
        found.append(Grid("Attributes of a person, which do not change", ("attribute", "levels", ""), tuple(rows)))
    told = []
    if society.traits:
        told.append(f"Latent traits of a person: {', '.join(society.traits)}; rounded to quarters within ±3.75.")
    if society.districts is not None:
        fields = society.districts.all_fields
        told.append("Every person lives in a district" + (f"; a district has {', '.join(fields)}." if fields else "."))
    ties = society.ties
    if ties is not None:
        named = {"a household": ties.household, "friends": ties.friends, "a group at work": ties.work,
                 "a group at school": ties.school}  # fmt: skip
        there = [name for name, one in named.items() if one is not None]
        told += [f"A person may have {words.listed(there)}; ties do not change."] if there else []
    if society.acts:
        told.append(f"Acts: {', '.join(society.acts)}.")
    if society.services:
        told.append(f"Services that people ask for or hold: {', '.join(society.services)}.")
    return [*found, Points(tuple(told))] if told else found


def firms(declared: Firms) -> list[Block]:
    """What tells firms apart, what ties them, and what they do."""
    count = declared.count.constant_value
    share = declared.count.dimension == "share"
    n = f"{words.percent(count, 2)} as many firms as persons" if share else f"{count:,.0f} firms"
    found: list[Block] = [
        Paragraph(
            f"There are {n}. A firm acts, stands and asks for services as a person"
            " does, and is counted apart; what changes of a person below changes of a firm too."
        )
    ]
    rows = [(name, ", ".join(one.levels), "") for name, one in declared.all_attributes.items()]
    if rows:
        found.append(Grid("Attributes of a firm, which do not change", ("attribute", "levels", ""), tuple(rows)))
    told = [f"Latent traits of a firm: {', '.join(declared.traits)}."] if declared.traits else []
    ties = declared.ties
    if ties is not None:
        named = {"a representative among the persons": ties.representative, "staff": ties.staff,
                 "suppliers": ties.suppliers}  # fmt: skip
        there = [name for name, one in named.items() if one is not None]
        told += [f"A firm may have {words.listed(there)}; ties do not change."] if there else []
    told += [f"What firms do: {', '.join(declared.acts)}."] if declared.acts else []
    told += [f"What firms ask for: {', '.join(declared.services)}."] if declared.services else []
    return [*found, Points(tuple(told))] if told else found


def scheme_parts(scheme: Scheme) -> Block:
    """The parts of a scheme by name."""
    kind = scheme.score.kind if scheme.score is not None else "record"
    parts = {
        "Senses": tuple(scheme.senses), "Rules": tuple(scheme.score.rules) if scheme.score is not None else (),
        "Tiers": tuple(scheme.tiers), "Lists": tuple(scheme.lists), "Repairs": tuple(scheme.repairs),
        "Consequences": tuple(scheme.consequences), "Exports": tuple(scheme.exports),
    }  # fmt: skip
    told = [f"Kind of score: {kind}."]
    return Points((*told, *(f"{part}: {', '.join(names)}." for part, names in parts.items() if names)))


def state(matter: Matter) -> Grid:
    """The variables that change, of those entities that there are."""
    rows = [
        (entity, ", ".join(f"`{name}`" for name in names), meaning)
        for entity, names, meaning, has in STATE
        if any(has(compiled) for compiled in matter.plans.values())
    ]
    return Grid("What changes during a run", ("of each", "variables", "meaning"), tuple(rows))


def scales(matter: Matter) -> list[str]:
    """Size, length and step."""
    order = matter.order
    told = []
    for name, society in matter.societies.items():
        days = float(rational(society.tick))
        burn = order.burn_in_of(name)
        counted = f", of which the first {burn} are lived and scored but not counted" if burn else ""
        told.append(
            f"{name}: {order.persons_in(name):,} persons; {order.ticks_in(name):,} ticks of {words.figure(days)} days"
            f" ({order.years:g} years){counted}."
        )
        if society.districts is not None:
            told.append(f"{name}: space is {matter.plans[name].plan.sizes.districts} districts, without distances.")
    repeated = "the same people each time" if order.same_society else "each with people of its own"
    told.append(f"Lived {words.times_over(order.replicates)}, {repeated}." if order.replicates > 1 else "Lived once.")
    told.append("Births, deaths and ageing are not modelled.")
    return told


def known_fields() -> frozenset[str]:
    """The variables of the engine's state."""
    return frozenset(State._fields)
