"""The flow of a scheme in the terminal: what is seen, what counts, how one stands, what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from scorarium.report.figures.chain import Chain, Node
    from scorarium.scheme.model import Scheme


def picture(scheme: Scheme) -> str:
    """The flow as a picture that stands by itself (SVG), light and dark."""
    from scorarium.report.figures.chain import draw
    from scorarium.report.sections.chain import chain_of

    label = f"How {scheme.title or scheme.name} works: what is seen, what counts, how one stands, what follows."
    figure = draw(chain_of(scheme), label)
    wide, high = figure.wide + 2 * MARGIN, figure.high + 2 * MARGIN
    head, end, body = str(figure.render()).partition(">")
    framed = f'viewBox="{-MARGIN} {-MARGIN} {wide:g} {high:g}" width="{wide:g}" height="{high:g}"'
    head = re.sub(r'viewBox="[^"]*" width="[^"]*" height="[^"]*"', framed, head)
    return f'{head} xmlns="http://www.w3.org/2000/svg"{end}<style>{STYLE}</style>{body}\n'


MARGIN = 20
STYLE = (
    "svg{color-scheme:light dark;background:#fffdf8}text{font:12px system-ui,sans-serif}.t{fill:#5d594f}"
    ".ink{fill:#1d1b17}.b{font-weight:600}.link{fill:none;stroke:#bfb8a7;stroke-width:1.2}"
    "@media(prefers-color-scheme:dark){svg{background:#181c1a}.t{fill:#a8a69d}.ink{fill:#edebe3}.link{stroke:#565c58}}"
)


def flow_document(scheme: Scheme) -> list[dict[str, Any]]:
    """The flow as `show --json` prints it: four columns of things and what each leads to in the next."""
    chain, heads = _chain(scheme)
    return [
        {
            "column": head,
            "things": [
                {"key": node.key, "name": node.name, "detail": node.detail, "leads_to": list(node.leads_to)}
                for node in column
            ],
        }
        for head, column in zip(heads, chain, strict=True)
    ]


def flow_table(scheme: Scheme) -> Table:
    """The four columns side by side; `→ 2` behind a thing names the number of what it leads to in the next column."""
    from rich.table import Table
    from rich.text import Text

    chain, heads = _chain(scheme)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0), expand=True)
    for index, head in enumerate(heads):
        table.add_column(head + (" →" if index < 3 else ""), ratio=1, overflow="fold")
    columns = [_cells(chain, index) for index in range(len(chain))]
    for row in range(max(map(len, columns))):
        table.add_row(*(column[row] if row < len(column) else Text("") for column in columns))
    return table


def _cells(chain: Chain, index: int) -> list[Any]:
    from rich.text import Text

    goals = {node.key: str(row + 1) for row, node in enumerate(chain[index + 1])} if index + 1 < len(chain) else {}
    cells = []
    for row, node in enumerate(chain[index]):
        to = [goals[goal] for goal in node.leads_to if goal in goals]
        arrow = f" → {','.join(to)}" if to else ""
        number = f"{row + 1} " if index else ""
        cells.append(Text.assemble((number, "dim"), node.name, (_detail(node), "dim"), (arrow, "bold")))
    return cells


def _detail(node: Node) -> str:
    return f", {node.detail}" if node.detail else ""


def _chain(scheme: Scheme) -> tuple[Chain, tuple[str, ...]]:
    from scorarium.report.figures.chain import HEADS
    from scorarium.report.sections.chain import chain_of

    return chain_of(scheme), HEADS
