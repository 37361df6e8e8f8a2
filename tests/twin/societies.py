"""What a society may say beyond what all of the random pairs share: numbers that depend on something or are drawn."""

from typing import Any

from hypothesis import strategies as st

Patch = dict[str, Any]


def by_age(plain: Any, young: Any, old: Any) -> Patch:
    """A number that depends on the age."""
    return {"default": plain, "by": {"age": {"0-17": young, "60+": old}}}


WORTHS: list[Patch] = [
    {
        "acts": {
            "littering": {"harm": by_age(0.02, 0.05, 0.01)},
            "praise": {"benefit": {"mean": 0.05, "law": "exponential"}, "cost": {"default": 0.02, "times": TIMES}},
            "tax_debt": {"harm": {"by": {"amount": {"0": 0, "1": 0.1, "3": 0.4}}, "between": "linear"}},
            "hitting": {"harm": {"mean": 0.2, "law": "normal", "sd": 0.2}},
            "helping": {"benefit": {"by": {"time": {"0d": 0.1, "12w": 0.3}}}},
        },
    }
    for TIMES in ({"licence": {"true": 3}, "age": {"60+": 0.5}}, {"district": {"1": 4}})
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
        "acts": {
            "speeding": {"loads": {"risk": load}},
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

worths = st.sampled_from([{}, *WORTHS])
doors = st.sampled_from([{}, *DOORS])
likings = st.sampled_from([{}, *LIKINGS])
moves = st.sampled_from([{}, *MOVES])
