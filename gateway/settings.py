"""Settings of the gateway; `docs/operations/gateway.md` explains each."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from pydantic import Field, field_validator

from shared.settings import ProcessSettings

SERVICES = ("allocation", "planning", "analytics", "surveys")
DEMO_ACCOUNTS_FILE = "demo-accounts.json"


class GatewaySettings(ProcessSettings):
    """What the gateway needs to know; each is read from `SSFR_<NAME>`."""

    identity_private_key_file: Path
    public_url: str = Field(default="", description="Where browsers find the gateway; empty: any host it answers on.")
    static_dir: Path | None = Field(default=None, description="The built single-page app.")
    secrets_dir: Path | None = Field(default=None, description="Where demo accounts are kept, unless named below.")
    demo_accounts_file: Path | None = None
    sign_in_providers_file: Path | None = Field(default=None, description="The districts' identity providers.")

    upstream_allocation: str = "http://127.0.0.1:8001"
    upstream_planning: str = "http://127.0.0.1:8002"
    upstream_analytics: str = "http://127.0.0.1:8003"
    upstream_surveys: str = "http://127.0.0.1:8004"
    upstream_connections: int = Field(default=64, ge=1, le=1000, description="Most connections to one service.")
    upstream_connect_timeout_s: float = Field(default=2.0, gt=0)
    upstream_timeout_s: float = Field(default=30.0, gt=0, description="Longest silence of a service.")
    max_body_bytes: int = Field(default=64 * 1024 * 1024, ge=1)
    trusted_proxies: str = Field(default="", description="Networks whose X-Forwarded-For is believed, by commas.")

    session_idle_s: float = Field(default=1800, gt=0)
    session_lifetime_s: float = Field(default=12 * 3600, gt=0)
    token_lifetime_s: float = Field(default=3600, gt=0)

    rate_session: str = "1200/minute"
    rate_address: str = Field(default="12000/minute", description="A whole school may share one address.")
    rate_public: str = Field(
        default="600/minute",
        description="Requests of one address to pages without sign-in: a full hall, and few enough to calculate.",
    )
    rate_sign_in_address: str = "60/minute"
    rate_sign_in_username: str = "10/minute"

    events_heartbeat_s: float = Field(default=15, gt=0)
    events_longest_s: float = Field(default=3600, gt=0, description="Browsers reconnect by themselves.")
    events_per_session: int = Field(default=8, ge=1)
    document_refresh_s: float = Field(default=30, gt=0)
    access_log: bool = True

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        networks(value)
        return value

    @property
    def upstreams(self) -> dict[str, str]:
        """The services' addresses by name."""
        return {service: getattr(self, f"upstream_{service}") for service in SERVICES}

    @property
    def demo_accounts(self) -> Path | None:
        """Where the demonstration accounts are kept; None outside demo mode."""
        if self.mode != "demo":
            return None
        if self.demo_accounts_file is not None:
            return self.demo_accounts_file
        return self.secrets_dir / DEMO_ACCOUNTS_FILE if self.secrets_dir is not None else None


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Return the networks named in ``text``, separated by commas."""
    return [ip_network(part.strip()) for part in text.split(",") if part.strip()]
