"""No sequence of requests breaks a service: what one answers is sent to the next."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from tests.contracts.fuzzing import WHOLE, no_request_breaks


@pytest.mark.timeout(3600 if WHOLE else 900)
@pytest.mark.parametrize("service", ["allocation"])  # the only one whose answers lead to other operations
def test_no_sequence_of_requests_breaks_a_service(
    service: str, fresh_database: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path
) -> None:
    no_request_breaks(service, "stateful", fresh_database(service).app_url, nats, tmp_path)
