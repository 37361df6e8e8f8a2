"""`scorarium plan`."""


def plan() -> None:
    """Stand in."""
    raise NotImplementedError
