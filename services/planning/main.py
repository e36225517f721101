"""The planning service."""

from services.planning.api import funding
from shared.app import build_service

app = build_service(
    "planning",
    summary="School plans and the money they are fitted to.",
    description="Shows each school its published caps by funding stream, as received from allocation.",
    routers=[funding.router],
    tags=[{"name": "funding", "description": "What schools may spend, by stream."}],
)
