"""Phase *serve*: what becomes of demands. Deny before delay before push back before neutral; favours do not add."""

from dataclasses import dataclass
from math import floor, inf

from scorarium.names import POINT, Answer, Decision, Effect
from scorarium.twin.arith import round_half_up
from scorarium.twin.draws import chance, mix
from scorarium.twin.effort import rank
from scorarium.twin.follow import PLACES
from scorarium.twin.look import carried_out, holds, in_world, is_open, value, vary, vary_units
from scorarium.twin.mind import base_in
from scorarium.twin.notes import Demand
from scorarium.twin.sim import Sim


@dataclass(slots=True)
class Reply:
    """What the doors say to one demand in one world, before places are counted."""

    refused: bool = False
    favoured: bool = False
    delay: float = 0.0
    price: float = 1.0


def reply(sim: Sim, w: int, v: int, i: int, t: int, word: int) -> Reply:
    """Every consequence of the world on this service, with its own luck."""
    k, out = sim.consequences, Reply()
    row = w * sim.sizes.services + v
    for j in range(k.of_service_first[row], k.of_service_first[row + 1]):
        c = k.of_service[j]
        s = k.scheme[c]
        if is_open(sim, c, s, i, t) and chance(mix(word, k.salt[c]), carried_out(sim, c, i, s, t, turn=word)):
            effect = k.effect[c]
            if effect == Effect.DENY:
                out.refused = True
            elif effect == Effect.FAVOUR:
                out.favoured = True
            elif effect == Effect.DELAY:
                out.delay = max(out.delay, value(sim, k.amount[c], i, s, t, turn=word))
            else:
                out.price = out.price * value(sim, k.amount[c], i, s, t, turn=word)
    return out


def have(sim: Sim, w: int, v: int, i: int, t: int, value: int) -> None:
    """What was had of a service, by month: some of it may be claimed back."""
    row = sim.consequences.had_of[w * sim.sizes.services + v]
    if row >= 0:
        sim.state.had[row][sim.month(t) % 13][i] += value


def overpay(sim: Sim, w: int, i: int, price: float, usual: float) -> None:
    """What is paid above the ordinary price so far; less than nought where it is below."""
    if sim.sizes.priced and price != 1.0:
        sim.state.overpaid[w][i] += round_half_up((price - 1.0) * usual)


def serve(
    sim: Sim, w: int, i: int, t: int, demands: list[Demand], pushed_back: set[tuple[int, int, int]]
) -> tuple[int, float]:
    """All demands of one person in one world. Returns money gained, and value refused where income feeds on it."""
    gained, lost = 0, 0.0
    st, sv = sim.state, sim.services
    for j, demand in enumerate(demands):
        if not is_made(sim, w, i, t, demand):
            continue
        v = demand.service
        out = reply(sim, w, v, i, t, demand.word)
        scarce_out = (w, i, j) in pushed_back
        kind = answer_of(out, scarce_out)
        st.n_answer[w][v][kind] += 1
        usual = usual_value(sim, w, v, i, t, turn=demand.word)
        if sv.queue[v] >= 0 and not out.refused:
            st.bought[sv.queue[v]][w][i] = 0
        if kind in (Answer.REFUSED, Answer.PUSHED_BACK):
            st.refused[w][i] += 1
            if sv.feeds_income[v]:
                lost += usual / POINT
            if sv.worth[v] >= 0:
                st.n_worth[w][sv.worth[v]] += usual
            continue
        st.met[w][i] += 1
        if sv.follow[v] >= 0 and demand.order < PLACES:
            st.follow[sv.follow[v]][w][i] |= 1 << demand.order
        overpay(sim, w, i, out.price, float(usual))
        value = value_of(sim, usual, out, kind)
        have(sim, w, v, i, t, value)
        gained += value
    return gained + held(sim, w, i, t), lost


def answer_of(out: Reply, scarce_out: bool) -> Answer:
    """Deny before push back before delay before favour."""
    if out.refused:
        return Answer.REFUSED
    if scarce_out:
        return Answer.PUSHED_BACK
    if out.delay > 0.0:
        return Answer.DELAYED
    return Answer.FAVOURED if out.favoured else Answer.MET


def is_made(sim: Sim, w: int, i: int, t: int, demand: Demand) -> bool:
    """Whether a demand is made in a world: not where it is less often made by one as the person has become there."""
    return demand.height < base_in(sim, w, demand.kind, i, t, inf)


def usual_value(sim: Sim, w: int, v: int, i: int, t: int, *, turn: int = 0) -> int:
    """What one demand, or a day, is worth to a person as a rule, in units: nought at least."""
    q = in_world(sim, sim.by.services_value[v], w)
    return max(0, vary_units(sim, sim.services.value[v], q, i, 0, t, turn=turn))


def value_of(sim: Sim, value: int, out: Reply, kind: Answer) -> int:
    """What a met demand is worth: less by waiting (hyperbolic) and by price, more by favour."""
    x = float(value)
    if kind == Answer.DELAYED:
        x = x / (1.0 + sim.minds.late_loss * out.delay)
    if kind == Answer.FAVOURED:
        x = x * (1.0 + sim.minds.favour_gain)
    return round_half_up(x - (out.price - 1.0) * value)


def held(sim: Sim, w: int, i: int, t: int) -> int:
    """Services held rather than asked for: their value counts per day, in proportion to what is not taken away."""
    total = 0
    sv, k = sim.services, sim.consequences
    for v in range(sim.sizes.services):
        if not sv.always[v] or (sv.gate[w][v] >= 0 and not holds(sim, sv.gate[w][v], i, 0, t)):
            continue
        left, price = 1.0, 1.0
        row = w * sim.sizes.services + v
        for j in range(k.of_service_first[row], k.of_service_first[row + 1]):
            c = k.of_service[j]
            if is_open(sim, c, k.scheme[c], i, t):
                if k.effect[c] == Effect.DENY:
                    left = left * (1.0 - carried_out(sim, c, i, k.scheme[c], t))
                elif k.effect[c] == Effect.PRICE:
                    price = price * value(sim, k.amount[c], i, k.scheme[c], t)
        taken = left < 0.5
        sim.state.n_answer[w][v][Answer.REFUSED if taken else Answer.MET] += 1
        usual = usual_value(sim, w, v, i, t)
        if taken and sv.worth[v] >= 0:
            sim.state.n_worth[w][sv.worth[v]] += usual
        overpay(sim, w, i, price, usual * sim.clock.days)
        worth = round_half_up(usual * sim.clock.days * (left - (price - 1.0)))
        have(sim, w, v, i, t, worth)
        total += worth
    return total


def share_out(sim: Sim, t: int, demands: list[list[Demand]]) -> set[tuple[int, int, int]]:
    """Scarce places per district and tick: the favoured and those who bought one first, then by lot.

    Returns who is pushed back.
    """
    out: set[tuple[int, int, int]] = set()
    asking: dict[tuple[int, int], list[tuple[int, int, int, int]]] = {}
    for i, own in enumerate(demands):
        for j, one in enumerate(own):
            if sim.services.places[one.service] >= 0:
                place = (one.service, sim.people.district[i])
                asking.setdefault(place, []).append((i, j, one.word, one.lot))
    for (v, d), those in asking.items():
        n = places(sim, v, d, t)
        for w in range(sim.sizes.worlds):
            queue: list[tuple[int, float, int, int, int]] = []
            for i, j, word, lot in those:
                if not is_made(sim, w, i, t, demands[i][j]):
                    continue
                said = reply(sim, w, v, i, t, word)
                if not said.refused:
                    ahead = said.favoured or has_bought(sim, w, v, i)
                    queue.append((0 if ahead else 1, rank(sim, w, v, i, t, lot), lot, i, j))
            out.update((w, i, j) for _, _, _, i, j in sorted(queue)[n:])
    return out


def has_bought(sim: Sim, w: int, v: int, i: int) -> bool:
    """Whether a person has bought the next place of a service."""
    queue = sim.services.queue[v]
    return bool(queue >= 0 and sim.state.bought[queue][w][i])


def places(sim: Sim, v: int, d: int, t: int) -> int:
    """How many places a district has in this tick: the whole part, and one more with the chance of the rest."""
    who = sim.people.district.index(d)  # places differ by district and time alone: anybody of the district will do
    each = vary(sim, sim.services.places[v], sim.by.services_places[v], who, 0, t)
    mean = max(0.0, each) * sim.people.district_size[d]
    whole = floor(mean)
    return int(whole) + chance(sim.luck.of_place(Decision.PLACES, t, d, v)[0], mean - whole)
