"""A network between a service and a server that can be slow, narrow, broken or silent, as a test tells it to be."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

_HOST = "127.0.0.1"
_READ_BYTES = 65_536
# Closing with this set sends a reset instead of what is still to be sent.
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the line, in both directions.

    Attributes:
        latency_s: How long each piece takes on its way.
        bytes_per_s: The most that gets through; 0 is no limit.
        slice_bytes: The largest piece that arrives at once; 0 leaves pieces as they are sent.
        silent: Nothing gets through and nobody is told, as behind a firewall that drops what it does not know.
        refused: New connections are reset at once, as when the server is gone.
    """

    latency_s: float = 0.0
    bytes_per_s: int = 0
    slice_bytes: int = 0
    silent: bool = False
    refused: bool = False


FINE = Trouble()


class BadLine:
    """Forwards TCP connections to one server."""

    def __init__(self, port: int, host: str = _HOST) -> None:
        self._to = host, port
        self._trouble = FINE
        self._can_pass = asyncio.Event()
        self._can_pass.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0
        self.passed_bytes = 0

    def has(self, trouble: Trouble) -> None:
        """Be so from now on, for open connections too; a line that was silent goes on where it stopped."""
        self._trouble = trouble
        if trouble.silent:
            self._can_pass.clear()
        else:
            self._can_pass.set()

    def reset(self) -> None:
        """Break every open connection; what was under way is lost."""
        for writer in tuple(self._writers):
            opened: socket.socket = writer.get_extra_info("socket")
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()

    def cut(self) -> None:
        """Break every connection and refuse new ones."""
        self.has(Trouble(refused=True))
        self.reset()

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._accept, _HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """End everything."""
        assert self._server is not None
        self._server.close()
        self.reset()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        if self._trouble.refused:
            self.reset()
            self._writers.discard(writer)
            return
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._join(reader, writer)
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward_reader, onward_writer = await asyncio.open_connection(*self._to)
        except OSError:
            return  # the caller finds its connection closed, as it would have found the server
        self._writers.add(onward_writer)
        ways = [
            asyncio.create_task(self._forward(reader, onward_writer)),
            asyncio.create_task(self._forward(onward_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            self._writers.discard(onward_writer)
            onward_writer.close()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(_READ_BYTES):
            size = self._trouble.slice_bytes or len(data)
            for start in range(0, len(data), size):
                await self._pass(data[start : start + size], writer)

    async def _pass(self, piece: bytes, writer: asyncio.StreamWriter) -> None:
        trouble = self._trouble
        if wait_s := trouble.latency_s + (len(piece) / trouble.bytes_per_s if trouble.bytes_per_s else 0.0):
            await asyncio.sleep(wait_s)
        await self._can_pass.wait()
        writer.write(piece)
        self.passed_bytes += len(piece)
        await writer.drain()


@asynccontextmanager
async def bad_line(port: int) -> AsyncIterator[BadLine]:
    """Yield a line to the server at ``port`` of this machine; nothing is wrong with it yet."""
    line = BadLine(port)
    await line.start()
    try:
        yield line
    finally:
        await line.stop()
