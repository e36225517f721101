"""Files to take home: each for those who may have it, and named for what it is."""

import io

import openpyxl

from shared.access import Role
from tests.allocation.conftest import Allocation


async def test_the_calculator_of_a_publication_holds_every_school(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario(), "Adopted 5 to 2.")
    answer = await filled.get(f"/v1/allocation-runs/{run['run_id']}/workbook")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="2027-weighted-by-need-calculator.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [row[1].value for row in book["Schools"].iter_rows(min_row=4)] == [
        "Rosa Parks",
        "Cesar Chavez K-8",
        "Lincoln High",
    ]
    said = [str(cell.value) for row in book["Start"].iter_rows() for cell in row]
    assert any("Adopted 5 to 2." in each for each in said)
    assert run["result_hash"] in said


async def test_a_scenario_has_a_calculator_too(filled: Allocation) -> None:
    scenario = await filled.scenario()
    assert (await filled.get(f"{scenario}/workbook")).content[:2] == b"PK"
    assert (await filled.get(f"{scenario}/workbook", Role.PRINCIPAL, "S-01")).status_code == 403


async def test_a_principal_gets_the_own_schools_workbook_and_no_other(filled: Allocation) -> None:
    run = await filled.publish(await filled.scenario())
    address = f"/v1/allocation-runs/{run['run_id']}/schools"

    own = await filled.get(f"{address}/S-01/workbook", Role.PRINCIPAL, "S-01")
    assert own.status_code == 200
    assert own.content[:2] == b"PK"
    assert (await filled.get(f"{address}/S-02/workbook", Role.PRINCIPAL, "S-01")).status_code == 403
    missing = await filled.get(f"{address}/S-99/workbook")
    assert (missing.status_code, missing.json()["code"]) == (404, "school_not_in_run")


async def test_a_workbook_comes_in_the_language_of_its_reader(filled: Allocation) -> None:
    scenario = await filled.scenario()
    run = await filled.publish(scenario)
    address = f"/v1/allocation-runs/{run['run_id']}"
    spanish = filled.headers() | {"Accept-Language": "es-US,es;q=0.9"}

    own = await filled.client.get(f"{address}/schools/S-01/workbook", headers=spanish)
    calculators = [
        await filled.get(f"{address}/workbook", language="es"),
        await filled.client.get(f"{scenario}/workbook", headers=spanish),
    ]
    chosen = await filled.client.get(f"{address}/workbook?language=en", headers=spanish)

    assert own.headers["Content-Disposition"].endswith('-s-01-es.xlsx"')
    assert chosen.headers["Content-Disposition"].endswith('-calculator.xlsx"')
    for answer in (own, *calculators):
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert book.sheetnames[0] == "Inicio"
        data = {row[0].value: row[1].value for row in book["Inicio"].iter_rows() if row[0].value and len(row) > 1}
        assert data["Datos: conteos"].startswith("versión 1, ")
    assert openpyxl.load_workbook(io.BytesIO(chosen.content)).sheetnames[0] == "Start"


async def test_letters_and_packets_are_pdf_files(filled: Allocation) -> None:
    scenario = await filled.scenario()
    run = await filled.publish(scenario)
    address = f"/v1/allocation-runs/{run['run_id']}"

    own = await filled.get(f"{address}/schools/S-01/notice", Role.COUNCIL_MEMBER, "S-01", language="es")
    packets = [await filled.get(f"{address}/packet"), await filled.get(f"{scenario}/packet", language="es")]

    for answer in (own, *packets):
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert own.headers["Content-Disposition"].endswith('-s-01-es.pdf"')
    assert (await filled.get(f"{address}/schools/S-02/notice", Role.COUNCIL_MEMBER, "S-01")).status_code == 403
    assert (await filled.get(f"{address}/packet", Role.PRINCIPAL, "S-01")).status_code == 403
