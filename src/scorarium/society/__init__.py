"""Synthetic societies: recipes, people, ties, districts, daily life."""
