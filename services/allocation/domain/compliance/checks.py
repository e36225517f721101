"""What a check of a legal rule says: passed, failed, or why nobody can tell yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from services.allocation.domain.compliance.words import words
from services.allocation.domain.phrases import Language

Outcome = Literal["passed", "failed", "attention", "not_enough_data", "not_applicable"]
Unit = Literal["cents", "count", "share_bp", "text"]


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence by its key, with the values that stand in it: figures and names, never words of a language."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the sentence."""
        return words(self.key, language).format(**self.values)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number a check rests on. ``label`` is the key of its words."""

    label: str
    value: int | str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Check:
    """One rule, tested.

    Attributes:
        code: The rule; its title is the words ``title.<code>``.
        cite: Where the rule stands in the law, or the key of words that say so.
        finding: What was found.
        remedy: What to do; None where there is nothing to do.
        schools: The ids of the schools concerned.
    """

    code: str
    cite: str
    outcome: Outcome
    finding: Say
    remedy: Say | None = None
    figures: tuple[Figure, ...] = ()
    schools: tuple[str, ...] = ()

    def to_json_dict(self, language: Language) -> dict[str, Any]:
        """Return the check as plain values, in words of the language."""
        return {
            "code": self.code,
            "title": words(f"title.{self.code}", language),
            "cite": words(self.cite, language, otherwise=self.cite),
            "outcome": self.outcome,
            "finding": self.finding.text(language),
            "remedy": None if self.remedy is None else self.remedy.text(language),
            "figures": [
                {"label": words(f"figure.{each.label}", language), "value": each.value, "unit": each.unit}
                for each in self.figures
            ],
            "school_ids": list(self.schools),
        }


def share_bp(share: Fraction) -> int:
    """Return a share in basis points, rounded half up; for showing, never for comparing.

    >>> share_bp(Fraction(120, 364))
    3297
    """
    return int(share * 10_000 + Fraction(1, 2))


def percent(share: Fraction) -> str:
    """Return a share as people read it, with one decimal.

    >>> percent(Fraction(120, 364))
    '33.0%'
    """
    tenths = int(share * 1_000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"
