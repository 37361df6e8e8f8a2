"""Write down what falls due and how a person stands: accounts, entries, repairs, appeals, tiers, lists, money."""

from __future__ import annotations

from typing import Any

from scorarium.lives.event import Parts
from scorarium.lives.lens import Watched
from scorarium.lives.notebook import Notebook
from scorarium.lives.waterfall import waterfall
from scorarium.names import ON_RECORD, Decision, Flag, Listed, ScoreKind
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance
from scorarium.twin.look import holds, vary, vary_ticks, vary_units
from scorarium.twin.neighbours import drift, harm_of_ties
from scorarium.twin.notes import Notes
from scorarium.twin.recover import has_account, leaving_points
from scorarium.twin.score import score
from scorarium.twin.sim import Strike
from scorarium.twin.stand import stand

Values = dict[str, Any]
HELD = Listed.PRIMARY | Listed.SPREAD
DRIFT = 2
"""Code of contagion of the score by drift."""


def decayed(book: Notebook, before: Values, t: int) -> None:
    """By how much the bases will drift in this tick; to be asked before `recover`."""
    sim = book.sim
    for s in range(sim.sizes.schemes):
        i = book.person
        kept = vary(sim, sim.schemes.decay[s], sim.by.schemes_decay[s], i, s, t)
        if kept < 1.0 and before["enrolled"][s] >= 0 and sim.is_running(s, t):
            rest = vary_units(sim, sim.schemes.decay_towards[s], sim.by.schemes_decay_towards[s], i, s, t)
            book.parts[s].decay += rest + round_half_up((before["base"][s] - rest) * kept) - before["base"][s]


def recovered(book: Notebook, before: Values, t: int) -> None:
    """What fell due: debts settled, enrolment, entries ended, repairs, appeals, listings over."""
    sim, after = book.sim, book.sim.values()
    for o, rows in enumerate(before["open_since"]):
        for w, since in enumerate(rows):
            if since >= 0 and after["open_since"][o][w] < 0:
                book.note(t, w, -1, "closed", open=o, since=since)
    for s in range(sim.sizes.schemes):
        joined(book, s, before, t)
        book.end_entries(s, t)
        repaired(book, s, before, after, t)
        spent(book, s, before, after, t)
        decided(book, s, before, after, t)
        relisted(book, s, before, after, t)


def joined(book: Notebook, s: int, before: Values, t: int) -> None:
    """An account was opened or closed."""
    sim, now = book.sim, book.sim.state.enrolled[s][book.person]
    was = before["enrolled"][s]
    if was == now or any(e.scheme == s and e.what in ("enrolled", "on_record", "left") for e in book.today(t)):
        return
    if now >= 0 or now == ON_RECORD:
        if was != ON_RECORD:
            book.parts[s] = Parts(start=sim.state.base[s][book.person], since=t)
        book.note(t, sim.world_of(s), s, "enrolled" if now >= 0 else "on_record")
    elif was >= 0:
        book.note(t, sim.world_of(s), s, "left", ended=not sim.is_running(s, t))


def repaired(book: Notebook, s: int, before: Values, after: Values, t: int) -> None:
    """Repairs begun and judged."""
    sim, rp, w = book.sim, book.sim.repairs, book.sim.world_of(s)
    for p in range(sim.sizes.repairs):
        if rp.scheme[p] != s:
            continue
        was, now = before["repair_due"][p], after["repair_due"][p]
        begun = after["repair_used"][p] > before["repair_used"][p] or (was < 0 <= now)
        if begun:
            book.note(t, w, s, "repair_begun", repair=p, cost=rp.cost[p], due=now)
        if (was >= 0 or begun) and now < 0:
            word = sim.luck.block(Decision.PASS, t, book.person, rp.slot[p])[0]
            passed = chance(word, rp.passes[p])
            book.note(t, w, s, "repair_done" if passed else "repair_failed", repair=p)
            if passed and rp.sets[p]:
                book.put_to(s, t)
            elif passed:
                book.parts[s].repairs += rp.points[p]


def spent(book: Notebook, s: int, before: Values, after: Values, t: int) -> None:
    """Points were spent."""
    sim, x = book.sim, book.sim.wallets.of_scheme[s]
    if x < 0 or after["spent"][x] == before["spent"][x]:
        return
    units = after["spent"][x] - before["spent"][x]
    book.parts[s].spent -= sim.taken[s, book.person]
    worth = round_half_up(units * sim.wallets.worth[x])
    book.note(t, sim.world_of(s), s, "spent", points=units, worth=worth)


def decided(book: Notebook, s: int, before: Values, after: Values, t: int) -> None:
    """Appeals decided and filed."""
    sim, w = book.sim, book.sim.world_of(s)
    filed = after["filed"][s] > before["filed"][s]
    is_over = before["case_due"][s] >= 0 and (after["case_due"][s] < 0 or filed)
    if is_over and after["upheld"][s] == before["upheld"][s]:
        lost = after["case_next"][s] != before["case_next"][s]
        book.note(t, w, s, "case_lost" if lost else "case_void")
    if filed:
        entry = sim.cases[s, book.person]
        number = next((line.number for line in book.lines if line.entry is entry), 0)
        due = after["case_due"][s]
        book.note(t, w, s, "case_filed", line=number, due=due, rule=entry.rule, theirs=entry.is_theirs)


def relisted(book: Notebook, s: int, before: Values, after: Values, t: int) -> None:
    """Listings that began, changed hands or ended."""
    sim, w = book.sim, book.sim.world_of(s)
    for row in range(sim.sizes.lists):
        if sim.lists.scheme[row] != s:
            continue
        was, now = before["on"][row] & HELD, after["on"][row]
        if was and not now & HELD:
            moved = leaving_points(sim, row, s, book.person, t)
            if book.is_put_by(s, row, t):
                book.put_to(s, t)
            elif moved and before["base"][s] != after["base"][s]:
                book.parts[s].leaving += moved
            book.note(t, w, s, "off_list", list=row, since=before["since"][row])
        elif now & HELD and now & HELD != was and not was & Listed.PRIMARY:
            own = bool(now & Listed.PRIMARY)
            until = after["until"][row] if own else -1
            wrongful = bool(now & Listed.WRONGFUL)
            book.note(t, w, s, "listed", list=row, own=own, until=until, wrongful=wrongful, again=after["times"][row])


def scored(book: Notebook, s: int, t: int, notes: Notes) -> None:
    """Live and write down the phases *score* and *stand* in one scheme."""
    sim, st, i = book.sim, book.sim.state, book.person
    before = sim.values()
    if not has_account(sim, s, i):
        stand(sim, s, i, t, score(sim, s, i, t, notes))
        stood(book, s, before, t)
        return
    ties, felt = harm_of_ties(sim, s, i, t, st.pub_new_harm), harm_of_ties(sim, s, i, t, st.pub_harm_live)
    drifted = drift(sim, s, i, t)
    strikes = score(sim, s, i, t, notes)
    bent(book, s, before, t)
    if sim.schemes.kind[s] == ScoreKind.LADDER:
        climbed(book, s, before, t)
    book.parts[s].add(clean=cleaned(book, s, t, before), ties=ties, drift=-drifted)
    for strike in strikes:
        entered(book, s, t, strike)
    if is_put_by_duty(sim, s, i, t):
        book.put_to(s, t)
        book.parts[s].add(ties=ties, drift=-drifted)
    book.end_entries(s, t)
    book.steps[s] = waterfall(sim, s, t, book.parts[s], book.lines, felt)
    stand(sim, s, i, t, strikes)
    stood(book, s, before, t)


def entered(book: Notebook, s: int, t: int, strike: Strike) -> None:
    """An entry was made."""
    e, line = strike.entry, book.enter(s, strike.entry)
    book.note(
        t, book.sim.world_of(s), s, "entry", line=line.number, rule=e.rule, act=e.act, sense=e.sense, points=e.points,
        until=e.expiry, theirs=e.is_theirs, malicious=bool(e.flags & Flag.MALICIOUS),
        counts=bool(e.flags & (Flag.LIVE | Flag.FOLDED)), repeat=strike.repeat,
    )  # fmt: skip
    if book.sim.rules.sets[e.rule]:
        book.put_to(s, t)


def bent(book: Notebook, s: int, before: Values, t: int) -> None:
    """What an office that goes wrong did with entries."""
    sim, i = book.sim, book.person
    office = sim.offices.of_scheme[s]
    if office < 0:
        return
    bribed = sim.state.bribed[office][i] - before["bribed"][office]
    if bribed:
        book.note(t, sim.world_of(s), s, "bribed", n=bribed, cost=bribed * sim.offices.price[office])
    exempted = sim.state.exempted[office][i] - before["exempted"][office]
    if exempted:
        book.note(t, sim.world_of(s), s, "exempted", n=exempted)


def is_put_by_duty(sim: Watched, s: int, i: int, t: int) -> bool:
    """Whether a rule without a moment has put the score to a value."""
    r = sim.rules
    return any(
        r.scheme[rule] == s and r.state[rule] and r.sets[rule] and holds(sim, r.when[rule], i, s, t)
        for rule in range(sim.sizes.rules)
    )


def climbed(book: Notebook, s: int, before: Values, t: int) -> None:
    """A ladder moves at the end of a period."""
    was, now = before["base"][s], book.sim.state.base[s][book.person]
    if was != now:
        book.parts[s].moves += now - was
        book.note(t, book.sim.world_of(s), s, "rung", was=was, now=now)


def cleaned(book: Notebook, s: int, t: int, before: Values) -> int:
    """Points for a period without a harmful entry."""
    sim, st, i = book.sim, book.sim.state, book.person
    every = vary_ticks(sim, sim.schemes.clean_every[s], sim.by.schemes_clean_every[s], i, s, t)
    since = t - st.last_harm[s][i]
    if not every or since <= 0 or since % every:
        return 0
    points = vary_units(sim, sim.schemes.clean_points[s], sim.by.schemes_clean_points[s], i, s, t)
    book.note(t, sim.world_of(s), s, "clean", points=points, moved=st.base[s][i] != before["base"][s])
    return points


def stood(book: Notebook, s: int, before: Values, t: int) -> None:
    """Tier, lists, money taken or given."""
    w, after = book.sim.world_of(s), book.sim.values()
    was, now = before["tier"][s], after["tier"][s]
    if was != now and now >= 0:
        book.note(t, w, s, "tier", was=was, now=now, score=after["score"][s])
    relisted(book, s, before, after, t)
    back = sum(had(before, row) - had(after, row) for row in range(book.sim.sizes.had))
    if back:
        book.note(t, w, s, "reclaimed", amount=back)
    money = after["fines"][w] - before["fines"][w] - back
    if money:
        book.note(t, w, s, "fine" if money > 0 else "pay", amount=abs(money))


def had(values: Values, row: int) -> int:
    """What was had of a service in the last twelve months."""
    return int(sum(values["had"][row]))


def protested(book: Notebook, before: Values, t: int) -> None:
    """The person goes out to protest, or home again."""
    for w, row in enumerate(book.sim.state.protest):
        was, now = before["protest"][w], row[book.person]
        if was != now:
            book.note(t, w, -1, "protests" if now else "quiet")
