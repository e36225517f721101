"""Every page and every state of it, opened in turn in a language and checked for what it owes to everyone."""

from typing import Final

from playwright.sync_api import Page

from tests.e2e.conftest import OpenPage
from tests.e2e.everyone import AXE, english_of, owed, words_of
from tests.e2e.page_states import STATES, State
from tests.e2e.page_steps import ANSWERS

PARTS: Final = 6  # each opens its share of the states, so that a fault in one is known while the others go on


def faults_in_every_state(language: str, part: int, open_page: OpenPage) -> list[str]:
    """Bring the pages into a part of the states, in a language, and return what is wrong there."""
    say = words_of(language).__getitem__
    found: list[str] = []
    pages: dict[str | None, Page] = {}
    for state in STATES[part::PARTS]:
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
        found += [f"{state.name}, {fault}" for fault in owed(page, translated=language != "en")]
        if language == "es" and state.path != "/kit":
            found += [f"{state.name}, {fault}" for fault in english_of(page)]
    return found


def _answer_for(page: Page, state: State) -> None:
    page.unroute_all()
    if state.answer is not None:
        page.route(ANSWERS, state.answer)
