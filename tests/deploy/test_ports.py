"""Ports for servers of this machine."""

import socket

import pytest

from deploy.local import ports
from deploy.local.ports import HOST, free_port, is_free


def test_a_free_port_can_be_listened_on_and_is_never_one_of_outgoing_connections() -> None:
    ports_given = [free_port() for _ in range(200)]
    assert all(10_000 <= port <= 32_000 for port in ports_given)
    port = ports_given[-1]
    with socket.create_server((HOST, port)):
        assert not is_free(port)
    assert is_free(port)


def test_a_port_that_is_taken_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    first = free_port()
    monkeypatch.setattr(ports, "_FIRST_PORT", first)
    monkeypatch.setattr(ports, "_LAST_PORT", first)
    assert free_port() == first
    with socket.create_server((HOST, first)), pytest.raises(OSError, match=f"no port between {first} and {first}"):
        free_port()
