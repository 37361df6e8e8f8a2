"""Reforms: merge patches, and what they may not do."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.errors import MalformedError
from scorarium.scheme.reform import apply, with_removals

PLAIN = st.recursive(
    st.integers() | st.text(max_size=3) | st.booleans(),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=8,
)
MAPPINGS = st.dictionaries(st.sampled_from("abc"), PLAIN, max_size=3)


def test_mappings_are_merged_and_everything_else_replaced() -> None:
    raw = {"a": {"x": 1, "y": [1, 2]}, "b": 1}
    assert apply(raw, {"a": {"y": [3]}, "c": 2}) == {"a": {"x": 1, "y": [3]}, "b": 1, "c": 2}
    assert raw == {"a": {"x": 1, "y": [1, 2]}, "b": 1}


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        ({"value": 4, "ref": "x"}, {"by": {"rung": {0: 3}}}, {"by": {"rung": {0: 3}}}),
        ({"value": 4, "ref": "x"}, {"value": 5}, {"value": 5, "ref": "x"}),
        ({"mean": "1y", "law": "exponential"}, {"value": "2y"}, {"value": "2y"}),
        ({"by": {"rung": {0: 3, 1: 4}}}, {"by": {"rung": {1: None}}}, {"by": {"rung": {0: 3}}}),
        ({"value": 4, "ref": "x"}, {"range": [1, 9]}, {"value": 4, "ref": "x", "range": [1, 9]}),
    ],
)
def test_a_number_in_another_form_replaces_the_whole(old: Any, new: Any, after: Any) -> None:
    assert apply({"points": old}, {"points": new}) == {"points": after}


def test_nothing_removes() -> None:
    assert apply({"a": {"x": 1, "y": 2}}, {"a": {"x": None}}) == {"a": {"y": 2}}


def test_removing_what_is_not_there_is_an_error() -> None:
    with pytest.raises(MalformedError) as caught:
        apply({"a": {"xylophone": 1}}, {"a": {"xilophone": None}, "b": {"c": None}})
    assert [complaint.at for complaint in caught.value.complaints] == [("a", "xilophone"), ("b", "c")]
    assert caught.value.complaints[0].repair == 'Did you mean "xylophone"?'


def test_a_nested_reform_is_a_value() -> None:
    raw: dict[str, Any] = {"changes": {"later": {"at": "1y", "reform": {"tiers": {"A": None}}}}}
    patch = {"changes": {"later": {"reform": {"lists": {"b": None}}}}}
    assert apply(raw, patch) == {"changes": {"later": {"at": "1y", "reform": {"lists": {"b": None}}}}}


def test_a_rule_may_be_called_reform() -> None:
    raw = {"score": {"rules": {"reform": {"points": 1, "lasts": "1y"}}}}
    assert apply(raw, {"score": {"rules": {"reform": {"lasts": None}}}}) == {
        "score": {"rules": {"reform": {"points": 1}}}
    }


@given(MAPPINGS)
def test_a_null_reform_changes_nothing(raw: dict[str, Any]) -> None:
    assert apply(raw, {}) == raw


@given(MAPPINGS, MAPPINGS)
def test_a_reform_twice_is_a_reform_once(raw: dict[str, Any], patch: dict[str, Any]) -> None:
    once = apply(raw, patch)
    assert apply(once, patch) == once


@given(MAPPINGS)
def test_a_declaration_is_a_reform_of_nothing(raw: dict[str, Any]) -> None:
    assert apply({}, raw) == raw


@given(MAPPINGS, MAPPINGS)
def test_a_variant_that_is_written_whole_reads_the_same(root: dict[str, Any], raw: dict[str, Any]) -> None:
    assert apply(root, with_removals(root, raw)) == raw
