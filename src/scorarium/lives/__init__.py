"""One life, act by act, and its twin in the world without: replayed from the counters, no log kept."""
