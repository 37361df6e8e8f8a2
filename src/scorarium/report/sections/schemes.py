"""The schemes of the run, one card each."""

from __future__ import annotations

from scorarium.report import words
from scorarium.report.content import Section
from scorarium.report.figures import chain as chains
from scorarium.report.material import InRun, Material
from scorarium.report.sections.chain import chain_of
from scorarium.report.sections.say import anchor

WHO = {
    "state": "run by the state",
    "on_behalf": "run on behalf of the state",
    "company": "run by a company",
    "platform": "run by a platform",
    "association": "run by an association",
    "self": "kept by the person alone",
}
HOW = {"mandatory": "mandatory", "opt_in": "voluntary", "record_only": "a record only", "none": "nobody is enrolled"}


def section(material: Material) -> Section | None:
    """A card for every scheme that differs."""
    if not material.distinct:
        return None
    cards = [_card(material, used) for used in material.distinct]
    title = "The scheme" if len(cards) == 1 else "The schemes"
    short = title
    return Section("schemes", short, f"{title}, and how {'it works' if len(cards) == 1 else 'they work'}",
                   kind="schemes", data={"cards": cards})  # fmt: skip


def _card(material: Material, used: InRun) -> dict[str, object]:
    scheme = used.scheme
    chain = chain_of(scheme)
    tags = [str(scheme.year) if scheme.year else "", scheme.fidelity or "", _who(used)]
    tags.append(HOW[scheme.enrolment.kind] if scheme.enrolment is not None else "")
    same = [other.world for other in material.schemes if other.scheme.raw == scheme.raw]
    label = f"How {used.title} works: what is seen, what counts, how one stands, what follows."
    return {
        "name": scheme.name,
        "title": used.title,
        "tone": used.tone,
        "summary": scheme.summary or "",
        "tags": " · ".join(tag for tag in tags if tag),
        "worlds": words.listed(same) if same != [scheme.name] else "",
        "flow": chains.draw(chain, label).render(),
        "columns": [
            {"head": head, "nodes": column} for head, column in zip(chains.HEADS, chain, strict=True) if column
        ],
        "anchor": anchor(used.key),
    }


def _who(used: InRun) -> str:
    operator = used.scheme.operator
    if operator is None:
        return ""
    return WHO[operator.kind] + (f" ({operator.level})" if operator.level else "")
