"""``ssfr equity`` on the six schools of the reference page: the printed statistics, and who gains and loses."""

import json
from pathlib import Path

import pytest

from services.allocation.cli.main import main

# Pupils, dollars per pupil now, share of poverty: E6 of the equity reference.
E6 = {
    "A": (300, 9_200, 0.40),
    "B": (450, 8_700, 0.25),
    "C": (250, 11_800, 0.90),
    "D": (600, 8_100, 0.10),
    "E": (400, 10_400, 0.75),
    "F": (500, 9_600, 0.55),
}


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    folder = tmp_path / "input"
    folder.mkdir()
    counts = "".join(
        f"{school},all,{pupils}\n{school},poverty,{pupils * share:.2f}\n" for school, (pupils, _, share) in E6.items()
    )
    money = "".join(f"{school},{pupils * dollars}\n" for school, (pupils, dollars, _) in E6.items())
    (folder / "schools.csv").write_text("school_id,name,levels\n" + "".join(f"{school},{school},k8\n" for school in E6))
    (folder / "counts.csv").write_text("school_id,need_category,pupil_count\n" + counts)
    (folder / "revenue_sources.csv").write_text("source_id,name,funder,restricted,amount\nS,State,state,no,23445000\n")
    (folder / "current_budgets.csv").write_text("school_id,amount\n" + money)
    rule = {"kind": "weighted_pool", "rule_id": "p", "weights": [{"need_category": "all", "weight": "1"}]}
    policy = {
        "name": "Equal",
        "fiscal_year": 2027,
        "levels": ["k8"],
        "need_categories": ["all", "poverty"],
        "sources": [{"source_id": "S", "distribution": "unlocked", "rules": [rule]}],
    }
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    return ["equity", str(folder), "--policy", str(tmp_path / "policy.json")]


def test_todays_statistics_are_the_printed_ones(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    said = {line[:44].strip(): line[44:].split() for line in capsys.readouterr().out.splitlines()}
    assert "3 schools gain, 3 lose, 0 stay as they are." in said
    assert "Schools decide about 100.00% of unrestricted" in said
    assert said["dollars of the average pupil"] == ["9,378.00", "9,378.00"]
    assert said["more for ten points of poverty"] == ["402.44", "0.00"]
    assert said["implied weight of poverty"][0] == "0.528"
    assert said["exposure gap of poverty"][0] == "1,200.31"
    assert said["spread among schools of equal need"][0] == "0.0420"
    assert said["Gini"] == ["0.0651", "0.0000"]
    assert said["McLoone"][0] == "0.9084"
    assert said["Theil T"][0] == "0.006894"
    assert said["raw spread (rises when money follows need)"][0] == "0.1188"


def test_json_holds_every_statistic(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--need", "poverty", "--need-weight", "0.5", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["winners"] == {"gaining": 3, "losing": 3, "unchanged": 0}
    assert document["need_weight"] == 0.5
    assert document["current"]["spread"]["verstegen"] == pytest.approx(1.1257, abs=5e-5)
    assert document["deciles"] == []  # under ten schools


def test_a_need_that_nobody_counts_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--need", "gifted"]) == 1
    assert "'gifted' is not counted; counted are poverty" in capsys.readouterr().err
