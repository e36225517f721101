"""The mappings in the documentation fit the files that they were made for (reference data)."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from services.allocation.domain.importing import CheckContext, KnownSchool, Mapping, Vocabulary, check_table
from services.allocation.files.tables import read_table

FOLDER = Path(__file__).parents[3] / "docs" / "allocation" / "mappings"
FILES = {
    "los-angeles-counts": ("ca-calpads-upc-2019-20/school_level_statewide_original_headers.csv.gz", 732, 0),
    "los-angeles-schools": ("ca-calpads-upc-2019-20/school_level_statewide_original_headers.csv.gz", 732, 0),
    "san-francisco-counts": ("sfusd-wsf-2022-23/school_allocations.csv", 102, 0),
    "san-francisco-school-grants": ("sfusd-wsf-2022-23/school_allocations.csv", 102, 0),
    "san-francisco-schools": ("sfusd-wsf-2022-23/school_allocations.csv", 102, 0),
    "seattle-current-budgets": ("seattle-school-budgets/school_budgets.csv", 73, 41),
    "texas-counts": ("tx-tapr-2018-19/campus_statewide.csv.gz", 8_838, 0),
}


def test_every_mapping_in_the_documentation_is_tried() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(FILES)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_mapping_fits_its_file(name: str, reference_data: Callable[[str], Path]) -> None:
    file, rows, faulty = FILES[name]
    path = reference_data(file.split("/")[0]) / file.split("/")[1]
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    chosen = Mapping.model_validate_json((FOLDER / f"{name}.json").read_bytes())
    table = read_table(data, path.name.removesuffix(".gz"))
    words = Vocabulary()
    if name.startswith("seattle"):
        # These names are not codes, so the district's schools must be known to look them up.
        schools = {row[table.header.index("school")] for row in table.rows}
        words = Vocabulary(schools=tuple(KnownSchool(f"S{n:03d}", text) for n, text in enumerate(sorted(schools))))
    report = check_table(chosen.kind, table, chosen, CheckContext(words)).report
    assert (report.row_count, report.row_count - report.accepted_count) == (rows, faulty)
    assert report.file_errors == ()
