"""``ssfr hold-harmless``: who needs a top-up, who pays, what it costs, and what each year of the phase-out does."""

import argparse
import csv
import json
import sys
from decimal import Decimal
from typing import Any

import numpy as np

from services.allocation.cli.loading import add_input_arguments, load_prepared
from services.allocation.cli.output_forms import add_output_forms
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.canonical import plain_decimal
from services.allocation.domain.errors import dollars
from services.allocation.domain.hold_harmless.outlook import Promise, YearOutlook, outlook
from services.allocation.domain.hold_harmless.ways_out import WayOut
from services.allocation.domain.importing.numbers import dollars as plain_dollars
from services.allocation.domain.prepare import Mask, Prepared
from services.allocation.files.cell_safety import escape_cell

MOST_NAMED = 5
_PAYERS = {"reserve": "the reserve of {source}", "central_share": "the central share of {source}"}
_CSV_COLUMNS = ("fiscal_year", "school_id", "name", "current", "amount", "top_up", "reduction", "at_floor")


def add_parser(subparsers: Subparsers) -> None:
    """Add ``hold-harmless`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "hold-harmless", help="show who needs a top-up, who pays and what each year of the phase-out does"
    )
    add_input_arguments(parser)
    add_output_forms(parser, "every school and year")
    parser.set_defaults(run=lambda args: refusing(lambda: _run(args)))


def _run(args: argparse.Namespace) -> int:
    prepared, policy = load_prepared(args, say_warnings=False)
    years = outlook(prepared, policy)
    if args.json:
        print(json.dumps([_document(prepared, year) for year in years], indent=2))
    elif args.csv:
        _print_csv(prepared, years)
    else:
        for year in years:
            print("\n".join(_lines(prepared, year)))
    return EXIT_FAULTS if any(year.refusal is not None for year in years) else EXIT_DONE


def _lines(prepared: Prepared, year: YearOutlook) -> list[str]:
    if year.refusal is not None:
        short = f"{year.fiscal_year}: cannot be paid, {dollars(year.refusal.shortfall_cents)} short."
        return [f"{short} {year.refusal.detail}", *(f"  way out: {_way_out(way)}" for way in year.ways_out)]
    if not year.promises:
        return [f"{year.fiscal_year}: nobody is promised anything."]
    lines = []
    for promise in year.promises:
        percent = "" if promise.percent_bp is None else f" {_percent(promise.percent_bp)}"
        said = f"{year.fiscal_year}: {promise.label}{percent}: "
        if not promise.lifted.any():
            lines.append(said + "nobody needs lifting.")
            continue
        at_floor = int(np.count_nonzero(promise.at_floor))
        lines.append(f"{said}{_schools(promise.lifted)} lifted for {dollars(promise.cost_cents)}, {_payer(promise)}.")
        lines.append(f"  lifted: {_named(prepared, promise.lifted)}")
        if at_floor > np.count_nonzero(promise.lifted):
            lines.append(f"  at their floor: {at_floor}")
        if promise.paying.any():
            lines.append(f"  paying: {_named(prepared, promise.paying)}")
    return lines


def _payer(promise: Promise) -> str:
    if promise.payer in _PAYERS:
        return "paid by " + _PAYERS[promise.payer].format(source=promise.payer_source_id)
    return f"paid by {_schools(promise.paying)} above their floor"


def _schools(schools: Mask) -> str:
    count = int(np.count_nonzero(schools))
    return f"{count} school{'' if count == 1 else 's'}"


def _percent(basis_points: int) -> str:
    return f"{(Decimal(basis_points) / 100).normalize():f} %"


def _named(prepared: Prepared, schools: Mask) -> str:
    names = [f"{prepared.schools[row].name} ({prepared.school_ids[row]})" for row in np.flatnonzero(schools)]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _way_out(way: WayOut) -> str:
    steps = [
        f"{step.setting.setting}: {plain_decimal(step.setting.value)} -> {plain_decimal(step.after)}"
        for step in way.steps
    ]
    if way.payer is not None:
        source = getattr(way.payer, "source_id", None)
        name = _PAYERS[way.payer.kind].format(source=source) if way.payer.kind in _PAYERS else "schools that gain"
        steps.append(f"{way.adjustment_id} paid by {name}")
    return ", ".join(steps)


def _print_csv(prepared: Prepared, years: tuple[YearOutlook, ...]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for year in years:
        if year.result is None:
            continue
        at_floor = np.logical_or.reduce([promise.at_floor for promise in year.promises] or [prepared.pupils < 0])
        for row, school in enumerate(prepared.schools):
            current = int(prepared.current_cents[row])
            writer.writerow(
                [
                    year.fiscal_year,
                    escape_cell(school.school_id),
                    escape_cell(school.name),
                    "" if current < 0 else plain_dollars(current),
                    plain_dollars(int(year.result.totals[row])),
                    plain_dollars(int(year.result.top_ups[row])),
                    plain_dollars(int(year.result.reductions[row])),
                    "yes" if at_floor[row] else "no",
                ]
            )


def _document(prepared: Prepared, year: YearOutlook) -> dict[str, Any]:
    ids = np.array(prepared.school_ids)
    return {
        "fiscal_year": year.fiscal_year,
        "promises": [
            {
                "adjustment_id": promise.adjustment_id,
                "kind": promise.kind,
                "label": promise.label,
                "percent_bp": promise.percent_bp,
                "payer": promise.payer,
                "payer_source_id": promise.payer_source_id,
                "cost_cents": promise.cost_cents,
                "lifted": ids[promise.lifted].tolist(),
                "paying": ids[promise.paying].tolist(),
                "at_floor": ids[promise.at_floor].tolist(),
                "at_ceiling": ids[promise.at_ceiling].tolist(),
            }
            for promise in year.promises
        ],
        "refusal": None
        if year.refusal is None
        else {
            "code": year.refusal.code,
            "detail": year.refusal.detail,
            "shortfall_cents": year.refusal.shortfall_cents,
        },
        "ways_out": [_way_out(way) for way in year.ways_out],
    }
