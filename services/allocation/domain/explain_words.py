"""An explanation in sentences that a parent can read: what the amount is, and where its largest parts come from."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from services.allocation.domain.explanation import Explanation, money, number
from services.allocation.domain.phrases import Language, in_language, worded

MOST_PARTS = 4
DEEPEST = 3

_WORDS: dict[str, tuple[str, str]] = {
    "is": ("{label}: {value}.", "{label}: {value}."),
    "one": ("All of it comes from {first}.", "Todo proviene de: {first}."),
    "sum": ("It is {parts} together.", "Es la suma de {parts}."),
    "part": ("{value} ({label})", "{value} ({label})"),
    "and": ("{first} and {last}", "{first} y {last}"),
    "more": ("{value} (other parts)", "{value} (otras partes)"),
    "share": (
        "{label}: {pool} is shared. The measure is {unit}. This school has {own} of {all}, so it gets {value}.",
        "{label}: se reparten {pool}. La medida es: {unit}. Esta escuela tiene {own} de {all}, así que recibe {value}.",
    ),
    "times": ("{label}: {formula}.", "{label}: {formula}."),
    "less": ("less {value} ({label})", "menos {value} ({label})"),
}
_UNITS: dict[str, tuple[str, str]] = {
    "weighted_pupils": (
        "weighted pupils, where a pupil with more needs counts more",
        "alumnado ponderado, en el que cuenta más quien tiene más necesidades",
    ),
    "pupils": ("pupils", "estudiantes"),
    "dollars": ("dollars gained", "dólares ganados"),
    "index": ("the district’s index", "el índice del distrito"),
}


def in_words(tree: Explanation, language: Language = "en") -> list[str]:
    """Return short sentences, the most important first; the tree has every detail."""
    # A figure that goes on ends in an ellipsis; the sentence needs no full stop of its own after it.
    return [sentence.replace("….", "…") for sentence in _sentences(tree, language, 0)]


def _sentences(node: Explanation, language: Language, depth: int) -> Iterator[str]:
    label, value = node.label.render(language), _shown(node)
    parts = _parts(node)
    if node.operation == "apportion":
        own, pool, everyone = node.children[:3]
        measure = _UNITS.get(own.unit)
        yield worded(
            _WORDS,
            "share",
            language,
            label=label,
            pool=_shown(pool),
            unit=in_language(measure, language) if measure else own.unit,
            own=_shown(own),
            all=_shown(everyone),
            value=value,
        )
        return
    if depth == 0:
        yield worded(_WORDS, "is", language, label=label, value=value)
    if node.operation == "product" or (node.operation == "formula" and node.formula and not parts):
        yield worded(_WORDS, "times", language, label=label, formula=node.formula)
        return
    if not parts or depth >= DEEPEST:
        return
    if len(parts) == 1:
        if depth == 0:
            yield worded(_WORDS, "one", language, first=_quiet(parts[0].label.render(language)))
    else:
        listed = _joined([_part(part, language) for part in parts[:MOST_PARTS]] + _rest(parts, language), language)
        sentence = worded(_WORDS, "sum", language, parts=listed)
        yield sentence if depth == 0 else f"{label}: {value}. {sentence}"
    for part in parts[:MOST_PARTS]:
        yield from _sentences(part, language, depth + 1)


def _parts(node: Explanation) -> list[Explanation]:
    """Return the parts that make the figure, largest first."""
    if node.operation != "sum":
        return []
    parts = [child for child in node.children if child.exact and child.unit == node.unit]
    return sorted(parts, key=lambda part: _size(part.exact or Fraction()), reverse=True)


def _size(exact: Fraction) -> float:
    """Return how large a part is, near enough to put it in its place among its neighbours."""
    return abs(exact.numerator) / exact.denominator


def _part(part: Explanation, language: Language) -> str:
    name = "less" if (part.exact or Fraction()) < 0 else "part"
    shown = _shown(part).removeprefix("-")
    return worded(_WORDS, name, language, value=shown, label=_quiet(part.label.render(language)))


def _rest(parts: Sequence[Explanation], language: Language) -> list[str]:
    rest = sum((part.exact or Fraction() for part in parts[MOST_PARTS:]), Fraction())
    if not rest:
        return []
    return [worded(_WORDS, "more", language, value=money(rest) if parts[0].unit == "dollars" else number(rest))]


def _joined(parts: Sequence[str], language: Language) -> str:
    if len(parts) == 1:
        return parts[0]
    return worded(_WORDS, "and", language, first=", ".join(parts[:-1]), last=parts[-1])


def _quiet(label: str) -> str:
    for start in ("From ", "De "):
        label = label.removeprefix(start)
    return label


def _shown(node: Explanation) -> str:
    exact = node.exact or Fraction()
    if node.unit in {"dollars", "dollars_per_pupil", "pool"}:
        return money(exact)
    return f"{number(exact)} %" if node.unit == "percent" else number(exact)
