"""Planning's worker: takes over published allocations."""

from services.planning.events.published_runs import handlers
from shared.messaging.worker import run_worker
from shared.settings import ProcessSettings

if __name__ == "__main__":
    run_worker(ProcessSettings(), handlers(), publishes=False)
