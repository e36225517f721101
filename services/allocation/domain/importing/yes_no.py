"""Yes and no as files write them."""

from services.allocation.domain.importing.words import normal

_YES = frozenset({"yes", "y", "true", "t", "1", "si", "s", "x", "restricted", "restringido", "restringida"})
_NO = frozenset({"no", "n", "false", "f", "0", "unrestricted", "no restringido", "no restringida"})


def yes_no(text: str) -> bool | None:
    """Return True, False, or None when a text is neither.

    >>> yes_no("Sí"), yes_no("No "), yes_no("maybe")
    (True, False, None)
    """
    word = normal(text)
    return True if word in _YES else False if word in _NO else None
