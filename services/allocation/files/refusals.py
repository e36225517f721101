"""Files that cannot be read, and what the sender can do about it."""

from services.allocation.domain.importing.faults import Fault


class UnreadableFile(ValueError):
    """A file is refused as a whole.

    Attributes:
        code: A stable code, such as ``old_excel_file``.
        message: What is wrong, in one sentence.
        remedy: What to do.
        row: The row where it was noticed, where there is one.
    """

    def __init__(self, code: str, message: str, remedy: str, row: int | None = None) -> None:
        self.code = code
        self.message = message
        self.remedy = remedy
        self.row = row
        super().__init__(f"{message} {remedy}")

    def to_fault(self, file_name: str) -> Fault:
        """Return the refusal in the form of the other faults of an import."""
        return Fault(file_name, self.row, None, None, self.code, self.message, self.remedy)
