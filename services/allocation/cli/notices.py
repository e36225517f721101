"""``ssfr notices``: a letter to every school of what the policy would give it, in English or Spanish."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.whole_file import whole_file
from services.allocation.files.letters.notices import notice_rows, notices_zip
from shared.sentences import LANGUAGES


def add_parser(subparsers: Subparsers) -> None:
    """Add ``notices`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "notices",
        help="write a letter to every school: what it would receive, why, and how that compares with its budget",
        description="Writes an archive with one PDF of all schools, for printing, and one for each. The letters are "
        "shadow notices: they say what schools would receive, as nothing is published by this.",
    )
    add_input_arguments(parser)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the letters")
    parser.add_argument("--out", type=Path, required=True, metavar="letters.zip")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args), "Nothing was written.")


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=True)
    # Letters of a large district take a while, so the file is opened before them: a place that nobody can write to is
    # refused at once.
    with whole_file(args.out) as file:
        file.write(notices_zip(result, "shadow", [args.language], datetime.now(UTC), _tell))
    schools = len(notice_rows(result))
    print(f"Wrote {args.out}, {schools} school{'' if schools == 1 else 's'}.")
    return EXIT_DONE


def _tell(done: int, total: int) -> None:
    # Only on a terminal: in a file of messages the same line a hundred times says nothing.
    if sys.stderr.isatty():
        print(f"\r{done} of {total} files", end="\n" if done == total else "", file=sys.stderr, flush=True)
