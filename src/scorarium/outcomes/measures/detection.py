"""What a scheme sees, and how rightly."""

from __future__ import annotations

import numpy as np

from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measures.ratio import Ratio, quotient


def detection_precision(lived: Lived, w: int) -> Ratio | None:
    """Entries that are the person's own, as a share of entries."""
    if not len(lived.schemes_of(w)):
        return None
    entries = lived.over_schemes("entries", w)
    return Ratio(entries - lived.over_schemes("wrong", w), entries)


def entries_made(lived: Lived, w: int) -> Ratio | None:
    """Entries per 1000 persons and year."""
    return Ratio(lived.over_schemes("entries", w), None, 1000.0 / lived.years) if len(lived.schemes_of(w)) else None


def detection_recall(lived: Lived, w: int) -> float | None:
    """Acts recorded for the right person, as a share of acts done, over the acts that make entries."""
    seen = done = 0
    for s in lived.schemes_of(w):
        ruled = [b for b in range(lived.n_acts) if len(lived.rules_of(s, b))]
        seen += int(lived.seen[s, ruled].sum())
        done += int(lived.done[w, ruled].sum())
    return quotient(seen, done)


def negative_entry_share(lived: Lived, w: int) -> float | None:
    """Recorded acts under a harmful rule, as a share of recorded acts under a harmful or a helpful one."""
    rules = lived.plan.rules
    bad = both = 0
    for s in lived.schemes_of(w):
        for b in np.flatnonzero(lived.seen[s, : lived.n_acts]):
            of_act = lived.rules_of(s, int(b))
            harmful, helpful = rules.harmful[of_act].any(), rules.helpful[of_act].any()
            bad += int(lived.seen[s, b]) if harmful else 0
            both += int(lived.seen[s, b]) if harmful or helpful else 0
    return quotient(bad, both)
