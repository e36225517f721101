"""Which need category a header or a cell means."""

from dataclasses import dataclass, field

from services.allocation.domain.importing.identifiers import is_identifier
from services.allocation.domain.importing.synonyms import COUNT_WORDS, NEED_NAMES
from services.allocation.domain.importing.vocabulary import NeedCategoryDefinition
from services.allocation.domain.importing.words import normal

_GROUP_OF = {normal(name): group for group, names in NEED_NAMES.items() for name in names}


@dataclass(slots=True)
class NeedReader:
    """Finds the district's need category; with unknown categories, the well-known names and any code."""

    categories: tuple[NeedCategoryDefinition, ...] | None
    known: list[str] = field(init=False)
    _by_name: dict[str, str] = field(init=False, default_factory=dict)
    _by_group: dict[str, str] = field(init=False, default_factory=dict)
    _cells: dict[str, str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.known = [item.need_category for item in self.categories or ()]
        for item in self.categories or ():
            self._by_name.setdefault(normal(item.need_category), item.need_category)
            self._by_name.setdefault(normal(item.name), item.need_category)
        for item in self.categories or ():
            group = _GROUP_OF.get(normal(item.need_category)) or _GROUP_OF.get(normal(item.name))
            if group is not None:
                self._by_group.setdefault(group, item.need_category)
        if self.categories is None:
            self._by_group = {group: group for group in NEED_NAMES}

    def of_cell(self, text: str) -> str | None:
        """Return the category of a cell of a long table."""
        if text not in self._cells:
            self._cells[text] = self._read(text)
        return self._cells[text]

    def _read(self, text: str) -> str | None:
        if text in self.known:
            return text
        if self.categories is None:
            # Without a list of categories a code stays what it is: renaming it would be a silent change.
            return text if is_identifier(text) else None
        found, _ = self.of_header(text)
        return found

    def of_header(self, header: str) -> tuple[str | None, int]:
        """Return the category that a header names and how sure that is, in basis points."""
        name = normal(header)
        if name in self._by_name:
            return self._by_name[name], 9_800
        without = " ".join(word for word in name.split() if word not in COUNT_WORDS)
        if without and without in self._by_name:
            return self._by_name[without], 9_500
        for candidate, sure in ((name, 9_300), (without, 9_000)):
            group = _GROUP_OF.get(candidate)
            if group in self._by_group:
                return self._by_group[group], sure
        return self._by_part(name)

    def _by_part(self, name: str) -> tuple[str | None, int]:
        """Look for the longest known name within the header, as in "FRPM count (ages 5-17)"."""
        padded = f" {name} "
        best: tuple[int, str] | None = None
        for known, group in _GROUP_OF.items():
            # "all", "el" and other short or bare words say too little inside a longer header.
            if group != "all" and len(known) > 2 and f" {known} " in padded and group in self._by_group:
                candidate = (len(known), self._by_group[group])
                best = max(best, candidate) if best else candidate
        return (best[1], 7_000) if best else (None, 0)
