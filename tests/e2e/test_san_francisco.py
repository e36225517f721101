"""The whole road on real files: San Francisco's budgets of 2022-23, reproduced by clicking and seen by a school."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.conftest import ROOT
from tests.e2e import clicks
from tests.e2e.conftest import DESK, PHONE, OpenPage, Picture, SignIn, fill_sign_in
from tests.e2e.running import Platform
from tests.e2e.san_francisco import BASE, FISCAL_YEAR, SanFrancisco, prepare, rows_of

pytestmark = [pytest.mark.e2e, pytest.mark.reference, pytest.mark.timeout(240)]

TYPED_LINES = "San Francisco typed lines"
SCHOOL, SCHOOL_NAME = "513", "TAYLOR ES"
ALL, POVERTY, LEARNERS, NEWCOMERS = "All pupils", "Pupils in poverty", "English learners", "Newcomers to the country"
WEIGHTED = "Pupils, poverty, kindergarten to grade 3"
DISABILITIES = "Pupils with disabilities"
EARLY, CONCENTRATION = "Kindergarten to grade 3", "Concentration above 55%"
TITLE_1_HIGH, TITLE_1 = "Title I, high schools", "Title I"
SCROLL_PANEL = """field => {
  let panel = field.parentElement;
  while (panel && !(panel.scrollHeight > panel.clientHeight && getComputedStyle(panel).overflowY === 'auto')) {
    panel = panel.parentElement;
  }
  panel?.scrollBy({ top: field.getBoundingClientRect().top - panel.getBoundingClientRect().top - 96 });
}"""
COUNTS = {
    "base_count": ALL,
    "dup_poverty_count": POVERTY,
    "k3_count": EARLY,
    "el_count": LEARNERS,
    "newcomer_count": NEWCOMERS,
    "upp_conc_count": CONCENTRATION,
    "sped_count": DISABILITIES,
    "title1_hs_scg_count": TITLE_1_HIGH,
    "title1_count": TITLE_1,
}


@pytest.fixture(scope="module")
def san_francisco(tmp_path_factory: pytest.TempPathFactory) -> SanFrancisco:
    """Prepare the published files; skip only where they are absent."""
    base = Path(os.environ.get("SSFR_REFERENCE_DATA", str(ROOT.parent / "shared" / "data")))
    folder = base / "sfusd-wsf-2022-23"
    if not folder.is_dir():
        pytest.skip("no reference data sfusd-wsf-2022-23")
    return prepare(folder, tmp_path_factory.mktemp("san-francisco"))


def test_from_the_published_files_to_the_school(
    page: Page,
    open_page: OpenPage,
    sign_in: SignIn,
    platform: Platform,
    san_francisco: SanFrancisco,
    picture: Picture,
) -> None:
    sign_in(page, Role.BUDGET_DIRECTOR)
    import_everything(page, san_francisco, picture)

    clicks.go_to(page, "Allocation studio")
    clicks.new_scenario(page, "Weighted student formula 2022-23", "The year’s revenue sources")
    decide(page)
    placed = clicks.placed_dollars(page)
    assert abs(placed - san_francisco.published_total()) <= 5
    show_studio(page, open_page, picture)
    ask_why(page, picture)

    school = sign_in_as_a_principal(open_page, platform, picture)
    expect(school.get_by_text("No budget published yet for 2022")).to_be_visible()
    publish(page, picture)
    compare_download(page, san_francisco)
    # The principal's page was open all the time, and nobody touched it.
    printed = san_francisco.school_totals()[SCHOOL]
    see_school_budget(school, printed, picture)


def import_everything(page: Page, san_francisco: SanFrancisco, picture: Picture) -> None:
    """Import schools, counts, revenue and typed lines on the data page."""
    clicks.go_to(page, "Data")
    clicks.choose_year(page, FISCAL_YEAR)
    for name, code, duplicated in (
        (EARLY, "k3", False),
        (CONCENTRATION, "upp_conc", False),
        (TITLE_1_HIGH, "title1_hs_scg", False),
        (TITLE_1, "title1", True),
    ):
        clicks.add_need_category(page, name, code, duplicated=duplicated)

    clicks.drop_file(page, san_francisco.sheets)
    clicks.choose_kind(page, "Schools")
    expect(page.get_by_text("All 102 rows can be stored")).to_be_visible()
    clicks.store(page, "Schools")

    clicks.drop_file(page, san_francisco.sheets)
    clicks.choose_kind(page, "Pupil counts")
    for header, need in COUNTS.items():
        clicks.match_column(page, header, f"Count: {need}")
    clicks.match_column(page, "projected_enrollment", "Leave out")
    expect(page.get_by_text("All 102 rows can be stored")).to_be_visible()
    picture(page, "import-1280", top=page.get_by_role("heading", name="Import a file"))
    clicks.store(page, "Pupil counts")

    clicks.drop_file(page, san_francisco.revenue_sources)
    clicks.choose_kind(page, "Revenue sources")
    clicks.store(page, "Revenue sources")

    clicks.drop_file(page, san_francisco.last_year)
    clicks.choose_kind(page, "Last year’s budgets")
    # The sums by source leave out two lines that are closed now, and the page says so for each school.
    expect(page.get_by_text("The parts add up to 3095239, the total says 3209937").first).to_be_visible()
    for part in san_francisco.parts_of_last_year():
        clicks.match_column(page, part, "Leave out")
    clicks.match_column(page, "total_allocation", "Amount")
    expect(page.get_by_text("All 102 rows can be stored")).to_be_visible()
    clicks.store(page, "Last year’s budgets")

    match_typed_lines(page, san_francisco)
    # The saved match reads the same file again, from the start, without any correction.
    clicks.drop_file(page, san_francisco.typed_lines)
    clicks.choose_kind(page, "School grants")
    page.get_by_label("Column match").select_option(label=f"Saved: {TYPED_LINES}")
    clicks.checked(page)
    expect(page.get_by_text("All 102 rows can be stored")).to_be_visible()
    clicks.store(page, "School grants")


def match_typed_lines(page: Page, san_francisco: SanFrancisco) -> None:
    """Correct how the typed lines are read, and save the match under a name."""
    clicks.drop_file(page, san_francisco.typed_lines)
    clicks.choose_kind(page, "School grants")
    clicks.match_column(page, "transition_baseline_supplement", "Amount of Unrestricted")
    clicks.match_column(page, "tk_amount", "Amount of Transitional kindergarten")
    expect(page.get_by_text("19 errors to correct")).to_be_visible()
    page.get_by_text("Fixed values, row filters and other settings").click()
    page.get_by_text("Negative amounts are meant").click()
    clicks.checked(page)
    expect(page.get_by_text("All 102 rows can be stored")).to_be_visible()
    clicks.save_match(page, TYPED_LINES)


def decide(page: Page) -> None:
    """Type the published base and weights, source by source."""
    card = clicks.open_source(page, "Unrestricted")
    clicks.set_base_and_weights(clicks.rule_of(card, 0), BASE, {ALL: "1", POVERTY: "0.2", EARLY: "0.3"})
    clicks.name_rule(clicks.rule_of(card, 0), WEIGHTED)
    card.get_by_role("button", name="Add a rule").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^School grants")).click()
    clicks.name_rule(clicks.rule_of(card, 1), "Supplements and deductions")
    formulas = {
        "Special education supplement": {DISABILITIES: "0.02"},
        "English learners": {LEARNERS: "0.1"},
        "Concentration": {CONCENTRATION: "0.3"},
    }
    for source, weights in formulas.items():
        card = clicks.open_source(page, source)
        card.get_by_label("How it is distributed").select_option(label="By formula")
        clicks.set_base_and_weights(clicks.rule_of(card, 0), BASE, {ALL: "0"} | weights)
        clicks.name_rule(clicks.rule_of(card, 0), source)
    card = clicks.open_source(page, "English learners")
    card.get_by_role("button", name="Add a rule").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Dollars per pupil")).click()
    clicks.set_dollars(clicks.rule_of(card, 1), {ALL: "0", NEWCOMERS: "500"})
    clicks.name_rule(clicks.rule_of(card, 1), NEWCOMERS)
    for source, need, rate in (
        ("Low income, high schools", TITLE_1_HIGH, "330.0524"),
        ("Title I", TITLE_1, "596.9901"),
    ):
        card = clicks.open_source(page, source)
        card.get_by_label("How it is distributed").select_option(label="By formula")
        clicks.set_dollars(clicks.rule_of(card, 0), {ALL: "0", need: rate})
        clicks.name_rule(clicks.rule_of(card, 0), source)
    for source in ("Transitional kindergarten", "Arts", "Physical education"):
        card = clicks.open_source(page, source)
        card.get_by_label("How it is distributed").select_option(label="School grants")
        clicks.name_rule(clicks.rule_of(card, 0), source)
    expect(page.get_by_text("Every source adds up")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()


def show_studio(page: Page, open_page: OpenPage, picture: Picture) -> None:
    """Leave pictures of the studio as a desk and a phone show it."""
    card = clicks.open_source(page, "Unrestricted")
    expect(page.get_by_role("region", name="Messages").get_by_role("button")).to_have_count(0)
    # The panel of decisions scrolls by itself: its weights beside the schools say most in one picture.
    clicks.rule_of(card, 0).get_by_label("Base amount per pupil, in dollars").evaluate(SCROLL_PANEL)
    picture(page, "studio-1280")
    phone = open_page(Role.BUDGET_DIRECTOR, viewport=PHONE, has_touch=True)
    phone.goto(page.url)
    expect(phone.get_by_role("meter", name="Placed")).to_be_visible()
    expect(phone.get_by_text("102 schools").first).to_be_visible()
    picture(phone, "studio-375")
    phone.close()


def ask_why(page: Page, picture: Picture) -> None:
    """Open one school and see the arithmetic down to the row of the file."""
    page.get_by_label("Find a school").fill("taylor")
    page.get_by_role("button", name=SCHOOL_NAME, exact=True).click()
    dialog = page.get_by_role("dialog", name=SCHOOL_NAME)
    dialog.get_by_role("row", name=WEIGHTED).get_by_role("button").click()
    arithmetic = dialog.get_by_role("region", name="The arithmetic")
    expect(arithmetic.get_by_text(WEIGHTED).first).to_be_visible()
    clicks.unfold(arithmetic)
    expect(arithmetic.get_by_text(re.compile(r"607 × \$5,174\.49959")).first).to_be_visible()
    expect(arithmetic.get_by_text("school_allocations.csv, row 25").first).to_be_visible()
    picture(page, "why-1280")
    dialog.get_by_role("button", name="Close").click()


def sign_in_as_a_principal(open_page: OpenPage, platform: Platform, picture: Picture) -> Page:
    """Open the school's page on a phone, for an account that the operator makes."""
    password = platform.make_account(USER="taylor-principal", ROLE=Role.PRINCIPAL, SCHOOL=SCHOOL, NAME="Toni Lark")
    page = open_page(None, viewport=PHONE, has_touch=True)
    page.goto(f"/funding?year={FISCAL_YEAR}")
    expect(page.get_by_role("heading", name="This is a demonstration")).to_be_visible()
    picture(page, "sign-in-375")
    fill_sign_in(page, "taylor-principal", password)
    return page


def publish(page: Page, picture: Picture) -> None:
    """Review, give the reason, publish."""
    page.get_by_role("button", name="Review", exact=True).click()
    expect(page.get_by_role("heading", name="Review “Weighted student formula 2022-23”")).to_be_visible()
    expect(page.get_by_text("102 schools").first).to_be_visible()
    picture(page, "review-1280")
    page.get_by_label("Reason").fill("Spring preliminary budget, adopted by the board.")
    page.get_by_role("button", name="Publish this budget…").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_text("102 schools see their budgets")).to_be_visible()
    dialog.get_by_role("button", name=re.compile(r"^Publish \$")).click()
    expect(page.get_by_text("In force", exact=True)).to_be_visible()


def compare_download(page: Page, san_francisco: SanFrancisco) -> None:
    """Compare each school's published total with the printed one."""
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="School totals (CSV)").click()
    totals = {row["school_id"]: float(row["total"]) for row in rows_of(download.value.path())}
    printed = san_francisco.school_totals()
    assert set(totals) == set(printed)
    assert {code: total for code, total in totals.items() if abs(total - printed[code]) > 2} == {}


def see_school_budget(page: Page, printed: int, picture: Picture) -> None:
    """Read the school's budget and why, on a phone and a desk, in English and Spanish."""
    expect(page.get_by_role("heading", name=SCHOOL_NAME)).to_be_visible()
    total = page.get_by_role("region", name="Total for the year").get_by_text(re.compile(r"^\$[\d,]+\.\d\d$"))
    assert abs(clicks.dollars_in(total.inner_text()) - printed) <= 2
    picture(page, "funding-375")
    page.get_by_role("button", name="Why this total?").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(WEIGHTED).first).to_be_visible()
    clicks.unfold(dialog)
    expect(dialog.get_by_text(re.compile(r"607 × \$5,174\.49959")).first).to_be_visible()
    expect(dialog.get_by_text("school_allocations.csv, row 25").first).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    page.set_viewport_size(DESK)
    picture(page, "funding-1280")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", name="Total del año")).to_be_visible()
    page.set_viewport_size(PHONE)
    picture(page, "funding-es-375")
