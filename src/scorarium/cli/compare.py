"""`scorarium compare`."""


def compare() -> None:
    """Stand in."""
    raise NotImplementedError
