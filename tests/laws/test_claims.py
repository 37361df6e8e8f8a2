"""What is taken back, and what goes on: reclaim by share and by amount, moments beside states."""

from typing import Any

import numpy as np
import pytest

from scorarium.names import POINT, Answer
from tests.laws.test_services import counts, plan

FAMILIES: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "families",
    "tick": "1mo",
    "acts": {"benefit_error": {"context": "welfare", "rate": "0.5/y", "amount": {"mean": 2, "law": "exponential"}}},
    "services": {
        "childcare_benefit": {"demand": "always", "value": 0.3},
        "loans": {"demand": "6/y", "value": 1},
    },
    "psychology": "passive",
}
OFFICE: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "office",
    "senses": {"checks": {"kind": "inspection", "sees": ["benefit_error"], "detection": "50%"}},
    "score": {"kind": "points", "start": 0, "rules": {"error": {"on": "benefit_error", "points": -1, "lasts": "1y"}}},
}


def claim(**one: Any) -> dict[str, Any]:
    """The office claims something back at each error."""
    door = {"when": {"rule": "error"}, "service": "childcare_benefit", "effect": "reclaim", **one}
    return {**OFFICE, "consequences": {"reclaimed": door}}


@pytest.mark.statistical
def test_all_or_nothing() -> None:
    """One error costs what was had in the last twelve months, and no more than that, however often."""
    made = plan(FAMILIES, claim(amount="100%"), persons=2000, years=3)
    _, _, state = counts(made)
    fined, once = state.fines[1], state.entries[0] == 1
    month = round(round(0.3 * POINT) * 365.25 / 12)
    assert fined[state.entries[0] == 0].sum() == 0
    assert (fined[once] <= 12 * month).all()
    assert np.unique(fined[once] // month).tolist() == list(range(13))
    assert (fined <= 36 * month).all()
    np.testing.assert_array_equal(state.welfare[0] - state.welfare[1], fined)


@pytest.mark.statistical
def test_in_proportion_to_the_error() -> None:
    made = plan(FAMILIES, claim(amount="1 days-income", per="1 days-income"), persons=4000, years=3)
    _, _, state = counts(made)
    own = state.entries[0] > 0
    assert state.fines[1][own].sum() / state.entries[0].sum() / POINT == pytest.approx(2.0, rel=0.06)


@pytest.mark.statistical
def test_half_is_half() -> None:
    whole, half = (
        counts(plan(FAMILIES, claim(amount=share), persons=1000, years=1))[2].fines[1] for share in ("100%", "50%")
    )
    assert 0.5 * whole.sum() <= half.sum() <= 0.75 * whole.sum()  # what is left can be claimed by the next error


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("way", "least", "most"),
    [
        ({"when": {"rule": "error"}, "lasts": "6mo"}, 0.01, 1.0),
        ({"when": {"score_below": 0}, "lasts": "6mo"}, 0.01, 1.0),
        ({"when": {"any": {"now": {"rule": "error"}, "low": {"score_below": -1}}}, "lasts": "3mo"}, 0.01, 1.0),
    ],
)
def test_doors_that_stay_shut_for_a_while(way: dict[str, Any], least: float, most: float) -> None:
    door = {"service": "loans", "effect": "deny", **way}
    _, answers, state = counts(plan(FAMILIES, {**OFFICE, "consequences": {"no": door}}, persons=2000, years=3))
    refused = answers[:, 1, 1, Answer.REFUSED].sum() / answers[:, 1, 1].sum()
    assert least < refused < most
    assert state.refused[1][state.entries[0] == 0].sum() == 0


@pytest.mark.statistical
def test_a_state_with_a_term_shuts_longer() -> None:
    share = {}
    for name, way in {"while": {}, "longer": {"lasts": "6mo"}}.items():
        door = {"service": "loans", "effect": "deny", "when": {"score_below": 0}, **way}
        _, answers, _ = counts(plan(FAMILIES, {**OFFICE, "consequences": {"no": door}}, persons=2000, years=4))
        share[name] = answers[:, 1, 1, Answer.REFUSED].sum() / answers[:, 1, 1].sum()
    # errors seen at 0.25/y: under a ban of D years for 1 - exp(-0.25 D) of the time, from the first year on
    assert share["longer"] > 1.25 * share["while"]


@pytest.mark.statistical
def test_a_closer_look_at_a_moment() -> None:
    """Whoever was found once is looked at closely for a year: more of what follows is found."""
    closer = {
        "look": {"when": {"rule": "error"}, "lasts": "1y", "effect": "inspect", "sense": "checks", "strength": "100%"}
    }
    plain = counts(plan(FAMILIES, OFFICE, persons=4000, years=4))[2].entries[0]
    often = counts(plan(FAMILIES, {**OFFICE, "consequences": closer}, persons=4000, years=4))[2].entries[0]
    assert (often >= plain).all()
    assert often.sum() > 1.08 * plain.sum()
    assert (often > 0).sum() == (plain > 0).sum()
