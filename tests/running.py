"""Services as processes behind real sockets, for tests that talk to them over the network."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from deploy.local.ports import HOST, free_port
from deploy.local.processes import spawn, stop

ROOT = Path(__file__).parents[1]
READY_SECONDS = 30.0


@contextmanager
def served(
    app: str, environment: Mapping[str, str], log: Path, *options: str, port: int | None = None
) -> Iterator[str]:
    """Run ``app`` under uvicorn as in production, with more of its options; yield its address once it is ready."""
    port = port or free_port()
    command = [sys.executable, "-m", "uvicorn", app, "--host", HOST, "--port", str(port), "--no-access-log", *options]
    with log.open("wb") as output:
        process = spawn(command, output=output.fileno(), environment=os.environ | dict(environment), folder=ROOT)
        try:
            address = f"http://{HOST}:{port}"
            _wait_until_ready(address, log)
            yield address
        finally:
            stop(process, signal.SIGTERM, 10)


def _wait_until_ready(address: str, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/health/ready", timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise TimeoutError(f"not ready after {READY_SECONDS:.0f} s:\n{log.read_text()[-3000:]}")
