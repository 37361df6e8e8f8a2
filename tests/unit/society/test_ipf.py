"""Fitting against tables worked by hand, and against the classical procedure on the whole table."""

from __future__ import annotations

import numpy as np
import pytest

from scorarium.errors import MalformedError
from scorarium.society.ipf import fit, rake
from scorarium.society.junction import Table, marginal


def table(name: str, of: tuple[str, ...], shares: object) -> Table:
    return Table(name, of, np.array(shares, float))


def test_raking_a_two_by_two_table_by_hand() -> None:
    # rows 30/70, columns 40/60; raking keeps the odds ratio, here 2
    raked = rake(
        table("joint_tables.t", ("a", "b"), [[0.4, 0.2], [0.2, 0.2]]),
        {"a": np.array([0.3, 0.7]), "b": np.array([0.4, 0.6])},
        tolerance=0.5,
    )
    x = raked.shares[0, 0]
    odds = raked.shares[0, 0] * raked.shares[1, 1] / (raked.shares[0, 1] * raked.shares[1, 0])
    np.testing.assert_allclose(odds, 2.0, rtol=1e-6)
    # 2 = x (.3 + x) / ((.3 - x)(.4 - x))  =>  x^2 - 1.7 x + .24 = 0
    np.testing.assert_allclose(x, (1.7 - np.sqrt(1.7**2 - 0.96)) / 2, atol=1e-7)


def test_a_contradiction_is_said() -> None:
    with pytest.raises(MalformedError) as caught:
        rake(
            table("joint_tables.t", ("a", "b"), [[0.5, 0.1], [0.2, 0.2]]),
            {"a": np.array([0.3, 0.7]), "b": np.array([0.7, 0.3])},
        )
    complaint = caught.value.complaints[0]
    assert complaint.at == ("joint_tables", "t")
    assert "'a'" in complaint.problem
    assert complaint.got == "60.0% in all"


def test_independent_attributes_multiply() -> None:
    fitted = fit({"a": 2, "b": 3}, [table("a", ("a",), [0.3, 0.7]), table("b", ("b",), [0.2, 0.3, 0.5])])
    assert [clique.of for clique in fitted.cliques] == [("a",), ("b",)]
    np.testing.assert_allclose(fitted.margin(("b",)), [0.2, 0.3, 0.5])


def test_a_chain_of_tables_is_conditionally_independent() -> None:
    ab = np.array([[0.1, 0.3], [0.4, 0.2]])
    bc = np.array([[0.25, 0.25], [0.1, 0.4]])
    fitted = fit({"a": 2, "b": 2, "c": 2}, [table("ab", ("a", "b"), ab), table("bc", ("b", "c"), bc)])
    np.testing.assert_allclose(fitted.margin(("a", "b")), ab, atol=1e-9)
    np.testing.assert_allclose(fitted.margin(("b", "c")), bc, atol=1e-9)
    assert all(len(clique.of) == 2 for clique in fitted.cliques)


def whole_ipf(sizes: dict[str, int], tables: list[Table]) -> np.ndarray:
    of = tuple(sizes)
    joint = np.ones(tuple(sizes.values()))
    joint /= joint.size
    for _ in range(3000):
        for one in tables:
            own = marginal(joint, of, one.of)
            shape = [sizes[name] if name in one.of else 1 for name in of]
            ratio = np.transpose(one.shares / own, np.argsort([of.index(n) for n in one.of])).reshape(shape)
            joint = joint * ratio
    return joint


def test_a_circle_of_tables_equals_the_classical_procedure() -> None:
    rng = np.random.default_rng(3)
    sizes = {"a": 2, "b": 3, "c": 2, "d": 4}
    truth = rng.random(tuple(sizes.values()))
    truth /= truth.sum()
    of = tuple(sizes)
    scopes = [("a", "b"), ("c", "b"), ("c", "d"), ("d", "a")]
    tables = [Table("-".join(s), s, marginal(truth, of, s)) for s in scopes]
    fitted = fit(sizes, tables)
    expected = whole_ipf(sizes, tables)
    for clique in fitted.cliques:
        np.testing.assert_allclose(clique.shares, marginal(expected, of, clique.of), atol=1e-7)


def test_structural_noughts_stay_and_every_margin_is_met() -> None:
    tables = [
        table("age", ("age",), [0.2, 0.8]),
        table("work-by-age", ("work", "age"), [[0.2, 0.0], [0.0, 0.5], [0.0, 0.3]]),
        table("sex-by-work", ("sex", "work"), [[0.1, 0.2, 0.2], [0.1, 0.3, 0.1]]),
    ]
    fitted = fit({"age": 2, "sex": 2, "work": 3}, tables)
    for one in tables:
        np.testing.assert_allclose(fitted.margin(one.of), one.shares, atol=1e-9)


def test_a_conditional_share_holds_after_the_fit() -> None:
    licence = np.array([[1.0, 0.0], [0.3, 0.7]])
    fitted = fit(
        {"age": 2, "licence": 2},
        [table("age", ("age",), [0.2, 0.8])],
        [(("age", "licence"), licence)],
    )
    np.testing.assert_allclose(fitted.margin(("age", "licence")), [[0.2, 0.0], [0.24, 0.56]], atol=1e-12)


def test_tables_that_contradict_each_other_are_refused() -> None:
    tables = [
        table("joint_tables.one", ("a", "b", "c"), [[[0.25, 0.0], [0.0, 0.25]], [[0.0, 0.25], [0.25, 0.0]]]),
        table("joint_tables.two", ("a", "b"), [[0.5, 0.0], [0.0, 0.5]]),
    ]
    with pytest.raises(MalformedError):
        fit({"a": 2, "b": 2, "c": 2}, tables)


def test_many_attributes_stay_small() -> None:
    sizes = {f"x{k}": 5 for k in range(30)}
    rng = np.random.default_rng(1)
    tables = []
    for k in range(29):
        shares = rng.random((5, 5))
        tables.append(Table(f"t{k}", (f"x{k}", f"x{k + 1}"), shares / shares.sum()))
    margins = {0: tables[0].shares.sum(axis=1)}
    for k in range(29):  # make neighbours agree: rake rows to the columns before
        shares = tables[k].shares * (margins[k] / tables[k].shares.sum(axis=1))[:, None]
        tables[k] = Table(tables[k].name, tables[k].of, shares)
        margins[k + 1] = shares.sum(axis=0)
    fitted = fit(sizes, tables)
    assert max(clique.shares.size for clique in fitted.cliques) == 25
    np.testing.assert_allclose(fitted.margin(("x11", "x12")), tables[11].shares, atol=1e-9)
