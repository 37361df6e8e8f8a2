"""With --json, standard output is one JSON document of the shape that the contract gives."""

from pathlib import Path
from types import NoneType, SimpleNamespace

import pytest

from tests.stories.program import STRICT, fits, scorarium

NUMBER = (int, float)
MAYBE = (int, float, NoneType)
TEXT = (str, NoneType)
INTERVAL = [NUMBER]
MEASURE = {"value": NUMBER, "interval": INTERVAL}
OUTCOME = {
    "value": NUMBER, "unit": str, "interval": INTERVAL, "difference?": MEASURE, "noise_floor?": NUMBER,
    "groups?": {"*": {"*": MEASURE}}, "quantiles?": {"*": NUMBER},
}  # fmt: skip
SCORE = {"mean": NUMBER, "sd": NUMBER, "quantiles": {"*": NUMBER}, "shares?": {"*": NUMBER}}
SCHEME = {
    "score": (dict, NoneType), "tiers": {"*": NUMBER},
    "lists": {"*": {"share": NUMBER, "entered": int, "left": int}},
    "claims_to_measure?": str, "purpose_loss_without?": {"*": NUMBER},
}  # fmt: skip
RUN = {
    "scorarium": str, "run": str, "dir": str, "seed": int, "persons": int, "ticks": int, "tick": {"1d", "1w", "1mo"},
    "replicates": int, "worlds": {"*": {"outcomes": {"*": OUTCOME}, "schemes?": {"*": SCHEME}}},
    "timing": {
        "compile_s": NUMBER, "society_s": NUMBER, "simulate_s": NUMBER, "person_ticks": int,
        "candidates_per_person_tick": NUMBER, "*": NUMBER,
    },
    "provenance": {"declaration_sha256": str, "code_sha256": str, "versions": {"numba": str, "*": str}},
    "*": (str, int, float, bool, NoneType, dict, list),
}  # fmt: skip
STEP = {
    "entry": str, "points": NUMBER, "tick": MAYBE, "act": TEXT, "sense": TEXT, "truly_theirs": (bool, NoneType),
    "until": MAYBE,
}  # fmt: skip
ANYTHING = (str, int, float, bool, NoneType, dict, list)
LIFE = {
    "person": int, "world": str, "tick": int, "score": MAYBE, "waterfall": [STEP],
    "timeline": [{"tick": int, "date": str, "what": str, "text": str, "*": ANYTHING}],
    "twin": {"world": str, "welfare": NUMBER, "difference": {"welfare": NUMBER, "*": NUMBER}, "*": ANYTHING},
    "*": ANYTHING,
}  # fmt: skip
FAULT = {
    "file": str, "line": int, "column": int, "path": str, "problem": str, "got": TEXT, "expected": TEXT,
    "repair": TEXT,
}  # fmt: skip
CASE = {
    "family": (int, str), "case": str, "expected": NUMBER, "simulated": NUMBER, "standard_error": NUMBER, "z": NUMBER,
    "ok": bool, "*": ANYTHING,
}  # fmt: skip


def test_the_shapes_can_fail() -> None:
    assert fits({"a": 1}, {"a": int}) == []
    assert fits({"a": True}, {"a": int})
    assert fits({"a": 1, "b": 2}, {"a": int})
    assert fits({}, {"a": int})
    assert fits({"a": [1, "x"]}, {"a": [int]})
    assert fits({"a": "d"}, {"a": {"b", "c"}})


def test_run(kept: SimpleNamespace) -> None:
    assert fits(kept.document, RUN) == []
    assert list(kept.document["worlds"]) == ["none", "strict", "life-coach"]
    none = kept.document["worlds"]["none"]["outcomes"]["welfare_mean"]
    here = kept.document["worlds"]["strict"]["outcomes"]["welfare_mean"]
    assert here["difference"]["value"] == pytest.approx(here["value"] - none["value"], abs=1e-6)
    low, high = here["difference"]["interval"]
    assert low <= here["difference"]["value"] <= high
    strict = kept.document["worlds"]["strict"]["schemes"]["strict"]
    assert fits(strict["score"], SCORE) == []
    assert set(strict["lists"]) == {"named", "wild"}
    assert sum(strict["tiers"].values()) == pytest.approx(1.0)
    assert kept.document["timing"]["person_ticks"] == 400 * 52 * 2 * 3


def test_what_is_kept_is_what_was_printed(kept: SimpleNamespace) -> None:
    import json

    assert json.loads((kept.folder / kept.run / "run.json").read_text(encoding="utf-8")) == kept.document


def test_list(tmp_path: Path) -> None:
    scheme = {
        "name": str,
        "title": str,
        "fidelity": TEXT,
        "year": MAYBE,
        "operator": TEXT,
        "references": int,
        "*": ANYTHING,
    }
    society = {"name": str, "title": str, "persons": int, "*": ANYTHING}
    done = scorarium("list", "--json", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert fits(done.json(), {"schemes": [scheme], "societies": [society]}) == []
    assert {"suining-2010", "flensburg-2014"} <= {one["name"] for one in done.json()["schemes"]}


def test_check(tmp_path: Path) -> None:
    done = scorarium("check", STRICT, "plain", "--json", cwd=tmp_path)
    assert done.status == 0, done.out
    in_vain = {"scheme": str, "society": str, "acts": [str]}
    told = {"ok": bool, "faults": [FAULT], "needed": {"*": [str]}, "in_vain": [in_vain], "unsaid": [FAULT]}
    assert fits(done.json(), told) == []
    assert done.json()["ok"]


@pytest.mark.parametrize("name", ["suining-2010", "china-2018"])
def test_sources(name: str, tmp_path: Path) -> None:
    number = {
        "path": str, "value": MAYBE, "unit": str, "range": (list, NoneType), "basis": TEXT, "ref": TEXT, "*": ANYTHING,
    }  # fmt: skip
    done = scorarium("sources", name, "--json", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert fits(done.json(), {"name": str, "numbers": [number], "references": [{"*": ANYTHING}]}) == []
    names = {work["name"] for work in done.json()["references"]}
    assert {one["ref"] for one in done.json()["numbers"]} - {None} <= names


FACT = {
    "measure": str, "unit": str, "published": NUMBER, "published_range": (list, NoneType), "simulated": MAYBE,
    "interval": (list, NoneType), "agrees": (bool, NoneType), "kind": {"fitted", "prediction"}, "numbers": [str],
    "ref": TEXT, "why": TEXT,
}  # fmt: skip


def test_facts(tmp_path: Path) -> None:
    done = scorarium("facts", "suining-2010", "--persons", "1000", "--replicates", "2", "--json", cwd=tmp_path)
    assert done.status == 0
    shape = {
        "scheme": str, "society": str, "persons": int, "replicates": int, "seed": int, "facts": {"*": FACT},
        "meaning": {"*": str},
    }  # fmt: skip
    assert fits(done.json(), shape) == []
    assert set(done.json()["facts"]) == {"first-names", "mostly-bad"}
    assert {one["kind"] for one in done.json()["facts"].values()} == {"fitted"}


@pytest.mark.parametrize("kind", ["scheme", "society", "study", "vocabulary"])
def test_schema(kind: str, tmp_path: Path) -> None:
    done = scorarium("schema", kind, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert {"scorarium", "kind", "name"} <= set(done.json()["properties"])


def test_plan(tmp_path: Path) -> None:
    done = scorarium("plan", "suining-2010", "--json", cwd=tmp_path)
    assert done.status == 0, done.err
    names = [phase["phase"] for phase in done.json()["plans"][0]["phases"]]
    assert names == ["recover", "act", "sense", "attribute", "score", "stand", "serve", "feel", "meet", "record"]


def test_doctor(tmp_path: Path) -> None:
    check = {"what": str, "found": str, "ok": bool, "repair": str}
    done = scorarium("doctor", "--json", cwd=tmp_path)
    assert done.status == 0, done.out
    assert fits(done.json(), {"ok": bool, "checks": [check], "refused": {"*": [str]}}) == []


def test_society_describe(tmp_path: Path) -> None:
    row = {"what": str, "asked": MAYBE, "got": NUMBER, "unit": str, "tolerance": MAYBE, "ok": bool}
    done = scorarium("society", "describe", "plain", "--persons", "2e3", "--json", cwd=tmp_path)
    assert done.status == 0, done.err
    document = {"society": str, "persons": int, "psychology": [str], "rows": [row]}
    assert fits(done.json(), document) == []
    assert done.json()["psychology"] == ["deterrence", "rewards", "habit", "chill", "hearsay"]
    assert done.json()["persons"] == 2000


def test_compare(kept: SimpleNamespace) -> None:
    done = scorarium("compare", kept.run, kept.run, "--json", cwd=kept.folder)
    assert done.status == 0, done.err
    assert [run["worlds"] for run in done.json()["runs"]] == [kept.document["worlds"]] * 2


def test_explain(kept: SimpleNamespace) -> None:
    done = scorarium("explain", kept.run, "--most", "harmed", "--json", cwd=kept.folder)
    assert done.status == 0, done.err
    assert fits(done.json(), LIFE) == []


def test_validate(tmp_path: Path) -> None:
    done = scorarium("validate", "7", "--json", cwd=tmp_path)
    assert done.status == 0, done.out + done.err
    assert fits(done.json(), {"cases": [CASE]}) == []
    assert all(case["ok"] == (abs(case["z"]) <= 4) for case in done.json()["cases"])
