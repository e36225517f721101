"""What was made of an immutable object, remembered for as long as it is likely to come back."""

from collections.abc import Callable
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

CAPACITY = 1_024


class IdentityMemo:
    """Values by the object they were made from: the object itself, not an equal one.

    What-ifs that change one rule share the others, and one allocation asks several times for the same rule. The
    key object is held, so its identity cannot pass to another one; a copy with a changed weight is another object.
    """

    def __init__(self) -> None:
        self._entries: dict[int, tuple[object, Any]] = {}

    def get(self, key: Key, make: Callable[[Key], Value]) -> Value:
        """Return what ``make`` returns for the key, made at most once while it is remembered."""
        entry = self._entries.get(id(key))
        if entry is not None:
            value: Value = entry[1]
            return value
        made = make(key)
        if len(self._entries) >= CAPACITY:
            self._entries.clear()
        self._entries[id(key)] = (key, made)
        return made
