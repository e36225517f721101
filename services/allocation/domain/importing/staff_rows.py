"""Staff from a payroll extract: who a person is stays in the file; what is kept is a number within this import."""

from decimal import Decimal

from services.allocation.domain.importing.faults import FaultLog
from services.allocation.domain.importing.fiscal_years import row_years
from services.allocation.domain.importing.grid import Grid
from services.allocation.domain.importing.money_rows import check_text
from services.allocation.domain.importing.numbers import NumberFault, to_cents
from services.allocation.domain.importing.school_lookup import SchoolLookup, id_texts
from services.allocation.domain.importing.table import header_key
from services.allocation.domain.importing.vocabulary import CheckContext
from services.allocation.domain.importing.yes_no import yes_no
from services.allocation.domain.inputs import Origin
from services.allocation.domain.staff import CENTRAL, StaffLine, names_federal_money

# Everything else in a payroll extract may tell who somebody is, or what one person earns.
SHOWN_FIELDS = frozenset({"school_id", "school_name", "job_class", "funding", "federal", "fiscal_year"})
MOST_FTE = Decimal(2)
FTE_PLACES = Decimal(10_000)


def hide_persons(log: FaultLog, grid: Grid) -> None:
    """Let the log repeat only cells of columns that tell nothing of a person."""
    shown = {header_key(choice.header) for choice in grid.mapping.columns if choice.field in SHOWN_FIELDS}
    log.keep_values_of(frozenset(header for header in grid.table.header if header_key(header) in shown))


def read_staff(grid: Grid, context: CheckContext) -> list[StaffLine]:
    """Check staff lines and return those of the faultless rows, one per line of the file.

    A person with several lines (jobs, schools, sources of money) is one person; without an employee id every line is a
    person of its own. A line without a school belongs to the central office.
    """
    row_years(grid)
    schools = _schools(grid, context)
    persons = _persons(grid)
    jobs = grid.field_texts("job_class") or [""] * len(schools)
    fundings = grid.field_texts("funding") or [""] * len(schools)
    federal = _federal(grid, fundings)
    fte = _numbers(grid, "fte", required=True)
    salary = _cents(grid, "salary", required=True)
    benefits = _cents(grid, "benefits", required=False)
    longevity = _cents(grid, "longevity", required=False)
    years = _numbers(grid, "years", required=False)
    _check_fte(grid, fte)
    lines: list[StaffLine] = []
    for index, row in enumerate(grid.row_numbers):
        if not jobs[index]:
            grid.log.error(
                row, grid.field_header("job_class"), "", "missing_value", "There is no job class.", "Fill it in."
            )
        for field, text in (("job_class", jobs[index]), ("funding", fundings[index])):
            check_text(grid, row, field, text)
        pay, worked = salary[index], fte[index]
        if pay is None or worked is None:
            continue
        if (longevity[index] or 0) > pay:
            grid.log.error(
                row, grid.field_header("longevity"), None, "longevity_above_salary",
                "Longevity pay is more than the whole salary.",
                "The salary includes longevity pay: correct one of the two.",
            )  # fmt: skip
        lines.append(
            StaffLine(
                person=persons[index],
                school_id=schools[index],
                job_class=jobs[index],
                fte=worked,
                salary_cents=pay,
                benefits_cents=benefits[index] or 0,
                longevity_cents=longevity[index] or 0,
                funding=fundings[index],
                federal=federal[index],
                years=None if (served := years[index]) is None else round(served, 2),
                origin=Origin(grid.table.file_name, row),
            )
        )
    _tell_assumptions(grid, lines)
    return [line for line in lines if line.origin.row not in grid.log.faulty_rows]


def _schools(grid: Grid, context: CheckContext) -> list[str]:
    lookup = SchoolLookup(context)
    header, texts = id_texts(grid)
    names = grid.field_texts("school_name")
    found: list[str] = []
    for index, row in enumerate(grid.row_numbers):
        id_cell = (header, texts[index]) if texts is not None and texts[index] else None
        name_cell = (grid.field_header("school_name"), names[index]) if names is not None and names[index] else None
        # A name beside an empty id is the name of an office as often as that of a school.
        if id_cell is None and (texts is not None or name_cell is None):
            found.append(CENTRAL)
        else:
            found.append(lookup.find(grid.log, row, id_cell, name_cell))
    return found


def _persons(grid: Grid) -> list[int]:
    texts = grid.field_texts("employee_id")
    if texts is None:
        return list(range(1, len(grid.row_numbers) + 1))
    numbers: dict[str, int] = {}
    persons: list[int] = []
    for index, (row, text) in enumerate(zip(grid.row_numbers, texts, strict=True)):
        if not text:
            grid.log.warning(
                row, grid.field_header("employee_id"), None, "person_unknown",
                "There is no employee id, so this line counts as a person of its own.", "Fill it in if it is known.",
            )  # fmt: skip
        persons.append(numbers.setdefault(text or f"\x00{index}", len(numbers) + 1))
    return persons


def _federal(grid: Grid, fundings: list[str]) -> list[bool]:
    texts = grid.field_texts("federal")
    if texts is None:
        return [names_federal_money(funding) for funding in fundings]
    said: list[bool] = []
    for row, text, funding in zip(grid.row_numbers, texts, fundings, strict=True):
        answer = yes_no(text) if text else names_federal_money(funding)
        if answer is None:
            answer = names_federal_money(text)
            if not answer and text.strip().casefold() not in {"state", "local", "estatal", "local/state", "other"}:
                grid.log.error(
                    row, grid.field_header("federal"), text, "not_yes_or_no",
                    "This says neither federal nor not.", "Write yes or no, or federal, state or local.",
                )  # fmt: skip
        said.append(answer)
    return said


def _numbers(grid: Grid, field: str, *, required: bool) -> list[Decimal | None]:
    header = grid.mapping.header_of(field)
    if header is None or not grid.has(header):
        return [None] * len(grid.row_numbers)
    numbers = grid.numbers(header)
    if required:
        for row, text in zip(grid.row_numbers, grid.texts(header), strict=True):
            if not text:
                grid.log.error(
                    row, header, "", "missing_value", "This is missing.", "Fill it in, or leave the row out."
                )
    return numbers


def _cents(grid: Grid, field: str, *, required: bool) -> list[int | None]:
    cents: list[int | None] = []
    for row, number in zip(grid.row_numbers, _numbers(grid, field, required=required), strict=True):
        value = None if number is None else to_cents(number)
        if isinstance(value, NumberFault):
            grid.log.error(row, grid.field_header(field), None, value.code, value.message, value.remedy)
            value = None
        cents.append(value)
    return cents


def _check_fte(grid: Grid, fte: list[Decimal | None]) -> None:
    for row, value in zip(grid.row_numbers, fte, strict=True):
        if value is None:
            continue
        if value > MOST_FTE:
            grid.log.error(
                row, grid.field_header("fte"), None, "too_large", "More than two full-time equivalents in one line.",
                "Full time is 1.0: a column in percent or hours needs to be changed in the payroll extract.",
            )  # fmt: skip
        elif value * FTE_PLACES != int(value * FTE_PLACES):
            grid.log.error(
                row, grid.field_header("fte"), None, "too_many_decimals", "More than four decimals.",
                "Round the figure where it was calculated.",
            )  # fmt: skip


def _tell_assumptions(grid: Grid, lines: list[StaffLine]) -> None:
    central = sum(line.school_id == CENTRAL for line in lines)
    if central:
        grid.log.warning(
            None, grid.field_header("school_id"), None, "central_staff",
            f"{central} lines name no school and are read as central office.", "Nothing to do if this is meant.",
        )  # fmt: skip
    if grid.field_texts("benefits") is None:
        grid.log.warning(
            None, None, None, "benefits_missing", "No column holds benefits, so only salaries are compared.",
            "Map the column, or the sum of several benefit columns as a derived column.",
        )  # fmt: skip
    if grid.field_texts("funding") is None and grid.field_texts("federal") is None:
        grid.log.warning(
            None, None, None, "funding_missing", "No column says who pays: all staff count as state or local.",
            "Map the column with the funding source or the account.",
        )  # fmt: skip
