"""Pairs of a scheme and a society drawn from the words of the language, for the comparison of twin and engine."""

from typing import Any

from hypothesis import strategies as st

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.refusals import refusals
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build
from scorarium.society.recipe import Society
from tests.twin import kinds
from tests.twin.forms import with_forms
from tests.twin.kinds import ACTS, acts, percent
from tests.twin.societies import FIRMS, laid_over, likings, moves, of_firms, singles, worths
from tests.twin.societies import doors as prices
from tests.twin.towards_others import with_others
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SERVICES = ["loans", "driving", "housing", "flights"]
LEVELS = {"age": ["0-17", "18-59", "60+"]}

Patch = dict[str, Any]

# Everybody is busy, so that a year shows what happens otherwise in ten.
BUSY: Patch = {
    "attributes": {"role": {"shares": {"ordinary": "80%", "official": "20%"}}},
    "acts": {
        "speeding": {"rate": "20/y", "where": "street", "loads": {"risk": 0.5, "income": 0.5}},
        "littering": {"rate": "12/y", "harm": 0.02, "where": "street"},
        "criticism": {"rate": {"mean": "9/y", "law": "gamma", "shape": 2}},
        "praise": {"rate": "6/y", "benefit": 0.05, "cost": 0.02},
        "tax_debt": {
            "rate": "3/y",
            "amount": {"mean": 2, "law": "lognormal", "sd": 0.7},
            "stays_open": {"settled": "6/y"},
        },
        "bill_late": {"share": {"default": "20%", "times": {"age": {"60+": 0.5}}}},
        "helping": {
            "context": "civic",
            "rate": "20/y",
            "towards": "anyone",
            "benefit": 0.1,
            "cost": 0.02,
            "chosen": {"discriminating": "60%", "always": "20%", "never": "20%"},
        },
        "hitting": {"context": "civic", "rate": "8/y", "towards": "friends", "harm": 0.2, "lawful": False},
        "theft": {
            "context": "civic",
            "rate": {"by": {"age": {"0-17": "2/y", "18-59": "4/y", "60+": "0/y"}}},
            "lawful": False,
            "buys": "housing",
        },
    },
    "services": {
        "loans": {
            "demand": "6/y",
            "leads_to": {"tax_debt": {"default": "30%", "times": {"age": {"60+": 0.5}}}, "praise": "rest"},
        },
        "housing": {"demand": "4/y", "places": "3/y"},
        "flights": {"context": "movement", "demand": "3/y", "value": 0.5},
    },
}

NORM = {
    f"{actor}-{act}-{other}": "good" if (act == "helps") == (other == "good") or actor == "bad" else "bad"
    for actor in ("good", "bad")
    for act in ("helps", "refuses")
    for other in ("good", "bad")
}
weeks = st.sampled_from(["1w", "3w", "2mo", "1y"])
points = st.integers(-6, 6).filter(bool)


def one_of_forms(plain: Any, high: Any) -> st.SearchStrategy[Any]:
    """A number as it is, by age, or times something."""
    return st.sampled_from([
        plain,
        {"default": plain, "by": {"age": {"60+": high}}},
        {"default": plain, "times": {"licence": {"true": 0.5}, "age": {"0-17": 0.2}}},
    ])  # fmt: skip


@st.composite
def efforts(draw: Any) -> Patch:
    """Attention that is scarce."""
    by = draw(st.sampled_from(["score", "records", "risk", "need", "lottery", "evenly"]))
    found: Patch = {"total": draw(percent), "among": draw(st.sampled_from(["persons", "households", "districts"]))}
    found |= {"goes_by": by, "how": draw(st.sampled_from(["proportional", "one_place", "highest_first"]))}
    if draw(st.booleans()):
        found["power"] = 2
    if draw(st.integers(0, 2)) == 0:
        found |= {"among": "districts", "goes_by": "records"}
    if found["among"] == "districts" and found["goes_by"] == "records":
        found |= {"starts": {"1": 2}, "memory": draw(st.sampled_from(["never", "6w"]))}
    return found


EVIDENCE = ["report", "record", "decision", "inference"]
OFFICIAL = [
    "registry",
    "records",
    "platform",
    "purchases",
    "device",
    "inspection",
    "patrol",
    "court",
    "self",
    "inference",
]


@st.composite
def senses(draw: Any) -> Patch:
    """One to three senses that see everything that rules may ask for."""
    found: Patch = {
        "police": {"kind": draw(st.sampled_from(OFFICIAL)), "sees": ACTS, "detection": draw(one_of_forms("60%", "90%"))}
    }
    if draw(st.booleans()):
        found["police"]["delay"] = draw(weeks)
    if draw(st.booleans()):
        found["police"]["effort"] = draw(efforts())
    if draw(st.booleans()):
        how = draw(kinds.identifications())
        sees = {"speeding": "80%", "littering": "50%", "theft": "30%"}
        found["cameras"] = {"kind": "camera", "sees": sees, "detection": "district.cameras", "identification": how}
        if draw(st.booleans()):
            found["cameras"]["sees"] = ["speeding", "littering"]
        if draw(st.booleans()):
            found["cameras"] |= {"malicious": "1/y", "witnesses": "household"}
        if draw(st.booleans()):
            found["cameras"]["where"] = ["street"]
    if draw(st.booleans()):
        found["reports"] = {
            "kind": "neighbours",
            "sees": ["littering", "criticism"],
            "detection": "40%",
            "malicious": "0.5/y",
            "witnesses": draw(st.sampled_from(["friends", "household", "work"])),
            "corroboration": draw(
                st.sampled_from([1, 2, {"households": 2, "confirms_true": "60%", "confirms_false": "30%"}])
            ),
        }
        if not isinstance(found["reports"]["corroboration"], dict) and draw(st.booleans()):
            several = {"default": 2, "by": {"age": {"60+": 3}}}
            drawn = draw(st.sampled_from([{"shares": {"1": "50%", "3": "50%"}}, {"law": "uniform", "bounds": [1, 4]}]))
            within = draw(one_of_forms("5w", "12w"))
            found["reports"] |= {
                "corroboration": draw(st.sampled_from([2, 3, several, drawn])),
                "corroborate_within": within,
            }
    if draw(st.booleans()):
        found["peers"] = {
            "kind": "peers",
            "sees": ["hitting", "littering"],
            "detection": "20%",
            "corroboration": draw(st.sampled_from([1, 2])),
        }
        if draw(st.booleans()):
            found["peers"]["witnesses"] = "household"
    return found


@st.composite
def rules(draw: Any) -> Patch:  # noqa: C901, PLR0912 (a table of forms)
    """Two to six rules."""
    found: Patch = {}
    for k in range(draw(st.integers(2, 6))):
        rule: Patch = {"on": draw(acts), "points": draw(points)}
        if draw(st.booleans()):
            rule["lasts"] = draw(weeks)
            rule["repeat"] = draw(st.sampled_from(["separate", "restarts", "restarts_all"]))
        if draw(st.integers(0, 4)) == 0:
            rule |= {"seen_by": ["police"], "evidence": draw(st.sampled_from(EVIDENCE))}
        extra = draw(st.integers(0, 12))
        if extra == 0:
            rule["at_most"] = draw(st.sampled_from(["2 within 2mo", "5 points within 3mo", "1/y"]))
        elif extra == 1:
            rule |= {"points": {"by": {"repeat": {"1": -1, "2": -2, "3": -4}}}, "repeat_within": draw(weeks)}
        elif extra == 2:
            rule |= {"on": "tax_debt", "above": 1, "per": 0.5}
            rule.pop("lasts", None), rule.pop("repeat", None)
        elif extra == 3:
            rule = {"on": "tax_debt", "points": draw(points), "until": "settled"}
        elif extra == 4:
            rule = {"every": "1mo", "when": {"open": {"tax_debt": {}}}, "points": -1, "lasts": "3mo"}
        elif extra == 5:
            rule = {"when": draw(states()), "points": draw(points)}
        elif extra == 6:
            rule.pop("points")
            rule["sets"] = 3
            rule.pop("lasts", None), rule.pop("repeat", None)
        elif extra == 7:
            rule["vague"] = True
        elif extra == 8:
            rule.pop("points")
            rule["discretion"] = draw(st.sampled_from([[-5, -1], [1, 3]]))
        elif extra == 9:
            rule["reaches_back"] = draw(weeks)
            rule["when"] = {"enrolled": {"from": "2mo"}}
        elif extra == 10:
            rule["until"] = draw(st.one_of(states(), st.just("repaired")))
        elif extra == 11:
            rule = {"when": draw(states()), "sets": 4}
        found[f"r{k}"] = rule
    return found


@st.composite
def states(draw: Any, lists: bool = False) -> Patch:
    """A condition on the state of a person or of those near."""
    plain: list[Patch] = [
        {"is": {"licence": True}},
        {"is": {"age": {"from": 18}}},
        {"is": {"age": {"from": 18}}},
        {"score_below": 8},
        {"score": {"from": 2, "to": 9}},
        {"score_above": 11},
        {"open": {"tax_debt": {"above": 1, "lasting": "2w"}}},
        {"rung": {"from": 2, "to": 6}},
        {"in_scheme": {"two": {"score_below": 5}}},
        {"in_scheme": {"one": {"acts": {"littering": "2 within 2mo"}}}},
        {"in_scheme": {"two": {"acts": {"speeding": "3 within 6mo"}}}},
        {"in_scheme": {"one": {"is": {"licence": True}, "not": {"score_below": 3}}}},
        {"enrolled": {"from": "1mo"}},
        {"measured": {"listed_share": {"to": "30%"}}},
        {"related": {"friends": {"score_below": 6}}},
        {"related": {"household": {"is": {"licence": True}}}},
        {"related": {"friends": {"acts": {"littering": "2 within 2mo"}}}},
        {"related": {"household": {"any": {"new": {"enrolled": {"to": "3mo"}}, "owes": {"open": {"tax_debt": {}}}}}}},
        {"related": {"work": {"on": ["speeding", "theft"]}}},
        {"related": {"district": {"rule": "r0", "not": {"is": {"licence": True}}}}},
        {"not": {"score_below": 4}},
        {"any": {"low": {"score_below": 5}, "driver": {"is": {"licence": True}}}},
        {"score_below": {"default": 5, "by": {"age": {"60+": 9}}}},
        {"score": {"from": {"mean": 4, "law": "normal", "sd": 3}, "to": {"by": {"time": {"0d": 8, "20w": 11}}}}},
        {"score_above": {"default": 8, "times": {"licence": {"true": 1.25}, "age": {"0-17": 0.5}}}},
        {"rung": {"from": {"by": {"licence": {"true": 1, "false": 3}}}}},
        {"enrolled": {"from": {"default": "1mo", "by": {"age": {"60+": "3mo"}}}, "to": "8mo"}},
        {"open": {"tax_debt": {"above": {"mean": 1, "law": "exponential"}, "lasting": "2w"}}},
        {"open": {"tax_debt": {"lasting": {"default": "2w", "times": {"district": {"1": 3}}}}}},
        {"related": {"friends": {"score_below": {"default": 6, "by": {"age": {"0-17": 3}}}}}},
        {"in_scheme": {"one": {"enrolled": {"from": {"default": "2w", "by": {"age": {"0-17": "9w"}}}}}}},
    ]
    if lists:
        plain += [
            {"list": "named"},
            {"on_list": "named"},
            {"tier": ["D"]},
            {"related": {"household": {"list": "named"}}},
        ]
    return dict(draw(st.sampled_from(plain)))


moments = st.one_of(
    acts.map(lambda on: {"on": on}),
    st.just({"acts": {"littering": "2 within 2mo"}}),
    st.just({"on": "speeding", "is": {"licence": True}}),
)


OWN_PROCEDURES: list[Patch] = [
    {"appeal": "none"},
    {"objection": "suspends"},
    {"appeal": {"who": "human", "sought": "6/y", "known_to": "70%", "decided_after": "3w", "suspends": True}},
    {"appeal": {"who": "machine", "upheld_if_wrong": {"default": "60%", "by": {"age": {"60+": "90%"}}}, "wait": "1w"}},
]
"""What a list may say of its own about appeals."""


STAGED: list[Patch] = [
    {"kind": "mandatory", "rollout": {"pilot": {"districts": "50%", "at": "0y", "until": "2mo"}, "all": "6mo"}},
    {
        "kind": "opt_in",
        "adoption": {"innovation": "2/y", "imitation": "8/y"},
        "refusal_cost": "9 days-income",
        "rollout": {"old": {"is": {"age": {"from": 60}}, "at": "0y"}, "all": {"at": "3mo", "until": "8mo"}},
    },
]
"""Schemes that leave people again, or reach only some."""


GAMES: list[Patch] = [
    {"levels": True, "missions": "9/y", "referral_points": 2},
    {"levels": True},
    {"missions": "20/y"},
    {"referral_points": -1},
]
"""What makes a game of a scheme."""


@st.composite
def listings(draw: Any) -> Patch:  # noqa: C901, PLR0912 (a table of forms)
    """One list or two."""
    found: Patch = {}
    for name in ["named", "shamed"][: draw(st.integers(1, 2))]:
        is_moment = draw(st.booleans())
        one: Patch = {"enter": draw(moments) if is_moment else draw(states())}
        if is_moment or draw(st.booleans()):
            one["lasts"] = draw(
                st.sampled_from(
                    ["3w", "3mo", {"by": {"repeat": {"1": "2w", "2": "2mo"}}}, {"mean": "1mo", "law": "exponential"}]
                )
            )
        repeats = ["restarts", "ignored"] + (["adds"] if is_moment else [])
        one["repeat"] = draw(st.sampled_from(repeats))
        extra = draw(st.integers(0, 9))
        one["colour"] = draw(st.sampled_from(["black", "red"]))
        if draw(st.integers(0, 3)) == 0:
            one |= {"public": True, "due_process": {"notice": "after"}}
        if extra == 0:
            one["spreads_to"] = {"household": draw(percent)}
        elif extra == 7:
            ties = draw(st.sampled_from(["household", "friends", "parents", "children", "partner", "work", "school"]))
            one["spreads_to"] = {ties: {"share": draw(percent), "steps": 2, "lasts": "5w"}, "friends": draw(percent)}
        elif extra == 8:
            one["repeat_within"] = draw(weeks)
            one["grounds"] = {
                "first": {"enter": draw(moments), "lasts": "2mo", "until": draw(states())},
                "second": {"enter": one.pop("enter"), "repeat": draw(st.sampled_from(["ignored", "restarts"]))},
                "third": {"enter": draw(moments), "lasts": "5w", "repeat": "adds", "decided": draw(kinds.decisions())},
                "last": {"enter": {"on": "tax_debt"}, "until": draw(st.sampled_from(["settled", "repaired"]))},
            }
        elif extra == 1:
            one["until"] = {"score_above": 9}
        elif extra == 2:
            repair = {"by": "paying", "sought": "6/y", "takes": "2w"}
            more = {"costs": "0.1 days-income", "passes": "60%", "at_most": 2}
            one |= {"until": "repaired", "repair": repair | draw(st.sampled_from([{}, more]))}
        elif extra == 6:
            one |= {"enter": {"open": {"tax_debt": {}}}, "until": "settled", "repair": "none"}
            one.pop("repeat")
        elif extra == 3:
            one["grace"] = "2w"
        elif extra == 4:
            one["leaving"] = draw(st.sampled_from([{"sets": 4}, {"points": -2}, {"sets": 7, "points": 1}]))
        elif extra == 5:
            one["decided"] = draw(kinds.decisions())
        if draw(st.integers(0, 3)) == 0:
            one["due_process"] = draw(st.sampled_from(OWN_PROCEDURES))
        found[name] = one
    return found


@st.composite
def allocations(draw: Any) -> Patch:
    """How scarce places go."""
    by = st.sampled_from(["score", "records", "risk", "need", "lottery", "evenly"])
    how = st.sampled_from(["proportional", "one_place", "highest_first"])
    return {"service": "housing", "goes_by": draw(by), "how": draw(how), "power": 2}


EFFECTS = ["allocate", "deny", "favour", "delay", "price", "fine", "pay", "inspect", "warn", "recommend", "reclaim"]


@st.composite
def doors(draw: Any, effect: str) -> Patch:
    """A door that is shut, opened, put off or made dearer."""
    services = SERVICES if effect in {"deny", "price"} else ["loans", "housing", "flights"]
    found: Patch = {"service": draw(st.sampled_from(services))}
    if effect in {"deny", "favour"}:
        found["strength"] = draw(percent)
    if effect == "delay":
        found["amount"] = "3w"
    if effect == "price":
        found["amount"] = {"by": {"score": {"0": "150%", "12": "80%"}}, "between": "linear"}
    return found


@st.composite
def moneys(draw: Any, effect: str) -> Patch:
    """Money taken, given or claimed back."""
    found: Patch = {"amount": "0.3 days-income"}
    if effect == "reclaim":
        found = {
            "service": draw(st.sampled_from(["loans", "driving"])),
            **draw(st.sampled_from([{}, {"amount": "40%"}])),
        }
    kind = draw(st.integers(0, 3))
    if kind == 0:
        found |= {"when": {"rule": "r0"}} | draw(st.sampled_from([{}, {"per": 0.5}]))
    elif kind == 1:
        found["every"] = "1mo"
    elif kind == 2:
        found["when"] = {"any": {"moment": {"rule": "r0"}, "state": draw(states())}}
    return found


@st.composite
def ways(draw: Any) -> Patch:
    """How what goes on comes about: by a state, for longer than it, by a moment, by either."""
    return dict(
        draw(
            st.sampled_from(
                [
                    {},
                    {"lasts": "5w"},
                    {"when": {"rule": "r0"}, "lasts": "3w"},
                    {"when": {"any": {"moment": {"rule": "r0"}, "state": draw(states())}}, "lasts": "2w"},
                ]
            )
        )
    )


@st.composite
def consequences(draw: Any, has_lists: bool, has_export: bool) -> Patch:
    """Up to five consequences."""
    found: Patch = {}
    for k in range(draw(st.integers(0, 5))):
        effect = draw(st.sampled_from(EFFECTS))
        one: Patch = {"when": draw(states(lists=has_lists)), "effect": effect}
        if effect in {"deny", "favour", "delay", "price"}:
            one |= draw(doors(effect)) | draw(ways())
        elif effect in {"fine", "pay", "reclaim"}:
            one |= draw(moneys(effect))
        elif effect == "warn":
            one["when"] = {"rule": "r1"}
        elif effect == "inspect":
            one |= {"sense": "police", "strength": "50%"} | draw(ways())
        elif effect == "allocate":
            one |= draw(allocations()) | draw(ways())
        else:
            one |= {"acts": {"praise": "more", "littering": "less"}, "strength": "80%", "fatigue": "2/y"} | draw(ways())
        if effect not in {"allocate", "warn"} and draw(st.integers(0, 2)) == 0:
            one["decided"] = draw(kinds.decisions())
        if has_export and draw(st.booleans()):
            one["through"] = "bank"
        found[f"c{k}"] = one
    return found


@st.composite
def ratings(draw: Any) -> Patch:
    """What people say of each other, in marks from 0 to 12."""
    if draw(st.booleans()):
        return {
            "kind": "ratings",
            "range": [0, 12],
            "start": draw(st.sampled_from([0, 12])),
            "norm": draw(st.sampled_from(["image_scoring", "simple_standing", "stern_judging", "shunning", NORM])),
            "opinions": draw(st.sampled_from(["public", "one_observer", "all_observe"])),
            "errors": {"execution": "10%", "assessment": "5%"},
        }
    found: Patch = {"kind": "ratings", "range": [0, 12], "encounters": draw(one_of_forms("20/y", "60/y")), "spread": 2}
    found["usual"] = draw(st.sampled_from([6, 9.3, {"by": {"time": {"0": 5, "6mo": 9}}, "between": "linear"}]))
    found["towards"] = draw(st.sampled_from(["anyone", "friends", "household", "work", "neighbours", "customers"]))
    optional: Patch = {
        "start": 10,
        "rated": draw(st.one_of(st.just({"is": {"licence": True}}), states())),
        "raters": draw(states())
        if draw(st.booleans())
        else {"any": {"grown": {"is": {"age": {"from": 18}}}, "child": {"not": {"is": {"licence": True}}}}},
        "rater_weight": draw(st.sampled_from(["equal", "score"])),
        "weight": {"default": 1, "by": {"age": {"60+": 2.5}}},
        "bias": {"default": 0, "by": {"age": {"60+": -1.5}}},
        "memory": draw(st.sampled_from(["7 ratings", "30 ratings", "5w", "never"])),
        "least": "3 ratings",
        "retaliation": draw(one_of_forms("80%", "40%")),
        "better": draw(st.sampled_from(["higher", "lower"])),
    }
    for word, value in optional.items():
        if draw(st.booleans()):
            found[word] = value
    return found


@st.composite
def schemes(draw: Any, name: str) -> Patch:  # noqa: C901, PLR0912 (one form after the other)
    """A scheme of kind points, or a file without a number."""
    made_lists = draw(listings()) if draw(st.booleans()) else {}
    own_rules = draw(rules())
    score: Patch = {
        "kind": "points",
        "start": 12,
        "bounds": draw(st.sampled_from([[0, 12], [None, 20], [-5, None]])) if name == "one" else [0, 12],
        "rules": own_rules,
    }
    if draw(st.booleans()):
        score["better"] = "lower"
        score["start"] = 0
    kind = draw(st.sampled_from(["points", "points", "points", "ratings", "ratings", "ladder", "factors", "record"]))
    kind = "points" if name == "two" and kind == "record" else kind
    if kind == "ratings":
        score = draw(ratings()) | {"rules": own_rules}
    elif kind == "factors":
        score = draw(kinds.factors(name, own_rules, draw(states())))
    elif kind in ("ladder", "record"):
        score = draw(kinds.ladders() if kind == "ladder" else kinds.files())
    if kind == "points" and draw(st.booleans()):
        score["decay"] = {"half_life": "3mo", "towards": 5}
    if kind == "points" and draw(st.booleans()):
        spend = {"from": 3, "worth": "0.1 days-income", "oldest_first": draw(st.booleans())}
        score["spend"] = spend | draw(st.sampled_from([{}, {"at": "6/y"}]))
    if kind == "points" and draw(st.booleans()):
        score["clean_period"] = {"every": "5w", "points": 1}
        if draw(st.booleans()):
            score["clean_period"]["without"] = draw(st.sampled_from([["any"], ["r0", "littering"], ["theft"]]))
    if draw(st.booleans()):
        law = draw(
            st.sampled_from(
                [
                    {"of": "points", "per": "friend"},
                    {"of": "points", "per": "mean"},
                    {"of": "score", "law": "anchored"},
                    {"of": "score", "law": "drift"},
                ]
            )
        )
        ties = st.sampled_from(["friends", "household", "parents", "children", "partner", "work", "school", "district"])
        score["contagion"] = {draw(ties): {"share": "10%", **law}}
    found: Patch = {"scorarium": 1, "kind": "scheme", "name": name, "senses": draw(senses()), "score": score}
    found |= {"jurisdiction": ["de"]} | draw(kinds.own_words(name))
    found["tiers"] = {"A": {"from": 10, "margin": 1}, "B": {"from": 5}, "D": {"from": -1000, "lasts": draw(weeks)}}
    if draw(st.integers(0, 3)) == 0:
        found["tiers"]["C"] = {"when": {"is": {"licence": True}}}
    if made_lists:
        found["lists"] = made_lists
    has_export = draw(st.booleans())
    if has_export:
        found["exports"] = {
            "bank": {"to": "company", "what": "score", "context": "finance", "decisive": "50%", "kept": "2mo"}
        }
    found["consequences"] = draw(consequences("named" in made_lists, has_export))
    if not any("through" in one for one in found["consequences"].values()):
        found.pop("exports", None)
    if draw(st.booleans()):
        found["due_process"] = draw(kinds.processes())
        if draw(st.booleans()):
            kept = found["due_process"].get("expiry", {}) | {"score": draw(st.sampled_from(["3w", "3mo", "never"]))}
            found["due_process"] = found["due_process"] | {"expiry": kept}
    if "named" in made_lists and draw(st.booleans()):
        found["repairs"] = {"apology": draw(kinds.repairs())}
    found["enrolment"] = draw(st.one_of(kinds.enrolments(), st.sampled_from(STAGED)))
    if draw(st.booleans()):
        found["integrity"] = {
            "bribable": draw(percent),
            "exempts_officials": "50%",
            "insider_error": {"default": "10%", "by": {"age": {"60+": "30%"}}},
            "targets_critics": draw(percent),
        }
    if draw(st.integers(0, 3)) == 0:
        found["unit"] = draw(st.sampled_from(["household", "district"]))
    if draw(st.booleans()):
        found["games"] = draw(st.sampled_from(GAMES))
    if draw(st.booleans()):
        found["visibility"] = {"own_score": True, "rules_known_by": draw(percent)}
    return found


FEELINGS: Patch = {
    "stress_weight": 0.1,
    "stress_drain": "6/y",
    "trust_loss": 0.5,
    "trust_by_standing": -0.2,
    "protest_thresholds": {"mean": "20%", "sd": "15%"},
}
"""How it feels to be scored."""

EXAMPLES: Patch = {"crowding": 0.3, "reactance": 0.3, "silence_threshold": 1, "conformity": 0.33}
"""How people go by what they were paid for and by what their friends do."""

psychologies = st.sampled_from([
    "passive",
    "deterrence",
    "full",
    {"preset": "full", "false_reports": "90%", "shunning": 9, "gaming": "60%", "concealment": "off"},
    {"preset": "deterrence", "habit": "off"},
    {"preset": "passive", "habit": "on"},
    {"preset": "deterrence", "chill": "off", "hearsay_weight": "off"},
    {"preset": "deterrence", "reward_pull": "off", "income_loss": "off"},
    {"preset": "passive", "income_pressure": "off"},
    {"preset": "deterrence", **FEELINGS},
    {"preset": "deterrence", "stress_drain": "off", "trust_by_standing": 0.1},
    {"preset": "passive", **FEELINGS, "trust_loss": "off"},
    {"preset": "deterrence", **EXAMPLES},
    {"preset": "deterrence", **EXAMPLES, "crowding": -0.1, "conformity": "off", "reactance": "off"},
])  # fmt: skip


CHANGING: Patch = {
    "attributes": {
        "age": {"redrawn": "0.5/y"},
        "credit": {
            "by": {"licence": {"true": {"0": "20%", "1": "80%"}, "false": {"0": "60%", "1": "40%"}}},
            "moves": {"praise": 1, "littering": -1},
            "redrawn": "0.3/y",
        },
    },
}
"""Some move up and down by what they do, some grow older or younger."""


dances = st.sampled_from([
    {"rate": "9/y", "harm": 0.1, "where": "street", "lawful": False},
    {"rate": {"mean": "9/y", "law": "gamma", "shape": 2}, "loads": {"risk": 0.5, "income": 0.5}},
    {"rate": {"by": {"age": {"0-17": "20/y", "60+": "1/y", "18-59": "2/y"}}}, "towards": "friends", "benefit": 0.1},
    {"rate": "5/y", "amount": {"mean": 2, "law": "exponential"}, "stays_open": {"settled": "6/y"}, "buys": "housing"},
])  # fmt: skip
"""An act that a change brings."""

halls = st.sampled_from([
    {"demand": "9/y", "value": 0.3, "leads_to": {"praise": "30%", "theft": "rest"}},
    {"demand": "always", "value": 0.3, "is": {"licence": True}},
    {"demand": "6/y", "places": "3/y", "value": 2, "feeds": ["income"]},
])  # fmt: skip
"""A service that a change brings."""


@st.composite
def changes(draw: Any, scheme: Patch) -> Patch:
    """Up to four changes inside the year, at a time or when something is measured."""
    found: Patch = {}
    own = list(scheme["consequences"])
    reforms: list[Patch] = [
        {"reform": {"score": {"rules": {"fresh": draw(rules())["r0"]}}}},
        {"reform": {"lists": {"fresh": draw(listings())["named"]}}},
        {"reform": {"tiers": {"B": None, "C": {"from": 3}, "E": {"from": 7, "margin": 1}}}},
        {"reform": {"senses": {"police": {"detection": "30%"}, "spies": {"kind": "camera", "sees": {"theft": "40%"}}}}},
        {"reform": {"score": {"bounds": [-3, 15]}, "title": "Another"}, "convert": {"-100": -2, "5": 4, "10": 12}},
        {"convert": {"-100": 2, "3": 6, "9": 9}, "reform": {"visibility": {"rules_known_by": "90%"}}},
        {"reform": {"enrolment": {"kind": "mandatory", "adoption": None}}}
        if "adoption" in scheme["enrolment"]
        else {"reform": {"enrolment": {"kind": "opt_in", "adoption": {"innovation": "1/y", "imitation": "1/y"}}}},
        {"reform": {"consequences": {own[0]: None}}} if own else {"reform": {"title": "A third"}},
        {
            "reform": {
                "changes": {
                    "brought": {"at": "5mo", "reform": {"title": "Brought", "senses": {"police": {"delay": "2w"}}}}
                }
            }
        },
        {"stop": True, "keeps_records": draw(st.booleans())},
        {"stop": True},
        {"reform": {"acts": {"dancing": draw(dances), "skating": {"every": "1mo", "share": "30%", "harm": 0.1}},
                    "senses": {"wardens": {"kind": "patrol", "sees": ["dancing", "skating"], "detection": "60%"}},
                    "lists": {"dancers": {"enter": {"on": ["dancing", "skating"]}, "lasts": "5w"}}}},
        {"reform": {"acts": {"dancing": {"rate": "20/y"}}}},
        {"reform": {"services": {"hall": draw(halls)},
                    "consequences": {"hall": {"when": {"enrolled": {"from": "1mo"}},
                                              "service": "hall", "effect": "deny", "strength": "60%"}}}},
        {"reform": {"services": {"hall": {"demand": "30/y", "value": 0.3}}}},
    ]  # fmt: skip
    if "norm" in scheme["score"]:
        reforms.append({"reform": {"score": {"errors": {"assessment": "30%"}}}})
    elif scheme["score"]["kind"] == "ratings":
        marks = [
            {"usual": 3, "spread": 0.7},
            {"retaliation": "60%", "rater_weight": "score"},
            {"weight": 2, "least": "3 ratings"},
        ]
        reforms.append({"reform": {"score": draw(st.sampled_from(marks))}})
    if scheme["score"]["kind"] in ("points", "record"):
        reforms.append({"reform": {"unit": draw(st.sampled_from(["household", "district", "person"]))}})
    if scheme["score"]["kind"] not in ("points", "ladder"):
        reforms = [one for one in reforms if "convert" not in one]
    if scheme["score"]["kind"] in ("ladder", "record"):
        reforms = [one for one in reforms if "score" not in one.get("reform", {})]
    for k, one in enumerate(draw(st.lists(st.sampled_from(reforms), max_size=4, unique_by=str))):
        when = draw(st.sampled_from(["4w", "3mo", "20w", "8mo"]))
        share = {draw(st.sampled_from(["listed_share", "participation_share"])): {"from": draw(percent)}}
        found[f"change{k}"] = one | ({"at": when} if draw(st.booleans()) else {"when": {"measured": share}})
    return found


def declared(raw: Patch) -> Scheme:
    """As the reader would make it: changes patch the plain data."""
    return build(Resolved(keyed(raw), {}, "drawn"), Scheme)


def fed(draw: Any, giver: Patch, asker: Patch) -> Patch:
    """A scheme, which may feed another, for keeps or not."""
    if draw(st.booleans()):
        return giver
    kept = draw(st.one_of(weeks, st.sampled_from([{"default": "3w", "by": {"age": {"60+": "9w"}}}, "0d"])))
    what = "record" if f"'in_scheme': {{'{giver['name']}': {{'acts'" in repr(asker) else "score"
    feed = {"to": "platform", "what": what, "scheme": asker["name"], "kept": kept}
    return giver | {"exports": {**giver.get("exports", {}), "feed": feed}}


@st.composite
def societies(draw: Any) -> Society:
    """A busy society with more or less to it."""
    found = merged(merged(SOCIETY, BUSY), draw(with_others(draw(psychologies))))
    for more in (draw(worths), draw(prices), draw(likings), draw(st.one_of(st.sampled_from([{}, CHANGING]), moves))):
        found = laid_over(found, more)
    for single in draw(singles):
        found["psychology"] = found["psychology"] | single
    if draw(st.integers(0, 4)) == 0:
        found = merged(found, {"firms": FIRMS})
    return Society.model_validate(keyed(found))


@st.composite
def declarations(draw: Any) -> tuple[Society, dict[str, list[Scheme]]]:
    """A society, and the schemes of each world."""
    own = draw(societies())
    begins = draw(with_forms(draw(schemes("one")), declared))
    if own.firms is not None:
        begins = draw(of_firms(begins))
    if draw(st.booleans()):
        begins = begins | {"changes": draw(changes(begins))}
    first = declared(begins)
    worlds = {"first": [first]}
    if draw(st.booleans()):
        other = draw(with_forms(draw(schemes("two")), declared))
        worlds["both"] = [declared(fed(draw, begins, other)), declared(fed(draw, other, begins))]
    for made in {scheme.name: scheme for several in worlds.values() for scheme in several}.values():
        assert not refusals(made, own), refusals(made, own)
    return own, worlds


@st.composite
def pairs(draw: Any, persons: int = 100) -> CompiledPlan:
    """A society and the worlds that live in it, compiled."""
    own, worlds = draw(declarations())
    seed = draw(st.integers(0, 2**64 - 1))
    return compile_plan(people(own, persons), own, worlds, seed=seed, replicate=draw(st.integers(0, 9)), years=1)
