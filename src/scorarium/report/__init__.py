"""A run as tables for the terminal and as one self-contained page."""
