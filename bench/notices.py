"""How long letters to 1,000 schools take in each language: one PDF of all of them, and one file each, in an archive."""

import sys
import time
from datetime import UTC, datetime

from bench.engine import district, policy
from services.allocation.domain.engine import allocate
from services.allocation.domain.phrases import Language
from services.allocation.domain.result import Result
from services.allocation.files.letters.notices import notices_zip
from shared.sentences import LANGUAGES

LIMIT_S = 60.0
SCHOOLS = 1_000


def main() -> int:
    """Print the figures; return 1 when one is over its limit."""
    result = allocate(district(SCHOOLS), policy())
    return int(max(_measure(result, language) for language in LANGUAGES) > LIMIT_S)


def _measure(result: Result, language: Language) -> float:
    told: list[int] = []
    start = time.perf_counter()
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    content = notices_zip(result, "shadow", [language], moment, lambda done, _total: told.append(done))
    seconds = time.perf_counter() - start
    assert told[-1] == SCHOOLS + 1
    print(f"notices_1000_schools_{language}_s {seconds:.2f} s {LIMIT_S:g}")
    print(f"notices_1000_schools_{language}_mib {len(content) / 2**20:.1f} MiB -")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
