"""San Francisco's published sheets of 2022-23 as the budget office has them, and what they say must come out."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHEETS = "school_allocations.csv"
BASE = "5174.49959"
FISCAL_YEAR = 2023
PLACEHOLDER = "PLACEHOLDER"


@dataclass(frozen=True)
class Source:
    """A line of the district's register."""

    source_id: str
    name: str
    restricted: bool
    printed: str  # column of the published totals, and of last year's budgets


SOURCES = (
    Source("00000", "Unrestricted", False, "unrestricted_00000"),
    Source("65001", "Special education supplement", True, "sped_65001"),
    Source("07091", "English learners", True, "scg_el_07091"),
    Source("07092", "Concentration", True, "concentration_07092"),
    Source("07090", "Low income, high schools", True, "scg_low_income_07090"),
    Source("31500", "Title I", True, "title1_31500"),
    Source("00444", "Transitional kindergarten", True, "tk_site_00444"),
    Source("90552", "Arts", True, "peef_arts_90552"),
    Source("90551", "Physical education", True, "peef_pe_90551"),
)
# A line of the register that belongs to no school yet.
PLACEHOLDER_DOLLARS = 1_000_000
# The district rounds each part of each school to a dollar; a little more than the printed total covers that.
ROOM_DOLLARS = 100


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return a file's rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def dollars(text: str) -> int:
    """Return a printed amount; the sheets leave cells open or say that they are to be done."""
    return 0 if text in {"", "TBD"} else int(text)


@dataclass(frozen=True)
class SanFrancisco:
    """The folder of published files."""

    folder: Path

    @property
    def sheets(self) -> Path:
        """One row for each school, as it was published."""
        return self.folder / SHEETS

    @property
    def last_year(self) -> Path:
        """What the same schools had the year before."""
        return self.folder / "district_register_2021_22_comparison.csv"

    def published_total(self) -> int:
        """Return the district's printed total in dollars."""
        return dollars(self._printed_totals()["total_allocation"])

    def school_totals(self) -> dict[str, int]:
        """Return each school's printed total in dollars."""
        register = rows_of(self.folder / "district_register_2022_23.csv")
        return {row["school_code"]: dollars(row["total_allocation"]) for row in register if row["school_code"]}

    def deductions(self) -> int:
        """Return how many schools' typed supplement takes money away."""
        return sum(dollars(row["transition_baseline_supplement"]) < 0 for row in rows_of(self.sheets))

    def write_revenue_sources(self, write: Callable[[str, str], Path]) -> Path:
        """Write the year's sources with the amounts of the published totals."""
        printed = self._printed_totals()
        lines = ["source_id,name,funder,restricted,amount"]
        for source in SOURCES:
            amount = dollars(printed[source.printed]) + ROOM_DOLLARS
            if source.source_id == "00000":
                amount -= PLACEHOLDER_DOLLARS
            restricted = "yes" if source.restricted else "no"
            lines.append(f'{source.source_id},"{source.name}",State of California,{restricted},{amount}.00')
        lines.append(f"{PLACEHOLDER},Placeholder school,State of California,yes,{PLACEHOLDER_DOLLARS}.00")
        return write("san-francisco-revenue.csv", "\n".join(lines) + "\n")

    def write_typed_lines(self, write: Callable[[str, str], Path]) -> Path:
        """Write the sheets once more, with physical education from the register where they say TBD."""
        register = rows_of(self.folder / "district_register_2022_23.csv")
        physical_education = {row["school_code"]: row["peef_pe_90551"] for row in register}
        rows = rows_of(self.sheets)
        lines = [",".join(rows[0])]
        for row in rows:
            filled = row | {"summary_90551_peef_pe": physical_education[row["school_code"]]}
            lines.append(",".join(f'"{cell}"' if "," in cell else cell for cell in filled.values()))
        return write("san-francisco-typed-lines.csv", "\n".join(lines) + "\n")

    def _printed_totals(self) -> dict[str, str]:
        printed = rows_of(self.folder / "published_totals.csv")
        return next(row for row in printed if row["row"] == "District total" and row["year"] == "2022-23")
