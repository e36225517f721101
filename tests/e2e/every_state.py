"""Every page and every state of it, opened in turn in a language and checked for what it owes to everyone.

Axe in three languages at three widths would be nine runs for each state. In the suite each language meets a state at
one width, another for each language and for each state next to it; `make every-width` does all nine.
"""

import os
from collections.abc import Collection
from typing import Final

from playwright.sync_api import Page

from tests.e2e.conftest import OpenPage
from tests.e2e.everyone import AXE, WIDTHS, owed, sideways_of
from tests.e2e.page_states import STATES, State
from tests.e2e.page_steps import ANSWERS
from tests.e2e.page_words import PSEUDO, english_of, in_pseudo, plain_of, words_of

PARTS: Final = 6  # each opens its share of the states, so that a fault in one is known while the others go on
LANGUAGES: Final = ("en", PSEUDO, "es")


def faults_in_every_state(language: str, part: int, open_page: OpenPage) -> list[str]:
    """Bring the pages into a part of the states, in a language, and return what is wrong there."""
    say = words_of(language).__getitem__
    found: list[str] = []
    pages: dict[str | None, Page] = {}
    for number, state in list(enumerate(STATES))[part::PARTS]:
        if state.role not in pages:
            pages[state.role] = open_page(state.role, locale=f"{language}-US")
            pages[state.role].add_init_script(path=AXE)
        page = pages[state.role]
        _answer_for(page, state)
        page.set_viewport_size({"width": 1366, "height": 800})
        page.goto(state.path)
        try:
            state.prepare(page, say)
        except AssertionError as error:
            found.append(f"{state.name}: {str(error)[:600]}")
            continue
        wrong = owed(page, axe_at=widths_for(number, language), at_night=language == "en")
        wrong += sideways_of(page) if language == "en" else ()
        has_samples = state.path == "/kit"  # which are in English
        if language == "es":
            wrong += () if has_samples else english_of(page)
        else:
            in_pseudo(page)
            seen = owed(page, axe_at=widths_for(number, PSEUDO), at_night=False)
            wrong += [f"{PSEUDO}, {fault}" for fault in seen]
            wrong += () if has_samples else plain_of(page)
        found += [f"{state.name}, {fault}" for fault in wrong]
    return found


def widths_for(number: int, language: str) -> Collection[int]:
    """Return the widths at which axe sees the state of this number in a language."""
    if "SSFR_EVERY_WIDTH" in os.environ:
        return WIDTHS
    return (WIDTHS[(number + LANGUAGES.index(language)) % len(WIDTHS)],)


def _answer_for(page: Page, state: State) -> None:
    page.unroute_all()
    if state.answer is not None:
        page.route(ANSWERS, state.answer)
