"""What can go wrong between the gateway and a service."""


class UpstreamFailure(Exception):
    """The service gave no answer that can be passed on."""


class CannotConnect(UpstreamFailure):
    """Nobody listens, or not in time: the request was never sent."""


class Busy(UpstreamFailure):
    """Every connection is taken: the request was never sent."""


class ConnectionLost(UpstreamFailure):
    """The connection ended before any answer: the request may or may not have been carried out."""


class AnswerBroken(UpstreamFailure):
    """The answer breaks the protocol or was cut short."""


class AnswerLate(UpstreamFailure):
    """No answer within the time allowed."""


class ClientGone(UpstreamFailure):
    """Whoever asked has left."""


class BodyTooLarge(UpstreamFailure):
    """The request's body is larger than allowed."""


class BodyLate(UpstreamFailure):
    """The client stopped sending the request's body."""
