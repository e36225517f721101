"""What every page owes to everyone: checks of a page as it stands."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE_WIDTH, DESK_WIDTH = 390, 1366
SMALL_PHONE_WIDTH: Final = 375
WIDTHS = (320, PHONE_WIDTH, DESK_WIDTH)
# When all that hangs on the last change has been drawn. A page that nothing changes may be given no frame at all.
DRAWN: Final = """() => Promise.race([
  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  new Promise((end) => setTimeout(end, 1000)),
])"""
# Rules that axe leaves off by itself: those that Lighthouse turns on, so that nothing found here is its full score for
# accessibility, and the size of what is touched.
MORE_RULES: Final = ("identical-links-same-purpose", "table-fake-caption", "target-size", "td-has-header")


def faults_of(page: Page, *, colours_only: bool = False) -> Iterator[str]:
    """Yield what axe finds wrong with the page as it stands."""
    # Style sheets are read for a rule about turned screens alone, which axe has not on; media are for one that is.
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    if colours_only:
        options["runOnly"] = ["color-contrast"]
    else:
        options["rules"] = {rule: {"enabled": True} for rule in MORE_RULES}
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    for fault in found:
        for node in [node for node in fault["nodes"] if not _is_scrolled_under(fault["id"], node)][:2]:
            yield f"{fault['id']}: {node['html'][:200]} {_why(node)}"


def _is_scrolled_under(rule: str, node: dict[str, Any]) -> bool:
    """Whether this is a row under the head of its table, from where it comes out again."""
    return rule == "target-size" and "obscured" in _why(node)


def _why(node: dict[str, Any]) -> str:
    return str(node["any"][0]["message"]) if node["any"] else ""


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


def sideways_of(page: Page) -> Iterator[str]:
    """Yield what scrolls sideways inside itself on a small phone."""
    page.set_viewport_size({"width": SMALL_PHONE_WIDTH, "height": 800})
    page.evaluate(DRAWN)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter((box) => box.scrollWidth > box.clientWidth && box.clientWidth > 0 && !box.matches('input, textarea'))
          .filter((box) => ['auto', 'scroll'].includes(getComputedStyle(box).overflowX) && box.checkVisibility())
          .map((box) => `${box.scrollWidth} px in ${box.clientWidth}: ${box.outerHTML.slice(0, 160)}`)"""
    )
    yield from (f"{SMALL_PHONE_WIDTH} px: scrolls sideways, {box}" for box in boxes)


def motion_of(page: Page) -> Iterator[str]:
    """Yield what moves although the person asked for no motion."""
    moving = page.evaluate(
        """() => document.getAnimations()
          .filter((a) => a.playState === 'running' && Number(a.effect.getComputedTiming().duration) > 20)
          .map((a) => a.effect.target?.outerHTML.slice(0, 120))"""
    )
    yield from (f"moves: {each}" for each in moving)


def owed(page: Page, *, axe_at: Collection[int] = (PHONE_WIDTH, DESK_WIDTH), at_night: bool = True) -> list[str]:
    """Check the page: room and rest at each width, axe at those that are asked for, colours at night."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(DRAWN)  # charts take the size of their room when it is there
        by_axe = faults_of(page) if width in axe_at else ()
        found += [f"{width} px: {fault}" for faults in (by_axe, overflow_of(page), motion_of(page)) for fault in faults]
    return found + faults_at_night(page) if at_night else found


def faults_at_night(page: Page) -> list[str]:
    """Judge the contrast of dark colours."""
    page.emulate_media(color_scheme="dark")
    # Colours fade over; judged is where they come to rest.
    page.evaluate(
        f"""() => Promise.race([
          ({DRAWN})().then(() => Promise.allSettled(document.getAnimations().map((a) => a.finished))),
          new Promise((end) => setTimeout(end, 1000)),
        ])"""
    )
    found = [f"dark: {fault}" for fault in faults_of(page, colours_only=True)]
    page.emulate_media(color_scheme="light")
    return found
