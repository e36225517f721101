"""``ssfr title-one``: rank and serve from a table of schools: a legal allocation, or what is wrong with a plan."""

import argparse
import json
import sys
from pathlib import Path

from pydantic import ValidationError

from services.allocation.cli.check_lines import check_lines
from services.allocation.cli.json_document import read_object, refusal
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.title_one_table import COLUMNS, OPTIONAL, read_schools
from services.allocation.domain.compliance.checks import percent
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome, title_one
from services.allocation.domain.compliance.title_one.schools import TitleOneDistrict
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.errors import dollars
from services.allocation.domain.importing import Fault
from services.allocation.domain.importing.numbers import NEGATIVE, NumberFault, parse_number, to_cents
from services.allocation.domain.phrases import Language
from services.allocation.files.folder import FolderRefused

_ELIGIBLE = {"en": "eligible", "es": "elegible"}
_FEWER = {
    "en": "{asked} schools are to be served, but only {most} may be; these are.",
    "es": "se han de atender {asked} escuelas, pero solo se puede a {most}; a estas se atiende.",
}
_REMEDY = "docs/guide/title-one.md lists every setting."


def add_parser(subparsers: Subparsers) -> None:
    """Add ``title-one`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "title-one",
        help="rank and serve under Title I, each step with its legal cite",
        description=f"Reads a CSV or XLSX table with {', '.join(COLUMNS)} and, where there, {', '.join(OPTIONAL)}. "
        "With resident children a school's share is of them, else of the enrolled. With amounts they are tested as the "
        "plan; without, a legal allocation is proposed. Exit code 1: a step fails.",
    )
    parser.add_argument("schools", type=Path, metavar="schools.csv")
    parser.add_argument("--allocation", metavar="DOLLARS", help="the district's allocation")
    parser.add_argument("--private", type=int, metavar="CHILDREN", help="private low-income children of the district")
    parser.add_argument("--serve", type=int, metavar="COUNT", help="serve so many schools from the top of the ranking")
    parser.add_argument("--settings", type=Path, metavar="settings.json", help="as /v1/title-one-settings gives them")
    parser.add_argument("--language", choices=("en", "es"), default="en")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    schools, amounts = read_schools(args.schools)
    document: dict[str, object] = {}
    if args.settings is not None:
        document |= read_object(args.settings, "bad_settings", _REMEDY)
    if args.allocation is not None:
        document["allocation_cents"] = _dollars(args.allocation)
    if args.private is not None:
        document["private_total"] = args.private
    if args.serve is not None:
        document["serve_count"] = args.serve
    if amounts and document.get("plan") is None:
        document["plan"] = [{"school_id": key, "amount_cents": cents} for key, cents in amounts.items()]
    try:
        settings = TitleOneSettings.model_validate(document)
    except ValidationError as error:
        where = "settings" if args.settings is None else args.settings.name
        raise refusal(where, error, document, "bad_settings", _REMEDY) from error
    if settings.allocation_cents is None:
        raise FolderRefused(
            [
                Fault("settings", None, "allocation_cents", None, "allocation_unknown", "There is no allocation.",
                      "Give --allocation DOLLARS, or allocation_cents in the settings.")
            ]
        )  # fmt: skip
    outcome = title_one(TitleOneDistrict(schools, settings, settings.allocation_cents))
    most = len(outcome.options)
    if settings.plan is None and settings.serve_count is not None and settings.serve_count > most:
        said = _FEWER[args.language].format(asked=settings.serve_count, most=most)
        print(f"ssfr title-one: {said}", file=sys.stderr)
    if args.json:
        print(json.dumps(outcome.to_json_dict(args.language), indent=2, ensure_ascii=False))
    else:
        _print(outcome, args.language)
    return EXIT_DONE if outcome.legal else EXIT_FAULTS


def _print(outcome: TitleOneOutcome, language: Language) -> None:
    for each in outcome.ranked:
        amount = outcome.amounts.get(each.school_id)
        per_child = "" if amount is None else _per_child(amount, each.school.low_income)
        eligible = _ELIGIBLE[language] if each.eligible else ""
        print(
            f"{each.position:>4}  {each.school.name[:34]:<34}  {each.school.low_income:>6} / "
            f"{float(each.school.children):>8,.0f}  {percent(each.share):>6}  {eligible:<8}  "
            f"{per_child:>10}  {'' if amount is None else dollars(amount):>16}"
        )
    for line in check_lines(outcome.checks, language):
        print(line)


def _per_child(amount: int, children: int) -> str:
    return dollars(amount // children) if children else "-"


def _dollars(text: str) -> int:
    found = parse_number(text)
    cents = found if isinstance(found, NumberFault) else to_cents(found)
    if isinstance(cents, int) and cents < 0:
        cents = NEGATIVE
    if isinstance(cents, NumberFault):
        print(f'ssfr title-one: --allocation "{text}": {cents.message} {cents.remedy}', file=sys.stderr)
        raise SystemExit(2)
    return cents
