"""The five kinds of score and the rules that make entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.quantities import Count
from scorarium.scheme.condition import Condition, Until
from scorarium.scheme.fields import (
    Amount,
    Counted,
    Evidence,
    Flag,
    HowMany,
    Money,
    Name,
    OneOrMore,
    Pair,
    Part,
    Points,
    Rate,
    Reads,
    Real,
    Share,
    Short,
    Span,
    Words,
    needed,
    table,
    word,
)
from scorarium.scheme.moves import Move, read_entries, read_move, read_rungs

Better = Literal["higher", "lower"]
Steps = Annotated[Move, Reads(read_move, "Move")]


class Rule(Part):
    """What makes an entry, and what the entry weighs."""

    on: OneOrMore | None = word("The acts on which it makes an entry.")
    every: Span | None = word("Instead of `on`: once in each period while `when` holds.")
    when: Condition | None = word("Only while this holds; without `on` and `every`, the entry lives while it holds.")
    points: Points | None = word("What the entry weighs.")
    sets: Points | None = word("Instead of points: ends the live entries and puts the score to this value.")
    per: Amount | None = word("The points are for each such amount of the act.")
    above: Amount | None = word("Only above this amount of the act.")
    discretion: Pair | None = word("Instead of points: the official chooses between these.")
    at_most: Counted | None = word("No more than so often, or so many points, within a rolling window.")
    lasts: Span | None = word("How long the entry lives; `never` is no clock.")
    until: Until | None = word("It lives until then.")
    repeat: Literal["separate", "restarts", "restarts_all"] | None = word(
        "What a new entry does to the clocks of old ones."
    )
    repeat_within: Span | None = word("Over what window repetitions are counted.")
    reaches_back: Span | None = word("It also strikes acts of so long ago, where a record was kept.")
    evidence: Evidence | None = word("What an entry rests on.")
    vague: Flag | None = word("Whether people cannot know what falls under it.")
    seen_by: Words | None = word("Only acts seen by these senses.")
    ref: Name | None = word("The reference of the whole entry.")


class Decay(Part):
    """The base returns to a value by itself."""

    half_life: Span = needed("The time in which half of the distance is covered.")
    towards: Points | None = word("The value to which it returns; without it, `start`.")


class CleanPeriod(Part):
    """A reward for time without harmful entries."""

    every: Span = needed("The length of a clean period.")
    without: Words | None = word("The rules or acts that end it; `any` for all that harm.")
    points: Points = needed("What a clean period gives.")


class Contagion(Part):
    """What others' standing does to one's own."""

    share: Share = needed("The share of theirs that reaches oneself.")
    of: Literal["points", "score"] | None = word("Of their harmful points, or of their score.")
    per: Literal["friend", "mean"] | None = word("Summed over them or averaged.")
    law: Literal["anchored", "drift"] | None = word("For the score: anchored in one's own, or drifting to consensus.")


class Spend(Part):
    """Points that buy something."""

    from_: Points = needed("The least balance from which points can be spent.")
    worth: Money = needed("What a point buys.")
    oldest_first: Flag | None = word("Whether the oldest points go first.")
    at: Rate | None = word("How often a person who can spend does.")


class ScoreBase(Part):
    """What every kind of score may have."""

    better: Better | None = word("Whether a higher or a lower number is the better one.")
    rules: Mapping[str, Rule] = table("What makes an entry, by name.")
    contagion: Mapping[str, Contagion] = table("By relation: what others' standing does to one's own.")
    kept_by: Name | None = word("Who keeps the file: a relation such as work.")


class PointsScore(ScoreBase):
    """A sum of points between bounds."""

    kind: Literal["points"] = needed("A sum of points.")
    start: Points | None = word("The score before anything has happened.")
    bounds: Pair | None = word("Lowest and highest score; `~` is open.")
    decay: Decay | None = word("The base returns to a value by itself.")
    clean_period: CleanPeriod | None = word("A reward for time without harmful entries.")
    spend: Spend | None = word("Points that buy something.")


class CleanMove(Part):
    """The move of a period without entries."""

    every: Span = needed("The period of the ladder.")
    by: Steps = needed("The rungs that a clean period moves.")


class Moves(Part):
    """How a ladder is climbed and fallen from, at the end of each period."""

    clean: CleanMove = needed("A period without entries.")
    first: Steps | None = word("The first entry of a period.")
    further: Steps | None = word("Each further entry of a period.")
    entries: Annotated[tuple[tuple[int, Move], ...], Reads(read_entries, "Entries")] | None = word(
        "Instead: by the number of entries in the period; the last line counts for more."
    )


class AfterClean(Part):
    """Mercy for those who were clean for long."""

    years: HowMany = needed("How many clean periods in a row.")
    cap: HowMany = needed("The rung that is then the worst.")


class Exceptions(Part):
    """Exceptions of a ladder."""

    after_clean: AfterClean | None = word("After so many clean periods in a row never worse than the cap.")


class LadderScore(ScoreBase):
    """Rungs, moved at the end of each period: bonus-malus, licences."""

    kind: Literal["ladder"] = needed("Rungs that one moves on.")
    rungs: Annotated[tuple[int, int], Reads(read_rungs, "Rungs")] = needed(
        "First and last rung; a plain 23 means [0, 22]."
    )
    start: HowMany = needed("The rung of a newcomer.")
    moves: Moves = needed("How one moves.")
    exceptions: Exceptions | None = word("Exceptions.")


class Factor(Part):
    """One of the things that a weighted score is made of; each is between 0 and 1."""

    weight: Share = needed("Its weight; all weights sum to 100%.")
    window: Span | None = word("Over what window acts count.")
    from_: Mapping[str, Real] = table("Acts and what each adds.")
    saturates: Real | None = word("The sum at which it is full.")
    missing: Share | None = word("What stands in where there are no data.")
    from_attribute: Name | None = word("An attribute, by the rank of its level.")
    from_friends: Literal["score"] | None = word("The mean score of friends.")
    from_score: Name | None = word("The score in another scheme of the same world.")
    from_when: Condition | None = word("1 while this holds, otherwise 0.")
    proxy_of: Name | None = word("The attribute for which it stands in.")
    ref: Name | None = word("The reference of the whole entry.")


class Learned(Part):
    """Weights that come from the data."""

    target: Words = needed("The acts that are predicted.")
    labels: Annotated[
        Literal["recorded", "true"], Short(lambda raw: "true" if raw is True else raw, {"const": True})
    ] = needed(
        "`recorded`: only what the senses saw and the consequences let happen; `true`: an oracle, for comparison."
    )
    method: Literal["logistic", "linear"] | None = word("The regression.")
    window: Span | None = word("How long acts are looked for after the factors were read.")
    refit: Span | None = word("How often the weights are learned again.")
    leaves_out: Words | None = word("Factors that it may not use.")
    until_fitted: Mapping[str, Real] = table("The weights before the first fit.")


class FactorsScore(ScoreBase):
    """A weighted mean of factors, stretched over a range."""

    kind: Literal["factors"] = needed("A weighted score.")
    range: Pair = needed("Lowest and highest score.")
    shape: Literal["linear", "logistic"] | None = word("How a factor follows its sum.")
    start: Points | None = word("The score before anything is known.")
    factors: Mapping[str, Factor] = needed("The factors, by name.")
    learned: Learned | None = word("Weights that come from the data.")


class Errors(Part):
    """Errors of a reputation."""

    execution: Share | None = word("The chance that help fails although it was meant.")
    assessment: Share | None = word("The chance that an observer judges wrongly.")


def _count_or_span(raw: Any) -> str:
    value = raw.get("value") if isinstance(raw, Mapping) else raw
    return "\0count" if isinstance(raw, Count) or (isinstance(value, str) and "ratings" in value) else "\0span"


def _norm_tag(raw: Any) -> str:
    return "\0table" if isinstance(raw, Mapping) else "\0word"


NormCase = Literal[
    "good-helps-good", "good-helps-bad", "good-refuses-good", "good-refuses-bad",
    "bad-helps-good", "bad-helps-bad", "bad-refuses-good", "bad-refuses-bad",
]  # fmt: skip
NormName = Literal["image_scoring", "simple_standing", "stern_judging", "shunning"]


class RatingsScore(ScoreBase):
    """What people say of each other."""

    kind: Literal["ratings"] = needed("Ratings by others.")
    range: Pair = needed("Lowest and highest mark.")
    start: Points | None = word("The mark of a newcomer.")
    encounters: Rate | None = word("How often a person is met and rated.")
    towards: Literal["anyone", "friends", "household", "work", "neighbours", "customers"] | None = word(
        "Who meets them."
    )
    rated: Condition | None = word("Who is rated.")
    raters: Condition | None = word("Who rates.")
    usual: Points | None = word("The usual mark.")
    spread: Real | None = word("The standard deviation of marks.")
    rater_weight: Literal["equal", "score"] | None = word("Whether the well-rated weigh more.")
    weight: Real | None = word("What a mark weighs.")
    bias: Real | None = word("What is added to the marks of some.")
    memory: (
        Annotated[Annotated[Counted, Tag("\0count")] | Annotated[Span, Tag("\0span")], Discriminator(_count_or_span)]
        | None
    ) = word("How far back marks count: so many, or so long.")
    least: Counted | None = word("How many marks are needed before they count.")
    retaliation: Share | None = word("The chance that a bad mark is answered with one.")
    norm: (
        Annotated[
            Annotated[NormName, Tag("\0word")] | Annotated[Mapping[NormCase, Literal["good", "bad"]], Tag("\0table")],
            Discriminator(_norm_tag),
        ]
        | None
    ) = word("How an act towards somebody is judged: reputations.")
    opinions: Literal["public", "one_observer", "all_observe"] | None = word("Who forms the opinion.")
    errors: Errors | None = word("Errors of a reputation.")


class RecordScore(ScoreBase):
    """A file without a number."""

    kind: Literal["record"] = needed("A file without a number.")


def _score_tag(raw: Any) -> str | None:
    kind = raw.get("kind") if isinstance(raw, Mapping) else getattr(raw, "kind", None)
    return f"\0{kind}" if kind in ("points", "ladder", "factors", "ratings", "record") else None


Score = Annotated[
    Annotated[PointsScore, Tag("\0points")]
    | Annotated[LadderScore, Tag("\0ladder")]
    | Annotated[FactorsScore, Tag("\0factors")]
    | Annotated[RatingsScore, Tag("\0ratings")]
    | Annotated[RecordScore, Tag("\0record")],
    Discriminator(_score_tag),
]
