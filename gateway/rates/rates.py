"""Rate limits, counted in this process's memory: with n replicas a caller has up to n times as many."""

import math
import time
from http import HTTPStatus

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from gateway.rates.counter import Counter
from gateway.settings import GatewaySettings
from shared.problems import Refusal


class TooManyRequests(Refusal):
    """The caller asks more often than the installation allows."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_requests"
    title = "Too many requests"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"Wait {retry_after_s} seconds and try again.", headers={"Retry-After": str(retry_after_s)})


def _counter(limit: str) -> Counter:
    parsed = parse(limit)
    return Counter(parsed.amount, parsed.get_expiry())


class Rates:
    """Counts requests and refuses those above the limits of the settings."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._session = _counter(settings.rate_session)
        self._address = _counter(settings.rate_address)
        self._public = _counter(settings.rate_public)
        self._sign_in_address = parse(settings.rate_sign_in_address)
        self._sign_in_username = parse(settings.rate_sign_in_username)

    def request(self, session_key: str | None, address: str, now: float) -> None:
        """Count one request.

        Raises:
            TooManyRequests: The session, or all callers at its address together, have no more left.
        """
        wait_s = self._session.hit(session_key, now) if session_key is not None else 0
        if wait_s := wait_s or self._address.hit(address, now):
            raise TooManyRequests(wait_s)

    def public(self, address: str, now: float) -> None:
        """Count one request to what needs no sign-in and is calculated for whoever asks.

        Raises:
            TooManyRequests: All callers at the address together have no more left.
        """
        if wait_s := self._public.hit(address, now):
            raise TooManyRequests(wait_s)

    async def sign_in(self, username: str, address: str) -> None:
        """Count one attempt to sign in, right or wrong.

        Raises:
            TooManyRequests: This name, or this address, was tried too often.
        """
        await self.sign_in_from(address)
        await self._hit(self._sign_in_username, "sign-in name", username)

    async def sign_in_from(self, address: str) -> None:
        """Count one attempt to sign in whose name is not known yet.

        Raises:
            TooManyRequests: This address was tried from too often.
        """
        await self._hit(self._sign_in_address, "sign-in address", address)

    async def _hit(self, limit: RateLimitItem, kind: str, key: str) -> None:
        if not await self._limiter.hit(limit, kind, key):
            stats = await self._limiter.get_window_stats(limit, kind, key)
            raise TooManyRequests(max(1, math.ceil(stats.reset_time - time.time())))
