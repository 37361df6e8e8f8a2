"""What the file of a scheme does not say: unknown to this laboratory, and to an audit."""

from __future__ import annotations

from scorarium.quantities import Number
from scorarium.scheme.aloud.numbers import quoted
from scorarium.scheme.model import Scheme
from scorarium.scheme.process import Appeal, DueProcess, Visibility


def unsaid(scheme: Scheme) -> list[str]:
    """List what a reader would ask and the file leaves open, as ends of *The file does not say …*."""
    return [*_about(scheme), *_seen(scheme), *_lasting(scheme), *_process(scheme), *_visible(scheme)]


def _about(scheme: Scheme) -> list[str]:
    enrolment = scheme.enrolment
    asked = [
        (scheme.operator, "who operates it"),
        (scheme.technique, "how it decides: by rules, by people or by what a machine has learned"),
        (scheme.legal_basis, "what allows it in law"),
        (scheme.purpose, "what it is for"),
        (scheme.jurisdiction or None, "whose law binds it"),
        (scheme.subjects, "whether persons or firms are scored"),
        (enrolment, "who is in it, and whether they are asked"),
        (scheme.score, "how entries become a score"),
    ]
    found = [what for value, what in asked if value is None]
    if enrolment is not None and enrolment.consent is None:
        found.append("whether people agreed, and whether they can leave")
    if enrolment is not None and enrolment.kind in ("opt_in", "record_only") and enrolment.adoption is None:
        found.append("how fast people join")
    return found


def _seen(scheme: Scheme) -> list[str]:
    found = []
    blind = [name for name, sense in scheme.senses.items() if any(sense.detects(act) is None for act in sense.sees)]
    if blind:
        found.append(f"how much is seen by {_names(blind)}")
    sure = [
        name
        for name, sense in scheme.senses.items()
        if sense.identification is None and sense.kind not in ("neighbours", "peers", "self")
    ]
    if sure:
        found.append(f"how often an act seen by {_names(sure)} is put to a wrong person; it is lived as never")
    guesses = [name for name, sense in scheme.senses.items() if _is_bare(sense.detection)]
    if guesses:
        found.append(f"where the chance of being seen by {_names(guesses)} comes from")
    return found


def _is_bare(number: Number | None) -> bool:
    return number is not None and any(
        plain.source.ref is None and plain.source.basis is None for _, plain in number.leaves()
    )


def _lasting(scheme: Scheme) -> list[str]:
    due = scheme.due_process
    falls_back = due is not None and due.expiry is not None and due.expiry.records is not None
    rules = scheme.score.rules if scheme.score is not None and scheme.score.kind != "ladder" else {}
    open_ended = [
        name
        for name, rule in rules.items()
        if rule.lasts is None and rule.until is None and not falls_back and (rule.on or rule.every)
    ]
    found = [f"how long an entry under {_names(open_ended)} lives; it is lived as for ever"] if open_ended else []
    no_way = [
        name
        for name, one in scheme.lists.items()
        if one.repair is None and not any(name in (repair.ends or ()) for repair in scheme.repairs.values())
    ]
    if no_way:
        found.append(f"whether a person can do anything to get off the list {_names(no_way)}")
    unsigned = [name for name, one in scheme.consequences.items() if one.decided is None]
    if unsigned:
        found.append(f"who signs {_names(unsigned)}; it is lived as an automated decision")
    return found


def _process(scheme: Scheme) -> list[str]:
    due = scheme.due_process or DueProcess()
    asked = [
        (due.notice, "whether people are told"),
        (due.reasons, "whether they are given reasons"),
        (due.information, "what a notice contains"),
        (due.appeal, "whether there is an appeal"),
        (due.objection, "whether one can object to being scored"),
        (due.correction, "what a correction reaches"),
        (due.expiry, "how long things are kept"),
        (due.oversight, "who watches the operator"),
        (due.assessments, "whether its impact was assessed beforehand"),
        (due.validated, "whether the score was ever shown to measure something"),
        (scheme.integrity, "how often the office itself goes wrong"),
    ]
    found = [what for value, what in asked if value is None]
    if isinstance(due.appeal, Appeal):
        inside = [
            (due.appeal.independent, "whether whoever decides an appeal is independent"),
            (due.appeal.heard, "whether the person is heard on appeal"),
            (due.appeal.evidence_shown, "whether the person sees the evidence on appeal"),
            (due.appeal.within, "until when an appeal may be filed"),
            (due.appeal.suspends, "whether an appeal suspends what follows"),
            (due.appeal.known_to, "how many learn that they can appeal"),
        ]
        found += [what for value, what in inside if value is None]
    return found


def _visible(scheme: Scheme) -> list[str]:
    seen = scheme.visibility or Visibility()
    asked = [
        (seen.own_score, "whether people see their own score"),
        (seen.to_others, "whether others see it"),
        (seen.leaderboard, "whether there is a ranking in public"),
        (seen.rules_public, "whether the rules are published"),
        (seen.rules_known_by, "how many people know the rules"),
    ]
    return [what for value, what in asked if value is None]


def _names(names: list[str]) -> str:
    if len(names) > 5:
        return ", ".join(quoted(name) for name in names[:4]) + f" and {len(names) - 4} more"
    if len(names) == 1:
        return quoted(names[0])
    return ", ".join(quoted(name) for name in names[:-1]) + f" or {quoted(names[-1])}"
