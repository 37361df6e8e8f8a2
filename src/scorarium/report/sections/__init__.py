"""Sections of the page: each reads the material and says what is seen, or is left out where there is nothing."""
