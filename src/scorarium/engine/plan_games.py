"""What makes a game of a scheme: levels to reach, missions, points for bringing somebody in."""

from __future__ import annotations

from collections.abc import Sequence

from scorarium.engine.plan_borders import tier_range
from scorarium.engine.plan_columns import Rows, first, ints, to_units
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_rules import better, cases, weights_of
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Games
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import FactorsScore

MISSION = "mission"
"""By this name what a mission suggests stands among the consequences."""


def games_table(varied: Varied, outlines: Sequence[Outline], missions: Sequence[Sequence[int]]) -> Games:
    """One row for each scheme that sets missions or rewards whoever brings somebody in.

    Parameters
    ----------
    missions
        For each scheme the rows of the consequences by which its missions suggest an act.
    """
    rows, of_scheme, suggested = Rows("scheme:i4 rate:f8 lasts:i4 referral:i4"), list[int](), list[Sequence[int]]()
    frame = varied.frame
    for outline in outlines:
        is_played = any(plays(one) for one in outline.family)
        of_scheme.append(len(rows) if is_played else -1)
        if is_played:
            counted = counted_for_the_better(outline.scheme)  # what a later change brings is no mission yet
            named = zip(mission_acts(frame, outline), missions[outline.row], strict=True)
            suggested.append([row for act, row in named if act in counted])
            games = outline.scheme.games
            with placing(outline.scheme, "games"):
                rows.add(
                    scheme=outline.row,
                    rate=varied.hazard("games_rate", games.missions if games else None, 0.0, outline),
                    lasts=max(1, frame.time.ticks(assumed("games.mission_lasts"))),
                    referral=to_units(
                        varied.plain("games_referral", games.referral_points if games else None, 0.0, outline)
                    ),
                )
    return Games(
        of_scheme=ints(of_scheme),
        **rows.columns(),
        first=first(len(own) for own in suggested),
        consequence=ints([row for own in suggested for row in own]),
    )


def plays(scheme: Scheme) -> bool:
    """Whether missions are set or whoever brings somebody in gets points."""
    games = scheme.games
    return games is not None and (games.missions is not None or games.referral_points is not None)


def mission_acts(frame: Frame, outline: Outline) -> list[str]:
    """The acts that a mission may be about: those that some variant counts for the better."""
    if not any(one.games is not None and one.games.missions is not None for one in outline.family):
        return []
    found = {act: None for one in outline.family for act in counted_for_the_better(one)}
    return [act for act in found if act in frame.act_row]


def counted_for_the_better(scheme: Scheme) -> list[str]:
    """The acts for which a scheme gives points towards better."""
    sign = better(scheme)
    rules = scheme.score.rules.values() if scheme.score is not None else ()
    found = [act for rule in rules for act in rule.on or () if any(points * sign > 0 for points in weights_of(rule))]
    if isinstance(scheme.score, FactorsScore):
        for factor in scheme.score.factors.values():
            ways = [sign * weight for weight in cases(factor.weight)]
            for act, points in factor.from_.items():
                found += [act] if any(one * way > 0 for one in cases(points) for way in ways) else []
    return found


def levels_worth(frame: Frame, outline: Outline) -> list[tuple[int, float, float]]:
    """(border, what is lost behind it on the worse side, what is gained on the better side) of levels to reach."""
    games, worth = outline.scheme.games, assumed("games.level_worth")
    found: list[tuple[int, float, float]] = []
    for name in outline.scheme.tiers if games is not None and games.levels is True else ():
        own = tier_range(frame, outline, name)
        sign = better(outline.scheme)
        worse, gained = (own.worse_end(sign), own.better_end(sign)) if own is not None else (None, None)
        found += [(worse, worth, 0.0)] if worse is not None else []
        found += [(gained, 0.0, worth)] if gained is not None else []
    return found
