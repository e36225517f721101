"""What every command reads first: the policy, the mappings, the input folder."""

import argparse
import json
import sys
from pathlib import Path

from pydantic import ValidationError

from services.allocation.cli.json_document import read_object, refusal
from services.allocation.cli.refusals import SeveralRefused, fault_line
from services.allocation.cli.refused_policy import check_data
from services.allocation.domain.engine import allocate
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.importing import IMPORT_KINDS, Fault, ImportKind, Mapping
from services.allocation.domain.importing.faults import shown
from services.allocation.domain.policy import Policy, parse_policy
from services.allocation.domain.prepare import Prepared, prepare
from services.allocation.domain.result import Result
from services.allocation.files.folder import Folder, FolderRefused, read_folder

BAD_MAPPING = "bad_mapping"
MAPPING_REMEDY = "Correct the document; docs/allocation/importing.md describes it."


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
    folder, policy = load_folder(args)
    if say_warnings:
        for warning in folder.warnings:
            print(f"note: {fault_line(warning)}", file=sys.stderr)
    return prepare(folder.inputs, policy.levels, policy.need_categories), policy


def load_folder(args: argparse.Namespace) -> tuple[Folder, Policy]:
    """Read policy, mappings and folder.

    Raises:
        SeveralRefused: More than one of them has faults. The data are read even where the policy is refused, as
            nobody wants to mend one file only to hear of the next; only a refused mapping leaves them unread, because
            nobody knows then what their columns mean.
    """
    refused: list[FolderRefused | PolicyProblems] = []
    policy = folder = None
    try:
        policy = load_policy(args.policy)
    except PolicyProblems as error:
        refused.append(error)
    try:
        mappings = load_mappings(args.mapping) if args.mapping else {}
        _need_folder(args.folder)
        if policy is not None:
            folder = read_folder(args.folder, policy, mappings)
        else:
            check_data(args.folder, args.policy, mappings)
    except FolderRefused as error:
        refused.append(error)
    if len(refused) == 1:
        raise refused[0]
    if policy is None or folder is None:
        raise SeveralRefused(refused)
    return folder, policy


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise FolderRefused(
            [
                Fault(
                    str(folder), None, None, None, "no_such_folder", "There is no such folder.",
                    "Name the folder that holds schools.csv, counts.csv and revenue_sources.csv.",
                )
            ]
        )  # fmt: skip


def load_mappings(path: Path) -> dict[ImportKind, Mapping]:
    """Read mappings: one document with a mapping per kind, or a single mapping.

    Raises:
        FolderRefused: With every fault of every mapping.
    """
    document = read_object(path, BAD_MAPPING, MAPPING_REMEDY)
    if "kind" in document:
        kind = document["kind"]
        document = {kind if isinstance(kind, str) else json.dumps(kind): document}
    mappings: dict[ImportKind, Mapping] = {}
    errors: list[Fault] = []
    for key, content in document.items():
        known = next((kind for kind in IMPORT_KINDS if kind == key), None)
        if known is None:
            said = f"The keys must be kinds of file: {', '.join(IMPORT_KINDS)}."
            errors.append(Fault(path.name, None, None, shown(key), BAD_MAPPING, said, MAPPING_REMEDY))
            continue
        whole = {"kind": known, **content} if isinstance(content, dict) else content
        try:
            mapping = Mapping.model_validate_json(json.dumps(whole))
        except ValidationError as error:
            errors.extend(refusal(path.name, error, whole, BAD_MAPPING, MAPPING_REMEDY, inside=(known,)).errors)
            continue
        if mapping.kind != known:
            said = f"Under {known} stands a mapping of {mapping.kind}."
            errors.append(Fault(path.name, None, f"{known}/kind", mapping.kind, BAD_MAPPING, said, MAPPING_REMEDY))
        mappings[known] = mapping
    if errors:
        raise FolderRefused(errors)
    return mappings
