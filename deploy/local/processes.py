"""Child processes that never outlive this one."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from deploy.local.server_user import ServerUser

LAUNCHER = Path(__file__).with_name("launcher.py")

_jobs: "queue.SimpleQueue[tuple[Callable[[], subprocess.Popen[bytes]], Future[subprocess.Popen[bytes]]]]" = (
    queue.SimpleQueue()
)
_thread_lock = threading.Lock()
_thread: threading.Thread | None = None


def _start_processes() -> None:
    while True:
        job, future = _jobs.get()
        try:
            future.set_result(job())
        except BaseException as error:
            future.set_exception(error)


def _in_lasting_thread(job: Callable[[], "subprocess.Popen[bytes]"]) -> "subprocess.Popen[bytes]":
    """Run the job in a thread that lives as long as this process.

    Linux counts the *thread* that started a child as its parent: a child started in a pool's thread would be killed
    when the pool shrinks, although the process lives on.
    """
    global _thread
    with _thread_lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_start_processes, name="process-starter", daemon=True)
            _thread.start()
    future: Future[subprocess.Popen[bytes]] = Future()
    _jobs.put((job, future))
    return future.result()


def spawn(
    command: Sequence[str | Path],
    *,
    output: int | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user: ServerUser | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
) -> "subprocess.Popen[bytes]":
    """Start a program in a session of its own; it receives ``death_signal`` when this process dies.

    Args:
        command: Program and arguments.
        output: File descriptor for standard output and error; None discards both.
        environment: The whole environment; None inherits ours.
        folder: Where it runs.
        user: Whom it runs as; None is the user we are.
        death_signal: What the kernel sends it when we are gone.
    """
    ids = ["-", "-"] if user is None else [str(user.user_id), str(user.group_id)]
    full = [
        sys.executable,
        "-I",
        "-S",
        str(LAUNCHER),
        str(os.getpid()),
        str(int(death_signal)),
        *ids,
        *map(str, command),
    ]
    return _in_lasting_thread(
        lambda: subprocess.Popen(
            full,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if output is None else output,
            stderr=subprocess.STDOUT,
            env=None if environment is None else dict(environment),
            cwd=folder,
            # A session of its own: Ctrl-C reaches the supervisor only, which then stops the children in order.
            start_new_session=True,
        )
    )


def stop(process: "subprocess.Popen[bytes]", polite: signal.Signals, grace_seconds: float) -> int:
    """Ask the process to end, insist after the grace period, and return its exit code."""
    if process.poll() is None:
        process.send_signal(polite)
        try:
            return process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
