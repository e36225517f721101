"""``ssfr salaries``: average against actual charging from a payroll extract, and a transition from one to the other."""

import argparse
import json
from pathlib import Path

from services.allocation.cli.bounded import between
from services.allocation.cli.loading import load_mappings
from services.allocation.cli.one_table import read_rows
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.errors import dollars
from services.allocation.domain.importing import Fault, Mapping, Vocabulary
from services.allocation.domain.salaries.charging import Charging, charge
from services.allocation.domain.salaries.settings import SalarySettings
from services.allocation.domain.salaries.transition import TransitionYear, transition
from services.allocation.domain.staff import StaffLine
from services.allocation.files.folder import FolderRefused


def add_parser(subparsers: Subparsers) -> None:
    """Add ``salaries`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "salaries",
        help="compare average and actual salaries by school, and try a transition",
        description="Reads a payroll extract (CSV or XLSX), charges every school its staff both ways, and shows what "
        "averaging moves between schools. Nothing of one person is printed.",
    )
    parser.add_argument("staff", type=Path, metavar="staff.csv")
    parser.add_argument("--mapping", type=Path, metavar="mapping.json", help="how the extract's columns are read")
    parser.add_argument("--years", type=between(1, 10), default=3, help="years of the transition (3)")
    parser.add_argument(
        "--pool", type=between(0, 100), default=50, metavar="PERCENT", help="paid in the first year (50)"
    )
    parser.add_argument("--without-federal", action="store_true", help="leave out staff paid by federal money")
    parser.add_argument("--salaries-only", action="store_true", help="leave out benefits")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    mapping = None if args.mapping is None else _mapping(args.mapping)
    staff = read_rows(args.staff, "staff", StaffLine, mapping, Vocabulary(), say_warnings=True)
    settings = SalarySettings(
        include_federal=not args.without_federal,
        include_benefits=not args.salaries_only,
        transition_years=args.years,
        pool_first_bp=args.pool * 100,
    )
    charging = charge(staff, settings)
    years = transition(charging.schools, settings)
    if args.json:
        print(json.dumps(_document(charging, years), indent=2))
    else:
        _print(charging, years)
    return EXIT_DONE


def _mapping(path: Path) -> Mapping:
    mappings = load_mappings(path)
    if "staff" not in mappings:
        said = f"It maps {', '.join(mappings) or 'nothing'}, and no staff."
        raise FolderRefused([Fault(path.name, None, None, None, "wrong_kind", said, "Give a mapping of staff.")])
    return mappings["staff"]


def _print(charging: Charging, years: tuple[TransitionYear, ...]) -> None:
    print(f"{'school':<20}{'people':>7}{'FTE':>9}{'actual':>19}{'at averages':>19}{'transfer':>18}")
    for school in sorted(charging.schools, key=lambda each: (-each.transfer_cents, each.school_id)):
        print(
            f"{school.school_id:<20}{school.people:>7}{school.fte:>9}{dollars(school.actual_cents):>19}"
            f"{dollars(school.average_cents):>19}{dollars(school.transfer_cents):>18}"
        )
    print(f"Averaging moves {dollars(charging.moved_cents)} between schools; the transfers sum to $0.00.")
    for year in years:
        print(
            f"year {year.year}: {year.actual_share_bp / 100:.0f} % of the way, pool {dollars(year.pool_cents)}, "
            f"{year.gaining} schools gain, {year.losing} lose"
        )


def _document(charging: Charging, years: tuple[TransitionYear, ...]) -> dict[str, object]:
    return {
        "moved_cents": charging.moved_cents,
        "classes": [
            {"job_class": each.job_class, "people": each.people, "fte": str(each.fte),
             "average_cents": None if each.hidden else each.average_cents}
            for each in charging.classes
        ],
        "schools": [
            {"school_id": each.school_id, "people": each.people, "fte": str(each.fte),
             "actual_cents": each.actual_cents, "average_cents": each.average_cents,
             "transfer_cents": each.transfer_cents}
            for each in charging.schools
        ],
        "years": [
            {"year": each.year, "actual_share_bp": each.actual_share_bp, "cost_cents": each.cost_cents,
             "gaining": each.gaining, "losing": each.losing}
            for each in years
        ],
    }  # fmt: skip
