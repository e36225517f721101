"""What people do on the pages, named as they would name it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


def go_to(page: Page, name: str) -> None:
    """Choose a page in the navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def choose_year(page: Page, fiscal_year: int) -> None:
    """Step back or forward to a fiscal year with the arrows."""
    switch = page.get_by_role("group", name="Fiscal year")
    shown = switch.get_by_text(re.compile(r"Year \d{4}"))
    expect(shown).to_be_visible()
    while (year := _year_of(shown)) != fiscal_year:
        step = -1 if year > fiscal_year else 1
        switch.get_by_role("button", name="Year before" if step < 0 else "Year after").click()
        expect(shown).to_have_text(re.compile(_year_name(year + step)))


def _year_of(shown: Locator) -> int:
    first = re.search(r"(\d{4})", shown.inner_text())
    assert first is not None
    return int(first[1]) + 1


def _year_name(fiscal_year: int) -> str:
    return f"{fiscal_year - 1}.{fiscal_year % 100:02}"


def drop_file(page: Page, path: Path) -> None:
    """Choose a file on the data page and wait until it was checked."""
    page.get_by_label(re.compile("A CSV or Excel file|The file being looked at")).set_input_files(path)
    expect(page.get_by_role("heading", name="How the columns are read")).to_be_visible()


def choose_kind(page: Page, kind: str) -> None:
    """Say what the file holds."""
    page.get_by_label("What does it hold?").select_option(label=kind)
    checked(page)


def match_column(page: Page, header: str, field: str) -> None:
    """Correct what a column is taken for."""
    page.get_by_label(f"What is {header}?").select_option(label=field)
    checked(page)


def checked(page: Page) -> None:
    """Wait until the last correction was checked."""
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("heading", name="How the columns are read")).to_be_visible()


def save_match(page: Page, name: str) -> None:
    """Save the match of columns under a name, over one that has it."""
    page.get_by_role("button", name="Save this match…").click()
    dialog = page.get_by_role("dialog", name="Save the column match")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_role("button", name=re.compile("^(Save|Replace .*)$")).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text(f"Saved as “{name}”")).to_be_visible()


def store(page: Page, kind: str) -> None:
    """Store the file and see that it counts."""
    page.get_by_role("button", name=re.compile(r"^Store \d+ rows? as a new version$")).click()
    expect(page.get_by_role("status").get_by_text(re.compile(rf"{kind} stored as version \d+"))).to_be_visible()


def add_need_category(page: Page, name: str, code: str, *, duplicated: bool = False) -> None:
    """Teach the district another need category, unless it has it."""
    expect(page.get_by_role("button", name="Add a need category…")).to_be_visible()
    if page.get_by_text(code, exact=True).count() > 0:
        return
    page.get_by_role("button", name="Add a need category…").click()
    dialog = page.get_by_role("dialog", name="Add a need category")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Code").fill(code)
    if duplicated:
        dialog.get_by_text("One pupil may count more than once in it").click()
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_be_hidden()


def new_scenario(page: Page, name: str, start: str) -> None:
    """Create a scenario and open it."""
    page.get_by_role("button", name="New scenario").first.click()
    dialog = page.get_by_role("dialog", name="New scenario")
    dialog.get_by_label("Name").fill(name)
    dialog.locator("label", has_text=start).click()
    dialog.get_by_role("button", name="Create and open").click()
    expect(page.get_by_role("meter", name="Placed")).to_be_visible()


def open_scenario(page: Page, name: str) -> None:
    """Open a scenario from the list."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("meter", name="Placed")).to_be_visible()


def open_source(page: Page, name: str) -> Locator:
    """Open one source in the studio and return its card."""
    card = page.get_by_role("region", name=re.compile(rf"^{re.escape(name)}\b"))
    toggle = card.get_by_role("heading").first.get_by_role("button")
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    expect(card.get_by_label("How it is distributed")).to_be_visible()
    return card


def rule_of(card: Locator, place: int) -> Locator:
    """Return one of a source's rules."""
    return card.locator("fieldset").filter(has=card.page.get_by_label("Kind of rule")).nth(place)


def set_base_and_weights(rule: Locator, base: str, weights: Mapping[str, str]) -> None:
    """Make a rule pay a base amount times weights, typing each number."""
    rule.get_by_label("Kind of rule").select_option(label="Dollars per pupil")
    _type(rule.get_by_label("Base amount per pupil, in dollars"), base)
    _type_cells(rule, weights)


def set_dollars(rule: Locator, rates: Mapping[str, str]) -> None:
    """Make a rule pay typed dollars for each pupil."""
    rule.get_by_label("Kind of rule").select_option(label="Dollars per pupil")
    rule.get_by_text("typed in dollars", exact=True).click()
    _type_cells(rule, rates)


def name_rule(rule: Locator, name: str) -> None:
    """Give a rule the name that people read."""
    _type(rule.get_by_label("Name", exact=True), name)


def unfold(explanation: Locator) -> None:
    """Open every line of an explanation."""
    folded = explanation.locator("details:not([open]) > summary")
    expect(explanation.locator("summary").first).to_be_visible()
    while folded.count() > 0:
        folded.first.click()


def _type_cells(rule: Locator, values: Mapping[str, str]) -> None:
    for need, value in values.items():
        _type(rule.get_by_label(f"{need}, Every level", exact=True), value)


def _type(field: Locator, text: str) -> None:
    field.click()
    field.press("Control+a")
    field.press_sequentially(text)
    field.press("Enter")


def placed_dollars(page: Page) -> int:
    """Read off the bar how much is placed, in dollars."""
    text = page.get_by_role("meter", name="Placed").get_attribute("aria-valuetext") or ""
    return dollars_in(text)


def dollars_in(text: str) -> int:
    """Return the first amount of whole dollars in a text."""
    found = re.search(r"\$([\d,]+)", text)
    assert found is not None, text
    return int(found[1].replace(",", ""))


def column_of(table: Locator, header: str) -> Sequence[str]:
    """Return the texts of a column of a table, top to bottom, totals included."""
    headers = [text.strip() for text in table.locator("thead th").all_inner_texts()]
    place = next(at for at, text in enumerate(headers) if text.startswith(header))
    rows = table.locator("tbody tr:not([aria-hidden]), tfoot tr")
    return [row[place] for row in rows.evaluate_all("rows => rows.map((r) => [...r.cells].map((c) => c.innerText))")]


def tab_to(target: Locator) -> None:
    """Press Tab until a control has the focus, and see that every one on the way shows it."""
    expect(target).to_be_enabled()
    for _ in range(150):
        target.page.keyboard.press("Tab")
        hidden = target.page.evaluate(UNSEEN_FOCUS)
        assert hidden is None, f"the focus cannot be seen on {hidden}"
        if target.evaluate("control => control === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached by keyboard")


UNSEEN_FOCUS = """() => {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  const isOutlined = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px';
  const look = getComputedStyle(focused);
  // A number and its unit stand in one box, which shows the focus for both.
  const box = focused.matches('input[type=text]') ? focused.parentElement : null;
  const isSeen = isOutlined(look) || look.boxShadow !== 'none' || (box !== null && isOutlined(getComputedStyle(box)));
  return isSeen ? null : focused.outerHTML.slice(0, 200);
}"""


def ask_why(page: Page, figure: Locator, title: str = "Why") -> None:
    """Ask why of a sum in dollars: the window names it, tells it to the cent and who decided it, and goes again."""
    shown = _numbers(figure.inner_text())[0]
    figure.click()
    window = page.get_by_role("dialog")
    expect(window.get_by_text("How this was decided")).to_be_visible()
    expect(window.get_by_role("heading").first).to_have_text(re.compile(title))
    told = _numbers(window.inner_text())
    assert any(abs(number - shown) <= Decimal("0.5") for number in told), (shown, told[:20])
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
