"""TCP ports of this machine."""

import socket
import time

HOST = "127.0.0.1"
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
    """Return a port nobody listens on now; the caller must bear losing the race for it."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


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
