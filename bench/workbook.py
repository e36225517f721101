"""How long the district calculator takes to write, and how LibreOffice compares with the engine on one model.

The model has 1,000 schools, 20 sources and hold harmless paid by the gainers. LibreOffice recalculates every formula
inside its own process, timed by its own clock in a macro, so neither its start nor reading the file counts. Two
workbooks are measured: the calculator, whose largest remainders are exact to the cent as the engine's are, and a lean
sheet of the same model without any exact rounding, as somebody would type it. The lean one, its best recalculation
against the engine's median, is what the promise is held by.
"""

import statistics
import sys
import time

from bench._lean_sheet import lean_sheet
from bench.engine import district, measure_engine, policy
from services.allocation.domain.engine import allocate
from services.allocation.domain.result import Result
from services.allocation.files.workbook.make import district_workbook
from shared.testkit.libreoffice import MISSING, find_libreoffice, libreoffice

LIMIT_S = 20.0
LEAST_RATIO = 10.0
SCHOOLS = 1_000


def model() -> Result:
    """Return the model that both sides compute."""
    return allocate(district(SCHOOLS), policy())


def libreoffice_ms(result: Result, *, exact: bool = False, times: int = 7) -> list[int]:
    """Return the milliseconds of each recalculation of a result's model: the lean sheet, or the exact calculator."""
    content = district_workbook(result, cached=False) if exact else lean_sheet(result)
    with libreoffice() as office:
        return office.recalculation_ms(content, times)


def main() -> int:
    """Print the figures; return 1 when one misses its limit."""
    result = model()
    start = time.perf_counter()
    content = district_workbook(result)
    seconds = time.perf_counter() - start
    print(f"workbook_1000_schools_s {seconds:.2f} s {LIMIT_S:g}")
    print(f"workbook_1000_schools_mib {len(content) / 2**20:.1f} MiB -")
    if find_libreoffice() is None:
        print(MISSING, file=sys.stderr)
        return 1
    lean = libreoffice_ms(result)
    exact = libreoffice_ms(result, exact=True, times=3)
    engine = measure_engine(result.prepared, 7).processor
    ratio = min(lean) / engine
    print(f"libreoffice_recalculation_ms {min(lean)} ms -")
    print(f"libreoffice_exact_calculator_ms {statistics.median(exact):.0f} ms -")
    print(f"engine_same_run_ms {engine:.3f} ms -")
    print(f"engine_vs_libreoffice_ratio {ratio:.1f} x >={LEAST_RATIO:g}")
    return int(seconds > LIMIT_S or ratio < LEAST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
