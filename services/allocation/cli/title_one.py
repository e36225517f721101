"""``ssfr title-one``: rank and serve from a table of schools: a legal allocation, or what is wrong with a plan."""

import argparse
import json
import sys
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.domain.compliance.checks import percent
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome, title_one
from services.allocation.domain.compliance.title_one.schools import TitleOneDistrict, TitleOneSchool
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.errors import dollars
from services.allocation.domain.importing import Fault, Table
from services.allocation.domain.importing.numbers import to_cents
from services.allocation.domain.importing.yes_no import yes_no
from services.allocation.files.folder import FolderRefused
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name

COLUMNS = ("school_id", "enrolled", "low_income")
OPTIONAL = ("name", "span", "private_low_income", "previously_served", "amount")
_SIGNS = {"passed": "ok", "failed": "NO", "attention": "?", "not_enough_data": "?", "not_applicable": "-"}


def add_parser(subparsers: "Subparsers") -> None:
    """Add ``title-one`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "title-one",
        help="rank and serve under Title I, each step with its legal cite",
        description=f"Reads a CSV or XLSX table with {', '.join(COLUMNS)} and, where there, {', '.join(OPTIONAL)}. "
        "With amounts they are tested as the plan; without, a legal allocation is proposed. Exit code 1: a step fails.",
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
    table = _table(args.schools)
    schools, amounts = _schools(table)
    document = json.loads(args.settings.read_bytes()) if args.settings else {}
    if args.allocation is not None:
        document["allocation_cents"] = _dollars(args.allocation)
    if args.private is not None:
        document["private_total"] = args.private
    if args.serve is not None:
        document["serve_count"] = args.serve
    if amounts and "plan" not in document:
        document["plan"] = [{"school_id": key, "amount_cents": cents} for key, cents in amounts.items()]
    try:
        settings = TitleOneSettings.model_validate(document)
    except ValidationError as error:
        raise FolderRefused(
            [
                Fault("settings", None, "/".join(map(str, each["loc"])), None, "bad_settings", each["msg"],
                      "docs/guide/title-one.md lists every setting.")
                for each in error.errors(include_url=False, include_input=False, include_context=False)
            ]
        ) from error  # fmt: skip
    if settings.allocation_cents is None:
        raise FolderRefused(
            [
                Fault("settings", None, "allocation_cents", None, "allocation_unknown", "There is no allocation.",
                      "Give --allocation DOLLARS, or allocation_cents in the settings.")
            ]
        )  # fmt: skip
    outcome = title_one(TitleOneDistrict(schools, settings, settings.allocation_cents))
    if args.json:
        print(json.dumps(outcome.to_json_dict(args.language), indent=2, ensure_ascii=False))
    else:
        _print(outcome, args.language)
    return EXIT_DONE if outcome.legal else EXIT_FAULTS


def _print(outcome: TitleOneOutcome, language: str) -> None:
    for each in outcome.ranked:
        amount = outcome.amounts.get(each.school_id)
        per_child = "" if amount is None else dollars(amount // each.school.low_income)
        eligible = "eligible" if each.eligible else ""
        print(
            f"{each.position:>4}  {each.school.name[:34]:<34}  {each.school.low_income:>6} / "
            f"{float(each.school.enrolled):>8,.0f}  {percent(each.share):>6}  {eligible:<8}  "
            f"{per_child:>10}  {'' if amount is None else dollars(amount):>16}"
        )
    for check in outcome.checks:
        said = check.to_json_dict("es" if language == "es" else "en")
        print(f"[{_SIGNS[check.outcome]:>2}] {said['title']}: {said['finding']} ({check.cite})")
        if said["remedy"]:
            print(f"     -> {said['remedy']}")


def _table(path: Path) -> Table:
    try:
        return read_table(path.read_bytes(), path.name)
    except UnreadableFile as refused:
        raise FolderRefused([refused.to_fault(path.name)]) from refused


def _schools(table: Table) -> tuple[tuple[TitleOneSchool, ...], dict[str, int]]:
    index = {header.strip().casefold(): place for place, header in enumerate(table.header)}
    faults = [
        Fault(table.file_name, None, name, None, "missing_column", f'There is no column "{name}".', "Add it.")
        for name in COLUMNS
        if name not in index
    ]
    schools: list[TitleOneSchool] = []
    amounts: dict[str, int] = {}
    for row, cells in zip(table.row_numbers, table.rows, strict=True) if not faults else ():
        reader = _Row(table.file_name, row, cells, index, faults)
        school_id = reader.text("school_id")
        if any(school.school_id == school_id for school in schools):
            reader.fault("school_id", school_id, "duplicate_row", "This school stands twice.")
        enrolled, low_income = reader.number("enrolled"), reader.number("low_income")
        if low_income > enrolled:
            reader.fault("low_income", str(low_income), "above_enrollment", "More children than are enrolled.")
        schools.append(
            TitleOneSchool(
                school_id,
                reader.text("name") or school_id,
                reader.text("span") or "all",
                Fraction(enrolled),
                int(low_income),
                int(reader.number("private_low_income")),
                yes_no(reader.text("previously_served") or "no") is True,
            )
        )
        if reader.text("amount"):
            cents = to_cents(reader.number("amount"))
            amounts[school_id] = cents if isinstance(cents, int) else 0
    if faults:
        raise FolderRefused(faults)
    return tuple(schools), amounts


class _Row:
    """One row of the table; what cannot be read is listed and read as 0."""

    def __init__(self, file: str, row: int, cells: Sequence[str], index: dict[str, int], faults: list[Fault]) -> None:
        self._place, self._cells, self._index, self._faults = (file, row), cells, index, faults

    def text(self, name: str) -> str:
        place = self._index.get(name)
        return self._cells[place].strip() if place is not None and place < len(self._cells) else ""

    def number(self, name: str) -> Decimal:
        text = self.text(name).replace(",", "").replace("$", "")
        try:
            number = Decimal(text or "0")
        except InvalidOperation:
            number = Decimal(-1)
        if number < 0 or not number.is_finite():
            self.fault(name, text, "not_a_number", "This is no number, or below zero.")
            return Decimal(0)
        return number

    def fault(self, column: str, value: str, code: str, message: str) -> None:
        file, row = self._place
        self._faults.append(Fault(file, row, column, value, code, message, "Correct the cell."))


def _dollars(text: str) -> int:
    try:
        cents = to_cents(Decimal(text.replace(",", "").replace("$", "")))
    except InvalidOperation:
        cents = -1
    if not isinstance(cents, int) or cents < 0:
        print(f"ssfr title-one: {text} is no amount of dollars", file=sys.stderr)
        raise SystemExit(2)
    return cents
