"""How fast and how heavy: run on demand with ``make bench``; nothing of it runs with the tests."""
