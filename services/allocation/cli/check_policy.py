"""``ssfr policy check`` and ``ssfr schema``: the policy document by itself."""

import argparse
import json
from pathlib import Path

from services.allocation.cli.loading import load_policy
from services.allocation.cli.refusals import EXIT_DONE, refusing
from services.allocation.cli.subparsers import Subparsers
from services.allocation.domain.errors import PolicyProblems
from services.allocation.domain.policy import policy_schema
from services.allocation.domain.policy_alone import problems_of_policy_alone


def add_parser(subparsers: Subparsers) -> None:
    """Add ``policy`` and ``schema`` to the commands of ``ssfr``."""
    policy = subparsers.add_parser("policy", help="check a policy document")
    actions = policy.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="list every fault of a policy, or its hash when it has none")
    check.add_argument("policy", type=Path, metavar="policy.json")
    check.set_defaults(run=run_check)
    schema = subparsers.add_parser("schema", help="print the JSON Schema of a policy")
    schema.set_defaults(run=run_schema)


def run_check(args: argparse.Namespace) -> int:
    """Check a policy by itself; schools, sources and measures are looked for when it is applied to data."""
    return refusing(lambda: _check(args.policy))


def run_schema(_: argparse.Namespace) -> int:
    """Print the schema."""
    print(schema_text(), end="")
    return EXIT_DONE


def schema_text() -> str:
    """Return the JSON Schema as it stands in the documentation."""
    return json.dumps(policy_schema(), indent=2, ensure_ascii=False) + "\n"


def _check(path: Path) -> int:
    policy = load_policy(path)
    problems = problems_of_policy_alone(policy)
    if problems:
        raise PolicyProblems(problems)
    rules = sum(len(source.rules) for source in policy.sources)
    print(f"{policy.name}, fiscal year {policy.fiscal_year}: {len(policy.sources)} sources, {rules} rules")
    print(policy.policy_hash())
    return EXIT_DONE
