"""``ssfr cliffs`` on the documented example."""

import json
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
CLIFFS = ["cliffs", str(EXAMPLE / "input"), "--policy", str(EXAMPLE / "policy.json")]


def test_cliffs_are_printed_in_words_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CLIFFS, "--reach", "3", "--threshold", "1000.50"]) == 0
    printed = capsys.readouterr().out
    assert "go $1,000.50 or more beyond the ordinary." in printed
    assert "in the middle" in printed
    assert main([*CLIFFS, "--reach", "3", "--threshold", "1000.50", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["threshold_cents"] == 100_050
    assert printed.count(" instead of ") == len(document["cliffs"])
    assert document["incentives"]


def test_a_threshold_that_is_no_amount_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("much", "-1", "0.001", "Infinity"):
        with pytest.raises(SystemExit) as stopped:
            main([*CLIFFS, "--threshold", wrong])
        assert stopped.value.code == 2
    assert "is not an amount of dollars" in capsys.readouterr().err
