"""Texts that leave in the reader's language; what is stored and hashed stays as the domain wrote it."""

from typing import Annotated, Any

import orjson
from pydantic import AfterValidator

from services.allocation.spanish.catalog import LABELS, SENTENCES, VERSION_NOTES
from shared.sentences import reader_language

spoken = SENTENCES.say
"""Return an English text in the language of whoever reads the answer."""

Spoken = Annotated[str, AfterValidator(spoken)]
"""A text of an answer that the reader gets in his or her language."""

SpokenNote = Annotated[str, AfterValidator(VERSION_NOTES.say)]
"""The note of a saved version: what the program wrote comes in the reader's language, what a person wrote as it is."""

SpokenLabel = Annotated[str, AfterValidator(LABELS.say)]
"""What something is called: a label the program gave comes in the reader's language, a person's own as it is."""


def in_words(document: dict[str, Any], body: bytes | None) -> bytes:
    """Return a result's JSON for its reader; in English the bytes of the document, where they are made already."""
    if reader_language.get() != "en" and document["findings"]:
        findings = [finding | {"message": spoken(finding["message"])} for finding in document["findings"]]
        return orjson.dumps(document | {"findings": findings}, option=orjson.OPT_SORT_KEYS)
    return orjson.dumps(document) if body is None else body
