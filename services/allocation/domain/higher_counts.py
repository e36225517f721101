"""A count on the basis of several: each school has the higher one."""

from collections.abc import Iterable, Sequence

from services.allocation.domain.inputs import CountRow


def higher_of(versions: Sequence[Iterable[CountRow]]) -> list[CountRow]:
    """Return for every school, level and need category the highest count of all versions.

    A category never counts more pupils than there are, as long as it does so in no version: the highest of smaller
    numbers is not above the highest of larger ones.
    """
    highest: dict[tuple[str, str, str], CountRow] = {}
    for rows in versions:
        for row in rows:
            key = row.school_id, row.level, row.need_category
            found = highest.get(key)
            if found is None or row.pupil_count > found.pupil_count:
                highest[key] = row
    return [highest[key] for key in sorted(highest)]
