"""Every sentence of this service, with those of all services."""

from typing import Final

from services.allocation.spanish import (
    columns,
    expressions,
    files,
    imports,
    labels,
    library,
    library_names,
    notes,
    policies,
    refusals,
    results,
)
from shared.sentences import Sentences
from shared.spanish import SENTENCES as SHARED

SENTENCES: Final = Sentences(
    SHARED,
    refusals.SENTENCES,
    results.SENTENCES,
    policies.SENTENCES,
    expressions.SENTENCES,
    imports.SENTENCES,
    columns.SENTENCES,
    files.SENTENCES,
)

VERSION_NOTES: Final = Sentences(notes.SENTENCES)
"""Notes of saved versions that the program wrote; a person's own stay as they are."""

LABELS: Final = Sentences(labels.SENTENCES)
"""Labels that the program gives; a person's own stay as they are."""

LIBRARY: Final = Sentences(library.SENTENCES, library_names.SENTENCES)
"""Names and texts of the library of formulas, apart from what people call theirs."""
