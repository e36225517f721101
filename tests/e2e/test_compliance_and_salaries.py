"""Title I to the cent, the federal checklist, and what average salaries hide."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shared.access import Role
from tests.e2e import clicks
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]
SCENARIO = "Dollars follow need"
STAGES = {"Title I": "Comply", "Compliance": "Comply", "Salaries": "Test"}


def view(page: Page, name: str) -> None:
    """Open a view of the demonstration's scenario."""
    page.goto("/studio?year=2027")
    clicks.open_scenario(page, SCENARIO)
    choose(page, name)


def choose(page: Page, name: str) -> None:
    """Choose the stage of the work, then the view in it."""
    views = page.get_by_role("navigation", name="Views of this scenario")
    views.get_by_role("link", name=STAGES[name], exact=True).click()
    views.get_by_role("link", name=name, exact=True).click()


def test_title_one_is_proposed_broken_and_mended(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    view(page, "Title I")
    expect(page.get_by_text("This proposal is legal")).to_be_visible()
    expect(page.get_by_text("Allocated to the cent")).to_be_visible()
    steps = page.get_by_role("list", name="The steps of the law")
    expect(steps.get_by_text("34 CFR 200.78(c)")).to_be_visible()
    picture(page, "title-one-1280")
    picture(page, "title-one-steps-1280", top=page.get_by_role("heading", name="The steps of the law"))

    # A richer school gets more per child than the poorest one: the step says which, and how to mend it.
    amounts = page.get_by_role("textbox", name=re.compile("^Per child at "))
    served = [box for box in amounts.all() if box.input_value()]
    served[-1].fill("9000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This plan is not legal")).to_be_visible()
    expect(steps.get_by_role("listitem").filter(has_text="Amounts per child never rise")).to_contain_text("Failed")
    expect(page.get_by_text("too much allocated")).to_be_visible()
    expect(page.get_by_role("button", name="Take over into the formula")).to_be_disabled()
    page.get_by_role("button", name="Propose again").click()
    expect(page.get_by_text("This proposal is legal")).to_be_visible()


def test_how_far_the_ranking_is_served_is_chosen(open_page: OpenPage) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    view(page, "Title I")
    expect(page.get_by_text("This proposal is legal")).to_be_visible()
    page.get_by_label("Serve the ranking down to").select_option("5")
    expect(page.get_by_text("5 schools are served")).to_be_visible()

    # A child in the poorest schools may bring more, and never less; the plan stays legal and spends every cent.
    page.get_by_label("Serve the ranking down to").select_option("widest")
    page.get_by_role("button", name="Let a child bring more where there is more poverty").click()
    counts = page.get_by_label("a child counts as").last
    counts.fill("0.5")
    counts.press("Enter")
    expect(page.get_by_text("A child may not count less where there is more poverty.")).to_be_visible()
    expect(page.get_by_role("button", name="Save for the year").first).to_be_disabled()
    counts.fill("1.25")
    counts.press("Enter")
    amounts = page.get_by_role("textbox", name=re.compile("^Per child at "))
    expect(amounts.first).not_to_have_value("639.39")
    expect(page.get_by_text("Allocated to the cent")).to_be_visible()
    expect(page.get_by_text("This proposal is legal")).to_be_visible()

    # Who is skipped must get as much from elsewhere.
    skip = page.get_by_role("combobox", name="Skip a school")
    skip.fill("Kingfisher")
    skip.press("Enter")
    steps = page.get_by_role("list", name="The steps of the law")
    skipping = steps.get_by_role("listitem").filter(has_text="Skipped schools get as much")
    expect(skipping).to_contain_text("Failed")
    instead = page.get_by_label("State or local money instead at Kingfisher Elementary")
    instead.fill("900,000")
    instead.press("Enter")
    expect(skipping).to_contain_text("Passed")


def test_the_district_reserves_and_counts_as_it_decided(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    view(page, "Title I")
    left = page.get_by_text(re.compile(r"^\$[\d,]+ reserved,"))
    before = left.inner_text()
    page.get_by_role("button", name="Reserve for something else").click()
    expect(page.get_by_text("Say what it is for.")).to_be_visible()
    page.get_by_label("Reserved for").fill("Summer school")
    amount = page.get_by_label("Amount", exact=True)
    amount.fill("25,000")
    amount.press("Enter")
    expect(left).not_to_have_text(before)
    # A count that is not in the data is said beside its field, and the fields stay to mend it.
    counted = page.get_by_label("Counted as", exact=True)
    page.get_by_label("Count something else too").select_option(index=1)
    expect(page.get_by_label("Counted as, 2")).to_be_visible()
    page.get_by_label("Together", exact=True).select_option(label="their sum")
    page.get_by_role("button", name=re.compile("^Do not count ")).last.click()
    expect(counted).to_be_visible()
    page.get_by_label("Rank", exact=True).select_option(label="By grade span")
    page.get_by_role("checkbox", name="High").uncheck()
    expect(page.get_by_role("checkbox", name="High")).not_to_be_checked()
    expect(page.get_by_text("ESEA 1113(c)(3)(A)(i); 34 CFR 200.77")).to_be_visible()
    picture(page, "title-one-settings-1280", top=page.get_by_role("heading", name="Reservations", exact=True))
    page.get_by_role("button", name="Save for the year").first.click()
    expect(page.get_by_text("Saved for the year")).to_be_visible()
    expect(page.get_by_label("Reserved for")).to_have_value("Summer school")
    page.get_by_role("button", name="Remove Summer school").click()
    page.get_by_label("Rank", exact=True).select_option(label="All schools together")
    page.get_by_role("button", name="Save for the year").first.click()
    expect(page.get_by_label("Reserved for")).to_have_count(0)


def test_the_checklist_says_what_fails_and_what_to_do(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    view(page, "Compliance")
    checklist = page.get_by_role("list", name="Checklist")
    expect(checklist.get_by_role("listitem")).to_have_count(8)
    expect(checklist.get_by_role("listitem").filter(has_text="Title I flags")).to_contain_text("Passed")
    floor = checklist.get_by_role("listitem").filter(has_text="Title I money")
    expect(floor).to_contain_text("Failed")
    expect(floor).to_contain_text("What to do:")
    picture(page, "compliance-1280")
    with page.expect_download() as download:
        page.get_by_role("region", name="Checklist").get_by_role("button", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("Rule,Outcome,Finding,What to do,Place in the law,Figures")
    assert len(text.splitlines()) == 9

    target = page.get_by_label("Unrestricted money under school control, target")
    target.fill("50")
    page.keyboard.press("Enter")
    control = checklist.get_by_role("listitem").filter(has_text="Unrestricted money under school control")
    expect(control).to_contain_text("Passed")

    california = checklist.get_by_role("listitem").filter(has_text="California: services improve in proportion")
    expect(california).to_contain_text("Educ. Code 42238.07")
    page.get_by_label("Supplemental and concentration money").select_option(label="There is none")
    expect(california).to_contain_text("Does not apply")
    page.get_by_label("Supplemental and concentration grant").fill("1000000")
    page.get_by_label("Base grant", exact=True).fill("20000000")
    page.keyboard.press("Enter")
    expect(california).to_contain_text("asked for: 5.0%")
    expect(california).to_contain_text("$1,000,000.00 improves no services.")


def test_what_was_spent_stands_beside_the_plan(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture, platform: Platform
) -> None:
    bearer = f"Bearer {platform.token(Role.BUDGET_DIRECTOR)}"
    path = "/api/allocation/v1/schools?fiscal_year=2027&page_size=200"
    schools = platform.send("GET", path, Authorization=bearer).body["items"]
    lines = ["School Code,Enrollment,Federal Personnel,Federal Other,State Local Personnel,State Local Other"]
    for place, school in enumerate(schools):
        pupils = int(float(school["pupil_count"]))
        federal, own = f"{90_000 + place * 900},21000.50", f"{pupils * (13_900 - place * 15)},{pupils * 910}"
        lines.append(f"{school['school_id']},{pupils},{federal},{own}")
    lines.append(",,150000,40000,9100000,3300000")
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto("/data?year=2027")
    clicks.drop_file(page, upload("actual-expenditures.csv", "\n".join(lines)))
    expect(page.get_by_label("What does it hold?")).to_have_value("actual_expenditures")
    clicks.store(page, "Actual expenditures")

    view(page, "Compliance")
    report = page.get_by_role("region", name="Per-pupil expenditure", exact=True)
    beside = report.get_by_role("table", name="Spent in the year before, and planned")
    expect(beside).to_be_visible()
    expect(report.get_by_text(re.compile("actual-expenditures.csv, version"))).to_be_visible()
    picture(page, "spending-1280", top=page.get_by_role("heading", name="Per-pupil expenditure", exact=True))
    report.get_by_text("Spent", exact=True).first.click()
    expect(report.get_by_role("table", name=re.compile("central spending stands apart"))).to_be_visible()
    with page.expect_download() as download:
        report.get_by_role("button", name="CSV").click()
    rows = download.value.path().read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2 * (len(schools) + 1)
    assert rows[1].startswith("2026,Spent,")


PAYROLL = """Emp ID,Employee Name,Site,Job Title,FTE,Annual Salary,Benefits,Funding Source
E7001,"Rivera, Ana",101,Teacher,0.6,41800.50,12958.15,LCFF_BASE
E7001,"Rivera, Ana",101,Teacher,0.4,27867.00,8638.77,TITLE_I
E7002,"Lindqvist, Ben",,Analyst,1,84000,26040,LCFF_BASE
E7003,"Lark, Toni",999,Clerk,1,44000,13640,LCFF_BASE
"""


def test_a_payroll_extract_is_read_and_nobody_is_named(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture
) -> None:
    page = open_page(Role.DISTRICT_IT)
    page.goto("/data?year=2027")
    clicks.drop_file(page, upload("payroll.csv", PAYROLL))
    expect(page.get_by_label("What does it hold?")).to_have_value("staff")
    problems = page.get_by_role("table", name="Problems in payroll.csv")
    expect(problems.get_by_text("No school of the district has this id.")).to_be_visible()
    for private in ("Rivera", "Lindqvist", "E7001", "41800.50", "84000"):
        expect(page.get_by_text(private)).to_have_count(0)
    picture(page, "staff-import-1280", top=page.get_by_role("heading", name="How the columns are read"))


def test_averages_hide_who_pays_and_a_way_out_is_tried(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    view(page, "Salaries")
    expect(page.get_by_text("all transfers sum to zero")).to_be_visible()
    expect(page.get_by_text(re.compile("The half of the schools with more need pays"))).to_be_visible()
    picture(page, "salaries-1280")
    table = page.get_by_role("table", name=re.compile("^Dollars a year. Above zero"))
    table.get_by_role("rowheader").get_by_role("button").first.click()
    classes = page.get_by_role("dialog").get_by_role("table")
    expect(
        classes.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Principal", exact=True))
    ).to_contain_text("*")
    page.keyboard.press("Escape")
    years = page.get_by_role("table", name=re.compile("^Year 0 is today"))
    expect(years.get_by_role("row")).to_have_count(7)
    page.get_by_label("Years", exact=True).select_option("5")
    expect(years.get_by_role("row")).to_have_count(9)
    picture(page, "salaries-transition-1280", top=page.get_by_role("heading", name="A way from average"))


@pytest.mark.parametrize("name", ["Title I", "Compliance", "Salaries"])
def test_the_views_fit_a_phone_and_a_board_member_only_reads(name: str, open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    page.goto("/studio?year=2027")
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    choose(page, name)
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("button", name=re.compile("^(Save for the year|Take over)"))).to_have_count(0)
    picture(page, f"{name.lower().replace(' i', '-one')}-375")
