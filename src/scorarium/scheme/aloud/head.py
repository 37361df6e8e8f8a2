"""What a scheme is, who operates it and who is in it."""

from __future__ import annotations

from typing import Final

from scorarium.scheme.aloud.conditions import facts, those
from scorarium.scheme.aloud.numbers import duration, flag, listed, number, plain, quoted, sentences, sphere
from scorarium.scheme.model import Consent, Enrolment, Operator, Scheme, Stage
from scorarium.scheme.senses import LegalBasis

OPERATORS: Final[dict[str, str]] = {
    "state": "The state operates it",
    "on_behalf": "It is operated on behalf of others",
    "company": "A company operates it",
    "platform": "A platform operates it",
    "association": "An association operates it",
    "self": "Each person keeps it of themselves",
}
FIDELITIES: Final[dict[str, str]] = {
    "documented": "It is declared as published sources document it",
    "stylised": "It follows a real scheme in outline; details are simplified",
    "fictional": "It comes from fiction",
    "hypothetical": "It is a thought experiment: nobody is known to run it",
}
TECHNIQUES: Final[dict[str, str]] = {
    "human": "People decide, without fixed rules",
    "fixed_rules": "It decides by fixed rules",
    "learned": "It decides by what a machine has learned from data",
    "mixed": "It decides partly by fixed rules and partly by what was learned from data",
}
BASES: Final[dict[str, str]] = {
    "statute": "a statute",
    "regulation": "a regulation",
    "policy": "a policy, which is no law",
    "contract": "a contract with the person",
    "consent": "the consent of the person",
    "none": "nothing: there is no legal basis",
}
SUBJECTS: Final[dict[str, str]] = {"persons": "Persons", "firms": "Firms", "both": "Persons and firms"}
UNITS: Final[dict[str, str]] = {
    "person": "each person has a score of their own",
    "household": "each household has one score",
    "district": "each district has one score",
    "firm": "each firm has one score",
}
ENTRIES: Final[dict[str, str]] = {
    "mandatory": "Nobody is asked: whoever is covered is in it",
    "opt_in": "People join of their own accord",
    "record_only": "Everybody covered has entries; a score and rewards come only by consent",
    "none": "Nobody joins: those whom it covers are in it from the beginning",
}
WITHDRAWALS: Final[dict[str, str]] = {
    "free": "Who leaves loses nothing",
    "costly": "To leave costs something",
    "lowers_score": "To leave lowers the score",
    "impossible": "Nobody can leave",
}
JURISDICTIONS: Final[dict[str, str]] = {
    "eu": "the European Union", "cn": "China", "us": "the United States", "ca": "Canada",
    "at": "Austria", "be": "Belgium", "bg": "Bulgaria", "hr": "Croatia", "cy": "Cyprus", "cz": "Czechia",
    "dk": "Denmark", "ee": "Estonia", "fi": "Finland", "fr": "France", "de": "Germany", "gr": "Greece",
    "hu": "Hungary", "ie": "Ireland", "it": "Italy", "lv": "Latvia", "lt": "Lithuania", "lu": "Luxembourg",
    "mt": "Malta", "nl": "the Netherlands", "pl": "Poland", "pt": "Portugal", "ro": "Romania", "sk": "Slovakia",
    "si": "Slovenia", "es": "Spain", "se": "Sweden",
}  # fmt: skip


def identity(scheme: Scheme) -> list[str]:
    """Say what the scheme is and what it claims to be for."""
    year = f" in {scheme.year}" if scheme.year is not None else ""
    called = f"“{scheme.title}”" if scheme.title else f"The scheme {quoted(scheme.name)}"
    aims = [f"{plain(name)} {'rarer' if way == 'less' else 'more frequent'}" for name, way in scheme.aim.items()]
    serves = listed(sphere(name) for name in scheme.serves or ())
    is_made_up = scheme.fidelity in ("fictional", "hypothetical")
    law = listed(JURISDICTIONS[name] for name in scheme.jurisdiction or ())
    told = [
        sentences(f"{called}, {'set' if is_made_up else 'as it stood'}{year}" if year else called),
        sentences(scheme.summary),
        sentences(
            FIDELITIES[scheme.fidelity] if scheme.fidelity else None,
            f"It is a variant of {quoted(scheme.like)}" if scheme.like else None,
            f"Its stated purpose is: {scheme.purpose}" if scheme.purpose else None,
            f"That purpose belongs to this part of life: {serves}" if scheme.serves else None,
            f"It claims to make {listed(aims)}" if aims else None,
            f"It is judged by the law of {law}" if law else None,
            f"Unless told otherwise it runs in the society {quoted(scheme.home)}" if scheme.home else None,
        ),
    ]
    return [paragraph for paragraph in told if paragraph]


def operator(scheme: Scheme) -> list[str]:
    """Say who operates it, how it decides and what allows it."""
    told = sentences(
        _operated(scheme.operator) if scheme.operator is not None else None,
        TECHNIQUES[scheme.technique] if scheme.technique else None,
        legal_basis(scheme.legal_basis, "It") if scheme.legal_basis is not None else None,
    )
    return [told] if told else []


def _operated(who: Operator) -> str:
    level = f" (level: {who.level})" if who.level else ""
    return OPERATORS[who.kind] + level + (f", for {who.for_}" if who.for_ else "")


def legal_basis(basis: LegalBasis, what: str) -> str:
    """Say on what something rests in law."""
    text = f" ({basis.ref})" if basis.ref else ""
    data = f"; it names data about {listed(sphere(name) for name in basis.data)}" if basis.data else ""
    return f"{what} rests on {BASES[basis.kind]}{text}{data}"


def people(scheme: Scheme) -> list[str]:
    """Say who is in the scheme, since when and whether they agreed."""
    unit = f"; {UNITS[scheme.unit]}" if scheme.unit else ""
    subjects = f"{SUBJECTS[scheme.subjects]} are scored" if scheme.subjects else ""
    if not subjects and unit:
        subjects, unit = unit.removeprefix("; "), ""
    told = [sentences(subjects + unit)]
    if scheme.enrolment is not None:
        told += _enrolled(scheme.enrolment)
    return [paragraph for paragraph in told if paragraph]


def _enrolled(enrolment: Enrolment) -> list[str]:
    who = enrolment.who
    cost = enrolment.refusal_cost
    adoption = enrolment.adoption
    lost = None if cost is None else "nothing" if isinstance(cost, str) else number(cost)
    stages = [f"{quoted(name)} {_stage(stage)}" for name, stage in enrolment.rollout.items()]
    joins = (
        f"People join by themselves at a rate of {number(adoption.innovation)}, and because others have at a rate of up"
        f" to {number(adoption.imitation)}"
        if adoption is not None
        else None
    )
    return [
        sentences(
            ENTRIES[enrolment.kind],
            f"It covers {those(who)}" if who is not None and not who.is_empty else None,
            "It covers everybody" if who is not None and who.is_empty else None,
            f"It comes in stages: {'; '.join(stages)}" if stages else None,
            joins,
            f"Who stays out loses {lost}" if lost is not None else None,
        ),
        sentences(*_consent(enrolment.consent)) if enrolment.consent is not None else "",
    ]


def _stage(stage: Stage) -> str:
    where = f", in {number(stage.districts)} of districts" if stage.districts is not None else ""
    who = f", where {listed(facts(stage.is_))}" if stage.is_ else ""
    begin = None if stage.at is None else float(stage.at.days)
    start = "at the start" if begin == 0 else f"{duration(stage.at)} after the start" if stage.at is not None else ""
    end = f", until {duration(stage.until)} after the start" if stage.until is not None else ""
    return f"begins {start or 'at a time that is not said'}{end}{where}{who}"


def _consent(consent: Consent) -> list[str | None]:
    return [
        flag(consent.asked, "People were asked whether they agree", "People were not asked whether they agree"),
        flag(consent.free, "They could say no without harm", "They could not say no without harm"),
        WITHDRAWALS[consent.withdrawal] if consent.withdrawal else None,
    ]


def references(scheme: Scheme) -> list[tuple[str, str]]:
    """List the works to which `ref` points."""
    found = []
    for name, work in scheme.references.items():
        year = "" if work.year is None or str(work.year) in work.title else str(work.year)
        parts = [work.authors or "", work.title, year]
        parts += [f"doi:{work.doi}" if work.doi else "", work.url or ""]
        found.append((name, sentences(". ".join(part.rstrip(".") for part in parts if part))))
    return found
