"""The page of every refusal: its code, cause and remedy, as Markdown for docs/ and as the page the gateway serves."""

import html
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from deploy.documents.remedies import REMEDIES
from shared.problem_handlers import problem_type
from shared.problems import PROBLEMS_PAGE, Refusal

_PACKAGES: Final = ("shared", "gateway", "services")
# Test tools and programs refuse nothing over HTTP, and importing a program runs it.
_UNASKED: Final = (".__main__", ".migrations.", "shared.testkit")

_MARKDOWN: Final = """# Problems

Every refusal is `application/problem+json` (RFC 9457). Its `type` leads to the code's place on the page `{page}`, which
every installation serves to anybody: `{example}`. Programs decide by `code`, which stays the
same between releases; `title` and `detail` are for people, in the language of `Accept-Language`. `detail` is about the
case at hand, `errors` lists each fault with its place and remedy, and `trace_id` finds the request in the logs.

This page is written by `make api`.

| code | status | cause | remedy |
| --- | --- | --- | --- |
"""
_HTML: Final = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>SSFR: problems</title>
    <link rel="stylesheet" href="{page}/style.css">
  </head>
  <body>
    <main>
      <h1>Problems</h1>
      <p>Every refusal names one of these codes. Its <code>detail</code> is about the case at hand, and
        <code>errors</code> lists each fault with its place. What can be asked stands in the
        <a href="/api/reference">API reference</a>.</p>
{problems}
    </main>
  </body>
</html>
"""
_HTML_PROBLEM: Final = """      <section id="{place}">
        <h2><code>{code}</code> <span>{statuses} {title}</span></h2>
        <p>{cause}</p>
        <p>{remedy}</p>
      </section>"""


@dataclass(frozen=True, slots=True)
class Described:
    """One code as the page shows it."""

    code: str
    statuses: tuple[int, ...]
    title: str
    cause: str
    remedy: str


def refusals() -> list[type[Refusal]]:
    """Return every refusal that the code can raise, the general ones first."""
    for name in _PACKAGES:
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not any(part in f"{module.name}." for part in _UNASKED):
                import_module(module.name)
    found = set(_below(Refusal))
    return sorted(found, key=lambda each: (not each.__module__.startswith("shared."), each.__module__, each.__name__))


def described() -> list[Described]:
    """Return every code once; where several refusals share one, the most general describes it."""
    by_code: dict[str, list[type[Refusal]]] = {}
    for refusal in refusals():
        by_code.setdefault(refusal.code, []).append(refusal)
    return [
        Described(
            code,
            tuple(sorted({int(each.status) for each in sharing})),
            sharing[0].title,
            _first_paragraph(sharing[0].__doc__ or ""),
            REMEDIES[code],
        )
        for code, sharing in sorted(by_code.items())
    ]


def markdown() -> str:
    """Return the page for docs/."""
    head = _MARKDOWN.format(page=PROBLEMS_PAGE, example=problem_type("changed_meanwhile"))
    return head + "".join(
        f"| `{each.code}` | {_listed(each.statuses)} | **{each.title}**: {each.cause} | {each.remedy} |\n"
        for each in described()
    )


def web_page() -> str:
    """Return the page that the gateway serves."""
    problems = "\n".join(
        _HTML_PROBLEM.format(
            place=problem_type(each.code).partition("#")[2],
            code=each.code,
            statuses=_listed(each.statuses),
            title=html.escape(each.title),
            cause=_marked(each.cause),
            remedy=_marked(each.remedy),
        )
        for each in described()
    )
    return _HTML.format(page=PROBLEMS_PAGE, problems=problems)


def _below(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)


def _first_paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


def _listed(statuses: tuple[int, ...]) -> str:
    return ", ".join(map(str, statuses))


def _marked(text: str) -> str:
    parts = html.escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))
