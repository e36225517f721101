"""Every page and every state of it that anybody may meet, and how to come there."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Route, expect

from shared.access import Role

Words = Callable[[str], str]
SCENARIO = "Dollars follow need"
FAULTY = b"school_id,level,need_category,pupil_count\n101,elementary,all,412\n999,elementary,all,-4\n"
# A year in which nothing was done yet.
EMPTY = 2031


@dataclass(frozen=True)
class State:
    """A page and what is done there before it is looked at."""

    name: str
    role: str | None
    path: str
    prepare: Callable[[Page, Words], None]
    answer: Callable[[Route], None] | None = None  # in place of the services


def seen(text: str) -> Callable[[Page, Words], None]:
    """Wait for a text."""
    return lambda page, say: expect(page.get_by_text(say(text)).first).to_be_visible()


def heading(page: Page, say: Words) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


def table(page: Page, say: Words) -> None:
    expect(page.get_by_role("table").first).to_be_visible()


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


def swept(page: Page, say: Words) -> None:
    view(page, "sweep")
    page.get_by_role("button", name=say("Try {0} formulas").replace("{0}", "2,000")).click()
    expect(page.get_by_text(say("Formulas tried"), exact=True)).to_be_visible()
    chart = page.get_by_role("group", name=re.compile(f"^{say('All formulas tried')}"))
    chart.press("End")
    chart.press("Enter")
    expect(page.get_by_label(say("Name of the new scenario"))).to_be_visible()


def simulated(page: Page, say: Words) -> None:
    view(page, "risk")
    page.get_by_role("button", name=re.compile(f"^{say('Simulate')}")).click()
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
    page.get_by_role("button", name=say("Make the invitation")).click()
    expect(page.get_by_role("button", name=say("Copy link")).first).to_be_visible()


def taking_part(page: Page, say: Words) -> None:
    inviting(page, say)
    with page.expect_response(re.compile("/invitations[?]")) as asked:
        page.reload()
    page.goto(f"/take-part/{asked.value.json()['items'][0]['token']}")
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


NOBODYS = "00000000-0000-4000-8000-000000000000"
DIRECTOR, PRINCIPAL = Role.BUDGET_DIRECTOR, Role.PRINCIPAL
STATES = (
    State("sign-in", None, "/sign-in", heading),
    State("sign-in refused", None, "/sign-in", wrong_password),
    State("sign-in empty", None, "/sign-in", nothing_typed),
    State("kit", None, "/kit", table),
    State("home director", DIRECTOR, "/", heading),
    State("home principal", PRINCIPAL, "/", heading),
    State("home board", Role.BOARD_MEMBER, "/", heading),
    State("home researcher", Role.RESEARCHER, "/", heading),
    State("account menu", DIRECTOR, "/", pressed("Your account")),
    State("help", DIRECTOR, "/help", heading),
    State("no such page", DIRECTOR, "/nowhere", heading),
    State("data", DIRECTOR, "/data?year=2026", table),
    State("data empty", DIRECTOR, f"/data?year={EMPTY}", heading),
    State("data with faults", DIRECTOR, "/data?year=2025", faulty_file),
    State("data dialog", DIRECTOR, "/data?year=2026", dialog("Add a need category…")),
    State("data pending", DIRECTOR, "/data?year=2026", waiting, hang),
    State("data failed", DIRECTOR, "/data?year=2026", refused, refuse),
    State("scenarios", DIRECTOR, "/studio?year=2027", table),
    State("scenarios empty", DIRECTOR, f"/studio?year={EMPTY}", heading),
    State("scenarios closed", PRINCIPAL, "/studio?year=2027", heading),
    State("new scenario", DIRECTOR, "/studio?year=2027", dialog("New scenario")),
    State("scenarios pending", DIRECTOR, "/studio?year=2027", waiting, hang),
    State("studio", DIRECTOR, "/studio?year=2027", scenario),
    State("adding a rule", DIRECTOR, "/studio?year=2027", adding_rule),
    State("incentive", DIRECTOR, "/studio?year=2027", incentive),
    State("limits", DIRECTOR, "/studio?year=2027", limits),
    State("measure", DIRECTOR, "/studio?year=2027", measure),
    State("equity", DIRECTOR, "/studio?year=2027", watching),
    State("central services", DIRECTOR, "/studio?year=2027", studio_section("Central services")),
    State("rules and origins", DIRECTOR, "/studio?year=2027", studio_section("Rules and origins")),
    State("history", DIRECTOR, "/studio?year=2027", studio_section("History")),
    State("scenario pending", DIRECTOR, f"/studio/{NOBODYS}/services", waiting, hang),
    State("scenario refused", DIRECTOR, f"/studio/{NOBODYS}/history", refused, refuse),
    State("school in studio", DIRECTOR, "/studio?year=2027", school_in_studio),
    State("review", DIRECTOR, "/studio?year=2027", review),
    State("publishing", DIRECTOR, "/studio?year=2027", publishing),
    State("approvals", DIRECTOR, "/studio?year=2027", approvals),
    State("submitting", DIRECTOR, "/studio?year=2027", submitting),
    State("approvals pending", DIRECTOR, f"/studio/{NOBODYS}/approvals", waiting, hang),
    State("compare", DIRECTOR, "/studio/compare?year=2027", heading),
    State("compare empty", DIRECTOR, f"/studio/compare?year={EMPTY}", heading),
    State("compare failed", DIRECTOR, "/studio/compare?year=2027", refused, refuse),
    State("verified", DIRECTOR, "/published?year=2026", verified),
    State("public page", DIRECTOR, "/published?year=2026", public_page),
    State("public page of nothing", None, "/public/allocations/00000000-0000-4000-8000-000000000000", heading),
    State("public page pending", None, f"/public/allocations/{NOBODYS}", waiting, hang),
    State("public page failed", None, f"/public/allocations/{NOBODYS}", refused, refuse),
    State("no such public page", None, "/public/nothing", heading),
    State("counts", DIRECTOR, "/studio?year=2027", counts),
    State("over the years", DIRECTOR, "/studio?year=2027", over_the_years),
    State("documents", DIRECTOR, "/studio?year=2027", documents),
    State("documents failed", DIRECTOR, f"/studio/{NOBODYS}/documents", refused, refuse),
    State("goals", DIRECTOR, "/studio?year=2027", goals),
    State("frontier", DIRECTOR, "/studio?year=2027", frontier),
    State("goals pending", DIRECTOR, f"/studio/{NOBODYS}/solve", waiting, hang),
    State("goals failed", DIRECTOR, f"/studio/{NOBODYS}/solve", refused, refuse),
    State("hold harmless", DIRECTOR, "/studio?year=2027", phasing_out),
    State("hold harmless failed", DIRECTOR, f"/studio/{NOBODYS}/hold-harmless", refused, refuse),
    State("asking the community", DIRECTOR, "/studio?year=2027", inviting),
    State("taking part", DIRECTOR, "/studio?year=2027", taking_part),
    State("taking part in nothing", None, f"/take-part/{'0' * 32}{'x' * 43}", refused),
    State("sweep", DIRECTOR, "/studio?year=2027", swept),
    State("sweep pending", DIRECTOR, f"/studio/{NOBODYS}/sweep", waiting, hang),
    State("risk", DIRECTOR, "/studio?year=2027", simulated),
    State("risk failed", DIRECTOR, f"/studio/{NOBODYS}/risk", refused, refuse),
    State("title one", DIRECTOR, "/studio?year=2027", title_one_broken),
    State("title one pending", DIRECTOR, f"/studio/{NOBODYS}/title-one", waiting, hang),
    State("compliance", DIRECTOR, "/studio?year=2027", complying),
    State("compliance failed", DIRECTOR, f"/studio/{NOBODYS}/compliance", refused, refuse),
    State("salaries", DIRECTOR, "/studio?year=2027", salaries),
    State("salaries failed", DIRECTOR, f"/studio/{NOBODYS}/salaries", refused, refuse),
    State("recount", DIRECTOR, "/published?year=2026", recount),
    State("library", DIRECTOR, "/studio?year=2027", library),
    State("borrowed formula", DIRECTOR, "/studio?year=2027", borrowed_formula),
    State("cliffs", DIRECTOR, "/studio?year=2027", cliffs),
    State("published", DIRECTOR, "/published?year=2026", table),
    State("published empty", DIRECTOR, f"/published?year={EMPTY}", heading),
    State("published run", DIRECTOR, "/published?year=2026", published_run),
    State("school budgets", DIRECTOR, "/funding?year=2026", table),
    State("school budgets empty", DIRECTOR, f"/funding?year={EMPTY}", heading),
    State("own school", PRINCIPAL, "/funding?year=2026", seen("Funding streams")),
    State("own school why", PRINCIPAL, "/funding?year=2026", dialog("Why this total?")),
    State("own school empty", PRINCIPAL, f"/funding?year={EMPTY}", heading),
    State("own school pending", PRINCIPAL, "/funding?year=2026", waiting, hang),
    State("own school failed", PRINCIPAL, "/funding?year=2026", refused, refuse),
)
