"""The description is that of exactly the model that runs: what is off is left out, what is on is told."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scorarium.engine.phases import PHASES
from scorarium.engine.psychology import DEFAULTS
from scorarium.engine.reads import USED
from scorarium.engine.state import State
from scorarium.report.odd.entities import OF_THE_RECORD, STATE
from scorarium.report.odd.files import STUDY, files_of
from scorarium.report.odd.law import stem
from scorarium.report.odd.laws import LAWS, untold
from scorarium.report.odd.matter import Matter, matter_of
from scorarium.report.odd.pages import Grid, as_document, as_markdown
from scorarium.report.odd.protocol import describe
from scorarium.report.sourced import lines
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build, load_scheme
from scorarium.society.recipe import Society
from scorarium.studies.design import load_study
from scorarium.studies.order import Order, WorldOrder, order_run, order_study
from tests.unit.engine import small
from tests.unit.studies.files import write_files

Patch = Mapping[str, Any]
AFRAID: Patch = {"psychology": "deterrence"}
DOOR: Patch = {"when": {"score": {"to": 3}}, "service": "loans"}
LIST: Patch = {"enter": {"rule": "fast"}, "lasts": "1y"}
LADDER: Patch = {
    "score": {
        "kind": "ladder", "start": 3, "bounds": None, "rungs": [0, 10],
        "moves": {"clean": {"every": "1y", "by": -1}, "first": 1},
        "rules": {"fast": {"points": None, "lasts": None}, "dirt": {"points": None}},
    }
}  # fmt: skip
OUTSPOKEN: Patch = {
    "traits": {"boldness": {"law": "exponential", "mean": 0.25}},
    "psychology": {"preset": "passive", "strategic": {"acts": ["littering"], "boldness": "boldness"}},
}
LEARNED: Patch = {"target": ["littering"], "labels": "recorded"}
FACTORS: Patch = {
    "score": {
        "kind": "factors", "start": None, "bounds": None, "range": [0, 100], "shape": "linear",
        "factors": {"road": {"weight": "100%", "window": "1y", "from": {"speeding": -1}, "saturates": 3}},
    }
}  # fmt: skip
WITNESSES: Patch = {
    "senses": {"n": {"kind": "neighbours", "sees": ["littering"], "detection": "5%", "malicious": "0.1/y"}}
}
TIP: Patch = {"when": {"score": {"from": 0}}, "effect": "recommend", "acts": {"littering": "less"}, "strength": "10%"}
RECORD: Patch = {
    "score": {
        "kind": "record", "start": None, "bounds": None, "rules": {"fast": {"points": None}, "dirt": {"points": None}},
    }
}  # fmt: skip
DRIFT: Patch = {"score": {"contagion": {"friends": {"share": "5%", "of": "score", "law": "drift"}}}}
THROUGH: Patch = {**DOOR, "effect": "deny", "through": "bank"}
ROLE: Patch = {"role": {"shares": {"ordinary": "90%", "official": "10%"}}}
MEMBERS: Patch = {
    "enrolment": {
        "kind": "opt_in", "adoption": {"innovation": "0.1/y", "imitation": "0.1/y"},
        "consent": {"asked": True, "free": True, "withdrawal": "free"},
    },
    "consequences": {"card": {**DOOR, "effect": "favour"}},
}  # fmt: skip
MISTAKES: Patch = {"missed": "5%", "false_match": "1%"}

UNEQUAL: Patch = {"true": 0.2, "false": 0.6}
ON: list[tuple[str, Patch, Patch]] = [
    ("Expiry", {}, {}),
    ("Decay", {}, {"score": {"decay": {"half_life": "1y", "towards": 12}}}),
    ("Repairs", {}, {"repairs": {"course": {"when": {"score": {"to": 3}}, "sought": "1/y", "takes": "14d"}}}),
    ("Appeals", {}, {"due_process": {"appeal": {"who": "human"}}}),
    ("Settling", {}, {}),
    ("Ends of listings", {}, {"lists": {"named": LIST}}),
    ("A new ground restarts the term", {}, {"lists": {"named": LIST}}),
    ("A new ground is ignored", {}, {"lists": {"named": {**LIST, "repeat": "ignored"}}}),
    ("A new ground adds to the term", {}, {"lists": {"named": {**LIST, "repeat": "adds"}}}),
    ("Acts once a period", {}, {}),
    ("Strategic speech", OUTSPOKEN, {}),
    ("Deterrence", AFRAID, {}),
    ("Reward pull", AFRAID, {"score": {"rules": {"praised": {"on": "praise", "points": 1}}}}),
    ("Chill", AFRAID, {}),
    ("Habit of leaving", AFRAID, {}),
    ("Own strengths", {"psychology": {"preset": "deterrence", "chill": {"by": {"licence": UNEQUAL}}}}, {}),
    ("Pressure of low income", {"acts": {"speeding": {"loads": {"income": 1}}}}, {}),
    (
        "Recommendations", {},
        {"consequences": {"tip": TIP}},
    ),
    ("Detection", {}, {}),
    ("Witnesses", {}, WITNESSES),
    ("False reports", {}, WITNESSES),
    (
        "Closer inspection", {},
        {"consequences": {"look": {"when": {"score": {"to": 3}}, "effect": "inspect", "sense": "police"}}},
    ),
    ("Errors of context", {}, {"senses": {"police": {"identification": {**MISTAKES, "context_error": "1%"}}}}),
    ("Search in a gallery", {}, {"senses": {"police": {"identification": {**MISTAKES, "gallery": 1000}}}}),
    ("Wrong attribution", {}, {"senses": {"police": {"identification": MISTAKES}}}),
    ("Points", {}, {}),
    ("Record", {}, RECORD),
    ("Ladder", {}, LADDER),
    ("Factors", {}, FACTORS),
    ("Learned weights", {}, {"score": {**FACTORS["score"], "learned": LEARNED}}),
    ("Limits of rules", {}, {"score": {"rules": {"dirt": {"at_most": "1/y"}}}}),
    ("Clean periods", {}, {"score": {"clean_period": {"every": "1y", "without": ["any"], "points": 1}}}),
    ("Points of others weigh", {}, {"score": {"contagion": {"friends": {"share": "5%", "of": "points"}}}}),
    ("Scores of others weigh, anchored", {}, {"score": {"contagion": {"friends": {"share": "5%", "of": "score"}}}}),
    ("Scores of others weigh, by drift", {}, DRIFT),
    ("Tiers", {}, {"tiers": {"good": {"from": 6}, "bad": {"from": 0}}}),
    ("Listing", {}, {"lists": {"named": LIST}}),
    ("Joint punishment", {}, {"lists": {"named": {**LIST, "spreads_to": {"household": "100%"}}}}),
    ("Signing", {}, {"lists": {"named": {**LIST, "decided": {"who": "official", "follows": "70%"}}}}),
    ("Discretion", {}, {"score": {"rules": {"dirt": {"points": None, "discretion": [-5, -1]}}}}),
    ("Reaching back", {}, {"score": {"rules": {"dirt": {"reaches_back": "1y"}}}}),
    ("Bribes", {}, {"integrity": {"bribable": "10%"}}),
    ("Exemptions", {"attributes": ROLE}, {"integrity": {"exempts_officials": "10%"}}),
    ("Targeted critics", {}, {"integrity": {"targets_critics": "10%"}}),
    ("Errors of insiders", {}, {"integrity": {"insider_error": "10%"}}),
    ("What demands lead to", {"services": {"loans": {"leads_to": {"bill_late": "50%"}}}}, {}),
    ("Places that are bought", {"acts": {"praise": {"buys": "housing"}}}, {}),
    (
        "Copies", {},
        {"exports": {"bank": {"to": "company", "what": "score"}}, "consequences": {"door": THROUGH}},
    ),
    ("Fines", {}, {"consequences": {"fine": {"when": {"rule": "fast"}, "effect": "fine", "amount": "1 days-income"}}}),
    ("Payments", {}, {"consequences": {"pay": {"when": {"rule": "fast"}, "effect": "pay", "amount": "1 days-income"}}}),
    ("Warnings", {}, {"consequences": {"warn": {"when": {"score": {"to": 3}}, "effect": "warn"}}}),
    ("Doors", {}, {"consequences": {"door": {**DOOR, "effect": "deny"}}}),
    ("Delay", {}, {"consequences": {"door": {**DOOR, "effect": "delay", "amount": "30d"}}}),
    ("Price", {}, {"consequences": {"door": {**DOOR, "effect": "price", "amount": "130%"}}}),
    ("Favour", {}, {"consequences": {"door": {**DOOR, "effect": "favour"}}}),
    ("Scarce places", {}, {}),
    ("Income", {}, {}),
    ("Learning of risks", AFRAID, {}),
    ("Growth of habit", AFRAID, {}),
    ("Hearsay", AFRAID, {}),
    ("Paid kindness", {"psychology": {"crowding": 0.1}}, {}),
    ("Reactance", {"psychology": {"reactance": 0.1}}, {}),
    ("Silence", {"psychology": {"silence_threshold": 0.3}}, {}),
    ("Conformity", {"psychology": {"conformity": 0.3}}, {}),
    ("Gaming", {"psychology": {"gaming": 0.1}}, {}),
    ("Loads that differ", {"acts": {"speeding": {"loads": {"risk": {"default": 0.5, "by": {"age": {"60+": 0}}}}}}}, {}),
    ("What an act is worth", {"acts": {"speeding": {"harm": {"default": 0.1, "by": {"age": {"60+": 0.2}}}}}}, {}),
    ("Concealment", {"psychology": {"concealment": 0.1}}, {}),
    ("False claims", {"psychology": {"false_reports": 0.1}}, {}),
    ("Shunning and sorting", {"psychology": {"sorting": 0.1}}, {}),
    ("Stress", {"psychology": {"stress_weight": 0.1}}, {}),
    ("Trust in the operator", {"psychology": {"trust_loss": 1}}, {}),
    ("Trust in people", {"psychology": {"trust_by_standing": 0.1}}, {}),
    ("Protest", {"psychology": {"protest_thresholds": {"mean": "25%", "sd": "12%"}}}, {}),
    ("What draws people in", {"psychology": {"preset": "deterrence", "joining": 1}}, MEMBERS),
    ("Leaving", {"psychology": {"preset": "deterrence", "leaving": 1}}, MEMBERS),
    ("Joining", {}, {"enrolment": {"kind": "opt_in", "adoption": {"innovation": "0.1/y", "imitation": "0.1/y"}}}),
]  # fmt: skip
"""A law, and what turns it on: a patch of the society and one of the scheme."""

BARE: Patch = {
    "acts": {name: {"stays_open": None} if name == "tax_debt" else {} for name in small.ACTS} | {"bill_late": None},
    "services": {"loans": None, "housing": None},
}
EMPTY: Patch = {"senses": None, "score": None}
ALWAYS = {"Candidate acts", "Rates", "Demands", "Welfare", "Publication"}
WITH_RULES = {"Entries", "Raised rates"}


def society_of(patch: Patch) -> Society:
    return build(Resolved(small.keyed(small.merged(small.SOCIETY, patch)), {}, "small"), Society)


def scheme_of(patch: Patch) -> Scheme:
    return build(Resolved(small.keyed(small.merged(small.SCHEME, patch)), {}, "points"), Scheme)


def matter(society: Patch, scheme: Patch) -> Matter:
    """The small society under the small scheme, both patched."""
    home, one = society_of(society), scheme_of(scheme)
    order = Order("small", {"small": home}, {"it": WorldOrder("small", (one,))}, persons=40, years=1)
    return Matter(order, {"small": small.compiled(home, [one])})


def laws_in(society: Patch, scheme: Patch) -> set[str]:
    """The laws that a description tells."""
    text = as_markdown(describe(matter(society, scheme)))
    return {law.name for law in LAWS if f"**{law.name}.** {law.text}" in text}


@pytest.mark.parametrize(("law", "society", "scheme"), ON, ids=[law for law, *_ in ON])
def test_what_is_on_is_told(law: str, society: Patch, scheme: Patch) -> None:
    assert law in laws_in(society, scheme)


def test_what_is_off_is_left_out() -> None:
    assert laws_in(BARE, EMPTY) == ALWAYS | {"Record"}, "a scheme without a score is a record"
    assert {law.name for law in LAWS} == ALWAYS | WITH_RULES | {law for law, *_ in ON}


@pytest.mark.parametrize(
    ("off", "laws"),
    [
        ({"deterrence_slope": "off"}, {"Deterrence"}),
        ({"reward_slope": "off"}, {"Reward pull"}),
        ({"habit_rate": "off"}, {"Habit of leaving", "Growth of habit"}),
        ({"chill": "off"}, {"Chill"}),
        ({"hearsay_weight": "off"}, {"Hearsay"}),
        ({"beliefs": "off"}, {"Learning of risks", "Hearsay"}),
        ({"income_loss": "off"}, {"Income"}),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_each_mechanism_of_the_mind_switches_alone(off: Patch, laws: set[str]) -> None:
    praised: Patch = {"score": {"rules": {"praised": {"on": "praise", "points": 1}}}}
    everything = laws_in(AFRAID, praised)
    fewer = laws_in({"psychology": {"preset": "deterrence", **off}}, praised)
    assert laws <= everything
    assert everything - fewer - {"Raised rates"} == laws
    text = as_markdown(describe(matter({"psychology": {"preset": "deterrence", **off}}, praised)))
    assert f"`psychology.{next(iter(off))}`" not in text


def test_parameters_of_what_is_off_are_left_out() -> None:
    text = as_markdown(describe(matter(BARE, EMPTY)))
    assert "psychology." not in text
    told = as_markdown(describe(matter(AFRAID, {})))
    assert {name for name in DEFAULTS if f"`psychology.{name}`" in told} >= {"deterrence_slope", "chill", "memory"}


def test_no_sentence_of_the_plan_is_without_a_law() -> None:
    for _, society, scheme in ON:
        made = matter(society, scheme)
        assert not any(untold({name: made.does(name) for name in PHASES}).values())


def test_names_are_those_of_the_engine() -> None:
    assert set(USED) <= set(DEFAULTS)
    variables = {name for _, names, _, _ in STATE for name in names} - OF_THE_RECORD
    assert variables <= set(State._fields)
    assert all(law.line == stem(law.line) for law in LAWS)


@pytest.mark.parametrize("name", ["suining-2010", "flensburg-2014"])
def test_every_parameter_stands_in_it(name: str) -> None:
    order = order_run([name])
    found = describe(matter_of(order))
    cells = {
        row for element in found.elements for block in element.blocks if isinstance(block, Grid) for row in block.rows
    }
    told = {row[:2] + row[3:] for row in cells if len(row) == 6}
    documents: list[Scheme | Society] = [load_scheme(name), *order.societies.values()]
    for document in documents:
        for one in lines(document):
            source = one["ref"] or (f"fitted to the fact {one['to']}" if one["to"] else "")
            row = (f"`{one['path']}`", one["text"], one["range_text"] or "", one["basis"] or "", source)
            assert row in told, row


def test_the_seven_elements_in_their_order() -> None:
    headings = [element.heading for element in describe(matter(AFRAID, {})).elements]
    assert [heading[:2] for heading in headings[:7]] == [f"{k}." for k in range(1, 8)]
    assert headings[7:] == ["Parameters", "Making it again"]


def test_a_reform_is_told_where_it_differs() -> None:
    one, other = scheme_of({}), scheme_of({"score": {"rules": {"fast": {"points": -5}}}})
    home = society_of({})
    worlds = {"it": WorldOrder("small", (one,)), "harsh": WorldOrder("small", (other,))}
    order = Order("two", {"small": home}, worlds, persons=40, years=1)
    text = as_markdown(describe(Matter(order, {"small": small.compiled(home, [one])})))
    assert "| harsh | small | points | `score.rules.fast.points`: -3 → -5 |" in text
    assert "scorarium study again.study.yaml" in text


def test_as_data_it_says_the_same() -> None:
    found = describe(matter(AFRAID, {}))
    document = as_document(found)
    assert [element["heading"] for element in document["elements"]] == [one.heading for one in found.elements]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "extra", ["", "burn_in: 8w\nsame_society: true\nuntil: {welfare_mean: 0.1}\noutcomes: [harm_mean]\n"]
)
def test_the_files_that_it_writes_make_the_same_order(extra: str, tmp_path: Path) -> None:
    write_files(tmp_path)
    study = tmp_path / "own.study.yaml"
    worlds = (
        "worlds:\n  a: {scheme: mild}\n  b: {schemes: {merit: {reform: {lists: {named: {lasts: 2w}}}}, mild: {}}}\n"
        "  c: {scheme: merit, reform: {score: {rules: {speed: ~}}}}\n  d: {scheme: merit, society: far}\n"
    )
    head = "scorarium: 1\nkind: study\nsociety: bare\nyears: 1\nseed: 3\nreplicates: 2\n"
    study.write_text(head + worlds + extra, encoding="utf-8")
    order = order_study(load_study(study))
    again = tmp_path / "again"
    again.mkdir()
    for name, text in files_of(order).items():
        (again / name).write_text(text, encoding="utf-8")
    same = order_study(load_study(again / STUDY))
    for name, world in order.worlds.items():
        other = same.worlds[name]
        assert other.society == world.society
        assert [one.luck_root for one in other.schemes] == [one.luck_root for one in world.schemes]
        assert [bare(one.raw) for one in other.schemes] == [bare(one.raw) for one in world.schemes]
    assert {name: society.raw for name, society in same.societies.items()} == {
        name: society.raw for name, society in order.societies.items()
    }
    kept = ("persons", "years", "replicates", "seed", "burn_in", "same_society", "until", "outcomes")
    assert [getattr(same, name) for name in kept] == [getattr(order, name) for name in kept]


def bare(raw: Patch) -> str:
    """A declaration as text, with the order of its parts and without the name of its origin."""
    return json.dumps({key: value for key, value in raw.items() if key not in ("like", "home")})
