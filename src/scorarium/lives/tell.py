"""A life as a story: what it came to, year by year, why the score is what it is, and the twin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from scorarium.lives.event import Event, What
from scorarium.lives.goes_on import still
from scorarium.lives.life import OPEN, Life
from scorarium.lives.sentences import HELD_BACK
from scorarium.lives.waterfall import Step
from scorarium.lives.words import counted, listed, number, points, said, share, times
from scorarium.names import NEVER, POINT, Answer, Flag, Sensor

WEIGHT: dict[What, int] = {
    "listed": 0, "off_list": 1, "held": 1, "fine": 1, "pay": 1, "tier": 2, "struck_out": 1, "enrolled": 0,
    "on_record": 0, "left": 0,
    "case_filed": 3, "case_lost": 3, "case_void": 4, "repair_begun": 3, "repair_done": 2, "repair_failed": 2,
    "spent": 3, "reclaimed": 1,
    "demand": 2, "entry": 3, "withheld": 3, "done": 4, "opened": 4, "closed": 4, "clean": 4, "rung": 2, "settled": 4,
    "wiped": 5, "ended": 5, "bribed": 1, "exempted": 1, "protests": 1, "quiet": 3,
    "forgotten": 2, "mission": 3, "brought": 3, "attention": 3,
    "became": 2,
}  # fmt: skip
"""What is told first where a year is too full; the rest is counted."""

FULL_YEAR = 24


@dataclass(frozen=True, slots=True)
class Telling:
    """One line: when, and what."""

    date: str
    text: str
    tone: str = ""


@dataclass(slots=True)
class Chapter:
    """One year.

    Parameters
    ----------
    left_out
        How many smaller things are not told.
    after
        What the year came to.
    """

    title: str
    lines: list[Telling] = field(default_factory=list)
    left_out: int = 0
    after: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall in words."""

    text: str
    points: str
    value: float
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is told of one life.

    Parameters
    ----------
    twin
        Rows of (what, here, in the world without).
    falls
        By heading: the steps of a scheme, the score last.
    """

    title: str
    portrait: str
    short: list[str]
    chapters: list[Chapter]
    falls: dict[str, list[Bar]]
    twin: list[tuple[str, str, str]]
    world: str


def tell(life: Life, *, full: bool = False) -> Story:
    """Tell a life.

    Parameters
    ----------
    full
        Leave nothing out.
    """
    return Story(
        title=f"Person {number(life.number)}{f', {life.why}' if life.why else ''}",
        portrait=life.portrait(),
        short=in_short(life),
        chapters=[chapter(life, year, full) for year in range(1, life.calendar.split(life.ticks - 1)[0] + 1)],
        falls={falling(life, s): fall(life, s) for s in life.schemes if life.watch.steps[s]},
        twin=beside(life),
        world=life.world_name,
    )


# ------------------------------------------------------------------------------------------------------------- in short


def in_short(life: Life) -> list[str]:
    """What the life came to, in a few sentences."""
    here, twin = life.tally(life.world), life.tally(0)
    gap = here.welfare - twin.welfare
    change = "changes nothing in what they live on" if abs(gap) < 0.005 else (
        f"{'costs' if gap < 0 else 'gives'} this person {abs(gap):,.2f} days of income a year"
    )  # fmt: skip
    years = f"{round(life.years, 1):g}"
    told = [f"In {years} {'year' if years == '1' else 'years'}, {life.world_name} {change}."]
    told += entries_in_short(life) + lists_in_short(life) + acts_in_short(life) + moods_in_short(life)
    if here.refused or twin.refused:
        asked = here.met + here.refused
        told.append(f"{counted(here.refused, 'demand')} of {asked:,} refused ({twin.refused:,} in the world without).")
    return told


def entries_in_short(life: Life) -> list[str]:
    """Entries and appeals."""
    own = [line for line in life.watch.lines if line.scheme in life.schemes]
    if not own:
        return ["Nothing was ever entered about them."]
    wrong = sum(1 for line in own if not line.entry.is_theirs)
    entries = counted(len(own), "entry", "entries")
    theirs = f"{wrong} of them not theirs" if wrong else "for what they did themselves"
    told = [f"{entries} {'was' if len(own) == 1 else 'were'} made, {theirs}."]
    st, i = life.watch.sim.state, life.person
    filed, upheld = (sum(field[s][i] for s in life.schemes) for field in (st.filed, st.upheld))
    if filed:
        told.append(f"They appealed {times(filed)}, {times(upheld) if upheld else 'never'} with success.")
    return told


def lists_in_short(life: Life) -> list[str]:
    """How long on which list."""
    st, i, labels, sim = life.watch.sim.state, life.person, life.compiled.labels, life.watch.sim
    told = []
    for row, s in enumerate(sim.lists.scheme):
        if s in life.schemes and st.listed_ticks[row][i]:
            span, wrong = life.calendar.span(st.listed_ticks[row][i]), st.wrong_ticks[row][i]
            share_wrong = f", {life.calendar.span(wrong)} of it for what was not theirs" if wrong else ""
            told.append(f"They stood on the list {said(labels.lists[row])} for {span}{share_wrong}.")
    return told


def acts_in_short(life: Life) -> list[str]:
    """What they did otherwise because of the scheme."""
    acts = life.watch.sim.acts
    left = [e.facts["act"] for e in life.events if e.what == "withheld"]
    more = [e.facts["act"] for e in life.events if e.what == "done" and e.facts["provoked"]]
    silent = sum(1 for act in left if acts.protected[act])
    told = []
    if left:
        freedom = f", {silent} of them lawful and protected" if silent else ""
        told.append(f"{counted(len(left), 'act')} left because of it{freedom}.")
    if more:
        told.append(f"{counted(len(more), 'act')} done because of it.")
    return told


def moods_in_short(life: Life) -> list[str]:
    """How it felt: stress, trust and protest, where the society has them."""
    st, i, w, m = life.watch.sim.state, life.person, life.world, life.watch.sim.moods
    told = []
    if m.stress:
        mean = st.stress_ticks[w][i] / POINT / life.ticks
        most = max(row[w] for row in life.watch.series.stress)
        told.append(f"Being scored stressed them by {mean:.2f} standard deviations on average, at worst by {most:.2f}.")
    if m.trust and (trust := st.trust_operator[w][i]):
        way = "cost them trust" if trust < 0 else "gave them trust"
        told.append(f"What the operator did {way}: {abs(trust):.1f}, counted in bad encounters.")
    if m.protest and (out := st.protest_ticks[w][i]):
        told.append(f"They were in protest for {life.calendar.span(out)}.")
    return told + wiles_in_short(life) + friends_in_short(life)


def wiles_in_short(life: Life) -> list[str]:
    """How they got round the score."""
    sim, i = life.watch.sim, life.person
    own = range(sim.worlds.first[life.world], sim.worlds.first[life.world + 1])
    hidden = sum(sim.state.concealed[s][i] for s in own) if sim.sizes.hiding else 0
    claims = sum(sim.state.claims[s][i] for s in own) if sim.sizes.wily else 0
    told = [f"They hid {counted(hidden, 'act')} from it."] if hidden else []
    return told + ([f"They claimed {counted(claims, 'good act')} falsely."] if claims else [])


def friends_in_short(life: Life) -> list[str]:
    """Which friendships did not outlive it."""
    sim, i = life.watch.sim, life.person
    first, last = sim.ties.friends_first[i], sim.ties.friends_first[i + 1]
    lost = sum(sim.state.parted[life.world][e] for e in range(first, last)) if sim.sizes.parting else 0
    return [f"Of {counted(last - first, 'friend')} they have lost {lost}."] if lost else []


# --------------------------------------------------------------------------------------------------------- year by year


def chapter(life: Life, year: int, full: bool) -> Chapter:
    """One year of the life."""
    of_year = [event for event in life.events if life.calendar.split(event.tick)[0] == year]
    told = [(event, line) for event in merged(of_year) if (line := telling(life, event)) is not None]
    goes_on = still(life, year)
    room = FULL_YEAR - bool(goes_on)
    kept = told if full or len(told) <= room else weightiest(told, room)
    out = Chapter(f"Year {year}", left_out=len(told) - len(kept))
    date = ""
    if goes_on:
        out.lines.append(Telling("", goes_on, "bad"))
    for event, line in kept:
        _, step = life.calendar.split(event.tick)
        when = f"{life.calendar.word} {step}"
        out.lines.append(Telling(when if when != date else "", line.text, line.tone))
        date = when
    out.after = after(life, year, of_year)
    return out


def weightiest(told: list[tuple[Event, Telling]], most: int) -> list[tuple[Event, Telling]]:
    """The weightiest lines of a full year, in their order; of those that weigh the same, some from the whole year."""
    kept: list[int] = []
    for heaviness in sorted({weight(event) for event, _ in told}):
        same = [k for k, (event, _) in enumerate(told) if weight(event) == heaviness]
        room = most - len(kept)
        kept += same if len(same) <= room else [same[j * len(same) // room] for j in range(room)]
    return [told[k] for k in sorted(kept)]


def weight(event: Event) -> int:
    """How much an event can be spared: 0 not at all."""
    if event.what == "entry" and not event.facts["theirs"]:
        return 0
    return WEIGHT.get(event.what, 6)


def merged(events: list[Event]) -> Iterable[Event]:
    """Leave out acts whose entry follows at once: the entry tells of both."""
    entered = {(e.tick, e.facts["act"]) for e in events if e.what == "entry" and e.facts["theirs"]}
    for event in events:
        seen = event.facts.get("seen") or ()
        now = bool(seen) and all(due <= event.tick for _, _, _, due in seen)
        if event.what == "done" and now and (event.tick, event.facts["act"]) in entered and not event.facts["blamed"]:
            continue
        yield event


def telling(life: Life, event: Event) -> Telling | None:
    """One event as a line, or nothing where it is not worth one."""
    if event.what == "done" and not (event.facts["seen"] or event.facts["blamed"] or event.facts["provoked"]):
        return None
    if event.what == "heard":
        return None
    text = life.teller.sentence(event)
    if event.what == "demand":
        as_usual = event.facts["answer"] == Answer.MET and event.facts["price"] == 1.0
        if as_usual and event.facts["goes_by"] < 0:
            return None
        text += twins_answer(life, event)
    if event.what == "held" and not event.facts["taken"] and not event.facts["by"]:
        text = text or ""
    return Telling("", text[:1].upper() + text[1:], tone(event)) if text else None


def twins_answer(life: Life, event: Event) -> str:
    """What the same demand met in the world without, where that differs."""
    others = {e.facts["which"]: e for e in life.twins_answers if e.tick == event.tick}
    if event.facts["which"] not in others:
        return "; not asked for in the world without"
    answer = Answer(others[event.facts["which"]].facts["answer"])
    if (answer in OPEN) == (event.facts["answer"] in OPEN):
        return ""
    return "; met in the world without" if answer in OPEN else "; refused in the world without"


def tone(event: Event) -> str:
    """How a line is coloured: `bad`, `good`, `wrong` or plain."""
    if event.what in ("fine", "reclaimed", "case_lost", "repair_failed"):
        return "bad"
    if event.what in ("pay", "struck_out", "repair_done", "off_list", "clean", "spent"):
        return "good"
    if event.what in ("entry", "listed"):
        wrong = not event.facts["theirs"] if event.what == "entry" else event.facts["wrongful"]
        return "wrong" if wrong else "bad" if event.what == "listed" or event.facts["points"] < 0 else ""
    if event.what == "demand":
        as_usual = event.facts["answer"] == Answer.MET and event.facts["price"] == 1.0
        return "" if as_usual else "good" if event.facts["answer"] == Answer.FAVOURED else "bad"
    return ("bad" if event.facts["taken"] else "good") if event.what == "held" else ""


def after(life: Life, year: int, events: list[Event]) -> list[str]:
    """What a year came to: what nobody saw, what they heard, what changed in them."""
    told = []
    labels, ruled = life.compiled.labels, ruled_acts(life)
    unseen = Counter(
        e.facts["act"] for e in events if e.what == "done" and e.facts["act"] in ruled and not e.facts["seen"]
    )
    if unseen:
        acts = listed([f"{said(labels.kinds[b])} {times(n)}" for b, n in unseen.most_common(6)])
        told.append(f"Not seen: {acts}.")
    parts = [e.facts["part"] for e in events if e.what == "done" and e.facts["part"] < HELD_BACK]
    if parts:
        told.append(f"Held back {times(len(parts))}, to {share(sum(parts) / len(parts))} of what they would have said.")
    heard = [e for e in events if e.what == "heard"]
    if heard:
        told.append(f"Heard {times(len(heard))} that friends got caught.")
    return told + changed(life, year)


def ruled_acts(life: Life) -> set[int]:
    """Acts that make an entry in one of the world's schemes."""
    rules = life.watch.sim.rules
    n = life.watch.sim.acts_per_scheme
    return {
        b for s in life.schemes for b in range(n) if rules.of_act_first[s * n + b] < rules.of_act_first[s * n + b + 1]
    }


def changed(life: Life, year: int) -> list[str]:
    """What changed in them over a year: felt risk, habit, income, what they lived on."""
    ticks = [t for t in range(life.ticks) if life.calendar.split(t)[0] == year]
    first, last, own = max(0, ticks[0] - 1), ticks[-1], life.watch.series
    told = []
    for g, s in enumerate(life.watch.sim.risks.scheme):
        was, now = own.belief[first][g], own.belief[last][g]
        if s in life.schemes and abs(was - now) >= 0.02:
            kinds = listed([said(kind) for kind in life.compiled.labels.groups[g]])
            told.append(f"felt risk of {kinds} {share(was)} to {share(now)}")
    habit = own.habit[first][life.world], own.habit[last][life.world]
    if abs(habit[0] - habit[1]) >= 0.02:
        told.append(f"habit of leaving what is punished {share(habit[0])} to {share(habit[1])}")
    income = own.income[first][life.world], own.income[last][life.world]
    if abs(income[0] - income[1]) >= 0.01:
        told.append(f"income {share(income[0])} to {share(income[1])} of their own")
    return [f"In themselves: {listed(told)}."] if told else []


# --------------------------------------------------------------------------------------------------- waterfall and twin


def falling(life: Life, s: int) -> str:
    """The heading of a waterfall."""
    name = life.compiled.labels.schemes[s][1]
    total = points(sum(step.points for step in life.watch.steps[s]), sign=False)
    return f"What {name} has on record" if is_record(life, s) else f"Why the score under {name} is {total}"


def fall(life: Life, s: int) -> list[Bar]:
    """The waterfall of one scheme in words, the score last."""
    bars = [bar(life, step) for step in gathered(life.watch.steps[s])]
    score = sum(step.points for step in life.watch.steps[s])
    tier = life.watch.series.tier[-1][s]
    note = f"tier {life.teller.words.tier(s, tier)}" if tier >= 0 else ""
    told = "on record" if is_record(life, s) else "score"
    return [*bars, Bar(told, points(score, sign=False), score / 65536, note, "score")]


def is_record(life: Life, s: int) -> bool:
    """Whether a scheme keeps a file without a number."""
    score = life.teller.schemes[s].score
    return score is not None and score.kind == "record"


def gathered(steps: list[Step], most: int = 16) -> list[Step | tuple[str, list[Step]]]:
    """Steps, entries of one kind taken together where there are many."""
    entries = [step for step in steps if step.line is not None]
    if len(entries) <= most:
        return list(steps)
    kinds: dict[tuple[int, int, bool], list[Step]] = {}
    for step in entries:
        e = step.line.entry  # type: ignore[union-attr]
        kinds.setdefault((e.rule, e.act, e.is_theirs), []).append(step)
    rest = [step for step in steps if step.line is None]
    groups: list[Step | tuple[str, list[Step]]] = [
        group[0] if len(group) == 1 else ("", group) for group in kinds.values()
    ]
    return [rest[0], *groups, *rest[1:]]


def bar(life: Life, step: Step | tuple[str, list[Step]]) -> Bar:
    """One step, or several of one kind."""
    if isinstance(step, tuple):
        entry = step[1][0].line.entry  # type: ignore[union-attr]
        total = sum(one.points for one in step[1])
        text = f"{life.teller.words.rule(entry.rule)}, {times(len(step[1]))}"
        return Bar(text, points(total), total / 65536, whose(life, entry), "" if entry.is_theirs else "wrong")
    if step.line is None:
        is_first = step.what in ("start", "the lower end", "what others think of them") or step.what.startswith(
            "the mean of"
        )
        text = f"start, {life.calendar.date(step.tick)}" if step.what == "start" else life.part(step)
        return Bar(text, points(step.points, sign=not is_first), step.points / 65536)
    entry = step.line.entry
    text = f"{life.teller.words.rule(entry.rule)}, {life.calendar.date(step.tick)}"
    until = f"; {life.calendar.until(step.until)}" if step.until < NEVER else ""
    tone = "" if entry.is_theirs else "wrong"
    return Bar(text, points(step.points), step.points / 65536, whose(life, entry) + until, tone)


def whose(life: Life, entry: object) -> str:
    """Whose act it was, and who saw it."""
    words = life.teller.words
    act, sense, flags = (getattr(entry, name) for name in ("act", "sense", "flags"))
    told = words.act(act)
    if flags & Flag.MALICIOUS:
        told = f"NOT THEIRS: false report of {told}"
    elif sense == Sensor.INSIDER:
        told = f"NOT THEIRS: an official wrote another's {told} to them"
    elif sense == Sensor.TARGETED:
        told = f"NOT THEIRS: an official wrote it after {told}"
    elif sense == Sensor.CLAIMED:
        told = f"claimed falsely: {told}"
    elif not flags & Flag.THEIRS:
        told = f"NOT THEIRS: somebody else's {told}"
    return f"{told} ({words.sense(sense)})" if sense >= 0 else told


def beside(life: Life) -> list[tuple[str, str, str]]:
    """The life beside its twin."""
    here, twin = life.tally(life.world), life.tally(0)
    rows = [
        ("days of income a year", f"{here.welfare:,.1f}", f"{twin.welfare:,.1f}"),
        ("acts done", f"{here.done:,}", f"{twin.done:,}"),
        ("demands met", f"{here.met:,}", f"{twin.met:,}"),
        ("demands refused", f"{here.refused:,}", f"{twin.refused:,}"),
        ("income at the end, of their own", share(here.income), share(twin.income)),
    ]
    if here.fines:
        rows.append(("fines, in days of income", f"{here.fines:,.2f}", f"{twin.fines:,.2f}"))
    return rows
