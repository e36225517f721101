"""``ssfr solve``: the nearest policy that meets stated goals, or what stands against each other."""

import argparse
import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from services.allocation.cli.json_document import read_document
from services.allocation.cli.loading import add_input_arguments, load_prepared
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.errors import dollars
from services.allocation.domain.solve.gauges import ReadingUnit
from services.allocation.domain.solve.goals import MOST_GOALS, Goal
from services.allocation.domain.solve.room import MOST_MOVES, Move
from services.allocation.domain.solve.settings import policy_settings
from services.allocation.domain.solve.solve import Found, Solution, solve


class AskedFor(BaseModel):
    """The file of goals: what is asked for, and what may move for it."""

    model_config = ConfigDict(extra="forbid")

    goals: tuple[Goal, ...] = Field(min_length=1, max_length=MOST_GOALS)
    moves: tuple[Move, ...] = Field(min_length=1, max_length=MOST_MOVES)


def add_parser(subparsers: Subparsers) -> None:
    """Add ``solve`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "solve",
        help="find the nearest policy that meets stated goals, or why there is none",
        description="Goals and movable settings stand in a JSON file as docs/allocation/solving.md describes. Exit "
        "code 0: found; 1: the goals stand against each other, or there are faults.",
    )
    add_input_arguments(parser)
    parser.add_argument("--goals", type=Path, metavar="goals.json", help='{"goals": [...], "moves": [...]}')
    parser.add_argument("--list-settings", action="store_true", help="print the settings that may move, and stop")
    parser.add_argument("--out", type=Path, metavar="policy.json", help="write the policy found here")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args), "Nothing was written.")


def _run(args: argparse.Namespace) -> int:
    prepared, policy = load_prepared(args, say_warnings=False)
    if args.list_settings or args.goals is None:
        for setting in policy_settings(policy):
            low, high = setting.suggested_bounds
            bounds = f"{plain_decimal(low)} to {plain_decimal(high)}"
            print(f"{setting.setting}  {plain_decimal(setting.value)} {setting.unit}  (for example {bounds})")
        return EXIT_DONE
    asked = _asked(args.goals)
    solution = solve(prepared, policy, asked.moves, asked.goals)
    if solution.found is None:
        _print_conflict(solution, asked)
        return EXIT_FAULTS
    _print_found(solution, solution.found, asked)
    if args.out is not None:
        document = solution.found.policy.model_dump(mode="json")
        args.out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        print(f"Wrote {args.out}.")
    return EXIT_DONE


def _asked(path: Path) -> AskedFor:
    return read_document(AskedFor, path, "bad_goals", "docs/allocation/solving.md says what is allowed.")


def _print_found(solution: Solution, found: Found, asked: AskedFor) -> None:
    if not found.changes:
        print("The policy meets every goal as it is.")
    for change in found.changes:
        print(f"{change.setting.setting}: {plain_decimal(change.setting.value)} -> {plain_decimal(change.value)}")
    for index, goal in enumerate(asked.goals):
        gauge = solution.gauges.get(index)
        if gauge is None:
            print(f"goal {index} {goal.kind}: every source sums to its amount")
        else:
            before = solution.today.get(index)
            was = "" if before is None else f", today {_reading(before.value, gauge.unit)}"
            reached = _reading(found.readings[index].value, gauge.unit)
            print(f"goal {index} {goal.kind}: {reached}, asked {_reading(gauge.target, gauge.unit)}{was}")
    print(f"Distance {plain_decimal(round(found.distance, 4))}, {found.nearest}; {solution.tried} policies calculated.")


def _print_conflict(solution: Solution, asked: AskedFor) -> None:
    conflict = solution.conflict
    assert conflict is not None
    if not conflict.goals:
        print(f"No policy in the room is paid for by its sources: {dollars(conflict.shortfall_cents)} miss at least.")
    else:
        print("These goals cannot be met together; without any one of them the others can:")
    for price in conflict.prices:
        gauge = solution.gauges[price.goal]
        wanted, had = _reading(gauge.target, gauge.unit), _reading(price.reading, gauge.unit)
        print(f"goal {price.goal} {asked.goals[price.goal].kind}: asked {wanted}, {had} can be had")
    print(f"{conflict.proof}; {solution.tried} policies calculated.")


def _reading(value: int, unit: ReadingUnit) -> str:
    return dollars(value) if unit == "cents" else f"{value / 100:.2f} %"
