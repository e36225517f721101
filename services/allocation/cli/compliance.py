"""``ssfr compliance``: test what a policy does against every rule of money, each with its cite and remedy."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, TypeVar

from services.allocation.cli.check_lines import check_lines
from services.allocation.cli.json_document import read_document
from services.allocation.cli.loading import add_input_arguments, load_mappings, load_prepared
from services.allocation.cli.one_table import read_rows
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.compliance.review import ComplianceReview, review
from services.allocation.domain.compliance.review_document import actual_document, review_document
from services.allocation.domain.compliance.settings import ComplianceSettings
from services.allocation.domain.compliance.spending import ActualSpending, actual_spending
from services.allocation.domain.compliance.title_one.facts import TitleOneIncomplete, district_of
from services.allocation.domain.compliance.title_one.outcome import TitleOneOutcome, title_one
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings
from services.allocation.domain.compliance.words import words
from services.allocation.domain.engine import allocate
from services.allocation.domain.expenditures import ActualExpenditure
from services.allocation.domain.importing import ImportKind, Vocabulary, known_schools
from services.allocation.domain.phrases import Language
from services.allocation.domain.policy import Policy
from services.allocation.domain.prepare import Prepared
from services.allocation.domain.staff import StaffLine
from services.allocation.files.folder import SUFFIXES

Row = TypeVar("Row")
_REMEDY = "docs/guide/compliance.md lists every setting."
_TITLE_ONE_REMEDY = "docs/guide/title-one.md lists every setting."


def add_parser(subparsers: Subparsers) -> None:
    """Add ``compliance`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "compliance",
        help="test a policy against the rules of money: supplanting, comparability, control, the register of rules",
        description="Runs the formula, runs it again with the Title I flag turned around and without its money, and "
        "prints every rule with its cite, what was found and what to do; then whose rule binds each source. Staff and "
        "actual expenditures are read from the folder where it has them. Exit code 1: a rule is broken.",
    )
    add_input_arguments(parser)
    parser.add_argument(
        "--settings", type=Path, metavar="compliance.json", help="as /v1/compliance-settings gives them"
    )
    parser.add_argument("--title-one", type=Path, metavar="title-one.json", help="as /v1/title-one-settings gives them")
    parser.add_argument("--staff", type=Path, metavar="staff.csv", help="a payroll extract elsewhere")
    parser.add_argument(
        "--expenditures", type=Path, metavar="FILE.csv", help="actual expenditures of the year before, elsewhere"
    )
    parser.add_argument("--language", choices=("en", "es"), default="en")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.set_defaults(run=lambda args: refusing(lambda: _run(args)))


def _run(args: argparse.Namespace) -> int:
    settings = ComplianceSettings()
    if args.settings is not None:
        settings = read_document(ComplianceSettings, args.settings, "bad_settings", _REMEDY)
    plan = TitleOneSettings()
    if args.title_one is not None:
        plan = read_document(TitleOneSettings, args.title_one, "bad_settings", _TITLE_ONE_REMEDY)
    prepared, policy = load_prepared(args, say_warnings=True)
    staff = _rows(args, "staff", StaffLine, args.staff, prepared)
    actual = _actual(args, settings, prepared)
    result = allocate(prepared, policy)
    found = review(result, staff, settings, _title_one(prepared, policy, plan), actual)
    if args.json:
        document = _document(found, actual, policy, args.language)
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print(found, args.language)
    return EXIT_FAULTS if any(check.outcome == "failed" for check in found.checks) else EXIT_DONE


def _rows(
    args: argparse.Namespace, kind: ImportKind, shape: type[Row], given: Path | None, prepared: Prepared
) -> list[Row]:
    """Return the rows of the file that was named, or of the folder's own; none where there is no such file."""
    inside = (args.folder / f"{kind}{suffix}" for suffix in SUFFIXES)
    path: Path | None = given or next((each for each in inside if each.is_file()), None)
    if path is None:
        return []
    mapping = load_mappings(args.mapping).get(kind) if args.mapping else None
    # Of the folder's own files the warnings were told when the folder was read.
    return read_rows(
        path, kind, shape, mapping, Vocabulary(schools=known_schools(prepared.schools)), say_warnings=given is not None
    )


def _actual(args: argparse.Namespace, settings: ComplianceSettings, prepared: Prepared) -> ActualSpending | None:
    spent = _rows(args, "actual_expenditures", ActualExpenditure, args.expenditures, prepared)
    if not spent:
        return None
    names = {school.school_id: school.name for school in prepared.schools}
    return actual_spending(spent, names, spread=settings.central_spread == "pupils")


def _title_one(prepared: Prepared, policy: Policy, plan: TitleOneSettings) -> TitleOneOutcome | None:
    try:
        found = district_of(prepared, policy.fiscal_year, policy.fiscal_year_start_month, plan)
    except TitleOneIncomplete as error:
        print(f"note: {error.message} {error.remedy} [{error.code}]", file=sys.stderr)
        return None
    return title_one(found.district)


def _print(found: ComplianceReview, language: Language) -> None:
    for line in check_lines(found.checks, language):
        print(line)
    print()
    print(words("title.register", language))
    for entry in found.register.entries:
        whose = words(f"origin.{entry.origin}", language) if entry.origin else "-"
        kept = words(f"status.{entry.status}", language) if entry.status else "-"
        open_yet = words(f"problem.{entry.problem}", language) if entry.problem else ""
        source = entry.source
        print(f"{source.source_id:<16}  {source.name[:34]:<34}  {whose:<8}  {kept:<11}  {open_yet}".rstrip())


def _document(
    found: ComplianceReview, actual: ActualSpending | None, policy: Policy, language: Language
) -> dict[str, Any]:
    document = review_document(found, language)
    document["spending"]["actual"] = None if actual is None else actual_document(actual, policy.fiscal_year - 1)
    return document
