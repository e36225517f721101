"""The demonstration district: loaded once, through the gateway, as its people would."""

import json
import os
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass

from deploy.local.ports import HOST
from deploy.local.supervisor.jobs import Job
from deploy.local.supervisor.plan import Plan
from deploy.local.supervisor.state import DEMO_DISTRICT


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can sign in."""

    role: str
    username: str
    password: str
    display_name: str


def loading_job(plan: Plan) -> Job | None:
    """Return the job that loads the district, or None when it is there already."""
    marker = plan.state.folder / DEMO_DISTRICT
    if plan.options.mode != "demo" or marker.exists():
        return None
    arguments = ("--gateway", f"http://{HOST}:{plan.ports['gateway']}", "--done", str(marker))
    return Job("demo-district", "deploy.demo.load", dict(os.environ), arguments)


def accounts(plan: Plan) -> list[DemoAccount]:
    """Return one account of each role, as the gateway names them."""
    if plan.options.mode != "demo":
        return []
    address = f"http://{HOST}:{plan.ports['gateway']}/api/demo-accounts"
    with urllib.request.urlopen(address, timeout=10) as answer:
        found = json.load(answer)
    first: dict[str, DemoAccount] = {}
    for each in found:
        account = DemoAccount(each["role"], each["username"], each["password"], each["display_name"])
        first.setdefault(account.role, account)
    return list(first.values())


def table(rows: Iterable[DemoAccount]) -> str:
    """Return the accounts as aligned lines."""
    cells = [("role", "user name", "password", "name")]
    cells += [(row.role.replace("_", " "), row.username, row.password, row.display_name) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    return "\n".join(
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
