"""A formula over the years ahead, and a recount in the middle of one."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from shared.access import Role
from tests.conftest import ROOT
from tests.e2e import clicks
from tests.e2e.conftest import DESK, PHONE, OpenPage, Picture
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e]
SCENARIO = "Dollars follow need"
YEAR = 2026


def test_the_years_ahead_follow_what_is_expected(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    page.goto("/studio?year=2027")
    clicks.open_scenario(page, SCENARIO)
    page.get_by_role("link", name="Test", exact=True).click()
    page.get_by_role("link", name="Over the years", exact=True).click()
    facts = page.get_by_role("region", name="Each year").get_by_role("table")
    revenue = facts.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Revenue", exact=True))
    expect(revenue.get_by_role("cell")).to_have_count(4)
    first, second = revenue.get_by_role("cell").first, revenue.get_by_role("cell").nth(1)
    this_year, next_year = dollars(first.inner_text()), dollars(second.inner_text())
    assert next_year == pytest.approx(this_year * 1.02, abs=100)
    schools = page.get_by_role("table", name=re.compile("^Dollars a year"))
    expect(schools.get_by_role("columnheader", name="2029–30")).to_be_visible()
    picture(page, "over-the-years-1280")

    page.get_by_label("Years, this one included").select_option("6")
    page.get_by_label("Revenue grows a year by").fill("-10")
    page.keyboard.press("Enter")
    expect(second).not_to_have_text(f"${next_year:,.0f}")
    assert dollars(second.inner_text()) == pytest.approx(this_year * 0.9, abs=100)
    page.get_by_label("Revenue grows a year by").fill("500")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Type a number from -100 to 100.")).to_be_visible()

    page.get_by_role("button", name="Show as table").click()
    expect(page.get_by_role("rowheader", name="All schools together")).to_be_visible()


def test_a_weight_goes_to_its_target_in_steps(open_page: OpenPage, platform: Platform, picture: Picture) -> None:
    token = platform.token(Role.BUDGET_DIRECTOR)
    scenario = platform.copy_scenario(token, 2027, "Step by step", 9_600)
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/studio/{scenario}")
    page.get_by_role("button", name=re.compile("^Local Control Funding Formula: base grant")).click()
    weight = page.get_by_label("Pupils in poverty, Elementary", exact=True)
    before = weight.input_value()
    page.get_by_role("button", name="Steps to a target…").first.click()
    window = page.get_by_role("dialog", name="Steps to a target")
    window.get_by_label("Weight", exact=True).select_option(label="Pupils in poverty, every level")
    for value in ("0.6", "0.9"):
        window.get_by_role("button", name="Add a step").press("Enter")
        step = window.get_by_label("From then on").last
        step.fill(value)
        step.press("Enter")
    picture(page, "weight-steps-1280")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "weight-steps-375")
    page.set_viewport_size(DESK)
    # The refusal makes the window higher; the press still ends on the button, and the focus goes to what is refused.
    step = window.get_by_label("From then on").last
    step.fill("much")
    window.get_by_role("button", name="Use these steps").click(position={"x": 20, "y": 2})
    expect(step).to_be_focused()
    step.fill("0.9")
    step.press("Enter")
    window.get_by_role("button", name="Use these steps").click()
    steps = page.get_by_role("listitem").filter(has_text="0.6 from 2027–28, 0.9 from 2028–29")
    expect(steps).to_have_text([f"Pupils in poverty, every level: {before}, 0.6 from 2027–28, 0.9 from 2028–29"])
    # Every level of the table is in sight, in the studio's panel as on a phone.
    for window_size in (PHONE, DESK):
        page.set_viewport_size(window_size)
        levels = page.get_by_role("table", name="Weights by need category")
        expect(levels.get_by_label("Pupils in poverty, High", exact=True)).to_be_visible()
        assert levels.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    # What is typed for a level this year leaves the years after it alone.
    weight.fill("0.5")
    weight.press("Enter")
    expect(steps.nth(1)).to_have_text("Pupils in poverty, Elementary: 0.5, 0.6 from 2027–28, 0.9 from 2028–29")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()

    page.get_by_role("link", name="Test", exact=True).click()
    page.get_by_role("link", name="Over the years", exact=True).click()
    facts = page.get_by_role("region", name="Each year").get_by_role("table")
    row = facts.get_by_role("row").filter(has_text=re.compile("poverty", re.IGNORECASE)).first
    expect(row.get_by_role("cell").nth(1)).to_have_text("0.6")
    expect(row.get_by_role("cell").nth(2)).to_have_text("0.9")


def test_pupils_known_by_school_go_before_growth(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture
) -> None:
    page = open_page(Role.BUDGET_ANALYST)
    page.goto("/studio?year=2027")
    clicks.open_scenario(page, SCENARIO)
    page.get_by_role("link", name="Test", exact=True).click()
    page.get_by_role("link", name="Over the years", exact=True).click()
    facts = page.get_by_role("region", name="Each year").get_by_role("table")
    pupils = facts.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Pupils", exact=True))
    next_year = pupils.get_by_role("cell").nth(1)
    expect(next_year).to_be_visible()
    before = next_year.inner_text()

    page.get_by_role("button", name="Pupils known by school").click()
    page.get_by_text("From a spreadsheet").click()
    page.get_by_label("A CSV file").set_input_files(upload("forecast.csv", "school_id,2028\n101,many\n999,400\n"))
    problems = page.get_by_role("region", name="Problems by row")
    expect(problems.get_by_text("This is no number of pupils.")).to_be_visible()
    expect(problems.get_by_text("No school of the year has this id.")).to_be_visible()
    page.get_by_label("A CSV file").set_input_files(upload("forecast.csv", "school_id,2028,2029\n101,900,950\n"))
    expect(page.get_by_text("2 figures were taken.")).to_be_visible()
    expect(next_year).not_to_have_text(before)
    known = page.get_by_role("table", name=re.compile("^Pupils expected by school and year"))
    first = known.get_by_role("textbox").first
    expect(first).to_have_value("900")
    after = next_year.inner_text()
    first.fill("1,000")
    first.press("Enter")
    expect(next_year).not_to_have_text(after)
    picture(page, "expected-pupils-1280", top=page.get_by_role("heading", name="What do you expect?"))

    # The browser keeps them until somebody removes them, and what was removed can come back.
    page.reload()
    expect(known.get_by_role("textbox").first).to_have_value("1000")
    page.get_by_role("button", name="Remove all").click()
    expect(next_year).to_have_text(before)
    page.get_by_role("button", name="Undo").click()
    expect(known.get_by_role("textbox").first).to_have_value("1000")
    page.get_by_role("button", name="Remove all").click()
    expect(known).to_have_count(0)


def test_the_years_fit_a_phone(open_page: OpenPage, picture: Picture) -> None:
    page = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    page.goto("/studio?year=2027")
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name="Test", exact=True).click()
    page.get_by_role("link", name="Over the years", exact=True).click()
    expect(page.get_by_role("img", name=re.compile("^Change from the current budget"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "over-the-years-375", top=page.get_by_text("Change from the current budget"))


def test_new_counts_become_a_revision(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture, platform: Platform, tmp_path: Path
) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/data?year={YEAR}")
    clicks.drop_file(page, upload("fall-count.csv", recounted(tmp_path)))
    clicks.store(page, "Pupil counts")
    token = platform.token(Role.BUDGET_DIRECTOR)
    runs = platform.send(
        "GET", f"/api/allocation/v1/allocation-runs?fiscal_year={YEAR}", Authorization=f"Bearer {token}"
    )
    page.goto(f"/published/{runs.body['items'][0]['run_id']}/recount")

    table = page.get_by_role("table", name=re.compile("^Before and after the recount"))
    grown = table.get_by_role("row").filter(has_text="478 → 528")
    expect(grown).to_contain_text("+$")
    # Upwards only: nobody has less.
    expect(page.get_by_text("0 with less")).to_be_visible()
    picture(page, "recount-1280")
    page.locator("label", has_text="Both ways").click()
    expect(page.get_by_text("0 with less")).to_have_count(0)
    page.locator("label", has_text="Upwards only").click()
    expect(page.get_by_text("0 with less")).to_be_visible()

    page.get_by_label("Name of the scenario").fill("Fall recount")
    page.get_by_role("button", name="Keep and review").click()
    expect(page.get_by_role("heading", name="Review “Fall recount”")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Against published")).to_be_visible()


def recounted(folder: Path) -> str:
    """Return the year's counts with fifty pupils more at the first school, and sixty less at the next."""
    subprocess.run([sys.executable, "-m", "deploy.demo.generate", folder], cwd=ROOT, check=True, capture_output=True)
    rows = list(csv.DictReader(io.StringIO((folder / str(YEAR) / "counts.csv").read_text())))
    everyone = [row for row in rows if row["need_category"] == "all"]
    for row, change in zip(everyone, (50, -60), strict=False):
        row["pupil_count"] = str(int(row["pupil_count"]) + change)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def dollars(text: str) -> float:
    """Read an amount as the page writes it."""
    return float(text.replace("$", "").replace(",", ""))


def test_counts_side_by_side_and_the_higher_of_them(
    open_page: OpenPage, upload: Callable[[str, str], Path], picture: Picture, platform: Platform, tmp_path: Path
) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/data?year={YEAR}")
    clicks.drop_file(page, upload("census-day.csv", recounted(tmp_path)))
    clicks.store(page, "Pupil counts")
    token = platform.token(Role.BUDGET_DIRECTOR)
    scenario = platform.copy_scenario(token, YEAR, "Counts side by side", 9_500)
    page.goto(f"/studio/{scenario}/counts")
    table = page.get_by_role("region", name="Versions", exact=True).get_by_role("table")
    newest = table.get_by_role("row").nth(1)
    expect(newest).to_contain_text("census-day.csv")
    expect(newest).to_contain_text("used here")
    newest.get_by_role("combobox").select_option(label="Census day")
    expect(page.get_by_label("Calculate from").locator("option", has_text="Census day")).to_have_count(1)
    compared = page.get_by_role("table", name=re.compile("^The same formula with two counts"))
    page.get_by_label("From", exact=True).select_option(
        index=page.get_by_label("From", exact=True).locator("option").count() - 1
    )
    expect(compared.get_by_role("row").filter(has_text="478 → 528")).to_contain_text("+$")
    picture(page, "counts-1280")
    who = page.get_by_role("region", name="Who is counted")
    poverty = who.get_by_role("row").filter(has_text="Pupils in poverty")
    expect(poverty).to_contain_text("overlapping")
    expect(who.get_by_role("row").filter(has_text="All pupils")).to_contain_text("each pupil once")
    expect(
        who.get_by_text(re.compile(r"so the sum counts at least [\d,]+ again, and at most [\d,]+\."))
    ).to_be_visible()
    picture(page, "counts-groups-1280", top=who)
    by_school = page.get_by_role("region", name="School by school")
    by_school.get_by_label("Show", exact=True).select_option(label="All groups side by side")
    by_school.get_by_label("Find a school").fill("Kingfisher")
    row = by_school.get_by_role("table", name=re.compile("^Pupils by school and group")).get_by_role("row").nth(1)
    expect(row.get_by_role("cell").last).to_have_text(re.compile(r"^\d+ – \d+$"))

    boxes = page.get_by_role("group", name="Versions to take the higher of").get_by_role("checkbox")
    before = boxes.count()
    boxes.first.check()
    boxes.last.check()
    page.get_by_role("button", name="Store the higher of these").click()
    expect(boxes).to_have_count(before + 1)
    expect(table.get_by_role("row").nth(1)).to_contain_text("higher-of-versions")

    page.get_by_label("Calculate from").select_option(label="Version 1")
    page.get_by_role("button", name="Use these counts").click()
    expect(table.get_by_role("row").last).to_contain_text("used here")

    # A board decides without knowing of single pupils.
    board = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    board.goto(f"/studio/{scenario}/counts")
    expect(board.get_by_text("Small groups are not shown")).to_be_visible()
    board.get_by_label("Show", exact=True).select_option(label="All groups side by side")
    expect(board.get_by_text("not shown, so few").first).to_be_attached()
    assert board.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    # For the journeys after this one the newest counts are the district's own again: there is money for those.
    page.goto(f"/data?year={YEAR}")
    clicks.drop_file(page, tmp_path / str(YEAR) / "counts.csv")
    clicks.store(page, "Pupil counts")


def test_levels_needs_and_groups_are_set_on_the_pages(
    open_page: OpenPage, picture: Picture, platform: Platform
) -> None:
    page = open_page(Role.BUDGET_DIRECTOR)
    page.goto(f"/data?year={YEAR}")
    words = page.get_by_role("dialog", name="Levels and need categories")
    page.get_by_role("button", name="Edit levels and needs…").click()
    words.get_by_role("button", name="Add a need category").click()
    words.get_by_role("button", name="Save").click()
    expect(words.get_by_text("Something above is not complete yet.")).to_be_visible()
    need = words.get_by_role("group").last
    need.get_by_label("Name").fill("Unduplicated")
    expect(need.get_by_label("Code")).to_have_value("unduplicated")
    first = words.get_by_role("group", name="Elementary")
    grades = first.get_by_label("Grades").input_value()
    first.get_by_label("Grades").fill(f"{grades} 9")
    expect(first.get_by_text("9: This grade stands twice; it belongs to one level.")).to_be_visible()
    first.get_by_label("Grades").fill(grades)
    picture(page, "levels-and-needs-1280")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "levels-and-needs-375")
    page.set_viewport_size(DESK)
    words.get_by_role("button", name="Save").click()
    expect(words).to_have_count(0)

    scenario = platform.copy_scenario(platform.token(Role.BUDGET_DIRECTOR), YEAR, "Each pupil once", 9_400)
    page.goto(f"/studio/{scenario}/counts")
    page.get_by_role("button", name="Edit groups and counts…").click()
    words = page.get_by_role("dialog", name="Groups and unduplicated counts")
    # What a rule gives money for cannot be forgotten here.
    expect(words.get_by_role("checkbox", name="Pupils in poverty").first).to_be_disabled()
    words.get_by_role("button", name="Add a group").click()
    words.get_by_label("Name of the group").fill("Secondary")
    levels = words.get_by_role("group", name="Levels of Secondary")
    levels.get_by_label("Middle").check()
    levels.get_by_label("High").check()
    words.get_by_role("group", name="Need categories that the policy uses").get_by_label("Unduplicated").check()
    words.get_by_role("button", name="Add an unduplicated count").click()
    words.get_by_role("button", name="Save").click()
    expect(words.get_by_text("Choose at least two that it unites.")).to_be_visible()
    words.get_by_label("Unduplicated count").select_option(label="Unduplicated")
    united = words.get_by_role("group", name="Unites")
    united.get_by_label("Pupils in poverty").check()
    united.get_by_label("English learners").check()
    picture(page, "groups-and-counts-1280")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "groups-and-counts-375")
    page.set_viewport_size(DESK)
    words.get_by_role("button", name="Save").click()
    expect(words).to_have_count(0)
    said = page.get_by_role("region", name="Groups and unduplicated counts")
    expect(said).to_contain_text("Secondary: Middle, High")
    expect(said).to_contain_text("Unduplicated: in any of")

    # The studio has a place for its weights at once.
    page.goto(f"/studio/{scenario}")
    page.get_by_role("button", name=re.compile("^Local Control Funding Formula: base grant")).click()
    expect(page.get_by_label("Unduplicated, Elementary", exact=True)).to_be_visible()

    # Nobody has counted any yet, so the need can go again.
    page.goto(f"/data?year={YEAR}")
    page.get_by_role("button", name="Edit levels and needs…").click()
    words = page.get_by_role("dialog", name="Levels and need categories")
    words.get_by_role("button", name="Remove Unduplicated").click()
    words.get_by_role("button", name="Save").click()
    expect(words).to_have_count(0)
    expect(page.get_by_role("region", name="Levels and need categories")).not_to_contain_text("Unduplicated")
