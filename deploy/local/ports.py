"""TCP ports of this machine."""

import errno
import secrets
import socket
import time

HOST = "127.0.0.1"
_FIRST_PORT, _LAST_PORT = 10_000, 32_000  # outgoing connections begin at 32,768 on Linux and at 49,152 elsewhere
_TRIES = 1_000
_LINGER_SECONDS = 10.0  # how long what a killed server left behind may hold its port


class PortTaken(RuntimeError):
    """Another program listens on a port that we were told to use."""

    def __init__(self, port: int, what: str, setting: str) -> None:
        """Say who wanted the port and which setting moves it."""
        super().__init__(
            f"Port {port} for {what} is taken by another program. Stop that program, or choose another port with "
            f"{setting}=<port> (0 picks a free one)."
        )
        self.port = port


def free_port(host: str = HOST) -> int:
    """Return a port nobody listens on now; the caller must bear losing the race for it.

    It is none of those that systems give to outgoing connections: between here and the start of a server, one of them
    may become the near end of a connection that lasts for hours, and the server would wait for it in vain.

    Raises:
        OSError: No port was free in many tries.
    """
    for _ in range(_TRIES):
        port = _FIRST_PORT + secrets.randbelow(_LAST_PORT + 1 - _FIRST_PORT)
        if is_free(port, host):
            return port
    raise OSError(errno.EADDRINUSE, f"no port between {_FIRST_PORT} and {_LAST_PORT} is free on {host}")


def is_free_again(port: int, host: str = HOST) -> bool:
    """Whether the port of a server that ended just now can be used again, waiting while its last children end."""
    deadline = time.monotonic() + _LINGER_SECONDS
    while not is_free(port, host):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_free(port: int, host: str = HOST) -> bool:
    """Whether we could listen on the port; a port in TIME_WAIT counts as free, as servers reuse it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
