"""``ssfr cliffs``: where one pupil more changes a school's dollars by far more than usual."""

import argparse
import json
from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.cliffs.find import Cliff, Cliffs, find_cliffs
from services.allocation.domain.errors import dollars
from services.allocation.domain.limits import ALL_PUPILS


def add_parser(subparsers: Subparsers) -> None:
    """Add ``cliffs`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser("cliffs", help="find where one pupil more changes a school's dollars most")
    add_input_arguments(parser)
    parser.add_argument(
        "--threshold",
        type=_threshold_cents,
        default=500_000,
        metavar="DOLLARS",
        help="how far beyond the ordinary a step must go (default: 5000)",
    )
    parser.add_argument(
        "--reach", type=int, choices=range(1, 11), default=1, metavar="PUPILS", help="look so many pupils either way"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.set_defaults(run=lambda args: refusing(lambda: _run(args)))


def _threshold_cents(text: str) -> int:
    try:
        cents = Decimal(text) * 100
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(f"{text} is not an amount of dollars") from error
    if not cents.is_finite() or cents < 0 or cents != int(cents):
        raise argparse.ArgumentTypeError(f"{text} is not an amount of dollars and cents")
    return int(cents)


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=False)
    found = find_cliffs(result, args.threshold, args.reach)
    if args.json:
        print(json.dumps(asdict(found), indent=2))
        return EXIT_DONE
    names = {school.school_id: school.name for school in result.prepared.schools}
    print(_report(found, names))
    return EXIT_DONE


def _report(found: Cliffs, names: dict[str, str]) -> str:
    schools = len({cliff.school_id for cliff in found.cliffs})
    lines = [f"{len(found.cliffs)} steps of one pupil at {schools} schools go {dollars(found.threshold_cents)} or "]
    lines[0] += "more beyond the ordinary."
    lines += [f"  {names[cliff.school_id]} ({cliff.school_id}): {_sentence(cliff)}" for cliff in found.cliffs]
    lines.append("One pupil more counted in a category brings a school, before floors:")
    lines += [
        f"  {line.need_category}, {line.level}: {dollars(line.median_cents)} in the middle, "
        f"{dollars(line.lowest_cents)} to {dollars(line.highest_cents)} ({names[line.highest_school_id]}), "
        f"{line.school_count} schools"
        for line in found.incentives
    ]
    return "\n".join(lines)


def _sentence(cliff: Cliff) -> str:
    who = "pupil" if cliff.need_category == ALL_PUPILS else f"pupil counted as {cliff.need_category}"
    many = f"{abs(cliff.pupils_away)} pupils" if abs(cliff.pupils_away) > 1 else "1 pupil"
    where = f"{many} {'more' if cliff.pupils_away > 0 else 'fewer'}"
    rule = f" ({cliff.component_id})" if cliff.component_id else ""
    sure = "" if cliff.checked else ", estimated"
    return (
        f"a {who}, {cliff.level}, {where}: {dollars(cliff.jump_cents)} instead of {dollars(cliff.ordinary_cents)}"
        f"{rule}{sure}"
    )
