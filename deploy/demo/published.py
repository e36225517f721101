"""What the district published for a year: the engine's result of its files and policy, as the loader publishes it."""

import json
import tempfile
from pathlib import Path

from deploy.demo.district import DistrictYear
from deploy.demo.files import files_of
from deploy.demo.policy import policy_of
from services.allocation.domain.engine import allocate
from services.allocation.domain.policy import parse_policy
from services.allocation.domain.prepare import prepare
from services.allocation.domain.result import Result
from services.allocation.files.folder import read_folder


def published_result(year: DistrictYear) -> Result:
    """Return the result of the year's own files."""
    policy = parse_policy(json.dumps(policy_of(year)).encode())
    with tempfile.TemporaryDirectory() as folder:
        for kind, text in files_of(year).items():
            (Path(folder) / f"{kind}.csv").write_text(text, encoding="utf-8", newline="")
        inputs = read_folder(Path(folder), policy, {}).inputs
    return allocate(prepare(inputs, policy.levels, policy.need_categories), policy)


def published_budgets(year: DistrictYear) -> dict[tuple[str, str], int]:
    """Return what each school got from each source, (school, source) -> cents."""
    result = published_result(year)
    budgets: dict[tuple[str, str], int] = {}
    for component in result.components:
        for school_id, cents in zip(result.prepared.school_ids, component.amounts.tolist(), strict=True):
            key = school_id, component.source_id
            budgets[key] = budgets.get(key, 0) + cents
    return {key: cents for key, cents in budgets.items() if cents}
