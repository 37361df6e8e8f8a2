"""How many reports can wait for the last one that an entry needs."""

from scorarium.engine.plan_reports import most_of
from tests.unit.engine.small import compiled, scheme


def test_a_factor_counts_once() -> None:
    asked = {"default": 1, "times": {"age": {"60+": 4}, "licence": {"true": 0.5}}}
    sense = {"kind": "neighbours", "corroboration": asked, "corroborate_within": "5w"}
    own = scheme(senses={"police": sense})
    made = compiled(schemes=[own])
    assert most_of(made.frame, own.senses["police"].corroboration) == 4.0  # type: ignore[arg-type]
    assert made.plan.sizes.reports == 3
