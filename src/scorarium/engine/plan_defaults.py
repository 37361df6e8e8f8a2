"""What the engine assumes where a scheme is silent: one table, listed by `phases`, never applied in secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scorarium.engine.psychology import Default

YEAR: Final = 365.25
ASSUMED: Final[Mapping[str, Default]] = {
    "appeal.sought": Default(
        0.01 * YEAR, (0.001 * YEAR, 0.05 * YEAR), "1/y", "assumed", "who knows of an entry, files at once or never"
    ),
    "appeal.known_to": Default(0.5, (0.05, 1.0), "share", "assumed", "half of those hit learn that they can appeal"),
    "appeal.decided_after": Default(30.0, (7.0, 180.0), "d", "assumed", "a month"),
    "appeal.upheld_if_wrong": Default(
        0.8, (0.5, 0.95), "share", "assumed", "through the selection formula from overall success of 30 to 80 %"
    ),
    "appeal.upheld_if_right": Default(0.05, (0.0, 0.3), "share", "assumed", "some are let off"),
    "appeal.at_most": Default(1.0, (1.0, 3.0), "appeals per entry", "assumed", "once"),
    "appeal.wait": Default(0.0, (0.0, 90.0), "d", "assumed", "none"),
    "visibility.rules_known_by": Default(1.0, (0.1, 1.0), "share", "assumed", "everybody; surveys find 11 to 70 %"),
    "spend.at": Default(2.0, (0.2, 12.0), "1/y", "assumed", "who can spend does so twice a year"),
    "exports.decisive": Default(1.0, (0.1, 1.0), "share", "assumed", "a recipient always follows"),
    "exports.kept": Default(0.0, (0.0, 5 * YEAR), "d", "assumed", "no longer than the standing lasts"),
    "decided.follows": Default(1.0, (0.5, 1.0), "share", "assumed", "whoever signs, signs"),
    "integrity.bribe": Default(
        1.0, (0.1, 30.0), "days-income", "assumed", "what it costs to have an entry dropped or made mild"
    ),
    "integrity.can_pay": Default(
        1.0, (0.5, 2.0), "of the median income", "assumed", "who has at least a median income can pay"
    ),
    "learned.window": Default(YEAR, (30.0, 3 * YEAR), "d", "assumed", "acts are looked for over a year"),
    "learned.refit": Default(YEAR, (7.0, 3 * YEAR), "d", "assumed", "the weights are learned again once a year"),
    "games.level_worth": Default(
        1.0, (0.0, 5.0), "days-income", "assumed", "what it is worth to people to reach a level, or not to lose one"
    ),
    "games.mission_lift": Default(
        0.08, (0.0, 0.3), "share", "assumed", "a suggested act is done so much more: nudges at scale to tailored apps"
    ),
    "games.mission_lasts": Default(7.0, (1.0, 30.0), "d", "assumed", "a week"),
    "games.referral": Default(
        1.2, (1.0, 1.5), "times", "assumed", "how much more others draw people in where that is rewarded"
    ),
    "correction.reaches_copies": Default(0.0, (0.0, 1.0), "share", "assumed", "nobody tells the recipients"),
    "correction.after": Default(0.0, (0.0, 180.0), "d", "assumed", "at once"),
}


def assumed(name: str) -> float:
    """The value that is assumed where nothing is written."""
    return ASSUMED[name].value
