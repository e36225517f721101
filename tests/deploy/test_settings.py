"""docs/settings.md names every setting there is, and no setting of the supervisor that does not exist."""

import re
from pathlib import Path

import pytest

from deploy.local.supervisor.options import Options, WrongSetting
from shared.settings import ServiceSettings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs/settings.md").read_text()


def test_every_setting_of_a_process_is_documented() -> None:
    for name, field in ServiceSettings.model_fields.items():
        setting = field.validation_alias if isinstance(field.validation_alias, str) else f"SSFR_{name.upper()}"
        assert f"`{setting}`" in DOCUMENT, setting


def test_every_setting_of_the_local_installation_is_documented() -> None:
    for path in (ROOT / "deploy").rglob("*.py"):
        for setting in re.findall(r'"(SSFR_[A-Z_]+)"', path.read_text()):
            if not setting.startswith(("SSFR_UPSTREAM_", "SSFR_GATEWAY_URL")):
                assert f"`{setting}`" in DOCUMENT, f"{setting} in {path}"


def test_without_any_setting_everything_has_a_default() -> None:
    options = Options.from_environment({})
    assert (options.port, options.mode, options.database_url, options.nats_url) == (8000, "demo", None, None)
    assert options.state == ROOT / ".ssfr"


def test_as_many_job_workers_as_chosen_and_no_nonsense() -> None:
    assert Options.from_environment({}).job_workers == 1
    assert Options.from_environment({"SSFR_JOB_WORKERS": "3"}).job_workers == 3
    for wrong in ("0", "33", "two", "-1"):
        with pytest.raises(WrongSetting, match="SSFR_JOB_WORKERS"):
            Options.from_environment({"SSFR_JOB_WORKERS": wrong})
