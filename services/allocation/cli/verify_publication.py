"""``ssfr verify``: calculate a downloaded publication again and compare every hash."""

import argparse
import sys
from pathlib import Path

from services.allocation.cli.refusals import EXIT_DONE, EXIT_FAULTS, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.errors import dollars
from services.allocation.domain.publication_bundle import (
    BundleUnreadable,
    inputs_of,
    parse_bundle,
    prepare_as_published,
    published_of,
)
from services.allocation.domain.verification import Verification, verify


def add_parser(subparsers: Subparsers) -> None:
    """Add ``verify`` to the commands of ``ssfr``."""
    parser = subparsers.add_parser(
        "verify",
        help="calculate a publication again from its bundle and compare the hashes",
        description="Reads the file that a publication's page offers for download, recomputes it from its own policy "
        "and inputs, and compares four hashes: the document's own, the policy's, the inputs' and the result's. "
        "The exit code is 0 when all agree and 1 when one differs; each school that differs is named.",
    )
    parser.add_argument("bundle", type=Path, metavar="publication.json", help="the downloaded bundle")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    return refusing(lambda: _run(args.bundle))


def _run(path: Path) -> int:
    try:
        bundle = parse_bundle(path.read_bytes())
        published = published_of(bundle)
    except BundleUnreadable as error:
        print(f"error: {path.name} is not a publication's bundle: {error}", file=sys.stderr)
        return EXIT_FAULTS
    found = verify(published, bundle.policy, prepare_as_published(inputs_of(bundle), bundle.policy))
    for line in _lines(found):
        print(line)
    return EXIT_DONE if found.verified else EXIT_FAULTS


def _lines(found: Verification) -> list[str]:
    lines = [f"{'same' if check.agrees else 'DIFFERENT':9}  {check.name:8}  {check.found}" for check in found.checks]
    lines += [f"{'':9}  {'':8}  {check.published} was published" for check in found.checks if not check.agrees]
    if found.problem is not None:
        lines.append(f"It cannot be calculated: {found.problem}")
    for each in found.differences:
        before, now = (
            "no such school" if cents is None else dollars(cents) for cents in (each.published_cents, each.found_cents)
        )
        lines.append(f"{each.school_id}: published {before}, recomputed {now}")
    if found.published_engine != found.present_engine:
        lines.append(f"Published with engine {found.published_engine}; this is {found.present_engine}.")
    lines.append(
        "Verified: recomputed just now, the same hashes." if found.verified else "NOT verified: see what differs above."
    )
    return lines
