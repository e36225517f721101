"""A service's worker as its supervisor sees it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from nats.aio.client import Client

from tests.messaging.road import Road

ROOT = Path(__file__).parents[2]
WORKER = """
from shared.messaging.worker import run_worker
from shared.messaging.handlers import Handlers
from shared.settings import ProcessSettings
run_worker(ProcessSettings(), Handlers("allocation"))
"""


async def test_sigterm_ends_a_worker_in_order(road: Road, nc: Client) -> None:
    environment = os.environ | {"DATABASE_URL": road.publisher.app_url, "NATS_URL": road.nats_url}
    worker = subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    try:
        assert worker.stdout is not None
        assert b"worker_started" in worker.stdout.readline()
        started = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
        assert time.monotonic() - started < 5
    finally:
        worker.kill()
        worker.communicate()
