"""Each measure against figures worked out by hand on eight people."""

from typing import Any

import numpy as np
import pytest

from scorarium.names import POINT, Answer, Listed
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES, RATIOS
from scorarium.outcomes.measures.acts import entropy
from scorarium.outcomes.measures.penalty import midranks, weighted_spearman
from scorarium.outcomes.measures.ratio import Ratio, Within
from scorarium.outcomes.measures.welfare import gini, lowest_mean
from scorarium.outcomes.measures.wrongful import largest_ratio
from scorarium.outcomes.spells import Watch, Watched
from tests.unit.outcomes.bare import SCHEME, SOCIETY, compiled, lengths, lived_of, series_of, state_of

YEARS = 52 * 7 / 365.25
HERE = 1  # the world under the scheme


@pytest.fixture(scope="module")
def plan() -> Any:
    return compiled()


def value(name: str, lived: Lived, world: int = HERE) -> float | None:
    found = MEASURES[name](lived, world)
    return found.value() if isinstance(found, Ratio | Within) else found


def lived(plan: Any, *, watched: Watched | None = None, counts: dict[str, Any] | None = None, **fields: Any) -> Lived:
    return lived_of(plan, state_of(plan, **fields), series_of(plan, **(counts or {})), watched)


def test_every_outcome_has_its_measure() -> None:
    assert list(OUTCOMES) == list(MEASURES)


def test_welfare(plan: Any) -> None:
    units = np.array([[10] * 8, [0, 10, 20, 30, 40, 50, 60, 70]]) * POINT
    both = lived(plan, welfare=units)
    assert value("welfare_mean", both) == pytest.approx(35 / YEARS)
    assert value("welfare_mean", both, 0) == pytest.approx(10 / YEARS)
    assert value("welfare_bottom_quintile", both) == pytest.approx(5 / YEARS)  # round(8 / 5) = 2 people: 0 and 10
    assert value("welfare_gini", both) == pytest.approx(0.375)  # (n + 1) / (3 n) for equal steps from nought
    assert value("welfare_gini", both, 0) == pytest.approx(0.0, abs=1e-12)


def test_gini_by_hand() -> None:
    assert gini(np.array([0, 0, 0, 4])) == pytest.approx(0.75)
    assert gini(np.array([1, 3])) == pytest.approx(0.25)
    assert gini(np.array([-1, 1])) is None
    assert lowest_mean(np.array([5, 1, 3])) == 1.0


def test_fines(plan: Any) -> None:
    paid = lived(plan, fines=np.array([[0] * 8, [1, 0, 0, 0, 0, 0, 0, -3]]) * POINT)
    assert value("fines_mean", paid) == pytest.approx(-2 / 8 / YEARS)
    assert value("fines_mean", paid, 0) is None


def test_prevented_and_provoked_are_unknown_where_nobody_answers(plan: Any) -> None:
    silent = lived(plan, prevented=1, provoked=1, chilled=1)
    assert [value(name, silent) for name in ("acts_prevented", "acts_provoked", "chilled_acts")] == [None] * 3


def test_prevented_provoked_and_chilled() -> None:
    alert = compiled(society=SOCIETY.replace("passive", "deterrence"))
    rows = np.zeros((2, 8))
    rows[HERE] = [4, 0, 0, 0, 0, 0, 0, 0]
    answered = lived(alert, prevented=rows, provoked=rows / 2, chilled=rows / 4)
    assert value("acts_prevented", answered) == pytest.approx(500 / YEARS)
    assert value("acts_provoked", answered) == pytest.approx(250 / YEARS)
    assert value("chilled_acts", answered) is None  # no rule weighs on the protected acts of this scheme


def test_chilled_needs_a_rule_that_weighs_on_protected_acts() -> None:
    speech = SCHEME.replace("sees: [speeding,", "sees: [criticism, speeding,").replace(
        "    help:", "    slander: {on: criticism, points: -5, lasts: 1y, vague: true}\n    help:"
    )
    alert = compiled(speech, SOCIETY.replace("passive", "deterrence"))
    rows = np.zeros((2, 8))
    rows[HERE, 0] = 2
    assert value("chilled_acts", lived(alert, chilled=rows)) == pytest.approx(250 / YEARS)


def test_acts_done(plan: Any) -> None:
    done = {(HERE, 0): 4, (HERE, 1): 10, (HERE, 2): 6, (HERE, 3): 2, (HERE, 4): 16, (0, 4): 8}
    busy = lived(plan, counts={"n_done": done})
    assert value("harm_mean", busy) == pytest.approx((4 * 0.5 + 10 * 0.1) / 8 / YEARS, rel=1e-4)
    assert value("good_acts_mean", busy) == pytest.approx(2 / YEARS)
    assert value("good_acts_mean", busy, 0) == pytest.approx(1 / YEARS)
    assert value("expression_entropy", busy) == pytest.approx(0.75 * np.log2(4 / 3) + 0.25 * 2)
    assert value("expression_entropy", busy, 0) is None  # nobody said anything


def test_entropy_by_hand() -> None:
    assert entropy(np.array([1, 1, 1, 1])) == pytest.approx(2.0)
    assert entropy(np.array([7, 0])) == 0.0
    assert entropy(np.array([0, 0])) is None


def test_aim() -> None:
    aiming = compiled(SCHEME.replace("senses:", "aim: {speeding: less, helping: more, votes: more}\nsenses:"))
    moved = lived(aiming, counts={"n_done": {(0, 0): 10, (HERE, 0): 8, (0, 4): 10, (HERE, 4): 9}})
    assert value("aim_gain", moved) == pytest.approx((0.2 - 0.1) / 2)


def test_detection(plan: Any) -> None:
    entries = np.array([4, 2, 0, 0, 0, 0, 0, 2])
    counts = {
        "n_seen": {(0, 0): 2, (0, 1): 4, (0, 4): 2},
        "n_done": {(HERE, 0): 8, (HERE, 1): 4, (HERE, 4): 4, (HERE, 2): 9},
    }
    seen = lived(plan, counts=counts, entries=entries, wrong=[1, 0, 0, 0, 0, 0, 0, 1])
    assert value("detection_precision", seen) == pytest.approx(0.75)
    assert value("detection_recall", seen) == pytest.approx(8 / 16)  # criticism makes no entry and does not count
    assert value("negative_entry_share", seen) == pytest.approx(6 / 8)
    assert value("entries_made", seen) == pytest.approx(1000 * 8 / 8 / YEARS)
    assert value("entries_made", seen, 0) is None


def test_penalty(plan: Any) -> None:
    penalty = np.array([10, 2, 4, 0, 0, 0, 0, 4]) * POINT
    wrong = np.array([0, 2, 2, 0, 0, 0, 0, 0]) * POINT
    struck = lived(plan, penalty=penalty, wrong_penalty=wrong)
    assert value("penalised_share", struck) == pytest.approx(4 / 8)
    assert value("penalised_share", lived(plan)) is None
    assert value("penalty_on_faultless_share", struck) == pytest.approx(2 / 20)
    assert value("penalty_by_error_share", struck) == pytest.approx(4 / 20)
    assert value("penalty_by_relation_share", struck) is None  # nothing is passed on in this scheme
    assert value("penalty_by_error_share", lived(plan)) is None


def test_penalty_by_relation() -> None:
    society = SOCIETY.replace("acts:", "ties: {household: {sizes: {2: 100%}}}\nacts:", 1)
    scheme = SCHEME.replace("tiers:", "  contagion: {household: {share: 25%, of: points}}\ntiers:", 1)
    couples = compiled(scheme, society)
    struck = lived(couples, penalty=np.array([8, 0, 4, 4, 0, 0, 0, 0]) * POINT)
    # 8 passes 2 to the partner, 4 and 4 pass 1 each: 4 of 20 in all
    assert value("penalty_by_relation_share", struck) == pytest.approx(4 / 20)


def test_gravity(plan: Any) -> None:
    seen = lived(plan, counts={"n_seen": {(0, 0): 3, (0, 1): 5}})
    assert value("gravity_correlation", seen) == pytest.approx(1.0)  # speeding is graver and costs more
    assert value("minor_penalty_share", seen) == pytest.approx(5 * 2 / (5 * 2 + 3 * 10))
    assert value("gravity_correlation", lived(plan, counts={"n_seen": {(0, 0): 3}})) is None


def test_spearman_by_hand() -> None:
    x, y, once = np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, 3.0]), np.ones(3)
    assert weighted_spearman(x, y, once) == pytest.approx(0.5)
    assert weighted_spearman(x, -x, once) == pytest.approx(-1.0)
    assert weighted_spearman(x, np.ones(3), once) is None
    assert midranks(np.array([5.0, 1.0]), np.array([2.0, 3.0])).tolist() == [4.5, 2.0]  # ranks 4, 5 and 1, 2, 3


def test_cross_context(plan: Any) -> None:
    seen = {(0, 0): 3, (0, 1): 5}  # 30 points of traffic, 10 civic
    answers = {(HERE, 0, int(Answer.REFUSED)): 7, (HERE, 0, int(Answer.MET)): 3}
    refused = lived(plan, counts={"n_seen": seen, "n_answer": answers})
    assert value("cross_context_share", refused) == pytest.approx(1.0)  # flights belong to movement
    traffic = compiled(society=SOCIETY.replace("{context: movement, right", "{context: traffic, right"))
    assert value("cross_context_share", lived(traffic, counts={"n_seen": seen, "n_answer": answers})) == pytest.approx(
        0.25
    )


def test_wrongful(plan: Any) -> None:
    on = np.zeros((2, 8))
    on[0] = [3, 0, 0, 0, 1, 0, 0, 0]
    on[1] = 9  # the red list does not count
    listed = lived(plan, wrong_ticks=on, wrong=[2] + [0] * 7, wrong_entry_ticks=[5] + [0] * 7)
    assert value("wrongful_listed_days", listed) == pytest.approx(1000 * 4 * 7 / 8 / YEARS)
    assert value("wrongful_entry_days", listed) == pytest.approx(1000 * 5 * 7 / 8 / YEARS)
    assert value("wrongful_entries", listed) == pytest.approx(1000 * 2 / 8 / YEARS)
    assert value("wrongful_ratio_max", listed) is None  # groups of four say nothing


def test_ratio_between_groups() -> None:
    codes = np.repeat(np.array([0, 1, 2], np.uint8), [40, 60, 10])
    struck = np.zeros(110, np.int64)
    struck[:10] = 2  # mean 0.5 in the first group
    struck[40:52] = 1  # 0.2 in the second
    struck[100:] = 50  # ten persons are too few to count
    sizes = np.bincount(codes)
    assert largest_ratio([(np.bincount(codes, struck), sizes)]) == pytest.approx(2.5)
    assert largest_ratio([(np.bincount(codes, codes == 0), sizes)]) is None


def test_listed(plan: Any) -> None:
    on = np.zeros((2, 8))
    on[0] = [int(Listed.PRIMARY), 0, 0, int(Listed.PRIMARY), int(Listed.SPREAD), 0, 0, 0]
    on[1] = 1
    times = np.zeros((2, 8))
    times[0] = [1, 2, 1, 2, 0, 0, 0, 0]
    listed = lived(plan, on=on, times=times)
    assert value("listed_share", listed) == pytest.approx(3 / 8)
    assert value("never_delisted_share", listed) == pytest.approx(1 / 4)
    assert value("listed_by_relation_share", listed) is None  # this list does not spread


def test_leaving_a_list_in_a_year(plan: Any) -> None:
    """Three stood at the end of the burn-in, five entered, four stand after half a year of four each: four left."""
    on, times = np.zeros((2, 8)), np.zeros((2, 8))
    on[0] = [int(Listed.PRIMARY)] * 4 + [0] * 4
    times[0] = [2, 1, 1, 1, 0, 1, 1, 1]
    before = {"times": np.array([[1, 1, 1, 0, 0, 0, 0, 0], [0] * 8])}
    series = series_of(plan)
    series.n_primary[25, 0] = 3
    series.n_primary[26:, 0] = 4
    half = lived_of(plan, state_of(plan, on=on, times=times), series, burn_in=26, before=before)
    assert value("delisted_rate", half) == pytest.approx(4 / (4 * 26 * 7 / 365.25))
    assert value("delisted_rate", lived(plan)) is None  # nobody was ever listed


def test_standing_over_time(plan: Any) -> None:
    state = state_of(plan, tier=[0, 1, 1, 2, -1, 0, 0, 0])
    watched = Watched(
        low=(lengths({}), lengths({2: 5, 4: 5}, {6: 10})),
        cases=(lengths({}), lengths({2: 3, 5: 1})),
        corrected=(lengths({}), lengths({3: 3, 8: 2})),
        ever_low=np.array([0, 20]),
        low_now=np.array([0, 5]),
        wrong_corrected=np.array([0, 6]),
        pending_wrong=np.array([0, 9]),
        tier_before=np.array([[0, 1, 2, 2, 0, -1, 0, 0]], np.int8),
        low_at_end=np.array([[False] * 8, Watch(plan.plan, burn_in=0).is_low(state, 1)]),
    )
    seen = lived_of(plan, state, None, watched)
    seen.state.wrong[:] = [8, 0, 0, 0, 0, 0, 0, 0]
    assert value("time_to_recover", seen) == pytest.approx(4 * 7)  # half are back after four ticks
    assert value("time_to_recover_p95", seen) is None  # half of those who fell are not back at the end
    assert value("appeal_days_p95", seen) == pytest.approx(5 * 7)
    assert value("time_to_correct_p95", seen) == pytest.approx(8 * 7)
    assert value("never_recover_share", seen) == pytest.approx(0.25)
    assert value("below_start_share", seen) == pytest.approx(3 / 8)  # two in tier 1, one in tier 2
    assert value("tier_persistence", seen) == pytest.approx(5 / 6)
    assert value("appeal_days", seen) == pytest.approx(2 * 7)
    assert value("time_to_correct", seen) == pytest.approx(3 * 7)
    assert value("corrected_share", seen) == pytest.approx(6 / 8)
    assert value("harm_pending", seen) == pytest.approx(1000 * 9 * 7 / 8 / YEARS)


def test_participation(plan: Any) -> None:
    assert value("participation_share", lived(plan, enrolled=[0, -1, -2, 5, 0, 0, 0, 0])) == pytest.approx(6 / 8)


def test_services(plan: Any) -> None:
    answers = {
        (HERE, 0, int(Answer.MET)): 5,
        (HERE, 0, int(Answer.REFUSED)): 5,
        (HERE, 1, int(Answer.FAVOURED)): 4,
        (HERE, 1, int(Answer.DELAYED)): 3,
        (HERE, 1, int(Answer.PUSHED_BACK)): 2,
        (HERE, 1, int(Answer.REFUSED)): 1,
    }
    asked = lived(plan, counts={"n_answer": answers}, refused=np.array([[0] * 8, [8, 0, 0, 0, 0, 0, 0, 0]]))
    assert value("refused_demands", asked) == pytest.approx(1000 / YEARS)
    assert value("favoured_share", asked) == pytest.approx(4 / 20)
    assert value("adverse_share", asked) == pytest.approx(11 / 20)
    assert value("barred_movement_days", asked) == pytest.approx(1000 * 365.25 * 5 / 10)
    assert value("essential_denied_days", asked) == pytest.approx(1000 * 365.25 * 1 / 10)


def test_lost_sales_are_what_none_meets_and_the_scheme_does_not(plan: Any) -> None:
    answers = {
        (0, 0, int(Answer.MET)): 9,
        (0, 1, int(Answer.MET)): 10,
        (HERE, 0, int(Answer.MET)): 5,
        (HERE, 0, int(Answer.REFUSED)): 4,
        (HERE, 1, int(Answer.FAVOURED)): 4,
        (HERE, 1, int(Answer.DELAYED)): 3,
        (HERE, 1, int(Answer.PUSHED_BACK)): 3,
    }
    asked = lived(plan, counts={"n_answer": answers})
    assert value("lost_sales", asked) == pytest.approx(1000 * (4 * 0.5 + 3 * 2) / 8 / YEARS)
    assert value("lost_sales", asked, 0) == 0.0


def test_days_of_those_who_ask_and_of_what_is_held() -> None:
    gated = SOCIETY.replace("movement, right: movement, demand", "movement, right: movement, is: {sex: male}, demand")
    held = gated.replace("demand: 6/y", "demand: always")
    plan = compiled(society=held)
    answers = {(HERE, 0, int(Answer.MET)): 1, (HERE, 0, int(Answer.REFUSED)): 1, (HERE, 1, int(Answer.REFUSED)): 12}
    shut = lived(plan, counts={"n_answer": answers})
    men = float((plan.frame.population.attributes["sex"] == 1).mean())
    assert value("barred_movement_days", shut) == pytest.approx(1000 * 365.25 * 0.5 * men)
    assert value("essential_denied_days", shut) == pytest.approx(1000 * 12 * 7 / 8 / YEARS)
    assert value("adverse_share", shut) == pytest.approx(0.5)  # what is held is no demand


def test_appeals(plan: Any) -> None:
    cases = lived(plan, filed=[3, 2, 0, 0, 0, 0, 0, 0], upheld=[1] + [0] * 7, case_due=[-1, 9, -1, -1, -1, -1, -1, -1])
    assert value("appeal_upheld_share", cases) == pytest.approx(1 / 4)
    deaf = compiled(SCHEME[: SCHEME.index("due_process")])
    assert value("appeal_upheld_share", lived(deaf)) is None
    assert value("harm_pending", lived(deaf)) is None


def test_beliefs() -> None:
    alert = compiled(
        society=SOCIETY.replace(
            "psychology: passive", "psychology: {preset: deterrence, prior_seen: {a: 2, b: 2}, memory: never}"
        )
    )
    known, unseen = np.zeros(8), np.zeros(8)
    known[0], unseen[1] = 64 * 4, 64 * 4
    believed = lived(alert, known=known, unseen=unseen, enrolled=[0, 0, 0, 0, -1, 0, 0, 0])
    risks = [6 / 8, 2 / 8, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert value("perceived_risk_mean", believed) == pytest.approx(np.mean(risks))
    assert value("perceived_risk_sd", believed) == pytest.approx(np.std(risks, ddof=1))
    assert MEASURES["perceived_risk_mean"](lived(compiled()), HERE) is None


def test_a_belief_counts_as_often_as_its_act_is_done() -> None:
    """Speeding is seen by the police, littering by cameras as well; three of four punished acts are speeding."""
    lasting = "psychology: {preset: deterrence, prior_seen: {a: 2, b: 2}, prior_unseen: {a: 1, b: 3}, memory: never}"
    senses = (
        "{kind: registry, sees: [speeding, littering], detection: 50%}\n  cameras: {kind: camera, sees: [littering]"
    )
    scheme = SCHEME.replace("{kind: registry, sees: [speeding, littering]", senses)
    watched = compiled(scheme, SOCIETY.replace("psychology: passive", lasting))
    assert watched.labels.groups == (("registry",), ("camera",))
    believed = lived(watched, counts={"n_done": {(0, 0): 6, (0, 1): 2, (0, 4): 9}})
    risk = 0.75 * 0.5 + 0.25 * (1 - 0.5 * 0.75)
    assert value("perceived_risk_mean", believed) == pytest.approx(risk)
    alike = 0.5 * 0.5 + 0.5 * (1 - 0.5 * 0.75)
    assert value("perceived_risk_mean", lived(watched)) == pytest.approx(alike)  # nobody does either


def test_memory_fades_a_belief() -> None:
    fading = "psychology: {preset: deterrence, prior_seen: {a: 2, b: 2}, memory: 51w}"
    alert = compiled(society=SOCIETY.replace("psychology: passive", fading))
    fresh = lived(alert, known=np.array([128] + [0] * 7), felt=np.array([51] + [0] * 7))
    stale = lived(alert, known=np.array([128] + [0] * 7), felt=np.zeros(8))
    mean = 4 / 6, 3 / 5  # two struck of four; after one half-life one of them is left
    for seen, risk in zip((fresh, stale), mean, strict=True):
        assert value("perceived_risk_mean", seen) == pytest.approx((risk + 7 * 0.5) / 8)


def test_clipped() -> None:
    helpful = compiled(society=SOCIETY.replace("passive", "deterrence"))
    raised = int(helpful.plan.worlds.raised[HERE, :5].sum())
    found = value("clipped_share", lived(helpful, counts={"n_clipped": {(HERE,): 26}}))
    assert found == (pytest.approx(26 / (8 * 52 * raised)) if raised else None)
    assert value("clipped_share", lived(compiled(), counts={"n_clipped": {(HERE,): 26}})) is None


def test_a_burn_in_is_taken_off(plan: Any) -> None:
    state = state_of(plan, entries=[5] * 8, wrong=[1] * 8)
    before = {"entries": np.array([[4] * 8]), "wrong": np.array([[1] * 8])}
    counts = series_of(plan, n_done={(HERE, 4): 8})
    counts.n_done[0, HERE, 4] = 100  # in the burn-in
    late = lived_of(plan, state, counts, burn_in=26, before=before)
    assert value("detection_precision", late) == 1.0
    assert value("wrongful_entries", late) == 0.0
    assert value("good_acts_mean", late) == pytest.approx(1 / (26 * 7 / 365.25))


def test_measures_say_whether_they_give_a_ratio() -> None:
    said = {name: measure.__annotations__["return"] for name, measure in MEASURES.items()}
    assert set(said.values()) <= {"Ratio", "Ratio | None", "Within | None", "float", "float | None"}
    assert {name for name, kind in said.items() if kind.startswith("Ratio")} == RATIOS
