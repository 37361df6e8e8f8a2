"""The eleven design concepts, as far as the model has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from scorarium.engine.phases import attracts, believes, chills, deters, habits, learns
from scorarium.engine.plan import CompiledPlan
from scorarium.report import words
from scorarium.report.odd.matter import Matter
from scorarium.report.odd.pages import Element, Paragraph

Test = Callable[[CompiledPlan], bool]


def element(matter: Matter) -> Element:
    """Say of each concept what the model has of it."""
    told = [
        ("Basic principles", principles(matter)),
        ("Emergence", EMERGENCE),
        ("Adaptation", adaptation(matter)),
        ("Objectives", objectives(matter)),
        ("Learning", learning(matter)),
        ("Prediction", prediction(matter)),
        ("Sensing", sensing(matter)),
        ("Interaction", interaction(matter)),
        ("Stochasticity", STOCHASTICITY),
        ("Collectives", collectives(matter)),
        ("Observation", observation(matter)),
    ]
    return Element("4. Design concepts", tuple(Paragraph(text, name=name) for name, text in told))


EMERGENCE: Final = (
    "How often people are seen, mistaken, scored, listed and refused, how long they need to recover, who gains and who"
    " loses, and which groups bear the errors all come out of single acts; none of these is written down anywhere."
    " Base rates of acts, detection and the rules of the schemes are imposed."
)
STOCHASTICITY: Final = (
    "Every draw is a function of its address (decision, tick, person, index, replicate; Philox4x32-10, Salmon et al."
    " 2011), never of what was drawn before. Acts, detection, attribution, demands and everything that is given with a"
    " probability are drawn. Two worlds share every draw that both make, so a difference between them is no difference"
    " of luck; results do not depend on threads or order."
)


def has(matter: Matter, test: Test) -> bool:
    """Whether some society's plan passes a test."""
    return any(test(compiled) for compiled in matter.plans.values())


def principles(matter: Matter) -> str:
    """On what the model rests."""
    found = [
        (
            "People act at rates that their traits and attributes shape; an operator sees some of it, sometimes puts"
            " it down to the wrong person, counts it, and opens or shuts doors by it."
        )
    ]
    if has(matter, deters):
        found.append("How people answer follows deterrence research: what is believed of a risk moves them more than"
                     " how"
                     " severe it is (Nagin 2013).")  # fmt: skip
    if has(matter, chills):
        found.append("Watching chills lawful acts too (Penney 2016).")
    if len(found) == 1:
        found.append("People do not answer to being scored: acts are the same in all worlds unless a scheme takes"
                     " away or"
                     " recommends something.")  # fmt: skip
    return " ".join(found)


def adaptation(matter: Matter) -> str:
    """What people change in what they do."""
    parts = [
        ("do less of what rules punish", deters),
        ("do more of what is rewarded", attracts),
        ("leave lawful protected acts", chills),
        ("get used to leaving what they have left often", habits),
        (
            "do more of some acts when their income is low",
            lambda c: bool(c.plan.minds.income and c.plan.acts.income_load.any()),
        ),
        ("follow recommendations", lambda c: len(c.plan.consequences.of_act) > 0),
        ("appeal against entries", lambda c: bool(c.plan.schemes.hears.any())),
        ("seek repairs", lambda c: c.plan.sizes.repairs > 0),
        ("join", lambda c: bool((c.plan.schemes.innovation >= 0).any())),
        ("protest", lambda c: bool(c.plan.moods.protest)),
        ("do less good for its own sake once it was paid for", lambda c: bool(c.plan.moods.crowding)),
        ("fall silent when friends do", lambda c: bool(c.plan.moods.silence)),
        ("follow friends in what schemes make them leave or do", lambda c: bool(c.plan.moods.conformity)),
        ("hide what is held against them", lambda c: bool(c.plan.wiles.hides)),
        ("do good for the points alone near a border", lambda c: bool(c.plan.wiles.games)),
        ("claim good acts falsely near a border", lambda c: bool(c.plan.wiles.claims)),
    ]  # fmt: skip
    found = [text for text, test in parts if has(matter, test)]
    return f"People {words.listed(found)}." if found else "People do not adapt."


def objectives(matter: Matter) -> str:
    """Whether anybody strives for anything."""
    weighed = has(matter, lambda c: deters(c) or attracts(c))
    if weighed:
        return (
            "People weigh what is at stake, fines and doors in days of median income, and their rates move with it; no"
            " optimum is sought. Welfare is measured, not pursued."
        )
    return "Nobody pursues an objective. Welfare is measured, not pursued."


def learning(matter: Matter) -> str:
    """What people learn."""
    if has(matter, learns):
        friends = " and from friends who were sanctioned" if has(matter, lambda c: bool(c.plan.minds.hearsay)) else ""
        return (
            f"People learn from what came of their own acts{friends} how likely an act is to be punished or rewarded."
        )
    return "People do not learn."


def prediction(matter: Matter) -> str:
    """What people expect."""
    if has(matter, believes):
        return (
            "People hold a belief about the chance that an act is recorded, and count what would be lost or gained by"
            " it over a horizon, as if doors and demands stayed as they are."
        )
    return "People predict nothing."


def sensing(matter: Matter) -> str:
    """What people and operators know."""
    names = [name for compiled in matter.plans.values() for name in compiled.labels.senses]
    found = ["An operator knows only what its senses recorded"
             + (f" ({', '.join(dict.fromkeys(names))})." if names else ".")]  # fmt: skip
    if has(matter, believes):
        found.append("A person knows rules by one coin for each (`rules_known_by`), own entries where a notice, a"
                     " visible score or a consequence tells of them, and nothing of the true chance of being"
                     " seen.")  # fmt: skip
    return " ".join(found)


def interaction(matter: Matter) -> str:
    """How people touch each other."""
    parts = [
        ("harm and benefit of acts fall on the actor's district", lambda c: bool(c.plan.acts.harm.any())),
        ("wrong attributions strike people who look alike", lambda c: c.plan.sizes.pools > 0),
        ("those around a person report on them", lambda c: bool(c.plan.senses.witnesses.any())),
        ("false reports are made", lambda c: bool((c.plan.senses.malicious > 0).any())),
        (
            "points or scores of friends and household weigh",
            lambda c: bool((c.plan.schemes.friends_share > 0).any() or (c.plan.schemes.household_share > 0).any()),
        ),
        ("listings spread by ties", lambda c: c.plan.sizes.spreads > 0),
        ("scarce places given to one are lost to another", lambda c: bool((c.plan.services.places >= 0).any())),
        ("friends' sanctions are heard of", lambda c: bool(c.plan.minds.hearsay)),
        ("people protest when enough of their friends do", lambda c: bool(c.plan.moods.protest)),
        ("trust in friends follows their shown scores", lambda c: bool(c.plan.moods.shown)),
        ("friendships end by published standing", lambda c: bool(c.plan.bonds.parts)),
        ("people join because others have", lambda c: bool((c.plan.schemes.imitation > 0).any())),
    ]  # fmt: skip
    found = [text for text, test in parts if has(matter, test)]
    return f"{words.capital('; '.join(found))}." if found else "People do not touch each other."


def collectives(matter: Matter) -> str:
    """Which groups there are."""
    found: dict[str, None] = {}
    for society in matter.societies.values():
        ties = society.ties
        if ties is not None:
            named = {"households": ties.household, "friends": ties.friends, "groups at work": ties.work,
                     "groups at school": ties.school}  # fmt: skip
            found |= {name: None for name, one in named.items() if one is not None}
        if society.districts is not None:
            found["districts"] = None
    return f"There are {words.listed(list(found))}; they are given, not formed." if found else "There are none."


def observation(matter: Matter) -> str:
    """What is measured, and how sure it is."""
    order = matter.order
    asked = f" Reported are: {', '.join(f'`{name}`' for name in order.outcomes)}." if order.outcomes else ""
    way = (
        "over replicates (Student)"
        if order.replicates > 1
        else "from persons, clustered by district, since there is one replicate"
    )
    limits = ", ".join(f"`{name}` {limit:g}" for name, limit in order.until.items())
    until = f" The run may stop when the half-widths of these intervals are small enough: {limits}." if limits else ""
    return (
        "Outcomes are measured with unit, groups, a 95 % interval, the paired difference to `none` and the noise floor"
        f" that two worlds of independent luck would have; intervals come {way}.{until}{asked}"
    )
