"""The analytics service."""

from shared.app import build_service

app = build_service(
    "analytics",
    summary="Equity, outcomes and change over the years.",
    description="Alive, with its own database, migrations and address; its operations are still to come.",
)
