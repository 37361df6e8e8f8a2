"""What is seen, and how wrongly."""

from __future__ import annotations

from typing import Final

from scorarium.quantities import Number
from scorarium.scheme.aloud.head import legal_basis
from scorarium.scheme.aloud.numbers import flag, listed, number, plain, sentences, sphere, words
from scorarium.scheme.model import Scheme
from scorarium.scheme.senses import Corroboration, Effort, Identification, Sense

KINDS: Final[dict[str, str]] = {
    "registry": "An official register",
    "camera": "A camera",
    "records": "The records of an institution",
    "platform": "An online platform",
    "purchases": "A record of purchases",
    "device": "A device",
    "inspection": "Inspections",
    "patrol": "Patrols",
    "court": "A court",
    "neighbours": "Reports by people who know the person",
    "peers": "Marks by people whom the person meets",
    "self": "What the person says of themselves",
    "inference": "A conclusion from other data",
}
HOLDERS: Final[dict[str, str]] = {
    "operator": "The operator holds the data",
    "state": "The state holds the data",
    "company": "A company holds the data",
    "platform": "A platform holds the data",
}
PLURAL: Final = ("records", "inspection", "patrol", "neighbours", "peers")
WITNESSES: Final[dict[str, str]] = {"friends": "friends", "work": "people at work", "household": "the household"}
GOES_BY: Final[dict[str, str]] = {
    "score": "by the score",
    "records": "by what has been recorded",
    "risk": "by the risk ascribed",
    "need": "by need",
    "lottery": "by lot",
    "evenly": "evenly",
}
HOW: Final[dict[str, str]] = {
    "proportional": "in proportion",
    "one_place": "one place at a time",
    "highest_first": "the highest first",
}
TRAITS: Final[dict[str, str]] = {
    "face": "their face",
    "gait": "their gait",
    "voice": "their voice",
    "plate": "a number plate",
    "document": "a document",
}
AMONG: Final[dict[str, str]] = {
    "persons": "persons", "households": "households", "districts": "districts", "firms": "firms",
}  # fmt: skip
CATEGORIES: Final[dict[str, str]] = {
    "health": "health",
    "ethnicity": "ethnic origin",
    "nationality": "nationality",
    "politics": "political opinions",
    "belief": "religion or belief",
    "union": "membership of a union",
    "sex_life": "sex life",
    "biometric": "biometric marks",
    "genetic": "genetic data",
    "offences": "criminal offences",
}


def senses(scheme: Scheme) -> list[tuple[str, str]]:
    """Say of each sense what it sees, with what chance, and how it errs."""
    return [(name, _sense(sense)) for name, sense in scheme.senses.items()]


def _sense(sense: Sense) -> str:
    about = sphere(sense.context) if sense.context else ""
    context = f", in matters of {about}," if about and about not in KINDS[sense.kind].lower().split() else ""
    where = f", only in places of this kind: {words(sense.where)}" if sense.where else ""
    kind, verb = KINDS[sense.kind], "see" if sense.kind in PLURAL else "sees"
    seen = f"{kind}{context} {_sees(sense, verb)}{where}"
    special = listed(CATEGORIES[name] for name in sense.special or ())
    return sentences(
        seen,
        f"An entry follows after {number(sense.delay)}" if sense.delay is not None else None,
        *_reports(sense),
        *(_identified(sense.identification) if sense.identification is not None else ()),
        _effort(sense.effort) if sense.effort is not None else None,
        HOLDERS[sense.held_by] if sense.held_by else None,
        f"The data were collected for {sphere(sense.collected_for)}" if sense.collected_for else None,
        flag(sense.inferred, "It concludes rather than observes", "It observes rather than concludes"),
        f"It reveals {special}" if special else None,
        *(f"The operator calls it relevant for {plain(to)}: {why or '…'}" for to, why in sense.relevant_for.items()),
        legal_basis(sense.legal_basis, "This sense") if sense.legal_basis is not None else None,
        f"Source: {sense.ref}" if sense.ref else None,
    )


def _sees(sense: Sense, verb: str) -> str:
    common = [plain(act) for act, chance in sense.sees.items() if chance is None]
    own = [(plain(act), chance) for act, chance in sense.sees.items() if chance is not None]
    parts = []
    if common:
        rate = _chance(sense, sense.detection) if sense.detection is not None else ""
        parts.append(f"{verb} {listed(common)}{rate}")
    elif sense.detection is not None:
        parts.append(f"{verb}{_chance(sense, sense.detection)}, where nothing else is said,")
    if own:
        parts.append(f"{verb} " + listed(f"{act}{_chance(sense, chance)}" for act, chance in own))
    return " and ".join(parts) if parts else f"{verb} no act"


def _chance(sense: Sense, chance: Number) -> str:
    each = " for each possible witness" if sense.kind in ("neighbours", "peers") else ""
    said = number(chance)
    if chance.field is not None:
        said = said + " says"
        return f" as often as {said}{each}"
    return f" with a chance of {said}{each}"


def _reports(sense: Sense) -> list[str | None]:
    asked = sense.corroboration
    if asked is None:
        needed = None
    elif isinstance(asked, Corroboration):
        needed = _enquiry(asked)
    else:
        needed = f"An entry needs {number(asked)} reports"
    return [
        f"Those who may report are {WITNESSES[sense.witnesses]}" if sense.witnesses else None,
        f"Each of them invents a report {number(sense.malicious)}" if sense.malicious is not None else None,
        needed,
        f"Reports count together if they lie within {number(sense.corroborate_within)}"
        if sense.corroborate_within is not None
        else None,
    ]


def _enquiry(asked: Corroboration) -> str:
    return (
        f"Before an entry is made {number(asked.households)} households are asked and all must confirm; each confirms a"
        f" true report with a chance of {number(asked.confirms_true)} and a false one with"
        f" {number(asked.confirms_false)}"
    )


def _identified(by: Identification) -> list[str | None]:
    live = " at once, in public" if by.live else " afterwards" if by.live is False else ""
    told = f"People are told apart by {TRAITS[by.trait]}{live}" if by.trait else None
    if told is None and by.live is not None:
        told = f"People are told apart{live}"
    searched = None
    if by.gallery is not None:
        over = {"city": "a whole city", "nation": "a whole nation"}.get(str(by.gallery)) or (
            f"{number(by.gallery)} people" if isinstance(by.gallery, Number) else str(by.gallery)
        )
        searched = f"The search runs over {over}"
    wrong = None
    if by.false_match is not None:
        each = "each comparison puts an act to a wrong person" if by.gallery is not None else "an act is put to another"
        wrong = f"With a chance of {number(by.false_match)} {each}"
    return [
        told,
        searched,
        f"{number(by.missed)} of acts that were seen are put to nobody" if by.missed is not None else None,
        wrong,
        f"For each recorded act comes, with a chance of {number(by.context_error)}, an entry that was nobody's act"
        if by.context_error is not None
        else None,
        f"People are mistaken for others alike in {words(by.pool)}" if by.pool else None,
    ]


def _effort(effort: Effort) -> str:
    power = f", to the power of {number(effort.power)}" if effort.power is not None else ""
    how = f", {HOW[effort.how]}" if effort.how else ""
    starts = [f"{number(value)} for {name}" for name, value in effort.starts.items()]
    begin = f"; at the beginning there stand {listed(starts)}" if starts else ""
    memory = f"; it looks back over {number(effort.memory, never='all time')}" if effort.memory is not None else ""
    return (
        f"Its attention is scarce: in one tick it reaches {number(effort.total)} of {AMONG[effort.among]}, shared out"
        f" {GOES_BY[effort.goes_by]}{how}{power}{begin}{memory}"
    )
