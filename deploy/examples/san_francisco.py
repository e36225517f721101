"""`python -m deploy.examples.san_francisco FOLDER OUT`: the published figures of San Francisco 2022-23, for import.

FOLDER holds the district's sheets as tables: school_allocations.csv, district_register_2022_23.csv and
published_totals.csv. OUT receives the two files that the district printed in another shape than a budget office
imports: san-francisco-revenue.csv and san-francisco-typed-lines.csv. docs/guide/budget-office.md goes on from there.
"""

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

SHEETS = "school_allocations.csv"
REGISTER = "district_register_2022_23.csv"
TOTALS = "published_totals.csv"
REVENUE = "san-francisco-revenue.csv"
TYPED_LINES = "san-francisco-typed-lines.csv"
# Column of the printed totals, name of the source, and whether its money is restricted. The columns end with the
# district's resource code.
SOURCES = (
    ("unrestricted_00000", "Unrestricted", "no"),
    ("sped_65001", "Special education supplement", "yes"),
    ("scg_el_07091", "English learners", "yes"),
    ("concentration_07092", "Concentration", "yes"),
    ("scg_low_income_07090", "Low income, high schools", "yes"),
    ("title1_31500", "Title I", "yes"),
    ("tk_site_00444", "Transitional kindergarten", "yes"),
    ("peef_arts_90552", "Arts", "yes"),
    ("peef_pe_90551", "Physical education", "yes"),
)
# What the district typed for each school, besides the formula.
TYPED_COLUMNS = (
    "school_code",
    "school",
    "transition_baseline_supplement",
    "other_unrestricted",
    "tk_amount",
    "peef_arts_amount",
)
PHYSICAL_EDUCATION = "peef_pe_90551"
NEEDED = {
    SHEETS: set(TYPED_COLUMNS),
    REGISTER: {"school_code", PHYSICAL_EDUCATION},
    TOTALS: {"row", "year", *(column for column, _, _ in SOURCES)},
}
# A line of the register that belongs to no school yet; its money stands in the unrestricted total.
PLACEHOLDER_DOLLARS = 1_000_000
# The district rounds each part of each school to a dollar; a little more than the printed total covers that.
ROOM_DOLLARS = 100


class NotTheseTables(ValueError):
    """A file is not the district's; the message says what it lacks."""


def main(arguments: list[str]) -> int:
    """Write both files."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, out = Path(arguments[0]), Path(arguments[1])
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        print(f"{folder} lacks {', '.join(missing)}. Name the folder with the district's tables.", file=sys.stderr)
        return 1
    try:
        sheets, register, totals = (rows_of(folder / name, columns) for name, columns in NEEDED.items())
        sources, lines = revenue(totals), typed_lines(sheets, register)
        out.mkdir(parents=True, exist_ok=True)
        write(out / REVENUE, sources)
        write(out / TYPED_LINES, lines)
    except NotTheseTables as error:
        print(f"{error} Name the folder with the district's tables.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def revenue(totals: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return a row for each source, with the amount of the printed total."""
    printed = next((row for row in totals if (row["row"], row["year"]) == ("District total", "2022-23")), None)
    if printed is None:
        raise NotTheseTables(f"{TOTALS} has no District total of 2022-23.")
    amounts = {column: whole_dollars(printed[column], column) + ROOM_DOLLARS for column, _, _ in SOURCES}
    amounts["unrestricted_00000"] -= PLACEHOLDER_DOLLARS
    rows = [
        source(column.rpartition("_")[2], name, restricted, amounts[column]) for column, name, restricted in SOURCES
    ]
    return [*rows, source("PLACEHOLDER", "Placeholder school", "yes", PLACEHOLDER_DOLLARS)]


def source(source_id: str, name: str, restricted: str, dollars: int) -> dict[str, str]:
    """Return a row of the revenue file."""
    return {
        "source_id": source_id,
        "name": name,
        "funder": "State of California",
        "restricted": restricted,
        "amount": f"{dollars}.00",
    }


def typed_lines(sheets: list[dict[str, str]], register: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the sheets' typed columns, with physical education out of the register: the sheets say TBD."""
    printed = {row["school_code"]: row[PHYSICAL_EDUCATION] for row in register}
    unknown = [row["school_code"] for row in sheets if row["school_code"] not in printed]
    if unknown:
        raise NotTheseTables(f"{REGISTER} lacks the schools {', '.join(unknown[:5])}.")
    return [
        {column: row[column] for column in TYPED_COLUMNS} | {PHYSICAL_EDUCATION: printed[row["school_code"]]}
        for row in sheets
    ]


def whole_dollars(text: str, column: str) -> int:
    """Return a printed amount."""
    if not (text.isascii() and text.isdigit()):
        raise NotTheseTables(f"{TOTALS}, column {column}: {text!r} is no amount in whole dollars.")
    return int(text)


def rows_of(path: Path, columns: set[str]) -> list[dict[str, str]]:
    """Return a file's rows, each with these columns at least."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, restval=""))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotTheseTables(f"{path.name} is no table in UTF-8.") from error
    lacking = sorted(columns.difference(rows[0] if rows else ()))
    if lacking:
        raise NotTheseTables(f"{path.name} lacks the columns {', '.join(lacking)}.")
    return rows


def write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows under the names of their columns."""
    kept = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    print(f"{path}: {len(kept)} rows")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
