"""The words of the other checks, in English and Spanish."""

CHECK_WORDS: dict[str, tuple[str, str]] = {}
