"""Typst, with its own fonts only, so that a document looks the same wherever it is made."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

_FOLDER = Path(__file__).parent


class Setter:
    """Sets one template, again and again."""

    def __init__(self, template: str) -> None:
        self._compiler = typst.Compiler(
            str(_FOLDER / f"{template}.typ"),
            root=str(_FOLDER),
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
            sys_inputs={"data": "{}"},
        )

    def pdf(self, data: Mapping[str, Any], moment: datetime) -> bytes:
        """Return the document as a tagged PDF that follows PDF/UA-1; the same data and moment give the same bytes."""
        content = self._compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(moment.timestamp()),
        )
        assert isinstance(content, bytes), "one document is one file"
        return content
