"""``ssfr equity``: who gains and loses by a policy, what schools decide about, and how fair it is, beside today."""

import argparse
import json
from dataclasses import asdict

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.equity import EquityQuestion, ResultEquity, UncountedNeed, equity_of_result
from services.allocation.domain.errors import PolicyProblem, PolicyProblems
from shared.equity.report import POVERTY_WEIGHT, EquityReport
from shared.equity.weighing import EquityProblem

_WIDTH = 44


def add_parser(subparsers: Subparsers) -> None:
    """Add ``equity`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "equity",
        help="say who gains and loses, and how fair a policy is, beside today's budgets",
        description="Pupils weigh; docs/guide/comparing-and-approving.md says how each figure is counted.",
    )
    add_input_arguments(parser)
    parser.add_argument("--need", metavar="NEED_CATEGORY", help="the need looked at (default: poverty)")
    parser.add_argument(
        "--need-weight",
        type=float,
        default=POVERTY_WEIGHT,
        metavar="WEIGHT",
        help="what a pupil in need should bring over the base, for the spread among equal need (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print every statistic, need and decile as JSON")
    parser.set_defaults(run=lambda args: refusing(lambda: _run(args)))


def _run(args: argparse.Namespace) -> int:
    result = load_result(args, say_warnings=False)
    try:
        equity = equity_of_result(result, EquityQuestion(args.need, args.need_weight))
    except (UncountedNeed, EquityProblem) as error:
        fault = PolicyProblem("", "nothing_to_measure", str(error), "Choose a need that the counts have.")
        raise PolicyProblems([fault]) from error
    document = result.to_json_dict()
    control = document["school_control_bp"]
    if args.json:
        ids = result.prepared.school_ids
        deciles = []
        for each in equity.deciles:
            decile = asdict(each)
            decile["school_ids"] = [ids[row] for row in decile.pop("school_rows")]
            deciles.append(decile)
        print(
            json.dumps(
                {
                    "winners": document["winners"],
                    "school_control_bp": control,
                    "need_category": equity.need_category,
                    "need_weight": equity.need_weight,
                    "proposed": asdict(equity.proposed),
                    "current": None if equity.current is None else asdict(equity.current),
                    "deciles": [
                        {key: value for key, value in each.items() if key != "school_rows"} for each in deciles
                    ],
                },
                indent=2,
            )
        )
        return EXIT_DONE
    winners = document["winners"]
    print(f"{winners['gaining']} schools gain, {winners['losing']} lose, {winners['unchanged']} stay as they are.")
    if control is not None:
        print(f"Schools decide about {control / 100:.2f}% of unrestricted money.")
    print("\n".join(_table(equity)))
    return EXIT_DONE


def _table(equity: ResultEquity) -> list[str]:
    need = equity.need_category
    now = [] if equity.current is None else _figures(equity.current, need)
    then = _figures(equity.proposed, need)
    lines = [f"{'':<{_WIDTH}}{'today':>14}{'proposed':>14}"]
    for place, (name, value) in enumerate(then):
        before = now[place][1] if now else "-"
        lines.append(f"{name:<{_WIDTH}}{before:>14}{value:>14}")
    return lines


def _figures(report: EquityReport, need: str | None) -> list[tuple[str, str]]:
    spread = report.spread
    found = [("dollars of the average pupil", f"{spread.mean:,.2f}")]
    if need is not None:
        by_need = report.needs[need]
        line = by_need.by_pupils
        found += [
            (f"more for ten points of {need}", _said(None if line is None else line.slope / 10, 2)),
            (f"implied weight of {need}", _said(None if line is None else line.implied_weight, 3)),
            (f"exposure gap of {need}", _said(by_need.exposure_gap, 2)),
            ("spread among schools of equal need", _said(by_need.need_adjusted_cv, 4)),
        ]
    # The raw spread stands last: it rises when money follows need, so it is never read alone.
    return [
        *found,
        ("Gini", _said(spread.gini, 4)),
        ("McLoone", _said(spread.mcloone, 4)),
        ("Theil T", _said(spread.theil_t, 6)),
        ("raw spread (rises when money follows need)", _said(spread.coefficient_of_variation, 4)),
    ]


def _said(value: float | None, places: int) -> str:
    # Adding zero takes the minus from what is rounded to nothing.
    return "-" if value is None else f"{round(value, places) + 0.0:,.{places}f}"
