"""The surveys service."""

from shared.app import build_service

app = build_service(
    "surveys",
    summary="Stakeholder surveys and the readiness assessment.",
    description="Alive, with its own database, migrations and address; its operations are still to come.",
)
