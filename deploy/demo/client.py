"""The gateway as a person's client sees it: sign in, ask, and be told plainly what was refused."""

from types import TracebackType
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx


class Refused(RuntimeError):
    """The gateway refused a request; the message holds its problem document."""


class DemoClient:
    """Signed in as one demonstration account for each role that the loading needs."""

    def __init__(self, gateway: str) -> None:
        self._http = httpx.Client(base_url=gateway, timeout=60, trust_env=False)
        self._tokens: dict[str, str] = {}
        self._accounts: dict[str, tuple[str, str]] = {}

    def __enter__(self) -> "DemoClient":
        """Use as a context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, role: str, path: str, **parameters: str | int) -> httpx.Response:
        """Read something."""
        return self._send(role, "GET", path, params=parameters)

    def post(self, role: str, path: str, once: str | None = None, **content: Any) -> httpx.Response:
        """Create something; ``once`` names the deed, so that repeating it after a failure does it once."""
        headers = {} if once is None else {"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"ssfr-demo/{once}"))}
        return self._send(role, "POST", path, headers=headers, **content)

    def replace(self, role: str, path: str, document: object, **parameters: str | int) -> httpx.Response:
        """Replace the newest version of something."""
        etag = self.get(role, path, **parameters).headers.get("ETag")
        headers = {"If-Match": etag} if etag else {}
        return self._send(role, "PUT", path, headers=headers, params=parameters, json=document)

    def _send(
        self, role: str, method: str, path: str, headers: dict[str, str] | None = None, **content: Any
    ) -> httpx.Response:
        def ask() -> httpx.Response:
            signed = {"Authorization": f"Bearer {self._token(role)}"} | (headers or {})
            return self._http.request(method, path, headers=signed, **content)

        answer = ask()
        if answer.status_code == 401:  # the token was good for some minutes only
            del self._tokens[role]
            answer = ask()
        if answer.is_error:
            raise Refused(f"{method} {path} as {role}: {answer.status_code} {answer.text[:2000]}")
        return answer

    def _token(self, role: str) -> str:
        if role not in self._tokens:
            username, password = self._account(role)
            answer = self._http.post("/api/token", json={"username": username, "password": password})
            if answer.is_error:
                raise Refused(f"Signing in as {username}: {answer.status_code} {answer.text[:500]}")
            self._tokens[role] = answer.json()["access_token"]
        return self._tokens[role]

    def _account(self, role: str) -> tuple[str, str]:
        if not self._accounts:
            answer = self._http.get("/api/demo-accounts")
            if answer.is_error:
                raise Refused(f"The gateway shows no demonstration accounts: {answer.status_code} {answer.text[:500]}")
            for each in answer.json():
                self._accounts.setdefault(each["role"], (each["username"], each["password"]))
        return self._accounts[role]
