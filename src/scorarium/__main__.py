"""``python -m scorarium``: the same as the command."""

import sys

from scorarium.cli.main import run

sys.exit(run())
