"""The domain takes values and gives values: it opens no file, asks no network, reads no clock."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.allocation.domain.engine import allocate
from services.allocation.domain.inputs import Inputs, RevenueSource
from services.allocation.domain.prepare import prepare
from tests.allocation.domain.district import LEVELS, NEEDS, check_invariants, policy, source

ROOT = Path(__file__).parents[3]
DOMAIN = ROOT / "services/allocation/domain"
# What services share may be used where it is as pure: it is held to the same rules.
SHARED = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in (ROOT / "shared/validation_faults.py", *sorted((ROOT / "shared/equity").glob("[!_]*.py")))
}
ALLOWED = {"lark", "numpy", "pydantic", "pydantic_core", "scipy", "services"}
FORBIDDEN = {
    "asyncio",
    "http",
    "io",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
    "urllib",
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize(
    "path", [*sorted(DOMAIN.rglob("*.py")), *SHARED.values()], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_module_of_the_domain_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for name in imported(tree):
        top = name.partition(".")[0]
        assert name in SHARED or top in ALLOWED or (top in sys.stdlib_module_names and top not in FORBIDDEN), name
        assert top != "services" or name.startswith("services.allocation.domain"), name
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"open", "input", "eval", "exec", "print"}


def test_a_district_without_schools_is_a_result_too() -> None:
    money = RevenueSource("S", "S", "state", False, 700)
    pool = {"kind": "proportional", "rule_id": "p", "measure": "pupils", "pool_share_bp": 0}
    hold = {"kind": "minimum_operational_budget", "adjustment_id": "m", "payer": {"kind": "gainers"}}
    decisions = policy(source("S", pool), adjustments=[hold | {"per_pupil": [{"amount_cents": 5}]}])
    result = allocate(prepare(Inputs((), (), (money,)), LEVELS, NEEDS), decisions)
    check_invariants(result)
    assert result.to_json_dict()["district"]["reserve_cents"] == 700
