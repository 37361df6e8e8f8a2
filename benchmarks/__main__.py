"""``python -m benchmarks``: speed and memory of the engine."""

from benchmarks.speed import main

if __name__ == "__main__":
    main()
