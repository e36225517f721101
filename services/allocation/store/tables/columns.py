"""What all tables share."""

from sqlalchemy import Column, DateTime, MetaData

metadata = MetaData()
AT = DateTime(timezone=True)


def required(name: str, kind: object) -> Column[object]:
    """Return a column that is never empty."""
    return Column(name, kind, nullable=False)  # type: ignore[arg-type]  # any type, class or instance
