"""`python -m gateway`: serve, with the server's options as they should be."""

import argparse

import uvicorn

from gateway.server import BoundedProtocol


def main() -> None:
    """Serve until a signal comes, then finish what runs."""
    parser = argparse.ArgumentParser(prog="python -m gateway", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    uvicorn.run(
        "gateway.main:app",
        host=options.host,
        port=options.port,
        http=BoundedProtocol,
        ws="none",
        loop="uvloop",
        # Addresses in front are told by SSFR_TRUSTED_PROXIES, and the access log is our own.
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=15,
    )


if __name__ == "__main__":
    main()
