"""`python -m deploy.demo.generate FOLDER [SEED]`: the demonstration district's files, one folder a year."""

import json
import sys
from pathlib import Path

from deploy.demo.district import SEED, YEARS
from deploy.demo.files import files_of
from deploy.demo.policy import policy_of
from deploy.demo.years import district_year


def main(arguments: list[str]) -> int:
    """Write three years of files, each with the policy that suits it."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder, seed = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else SEED
    for fiscal_year in YEARS:
        year = district_year(fiscal_year, seed)
        here = folder / str(fiscal_year)
        here.mkdir(parents=True, exist_ok=True)
        for kind, text in files_of(year).items():
            (here / f"{kind}.csv").write_text(text, encoding="utf-8", newline="")
        (here / "policy.json").write_text(json.dumps(policy_of(year), indent=2) + "\n", encoding="utf-8", newline="")
        print(f"{here}: {len(year.schools)} schools, {sum(each.total for each in year.pupils.values()):,} pupils")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
