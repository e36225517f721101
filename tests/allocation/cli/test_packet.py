"""``ssfr packet`` on the documented example."""

import re
from pathlib import Path

import pytest

from services.allocation.cli.main import main

EXAMPLE = Path(__file__).parents[3] / "docs/allocation/example"
PACKET = ["packet", str(EXAMPLE / "input"), "--policy", str(EXAMPLE / "policy.json")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_packet_in_either_language(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "packet.pdf"
    assert main([*PACKET, "--language", language, "--out", str(out)]) == 0
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert re.search(rb"/Lang ?\(" + language.encode(), content)
    assert b"/StructTreeRoot" in content  # tagged, so that a screen reader reads it in order
    assert f"Wrote {out}." in capsys.readouterr().out


def test_a_place_nobody_can_write_to_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PACKET, "--out", str(tmp_path / "none" / "packet.pdf")]) == 2
    assert "packet.pdf" in capsys.readouterr().err
