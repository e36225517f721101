"""``ssfr workbook``: a spreadsheet whose live formulas compute the budgets."""

import argparse
from pathlib import Path

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.whole_file import whole_file
from services.allocation.files.workbook.make import district_workbook, school_workbook
from shared.sentences import LANGUAGES


def add_parser(subparsers: Subparsers) -> None:
    """Add ``workbook`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "workbook",
        help="write a spreadsheet whose formulas compute the budgets",
        description="The district calculator holds all schools: change a weight or a count in it, and everything "
        "follows. With --school it is that school's own, without figures of other schools.",
    )
    add_input_arguments(parser)
    parser.add_argument("--school", metavar="SCHOOL_ID", help="one school's own workbook")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of its sheets, headings and notes")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.xlsx")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args), "Nothing was written.")


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=False)
    if args.school:
        content = school_workbook(result, args.school, language=args.language)
    else:
        content = district_workbook(result, language=args.language)
    with whole_file(args.out) as file:
        file.write(content)
    print(f"Wrote {args.out}, {len(content):,} bytes.")
    return EXIT_DONE
