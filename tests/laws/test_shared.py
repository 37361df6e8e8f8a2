"""Acts, services and attributes that persons and firms share: each has its own plain numbers."""

from typing import Any

import numpy as np
import pytest

from scorarium.engine.plan import compile_plan
from scorarium.engine.run import ticks
from scorarium.names import POINT
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.firms import firm_welfare
from scorarium.scheme.model import Scheme
from scorarium.society.check import check_society
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from tests.unit.engine.small import keyed

TOWN: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "town",
    "persons": 4000,
    "tick": "1mo",
    "attributes": {"honest": {"share": "25%"}},
    "acts": {"dump": {"context": "civic", "rate": "2/y", "harm": 0.5}},
    "services": {"loan": {"context": "finance", "demand": "1/y", "value": 1}},
    "firms": {
        "count": 2000,
        "attributes": {"honest": {"share": "75%"}},
        "acts": {"dump": {"rate": "6/y", "harm": 2}},
        "services": {"loan": {"demand": "3/y", "value": 4}},
    },
    "psychology": "passive",
}
WATCH: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "watch",
    "subjects": "both",
    "senses": {"eyes": {"kind": "registry", "sees": ["dump"], "detection": "100%"}},
    "score": {
        "kind": "points",
        "start": 0,
        "bounds": [-1000, 0],
        "rules": {"dumped": {"on": "dump", "points": -1, "when": {"is": {"honest": True}}}},
    },
}


@pytest.mark.statistical
def test_each_has_its_own_numbers() -> None:
    of, watch = Society.model_validate(keyed(TOWN)), Scheme.model_validate(keyed(WATCH))
    compiled = compile_plan(generate(of, seed=4), of, {"watch": [watch]}, seed=4, replicate=0, years=10)
    diary, life = Diary(compiled), None
    for t, life in ticks(compiled, threads=2):
        diary.note(life.running, t, life.of_firms)
    assert life is not None
    state = life.complete()
    people = compiled.frame.population
    honest, firm = people.attributes["honest"] == people.levels["honest"].index("true"), np.arange(people.n) >= 4000
    assert honest[~firm].mean() == pytest.approx(0.25, abs=0.01)
    assert honest[firm].mean() == pytest.approx(0.75, abs=0.03)
    lost = -state.score[0] / POINT / 10.0
    assert lost[honest & ~firm].mean() == pytest.approx(2.0, abs=0.06)
    assert lost[honest & firm].mean() == pytest.approx(6.0, abs=0.1)
    assert not lost[~honest].any()
    assert firm_welfare(diary.lived(state))[0].mean() == pytest.approx(365.25 + 12.0, abs=0.3)


@pytest.mark.parametrize(
    ("firms", "problem"),
    [
        ({"acts": {"dump": {"rate": "6/y", "loads": {"zeal": 1}}}, "traits": {"zeal": {}}}, "firms.acts.dump.loads"),
        ({"acts": {"dump": {"every": "1mo"}}}, "firms.acts.dump.every"),
        ({"services": {"loan": {"demand": "always"}}}, "firms.services.loan.demand"),
        ({"attributes": {"honest": {"shares": {"no": "50%", "yes": "50%"}}}}, "firms.attributes.honest"),
    ],
)
def test_one_name_is_one_thing(firms: dict[str, Any], problem: str) -> None:
    found = check_society(Society.model_validate(keyed({**TOWN, "firms": {**TOWN["firms"], **firms}})))
    assert [fault.path for fault in found] == [problem]


def test_alike_is_no_fault() -> None:
    assert not check_society(Society.model_validate(keyed(TOWN)))
