"""``ssfr central-services``: keep, devolve or sell; the price list; what the central share pays for."""

import argparse
import csv
import json
import sys
from typing import Any

from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.output_forms import add_output_forms
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.central_services import CentralServices, ServiceEffect, central_services
from services.allocation.domain.errors import dollars
from services.allocation.domain.exact import Cents
from services.allocation.domain.importing.numbers import dollars as plain_dollars
from services.allocation.domain.ledger import SourceLedger
from services.allocation.files.cell_safety import escape_cell

_MODES = {"central": "kept central", "devolved": "devolved to schools", "sold": "sold to schools"}


def add_parser(subparsers: Subparsers) -> None:
    """Add ``central-services`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "central-services", help="show what the central share pays for, and what devolving and selling do to schools"
    )
    add_input_arguments(parser)
    add_output_forms(parser, "every service and school")
    parser.set_defaults(run=lambda args: refusing(lambda: _run(args)))


def _run(args: argparse.Namespace) -> int:
    found = central_services(load_result(args, say_warnings=False))
    if args.json:
        print(json.dumps(_document(found), indent=2))
    elif args.csv:
        _print_csv(found)
    else:
        print("\n".join(_lines(found)))
    return EXIT_DONE


def _lines(found: CentralServices) -> list[str]:
    lines = []
    for ledger in found.result.ledgers:
        of_source = [each for each in found.services if each.source_id == ledger.source.source_id]
        if not ledger.central_cents and not of_source:
            continue
        lines.append(f"{ledger.source.source_id}: {dollars(ledger.central_cents)} held centrally")
        lines += [f"  {_sentence(each)}" for each in of_source]
        unnamed = _unnamed(ledger, of_source)
        if unnamed > 0:
            lines.append(f"  {dollars(unnamed)} pays for nothing that is named")
    if not lines:
        return ["Nothing is held centrally and no central service is named."]
    received = "not to be had" if found.received is None else dollars(int(found.received.sum()))
    lines.append(
        f"Together: schools receive {received} for what is devolved and sold, "
        f"and pay {dollars(int(found.charges.sum()))} for what they buy."
    )
    return lines


def _unnamed(ledger: SourceLedger, of_source: list[ServiceEffect]) -> int:
    """Return what is held centrally beyond the services that stay there, in cents."""
    kept = sum(each.service.amount_cents for each in of_source if each.service.mode == "central")
    return ledger.central_cents - kept


def _sentence(each: ServiceEffect) -> str:
    service = each.service
    text = f"{service.name}: {dollars(service.amount_cents)}, {_MODES[service.mode]}"
    if service.mode == "central":
        return text
    if each.received is None:
        text += "; the money does not suffice to keep it central"
    else:
        text += f"; schools receive {dollars(int(each.received.sum()))}"
    if service.mode == "sold" and service.price_cents is not None:
        unit = "a school" if service.sold_per is None else f"for each unit of {service.sold_per}"
        buyers = int((each.charges > 0).sum())
        text += f"; {dollars(service.price_cents)} {unit}, {buyers} schools pay {dollars(int(each.charges.sum()))}"
    return text


def _print_csv(found: CentralServices) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["source_id", "service", "mode", "school_id", "name", "received", "charge"])
    for each in found.services:
        for row, school in enumerate(found.result.prepared.schools):
            received = "" if each.received is None else plain_dollars(int(each.received[row]))
            cells = (each.source_id, each.service.name, each.service.mode, school.school_id, school.name)
            writer.writerow([*map(escape_cell, cells), received, plain_dollars(int(each.charges[row]))])


def _document(found: CentralServices) -> dict[str, Any]:
    ids = list(found.result.prepared.school_ids)

    def by_school(cents: Cents | None) -> dict[str, int] | None:
        return None if cents is None else dict(zip(ids, cents.tolist(), strict=True))

    return {
        "sources": [
            {
                "source_id": ledger.source.source_id,
                "held_centrally_cents": ledger.central_cents,
                "services": [
                    {
                        "name": each.service.name,
                        "mode": each.service.mode,
                        "amount_cents": each.service.amount_cents,
                        "price_cents": each.service.price_cents,
                        "sold_per": each.service.sold_per,
                        "received_cents": by_school(each.received),
                        "charges_cents": by_school(each.charges),
                    }
                    for each in found.services
                    if each.source_id == ledger.source.source_id
                ],
            }
            for ledger in found.result.ledgers
        ],
        "received_cents": by_school(found.received),
        "charges_cents": by_school(found.charges),
    }
