"""What happens until an entry stands in a record: recover, act, sense, attribute, score."""

from __future__ import annotations

from typing import Final

from scorarium.names import Repeat, ScoreKind
from scorarium.report.odd.law import Law, goes_wrong, has_score, repeats, weighs

OF_RECORDS: Final = (
    Law(
        "recover", "Expiry",
        "An entry made in tick t for D ticks is in force at the end of ticks t to t + D − 1 and is removed at the"
        " beginning of tick t + D, before anybody acts. Each entry has a clock of its own.",
        "entries whose clock has run out end",
    ),
    Law(
        "recover", "Decay",
        "The permanent points P move towards a value a: P ← a + (P − a) · 2^(−Δ/h), with half-life h and tick Δ.",
        "permanent points decay",
    ),
    Law(
        "recover", "Repairs",
        "Whoever meets the condition of a repair begins it with the hazard `sought`, bears its cost, and is judged"
        " after `takes`; it succeeds with the probability `passes` and then gives its points or ends its lists.",
        "repairs are sought and judged",
    ),
    Law(
        "recover", "Appeals",
        "The subject of an appeal is one entry of which the person knows (one coin for each entry). It is filed with a"
        " hazard from the tick after the entry on, one case at a time, the oldest first, and decided after a time. It"
        " is upheld with one probability if the entry was no act of the person's and with another if it was. Upheld,"
        " the entry goes, its points return and are then clamped, and listings that it alone grounded end.",
        "appeals are filed and decided",
    ),
    Law(
        "recover", "Settling",
        "What stays open (a debt, a judgment) is settled with a constant hazard for each that is open.",
        "what stands open is settled",
    ),
    Law(
        "recover", "Ends of listings",
        "A listing ends when its term is over or its `until` has come true, whichever comes first; while a state"
        " grounds it, it goes on.",
        "listings end",
    ),
    Law(
        "recover", "A new ground restarts the term",
        "With `restarts`, a new ground while listed sets the end to t + D.", on=repeats(Repeat.RESTARTS),
    ),
    Law(
        "recover", "A new ground is ignored",
        "With `ignored`, a new ground while listed changes nothing; a state that still holds renews the listing at its"
        " release.",
        on=repeats(Repeat.IGNORED),
    ),
    Law(
        "recover", "A new ground adds to the term",
        "With `adds`, each new ground while listed moves the end by D.", on=repeats(Repeat.ADDS),
    ),
    Law(
        "act", "Candidate acts",
        "What a person could do in a tick is one superposed Poisson process over all acts and demands for services,"
        " with the rate Λ of the person's cell, drawn once for all worlds. Each candidate takes its kind from the alias"
        " table of the cell and a height, uniform below the largest base rate of its kind in the cell. A world does"
        " the candidates whose height lies under its own rate (thinning, Lewis & Shedler 1979; embedding, Brémaud &"
        " Massoulié 1996). So two worlds share every draw that both make, and a candidate that one does and the other"
        " does not is an act that was prevented or provoked.",
        "candidates a person and tick",
    ),
    Law(
        "act", "Rates",
        "The rate of act b for person i is λ_ib = λ_b · Π tables(trait levels) · Π factors(attributes); a load β on a"
        " trait is the table exp(β·z). λ_b is set so that the mean over those who do it at all, in the drawn society,"
        " is the declared rate. Persons whose rates are bounded alike form a cell.",
        "kinds of candidates in cells",
    ),
    Law(
        "act", "Loads that differ",
        "Where a load differs among people, each has exp(β_i·z_i) of their own, in up to 255 classes.",
        on=lambda compiled: any("/loads/" in name for name in compiled.frame.drawn),
    ),
    Law(
        "act", "What an act is worth",
        "Harm, benefit, cost and the value of a service may depend on the person, the place, the time and the act's"
        " amount, or be drawn at each use; they are nought at least.",
        on=lambda compiled: bool(compiled.plan.sizes.worths),
    ),
    Law(
        "act", "Acts once a period",
        "An act with a period happens at most once in each, in the tick that ends it, with the probability min(1,"
        " share · loads · factors), by a draw of its own.",
        "some acts are done at most once a period",
    ),
    Law(
        "act", "Raised rates",
        "Where a world may raise a rate above the largest base rate of the cell, further candidates lie in bands"
        " [2^(k−1), 2^k) times it, k = 1, 2, 3, each with draws of its own; what would lie above eight times is clipped"
        " and counted (`clipped_share`).",
        on=lambda compiled: bool(compiled.plan.worlds.raised.any()),
    ),
    Law(
        "act", "Deterrence",
        "Rules that a person knows lower the rate of the acts that they punish: λ ← λ · exp(−η · Σ_r p̂_r ·"
        " stake_r^σ), p̂_r = 1 − Π_k (1 − p̂_k) over the risk groups that see the act. The stake is the fine and, for"
        " each border ahead, the doors behind it (ΔV = Σ demand · value · share refused, over the horizon H) times"
        " min(1, points/distance).",
        "rules that are known keep people from acts (deterrence)",
    ),
    Law(
        "act", "Reward pull",
        "Gains draw people to acts: λ ← λ · exp(η₊ · Σ_r p̂_r · gain_r^σ).",
        "gains draw people to acts (reward pull)",
    ),
    Law(
        "act", "Chill",
        "The exponent of deterrence also weighs on lawful protected acts, scaled by `chill` and, where the rule is"
        " vague, by `ambiguity`; a vague rule covers the other lawful acts of its context too. It reaches people whom"
        " the scheme cannot touch by the share `chill_reach`.",
        "lawful protected acts are chilled",
    ),
    Law(
        "act", "Strategic speech",
        "Of some acts people weigh how much they do (Daymude, Axelrod & Forrest 2025): who wants an amount δ does the a"
        " ≤ δ at which boldness · a − Σ_r P(seen | a) · penalty_r(a) is largest, over the rules they know; of equals"
        " the least. They comply (a = δ and nothing can be held against it), censor themselves (a < δ, nothing can be"
        " held against it; a = 0 is silence) or defy. No other law of this phase lowers these acts.",
        "how much of some acts is done is weighed against the penalty",
    ),
    Law(
        "act", "Habit of leaving",
        "A habit h lowers the rate of punished acts by exp(−θ·h).",
        "habit keeps people from acts",
    ),
    Law(
        "act", "Paid kindness",
        "A good act that a scheme rewards is done 1 − `crowding` times as often from enrolment on, also when the scheme"
        " pays no more or has ended (Gneezy & Rustichini 2000).",
        "good acts that were paid for lose some of their own weight",
    ),
    Law(
        "act", "Reactance",
        "A felt threat to freedom takes the share `reactance` of deterrence and chill away (Brehm 1966).",
        "a felt threat takes some of deterrence away",
    ),
    Law(
        "act", "Silence",
        "The rate of protected acts falls by exp(−`silence_threshold` · s̄), s̄ the mean over friends of 1 where one left"
        " such an act in the last tick, halving every `example_memory` (Noelle-Neumann 1974). Opinions stay.",
        "the silence of friends keeps people from speaking",
    ),
    Law(
        "act", "Conformity",
        "The rate of an act that a scheme bears on is multiplied by (1 − `conformity`)^(−c̄), c̄ the mean over friends of"
        " −1 where schemes made one leave more acts than do more in the last tick, 1 the other way, fading likewise.",
        "people follow what schemes made their friends leave or do",
    ),
    Law(
        "act", "Gaming",
        "The share `gaming` of persons does `gaming_lift` times as much of what a rule that they know rewards and costs"
        " at most `gaming_cost`, in each tick in which one such act more would carry them over the nearest border ahead"
        " behind which a door opens or no longer shuts (Camacho & Conover 2011).",
        "some do cheap good acts for the points that carry them over a border",
    ),
    Law(
        "act", "Pressure of low income",
        "Acts that load on income become more frequent by exp(γ · load · (1 − y)) as relative income y falls below 1.",
        "low income raises acts that load on it",
    ),
    Law(
        "act", "Recommendations",
        "A recommendation multiplies the rate of its acts by 1 + f · (m − 1), where m is 1 + strength for more and 1 −"
        " strength for less, and f = exp(−fatigue · time since joining): it wears off.",
        "recommendations",
    ),
    Law(
        "sense", "Detection",
        "Each sense notices each act that was done with its own probability, by a draw of its own. There is at most"
        " one entry for an act, rule and person, credited to the first sense in declared order.",
        "senses look",
    ),
    Law(
        "sense", "Witnesses",
        "Where those around a person tell, an act is recorded if at least `corroboration` of them report it:"
        " Bin(degree, detection) ≥ corroboration.",
        "witnesses report",
    ),
    Law(
        "sense", "False reports",
        "Malicious reports come at the rate `malicious` times the number of ties, spread over the rules on that"
        " sense's acts; an entry needs enough of them in one tick.",
        "false reports are made",
    ),
    Law(
        "sense", "Closer inspection",
        "While its condition holds, an `inspect` consequence lets the sense look again with the probability"
        " `strength`.",
        "some people are inspected more closely",
    ),
    Law(
        "sense", "Concealment",
        "Of the acts that a rule which the person knows harms, the share `concealment` is done where each sense sees"
        " `concealment_left` times as much, at the cost `concealment_cost` (Pew Research Center 2015).",
        "some acts are moved to where less is seen",
    ),
    Law(
        "sense", "Errors of context",
        "Each recorded act leads with the probability `context_error` to a further entry that was nobody's act.",
        on=lambda compiled: bool((compiled.plan.senses.context_error > 0).any()),
    ),
    Law(
        "sense", "Search in a gallery",
        "With a gallery of W, K ~ Bin(W − 1, false match rate) others hit; the right person wins ties at random: right"
        " = (1 − missed) · E[1/(K + 1)], missed = missed · (1 − fmr)^(W − 1), wrong the rest.",
        on=lambda compiled: bool((compiled.plan.senses.identification == 2).any()),
    ),
    Law(
        "attribute", "Wrong attribution",
        "A recorded act goes to the right person with 1 − missed − wrong, else to nobody or into the pool of those who"
        " look alike. In the next tick each of the n persons of a pool with W wrong attributions gets Poisson(W/n)"
        " entries that were not their acts (the actor is not excluded: a bias of 1/n).",
        "acts are put to people who look alike",
    ),
    Law(
        "score", "Entries",
        "A rule makes one entry for each act that is put to a person, with its points, clock, limits and repetition.",
        "rules make entries",
    ),
    Law(
        "score", "Points",
        "score = clamp(P + L). P, the permanent points, takes the net of the tick's entries without a clock and is"
        " clamped once; L is the sum of the points of live entries, each of which counts in full until it ends.",
        on=has_score(ScoreKind.POINTS),
    ),
    Law("score", "Record", "A record has no number; it counts the entries that stand.", on=has_score(ScoreKind.RECORD)),
    Law(
        "score", "Ladder",
        "At the end of each period the rung becomes clamp(rung + move), where the move hangs on the number of entries"
        " in the period and on the rung.",
        on=has_score(ScoreKind.LADDER),
    ),
    Law(
        "score", "Factors",
        "score = lo + (hi − lo) · Σ w_f · x_f, x_f in [0, 1]: from the sum s of a factor's entries in its window, x ="
        " (s + S)/(2S) clipped to [0, 1] (s/S where all count for, 1 + s/S where all count against) or 1/(1 +"
        " exp(−s/S)); `missing` stands in where there are no data. Rules add their points afterwards.",
        on=has_score(ScoreKind.FACTORS),
    ),
    Law(
        "score", "Learned weights",
        "At the end of each `refit` a regression (logistic or linear, ridge 1) of the recorded target acts of the last"
        " `window` on the factors as they stood before it, over those about whom there is a label: everybody who was in"
        " the scheme, or, where only a met demand makes the target possible, those of whom it or what else followed was"
        " recorded. w_f = b_f / Σ|b_f|, turned so that what is feared makes the score worse; the weights hold from the"
        " next tick. With fewer than ten who did and ten who did not, everything stays. With `labels: true` an oracle"
        " tells of everybody in the scheme whether they did it in the world without any scheme, under the same luck.",
        "weights are learned from what was recorded",
    ),
    Law(
        "score",
        "Discretion",
        "The official chooses the points of an entry between the mildest and the harshest.",
        on=lambda compiled: bool(compiled.plan.rules.discretion.any()),
    ),
    Law(
        "score",
        "Reaching back",
        "When such a rule begins, it makes entries of acts of the past for which a record was kept.",
        on=lambda compiled: bool((compiled.plan.rules.reach > 0).any()),
    ),
    Law(
        "score",
        "Bribes",
        "Of the negative entries of those who can pay, the share `bribable` is bought off, or made mild.",
        on=goes_wrong("bribable"),
    ),
    Law(
        "score",
        "Exemptions",
        "Of officials' harmful entries, the share `exempts_officials` is dropped.",
        on=goes_wrong("exempts_officials"),
    ),
    Law(
        "score",
        "Targeted critics",
        "Of protected acts that are seen, the share `targets_critics` gets an entry under the dearest rule.",
        on=goes_wrong("targets_critics"),
    ),
    Law(
        "score",
        "Errors of insiders",
        "The share `insider_error` of entries is written to another person.",
        on=goes_wrong("insider_error"),
    ),
    Law(
        "score", "Limits of rules",
        "A rule with `at_most` counts no further within a calendar period and starts anew in the tick that ends it.",
        "some rules count up to a limit",
    ),
    Law(
        "score", "Clean periods",
        "P grows by the points of the clean period in each tick with t − last > 0 and (t − last) mod every = 0, where"
        " last is the tick of the last own harmful entry.",
        "clean periods are rewarded",
    ),
    Law(
        "score", "Points of others weigh",
        "P takes share · Σ (new harmful permanent points of friends or household in the previous tick), and L takes"
        " share · Σ (their own harmful live points). What came from others is not passed on.",
        on=weighs(0),
    ),
    Law(
        "score", "Scores of others weigh, anchored",
        "score_i = (1 − a) · own_i + a · mean_j score_j(t − 1) (Friedkin & Johnsen 1990).", on=weighs(1),
    ),
    Law(
        "score", "Scores of others weigh, by drift",
        "P ← clamp(P + net − a · (P − mean_j P_j(t − 1))), which runs to consensus (DeGroot 1974).", on=weighs(2),
    ),
    Law(
        "score", "False claims",
        "Whoever stands so near a border that one rewarded act more would carry them over it claims such an act, by a"
        " rule that they know, without having done it, with the hazard `false_reports` (Jacob & Levitt 2003).",
        "some claim good acts falsely that carry them over a border",
    ),
)  # fmt: skip
"""In the order of the tick."""
