"""Marks have the mean and the spread that are asked for; circles hold whom one can meet; norms judge every case."""

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.plan_marks import discrete_normal, law_of_marks, n_steps
from scorarium.engine.plan_reputations import GOOD
from scorarium.engine.refusals import refusals
from scorarium.errors import DeclarationError
from scorarium.names import GRID, Meeting, Opinions, Witness
from scorarium.scheme.model import Scheme
from scorarium.scheme.readers import Bounds
from tests.unit.engine.small import compiled, keyed, scheme, society

STARS = Bounds(1.0, 5.0)
MEANS = np.arange(GRID + 1) * 4 / GRID


def rated(**words: object) -> CompiledPlan:
    score = {"kind": "ratings", "range": [1, 5], "encounters": "2/d", "usual": 4, "spread": 0.8} | words
    return compiled(schemes=[marked(score)])


def marked(score: dict[str, object]) -> Scheme:
    return Scheme.model_validate(keyed({"scorarium": 1, "kind": "scheme", "name": "marks", "score": score}))


@pytest.mark.parametrize("spread", [0.0, 0.3, 0.8, 1.5, 9.0])
def test_a_law_of_marks_meets_its_mean_everywhere(spread: float) -> None:
    law = discrete_normal(MEANS, spread**2, 4)
    assert law @ np.arange(5) == pytest.approx(MEANS, abs=1e-9)
    assert law.sum(axis=1) == pytest.approx(1)
    assert (law >= 0).all()


@pytest.mark.parametrize("spread", [0.6, 0.8, 1.0])
def test_a_law_of_marks_meets_its_spread_where_it_can(spread: float) -> None:
    law, marks = discrete_normal(MEANS, spread**2, 4), np.arange(5)
    variance = law @ marks**2 - (law @ marks) ** 2
    below = np.floor(MEANS)
    least, most = (MEANS - below) * (1 - MEANS + below), MEANS * (4 - MEANS)
    assert variance == pytest.approx(np.clip(spread**2, least, most), abs=1e-6)
    assert np.abs(variance - spread**2).min() < 1e-6


def test_without_a_spread_marks_are_the_two_next_to_the_mean() -> None:
    law = discrete_normal(np.array([2.25]), 0.0, 4)[0]
    assert law.tolist() == [0, 0, 0.75, 0.25, 0]


def test_the_most_spread_out_marks_are_the_ends() -> None:
    law = discrete_normal(np.array([1.0]), 100.0, 4)[0]
    assert law.tolist() == [0.75, 0, 0, 0, 0.25]


def test_thresholds_rise_to_the_end() -> None:
    law = law_of_marks(STARS, 0.8)
    assert law.shape == (GRID + 1, 4)
    assert (np.diff(law, axis=1) >= 0).all()
    assert law[0].tolist() == [2**32] * 4
    assert law[GRID].tolist() == [0] * 4


@pytest.mark.parametrize(("low", "high", "steps"), [(1, 5, 4), (0, 1, 1), (0, 10, 10), (0, 100, 100), (0, 2.5, 100)])
def test_marks_are_whole_where_the_ends_are(low: float, high: float, steps: int) -> None:
    assert n_steps(Bounds(float(low), float(high))) == steps


def test_places_for_memory_are_those_of_the_rated() -> None:
    plan = rated(memory="50 ratings", rated={"is": {"licence": True}}, rater_weight="score").plan
    assert plan.sizes.ratings == 1
    n = int((plan.ratings.person[0] >= 0).sum())
    assert 0 < n < plan.sizes.persons
    assert (plan.sizes.ring, plan.sizes.heavy, plan.sizes.bins) == (50 * n, 50 * n, 0)
    by_time = rated(memory="5w").plan
    assert (by_time.sizes.ring, by_time.sizes.heavy, by_time.sizes.bins) == (0, 0, 5 * 40)
    assert rated().plan.sizes.bins == rated(memory="never").plan.sizes.bins == 0


def test_a_circle_holds_its_members_in_order() -> None:
    plan = rated(towards="customers", rated={"is": {"licence": True}}).plan
    assert plan.circles.relation.tolist() == [Meeting.ANYONE]
    rank = plan.circles.rank[0]
    members = np.flatnonzero(np.diff(rank))
    assert members.tolist() == plan.circles.member.tolist()
    assert not (plan.ratings.person[0][members] >= 0).any()
    assert rank[-1] == len(members)


@pytest.mark.parametrize("raters", [None, {"is": {"licence": True}}, {"score_below": 3}])
def test_where_everybody_is_rated_nobody_is_a_customer(raters: dict[str, object] | None) -> None:
    own = {} if raters is None else {"raters": raters}
    assert rated(towards="customers", **own).plan.circles.rank[0][-1] == 0


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"encounters": "500/d"}, "too many encounters in one tick"),
        ({"memory": "50 ratings", "least": "60 ratings"}, "more ratings asked for than are remembered"),
        ({"memory": "1_000_000 ratings"}, "a memory longer than the engine can hold"),
        ({"rated": {"is": {"height": "tall"}}}, "an attribute that the society lacks"),
    ],
)
def test_what_marks_cannot_be(words: dict[str, object], problem: str) -> None:
    with pytest.raises(DeclarationError) as raised:
        rated(**words)
    assert problem in str(raised.value)


def test_who_rates_may_hang_on_what_changes() -> None:
    scored = marked({"kind": "ratings", "range": [1, 5], "raters": {"score_below": 3}})
    assert refusals(scored) == []
    plan = compiled(schemes=[scored]).plan
    assert plan.sizes.gatherings == 2
    assert plan.circles.now[plan.ratings.circle].tolist() == [0]
    assert plan.ratings.rated.tolist() == [-1]


def test_a_norm_judges_all_eight_cases() -> None:
    judged = GOOD["stern_judging"]
    table = {
        f"{a}-{b}-{c}": "good" if judged(a == "good", b == "helps", c == "good") else "bad"
        for a in ("good", "bad") for b in ("helps", "refuses") for c in ("good", "bad")
    }  # fmt: skip
    named = rated_by("stern_judging").plan.reputations
    written = rated_by(table).plan.reputations
    assert named.norm.tolist() == written.norm.tolist() == [0b10011001]
    del table["bad-helps-bad"]
    with pytest.raises(DeclarationError, match="a norm that leaves a case open"):
        rated_by(table)


def rated_by(norm: object, **words: object) -> CompiledPlan:
    return compiled(schemes=[marked({"kind": "ratings", "range": [0, 1], "start": 1, "norm": norm, **words})])


def test_private_opinions_are_everybodys_of_everybody() -> None:
    assert rated_by("shunning").plan.sizes.opinions == 40
    private = rated_by("shunning", opinions="one_observer").plan
    assert private.sizes.opinions == 40 * 40
    assert private.reputations.opinions.tolist() == [Opinions.ONE_OBSERVER]


def test_acts_towards_somebody_reach_them() -> None:
    chosen = {"discriminating": "60%", "always": "20%", "never": "20%"}
    own = society(acts={"help": {"rate": "20/y", "towards": "friends", "benefit": 0.1, "chosen": chosen}})
    plan = compiled(own).plan
    place = list(own.acts).index("help")
    assert plan.circles.of_act[place] == 0
    assert plan.circles.chosen[place].tolist() == pytest.approx([0.6, 0.8])
    assert plan.sizes.gifts == plan.sizes.worlds == 2
    with pytest.raises(DeclarationError, match="shares that do not sum to 100%"):
        compiled(society(acts={"help": {"rate": "20/y", "towards": "friends", "chosen": {"always": "60%"}}}))
    with pytest.raises(DeclarationError, match="chosen towards nobody"):
        compiled(society(acts={"help": {"rate": "20/y", "chosen": {"always": "100%"}}}))


def test_peers_are_those_met_in_a_day_or_all_one_knows() -> None:
    sense = {"police": {"kind": "peers", "sees": ["littering"], "detection": "10%"}}
    assert compiled(schemes=[scheme(senses=sense)]).plan.senses.witnesses.tolist() == [Witness.KNOWN]
    sense["police"]["witnesses"] = "friends"
    assert compiled(schemes=[scheme(senses=sense)]).plan.senses.witnesses.tolist() == [Witness.FRIENDS]
