"""Scenarios are compared, talked about, approved, published, verified, and shown to anybody."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.allocation.cli.main import main
from shared.access import Role
from tests.e2e.clicks import ask_why
from tests.e2e.conftest import PHONE, OpenPage, Picture
from tests.e2e.everyone import AXE, overflow_of, owed
from tests.e2e.running import Platform

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]

YEAR = 2027
SCENARIO = "Dollars follow need"


@pytest.fixture
def gentle(platform: Platform) -> str:
    """Make a second scenario that protects schools more; return its id."""
    return platform.copy_scenario(platform.token(Role.BUDGET_ANALYST), YEAR, "A gentler floor", 9_900)


def open_approvals(page: Page, scenario_id: str) -> None:
    page.goto(f"/studio/{scenario_id}/approvals")
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()


def test_scenarios_stand_side_by_side(open_page: OpenPage, gentle: str, picture: Picture) -> None:
    page = open_page(Role.SUPERINTENDENT)
    page.add_init_script(path=AXE)
    page.goto(f"/studio?year={YEAR}")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("checkbox", name=SCENARIO).check()
    page.get_by_role("checkbox", name="A gentler floor").first.check()
    grid = page.get_by_role("region", name="Side by side").get_by_role("table")
    expect(grid.get_by_role("columnheader", name=re.compile("A gentler floor"))).to_be_visible()
    # The floor is the one setting that differs, and it is said in words with whom it helps.
    differences = page.get_by_role("region", name="Which settings differ")
    expect(differences.get_by_text(re.compile(r"97.*99"))).to_be_visible()
    expect(grid.get_by_role("row", name=re.compile("Spread among equal need"))).to_contain_text(re.compile(r"0\.\d{3}"))
    expect(page.get_by_role("table", name=re.compile("^Totals in dollars")).get_by_role("row")).to_have_count(63)
    picture(page, "compare-1280")
    assert "\n".join(owed(page)) == ""
    # Each scenario's figure opens that scenario's own arithmetic.
    school = page.get_by_role("table", name=re.compile("^Totals in dollars")).locator("tbody tr").first
    for place, scenario_name in enumerate((SCENARIO, "A gentler floor")):
        ask_why(page, school.locator("button[aria-haspopup=dialog]").nth(place), scenario_name)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download (CSV)").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 62
    assert lines[0].endswith("A gentler floor")

    page.get_by_label("Scenario to adopt").select_option(label="A gentler floor")
    page.get_by_label("Why this one").fill("Fewer schools lose.")
    page.get_by_role("button", name="Adopt for 2026–27").click()
    expect(page.get_by_text("“A gentler floor” is adopted for 2026–27")).to_be_visible()


def test_a_comparison_can_be_read_on_a_phone(open_page: OpenPage, gentle: str) -> None:
    page = open_page(Role.BOARD_MEMBER, viewport=PHONE)
    page.goto(f"/studio/compare?year={YEAR}")
    page.get_by_role("checkbox", name=SCENARIO).check()
    page.get_by_role("checkbox", name="A gentler floor").first.check()
    expect(page.get_by_role("heading", name="School by school")).to_be_visible()
    assert list(overflow_of(page)) == []
    expect(page.get_by_text("The superintendent or the budget director adopts a scenario.")).to_be_visible()


def test_a_scenario_is_talked_about_and_approved_while_others_watch(
    open_page: OpenPage, gentle: str, picture: Picture
) -> None:
    board, analyst, director = (
        open_page(role) for role in (Role.BOARD_MEMBER, Role.BUDGET_ANALYST, Role.BUDGET_DIRECTOR)
    )
    for page in (board, analyst, director):
        open_approvals(page, gentle)

    board.get_by_label("Your comment or question").fill("Why does Acorn gain?")
    board.get_by_role("combobox", name="About a school").fill("Acorn")
    board.get_by_role("option", name="Acorn Elementary").click()
    board.get_by_role("button", name="Comment", exact=True).click()
    # It appears for the analyst without anything being pressed there.
    expect(analyst.get_by_text("Why does Acorn gain?")).to_be_visible()
    thread = analyst.get_by_role("listitem").filter(has_text="Why does Acorn gain?").first
    thread.get_by_role("button", name="Answer").click()
    thread.get_by_label("Your answer").fill("The floor is higher by two points.")
    thread.get_by_role("button", name="Answer").click()
    expect(board.get_by_text("The floor is higher by two points.")).to_be_visible()
    board.get_by_role("button", name="Mark as settled").click()
    expect(analyst.get_by_text(re.compile("^Settled by"))).to_be_visible()

    analyst.get_by_role("button", name="Submit for review…").click()
    analyst.get_by_role("dialog").get_by_label("Note for the reviewers").fill("Ready for June.")
    analyst.get_by_role("dialog").get_by_role("button", name="Submit", exact=True).click()
    director.get_by_role("button", name="Send back…").click()
    director.get_by_role("dialog").get_by_role("button", name="Send back", exact=True).click()
    expect(director.get_by_text("Say what should change, so that its authors know.")).to_be_visible()
    director.get_by_role("dialog").get_by_role("button", name="Not yet").click()
    director.get_by_role("button", name="Approve for publication…").click()
    director.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()
    board.get_by_role("button", name="Record the board’s approval…").click()
    board.get_by_role("dialog").get_by_label("Meeting, item and vote").fill("June 12, item 7, 6 to 1.")
    board.get_by_role("dialog").get_by_role("button", name="Record it").click()
    record = director.get_by_role("region", name="Who did what")
    expect(record.get_by_text("“June 12, item 7, 6 to 1.”")).to_be_visible()
    expect(record.get_by_role("listitem")).to_have_count(3)
    picture(director, "approvals-1280")


def test_publishing_waits_for_what_the_district_asks_for(open_page: OpenPage, gentle: str) -> None:
    page = open_page(Role.SUPERINTENDENT)
    open_approvals(page, gentle)
    page.get_by_label("The board’s approval").click()
    expect(page.get_by_text("Saved for the whole district")).to_be_visible()
    expect(page.get_by_label("The board’s approval")).to_be_checked()
    try:
        page.get_by_role("link", name="Review the figures and publish").click()
        expect(page.get_by_text("Publishing waits for the board’s approval")).to_be_visible()
        page.get_by_label("Reason").fill("Too early.")
        page.get_by_role("button", name="Publish this budget…").click()
        page.get_by_role("alertdialog").get_by_role("button", name=re.compile("^Publish")).click()
        expect(page.get_by_role("alert").get_by_text("Publishing needs an approval first")).to_be_visible()
    finally:
        open_approvals(page, gentle)
        page.get_by_label("Nothing more").click()
        expect(page.get_by_text("Saved for the whole district").first).to_be_visible()
        expect(page.get_by_label("Nothing more")).to_be_checked()


def test_a_publication_is_verified_here_and_by_anybody_with_the_bundle(
    open_page: OpenPage, platform: Platform, gentle: str, picture: Picture, tmp_path: Path
) -> None:
    token = platform.token(Role.BUDGET_DIRECTOR)
    platform.publish(gentle, "Adopted by the board on June 12.", token)
    again = platform.copy_scenario(token, YEAR, "Corrected floor", 9_800)
    run = platform.publish(again, "A correction after the hearing.", token)
    page = open_page(Role.SUPERINTENDENT)
    page.goto(f"/published/{run['run_id']}")
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("Verified: recomputed just now, same fingerprint")).to_be_visible()
    # What it changed of the publication before stands in words.
    expect(
        page.get_by_role("region", name="What changed in the policy").get_by_text(re.compile(r"99.*98"))
    ).to_be_visible()
    picture(page, "publication-1280")

    with page.expect_download() as download:
        page.get_by_role("link", name="Bundle for checking").click()
    bundle = tmp_path / "publication.json"
    download.value.save_as(bundle)
    assert main(["verify", str(bundle)]) == 0
    changed = json.loads(bundle.read_text())
    changed["result"]["totals_cents"][0] += 1
    bundle.write_text(json.dumps(changed))
    assert main(["verify", str(bundle)]) == 1


def test_anybody_reads_a_public_budget_in_both_languages(
    open_page: OpenPage, platform: Platform, gentle: str, picture: Picture, tmp_path: Path
) -> None:
    run = platform.publish(gentle, "Adopted by the board on June 12.", platform.token(Role.BUDGET_DIRECTOR))
    address = f"/public/allocations/{run['run_id']}"
    anybody = open_page(None)
    anybody.goto(address)
    expect(anybody.get_by_text("There is no such page")).to_be_visible()

    page = open_page(Role.SUPERINTENDENT)
    page.goto(f"/published/{run['run_id']}")
    page.get_by_role("button", name="Make it public…").click()
    page.get_by_role("dialog").get_by_role("button", name="Make it public", exact=True).click()
    expect(page.get_by_text("Anybody can read it")).to_be_visible()

    anybody.add_init_script(path=AXE)
    asked: list[str] = []
    anybody.on("request", lambda request: asked.append(request.url.removeprefix(platform.address)))
    anybody.goto(address)
    anybody.get_by_label("Name of the school").fill("Acorn")
    anybody.get_by_role("button", name="Acorn Elementary").click()
    story = anybody.get_by_role("region", name="Acorn Elementary")
    expect(story.get_by_text(re.compile(r"receives \$[\d,]+\.\d\d"))).to_be_visible()
    picture(anybody, "public-allocation-1280")
    assert "\n".join(owed(anybody)) == ""
    anybody.get_by_role("button", name="Español").click()
    expect(anybody.get_by_role("heading", name="Cómo se reparte el dinero")).to_be_visible()
    # One question to the services, none about a session, and nothing of what the app stands on.
    assert [path for path in asked if path.startswith("/api/")] == [f"/api/allocation/v1{address}"]
    assert [path for path in asked if re.search(r"/(app|base|tanstack|router)-", path)] == []
    # The choice is kept here, for every page; on paper stands every school and no button.
    anybody.reload()
    expect(anybody.get_by_role("heading", name="Busque su escuela")).to_be_visible()
    anybody.emulate_media(media="print")
    expect(anybody.get_by_role("button", name="Imprimir")).to_be_hidden()
    expect(anybody.get_by_role("table").first.get_by_role("row")).to_have_count(63)
    for language in ("Español", "English"):
        anybody.emulate_media(media="null")
        anybody.get_by_role("button", name=language).click()
        for sheet in ("Letter", "A4"):
            content = anybody.pdf(path=tmp_path / "handout.pdf", format=sheet)
            assert len(re.findall(rb"/Type /Page\b", content)) == 2, f"{language}, {sheet}"

    # Who is signed in follows a plain link out of the app, and asks as nobody too.
    page.get_by_role("link", name="Open the public page").click()
    with page.expect_request(re.compile("/api/allocation/v1/public/")) as question:
        page.reload()
    expect(page.get_by_role("heading", name="Find your school")).to_be_visible()
    assert "cookie" not in question.value.all_headers()

    phone = open_page(None, viewport=PHONE)
    phone.goto(f"{address}?language=es")
    expect(phone.get_by_role("heading", name="Busque su escuela")).to_be_visible()
    assert list(overflow_of(phone)) == []
    picture(phone, "public-allocation-es-375")

    page.go_back()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Only people who sign in see this budget now.")).to_be_visible()
