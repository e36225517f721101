"""What a client is told when a service gives no answer."""

from http import HTTPStatus

from gateway.proxy.failures import AnswerLate, BodyLate, BodyTooLarge, Busy, CannotConnect, UpstreamFailure
from shared.problems import Refusal, TooLarge, Unavailable


class ServiceSilent(Refusal):
    """The service took longer than allowed."""

    status = HTTPStatus.GATEWAY_TIMEOUT
    code = "service_silent"
    title = "No answer in time"


class BadAnswer(Refusal):
    """The service's answer was lost or made no sense."""

    status = HTTPStatus.BAD_GATEWAY
    code = "answer_lost"
    title = "The answer was lost"


class BodyMissing(Refusal):
    """The client announced more than it sent."""

    status = HTTPStatus.REQUEST_TIMEOUT
    code = "body_late"
    title = "The rest of the body did not come"


class WrongAddress(Refusal):
    """The address cannot be handed on as it is written."""

    status = HTTPStatus.BAD_REQUEST
    code = "malformed_address"
    title = "The address cannot be read"


def refusal_for(failure: UpstreamFailure, service: str, most_body_bytes: int) -> Refusal:
    """Return what to tell the client."""
    unknown = "It may or may not have been carried out: try again with the same Idempotency-Key, or look."
    match failure:
        case CannotConnect() | Busy():
            return Unavailable(
                f"The part called {service} does not answer now. Nothing was changed; try again in a moment.",
                headers={"Retry-After": "2"},
            )
        case AnswerLate():
            return ServiceSilent(f"The part called {service} did not answer in time. {unknown}")
        case BodyTooLarge():
            return TooLarge(f"A body may have {most_body_bytes:,} bytes here. Send less.")
        case BodyLate():
            return BodyMissing("The rest of the body did not come in time. Send the request again.")
        case _:
            return BadAnswer(f"The answer of the part called {service} was lost. {unknown}")
