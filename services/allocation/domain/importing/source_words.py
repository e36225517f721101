"""Which revenue source a header or a cell means."""

import re
from dataclasses import dataclass, field

from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.synonyms import MONEY_WORDS
from services.allocation.domain.importing.words import normal, slug

_CODE = re.compile(r"[0-9]{3,}")


@dataclass(slots=True)
class SourceReader:
    """Finds a source by id, name or account code; with unknown sources any well-formed code is one."""

    sources: tuple[tuple[str, str, str], ...] | None
    known: set[str] = field(init=False, default_factory=set)
    _by_name: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for source_id, name, account_code in self.sources or ():
            self.known.add(source_id)
            for text in (source_id, name, account_code):
                if text:
                    self._by_name.setdefault(normal(text), source_id)

    def of_cell(self, text: str) -> str | None:
        """Return the source of a cell of a long table."""
        if self.sources is None:
            return text if is_identifier(text) else None
        return text if text in self.known else self._by_name.get(normal(text))

    def of_header(self, header: str) -> tuple[str | None, int, str]:
        """Return the source that a header of a wide table names, how sure that is, and why."""
        name = normal(header)
        bare = " ".join(word for word in name.split() if word not in MONEY_WORDS) or name
        if self.sources is None:
            return slug(bare) or None, 5_000, "sources are not known yet: the code is made of the header"
        for candidate in (name, bare):
            if candidate in self._by_name:
                return self._by_name[candidate], 9_500, "the header is the id, name or account of this source"
        for code in _CODE.findall(name):
            if code in self._by_name:
                return self._by_name[code], 8_500, f"the header holds the code {code} of this source"
        inside = [(len(known), source) for known, source in self._by_name.items() if f" {known} " in f" {bare} "]
        if inside:
            return max(inside)[1], 7_000, "the header holds the name of this source"
        return None, 0, "no known source has this name"
