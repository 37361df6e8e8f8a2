"""Scores of the other kinds, and the words of offices, for random declarations."""

from typing import Any

from hypothesis import strategies as st

Patch = dict[str, Any]
percent = st.integers(1, 100).map(lambda x: f"{x}%")
ACTS = ["helping", "hitting", "speeding", "littering", "criticism", "praise", "tax_debt", "bill_late", "theft"]
acts = st.lists(st.sampled_from(ACTS), min_size=1, max_size=3, unique=True)


@st.composite
def files(draw: Any) -> Patch:
    """A file without a number, or the rules of a ladder."""
    rules = {f"r{k}": {"on": draw(acts)} for k in range(draw(st.integers(2, 4)))}
    if draw(st.booleans()):
        rules["r1"] |= {"vague": True, "lasts": "3mo", "seen_by": ["police"]}
    return {"kind": "record", "kept_by": "work", "rules": rules}


@st.composite
def ladders(draw: Any) -> Patch:
    """Rungs from 0 to 12."""
    found: Patch = {"kind": "ladder", "rungs": [0, 12], "start": draw(st.integers(0, 12))}
    found["better"] = draw(st.sampled_from(["lower", "higher"]))
    found["rules"] = draw(files())["rules"]
    away = 1 if found["better"] == "lower" else -1
    found["moves"] = draw(
        st.sampled_from(
            [
                {"first": 2 * away, "further": 3 * away},
                {"first": {"by": {"rung": {"0": away, "6": "worst"}}}},
                {"entries": {"1": away, "2": 4 * away, "3": "worst"}},
            ]
        )
    )
    found["moves"] |= {"clean": {"every": draw(st.sampled_from(["1mo", "6w"])), "by": -away}}
    if draw(st.booleans()):
        found["exceptions"] = {"after_clean": {"years": 2, "cap": 5}}
    return found


@st.composite
def factors(draw: Any, name: str, rules: Patch, state: Patch) -> Patch:
    """Everything that can be weighed, or some of it."""
    weighed: Patch = {
        "record": {
            "weight": "40%",
            "from": draw(st.sampled_from([{"praise": 1, "littering": -2}, {"helping": 1}, {"theft": -1}])),
            "saturates": 4,
            "window": draw(st.sampled_from(["3mo", "never"])),
        },
        "age": {"weight": "20%", "from_attribute": "age"},
        "friends": {"weight": "20%", "from_friends": "score"},
        "elsewhere": {"weight": "10%", "from_score": "two", "missing": "30%"},
        "state": {"weight": "10%", "from_when": state},
    }
    if draw(st.booleans()):
        weighed["record"]["missing"] = draw(percent)
    if name == "two":
        weighed.pop("elsewhere")
    kept = draw(st.lists(st.sampled_from(sorted(weighed)), min_size=1, unique=True))
    found: Patch = {"kind": "factors", "range": [0, 12], "shape": draw(st.sampled_from(["linear", "logistic"]))}
    found["factors"] = {name: weighed[name] for name in kept}
    if draw(st.booleans()):
        found["start"] = 7
    if draw(st.booleans()):
        found["learned"] = {
            "target": ["littering"],
            "labels": draw(st.sampled_from(["recorded", "true"])),
            "method": draw(st.sampled_from(["logistic", "linear"])),
            "window": "2mo",
            "refit": "6w",
            "leaves_out": kept[:1],
            "until_fitted": dict.fromkeys(kept, 0.5),
        }
    return found | {"rules": rules}


@st.composite
def decisions(draw: Any) -> Patch:
    """Who signs, and how."""
    found: Patch = {"who": draw(st.sampled_from(["rule", "human", "official", "committee"]))}
    if draw(st.booleans()):
        found["follows"] = draw(percent)
    if draw(st.booleans()):
        found["bias"] = {"default": "0%", "by": {"role": {"official": "-40%"}}}
    if draw(st.booleans()):
        found |= {"weighs_case": True, "reviewed": draw(st.sampled_from(["3w", "2mo"]))}
    return found


@st.composite
def processes(draw: Any) -> Patch:
    """What a person can expect."""
    found: Patch = {"notice": draw(st.sampled_from(["none", "on_request", "after", "before"]))}
    if draw(st.integers(0, 3)):
        found["appeal"] = {
            "who": "human", "sought": "0.1/d",
            "decided_after": draw(st.sampled_from(["2w", {"mean": "3w", "law": "erlang", "stages": 2}])),
            "upheld_if_wrong": "80%", "upheld_if_right": "20%", "at_most": 2, "wait": "2w", "within": "3mo",
            "suspends": draw(st.booleans()), "known_to": "80%",
        }  # fmt: skip
    else:
        found["appeal"] = "none"
    found["objection"] = draw(st.sampled_from(["none", "possible", "suspends"]))
    found["correction"] = {
        "reaches_copies": "60%",
        "after": "2w",
        "unverified": draw(st.sampled_from(["erased", "kept"])),
    }
    return found | {"expiry": {"records": draw(st.sampled_from(["6w", "1y"]))}}


@st.composite
def repairs(draw: Any) -> Patch:
    """What a listed person may do."""
    found: Patch = {"when": {"list": "named"}, "sought": "6/y", "takes": "2w", "costs": "0.2 days-income"}
    found |= {"passes": "70%", "at_most": "2 within 1y"}
    gives: list[Patch] = [
        {"ends": ["named"]},
        {"points": 3, "by": "work"},
        {"sets": 6},
        {"by": "paying", "ends": ["named"]},
    ]
    return dict(found | draw(st.sampled_from(gives)))


def enrolments() -> st.SearchStrategy[Patch]:
    """Who joins, where and when."""
    adoption = {"innovation": "2/y", "imitation": "8/y"}
    return st.sampled_from([
        {"kind": "mandatory"},
        {"kind": "mandatory", "who": {"is": {"age": {"from": 18}}}},
        {"kind": "none", "who": {"is": {"licence": True}}},
        {"kind": "opt_in", "adoption": adoption},
        {"kind": "record_only", "adoption": adoption},
        {"kind": "mandatory", "rollout": {"pilot": {"districts": "50%", "at": "0y"}, "all": "6mo"}},
        {"kind": "mandatory", "rollout": {"all": {"at": "0y", "until": "9mo"}}},
    ])  # fmt: skip


@st.composite
def identifications(draw: Any) -> Patch:
    """How a seen person is known."""
    return dict(draw(st.sampled_from([
        {"trait": "face", "missed": "10%", "false_match": "10%", "pool": ["district", "age"]},
        {"trait": "gait", "missed": "5%", "false_match": {"default": 0.001, "times": {"age": {"60+": 3}}},
         "gallery": 300, "pool": ["district"]},
        {"trait": "voice", "missed": "5%", "false_match": 1e-9, "gallery": "nation", "pool": ["district"]},
        {"trait": "document", "missed": "5%", "false_match": 1e-7, "gallery": "city", "pool": ["age"]},
        {"trait": "plate", "missed": "0%", "false_match": "5%", "context_error": "8%", "pool": ["licence"]},
    ])))  # fmt: skip


@st.composite
def own_words(draw: Any, name: str) -> Patch:
    """An act and a service that the scheme brings."""
    if draw(st.integers(0, 3)):
        return {}
    act = {"context": "civic", "rate": "6/y", "lawful": True, "harm": 0.01}
    return {"acts": {f"acting-{name}": act}, "services": {f"serving-{name}": {"demand": "4/y", "value": 0.2}}}
