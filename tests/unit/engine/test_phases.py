"""What `scorarium plan` prints: the order, what runs, what is off, every rounding and every assumption."""

from scorarium.engine.phases import PHASES, Phase, phases
from tests.unit.engine.small import compiled, scheme, society


def named(found: list[Phase], name: str) -> Phase:
    return next(phase for phase in found if phase.name == name)


def test_the_order_is_that_of_the_model() -> None:
    found = phases(compiled())
    assert [phase.name for phase in found] == list(PHASES)
    assert PHASES[:5] == ("recover", "act", "sense", "attribute", "score")


def test_what_is_switched_off_is_said() -> None:
    passive, afraid = phases(compiled()), phases(compiled(society(psychology="deterrence")))
    fear = "rules that are known keep people from acts (deterrence)"
    assert fear in named(passive, "act").off
    assert fear in named(afraid, "act").does
    assert "wrong persons" not in " ".join(named(passive, "attribute").does)
    assert "rules make entries: fast, dirt" in named(passive, "score").does


def test_roundings() -> None:
    one = scheme(senses={"police": {"delay": "10d"}}, repairs={"r": {"when": {"score": {"to": 3}}, "takes": "14d"}})
    found = phases(compiled(schemes=[one, scheme(name="other")]))
    [rounding] = named(found, "sense").roundings
    assert (rounding.scheme, rounding.path, rounding.days, rounding.ticks) == ("points", "senses.police.delay", 10, 1)
    assert not rounding.is_exact
    [exact] = named(found, "recover").roundings
    assert (exact.path, exact.ticks, exact.is_exact) == ("repairs.r.takes", 2, True)
    assert [(r.scheme, r.ticks) for r in named(found, "score").roundings] == [("points", 52), ("other", 52)]


def test_caps_are_exact_and_not_rounded() -> None:
    one = scheme(score={"rules": {"dirt": {"at_most": "1 within 24mo"}}})
    assert [r.path for r in named(phases(compiled(schemes=[one])), "score").roundings] == ["score.rules.fast.lasts"]


def test_assumptions_are_never_silent() -> None:
    own = {"appeal": {"who": "human", "sought": "1/y", "known_to": "40%"}}
    found = phases(compiled(society(psychology={"preset": "deterrence", "habit_rate": 0.1}), [scheme(due_process=own)]))
    paths = [assumption.path for assumption in named(found, "recover").assumed]
    assert "appeal.decided_after" in paths
    assert "appeal.sought" not in paths
    assert [a.path for a in named(found, "act").assumed] == ["visibility.rules_known_by"]
    feelings = {assumption.path for assumption in named(found, "feel").assumed}
    assert "psychology.deterrence_slope" in feelings
    assert "psychology.habit_rate" not in feelings
    assert all(a.default.range[0] <= a.default.value <= a.default.range[1] for phase in found for a in phase.assumed)
