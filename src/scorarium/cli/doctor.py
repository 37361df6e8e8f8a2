"""`scorarium doctor`."""


def doctor() -> None:
    """Stand in."""
    raise NotImplementedError
