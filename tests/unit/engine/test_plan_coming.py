"""What a change brings or alters is drawn apart, whatever it was before."""

import numpy as np

from scorarium.scheme.model import Scheme
from scorarium.scheme.read import Resolved, build
from tests.unit.engine.small import SCHEME, compiled, keyed, merged, society


def test_an_act_once_a_period_that_comes_to_be_done_by_rate_is_drawn() -> None:
    """Also where the share of a period and the rate of a tick are one number."""
    act = {"every": "1mo", "share": "50%", "harm": 0.1}
    reform = {"acts": {"idling": {"every": None, "share": None, "rate": "6/y"}}}
    raw = merged(SCHEME, {"acts": {"idling": act}, "changes": {"new": {"at": "3mo", "reform": reform}}})
    own = build(Resolved(keyed(raw), {}, "written"), Scheme)
    before = compiled(society(tick="1mo"), [own])
    row = before.labels.kinds.index("idling")
    after = before.after(3, np.zeros((2, 3), np.int64))
    assert after is not None
    assert (before.plan.acts.scale[row], after.plan.acts.scale[row]) == (0.5, 0.5)
    assert (before.plan.acts.periodic.tolist().count(row), before.plan.acts.late.tolist()) == (1, [])
    assert (after.plan.acts.periodic.tolist().count(row), after.plan.acts.late.tolist()) == (0, [row])
