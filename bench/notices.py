"""How long letters to 1,000 schools take: one PDF of all of them, and one file each, in an archive."""

import sys
import time
from datetime import UTC, datetime

from bench.engine import district, policy
from services.allocation.domain.engine import allocate
from services.allocation.files.letters.notices import notices_zip

LIMIT_S = 60.0
SCHOOLS = 1_000


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    result = allocate(district(SCHOOLS), policy())
    told: list[int] = []
    start = time.perf_counter()
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    content = notices_zip(result, "shadow", ["en"], moment, lambda done, _total: told.append(done))
    seconds = time.perf_counter() - start
    assert told[-1] == SCHOOLS + 1
    print(f"notices_1000_schools_s {seconds:.2f} s {LIMIT_S:g}")
    print(f"notices_1000_schools_mib {len(content) / 2**20:.1f} MiB -")
    return int(seconds > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
