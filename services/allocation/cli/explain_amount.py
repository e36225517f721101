"""``ssfr explain``: any amount's arithmetic, down to the rows it rests on."""

import argparse
import json
from typing import get_args

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.explain_subject import Figure, Subject, explain_subject
from services.allocation.domain.explain_words import in_words


def add_parser(subparsers: Subparsers) -> None:
    """Add ``explain`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser("explain", help="show how an amount came about")
    add_input_arguments(parser)
    parser.add_argument("--school", metavar="SCHOOL_ID", help="without it: a source, the district or the matrix")
    parser.add_argument("--source", metavar="SOURCE_ID", help="only what comes from this source")
    parser.add_argument("--component", metavar="COMPONENT_ID", help="only this component, as in allocations.csv")
    parser.add_argument("--figure", choices=get_args(Figure), default="amount", help="which figure (default: amount)")
    parser.add_argument("--level", help="of a cell of the matrix")
    parser.add_argument("--need", metavar="NEED_CATEGORY", help="of a cell of the matrix, a count or a share")
    parser.add_argument("--words", action="store_true", help="print a few plain sentences instead of the arithmetic")
    parser.add_argument("--language", choices=("en", "es"), default="en")
    parser.add_argument("--json", action="store_true", help="print the tree as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=False)
    subject = Subject(args.school, args.source, args.component, args.figure, args.level, args.need)
    tree = explain_subject(result, subject)
    if args.words:
        print("\n".join(in_words(tree, args.language)))
    elif args.json:
        print(json.dumps(tree.to_json_dict(args.language), indent=2, ensure_ascii=False))
    else:
        print(tree.to_text(args.language), end="")
    return EXIT_DONE
