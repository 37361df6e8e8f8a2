"""From what a result was made: the same make has the same name, any difference another."""

import re

from scorarium.store.provenance import code_sha256, declaration_sha256, provenance, run_id, versions

DECLARED = {"worlds": {"a": {"rules": {"x": 1, "y": 2}}}, "persons": 100, "seed": 7}


def test_the_same_make_has_the_same_name() -> None:
    assert run_id(DECLARED) == run_id(dict(DECLARED))
    assert re.fullmatch(r"[0-9a-f]{12}", run_id(DECLARED))


def test_every_difference_gives_another_name() -> None:
    others = [DECLARED | {"seed": 8}, DECLARED | {"persons": 101}, DECLARED | {"worlds": {"b": DECLARED["worlds"]}}]
    assert len({run_id(declared) for declared in (DECLARED, *others)}) == 4


def test_the_order_of_rules_counts() -> None:
    turned = DECLARED | {"worlds": {"a": {"rules": {"y": 2, "x": 1}}}}
    assert declaration_sha256(turned) != declaration_sha256(DECLARED)


def test_provenance_says_what_computed() -> None:
    found = provenance(DECLARED)
    assert found["code_sha256"] == code_sha256()
    assert re.fullmatch(r"[0-9a-f]{64}", found["declaration_sha256"])
    assert set(versions()) >= {"python", "numpy", "numba", "xarray"}
