"""Texts that leave in the reader's language; what is stored and hashed stays as the domain wrote it."""

from typing import Annotated

import orjson
from pydantic import AfterValidator

from services.allocation.api.result_parts import Parts, with_parts
from services.allocation.spanish.catalog import SENTENCES, VERSION_NOTES
from services.allocation.usecases.result_bytes import ResultBytes
from shared.sentences import reader_language

spoken = SENTENCES.say
"""Return an English text in the language of whoever reads the answer."""

Spoken = Annotated[str, AfterValidator(spoken)]
"""A text of an answer that the reader gets in his or her language."""

SpokenNote = Annotated[str, AfterValidator(VERSION_NOTES.say)]
"""The note of a saved version: what the program wrote comes in the reader's language, what a person wrote as it is."""


def in_words(result: ResultBytes, parts: Parts) -> bytes:
    """Return a result's JSON for its reader: in English, with all parts, the very bytes that are hashed."""
    document = with_parts(result.document, parts)
    if reader_language.get() != "en" and document["findings"]:
        findings = [finding | {"message": spoken(finding["message"])} for finding in document["findings"]]
        document = document | {"findings": findings}
    return result.body if document is result.document else orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
