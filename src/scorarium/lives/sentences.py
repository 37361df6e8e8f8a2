"""Events as sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from scorarium.lives.because import because
from scorarium.lives.event import Event, Line, What
from scorarium.lives.words import OFFICIALS, Words, counted, listed, money, points, said, share
from scorarium.lives.words import points as points_said
from scorarium.names import NEVER, POINT, Answer, GoesBy, How, Sensor
from scorarium.scheme.aloud.senses import GOES_BY, HOW
from scorarium.scheme.model import Scheme
from scorarium.society.levels import is_ordered

HELD_BACK: Final = 0.999
"""Whoever does less than this share of what they would like to do holds back."""


@dataclass(frozen=True)
class Teller:
    """Turns the events of one world into sentences.

    Parameters
    ----------
    words
        Names and dates.
    schemes
        The declarations by row, for the words that only they have.
    lines
        Every entry of the person.
    scheme_of
        The scheme's row of each consequence.
    """

    words: Words
    schemes: tuple[Scheme, ...]
    lines: tuple[Line, ...]
    scheme_of: tuple[int, ...]

    def sentence(self, event: Event) -> str:
        """What happened, in one sentence without a date; empty where it is not worth one."""
        return TELL[event.what](self, event, **event.facts) if event.what in TELL else ""

    # ----------------------------------------------------------------------------------------------------------- acts

    def done(
        self, event: Event, act: int, amount: float, provoked: bool, seen: list[tuple[int, int, int, int]],
        blamed: bool, factor: float, part: float,
    ) -> str:  # fmt: skip
        """An act that is done here."""
        told = self.words.act(act)
        if part < HELD_BACK:
            told += f", held back to {share(part)} of what they would have said"
        if provoked:
            told += ", which they would not do in the world without"
        if seen:
            told += f"; seen by {listed(sorted({self.words.sense(k) for _, k, _, _ in seen}))}"
            late = [due for _, _, _, due in seen if due > event.tick]
            if late:
                told += f", to be entered in {self.words.calendar.date(min(late))}"
        if blamed:
            told += "; seen, but put down to somebody else"
        return told

    def withheld(self, event: Event, act: int, amount: float, factor: float) -> str:
        """An act that is done in the world without and not here."""
        less = f" (does it {share(1 - factor)} less often here)" if factor < 1 else ""
        return f"leaves it: {self.words.act(act)}, which they do in the world without{less}"

    # -------------------------------------------------------------------------------------------------------- entries

    def entry(
        self, event: Event, line: int, rule: int, act: int, sense: int, points: int, until: int, theirs: bool,
        malicious: bool, counts: bool, repeat: int,
    ) -> str:  # fmt: skip
        """An entry in the record."""
        why = self.words.act(act)
        if malicious:
            why = f"a false report of {why}"
        elif sense == Sensor.INSIDER:
            why = f"an official wrote another's entry to them ({why})"
        elif sense == Sensor.TARGETED:
            why = f"an official wrote it against them after {why}, which the rule does not name"
        elif sense == Sensor.CLAIMED:
            why = f"they claim {why} falsely"
        elif not theirs:
            why = f"somebody else's {why}"
        name = self.words.rule(rule)
        told = f"entry {line}: {why}" if name == why else f"entry {line}, {name}: {why}"
        told += f", through {self.words.sense(sense)}" if sense >= 0 and (not theirs or malicious) else ""
        told += f"; {self.worth(event.scheme, points)}" if points else ""
        if points and counts and until < NEVER:
            told += f" {self.words.calendar.until(until)}"
        if repeat > 1:
            told += f" (the {ordinal(repeat)} of its kind)"
        return told

    def bribed(self, event: Event, n: int, cost: int) -> str:
        """Entries bought off, or made mild."""
        return f"pays an official {money(cost)}: {counted(n, 'entry', 'entries')} dropped or made mild"

    def exempted(self, event: Event, n: int) -> str:
        """Entries of an official that were dropped."""
        return f"{counted(n, 'entry', 'entries')} dropped, because they are an official themselves"

    def worth(self, s: int, units: int) -> str:
        """Points of an entry; a record has no number."""
        score = self.schemes[s].score
        if score is not None and score.kind == "record":
            return "on record"
        return f"{points(units)} {'point' if abs(units) == POINT else 'points'}"

    def ended(self, event: Event, line: int, rule: int, points: int) -> str:
        """An entry whose time is up."""
        return f"entry {line} ({self.words.rule(rule)}) no longer counts"

    def settled(self, event: Event, line: int, rule: int, points: int) -> str:
        """An entry that ended with its debt."""
        return f"entry {line} ({self.words.rule(rule)}) ends: settled"

    def wiped(self, event: Event, line: int, rule: int, points: int) -> str:
        """An entry that ended because the score was put to a value."""
        return f"entry {line} ({self.words.rule(rule)}) is wiped out"

    def struck_out(self, event: Event, line: int, rule: int, points: int) -> str:
        """An appeal that was upheld."""
        return f"the appeal is upheld: entry {line} ({self.words.rule(rule)}) is struck out"

    def case_filed(self, event: Event, line: int, due: int, rule: int, theirs: bool) -> str:
        """An appeal."""
        wrong = "" if theirs else ", which is not theirs"
        return f"appeals against entry {line} ({self.words.rule(rule)}){wrong}"

    def case_lost(self, event: Event) -> str:
        """An appeal that was not upheld."""
        return "the appeal is turned down"

    def case_void(self, event: Event) -> str:
        """An appeal whose subject is gone."""
        return "the appeal comes too late: the entry no longer counts"

    # ------------------------------------------------------------------------------------------------------- standing

    def enrolled(self, event: Event) -> str:
        """An account."""
        name, enrolment = self.words.labels.schemes[event.scheme][1], self.schemes[event.scheme].enrolment
        joins = enrolment is not None and enrolment.kind in ("opt_in", "record_only")
        return f"joins {name}" if joins else f"{name} reaches them"

    def on_record(self, event: Event) -> str:
        """Entries without consent."""
        name = self.words.labels.schemes[event.scheme][1]
        return f"{name} keeps a record of them; a score would need their consent"

    def left(self, event: Event, ended: bool) -> str:
        """No account any more."""
        name = self.words.labels.schemes[event.scheme][1]
        return f"{name} ends" if ended else f"leaves {name}"

    def tier(self, event: Event, was: int, now: int, score: int) -> str:
        """Another tier."""
        s = event.scheme
        before = f", before {self.words.tier(s, was)}" if was >= 0 else ""
        return f"stands in tier {self.words.tier(s, now)}{before} ({points(score, sign=False)} points)"

    def rung(self, event: Event, was: int, now: int) -> str:
        """Another rung."""
        before, after = points(was, sign=False), points(now, sign=False)
        better = self.schemes[event.scheme].score
        rises = (now > was) == (getattr(better, "better", None) != "lower")
        return f"moves {'up' if rises else 'down'} from rung {before} to rung {after}"

    def listed(self, event: Event, list: int, own: bool, until: int, wrongful: bool, again: int) -> str:
        """On a list."""
        name = said(self.words.labels.lists[list])
        if not own:
            return f"put on the list {name} because somebody of the household is on it"
        told = f"put on the list {name}"
        told += f" for the {ordinal(again)} time" if again > 1 else ""
        told += f", {self.words.calendar.until(until)}" if until < NEVER else ""
        return told + (", for what is not theirs" if wrongful else "")

    def off_list(self, event: Event, list: int, since: int) -> str:
        """Off a list."""
        name, days = said(self.words.labels.lists[list]), self.words.calendar.span(event.tick - since)
        return f"off the list {name} after {days}"

    def fine(self, event: Event, amount: int) -> str:
        """Money taken."""
        return f"fined {money(amount)}"

    def reclaimed(self, event: Event, amount: int) -> str:
        """What was had of a service is taken back."""
        return f"has to pay back {money(amount)}"

    def pay(self, event: Event, amount: int) -> str:
        """Money given."""
        return f"paid {money(amount)}"

    def spent(self, event: Event, points: int, worth: int) -> str:
        """Points that bought something."""
        told = points_said(points, sign=False)
        return f"spends {told} points for {money(worth)}"

    def repair_begun(self, event: Event, repair: int, cost: int, due: int) -> str:
        """A repair is sought."""
        told = f"seeks a way back: {said(self.words.labels.repairs[repair]).removeprefix('list:')}"
        return told + (f", for {money(cost)}" if cost else "")

    def repair_done(self, event: Event, repair: int) -> str:
        """A repair succeeded."""
        return f"the way back succeeds: {said(self.words.labels.repairs[repair]).removeprefix('list:')}"

    def repair_failed(self, event: Event, repair: int) -> str:
        """A repair failed."""
        return f"the way back fails: {said(self.words.labels.repairs[repair]).removeprefix('list:')}"

    def clean(self, event: Event, points: int, moved: bool) -> str:
        """A period without a harmful entry."""
        return f"a period without a bad entry: {self.worth(event.scheme, points)}" if moved else ""

    def changed(self, event: Event, change: str, was: int | None, now: int | None) -> str:
        """A change of the scheme."""
        told = f"the scheme changes ({said(change).replace('-', ' ')})"
        if self.schemes[event.scheme].changes[change].stop:
            told = f"the scheme ends ({said(change).replace('-', ' ')})"
        if was == now or was is None or now is None:
            return told
        return f"{told}: a score of {points(was, sign=False)} becomes {points(now, sign=False)}"

    def learned(self, event: Event, weights: tuple[float, ...], known: int, struck: int) -> str:
        """Weights that were learned anew."""
        names = getattr(self.schemes[event.scheme].score, "factors", {})
        told = [f"{said(name)} {share(weight)}" for name, weight in zip(names, weights, strict=True) if weight]
        return f"the weights are learned again from {known:,} people, {struck:,} of them with a record: {listed(told)}"

    # ---------------------------------------------------------------------------------------------------------- doors

    def demand(
        self, event: Event, which: int, service: int, answer: int, by: list[int], worth: int, delay: float,
        price: float, goes_by: int, how: int,
    ) -> str:  # fmt: skip
        """A door that opened otherwise than usual."""
        told = f"asks for {said(self.words.labels.services[service])}"
        hand = f" ({self.why(by)})" if by else ""
        if answer == Answer.REFUSED:
            return f"{told}: refused{hand}"
        if answer == Answer.PUSHED_BACK:
            return f"{told}: all places are gone{shared(goes_by, how)}"
        if answer == Answer.DELAYED:
            return f"{told}: must wait {self.words.calendar.span(max(1, round(delay)))}{hand}"
        if price != 1.0:
            return f"{told}: at {share(price)} of the ordinary price{hand}"
        return f"{told}: favoured{hand}" if answer == Answer.FAVOURED else f"{told}: met{shared(goes_by, how)}"

    def held(self, event: Event, service: int, taken: bool, by: list[int]) -> str:
        """Something held that is taken away or given back."""
        name = said(self.words.labels.services[service])
        return f"{name} is taken away ({self.why(by)})" if taken else f"{name} is given back"

    def why(self, consequences: list[int]) -> str:
        """Why doors stand as they do: the conditions of the consequences, or else their names."""
        labels, told = self.words.labels, []
        for c in consequences:
            s, name = self.scheme_of[c], labels.consequences[c]
            declared = self.schemes[s].consequences.get(name)
            told.append((because(declared.when) if declared is not None else "") or said(name))
        return listed(list(dict.fromkeys(told)))

    def forgotten(self, event: Event, was: int, now: int) -> str:
        """A score that is kept no longer."""
        return f"no entry for so long: the score is deleted and begins anew at {points(now, sign=False)} points"

    def mission(self, event: Event, act: int, until: int) -> str:
        """A mission."""
        return f"is set a mission: {said(self.words.labels.kinds[act])}"

    def brought(self, event: Event, n: int, points: int) -> str:
        """Thanks for bringing somebody in."""
        return f"is thanked for {counted(n, 'friend')} who joined"

    def attention(self, event: Event, sense: int, on: bool, part: float, goes_by: int, how: int) -> str:
        """Scarce attention that turns to the person, or away."""
        name = self.words.sense(sense)
        if not on:
            return f"the attention of {name} turns elsewhere"
        much = "" if part >= HELD_BACK else f" in {share(part)} of what they do"
        return f"the attention of {name} turns to them{much}{shared(goes_by, how)}"

    def became(
        self, event: Event, attribute: int, was: int, now: int, acts: list[int], there_was: int, there: int
    ) -> str:
        """What they have become by what they did, or by chance, beside what they are in the world without."""
        name = said(self.words.labels.attributes[attribute])
        moved = self.moved(attribute, was, now)
        told = f"{name} {moved}" if moved else f"{name} stays {self.words.level(attribute, now)}"
        if moved and acts:
            told += f", through {listed([self.words.act(act) for act in acts])}"
        if event.world == 0 or (there, there_was) == (now, was):
            return told
        other = self.moved(attribute, there_was, there)
        if other:
            return f"{told}; in the world without it {other}"
        return told if there == now else f"{told}; in the world without it stays {self.words.level(attribute, there)}"

    def moved(self, attribute: int, was: int, now: int) -> str:
        """From which level to which; empty where it is the same."""
        if was == now:
            return ""
        ends = f"from {self.words.level(attribute, was)} to {self.words.level(attribute, now)}"
        if not is_ordered(self.words.labels.levels[attribute]):
            return f"changes {ends}"
        return f"{'rises' if now > was else 'falls'} {ends}"

    def opened(self, event: Event, open: int, amount: float) -> str:
        """A debt that now stands open."""
        return f"stands open: {said(self.words.labels.opens[open])}"

    def closed(self, event: Event, open: int, since: int) -> str:
        """A debt that is settled."""
        span = self.words.calendar.span(event.tick - since)
        return f"settled after {span}: {said(self.words.labels.opens[open])}"

    def heard(self, event: Event, group: int, friends: int, was: float, now: float) -> str:
        """Word of mouth."""
        kinds = listed([said(kind) for kind in self.words.labels.groups[group]])
        return f"hears that {counted(friends, 'friend')} got caught ({kinds}): felt risk {share(was)} to {share(now)}"

    def protests(self, event: Event) -> str:
        """Enough friends were in protest."""
        return "goes out to protest, as enough of the friends do"

    def quiet(self, event: Event) -> str:
        """Protest is over."""
        return "no longer protests"


def shared(goes_by: int, how: int) -> str:
    """By what something scarce was shared out."""
    if goes_by < 0:
        return ""
    return f", shared out {GOES_BY[GoesBy(goes_by).name.lower()]}, {HOW[How(how).name.lower()]}"


def ordinal(n: int) -> str:
    """`second`, `third`, `4th`."""
    return {2: "second", 3: "third"}.get(n, f"{n}th")


TELL: dict[What, Callable[..., str]] = {
    name: getattr(Teller, name)
    for name in What.__args__  # type: ignore[attr-defined]
    if hasattr(Teller, name)
}


NAMED: Final = {
    "act": "kinds", "sense": "senses", "rule": "rules", "list": "lists", "service": "services", "repair": "repairs",
    "open": "opens",
}  # fmt: skip
"""Facts that are rows of the plan, and the labels that name them."""

IN_UNITS: Final = ("points", "cost", "worth", "score")


def facts_of(teller: Teller, event: Event) -> dict[str, Any]:
    """The particulars of an event with names for integers and plain figures for units, as JSON has them."""
    labels, facts = teller.words.labels, dict(event.facts)
    for key, names in NAMED.items():
        if key in facts:
            facts[key] = getattr(labels, names)[facts[key]] if facts[key] >= 0 else None
    for key in (*IN_UNITS, *(("amount",) if event.what in ("fine", "pay", "reclaimed") else ())):
        if key in facts:
            facts[key] = facts[key] / POINT
    if "until" in facts:
        facts["until"] = facts["until"] if 0 <= facts["until"] < NEVER else None
    return facts | _peculiar(teller, event)


def _moved(teller: Teller, event: Event) -> dict[str, Any]:
    """From where to where."""
    labels, facts = teller.words.labels, event.facts
    if event.what == "tier":
        tiers = labels.tiers[event.scheme]
        return {key: tiers[facts[key]] if facts[key] >= 0 else None for key in ("was", "now")}
    if event.what == "became":
        row = facts["attribute"]
        found = {key: labels.levels[row][facts[key]] for key in ("was", "now", "there_was", "there")}
        return found | {"attribute": labels.attributes[row], "acts": [labels.kinds[act] for act in facts["acts"]]}
    return {key: None if facts[key] is None else facts[key] / POINT for key in ("was", "now")}


def _peculiar(teller: Teller, event: Event) -> dict[str, Any]:
    """Facts of one kind of event alone."""
    labels, facts = teller.words.labels, event.facts
    if event.what in ("tier", "rung", "changed", "became"):
        return _moved(teller, event)
    rule = {
        key: names(facts[key]).name.lower() if facts[key] >= 0 else None
        for key, names in (("goes_by", GoesBy), ("how", How))
        if key in facts
    }
    if event.what == "demand":
        by = [labels.consequences[c] for c in facts["by"]]
        return {"answer": Answer(facts["answer"]).name.lower(), "by": by, **rule}
    if event.what == "attention":
        return rule
    if event.what == "held":
        return {"by": [labels.consequences[c] for c in facts["by"]]}
    if event.what == "heard":
        return {"group": list(labels.groups[facts["group"]])}
    if event.what == "done":
        return {
            "seen": [
                {
                    "scheme": labels.schemes[row][1],
                    "sense": labels.senses[k] if k >= 0 else OFFICIALS[k],
                    "rule": labels.rules[r],
                    "entered": due,
                }
                for row, k, r, due in facts["seen"]
            ]
        }
    return {}
