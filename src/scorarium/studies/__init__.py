"""Many worlds: their design, execution and sensitivity."""
