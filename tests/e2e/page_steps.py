"""What a person does on a page to bring it into a state: each step waits until that is seen."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Route, expect

Words = Callable[[str], str]
SCENARIO = "Dollars follow need"
FAULTY = b"school_id,level,need_category,pupil_count\n101,elementary,all,412\n999,elementary,all,-4\n"
# A year in which nothing was done yet.
EMPTY = 2031
FOLLOWED_SECONDS = 30.0


def seen(text: str) -> Callable[[Page, Words], None]:
    """Wait for a text."""
    return lambda page, say: expect(page.get_by_text(say(text)).first).to_be_visible()


def heading(page: Page, say: Words) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def table(page: Page, say: Words) -> None:
    expect(page.get_by_role("table").first).to_be_visible()


def every_sample(page: Page, say: Words) -> None:
    """Wait until each section of the kit has come; it names them all above."""
    sections = page.get_by_role("navigation").get_by_role("link")
    expect(sections.first).to_be_visible()
    expect(page.locator("main > div > div > section > header h2")).to_have_count(sections.count())


def pressed(*buttons: str) -> Callable[[Page, Words], None]:
    """Press buttons one after the other."""

    def do(page: Page, say: Words) -> None:
        for name in buttons:
            page.get_by_role("button", name=say(name), exact=True).first.click()

    return do


def dialog(*buttons: str) -> Callable[[Page, Words], None]:
    """Press buttons until a window is open."""

    def do(page: Page, say: Words) -> None:
        pressed(*buttons)(page, say)
        expect(page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))).to_be_visible()

    return do


def wrong_password(page: Page, say: Words) -> None:
    page.get_by_label(say("User name")).fill("somebody")
    page.get_by_label(say("Password"), exact=True).fill("not the password")
    page.get_by_role("button", name=say("Sign in"), exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()


def nothing_typed(page: Page, say: Words) -> None:
    page.get_by_role("button", name=say("Sign in"), exact=True).click()
    expect(page.get_by_text(say("Type your password."))).to_be_visible()


def faulty_file(page: Page, say: Words) -> None:
    file = page.get_by_label(say("A CSV or Excel file"))
    file.set_input_files({"name": "fall-counts.csv", "mimeType": "text/csv", "buffer": FAULTY})
    expect(page.get_by_role("heading", name=say("Problems"))).to_be_visible()


def scenario(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    expect(page.get_by_role("meter", name=say("Placed"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^Local Control Funding Formula: base grant")).click()
    expect(page.get_by_label(say("Kind of rule")).first).to_be_visible()


def school_in_studio(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("button", name="Acorn Elementary", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("table").first).to_be_visible()


def review(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("button", name=say("Review"), exact=True).click()
    expect(page.get_by_label(say("Reason"))).to_be_visible()


def publishing(page: Page, say: Words) -> None:
    review(page, say)
    page.get_by_role("button", name=say("Publish this budget…")).click()
    expect(page.get_by_text(say("Say why this budget is published; it cannot be added later."))).to_be_visible()
    page.get_by_label(say("Reason")).fill("x")
    page.get_by_role("button", name=say("Publish this budget…")).click()
    expect(page.get_by_role("alertdialog")).to_be_visible()


def library(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name=say("Explore"), exact=True).click()
    page.get_by_role("link", name=say("Other districts"), exact=True).click()
    expect(page.get_by_role("link", name=re.compile("Boston"))).to_be_visible()


def borrowed_formula(page: Page, say: Words) -> None:
    library(page, say)
    page.get_by_role("link", name=re.compile("Boston")).click()
    expect(page.get_by_role("table").nth(1)).to_be_visible()
    expect(page.get_by_label(say("Counted by")).first).to_be_visible()


def cliffs(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name=say("Test"), exact=True).click()
    page.get_by_role("link", name=say("Cliffs"), exact=True).click()
    expect(page.get_by_role("table").first).to_be_visible()


def published_run(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    expect(page.get_by_role("table").nth(1)).to_be_visible()


def counts(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name=say("Counts"), exact=True).click()
    expect(page.get_by_role("heading", name=say("Versions"))).to_be_visible()
    expect(page.get_by_role("heading", name=say("School by school"))).to_be_visible()


def groups_and_counts(page: Page, say: Words) -> None:
    counts(page, say)
    page.get_by_role("button", name=say("Edit groups and counts…")).click()
    page.get_by_role("dialog").get_by_role("button", name=say("Add a group")).click()
    page.get_by_role("dialog").get_by_role("button", name=say("Add an unduplicated count")).click()


def dollars_per_pupil(page: Page, say: Words) -> None:
    view(page, "matrix")
    expect(page.get_by_role("table")).to_have_count(2)


def dollars_per_pupil_why(page: Page, say: Words) -> None:
    page.get_by_role("link", name=say("Dollars per pupil")).click()
    page.get_by_role("table").first.get_by_role("button").first.click()
    expect(page.get_by_role("dialog").locator("details").first).to_be_visible()


def over_the_years(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    page.get_by_role("link", name=say("Test"), exact=True).click()
    page.get_by_role("link", name=say("Over the years"), exact=True).click()
    expect(page.get_by_role("heading", name=say("Each year"))).to_be_visible()
    page.get_by_role("button", name=say("Different for some sources or levels")).click()
    page.get_by_role("button", name=say("Pupils known by school")).click()
    page.get_by_text(say("From a spreadsheet")).click()
    page.get_by_label(say("Or paste rows, the header first")).fill("school_id,2028\n101,400\n999,1")
    page.get_by_role("button", name=say("Take these rows")).click()
    expect(page.get_by_role("region", name=say("Problems by row"))).to_be_visible()


def view(page: Page, path: str) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    expect(page).to_have_url(re.compile("/studio/[0-9a-f-]{36}"))
    page.goto(f"{page.url.split('?')[0]}/{path}")


def documents(page: Page, say: Words) -> None:
    view(page, "documents")
    expect(page.get_by_role("button", name=say("Packet in English (PDF)"))).to_be_visible()


def sent(page: Page, button: Locator, ending: str) -> dict[str, Any]:
    """Press a button that makes something, and return what the service made."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and urlsplit(answer.url).path.endswith(ending)
    ) as made:
        button.click()
    answered: dict[str, Any] = made.value.json()
    return answered


def begun(page: Page, button: Locator) -> None:
    """Press what starts long work, and wait until the page follows it: what an earlier one brought is gone by then."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    job = sent(page, button, "/jobs")["job_id"]
    deadline = time.monotonic() + FOLLOWED_SECONDS
    while not any(address.endswith(f"/jobs/{job}") for address in asked):
        assert time.monotonic() < deadline, f"the page does not follow {job}"
        page.wait_for_timeout(50)


def swept(page: Page, say: Words) -> None:
    view(page, "sweep")
    begun(page, page.get_by_role("button", name=say("Try {0} formulas").replace("{0}", "2,000")))
    expect(page.get_by_text(say("Formulas tried"), exact=True)).to_be_visible()
    chart = page.get_by_role("group", name=re.compile(f"^{say('All formulas tried')}"))
    chart.press("End")
    chart.press("Enter")
    expect(page.get_by_label(say("Name of the new scenario"))).to_be_visible()


def simulated(page: Page, say: Words) -> None:
    view(page, "risk")
    begun(page, page.get_by_role("button", name=re.compile(f"^{say('Simulate')}")))
    expect(page.get_by_role("heading", name=say("The reserve"))).to_be_visible()


def title_one_broken(page: Page, say: Words) -> None:
    view(page, "title-one")
    amount = page.get_by_label(say("Per child at {0}").replace("{0}", "Kingfisher Elementary"))
    amount.fill("9000")
    amount.press("Enter")
    expect(page.get_by_text(say("This plan is not legal"))).to_be_visible()


def complying(page: Page, say: Words) -> None:
    view(page, "compliance")
    expect(page.get_by_role("heading", name=say("Checklist"))).to_be_visible()


def salaries(page: Page, say: Words) -> None:
    view(page, "salaries")
    page.get_by_role("rowheader").get_by_role("button").first.click()
    expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()


def recount(page: Page, say: Words) -> None:
    published_run(page, say)
    page.goto(f"{page.url}/recount")
    expect(page.get_by_role("table").first).to_be_visible()


def approvals(page: Page, say: Words) -> None:
    page.get_by_role("button", name=SCENARIO, exact=True).click()
    expect(page.get_by_role("meter", name=say("Placed"))).to_be_visible()
    page.goto(f"{page.url}/approvals")
    expect(page.get_by_role("heading", name=say("Where it stands"))).to_be_visible()
    expect(page.get_by_label(say("Your comment or question"))).to_be_visible()


def submitting(page: Page, say: Words) -> None:
    approvals(page, say)
    page.get_by_role("button", name=say("Submit for review…")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def verified(page: Page, say: Words) -> None:
    published_run(page, say)
    page.get_by_role("button", name=say("Verify now")).click()
    expect(page.get_by_text(say("Verified: recomputed just now, same fingerprint"))).to_be_visible()


def public_page(page: Page, say: Words) -> None:
    published_run(page, say)
    share = page.get_by_role("button", name=say("Make it public…"))
    link = page.get_by_role("link", name=say("Open the public page"))
    expect(share.or_(link)).to_be_visible()
    if share.count() > 0:
        share.click()
        page.get_by_role("dialog").get_by_role("button", name=say("Make it public"), exact=True).click()
    expect(link).to_be_visible()
    # Opened as anybody opens it, from its address.
    page.goto(link.get_attribute("href") or "")
    page.get_by_role("button", name="Acorn Elementary").click()
    expect(page.get_by_role("heading", name=say("The school’s pupils"))).to_be_visible()


def studio_section(name: str) -> Callable[[Page, Words], None]:
    """Open a view of the scenario that edits it."""

    def do(page: Page, say: Words) -> None:
        page.get_by_role("button", name=SCENARIO, exact=True).click()
        page.get_by_role("link", name=say(name), exact=True).click()
        expect(page.get_by_role("meter", name=say("Placed"))).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)

    return do


def goals(page: Page, say: Words) -> None:
    view(page, "solve")
    page.get_by_role("button", name=say("Find the nearest policy")).click()
    expect(page.get_by_role("heading", name=say("How each goal stands"))).to_be_visible()


def frontier(page: Page, say: Words) -> None:
    view(page, "solve")
    page.get_by_role("button", name=say("Draw equity against loss")).click()
    expect(page.get_by_role("heading", name=say("Equity against the largest loss"))).to_be_visible(timeout=60_000)


def phasing_out(page: Page, say: Words) -> None:
    view(page, "hold-harmless")
    page.get_by_role("button", name=say("Phase out in equal steps")).click()
    expect(page.get_by_role("button", name=say("Back to what is saved"))).to_be_visible()


def inviting(page: Page, say: Words) -> None:
    view(page, "participation")
    sent(page, page.get_by_role("button", name=say("Make the invitation")), "/invitations")
    expect(page.get_by_text(say("The invitation is ready. Copy its link and share it."))).to_be_visible()
    expect(page.get_by_role("button", name=say("Copy link")).first).to_be_visible()


def taking_part(page: Page, say: Words) -> None:
    view(page, "participation")
    invitation = sent(page, page.get_by_role("button", name=say("Make the invitation")), "/invitations")
    page.goto(f"/take-part/{invitation['token']}")
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("End")
    number = page.get_by_role("textbox").first
    number.fill("much")
    number.press("Enter")
    expect(page.get_by_text(say("This is not one number. Use digits, like 1,234.50."))).to_be_visible()


def adding_rule(page: Page, say: Words) -> None:
    scenario(page, say)
    page.get_by_role("button", name=say("Add a rule")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def incentive(page: Page, say: Words) -> None:
    adding_rule(page, say)
    page.get_by_role("button", name=re.compile(f"^{re.escape(say('Hard-to-staff stipend'))}")).click()
    expect(page.get_by_text(say("A school receives it if"))).to_be_visible()


def limits(page: Page, say: Words) -> None:
    scenario(page, say)
    for name in ("Limits: no school loses or gains too much at once", "Step by step: go a part of the way each year"):
        page.get_by_role("switch", name=say(name)).click()
    page.get_by_role("switch", name=say("Start later: the formula waits for enough revenue")).click()
    expect(page.get_by_text(say("Until then schools receive"))).to_be_visible()


def measure(page: Page, say: Words) -> None:
    scenario(page, say)
    page.get_by_role("button", name=say("Compute a measure")).click()
    page.get_by_role("dialog").get_by_label(say("Formula"), exact=True).fill("max(600 - pupils, 0) / 600 pupils")
    expect(page.get_by_role("dialog").locator("[aria-invalid=true]")).to_be_visible()


def watching(page: Page, say: Words) -> None:
    scenario(page, say)
    # The pin of its row, in any language.
    page.get_by_role("button", name=re.compile(r"Acorn Elementary \S")).click()
    page.get_by_text(say("All statistics, and how they are counted")).click()


# The requests of a page, not those of the frame around it.
ANSWERS = re.compile(r"/api/\w+/v1/(?!district-settings)")
PROBLEM = '{"type":"about:blank","title":"No","status":409,"code":"busy","detail":"The file is in use."}'


def hang(route: Route) -> None:
    """Never answer."""


def refuse(route: Route) -> None:
    """Answer with a problem."""
    route.fulfill(status=409, content_type="application/problem+json", body=PROBLEM)


def waiting(page: Page, say: Words) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status").first).to_be_attached()


def refused(page: Page, say: Words) -> None:
    expect(page.get_by_role("alert").first).to_be_visible()
