"""The document of everything that can be asked, and the page to read it on."""

from typing import Any, cast

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from gateway.api.caller import current_caller
from gateway.document.collect import PlatformDocument
from gateway.document.reader import PAGE
from gateway.security_headers import REFERENCE_POLICY
from shared.authorisation import SecuredRouter

router = SecuredRouter("gateway", caller_of=current_caller, prefix="/api", tags=["reference"])
_DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An OpenAPI 3.1 document.",
        "content": {"application/json": {"schema": {"type": "object", "required": ["openapi", "paths"]}}},
    },
    304: {"description": "The document has not changed since `If-None-Match`."},
}


@router.get("/openapi.json", response_model=None, responses=_DOCUMENT)
async def get_openapi_document(request: Request) -> Response:
    """Return the OpenAPI 3.1 document of the whole platform."""
    document = cast(PlatformDocument, request.app.state.document)
    headers = {"ETag": document.etag, "Cache-Control": "no-cache"}
    if document.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(document.text, media_type="application/json", headers=headers)


@router.get("/reference", response_class=HTMLResponse)
async def show_api_reference() -> HTMLResponse:
    """Show the document as a page that can be read and tried."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": REFERENCE_POLICY, "Cache-Control": "no-cache"})
