"""Outcomes about records: what a scheme sees, whom points fall on, what a score tells, what is wrong."""

from __future__ import annotations

from typing import Final

from scorarium.outcomes.outcome import PER_YEAR, Outcome

RECORDS: Final = (
    # what the scheme sees
    Outcome(
        "detection_precision", "1", "higher",
        "Of the entries in people's records, the share that stand for something the person really did.",
        "1 - wrong entries / entries", "undefined", ("entries",),
    ),
    Outcome(
        "detection_recall", "1", "neutral",
        "Of the acts that the scheme has a rule on, the share that entered the right person's record.",
        "acts recorded / acts done, over acts that make entries", "undefined", ("entries",),
    ),
    Outcome(
        "negative_entry_share", "1", "neutral", "Of the acts recorded, the share that count against the person.",
        "recorded acts under a harmful rule / recorded acts under any", "undefined", ("entries",),
    ),
    Outcome(
        "entries_made", PER_YEAR, "neutral", "Entries that are made in people's records, right or wrong, good or bad.",
        "entries / person-years", "nought", ("schemes",),
    ),
    # penalty: whose, for what
    Outcome(
        "penalised_share", "1", "lower", "The share of people who had points held against them.",
        "persons with points against them since the burn-in / persons", "nought", ("penalty",),
    ),
    Outcome(
        "penalty_on_faultless_share", "1", "lower",
        "Of all points against people, the share that falls on people who did nothing that was held against them.",
        "penalty of persons whose whole penalty is wrong / penalty", "undefined", ("penalty",),
    ),
    Outcome(
        "penalty_by_error_share", "1", "lower",
        "Of all points against people, the share for things that somebody else did or nobody did.",
        "wrong penalty / penalty", "undefined", ("penalty",),
    ),
    Outcome(
        "penalty_by_relation_share", "1", "lower",
        "Of all points against people, the share for what their friends or family did.",
        "points passed on to ties / (own points + points passed on)", "undefined", ("contagion of points",),
    ),
    Outcome(
        "listed_by_relation_share", "1", "lower",
        "Of those on a black list at the end, the share who are there only because of somebody in their household.",
        "persons listed by spreading only / persons listed", "undefined", ("lists that spread",),
    ),
    Outcome(
        "gravity_correlation", "1", "higher",
        "Whether graver acts cost more: rank correlation of the penalty with the gravity of the act, over entries.",
        "Spearman's rho over recorded acts, ties at mid-rank", "undefined", ("acts of different gravity",),
        "Spearman 1904",
    ),
    Outcome(
        "minor_penalty_share", "1", "lower",
        "Of all points against people, the share for trifles: acts of gravity 0 or 1.",
        "penalty of recorded acts with gravity <= 1 / penalty of recorded acts", "undefined", ("penalty",),
    ),
    Outcome(
        "cross_context_share", "1", "lower",
        "Of what is refused to people, the share that is refused for acts from another sphere of life.",
        "refused demands x share of the penalty from other contexts / refused demands", "undefined",
        ("refusals", "penalty", "contexts"),
    ),
    Outcome(
        "double_penalty_share", "1", "lower",
        "Of the acts that are penalised, the share that is penalised two times or more: by several schemes, or by "
        "points and a list, a fine or a door besides.",
        "recorded acts with two penalties or more / recorded acts with any; schemes see on their own; penalties of "
        "an act: rules that cost points, black lists, fines and doors that it brings by itself", "undefined",
        ("penalty",),
    ),
    Outcome(
        "tail_penalty_share", "1", "lower",
        "Of the time that people stand on black lists, before doors shut for a while and in copies held elsewhere, the "
        "share that is served after the last entry against them has expired.",
        "person-ticks with no harmful entry left and a base no worse than at the beginning / person-ticks, over lists "
        "and doors that rest on entries which end", "undefined", ("entries that end", "lists, doors or copies"),
    ),
    # whether it measures what it claims to
    Outcome(
        "validity_correlation", "1", "higher",
        "How closely the score follows the trait that it claims to measure: 0 not at all, 1 exactly.",
        "Pearson's r of score and trait over those enrolled, mean over schemes; the trait on which the acts of the aim "
        "load most, or, without an aim, the acts that rules count", "undefined", ("traits", "acts that load on one"),
        "Cronbach & Meehl 1955",
    ),
    Outcome(
        "target_auc", "1", "higher",
        "Of two people, how often the score ranks right which of them will do what the scheme is about: 0.5 is chance.",
        "expected area under the ROC curve, each person positive with the chance to do the act in a year as in none; "
        "mean over acts of the aim and those learned, then over schemes", "undefined", ("aim",),
        "Hanley & McNeil 1982",
    ),
    Outcome(
        "purpose_loss_without", "1", "neutral",
        "How much less the score would tell without the one source that it would miss least; nought or less: that "
        "source is collected for nothing.",
        "smallest over senses of: target_auc (without an aim: validity_correlation) less the same of the score without "
        "the entries of that sense", "undefined", ("several senses", "entries that can be taken out"),
    ),
    # wrong entries and lists
    Outcome(
        "wrongful_entries", PER_YEAR, "lower", "Entries for something the person did not do.",
        "wrong entries / person-years", "nought", ("schemes",),
    ),
    Outcome(
        "wrongful_entry_days", "d/1000 persons/y", "lower",
        "Days on which an entry stands against somebody who did not do it; two entries count twice.",
        "sum over ticks of standing wrong entries x days / person-years, counted at the start of the tick", "nought",
        ("schemes",),
    ),
    Outcome(
        "wrongful_listed_days", "d/1000 persons/y", "lower",
        "Days that people spend on a black list on a ground that is not theirs.",
        "days wrongfully on black lists / person-years, counted at the start of the tick", "nought", ("black lists",),
    ),
    Outcome(
        "wrongful_ratio_max", "1", "lower",
        "How many times as often the worst-hit group is wrongly struck as the least-hit one; 1 is equal.",
        "largest / smallest over the levels of a protected attribute (30 persons or more) of "
        "wrongful_listed_days, or of wrongful_entries where there is no list; the largest such ratio", "undefined",
        ("protected attributes", "wrong entries"),
    ),
)  # fmt: skip
"""In the order of ``layout.OUTCOMES``."""
