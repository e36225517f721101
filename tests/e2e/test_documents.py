"""Figures asked why, and files to take home: the calculator, letters to schools, the board's packet."""

import io
import re
import zipfile

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from shared.access import Role
from tests.e2e import clicks
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]

YEAR = 2027
SCENARIO = "Dollars follow need"
MADE_MS = 120_000


def fetched(page: Page, button: str) -> bytes:
    """Press a button that makes a file, and return the file."""
    with page.expect_download(timeout=MADE_MS) as saving:
        page.get_by_role("button", name=button).first.click()
    path = saving.value.path()
    assert path is not None
    return path.read_bytes()


def test_letters_packet_and_calculator_of_a_scenario(open_page: OpenPage, platform: Platform, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    scenario_id = platform.copy_scenario(platform.token(Role.BUDGET_DIRECTOR), YEAR, "For the documents", 9_700)
    page.goto(f"/studio/{scenario_id}/documents")
    expect(page.get_by_role("heading", name="Documents of “For the documents”")).to_be_visible()

    packet = PdfReader(io.BytesIO(fetched(page, "Packet in English (PDF)")))
    assert "proposal" in packet.pages[0].extract_text()
    workbook = openpyxl.load_workbook(io.BytesIO(fetched(page, "Calculator (Excel)")))
    assert {"Start", "Budgets", "Policy", "Schools", "Reconciliation"} <= set(workbook.sheetnames)

    page.get_by_role("radio", name="Español").check()
    page.get_by_role("button", name="Write the letters").click()
    link = page.get_by_role("link", name="All letters (ZIP)")
    expect(link).to_be_visible(timeout=MADE_MS)
    picture(page, "documents-1280")
    with page.expect_download(timeout=MADE_MS) as saving:
        link.click()
    path = saving.value.path()
    assert path is not None
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        letter = PdfReader(io.BytesIO(archive.read(names[0]))).pages[0].extract_text()
    assert "es/todas-las-escuelas.pdf" in names
    assert "habría recibido" in " ".join(letter.split())


def test_any_figure_of_the_studio_is_asked_why(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    page.goto("/studio")
    clicks.open_scenario(page, SCENARIO)
    schools = page.get_by_role("table", name=re.compile("^What every school would receive"))
    expect(schools).to_be_visible()
    schools.locator("tbody button[aria-haspopup=dialog]").nth(1).click()
    window = page.get_by_role("dialog")
    expect(window.get_by_text("How this was decided")).to_be_visible()
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)

    sources = page.get_by_role("group", name=re.compile("^Reconciliation"))
    sources.locator("tbody button[aria-haspopup=dialog]").nth(4).click()
    expect(window.get_by_text("How this was decided")).to_be_visible()
    picture(page, "why-source-1280")


def test_a_principal_takes_home_letter_and_spreadsheet(
    open_page: OpenPage, platform: Platform, picture: Picture
) -> None:
    token = platform.token(Role.BUDGET_DIRECTOR)
    platform.publish(platform.copy_scenario(token, YEAR, "For the principal", 9_650), "Adopted by the board.", token)
    page = open_page(Role.PRINCIPAL, viewport=PHONE)
    page.goto(f"/funding?year={YEAR}")
    workbook = openpyxl.load_workbook(io.BytesIO(fetched(page, "Spreadsheet that computes it (Excel)")))
    assert workbook["Schools"].max_row == 4
    letter = PdfReader(io.BytesIO(fetched(page, "Letter to families (PDF)"))).pages[0].extract_text()
    assert "Where the money comes from" in " ".join(letter.split())
    picture(page, "funding-files-375")
