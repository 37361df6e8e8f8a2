"""What a person can expect: rights, who sees what, what makes a game of it, how the office goes wrong."""

from __future__ import annotations

from typing import Final

from scorarium.scheme.aloud.numbers import flag, listed, number, plain, sentences
from scorarium.scheme.model import Scheme
from scorarium.scheme.process import (
    Appeal,
    Assessments,
    Correction,
    DueProcess,
    Expiry,
    Fria,
    Games,
    Integrity,
    Oversight,
    Visibility,
)
from scorarium.scheme.scores import RecordScore

NOTICES: Final[dict[str, str]] = {
    "none": "People are not told",
    "on_request": "People are told only if they ask",
    "after": "People are told afterwards",
    "before": "People are told beforehand",
}
REASONS: Final[dict[str, str]] = {
    "none": "They are given no reasons",
    "rule": "They are told which rule was applied",
    "full": "They are told the rule and the facts it was applied to",
    "counterfactual": "They are told the rule, the facts and what would have had to be different",
}
INFORMATION: Final[dict[str, str]] = {
    "sources": "where the data came from",
    "logic": "the logic involved",
    "weights": "what each thing weighs",
    "recipients": "who else receives it",
    "agency": "which agency made the score",
    "free_copy": "that a free copy can be had",
    "dispute": "how to dispute it",
    "key_factors": "the key factors of the score",
}
DECIDERS: Final[dict[str, str]] = {"human": "a human", "machine": "a machine"}
OBJECTIONS: Final[dict[str, str]] = {
    "none": "Nobody can object to being scored",
    "possible": "One can object to being scored",
    "suspends": "One can object to being scored, and nothing follows in the meantime",
}
VALIDATIONS: Final[dict[str, str]] = {
    "none": "It was never shown that the score measures anything",
    "internal": "The operator says that it has tested whether the score measures something",
    "published": "It was shown in public what the score measures",
}
UNVERIFIED: Final[dict[str, str]] = {
    "erased": "An entry that nobody can prove is erased",
    "kept": "An entry that nobody can prove is kept",
}


def rights(due: DueProcess | None) -> list[str]:
    """Say what a person can expect before and after something is decided about them."""
    if due is None:
        return []
    told = listed(INFORMATION[name] for name in due.information or ())
    none_told = due.information is not None and not due.information
    paragraphs = [
        sentences(
            NOTICES[due.notice] if due.notice else None,
            REASONS[due.reasons] if due.reasons else None,
            f"A notice tells {told}" if told else "A notice tells nothing beyond that" if none_told else None,
        ),
        sentences(*_appeal(due.appeal)) if due.appeal is not None else "",
        sentences(
            OBJECTIONS[due.objection] if due.objection else None,
            *(_correction(due.correction) if due.correction is not None else ()),
            *(_expiry(due.expiry) if due.expiry is not None else ()),
        ),
        sentences(
            *(_oversight(due.oversight) if due.oversight is not None else ()),
            *(_assessments(due.assessments) if due.assessments is not None else ()),
            VALIDATIONS[due.validated] if due.validated else None,
        ),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def _appeal(appeal: str | Appeal) -> list[str | None]:
    if isinstance(appeal, str):
        return ["There is no appeal"]
    return [
        f"An appeal is decided by {DECIDERS[appeal.who]}",
        flag(appeal.independent, "Whoever decides is independent of the operator",
             "Whoever decides is not independent of the operator"),
        flag(appeal.heard, "The person is heard", "The person is not heard"),
        flag(appeal.evidence_shown, "They see the evidence", "They do not see the evidence"),
        f"It must be filed within {number(appeal.within)} of the entry" if appeal.within is not None else None,
        f"{number(appeal.known_to)} of those with an entry learn of it in time to appeal"
        if appeal.known_to is not None else None,
        f"Who knows of an entry files one at a rate of {number(appeal.sought)}" if appeal.sought is not None else None,
        f"A decision takes {number(appeal.decided_after)}" if appeal.decided_after is not None else None,
        f"Against an entry that is wrong it succeeds in {number(appeal.upheld_if_wrong)} of cases"
        if appeal.upheld_if_wrong is not None else None,
        f"Against one that is right it succeeds in {number(appeal.upheld_if_right)}"
        if appeal.upheld_if_right is not None else None,
        f"The same entry may be appealed against at most {number(appeal.at_most)} times"
        if appeal.at_most is not None else None,
        f"After a refusal one waits {number(appeal.wait)} for the next" if appeal.wait is not None else None,
        flag(appeal.suspends, "Nothing follows from the entry in the meantime",
             "What follows from the entry goes on in the meantime"),
    ]  # fmt: skip


def _correction(correction: Correction) -> list[str | None]:
    return [
        f"A correction reaches a copy elsewhere in {number(correction.reaches_copies)} of cases"
        if correction.reaches_copies is not None
        else None,
        f"That takes {number(correction.after)}" if correction.after is not None else None,
        UNVERIFIED[correction.unverified] if correction.unverified else None,
    ]


def _expiry(expiry: Expiry) -> list[str | None]:
    return [
        f"An entry that says nothing else of itself lives for {number(expiry.records)}"
        if expiry.records is not None
        else None,
        f"The score is kept for {number(expiry.score)}" if expiry.score is not None else None,
        f"What has ended is kept for a further {number(expiry.kept_after)}" if expiry.kept_after is not None else None,
    ]


def _oversight(oversight: Oversight) -> list[str | None]:
    return [
        f"The operator is watched by: {plain(oversight.who)}" if oversight.who else None,
        flag(oversight.can_override, "The overseer can override a decision", "The overseer cannot override a decision"),
        flag(oversight.trained, "The overseer is trained for it", "The overseer is not trained for it"),
    ]


def _assessments(made: Assessments) -> list[str | None]:
    return [
        flag(
            made.dpia, "A data-protection impact assessment was made", "No data-protection impact assessment was made"
        ),
        _fria(made.fria) if made.fria is not None else None,
    ]


def _fria(fria: Fria) -> str:
    parts = {
        "the process": fria.process,
        "period and frequency": fria.period,
        "who is touched": fria.groups,
        "the harms": fria.harms,
        "how people oversee it": fria.oversight,
        "where to complain": fria.complaints,
    }
    rows = [f"{name}: {text or 'left empty'}" for name, text in parts.items() if text is not None]
    return "A fundamental-rights impact assessment was made" + (f" ({'; '.join(rows)})" if rows else "")


def visibility(scheme: Scheme) -> list[str]:
    """Say who can see what."""
    seen: Visibility | None = scheme.visibility
    if seen is None:
        return []
    what = "file" if isinstance(scheme.score, RecordScore | None) else "score"
    known = number(seen.rules_known_by) if seen.rules_known_by is not None else None
    told = sentences(
        flag(seen.own_score, f"People see their own {what}", f"People do not see their own {what}"),
        flag(seen.to_others, "Others see it", "Others do not see it"),
        flag(seen.leaderboard, "There is a ranking in public", "There is no ranking in public"),
        flag(seen.to_operator, "The operator sees it", "Not even the operator sees it"),
        flag(seen.rules_public, "The rules are published", "The rules are not published"),
        f"A rule is known by {known} of people" if known else None,
    )
    return [told] if told else []


def games(scheme: Scheme) -> list[str]:
    """Say what makes a game of it."""
    game: Games | None = scheme.games
    if game is None:
        return []
    told = sentences(
        flag(game.levels, "There are levels to reach", "There are no levels to reach"),
        f"A mission is set {number(game.missions)}" if game.missions is not None else None,
        f"Who brings somebody in gets {number(game.referral_points)}" if game.referral_points is not None else None,
    )
    return [told] if told else []


def integrity(scheme: Scheme) -> list[str]:
    """Say how the office itself goes wrong."""
    office: Integrity | None = scheme.integrity
    if office is None:
        return []
    shares = [
        (office.bribable, "of the harmful entries of those who can pay are bought off"),
        (office.targets_critics, "of protected acts that are seen get an entry under the dearest rule"),
        (office.exempts_officials, "of the entries of officials are dropped"),
        (office.insider_error, "of entries are written to another person"),
    ]
    told = sentences(*(f"{number(share)} {what}" for share, what in shares if share is not None))
    return [told] if told else []
