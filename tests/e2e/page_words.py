"""What pages say in each language, and what they owe to those who do not read English."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Final

from playwright.sync_api import Page, expect

from gateway.spanish import SENTENCES as GATEWAY
from services.allocation.spanish.catalog import LIBRARY, VERSION_NOTES
from services.allocation.spanish.catalog import SENTENCES as ALLOCATION
from tests.conftest import ROOT

LOCALES = ROOT / "frontend" / "src" / "locales"
PSEUDO: Final = "pseudo"  # accented English that is a third longer
MADE_UP: Final = re.compile("[àēĩō]{2}")  # what its words are longer by
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


def literals_in(folder: Path) -> Iterator[str]:
    """Yield every text on one line of the programs in a folder."""
    for program in folder.rglob("*.py"):
        yield from re.findall(r'"([^"\n]+)"', program.read_text(encoding="utf-8"))


def _joined(lines: str) -> str:
    text = "".join(line[1:-1] for line in lines.splitlines())
    return text.replace('\\"', '"').replace("\\n", "\n")


# What a page says by itself: what services and the demo district say too may have come from there. What a page suggests
# is kept in the language in which it was taken, and a message that goes by itself is said once.
SUGGESTED: Final = {
    "Hard-to-staff stipend",
    "Limits of change",
    "Move the sliders and see what happens to schools. Then send your proposal to the district.",
    "Phase-in",
    "Revenue trigger",
    "The invitation is ready. Copy its link and share it.",
}
OWN_WORDS: Final = (
    {text for text in words_of("en") if re.search(r"[a-z]{2}", text) and "{" not in text}
    - {text for folder in ("services", "deploy/demo") for text in literals_in(ROOT / folder)}
    - SUGGESTED
)


def english_of(page: Page) -> Iterator[str]:
    """Yield what a service says in English on a page that is read in Spanish."""
    shown = page.locator("body").inner_text()
    yield from (f"in English: {each}" for each in ENGLISH if each in shown)


def in_pseudo(page: Page) -> None:
    """Let the page as it stands speak the made-up language, as if it was chosen in another tab."""
    page.evaluate(
        """(newValue) => dispatchEvent(new StorageEvent('storage', { key: 'ssfr.language', newValue }))""", PSEUDO
    )
    expect(page.locator("body")).to_contain_text(MADE_UP)


def plain_of(page: Page) -> Iterator[str]:
    """Yield what a page in the made-up language still says in English: no language would reach it."""
    shown = page.evaluate(
        """() => {
          const said = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) said.push(walker.currentNode.data);
          for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
            for (const part of document.querySelectorAll(`[${name}]`)) said.push(part.getAttribute(name));
          return said;
        }"""
    )
    yield from (f"not translated: {each}" for each in sorted({one.strip() for one in shown} & OWN_WORDS))
