"""``ssfr sweep``: thousands of variations of a policy, as a table."""

import argparse
import csv
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from services.allocation.cli.bounded import MOST_SEEDS, between
from services.allocation.cli.loading import add_input_arguments, load_prepared
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, EXIT_USAGE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.table_file import table_file
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.sweep.choices import choices_of, chosen_need
from services.allocation.domain.sweep.design import MOST_VARIATIONS, DesignProblem, Range, design
from services.allocation.domain.sweep.measures import MEASURES
from services.allocation.domain.sweep.run import sweep
from shared.equity.report import POVERTY_WEIGHT


def add_parser(subparsers: Subparsers) -> None:
    """Add ``sweep`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "sweep",
        help="try thousands of variations of a policy",
        description="Writes one row a variation: the values tried, and what they do. The first is the policy as it is. "
        "Without --vary it lists what may vary.",
    )
    add_input_arguments(parser)
    parser.add_argument(
        "--vary",
        action="append",
        default=[],
        metavar="SETTING[,SETTING]=LOW..HIGH",
        help="settings that vary together, and between which values; may be given several times",
    )
    parser.add_argument("--count", type=int, default=2_000, help=f"how many variations, at most {MOST_VARIATIONS}")
    parser.add_argument("--grid", action="store_true", help="every combination instead of a random sample")
    parser.add_argument(
        "--seed", type=between(0, MOST_SEEDS), default=1, help="the same seed draws the same variations (default: 1)"
    )
    parser.add_argument("--need", metavar="NEED_CATEGORY", help="what slopes are measured on (default: poverty)")
    parser.add_argument("--out", type=Path, metavar="sweep.csv", help="default: standard output")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    try:
        return refusing(lambda: _run(args))
    except DesignProblem as problem:
        print(f"error: {problem.message}. {problem.remedy} [{problem.code}]", file=sys.stderr)
        return EXIT_FAULTS


def _run(args: argparse.Namespace) -> int:
    prepared, policy = load_prepared(args, say_warnings=False)
    if not args.vary:
        for choice in choices_of(policy):
            today = "several values" if choice.today is None else plain_decimal(choice.today)
            names = ",".join(setting.setting for setting in choice.settings)
            print(f"{names}={plain_decimal(choice.low)}..{plain_decimal(choice.high)}  (today {today})")
        return EXIT_DONE
    try:
        ranges = [_range(text) for text in args.vary]
    except (ValueError, InvalidOperation):
        print("error: --vary needs SETTING=LOW..HIGH, such as weight:LCFF:base:*:poverty=0..1", file=sys.stderr)
        return EXIT_USAGE
    if not 1 <= args.count <= MOST_VARIATIONS:
        print(f"error: --count must be 1 to {MOST_VARIATIONS}", file=sys.stderr)
        return EXIT_USAGE
    tried = design(policy, ranges, "grid" if args.grid else "random", args.count, args.seed)
    need = chosen_need(prepared, args.need)
    found = sweep(prepared, policy, tried, need, POVERTY_WEIGHT, lambda _done, _total: None)
    first = np.cumsum([0, *(len(each.settings) for each in ranges[:-1])])
    with table_file(args.out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*(each.settings[0] for each in ranges), "feasible", *MEASURES])
        for row in range(len(tried)):
            values = list(tried.at(row).values())
            measured = ["" if np.isnan(each) else f"{each:.6f}".rstrip("0").rstrip(".") for each in found.measures[row]]
            writer.writerow(
                [
                    *(plain_decimal(values[column]) for column in first),
                    "yes" if found.feasible[row] else "no",
                    *measured,
                ]
            )
    print(f"{len(tried)} variations, {int(np.count_nonzero(found.feasible))} of them possible.", file=sys.stderr)
    return EXIT_DONE


def _range(text: str) -> Range:
    names, _, bounds = text.rpartition("=")
    low, dots, high = bounds.partition("..")
    if not names or not dots:
        raise ValueError(text)
    return Range(tuple(names.split(",")), Decimal(low), Decimal(high))
