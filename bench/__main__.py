"""Runs every benchmark and prints one line a figure: `name value unit limit`; fails when one misses its limit."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NOT_BENCHMARKS = {"__main__", "__init__"}


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, or all."""
    names = chosen or sorted(
        path.stem for path in FOLDER.glob("*.py") if path.stem not in NOT_BENCHMARKS and not path.stem.startswith("_")
    )
    failed = [name for name in names if not _holds(name)]
    if failed:
        print(f"missed a limit or failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _holds(name: str) -> bool:
    command = [sys.executable, "-m", f"bench.{name}"]
    return subprocess.run(command, cwd=FOLDER.parent, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
