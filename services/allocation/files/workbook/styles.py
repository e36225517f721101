"""How cells look: what may be changed, what is computed, and what is settled."""

from typing import Any, Literal

Style = Literal[
    "whole",
    "number",
    "money",
    "cents",
    "percent",
    "date",
    "text",
    "heading",
    "title",
    "group",
    "note",
    "label",
    "remark",
    "headline",
    "paragraph",
    "figure",
    "good",
    "head",
    "input_key",
    "formula_key",
    "settled_key",
]

_NUMBERS = {
    "whole": "#,##0",
    "number": "#,##0.00####",
    "money": '"$"#,##0.00',
    "cents": "#,##0",
    "percent": "0.00%",
    "date": "yyyy-mm-dd",
}
_INPUT = {"bg_color": "#FFF6D6", "font_color": "#1F3FA8", "border": 1, "border_color": "#E5D9A8"}
_SETTLED = {"bg_color": "#ECECF1", "font_color": "#4A4A55", "italic": True}
_PLAIN: dict[str, dict[str, Any]] = {
    "heading": {"bold": True, "font_size": 12, "font_color": "#1B3A6B", "top": 1, "top_color": "#B8C4D9"},
    "title": {
        "bold": True,
        "bg_color": "#1B3A6B",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "top",
    },
    "group": {"bold": True, "font_color": "#1B3A6B"},
    "note": {"font_size": 8, "font_color": "#5C6473", "text_wrap": True, "valign": "top"},
    "label": {},
    "remark": {"font_color": "#5C6473"},
    "headline": {"bold": True, "font_size": 18, "font_color": "#1B3A6B"},
    "paragraph": {"font_color": "#2B3442"},
    "figure": {"bold": True, "align": "left", "num_format": '"$"#,##0.00'},
    "good": {"bold": True, "font_color": "#1E6B3A"},
    "head": {"bold": True, "bg_color": "#1B3A6B", "font_color": "#FFFFFF", "text_wrap": True, "align": "right"},
    "input_key": _INPUT,
    "formula_key": {"border": 1, "border_color": "#D5DAE3"},
    "settled_key": _SETTLED,
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def of(self, style: Style, kind: str = "") -> Any:
        """Return a format."""
        key = style, kind
        if key not in self._made:
            look = dict(_PLAIN.get(style, {}))
            if style in _NUMBERS:
                look["num_format"] = _NUMBERS[style]
            if kind == "input":
                look |= _INPUT
            elif kind == "settled":
                look |= _SETTLED
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]
