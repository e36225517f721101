"""A promised figure that cannot be measured is a figure missed."""

import pytest

from bench import gateway


@pytest.mark.parametrize(("is_there", "status"), [(True, 0), (False, 1)])
def test_without_nginx_the_run_fails_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_there: bool, status: int
) -> None:
    monkeypatch.setattr(gateway, "have_tools", lambda *_: is_there)
    monkeypatch.setattr(gateway, "against_nginx", lambda: {"gateway_vs_nginx_ratio": 0.5})
    monkeypatch.setattr(gateway, "real_queries", lambda: {"list_rps": 500.0})
    assert gateway.main() == status
    said = capsys.readouterr()
    assert "list_rps 500.00 1/s 450.0" in said.out
    assert ("install nginx" in said.err) is not is_there
