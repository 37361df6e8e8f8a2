"""The table of outcomes: what each is called, what it means, in what unit, and which way is better.

A measure is a function in ``outcomes.measures`` that bears the outcome's name; this table is all that reports, audits
and documents need to know of it. Importing it costs nothing.
"""

from __future__ import annotations

from typing import Final

from scorarium.outcomes.layout_records import RECORDS
from scorarium.outcomes.outcome import ALWAYS_SPLIT, PER_YEAR, Direction, InNone, Outcome

__all__ = ["ALWAYS_SPLIT", "OUTCOMES", "PER_YEAR", "Direction", "InNone", "Outcome", "outcome"]


def _table(*rows: Outcome) -> dict[str, Outcome]:
    return {row.name: row for row in rows}


OUTCOMES: Final[dict[str, Outcome]] = _table(
    # welfare
    Outcome(
        "welfare_mean", "days-income/y", "higher",
        "What a person lives on in a year: income, services met and good done to them, less fines, costs and harm.",
        "mean of welfare / years", "measured",
    ),
    Outcome(
        "welfare_gini", "1", "lower",
        "How unequally welfare is spread: 0 if all have the same, 1 if one has everything.",
        "Gini coefficient of welfare per person", "measured", reference="Gini 1912; Sen 1973",
    ),
    Outcome(
        "welfare_bottom_quintile", "days-income/y", "higher",
        "What a person of the worst-off fifth lives on in a year.", "mean of the lowest fifth of welfare / years",
        "measured",
    ),
    Outcome(
        "fines_mean", "days-income/y", "lower",
        "What a person pays in fines, payments for repairs included, less what the scheme pays out.",
        "mean of fines / years", "nought", ("schemes",),
    ),
    Outcome(
        "extra_price_mean", "days-income/y", "lower",
        "What a person pays for services above their ordinary price; less than nought where they pay below it.",
        "mean of (price - 1) x value over demands met and services held / years", "nought", ("schemes",),
    ),
    # what people do
    Outcome(
        "acts_prevented", PER_YEAR, "neutral",
        "Acts that people do in the world without and leave here, whether bad, good or protected.",
        "prevented / person-years", "nought", ("psychology",),
    ),
    Outcome(
        "acts_provoked", PER_YEAR, "neutral", "Acts that people do here and not in the world without.",
        "provoked / person-years", "nought", ("psychology",),
    ),
    Outcome(
        "harm_mean", "days-income/person/y", "lower",
        "The harm that people's acts do to others, per person and year.", "sum of acts x harm / person-years",
        "measured", ("harmful acts",),
    ),
    Outcome(
        "good_acts_mean", "acts/person/y", "higher", "Acts that do others good, per person and year.",
        "acts with a benefit / person-years", "measured", ("beneficial acts",),
    ),
    Outcome(
        "chilled_acts", PER_YEAR, "lower",
        "Lawful, protected acts (speech, protest, petition, worship …) that people leave because of the scheme.",
        "prevented protected acts / person-years", "nought", ("protected acts", "psychology"),
    ),
    Outcome(
        "expression_entropy", "bit", "higher",
        "How varied protected expression is: 0 if all that is left is of one kind.",
        "Shannon entropy of protected acts by kind", "measured", ("two kinds of protected acts",), "Shannon 1948",
    ),
    Outcome(
        "aim_gain", "1", "higher",
        "How far the acts that the scheme claims to move have moved its way, as a share of what there was.",
        "mean over aims of (acts here - acts in none) / acts in none, signed by the aim", "undefined", ("aim",),
    ),
    *RECORDS,
    # standing
    Outcome(
        "listed_share", "1", "lower", "The share of people on a black list at the end.",
        "persons on a black list / persons", "nought", ("black lists",),
    ),
    Outcome(
        "time_to_recover", "d", "lower",
        "How long people stay below where they began: on a black list, in a lower tier, or, without either, with "
        "a worse score; median, those not yet back counted as such.",
        "median of the Kaplan-Meier curve of spells that began after the burn-in", "undefined", ("standing",),
        "Kaplan & Meier 1958",
    ),
    Outcome(
        "time_to_recover_p95", "d", "lower", "How long it takes until nineteen of twenty are back where they began.",
        "95% quantile of the Kaplan-Meier curve of spells that began after the burn-in", "undefined", ("standing",),
        reference="Kaplan & Meier 1958",
    ),
    Outcome(
        "never_recover_share", "1", "lower",
        "Of those who ever fell below where they began, the share who are not back at the end.",
        "persons below at the end / persons ever below", "undefined", ("standing",),
    ),
    Outcome(
        "below_start_share", "1", "lower",
        "The share of people who stand below where they began, at the end: on a black list, in a lower tier, or, "
        "without either, with a worse score.",
        "persons below at the end / persons", "nought", ("standing",),
    ),
    Outcome(
        "delisted_rate", "/y", "higher",
        "Of those on a black list on their own account, the share who leave it in a year.",
        "listings that ended / years that people spend listed", "undefined", ("black lists",),
    ),
    Outcome(
        "never_delisted_share", "1", "lower",
        "Of those ever put on a black list on their own account, the share who never came off it.",
        "persons in their first listing at the end / persons ever listed", "undefined", ("black lists",),
    ),
    Outcome(
        "tier_persistence", "1", "neutral", "The share of people who stand in the same tier as a year ago.",
        "persons in the tier of a year before the end / persons with a tier both times", "undefined",
        ("tiers", "a counted year"),
    ),
    Outcome(
        "participation_share", "1", "neutral", "The share of people who are in a scheme at the end.",
        "persons enrolled / persons", "nought", ("schemes",),
    ),
    Outcome(
        "clipped_share", "1", "neutral",
        "How often an act was pushed beyond eight times the largest ordinary rate, where the engine cuts off.",
        "clipped rates / (persons x ticks x acts that can be raised)", "undefined", ("rewards or lost income",),
    ),
    # doors
    Outcome(
        "refused_demands", PER_YEAR, "lower",
        "Demands for a service that are refused, by a scheme or for lack of places.",
        "refused demands / person-years", "measured", ("services",),
    ),
    Outcome(
        "favoured_share", "1", "neutral",
        "Of all demands, the share that is met better or first because of standing.", "favoured / demands", "nought",
        ("services",),
    ),
    Outcome(
        "adverse_share", "1", "lower", "Of all demands, the share that is refused, delayed or pushed back.",
        "(refused + delayed + pushed back) / demands", "measured", ("services",),
    ),
    Outcome(
        "barred_movement_days", "d/1000 persons/y", "lower",
        "Days on which a way to travel is shut to somebody, summed over the ways.",
        "sum over services of the right to movement: refused / asked x person-days (held services: days refused)",
        "nought", ("services of movement",),
    ),
    Outcome(
        "essential_denied_days", "d/1000 persons/y", "lower",
        "Days on which a service that people cannot well do without is shut to somebody, summed over services.",
        "as barred_movement_days, over essential services", "nought", ("essential services",),
    ),
    # money and points
    Outcome(
        "lost_sales", "days-income/1000 persons/y", "lower",
        "Worth of what people ask for and get in the world without, and not here.",
        "worth of demands met in none less those met here / person-years", "nought", ("services",),
    ),
    Outcome(
        "operator_cost", "days-income/1000 persons/y", "neutral",
        "What the operators pay out, to people who are rewarded or who spend their points.",
        "payments and points spent, by worth / person-years", "nought", ("schemes",),
    ),
    Outcome(
        "points_bought_share", "1", "neutral",
        "Of all points that people gain by what they do, the share that they gain by what they pay.",
        "points in proportion to money / points gained by entries", "nought", ("points in proportion to money",),
    ),
    # recourse
    Outcome(
        "appeal_upheld_share", "1", "neutral", "Of the appeals decided, the share that the person won.",
        "upheld / (filed - pending)", "undefined", ("appeals",),
    ),
    Outcome(
        "appeal_days", "d", "lower", "How long an appeal takes from filing to decision; median.",
        "median of the Kaplan-Meier curve of cases filed after the burn-in", "undefined", ("appeals",),
        "Kaplan & Meier 1958",
    ),
    Outcome(
        "appeal_days_p95", "d", "lower", "How long it takes until nineteen of twenty appeals are decided.",
        "95% quantile of the Kaplan-Meier curve of cases filed after the burn-in", "undefined", ("appeals",),
        reference="Kaplan & Meier 1958",
    ),
    Outcome(
        "time_to_correct", "d", "lower",
        "How long people who win an appeal had wrong entries standing against them; median.",
        "median length of spells of wrong entries that an upheld appeal ended", "undefined",
        ("appeals", "wrong entries"),
    ),
    Outcome(
        "time_to_correct_p95", "d", "lower",
        "How long wrong entries had stood against nineteen of twenty people who won an appeal.",
        "95% quantile of the length of spells of wrong entries that an upheld appeal ended", "undefined",
        ("appeals", "wrong entries"),
    ),
    Outcome(
        "corrected_share", "1", "higher", "Of the wrong entries made, the share that an appeal has removed.",
        "wrong entries gone in the tick of an upheld appeal / wrong entries", "undefined",
        ("appeals", "wrong entries"),
    ),
    Outcome(
        "copies_corrected_share", "1", "higher",
        "Of the copies that others hold when somebody wins an appeal, the share that is put right too.",
        "copies gone within the declared time of a correction / copies held when the appeal was upheld, those renewed "
        "on another ground left out", "undefined", ("appeals", "exports"),
    ),
    Outcome(
        "harm_pending", "d/1000 persons/y", "lower",
        "Days on which somebody waits for a decision while an entry that is not theirs stands against them.",
        "person-ticks with a case pending and a wrong entry standing x days / person-years", "nought", ("appeals",),
    ),
    Outcome(
        "notice_lag", "d", "lower",
        "How long something is held against people before they notice anything of it; median.",
        "median of the Kaplan-Meier curve of spells from an entry that costs points, or a listing, to a notice, a "
        "refused demand, a fine or a public list", "undefined", ("penalty or black lists",), "Kaplan & Meier 1958",
    ),
    Outcome(
        "notice_lag_p95", "d", "lower",
        "How long it takes until nineteen of twenty have noticed anything of what is held against them.",
        "95% quantile of the Kaplan-Meier curve of the same spells", "undefined", ("penalty or black lists",),
        "Kaplan & Meier 1958",
    ),
    Outcome(
        "never_told_share", "1", "lower",
        "Of those against whom something was held, the share who at the end have noticed nothing of it.",
        "persons struck since the burn-in who know of nothing / persons struck", "undefined",
        ("penalty or black lists",),
    ),
    # power
    Outcome(
        "bribed_entries", PER_YEAR, "neutral", "Entries that people bought off, or had made mild.",
        "harmful entries whose owner paid an official / person-years", "nought", ("integrity",),
    ),
    Outcome(
        "exempted_entries", PER_YEAR, "neutral", "Entries of officials that their own office dropped.",
        "harmful entries of officials not made / person-years", "nought", ("integrity",),
    ),
    Outcome(
        "critics_targeted", PER_YEAR, "lower",
        "Entries that officials wrote against people for what the law protects: speaking, meeting, petitioning.",
        "entries under the dearest rule after a protected act was seen / person-years", "nought", ("integrity",),
    ),
    Outcome(
        "override_rate", "1", "neutral", "Of the listings proposed, the share that whoever signs did not follow.",
        "proposals not followed / proposals", "undefined", ("lists that somebody decides on",),
    ),
    # ties
    Outcome(
        "ties_lost", "1", "lower", "The friends whom a person has lost because of what is published about people.",
        "ties of friendship that have ended, counted from both ends / persons, at the end", "nought",
        ("shunning or sorting",), "Mollenhorst 2009",
    ),
    Outcome(
        "isolates_share", "1", "lower", "The share of people who have no friend at the end.",
        "persons without a tie of friendship / persons", "measured", ("friends",),
    ),
    Outcome(
        "segregation_gap", "1", "lower",
        "Whether people of low standing are among themselves: how much larger the share of such friends is among them "
        "than among the others; 0 is equal.",
        "share of friends who stand low (see below_start_share) of those who do, less that of those who do not, at "
        "the end", "undefined", ("friends", "standing"), "Coleman 1958; Massey & Denton 1988",
    ),
    # minds
    Outcome(
        "perceived_risk_mean", "1", "neutral",
        "The chance that an act is seen, as people believe at the end, over the acts that cost them something.",
        "mean over those enrolled, and over punished acts as often as they are done in none, of 1 - product over "
        "the risk groups that look at the act of (1 - (a + k) / (a + b + k + n))", "undefined", ("beliefs",),
    ),
    Outcome(
        "perceived_risk_sd", "1", "neutral", "How far people differ in the risk that they believe in at the end.",
        "standard deviation of the same", "undefined", ("beliefs",),
    ),
    # what is said by those who weigh how much they say
    Outcome(
        "complied_share", "1", "neutral",
        "Of what people were about to say, the share that they said in full and that nothing could be held against.",
        "complied / (complied + censored + defied)", "measured", ("strategic acts",), "Daymude, Axelrod & Forrest 2025",
    ),
    Outcome(
        "self_censored_share", "1", "lower",
        "Of what people were about to say, the share that they held back to what is tolerated, or did not say at all.",
        "censored / (complied + censored + defied)", "measured", ("strategic acts",), "Daymude, Axelrod & Forrest 2025",
    ),
    Outcome(
        "defied_share", "1", "neutral",
        "Of what people were about to say, the share that they said although it can be held against them.",
        "defied / (complied + censored + defied)", "measured", ("strategic acts",), "Daymude, Axelrod & Forrest 2025",
    ),
    Outcome(
        "hidden_opinion_share", "1", "lower",
        "How much of what people think stays unsaid: opinions are kept, their expression falls.",
        "sum of (wanted - said) / sum of wanted, by amount", "measured", ("strategic acts",),
        "Daymude, Axelrod & Forrest 2025",
    ),
    Outcome(
        "stress_mean", "SD", "lower",
        "How stressed people are by being scored, in standard deviations: watched, near a border, listed, refused.",
        "sum of stress over persons and ticks / (persons x ticks)", "nought", ("stress",),
        "Siegel, König & Lazar 2022",
    ),
    Outcome(
        "trust_operator_mean", "bad encounters", "higher",
        "What wrong and unexplained sanctions have cost in trust in the operator, less what fair ones gave back.",
        "mean of trust at the end, one wrong or unexplained sanction being -1", "nought", ("trust in the operator",),
        "Skogan 2006",
    ),
    Outcome(
        "trust_people_mean", "SD", "higher", "How far scores that others see move trust in friends, at the end.",
        "mean of the place of friends' shown scores between worst and best x trust_by_standing", "nought",
        ("scores shown to others",),
    ),
    Outcome(
        "protest_rate", "1", "neutral", "The share of people who are in protest against a scheme.",
        "persons in protest, summed over ticks / (persons x ticks)", "nought", ("protest",), "Granovetter 1978",
    ),
    Outcome(
        "rating_mean", "points", "neutral",
        "The mean rating at the end of those whom others rate.",
        "sum of ratings / persons who are rated, summed over schemes", "undefined", ("ratings",),
    ),
    Outcome(
        "rating_gap", "points", "lower",
        "How far the mean ratings of two groups of people lie apart, for the protected attribute where that is most.",
        "largest less smallest mean rating among groups with 30 ratings or more", "undefined", ("ratings",),
    ),
    Outcome(
        "opinions_held", "acts/person/y", "neutral",
        "What people would say, meet or believe in the open if nobody answered: opinions stay when they are hidden.",
        "protected acts done in none / person-years", "measured", ("silence", "protected acts"), "Noelle-Neumann 1974",
    ),
    Outcome(
        "opinions_expressed", "acts/person/y", "higher", "What of it people do say, meet or believe in the open.",
        "protected acts done / person-years", "measured", ("silence", "protected acts"), "Noelle-Neumann 1974",
    ),
    Outcome(
        "abstaining_cost", "days-income/y", "lower",
        "What staying out of a voluntary scheme costs in a year at the end: the more have joined, the more doors ask.",
        "sum over voluntary schemes of share enrolled x what membership opens at its start", "nought",
        ("voluntary schemes", "joining or leaving"),
    ),
    Outcome(
        "concealed_acts", PER_YEAR, "neutral", "Acts that people moved to where a scheme sees less of them.",
        "acts done in a less-seen channel / person-years", "nought", ("concealment",), "Pew Research Center 2015",
    ),
    Outcome(
        "false_claims", PER_YEAR, "lower", "Good acts that people claimed falsely to get over a border.",
        "entries claimed falsely / person-years", "nought", ("false reports",), "Jacob & Levitt 2003",
    ),
)  # fmt: skip


def outcome(name: str) -> Outcome:
    """The row of an outcome.

    Raises
    ------
    KeyError
        There is none of that name.
    """
    return OUTCOMES[name]
