"""The planning service."""

from services.planning.api import funding
from services.planning.spanish import SENTENCES
from shared.app import build_service
from shared.sentences import Sentences
from shared.spanish import SENTENCES as SHARED

app = build_service(
    "planning",
    summary="School plans and the money they are fitted to.",
    description="Shows each school its published caps by funding stream, as received from allocation.",
    routers=[funding.router],
    sentences=Sentences(SHARED, SENTENCES),
    tags=[{"name": "funding", "description": "What schools may spend, by stream."}],
)
