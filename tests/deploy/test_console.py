"""The one log stream: who said what, how serious it is, and the files that keep every line."""

import io
import os
import time
from pathlib import Path

import pytest

from deploy.local.supervisor.console import Console, level_of, readable


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ('{"event":"worker_started","level":"info"}', "info"),
        ('{"event":"outbox_behind","level":"warning"}', "warning"),
        ('{"event":"request","level":"info","path":"/health/ready"}', "debug"),
        ('{"level":"unheard-of"}', "info"),
        ("{broken json", "info"),
        ("2026-11-21 20:25:02 UTC FATAL:  the database system is shutting down", "error"),
        ("2026-11-21 20:25:02 UTC LOG:  checkpoint complete", "info"),
        ("[13853] 2026/11/21 [WRN] Plaintext passwords detected, use nkeys or bcrypt", "debug"),
        ("[13853] 2026/11/21 [ERR] out of disk", "error"),
        ("Traceback (most recent call last):", "error"),
    ],
)
def test_a_lines_level_is_read_from_whoever_wrote_it(line: str, level: str) -> None:
    assert level_of(line) == level


def test_a_json_line_is_shown_as_words() -> None:
    line = '{"event":"published","level":"info","logger":"x","timestamp":"t","fiscal_year":2027,"schools":61}'
    assert readable(line) == "published  fiscal_year=2027 schools=61"
    assert readable("plain words") == "plain words"


def test_serious_lines_are_shown_with_what_belongs_to_them_and_all_lines_are_kept(tmp_path: Path) -> None:
    out = io.StringIO()
    console = Console(tmp_path, out, show="warning")
    pipe = console.pipe("planning")
    lines = b"INFO quiet\nTraceback (most recent call last):\n  File x\nstill here\n"
    os.write(pipe, lines)
    console.close_pipe(pipe)
    deadline = time.monotonic() + 5
    while "still here" not in out.getvalue() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (tmp_path / "planning.log").read_bytes() == lines
    assert "quiet" not in out.getvalue()
    assert "Traceback" in out.getvalue()
    assert "File x" in out.getvalue()
    assert "planning" in out.getvalue()
    assert console.last_lines("planning", 1) == "still here"


def test_a_terminal_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    out = io.StringIO()
    console = Console(tmp_path, out)
    out.close()
    console.say("nobody hears this")
