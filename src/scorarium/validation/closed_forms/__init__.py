"""Exact answers of models that the engine can also live through; NumPy and SciPy only, nothing of Scorarium."""
