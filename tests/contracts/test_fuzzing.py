"""No request breaks a service, taken one by one; ``test_fuzzing_in_sequence`` tries one after the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.local.databases import ServiceDatabase
from deploy.local.nats import NatsServer
from tests.contracts.fuzzing import WHOLE, no_request_breaks


@pytest.mark.timeout(3600 if WHOLE else 900)
@pytest.mark.parametrize("service", ["allocation", "planning", "analytics", "surveys"])
def test_no_request_breaks_a_service(
    service: str, fresh_database: Callable[[str], ServiceDatabase], nats: NatsServer, tmp_path: Path
) -> None:
    no_request_breaks(service, "examples,coverage,fuzzing", fresh_database(service).app_url, nats, tmp_path)
