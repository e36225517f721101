"""Allocation's worker: carries what was published to the other services."""

from shared.messaging.handlers import Handlers
from shared.messaging.worker import run_worker
from shared.settings import ProcessSettings

if __name__ == "__main__":
    run_worker(ProcessSettings(), Handlers("allocation"))
