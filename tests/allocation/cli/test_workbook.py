"""``ssfr workbook`` and the figures of ``ssfr explain``, on the demonstration district's files."""

import io
from pathlib import Path

import openpyxl
import pytest

from deploy.demo.generate import main as write_demo
from services.allocation.cli.main import main


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert write_demo([str(folder)]) == 0
    return max(folder.iterdir())


def arguments(year: Path) -> list[str]:
    return [str(year), "--policy", str(year / "policy.json")]


def test_the_calculator_and_a_schools_own(year: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "calculator.xlsx"
    assert main(["workbook", *arguments(year), "--out", str(out)]) == 0
    assert f"Wrote {out}" in capsys.readouterr().out
    schools = openpyxl.load_workbook(io.BytesIO(out.read_bytes()), read_only=True)["Schools"]
    first = str(next(iter(schools.iter_rows(min_row=4, values_only=True)))[0])

    own = tmp_path / "school.xlsx"
    assert main(["workbook", *arguments(year), "--school", first, "--out", str(own)]) == 0
    assert own.stat().st_size < out.stat().st_size
    spanish = tmp_path / "escuela.xlsx"
    assert main(["workbook", *arguments(year), "--school", first, "--language", "es", "--out", str(spanish)]) == 0
    assert openpyxl.load_workbook(spanish, read_only=True).sheetnames[:3] == ["Inicio", "Presupuestos", "Política"]
    assert main(["workbook", *arguments(year), "--school", "nobody", "--out", str(tmp_path / "none.xlsx")]) == 1
    assert not (tmp_path / "none.xlsx").exists()


def test_figures_by_name_and_in_words(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *arguments(year), "--figure", "to_schools", "--words"]) == 0
    assert capsys.readouterr().out.startswith("To schools, all sources: $")
    assert main(["explain", *arguments(year), "--figure", "reserve", "--language", "es"]) == 0
    assert "En reserva, todas las fuentes" in capsys.readouterr().out
    assert main(["explain", *arguments(year), "--figure", "minimum"]) == 1
    assert "no figure" in capsys.readouterr().err
