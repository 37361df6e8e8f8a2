"""What follows an entry, watched over a few ticks that are written out by hand."""

from typing import Any

import numpy as np
import pytest

from scorarium.names import POINT, Listed
from scorarium.outcomes.afterwards import Afterwards, AfterwardsWatch
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures import MEASURES
from scorarium.outcomes.measures.ratio import Within
from scorarium.outcomes.spells import Watch
from tests.unit.outcomes.bare import SCHEME, SOCIETY, compiled, lived_of, series_of, state_of

HERE = 1
SEEN = "visibility: {own_score: true}\n"


def watched(plan: Any, ticks: list[dict[str, Any]], *, burn_in: int = 0) -> Lived:
    """A replicate of which the watch has seen these states, one after the other."""
    schemes = tuple(outline.scheme for outline in plan.outlines)
    watch = AfterwardsWatch(plan.plan, schemes, burn_in=burn_in)
    state = state_of(plan)
    for t, fields in enumerate(ticks):
        for name, value in fields.items():
            getattr(state, name)[...] = np.asarray(value).astype(getattr(state, name).dtype)
        watch.see(state, t)
    after: Afterwards = watch.result(len(ticks) - 1)
    return Lived(plan, lived_of(plan, state).record, Watch(plan.plan, burn_in=0).result(state), after)


def of(name: str, lived: Lived) -> float | None:
    found = MEASURES[name](lived, HERE)
    assert not isinstance(found, Within)
    return found if found is None or isinstance(found, float) else found.value()


def test_people_notice_when_a_door_is_shut() -> None:
    plan = compiled()  # neither told nor shown anything: a refusal is what they notice
    none = [0] * 8
    struck = np.array([POINT, POINT, POINT, 0, 0, 0, 0, 0])
    refused = np.zeros((2, 8))
    refused[HERE, 0] = 1
    later = refused.copy()
    later[HERE, 1] = 1
    lived = watched(
        plan,
        [{"penalty": none}, {"penalty": struck}, {}, {"refused": refused}, {}, {"refused": later}, {}, {}],
    )
    assert of("notice_lag", lived) == pytest.approx(4 * 7)  # 2 ticks, 4 ticks, and one who never notices
    assert of("notice_lag_p95", lived) is None
    assert of("never_told_share", lived) == pytest.approx(1 / 3)


def test_whoever_sees_the_score_knows_at_once() -> None:
    plan = compiled(SCHEME + SEEN)
    lived = watched(plan, [{"penalty": [0] * 8}, {"penalty": [POINT] * 3 + [0] * 5}, {}])
    assert (of("notice_lag", lived), of("never_told_share", lived)) == (0.0, 0.0)
    assert of("notice_lag", watched(plan, [{}, {}])) is None  # nobody was struck
    fined = SCHEME.replace(
        "consequences:", "consequences:\n  fine: {when: {rule: speed}, effect: fine, amount: 1 days-income}"
    )
    at_once = [{"penalty": [POINT] * 2 + [0] * 6, "fines": [[0] * 8, [POINT] + [0] * 7]}, {}, {}]
    lived = watched(compiled(fined), at_once)
    assert of("notice_lag", lived) == 0.0  # half of the two, in the same tick
    assert of("never_told_share", lived) == pytest.approx(0.5)


def test_a_public_list_tells() -> None:
    public = SCHEME.replace("{colour: black, ", "{colour: black, public: true, ")
    on = np.zeros((2, 8))
    on[0, 0] = Listed.PRIMARY
    times = np.zeros((2, 8))
    times[0, 0] = 1
    lived = watched(compiled(public), [{}, {"on": on, "times": times}, {}])
    assert (of("notice_lag", lived), of("never_told_share", lived)) == (0.0, 0.0)
    hidden = watched(compiled(), [{}, {"on": on, "times": times}, {}])
    assert of("never_told_share", hidden) == 1.0


def test_what_outlives_its_entries() -> None:
    plan = compiled()
    on = np.zeros((2, 8))
    on[0, :3] = [Listed.PRIMARY, Listed.PRIMARY, Listed.SPREAD]  # whoever is there for others is not counted
    harm, base = np.zeros(8), np.full(8, 100 * POINT)
    harm[0] = 5 * POINT
    lived = watched(plan, [{"on": on, "harm_live": harm, "base": base}, {"harm_live": np.zeros(8)}])
    assert of("tail_penalty_share", lived) == pytest.approx(3 / 4)  # the second from the start, the first later
    base[1] = 90 * POINT
    lower = watched(plan, [{"on": on, "harm_live": harm, "base": base}])
    assert of("tail_penalty_share", lower) == 0.0  # the score still holds something against the second
    assert of("tail_penalty_share", watched(plan, [{}])) is None


def test_a_list_of_open_debts_has_no_tail() -> None:
    society = SOCIETY.replace(
        "  helping:", "  debt: {context: finance, rate: 1/y, stays_open: {settled: 1/y}}\n  helping:"
    )
    owing = SCHEME.replace("enter: {tier: poor}, lasts: 4w", "enter: {open: {debt: {}}}, until: settled")
    on = np.zeros((2, 8))
    on[0, 0] = Listed.PRIMARY
    assert of("tail_penalty_share", watched(compiled(owing, society), [{"on": on}, {}])) is None


def of_the_list(exported: str) -> str:
    """A scheme in which the list alone hears appeals, as the scheme did."""
    head, _, process = exported.partition("due_process: {correction: {reaches_copies: 50%, after: 2w}, ")
    head = head.replace("lasts: 4w}", f"lasts: 4w, due_process: {{{process.strip()}}}")
    return f"{head}due_process: {{correction: {{reaches_copies: 50%, after: 2w}}}}\n"


@pytest.mark.parametrize("is_of_the_list", [False, True])
def test_copies_that_a_correction_reaches(*, is_of_the_list: bool) -> None:
    exported = SCHEME.replace("deny}", "deny, through: airline}").replace(
        "due_process: {",
        "exports: {airline: {to: company, what: list, kept: 1y}}\n"
        "due_process: {correction: {reaches_copies: 50%, after: 2w}, ",
    )
    plan = compiled(of_the_list(exported) if is_of_the_list else exported)
    first, second = np.full((1, 8), 50), np.full((1, 8), 50)
    second[0, :2] = [4, 50]  # won and reached; won and not reached
    second[0, 2] = 53  # renewed on another ground
    upheld = np.zeros(8)
    upheld[:3] = 1
    lived = watched(plan, [{"copy_until": first}, {"copy_until": first}, {"copy_until": second, "upheld": upheld}])
    assert of("copies_corrected_share", lived) == pytest.approx(1 / 2)
    assert of("copies_corrected_share", watched(compiled(), [{"upheld": upheld}])) is None


def test_twice_for_the_same() -> None:
    both = SCHEME.replace(
        "consequences:", "consequences:\n  fine: {when: {rule: speed}, effect: fine, amount: 1 days-income}"
    )
    plan = compiled(both)
    done: dict[tuple[int, ...], int] = {(HERE, 0): 10, (HERE, 1): 10}
    seen = series_of(plan, n_done=done, n_seen={(0, 0): 4, (0, 1): 4})
    lived = lived_of(plan, state_of(plan), seen)
    assert of("double_penalty_share", lived) == pytest.approx(0.5)  # speeding costs points and money, littering points
    once = compiled()
    assert (
        of("double_penalty_share", lived_of(once, state_of(once), series_of(once, n_done=done, n_seen={(0, 0): 4})))
        == 0.0
    )
    assert of("double_penalty_share", lived_of(once, state_of(once))) is None


def test_two_schemes_for_the_same() -> None:
    from scorarium.engine.plan import compile_plan
    from scorarium.scheme.model import Scheme
    from scorarium.society.generate import generate
    from scorarium.society.recipe import Society
    from tests.unit.outcomes.bare import declared

    place = declared(SOCIETY, Society)
    schemes = [declared(SCHEME, Scheme), declared(SCHEME.replace("name: merit", "name: other"), Scheme)]
    plan = compile_plan(generate(place, persons=8, seed=1), place, {"merit": schemes}, seed=1, replicate=0, years=1.0)
    seen = series_of(plan, n_done={(HERE, 0): 10}, n_seen={(0, 0): 5, (1, 0): 4})
    lived = lived_of(plan, state_of(plan), seen)
    assert of("double_penalty_share", lived) == pytest.approx(0.5 * 0.4 / (1 - 0.5 * 0.6))


def test_a_list_for_several_acts_is_no_second_penalty_for_one() -> None:
    listed = SCHEME.replace("enter: {tier: poor}", "enter: {on: speeding}")
    several = SCHEME.replace("enter: {tier: poor}", "enter: {acts: {speeding: 3 within 1y}}")
    for scheme, share in ((listed, 1.0), (several, 0.0)):
        plan = compiled(scheme)
        lived = lived_of(plan, state_of(plan), series_of(plan, n_done={(HERE, 0): 10}, n_seen={(0, 0): 5}))
        assert of("double_penalty_share", lived) == share


def test_ties_between_standings() -> None:
    society = SOCIETY.replace("acts:", "ties: {friends: {mean_degree: 2, shape: ring}}\nacts:", 1)
    plan = compiled(society=society)
    ties = plan.plan.ties
    assert (np.diff(ties.friends_first) == 2).all()
    order = [0]
    while len(order) < 8:  # walk around the ring
        near = ties.friends[ties.friends_first[order[-1]] : ties.friends_first[order[-1] + 1]].tolist()
        order.append(next(k for k in near if k not in order))
    half = np.zeros(8)
    half[order[:4]] = 2  # tier `poor`: four in a row stand low
    apart = MEASURES["segregation_gap"](lived_of(plan, state_of(plan, tier=half)), HERE)
    assert isinstance(apart, Within)
    assert apart.value() == pytest.approx(6 / 8 - 2 / 8)
    mixed = np.zeros(8)
    mixed[order[::2]] = 2
    found = MEASURES["segregation_gap"](lived_of(plan, state_of(plan, tier=mixed)), HERE)
    assert isinstance(found, Within)
    assert found.value() == pytest.approx(-1.0)
    equal = MEASURES["segregation_gap"](lived_of(plan, state_of(plan, tier=0)), HERE)
    assert isinstance(equal, Within)
    assert np.isnan(equal.value())
    assert of("isolates_share", lived_of(plan, state_of(plan))) == 0.0
    assert MEASURES["segregation_gap"](lived_of(compiled(), state_of(compiled())), HERE) is None
