"""Write the sample page of the documentation anew, from a run of its own.

    python scripts/sample_report.py

Ten thousand synthetic people live three years under two schemes, three times over; the page is what `scorarium report`
makes of that.
"""

import sys
import tempfile
from pathlib import Path

from scorarium.report.page import write_page
from scorarium.studies.order import order_run
from scorarium.studies.run import make_run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "_static" / "sample-report.html"
SCHEMES = ["suining-2010", "court-defaulters-2013"]


def main() -> int:
    """Run, report, and say where the page is."""
    order = order_run(SCHEMES, society="china-2018", persons=10_000, years=3.0, seed=2010, replicates=3)
    with tempfile.TemporaryDirectory() as folder:
        make_run(order, out=Path(folder) / "sample")
        path = write_page(Path(folder) / "sample", PAGE)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
