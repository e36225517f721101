"""A checklist as lines: each rule with its sign, what was found, where the law says so and what to do."""

from collections.abc import Iterable, Iterator

from services.allocation.domain.compliance.checks import Check
from services.allocation.domain.phrases import Language

_SIGNS = {"passed": "ok", "failed": "NO", "attention": "?", "not_enough_data": "?", "not_applicable": "-"}


def check_lines(checks: Iterable[Check], language: Language) -> Iterator[str]:
    """Return the lines in words of the language."""
    for check in checks:
        said = check.to_json_dict(language)
        yield f"[{_SIGNS[check.outcome]:>2}] {said['title']}: {said['finding']} ({said['cite']})"
        if said["remedy"]:
            yield f"     -> {said['remedy']}"
