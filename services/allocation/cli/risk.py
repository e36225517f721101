"""``ssfr risk``: what the next count may mean for every school's budget, and the reserve for it."""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from services.allocation.cli.bounded import MOST_SEEDS, between
from services.allocation.cli.loading import add_input_arguments, load_mappings, load_prepared
from services.allocation.cli.refusals import EXIT_DONE, EXIT_USAGE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.table_file import table_file
from services.allocation.domain.errors import dollars
from services.allocation.domain.importing.numbers import dollars as plain_dollars
from services.allocation.domain.inputs import CountRow
from services.allocation.domain.limits import ANY_LEVEL
from services.allocation.domain.risk.budgets import BANDS_BP, MOST_DRAWS, reserve_at, simulate
from services.allocation.domain.risk.cohort import LEAST_YEARS, forecast
from services.allocation.domain.risk.recounted import YearCounts, history_of, moving_up
from services.allocation.files.cell_safety import escape_cell
from services.allocation.files.folder import read_folder


def add_parser(subparsers: Subparsers) -> None:
    """Add ``risk`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "risk",
        help="simulate the next count: a band for every school, and the reserve",
        description="Learns from the counts of at least three years in a row how many pupils come back, and how far "
        "such forecasts miss; then allocates under each of many simulated counts.",
    )
    add_input_arguments(parser)
    parser.add_argument(
        "--history",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="the input folder of an earlier year, the oldest first; at least two",
    )
    parser.add_argument("--grades", metavar="LEVEL,LEVEL", help="levels that are single grades, to move up")
    parser.add_argument("--draws", type=int, default=500, help=f"how many counts to simulate, at most {MOST_DRAWS}")
    parser.add_argument(
        "--seed", type=between(0, MOST_SEEDS), default=1, help="the same seed gives the same figures (default: 1)"
    )
    parser.add_argument("--confidence", type=float, default=90.0, help="how sure the reserve shall be, in percent")
    parser.add_argument("--out", type=Path, metavar="risk.csv", help="one row a school; default: standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    if len(args.history) + 1 < LEAST_YEARS:
        print(f"error: --history must name at least {LEAST_YEARS - 1} earlier years", file=sys.stderr)
        return EXIT_USAGE
    if not 20 <= args.draws <= MOST_DRAWS or not 50 <= args.confidence < 100:
        print(f"error: --draws must be 20 to {MOST_DRAWS}, and --confidence 50 to 99.9", file=sys.stderr)
        return EXIT_USAGE
    prepared, policy = load_prepared(args, say_warnings=False)
    mappings = load_mappings(args.mapping) if args.mapping else {}
    years = [_counts(read_folder(folder, policy, mappings).inputs.counts) for folder in args.history]
    years.append(_counts(prepared.inputs.counts))
    levels = [level for level in prepared.levels if level != ANY_LEVEL]
    grades = moving_up(levels, set((args.grades or "").split(",")))
    known = forecast(history_of(prepared, years, grades))
    found = simulate(prepared, policy, known, args.draws, args.seed, lambda _done, _total: None)
    names = [f"p{each // 100}" for each in BANDS_BP]
    header = ["school_id", "name", "pupils", "budget"]
    header += [f"pupils_{name}" for name in names] + [f"budget_{name}" for name in names] + ["falls_percent"]
    with table_file(args.out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row, school in enumerate(prepared.schools):
            writer.writerow(
                [
                    escape_cell(school.school_id),
                    escape_cell(school.name),
                    f"{found.pupils[row]:.2f}",
                    plain_dollars(int(found.planned[row])),
                    *(f"{pupils:.0f}" for pupils in found.pupil_bands[:, row]),
                    *(plain_dollars(int(cents)) for cents in found.budget_bands[:, row]),
                    f"{found.falling[row] * 100:.1f}",
                ]
            )
    confidence_bp = round(args.confidence * 100)
    print(
        f"In {args.confidence:g} of 100 counts a reserve of {dollars(reserve_at(found.up_only_cents, confidence_bp))} "
        f"lifts every school that gains and takes from none; {dollars(reserve_at(found.net_cents, confidence_bp))} "
        f"where schools that lose give back. {found.infeasible} of {found.draws} counts ask for more than there is.",
        file=sys.stderr,
    )
    return EXIT_DONE


def _counts(rows: Iterable[CountRow]) -> YearCounts:
    counts: YearCounts = defaultdict(float)
    for row in rows:
        counts[row.school_id, row.level, row.need_category] += float(row.pupil_count)
    return counts
