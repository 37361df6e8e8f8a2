"""What a society may say beyond what all of the random pairs share: numbers that depend on something or are drawn."""

from typing import Any

from hypothesis import strategies as st

Patch = dict[str, Any]


def by_age(plain: Any, young: Any, old: Any) -> Patch:
    """A number that depends on the age."""
    return {"default": plain, "by": {"age": {"0-17": young, "60+": old}}}


FORMS = {"default", "by", "times", "law", "mean", "bounds"}
"""Words of a number that is not plain."""


def laid_over(base: Patch, patch: Patch) -> Patch:
    """One patch over another: a number that is not plain takes the place of what was there; `None` removes."""
    found = dict(base)
    for key, value in patch.items():
        below = found.pop(key, None)
        if isinstance(value, dict) and isinstance(below, dict) and not FORMS & value.keys():
            found[key] = laid_over(below, value)
        elif value is not None:
            found[key] = laid_over({}, value) if isinstance(value, dict) else value
    return found


WORTHS: list[Patch] = [
    {
        "acts": {
            "littering": {"harm": by_age(0.02, 0.05, 0.01)},
            "praise": {"benefit": {"mean": 0.05, "law": "exponential"}, "cost": {"default": 0.02, "times": TIMES}},
            "tax_debt": {"harm": {"by": {"amount": {"0": 0, "1": 0.1, "3": 0.4}}, "between": "linear"}},
            "hitting": {"harm": {"mean": 0.2, "law": "normal", "sd": 0.2}},
            "helping": {"benefit": {"by": {"time": {"0d": 0.1, "12w": 0.3}}}, "towards": near},
            "theft": {"towards": far, "harm": 0.1},
        },
    }
    for near, far, TIMES in (
        ("neighbours", "customers", {"licence": {"true": 3}, "age": {"60+": 0.5}}),
        ("household", "work", {"district": {"1": 4}}),
    )
]
"""What one act is worth."""

DOORS: list[Patch] = [
    {
        "services": {
            "loans": {"value": by_age(3, 1, 5), "loads": {"risk": by_age(0.3, -0.3, 0)}},
            "driving": {"value": {"law": "uniform", "bounds": [0.1, 0.5]}},
            "housing": {"value": {"by": {"district.cameras": {"0": 2, "0.4": 20}}}, "places": places},
            "flights": {"value": {"shares": {"0.2": "50%", "0.8": "50%"}}},
        },
    }
    for places in (
        {"by": {"district": {"1": "2/y", "2": "4/y"}}},
        {"default": "2/y", "times": {"time": {"0d": 1, "10w": 1.5}}},
        {"mean": "2/y", "law": "exponential"},
    )
]
"""What a door is worth to whom, and how many places there are where and when."""

LIKINGS: list[Patch] = [
    {
        "traits": {"boldness": {"law": "exponential", "mean": 0.5}},
        "acts": {
            "speeding": {"loads": {"risk": load, "boldness": 0.3}},
            "helping": {"chosen": {"discriminating": by_age("60%", "20%", "70%"), "always": always, "never": "20%"}},
        },
    }
    for load, always in (
        (by_age(0.5, 0.9, -0.2), "20%"),
        ({"mean": 0.5, "law": "normal", "sd": 0.3}, {"default": "20%", "times": {"licence": {"true": 0.5}}}),
        ({"default": 0.4, "times": {"licence": {"true": 2}, "district": {"2": 0.5}}}, "district.cameras"),
    )
]
"""Whom what is liked by."""

MOVES: list[Patch] = [
    {
        "attributes": {
            "age": {"redrawn": redrawn},
            "credit": {
                "by": {"licence": {"true": {"0": "20%", "1": "80%"}, "false": {"0": "60%", "1": "40%"}}},
                "moves": {"praise": steps, "tax_debt": {"by": {"amount": {"0": -1, "2": -2}}}},
                "redrawn": "0.3/y",
            },
        },
    }
    for redrawn, steps in (
        (by_age("0.2/y", "1/y", "0/y"), {"shares": {"1": "30%", "0": "50%", "-1": "20%"}}),
        (
            {"default": "0.5/y", "times": {"time": {"0d": 1, "20w": 0.2}, "district": {"1": 2}}},
            {"law": "uniform", "bounds": [0, 1.2]},
        ),
        ({"mean": "0.5/y", "law": "exponential"}, by_age(1, 1, 0)),
    )
]
"""What people become."""

MOVED: list[Patch] = [
    {
        "attributes": {
            "credit": {
                "by": {"licence": {"true": {"0": "20%", "1": "80%"}, "false": {"0": "60%", "1": "40%"}}},
                "moves": {"praise": 1, "tax_debt": -1, "littering": steps},
                "redrawn": "0.3/y",
            },
            "mood": {
                "by": {"credit": {"0": {"low": "80%", "high": "20%"}, "1": {"low": "30%", "high": "70%"}}},
                "redrawn": "2/y",
            },
        },
        "acts": {
            "speeding": {"rate": {"default": "20/y", "times": {"credit": {"0": 2}, "age": {"60+": 0.5}}}},
            "littering": {"rate": {"by": {"credit": {"0": "20/y", "1": "5/y"}}}, "harm": {"default": 0.02} | own},
            "bill_late": {"share": {"default": "40%", "times": {"credit": {"0": 2.5, "1": 0.3}, "time": {"6w": 0.1}}}},
            "praise": {"rate": {"by": {"time": {"0d": "12/y", "3w": "1/y", "6w": "9/y"}}}},
            "hitting": {"is": {"credit": 0}, "towards": towards},
            "helping": {
                "is": {"mood": "high"},
                "chosen": {"discriminating": "60%", "always": {"by": {"credit": {"0": "0%", "1": "30%"}}}},
            },
            "tax_debt": {
                "amount": {"mean": None, "law": None, "sd": None, "by": {"credit": {"0": 3, "1": 1}}},
                "stays_open": {"settled": {"by": {"mood": {"low": "1/y", "high": "9/y"}}}},
            },
        },
        "services": {
            "loans": {
                "demand": {"default": "6/y", "times": {"credit": {"0": 1.5}}},
                "value": {"by": {"credit": {"0": 1, "1": 4}}},
                "leads_to": {
                    "tax_debt": {"default": "30%", "times": {"credit": {"0": 2}, "time": {"0d": 1, "4w": 0.5}}},
                    "praise": "rest",
                },
            },
            "flights": {"demand": {"by": {"time": {"0d": "3/y", "9w": "20/y"}}, "between": "linear"}},
            "housing": {"demand": "6/y", "is": {"mood": "low"}, "places": "2/y", "value": 9},
            "driving": {"is": {"credit": 1}, "value": {"default": 0.3} | own},
        },
    }
    for steps, own, towards in (
        ({"by": {"credit": {"0": 1, "1": -1}}}, {"times": {"credit": {"0": 0.2}, "mood": {"high": 3}}}, "friends"),
        (1, {"times": {"licence": {"true": 2}}}, "customers"),
    )
]
"""What people do, what doors are worth to them and who they are for others, by what acts have made of them."""

worths = st.sampled_from([{}, *WORTHS])
doors = st.sampled_from([{}, *DOORS])
likings = st.sampled_from([{}, *LIKINGS])
moves = st.sampled_from([{}, *MOVES, *MOVED])

VALUES: dict[str, list[Any]] = {
    "ambiguity": [0.3, "off"],
    "announcement": [{"excess": 3, "half_life": "3mo"}, "off"],
    "beliefs": ["on", "off"],
    "chill": [1.5],
    "chill_reach": ["30%", "off"],
    "crowding": ["off"],
    "deterrence": ["on", "off"],
    "deterrence_slope": [2, "off"],
    "habit": ["on"],
    "habit_rate": ["20%", "off"],
    "habit_weight": [0.8, "off"],
    "hearsay_weight": [0.2],
    "horizon": ["2y", "off"],
    "income_loss": [0.05],
    "income_pressure": [0.8],
    "income_recovery": ["6mo", "off"],
    "joining": ["off"],
    "leaving": ["off"],
    "memory": ["6mo", "off"],
    "prior_seen": [4, {"a": 1, "b": 3}],
    "prior_unseen": [2, {"a": 0.5, "b": 0.5}],
    "protest_thresholds": ["off"],
    "reward_pull": ["on"],
    "reward_slope": [1, "off"],
    "severity_exponent": [0.8, "off"],
    "silence_threshold": ["off"],
    "stake": ["on", "off"],
    "stress_weight": ["off"],
    "trust_by_standing": ["off"],
    "unseen_weight": [1, "off"],
}
SINGLES: list[Patch] = [{word: value} for word, values in VALUES.items() for value in values]
"""Single parameters of psychology, each beside any preset."""

STRENGTHS: dict[str, tuple[Any, Any, Any]] = {
    "deterrence_slope": (1, 3, 0.2),
    "severity_exponent": (0.3, 1, 0.1),
    "reward_slope": (0.5, 2, 0),
    "horizon": ("1y", "3y", "2mo"),
    "prior_seen": (5, 20, 1),
    "prior_unseen": (2, 9, 0.5),
    "unseen_weight": (0.5, 1, 0),
    "memory": ("1y", "2mo", "never"),
    "hearsay_weight": (0.1, 0.5, 0),
    "habit_rate": ("10%", "40%", "0%"),
    "habit_weight": (0.3, 0.9, 0),
    "crowding": (0.1, 0.5, -0.4),
    "chill": (0.5, 1.5, 0),
    "chill_reach": ("40%", "100%", "0%"),
    "ambiguity": (0.5, 2, 0),
    "reactance": (0.1, 0.6, 0),
    "silence_threshold": (0.4, 2, 0),
    "conformity": (0.3, 0.9, 0),
    "concealment": ("20%", "100%", "0%"),
    "gaming": ("30%", "100%", "0%"),
    "false_reports": ("60%", "100%", "0%"),
    "shunning": (1.5, 9, 1),
    "sorting": (0.7, 3, 0),
    "stress_weight": (0.1, 0.5, 0),
    "stress_drain": ("4/y", "20/y", "1/y"),
    "trust_by_standing": (0.1, 0.3, -0.3),
    "trust_loss": (1, 3, 0.2),
    "income_loss": (0.02, 0.2, 0),
    "income_recovery": ("6mo", "3y", "1mo"),
    "income_pressure": (0.3, 2, 0),
    "joining": (0.1, 0.5, 0),
    "leaving": (0.2, 2, 0),
}
"""Numbers of psychology: a usual value, a large one and a small one."""

PAIRS: dict[str, dict[str, tuple[Any, Any, Any]]] = {
    "prior_unseen": {"a": (1, 3, 0.5), "b": (3, 9, 1)},
    "announcement": {"excess": (2, 4, 1), "half_life": ("3mo", "1y", "1mo")},
    "protest_thresholds": {"mean": ("20%", "60%", "0%"), "sd": ("10%", "30%", "0%")},
}
"""Those that come in twos."""


def by_people(plain: Any, high: Any, low: Any) -> list[Patch]:
    """A number that differs among people: by one thing, by several, by the district, drawn."""
    factor = {"licence": {"true": 2}, "district": {"2": 0.5}}
    unit = {"bounds": [low, high]} if low != "never" else {"bounds": [high, plain]}
    return [by_age(plain, high, low), {"default": plain, "times": factor}, {"law": "uniform", **unit}]


OWN: list[Patch] = [{word: form} for word, values in STRENGTHS.items() for form in by_people(*values)]
OWN += [
    {word: {part: by_people(*values)[k] for part, values in parts.items()}}
    for word, parts in PAIRS.items()
    for k in range(3)
]
"""Single parameters in which people differ."""

singles = st.lists(st.sampled_from([*SINGLES, *OWN]), max_size=9)

FIRMS: Patch = {
    "count": "25%",
    "sizes": {"1-9": "60%", "10+": "40%"},
    "sectors": {"food": "50%", "other": "50%"},
    "attributes": {"honest": {"share": "50%"}},
    "traits": {"honesty": {}},
    "ties": {"representative": {"firms_each": 1.5}, "suppliers": {"mean_degree": 2}, "staff": {"from": "work"}},
    "acts": {
        "dumping": {
            "context": "civic",
            "rate": {"default": "8/y", "times": {"sector": {"food": 2}}},
            "harm": {"default": 0.3, "by": {"sector": {"food": 0.5}}},
            "lawful": False,
            "loads": {"honesty": -0.5},
        },
        "kickback": {"context": "commerce", "rate": "6/y", "is": {"honest": False}, "buys": "contract"},
    },
    "services": {"contract": {"demand": "9/y", "value": 3, "places": "4/y"}},
}
"""Firms with acts and a service of their own."""

DONE_BY_FIRMS: Patch = {"on": ["dumping", "kickback"], "points": -2, "lasts": "3mo"}


@st.composite
def of_firms(draw: Any, scheme: Patch) -> Patch:
    """A scheme that firms are in too, or alone, and that sees what they do."""
    subjects = draw(st.sampled_from(["firms", "both"]))
    police = scheme["senses"]["police"] | {"sees": [*scheme["senses"]["police"]["sees"], "dumping", "kickback"]}
    if "effort" in police and draw(st.booleans()):
        effort = {name: value for name, value in police["effort"].items() if name not in ("starts", "memory")}
        police = police | {"effort": effort | {"among": "firms"}}
    found = scheme | {"subjects": subjects, "senses": scheme["senses"] | {"police": police}}
    if subjects == "firms":
        found = found | {"unit": "firm"}
    if scheme["score"]["kind"] == "points":
        rules = scheme["score"]["rules"] | {"firms": DONE_BY_FIRMS}
        found = found | {"score": scheme["score"] | {"rules": rules}}
    return found
