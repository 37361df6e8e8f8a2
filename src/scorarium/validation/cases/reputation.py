"""Family 9: indirect reciprocity, public and private."""

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import reputation
from scorarium.validation.estimates import Estimate, mean
from scorarium.validation.section import Section

NORMS = {"simple_standing": "SS", "stern_judging": "SJ", "image_scoring": "IS", "shunning": "SH"}


def files(norm: str, eps: float, e: float, *, opinions: str = "public", a_day: float = 0, never: float = 0) -> Files:
    """People who may help somebody every day, or so many times, and are talked about."""
    often = f"rate: {say(a_day)}/d" if a_day else "every: 1d"
    chosen = f"{{discriminating: {percent(1 - never)}, never: {percent(never)}}}"
    errors = f"{{execution: {percent(eps)}, assessment: {percent(e)}}}"
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: gossip
operator: {{kind: association}}
senses: {{eyes: {{kind: peers, sees: [help], detection: 100%}}}}
score: {{kind: ratings, range: [0, 1], start: 1, better: higher, norm: {norm}, opinions: {opinions}, errors: {errors}}}
""",
        f"""\
scorarium: 1
kind: society
name: village
tick: 1d
acts: {{help: {{context: civic, {often}, towards: anyone, benefit: 0.03, cost: 0.01, chosen: {chosen}}}}}
psychology: passive
""",
    )


def widened(found: Estimate, slope: float) -> Estimate:
    """An estimate whose error is carried from tick to tick by the opinion that all share."""
    return Estimate(found.value, found.standard_error / (1 - slope**2) ** 0.5)


def public(norm: str, eps: float, e: float, moved: str, persons: int, ticks: int) -> list[Case]:
    """One opinion of each person: the share of the good, and of occasions that are taken."""
    short = f"{NORMS[norm]}-{100 * eps:g}-{100 * e:g}"

    def write(x: float) -> Files:
        return files(norm, *errors(x))

    def errors(x: float) -> tuple[float, float]:
        return (x, e) if moved == "execution" else (eps, x)

    follows = reputation.slope(norm, eps, e)
    setting = Setting(f"public-{short}", write, f"error of {moved}", eps if moved == "execution" else e, persons, ticks,
                      DAY)  # fmt: skip
    says = f"{norm.replace('_', ' ')}, errors of {eps:.0%} and {e:.0%}"
    return [
        Case(9, f"public-{short}-good", f"share of the good, {says}", setting,
             lambda x: reputation.public(norm, *errors(x)), lambda s: widened(mean(s.score()), follows)),
        Case(9, f"public-{short}-helped", f"share of occasions on which help is given, {says}", setting,
             lambda x: (1 - errors(x)[0]) * reputation.public(norm, *errors(x)),
             lambda s: widened(helped(s), follows)),
    ]  # fmt: skip


def helped(s: Section) -> Estimate:
    """Share of the last tick's occasions that were taken."""
    n = s.score().size
    share = float(s.state.n_done[1].sum()) / n
    return Estimate(share, (share * (1 - share) / n) ** 0.5)


def refusers() -> Case:
    """A fifth never helps."""

    def write(x: float) -> Files:
        return files("simple_standing", 0.05, 0.05, never=x)

    setting = Setting("refusers", write, "share that never helps", 0.2, 100_000, 20, DAY)
    return Case(9, "refusers-good", "share of the good under simple standing where a fifth never helps", setting,
                lambda x: reputation.with_refusers(x, 0.05, 0.05), lambda s: mean(s.score()))  # fmt: skip


def private(norm: str) -> list[Case]:
    """Everybody has an opinion of their own of everybody."""
    short, says = NORMS[norm], norm.replace("_", " ")

    def one_sees(e: float) -> Files:
        return files(norm, 0, e, opinions="one_observer", a_day=4)

    def all_see(e: float) -> Files:
        return files(norm, 0, e, opinions="all_observe")

    one = Setting(f"one-{short}", one_sees, "error of assessment", 0.05, 400, 2500, DAY)
    everybody = Setting(f"all-{short}", all_see, "error of assessment", 0.05, 250, 4000, DAY)
    return [
        Case(9, f"one-{short}", f"share of good opinions where one observer sees each act, {says}", one,
             lambda x: reputation.one_observer(norm, x), lambda s: mean(s.score())),
        Case(9, f"all-{short}", f"share of occasions ever taken where everybody sees each act, {says}", everybody,
             lambda x: reputation.helped_so_far(norm, x, 4000), lambda s: mean(s.done() / s.ticks)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 9."""
    return [
        *public("simple_standing", 0.05, 0.05, "assessment", 250_000, 20),
        *public("stern_judging", 0.05, 0.0, "execution", 100_000, 20),
        *public("stern_judging", 0.1, 0.02, "execution", 100_000, 20),
        *public("image_scoring", 0.05, 0.05, "assessment", 200_000, 60),
        *public("shunning", 0.1, 0.02, "assessment", 200_000, 60),
        refusers(),
        *private("simple_standing"),
        *private("shunning"),
    ]
