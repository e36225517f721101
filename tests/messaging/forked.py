"""Starts the processes of :mod:`tests.messaging.processes` in milliseconds: forked from one that has imported all."""

import asyncio
import ctypes
import multiprocessing
import os
import signal
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.messaging import processes

_PR_SET_PDEATHSIG = 1
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.messaging.processes"])


def start(arguments: Sequence[str], log: Path) -> BaseProcess:
    """Start a process; its output goes to the end of ``log``."""
    process = _server.Process(target=_run, args=(list(arguments), str(log)), daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    """Kill a process and wait until it is gone."""
    process.kill()
    process.join()


def _run(arguments: list[str], log: str) -> None:
    # Whatever ends the tests ends the fork server, and with it this process.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    raise SystemExit(asyncio.run(processes.main(arguments)))
