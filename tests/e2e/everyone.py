"""What every page owes to everyone: checks of a page as it stands, and its words in both languages."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Final

from playwright.sync_api import Page

from gateway.spanish import SENTENCES as GATEWAY
from services.allocation.spanish.catalog import LIBRARY, VERSION_NOTES
from services.allocation.spanish.catalog import SENTENCES as ALLOCATION
from tests.conftest import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
LOCALES = ROOT / "frontend" / "src" / "locales"
PHONE_WIDTH, DESK_WIDTH = 390, 1366
WIDTHS = (320, PHONE_WIDTH, DESK_WIDTH)
# Words of the services between two values; shorter ones stand in any language.
ENGLISH: Final = sorted(
    {
        literal.strip()
        for catalog in (ALLOCATION, GATEWAY, LIBRARY, VERSION_NOTES)
        for english, spanish in catalog.spanish.items()
        for literal, *_ in Formatter().parse(english)
        if len(literal.strip()) >= 20 and literal.strip() not in spanish
    }
)


def words_of(language: str) -> dict[str, str]:
    """Return the pages' texts in a language, by their English."""
    catalog = (LOCALES / f"{language}.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', catalog + "\n", re.MULTILINE)
    return {_joined(source): _joined(text) for source, text in pairs}


def _joined(lines: str) -> str:
    text = "".join(line[1:-1] for line in lines.splitlines())
    return text.replace('\\"', '"').replace("\\n", "\n")


def faults_of(page: Page, *, colours_only: bool = False) -> Iterator[str]:
    """Yield what axe finds wrong with the page as it stands."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if colours_only:
        options["runOnly"] = ["color-contrast"]
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    for fault in found:
        for node in fault["nodes"][:2]:
            yield f"{fault['id']}: {node['html'][:200]} {node['any'][0]['message'] if node['any'] else ''}"


def english_of(page: Page) -> Iterator[str]:
    """Yield what a service says in English on a page that is read in Spanish."""
    shown = page.locator("body").inner_text()
    yield from (f"in English: {each}" for each in ENGLISH if each in shown)


def overflow_of(page: Page) -> Iterator[str]:
    """Yield by how many pixels the page is wider than the window, and what sticks out."""
    wide = page.evaluate(
        """() => {
          const room = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - room;
          if (over <= 0) return null;
          const isOut = (part) => part.getBoundingClientRect().right > room + 1;
          const out = [...document.querySelectorAll('body *')].filter(isOut);
          return `${over} px too wide: ${out.at(-1)?.outerHTML.slice(0, 160)}`;
        }"""
    )
    if wide is not None:
        yield str(wide)


def motion_of(page: Page) -> Iterator[str]:
    """Yield what moves although the person asked for no motion."""
    moving = page.evaluate(
        """() => document.getAnimations()
          .filter((a) => a.playState === 'running' && Number(a.effect.getComputedTiming().duration) > 20)
          .map((a) => a.effect.target?.outerHTML.slice(0, 120))"""
    )
    yield from (f"moves: {each}" for each in moving)


def owed(page: Page, *, translated: bool = False) -> list[str]:
    """Check the page: axe on a desk and a phone, room and rest at each width, colours at night.

    Of a translated page only what other words can change: names at one width, and room for longer ones.
    """
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        by_axe = faults_of(page) if width == PHONE_WIDTH or (width == DESK_WIDTH and not translated) else ()
        found += [f"{width} px: {fault}" for faults in (by_axe, overflow_of(page), motion_of(page)) for fault in faults]
    return found if translated else found + [f"dark: {fault}" for fault in faults_at_night(page)]


def faults_at_night(page: Page) -> list[str]:
    """Judge the contrast of dark colours."""
    page.emulate_media(color_scheme="dark")
    # Colours fade over; judged is where they come to rest.
    page.evaluate(
        """() => Promise.race([
          new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
            .then(() => Promise.allSettled(document.getAnimations().map((a) => a.finished))),
          new Promise((end) => setTimeout(end, 1000)),
        ])"""
    )
    found = list(faults_of(page, colours_only=True))
    page.emulate_media(color_scheme="light")
    return found
