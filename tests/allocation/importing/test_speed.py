"""A long file of 100,000 rows is checked in seconds."""

import time

from services.allocation.domain.importing import CheckContext, KnownSchool, Vocabulary, check_table, match_columns
from services.allocation.files.tables import read_table
from tests.allocation.importing.making import CATEGORIES


def test_a_hundred_thousand_long_rows_within_five_seconds() -> None:
    schools = tuple(KnownSchool(f"{number:05d}", f"School {number}") for number in range(8_400))
    text = ["School ID,Level,Need Category,Pupil Count"]
    text.extend(
        f"{school.school_id},{level},{item.need_category},{100 + index}"
        for index, school in enumerate(schools)
        for level in ("elementary", "middle", "high")
        for item in CATEGORIES
    )
    data = "\n".join(text[:100_001]).encode()
    words = Vocabulary(need_categories=CATEGORIES, schools=schools)
    # Processor time: the wall clock would measure what else the machine does.
    started = time.process_time()
    table = read_table(data, "counts.csv")
    chosen = match_columns("counts", table.header, table.rows, words)
    checked = check_table("counts", table, chosen, CheckContext(words))
    seconds = time.process_time() - started
    assert checked.report.errors == ()
    assert len(checked.rows) == 100_000
    assert seconds < 5, f"{seconds:.2f} s"
