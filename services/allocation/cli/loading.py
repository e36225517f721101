"""What every command reads first: the policy, the mappings, the input folder."""

import argparse
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from services.allocation.cli.json_document import read_object, refusal
from services.allocation.cli.refusals import fault_line
from services.allocation.domain.engine import allocate
from services.allocation.domain.importing import IMPORT_KINDS, Fault, ImportKind, Mapping
from services.allocation.domain.policy import Policy, parse_policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.result import Result
from services.allocation.files.folder import FolderRefused, read_folder

_MAPPING_REMEDY = "Correct the document; docs/allocation/importing.md describes it."
_OBJECT = TypeAdapter(dict[str, object])


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name what is read."""
    parser.add_argument("folder", type=Path, metavar="INPUT_FOLDER", help="holds schools.csv, counts.csv, ...")
    parser.add_argument("--policy", type=Path, required=True, metavar="policy.json", help="the district's decisions")
    parser.add_argument(
        "--mapping", type=Path, metavar="mapping.json", help='columns by kind: {"counts": {...}, ...}, or one mapping'
    )


def load_policy(path: Path) -> Policy:
    """Read and check a policy file."""
    return parse_policy(path.read_bytes())


def load_result(args: argparse.Namespace, *, say_warnings: bool) -> Result:
    """Read policy, mappings and folder, and allocate."""
    return allocate(*load_prepared(args, say_warnings=say_warnings))


def load_prepared(args: argparse.Namespace, *, say_warnings: bool) -> tuple[Prepared, Policy]:
    """Read policy, mappings and folder, and lay the data out."""
    policy = load_policy(args.policy)
    mappings = load_mappings(args.mapping) if args.mapping else {}
    if not args.folder.is_dir():
        raise FolderRefused(
            [
                Fault(
                    str(args.folder), None, None, None, "no_such_folder", "There is no such folder.",
                    "Name the folder that holds schools.csv, counts.csv and revenue_sources.csv.",
                )
            ]
        )  # fmt: skip
    folder = read_folder(args.folder, policy, mappings)
    if say_warnings:
        for warning in folder.warnings:
            print(f"note: {fault_line(warning)}", file=sys.stderr)
    return prepare(folder.inputs, policy.levels, policy.need_categories), policy


def load_mappings(path: Path) -> dict[ImportKind, Mapping]:
    """Read mappings: one document with a mapping per kind, or a single mapping."""
    document = read_object(path, "bad_mapping", _MAPPING_REMEDY)
    if "kind" in document:
        document = {str(document["kind"]): document}
    if not set(document) <= set(IMPORT_KINDS):
        said = f"The keys must be kinds of file: {', '.join(IMPORT_KINDS)}."
        raise FolderRefused([Fault(path.name, None, None, None, "bad_mapping", said, _MAPPING_REMEDY)])
    mappings: dict[ImportKind, Mapping] = {}
    for kind in IMPORT_KINDS:
        if kind in document:
            try:
                mapping = _OBJECT.validate_python(document[kind])
                mappings[kind] = Mapping.model_validate({"kind": kind, **mapping})
            except ValidationError as error:
                raise refusal(path.name, error, "bad_mapping", _MAPPING_REMEDY, inside=(kind,)) from error
    return mappings
