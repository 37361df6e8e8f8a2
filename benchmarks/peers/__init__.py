"""One task, written for each peer as its own users would write it; ``python -m benchmarks.peers`` runs them in turn."""
