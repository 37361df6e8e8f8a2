"""What models make of short forms, moves, conditions and lists."""

from typing import Any

import pytest
from pydantic import ValidationError

from scorarium.quantities import Count, Duration, Plain, Source, parse_duration
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Change, Consequence
from scorarium.scheme.model import Enrolment, Scheme
from scorarium.scheme.moves import Step, read_move, read_rungs
from scorarium.scheme.scores import LadderScore, RatingsScore
from scorarium.scheme.senses import Corroboration, Sense
from scorarium.scheme.standing import NamedList


def scheme(**parts: Any) -> Scheme:
    return Scheme.model_validate({"scorarium": 1, "kind": "scheme", "name": "small", **parts})


def test_senses_see_by_a_set_or_by_a_mapping() -> None:
    plain = Sense.model_validate({"kind": "patrol", "sees": ["theft"], "detection": "10%"})
    own = Sense.model_validate({"kind": "patrol", "sees": {"theft": "90%", "arson": "5%"}, "detection": "10%"})
    chances = [sense.detects(act) for sense, act in ((plain, "theft"), (own, "theft"), (own, "arson"))]
    assert [chance.constant_value for chance in chances if chance is not None] == [0.1, 0.9, 0.05]


def test_corroboration_is_a_number_or_an_enquiry() -> None:
    enquiry = {"households": 3, "confirms_true": "60%", "confirms_false": "3%"}
    number = Sense.model_validate({"kind": "neighbours", "corroboration": 2}).corroboration
    asked = Sense.model_validate({"kind": "neighbours", "corroboration": enquiry}).corroboration
    assert not isinstance(number, Corroboration | None)
    assert number.constant_value == 2
    assert isinstance(asked, Corroboration)


def test_a_plain_time_is_the_beginning_of_a_stage() -> None:
    enrolment = Enrolment.model_validate({"kind": "mandatory", "rollout": {"all": "3y", "pilot": {"at": "0y"}}})
    assert [stage.at for stage in enrolment.rollout.values()] == [parse_duration("3y"), parse_duration("0y")]


def test_enrolment_as_a_plain_word() -> None:
    enrolment = scheme(enrolment="opt_in").enrolment
    assert enrolment is not None
    assert enrolment.kind == "opt_in"


def test_no_appeal_is_not_an_unknown_one() -> None:
    none = scheme(due_process={"appeal": "none"}).due_process
    unknown = scheme(due_process={}).due_process
    assert none is not None
    assert unknown is not None
    assert (none.appeal, unknown.appeal) == ("none", None)


def test_a_list_without_named_grounds_has_one() -> None:
    listed = NamedList.model_validate({"enter": {"tier": "D"}, "lasts": "2y", "repeat": "ignored"})
    [(name, ground)] = listed.all_grounds.items()
    assert name == ""
    assert ground.enter == listed.enter
    assert (ground.lasts, ground.repeat) == (listed.lasts, "ignored")


def test_what_a_ground_does_not_say_the_list_says() -> None:
    raw = {
        "lasts": "2y",
        "until": "settled",
        "grounds": {"a": {"enter": {"on": "x"}, "lasts": "never"}, "b": {"enter": {"on": "y"}}},
    }
    grounds = NamedList.model_validate(raw).all_grounds
    spans = [ground.lasts.constant_value for ground in grounds.values() if ground.lasts is not None]
    assert spans == [float("inf"), 730.5]
    assert {ground.until for ground in grounds.values()} == {"settled"}


def test_short_repairs_of_lists_become_repairs() -> None:
    found = scheme(
        lists={"named": {"enter": {"on": "x"}, "until": "repaired", "repair": {"by": "paying", "sought": "1/y"}}}
    )
    [(name, repair)] = found.all_repairs.items()
    assert (name, repair.by, repair.ends) == ("list:named", "paying", ("named",))
    assert repair.when is not None
    assert repair.when.list_ == ("named",)


def test_a_share_or_a_mapping_of_spreading() -> None:
    listed = NamedList.model_validate({"spreads_to": {"household": "100%", "suppliers": {"share": "10%", "steps": 2}}})
    assert [spread.share.constant_value for spread in listed.spreads_to.values()] == [1.0, 0.1]
    sourced = NamedList.model_validate({"spreads_to": {"household": {"value": "50%", "range": ["40%", "60%"]}}})
    assert sourced.spreads_to["household"].share.default == Plain(0.5, Source(range=(0.4, 0.6)))


def test_moments_and_states() -> None:
    moment, state = Condition.model_validate({"on": "x"}), Condition.model_validate({"tier": "D"})
    both = Condition.model_validate({"any": {"a": {"on": "x"}, "b": {"rule": "y"}}})
    mixed = Condition.model_validate({"any": {"a": {"on": "x"}, "b": {"tier": "D"}}})
    assert [condition.is_moment for condition in (moment, state, both, mixed)] == [True, False, True, False]


def test_lists_by_either_word() -> None:
    assert Condition.model_validate({"list": "a", "on_list": ["b", "c"]}).lists == ("a", "b", "c")


def test_moves_by_rung() -> None:
    move = read_move({"by": {"rung": {"2": "worst", "0": 3}}})
    assert [move.step(rung) for rung in (0, 1, 2, 5)] == [Step(3), Step(3), Step("worst"), Step("worst")]
    assert read_move(4).step(7) == Step(4)
    assert read_move({"by": {"rung": {"1": -1}}}).step(0) is None


def test_rungs_count_from_nought() -> None:
    assert read_rungs(23) == read_rungs([0, 22]) == (0, 22)


def test_moves_by_the_number_of_entries_are_in_order() -> None:
    moves = {"clean": {"every": "1y", "by": -1}, "entries": {"2": "worst", "1": 4}}
    ladder = LadderScore.model_validate({"kind": "ladder", "rungs": 10, "start": 5, "moves": moves})
    assert ladder.moves.entries is not None
    assert [number for number, _ in ladder.moves.entries] == [1, 2]


def test_memory_is_a_count_or_a_time() -> None:
    by_count = RatingsScore.model_validate({"kind": "ratings", "range": [1, 5], "memory": "500 ratings"})
    by_time = RatingsScore.model_validate({"kind": "ratings", "range": [1, 5], "memory": "90d"})
    assert by_count.memory == Count(500, "ratings")
    assert not isinstance(by_time.memory, Count | None)
    assert by_time.memory.constant_value == 90


@pytest.mark.parametrize(
    ("effect", "amount", "dimension"),
    [("delay", "30d", "duration"), ("price", "130%", "share"), ("fine", "2 days-income", "money"),
     ("reclaim", "100%", "share"), ("reclaim", "1 days-income", "money")],
)  # fmt: skip
def test_the_amount_follows_the_effect(effect: str, amount: str, dimension: str) -> None:
    consequence = Consequence.model_validate({"when": {"tier": "D"}, "effect": effect, "amount": amount})
    assert consequence.amount.dimension == dimension


@pytest.mark.parametrize(("effect", "amount"), [("delay", "130%"), ("price", "30d"), ("fine", 3), ("warn", "30d")])
def test_an_amount_that_does_not_follow_the_effect(effect: str, amount: object) -> None:
    with pytest.raises(ValidationError):
        Consequence.model_validate({"when": {"tier": "D"}, "effect": effect, "amount": amount})


def test_conversions_are_lower_bounds_in_order() -> None:
    change = Change.model_validate({"at": "3y", "convert": {"4": 2, "0": 0, "16": 7}})
    assert change.convert is not None
    assert [(key, plain.value) for key, plain in change.convert.cases] == [(0, 0), (4, 2), (16, 7)]
    assert change.at == Duration(parse_duration("3y").days)


def test_labels_that_are_true() -> None:
    factors = {"a": {"weight": "100%", "from_attribute": "income"}}
    learned = {"target": ["theft"], "labels": True}
    found = scheme(score={"kind": "factors", "range": [0, 1], "factors": factors, "learned": learned}).score
    assert found is not None
    assert found.learned.labels == "true"  # type: ignore[union-attr]


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError):
        scheme().name = "other"  # type: ignore[misc]
