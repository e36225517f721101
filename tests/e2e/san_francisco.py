"""San Francisco's published sheets of 2022-23 as the budget office has them, and what they say must come out."""

import csv
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

BASE = "5174.49959"
FISCAL_YEAR = 2023


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return a file's rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def dollars(text: str) -> int:
    """Return a printed amount; the register leaves cells open."""
    return 0 if text == "" else int(text)


@dataclass(frozen=True)
class SanFrancisco:
    """The folder of published files, and the one with what the guide's command makes of them."""

    folder: Path
    prepared: Path

    @property
    def sheets(self) -> Path:
        """One row for each school, as it was published."""
        return self.folder / "school_allocations.csv"

    @property
    def last_year(self) -> Path:
        """What the same schools had the year before."""
        return self.folder / "district_register_2021_22_comparison.csv"

    @property
    def revenue_sources(self) -> Path:
        """The year's sources with the amounts of the published totals."""
        return self.prepared / "san-francisco-revenue.csv"

    @property
    def typed_lines(self) -> Path:
        """What the district typed for each school, besides the formula."""
        return self.prepared / "san-francisco-typed-lines.csv"

    def parts_of_last_year(self) -> list[str]:
        """Return last year's columns that are taken for a source of this year: they end with its code."""
        codes = "|".join(row["source_id"] for row in rows_of(self.revenue_sources))
        return [column for column in rows_of(self.last_year)[0] if re.search(f"_({codes})$", column)]

    def published_total(self) -> int:
        """Return the district's printed total in dollars."""
        printed = rows_of(self.folder / "published_totals.csv")
        row = next(row for row in printed if row["row"] == "District total" and row["year"] == "2022-23")
        return dollars(row["total_allocation"])

    def school_totals(self) -> dict[str, int]:
        """Return each school's printed total in dollars."""
        register = rows_of(self.folder / "district_register_2022_23.csv")
        return {row["school_code"]: dollars(row["total_allocation"]) for row in register if row["school_code"]}


def prepare(folder: Path, out: Path) -> SanFrancisco:
    """Run the command of the guide."""
    command = [sys.executable, "-m", "deploy.examples.san_francisco", str(folder), str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    return SanFrancisco(folder, out)
