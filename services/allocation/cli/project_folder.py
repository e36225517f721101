"""``ssfr project``: a policy over the years ahead, from a folder of files."""

import argparse
import csv
import sys
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from services.allocation.cli.expected_pupils_file import read_expected_pupils
from services.allocation.cli.loading import add_input_arguments, load_folder
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, fault_line, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.errors import Infeasible, dollars
from services.allocation.domain.expected_pupils import MOST_YEARS
from services.allocation.domain.inputs import Inputs
from services.allocation.domain.prepare import prepare
from services.allocation.domain.projection import EVERY, Growth, ProjectedYear, project
from services.allocation.files.cell_safety import escape_cell


def add_parser(subparsers: Subparsers) -> None:
    """Add ``project`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser("project", help="calculate a policy for several years in a row")
    add_input_arguments(parser)
    parser.add_argument("--years", type=int, default=4, choices=range(1, MOST_YEARS + 1), help="this one included")
    parser.add_argument(
        "--revenue-growth", type=growth, action="append", default=[], metavar="[SOURCE=]PERCENT", help="a year"
    )
    parser.add_argument(
        "--pupil-growth", type=growth, action="append", default=[], metavar="[LEVEL=]PERCENT", help="a year"
    )
    parser.add_argument(
        "--expected-pupils",
        type=Path,
        metavar="expected-pupils.csv",
        help="pupils known by school and year, before growth: school_id, level, and 2028, 2029, ...",
    )
    parser.add_argument("--csv", action="store_true", help="print every school and year as CSV")
    parser.set_defaults(run=run)


def growth(text: str) -> tuple[str, int]:
    """Read ``2.5`` or ``LCFF=-1`` as whom it is for and basis points.

    >>> growth("2.5"), growth("LCFF=-1")
    (('*', 250), ('LCFF', -100))
    """
    name, _, percent = text.rpartition("=")
    try:
        points = Decimal(percent) * 100
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(f"{percent!r} is no percentage, such as 2.5") from error
    if not points.is_finite() or points != int(points) or abs(points) > 10_000:
        raise argparse.ArgumentTypeError(f"{percent} is not between -100 and 100 with at most two decimals")
    return name or EVERY, int(points)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    folder, policy = load_folder(args)
    first = prepare(folder.inputs, policy.levels, policy.need_categories)
    expected = Growth(dict(args.revenue_growth), dict(args.pupil_growth))
    if args.expected_pupils is not None:
        expected = replace(expected, pupils=_expected_pupils(args, folder.inputs, policy.fiscal_year))
    years = project(folder.inputs, policy, expected, args.years, first=first)
    if years[0].refused is not None:
        raise years[0].refused
    if args.csv:
        _print_csv(years)
    else:
        _print_lines(years)
    refused = years[-1].refused
    if refused is None:
        return EXIT_DONE
    reason = refused.detail if isinstance(refused, Infeasible) else refused.problems[0].message
    print(f"{years[-1].fiscal_year} cannot be calculated: {reason}", file=sys.stderr)
    return EXIT_FAULTS


def _expected_pupils(args: argparse.Namespace, inputs: Inputs, fiscal_year: int) -> dict[tuple[int, str, str], Decimal]:
    expected, notes = read_expected_pupils(args.expected_pupils, inputs, fiscal_year)
    for note in notes:
        print(f"note: {fault_line(note)}", file=sys.stderr)
    last = fiscal_year + args.years - 1
    if later := sorted({each.fiscal_year for each in expected if each.fiscal_year > last}):
        years = ", ".join(map(str, later))
        print(
            f"note: {args.expected_pupils.name}: the figures for {years} are not used, as the last year is {last}. "
            f"Give --years {later[-1] - fiscal_year + 1} to use them all.",
            file=sys.stderr,
        )
    return {(each.fiscal_year, each.school_id, each.level): each.pupils for each in expected}


def _print_lines(years: list[ProjectedYear]) -> None:
    for year in years:
        if year.result is None:
            continue
        result = year.result
        current = result.prepared.current_cents
        change = result.totals - current
        known = current >= 0
        print(
            f"{year.fiscal_year}: {dollars(int(result.totals.sum()))} to schools, "
            f"{int((known & (change > 0)).sum())} gain, {int((known & (change < 0)).sum())} lose, "
            f"top-ups {dollars(int(result.top_ups.sum()))}"
        )
        for state in year.triggers:
            reached = "reached" if state.reached else f"{dollars(state.missing_cents)} short"
            print(f"  {state.trigger.title}: {reached}")


def _print_csv(years: list[ProjectedYear]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["fiscal_year", "school_id", "name", "pupils", "amount", "shadow_amount"])
    for year in years:
        if year.result is None:
            continue
        prepared = year.result.prepared
        shadow: list[int] = year.shadow.totals.tolist() if year.shadow is not None else []
        for row, school in enumerate(prepared.schools):
            amount = f"{Decimal(int(year.result.totals[row])).scaleb(-2)}"
            writer.writerow(
                [
                    year.fiscal_year,
                    escape_cell(school.school_id),
                    escape_cell(school.name),
                    prepared.pupil_decimal(int(prepared.pupils[row])),
                    amount,
                    f"{Decimal(shadow[row]).scaleb(-2)}" if shadow else "",
                ]
            )
