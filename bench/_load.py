"""Sends the same kind of request as fast as answers come, over kept connections: with wrk, else with asyncio."""

import asyncio
import json
import multiprocessing
import os
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

UNIQUE = "UNIQUE"  # replaced by another text in each request
_LUA = """
local n, me = 0, tostring({{}}):gsub("[^%w]", "")
request = function()
  n = n + 1
  local unique = me .. "-" .. n
  local turn = n % {turns}
  local fill = function(text) return (text:gsub("{unique}", unique)) end
  local headers = {{}}
  for name, value in pairs({headers}) do headers[name] = fill(value) end
  return wrk.format("{method}", ({paths})[turn + 1], headers, ({bodies})[turn + 1])
end
done = function(summary) print("bad: " .. (summary.errors.status + summary.errors.read + summary.errors.timeout)) end
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """What to send; paths and bodies are taken in turn."""

    paths: tuple[str, ...]
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    bodies: tuple[str, ...] = ("",)


def requests_per_second(address: str, ask: Ask, *, seconds: float, connections: int) -> float:
    """Return how many right answers a second came.

    Raises:
        RuntimeError: Some answers were refusals.
    """
    if shutil.which("wrk"):
        return _with_wrk(address, ask, seconds, connections)
    ours, theirs = multiprocessing.Pipe()
    worker = multiprocessing.Process(target=_run_asyncio, args=(theirs, address, ask, seconds, connections))
    worker.start()
    good, bad = ours.recv()
    worker.join()
    return _checked(good / seconds, bad)


def _checked(rate: float, bad: int) -> float:
    if bad:
        raise RuntimeError(f"{bad} answers were refusals or did not come")
    return rate


def _with_wrk(address: str, ask: Ask, seconds: float, connections: int) -> float:
    def lua(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"[{json.dumps(name)}] = {json.dumps(text)}" for name, text in value.items()) + "}"
        assert isinstance(value, tuple)
        return "{" + ", ".join(json.dumps(text) for text in value) + "}"

    turns = max(len(ask.paths), len(ask.bodies))
    script = _LUA.format(
        turns=turns,
        unique=UNIQUE,
        method=ask.method,
        headers=lua(ask.headers),
        paths=lua(ask.paths * (turns // len(ask.paths))),
        bodies=lua(ask.bodies * (turns // len(ask.bodies))),
    )
    options = ["-t", "1", "-c", str(connections), "-d", f"{seconds:.0f}s", "--timeout", "10s"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        plain = ask.method == "GET" and turns == 1 and UNIQUE not in str(ask.headers)
        if plain:  # without a script for each request wrk itself takes less of the machine
            script = script[script.index("done =") :]
        file.write(script)
        file.flush()
        headers = [part for name, text in ask.headers.items() for part in ("-H", f"{name}: {text}")] if plain else []
        ran = subprocess.run(
            ["wrk", *options, *headers, "-s", file.name, address + (ask.paths[0] if plain else "")],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    bad = re.search(r"bad: (\d+)", ran)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", ran)
    assert bad is not None, ran
    assert rate is not None, ran
    return _checked(float(rate[1]), int(bad[1]))


def _run_asyncio(result: Connection, address: str, ask: Ask, seconds: float, connections: int) -> None:
    result.send(asyncio.run(_asyncio_load(address, ask, seconds, connections)))


async def _asyncio_load(address: str, ask: Ask, seconds: float, connections: int) -> tuple[int, int]:
    parts = urlsplit(address)
    until = time.monotonic() + seconds
    counts = [0, 0]

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        sent = 0
        while time.monotonic() < until:
            sent += 1
            body = ask.bodies[sent % len(ask.bodies)].encode()
            lines = [f"{ask.method} {ask.paths[sent % len(ask.paths)]} HTTP/1.1", f"Host: {parts.netloc}"]
            lines += [f"{name}: {text.replace(UNIQUE, f'{number}-{sent}')}" for name, text in ask.headers.items()]
            lines.append(f"Content-Length: {len(body)}")
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            counts[0 if head[9:10] == b"2" else 1] += 1
        writer.close()

    await asyncio.gather(*(one(number) for number in range(connections)))
    return counts[0], counts[1]


def have_tools(*packages: str) -> bool:
    """Install the distribution's packages where we may; return whether nginx, which nothing replaces, is there."""
    missing = [package for package in packages if shutil.which(package.partition("-")[0]) is None]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update", "-qq"], *(["install", "-y", "-qq", package] for package in missing)):
            subprocess.run(["apt-get", *command], capture_output=True, check=False)
    return shutil.which("nginx") is not None
