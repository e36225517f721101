"""Which processes there are, and what each is told."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.databases import SERVICES, ServiceDatabase
from deploy.local.ports import HOST, PortTaken, free_port, is_free
from deploy.local.supervisor.child import Child
from deploy.local.supervisor.options import ROOT, Options
from deploy.local.supervisor.state import State

BEHIND_GATEWAY = tuple(service for service in SERVICES if service != "gateway")
# How long open streams (live updates in browsers) may hold up a stop.
GRACEFUL_SECONDS = "3"
NOT_HANDED_ON = {
    *("SSFR_PORT", "SSFR_POSTGRES_PORT", "SSFR_NATS_PORT", "SSFR_PAGES_PORT", "SSFR_STATE", "SSFR_RELOAD", "SSFR_SHOW"),
    *("SSFR_JOB_WORKERS", "SSFR_BACKUPS"),
    # Without compiled modules each of our processes takes a second longer to start.
    "PYTHONDONTWRITEBYTECODE",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Ports, addresses and settings of one start; processes keep them when they are restarted."""

    options: Options
    state: State
    databases: Mapping[str, ServiceDatabase]
    nats_url: str
    ports: Mapping[str, int]
    nats_monitor_url: str = ""  # where our own server reports its settings
    inherited: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @property
    def address(self) -> str:
        """Where people find the platform."""
        port = self.options.pages_port if self.options.reload else self.ports["gateway"]
        return self.options.public_url or f"http://localhost:{port}"

    def settings(self, service: str) -> dict[str, str]:
        """Return what every process of a service is told."""
        kept = {name: value for name, value in self.inherited.items() if name not in NOT_HANDED_ON}
        if self.nats_monitor_url:
            kept["NATS_MONITOR_URL"] = self.nats_monitor_url
        return kept | {
            "SSFR_SERVICE": service,
            "SSFR_MODE": self.options.mode,
            "SSFR_PUBLIC_URL": self.address,
            "SSFR_IDENTITY_PUBLIC_KEYS_FILE": str(self.state.public_keys),
            "SSFR_AUDIT_FOLDER": str(self.state.checkpoints),
            "SSFR_AUDIT_PRIVATE_KEY_FILE": str(self.state.audit_private_key),
            "SSFR_AUDIT_PUBLIC_KEYS_FILE": str(self.state.audit_public_keys),
            "DATABASE_URL": self.databases[service].app_url,
            "NATS_URL": self.nats_url,
            # Lines must reach the log when they are written, and errors be readable in any locale.
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
        }

    def gateway_settings(self) -> dict[str, str]:
        """Return what the gateway is told besides."""
        upstreams = {f"SSFR_UPSTREAM_{name.upper()}": f"http://{HOST}:{self.ports[name]}" for name in BEHIND_GATEWAY}
        return (
            self.settings("gateway")
            | upstreams
            | {
                "SSFR_IDENTITY_PRIVATE_KEY_FILE": str(self.state.private_key),
                "SSFR_STATIC_DIR": str(ROOT / "frontend" / "dist"),
                "SSFR_SECRETS_DIR": str(self.state.secrets),
            }
        )

    def migration_settings(self, service: str) -> dict[str, str]:
        """Return what a service's migrations are told: they alone may change tables."""
        return self.settings(service) | {"DATABASE_OWNER_URL": self.databases[service].owner_url}

    def services(self, pipe: Callable[[str], int]) -> list[Child]:
        """Return the services behind the gateway."""
        return [self._served(name, f"services.{name}.main:app", self.settings(name), pipe) for name in BEHIND_GATEWAY]

    def workers(self, pipe: Callable[[str], int]) -> list[Child]:
        """Return the workers of the services that have one; allocation's, which do long work too, as many as chosen."""
        services = [name for name in BEHIND_GATEWAY if (ROOT / "services" / name / "worker.py").exists()]
        more = [(f"allocation-worker-{number}", "allocation") for number in range(2, self.options.job_workers + 1)]
        return [
            Child(name, [sys.executable, "-m", f"services.{service}.worker"], self.settings(service), ROOT, pipe(name))
            for name, service in [*((f"{service}-worker", service) for service in services), *more]
        ]

    def gateway(self, pipe: Callable[[str], int]) -> Child:
        """Return the gateway."""
        protocol = ("--http", "gateway.server:BoundedProtocol")
        return self._served("gateway", "gateway.main:app", self.gateway_settings(), pipe, *protocol)

    def _served(
        self, name: str, app: str, settings: Mapping[str, str], pipe: Callable[[str], int], *options: str
    ) -> Child:
        port = self.ports[name]
        command: list[str | Path] = [sys.executable, "-m", "uvicorn", app, "--host", HOST, "--port", str(port)]
        command += ["--timeout-graceful-shutdown", GRACEFUL_SECONDS, "--no-access-log", "--no-server-header"]
        # Nobody stands between a browser and the gateway here; behind it, addresses are the gateway's to tell.
        command += ["--no-proxy-headers", *options]
        return Child(name, command, settings, ROOT, pipe(name), port)


def choose_ports(options: Options) -> dict[str, int]:
    """Return a port for the gateway, as chosen, and a free one for each service."""
    if options.port and not is_free(options.port):
        raise PortTaken(options.port, "the gateway", "SSFR_PORT")
    return {"gateway": options.port or free_port()} | {name: free_port() for name in BEHIND_GATEWAY}
