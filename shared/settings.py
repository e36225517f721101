"""Settings of one process, read from the environment and nowhere else."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

Mode = Literal["demo", "production"]


class ProcessSettings(BaseSettings):
    """What every process needs to know."""

    model_config = SettingsConfigDict(env_prefix="SSFR_", populate_by_name=True, extra="ignore")

    mode: Mode = "production"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    database_url: str = Field(validation_alias="DATABASE_URL")
    nats_url: str = Field(validation_alias="NATS_URL")
    nats_monitor_url: str = Field(default="", validation_alias="NATS_MONITOR_URL")
    database_pool_size: int = Field(default=6, ge=1, le=50)
    audit_folder: Path | None = None
    audit_private_key_file: Path | None = None
    audit_public_keys_file: Path | None = None


class ServiceSettings(ProcessSettings):
    """What a service behind the gateway needs besides."""

    identity_public_keys_file: Path
