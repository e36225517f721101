"""``ssfr library``: other districts' formulas, and what they would give the schools of an input folder."""

import argparse
import csv
import sys
from pathlib import Path

from services.allocation.cli.json_document import read_document
from services.allocation.cli.loading import add_input_arguments, load_result
from services.allocation.cli.refusals import EXIT_DONE, EXIT_USAGE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.cli.table_file import table_file
from services.allocation.domain.borrowed.apply import Borrowed, borrow
from services.allocation.domain.borrowed.compare import compare_groups
from services.allocation.domain.borrowed.formula import LibraryFormula
from services.allocation.domain.borrowed.vocabulary import VocabularyMapping, suggested_mapping
from services.allocation.domain.errors import dollars
from services.allocation.domain.importing.numbers import dollars as plain_dollars
from services.allocation.domain.importing.vocabulary import DEFAULT_LEVELS, LevelDefinition, NeedCategoryDefinition
from services.allocation.domain.limits import ALL_PUPILS, ANY_LEVEL
from services.allocation.domain.prepare import Prepared
from services.allocation.files.cell_safety import escape_cell
from services.allocation.library.catalog import formulas
from services.allocation.library.told import told
from shared.sentences import LANGUAGES

_WORDS_REMEDY = "Write a file of words with --write-words, and change that one."


def add_parser(subparsers: Subparsers) -> None:
    """Add ``library`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser("library", help="other districts' formulas, applied to your schools")
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|apply")
    listed = actions.add_parser("list", help="list the formulas")
    listed.set_defaults(run=_list)
    show = actions.add_parser("show", help="print a formula as JSON")
    show.add_argument("formula_id", metavar="FORMULA")
    for each in (listed, show):
        each.add_argument("--language", choices=LANGUAGES, default="en", help="of its names and texts")
    show.set_defaults(run=_show)
    apply = actions.add_parser(
        "apply",
        help="what would this formula give our schools?",
        description="Compares a formula of the library with the policy, school by school, before floors.",
    )
    apply.add_argument("formula_id", metavar="FORMULA")
    add_input_arguments(apply)
    apply.add_argument(
        "--dollars",
        choices=("ours", "theirs"),
        default="ours",
        help="ours: spend exactly what our rules spend (default); theirs: at their own dollars",
    )
    apply.add_argument("--words", type=Path, metavar="words.json", help="which of your words each of theirs means")
    apply.add_argument("--write-words", type=Path, metavar="words.json", help="write the words used, to change them")
    apply.add_argument("--source", action="append", metavar="SOURCE_ID", help="replace the rules of this source")
    apply.add_argument("--out", type=Path, metavar="schools.csv", help="write both amounts of every school")
    apply.add_argument("--save-policy", type=Path, metavar="policy.json", help="write the policy with their formula")
    apply.set_defaults(run=lambda args: refusing(lambda: _apply(args), "Nothing was written."))


def _list(args: argparse.Namespace) -> int:
    width = max(map(len, formulas()))
    for formula in (told(each, args.language) for each in formulas().values()):
        print(f"{formula.formula_id.ljust(width)}  {formula.district}, {formula.fiscal_year}: {formula.title}")
    return EXIT_DONE


def _show(args: argparse.Namespace) -> int:
    formula = _find(args.formula_id)
    if formula is None:
        return EXIT_USAGE
    print(told(formula, args.language).model_dump_json(indent=2))
    return EXIT_DONE


def _find(formula_id: str) -> LibraryFormula | None:
    found = formulas().get(formula_id)
    if found is None:
        print(f"error: the library has no formula {formula_id}; see ssfr library list", file=sys.stderr)
    return found


def _apply(args: argparse.Namespace) -> int:
    formula = _find(args.formula_id)
    if formula is None:
        return EXIT_USAGE
    result = load_result(args, say_warnings=False)
    words = _words(args, formula, result.prepared)
    found = borrow(result, formula, words, args.dollars, args.source)
    if args.write_words:
        _write(args.write_words, words.model_dump_json(indent=2))
    if args.save_policy:
        _write(args.save_policy, found.policy.model_dump_json(indent=2))
    if args.out:
        with table_file(args.out) as file:
            rows = zip(result.prepared.schools, found.ours.tolist(), found.theirs.tolist(), strict=True)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["school_id", "name", "ours", "theirs", "change"])
            writer.writerows(
                [
                    escape_cell(school.school_id),
                    escape_cell(school.name),
                    *(plain_dollars(cents) for cents in (our, their, their - our)),
                ]
                for school, our, their in rows
            )
    print(_report(result.prepared, found))
    return EXIT_DONE


def _words(args: argparse.Namespace, formula: LibraryFormula, prepared: Prepared) -> VocabularyMapping:
    if args.words:
        return read_document(VocabularyMapping, args.words, "bad_words", _WORDS_REMEDY)
    grades = {level.level: level.grades for level in DEFAULT_LEVELS}
    return suggested_mapping(
        formula,
        [LevelDefinition(level, level, grades.get(level, ())) for level in prepared.levels if level != ANY_LEVEL],
        [NeedCategoryDefinition(need, need) for need in prepared.need_categories],
        prepared.measures,
        whole_schools=ALL_PUPILS in prepared.whole_school_needs,
    )


def _report(prepared: Prepared, found: Borrowed) -> str:
    formula = found.formula
    replaced = ", ".join(found.source_ids)
    lines = [
        f"{formula.district}, {formula.fiscal_year}: {formula.title}, in place of the rules of {replaced}.",
        "Floors are left out on both sides.",
        f"At their own dollars it costs {dollars(found.cost_cents)}; our rules spend {dollars(found.budget_cents)}.",
    ]
    names = {group.group: group.name for group in formula.groups}
    if found.nobody:
        lines.append(f"Nobody is counted for: {', '.join(names[group] for group in found.nobody)}.")
    lines += [f"Left out: {text}" for text in formula.simplified]
    pairs = list(zip(found.ours.tolist(), found.theirs.tolist(), strict=True))
    more, less = sum(their > our for our, their in pairs), sum(their < our for our, their in pairs)
    lines.append(f"{more} schools would have more, {less} less.")
    table = [("Pupils", "", "Ours", "Theirs", "Change")]
    table += [
        (line.kind, line.key, dollars(line.ours_cents), dollars(line.theirs_cents),
         dollars(line.theirs_cents - line.ours_cents))
        for line in compare_groups(prepared, found.ours, found.theirs)
    ]  # fmt: skip
    widths = [max(len(row[column]) for row in table) for column in range(5)]
    lines += [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    return "\n".join(lines)


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")
