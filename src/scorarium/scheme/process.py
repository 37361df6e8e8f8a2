"""Due process, visibility, games and integrity: how the scheme treats those whom it scores."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from scorarium.scheme.fields import Flag, HowMany, Name, Part, Points, Rate, Share, Span, Text, choices, needed, word

Information = Annotated[
    tuple[str, ...],
    choices("sources", "logic", "weights", "recipients", "agency", "free_copy", "dispute", "key_factors"),
]


class Appeal(Part):
    """A complaint against an entry and who decides on it."""

    who: Literal["human", "machine"] = needed("Who decides.")
    independent: Flag | None = word("Whether whoever decides is independent of the operator.")
    heard: Flag | None = word("Whether the person is heard.")
    evidence_shown: Flag | None = word("Whether the person sees the evidence.")
    within: Span | None = word("How long after the entry an appeal may be filed.")
    sought: Rate | None = word("How often a person who knows of an entry files one.")
    decided_after: Span | None = word("How long a decision takes.")
    upheld_if_wrong: Share | None = word("The chance of success against an entry that is wrong.")
    upheld_if_right: Share | None = word("The chance of success against an entry that is right.")
    at_most: HowMany | None = word("How often the same entry may be appealed against.")
    wait: Span | None = word("How long after a refusal the next one may be filed.")
    suspends: Flag | None = word("Whether nothing follows from the entry in the meantime.")
    known_to: Share | None = word("The share of those with an entry who learn that they can appeal.")


class Correction(Part):
    """What a correction reaches."""

    reaches_copies: Share | None = word("The chance that a copy elsewhere is corrected.")
    after: Span | None = word("How long that takes.")
    unverified: Literal["erased", "kept"] | None = word("What happens to an entry that nobody can prove.")


class Expiry(Part):
    """How long things are kept."""

    records: Span | None = word("How long an entry lives that does not say so itself.")
    score: Span | None = word("How long the score is kept.")
    kept_after: Span | None = word("How long an entry is kept after it has ended.")


class Oversight(Part):
    """Who watches the operator."""

    who: Name | None = word("Who it is.")
    can_override: Flag | None = word("Whether they can override a decision.")
    trained: Flag | None = word("Whether they are trained for it.")


class Fria(Part):
    """A fundamental-rights impact assessment, in the words of the operator."""

    process: Text | None = word("The process in which the system is used.")
    period: Text | None = word("For how long and how often.")
    groups: Text | None = word("Whom it is likely to touch.")
    harms: Text | None = word("What harm it may do them.")
    oversight: Text | None = word("How people oversee it.")
    complaints: Text | None = word("How it is governed and where to complain.")


class Assessments(Part):
    """What was assessed beforehand."""

    dpia: Flag | None = word("A data-protection impact assessment.")
    fria: Fria | None = word("A fundamental-rights impact assessment.")


def _appeal_tag(raw: Any) -> str:
    return "\0word" if isinstance(raw, str) else "\0appeal"


class DueProcess(Part):
    """What a person can expect before and after something is decided about them."""

    notice: Literal["none", "on_request", "after", "before"] | None = word("When people are told.")
    reasons: Literal["none", "rule", "full", "counterfactual"] | None = word(
        "The reasons that they are given; each includes those before it."
    )
    information: Information | None = word("What a notice tells.")
    appeal: (
        Annotated[
            Annotated[Literal["none"], Tag("\0word")] | Annotated[Appeal, Tag("\0appeal")], Discriminator(_appeal_tag)
        ]
        | None
    ) = word("How to appeal; `none` says that there is no way.")
    objection: Literal["none", "possible", "suspends"] | None = word("Whether one can object to being scored.")
    correction: Correction | None = word("What a correction reaches.")
    expiry: Expiry | None = word("How long things are kept.")
    oversight: Oversight | None = word("Who watches the operator.")
    assessments: Assessments | None = word("What was assessed beforehand.")
    validated: Literal["none", "internal", "published"] | None = word(
        "Whether the score was shown to measure something."
    )


class Visibility(Part):
    """Who can see what."""

    own_score: Flag | None = word("People see their own.")
    to_others: Flag | None = word("Others see it.")
    leaderboard: Flag | None = word("There is a ranking in public.")
    to_operator: Flag | None = word("The operator sees it.")
    rules_public: Flag | None = word("The rules are published.")
    rules_known_by: Share | None = word("The share of people who know a rule.")


class Games(Part):
    """What makes a game of it."""

    levels: Flag | None = word("There are levels to reach.")
    missions: Rate | None = word("How often a mission is set.")
    referral_points: Points | None = word("The points for bringing somebody in.")


class Integrity(Part):
    """How the office itself goes wrong."""

    bribable: Share | None = word("The share of harmful entries that can be bought off by those who can pay.")
    targets_critics: Share | None = word("The share of protected acts seen that get an entry under the dearest rule.")
    exempts_officials: Share | None = word("The share of officials' entries that are dropped.")
    insider_error: Share | None = word("The share of entries that are written to another person.")
