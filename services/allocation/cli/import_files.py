"""``ssfr import``: turn a district's file into a canonical file, or list everything that is wrong with it."""

import argparse
import json
import sys
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from services.allocation.cli.json_document import read_document
from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, EXIT_USAGE, fault_line, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.importing import (
    DEFAULT_LEVELS,
    IMPORT_KINDS,
    CheckContext,
    CheckedImport,
    Fault,
    ImportKind,
    KnownSchool,
    LevelDefinition,
    Mapping,
    NeedCategoryDefinition,
    Vocabulary,
    check_table,
    known_schools,
    match_columns,
)
from services.allocation.domain.inputs import RevenueSource, School
from services.allocation.files.canonical_files import canonical_csv
from services.allocation.files.folder import FolderRefused
from services.allocation.files.refusals import UnreadableFile
from services.allocation.files.tables import read_table


class _Level(BaseModel):
    model_config = ConfigDict(extra="ignore")
    level: str
    name: str = ""
    grades: list[str] = []


class _NeedCategory(BaseModel):
    model_config = ConfigDict(extra="ignore")
    need_category: str
    name: str = ""
    duplicated: bool = False


class _Settings(BaseModel):
    """The part of the district's settings that an import needs; the service's own document fits."""

    model_config = ConfigDict(extra="ignore")
    levels: list[_Level] = []
    need_categories: list[_NeedCategory] | None = None


_REMEDY = "Correct the document; docs/allocation/importing.md describes it."


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add ``import`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "import",
        help="turn a district's CSV or XLSX file into a canonical file",
        description="Match the columns of a district's CSV or XLSX file, check every row, and write the canonical "
        "file. Every fault is listed with its row, column, value and remedy; with faults nothing is written, unless "
        "--faulty-rows leave-out is given.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a .csv, .txt or .xlsx file")
    parser.add_argument("--kind", required=True, choices=IMPORT_KINDS, help="what the file holds")
    parser.add_argument("--mapping", type=Path, metavar="NAME.json", help="a saved mapping; else columns are matched")
    parser.add_argument("--save-mapping", type=Path, metavar="NAME.json", help="save the mapping used, to correct it")
    parser.add_argument("--schools", type=Path, metavar="schools.csv", help="the district's schools, to check against")
    parser.add_argument("--sources", type=Path, metavar="revenue_sources.csv", help="the revenue sources, likewise")
    parser.add_argument("--settings", type=Path, metavar="settings.json", help="levels and need categories")
    parser.add_argument("--sheet", help="the sheet of a workbook")
    parser.add_argument("--header-row", type=int, metavar="N", help="the header's row, where it is not found by itself")
    parser.add_argument("--faulty-rows", choices=("refuse", "leave-out"), default="refuse")
    parser.add_argument("--validate-only", action="store_true", help="check and report, write nothing")
    parser.add_argument("--report", type=Path, metavar="report.json", help="write the whole report as JSON")
    parser.add_argument("--out", type=Path, metavar="OUT.csv", help="the canonical file to write")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the command; 0 when done, 1 when the file has faults, 2 when the command makes no sense."""
    if args.out is None and not args.validate_only:
        print("ssfr import: give --out FILE, or --validate-only", file=sys.stderr)
        return EXIT_USAGE
    return refusing(lambda: _run(args))


def _run(args: argparse.Namespace) -> int:
    mapping = None if args.mapping is None else read_document(Mapping, args.mapping, "bad_mapping", _REMEDY)
    vocabulary = _vocabulary(args)
    checked = _check(args.file, args.kind, vocabulary, mapping, args.sheet, args.header_row)
    report = checked.report
    if args.save_mapping is not None:
        args.save_mapping.write_text(report.mapping.model_dump_json(indent=2) + "\n", encoding="utf-8")
    if args.report is not None:
        args.report.write_text(json.dumps(report.to_json_dict(), indent=2) + "\n", encoding="utf-8")
    _print_report(checked, matched=mapping is None)
    faulty_rows = "leave_out" if args.faulty_rows == "leave-out" else "refuse"
    can_store = report.can_store("leave_out" if faulty_rows == "leave_out" else "refuse")
    if args.validate_only:
        return EXIT_DONE if can_store else EXIT_FAULTS
    if not can_store:
        print("Nothing was written.", file=sys.stderr)
        return EXIT_FAULTS
    args.out.write_text(canonical_csv(args.kind, checked.rows), encoding="utf-8", newline="")
    print(f"Wrote {len(checked.rows)} rows to {args.out}.")
    return EXIT_DONE


def _check(
    path: Path,
    kind: ImportKind,
    vocabulary: Vocabulary,
    mapping: Mapping | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> CheckedImport:
    if mapping is not None:
        sheet = sheet or mapping.sheet
        header_row = header_row or mapping.header_row
        if mapping.kind != kind:
            raise FolderRefused(
                [
                    Fault(
                        path.name, None, None, mapping.kind, "wrong_kind", f"The mapping is for {mapping.kind}.",
                        f"Use --kind {mapping.kind}, or a mapping for {kind}.",
                    )
                ]
            )  # fmt: skip
    try:
        table = read_table(path.read_bytes(), path.name, sheet=sheet, header_row=header_row)
    except UnreadableFile as refused:
        raise FolderRefused([refused.to_fault(path.name)]) from refused
    if mapping is None:
        mapping = match_columns(kind, table.header, table.rows, vocabulary)
    return check_table(kind, table, mapping, CheckContext(vocabulary))


def _vocabulary(args: argparse.Namespace) -> Vocabulary:
    levels: tuple[LevelDefinition, ...] = DEFAULT_LEVELS
    categories: tuple[NeedCategoryDefinition, ...] | None = None
    if args.settings is not None:
        settings = read_document(_Settings, args.settings, "bad_settings", _REMEDY)
        if settings.levels:
            levels = tuple(
                LevelDefinition(item.level, item.name or item.level, tuple(item.grades)) for item in settings.levels
            )
        if settings.need_categories is not None:
            categories = tuple(
                NeedCategoryDefinition(item.need_category, item.name or item.need_category, item.duplicated)
                for item in settings.need_categories
            )
    plain = Vocabulary(levels=levels, need_categories=categories)
    schools: tuple[KnownSchool, ...] | None = None
    if args.schools is not None:
        checked = _faultless(_check(args.schools, "schools", plain))
        schools = known_schools(row for row in checked.rows if isinstance(row, School))
    sources: tuple[tuple[str, str, str], ...] | None = None
    if args.sources is not None:
        checked = _faultless(_check(args.sources, "revenue_sources", plain))
        sources = tuple(
            (row.source_id, row.name, row.account_code or "") for row in checked.rows if isinstance(row, RevenueSource)
        )
    return Vocabulary(levels=levels, need_categories=categories, schools=schools, sources=sources)


def _faultless(checked: CheckedImport) -> CheckedImport:
    if checked.report.errors:
        raise FolderRefused(list(checked.report.errors))
    return checked


def _print_report(checked: CheckedImport, *, matched: bool) -> None:
    report = checked.report
    if matched:
        print("Columns, matched by name and content:")
        for column in report.columns:
            sure = f"{column.confidence_bp // 100:>3} %"
            print(f"  {column.header[:36]:<36}  {column.field[:28]:<28}  {sure}  {column.reason}")
    print(
        f"{report.file_name}: {report.row_count} rows checked, {report.filtered_count} filtered out, "
        f"{report.accepted_count} accepted, {len(report.errors)} errors, {len(report.warnings)} warnings"
    )
    for label, value in report.control_totals:
        print(f"  {label:<36}  {value:>20}")
    for warning in report.warnings:
        print(f"warning: {fault_line(warning)}")
    for error in report.errors:
        print(f"error: {fault_line(error)}", file=sys.stderr)
