"""``ssfr packet``: the board's packet of what a policy would do, as a PDF in English or Spanish."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.whole_file import whole_file
from services.allocation.domain.explain_origin import Decision
from services.allocation.files.letters.packet import packet_pdf
from shared.sentences import LANGUAGES


def add_parser(subparsers: Subparsers) -> None:
    """Add ``packet`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "packet",
        help="write the board's packet: policy in plain words, who gains and loses, every school",
        description="Writes a PDF of the proposal. Nothing is published by it, and it says so.",
    )
    add_input_arguments(parser)
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the packet")
    parser.add_argument("--out", type=Path, required=True, metavar="packet.pdf")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args), "Nothing was written.")


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=True)
    # Files have no history: a draft's packet names neither scenario nor version.
    decision = Decision(result.policy.name, 1)
    with whole_file(args.out) as file:
        file.write(packet_pdf(result, decision, args.language, datetime.now(UTC)))
    print(f"Wrote {args.out}.")
    return EXIT_DONE
