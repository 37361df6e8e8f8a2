"""The command line: one command per file, nothing computed here."""
