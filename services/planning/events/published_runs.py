"""What planning listens to."""

from services.planning.usecases.receive_published_run import receive_published_run
from shared.events.allocation import AllocationRunPublishedV1
from shared.messaging.handlers import Handlers


def handlers() -> Handlers:
    """Return planning's handlers."""
    found = Handlers("planning")
    found.on("planning", AllocationRunPublishedV1, receive_published_run)
    return found
