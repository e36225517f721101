"""An answer of the inbox with which no order is kept: a defect that tests must find."""

from typing import Any


class AnyVersionIsNext(dict[Any, Any]):
    """Says of every version that it is the next."""

    def __setitem__(self, _key: Any, _version: Any) -> None:
        """Forget it."""

    def __missing__(self, _key: Any) -> "AnyVersionIsNext":
        return self

    def __add__(self, _one: int) -> "AnyVersionIsNext":
        return self

    def __eq__(self, _version: object) -> bool:
        return True

    def __lt__(self, _version: object) -> bool:
        return False

    __hash__ = None
