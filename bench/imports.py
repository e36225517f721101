"""How long the check of an import takes: `python -m bench.imports`.

Reported is processor time of reading, matching and checking, the smaller of two runs, on generated files.
"""

import sys
import time

from services.allocation.domain.importing import (
    CheckContext,
    KnownSchool,
    NeedCategoryDefinition,
    Vocabulary,
    check_table,
    match_columns,
)
from services.allocation.files.tables import read_table

NEEDS = ("all", "poverty", "english_learner", "special_education", "gifted")
LEVELS = ("elementary", "middle", "high")
GRADES = ("k", *(str(grade) for grade in range(1, 13)))
WIDE_SCHOOLS = 8_838
LONG_ROWS = 100_000


def wide_file(schools: tuple[KnownSchool, ...]) -> bytes:
    """Return one row per school: pupils by grade, then needs of the whole school."""
    lines = ["campus_code,campus,total," + ",".join(f"grade_{grade}" for grade in GRADES) + "," + ",".join(NEEDS[1:])]
    for index, school in enumerate(schools):
        pupils = [(index + number) % 90 for number in range(len(GRADES))]
        needs = [sum(pupils) // (number + 2) for number in range(len(NEEDS) - 1)]
        lines.append(",".join([school.school_id, school.name, *map(str, [sum(pupils), *pupils, *needs])]))
    return "\n".join(lines).encode()


def long_file(schools: tuple[KnownSchool, ...]) -> bytes:
    """Return one row per school, level and need."""
    lines = ["School ID,Level,Need Category,Pupil Count"]
    for index, school in enumerate(schools):
        lines.extend(f"{school.school_id},{level},{need},{index % 500}" for level in LEVELS for need in NEEDS)
    return "\n".join(lines[: LONG_ROWS + 1]).encode()


def seconds_of(data: bytes, words: Vocabulary) -> float:
    """Return the processor time of one import, which must be faultless."""
    started = time.process_time()
    table = read_table(data, "counts.csv")
    checked = check_table(
        "counts", table, match_columns("counts", table.header, table.rows, words), CheckContext(words)
    )
    seconds = time.process_time() - started
    if checked.report.errors:
        raise SystemExit(f"the generated file has faults: {checked.report.errors[:3]}")
    return seconds


def main() -> int:
    """Print each figure; 1 when one misses its limit."""
    schools = tuple(KnownSchool(f"{number:06d}", f"School {number}") for number in range(WIDE_SCHOOLS))
    words = Vocabulary(need_categories=tuple(NeedCategoryDefinition(need, need) for need in NEEDS), schools=schools)
    missed = False
    for name, data, limit in (
        ("import_8838_wide_rows", wide_file(schools), 2.0),
        ("import_100000_long_rows", long_file(schools), 5.0),
    ):
        value = min(seconds_of(data, words) for _ in range(2))
        missed = missed or value > limit
        print(f"{name} {value:.2f} s {limit}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
