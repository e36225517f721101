"""What a run of one seed came to, and when that is right."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Outcome:
    """What a run of one seed came to."""

    trace: tuple[str, ...]
    told: dict[tuple[UUID, str], list[str]]
    received: dict[tuple[UUID, str], list[str]]
    came_to_rest: bool  # all is marked, acknowledged and settled

    @property
    def is_right(self) -> bool:
        """Nothing lost, nothing doubled, and each aggregate in its order."""
        return self.came_to_rest and self.received == self.told


def by_aggregate(entries: Iterable[tuple[UUID, str, str]]) -> dict[tuple[UUID, str], list[str]]:
    found: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
    for district_id, account, key in entries:
        found[district_id, account].append(key)
    return dict(found)
