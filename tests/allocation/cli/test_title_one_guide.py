"""The guide lists every setting of Title I with its default, as the command line promises."""

import json
import re
from pathlib import Path

from services.allocation.cli.title_one_table import COLUMNS, OPTIONAL
from services.allocation.domain.compliance.title_one.settings import TitleOneSettings

GUIDE = (Path(__file__).parents[3] / "docs/guide/title-one.md").read_text()


def test_every_setting_is_listed_with_its_default() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \| .+ \| `([^`]+)` \|$", GUIDE, re.MULTILINE)
    usual = TitleOneSettings().model_dump(mode="json")
    assert listed == [(name, json.dumps(value)) for name, value in usual.items()]


def test_every_column_of_the_table_is_named() -> None:
    section = GUIDE[GUIDE.index("## On the command line") :]
    assert [name for name in (*COLUMNS, *OPTIONAL) if f"`{name}`" not in section[: section.index("##", 3)]] == []
