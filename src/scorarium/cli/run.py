"""`scorarium run`."""


def run() -> None:
    """Stand in."""
    raise NotImplementedError
