"""``ssfr allocate``: from an input folder and a policy to a result folder."""

import argparse
import sys
from pathlib import Path

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.errors import dollars
from services.allocation.domain.result import Result
from services.allocation.files.outputs import RECONCILIATION, reconciliation_rows, write_results

HEADINGS = ("Source", "Amount", "Locked", "Central", "Grants", "Formula", "Top-ups", "Reductions", "Reserve", "Diff.")


def add_parser(subparsers: Subparsers) -> None:
    """Add ``allocate`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "allocate",
        help="distribute every source to the schools and write the result",
        description="Reads schools, counts, revenue_sources and where present measures, current_budgets and "
        "school_grants; writes allocations.csv, school_totals.csv, matrix.csv, reconciliation.csv and result.json. "
        "With any error nothing is written.",
    )
    add_input_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="RESULT_FOLDER", help="made if it is not there")
    parser.add_argument("--quiet", action="store_true", help="print no notes and no reconciliation")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args), "Nothing was written.")


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=not args.quiet)
    names = write_results(result, args.out)
    if not args.quiet:
        print(reconciliation_text(result))
        for finding in result.to_json_dict()["findings"]:
            ids = finding["school_ids"]
            which = f" ({', '.join(ids[:10])}{' ...' if len(ids) > 10 else ''})" if ids else ""
            print(f"{finding['severity']}: {finding['message']}{which} [{finding['code']}]", file=sys.stderr)
    print(f"{result.result_hash}\nWrote {', '.join(names)} to {args.out}.")
    return EXIT_DONE


def reconciliation_text(result: Result) -> str:
    """Return the reconciliation as a table in dollars: every row's parts sum to its amount."""
    rows = [(row[0], *(dollars(int(cents)) for cents in row[1:])) for row in reconciliation_rows(result.to_json_dict())]
    assert len(HEADINGS) == len(RECONCILIATION)
    table = [HEADINGS, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    ]
    rule = "-" * len(lines[0])
    return "\n".join(
        [
            f"{result.policy.name}, fiscal year {result.policy.fiscal_year}",
            lines[0],
            rule,
            *lines[1:-1],
            rule,
            lines[-1],
        ]
    )
