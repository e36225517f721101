"""A supervised process is started again when it ends: at once when it had been steady, later and later when not."""

import os
import signal
import sys
import time
from pathlib import Path

from deploy.local.supervisor import child as module
from deploy.local.supervisor.child import Child, ending


def test_a_child_that_keeps_dying_is_started_less_and_less_often(tmp_path: Path) -> None:
    said: list[str] = []
    child = Child("shaky", [sys.executable, "-S", "-c", "raise SystemExit(3)"], dict(os.environ), tmp_path, 1)
    child.start()
    deadline = time.monotonic() + 20
    while child.restarts < 3 and time.monotonic() < deadline:
        child.tend(said.append)
        time.sleep(0.01)
    child.kill()
    assert [word.split("(")[1].split(")")[0] for word in said] == ["exit code 3"] * len(said)
    delays = [float(word.split(" in ")[1].removesuffix(" s")) for word in said[:3]]
    assert delays == [0.2, 0.5, 1.0]
    assert module.LONGEST_DELAY <= 30


def test_a_child_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    reading, writing = os.pipe()
    child = Child("deaf", [sys.executable, "-S", "-c", deaf], dict(os.environ), tmp_path, writing)
    child.start()
    os.read(reading, 2)
    start = time.monotonic()
    child.stop(grace_seconds=0.3)
    assert time.monotonic() - start < 5
    assert not child.running
    os.close(reading)
    os.close(writing)


def test_an_ending_is_said_in_words() -> None:
    assert ending(-signal.SIGKILL) == "signal SIGKILL"
    assert ending(1) == "exit code 1"
