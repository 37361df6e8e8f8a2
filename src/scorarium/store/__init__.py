"""Memory that lasts: runs as they were made, with everything needed to make them again."""
