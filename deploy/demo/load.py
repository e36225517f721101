"""`python -m deploy.demo.load --gateway URL --done FILE`: give a fresh installation the demonstration district.

Everything goes through the gateway, signed in as the people whose work it is; what is there already is left alone, so
the loading can be repeated after it was cut short.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import httpx

from deploy.demo.client import DemoClient, Refused
from deploy.demo.district import PUBLISHED_YEAR, SEED, YEARS, DistrictYear
from deploy.demo.files import KINDS, files_of
from deploy.demo.policy import policy_of
from deploy.demo.settings import district_settings, title_one_settings
from deploy.demo.years import district_year

IMPORTER = "district_it"
DIRECTOR = "budget_director"
ALLOCATION = "/api/allocation/v1"
PLANNING_SECONDS = 60.0


def main(arguments: list[str]) -> int:
    """Load the district, then write the file that says so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--done", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    try:
        with DemoClient(options.gateway) as client:
            loaded = load(client, options.seed)
    except (Refused, httpx.HTTPError) as error:
        print(f"The demonstration district could not be loaded: {error}", file=sys.stderr)
        return 1
    if options.done is not None:
        options.done.write_text(json.dumps(loaded, indent=2) + "\n")
    return 0


def load(client: DemoClient, seed: int = SEED) -> dict[str, object]:
    """Bring in settings, three years of files, a published year and a draft; return what there is now."""
    client.replace(DIRECTOR, f"{ALLOCATION}/district-settings", district_settings())
    imports = 0
    for fiscal_year in YEARS:
        year = district_year(fiscal_year, seed)
        imports += _import_year(client, year)
        scenario_id = _scenario(client, year)
        _title_one(client, fiscal_year)
        if fiscal_year == PUBLISHED_YEAR:
            _publish(client, fiscal_year, scenario_id)
    _wait_for_planning(client)
    return {"seed": seed, "fiscal_years": list(YEARS), "imports": imports, "published": PUBLISHED_YEAR}


def _import_year(client: DemoClient, year: DistrictYear) -> int:
    count = 0
    files = files_of(year)
    for kind in KINDS:
        asked = client.get(IMPORTER, f"{ALLOCATION}/imports", fiscal_year=year.fiscal_year, kind=kind)
        if asked.json()["items"]:
            continue
        name = f"{kind}_{year.fiscal_year}.csv"
        client.post(
            IMPORTER,
            f"{ALLOCATION}/imports",
            once=f"import/{year.fiscal_year}/{kind}",
            files={"file": (name, files[kind].encode(), "text/csv")},
            data={
                "kind": kind,
                "fiscal_year": str(year.fiscal_year),
                "validate_only": "false",
                "faulty_rows": "refuse",
            },
        )
        print(f"imported {name}", flush=True)
        count += 1
    return count


def _scenario(client: DemoClient, year: DistrictYear) -> str:
    found = client.get(DIRECTOR, f"{ALLOCATION}/scenarios", fiscal_year=year.fiscal_year).json()["items"]
    if found:
        return str(found[0]["scenario_id"])
    policy = policy_of(year)
    made = client.post(
        DIRECTOR,
        f"{ALLOCATION}/scenarios",
        once=f"scenario/{year.fiscal_year}",
        json={"name": policy["name"], "fiscal_year": year.fiscal_year, "policy": policy},
    )
    print(f"made the scenario of {year.fiscal_year}", flush=True)
    return str(made.json()["scenario_id"])


def _title_one(client: DemoClient, fiscal_year: int) -> None:
    path = f"{ALLOCATION}/title-one-settings"
    if client.get(DIRECTOR, path, fiscal_year=fiscal_year).headers["ETag"] == '"0"':
        client.replace(DIRECTOR, path, title_one_settings(), fiscal_year=fiscal_year)


def _publish(client: DemoClient, fiscal_year: int, scenario_id: str) -> None:
    if client.get(DIRECTOR, f"{ALLOCATION}/allocation-runs", fiscal_year=fiscal_year).json()["items"]:
        return
    result = client.post(DIRECTOR, f"{ALLOCATION}/scenarios/{scenario_id}/calculate", json={}).json()
    client.post(
        DIRECTOR,
        f"{ALLOCATION}/scenarios/{scenario_id}/publish",
        once=f"publish/{fiscal_year}",
        json={
            "reason": f"Adopted by the board for fiscal year {fiscal_year}.",
            "expected_result_hash": result["result_hash"],
        },
    )
    print(f"published {fiscal_year}", flush=True)


def _wait_for_planning(client: DemoClient) -> None:
    """Wait until the schools can see the published year: the event has made its way."""
    deadline = time.monotonic() + PLANNING_SECONDS
    path = "/api/planning/v1/school-funding"
    while not client.get(DIRECTOR, path, fiscal_year=PUBLISHED_YEAR).json()["items"]:
        if time.monotonic() > deadline:
            raise Refused(f"Planning did not receive the published year within {PLANNING_SECONDS:.0f} s.")
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
